"""Cases as papers see them, made of events by the functions that read real ones; no database."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from cases import clocks, personal
from cases.actions.application import Agent, Applicant, Application, Item, Oral
from cases.actions.intake import personal_of, registration
from cases.actor import system
from cases.dossier import dossier
from cases.facts import event_of, settle, stand
from cases.filling.matter import LetterSetting, Matter
from cases.history import BEGINNING, Event, Kind, written
from cases.law.annual import ApplicantClass
from cases.law.application import Carrier, Route
from cases.law.calendar import packaged_calendar
from cases.law.clock import ClockReading
from cases.law.file_contents import Paper
from cases.law.identity import IdKind
from cases.law.outcomes import Remedy
from cases.law.receipt import Channel
from cases.law.remedies import Bodies
from cases.models import Case, CaseEvent, Organ
from cases.outcome_on_file import answer_type_of, items_on_file
from cases.settings import CHINA
from cases.steps_on_file import letters_on_file
from tests.actions.answering import WHY, particulars

Told = tuple[str, date, Kind, dict[str, Any]]  # who, day, what, its particulars
CASE_ID, NUMBER = UUID(int=1), "YSQ-370783-zrzy-2026-0001"
CARD, PHONE, ADDRESS = "34052419800101001X", "13911112222", "寿光市圣城街道幸福小区7号楼"
APPLICANT, COMPANY = "慕容秋水", "寿光恒丰建材有限公司"
CLUE = "2025年8月县电视台报道过竣工"
P9_NUMBER, ANSWER_NUMBER = "寿自然资依告〔2026〕3号", "寿自然资依复〔2026〕7号"
UNSEALED = personal.Sealed(b"", b"", None, None)
RECEIVED = date(2026, 3, 2)  # a Monday


def march(day: int) -> date:
    return date(2026, 3, day)


APPLICATION = Application(
    organ_id=UUID(int=2),
    channel=Channel.REGISTERED_MAIL,
    dates={"signed_on": RECEIVED},
    applicant=Applicant(
        ApplicantClass.NATURAL_PERSON, APPLICANT, IdKind.RESIDENT_CARD, CARD, PHONE, ADDRESS
    ),
    agent=Agent("诸葛明", IdKind.RESIDENT_CARD, "440524188001010014", authorised=True),
    items=(
        Item("2025年度农村饮水安全工程验收报告", "寿水〔2025〕9号"),
        Item("同一工程的决算", clues=(CLUE,)),
    ),
    carrier=Carrier.PAPER,
    route=Route.POST,
    help_needed="视力障碍，请用大字",
    upstream_number="SD-2026-77",
    remark="随信附地图一张",
)


def registered(application: Application) -> Told:
    return (
        "陈伟",
        RECEIVED,
        Kind.REGISTERED,
        registration(application, UNSEALED, RECEIVED)
        | {"organ": str(application.organ_id), "number": NUMBER, "to": "screening"},
    )


def rows(told: Iterable[Told]) -> list[CaseEvent]:
    """Events as they are stored, chained, each at ten in the morning of its day."""
    made: list[CaseEvent] = []
    for seq, (who, day, kind, data) in enumerate(told, start=1):
        at = datetime.combine(day, time(10), CHINA)
        previous = made[-1].digest if made else BEGINNING
        entry = written(CASE_ID, seq, previous, Event(kind, day, data), system(who, ""), at)
        stored = {name: value for name, value in vars(entry).items() if name != "text"}
        made.append(CaseEvent(**stored))
    return made


def matter(told: Iterable[Told], on: date, application: Application = APPLICATION) -> Matter:
    """A case with this history on a day, read as the papers' door reads it."""
    events = rows(told)
    case = Case(id=CASE_ID, organ_id=UUID(int=2), number=NUMBER, source="registered")
    settle(case, stand(map(event_of, events)))
    file, calendar = dossier(events), packaged_calendar()
    steps = clocks.steps((row.seq, event_of(row)) for row in events)
    reading = clocks.read(clocks.facts_of(case, steps, on), calendar)
    letters = letters_on_file(steps, file, calendar)
    items = items_on_file(case.items, file, letters, {})
    return Matter(
        organ=Organ(
            id=UUID(int=2), code="370783-zrzy", name="寿光市自然资源和规划局", address="金光街1号",
            postcode="262700", phone="0536-5200000", doc_code="寿自然资", own_name=True,
        ),
        case=case,
        personal=personal_of(application),
        file=file,
        steps=steps,
        calendar=calendar,
        reading=reading if isinstance(reading, ClockReading) else None,
        items=items,
        remedy=Remedy.FREE_CHOICE if answer_type_of(items) else Remedy.NONE,
        letters=letters,
        bodies=Bodies("寿光市人民政府", "寿光市人民法院"),
        setting=LetterSetting(contact_person="李静"),
        priors={},
        on=on,
    )  # fmt: skip


