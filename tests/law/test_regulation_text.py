"""The text of 条例 as it is shown: whole, in its 款, and as it is quoted elsewhere."""

import pytest

from cases.law.articles import Article, Law, chinese_number, regulation
from cases.law.gates import GATES
from cases.law.grounds import GROUNDS
from cases.law.outcomes import ANSWER_TYPES
from cases.law.regulation_text import EDITION, REGULATION, text_of, texts_of

# Phrases quoted from the promulgated text, with article and paragraph (0: the article has only one).
QUOTED = [
    (13, 1, "除本条例第十四条、第十五条、第十六条规定的政府信息外，政府信息应当公开。"),
    (13, 2, "行政机关公开政府信息，采取主动公开和依申请公开的方式。"),
    (14, 0, "依法确定为国家秘密的政府信息，法律、行政法规禁止公开的政府信息，以及公开后可能危及国家安全、公共安全、经济安全、社会稳定的政府信息，不予公开。"),
    (15, 0, "涉及商业秘密、个人隐私等公开会对第三方合法权益造成损害的政府信息，行政机关不得公开。但是，第三方同意公开或者行政机关认为不公开会对公共利益造成重大影响的，予以公开。"),
    (16, 1, "行政机关的内部事务信息，包括人事管理、后勤管理、内部工作流程等方面的信息，可以不予公开。"),
    (16, 2, "行政机关在履行行政管理职能过程中形成的讨论记录、过程稿、磋商信函、请示报告等过程性信息以及行政执法案卷信息，可以不予公开。法律、法规、规章规定上述信息应当公开的，从其规定。"),
    (17, 3, "报有关主管部门或者保密行政管理部门确定"),
    (18, 0, "因情势变化可以公开的政府信息应当公开"),
    (29, 1, "采用书面形式确有困难的，申请人可以口头提出，由受理该申请的政府信息公开工作机构代为填写"),
    (29, 2, "（一）申请人的姓名或者名称、身份证明、联系方式；"),
    (29, 2, "（二）申请公开的政府信息的名称、文号或者便于行政机关查询的其他特征性描述；"),
    (29, 2, "（三）申请公开的政府信息的形式要求，包括获取信息的方式、途径。"),
    (30, 0, "申请内容不明确"),
    (30, 0, "答复期限自行政机关收到补正的申请之日起计算"),
    (30, 0, "无正当理由逾期不补正的，视为放弃申请，行政机关不再处理"),
    (31, 0, "以提交之日为收到申请之日"),
    (31, 0, "以行政机关签收之日"),
    (31, 0, "应当于收到申请的当日与申请人确认，确认之日为收到申请之日"),
    (31, 0, "以双方确认之日"),
    (32, 0, "由行政机关依照本条例的规定决定是否公开"),
    (32, 0, "将决定公开的政府信息内容和理由书面告知第三方"),
    (33, 2, "告知申请人"),
    (33, 2, "最长不得超过20个工作日"),
    (33, 3, "征求第三方和其他机关意见"),
    (33, 3, "所需时间不计算在前款规定的期限内"),
    (34, 0, "视为同意公开"),
    (35, 0, "明显超过合理范围"),
    (35, 0, "可以确定延迟答复的合理期限并告知申请人"),
    (36, 0, "经检索没有"),
    (36, 0, "依照有关法律、行政法规的规定办理"),
    (37, 0, "对不予公开的内容说明理由"),
    (38, 0, "可以不予提供"),
    (39, 1, "应当告知申请人不作为政府信息公开申请处理并可以告知通过相应渠道提出"),
    (39, 2, "可以告知获取的途径"),
    (42, 1, "明显超过合理范围"),
    (44, 1, "可以纳入主动公开的范围"),
    (44, 2, "经审核认为属于主动公开范围的，应当及时主动公开"),
    (45, 0, "登记、审核、办理、答复、归档的工作制度"),
    (47, 2, "查证属实的，应当予以督促整改或者通报批评"),
]  # fmt: skip
# How many 款 an article has, where it is not one
PARAGRAPHS = {10: 3, 11: 2, 13: 2, 16: 2, 17: 3, 29: 2, 33: 3, 39: 2, 42: 2, 44: 2, 47: 2}
ITEMS = {(29, 2): 3, (31, 1): 3, (36, 1): 7}
THERE = [2, 10, 11, *range(13, 19), *range(27, 46), 47, 51]


