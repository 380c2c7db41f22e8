"""办理记录 in words: one sentence for each event, as the history page and its API print them."""

from collections.abc import Iterable, Mapping
from typing import Final

from cases.history import Kind
from cases.law.challenge_results import ChallengeKind
from cases.models import CaseEvent
from cases.web.history_phrases import Known, Said, Teller, sentence
from cases.web.history_words_ends import ENDS
from cases.web.history_words_letters import LETTERS, title_and_number
from cases.web.history_words_steps import STEPS
from cases.web.history_words_work import WORK

WORDS: Final[Mapping[Kind, Teller]] = {**STEPS, **WORK, **LETTERS, **ENDS}
assert set(WORDS) == set(Kind)


def words(events: Iterable[CaseEvent]) -> dict[int, str]:
    """The sentence of each event of one history, given from its beginning, by its number.

    Numbers of papers, telephones and addresses are not in a history, so they are in no sentence.
    """
    known, told = Known(), {}
    for event in events:
        kind = Kind(event.kind)
        told[event.seq] = sentence(event.officer, WORDS[kind](Said(event.day, event.data, known)))
        _remember(known, event.seq, kind, event)
    return told


def _remember(known: Known, seq: int, kind: Kind, event: CaseEvent) -> None:
    known.kinds[seq] = kind
    number, data = event.data.get("number"), event.data
    if number is None:
        return
    if kind is Kind.ATTACHED:
        known.attachments[number] = data.get("name") or ""
    elif kind is Kind.PAPER_ISSUED:
        known.papers[number] = title_and_number(data.get("title"), data.get("doc_number"))
    elif kind in (Kind.CHALLENGED, Kind.CHALLENGE_UPDATED) and "kind" in data.get("facts", {}):
        known.challenges[number] = ChallengeKind(data["facts"]["kind"])
