"""What the handlers of 汇总 give to templates, with ugly content."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from cases.actions.member_reports import Taken
from cases.annual import layout_four
from cases.annual.layout import grid_of
from cases.errors import Fault
from cases.law import section_four, section_two
from cases.law.annual import COLUMNS, AnnualTable, Form, rows_of
from cases.law.consolidation import Share
from cases.law.periods import Period, months, quarters
from cases.law.section_two_sum import Given, SumOfTwo
from cases.models_annual import EditionFile, EditionMember
from cases.models_consolidation import MemberReport, MemberReturn, OutsideMember
from cases.web.consolidation_views import MemberOut
from cases.web.edition_views import KINDS_OF_FILES
from cases.web.section_two_views import lines_of, totals_of
from tests.pages.content import BELOW, HERE, MOMENT, READER, UGLY, frame, number, refused
from tests.pages.content_editions import UGLY_EDITION, edition_out

BASE = "/consolidation/370783/2025"
LONG_NAME = "寿光市人民政府" + "政府信息和政务公开工作领导小组" * 4
LONG_FILE = "2025年度政府信息公开工作年度报告（定稿）" * 5 + ".docx"
FAULTS = [
    "“自然人”列：第一项加第二项为123456789，第三项加第四项为987654321，应当相等",
    "“1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请”一行：各类申请人之和为74，“总计”为69，应当相等",
    "第四部分“行政诉讼，未经复议直接起诉”：各结果与尚未审结之和为3，“总计”为0，应当相等",
    "“总计”列：各办理结果之和为27，“（七）总计”为21，应当相等",
]
NOTE = f"第2个表格第12行“{UGLY}”读作“5.属于三类内部事务信息”"


def table_of(figure: int = 7, span: str = "") -> AnnualTable:
    rows = {row.key: (figure,) * len(COLUMNS) for row in rows_of(Form.FORM_2021)}
    return AnnualTable(HERE.name, 2025, Form.FORM_2021, rows, span)


def sheets(figure: int = 7, **given: Any) -> dict[str, Any]:
    return {
        "table": table_of(figure), "grid": grid_of(Form.FORM_2021),
        "four": section_four.section_four(HERE.name, 2025, []), "four_title": section_four.TITLE,
        "four_header": layout_four.HEADER, "four_columns": layout_four.COLUMNS, "broken": [],
    } | given  # fmt: skip


def framed(path: str = BASE, **given: Any) -> dict[str, Any]:
    context: dict[str, Any] = {
        "organ": HERE, "year": 2025, "period": Period(2025),
        "periods": [*quarters(2025), *months(2025)], "base": BASE, "query": "",
        "first_year": 2019, "this_year": 2026, "members": None, "taken": [], "form": "",
        "values": {},
    }  # fmt: skip
    return frame(path=path, **context | given)


def member(place: int, state: str = "final", label: str = "已定稿", **given: Any) -> MemberOut:
    facts: dict[str, Any] = {
        "key": f"370783-{place:02d}", "name": f"寿光市第{place}局", "code": f"370783-{place:02d}",
        "source": "organ", "state": state, "state_label": label, "counted": state == "final",
        "faults": [], "notes": [], "edition": 1, "file_name": None, "reported_at": None,
        "new_received": 12, "total_processed": 11,
    }  # fmt: skip
    return MemberOut(**facts | given)


MEMBERS = [
    member(1, name=HERE.name, source="own"),
    member(2),
    member(3, "draft", "草案", faults=["2025年度的表已经定版，还没有定稿，请核对后定稿"],
           new_received=None, total_processed=None),
    member(4, "missing", "未报送", edition=None, new_received=None, total_processed=None,
           faults=["2025年度的表还没有定版，请尽快定版、定稿"]),
    member(5, "reported", "已报送", source="outside", edition=None, counted=True,
           file_name="年度报告.xlsx"),
    member(6, "faulty", "有问题", source="outside", edition=None, counted=True, name=LONG_NAME,
           faults=FAULTS, notes=[NOTE] * 3, file_name=LONG_FILE, new_received=123456789,
           total_processed=987654321),
    member(7, "missing", "未报送", name=UGLY, source="outside", edition=None, new_received=None,
           total_processed=None, faults=["2025年度的表还没有报送，请尽快报送"]),
]  # fmt: skip
SENT = MemberReturn(
    id=number("return"), organ_id=HERE.id, year=2025, member_name=LONG_NAME,
    member_organ_id=None, member_id=number("member"), report_id=number("report"), faults=FAULTS, remark=UGLY,
    sent_by=UGLY, sent_at=MOMENT,
)  # fmt: skip
TOLD = MemberReturn(
    id=number("told"), organ_id=HERE.id, year=2025, member_name="寿光市第4局",
    member_organ_id=BELOW.id, member_id=None, faults=["2025年度的表还没有定版，请尽快定版、定稿"],
    remark="", sent_by="王芳", sent_at=MOMENT,
)  # fmt: skip


def year_page(**given: Any) -> dict[str, Any]:
    context: dict[str, Any] = {
        "members": MEMBERS, "done": 3, "uncounted": ["寿光市第3局", "寿光市第4局", UGLY],
        "faulty": 1, "outside": [MEMBERS[4]], "without_four": [LONG_NAME], "has_sum": True,
        "returns": [SENT, TOLD], "returned": {MEMBERS[5].key: SENT},
        "member_ids": {one.key: one.key for one in MEMBERS},
        "editions": [UGLY_EDITION, edition_out()], "is_over": True, "readable": {"370783-01", "370783-03"}, "may_collect": True,
        "may_freeze": True,
    }  # fmt: skip
    return framed(**sheets() | context | given)


MEMBER = OutsideMember(
    id=number("member"), organ_id=HERE.id, name="寿光市供电公司", code="370783-gd",
    first_year=2024, added_by="王芳", added_at=MOMENT,
)  # fmt: skip
UGLY_MEMBER = OutsideMember(
    id=number("member"), organ_id=HERE.id, name=LONG_NAME, code="3" * 64, first_year=2019,
    added_by=UGLY, added_at=MOMENT, last_year=2025, ended_by=UGLY, ended_at=MOMENT,
    end_reason=UGLY,
)  # fmt: skip


def report(**given: Any) -> MemberReport:
    facts: dict[str, Any] = {
        "id": number("report"), "document_id": number("document"), "file_name": "年度报告.xlsx",
        "organ_name": "寿光市供电公司", "notes": [], "taken_by": "王芳", "taken_at": MOMENT,
        "ended_at": None,
    }  # fmt: skip
    return MemberReport(**facts | given)


ENDED = report(ended_at=MOMENT, ended_by=UGLY, end_reason=UGLY, taken_by=UGLY)


def member_page(**given: Any) -> dict[str, Any]:
    context: dict[str, Any] = {
        "member": MEMBER, "report": report(), "reports": [(report(), "年度报告.xlsx")],
        "may_collect": True, "faults_found": [], "here_address": f"{BASE}/members/x",
        "file_name": "年度报告.xlsx", "organ_said": "寿光市供电公司", "report_notes": [],
    }  # fmt: skip
    return framed(f"{BASE}/members/x", **sheets() | context | given)


def behind(**given: Any) -> dict[str, Any]:
    context: dict[str, Any] = {
        "title": "2025年汇总 · 一、本年新收政府信息公开申请数量 · 总计", "figure": 24, "edition": 0,
        "found": [
            (Share("a", HERE.name, 12), "/annual-tables/370783/2025/editions/1/cells/x/y"),
            (Share("b", LONG_NAME, 11), f"{BASE}/members/x"),
            (Share("c", UGLY, 1), ""),
        ],
    }  # fmt: skip
    return framed(f"{BASE}/cells/x/y", **context | given)


def given(place: int, name: str, rows: dict[str, Any] | None, **more: Any) -> EditionMember:
    return EditionMember(place=place, name=name, code="", rows=rows, four=None, **more)


ROWS = {row.key: [123456789] * 7 for row in rows_of(Form.FORM_2021)}
FILES = {
    ending: EditionFile(ending=ending, document_id=number(ending), digest="0" * 64)
    for ending in KINDS_OF_FILES
}


def edition_page(**more: Any) -> dict[str, Any]:
    context: dict[str, Any] = {
        "query": "?edition=1", "edition": edition_out(), "newest": 1, "files": FILES,
        "given": [
            given(1, HERE.name, ROWS), given(2, LONG_NAME, ROWS, from_report_id=number("report")),
            given(3, UGLY, None),
        ],
        "kinds": KINDS_OF_FILES, "may_confirm": True,
    }  # fmt: skip
    return framed(f"{BASE}/editions/1", **sheets() | context | more)


DIFFERENT = [
    ("“1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请”，社会公益组织",
     "other_overdue_correction", "public_welfare", 123456789, 987654321),
]  # fmt: skip
GOVERNMENTS = [
    SimpleNamespace(Organ=HERE, below=13, outside=7),
    SimpleNamespace(Organ=BELOW, below=0, outside=1),
]
TAKEN = [
    Taken("一.xlsx", "文件“一.xlsx”已收为“寿光市供电公司”2025年度的表，勾稽关系全部成立。", report()),
    Taken(LONG_FILE, f"文件“{LONG_FILE}”第2个表格第4行“{UGLY}”的“自然人”一栏是文字“若干”，应当是整数。"),
]  # fmt: skip


def two_page(form: Form, *members: Given) -> dict[str, Any]:
    """第二部分的汇总; a reader may open no member's own page."""
    found = SumOfTwo(form, members)
    return framed(
        blocks=section_two.BLOCKS[form], lines=lines_of(found, READER, "370783", 2025),
        totals=totals_of(found), incomplete=found.incomplete,
    )  # fmt: skip


