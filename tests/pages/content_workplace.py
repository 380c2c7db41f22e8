"""What the handlers of the first page, of drafts and of help give to templates, with ugly content."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from cases.actor import Kept
from cases.law.regulation_rest import CHAPTERS
from cases.law.regulation_text import EDITION, whole_regulation
from cases.models import Notice
from cases.models_work import FormDraft
from cases.queries_home import STRIP_DAYS, DueDay
from cases.web.display import Display
from cases.web.guide import CHAPTERS as GUIDE
from cases.web.home_views import strip_days
from tests.pages.content import ME, MOMENT, TODAY, UGLY, first_page, frame, number
from tests.pages.content_search import SAVED
from tests.pages.content_work import QUEUES_OUT, ROWS
from tests.pages.content_worklists import TILES

KEPT = Kept(number("draft"), "/cases/new#1", "/cases/new", UGLY[:100], MOMENT)
KEEPER = replace(ME, kept=(KEPT, replace(KEPT, id=number("other"), page="/cases/1")))
DAYS = strip_days(
    [DueDay(TODAY + timedelta(days=n), n % 4, n % 2, 1234 * (n == 3)) for n in range(STRIP_DAYS)]
)
BUSY: dict[str, Any] = {
    "tiles": TILES, "work": QUEUES_OUT, "slips": 2, "rows": ROWS, "strip": DAYS, "saved": SAVED[:3],
    "notices": [Notice(id=number(f"n{n}"), text=UGLY, link="/", at=MOMENT) for n in range(34)],
}  # fmt: skip
DRAFT = FormDraft(
    id=number("draft"), officer_id=ME.officer_id, form="/cases/new#1", page="/cases/new",
    title=UGLY[:100], sealed=b"", kept_at=MOMENT,
)  # fmt: skip
TYPED = {"items.0.text": UGLY, "applicant.name": UGLY, "remark": "", "submission": "1"}
REGULATION = [
    (title, {n: whole_regulation()[n] for n in range(first, last + 1)})
    for title, first, last in CHAPTERS
]
WORKPLACE_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "first page, busy": ("first.html", first_page(**BUSY)),
    "first page, large and in high contrast": (
        "first.html", first_page(**BUSY, display=Display("contrast", "large")),
    ),
    "first page of eighty organs": ("first.html", first_page(**BUSY, most_organs=1)),
    "drafts": ("drafts.html", frame(KEEPER, path="/drafts", kept_days=30)),
    "no drafts": ("drafts.html", frame(path="/drafts", kept_days=30)),
    "a draft": (
        "draft.html",
        frame(KEEPER, path="/drafts/1", draft=DRAFT, kept=TYPED, said={"items.0.text": UGLY}),
    ),
    "a page with a draft": ("password.html", frame(KEEPER, path="/cases/new")),
    "the guide": ("guide.html", frame(path="/help", chapters=GUIDE)),
    **{
        f"the guide, {chapter.key}": (
            "guide_chapter.html",
            frame(path=f"/help/{chapter.key}", chapter=chapter, before=GUIDE[0], after=None),
        )
        for chapter in GUIDE[:2]
    },
    "the regulation": (
        "regulation.html", frame(path="/help/regulation", chapters=REGULATION, edition=EDITION),
    ),
}  # fmt: skip
