"""The built-in templates: official fonts, the page of GB/T 9704—2012, all the wording, same bytes."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from cases.law.letter_parts import Body, Grid, Heading, Rows, Signs
from cases.law.letters import BODY, PAPERS, PaperForm
from cases.letters.building.folder import templates, write
from tests.letters.built import (
    Made,
    W,
    all_templates,
    body_of,
    code,
    parts,
    text_of,
    xml_parts,
)

OFFICIAL = {"仿宋_GB2312", "方正小标宋简体", "黑体", "宋体"}
FOLDER = Path(__file__).resolve().parents[2] / "templates" / "letters"
# The order of properties in ECMA-376 part 1, 17.3.1.26, 17.4.59, 17.4.69, 17.6.17: Word calls a
# file damaged where they stand in another one. Only those that are written here.
ORDER = {
    "pPr": "pStyle keepNext keepLines framePr widowControl pBdr tabs suppressAutoHyphens kinsoku overflowPunct "
    "autoSpaceDE autoSpaceDN snapToGrid spacing ind contextualSpacing jc outlineLvl",
    "rPr": "rFonts color spacing sz szCs lang",
    "tblPr": "tblW tblBorders tblLayout tblCellMar",
    "tcPr": "tcW gridSpan tcBorders vAlign",
    "sectPr": "pgSz pgMar titlePg docGrid",  # after the references, which have no order
}


@pytest.fixture(scope="module")
def made() -> Made:
    return all_templates()


def written(body: Body) -> Iterator[str]:
    """Every text of a body, in its order."""
    for part in body:
        match part:
            case Rows():
                for row in part.rows:
                    for label, value in row:
                        yield from (label, value)
            case Grid():
                yield from part.columns
                yield f"{{%tr for {part.each} in {part.of} %}}"
                yield from part.cells
            case Signs():
                yield from part.labels
            case Heading():
                yield part.text
            case str() if part != "[[qr.png]]":
                yield part


def test_made_again_every_template_has_the_same_bytes(made: Made) -> None:
    assert templates() == made


def test_the_templates_in_the_folder_are_those_of_the_wording(made: Made) -> None:
    on_disk = {path.stem: path.read_bytes() for path in FOLDER.glob("*.docx")}
    assert set(on_disk) == {paper.code for paper in PAPERS} | {"ENVELOPE"}
    other = [name for name, content in made.items() if on_disk[name] != content]
    assert not other, "run `make letters`"


def test_no_prefix_of_a_name_is_left_to_the_library(made: Made) -> None:
    for content in made.values():  # it takes another one in another process
        assert not [name for name, part in parts(content).items() if b"ns0:" in part]


def test_a_template_that_no_paper_has_any_more_is_removed(made: Made, tmp_path: Path) -> None:
    (tmp_path / "Z9.docx").write_bytes(b"")
    (tmp_path / "notes.txt").write_bytes(b"")
    written_to = write(tmp_path, made)
    assert {path.stem: path.read_bytes() for path in written_to} == made
    assert not (tmp_path / "Z9.docx").exists()
    assert (tmp_path / "notes.txt").exists()


def test_no_template_names_a_time_a_person_or_a_machine(made: Made) -> None:
    for content in made.values():
        with ZipFile(BytesIO(content)) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = etree.fromstring(parts(content)["docProps/core.xml"])
        assert [etree.QName(one).localname for one in core] == ["title"]


def test_every_style_names_an_official_font_for_every_kind_of_character(made: Made) -> None:
    styles = etree.fromstring(parts(made["A12"])["word/styles.xml"])
    found = list(styles.iter(f"{W}rFonts"))
    assert len(found) == 1 + len(styles.findall(f"{W}style[@{W}type='paragraph']"))
    for fonts in found:
        for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
            assert fonts.get(f"{W}{kind}") in OFFICIAL


@pytest.mark.parametrize(
    ("name", "face", "half_points"),
    [
        # GB/T 9704—2012 7.3.1, 5.2.2, 7.5, 10.1: 2号小标宋体, 3号仿宋体, 4号宋体 digits, 小标宋体
        ("公文标题", "方正小标宋简体", "44"),
        ("公文正文", "仿宋_GB2312", "32"),
        ("主送", "仿宋_GB2312", "32"),
        ("成文日期", "仿宋_GB2312", "32"),
        ("单页码", "宋体", "28"),
        ("发文机关标志", "方正小标宋简体", "72"),
        ("小标题", "黑体", "28"),
    ],
)
def test_styles_have_the_sizes_of_the_standard(
    made: Made, name: str, face: str, half_points: str
) -> None:
    styles = etree.fromstring(parts(made["A12"])["word/styles.xml"])
    (style,) = [
        one for one in styles.iter(f"{W}style") if one.find(f"{W}name").get(f"{W}val") == name
    ]
    assert style.find(f".//{W}rFonts").get(f"{W}eastAsia") == face
    assert style.find(f".//{W}sz").get(f"{W}val") == half_points


def test_the_text_is_chinese_and_its_first_line_indented_by_two_characters(made: Made) -> None:
    styles = etree.fromstring(parts(made["A12"])["word/styles.xml"])
    assert styles.find(f".//{W}docDefaults//{W}lang").get(f"{W}eastAsia") == "zh-CN"
    (text,) = [one for one in styles.iter(f"{W}style") if one.get(f"{W}styleId") == "公文正文"]
    assert text.find(f".//{W}ind").get(f"{W}firstLineChars") == "200"  # hundredths of a character


def test_no_text_has_a_font_of_its_own_and_every_paragraph_a_style(made: Made) -> None:
    for content in made.values():
        trees = xml_parts(content)
        known = {one.get(f"{W}styleId") for one in trees["word/styles.xml"].iter(f"{W}style")}
        for name in trees.keys() - {"word/styles.xml", "word/fontTable.xml", "word/settings.xml"}:
            assert not list(trees[name].iter(f"{W}rFonts"))
            for paragraph in trees[name].iter(f"{W}p"):
                style = paragraph.find(f"{W}pPr/{W}pStyle")
                assert "Normal" in known if style is None else style.get(f"{W}val") in known


@pytest.mark.parametrize("paper", PAPERS, ids=code)
def test_page_margins_and_grid_are_those_of_the_standard(made: Made, paper: PaperForm) -> None:
    section = body_of(made[paper.code]).find(f".//{W}sectPr")
    page, margins, grid = (section.find(f"{W}{tag}") for tag in ("pgSz", "pgMar", "docGrid"))
    # A twip is 1/1440 inch, so a millimetre 56.6929: 210 mm = 11,906, 297 mm = 16,838;
    # 天头 37 mm = 2,098, 订口 28 mm = 1,587, 26 mm = 1,474, 35 mm = 1,984 (a twip more or less)
    assert (page.get(f"{W}w"), page.get(f"{W}h")) == ("11906", "16838")
    for edge, twips in (("top", 2098), ("left", 1587), ("right", 1474), ("bottom", 1984)):
        assert abs(int(margins.get(f"{W}{edge}")) - twips) <= 1
    # 22 lines: (16,838 − 2,098 − 1,984) / 22 = 579.8, so 579; 28 characters on 8,845 twips:
    # 8,845 / 28 / 20 = 15.7946 points each, 0.2054 less than 16; × 4,096 = 841.3, so −842
    assert grid.get(f"{W}type") == "linesAndChars"
    assert grid.get(f"{W}linePitch") == "579"
    assert grid.get(f"{W}charSpace") == "-842"


def test_properties_stand_in_the_order_of_the_schema(made: Made) -> None:
    for name, content in made.items():
        for part in xml_parts(content).values():
            for tag, order in ORDER.items():
                for properties in part.iter(f"{W}{tag}"):
                    tags = [one.tag.removeprefix(W) for one in properties]
                    places = [order.split().index(one) for one in tags if "Reference" not in one]
                    assert places == sorted(places), (name, tags)


@pytest.mark.parametrize("paper", PAPERS, ids=code)
def test_every_word_of_a_paper_stands_in_its_template_in_order(
    made: Made, paper: PaperForm
) -> None:
    said = text_of(body_of(made[paper.code]))
    place = 0
    for words in written(BODY[paper.code]):
        found = said.find(words, place)
        assert found >= 0, words
        place = found + len(words)
