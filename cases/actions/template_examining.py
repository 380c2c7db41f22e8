"""文书模板的检查: whether a DOCX may be the template of a paper, with every reason why not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from cases.actions.letters import FIELDS
from cases.actions.paper_templates import built_in
from cases.errors import BadInput, Fault, Refusal
from cases.law.articles import regulation
from cases.law.letter_duties import OUR_WORDING, Duty, duties
from cases.law.letter_lint import Severity, lint_template
from cases.law.letters import PAPER
from cases.letters.field_names import names
from cases.letters.paragraphs import everywhere
from cases.letters.said_fields import Trial, trials
from cases.letters.template_checks import check

FILE: Final = "file"
SHOWN_UNSAID: Final = 12  # names in one sentence


@dataclass(frozen=True)
class Report:
    """What the checks of a template that may be used have to say."""

    warnings: tuple[str, ...]

    def as_record(self) -> dict[str, Any]:
        """As it is kept with the version."""
        return {"warnings": list(self.warnings)}


def examine(code: str, content: bytes, on: date) -> Report:
    """The warnings of a template that may be used from a day; BadInput names all for which it may not.

    Blocks for about a second: call it in a thread. The file is opened here only after a process
    apart has found nothing dangerous in it.
    """
    if unfit := check(content, FIELDS[code]):
        raise _refused(code, unfit)
    try:
        tried = trials(content, FIELDS[code])
    except Refusal as unmade:
        raise _refused(code, [f"试排：{unmade.sentence}"]) from None
    texts = [paragraph.text for paragraph in everywhere(content)]
    found = lint_template(texts, code=code, on=on)
    wrong = [*_unmet(code, tried), *(f.sentence for f in found if f.severity is Severity.ERROR)]
    if wrong:
        raise _refused(code, wrong)
    warned = [f.sentence for f in found if f.severity is not Severity.ERROR]
    return Report((*warned, *_left_out(code, tried)))


def _refused(code: str, sentences: list[str]) -> BadInput:
    basis = PAPER[code].basis
    faults = [Fault(FILE, sentence) for sentence in dict.fromkeys(sentences)]
    return BadInput.of(faults, article=basis[0] if basis else regulation(45))


def _unmet(code: str, tried: tuple[Trial, ...]) -> Iterator[str]:
    """Mandatory contents that the template does not print, in some case or in every one."""
    for duty in duties(code):
        lost = [trial for trial in tried if _there(duty, trial).isdisjoint(trial.shown)]
        lost = [trial for trial in lost if _there(duty, trial)]
        if lost:
            yield _sentence(code, duty, tried, lost)


def _there(duty: Duty, trial: Trial) -> frozenset[str]:
    """What would do in this case; a field that has no text in it cannot be owed."""
    wanted = duty.several if trial.is_full and duty.several else duty.fields
    return trial.given.intersection(wanted)


def _sentence(code: str, duty: Duty, tried: tuple[Trial, ...], lost: list[Trial]) -> str:
    owed = {place for trial in lost for place in _there(duty, trial)}
    named = "或者".join(_named(code, place) for place in duty.fields if place in owed)
    paper = f"“{code} {PAPER[code].name}”"
    if any(owed & trial.shown for trial in tried):
        return f"{named}只在部分情形下写出，{paper}应当一律载明，请移到条件之外"
    when = "有多项申请事项时" if duty.several and all(trial.is_full for trial in lost) else ""
    return f"{when}没有写出{named}，{paper}应当载明"


def _left_out(code: str, tried: tuple[Trial, ...]) -> Iterator[str]:
    """What the built-in template prints and this one does not: it may be meant so."""
    usual, shown = _usual(code), _shown(tried)
    if OUR_WORDING in shown:  # which says 您 or 贵单位, and facts and reasons of an item
        usual = [place for place in usual if place != "you" and not place.startswith("items.")]
    left_out = [_named(code, place) for place in usual if place not in shown]
    if left_out:
        more = f"等{len(left_out)}个字段" if len(left_out) > SHOWN_UNSAID else ""
        yield f"没有使用内置模板写出的{'、'.join(left_out[:SHOWN_UNSAID])}{more}，请核对是否有意省略"


@lru_cache(maxsize=128)
def _usual(code: str) -> list[str]:
    return _shown(trials(built_in(code).content, FIELDS[code]))


def _shown(tried: tuple[Trial, ...]) -> list[str]:
    """The fields that any of the trials shows, in one order."""
    return sorted({place for trial in tried for place in trial.shown})


def _named(code: str, place: str) -> str:
    """A field by its Chinese title and as a template writes it."""
    named = next(one for one in names(FIELDS[code]) if one.place == place)
    return f"“{named.title}”（{named.in_full}）"
