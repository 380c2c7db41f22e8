"""制发文书: letters of the procedure with their numbers, the steps that send them, what becomes of them."""

from datetime import date
from typing import Any

import pytest

from cases.actions import consultation, issuing, lapsing, paper_making, query_codes, reasons, timing
from cases.actions.closing import record_withdrawal
from cases.actions.fees import send_fee_notice
from cases.actions.steps import Sending
from cases.actor import Actor
from cases.dossier import Dossier, dossier
from cases.errors import BadInput, Conflict, GateClosed, NotAllowed, Unlawful
from cases.law.clock_facts import Recipient
from cases.law.delivery import Way
from cases.law.letters import PAPER, PAPERS
from cases.letters.paragraphs import text_of
from cases.models import Case, Role
from cases.queries import history
from cases.states import State
from cases.verify import verify
from tests.actions.answering import brought_to
from tests.actions.filing import registered
from tests.actions.lettering import DOC_CODE
from tests.conftest import Town

pytestmark = pytest.mark.anyio
PLANNING = "370783-zrzy"
P5 = {"defects": "请写明项目名称\n请写明年度", "reply_by": "2026-12-15", "how": "邮寄或者电子邮件"}
P7 = {"reason": "涉及档案较多，需要逐件核对", "workdays": "10"}
P9 = {"recipient": "某某置业有限公司", "is_person": "否", "kind": "商业秘密", "extract": "报价明细"}


class Desk:
    """One case at the desk of a bureau, and the people around it."""

    def __init__(self, town: Town, people: dict[str, Actor], case: Case) -> None:
        self.town, self.people, self.case = town, people, case

    async def do(self, who: str, verb: Any, *args: Any, **said: Any) -> Any:
        async with self.town.office.sessions.begin() as session:
            at = self.town.clock.at
            return await verb(session, self.people[who], at, self.case.id, *args, **said)

    async def make(self, who: str, code: str, **more: Any) -> int:
        fields = more.pop("fields", {})
        _, number = await self.do(who, paper_making.make_paper, paper=code, fields=fields, **more)
        return int(number)

    async def file(self) -> Dossier:
        async with self.town.office.sessions() as session:
            return dossier(await history(session, self.case.id))

    async def text(self, number: int) -> str:
        paper = (await self.file()).papers[number]
        async with self.town.office.sessions() as session:
            return text_of(issuing.content_of(session, self.case.id, paper))

    async def last(self) -> dict[str, Any]:
        async with self.town.office.sessions() as session:
            return (await history(session, self.case.id))[-1].data


@pytest.fixture
async def desk(town: Town) -> Desk:
    posts = {
        "wang": (Role.REGISTRAR,), "zhao": (Role.HANDLER,), "zhou": (Role.HEAD,),
        "song": (Role.LEADER, Role.HEAD), "sun": (Role.REVIEWER,),
    }  # fmt: skip
    people = {login: await town.officer(login, PLANNING, *roles) for login, roles in posts.items()}
    made = Desk(town, people, await registered(town, people["wang"], PLANNING))
    await made.do("zhao", brought_to, State.HANDLING)
    return made


async def test_a_supplement_notice_is_made_numbered_and_sent(desk: Desk) -> None:
    number = await desk.make("zhao", "P5", fields=P5)
    text = await desk.text(number)
    for words in (
        f"{DOC_CODE}依告〔2026〕1号", "您的申请内容不明确：", "请写明项目名称", "请写明年度",
        # letters.md W10, W11
        "请于2026年12月15日前（含当日）以邮寄或者电子邮件补正。答复期限自本机关收到补正的申请之日起计算。",
        "无正当理由逾期不补正的，视为放弃申请，本机关不再处理该政府信息公开申请。",
    ):  # fmt: skip
        assert words in text
    assert "申请行政复议" not in text  # 132号 第三条: a 补正 notice alone is not reviewable
    posted = Sending(way=Way.POST, dates={"posted_on": date(2026, 11, 22)}, tracking_number="YT1CN")
    await desk.do("zhao", timing.send_supplement_notice, sending=posted)
    told = await desk.last()
    assert (told["sent_paper"], told["doc_number"]) == (number, f"{DOC_CODE}依告〔2026〕1号")
    # the day printed is the day that the clock counts with
    assert (told["reply_by"], told["content"]) == ("2026-12-15", P5["defects"])
    with pytest.raises(GateClosed):  # the second of a case, before it has a number
        await desk.make("zhao", "P5", fields=P5)


