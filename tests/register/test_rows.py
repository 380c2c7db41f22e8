"""Cells become checked rows, or faults that say where and what; never both for one row."""

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.errors import BadInput
from cases.law.annual import OUTCOME_ROWS, ROW, ApplicantClass
from cases.law.identity import IdKind, card_check_digit, code_check_digit
from cases.law.receipt import Channel
from cases.register.cells import Cell
from cases.register.columns import COLUMN
from cases.register.rows import RegisterRow, check_rows
from cases.register.sheet import Sheet, SheetRow, read_sheet

from .making import TODAY, Value, checked, csv_text, faults, rows, sheet_of, xlsx

CARD = "11010519491231002X"  # the example of GB 11643
CODE = "91350100M000100Y43"  # the example of GB 32100
FULL: dict[str, Value] = {
    "申请方式": "邮寄",
    "证件号码": CARD.lower(),
    "联系电话": "13900000001",
    "申请内容": "一、征地批复\r\n二、补偿方案",
    "补正告知日期": "2024/3/6",
    "补正期限": "2024年3月20日",
    "补正收到日期": "2024.3.11",
    "征求意见发出日期": "2024-03-12",
    "征求意见回复日期": "2024-03-22",
    "延期告知日期": "２０２４－０３－２５",
    "延期工作日数": "20",
    "答复日期": "2024-04-15 00:00:00",
    "答复结果": '危及"三安全一稳定"',
    "答复文号": "〔2024〕3号",
    "备注": "已归档",
    "经办科室": "一科",
    "备用": "",
    "登记时间": "2024/3/4",
}


def only(*changes: dict[str, Value]) -> RegisterRow:
    found = checked(*changes)
    assert found.faults == ()
    return found.rows[0]


def test_a_full_row_says_what_its_cells_say() -> None:
    assert only(FULL) == RegisterRow(
        row=2,
        number="2024-001",
        received_on=date(2024, 3, 4),
        channel=Channel.REGISTERED_MAIL,
        applicant_class=ApplicantClass.NATURAL_PERSON,
        applicant="张三",
        id_kind=IdKind.RESIDENT_CARD,
        id_number=CARD,
        phone="13900000001",
        request="一、征地批复\n二、补偿方案",
        supplement_notice_on=date(2024, 3, 6),
        supplement_reply_by=date(2024, 3, 20),
        supplement_on=date(2024, 3, 11),
        consultation_on=date(2024, 3, 12),
        consultation_reply_on=date(2024, 3, 22),
        extension_on=date(2024, 3, 25),
        extension_workdays=20,
        answered_on=date(2024, 4, 15),
        annual_row="denied_security_stability",
        answer_number="〔2024〕3号",
        remark="已归档",
        notes={"经办科室": "一科", "登记时间": "2024/3/4"},
    )


def test_a_row_needs_no_more_than_its_required_cells() -> None:
    row = only({})
    assert (row.channel, row.id_kind, row.phone, row.answered_on, row.notes) == (
        None, None, None, None, {},
    )  # fmt: skip


CHANNELS = ("当面", "邮寄", "平信", "在线", "电子邮件", "传真")
CLASSES = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")


def test_every_channel_and_class_of_the_contract_is_known() -> None:
    assert [only({"申请方式": label}).channel for label in CHANNELS] == list(Channel)
    found = [only({"申请人类别": label}).applicant_class for label in CLASSES]
    assert found == list(ApplicantClass)


# fmt: off
OUTCOMES = {
    # as the register has it: row
    "予以公开": "granted_full", "部分公开": "granted_partial",
    "属于国家秘密": "denied_state_secret",
    "其他法律行政法规禁止公开": "denied_law_prohibits",
    "危及“三安全一稳定”": "denied_security_stability",
    "保护第三方合法权益": "denied_third_party",
    "属于三类内部事务信息": "denied_internal_affairs",
    "属于四类过程性信息": "denied_process_info",
    "属于行政执法案卷": "denied_enforcement_file",
    "属于行政查询事项": "denied_admin_query",
    "本机关不掌握相关政府信息": "unable_not_held",
    "没有现成信息需要另行制作": "unable_needs_creation",
    "补正后申请内容仍不明确": "unable_unclear_after_correction",
    "信访举报投诉类申请": "refused_petition", "重复申请": "refused_repeat",
    "要求提供公开出版物": "refused_publication",
    "无正当理由大量反复申请": "refused_excessive",
    "要求行政机关确认或重新出具已获取信息": "refused_reconfirm",
    "逾期不补正": "other_overdue_correction", "逾期未缴费": "other_overdue_fee",
    "其他处理": "other_misc",
    # as the form prints it, and other widths and quotation marks
    "（一）予以公开": "granted_full", "(一) 予以公开": "granted_full",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "granted_partial",
    "1.属于国家秘密": "denied_state_secret",
    "３．危及「三安全一稳定」": "denied_security_stability",
    ROW["other_overdue_correction"].label: "other_overdue_correction",
    "（六）其他处理": "other_misc", "3.其他": "other_misc", "other_handling": "other_misc",
}
# fmt: on


