"""What a case lacks so that one gate stays closed, and what opens it: the table of the scenarios.

Every case comes in on Monday 2026-03-02, if nothing else is said. Working days after it by the schedule
of 2026 (清明 04-04 to 04-06): 03-11 is day 7, 03-30 day 20. A letter received on 03-04 has its 15th
working day on 03-25, a fee notice received on 03-04 its 20th on 04-01.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import (
    closing,
    consultation,
    correction,
    drafting,
    fees,
    intake,
    issuing,
    lapsing,
    organs,
    reasons,
    reviewing,
    searching,
    timing,
)
from cases.actions.application import Item
from cases.actions.steps import Sending
from cases.actor import Actor
from cases.history import Kind
from cases.keeping import keeping
from cases.law.clock_facts import Recipient
from cases.law.delivery import Way
from cases.models import Case
from tests.actions.answering import PART, PROHIBITION, SPECIAL, WHY, particulars
from tests.actions.filing import filed

HANDLER, CLERK, HEAD, LEADER, EVERY_ROLE = "zhao", "wang", "zhou", "song", "qian"
DEPUTY = "sun"  # handles cases, and is a leader
REVIEWER = "system"


def d(day: str) -> date:
    """A day of 2026, or a whole date."""
    return date.fromisoformat(day if len(day) > len("03-02") else f"2026-{day}")


@dataclass(frozen=True)
class Do:
    """One verb: on which day, with what, by whom; "@kind" in `args` is the place of such an event."""

    day: str
    verb: Callable[..., Awaitable[Any]]
    said: dict[str, Any] = field(default_factory=dict)
    args: tuple[Any, ...] = ()
    who: str = HANDLER


@dataclass(frozen=True)
class Scenario:
    """How a case comes before a closed gate, the act that is stopped, what mends it, the act again.

    `also`: gates that the same missing record leaves closed. `then`: the act as it is said rightly;
    the same where a fact was missing.
    """

    act: Do
    so_far: tuple[Do, ...] = ()
    mend: tuple[Do, ...] = ()
    then: Do | None = None
    also: tuple[str, ...] = ()
    items: tuple[Item, ...] = (Item("2025年度农村饮水安全工程验收报告"),)
    received: str = "03-02"

    @property
    def mended(self) -> tuple[Do, ...]:
        """The mending, and the letter drafted anew where what is sent for review has to agree."""
        if self.again.verb is not drafting.submit:
            return self.mend
        row = next((s.said["row"] for s in reversed(self.mend) if s.verb is drafting.draft), None)
        return (*self.mend, draft(self.again.day, row))

    @property
    def again(self) -> Do:
        """The act after the mending."""
        days = (self.act.day, *(step.day for step in self.mend))
        return self.then or replace(self.act, day=max(days, key=d))


# ---- the verbs, as a scenario says them


def conclude(
    code: str, on: str = "03-16", item: int = 1, part: dict[str, Any] | None = None, **said: Any
) -> Do:
    """办理意见 with all that the outcome asks for, but for what is said otherwise."""
    told = particulars(code, d(on)) | said
    if part is not None:
        told["withheld"] = [told["withheld"][0] | part]
    return Do(on, drafting.conclude_item, {"outcome": code, "particulars": told}, (item,))


def letter(
    on: str = "03-03", received: str | None = "03-04", kind: Recipient = Recipient.THIRD_PARTY,
    day: str | None = None,
) -> Do:  # fmt: skip
    """征求意见书."""
    said = {
        "kind": kind, "recipient": "某公司", "sending": Sending(d(on)),
        "received_on": d(received) if received else None,
    }  # fmt: skip
    return Do(day or received or on, consultation.consult, said)


def reply(on: str, opinion: str) -> Do:
    """征求意见回复 on the first letter."""
    return Do(on, consultation.end_consultation, {"on": d(on), "opinion": opinion}, ("1",))


def told(on: str, reason: str = "不公开可能对公共利益造成重大影响") -> Do:
    """告知第三方决定公开."""
    return Do(on, consultation.tell_third_party, {"on": d(on), "reason": reason}, ("1",))


def notice(
    on: str = "03-04", reply_by: str = "03-20", day: str | None = None, *, delivered: bool = True
) -> Do:
    """补正告知, handed over against a signature or without any proof."""
    handed = Sending(way=Way.IN_PERSON, dates={"signed_on": d(on)})
    sending = handed if delivered else Sending(d(on))
    said = {"sending": sending, "reply_by": d(reply_by)}
    return Do(day or on, timing.send_supplement_notice, said)


def supplement(on: str, **said: Any) -> Do:
    """收到补正."""
    return Do(on, timing.receive_supplement, {"on": d(on), **said})


def fee(on: str = "03-04", day: str | None = None, pages: int = 68) -> Do:
    """收费通知 by pages."""
    said = {"sending": Sending(d(on)), "pages": pages, "received_on": d(on)}
    return Do(day or on, fees.send_fee_notice, said)


def paid(on: str) -> Do:
    """缴费."""
    return Do(on, fees.receive_payment, {"on": d(on)})


def extend(on: str = "03-10", day: str | None = None, reason: str = WHY) -> Do:
    """延期告知 with the head's consent on paper."""
    said = {
        "sending": Sending(d(on)), "workdays": 5, "approved_on": d("03-09"),
        "approved_by": "周国强", "reason": reason,
    }  # fmt: skip
    return Do(day or on, timing.extend, said)


