"""The public pages and their setting, with usual and with ugly content."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from cases.actions.application import Agent, Applicant, Application, Item
from cases.actions.confirmation_codes import Given
from cases.actions.from_the_public import Filed
from cases.errors import Fault, NotFound
from cases.law.annual import ApplicantClass
from cases.law.application import ELEMENTS, Carrier, Route
from cases.law.articles import regulation
from cases.law.identity import IdKind
from cases.law.receipt import Channel
from cases.law.regulation_text import EDITION, texts_of
from cases.letters.building.application_form import FORMS
from cases.models import Case, Organ
from cases.models_letters import QueryCode
from cases.models_public import ConfirmationCode, PublicDesk
from cases.queries_public import OpenDesk
from cases.states import State
from cases.web.public_words import Dated, Letter, Passed, Told
from tests.pages.content import (
    BELOW,
    CARD,
    HERE,
    ITEMS,
    MASKED,
    MOMENT,
    PHONE,
    READER,
    TODAY,
    UGLY,
    frame,
    number,
    refused,
)

LONG = "政府信息公开工作机构" * 8


def desk(**given: Any) -> PublicDesk:
    facts: dict[str, Any] = {
        "id": number("desk"), "organ_id": HERE.id, "is_open": True, "office_name": LONG,
        "office_address": UGLY, "hours": "工作日8:30—17:30", "phone": PHONE, "fax": PHONE,
        "email": "a" * 120 + "@example.cn", "postal_address": UGLY, "complaint_body": UGLY,
        "catalogue": UGLY * 5, "channels": ["email", "fax"], "reason": UGLY, "made_by": "王芳<b>",
        "made_at": MOMENT,
    }  # fmt: skip
    return PublicDesk(**facts | given)


BARE = desk(fax="", email="", postal_address="", complaint_body="", catalogue="", channels=[])
FULL = desk()


def public(path: str = "/public/370783", **given: Any) -> dict[str, Any]:
    """What a public page is given: nobody's officer."""
    said = {"organ": HERE, "desk": FULL, "actor": None, "form_token": ""}
    return frame(path=path, **said | given)


TYPED = {
    "submission": "01936f2e-0000-7000-8000-000000000000", "applicant.kind": "natural_person",
    "applicant.name": UGLY, "applicant.id_number": CARD, "applicant.phone": PHONE,
    "agent.name": UGLY, "items.0.text": UGLY * 20, "items.1.text": "第二项", "carrier": "paper",
    "other_form_accepted": "on",
}  # fmt: skip


def form(**given: Any) -> dict[str, Any]:
    said: dict[str, Any] = {
        "values": {"submission": TYPED["submission"], "other_form_accepted": "on"}, "items": 1,
        "most_items": 10, "most_files": 5, "largest_file": 10, "accepted": "可以上传PDF",
        "trap": "website", "lack_labels": {one.key: one.label for one in ELEMENTS},
    }  # fmt: skip
    return public("/public/370783/apply", **said | given)


APPLICATION = Application(
    organ_id=HERE.id,
    channel=Channel.ONLINE,
    dates={},
    applicant=Applicant(
        ApplicantClass.BUSINESS, UGLY, IdKind.CREDIT_CODE, "91370783MA3C0XXX0X", PHONE, UGLY,
        "262700", legal_representative=UGLY, contact_person=UGLY, email="a@example.cn",
    ),
    agent=Agent("李某<b>", phone=PHONE),
    items=(Item(UGLY * 20, "寿〔2025〕9号", "X-1", (UGLY, "水利站")), Item("第二项")),
    carrier=Carrier.PAPER,
    route=Route.POST,
    help_needed=UGLY,
)  # fmt: skip
BARE_APPLICATION = Application(
    organ_id=HERE.id, channel=Channel.ONLINE, dates={}, items=(Item("一项"),),
    applicant=Applicant(ApplicantClass.NATURAL_PERSON, "王芳", phone=PHONE),
    other_form_accepted=False,
)  # fmt: skip
NO_PERSONAL = MASKED | {"id_number": "", "id_kind_label": "", "phone": "", "agent": None}


def review(application: Application = APPLICATION, **given: Any) -> dict[str, Any]:
    personal = MASKED if application.agent else NO_PERSONAL
    told = {"application": application, "personal": personal, "lacks": application.lacks}
    return form(values=TYPED, items=2, told=told, **given)