async def test_what_is_not_filled_in_is_named_and_takes_no_number(desk: Desk) -> None:
    with pytest.raises(BadInput) as refused:
        await desk.make("zhao", "P5", fields={"defects": "年度", "reply_by": "十五日", "why": "x"})
    assert {(f.field, f.sentence) for f in refused.value.faults} == {
        ("fields.reply_by", "“补正期限”应为日期，如2026-03-05"),
        ("fields.why", "没有填写项“why”，可以填写的有：defects（需要补正的事项，一行一项）、"
         "guidance（指导和释明）、reply_by（补正期限）、how（补正方式）"),
        ("fields.how", "“补正方式”没有填写，文书不能制作"),
    }  # fmt: skip
    assert (await desk.file()).papers == {}
    await desk.make("zhao", "P5", fields=P5)
    assert (await desk.file()).papers[1].data["seq"] == 1


async def test_a_paper_is_not_sent_before_its_day(desk: Desk) -> None:
    await desk.make("zhao", "P5", fields=P5)
    with pytest.raises(BadInput, match="发出日期2026-11-21早于文书的成文日期（2026-11-22）"):
        await desk.do("zhao", timing.send_supplement_notice, sending=Sending(date(2026, 11, 21)))


async def test_the_date_of_a_notice_is_its_papers_and_later_than_its_sending(desk: Desk) -> None:
    await desk.make("zhao", "P5", fields=P5)
    today = Sending(date(2026, 11, 22))
    with pytest.raises(BadInput, match="补正期限2026-12-16与文书载明的2026-12-15不一致"):
        await desk.do("zhao", timing.send_supplement_notice, sending=today,
                      reply_by=date(2026, 12, 16))  # fmt: skip
    await desk.do("zhao", issuing.void_paper, 1, "补正期限有误")
    await desk.make("zhao", "P5", fields=P5 | {"reply_by": "2026-11-22"})
    with pytest.raises(BadInput, match="补正期限2026-11-22应晚于告知补正的日期（2026-11-22）"):
        await desk.do("zhao", timing.send_supplement_notice, sending=today)


async def test_an_extension_needs_the_heads_consent_and_says_the_clocks_day(desk: Desk) -> None:
    with pytest.raises(Unlawful, match="应当经公开机构负责人同意") as refused:
        await desk.make("zhao", "P7", fields=P7)
    assert "第三十三条第二款" in str(refused.value.article)
    await desk.do("zhou", timing.approve_extension, workdays=10, reason=P7["reason"])
    number = await desk.make("zhao", "P7", fields=P7)
    text = await desk.text(number)
    # received 2026-11-20 (Friday): the 20th working day is 2026-12-18; ten more end in 2027, whose
    # holidays are not published: days only, no date
    assert "本机关不能在2026年12月18日前答复" in text
    assert "答复期限延长10个工作日。" in text
    assert "2027年" not in text
    with pytest.raises(BadInput, match="与文书载明的10不一致"):
        await desk.do("zhao", timing.extend, workdays=5, sending=Sending(date(2026, 11, 22)))
    await desk.do("zhao", timing.extend, workdays=10, sending=Sending(date(2026, 11, 22)))
    assert (await desk.last())["sent_paper"] == number


async def test_a_sure_day_is_printed(desk: Desk) -> None:
    number = await desk.make("song", "P7", fields=P7 | {"workdays": "5"})
    # 2026-12-18 is a Friday; five more working days: 12-25
    assert "答复期限延长5个工作日，至2026年12月25日止。" in await desk.text(number)


async def test_a_third_party_is_asked_without_naming_the_applicant(desk: Desk) -> None:
    number = await desk.make("zhao", "P9", fields=P9)
    text = await desk.text(number)
    assert text.split("\n")[2] == "某某置业有限公司："
    assert "王芳" not in text
    assert "逾期未提出意见的，由本机关依照《条例》的规定决定是否公开。" in text
    assert "视为同意" not in text  # the silence rule of a co-maker, not of a third party
    who = {"kind": Recipient.THIRD_PARTY, "recipient": ""}
    await desk.do("zhao", consultation.consult, sending=Sending(date(2026, 11, 22)), **who)
    told = await desk.last()
    assert (told["recipient"], told["sent_paper"]) == ("某某置业有限公司", number)
    await desk.do(
        "wang", paper_making.record_delivery, number, what="delivered", on=date(2026, 11, 22)
    )
    # its fifteen working days count from this day
    steps = (await desk.file()).paper_deliveries[number]
    assert [s.data["what"] for s in steps] == ["delivered"]
    assert (await desk.last())["letter"] == (await desk.file()).papers_sent[number].seq