def delay(on: str = "03-17", day: str | None = None) -> Do:
    """延迟答复告知."""
    return Do(day or on, timing.delay, {"sending": Sending(d(on)), "until": d("05-20")})


def ask(reply_by: str = "03-10") -> Do:
    """要求说明理由."""
    said = {"sending": Sending(d("03-04")), "reply_by": d(reply_by)}
    return Do("03-04", reasons.ask_for_reasons, said)


def judge(on: str = "03-12", replied: str | None = "03-09", *, reasonable: bool = False) -> Do:
    """认定申请理由."""
    said = {"reasonable": reasonable, "why": WHY, "replied_on": d(replied) if replied else None}
    return Do(on, reasons.judge_reasons, said)


def search(on: str = "03-10", **said: Any) -> Do:
    """检索记录 that lacks nothing, but for what is said otherwise."""
    place = {
        "kind": "archive_room", "name": "档案室", "keywords": "", "period": "", "hits": 0,
        "judgment": "",
    }  # fmt: skip
    usual = {
        "items": [1], "searched_on": d(on), "operator": "赵明", "recorder": "王芳",
        "how": "逐件核对归档目录", "places": [place],
    }  # fmt: skip
    return Do(on, searching.record_search, usual | said)


def strike(kind: Kind, on: str) -> Do:
    """撤销误录, by the head."""
    return Do(on, correction.strike_step, {"reason": "误录"}, (f"@{kind}",), HEAD)


async def answers_in_own_name(
    session: AsyncSession, actor: Actor, _: Any, case_id: UUID, *, own_name: bool
) -> None:
    """The setting of the case's organ."""
    case = await session.get_one(Case, case_id)
    await organs.set_own_name(session, actor, case.organ_id, own_name=own_name)


async def review_online(
    session: AsyncSession, actor: Actor, _: Any, case_id: UUID, *, url: str, since: date
) -> None:
    """复议机关 of the case's organ, with its channel."""
    case = await session.get_one(Case, case_id)
    await organs.set_remedy(
        session, actor, case.organ_id, review_body="寿光市人民政府", court="寿光市人民法院",
        valid_from=since, review_online_url=url,
    )  # fmt: skip


async def correct_items(
    session: AsyncSession, actor: Actor, at: Any, case_id: UUID, *, items: tuple[Item, ...]
) -> None:
    """更正登记 of what was asked for."""
    case = await session.get_one(Case, case_id)
    filing = filed(case.organ_id, dates={"submitted_on": case.received_on}, items=items)
    vault = keeping(session).vault
    await intake.correct_registration(session, vault, actor, at, case_id, filing, "漏录一项")