def rich() -> Matter:
    """Everything that a form could say is on file."""
    return matter((registered(APPLICATION), *WORKED_ON, *EXAMINED, *SERVED), march(31))


def bare() -> Matter:
    """登记 of an e-mail that nobody has confirmed yet: no day of receipt, no identity, no clock."""
    application = replace(
        APPLICATION, channel=Channel.EMAIL, dates={"arrived_on": RECEIVED}, agent=None,
        applicant=Applicant(ApplicantClass.BUSINESS, COMPANY), items=(Item("验收报告"),),
        carrier=None, route=None, help_needed="", upstream_number="", remark="",
    )  # fmt: skip
    who, day, kind, data = registered(application)
    return replace(
        matter([(who, day, kind, data | {"to": "unconfirmed"})], RECEIVED, application), bodies=None
    )


def oral() -> Matter:
    """An application taken down at the window."""
    application = replace(
        APPLICATION, channel=Channel.IN_PERSON, dates={"submitted_on": RECEIVED},
        oral=Oral("王芳", RECEIVED),
    )  # fmt: skip
    return matter([registered(application)], RECEIVED, application)


POST = {"way": "post", "dates": {"posted_on": "2026-03-03"}, "tracking_number": "XA12345678937"}
WORKED_ON: tuple[Told, ...] = (
    ("陈伟", march(2), Kind.SCREENED, {
        "clear": True, "is_application": True, "ours": False, "opinion": "职责存疑",
        "to": "assigning"}),
    ("陈伟", march(2), Kind.ASSIGNED, {
        "department": None, "handler": None, "to_whom": "土地利用科 赵明", "note": "请先核对职责",
        "opinion_by": "2026-03-09", "to": "handling"}),
    ("赵明", march(3), Kind.PAPER_ISSUED, {
        "number": 1, "code": "P9", "title": "政府信息公开征求意见书", "doc_number": P9_NUMBER,
        "addressee": COMPANY, "answers": False, "typed": {"address": "寿光市渤海路12号"}}),
    ("赵明", march(3), Kind.CONSULTATION, {
        "id": "1", "kind": "third_party", "recipient": COMPANY, "received_on": "2026-03-04",
        "doc_number": P9_NUMBER, "sent_paper": 1, **POST}),
    ("陈伟", march(5), Kind.PAPER_DELIVERED, {
        "number": 1, "what": "returned", "tracking_number": "", "remark": "查无此人"}),
    ("陈伟", march(6), Kind.PAPER_DELIVERED, {
        "number": 1, "what": "resent", "tracking_number": "XA12345678946", "remark": ""}),
    ("陈伟", march(9), Kind.PAPER_DELIVERED, {
        "number": 1, "what": "delivered", "tracking_number": "", "remark": ""}),
    ("赵明", march(9), Kind.CONSULTATION_REPLY, {
        "id": "1", "opinion": "同意公开", "content": "无意见"}),
    ("赵明", march(9), Kind.ATTACHED, {
        "number": 1, "name": "截图.png", "media_type": "image/png", "size": 3, "sha256": "0" * 64,
        "stored": "", "paper": Paper.SEARCH, "title": "检索截图", "doc_number": "", "day": None,
        "pages": 1, "item": 2, "remark": "仅此一页"}),
    ("赵明", march(9), Kind.SEARCHED, {
        "items": [2], "operator": "赵明", "recorder": "王芳", "how": "全文检索并逐件核对归档目录",
        "places": [{"kind": "archive_room", "name": "档案室2025年目录", "keywords": "饮水 决算",
                    "period": "2025年", "hits": 2, "judgment": "均为合同"}],
        "clues": [{"clue": CLUE, "finding": "报道的是另一工程"}], "office_opinions": "没有制作决算",
        "conclusion": "没有查到决算", "lost": False, "attachments": [1]}),
    ("赵明", march(9), Kind.HELP_ASKED, {
        "number": 1, "to_organ": "x", "to_department": None, "to_name": "寿光市侯镇人民政府",
        "items": [1], "question": "是否保存该报告", "reply_by": "2026-03-12"}),
    ("侯镇", march(10), Kind.SLIP_ANSWERED, {
        "number": 1, "holds": "none", "location": "", "searched": "", "opinion": "没有参与"}),
    ("赵明", march(10), Kind.CONFERENCE_CALLED, {
        "number": 1, "question": "报告附件能否公开", "participants": ["钱文静", "司法局"]}),
    ("钱文静", march(10), Kind.OPINION_GIVEN, {
        "number": 1, "participant": "钱文静", "opinion": "可以公开", "signed": True,
        "written_down": False}),
    ("赵明", march(10), Kind.OPINION_GIVEN, {
        "number": 1, "participant": "司法局", "opinion": "同意", "signed": False,
        "written_down": True}),
    ("赵明", march(11), Kind.CONFERENCE_CONCLUDED, {"number": 1, "conclusion": "予以公开"}),
    ("赵明", march(11), Kind.REFERRED, {
        "number": 1, "referred_to": "寿光市国家保密局", "question": "附件二是否涉密"}),
    ("赵明", march(12), Kind.DETERMINED, {"number": 1, "opinion": "不属于国家秘密"}),
    ("陈伟", march(12), Kind.EXTENSION_APPROVED, {"workdays": 10, "reason": "涉及档案较多"}),
    ("赵明", march(12), Kind.EXTENSION, {
        "workdays": 10, "approved_on": "2026-03-12", "approved_by": "陈伟",
        "reason": "涉及档案较多", "way": "electronic", "dates": {"sent_on": "2026-03-12"}}),
)  # fmt: skip
DECIDED = {
    "answer_type": "A26", "annual_row": "granted_partial", "basis": [], "remedy": "B",
}  # fmt: skip
EXAMINED: tuple[Told, ...] = (
    ("赵明", march(20), Kind.ITEM_CONCLUDED, {
        "item": 1, "outcome": "A2", **particulars("A2", march(20))}),
    ("赵明", march(20), Kind.ITEM_CONCLUDED, {
        "item": 2, "outcome": "A12", **particulars("A12", march(20))}),
    ("赵明", march(20), Kind.DRAFTED, {
        "text": "您申请公开的验收报告可以公开。\n\n没有检索到工程决算。", "row": None,
        "to": "drafting"}),
    ("赵明", march(20), Kind.SUBMITTED, {
        "draft": 23, "note": "请审核", **DECIDED, "to": "secrecy_review"}),
    ("孙丽", march(23), Kind.APPROVED, {
        "level": "secrecy_review", "opinion": "不涉密", "to": "legal_review"}),
    ("钱文静", march(23), Kind.SENT_BACK, {
        "level": "legal_review", "reason": "第二项写明检索方法", "to": "drafting"}),
    ("赵明", march(24), Kind.SUBMITTED, {
        "draft": 23, "note": "已补充", **DECIDED, "to": "secrecy_review",
        "passed": [{"gate": "legally_reviewed", "reason": "当日补办"}]}),
    ("孙丽", march(24), Kind.SKIPPED, {
        "level": "secrecy_review", "reason": "内容未变", "to": "legal_review"}),
    ("钱文静", march(24), Kind.APPROVED, {
        "level": "legal_review", "opinion": "同意", "to": "office_review"}),
    ("陈伟", march(25), Kind.APPROVED, {
        "level": "office_review", "opinion": "", "to": "signing"}),
    ("周杰", march(25), Kind.SIGNED, {
        "opinion": "同意签发", "draft": 23, **DECIDED, "to": "serving"}),
)  # fmt: skip
ANSWER = {"code": "A26", "title": "政府信息公开申请答复书", "addressee": APPLICANT, "answers": True}
SERVED: tuple[Told, ...] = (
    ("陈伟", march(26), Kind.PAPER_ISSUED, {
        "number": 2, "doc_number": "寿自然资依复〔2026〕6号", **ANSWER}),
    ("陈伟", march(26), Kind.PAPER_VOIDED, {"number": 2, "reason": "用印模糊"}),
    ("陈伟", march(26), Kind.PAPER_ISSUED, {"number": 3, "doc_number": ANSWER_NUMBER, **ANSWER}),
    ("陈伟", march(26), Kind.ANSWER, {
        "answer_type": "A26", "annual_row": "granted_partial", "basis": [], "remedy": "B",
        "doc_number": ANSWER_NUMBER, "proof": "邮政回执", "calendar": 1, "from": "serving",
        "to": "closed", "sent_paper": 3, "way": "post", "dates": {"posted_on": "2026-03-26"},
        "tracking_number": "XA98765432137"}),
    ("陈伟", march(27), Kind.ATTACHED, {
        "number": 2, "name": "答复书.pdf", "media_type": "application/pdf", "size": 3,
        "sha256": "1" * 64, "stored": "", "paper": Paper.ANSWER, "title": "答复书（盖章）",
        "doc_number": ANSWER_NUMBER, "day": "2026-03-26", "pages": 3, "item": None, "remark": ""}),
    ("陈伟", march(27), Kind.PAPER_ISSUED, {
        "number": 4, "code": "I11", "title": "卷内文件目录", "doc_number": "",
        "addressee": "寿光市自然资源和规划局", "answers": False}),
    ("吴刚", march(31), Kind.ARCHIVED, {
        "retention": "thirty_years", "archive_number": "2026-12", "remark": "", "to": "archived"}),
)  # fmt: skip
REASON = WHY
