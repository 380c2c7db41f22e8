"""`disclosure clock` and `disclosure fee`: what is printed, and every sentence of refusal."""

import io
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pytest

from cases import cli
from cases.commands.clock_input import line_of
from cases.settings import CHINA

GOLDEN: Final = Path(__file__).parents[1] / "data" / "clock_cases.jsonl"
CASE: Final = {"received_on": "2024-03-04", "events": [], "as_of": "2024-03-04"}
Run = tuple[int, str, str]


@pytest.fixture(autouse=True)
def commands(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("clock", "fee"):
        monkeypatch.setitem(cli.COMMANDS, name, ("clock", name))


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> Run:
    status = cli.run(list(arguments))
    out, err = capsys.readouterr()
    return status, out, err


def typed(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    def refuse(given: object) -> str:
        text = given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)
        typed(monkeypatch, text.encode())
        status, out, err = run(capsys, "clock", "-")
        assert (status, out) == (2, "")
        assert err.count("\n") == 1
        return err.removesuffix("\n")

    return refuse


def with_event(**event: object) -> dict[str, object]:
    return {**CASE, "events": [event]}


# What is printed


def test_one_object_in_one_out(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "案件.json"
    file.write_text(json.dumps(CASE, indent=2), "utf-8-sig")
    status, out, err = run(capsys, "clock", str(file))
    assert (status, err, out.count("\n")) == (0, "", 1)
    assert json.loads(out)["answer_due"] == "2024-04-01"
    assert "收到申请之日为2024年3月4日" in out  # as it is, not escaped


def test_one_line_each_in_order_from_a_file_and_from_standard_input(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [json.loads(line) for line in GOLDEN.read_text("utf-8").splitlines()]
    content = "\n".join(json.dumps(case["input"]) for case in cases) + "\n\n"
    file = tmp_path / "cases.jsonl"
    file.write_text(content, "utf-8")
    status, out, err = run(capsys, "clock", "--lines", str(file))
    assert (status, err) == (0, "")
    found = [json.loads(line) for line in out.splitlines()]
    assert [f["answer_due"] for f in found] == [c["expected"]["answer_due"] for c in cases]
    typed(monkeypatch, content.encode())
    assert run(capsys, "clock", "-", "--lines") == (0, out, "")


def test_the_day_asked_is_today_when_left_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    today = datetime.now(CHINA).date().isoformat()
    answered = {"received_on": "2024-03-04", "events": [{"type": "answer", "on": today}]}
    typed(monkeypatch, json.dumps(answered).encode())
    assert json.loads(run(capsys, "clock", "-")[1])["state"] == "answered"


def test_null_says_as_little_as_leaving_a_field_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    event = {"type": "extension", "on": "2024-03-05", "approved_on": None, "workdays": 5}
    typed(monkeypatch, json.dumps({**CASE, "receipt": None, "events": [event],
                                   "as_of": "2024-03-06"}).encode())  # fmt: skip
    warnings = json.loads(run(capsys, "clock", "-")[1])["warnings"]
    assert warnings == [
        {
            "code": "extension_unapproved",
            "article": "《中华人民共和国政府信息公开条例》第三十三条第二款",
            "on": "2024-03-05",
        }
    ]


def test_workdays_out_of_range_are_data(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for workdays in (0, 21, -3):
        event = {"type": "extension", "on": "2024-03-04", "workdays": workdays}
        typed(monkeypatch, json.dumps({**CASE, "events": [event]}).encode())
        status, out, _ = run(capsys, "clock", "-")
        assert (status, json.loads(out)["warnings"][0]["code"]) == (0, "extension_over_cap")


# Refusals: line and field in one sentence, exit status 2


def test_a_bad_line_is_named_and_those_before_it_are_printed_whole(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "cases.jsonl"
    good, bad = json.dumps(CASE), json.dumps({**CASE, "received_on": "2024-02-30"})
    file.write_text(f"{good}\n{good}\n{bad}\n{good}\n", "utf-8")
    status, out, err = run(capsys, "clock", "--lines", str(file))
    assert status == 2
    assert [json.loads(line)["answer_due"] for line in out.splitlines()] == ["2024-04-01"] * 2
    assert err == (
        f"文件“{file}”第3行的“received_on”应当是有效日期，如2024-03-04，实际是文本“2024-02-30”。\n"
    )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"received_on": None}, "的“received_on”没有填写，也没有填写“receipt”。"),
        ({"received_on": 20240304}, "的“received_on”应当是有效日期，如2024-03-04，实际是20240304。"),
        ({"received_on": "20240304"}, "应当是有效日期，如2024-03-04，实际是文本“20240304”。"),
        ({"received_on": "2024-W10-1"}, "的“received_on”应当是有效日期"),
        ({"received_on": "2024-3-4"}, "的“received_on”应当是有效日期"),
        ({"received_on": "２０２４-03-04"}, "的“received_on”应当是有效日期"),
        ({"received_on": "2017-12-31"}, "的“received_on”为2017-12-31，不在工作日历可以计算的范围内"),
        ({"as_of": "2024-13-01"}, "的“as_of”应当是有效日期"),
        ({"as_of": True}, "的“as_of”应当是有效日期，如2024-03-04，实际是true。"),
        ({"events": {}}, "的“events”应当是事件的列表，实际是一个对象。"),
        ({"events": ["answer"]}, "的“events[0]”应当是一个JSON对象，实际是文本“answer”。"),
        ({"recieved_on": "2024-03-04"}, "的“recieved_on”不是这里可以填写的字段，可以填写received_on、"),
        ({"receipt": {"channel": "fax"}}, "的“receipt”不应与“received_on”同时填写。"),
    ],
)  # fmt: skip
def test_wrong_cases(refused: Any, changed: dict[str, object], sentence: str) -> None:
    found = refused({**CASE, **changed})
    assert found.startswith("标准输入第1行的“")
    assert sentence in found


@pytest.mark.parametrize(
    ("receipt", "sentence"),
    [
        ({"channel": "pigeon"}, "“receipt.channel”应当是in_person、registered_mail、"),
        ({"channel": ["fax"]}, "“receipt.channel”应当是in_person"),
        ({}, "的“receipt.channel”没有填写。"),
        ("fax", "的“receipt”应当是一个JSON对象，实际是文本“fax”。"),
        ({"channel": "fax", "confirmed_on": "2024-02-30"}, "的“receipt.confirmed_on”应当是有效日期"),
        ({"channel": "fax", "on": "2024-02-20"}, "的“receipt.on”不是这里可以填写的字段"),
        ({"channel": "fax", "confirmed_on": "2016-02-29"}, "的“receipt.confirmed_on”为2016-02-29"),
    ],
)  # fmt: skip
def test_wrong_receipts(refused: Any, receipt: object, sentence: str) -> None:
    assert sentence in refused({"receipt": receipt, "events": []})


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        ({"on": "2024-03-05"}, "的“events[0].type”没有填写。"),
        ({"type": "reminder", "on": "2024-03-05"}, "的“events[0].type”应当是supplement_notice、"),
        ({"type": 3, "on": "2024-03-05"}, "的“events[0].type”应当是supplement_notice、"),
        ({"type": "answer"}, "的“events[0].on”没有填写。"),
        ({"type": "answer", "on": "2023-02-29"}, "的“events[0].on”应当是有效日期"),
        ({"type": "answer", "on": "2024-03-03"}, "不应早于收到申请之日（2024-03-04）。"),
        ({"type": "answer", "on": "2024-03-05", "by": "x"}, "的“events[0].by”不是这里可以填写的字段"),
        ({"type": "extension", "on": "2024-03-05"}, "的“events[0].workdays”没有填写。"),
        (
            {"type": "extension", "on": "2024-03-05", "workdays": "20"},
            "的“events[0].workdays”应当是整数（工作日），实际是文本“20”。",
        ),
        (
            {"type": "extension", "on": "2024-03-05", "workdays": 10.0},
            "的“events[0].workdays”应当是整数（工作日），实际是10.0。",
        ),
        (
            {"type": "extension", "on": "2024-03-05", "workdays": True},
            "的“events[0].workdays”应当是整数（工作日），实际是true。",
        ),
        ({"type": "delay", "on": "2024-03-05"}, "的“events[0].until”没有填写。"),
        ({"type": "consultation", "on": "2024-03-05", "kind": "organ"}, "“events[0].id”没有填写。"),
        (
            {"type": "consultation", "on": "2024-03-05", "id": "", "kind": "organ"},
            "的“events[0].id”应当是征求意见的编号，实际是文本“”。",
        ),
        (
            {"type": "consultation", "on": "2024-03-05", "id": "a", "kind": "neighbour"},
            "的“events[0].kind”应当是third_party、organ之一，实际是文本“neighbour”。",
        ),
        (
            {"type": "consultation_reply", "on": "2024-03-05", "id": "a"},
            "的“events[0].id”为a，没有对应的征求意见。",
        ),
    ],
)  # fmt: skip
def test_wrong_events(refused: Any, event: dict[str, object], sentence: str) -> None:
    assert sentence in refused(with_event(**event))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"received_on": "2024-03-04"', "标准输入第1行不是有效的JSON。"),
        ('{"received_on":\n "2024-03-04",\n}', "标准输入第3行不是有效的JSON。"),
        ("", "标准输入第1行不是有效的JSON。"),
        ("[]", "标准输入第1行应当是一个JSON对象，实际是一个列表。"),
        ("[" * 200_000, "标准输入第1行JSON的层次过多。"),
        ('{"as_of": ' + "9" * 5000 + "}", "标准输入第1行有过长的数。"),
        (
            '{"received_on": "2024-03-04",\n "received_on": "2024-03-05"}',
            "标准输入第1行的“received_on”重复出现，每个名称只能出现一次。",
        ),
    ],
)  # fmt: skip
def test_texts_that_are_no_case(refused: Any, text: str, sentence: str) -> None:
    assert refused(text) == sentence


