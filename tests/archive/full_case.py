"""One case on which everything is on file, as it was told: for what its volumes hold and leave out."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZipFile

from sqlalchemy import select

from cases.actions import (
    archiving,
    attaching,
    closing,
    conferring,
    consultation,
    drafting,
    fees,
    issuing,
    reviewing,
    searching,
    slips,
    timing,
)
from cases.actions.application import Agent, Applicant, Item
from cases.actions.file_checks import checked
from cases.actions.steps import Sending
from cases.keeping import keeping
from cases.law.annual import ApplicantClass
from cases.law.application import Carrier, Route
from cases.law.clock_facts import Recipient
from cases.law.delivery import Way
from cases.law.file_contents import Paper
from cases.law.identity import IdKind
from cases.law.receipt import Channel
from cases.law.retention import Retention
from cases.models_work import Slip
from cases.queries import read_case
from cases.volume.case_file import Wanted
from cases.web.volume_views import case_file, printed
from tests.actions.answering import particulars
from tests.archive.made import DOCX, pdf_file, picture
from tests.conftest import Town
from tests.web.worked import HOUZHEN, Office, office_of

CARD, PHONE, ADDRESS = "34052419800101001X", "13911112222", "寿光市圣城街道幸福小区7号楼"
COMPANY = "寿光恒丰建材有限公司"
SAID_BY_THE_COMPANY = "报价明细属于商业秘密"
CLUE = "2025年8月县电视台报道过竣工"
LEGAL_OPINION = "第二项应当写明检索的地点和方法"
NOTE = "该申请人去年信访过三次"
MINUTES = "会商认为可以区分处理"


def docx() -> bytes:
    """The smallest container that is a document by its parts."""
    out = BytesIO()
    with ZipFile(out, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("word/document.xml", "<w:document/>")
    return out.getvalue()


# fmt: off
FILES: dict[str, tuple[Paper, str, bytes]] = {
    # name: kind, title, content
    "申请表.pdf": (Paper.APPLICATION, "政府信息公开申请表", pdf_file(2)),
    "身份证.png": (Paper.IDENTITY, "身份证复印件", picture("RGB", (60, 40))),
    "信封.jpg": (Paper.ENVELOPE, "信封", picture("RGB", (50, 30), "JPEG")),
    "截图.png": (Paper.SEARCH, "检索截图", picture("L", (70, 30))),
    "第三方回复.pdf": (Paper.CONSULTATION, f"{COMPANY}的意见", pdf_file(1, (400.0, 500.0))),
    "延期告知书.pdf": (Paper.EXTENSION, "延期答复告知书", pdf_file(1, (500.0, 600.0))),
    "会商记录.docx": (Paper.CONFERENCE, "会商记录签字页", docx()),
    "答复书.pdf": (Paper.ANSWER, "答复书（盖章）", pdf_file(3)),
    "邮单.tif": (Paper.DELIVERY, "邮政回执", picture("RGB", (40, 30), "TIFF")),
    "草稿.txt": (Paper.OTHER, "经办人笔记", "笔记：再核对一次".encode("gb18030")),
}
# fmt: on
MEDIA = {"会商记录.docx": DOCX, "草稿.txt": "text/plain"}


@dataclass
class Full:
    """The case, and everything that its volumes are made of."""

    office: Office

    @property
    def case_id(self) -> UUID:
        return self.office.case_id

    async def put(self, name: str, remark: str = "") -> int:
        """A file on the case, by the handler."""
        paper, title, content = FILES[name]
        town = self.office.town
        async with town.office.sessions.begin() as session:
            _, number = await attaching.attach(
                session, self.office.actors["zhaoming"],
                town.clock.at, self.case_id, checked(name, content), paper=paper, title=title,
                day=town.clock.at.date(), remark=remark,
            )  # fmt: skip
        return number

    async def zip(self, wanted: Wanted) -> bytes:
        """A volume, made as the door makes it."""
        town, actor = self.office.town, self.office.actors["wugang"]
        async with town.office.sessions() as session:
            case, organ = await read_case(session, actor, self.case_id)
            file = await case_file(session, town.office, case, organ, wanted)
            kept = keeping(session)
        return printed(kept, self.case_id, file, town.clock.at, actor.name)


def application() -> dict[str, Any]:
    """What came by registered mail on 2026-03-02."""
    return {
        "channel": Channel.REGISTERED_MAIL,
        "dates": {"signed_on": date(2026, 3, 2)},
        "applicant": Applicant(
            ApplicantClass.NATURAL_PERSON, "慕容秋水", IdKind.RESIDENT_CARD, CARD, PHONE, ADDRESS
        ),
        "agent": Agent("诸葛明", IdKind.RESIDENT_CARD, "440524188001010014", authorised=True),
        "items": (
            Item("2025年度农村饮水安全工程验收报告", "寿水〔2025〕9号"),
            Item("同一工程的决算", clues=(CLUE,)),
        ),
        "carrier": Carrier.PAPER,
        "route": Route.POST,
        "remark": NOTE,
    }


async def full_case(town: Town) -> Full:
    """Registered on 2 March 2026, answered on the 24th, archived on the 25th."""
    office, clock = await office_of(town), town.clock
    full = Full(office)
    clock.go_to(2026, 3, 2)
    await office.take_in(**application())
    await office.handed_out()
    for name in ("申请表.pdf", "身份证.png", "信封.jpg"):
        await full.put(name)
    await worked_on(full)
    await extended_and_paid(full)
    await signed_and_served(full)
    clock.go_to(2026, 3, 25)
    await office.as_(
        "wugang", archiving.archive, retention=Retention.THIRTY_YEARS, archive_number="2026-12"
    )
    return full


async def worked_on(full: Full) -> None:
    """Consultation, search, help and conference."""
    office, clock = full.office, full.office.town.clock
    clock.go_to(2026, 3, 3)
    post = Sending(None, Way.POST, {"posted_on": date(2026, 3, 3)}, "XA12345678937")
    third = {"kind": Recipient.THIRD_PARTY, "recipient": COMPANY}
    await office.as_("zhaoming", consultation.consult, **third, sending=post)
    await office.as_("zhaoming", slips.ask_for_help, items=[1], question="是否保存该报告",
                     reply_by=date(2026, 3, 6), organ=HOUZHEN)  # fmt: skip
    async with office.town.office.sessions.begin() as session:
        slip = (await session.scalars(select(Slip.id))).one()
        clerk, at = office.actors["houzhen"], clock.at
        await slips.answer_slip(session, clerk, at, slip, holds="none", opinion="没有参与该工程")
    clock.go_to(2026, 3, 5)
    await office.as_(
        "zhaoming", consultation.record_receipt, received_on=date(2026, 3, 4), number="1"
    )
    await office.as_("zhaoming", consultation.end_consultation, "1", on=date(2026, 3, 5),
                     opinion="同意公开", content=SAID_BY_THE_COMPANY)  # fmt: skip
    await full.put("第三方回复.pdf")
    screenshot = await full.put("截图.png")
    await office.as_(
        "zhaoming", searching.record_search, items=[2], searched_on=date(2026, 3, 5),
        operator="赵明", recorder="王芳", how="全文检索并逐件核对归档目录", conclusion="没有查到决算",
        places=[{"kind": "archive_room", "name": "档案室2025年目录", "keywords": "饮水 决算",
                 "period": "2025年", "hits": 2, "judgment": "均为合同"}],
        clues=[{"clue": CLUE, "finding": "报道的是另一工程"}], attachments=[screenshot],
    )  # fmt: skip
    await office.as_("zhaoming", conferring.call_conference, question="报告附件能否公开",
                     participants=["钱文静"])  # fmt: skip
    await office.as_("qianwenjing", conferring.give_opinion, 1, opinion="可以公开")
    await office.as_("zhaoming", conferring.conclude_conference, 1, conclusion=MINUTES,
                     on=date(2026, 3, 5))  # fmt: skip
    await full.put("会商记录.docx")


async def extended_and_paid(full: Full) -> None:
    """延期 with the head's consent, then a fee by pages."""
    office, clock = full.office, full.office.town.clock
    clock.go_to(2026, 3, 9)
    await office.as_(
        "chenwei", timing.approve_extension, workdays=10, reason="涉及档案较多，需要逐件核对"
    )
    await office.as_("zhaoming", timing.extend, workdays=10, sending=Sending(date(2026, 3, 9)))
    await full.put("延期告知书.pdf")
    await office.as_("zhaoming", fees.send_fee_notice, sending=Sending(date(2026, 3, 9)), pages=40)
    clock.go_to(2026, 3, 11)
    await office.as_("chenwei", fees.receive_payment, on=date(2026, 3, 11), receipt_number="0012")


async def signed_and_served(full: Full) -> None:
    """Both items concluded, examined on every level, signed, and posted on 24 March."""
    office, clock = full.office, full.office.town.clock
    clock.go_to(2026, 3, 20)
    for item, outcome in ((1, "A2"), (2, "A12")):
        told = particulars(outcome, date(2026, 3, 20))
        await office.as_(
            "zhaoming", drafting.conclude_item, item, outcome=outcome, particulars=told
        )
    await office.as_("zhaoming", drafting.draft)
    await office.as_("zhaoming", drafting.submit)
    await office.as_("sunli", reviewing.approve, "不涉密")
    await office.as_("qianwenjing", reviewing.approve, LEGAL_OPINION)
    await office.as_("chenwei", reviewing.approve, "同意")
    await office.as_("zhoujie", reviewing.sign)
    clock.go_to(2026, 3, 24)
    post = Sending(None, Way.POST, {"posted_on": date(2026, 3, 24)}, "XA98765432137")
    await office.as_("chenwei", issuing.issue)
    await office.as_("chenwei", closing.record_answer, sending=post, proof="邮政回执")
    for name in ("答复书.pdf", "邮单.tif"):
        await full.put(name)
    await full.put("草稿.txt", remark="不附卷外传")