@pytest.mark.parametrize(("article", "paragraph", "phrase"), QUOTED)
def test_a_phrase_quoted_elsewhere_stands_in_its_paragraph(
    article: int, paragraph: int, phrase: str
) -> None:
    text = text_of(regulation(article, paragraph))
    assert text is not None
    assert phrase in text


def test_the_periods_in_working_days_are_those_of_the_clock() -> None:
    # 补正 7; 第三方 and 共同制作机关 15; 答复 20, 延长 20
    texts = {n: text_of(regulation(n)) or "" for n in (30, 32, 33, 34)}
    assert "7个工作日内" in texts[30]
    assert "自收到征求意见书之日起15个工作日内" in texts[32]
    assert "自收到征求意见书之日起15个工作日内" in texts[34]
    assert texts[33].count("20个工作日") == 2


def test_the_repealed_text_of_2007_is_not_there() -> None:
    everything = "".join("".join(paragraphs) for paragraphs in REGULATION.values())
    for repealed in ("特殊需要", "15个工作日内予以答复", "检索、复制、邮寄"):
        assert repealed not in everything
    assert "第711号" in EDITION


def test_the_articles_are_in_order_with_their_number_of_paragraphs() -> None:
    assert list(REGULATION) == THERE
    assert {n: len(text) for n, text in REGULATION.items()} == {
        n: PARAGRAPHS.get(n, 1) for n in THERE
    }


def test_items_stand_on_lines_of_their_own_and_count_on() -> None:
    found = {}
    for number, paragraphs in REGULATION.items():
        for place, text in enumerate(paragraphs, start=1):
            lead, *items = text.split("\n")
            for n, item in enumerate(items, start=1):
                assert item.startswith(f"（{chinese_number(n)}）")
                assert item.endswith("。" if n == len(items) else "；")
            if items:
                assert lead.endswith("：")
                found[number, place] = len(items)
    assert found == ITEMS


def test_every_paragraph_ends_and_is_punctuated_in_full_width() -> None:
    for paragraphs in REGULATION.values():
        for text in paragraphs:
            assert text.endswith("。")
            assert not set(text) & set(" ,.;:()　")


def test_an_article_without_a_paragraph_is_shown_whole() -> None:
    parts = [text_of(regulation(33, n)) for n in (1, 2, 3)]
    assert text_of(regulation(33)) == "\n".join(part or "" for part in parts)


def test_an_item_shows_the_paragraph_that_has_it() -> None:
    assert text_of(regulation(36, 0, 3)) == text_of(regulation(36))
    # 第二十九条第一款 has no items: an item without its 款 is of the second
    assert text_of(regulation(29, 0, 2)) == text_of(regulation(29, 2)) != text_of(regulation(29))


@pytest.mark.parametrize(
    "place",
    [
        Article(Law.FEES, 14),  # another law with an article of that number
        Article(Law.FORM),
        Article(Law.REGULATION),  # the regulation as a whole
        regulation(20),  # 主动公开: no answer cites it
        regulation(56),
        regulation(14, 2),  # 第十四条 has one 款
        regulation(36, 0, 8),  # and 第三十六条 seven 项
        regulation(29, 1, 2),
    ],
)
def test_a_place_that_is_not_there_has_no_text(place: Article) -> None:
    assert text_of(place) is None


def test_every_place_is_shown_once_in_the_order_given() -> None:
    shown = texts_of(
        [regulation(37), Article(Law.FORM), regulation(14), regulation(37), regulation(16, 2)]
    )
    assert [place.place for place, _ in shown] == ["第三十七条", "第十四条", "第十六条第二款"]
    assert all(text == text_of(place) for place, text in shown)


def test_every_place_of_the_regulation_that_an_answer_or_a_gate_cites_can_be_read() -> None:
    cited = {
        *(article for kind in ANSWER_TYPES for article in kind.basis),
        *(ground.article for ground in GROUNDS),
        *(article for gate in GATES for article in gate.articles),
    }
    ours = {article for article in cited if article.law is Law.REGULATION}
    assert ours
    assert {article.short for article in ours if text_of(article) is None} == set()
