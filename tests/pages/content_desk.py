"""What the handlers of the front desk give to their templates, with ugly content."""

from types import SimpleNamespace
from typing import Any

from cases.dossier import Dossier, Record
from cases.errors import Fault
from cases.kinds import Kind
from cases.law.conversion import CATALOGUE_COLUMNS
from cases.law.receipt import Channel
from cases.models_conversion import CatalogueEntry
from cases.models_published import PublishedEntry
from cases.queries import Page
from cases.states import State
from cases.web.desk_forms import MAIL_ROOM, Verdict
from cases.web.pages_desk import Looked
from cases.web.pages_unconfirmed import CONFIRM_MAIL, Waiting
from tests.pages.content import (
    BELOW,
    CARD,
    FACTS,
    HERE,
    IN_THE_CLEAR,
    MOMENT,
    READER,
    TODAY,
    TYPED,
    UGLY,
    case_page,
    frame,
    number,
    refused,
    registration,
)
from tests.pages.content_letters import SHEET

LONG = UGLY + "征" * 3000


def found(which: str, **given: Any) -> SimpleNamespace:
    facts: dict[str, Any] = {
        "id": number(which), "number": "YSQ-370783-zrzy-2026-0001", "state": State.HANDLING,
        "listed_on": TODAY, "answered_on": None, "answer_type": None, "annual_row": None,
        "applicant_name": UGLY, "request": LONG, "by": "证件号码相同", "likeness": 0.1,
    }  # fmt: skip
    return SimpleNamespace(**facts | given)


def entry(which: str, **given: Any) -> SimpleNamespace:
    facts: dict[str, Any] = {
        "id": number(which), "title": UGLY, "address": "https://www.example.cn/" + "a" * 170,
        "outlet": UGLY, "index_number": UGLY, "published_on": TODAY, "organ_name": UGLY,
        "own": False, "item": 0, "likeness": 0.9,
    }  # fmt: skip
    return SimpleNamespace(**facts | given)


ANSWERED = {"answered_on": TODAY, "annual_row": "granted_full", "state": State.CLOSED}
LOOKED = Looked(
    verdict=Verdict("居民身份证号码校验位不符，请核对是否录入有误", is_right=False),
    persons=[
        found("a", likeness=0.8, **ANSWERED), found("b", likeness=0.9),
        found("c", by="姓名相同", **ANSWERED),
    ],
    similar=[found("d"), found("e", **ANSWERED)],
    entries=[entry("f"), entry("g", address="政务服务大厅<b>", own=True, index_number="")],
    asked=True,
)  # fmt: skip
NOTHING = Looked(Verdict("居民身份证，1949年出生", is_right=True), [], [], [], asked=True)
MAIL = {"desk": "mail", "dates_first": MAIL_ROOM[Channel.ORDINARY_MAIL][1]}
BY_MAIL = {"desk": "mail", "channel": "ordinary_mail", "submission": "0" * 36}
DONE = SimpleNamespace(id=number("x"), number="YSQ-370783-2026-0009", state=State.UNCONFIRMED)
ORAL = FACTS | {"oral": {"filled_by": UGLY, "signed_on": None}, "help_needed": UGLY}


def waiting(which: str, **given: Any) -> Waiting:
    case = found(
        which, organ_id=HERE.id, channel=Channel.ORDINARY_MAIL, organ_name=HERE.name,
        state=State.UNCONFIRMED,
    )  # fmt: skip
    facts: dict[str, Any] = {
        "case": case, "phone": "139****5678", "events": 3, "days": 3, "may_confirm": True,
        "by_statute": True, "basis": CONFIRM_MAIL.short,
    }  # fmt: skip
    return Waiting(**facts | given)


WAITING = [
    waiting("a"), waiting("b", days=0, phone="", by_statute=False),
    waiting("c", days=None, may_confirm=False),
]  # fmt: skip


def unconfirmed(**given: Any) -> dict[str, Any]:
    context: dict[str, Any] = {
        "organs": [HERE, BELOW], "chosen": {"organ": ""}, "waiting": WAITING, "next": None,
        "after": "", "values": {}, "form": "", "article": CONFIRM_MAIL,
    }  # fmt: skip
    return frame(path="/unconfirmed", **context | given)


def published_row(which: str, **given: Any) -> SimpleNamespace:
    facts: dict[str, Any] = {
        "id": number(which), "organ_id": HERE.id, "title": UGLY,
        "address": "https://www.example.cn/" + "a" * 170, "outlet": UGLY, "index_number": "11370783",
        "published_on": TODAY, "catalogue_class": UGLY, "keywords": "", "summary": LONG,
        "made_by": "王芳", "made_at": MOMENT, "withdrawn_on": None, "withdrawn_by": None,
        "withdraw_reason": None,
    }  # fmt: skip
    return SimpleNamespace(PublishedEntry=PublishedEntry(**facts | given), organ_name=HERE.name)


