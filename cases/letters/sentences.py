"""One sentence filled (文句): our own wording with its fields, as plain text."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

PLAIN: Final = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)


@lru_cache(maxsize=256)
def _parsed(wording: str) -> Template:
    return PLAIN.from_string(wording)


def sentence(wording: str, fields: Mapping[str, Any]) -> str:
    """The wording with its fields; what it names and is not given is a bug and raises."""
    return _parsed(wording).render(fields)
