"""登记表、回执、内部文书: what a form prints is what is on file, and it prints at any time."""

from collections.abc import Mapping
from typing import Any

import pytest

from cases.filling.forms import form
from cases.filling.matter import Matter
from cases.law.letters import BODY, PAPER
from cases.letters.building.papers import build
from cases.letters.comparing import DATE_TO_COME, NUMBER_TO_COME
from cases.letters.completing import gaps
from cases.letters.contexts import Paper
from cases.letters.contexts_answers import ANSWER_FIELDS, Answer, ItemFields
from cases.letters.contexts_forms import FORM_FIELDS
from cases.letters.contexts_steps import STEP_FIELDS
from cases.letters.paragraphs import text_of
from cases.letters.rendering import parsed, render
from tests.filling import matters
from tests.filling.matters import (
    ADDRESS,
    ANSWER_NUMBER,
    APPLICANT,
    CARD,
    COMPANY,
    P9_NUMBER,
    PHONE,
    march,
)  # fmt: skip
from tests.filling.naming import LINE, fields_of, named

FIELDS: dict[str, type[Paper]] = {**ANSWER_FIELDS, **STEP_FIELDS, **FORM_FIELDS}
# what every paper, every letter to the applicant, every answer and every item has: an office's own
# template may use it where ours does not
ANYWHERE = fields_of(Paper) | {"receipt", "request", "request[]", "steps", "steps[]", "lead"}
OF_ANY_ITEM = {f"items{LINE}.{name}" for name in ItemFields.model_fields}
TYPED: Mapping[str, Mapping[str, str]] = {
    "P4": {"difficulty": "右手骨折，不能书写"},
    "P10": {"notice_no": P9_NUMBER, "extract": "报价明细"},
    "P16": {
        "arrived_at": "2026年3月2日9时", "sender": "办公室 王芳", "receiver": "土地利用科",
        "handed_at": "", "papers": "申请表1份",
    },
    "P18": {"paper": "3", "copies": "1"},
    "I9": {"receiver": "寿光市人民政府办公室", "file_by": "2026-04-01"},
    "I10": {
        "talked_at": "2026年3月2日15时", "by_what": "电话", "with_whom": "慕容秋水",
        "number": "0536-5200001", "content": "确认收到申请之日", "result": "",
    },
}  # fmt: skip


def filled(matter: Matter, code: str, typed: Mapping[str, str] | None = None) -> dict[str, Any]:
    words = TYPED.get(code, {}) if typed is None else typed
    return form(matter, code, words, NUMBER_TO_COME, DATE_TO_COME)


def printed(matter: Matter, code: str) -> str:
    """The text of the form made from its built-in template."""
    said = FORM_FIELDS[code].model_validate(filled(matter, code))
    return text_of(render(parsed(build(PAPER[code], BODY[code])), said))


def on_file(said: Any) -> bool:
    return any(map(on_file, said.values())) if isinstance(said, dict) else bool(said)


# The wording and the models


def test_every_paper_has_its_fields() -> None:
    assert set(FIELDS) == set(PAPER)


@pytest.mark.parametrize("code", PAPER)
def test_a_wording_names_only_what_is_declared(code: str) -> None:
    assert named(BODY[code]) - fields_of(FIELDS[code]) == set()


@pytest.mark.parametrize("code", PAPER)
def test_what_is_declared_is_printed(code: str) -> None:
    unused = fields_of(FIELDS[code]) - named(BODY[code]) - ANYWHERE
    assert (unused - OF_ANY_ITEM if issubclass(FIELDS[code], Answer) else unused) == set()


def test_the_names_of_a_wording_are_read_through_loops_and_conditions() -> None:
    body = (
        "{%p for one in searches %}",
        "{% if not one.on %}{{ one.by }}{% endif %}{{ title }}",
        "{%p for word in one.words %}",
        "{{ word }}",
        "{%p endfor %}",
        "{%p endfor %}",
    )
    assert named(body) == {
        "searches", "searches[].on", "searches[].by", "title", "searches[].words",
        "searches[].words[]",
    }  # fmt: skip


# Printed at any time


@pytest.mark.parametrize("code", FORM_FIELDS)
def test_a_form_of_a_case_with_everything_on_file_is_whole(code: str) -> None:
    FORM_FIELDS[code].model_validate(filled(matters.rich(), code))


