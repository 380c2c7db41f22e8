"""The page of one organ: its people, 科室, 请假代办 and 审核环节, with ugly content."""

from typing import Any

from cases.chain import USUAL, Chain, Level
from cases.errors import Fault
from cases.law.letter_numbers import DEFAULT_PATTERN, Counted, Numbering, Series, parse, usual
from cases.models import OrganRemedy, Role
from cases.queries_letter_numbers import NumberingShown, next_numbers
from cases.queries_office import AbsenceShown, ChainShown, DepartmentShown, Person
from cases.states import State
from cases.web.letter_number_views import NumberingNow, usual_series
from cases.web.organ_views import absences_shown, chain_table, steps_of
from tests.pages.content import (
    BELOW,
    HERE,
    ME,
    MOMENT,
    OFFICERS,
    READER,
    TODAY,
    UGLY,
    frame,
    number,
    refused,
)

N, K = Level.ABSENT, Level.SKIPPABLE
TWO_PEOPLE = Chain(
    {
        State.SCREENING: N, State.ASSIGNING: N, State.SECRECY_REVIEW: K, State.LEGAL_REVIEW: K,
        State.OFFICE_REVIEW: N,
    },
    one_person=True,
)  # fmt: skip
I_AM = Person(ME.officer_id or number("me"), "wangfang", "王芳")
OTHER = Person(number("other"), "a b?c", UGLY, active=False)
DEPARTMENTS = [
    DepartmentShown(number("land"), UGLY[:50], True, (I_AM, OTHER)),
    DepartmentShown(number("plans"), "<科室>二", False, ()),
]
REMEDY = OrganRemedy(
    organ_id=HERE.id, review_body="潍坊市人民政府", court=UGLY, review_online_url="x" * 300,
    valid_from=TODAY, valid_to=None,
)  # fmt: skip


def absence(day: int, **given: Any) -> AbsenceShown:
    facts: dict[str, Any] = {
        "id": number(f"absence {day}"), "officer": I_AM, "substitute": OTHER,
        "first_day": TODAY.replace(day=day), "last_day": TODAY.replace(day=day + 1),
        "reason": UGLY, "made_by": UGLY, "made_at": MOMENT, "revoked_at": None,
    }  # fmt: skip
    return AbsenceShown(**facts | given)


# on 5 March: over, revoked, standing, to come
ABSENCES = [absence(1), absence(20, revoked_at=MOMENT), absence(4), absence(6, reason="")]
CHAINS = [
    ChainShown(TWO_PEOPLE, UGLY, UGLY, MOMENT), ChainShown(USUAL, "通常的环节", "王芳", MOMENT),
]  # fmt: skip

LONG = "寿自然资" * 5  # as long as a 代字 can be
NUMBERING = Numbering(
    parse("{代字}〔{yyyy}〕第{seq:6}号{suffix}"),
    {kind: Counted(kind, LONG[:-1] + kind.label, "—" + LONG[:9]) for kind in Series},
)
NUMBERED = NumberingNow(
    NUMBERING.pattern.text, NUMBERING.kinds, next_numbers(NUMBERING, (), 2026), "",
    [
        NumberingShown(NUMBERING, UGLY, UGLY, MOMENT),
        NumberingShown(Numbering(parse(DEFAULT_PATTERN), usual("寿")), "通常", "王芳", MOMENT),
    ],
)  # fmt: skip
NOT_NUMBERED = NumberingNow(
    DEFAULT_PATTERN, usual_series(), {}, "请先在单位设置中填写机关代字，再编文号", []
)


def organ_page(**given: Any) -> dict[str, Any]:
    people = given.get("officers", OFFICERS)
    chains = given.get("chains", CHAINS)
    chain = chains[0].chain if chains else USUAL
    roles = frozenset(Role) if given.get("actor") is not READER else frozenset({Role.REVIEWER})
    context = {
        "organ": HERE, "officers": people, "remedies": [REMEDY], "departments": DEPARTMENTS,
        **absences_shown(given.pop("leave", ABSENCES), TODAY), "chain": chain,
        "steps": steps_of(chain), "chain_table": chain_table(chain, people), "chains": chains,
        "administers": Role.ADMINISTRATOR in roles, "manages_absences": Role.HEAD in roles,
        "sets_chain": Role.HEAD in roles, "values": {}, "form": "", "numbering": NUMBERED,
        "preview": None,
    }  # fmt: skip
    return frame(path="/office/370783", **context | given)


