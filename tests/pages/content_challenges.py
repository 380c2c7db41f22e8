"""What the handlers of 复议诉讼 and of section 四 give to templates, with ugly content."""

from datetime import date
from typing import Any

from cases.calendars import Numbered
from cases.law.annual import Form
from cases.law.calendar import packaged_calendar
from cases.law.challenge_results import ChallengeKind, Result
from cases.law.section_four import GROUPS, Missing
from cases.web.challenge_views import ChallengeOut, OwedOut
from tests.pages.content import BELOW, HERE, TODAY, UGLY, frame, number, table_page


def owed(**given: Any) -> OwedOut:
    facts: dict[str, Any] = {
        "case_id": number("case"), "case_number": "YSQ-370783-2026-0001", "organ": HERE.code,
        "organ_name": HERE.name, "number": 1, "kind": ChallengeKind.REVIEW, "kind_label": "行政复议",
        "body": UGLY, "notified_on": date(2026, 2, 26), "what": "reply", "what_label": "答复举证",
        "due": date(2026, 3, 12), "workdays_left": 5, "is_past": False,
    }  # fmt: skip
    return OwedOut(**facts | given)


def owed_page(**given: Any) -> dict[str, Any]:
    context: dict[str, Any] = {
        "rows": [], "next": None, "after": "", "organs": [HERE, BELOW], "chosen": {"organ": ""},
        "calendar": Numbered(1, packaged_calendar()),
    }  # fmt: skip
    return frame(path="/challenges", **context | given)


def behind(**given: Any) -> ChallengeOut:
    facts: dict[str, Any] = {
        "case_id": number("case"), "case_number": UGLY, "number": 2, "kind": ChallengeKind.DIRECT_SUIT,
        "kind_label": ChallengeKind.DIRECT_SUIT.label, "body": UGLY, "notified_on": date(2026, 2, 26),
        "result": None, "result_label": "", "concluded_on": None, "doc_number": UGLY,
    }  # fmt: skip
    return ChallengeOut(**facts | given)


def four_page(**given: Any) -> dict[str, Any]:
    context: dict[str, Any] = {
        "organ": HERE, "year": 2026, "title": "2026年 · 行政复议，总计", "challenges": [],
        "back": "/annual-tables/370783/2026",
    }  # fmt: skip
    return frame(path="/annual-tables/370783/2026/section-four/…", **context | given)


PAST = owed(due=date(2026, 3, 2), workdays_left=-3, is_past=True, organ=BELOW.code)
TODAYS = owed(due=TODAY, workdays_left=0, case_number=UGLY)
ENDED = behind(result=Result.ENDED, result_label="终止", concluded_on=TODAY)
CHALLENGE_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "challenges": (
        "challenges.html", owed_page(rows=[PAST, TODAYS, owed(workdays_left=None)], next="x"),
    ),
    "challenges of one organ, none": ("challenges.html", owed_page(chosen={"organ": HERE.code})),
    "challenges, none further": ("challenges.html", owed_page(after="x")),
    "challenges behind a number": ("cell_four.html", four_page(challenges=[behind(), ENDED])),
    "challenges behind a zero": ("cell_four.html", four_page()),
    "annual table whose section four does not hold": (
        "annual_table.html",
        table_page(
            Form.FORM_2021, 2025, groups={"litigation_direct": (1, 0, 0, 0, 2)},
            missing=[Missing(GROUPS[1], 2025, 3, 2)],
        ),
    ),
}  # fmt: skip
