"""What the handlers of 定期分析 and 主题 give to templates, with ugly content."""

from types import SimpleNamespace
from typing import Any

from cases.analysis_lines import class_lines, month_lines, organ_lines, topic_lines, total_line
from cases.errors import Fault
from cases.law.annual import OUTCOME_ROWS, ApplicantClass
from cases.law.periods import Period
from cases.models import Case
from cases.models_topics import CaseTopic, TopicCorrection, TopicDictionary
from cases.queries_analysis import CLASS, MONTH, NO_TOPIC, ORGAN, OUTCOMES, TOPIC, Analysis, Slice
from cases.queries_search import Page
from cases.queries_topics import MOST_WAITING, Group, Grouped
from cases.topics.default_words import DEFAULT, STANDING
from cases.topics.dictionary import Dictionary, Topic, written
from cases.topics.naming import BY_LABELS, By
from cases.topics_in_force import DEFAULT_IN_FORCE, InForce
from cases.web.analysis_asked import Asked
from cases.web.analysis_views import TOPIC_KEYS, USUAL, month_chart, parts_of, years_to
from cases.web.sorting import sorted_by
from tests.pages.content import BELOW, HERE, MOMENT, READER, TODAY, UGLY, frame, number, refused
from tests.pages.content_work import LONG

YEAR = Period(2026)