@pytest.mark.parametrize("code", sorted(FORM_FIELDS.keys() - {"P18"}))
def test_a_form_of_the_barest_case_is_whole(code: str) -> None:
    FORM_FIELDS[code].model_validate(filled(matters.bare(), code))


def test_a_proof_of_service_of_no_paper_lacks_the_paper() -> None:
    lacking = gaps(FORM_FIELDS["P18"], filled(matters.bare(), "P18"))
    assert [gap.title for gap in lacking] == ["送达的文书"]


@pytest.mark.parametrize("code", TYPED)
def test_what_makes_a_form_senseless_is_named_where_it_was_not_typed(code: str) -> None:
    assert list(gaps(FORM_FIELDS[code], filled(matters.bare(), code, {})))


@pytest.mark.parametrize("code", sorted(FORM_FIELDS.keys() - {"P4", "P10", "P16", "I10"}))
def test_everything_that_a_form_asks_of_the_record_is_there_when_it_is_on_file(code: str) -> None:
    """No field of a form is one that nothing could ever fill."""
    said = filled(matters.rich(), code)
    empty = {name for name in FORM_FIELDS[code].model_fields if not on_file(said.get(name))}
    assert empty - {"head", "attachments"} == EMPTY_FOR_ITS_REASON.get(code, set())


EMPTY_FOR_ITS_REASON = {
    # a posted application has no other dates, and nobody confirmed it
    "P2": {"confirmed_by", "submitted_on", "arrived_on", "confirmed_on", "lacks"},
    "P18": {"signed_on", "returned"},  # the answer was posted, and nothing came back yet
}  # fmt: skip


@pytest.mark.parametrize("code", FORM_FIELDS)
def test_a_form_is_made_from_its_own_template(code: str) -> None:
    text = printed(matters.rich(), code)
    assert PAPER[code].title in text
    assert "{" not in text


# Personal data


@pytest.mark.parametrize("code", FORM_FIELDS)
def test_numbers_phones_and_addresses_of_people_are_masked(code: str) -> None:
    text = printed(matters.rich(), code)
    for value in (CARD, PHONE, ADDRESS, "440524188001010014"):
        assert value not in text


def test_the_register_form_says_who_was_identified_by_what() -> None:
    said = filled(matters.rich(), "P2")
    # three characters in front, two at the end (cases.law.identity.masked)
    assert said["identity"] == "居民身份证 340*************1X"
    assert said["phone"] == "139****2222"
    assert said["agent"] == "诸葛明，440*************14，已提交授权委托书"
    assert said["signed_on"] == "2026年3月2日"
    assert said["receipt_rule"] == "以行政机关签收之日为收到申请之日（条例第三十一条）"


def test_the_reply_slip_of_a_third_party_does_not_name_the_applicant() -> None:
    matter = matters.rich()
    assert filled(matter, "P10")["to"] == COMPANY
    assert filled(matter, "P10", {**TYPED["P10"], "notice_no": "别的文号"})["to"] == "第三方"
    assert APPLICANT not in printed(matter, "P10")


# Intake


def test_an_application_taken_down_names_who_wrote_it() -> None:
    said = filled(matters.oral(), "P4")
    assert (said["filled_by"], said["filled_on"]) == ("王芳", "2026年3月2日")
    assert said["difficulty"] == "右手骨折，不能书写"


def test_the_hand_over_goes_to_the_right_office() -> None:
    said = filled(matters.bare(), "P16")
    assert (said["to"], said["you"]) == ("土地利用科", "贵单位")


def test_the_assignment_says_what_was_screened_and_whose_the_case_is() -> None:
    said = filled(matters.rich(), "I2")
    assert said["screening"] == "申请内容明确；属于政府信息公开申请；不属于本机关负责公开；职责存疑"
    assert (said["handler"], said["assigned_by"]) == ("土地利用科 赵明", "陈伟")
    assert (said["opinion_by"], said["assigned_at"]) == ("2026年3月9日", "2026-03-02 10:00")


def test_a_withdrawal_can_be_written_before_receipt_is_confirmed() -> None:
    assert "收到申请之日为" not in printed(matters.bare(), "P19")
    assert "收到申请之日为2026年3月2日" in printed(matters.rich(), "P19")


