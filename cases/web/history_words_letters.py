"""The words of 拟稿、制发文书、作废、送达情况: what the history says of letters."""

from collections.abc import Mapping
from typing import Any, Final

from cases.kinds import Kind
from cases.law.letters import PAPER
from cases.web.history_phrases import (
    SHOWN_OF_A_DIGEST,
    Part,
    Said,
    Teller,
    day,
    passed,
    quoted,
    some,
    text,
    why,
)
from cases.web.views import row_label


def _drafted(said: Said) -> list[Part]:
    letter: Mapping[str, Any] = said.get("letter") or {}
    edited: Mapping[str, Any] = letter.get("edited") or {}
    code = letter.get("code")
    how = some("按办理意见制作{}", _named(code) if code else "")
    return [
        "拟稿" + some("（{}）", how),
        some("上传修改后的文稿{}", quoted(edited.get("name"))),
        some("摘要{}", (edited.get("sha256") or "")[:SHOWN_OF_A_DIGEST]),
        "以互联网方式送达" if letter.get("online") else "",
        some("计入年度报告“{}”", row_label(said.get("row"))),
        some("待填{}处", len(letter.get("lacking") or ()) or None),
        some("提示：{}", "；".join(letter.get("findings") or ())),
        text("正文", said.get("text")),
    ]


def _named(code: str) -> str:
    return f"《{PAPER[code].title}》（{code}）" if code in PAPER else code


def title_and_number(title: str | None, doc_number: str | None) -> str:
    """《补正告知书》（寿公开〔2026〕5号): a paper as a sentence names it."""
    return some("《{}》", title) + some("（{}）", doc_number)


def _issued(said: Said) -> list[Part]:
    template: Mapping[str, Any] = said.get("template") or {}
    done = "编号用印" if said.get("answers") else "制发"
    agreed, by = day(said.get("approved_on")), said.get("approved_by")
    return [
        f"{said.then}{done}{said.number}文书"
        + title_and_number(said.get("title"), said.get("doc_number")),
        some("收件人{}", said.get("addressee")),
        some("经{}同意", f"{by}于{agreed}" if agreed else by),
        *passed(said),
        some("模板为{}", template.get("version")),
        some("提示：{}", "；".join(said.get("findings") or ())),
        some("摘要{}", (said.get("sha256") or "")[:SHOWN_OF_A_DIGEST]),
    ]


def _voided(said: Said) -> list[Part]:
    return [f"作废{_paper(said)}", why(said)]


def _delivered(said: Said) -> list[Part]:
    what = DONE.get(said.get("what") or "", "登记送达情况")
    return [
        f"登记{_paper(said)}{said.then}{what}" if said.get("what") else f"{what}：{_paper(said)}",
        some("邮件号码{}", said.get("tracking_number")),
        text("说明", said.get("remark")),
    ]


DONE: Final = {"delivered": "由收件人签收", "returned": "被退回", "resent": "再次寄出"}


def _paper(said: Said) -> str:
    """第2号文书《…》（文号): by what the history said of it when it was made."""
    known = said.known.papers.get(said.get("number") or 0, "")
    return f"{said.number}文书{known}"


LETTERS: Final[Mapping[Kind, Teller]] = {
    Kind.DRAFTED: _drafted,
    Kind.PAPER_ISSUED: _issued,
    Kind.PAPER_VOIDED: _voided,
    Kind.PAPER_DELIVERED: _delivered,
}
