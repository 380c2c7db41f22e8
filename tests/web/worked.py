"""Cases on which everything that a history can tell has happened, by the verbs themselves."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from cases.actions import (
    answering_for,
    archiving,
    assignment,
    attaching,
    challenging,
    closing,
    conferring,
    consultation,
    correction,
    drafting,
    fees,
    intake,
    issuing,
    paper_making,
    reasons,
    reviewing,
    searching,
    slips,
    tagging,
    timing,
)
from cases.actions.application import Item
from cases.actions.attaching import File
from cases.actions.chain_setting import set_chain
from cases.actions.steps import Sending
from cases.actor import Actor
from cases.chain import USUAL, Level
from cases.law.clock_facts import Recipient
from cases.law.delivery import Way
from cases.law.file_contents import Paper
from cases.law.receipt import Channel
from cases.law.retention import Retention
from cases.models import CaseEvent, Role
from cases.models_work import Slip
from cases.queries import history
from cases.settings import CHINA
from cases.states import State
from tests.actions.answering import particulars
from tests.actions.filing import filed, registered
from tests.conftest import Town

PLANNING, HOUZHEN = "370783-zrzy", "370783-houzhen"
AT_THE_DESK = "网页 10.1.2.3"
PAGES = b"%PDF-1.7 invented"
OFFICE_WORK = (Role.REGISTRAR, Role.HANDLER, Role.HEAD)
PEOPLE: Mapping[str, tuple[Role, ...]] = {
    "chenwei": OFFICE_WORK,
    "zhaoming": (Role.HANDLER,),
    "sunli": (Role.SECRECY,),
    "qianwenjing": (Role.REVIEWER,),
    "zhoujie": (Role.LEADER,),
    "wugang": (Role.ARCHIVIST, Role.REVIEWER),
}


class Office:
    """The natural resources bureau with its people; `as_` says who acts, on the day of the clock."""

    def __init__(self, town: Town, actors: dict[str, Actor]) -> None:
        self.town, self.actors, self.case_id = town, actors, UUID(int=0)

    async def take_in(self, **changes: Any) -> UUID:
        """A case that chenwei registers."""
        case = await registered(self.town, self.actors["chenwei"], PLANNING, **changes)
        self.case_id = case.id
        return case.id

    async def as_(
        self, login: str, verb: Callable[..., Awaitable[Any]], *what: Any, **how: Any
    ) -> Any:
        """What an officer does to the case."""
        async with self.town.office.sessions.begin() as session:
            at = self.town.clock.at
            return await verb(session, self.actors[login], at, self.case_id, *what, **how)

    async def attach(self, name: str, **how: Any) -> None:
        """A file that zhaoming puts on the case."""
        async with self.town.office.sessions.begin() as session:
            await attaching.attach(
                session, self.actors["zhaoming"], self.town.clock.at, self.case_id, File(name, "application/pdf", PAGES), paper=Paper.RELEASE, **how,
            )  # fmt: skip

    async def show(self, reason: str) -> None:
        """查看个人信息 by the archivist."""
        office = self.town.office
        async with office.sessions.begin() as session:
            await intake.show_personal_data(
                session,
                office.vault,
                self.actors["wugang"],
                self.town.clock.at,
                self.case_id,
                reason,
            )

    async def correct(self, reason: str, **changes: Any) -> None:
        """更正登记 by chenwei."""
        office, organ = self.town.office, self.town.organs[PLANNING]
        async with office.sessions.begin() as session:
            await intake.correct_registration(
                session, office.vault, self.actors["chenwei"], self.town.clock.at, self.case_id,
                filed(organ, **changes), reason,
            )  # fmt: skip

    async def events(self) -> list[CaseEvent]:
        """The history as it is stored."""
        async with self.town.office.sessions() as session:
            return list(await history(session, self.case_id))

    async def handed_out(self) -> None:
        """From 登记 to 办理 by zhaoming."""
        await self.as_("chenwei", assignment.screen, clear=True, is_application=True, ours=True)
        await self.as_("chenwei", assignment.assign, handler="zhaoming")
        await self.as_("zhaoming", assignment.accept)

    async def sent_for_review(self, outcome: str = "A2", **more: Any) -> None:
        """Concluded, drafted and sent on by zhaoming."""
        day = self.town.clock.at.astimezone(CHINA).date()
        said = particulars(outcome, day) | more
        await self.as_("zhaoming", drafting.conclude_item, 1, outcome=outcome, particulars=said)
        await self.as_("zhaoming", drafting.draft)
        await self.as_("zhaoming", drafting.submit)

    async def signed(self) -> None:
        """Agreed to on every level, and signed."""
        for login in ("sunli", "qianwenjing", "chenwei"):
            await self.as_(login, reviewing.approve, "同意")
        await self.as_("zhoujie", reviewing.sign)


async def office_of(town: Town) -> Office:
    """The bureau and its people, who sit at a page of 10.1.2.3."""
    actors = {}
    for login, roles in PEOPLE.items():
        actors[login] = replace(await town.officer(login, PLANNING, *roles), where=AT_THE_DESK)
    clerk = await town.officer("houzhen", HOUZHEN, Role.REGISTRAR)
    actors["houzhen"] = replace(clerk, where="接口 10.9.9.9")
    return Office(town, actors)


async def taken_in(office: Office) -> list[CaseEvent]:
    """登记 to 办理, with every detour."""
    await office.take_in(channel=Channel.ONLINE, dates={"submitted_on": date(2026, 11, 20)})
    await office.as_("chenwei", intake.confirm_receipt, date(2026, 11, 20))
    await office.correct(
        "申请内容录入不全", items=(Item("验收报告"), Item("工程决算")),
    )  # fmt: skip
    await office.as_(
        "chenwei",
        assignment.screen,
        clear=True,
        is_application=True,
        ours=False,
        opinion="职责存疑",
    )
    await office.as_(
        "chenwei", assignment.assign, handler="zhaoming", note="请先核对职责",
        opinion_by=date(2026, 11, 27),
    )  # fmt: skip
    await office.as_("zhaoming", assignment.accept)
    await office.as_("zhaoming", assignment.return_assignment, "不属于本科室职责")
    await office.as_("chenwei", assignment.assign, handler="chenwei")
    await office.as_("chenwei", assignment.hand_over, handler="zhaoming", reason="出差")
    await office.as_("wugang", attaching.take_out, "1号附件“验收报告.pdf”")
    await office.show("核对邮寄地址")
    return await office.events()


async def clocked(office: Office) -> list[CaseEvent]:
    """Every step of the clock, and their corrections."""
    clock = office.town.clock
    clock.go_to(2026, 3, 2)
    await office.take_in(dates={"submitted_on": date(2026, 3, 2)})
    await office.handed_out()
    post = Sending(None, Way.POST, {"posted_on": date(2026, 3, 3)}, "XA12345678937")
    clock.go_to(2026, 3, 3)
    await office.as_(
        "zhaoming", consultation.consult,
        kind=Recipient.THIRD_PARTY, recipient="寿光某公司", sending=post,
    )  # fmt: skip
    await office.as_("chenwei", timing.send_supplement_notice, sending=Sending(date(2026, 3, 3)),
                     reply_by=date(2026, 3, 24), content="文号")  # fmt: skip
    clock.go_to(2026, 3, 6)
    await office.as_("chenwei", timing.receive_supplement, on=date(2026, 3, 5), content="文号为9号")
    await office.as_(
        "chenwei", consultation.record_receipt, received_on=date(2026, 3, 4), number="1"
    )
    clock.go_to(2026, 3, 9)
    await office.as_("chenwei", consultation.end_consultation, "1", on=date(2026, 3, 9),
                     opinion="不同意公开", content="涉及商业秘密")  # fmt: skip
    await office.as_("zhaoming", consultation.tell_third_party, "1", on=date(2026, 3, 9),
                     reason="涉及饮用水安全", extract="检测数据")  # fmt: skip
    await office.as_(
        "chenwei", timing.approve_extension, workdays=10, reason="涉及档案较多，需要逐件核对"
    )
    await office.as_("zhaoming", timing.extend, workdays=10, sending=Sending(date(2026, 3, 9)))
    await office.as_("zhaoming", fees.send_fee_notice, sending=Sending(date(2026, 3, 9)), pages=40)
    clock.go_to(2026, 3, 12)
    await office.as_("chenwei", fees.receive_payment, on=date(2026, 3, 11), receipt_number="0012")
    await office.as_("zhaoming", reasons.ask_for_reasons, sending=Sending(date(2026, 3, 12)),
                     reply_by=date(2026, 3, 20), counts="一年内120件")  # fmt: skip
    clock.go_to(2026, 3, 16)
    await office.as_("zhaoming", reasons.judge_reasons, reasonable=True, why="确有研究需要",
                     replied_on=date(2026, 3, 16), said="课题研究")  # fmt: skip
    await office.as_("zhaoming", timing.delay, sending=Sending(date(2026, 3, 16)),
                     until=date(2026, 6, 30), reason="数量过多")  # fmt: skip
    seq = {e.kind: e.seq for e in await office.events()}
    await office.as_("chenwei", correction.correct_step, seq["supplement"], on=date(2026, 3, 4),
                     reason="收件章为3月4日")  # fmt: skip
    await office.as_("chenwei", correction.strike_step, seq["delay"], "误录")
    return await office.events()


async def worked_on(office: Office) -> list[CaseEvent]:
    """检索 to 签发, and every way back."""
    await office.take_in()
    await office.handed_out()
    await office.as_("zhaoming", tagging.tag, tags="饮水安全、验收")
    await office.as_(
        "zhaoming", answering_for.settle_name, in_name_of="above", reason="申请向市人民政府提出"
    )
    today = date(2026, 11, 22)
    await office.attach("验收报告.pdf", title="工程验收报告", number="寿水〔2025〕9号", pages=12)
    await office.attach("误传.pdf")
    await office.as_("zhaoming", attaching.detach, 2, "误传")
    await office.as_(
        "zhaoming", searching.record_search, items=[1], searched_on=today, operator="赵明",
        recorder="王芳", how="全文检索", conclusion="没有查到",
        places=[
            {"kind": "archive_room", "name": "档案室", "keywords": "", "period": "", "hits": 0,
             "judgment": ""},
            {"kind": "document_system", "name": "OA公文系统", "keywords": "饮水 验收",
             "period": "2024年至2025年", "hits": 3, "judgment": "均不相关"},
        ],
        clues=[{"clue": "县电视台报道", "finding": "报道的是另一工程"}],
    )  # fmt: skip
    await office.as_("zhaoming", slips.ask_for_help, items=[1], question="是否保存该报告",
                     reply_by=date(2026, 11, 27), organ=HOUZHEN)  # fmt: skip
    async with office.town.office.sessions.begin() as session:
        slip = (await session.scalars(select(Slip.id))).one()
        clerk, at = office.actors["houzhen"], office.town.clock.at
        await slips.answer_slip(session, clerk, at, slip, holds="none", opinion="没有参与该工程",
                                searched="查阅2025年目录")  # fmt: skip
    await office.as_("zhaoming", conferring.call_conference, question="能否区分处理",
                     participants=["钱文静", "司法局"])  # fmt: skip
    await office.as_("qianwenjing", conferring.give_opinion, 1, opinion="可以区分")
    await office.as_("zhaoming", conferring.give_opinion, 1, opinion="同意", participant="司法局")
    await office.as_("zhaoming", conferring.conclude_conference, 1, conclusion="区分处理", on=today)
    await office.as_(
        "zhaoming", conferring.refer, to="寿光市国家保密局", question="附件二", on=today
    )
    await office.as_(
        "zhaoming", conferring.record_determination, 1, on=today, opinion="不属于国家秘密"
    )
    await office.sent_for_review("A8")
    await office.as_("zhaoming", drafting.recall, "漏写依据")
    await office.as_("zhaoming", drafting.submit, note="已补充")
    await office.as_("sunli", reviewing.approve, "")
    await office.as_("qianwenjing", reviewing.send_back, reason="理由不充分。")
    await allow_skipping(office)
    await office.as_("zhaoming", drafting.submit)
    await office.as_("zhoujie", reviewing.skip, "全部不予公开，不提供信息")
    await office.as_("qianwenjing", reviewing.approve, "同意")
    await office.as_("chenwei", reviewing.approve, "同意")
    await office.as_("zhoujie", reviewing.sign, opinion="同意签发")
    return await office.events()


async def allow_skipping(office: Office) -> None:
    """From now on the bureau lets 保密审查 be skipped."""
    levels = {**USUAL.levels, State.SECRECY_REVIEW: Level.SKIPPABLE}
    async with office.town.office.sessions.begin() as session:
        await set_chain(
            session, office.actors["chenwei"], office.town.clock.at, office.town.organs[PLANNING],
            levels=levels, one_person=False, reason="全部不予公开的不作保密审查",
        )  # fmt: skip


async def answered_and_challenged(office: Office) -> list[CaseEvent]:
    """答复 to 归档, 复议 with an order, 恢复办理, and the answer made anew."""
    clock = office.town.clock
    clock.go_to(2026, 3, 2)
    await office.take_in(dates={"submitted_on": date(2026, 3, 2)})
    await office.handed_out()
    clock.go_to(2026, 3, 10)
    await office.sent_for_review("A8")
    await office.signed()
    post = Sending(None, Way.POST, {"posted_on": date(2026, 3, 10)}, "XA12345678937")
    answer = {"sending": post, "proof": "邮政回执"}
    await office.as_("chenwei", issuing.issue)
    await office.as_("chenwei", closing.record_answer, **answer)
    await office.as_("chenwei", closing.strike_closing, "误录")
    await office.as_("chenwei", closing.record_answer, **answer)
    await office.as_(
        "wugang", archiving.archive, retention=Retention.THIRTY_YEARS, archive_number="2026-12"
    )
    clock.go_to(2026, 4, 1)
    review = {"kind": "reconsideration", "body": "寿光市人民政府", "notified_on": "2026-04-01",
              "procedure": "ordinary"}  # fmt: skip
    await office.as_("wugang", challenging.record, review)
    await office.as_("wugang", challenging.record, review | {"body": "误录的机关"})
    await office.as_("chenwei", challenging.strike, 2, "重复登记")
    clock.go_to(2026, 5, 20)
    order = {"result": "answer_again", "concluded_on": "2026-05-20"}
    await office.as_("wugang", challenging.update, 1, order)
    clock.go_to(2026, 5, 21)
    await office.as_("zhoujie", archiving.reopen, challenge=1, reason="执行复议决定")
    await office.sent_for_review("A2")
    await office.signed()
    handed = Sending(date(2026, 5, 21), Way.IN_PERSON, {"signed_on": date(2026, 5, 21)})
    await office.as_("chenwei", issuing.issue)
    await office.as_("chenwei", closing.record_answer, sending=handed)
    return await office.events()


async def withdrawn(office: Office) -> list[CaseEvent]:
    """撤回 on the day after it came; of two papers made before, one was in vain."""
    await office.take_in()
    for _ in range(2):
        await office.as_("chenwei", paper_making.make_paper, paper="P3", fields={})
    await office.as_("chenwei", issuing.void_paper, 1, "打印有误")
    await office.as_("chenwei", paper_making.record_delivery, 2, what="returned",
                     on=date(2026, 11, 22), tracking_number="XA12345678937", remark="地址不详")  # fmt: skip
    await office.as_("chenwei", closing.record_withdrawal, withdrawn_on=date(2026, 11, 21),
                     paper="撤回申请书", reason="已经自行获取")  # fmt: skip
    return await office.events()


async def answered_on_the_spot(office: Office) -> list[CaseEvent]:
    """当场答复 at the window."""
    await office.take_in()
    said = particulars("A1", date(2026, 11, 21))
    await office.as_("chenwei", closing.answer_on_the_spot, answered_on=date(2026, 11, 21),
                     outcomes=[(1, "A1", said)], proof="申请人签字")  # fmt: skip
    return await office.events()


LIVES = (taken_in, clocked, worked_on, answered_and_challenged, withdrawn, answered_on_the_spot)