async def test_a_co_makers_silence_is_consent(desk: Desk) -> None:
    fields = {
        "recipient": "寿光市财政局", "doc_title": "《联合通知》", "doc_number": "寿发〔2025〕8号",
        "co_maker": "是",
    }  # fmt: skip
    text = await desk.text(await desk.make("zhao", "P14", fields=fields))
    assert "系本机关牵头与贵单位共同制作" in text
    assert "逾期未提出意见的，视为同意公开。" in text
    other = fields | {"co_maker": "否", "reply_by": "2026-12-01"}
    text = await desk.text(await desk.make("zhao", "P14", fields=other))
    assert "请于2026年12月1日前书面函复。" in text
    assert "视为同意" not in text


async def test_a_fee_is_computed_and_its_bands_are_printed(desk: Desk) -> None:
    fields = {"pages": "101", "way": "山东非税缴费平台", "code": "370783260001"}
    number = await desk.make("zhou", "P15", fields=fields)
    text = await desk.text(number)
    # 处理费办法 第五条: 1–30 free, 31–100 10 元, 101–200 20 元: 700 + 20
    assert "按量计收信息处理费720元" in text
    assert "通过山东非税缴费平台缴纳（缴款码：370783260001）" in text
    assert "请自收到本通知次日起20个工作日内" in text
    with pytest.raises(BadInput, match="与收费通知书载明的不一致"):
        await desk.do("zhao", send_fee_notice, sending=Sending(date(2026, 11, 22)), pages=100)
    await desk.do("zhao", send_fee_notice, sending=Sending(date(2026, 11, 22)), pages=101)
    assert (await desk.last())["sent_paper"] == number


async def test_the_reasons_are_asked_by_letter_and_nothing_is_said_of_giving_up(desk: Desk) -> None:
    fields = {
        "counted_from": "2026-01-01", "counted_to": "2026-10-31", "counted": "120",
        "reply_by": "2026-12-10",
    }  # fmt: skip
    text = await desk.text(await desk.make("zhou", "P6", fields=fields))
    assert "2026年1月1日至2026年10月31日，您共提出政府信息公开申请120件" in text
    assert "视为放弃" not in text
    with pytest.raises(BadInput, match="与文书载明的2026-12-10不一致"):
        await desk.do("zhao", reasons.ask_for_reasons, sending=Sending(date(2026, 11, 22)),
                      reply_by=date(2026, 12, 11))  # fmt: skip


async def test_a_lapse_names_the_notice_its_delivery_and_its_last_day(desk: Desk) -> None:
    await desk.make("zhao", "P5", fields=P5 | {"reply_by": "2026-12-04"})
    handed = Sending(way=Way.IN_PERSON, dates={"signed_on": date(2026, 11, 22)})
    await desk.do("zhao", timing.send_supplement_notice, sending=handed)
    desk.town.clock.go_to(2026, 12, 4)
    with pytest.raises(GateClosed):  # on the last day
        await desk.make("zhou", "P22")
    desk.town.clock.go_to(2026, 12, 5)
    text = await desk.text(await desk.make("zhou", "P22"))
    notice = f"{DOC_CODE}依告〔2026〕1号"
    assert f"{notice}已于2026年11月22日送达，截至2026年12月4日本机关未收到补正" in text
    assert "或者自收到本告知书之日起6个月内" in text  # letters.md P22: free choice
    posted = Sending(way=Way.POST, dates={"posted_on": date(2026, 12, 5)}, tracking_number="YT2CN")
    case = await desk.do("zhou", lapsing.close_as_lapsed, on=date(2026, 12, 5), sending=posted)
    assert case.answer_type == "A28"
    assert (await desk.last())["sent_paper"] == 2


async def test_a_withdrawal_ends_with_its_letter(desk: Desk) -> None:
    with pytest.raises(Unlawful, match="应当在“记录撤回”之后制发"):
        await desk.make("wang", "A27")
    await desk.do("wang", record_withdrawal, withdrawn_on=date(2026, 11, 22), paper="撤回申请书")
    text = await desk.text(await desk.make("song", "A27"))
    assert "本机关于2026年11月22日收到您撤回申请的书面材料" in text
    assert "终止办理" in text
    assert "行政复议" not in text  # no act against which a remedy lies


async def test_a_receipt_opens_the_status_with_its_code_and_no_other(desk: Desk) -> None:
    number = await desk.make("wang", "P3")
    text = await desk.text(number)
    code = text.split("查询码")[1][:10]
    file = await desk.file()
    assert file.papers[number].data["fields"]["query_code"] == "********"  # not in the history
    at = desk.town.clock.at
    async with desk.town.office.sessions.begin() as session:
        found = await query_codes.opened(session, at, desk.case.number, code.lower())
        assert found is not None
        assert found.id == desk.case.id
        assert await query_codes.opened(session, at, desk.case.number, "ABCDEFGHJK") is None
    async with desk.town.office.sessions.begin() as session:
        for _ in range(4):
            assert await query_codes.opened(session, at, desk.case.number, "ABCDEFGHJK") is None
        with pytest.raises(NotAllowed, match="请15分钟后再试"):
            await query_codes.opened(session, at, desk.case.number, code)