# Work


def test_the_search_record_has_places_clues_and_both_persons() -> None:
    (search,) = filled(matters.rich(), "I3")["searches"]
    assert (search["items"], search["operator"], search["recorder"]) == ("第2项", "赵明", "王芳")
    assert search["places"] == (
        {
            "name": "档案室、归档目录：档案室2025年目录",
            "keywords": "饮水 决算；2025年",
            "hits": "2",
            "judgment": "均为合同",
        },
    )
    assert search["clues"] == ({"clue": matters.CLUE, "finding": "报道的是另一工程"},)
    assert search["enclosed"] == "检索截图"


def test_a_search_record_without_a_search_is_a_sheet_to_write_on() -> None:
    assert "检索方法、检索词" in printed(matters.bare(), "I3")
    assert "检索方法、检索词" not in printed(matters.rich(), "I3")


def test_the_conference_has_every_opinion_and_who_signed() -> None:
    (conference,) = filled(matters.rich(), "I6")["conferences"]
    assert conference["participants"] == "钱文静、司法局"
    assert [(one["who"], one["signed"]) for one in conference["opinions"]] == [
        ("钱文静", "已签署"),
        ("司法局", ""),
    ]
    assert conference["conclusion"] == "予以公开"


# Received on Monday 2 March 2026, day 0: the 20th working day is 30 March (4 + 5 + 5 + 5 + 1). Ten
# more: 31 March to 3 April are four, the 4th to the 6th is 清明, 7 to 10 April are four, 14 April ten.
APPROVED = ("陈伟", march(12), matters.Kind.EXTENSION_APPROVED, {
    "workdays": 10, "reason": "涉及档案较多"})  # fmt: skip
TOLD = ("赵明", march(12), matters.Kind.EXTENSION, {
    "workdays": 10, "approved_on": "2026-03-12", "approved_by": "陈伟", "reason": "涉及档案较多"})  # fmt: skip


def test_an_extension_that_waits_to_be_told_shows_both_days() -> None:
    begun = (matters.registered(matters.APPLICATION), APPROVED)
    said = filled(matters.matter(begun, march(12)), "I7")
    assert (said["old_due"], said["new_due"]) == ("2026年3月30日", "2026年4月14日")
    assert (said["approved_by"], said["approved_on"]) == ("陈伟", "2026年3月12日")
    assert "told_on" not in said


def test_an_extension_that_was_told_shows_the_days_as_they_were_then() -> None:
    begun = (matters.registered(matters.APPLICATION), APPROVED, TOLD)
    said = filled(matters.matter(begun, march(13)), "I7")
    assert (said["old_due"], said["new_due"]) == ("2026年3月30日", "2026年4月14日")
    assert said["told_on"] == "2026年3月12日"


def test_a_day_that_still_moves_is_not_printed_bare() -> None:
    asked = ("赵明", march(10), matters.Kind.CONSULTATION, {
        "id": "1", "kind": "third_party", "recipient": COMPANY, "received_on": None})  # fmt: skip
    begun = (matters.registered(matters.APPLICATION), asked, APPROVED)
    said = filled(matters.matter(begun, march(12)), "I7")
    assert said["new_due"].endswith("（征求意见所需时间另计）")


# Review


def test_the_approval_sheet_tells_every_level_in_its_order() -> None:
    said = filled(matters.rich(), "I1")
    assert [(one["name"], one["result"], one["by"]) for one in said["levels"]] == [
        ("送审", "送审", "赵明"),
        ("保密审查", "审核同意", "孙丽"),
        ("法制审核", "退回", "钱文静"),
        ("送审", "送审", "赵明"),
        ("保密审查", "跳过环节", "孙丽"),
        ("法制审核", "审核同意", "钱文静"),
        ("公开机构审核", "审核同意", "陈伟"),
        ("签发", "签发", "周杰"),
    ]
    assert said["levels"][3]["opinion"].startswith("已补充；突破关口“不予公开、无法提供")
    assert said["levels"][3]["opinion"].endswith("，理由：当日补办")


