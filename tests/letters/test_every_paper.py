"""Letters of the procedure and forms, for person and organisation: nothing unfilled, texts agreed on."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from cases.actions import letters
from cases.actions.application import Applicant
from cases.actions.paper_templates import built_in
from cases.filling.matter import FeeSaid, Matter
from cases.law.letters import PAPER, PAPERS, Layout, Receiver
from cases.law.remedies import ItemRemedy, clauses
from cases.letters.paragraphs import text_of
from tests.actions.answering import WHY
from tests.filling.matters import march, matter, registered, rich
from tests.letters.cases_of_letters import (
    ASKED,
    COMPANY,
    CONSULTED,
    PERSON,
    SUPPLEMENT,
    application,
)

HERE = Path(__file__).parent / "texts"
NUMBER, DAY = "寿自然资依告〔2026〕9号", "2026年3月17日"
STEPS = [
    p.code for p in PAPERS if not p.is_answer and p.layout is Layout.LETTER and p.code != "P22"
]
FORMS = [p.code for p in PAPERS if p.layout is Layout.FORM and not p.is_answer]
# What the office types, for those that ask for something.
TYPED: dict[str, dict[str, str]] = {
    "P5": {"defects": "请写明文件名称", "guidance": "可以按项目名称查找。", "reply_by": "2026-04-01", "how": "邮寄"},
    "P6": {"counted_from": "2026-01-01", "counted_to": "2026-02-28", "counted": "60", "reply_by": "2026-04-01"},
    "P7": {"reason": WHY, "workdays": "5"},
    "P8": {"reason": WHY, "until": "2026-06-01"},
    "P9": {"recipient": "某公司", "is_person": "否", "kind": "商业秘密", "extract": "报价明细"},
    "P11": {"whom": "第三方", "sent_on": "2026-03-03"},
    "P12": {"letter": "1", "is_person": "否", "reason": WHY, "extract": "报价总额", "release_on": "2026-03-20"},
    "P13": {"recipient": "档案室", "question": "是否保存", "reply_by": "2026-03-25"},
    "P14": {"recipient": "寿光市财政局", "doc_title": "《联合通知》", "co_maker": "是"},
    "P15": {"way": "山东非税缴费平台"},
    "P17": {"pick_up_from": "2026-03-20", "place": "3号窗口", "bring": "身份证件原件"},
    "P20": {"asked_on": "2026-03-10", "claim": "姓名有误", "record": "登记表", "finding": "不准确，已更正为：王芳"},
    "P21": {"wrong": "1", "wrong_text": "二十日", "right_text": "三十日", "substance": "是"},
    "P4": {"difficulty": "视力障碍"},
    "P10": {"notice_no": "寿自然资依告〔2026〕3号", "extract": "报价明细"},
    "P16": {"arrived_at": "2026-03-02 09:00", "sender": "传达室", "receiver": "公开科", "papers": "申请表1份"},
    "P18": {"paper": "1"},
    "I9": {"receiver": "寿光市人民政府办公室"},
    "I10": {"talked_at": "2026-03-02 10:00", "by_what": "电话", "with_whom": "王芳", "content": "确认"},
}  # fmt: skip


def begun(code: str, of: Applicant) -> Matter:
    """A case on whose file is what the paper rests on."""
    needed = {"P8": ASKED, "P12": CONSULTED, "P21": SUPPLEMENT}.get(code, ())
    filed = application(of)
    made = matter(sorted([registered(filed), *needed], key=lambda t: t[1]), march(17), filed)
    fee = FeeSaid("件", 100, (("当月第11件", "1件", "100元/件", "100"),))
    if code == "P21":
        made = replace(made, file=rich().file)
    return replace(
        made, fee=fee, query_code="7K3MW9QRTA", query_url="https://gk.example.gov.cn/status"
    )


def written(code: str, of: Applicant) -> str:
    made = rich() if code in FORMS else begun(code, of)
    words = letters.said(made, code, TYPED.get(code, {}), NUMBER, DAY)
    return text_of(letters.docx(built_in(code), letters.strict(made, code, words)))


@pytest.mark.parametrize("of", [PERSON, COMPANY], ids=["person", "organisation"])
@pytest.mark.parametrize("code", STEPS)
def test_a_letter_of_the_procedure_has_every_field(code: str, of: Applicant) -> None:
    text = written(code, of)
    for left in ("{", "}", "【待填", "None", "您（单位）"):
        assert left not in text
    assert text.startswith(PAPER[code].title)
    assert NUMBER in text
    if code == "P21":  # to whom the wrong letter went
        assert "寿光恒丰建材有限公司：" in text
    elif PAPER[code].to is Receiver.APPLICANT:
        assert ("贵单位" in text) == (of is COMPANY)
        assert ("您" in text) == (of is PERSON)
    else:  # a third party and another organ are not told whose application it is
        assert of.name not in text
    # 132号 第三条: a step is not reviewable; letters.md §3: P12, P20, P21 of substance are
    assert ("申请行政复议" in text) == (code in ("P12", "P20", "P21"))


@pytest.mark.parametrize("code", [*STEPS, *FORMS])
def test_the_text_of_a_paper_is_the_one_that_was_agreed_on(code: str) -> None:
    """Wording is changed on purpose or not at all: RENEW=1 writes the texts anew, to be read."""
    text = f"{written(code, PERSON).strip()}\n"
    file = HERE / f"{code}.txt"
    if os.environ.get("RENEW"):
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text


def test_every_paper_of_the_catalogue_is_written_in_some_test() -> None:
    answers = {p.code for p in PAPERS if p.is_answer} | {"P22"}  # see test_every_answer and issuing
    assert {*STEPS, *FORMS} | answers == set(PAPER)


def test_a_decision_to_disclose_names_the_third_partys_own_remedy() -> None:
    made = begun("P12", PERSON)
    assert made.bodies is not None
    [clause] = clauses(
        "告知书", "贵单位", [ItemRemedy(1, PAPER["P12"].remedy)], made.on, made.bodies
    )
    assert clause in written("P12", PERSON)