async def test_answers_are_not_made_like_other_papers(desk: Desk) -> None:
    for code in ("A1", "A26", "P1", "P99"):
        with pytest.raises(BadInput, match="答复书经拟稿、签发后编号"):
            await desk.make("zhou", code)


async def test_a_paper_that_was_voided_is_not_sent_nor_delivered(desk: Desk) -> None:
    number = await desk.make("zhao", "P5", fields=P5)
    await desk.do("zhao", issuing.void_paper, number, "补正事项有误")
    with pytest.raises(Unlawful, match="已经作废"):
        await desk.do(
            "wang", paper_making.record_delivery, number, what="delivered", on=date(2026, 11, 22)
        )
    named = Sending(date(2026, 11, 22), paper=number)
    with pytest.raises(Conflict, match="已经作废，不能发出"):
        await desk.do("zhao", timing.send_supplement_notice, sending=named)
    again = await desk.make("zhao", "P5", fields=P5)
    assert (await desk.file()).papers[again].data["seq"] == 2


async def test_mail_that_comes_back_is_told_with_its_reason_and_sent_again(desk: Desk) -> None:
    number = await desk.make("zhao", "P5", fields=P5)
    posted = Sending(way=Way.POST, dates={"posted_on": date(2026, 11, 22)}, tracking_number="YT1CN")
    await desk.do("zhao", timing.send_supplement_notice, sending=posted)
    with pytest.raises(BadInput, match="退回日期2026-11-21早于文书的成文日期"):
        await desk.do(
            "wang", paper_making.record_delivery, number, what="returned", on=date(2026, 11, 21)
        )
    desk.town.clock.go_to(2026, 11, 30)
    for what, day, more in (
        ("returned", date(2026, 11, 25), {"remark": "查无此人"}),
        ("resent", date(2026, 11, 26), {"tracking_number": "YT2CN"}),
        ("delivered", date(2026, 11, 28), {}),
    ):
        await desk.do("wang", paper_making.record_delivery, number, what=what, on=day, **more)
    told = (await desk.file()).paper_deliveries[number]
    assert [(one.data["what"], one.day) for one in told] == [
        ("returned", date(2026, 11, 25)), ("resent", date(2026, 11, 26)),
        ("delivered", date(2026, 11, 28)),
    ]  # fmt: skip


# What each paper of the catalogue that is no answer needs typed, so that all can be made of one case.
TYPED: dict[str, dict[str, str]] = {
    "P4": {"difficulty": "视力障碍"},
    "P10": {"notice_no": "寿公开依告〔2026〕1号", "extract": "报价明细"},
    "P11": {"whom": "第三方", "sent_on": "2026-11-22"},
    "P13": {"recipient": "档案室", "question": "是否保存", "reply_by": "2026-12-01"},
    "P16": {"arrived_at": "2026-11-20 09:00", "sender": "传达室", "receiver": "公开科", "papers": "申请表1份"},
    "P17": {"pick_up_from": "2026-12-01", "place": "政务大厅3号窗口", "bring": "身份证件原件"},
    "P18": {"paper": "1"},
    "P20": {"asked_on": "2026-11-20", "claim": "姓名登记有误", "record": "登记表", "finding": "不准确，已更正为：王芳"},
    "P21": {"wrong": "1", "wrong_text": "二十日", "right_text": "三十日", "substance": "否"},
    "I9": {"receiver": "寿光市人民政府办公室"},
    "I10": {"talked_at": "2026-11-20 10:00", "by_what": "电话", "with_whom": "王芳", "content": "确认收到日期"},
}  # fmt: skip
ELSEWHERE = ("P5", "P6", "P7", "P8", "P9", "P12", "P14", "P15", "P22", "A25", "A27", "A28")
OTHERS = [p.code for p in PAPERS if not p.is_answer and p.code not in ELSEWHERE]


async def test_every_other_paper_of_the_catalogue_can_be_made(desk: Desk) -> None:
    await desk.make("wang", "P3")
    for code in OTHERS:
        number = await desk.make("song", code, fields=TYPED.get(code, {}))
        text = await desk.text(number)
        assert PAPER[code].title in text
        for left in ("{{", "{%", "【待填", "None"):
            assert left not in text, code
    numbered = [p for p in (await desk.file()).papers.values() if p.data["doc_number"]]
    assert all(PAPER[p.data["code"]].numbered for p in numbered)
    async with desk.town.office.sessions() as session:
        assert [
            d async for d in verify(session, desk.town.office.vault, desk.town.office.home)
        ] == []