def test_the_approval_sheet_has_items_outcome_and_draft() -> None:
    said = filled(matters.rich(), "I1")
    assert [(i["number"], i["outcome"]) for i in said["items"]] == [
        (1, "予以公开"),
        (2, "政府信息不存在"),
    ]
    assert said["facts"] == f"第1项：{matters.REASON}；第2项：{matters.REASON}"
    assert said["answer_type"] == "混合答复（多项申请分别答复）"
    assert said["annual_row"].startswith("（二）部分公开")
    assert said["remedy_label"] == "可以申请行政复议或者提起行政诉讼"
    assert said["draft"] == ("您申请公开的验收报告可以公开。", "没有检索到工程决算。")


def test_what_is_proposed_is_shown_before_anything_was_sent_for_review() -> None:
    begun = (matters.registered(matters.APPLICATION), *matters.EXAMINED[:2])
    said = filled(matters.matter(begun, march(20)), "I1")
    # one item given, one not held: 部分公开 by default (letters.md §15), a free choice of remedy
    assert said["annual_row"].startswith("（二）部分公开")
    assert said["remedy_label"] == "可以申请行政复议或者提起行政诉讼"
    assert said["levels"] == ()


def test_the_secrecy_sheet_has_the_last_word_of_its_level_and_what_was_referred() -> None:
    said = filled(matters.rich(), "I4")
    assert (said["result"], said["opinion"], said["by"]) == ("跳过环节", "内容未变", "孙丽")
    assert said["referrals"] == (
        {
            "to": "寿光市国家保密局",
            "question": "附件二是否涉密",
            "on": "2026年3月11日",
            "determined": "2026年3月12日：不属于国家秘密",
        },
    )


def test_the_legal_opinion_has_the_five_points_of_the_examination() -> None:
    said = filled(matters.rich(), "I5")
    found = {point["name"]: point["found"] for point in said["points"]}
    assert list(found) == ["职权", "事实", "依据", "程序", "救济告知"]
    assert found["职权"] == "以寿光市自然资源和规划局的名义答复"
    assert "2026年3月3日发出征求意见书" in found["程序"]
    assert found["救济告知"].endswith("复议机关寿光市人民政府，管辖法院寿光市人民法院")
    assert (said["result"], said["by"]) == ("审核同意", "钱文静")


# Service and archive


def test_the_proof_of_service_of_the_answer_has_its_mail() -> None:
    said = filled(matters.rich(), "P18")
    assert (said["to"], said["paper_no"], said["copies"]) == (APPLICANT, ANSWER_NUMBER, "1")
    assert (said["way"], said["posted_on"]) == ("邮寄（邮政企业）", "2026年3月26日")
    assert said["tracking_number"] == "XA98765432137"


def test_the_proof_of_service_of_a_letter_that_came_back_tells_all_of_it() -> None:
    said = filled(matters.rich(), "P18", {"paper": "1"})
    assert (said["to"], said["to_address"]) == (COMPANY, "寿光市渤海路12号")
    assert said["posted_on"] == "2026年3月3日；2026年3月6日再次寄出"
    assert said["tracking_number"] == "XA12345678937、XA12345678946"
    assert (said["returned"], said["signed_on"]) == ("2026年3月5日 查无此人", "2026年3月9日")


def test_the_directory_lists_papers_and_attachments_in_the_order_of_the_archive() -> None:
    said = filled(matters.rich(), "I11")
    assert said["volume_title"] == (
        "慕容秋水申请公开“2025年度农村饮水安全工程验收报告；同一工程的决算”"
    )
    assert (said["retention"], said["archive_number"]) == ("定期30年", "2026-12")
    assert [(e["number"], e["title"], e["pages"], e["remark"]) for e in said["entries"]] == [
        (1, "政府信息公开申请答复书", "", "已作废"),
        (2, "政府信息公开申请答复书", "", ""),
        (3, "答复书（盖章）", "3", ""),
        (4, "政府信息公开征求意见书", "", ""),
        (5, "检索截图", "1", "第2项申请事项；仅此一页"),
    ]


def test_what_goes_up_is_the_answer_as_it_was_given() -> None:
    said = filled(matters.rich(), "I9")
    assert (said["answer_no"], said["answered_on"]) == (ANSWER_NUMBER, "2026年3月26日")
    assert (said["receiver"], said["file_by"]) == ("寿光市人民政府办公室", "2026年4月1日")
