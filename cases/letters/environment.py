"""The one Jinja environment of letters: sandboxed, strict, escaping, and almost empty.

Templates are files that offices upload. What is not named here does not exist for them: no function
can be called, nothing computed, no attribute reached but the fields of the records they are given.
"""

import re
from collections.abc import Mapping
from typing import Any, Final, NoReturn

from jinja2 import Undefined
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS
from markupsafe import Markup, escape

from cases.letters.values import Absent, Missing, Record

# None of them makes more text than it is given.
FILTER_NAMES: Final = ("default", "join", "length")
TEST_NAMES: Final = ("defined", "none")
LOOP_FIELDS: Final = ("first", "index", "last", "length")
NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LINE_BREAK: Final = '</w:t><w:br/><w:t xml:space="preserve">'
TAB: Final = '</w:t><w:tab/><w:t xml:space="preserve">'


def written(value: object) -> Markup:
    """A value inside a w:t: escaped, its line breaks and tabs as the elements of the run.

    UndefinedError names a field without a value; lists, records, yes and no are not printed.
    """
    if isinstance(value, Markup):  # a constant of the template itself, escaped by Jinja
        return value
    if isinstance(value, Undefined):
        str(value)  # raises
    assert isinstance(value, str | int), f"a letter prints text and numbers, not {type(value)}"
    assert not isinstance(value, bool), "a letter does not print yes and no"
    text = str(value)
    assert not NOT_XML.search(text), "doors refuse control characters"
    safe = str(escape(text))
    if "\n" in safe or "\t" in safe or "\r" in safe:
        safe = safe.replace("\r\n", "\n").replace("\r", "\n")
        safe = safe.replace("\n", LINE_BREAK).replace("\t", TAB)
    return Markup(safe)  # noqa: S704 escaped above


class LetterEnvironment(ImmutableSandboxedEnvironment):
    """Nothing is called, computed or subscripted; only fields of records and of loops are reached."""

    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)
    intercepted_unops = frozenset(ImmutableSandboxedEnvironment.default_unop_table)

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002
        """Nothing is."""
        return False

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002
        """Fields of records, and the few of a loop."""
        if isinstance(obj, LoopContext):
            return attr in LOOP_FIELDS
        return isinstance(obj, Record) and not attr.startswith("_")

    def getitem(self, obj: Any, argument: Any) -> NoReturn:  # noqa: ARG002
        """No subscripts."""
        raise SecurityError("templates have no subscripts")

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> NoReturn:  # noqa: ARG002
        """No arithmetic: 'x' * 10**9 is a text too."""
        raise SecurityError(f"templates do not compute: {operator}")

    def call_unop(self, context: Context, operator: str, arg: Any) -> NoReturn:  # noqa: ARG002
        """No arithmetic."""
        raise SecurityError(f"templates do not compute: {operator}")


def _environment() -> LetterEnvironment:
    made = LetterEnvironment(
        undefined=Missing, autoescape=True, finalize=written, keep_trailing_newline=True
    )
    made.globals.clear()
    made.filters = _only(FILTERS, FILTER_NAMES)
    made.tests = _only(TESTS, TEST_NAMES) | {"none": _is_none}
    return made


def _only(all_of_them: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: all_of_them[name] for name in names}


def _is_none(value: object) -> bool:
    return value is None or isinstance(value, Absent)


ENVIRONMENT: Final = _environment()