@pytest.mark.parametrize("name", [*OUTCOMES, *OUTCOME_ROWS])
def test_an_outcome_may_be_given_by_label_or_key(name: str) -> None:
    row = only({"答复日期": "2024-03-29", "答复结果": name})
    assert row.annual_row == OUTCOMES.get(name, name)


def test_the_contract_names_every_outcome_row() -> None:
    assert set(OUTCOMES.values()) == set(OUTCOME_ROWS)


@pytest.mark.parametrize("stock", ["new_received", "carried_in", "total_processed", "（七）总计"])
def test_a_stock_row_is_no_outcome(stock: str) -> None:
    assert len(faults({"答复日期": "2024-03-29", "答复结果": stock})) == 1


# fmt: off
MUTUAL: dict[str, Value] = {"答复日期": "2024-03-29", "答复结果": "予以公开"}
FAULTS: dict[str, tuple[dict[str, Value], list[str]]] = {
    # what is wrong: the change to a plain row, its faults
    "no such day": (
        {"收到日期": "2024-02-30"}, ["收到日期“2024-02-30”：应为有效日期，如2024-03-04"]
    ),
    "no date at all": (
        {"收到日期": "三月四日"}, ["收到日期“三月四日”：应为有效日期，如2024-03-04"]
    ),
    "mixed separators": (
        {"收到日期": "2024-03/04"}, ["收到日期“2024-03/04”：应为有效日期，如2024-03-04"]
    ),
    "a serial number": (
        {"收到日期": "45355"},
        ["收到日期“45355”：应为日期，如2024-03-04；所填为表格软件的日期序号，请将单元格设为日期格式"],
    ),
    "an hour": (
        {"收到日期": "2024-03-04 09:30"},
        ["收到日期“2024-03-04 09:30”：应为日期，如2024-03-04，不含时刻"],
    ),
    "tomorrow": (
        {"收到日期": "2026-03-03"}, ["收到日期“2026-03-03”：不应晚于今天（2026-03-02）"]
    ),
    "long ago": (
        {"收到日期": "1924-03-04"}, ["收到日期“1924-03-04”：不应早于1990-01-01，请核对年份"]
    ),
    "answer before receipt": (
        MUTUAL | {"答复日期": "2024-03-03"},
        ["答复日期“2024-03-03”：不应早于收到日期（2024-03-04）"],
    ),
    "answer in the future": (
        MUTUAL | {"答复日期": "2027-01-01"},
        ["答复日期“2027-01-01”：不应晚于今天（2026-03-02）"],
    ),
    "outcome without date": (
        {"答复结果": "予以公开"}, ["答复日期（空）：已填答复结果的，应同时填写答复日期"]
    ),
    "date without outcome": (
        {"答复日期": "2024-03-29"}, ["答复结果（空）：已填答复日期的，应同时填写答复结果"]
    ),
    "unknown class": (
        {"申请人类别": "企业"},
        ["申请人类别“企业”：应为自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他之一"],
    ),
    "unknown channel": (
        {"申请方式": "口头"}, ["申请方式“口头”：应为当面、邮寄、平信、在线、电子邮件、传真之一"]
    ),
    "unknown outcome": (
        MUTUAL | {"答复结果": "属于行政执法卷宗"},
        ["答复结果“属于行政执法卷宗”：应为年度报告统计表中的办理结果，如予以公开、部分公开、"
         "本机关不掌握相关政府信息；是否应为“属于行政执法案卷”"],
    ),
    "nothing required": (
        {"登记编号": "", "收到日期": " ", "申请人类别": "\u3000", "申请人": None, "申请内容": "\t",
         "备注": "x"},
        ["登记编号（空）：必填，不应为空", "收到日期（空）：必填，不应为空",
         "申请人类别（空）：必填，不应为空", "申请人（空）：必填，不应为空",
         "申请内容（空）：必填，不应为空"],
    ),
    "wrong checksum of a card": (
        {"证件号码": CARD[:-1] + "1"},
        ["证件号码“110*************21”：居民身份证号码校验位不符，请核对是否录入有误"],
    ),
    "wrong checksum of a code": (
        {"申请人类别": "商业企业", "证件号码": CODE[:-1] + "4"},
        ["证件号码“913*************44”：统一社会信用代码校验位不符，请核对是否录入有误"],
    ),
    "number that lost its digits": (
        {"证件号码": "1.10101E+17"},
        ["证件号码“1.1******17”：号码成了科学计数形式，数字已丢失，应将该列设为文本格式后重新录入"],
    ),
    "phone that lost its digits": (
        {"联系电话": "1.39E+10"},
        ["联系电话“1.3*E+10”：号码成了科学计数形式，数字已丢失，应将该列设为文本格式后重新录入"],
    ),
    "no days": (
        {"延期告知日期": "2024-03-20", "延期工作日数": "0"},
        ["延期工作日数“0”：应为1至20的整数（工作日）"],
    ),
    "too many days": (
        {"延期告知日期": "2024-03-20", "延期工作日数": "21"},
        ["延期工作日数“21”：应为1至20的整数（工作日）"],
    ),
    "half a day": (
        {"延期告知日期": "2024-03-20", "延期工作日数": "1.5"},
        ["延期工作日数“1.5”：应为1至20的整数（工作日）"],
    ),
    "extension without days": (
        {"延期告知日期": "2024-03-20"},
        ["延期工作日数（空）：已填延期告知日期的，应同时填写延期工作日数"],
    ),
    "days without extension": (
        {"延期工作日数": "10"}, ["延期告知日期（空）：已填延期工作日数的，应同时填写延期告知日期"]
    ),
    "reply without its letter": (
        {"补正期限": "2024-03-20", "补正收到日期": "2024-03-11", "征求意见回复日期": "2024-03-22"},
        ["补正告知日期（空）：已填补正期限的，应同时填写补正告知日期",
         "征求意见发出日期（空）：已填征求意见回复日期的，应同时填写征求意见发出日期"],
    ),
    "reply before its letter": (
        {"补正告知日期": "2024-03-06", "补正期限": "2024-03-05", "补正收到日期": "2024-03-05",
         "征求意见发出日期": "2024-03-12", "征求意见回复日期": "2024-03-11"},
        ["补正期限“2024-03-05”：不应早于补正告知日期（2024-03-06）",
         "补正收到日期“2024-03-05”：不应早于补正告知日期（2024-03-06）",
         "征求意见回复日期“2024-03-11”：不应早于征求意见发出日期（2024-03-12）"],
    ),
    "letters before receipt": (
        {"补正告知日期": "2024-03-01", "征求意见发出日期": "2024-03-02",
         "延期告知日期": "2024-03-03", "延期工作日数": "5"},
        ["补正告知日期“2024-03-01”：不应早于收到日期（2024-03-04）",
         "征求意见发出日期“2024-03-02”：不应早于收到日期（2024-03-04）",
         "延期告知日期“2024-03-03”：不应早于收到日期（2024-03-04）"],
    ),
    "control character": (
        {"申请人": "张\0三"},
        ["申请人“张\N{REPLACEMENT CHARACTER}三”：不应含有控制字符（U+0000），应删除后重新录入"],
    ),
    "control character in a note": (
        {"经办": "\x1b[31m"},
        ["经办“\N{REPLACEMENT CHARACTER}[31m”：不应含有控制字符（U+001B），应删除后重新录入"],
    ),
    "two lines for a number": (
        {"登记编号": "2024\n001"}, ["登记编号“2024 001”：应为一行文字，不含换行"]
    ),
    "too long a text": (
        {"申请内容": "长" * 20_001},
        ["申请内容“" + "长" * 40 + "…”：不应超过20000字，现有20001字"],
    ),
}
# fmt: on


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_names_row_column_value_and_what_is_expected(what: str) -> None:
    change, expected = FAULTS[what]
    found = checked({}, change, {})
    assert [str(fault) for fault in found.faults] == [f"第3行，{text}" for text in expected]
    assert [row.row for row in found.rows] == [2, 4]


