"""What the gates are told of a case: outcomes, searches, letters, notices and reasons as the history
has them; each promise of outcome_on_file and steps_on_file that a scenario would not miss.

Received on Monday 2026-03-02: the 7th working day is 03-11, the 20th 03-30.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from cases import clocks
from cases.clocks import Step
from cases.dossier import Dossier, Record
from cases.history import Kind
from cases.law.articles import regulation
from cases.law.calendar import packaged_calendar
from cases.law.clock import ClockReading
from cases.law.clock_facts import Recipient
from cases.law.gate_facts import ConsultationRecord, Item, Opinion
from cases.law.grounds import GROUND, OF_A_PART
from cases.law.outcomes import ANSWER_TYPE
from cases.models import Case
from cases.outcome_on_file import (
    answer_type_of,
    basis_of_item,
    items_on_file,
    opinion_of,
    row_of,
)
from cases.settings import CHINA
from cases.steps_on_file import (
    extended_before,
    fees_on_file,
    letters_on_file,
    reasons_on_file,
    supplements_on_file,
)
from tests.actions.answering import PART, particulars

CALENDAR = packaged_calendar()
RECEIVED = date(2026, 3, 2)
AT = datetime(2026, 3, 20, 9, tzinfo=CHINA)
ONE = [{"text": "验收报告"}]


def d(month: int, day: int) -> date:
    return date(2026, month, day)


def record(kind: Kind, day: date | None, seq: int = 1, /, **data: Any) -> Record:
    return Record(seq, kind, day, AT, None, "赵明", data)


def concluded(outcome: str, item: int = 1, /, **said: Any) -> Record:
    told = particulars(outcome, d(3, 16)) | said
    return record(Kind.ITEM_CONCLUDED, d(3, 16), item=item, outcome=outcome, **told)


def items(
    file: Dossier, asked: list[dict[str, Any]] | None = None, **letters: Any
) -> tuple[Item, ...]:
    return items_on_file(asked or ONE, file, {k[1:]: v for k, v in letters.items()}, {})


LETTER = ConsultationRecord(
    recipient=Recipient.THIRD_PARTY, sent_on=d(3, 3), last_day=d(3, 25), in_writing=True
)
OTHER = replace(LETTER, sent_on=d(3, 5))

# ---- letters: which item they are about


def test_a_letter_that_no_part_names_is_about_what_is_given() -> None:
    file = Dossier(outcomes={1: concluded("A2"), 2: concluded("A3", 2), 3: concluded("A13", 3)})
    given, partly, neither = items(file, ONE * 3, _1=LETTER)
    assert given.consultations == partly.consultations == (LETTER,)
    assert neither.consultations == ()


def test_a_letter_about_a_withheld_part_is_not_about_what_is_given() -> None:
    part = PART | {"ground": "A7", "kinds": ["privacy"], "letters": ["1"]}
    file = Dossier(outcomes={1: concluded("A2"), 2: concluded("A3", 2, withheld=[part])})
    given, partly = items(file, ONE * 2, _1=LETTER, _2=OTHER)
    assert given.consultations == partly.consultations == (OTHER,)
    assert partly.withheld[0].consultations == (LETTER,)


def test_a_letter_that_was_struck_counts_for_nothing() -> None:
    part = PART | {"ground": "A7", "kinds": ["privacy"], "letters": ["1", "2"]}
    [item] = items(Dossier(outcomes={1: concluded("A7", withheld=[part])}), _2=OTHER)
    assert item.withheld[0].consultations == (OTHER,)


def test_an_item_that_a_corrected_registration_no_longer_has_is_left_out() -> None:
    part = PART | {"ground": "A7", "kinds": ["privacy"], "letters": ["1"]}
    file = Dossier(outcomes={1: concluded("A2"), 2: concluded("A7", 2, withheld=[part])})
    [item] = items(file, _1=LETTER)
    assert (item.number, item.outcome) == (1, "A2")
    assert item.consultations == (
        LETTER,
    )  # what it was about is asked for no more: nothing forgotten


def test_an_item_without_an_outcome_leaves_the_answer_without_a_type() -> None:
    found = items(Dossier(outcomes={2: concluded("A2", 2)}), ONE * 2)
    assert [item.outcome for item in found] == [None, "A2"]
    assert answer_type_of(found) is None
    assert answer_type_of(()) is None


# ---- 检索: the union of several


def searched(item: int, day: date, **said: Any) -> Record:
    usual: dict[str, Any] = {
        "items": [item], "operator": "赵明", "recorder": "王芳", "how": "", "lost": False,
        "places": [], "clues": [],
    }  # fmt: skip
    return record(Kind.SEARCHED, day, **(usual | said))


def clue(name: str, finding: str) -> dict[str, str]:
    return {"clue": name, "finding": finding}


def test_several_searches_count_together() -> None:
    asked = [{"text": "审批表", "clues": ["甲", "乙", "丙"]}]
    file = Dossier(outcomes={1: concluded("A12")})
    file.searches = [
        searched(1, d(3, 12), how="全文检索", places=[{"name": "OA"}], clues=[clue("甲", "不是"), clue("丁", "")]),
        searched(1, d(3, 10), how="逐件核对", places=[{"name": "档案室"}], recorder="", lost=True,
                 clues=[clue("甲", " "), clue("乙", "没有")]),
        searched(1, d(3, 11), how=" ", places=[{"name": "档案室"}], operator="钱文静"),
        searched(2, d(3, 13), how="另一项", places=[{"name": "另一处"}], operator="", lost=True),
    ]  # fmt: skip
    [item] = items(file, asked)
    assert item.search is not None
    found = item.search
    assert found.places == ("OA", "档案室", "档案室")
    assert found.how == "全文检索；逐件核对"
    assert found.searched_on == d(3, 12)  # the last day, in whatever order they were told
    # 甲 stays answered, 乙 too, 丙 was never looked for, 丁 came to light and was not followed
    assert found.findings == ("不是", "没有", None, None)
    assert (found.operator, found.recorder, found.lost) == ("钱文静", "王芳", False)


def test_without_a_search_of_its_own_an_item_has_none() -> None:
    file = Dossier(outcomes={1: concluded("A12")}, searches=[searched(2, d(3, 10))])
    [item] = items(file)
    assert item.search is None


# ---- what is said of an item


def test_what_is_given_is_an_attachment_on_file_or_a_paper_that_says_how() -> None:
    attached = record(Kind.ATTACHED, d(3, 16), number=2)
    for enclosures, provided, expected in (
        ([], "", 0), ([], "  ", 0), ([2], "", 1), ([1], "", 0), ([1, 2], "邮寄", 2),
    ):  # fmt: skip
        outcome = concluded("A2", enclosures=enclosures, provided=provided)
        [item] = items(Dossier(outcomes={1: outcome}, attachments={2: attached}))
        assert item.enclosures == expected, (enclosures, provided)


def test_what_was_said_comes_whole() -> None:
    [item] = items(Dossier(outcomes={1: concluded("A22")}))
    assert item.transfer is not None
    assert item.transfer.period_ends_on == date(2024, 12, 31)
    [item] = items(Dossier(outcomes={1: concluded("A1")}))
    assert item.place_checked_on == d(3, 16)
    [item] = items(Dossier(outcomes={1: concluded("A5")}))
    assert item.withheld[0].rule is not None
    assert item.withheld[0].rule.place == "第八条第二款"
    assert (item.severable, item.owner, item.search, item.transfer) == (False, None, None, None)


def test_the_basis_of_partial_disclosure_is_article_37_and_the_grounds_of_its_parts() -> None:
    # 条例 37; 15 for third parties, 16(2) for process information and enforcement files alike
    expected = (regulation(37), regulation(15), regulation(16, 2))
    assert basis_of_item("A3", ["A7", "A9", "A10", "A7"]) == expected
    assert basis_of_item("A3", []) == (regulation(37),)
    for code in OF_A_PART:
        assert basis_of_item("A3", [code]) == tuple(
            dict.fromkeys((regulation(37), GROUND[code].article))
        )
    for n in range(1, 25):
        if n != 3:
            assert basis_of_item(f"A{n}", ["A7"]) == ANSWER_TYPE[f"A{n}"].basis


def outcomes(*codes: str) -> list[Item]:
    return [Item(number=place, outcome=code) for place, code in enumerate(codes, start=1)]


# letters.md §15: some given, some withheld is 部分公开 whatever is chosen; all given, 予以公开
@pytest.mark.parametrize(
    ("codes", "chosen", "row"),
    [
        (("A1", "A4"), "denied_state_secret", "granted_partial"),
        (("A3", "A12"), "unable_not_held", "granted_partial"),
        (("A2", "A12"), None, "granted_partial"),
        (("A2", "A12"), "unable_not_held", "unable_not_held"),
        (("A1", "A2"), None, "granted_full"),
        (("A1", "A3"), None, "granted_partial"),
        (("A16", "A12"), None, "refused_petition"),  # of the first item
        (("A16", "A12"), "unable_not_held", "unable_not_held"),
    ],
)
def test_a_mixed_answer_counts_once(codes: tuple[str, ...], chosen: str | None, row: str) -> None:
    found = outcomes(*codes)
    assert answer_type_of(found) == "A26"
    assert row_of("A26", found, chosen) == row
    assert (
        row_of("A13", outcomes("A13"), "refused_petition") == "unable_not_held"
    )  # no choice there


@pytest.mark.parametrize(
    ("said", "opinion"),
    [
        ("同意公开", Opinion.AGREES), (" 同意公开 ", Opinion.AGREES),
        ("部分同意公开", Opinion.AGREES_IN_PART), ("不同意公开", Opinion.OBJECTS),
        ("同意", Opinion.OBJECTS), ("", Opinion.OBJECTS), ("没有意见", Opinion.OBJECTS),
    ],
)  # fmt: skip
def test_nothing_is_given_on_a_doubtful_opinion(said: str, opinion: Opinion) -> None:
    assert opinion_of(said) is opinion


# ---- steps


def step(kind: Kind, day: date, seq: int, /, **data: Any) -> Step:
    return Step(seq, kind, day, data, seq)


def consulted(seq: int, on: date, number: str = "1", received: date | None = None) -> Step:
    return step(
        Kind.CONSULTATION, on, seq, id=number, kind="third_party",
        received_on=received.isoformat() if received else None,
    )  # fmt: skip


def test_a_letter_has_its_last_day_its_reply_and_what_the_third_party_was_told() -> None:
    steps = [
        consulted(1, d(3, 3), received=d(3, 4)),
        consulted(2, d(3, 3), "2"),
        step(Kind.CONSULTATION_REPLY, d(3, 20), 3, id="1", opinion="不同意公开"),
    ]
    told = record(Kind.THIRD_PARTY_TOLD, d(3, 23), letter="1", reason="涉及公共利益")
    found = letters_on_file(steps, Dossier(third_parties_told={"1": told}), CALENDAR)
    one, two = found["1"], found["2"]
    # 15 working days: after 03-04 until 03-25; after sending (03-03) where receipt is not known
    assert (one.last_day, two.last_day) == (d(3, 25), d(3, 24))
    assert (one.replied_on, one.opinion) == (d(3, 20), Opinion.OBJECTS)
    assert (one.notified_on, one.release_reason) == (d(3, 23), "涉及公共利益")
    assert (one.recipient, one.received_on) == (Recipient.THIRD_PARTY, d(3, 4))
    assert (two.replied_on, two.opinion, two.notified_on, two.release_reason) == (
        None, None, None, "",
    )  # fmt: skip
    assert letters_on_file([consulted(1, date(1999, 3, 1))], Dossier(), CALENDAR) == {}


NOTICE = Kind.SUPPLEMENT_NOTICE


def test_a_supplement_belongs_to_the_notice_before_it() -> None:
    steps = [
        step(NOTICE, d(3, 4), 1, reply_by="2026-03-18"),
        step(Kind.SUPPLEMENT, d(3, 10), 2),
        step(NOTICE, d(3, 13), 3),
    ]
    first, second = supplements_on_file(steps, RECEIVED, CALENDAR)
    assert (first.sent_on, first.due_on, first.last_day) == (d(3, 4), d(3, 11), d(3, 18))
    assert (first.replied_on, second.replied_on) == (d(3, 10), None)
    assert second.due_on == d(3, 11)  # from receipt, not from the first notice
    assert second.last_day == d(4, 3)  # no day printed: 03-16…20 (5), 23…27 (10), 30…04-03 (15)


def test_two_supplements_to_one_notice_leave_the_later_and_its_excuse() -> None:
    steps = [
        step(NOTICE, d(3, 4), 1),
        step(Kind.SUPPLEMENT, d(3, 10), 2, excused="住院"),
        step(Kind.SUPPLEMENT, d(3, 12), 3, content="补充"),
    ]
    [found] = supplements_on_file(steps, RECEIVED, CALENDAR)
    assert (found.replied_on, found.excused) == (d(3, 12), False)
    [alone] = supplements_on_file(steps[:2], RECEIVED, CALENDAR)
    assert alone.excused


def test_what_was_told_late_stands_on_its_day() -> None:
    """The notice of 03-04 was recorded after the supplement of 03-10; the clock counts by days."""
    steps = [step(Kind.SUPPLEMENT, d(3, 10), 1), step(NOTICE, d(3, 4), 2)]
    [found] = supplements_on_file(steps, RECEIVED, CALENDAR)
    assert found.replied_on == d(3, 10)
    # one that came before the notice is none to it
    [found] = supplements_on_file(
        [step(NOTICE, d(3, 4), 1), step(Kind.SUPPLEMENT, d(3, 3), 2)], RECEIVED, CALENDAR
    )
    assert found.replied_on is None
    fees = [step(Kind.FEE_PAYMENT, d(3, 10), 1), step(Kind.FEE_NOTICE, d(3, 4), 2)]
    [fee] = fees_on_file(fees, CALENDAR, None)
    assert fee.paid_on == d(3, 10)


def test_without_a_day_of_receipt_or_a_calendar_for_it_there_is_no_notice() -> None:
    steps = [step(NOTICE, d(3, 4), 1)]
    assert supplements_on_file(steps, None, CALENDAR) == ()
    assert supplements_on_file(steps, date(1999, 3, 1), CALENDAR) == ()


SIGNED, SENT = {"dates": {"signed_on": "2026-03-05"}}, {"dates": {"sent_on": "2026-03-04"}}


@pytest.mark.parametrize(
    ("said", "delivered"),
    [
        ({}, None),
        ({"way": "in_person", **SIGNED}, d(3, 5)),
        ({"way": "post", "dates": {"posted_on": "2026-03-04"}}, None),  # sent is not received
        ({"way": "post", "dates": {"posted_on": "2026-03-04", "signed_on": "2026-03-06"}}, d(3, 6)),
        ({"way": "electronic", **SENT}, d(3, 4)),  # convention: what is sent online is there
        ({"way": "post", **SENT}, None),
        ({"received_on": "2026-03-07", "way": "in_person", **SIGNED}, d(3, 7)),  # told since
        ({"received_on": None, "way": "in_person", **SIGNED}, d(3, 5)),
    ],
)
def test_a_notice_is_delivered_by_a_signature_a_receipt_or_online(
    said: Mapping[str, Any], delivered: date | None
) -> None:
    [notice] = supplements_on_file([step(NOTICE, d(3, 4), 1, **said)], RECEIVED, CALENDAR)
    [fee] = fees_on_file([step(Kind.FEE_NOTICE, d(3, 4), 1, **said)], CALENDAR, None)
    assert notice.delivered_on == fee.delivered_on == delivered


def reading(steps: list[Step], on: date) -> ClockReading:
    case = Case(
        channel="in_person", received_on=RECEIVED, facts={"dates": {"submitted_on": "2026-03-02"}}
    )
    found = clocks.read(clocks.facts_of(case, steps, on), CALENDAR)
    assert isinstance(found, ClockReading)
    return found


def test_a_fee_notice_after_the_answer_was_due_is_not_in_time() -> None:
    for day, in_time in ((d(3, 30), True), (d(3, 31), False)):
        steps = [step(Kind.FEE_NOTICE, day, 1)]
        [fee] = fees_on_file(steps, CALENDAR, reading(steps, d(4, 20)))
        assert (fee.in_time, fee.paid_on) == (in_time, None)
    steps = [
        step(Kind.FEE_NOTICE, d(3, 4), 1, received_on="2026-03-05"),
        step(Kind.FEE_PAYMENT, d(4, 7), 2),
    ]
    [fee] = fees_on_file(steps, CALENDAR, reading(steps, d(4, 20)))
    # 20 working days after 03-05: 03-06 (1), 9…13 (6), 16…20 (11), 23…27 (16), 30…04-02 (20)
    assert (fee.last_day, fee.paid_on, fee.in_time) == (d(4, 2), d(4, 7), True)


def test_an_extension_belongs_to_the_period_in_which_it_was_told() -> None:
    extended = step(Kind.EXTENSION, d(3, 6), 1, workdays=5, approved_on="2026-03-05")
    assert not extended_before(reading([], d(3, 20)))
    assert extended_before(reading([extended], d(3, 20)))
    # 条例 30: after a supplement the period starts afresh, and may be extended
    again = [
        extended, step(NOTICE, d(3, 9), 2), step(Kind.SUPPLEMENT, d(3, 12), 3),
    ]  # fmt: skip
    assert not extended_before(reading(again, d(3, 20)))
    late = step(Kind.EXTENSION, d(3, 31), 1, workdays=5, approved_on="2026-03-30")
    assert not extended_before(reading([late], d(4, 1)))  # told late, it counts for nothing
    assert not extended_before("收到申请之日早于工作日历")


# ---- 说明理由


def test_a_judgment_counts_for_the_reasons_that_were_asked_before_it() -> None:
    asked = record(Kind.REASONS_ASKED, d(3, 4), 5, reply_by="2026-03-10")
    judged = record(Kind.REASONS_JUDGED, d(3, 12), 6, reasonable=False, replied_on="2026-03-09")
    assert reasons_on_file(Dossier()) is None
    found = reasons_on_file(Dossier(reasons_asked=asked))
    assert found is not None
    assert (found.asked_on, found.last_day) == (d(3, 4), d(3, 10))
    assert (found.replied_on, found.reasonable) == (None, None)
    found = reasons_on_file(Dossier(reasons_asked=asked, reasons_judged=judged))
    assert found is not None
    assert (found.replied_on, found.reasonable) == (d(3, 9), False)
    # asked anew since: what was judged before is another matter
    anew = replace(asked, seq=7)
    found = reasons_on_file(Dossier(reasons_asked=anew, reasons_judged=judged))
    assert found is not None
    assert (found.replied_on, found.reasonable) == (None, None)
    silent = replace(judged, data={"reasonable": True, "replied_on": None})
    found = reasons_on_file(Dossier(reasons_asked=asked, reasons_judged=silent))
    assert found is not None
    assert (found.replied_on, found.reasonable) == (None, True)