def own(state: State = State.HANDLING, **given: Any) -> Case:
    facts: dict[str, Any] = {
        "id": number("case"), "organ_id": HERE.id, "number": "YSQ-370783-2026-0001",
        "state": state, "applicant_name": UGLY, "items": ITEMS, "received_on": TODAY, "events": 3,
        "facts": {"carrier": "paper", "route": "post", "dates": {"submitted_on": "2026-03-04"}},
    }  # fmt: skip
    return Case(**facts | given)


TOLD = Told(
    stage="办理中",
    days=(
        Dated("收到申请之日", TODAY, UGLY, regulation(31)),
        Dated("答复期限", date(2026, 4, 2), "自收到申请之日起20个工作日", regulation(33)),
    ),
    passed=(Passed(TODAY, "收到申请之日"), Passed(TODAY, "告知您补正申请内容", UGLY)),
    expected="受理机关要求您补正申请内容，请于2026年3月20日前（含当日）在本页提交。",
    supplement=Dated("补正期限", date(2026, 3, 20), UGLY * 3, regulation(30)),
    lapsed=True,
    may_withdraw=True,
)
WAITS = Told(
    "已收到，收到申请之日待双方确认", (Dated("收到申请之日", None, "以双方确认之日", None),), (),
    "受理机关会与您联系并告知确认码。", None, False, True,
)  # fmt: skip
DONE = replace(WAITS, stage="已办结", expected="", may_withdraw=False)
GIVEN = ConfirmationCode(
    case_id=number("case"), failures=2, made_by="王芳<b>", made_at=MOMENT,
    expires_at=MOMENT + timedelta(days=7),
)  # fmt: skip


def case_page(**given: Any) -> dict[str, Any]:
    said: dict[str, Any] = {
        "case": own(), "told": TOLD, "given": None, "is_person": False, "personal": MASKED,
        "letters": [Letter(1, UGLY, "寿依告〔2026〕1号", TODAY), Letter(2, "登记回执", "", TODAY)],
        "prints": True, "most_files": 5, "largest_file": 10, "accepted": "可以上传PDF",
        "form_token": "f" * 64, "values": {}, "form": "", "suggestible": [], "suggested": set(),
        "suggestible_pairs": [],
    }  # fmt: skip
    return public("/public/follow/case", **said | given)


def unconfirmed(**given: Any) -> dict[str, Any]:
    bare = {"case": own(State.UNCONFIRMED), "told": WAITS, "letters": [], "desk": None}
    return case_page(**bare | given)


def setting(**given: Any) -> dict[str, Any]:
    said: dict[str, Any] = {
        "organ": HERE, "desks": [FULL, BARE], "now": FULL, "sets": True, "form": "",
        "announced": (Channel.EMAIL, Channel.FAX), "public_url": "https://example.cn",
        "values": {"office_name": UGLY, "is_open": "on", "channel.fax": "on"},
    }  # fmt: skip
    return frame(path="/office/370783/public", **said | given)


def codes(**given: Any) -> dict[str, Any]:
    said: dict[str, Any] = {
        "case": own(State.UNCONFIRMED, received_on=None), "organ": HERE, "given": GIVEN,
        "query_code": QueryCode(made_at=MOMENT, on_submission=True), "may_confirm": True,
        "may_renew": True, "days": 7, "most_failures": 5, "told": None, "new_query_code": "",
        "values": {}, "form": "",
    }  # fmt: skip
    return frame(path="/cases/x/confirmation-code", **said | given)


def follow(**given: Any) -> dict[str, Any]:
    bare = {"organ": None, "desk": None, "values": {"number": UGLY}, "kept": {}}
    return public("/public/follow", **bare | given)


def filed(code: str) -> dict[str, Any]:
    return public("/public/370783/apply", desk=BARE, filed=Filed(own(), code), minutes=30)