def test_every_fault_of_every_row_is_named_in_the_order_of_rows_and_columns() -> None:
    changes = [change for change, _ in FAULTS.values()]
    found = checked(*changes)
    assert found.rows == ()
    order = list(sheet_of(*changes).headings)
    assert len(found.faults) == sum(len(expected) for _, expected in FAULTS.values())
    places = [(fault.row, order.index(fault.column)) for fault in found.faults]
    assert places == sorted(places)


def test_a_number_used_twice_names_both_rows() -> None:
    found = checked({}, {"登记编号": "2024-001"}, {"登记编号": " 2024-001 "})
    assert [str(fault) for fault in found.faults] == [
        "第3行，登记编号“2024-001”：应在登记台账中唯一，第2行已使用该编号",
        "第4行，登记编号“2024-001”：应在登记台账中唯一，第2行已使用该编号",
    ]


def test_content_without_a_heading_is_a_fault() -> None:
    text = csv_text(rows({})).rstrip() + ",又一项\r\n"
    found = check_rows(read_sheet(text.encode(), "x"), TODAY)
    assert [str(fault) for fault in found.faults] == [
        "第2行，第6列“又一项”：该列没有标题，应补写标题或者移到所属的列"
    ]


def test_cells_that_the_spreadsheet_spoiled_are_faults() -> None:
    spoiled: dict[str, Value] = {"登记编号": date(2024, 1, 1), "证件号码": 110105194912310020}
    found = check_rows(read_sheet(xlsx(rows(spoiled)), "x"), TODAY)
    assert [str(fault) for fault in found.faults] == [
        "第2行，登记编号“2024-01-01”：表格软件已将内容转成日期，应将该列设为文本格式后重新录入",
        "第2行，证件号码“110*************00”："
        "数字超过15位，表格软件已丢失末尾数字，应将该列设为文本格式后重新录入",
    ]