def test_the_line_of_a_field_in_a_text_of_several_lines(refused: Any) -> None:
    text = """{
  "received_on": "2024-03-04",
  "events": [
    {"type": "answer", "on": "2024-03-05"},
    {
      "type": "extension",
      "on": "2024-03-06",
      "workdays": "{20,"
    }
  ]
}"""
    assert refused(text).startswith("标准输入第8行的“events[1].workdays”应当是整数")
    assert refused(text.replace('"workdays"', '"days"')).startswith(
        "标准输入第8行的“events[1].days”"
    )
    # what is missing is named with the line on which its event begins
    shorter = text.replace(',\n      "workdays": "{20,"', "")
    assert refused(shorter).startswith("标准输入第5行的“events[1].workdays”没有填写")
    assert line_of(text, "received_on") == 2
    assert line_of(text, "") == 1


def test_not_utf8(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_bytes('{"received_on":\n "二〇二四年"}'.encode("gb18030"))
    assert run(capsys, "clock", str(file)) == (2, "", f"文件“{file}”第2行不是UTF-8编码的文本。\n")


def test_files_that_cannot_be_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    missing = tmp_path / "none.json"
    assert run(capsys, "clock", str(missing)) == (2, "", f"找不到文件“{missing}”。\n")
    status, out, err = run(capsys, "clock", str(tmp_path))
    assert (status, out) == (2, "")
    assert "不能读取" in err


# fee


def test_fee(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "fee", "--pieces", "31")
    assert (status, err) == (0, "")
    # 20 at 100 and one at 200
    assert json.loads(out) == {
        "amount_yuan": 2200,
        "bands": [
            {"from": 1, "to": 10, "units": 10, "yuan_each": 0, "amount_yuan": 0},
            {"from": 11, "to": 30, "units": 20, "yuan_each": 100, "amount_yuan": 2000},
            {"from": 31, "to": 31, "units": 1, "yuan_each": 200, "amount_yuan": 200},
        ],
    }
    assert json.loads(run(capsys, "fee", "--pages", "0")[1]) == {"amount_yuan": 0, "bands": []}


@pytest.mark.parametrize(
    "arguments",
    [
        (), ("--pieces", "1", "--pages", "1"), ("--pieces", "-1"), ("--pages", "1.5"),
        ("--pages", "many"), ("--pieces", "1000001"),
    ],
)  # fmt: skip
def test_fee_refuses_what_is_no_number_or_no_choice(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    status, out, err = run(capsys, "fee", *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