def part(many: int) -> Slice:
    return Slice(
        received=many, answered=many, on_time=many // 2, late=many // 3,
        rows=dict.fromkeys(OUTCOME_ROWS, many // 7), before=many // 2, year_before=many * 3,
        reviews=many // 5, suits=many // 9, corrected=many // 11,
    )  # fmt: skip


def found(period: Period = YEAR) -> Analysis:
    made = Analysis(period, part(123_456))
    for place, topic in enumerate((*DEFAULT.names, NO_TOPIC, UGLY[:60])):
        made.parts[TOPIC][topic] = part(place * 6_543)
    for organ in (HERE, BELOW):
        made.parts[ORGAN][organ.id] = part(61_728)
    for kind in ApplicantClass:
        made.parts[CLASS][kind.value] = part(20_576)
    for month in range(1, 13):
        made.parts[MONTH][month] = part(month * 1_000)
    return made


def asked(*, below: bool = True, period: Period = YEAR) -> Asked:
    return Asked(
        organ=HERE, organs=[HERE, BELOW] if below else [HERE], has_below=True, period=period,
        today=TODAY,
        chosen={"year": "2026", "part": period.key[4:], "below": "1" if below else ""},
    )  # fmt: skip


def analysis_shown(counted: Analysis, which: Asked, **given: Any) -> dict[str, Any]:
    topics, sorting = sorted_by(topic_lines(counted), "", TOPIC_KEYS, USUAL)
    by_month = month_lines(counted)
    context: dict[str, Any] = {
        "asked": which, "organs": [HERE, BELOW], "found": counted, "total": total_line(counted),
        "topics": topics, "sorting": sorting, "months": by_month, "chart": month_chart(by_month),
        "by_organ": organ_lines(counted, which.organs) if len(which.organs) > 1 else [],
        "classes": class_lines(counted), "outcomes": list(OUTCOMES), "years": years_to(2026),
        "parts": parts_of(2026), "is_running": True, "may_compute": True,
    }  # fmt: skip
    return frame(path=which.base, **context | given)


MAY = Period(2026, month=5)
NOTHING = analysis_shown(Analysis(MAY), asked(below=False, period=MAY), may_compute=False)


def line(**given: Any) -> SimpleNamespace:
    facts: dict[str, Any] = {
        "id": number("case"), "organ_id": HERE.id, "number": "YSQ-370783-2026-0001", "state": "closed",
        "request": LONG, "topic": "征地拆迁", "decided_by": By.WORDS, "runner_up": "农业农村",
        "deciding": [["征地", 8], ["补偿安置", 8]], "received_on": TODAY, "answered_on": TODAY,
        "timely": False, "annual_row": "unable_not_held", "organ_name": HERE.name,
        "applicant_name": UGLY, "organ_code": HERE.code,
    }  # fmt: skip
    return SimpleNamespace(**facts | given)


LINES = [
    line(),
    line(request=UGLY, topic=UGLY[:60], deciding=[[UGLY[:40], 1]], runner_up=None),
    line(number=UGLY, topic=None, decided_by=None, deciding=None, runner_up=None),
    line(decided_by=By.HAND, deciding=[], answered_on=None, annual_row=None, state="handling"),
    line(decided_by=By.SAME_WORDING, deciding=[], organ_id=BELOW.id, organ_name=UGLY),
]


def cases_shown(rows: list[Any], **given: Any) -> dict[str, Any]:
    context: dict[str, Any] = {
        "asked": asked(), "title": "2026年 · 收到 · 征地拆迁", "holds": "收到申请之日在这一期间的申请。",
        "found": Page(rows, "2026-03-05_x" if rows else None, len(rows)), "after": "",
        "chosen": {"year": "2026", "counted": "received", "topic": UGLY[:20]}, "corrects": {HERE.id},
    }  # fmt: skip
    return frame(path="/analysis/370783/cases", **context | given)


def group(said: str, many: int) -> Group:
    return Group(said, "征地拆迁", [line() for _ in range(many)], many - 1, [HERE.name, UGLY[:60]])


def groups_shown(groups: list[Group], **given: Any) -> dict[str, Any]:
    context: dict[str, Any] = {
        "asked": asked(), "found": Grouped(groups, 5000, is_cut=True), "shown": groups[:2],
        "said": lambda text: text, "years": years_to(2026), "parts": parts_of(2026),
        "chosen": {"year": "2026"},
    }  # fmt: skip
    return frame(path="/analysis/370783/groups", **context | given)


UGLY_DICTIONARY = Dictionary(
    (Topic("很长的主题名称十二字为限", tuple((f"词{n}", 1 + n % 9) for n in range(300))),)
)
VERSION = TopicDictionary(
    number=12, text=written(DEFAULT), note=UGLY, made_by=UGLY[:60], made_at=MOMENT
)
RESTORED = TopicDictionary(number=11, text="", note="", made_by="王芳", made_at=MOMENT)


def dictionary_shown(used: InForce = DEFAULT_IN_FORCE, **given: Any) -> dict[str, Any]:
    context: dict[str, Any] = {
        "organ": HERE, "used": used, "is_own": used.organ_id == HERE.id,
        "is_default": used.organ_id is None, "text": written(used.dictionary),
        "versions": [], "number": used.number, "standing": STANDING, "defaults": 18,
        "waiting": 0, "most_waiting": MOST_WAITING, "may_edit": True, "may_compute": True,
        "done": "", "form": "", "values": {},
    }  # fmt: skip
    return frame(path="/analysis/370783/dictionary", **context | given)


OWN = dictionary_shown(
    InForce(UGLY_DICTIONARY, "x", HERE.id, 12), versions=[VERSION, RESTORED], waiting=1001,
    done="edited",
)  # fmt: skip
CASE = Case(id=number("case"), number=UGLY[:40], request=UGLY, state="closed")


def topic_shown(topic: CaseTopic | None, **given: Any) -> dict[str, Any]:
    context: dict[str, Any] = {
        "case": CASE, "organ": HERE, "topic": topic, "correction": None,
        "by_label": BY_LABELS[By(topic.decided_by)] if topic else "", "topics": DEFAULT.names,
        "may_correct": True, "back": "/cases", "values": {},
    }  # fmt: skip
    return frame(path="/cases/x/topic", **context | given)


NAMED = CaseTopic(
    topic="征地拆迁", decided_by=By.WORDS, words=[[UGLY[:30], 8], ["征地", 8]], runner_up="农业农村"
)
BY_HAND = CaseTopic(topic=UGLY[:30], decided_by=By.HAND, words=[], runner_up=None)
CORRECTION = TopicCorrection(topic=UGLY[:30], was="征地拆迁", made_by=UGLY[:60], made_at=MOMENT)

ANALYSIS_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    # what is shown: template, context
    "an analysis": ("analysis.html", analysis_shown(found(), asked())),
    "an analysis of nothing": ("analysis.html", NOTHING),
    "an analysis of a quarter": (
        "analysis.html",
        analysis_shown(
            found(Period(2026, quarter=1)), asked(below=False, period=Period(2026, quarter=1))
        ),
    ),
    "cases of a topic": ("analysis_cases.html", cases_shown(LINES)),
    "cases of a topic, none": ("analysis_cases.html", cases_shown([], corrects=set())),
    "cases of a topic, past the last": ("analysis_cases.html", cases_shown([], after="x")),
    "like requests": ("analysis_groups.html", groups_shown([group(LONG, 30), group(UGLY, 2), group(LONG, 2)])),
    "no like requests": ("analysis_groups.html", groups_shown([])),
    "dictionary of topics": ("topic_dictionary.html", dictionary_shown()),
    "dictionary of topics of the office": ("topic_dictionary.html", OWN),
    "dictionary of topics for a reader": (
        "topic_dictionary.html",
        dictionary_shown(
            InForce(DEFAULT, "x", BELOW.id, 3), actor=READER, may_edit=False, may_compute=False,
            waiting=7,
        ),
    ),
    "dictionary of topics refused": (
        "topic_dictionary.html",
        refused(
            dictionary_shown(form="edit", values={"lines": UGLY, "note": UGLY}),
            Fault("lines", "第1行没有冒号，应写作“主题：词、词”"),
        ),
    ),
    "topic of a case": ("case_topic.html", topic_shown(NAMED)),
    "topic of a case by hand": (
        "case_topic.html", topic_shown(BY_HAND, correction=CORRECTION, may_correct=False),
    ),
    "topic of a case, none yet": ("case_topic.html", topic_shown(None)),
    "topic of a case refused": (
        "case_topic.html", refused(topic_shown(NAMED, values={"topic": UGLY}), Fault("topic", "没有主题")),
    ),
}  # fmt: skip