def test_what_happened_after_the_answer_is_kept() -> None:
    late = MUTUAL | {"征求意见发出日期": "2024-03-20", "征求意见回复日期": "2024-04-20"}
    assert only({**late}).consultation_reply_on == date(2024, 4, 20)


def test_a_deadline_may_lie_in_the_future() -> None:
    assert only({"补正告知日期": "2026-03-02", "补正期限": "2026-03-16"}).supplement_reply_by


def test_today_is_no_future() -> None:
    assert only({"收到日期": TODAY.isoformat()}).received_on == TODAY


def test_an_organisation_is_known_by_its_credit_code() -> None:
    row = only({"申请人类别": "科研机构", "证件号码": f" {CODE.lower()} "})
    assert (row.id_kind, row.id_number) == (IdKind.CREDIT_CODE, CODE)
    assert code_check_digit(CODE[:17]) == CODE[17]
    assert card_check_digit(CARD[:17]) == CARD[17]


@pytest.mark.parametrize("sign", "=+-@")
def test_values_that_look_like_formulas_are_text(sign: str) -> None:
    text = f"{sign}SUM(A1:A9)+cmd|' /C calc'!A0"
    change: dict[str, Value] = {
        "登记编号": text, "申请人": text, "联系电话": text, "申请内容": text, "答复文号": text,
        "备注": text, "未知": text,
    }  # fmt: skip
    row = only(change)
    same = check_rows(read_sheet(xlsx(rows(change)), "x"), TODAY).rows[0]
    assert row == same
    assert {row.number, row.applicant, row.phone, row.request, row.answer_number, row.remark} == {
        text
    }
    assert row.notes == {"未知": text}


