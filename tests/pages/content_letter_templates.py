"""The pages of an organ's letters: catalogue, settings, the templates of a paper, with ugly content."""

from datetime import timedelta
from typing import Any

from cases.actions.letter_setting import TitleSchool
from cases.actions.template_trials import Content
from cases.errors import Fault
from cases.law.letters import PAPER
from cases.models_letters import LetterTemplate, OrganLetterSetting
from cases.queries_letter_templates import Standing, Version
from cases.redline import redline
from cases.web.letter_template_views import (
    GROUPS,
    SETTING_FIELDS,
    LettersNow,
    called,
    field_lines,
    line_of,
)
from tests.pages.content import BELOW, HERE, MOMENT, READER, TODAY, UGLY, frame, number, refused

USUAL: dict[str, Any] = {
    "head": False, "title_school": TitleSchool.ONE, "supplement_days": 15, "contact_person": "",
    "complaint_body": "", "pickup_place": "", "payment_way": "",
}  # fmt: skip


def version(of: int, standing: Standing, **given: Any) -> Version:
    facts: dict[str, Any] = {
        "id": number(f"template {of}"), "organ_id": HERE.id, "code": "P5", "version": of,
        "name": UGLY, "note": UGLY, "valid_from": TODAY, "valid_to": None, "digest": "ab" * 32,
        "size": 38_796, "fields_report": {"warnings": []}, "uploaded_by": UGLY,
        "uploaded_by_id": number("other"), "uploaded_at": MOMENT, "approved_by": None,
        "approved_by_id": None, "approved_at": None, "withdrawn_at": None, "withdrawn_by": None,
        "withdraw_reason": None,
    }  # fmt: skip
    return Version(LetterTemplate(**facts | given), standing)


APPROVED: dict[str, Any] = {"approved_by": UGLY, "approved_at": MOMENT}
VERSIONS = [
    version(5, Standing.WAITING, fields_report={"warnings": [UGLY, "没有使用内置模板写出的“联系人”"]}),
    version(4, Standing.TO_COME, valid_from=TODAY + timedelta(days=30), **APPROVED),
    version(3, Standing.IN_FORCE, valid_to=TODAY + timedelta(days=400), **APPROVED),
    version(2, Standing.WITHDRAWN, withdrawn_by=UGLY, withdrawn_at=MOMENT, withdraw_reason=UGLY),
    version(1, Standing.REPLACED, note="", **APPROVED),
]  # fmt: skip


def setting(**given: Any) -> OrganLetterSetting:
    facts: dict[str, Any] = {
        "organ_id": HERE.id, "head": True, "title_school": "each", "supplement_days": 10,
        "contact_person": UGLY, "complaint_body": UGLY, "pickup_place": UGLY, "payment_way": UGLY,
        "reason": UGLY, "made_by": UGLY, "made_at": MOMENT,
    }  # fmt: skip
    return OrganLetterSetting(**facts | given)


SET = setting()
LETTERS_SET = LettersNow({name: getattr(SET, name) for name in SETTING_FIELDS}, [SET, setting()])


def letters_page(**given: Any) -> dict[str, Any]:
    groups = [
        (label, [line_of(paper, VERSIONS if paper.code == "P5" else ()) for paper in papers])
        for label, papers in GROUPS
    ]
    context: dict[str, Any] = {
        "organ": HERE, "groups": groups, "letters": LETTERS_SET, "sets_letters": True,
        "values": {}, "form": "",
    }  # fmt: skip
    return frame(path="/office/370783/letters", **context | given)


def paper_page(code: str = "P5", **given: Any) -> dict[str, Any]:
    versions = given.pop("versions", VERSIONS)
    context: dict[str, Any] = {
        "organ": HERE, "paper": PAPER[code], "line": line_of(PAPER[code], versions),
        "fields": field_lines(code), "versions": versions, "uploads": True, "withdraws": True,
        "approvable": {5}, "has_printer": True, "contents": list(Content), "called": called,
        "pieces": None, "before": 0, "after": 5, "values": {}, "form": "",
    }  # fmt: skip
    return frame(path=f"/office/370783/letters/{code}", **context | given)


READING: dict[str, Any] = {
    "actor": READER, "uploads": False, "withdraws": False, "approvable": set(), "has_printer": False,
}  # fmt: skip
LETTER_TEMPLATE_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    # what is shown: template, context
    "letters": ("letters.html", letters_page()),
    "letters, never set": (
        "letters.html",
        letters_page(organ=BELOW, letters=LettersNow(USUAL, []), sets_letters=False, actor=READER),
    ),
    "letter settings refused": (
        "letters.html",
        refused(
            letters_page(form="settings", values={"supplement_days": UGLY, "head": "on"}),
            Fault("supplement_days", "应为整数"), Fault("reason", "此项必填"),
        ),
    ),
    "templates of a paper": ("letter_templates.html", paper_page()),
    "templates of a paper compared": (
        "letter_templates.html",
        paper_page(pieces=redline(f"{UGLY}{{{{ to }}}}\n原文", f"{{{{ to }}}}{UGLY}\n新文"), before=1),
    ),
    "templates that do not differ": (
        "letter_templates.html", paper_page(pieces=redline("同", "同"), before=3, after=3),
    ),
    "templates of a paper, none yet": (
        "letter_templates.html", paper_page("A3", versions=[], approvable=set(), organ=BELOW),
    ),
    "templates for a reader": ("letter_templates.html", paper_page("I3", **READING)),
    "template refused": (
        "letter_templates.html",
        refused(
            paper_page(form="upload", values={"name": UGLY, "note": UGLY, "valid_from": "x"}),
            Fault("file", "没有写出“救济告知”"), Fault("file", "“三需要”是2007年条例的条件"),
            Fault("valid_from", "应为日期"),
        ),
    ),
    "approval refused": (
        "letter_templates.html", refused(paper_page(form="approval-5"), Fault("", "字段不存在")),
    ),
    "approval come too late": (
        "letter_templates.html",
        refused(paper_page(form="approval-2", approvable=set()), sentence="第2版已经停用"),
    ),
    "withdrawal refused": (
        "letter_templates.html",
        refused(
            paper_page(form="withdrawal-3", values={"reason": UGLY}), Fault("reason", "内容过长")
        ),
    ),
    "withdrawal come too late": (
        "letter_templates.html", refused(paper_page(form="withdrawal-2"), sentence="已经停用"),
    ),
}  # fmt: skip
