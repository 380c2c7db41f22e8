"""What the handlers of 批量打印 and of 办理进度查询 give to their templates, with ugly content."""

from typing import Any

from cases.errors import NotFound
from cases.models_letters import PrintRun
from cases.queries_print_runs import Printable, Run
from cases.web.pages_status import UNKNOWN, Status
from tests.pages.content import BELOW, HERE, MOMENT, TODAY, UGLY, frame, number

WANTED = {"papers": [], "issue": [], "as_pdf": False, "envelopes": True, "receipts": True}


def run(which: str, **given: Any) -> PrintRun:
    facts: dict[str, Any] = {
        "id": number(which), "organ_id": HERE.id, "officer_id": number("wang"), "wanted": WANTED,
        "made_at": MOMENT, "total": 120, "failed": [], "name": None, "media_type": None,
        "stored": None, "finished_at": None,
    }  # fmt: skip
    return PrintRun(**facts | given)


LETTERS = [
    Printable(number("a"), "YSQ-370783-2026-0001", UGLY, None, "", "答复书（待编号）", None, TODAY),
    Printable(
        number("b"),
        "YSQ-370783-2026-0002",
        "䶮堃",
        3,
        "寿自然资依复〔2026〕12号",
        UGLY,
        TODAY,
        None,
    ),
]
FAILED = [{"case": str(number("c")), "sentence": UGLY}]
DONE = {"finished_at": MOMENT, "stored": "0" * 64, "name": "文书202611221000（118份）.zip"}


def prints(**given: Any) -> dict[str, Any]:
    context: dict[str, Any] = {
        "organ": HERE, "organs": [HERE, BELOW], "letters": LETTERS, "runs": [], "working": False,
        "has_printer": True, "values": {},
    }  # fmt: skip
    return frame(path="/print-runs", **context | given)


STATUS = Status(
    "YSQ-370783-2026-0001", UGLY, "0536-5200000", "办理中", TODAY, TODAY, "等待您补正申请内容",
    TODAY, TODAY, None,
)  # fmt: skip


def status(**given: Any) -> dict[str, Any]:
    context: dict[str, Any] = {"actor": None, "values": {}, "status_told": None}
    return frame(path="/status", **context | given)


PRINT_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "letters to print": ("print_runs.html", prints()),
    "letters being printed": (
        "print_runs.html",
        prints(runs=[Run(run("x"), 40), Run(run("y", failed=FAILED, **DONE), 120)], working=True),
    ),
    "nothing to print": ("print_runs.html", prints(letters=[], has_printer=False)),
    "progress asked": ("status.html", status(values={"number": "YSQ-370783-2026-0001"})),
    "progress told": ("status.html", status(status_told=STATUS)),
    "progress unknown": ("status.html", status(refusal=NotFound(UNKNOWN))),
}