def test_one_register_in_four_encodings_gives_equal_rows_and_digests() -> None:
    change: dict[str, Value] = FULL | {"登记时间": "2024-03-04"}
    text = csv_text(rows(change, {}))
    files = [text.encode(name) for name in ("utf-8", "utf-8-sig", "gb18030")]
    typed: dict[str, Value] = change | {
        "收到日期": date(2024, 3, 4),
        "联系电话": 13900000001,
        "答复日期": date(2024, 4, 15),
        "延期工作日数": 20,
        "登记时间": date(2024, 3, 4),
    }
    files.append(xlsx(rows(typed, {})))
    read = [check_rows(read_sheet(data, "x"), TODAY) for data in files]
    assert all(one == read[0] and not one.faults for one in read)
    assert len({tuple(row.digest() for row in one.rows) for one in read}) == 1


def test_a_digest_changes_with_the_content_and_not_with_the_place() -> None:
    first, moved = only(FULL), checked({"登记编号": "x"}, FULL | {"登记编号": "2024-001"}).rows[1]
    assert (first.row, moved.row) == (2, 3)
    assert first.digest() == moved.digest()
    others = [
        only(FULL | {heading: None}) for heading in ("联系电话", "备注", "经办科室", "答复文号")
    ]
    assert len({row.digest() for row in (first, *others)}) == 5


def test_a_note_that_is_a_date_has_one_digest_in_each_spelling() -> None:
    spellings = ("2024/3/4", "2024-03-04", "2024年3月4日")
    assert len({only({"登记时间": day}).digest() for day in spellings}) == 1


def test_personal_numbers_are_masked_wherever_they_stand() -> None:
    slipped = {
        "收到日期": CARD,
        "申请方式": "13912345678",
        "证件号码": "13912345678",
        "联系电话": "\0" + CARD,
    }
    printed = "\n".join(faults({**slipped}))
    assert len(printed.splitlines()) == 4
    assert CARD[3:-4] not in printed
    assert "12345" not in printed


FULL_WIDTH = str.maketrans("0123456789-/.", "０１２３４５６７８９－／．")
SPELLINGS = (
    "{0:%Y-%m-%d}", "{0:%Y}/{0.month}/{0.day}", "{0:%Y}.{0.month}.{0.day}",
    "{0:%Y}年{0.month}月{0.day}日", "{0:%Y-%m-%d} 00:00:00",
)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dates(date(1990, 1, 1), TODAY), st.booleans(), st.sampled_from(["", " ", "\u3000\ufeff"]))
def test_a_day_is_the_same_in_each_spelling(day: date, wide: bool, blank: str) -> None:
    texts = [blank + spelling.format(day) + blank for spelling in SPELLINGS]
    texts = [text.translate(FULL_WIDTH) for text in texts] if wide else texts
    changes: list[dict[str, Value]] = [{"收到日期": text} for text in texts]
    found = checked(*changes)
    assert [row.received_on for row in found.rows] == [day] * len(SPELLINGS)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(1, 400))
def test_no_date_after_today_is_taken(days: int) -> None:
    assert faults({"收到日期": str(TODAY + timedelta(days))})


WORDS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        [*OUTCOMES, "自然人", "邮寄", "2024-03-04", "2024-02-30", CARD, "9", "2024-001"]
    ),
)
CELLS: st.SearchStrategy[Cell] = WORDS | st.dates()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.dictionaries(st.sampled_from([*COLUMN, "科室"]), CELLS), max_size=6))
def test_a_row_is_either_checked_or_faulty(table: list[dict[str, Cell]]) -> None:
    sheet_rows = tuple(
        SheetRow(n, {k: v for k, v in r.items() if v}, {}) for n, r in enumerate(table, 2)
    )
    found = check_rows(Sheet((*COLUMN, "科室"), sheet_rows), TODAY)
    good, bad = {row.row for row in found.rows}, {fault.row for fault in found.faults}
    assert not good & bad
    assert good | bad == {row.number for row in sheet_rows}
    assert all("\n" not in str(fault) for fault in found.faults)
    assert all(len(row.digest()) == 64 for row in found.rows)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.text(max_size=6), max_size=8), max_size=6))
def test_any_table_of_text_is_read_or_refused(table: list[list[str]]) -> None:
    head = "登记编号,收到日期,申请人类别,申请人,申请内容\n"
    text = head + "\n".join(",".join(line) for line in table)
    with contextlib.suppress(BadInput):
        found = check_rows(read_sheet(text.encode(errors="surrogatepass"), "x"), TODAY)
        assert not {row.row for row in found.rows} & {fault.row for fault in found.faults}
