"""Letters as they look on paper: lines, page numbers, red head and signature, as LibreOffice prints."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

import pypdfium2
import pytest
from PIL import Image, ImageChops

from cases.law.letter_parts import Body, each
from cases.law.letters import PAPER
from cases.letters.building.blank import empty, packed
from cases.letters.building.envelope import build_envelope
from cases.letters.building.page import number_pages, set_page
from cases.letters.building.papers import build
from cases.letters.building.styles import REGULAR
from cases.letters.printing import as_pdfs, is_available
from cases.letters.rendering import parsed, render

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not is_available(), reason="soffice (LibreOffice) is not installed"),
]

MM: Final = 72 / 25.4  # points
CHARACTER: Final = 156 * MM / 28  # GB/T 9704 5.2: 28 characters on 156 mm
LINE: Final = 225 * MM / 22
WIDTH: Final = 210 * MM
HEIGHT: Final = 297 * MM
FULL: Final = "国" * 28
BODY: Final[Body] = (*each("line", "lines", "{{ line }}"), "末" * 20, "特此答复。")
SHORT: Final = "寿光市自然资源和规划局"  # 11 characters
MIDDLE: Final = "国家税务总局寿光市税务局圣城街道税务分局"  # 20
LONG: Final = "潍坊市寿光市圣城街道办事处政务服务中心便民服务站"  # 24
LONGEST: Final = "国家税务总局潍坊市税务局第二稽查局寿光市圣城街道办事处政务服务中心"  # 33


@dataclass(frozen=True)
class Line:
    """One line of a page, or one sign of it, in points from its upper left corner."""

    text: str
    left: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Page:
    lines: tuple[Line, ...]
    signs: tuple[Line, ...]
    red: tuple[tuple[float, float, float], ...]  # of each red rule: left, right, top in mm

    def line(self, text: str) -> Line:
        (found,) = [line for line in self.lines if line.text == text]
        return found


def letter(organ: str = SHORT, head: bool = False, lines: int = 3) -> bytes:
    context = {
        "organ": {"name": organ},
        "head": head,
        "title": "政府信息公开申请答复书",
        "doc": {"number": "寿资规公开〔2026〕12号", "date": "2026年3月16日"},
        "to": "王某某",
        "lines": ["文" * 20] * lines,
        "attachments": [],
        "contact": "（联系人：李某）",
    }
    return render(parsed(build(PAPER["A12"], BODY)), context)


def grid() -> bytes:
    document = empty("")
    number_pages(set_page(document))
    for text in [FULL * 2] * 11 + ["末"]:
        document.add_paragraph(text, REGULAR)
    return packed(document)


def pages(pdf: bytes) -> list[Page]:
    return [
        Page(tuple(_lines(page)), tuple(_signs(page)), tuple(_rules(page)))
        for page in pypdfium2.PdfDocument(pdf)
    ]


def _signs(page: Any) -> Iterator[Line]:
    text = page.get_textpage()
    for place in range(text.count_chars()):
        sign = text.get_text_range(place, 1)
        left, _, right, top = text.get_charbox(place, loose=True)
        if sign.strip():
            yield Line(sign, left, right, page.get_height() - top)


def _lines(page: Any) -> Iterator[Line]:
    """The signs by their line: what begins at the same height within three points."""
    shown = sorted(_signs(page), key=lambda sign: sign.top)
    for _, group in groupby(shown, lambda sign: round(sign.top / 6)):
        row = sorted(group, key=lambda sign: sign.left)
        yield Line("".join(one.text for one in row), row[0].left, row[-1].right, row[0].top)


def _rules(page: Any) -> Iterator[tuple[float, float, float]]:
    """Rows that are red over more than 150 mm, at ten points a millimetre."""
    red, green, _ = page.render(scale=10 / MM).to_pil().convert("RGB").split()
    inked = ImageChops.subtract(red, green).point(lambda value: 255 if value > 100 else 0)
    share = inked.resize((1, inked.height), Image.Resampling.BOX).tobytes()
    long = [y for y, value in enumerate(share) if value > 255 * 150 / 210]
    for _, run in groupby(enumerate(long), lambda one: one[1] - one[0]):
        top = next(run)[1]
        left, _, right, _ = inked.crop((0, top, inked.width, top + 1)).getbbox()
        yield left / 10, right / 10, top / 10


def envelope() -> bytes:
    context = {
        "organ": {"name": SHORT, "address": "寿光市金海路1号", "postcode": "262700"},
        "doc": {"number": "寿资规公开〔2026〕12号"},
        "to": "王某某",
        "to_address": "寿光市金光西街12号楼3单元502室",
        "to_postcode": "102345",
    }
    return render(parsed(build_envelope()), context)


NAMES: Final = (SHORT, MIDDLE, LONG, LONGEST)
BREAKS: Final = range(9, 17)  # lines of text by which the signature comes onto a second page


@pytest.fixture(scope="module")
def printed() -> dict[str, list[Page]]:
    letters = {
        "envelope": envelope(),
        "grid": grid(),
        "three pages": letter(lines=50),
        "head": letter(head=True, lines=20),
    }
    letters |= {f"head {name}": letter(name, head=True) for name in NAMES}
    letters |= {name: letter(name) for name in NAMES}
    letters |= {f"{count} lines": letter(lines=count) for count in BREAKS}
    return dict(zip(letters, map(pages, as_pdfs(list(letters.values()))), strict=True))


def test_22_lines_of_28_characters_fill_a_page(printed: dict[str, list[Page]]) -> None:
    first, second = printed["grid"]
    assert [line.text for line in first.lines] == [FULL] * 22 + ["—1—"]
    assert second.lines[0].text == "末"
    # 版心: 28 mm from the left, 26 mm from the right (5.2.1: ±1 mm); 225 mm / 22 from line to line
    for line in first.lines[:22]:
        assert line.left == pytest.approx(28 * MM, abs=MM)
        assert line.right == pytest.approx(WIDTH - 26 * MM, abs=MM)
    pitch = (first.lines[21].top - first.lines[0].top) / 21
    assert pitch == pytest.approx(LINE, abs=0.1)
    assert first.lines[0].top > 37 * MM - 2
    assert first.lines[21].top + 16 < HEIGHT - 35 * MM + 2


def test_a_letter_has_22_lines_on_a_full_page(printed: dict[str, list[Page]]) -> None:
    first, second, _ = printed["three pages"]
    # title, number, an empty line, addressee, then 18 of text: 4 + 18 = 22, of which one is empty
    assert [len(page.lines) for page in (first, second)] == [21 + 1, 22 + 1]  # and the page number
    for page in (first, second):
        assert page.lines[0].top / MM == pytest.approx(37, abs=4)  # air of the first line


def test_odd_pages_are_numbered_right_and_even_ones_left(printed: dict[str, list[Page]]) -> None:
    one, two, three = (page.lines[-1] for page in printed["three pages"])
    assert (one.text, two.text, three.text) == ("—1—", "—2—", "—3—")
    for odd in (one, three):
        assert odd.right == pytest.approx(WIDTH - 26 * MM - 14, abs=3)  # 右空一字, of 14 points
    assert two.left == pytest.approx(28 * MM + 14, abs=3)
    # 7.5: 一字线上距版心下边缘7 mm, so 297 − 35 + 7 = 269 mm from above, within 2 mm
    assert one.top / MM == pytest.approx(269, abs=2)


def test_a_letter_with_a_head_has_two_red_rules_and_no_number_on_its_first_page(
    printed: dict[str, list[Page]],
) -> None:
    first, second = printed["head"]
    assert first.lines[0].text == SHORT
    assert first.lines[0].top / MM == pytest.approx(30, abs=2)  # 10.1: 上边缘至上页边30 mm
    assert not any("—" in line.text for line in first.lines)
    assert second.lines[-1].text == "—2—"
    assert not second.red
    upper_thick, upper_thin, lower_thin, lower_thick = first.red
    for left, right, _ in first.red:  # 10.1: 线长170 mm，居中: from 20 mm to 190 mm
        assert (left, right) == pytest.approx((20, 190), abs=0.5)
    # the mark of 36 points is 12.7 mm high, 4 mm below it the rule: 30 + 12.7 + 4 = 46.7 mm
    assert upper_thick[2] == pytest.approx(46.7, abs=1)
    assert upper_thick[2] < upper_thin[2] < upper_thick[2] + 3
    assert lower_thick[2] == pytest.approx(297 - 20, abs=1.5)  # 距下页边20 mm
    assert lower_thin[2] < lower_thick[2]


def test_a_plain_letter_has_no_red_and_its_number_under_the_title(
    printed: dict[str, list[Page]],
) -> None:
    (page,) = printed[SHORT]
    assert not page.red
    texts = [line.text for line in page.lines]
    assert texts[:3] == ["政府信息公开申请答复书", "寿资规公开〔2026〕12号", "王某某："]
    assert page.lines[0].middle == pytest.approx((28 + 156 / 2) * MM, abs=2)
    assert page.lines[1].right == pytest.approx(WIDTH - 26 * MM, abs=2)


@pytest.mark.parametrize("name", NAMES)
def test_the_mark_of_an_organ_stays_on_two_lines_within_its_rule(
    printed: dict[str, list[Page]], name: str
) -> None:
    (page,) = printed[f"head {name}"]
    thick = page.red[0][2] * MM
    mark = [line for line in page.lines if line.top < thick]
    assert "".join(line.text for line in mark) == name
    assert len(mark) <= 2
    for line in mark:
        assert line.left > 20 * MM
        assert line.right < WIDTH - 20 * MM


@pytest.mark.parametrize("name", [SHORT, MIDDLE, LONG])
def test_the_organ_is_centred_over_the_date(printed: dict[str, list[Page]], name: str) -> None:
    (page,) = printed[name]
    organ, date = page.line(name), page.line("2026年3月16日")
    assert organ.middle == pytest.approx(date.middle, abs=2)
    assert date.top - organ.top == pytest.approx(LINE, abs=3)
    assert organ.left > 28 * MM - 2
    assert organ.right < WIDTH - 26 * MM + 2


def test_the_date_ends_four_characters_before_the_edge(printed: dict[str, list[Page]]) -> None:
    (page,) = printed[SHORT]
    date = page.line("2026年3月16日")
    # 7.3.5.1 右空四字; of the date one figure more or less, and stand-ins' figures are wider
    assert (WIDTH - 26 * MM - date.right) / CHARACTER == pytest.approx(4, abs=0.8)


def test_the_seal_has_two_empty_lines_above_organ_and_date(printed: dict[str, list[Page]]) -> None:
    (page,) = printed[SHORT]
    assert page.line(SHORT).top - page.line("特此答复。").top == pytest.approx(3 * LINE, abs=3)


@pytest.mark.parametrize("count", BREAKS)
def test_no_page_holds_the_seal_and_the_date_alone(
    printed: dict[str, list[Page]], count: int
) -> None:
    last = [line.text for line in printed[f"{count} lines"][-1].lines]
    assert "特此答复。" in last
    assert last.index(SHORT) > last.index("特此答复。")


def test_some_of_these_letters_have_one_page_and_some_two(printed: dict[str, list[Page]]) -> None:
    assert {len(printed[f"{count} lines"]) for count in BREAKS} == {1, 2}


def test_the_envelope_leaves_the_place_of_the_bars_free(printed: dict[str, list[Page]]) -> None:
    (page,) = printed["envelope"]
    texts = {line.text: line for line in page.lines}
    assert texts["102345"].top < 18 * MM  # in the boxes, upper left
    assert texts["102345"].right < 90 * MM
    assert texts["王某某（收）"].top > texts["102345"].top
    # GB/T 1416: nothing within 20 mm of the lower edge, 55 mm to 160 mm from the right one
    low = [sign for sign in page.signs if sign.top + 12 > (110 - 20) * MM]
    assert low
    assert all(sign.right < (220 - 160) * MM or sign.left > (220 - 55) * MM for sign in low)