def correct(items: tuple[Item, ...], on: str = "03-16") -> Do:
    """更正登记."""
    return Do(on, correct_items, {"items": items}, (), CLERK)


def draft(
    on: str = "03-16", row: str | None = None, who: str = HANDLER, online: bool | None = None
) -> Do:
    """拟稿."""
    return Do(on, drafting.draft, {"row": row, "online": online}, (), who)


def submit(on: str = "03-17", who: str = HANDLER) -> Do:
    """送审."""
    return Do(on, drafting.submit, {}, (), who)


def approve(on: str = "03-17") -> Do:
    """审核同意 of one level."""
    return Do(on, reviewing.approve, {"opinion": "同意"}, (), REVIEWER)


def skip(on: str = "03-17") -> Do:
    """跳过环节."""
    return Do(on, reviewing.skip, {"reason": "本次不经该环节"}, (), HEAD)


def sign(on: str = "03-18", who: str = LEADER) -> Do:
    """签发."""
    return Do(on, reviewing.sign, {}, (), who)


def send_back(on: str) -> Do:
    """退回 to 拟稿 by the leader."""
    return Do(on, reviewing.send_back, {"reason": "请重新送审"}, (), LEADER)


def examined(on: str = "03-17") -> tuple[Do, ...]:
    """送审 and 审核 on every level."""
    return (submit(on), approve(on), approve(on), approve(on))


def issue(on: str = "03-18") -> Do:
    """编号用印."""
    return Do(on, issuing.issue, {}, (), CLERK)


def signed(code: str = "A2", on: str = "03-17") -> tuple[Do, ...]:
    """Everything up to 编号用印 on one day."""
    return (conclude(code, on), draft(on), *examined(on), sign(on), issue(on))


def anew(on: str, **said: Any) -> tuple[Do, ...]:
    """退回, and everything up to 编号用印 again."""
    return (send_back(on), draft(on, **said), *examined(on), sign(on), issue(on))


def serve(
    on: str = "03-18", day: str | None = None, sending: Sending | None = None, **said: Any
) -> Do:
    """送达答复, by default by post."""
    posted = Sending(way=Way.POST, dates={"posted_on": d(on)}, tracking_number="YT1CN")
    usual = {"sending": sending or posted, "proof": "送达回证"}
    return Do(day or on, closing.record_answer, usual | said, (), CLERK)


def on_the_spot(code: str = "A2", on: str = "03-03", **said: Any) -> Do:
    """当场答复."""
    usual = {
        "answered_on": d(on), "outcomes": [(1, code, particulars(code, d(on)))],
        "proof": "申请人签字", "secrecy_checked": True,
    }  # fmt: skip
    return Do(on, closing.answer_on_the_spot, usual | said, (), CLERK)


def lapse(on: str, day: str | None = None) -> Do:
    """不再处理."""
    return Do(day or on, lapsing.close_as_lapsed, {"on": d(on)})


def withdraw(paper: str) -> Do:
    """记录撤回."""
    said = {"withdrawn_on": d("03-10"), "paper": paper}
    return Do("03-10", closing.record_withdrawal, said, (), CLERK)


def content(
    code: str, before: tuple[Do, ...] = (), mend: tuple[Do, ...] = (), on: str = "03-17",
    also: tuple[str, ...] = (), items: tuple[Item, ...] = Scenario.items,
    part: dict[str, Any] | None = None, **wrong: Any,
) -> Scenario:  # fmt: skip
    """A draft of one outcome sent for review: `before` is on file, `wrong` is said of the item.

    Mended by an outcome that lacks nothing, if no other mending is told.
    """
    so_far = (*before, conclude(code, part=part, **wrong), draft())
    return Scenario(submit(on), so_far, mend or (conclude(code, "03-18"),), also=also, items=items)