GUIDE: dict[str, Any] = {
    "forms": list(FORMS.items()), "edition": EDITION, "free_pieces": 10, "free_pages": 30,
    "articles": [(a, "补正", text) for a, text in texts_of([regulation(29), regulation(30)])],
}  # fmt: skip
LONG_NAME: Organ = SimpleNamespace(  # type: ignore[assignment]
    id=UUID(int=1), code="370783", name="某某自治州某某经济技术开发区管理委员会行政审批服务局",
    postcode="", phone="",
)  # fmt: skip
PUBLIC_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    # what is shown: template, context
    "organs that are open": (
        "public_organs.html",
        public("/public", organ=None, desk=None, desks=[OpenDesk(HERE, FULL), OpenDesk(BELOW, BARE)]),
    ),
    "guide": ("public_guide.html", public(**GUIDE)),
    "guide of little": ("public_guide.html", public(desk=BARE, organ=LONG_NAME, **GUIDE)),
    "applying": ("public_apply.html", form()),
    "applying, refused": (
        "public_apply.html",
        refused(form(values=TYPED, items=2), Fault("applicant.name", "此项必填"),
                Fault("items.1.text", "此项必填"), Fault("applicant.phone", "请填写联系电话")),
    ),
    "application looked over": ("public_review.html", review()),
    "application that lacks much": ("public_review.html", review(BARE_APPLICATION)),
    "application with a wrong file": (
        "public_review.html", refused(review(), Fault("files", f"{UGLY}：程序不能附卷")),
    ),
    "application sent": ("public_sent.html", filed("7K3MW9QRTA")),
    "application sent before": ("public_sent.html", filed("")),
    "following": ("public_follow.html", follow()),
    "following, what was typed kept": (
        "public_follow.html", refused(follow(kept={"content": UGLY}), sentence="会话已经结束"),
    ),
    "own case": ("public_case.html", case_page()),
    "own case, unconfirmed": ("public_case.html", unconfirmed()),
    "own case, code given": ("public_case.html", unconfirmed(given=GIVEN, personal=NO_PERSONAL)),
    "own case, wrong code": (
        "public_case.html",
        refused(unconfirmed(form="confirmation"), Fault("confirmation", "确认码不正确")),
    ),
    "own case, supplement refused": (
        "public_case.html",
        refused(case_page(form="supplement", values={"content": UGLY}), Fault("files", "过大")),
    ),
    "own case, nothing asked for": (
        "public_case.html",
        refused(case_page(form="supplement", told=DONE), sentence="没有要求补正"),
    ),
    "own case, to be suggested": (
        "public_case.html",
        case_page(told=DONE, suggestible=[1, 2], suggestible_pairs=[(1, "第1项"), (2, "第2项")]),
    ),
    "own case, suggestion refused": (
        "public_case.html",
        refused(
            case_page(
                told=DONE, suggestible=[2], suggestible_pairs=[(2, "第2项")], suggested={1},
                form="suggestion", values={"reason": UGLY},
            ),
            Fault("reason", "此项必填"),
        ),
    ),
    "own case, done": ("public_case.html", case_page(told=DONE, is_person=True)),
    "withdrawing": ("public_withdrawal.html", case_page()),
    "withdrawing, refused": (
        "public_withdrawal.html",
        refused(case_page(values={"why": UGLY}), Fault("sure", "请勾选"), Fault("query_code", "不正确")),
    ),
    "public refusal": (
        "public_refused.html",
        public(organ=None, desk=None, refusal=NotFound(UGLY, article=regulation(31))),
    ),
    "setting of the public pages": ("public_setting.html", setting()),
    "setting, refused": (
        "public_setting.html",
        refused(setting(form="public", values={"reason": UGLY}), Fault("hours", "应当填写办公时间")),
    ),
    "setting, none yet": (
        "public_setting.html", setting(desks=[], now=None, values={}, sets=False, actor=READER),
    ),
    "codes of an applicant": ("confirmation_code.html", codes()),
    "code given": (
        "confirmation_code.html", codes(told=Given("123456", MOMENT + timedelta(days=7))),
    ),
    "codes, none yet": ("confirmation_code.html", codes(query_code=None, given=None)),
    "codes of a confirmed case": (
        "confirmation_code.html",
        codes(case=own(), given=None, may_confirm=False, new_query_code="7K3MW9QRTA"),
    ),
    "codes for a reader": (
        "confirmation_code.html",
        codes(case=own(State.UNCONFIRMED, received_on=None), may_confirm=False, may_renew=False),
    ),
    "query code refused": (
        "confirmation_code.html", refused(codes(form="query_code"), Fault("reason", "此项必填")),
    ),
}  # fmt: skip