GONE = {"withdrawn_on": TODAY, "withdrawn_by": "王芳", "withdraw_reason": UGLY}
LISTED = CatalogueEntry(
    entry_id=number("a"), conversion_id=number("conversion"), made_by=UGLY, made_at=MOMENT,
    file_name=UGLY + ".docx", **{column.name: UGLY for column in CATALOGUE_COLUMNS},
)  # fmt: skip
ENTRIES = [published_row("a"), published_row("b", **GONE), published_row("c", organ_id=BELOW.id)]


def published(**given: Any) -> dict[str, Any]:
    context: dict[str, Any] = {
        "organs": [HERE], "q": "", "after": "", "found": Page(ENTRIES, f"{TODAY}_1"),
        "outlet": "门户网站", "values": {}, "form": "", "may_withdraw": {HERE.id},
        "is_web": lambda address: address.startswith("https:"), "columns": CATALOGUE_COLUMNS,
        "catalogue": {ENTRIES[0].PublishedEntry.id: LISTED},
        "saved": {ENTRIES[0].PublishedEntry.id: 12},
    }  # fmt: skip
    return frame(path="/published", **context | given)


RECEIPT = Record(
    3, Kind.PAPER_ISSUED, TODAY, MOMENT, number("me"), UGLY,
    {"number": 1, "code": "P3", "title": "登记回执", "doc_number": ""},
)  # fmt: skip
PICTURE = "data:image/png;base64,iVBORw0KGgo="


def receipt(**given: Any) -> dict[str, Any]:
    shown = {"receipt": RECEIPT, "printed": None, "file": Dossier()}
    return case_page(**shown | given)


DESK_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "the desk, looked up": ("registration.html", registration(looked=LOOKED, values=TYPED)),
    "the desk, nothing found": ("registration.html", registration(looked=NOTHING)),
    "the desk, a wrong file": (
        "registration.html",
        refused(
            registration(
                values=TYPED | {"applicant.id_number": CARD}, chosen_files=[UGLY, "b.pdf"]
            ),
            Fault("files.application", f"“{UGLY}”：程序和脚本不能附卷"),
            Fault("dates.signed_on", "应当填写签收日期"),
        ),
    ),
    "the mail room": ("mail_room.html", registration(values=BY_MAIL, **MAIL)),
    "the mail room, one done": (
        "mail_room.html",
        registration(values=BY_MAIL, done=DONE, organs=[HERE, BELOW], **MAIL),
    ),
    "the mail room refused": (
        "mail_room.html",
        refused(
            registration(values=TYPED | BY_MAIL, looked=LOOKED, **MAIL),
            Fault("dates.confirmed_on", "确认日期早于申请到达的日期"),
        ),
    ),
    "unconfirmed": ("unconfirmed.html", unconfirmed(next="2026-03-05_1")),
    "unconfirmed of one organ, none": (
        "unconfirmed.html",
        unconfirmed(organs=[HERE], waiting=[], actor=READER),
    ),
    "unconfirmed, refused": (
        "unconfirmed.html",
        refused(
            unconfirmed(form=str(number("a")), values={"confirmed_on": "x"}),
            Fault("confirmed_on", "应为日期"),
        ),
    ),
    "unconfirmed, refused of one gone": (
        "unconfirmed.html",
        refused(unconfirmed(form=str(number("z"))), sentence="已经确认"),
    ),
    "published": ("published.html", published()),
    "published, none": ("published.html", published(found=Page([], None), organs=[])),
    "published, none found": ("published.html", published(found=Page([], None), q=UGLY)),
    "published, search refused": (
        "published.html",
        refused(published(found=Page([], None), q="一"), sentence="查询词“一”过短"),
    ),
    "published, entry refused": (
        "published.html",
        refused(
            published(form="add", values={"title": UGLY, "address": LONG}),
            Fault("address", "网址应以http开头"),
        ),
    ),
    "published, withdrawal refused": (
        "published.html",
        refused(
            published(form=str(number("a")), values={"reason": ""}), Fault("reason", "此项必填")
        ),
    ),
    "a receipt to print": (
        "receipt.html",
        receipt(printed={"sheet": SHEET, "picture": PICTURE}, facts=ORAL),
    ),
    "a receipt printed before": ("receipt.html", receipt()),
    "no receipt yet": ("receipt.html", receipt(receipt=None)),
    "no receipt, for a reader": ("receipt.html", receipt(receipt=None, verbs=set())),
    "an oral application": ("oral_application.html", case_page(said=None, facts=ORAL)),
    "an oral application to sign": (
        "oral_application.html",
        case_page(said=vars(IN_THE_CLEAR), facts=ORAL),
    ),
    "an application in writing": ("oral_application.html", case_page(said=None)),
}