def office_page(**given: Any) -> dict[str, Any]:
    context = {
        "organs": [HERE, BELOW], "administered": [HERE, BELOW], "officers": OFFICERS,
        "values": {}, "form": "",
    }  # fmt: skip
    return frame(path="/office", **context | given)


EMPTY: dict[str, Any] = {
    "officers": [], "remedies": [], "departments": [], "leave": [], "chains": [], "organ": BELOW,
    "numbering": NOT_NUMBERED,
}  # fmt: skip
LEAVE = {"officer": "wangfang", "substitute": "", "first_day": UGLY, "reason": UGLY}
ORGAN_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    # what is shown: template, context
    "office": ("office.html", office_page()),
    "office of a reader": (
        "office.html", office_page(organs=[HERE], administered=[], actor=READER),
    ),
    "office refused": (
        "office.html", refused(office_page(form="organ", values={"name": UGLY}), Fault("code", "已用")),
    ),
    "organ": ("organ.html", organ_page()),
    "organ, empty": ("organ.html", organ_page(**EMPTY)),
    "organ for a reader": ("organ.html", organ_page(actor=READER)),
    "organ for a reader, empty": ("organ.html", organ_page(actor=READER, **EMPTY)),
    "officer refused": (
        "organ.html",
        refused(
            organ_page(form="officer", values={"login": UGLY, "roles": ["handler"]}),
            Fault("login", "已用"), Fault("roles", "至少应有1项"),
        ),
    ),
    "remedy refused": (
        "organ.html",
        refused(organ_page(form="remedy", values={"court": UGLY}), Fault("valid_from", "应为日期")),
    ),
    "department refused": (
        "organ.html",
        refused(
            organ_page(form="departments", values={"name": UGLY, "members": ["wangfang"]}),
            Fault("name", "已有"), Fault("members", "没有"),
        ),
    ),
    "department's change refused": (
        "organ.html",
        refused(
            organ_page(form=f"departments-{number('plans')}", values={"name": UGLY, "members": []}),
            Fault("name", "已有"), Fault("members", "没有"),
        ),
    ),
    "leave refused": (
        "organ.html",
        refused(
            organ_page(form="absences", values=LEAVE), Fault("substitute", "没有"),
            Fault("first_day", "应为日期"), Fault("last_day", "此项必填"),
        ),
    ),
    "own leave refused": (
        "organ.html",
        refused(
            organ_page(form="absences", values=LEAVE, actor=READER), Fault("substitute", "没有")
        ),
    ),
    "revocation refused": ("organ.html", refused(organ_page(form="absences"), sentence="已经撤销")),
    "chain refused": (
        "organ.html",
        refused(
            organ_page(
                form="chain",
                values={"levels.secrecy_review": "absent", "one_person": "on", "reason": UGLY},
            ),
            Fault("levels.secrecy_review", "不能不设"), Fault("reason", "此项必填"),
            Fault("one_person", "应为是或者否"),
        ),
    ),
    "numbering refused": (
        "organ.html",
        refused(
            organ_page(
                form="numbering",
                values={"pattern": UGLY, "kinds.fee.series": "fee", "kinds.fee.code": UGLY},
            ),
            Fault("pattern", "应当有且只有一个{yyyy}（年份）"),
            Fault("kinds.fee.code", "不能有数字"), Fault("kinds.fee.series", "不能编入"),
            Fault("reason", "此项必填"),
        ),
    ),
    "numbering tried out": (
        "organ.html",
        organ_page(
            form="numbering", values={"pattern": DEFAULT_PATTERN, "kinds.fee.series": "notice"},
            preview=next_numbers(NUMBERING, (), 2027), numbering=NOT_NUMBERED,
        ),
    ),
    "own name refused": (
        "organ.html", refused(organ_page(form="facts", values={}), Fault("own_name", "此项必填")),
    ),
}  # fmt: skip