def whole(form: Form, key: str, name: str, figure: int) -> Given:
    figures = {one.path: Decimal(figure) for one in section_two.figures_of(form)}
    return Given(key, name, figures, HERE.id if key == HERE.code else None)


CONSOLIDATION_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "governments to add up for": (
        "consolidations.html",
        frame(path="/consolidation", governments=GOVERNMENTS, own=[], years=range(2026, 2018, -1)),
    ),
    "nothing to add up": (
        "consolidations.html",
        frame(path="/consolidation", governments=[], own=[], years=range(2026, 2018, -1)),
    ),
    "consolidation": ("consolidation.html", year_page()),
    "consolidation that is complete": (
        "consolidation.html",
        year_page(
            members=MEMBERS[:2],
            done=2,
            uncounted=[],
            faulty=0,
            outside=[],
            without_four=[],
            returns=[],
            returned={},
            editions=[],
            may_collect=False,
            may_freeze=False,
        ),
    ),
    "consolidation with files taken and not taken": (
        "consolidation.html",
        year_page(table=table_of(123456789), broken=FAULTS, taken=TAKEN),
    ),
    "consolidation compared": (
        "consolidation.html",
        year_page(form="compare", compared=LONG_FILE, different=DIFFERENT, published_broken=FAULTS),
    ),
    "consolidation with a member refused": (
        "consolidation.html",
        refused(
            year_page(form="add", values={"name": UGLY, "first_year": "x"}),
            Fault("first_year", "应为整数"),
        ),
    ),
    "consolidation with nothing given yet": (
        "consolidation.html",
        year_page(has_sum=False, editions=[], is_over=False, may_freeze=False, returns=[]),
    ),
    "consolidation of a quarter": (
        "consolidation.html",
        framed(
            **sheets(table=table_of(3, "2025年第一季度"), four=None),
            period=Period(2025, quarter=1),
            query="?period=q1",
        ),
    ),
    "what a sum is made of": ("consolidation_cell.html", behind()),
    "what a sum of nothing is made of": ("consolidation_cell.html", behind(found=[], figure=0)),
    "section two of members": (
        "consolidation_two.html",
        two_page(
            Form.FORM_2021,
            whole(Form.FORM_2021, HERE.code, HERE.name, 12),
            Given("c", LONG_NAME, {"licensing": Decimal(3)}),
            Given("d", UGLY, {}),
        ),
    ),
    "section two of members in 2019, all there": (
        "consolidation_two.html",
        two_page(
            Form.FORM_2019,
            whole(Form.FORM_2019, HERE.code, LONG_NAME, 999_999_999),
            whole(Form.FORM_2019, "b", UGLY, 999_999_999),
        ),
    ),
    "section two of nobody": ("consolidation_two.html", two_page(Form.FORM_2021)),
    "outside member": ("consolidation_member.html", member_page()),
    "outside member that is ugly": (
        "consolidation_member.html",
        member_page(
            member=UGLY_MEMBER,
            report=report(notes=[NOTE]),
            faults_found=FAULTS,
            report_notes=[NOTE] * 3,
            file_name=LONG_FILE,
            organ_said=UGLY,
            reports=[(report(), LONG_FILE), (ENDED, LONG_FILE)],
            table=table_of(123456789),
            four=None,
        ),
    ),
    "outside member without a report": (
        "consolidation_member.html",
        member_page(report=None, table=None, reports=[]),
    ),
    "outside member whose file was refused": (
        "consolidation_member.html",
        refused(member_page(form="report"), Fault("file", "请选择一个报送的文件")),
    ),
    "faults sent back": ("consolidation_return.html", framed(sent=SENT)),
    "faults sent back in the system": ("consolidation_return.html", framed(sent=TOLD)),
    "sum frozen": ("consolidation_edition.html", edition_page()),
    "sum frozen that is ugly": (
        "consolidation_edition.html",
        edition_page(
            edition=UGLY_EDITION,
            newest=28,
            may_confirm=False,
            table=table_of(123456789),
            broken=FAULTS,
        ),
    ),
}