ASKED_AND_OBJECTED: Final = (letter(), reply("03-10", "不同意公开"))
SUPPLEMENTED: Final = (notice(), supplement("03-10"))
REPEATED: Final[dict[str, Any]] = {"earlier": "#answered"}
AGAIN: Final = (conclude("A17", "03-18", **REPEATED),)
TWO: Final = (Item("验收报告"), Item("会议纪要"))
CLUES: Final = (Item("1998年审批表", clues=("原土地管理所办理", "县志有记载")),)
FIRST_CLUE: Final = {"clue": CLUES[0].clues[0], "finding": "移交目录中没有"}
SECOND_CLUE: Final = {"clue": CLUES[0].clues[1], "finding": "县志所载为另一文件"}
LOCAL_RULE: Final = PROHIBITION | {"level": "local_regulation"}
OURS: Final = {"whose": "寿光市水利局", "why": WHY, "contact": "", "ours": True}
TRANSFER: Final = {"archive": "寿光市档案馆", "reference": "1号", "period_ends_on": "2026-12-31"}
UNASKED: Final = ("reasons_over", "reasons_unreasonable")
ONLINE: Final = Sending(way=Way.ELECTRONIC, dates={"sent_on": d("03-18")})

# fmt: off
SCENARIOS: Final[dict[str, tuple[Scenario, ...]]] = {
    # ---- the case as it stands
    "not_before_receipt": (Scenario(letter("02-27", None, day="03-03"), then=letter("03-03")),),
    "nothing_awaited": (
        Scenario(submit(), (notice(), conclude("A2"), draft()), (supplement("03-17"),)),
        Scenario(submit(), (fee(), conclude("A2"), draft()), (paid("03-17"),))),
    "not_lapsed": (  # what came late revives it
        Scenario(submit(), (notice(reply_by="03-10"), conclude("A2"), draft()), (supplement("03-17"),)),),
    "no_consultation_open": (
        Scenario(submit(), (letter(kind=Recipient.ORGAN), conclude("A2"), draft()), (reply("03-17", "同意公开"),)),
        # open on its 15th working day, over on the day after
        Scenario(submit("03-25"), (letter(kind=Recipient.ORGAN), conclude("A2"), draft()), then=submit("03-26"))),
    # ---- the paper
    "secrecy_reviewed": (
        Scenario(sign(), (conclude("A2"), draft(), submit(), skip(), approve(), approve()),
                 (send_back("03-18"), *examined("03-18"))),
        Scenario(on_the_spot(secrecy_checked=False), then=on_the_spot())),
    "legally_reviewed": (
        Scenario(sign(), (conclude("A13"), draft(), submit(), approve(), skip(), approve()),
                 (send_back("03-18"), *examined("03-18"))),),
    "drafter_not_approver": (  # whether the signer wrote the draft, or sent it for review
        Scenario(sign(who=EVERY_ROLE), (
            conclude("A2"), draft(who=EVERY_ROLE), submit(who=EVERY_ROLE), approve(), approve(), approve()),
            then=sign()),
        Scenario(sign(who=EVERY_ROLE), (conclude("A2"), draft(who=EVERY_ROLE), *examined()), then=sign()),
        Scenario(sign(who=EVERY_ROLE), (
            conclude("A2"), draft(), submit(who=EVERY_ROLE), approve(), approve(), approve()), then=sign())),
    "signed_by_organ": (
        Scenario(submit(), (
            Do("03-03", answers_in_own_name, {"own_name": False}, (), REVIEWER), conclude("A2"), draft()),
            (Do("03-18", answers_in_own_name, {"own_name": True}, (), REVIEWER),)),),
    # signed as a free choice in 2023, made in 2024, when a review comes first (复议法 23(1)(四))
    "remedy_agrees": (
        Scenario(serve("2024-01-02"), signed("A8", "2023-12-29"),
                 anew("2024-01-02"),
                 received="2023-12-04"),),
    "online_review_named": (
        Scenario(serve(sending=ONLINE), (
            Do("03-03", review_online, {"url": "", "since": date(2024, 1, 1)}, (), REVIEWER), *signed()), (
            Do("03-18", review_online, {"url": "https://xzfy.moj.gov.cn", "since": d("03-18")}, (), REVIEWER),
            *anew("03-18", online=True))),),
    "sent_by_the_post": (
        Scenario(serve(sending=Sending(way=Way.COURIER, dates={"posted_on": d("03-18")})), signed(),
                 then=serve()),),
    "post_can_be_tracked": (
        Scenario(serve(sending=Sending(way=Way.POST, dates={"posted_on": d("03-18")})), signed(),
                 then=serve()),),
    "sent_in_its_term": (  # signed on the 20th working day
        Scenario(serve("03-31"), signed(on="03-30"), then=serve("03-30", day="03-31")),),
    "delivery_proved": (
        Scenario(serve(sending=Sending(d("03-18")), proof=" "), signed(), then=serve()),
        Scenario(on_the_spot(proof=""), then=on_the_spot())),
    # ---- closing without an answer
    "lapse_was_awaited": (
        Scenario(lapse("03-25"), (), (notice("03-05", "03-12", day="03-25"),), also=("lapse_day_over",)),
        # on the 8th working day: late, unless it was recorded with a wrong day
        Scenario(lapse("03-25"), (notice("03-12"),), (
            Do("03-25", correction.correct_step, {"on": d("03-11"), "reason": "日期录错"}, ("@supplement_notice",)),),
            also=("lapse_day_over",)),
        Scenario(lapse("04-07"), (fee(), paid("04-01")), (strike(Kind.FEE_PAYMENT, "04-07"),),
                 also=("lapse_day_over",))),
    "lapse_day_over": (
        Scenario(lapse("03-20", day="03-23"), (notice(),), then=lapse("03-21", day="03-23")),
        Scenario(lapse("04-01", day="04-03"), (fee(),), then=lapse("04-02", day="04-03"))),
    "lapse_notice_delivered": (
        Scenario(lapse("03-23"), (notice(delivered=False),), (
            Do("03-23", consultation.record_receipt, {
                "received_on": d("03-05"), "of": Kind.SUPPLEMENT_NOTICE}),)),),
    "lapse_not_excused": (  # what came, came
        Scenario(lapse("03-17"), (notice(reply_by="03-10"), supplement("03-16", excuse="申请人住院")),
                 (strike(Kind.SUPPLEMENT, "03-17"),), also=("lapse_was_awaited", "lapse_day_over")),),
    "withdrawn_in_writing": (Scenario(withdraw(" "), then=withdraw("2026年3月10日撤回申请书")),),
    # ---- steps
    "supplement_notice_first": (
        Scenario(notice("03-06"), (notice(), supplement("03-05")), (strike(Kind.SUPPLEMENT_NOTICE, "03-06"),)),),
    "supplement_notice_in_time": (Scenario(notice("03-12"), then=notice("03-11", day="03-12")),),
    "clock_heeds_steps": (
        Scenario(letter("03-10", None), (notice(),), (supplement("03-10"),)),
        Scenario(extend(), (fee(),), (paid("03-10"),)),
        Scenario(fee("03-23"), (notice(),), (supplement("03-23"),))),
    "extension_reasoned": (Scenario(extend(reason="案情复杂"), then=extend()),),
    "extension_once": (Scenario(extend("03-11"), (extend(),), (strike(Kind.EXTENSION, "03-11"),)),),
    "extension_in_time": (Scenario(extend("03-31"), then=extend("03-30", day="03-31")),),
    "consultation_in_time": (Scenario(letter("03-30", None), then=letter("03-27", None, day="03-30")),),
    "fee_notice_in_time": (Scenario(fee("03-31"), then=fee("03-30", day="03-31")),),
    "fee_recomputed": (Scenario(fee(pages=30), then=fee(pages=31)),),  # 30 pages are free
    "delay_in_time": (
        Scenario(delay("03-31"), (ask(), judge(reasonable=True)), then=delay("03-30", day="03-31")),),
    # ---- outcomes
    "act_fits_type": (
        # what was drafted of one item is asked for of both since the registration was corrected
        Scenario(submit(), (conclude("A2"), draft(), correct(TWO)), (conclude("A2", "03-18", 2),),
                 also=("one_outcome_each", "row_fits")),),
    "one_outcome_each": (
        Scenario(submit(), (conclude("A13"), draft(), correct(TWO)), (conclude("A13", "03-18", 2),),
                 also=("act_fits_type", "row_fits")),),
    "outcomes_agree": (
        content("A2", withheld=[PART | {"ground": "A8", "kinds": ["personnel"]}]),),
    "row_fits": (
        Scenario(submit(), (conclude("A13"), conclude("A16", item=2), draft(row="denied_state_secret")),
                 (draft("03-18", "refused_petition"),), items=TWO),),
    "reason_given": (content("A13", reason="没有"), content("A21", reason="")),
    "kinds_named": (content("A16", kinds=[]), content("A8", part={"kinds": ["draft"]})),
    "refusal_on_its_ground": (
        content("A8", withheld=[]),
        content("A8", withheld=[PART | {"ground": "A9", "kinds": ["draft"]}])),
    "withheld_parts_named": (content("A3", withheld=[]), content("A3", part={"what": " "})),
    "withheld_reasoned": (content("A4", part={"reason": ""}), content("A3", part={"reason": "保密"})),
    "severability_answered": (
        content("A9", severable=None), content("A6", why_not_severable="不能")),
    "severable_is_partial": (content("A10", severable=True),),
    "secret_classified": (content("A4", part={"classification": ""}),),
    "prohibition_named": (content("A5", part={"rule": None}), content("A5", part={"rule": LOCAL_RULE})),
    "discretion_weighed": (content("A8", part={"weighed": ""}), content("A9", part={"weighed": "不宜"})),
    "no_rule_opens_it": (
        content("A9", part={"prevailing_checked": False}), content("A10", part={"prevailing_checked": False})),
    "internal_affairs_rules": (content("A8", part={"prevailing_checked": False}),),
    # ---- third parties
    "third_party_asked": (
        content("A7", mend=(*ASKED_AND_OBJECTED, conclude("A7", "03-18")), part={"letters": []}),
        content("A7", (letter(kind=Recipient.ORGAN), reply("03-10", "不同意公开")), (  # not a third party
            letter("03-11", "03-12"),
            Do("03-18", consultation.end_consultation, {"on": d("03-18"), "opinion": "不同意公开"}, ("2",)),
            conclude("A7", "03-18", part={"letters": ["2"]}))),
        content("A3", part={"ground": "A7", "kinds": ["privacy"]})),
    "third_party_receipt": (
        content("A7", (letter(received=None),), (
            Do("03-26", consultation.record_receipt, {"received_on": d("03-04"), "number": "1"}),), "03-26"),),
    "third_party_heard": (
        content("A7", (letter(),), (reply("03-25", "不同意公开"),), "03-25"),
        Scenario(submit("03-25"), (letter(), conclude("A7"), draft()), then=submit("03-26"))),
    "third_party_agreed": (
        content("A7", (letter(), reply("03-10", "同意公开")), (
            strike(Kind.CONSULTATION_REPLY, "03-17"), reply("03-17", "不同意公开"))),),
    "public_interest_weighed": (
        content("A7", ASKED_AND_OBJECTED, part={"public_interest_weighed": False}),),
    "heard_before_release": (
        content("A2", (letter(),), (reply("03-17", "同意公开"),)),
        content("A2", (letter(),), (told("03-26"),), "03-25")),
    "overriding_reasoned": (
        content("A2", (*ASKED_AND_OBJECTED, told("03-12", "应当公开")), (told("03-17"),)),),
    "objector_told": (
        content("A2", ASKED_AND_OBJECTED, (told("03-17"),), also=("overriding_reasoned",)),
        content("A3", (letter(), reply("03-10", "部分同意公开")), (told("03-17"),), also=("overriding_reasoned",))),
    "silent_party_told": (content("A2", (letter(),), (told("03-26"),), "03-26"),),
    # ---- what an outcome rests on
    "place_checked": (content("A1", place_checked_on=None),),
    "enclosed": (content("A2", provided=" "), content("A3", provided="", enclosures=[])),
    "special_rule_named": (
        content("A11", rule=None), content("A11", rule=SPECIAL | {"level": "rule"})),
    "searched": (
        content("A12", (search(how=""),), (search("03-18"),)),
        content("A12", (), (search("03-18"),), also=("searched_by_two",))),
    "searched_by_two": (
        content("A12", (search(recorder=""),), (search("03-18"),)),
        content("A12", (search(recorder="赵明"),), (search("03-18"),))),
    "clues_answered": (
        content("A12", (search(),), (search("03-18", clues=[FIRST_CLUE, SECOND_CLUE]),), items=CLUES),
        content("A12", (search(clues=[FIRST_CLUE]),), (search("03-18", clues=[SECOND_CLUE]),), items=CLUES),
        content("A12", (search(clues=[FIRST_CLUE, SECOND_CLUE | {"finding": " "}]),),
                (search("03-18", clues=[SECOND_CLUE]),), items=CLUES),
        # one that only came to light in the search
        content("A12", (search(clues=[{"clue": "邻村有复印件", "finding": ""}]),),
                (search("03-18", clues=[{"clue": "邻村有复印件", "finding": "复印件为另一户"}]),))),
    "loss_is_no_outcome": (content("A12", (search(lost=True),), (search("03-18"),)),),
    "owner_found": (content("A13", owner=None), content("A23", owner=OURS | {"why": "", "ours": False})),
    "power_is_elsewhere": (content("A13", owner=OURS), content("A12", (search(),), owner=OURS)),
    "transfer_listed": (content("A22", transfer=None, also=("transfer_period_over",)),),
    "transfer_period_over": (
        content("A22", transfer=TRANSFER),
        content("A22", transfer=TRANSFER | {"period_ends_on": "2026-03-17"}),  # ends on that day
        content("A22", transfer=TRANSFER | {"period_ends_on": None})),
    "supplement_asked": (
        content("A15", mend=(notice(day="03-18"), supplement("03-18")), also=("supplement_came",)),
        content("A15", (notice("03-12"), supplement("03-13")), (
            Do("03-18", correction.correct_step, {"on": d("03-11"), "reason": "日期录错"}, ("@supplement_notice",)),))),
    "supplement_came": (
        content("A15", (notice(),), (supplement("03-17"),), also=("nothing_awaited",)),),
    "unclear_part_named": (content("A15", SUPPLEMENTED, still_unclear="不明确"),),
    # 条例 36(六): an answer, of this organ, to this applicant, on the same information, that stands
    "answered_before": (
        content("A17", (), AGAIN),
        content("A17", (), AGAIN, **REPEATED, same_information=False),
        *(content("A17", (), AGAIN, earlier=name) for name in (
            "#withdrawn", "#lapsed", "#waiting", "#other_applicant", "#annulled"))),
    "reasons_asked": (
        content("A19", mend=(ask(), judge("03-18", "03-18")), also=UNASKED),
        Scenario(delay(), (), (ask(), judge("03-17", reasonable=True)), also=("reasons_over", "reasons_reasonable"))),
    "reasons_over": (
        content("A19", (ask("03-20"),), (judge("03-17", "03-17"),), also=("reasons_unreasonable",)),
        content("A19", (ask("03-17"),), (judge("03-18", None),), also=("reasons_unreasonable",))),
    "reasons_unreasonable": (
        content("A19", (ask(),), (judge("03-17"),)),  # its day is over, and nobody has judged
        content("A19", (ask(), judge(reasonable=True)), (judge("03-17"),))),
    "reasons_reasonable": (
        Scenario(delay(), (ask(), judge()), (judge("03-17", reasonable=True),)),),
    "held_already": (content("A20", held_already=" "),),
}
# fmt: on
