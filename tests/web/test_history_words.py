"""办理记录 in words: each kind of record says what its verb was told, in one Chinese sentence."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from cases.history import Kind
from cases.law.gates import GATES
from cases.models import Case, CaseEvent, Role
from cases.queries import history
from cases.web.history_words import WORDS, words
from tests.actions.test_bring_in import bring
from tests.conftest import Town
from tests.register.making import csv_text, rows
from tests.web.conftest import AGENT_CARD, AGENT_PHONE, CARD, PHONE, application
from tests.web.worked import (
    LIVES,
    PLANNING,
    answered_and_challenged,
    answered_on_the_spot,
    clocked,
    office_of,
    taken_in,
    withdrawn,
    worked_on,
)

pytestmark = pytest.mark.anyio
MOMENT = datetime(2026, 3, 5, 8, 30, tzinfo=UTC)


def event(kind: Kind, day: date | None = None, seq: int = 1, /, **data: Any) -> CaseEvent:
    return CaseEvent(
        case_id=UUID(int=1), seq=seq, kind=kind, day=day, at=MOMENT, officer="王芳",
        officer_id=None, data=data, previous=bytes(32), digest=bytes(32),
    )  # fmt: skip


def said(kind: Kind, day: date | None = None, /, **data: Any) -> str:
    """The sentence of one event by itself."""
    return words([event(kind, day, **data)])[1]


def by_kind(events: list[CaseEvent]) -> dict[str, str]:
    """The last sentence of each kind."""
    told = words(events)
    return {event.kind: told[event.seq] for event in events}


def test_every_kind_of_record_has_words() -> None:
    assert set(WORDS) == set(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_an_old_record_that_lacks_every_particular_still_says_what_was_done(kind: Kind) -> None:
    sentence = said(kind)
    assert sentence.startswith("王芳")
    assert len(sentence) > len("王芳")
    assert "None" not in sentence
    assert "，，" not in sentence
    assert not sentence.endswith(("，", "：", "；"))


async def test_all_that_verbs_record_has_words_and_every_kind_but_import_is_among_it(
    town: Town,
) -> None:
    office, today = await office_of(town), town.clock.at
    seen: set[str] = set()
    for life in LIVES:
        town.clock.at = today  # a life begins in March or in November
        events = await life(office)
        seen |= {event.kind for event in events}
        for seq, sentence in words(events).items():
            assert sentence.startswith(events[seq - 1].officer)
            for wrong in ("None", "，，", "“”", "{", "}", "_", "True", "False"):
                assert wrong not in sentence, (wrong, sentence)
    assert set(Kind) - seen == {Kind.BROUGHT_IN}


async def test_taking_in_says_who_asked_what_and_to_whom_it_was_given(town: Town) -> None:
    told = words(await taken_in(await office_of(town)))
    assert told[1] == (
        "chenwei登记王芳（自然人）的申请，编号YSQ-370783-zrzy-2026-0001，申请方式为在线，"
        "收到申请之日待确认，案件状态为“待确认”，"
        "申请公开：2025年度农村饮水安全工程验收报告；申请缺少：获取信息的方式、途径"
    )
    assert told[2] == "chenwei确认2026年11月20日为收到申请之日，案件状态为“待初审”"
    assert "原因：申请内容录入不全；申请公开2项：（1）验收报告；（2）工程决算" in told[3]
    assert told[4] == (
        "chenwei初审认为申请内容明确、不需要补正，是政府信息公开申请，不由本机关负责公开，"
        "案件状态为“待分办”，意见：职责存疑"
    )
    assert told[5] == (
        "chenwei将本件分办给zhaoming，应于2026年11月27日前提出办理意见，拟办意见：请先核对职责"
    )
    assert told[6] == "zhaoming接办本件"
    assert told[7] == "zhaoming退回分办，案件状态为“待分办”，原因：不属于本科室职责"
    assert told[9] == "chenwei将本件转交zhaoming办理，原因：出差"
    assert told[10] == "wugang调取1号附件“验收报告.pdf”"
    assert told[11] == "wugang查看申请人的个人信息，用途：核对邮寄地址"


async def test_steps_of_the_clock_say_their_days_letters_and_reasons(town: Town) -> None:
    told = by_kind(await clocked(await office_of(town)))
    assert told["consultation"] == (
        "zhaoming于2026年3月3日发出第1号征求意见书，征求第三方（寿光某公司）意见，"
        "送达方式为邮寄（邮政企业），邮件号码XA12345678937"
    )
    assert told["supplement_notice"] == (
        "chenwei于2026年3月3日告知申请人补正，补正期限至2026年3月24日，需要补正的事项：文号"
    )
    assert told["letter_received"] == (
        "chenwei登记第5条记录“发出征求意见书”的文书由对方于2026年3月4日签收"
    )
    assert told["extension"] == (
        "zhaoming于2026年3月9日告知申请人延长答复期限10个工作日，2026年3月9日经chenwei同意，"
        "事由：涉及档案较多，需要逐件核对"
    )
    # 40 pages by the schedule of 国办函〔2020〕109号: the first 30 are free, the next 70 at 10 yuan
    assert "信息处理费100元，按量，40页" in told["fee_notice"]
    assert told["step_corrected"] == (
        "chenwei更正第7条记录“收到补正”，日期由2026年3月5日改为2026年3月4日，原因：收件章为3月4日"
    )
    assert told["step_struck"] == "chenwei撤销误录的第17条记录“告知延迟答复”，原因：误录"


async def test_work_names_places_people_slips_and_levels(town: Town) -> None:
    told = by_kind(await worked_on(await office_of(town)))
    assert told["searched"].startswith(
        "zhaoming登记2026年11月22日的检索：检索档案室、OA公文系统共2处，检索人赵明、记录人王芳，"
        "涉及第1项申请，检索方法：全文检索；检索情况：档案室（命中0件）；"
        "OA公文系统（检索词“饮水 验收”，时间范围2024年至2025年，命中3件，均不相关）"
    )
    assert told["slip_answered"] == (
        "houzhen回复第1号协办函，没有该信息，检索情况：查阅2025年目录；意见：没有参与该工程"
    )
    assert told["opinion_given"] == (
        "zhaoming代为登记司法局对第1号会商的意见，尚未签字，意见：同意"
    )
    assert told["sent_back"] == "qianwenjing在法制审核环节退回拟稿，原因：理由不充分"
    assert told["skipped"] == (
        "zhoujie跳过保密审查环节，案件状态为“法制审核”，原因：全部不予公开，不提供信息"
    )
    assert told["detached"] == "zhaoming撤下第2号附件“误传.pdf”，原因：误传"


async def test_an_attachment_is_named_with_its_size_and_the_start_of_its_digest(
    town: Town,
) -> None:
    events = await worked_on(await office_of(town))
    attached = next(event for event in events if event.kind == Kind.ATTACHED)
    assert words(events)[attached.seq] == (
        "zhaoming附卷：第1号附件“验收报告.pdf”（转主动公开审查），标题“工程验收报告”，文号寿水〔2025〕9号，共12页，"
        f"大小17字节，摘要{attached.data['sha256'][:12]}"
    )


async def test_answers_and_challenges_are_told_by_their_labels(town: Town) -> None:
    told = by_kind(await answered_and_challenged(await office_of(town)))
    assert told["answer"] == (
        "chenwei于2026年3月10日答复申请人，答复类型为A8 属于内部事务信息，"
        "计入年度报告“属于三类内部事务信息”，依据条例第十六条第一款、条例第三十六条第（三）项，"
        "救济途径：应当先申请行政复议（复议前置），文号寿公开依复〔2026〕1号，"
        "送达方式为邮寄（邮政企业），邮件号码XA12345678937，送达凭证：邮政回执"
    )
    assert told["challenge_updated"] == (
        "wugang登记第1号行政复议的进展，结果“责令重新答复”，审结日期2026年5月20日"
    )
    assert told["challenge_struck"] == "chenwei撤销误录的第2号行政复议，原因：重复登记"
    # 20 working days from 2026-05-21: 2 to the 22nd, 5 to the 29th, 5 and 5 to 06-12, 3 to 06-17
    assert told["reopened"].startswith(
        "zhoujie依第1号行政复议的结果恢复办理，应于2026年6月17日前重新答复（依据条例第三十三条第二款）"
    )
    assert told["archived"] == "wugang归档，保管期限定期30年，档号2026-12"


async def test_papers_are_told_by_title_and_number(town: Town) -> None:
    told = by_kind(await withdrawn(await office_of(town)))
    second = "第2号文书《政府信息公开申请登记回执》（寿公开依告〔2026〕2号）"
    assert told["paper_issued"].startswith(
        f"chenwei于2026年11月22日制发{second}，收件人王芳，模板为内置，摘要"
    )
    assert told["paper_voided"] == (
        "chenwei作废第1号文书《政府信息公开申请登记回执》（寿公开依告〔2026〕1号），原因：打印有误"
    )
    assert told["paper_delivered"] == (
        f"chenwei登记{second}于2026年11月22日被退回，邮件号码XA12345678937，说明：地址不详"
    )


async def test_a_draft_says_which_letter_it_is_and_an_answer_that_it_was_numbered(
    town: Town,
) -> None:
    told = by_kind(await answered_and_challenged(await office_of(town)))
    assert told["drafted"].startswith(
        "zhaoming拟稿（按办理意见制作《政府信息公开申请答复书》（A2）），正文：政府信息公开申请答复书"
    )
    assert told["paper_issued"].startswith(
        "chenwei于2026年5月21日编号用印第2号文书《政府信息公开申请答复书》（寿公开依复〔2026〕2号）"
    )


def test_what_was_filled_in_for_a_letter_is_told_by_its_labels() -> None:
    fields = {"title": "验收报告", "published_on": "2026-01-15", "way": "", "gone": "x"}
    assert said(Kind.ITEM_CONCLUDED, None, item=1, outcome="A1", fields=fields) == (
        "王芳对第1项申请提出办理意见：A1 已主动公开，"
        "答复书的填写项：已公开信息的名称为验收报告；主动公开日期为2026年1月15日"
    )


async def test_other_endings_are_told(town: Town) -> None:
    office = await office_of(town)
    assert by_kind(await withdrawn(office))["withdrawal"] == (
        "chenwei登记申请人于2026年11月21日撤回申请，计入年度报告“其他”，"
        "书面材料：撤回申请书；原因：已经自行获取"
    )
    spot = by_kind(await answered_on_the_spot(office))["answer"]
    assert spot.startswith("chenwei于2026年11月21日当场答复申请人，答复类型为A25 当场答复")
    assert "；第1项：A1 已主动公开，理由：" in spot


def test_a_gate_that_was_let_pass_is_told_by_its_sentence_with_the_reason() -> None:
    blocks = next(gate for gate in GATES if gate.strictness == "block")
    warns = next(gate for gate in GATES if gate.strictness == "warn")
    passed = [
        {"gate": blocks.key, "reason": "经集体研究"}, {"gate": warns.key, "reason": ""},
        {"gate": "gone", "reason": "旧版关口"},
    ]  # fmt: skip
    assert said(Kind.EXTENSION, date(2026, 3, 9), workdays=5, passed=passed) == (
        "王芳于2026年3月9日告知申请人延长答复期限5个工作日，"
        f"突破关口“{blocks.sentence.rstrip('。')}”，理由：经集体研究，"
        f"对“{warns.sentence.rstrip('。')}”的提示，继续办理，"
        "突破关口“gone”，理由：旧版关口"
    )


def test_records_of_the_first_version_are_told_without_what_they_lack() -> None:
    on = date(2026, 3, 9)
    assert said(Kind.ANSWER, on, answer_type=None, annual_row="granted_full", doc_number="") == (
        "王芳于2026年3月9日答复申请人，计入年度报告“予以公开”"
    )
    assert said(Kind.CONSULTATION, on, id="1", kind="third_party") == (
        "王芳于2026年3月9日发出第1号征求意见书，征求第三方意见"
    )
    assert said(Kind.ANSWER, on, answer_type="A28", annual_row="other_overdue_fee").startswith(
        "王芳于2026年3月9日视为申请人放弃申请，不再处理，答复类型为A28"
    )


def test_a_result_of_a_suit_has_the_court_s_name() -> None:
    suit = event(Kind.CHALLENGED, number=1, facts={"kind": "litigation_direct", "body": "法院"})
    facts = {"result": "answer_again", "answer_again": {"count": 20, "unit": "workdays"}}
    later = event(Kind.CHALLENGE_UPDATED, None, 2, number=1, facts=facts, was={"result": None})
    assert words([suit, later])[2] == (
        "王芳登记第1号行政诉讼（未经复议直接起诉）的进展，结果“判决重新答复”，重新答复期限20个工作日"
    )


async def test_what_is_sealed_is_in_no_sentence(town: Town) -> None:
    office = await office_of(town)
    filed = application(town.organs[PLANNING])
    await office.take_in(applicant=filed.applicant, agent=filed.agent)
    sentence = words(await office.events())[1]
    for sealed in (CARD, PHONE, AGENT_CARD, AGENT_PHONE):
        assert sealed not in sentence


async def test_a_case_from_a_register_says_that_it_was_brought_in(town: Town) -> None:
    head = await town.officer("zhou", PLANNING, Role.HEAD)
    await bring(town, head, csv_text(rows({"申请人": "慕容秋水"})).encode())
    async with town.office.sessions() as session:
        case = (await session.scalars(select(Case))).one()
        sentence = words(await history(session, case.id))[1]
    assert sentence.startswith("zhou由登记台账导入慕容秋水（")
    assert f"编号{case.number}" in sentence
    assert "收到申请之日为2024年3月4日" in sentence  # of the plain row of these tests
