"""救济告知 on both sides of both switch dates, by ground, and with the channel of 网上复议."""

from datetime import date

import pytest

from cases.law.outcomes import Remedy
from cases.law.remedies import Bodies, ItemRemedy, WindowMode, clauses, mode_of, together

BODIES = Bodies("寿光市人民政府", "寿光市人民法院", "https://fy.example.gov.cn", "潍坊市水利局")
A, B, AB = Remedy.REVIEW_FIRST, Remedy.FREE_CHOICE, Remedy.WITHHELD_FIRST
# letters.md §9.4, word for word
FREE = (
    "如不服本答复书，可以自收到本答复书之日起60日内向寿光市人民政府申请行政复议，"
    "或者自收到本答复书之日起6个月内向寿光市人民法院提起行政诉讼。"
)
BEFORE_2024 = (
    "如不服本答复书，可以自收到本答复书之日起60日内向寿光市人民政府或者潍坊市水利局申请行政复议，"
    "或者自收到本答复书之日起6个月内向寿光市人民法院提起行政诉讼。"
)
FIRST = (
    "如不服本不予公开决定，依据《中华人民共和国行政复议法》第二十三条第一款第（四）项的规定，"
    "应当先申请行政复议，可以自收到本答复书之日起60日内向寿光市人民政府提出；"
    "对行政复议决定不服的，可以自收到行政复议决定书之日起15日内向寿光市人民法院提起行政诉讼。"
)
PARTS = (
    "对本答复书中的不予公开部分不服的，依据《中华人民共和国行政复议法》第二十三条第一款第（四）项的规定，"
    "应当先申请行政复议，可以自收到本答复书之日起60日内向寿光市人民政府提出；"
    "对行政复议决定不服的，可以自收到行政复议决定书之日起15日内向寿光市人民法院提起行政诉讼；"
    "对其他内容不服的，可以自收到本答复书之日起60日内向寿光市人民政府申请行政复议，"
    "或者自收到本答复书之日起6个月内向寿光市人民法院提起行政诉讼。"
)


def said(on: date, *modes: Remedy, **more: object) -> tuple[str, ...]:
    items = [ItemRemedy(n, mode) for n, mode in enumerate(modes, start=1)]
    return clauses("答复书", "您", items, on, BODIES, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("on", "mode", "text"),
    [
        # 复议法 (2023修订) in force 2024-01-01
        (date(2023, 12, 31), A, BEFORE_2024),
        (date(2024, 1, 1), A, FIRST),
        (date(2023, 12, 31), B, BEFORE_2024),
        (date(2024, 1, 1), B, FREE),
        (date(2023, 12, 31), AB, BEFORE_2024),
        (date(2024, 1, 1), AB, PARTS),
        # 法释〔2025〕8号 in force 2025-06-01: nothing changes where free choice was kept
        (date(2025, 5, 31), A, FIRST),
        (date(2025, 6, 1), A, FIRST),
        (date(2025, 5, 31), B, FREE),
        (date(2025, 6, 1), B, FREE),
    ],
)
def test_the_clause_is_that_of_the_day_and_the_ground(on: date, mode: Remedy, text: str) -> None:
    assert said(on, mode) == (text,)


def test_the_wider_reading_holds_from_2024_to_may_2025_only() -> None:
    wide = {"window": WindowMode.REVIEW_FIRST}
    first = FIRST.replace("本不予公开决定", "本答复书")
    for on, text in (
        (date(2023, 12, 31), BEFORE_2024),
        (date(2024, 1, 1), FIRST),
        (date(2025, 5, 31), FIRST),
        (date(2025, 6, 1), FREE),
    ):
        [clause] = said(on, B, **wide)
        # letters.md §9.4 RW: RA with 本{doc} for 本不予公开决定
        assert clause in (text, text.replace(FIRST, first)), on
    [clause] = said(date(2024, 6, 1), B, **wide)
    assert clause == first


def test_items_of_different_grounds_name_each_its_own_way() -> None:
    [clause] = said(date(2026, 3, 1), A, B, A)
    assert clause.startswith("对本答复书第1、3项不服的，依据《中华人民共和国行政复议法》")
    [clause] = said(date(2026, 3, 1), A, AB, B)
    assert clause.startswith("对本答复书第1项以及第2项中的不予公开部分不服的，依据")


def test_what_is_sent_online_names_the_channel_from_2024_on() -> None:
    channel = "您可以通过https://fy.example.gov.cn在线提交行政复议申请书。"
    for mode in (A, B, AB):
        assert said(date(2024, 1, 1), mode, online=True)[1:] == (channel,)
    assert said(date(2023, 12, 31), A, online=True) == (BEFORE_2024,)


def test_a_part_that_is_no_government_information_is_not_withheld() -> None:
    # letters.md A3: 「B where it is merely 不属于政府信息」
    assert mode_of("A3", ["A3"]) is B
    assert mode_of("A3", ["A3", "A8"]) is AB
    assert mode_of("A11") is B  # its row stands under 不予公开, its ground is 36(七)
    assert together([ItemRemedy(1, A), ItemRemedy(2, A)]) is A
