"""定期分析 against the annual table and against counting by hand; topics computed, corrected, edited."""

from collections import Counter
from datetime import date, datetime
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import asyncpg
import docx
import pytest
from sqlalchemy import func, select

from cases import papers
from cases.actions.topic_computing import compute_topics
from cases.actions.topics import correct_topic, edit_dictionary, restore_default
from cases.actor import Actor
from cases.analysis_brief.storing import KIND, write_brief
from cases.annual.table import annual_tables
from cases.errors import BadInput, Conflict, NotAllowed, NotFound
from cases.law.annual import OUTCOME_ROWS
from cases.law.periods import Period
from cases.models import Case, Document, Role
from cases.models_topics import CaseTopic, TopicCorrection
from cases.queries_analysis import CLASS, MONTH, NO_TOPIC, ORGAN, TOPIC, Analysis, analysis
from cases.queries_topics import COUNTED, Narrowed, similar_in, topics_behind
from cases.settings import CHINA
from cases.topics.default_words import DEFAULT
from cases.topics.dictionary import OTHER, written
from cases.topics.naming import By
from cases.topics_in_force import DEFAULT_IN_FORCE, in_force
from tests.actions.challenged import ORDER, REVIEW, SUIT, UPHELD, bureau_of
from tests.conftest import Town, connect, organ_row
from tests.topics.invented import requests
from tests.topics.wordings_tuned import TUNED
from tests.topics.year import Known, brought, years_of

pytestmark = pytest.mark.anyio
CITY, BUREAU, TOWNSHIP = "370783", "370783-zrzy", "370783-houzhen"
QUARTER = Period(2026, quarter=2)
SPANS = [QUARTER, Period(2026), Period(2026, month=5), Period(2025, quarter=4)]


@pytest.fixture
async def year(town: Town) -> list[Known]:
    """Two hundred cases of the bureau and fifty of the township, from July 2025 to October 2026."""
    texts = [text for text, _ in requests(TUNED, 250, 1)]
    known = years_of(texts, date(2025, 7, 1), 460, seed=3)  # the last answers by 12 November 2026
    await brought(town, BUREAU, known[:200])
    await brought(town, TOWNSHIP, known[200:])
    return known


async def computed(town: Town, most: int = 100_000) -> int:
    async with town.office.sessions.begin() as session:
        return await compute_topics(session, town.clock.at, most=most)


OVER = date(2027, 1, 1)  # every span is over


async def found(town: Town, period: Period, *codes: str, today: date = OVER) -> Analysis:
    async with town.office.sessions() as session:
        return await analysis(session, [town.organs[code] for code in codes], period, today)


@pytest.mark.parametrize("period", SPANS, ids=lambda period: period.key)
async def test_every_way_to_part_a_span_adds_up_to_the_annual_table(
    town: Town, year: list[Known], period: Period
) -> None:
    await computed(town)
    both = await found(town, period, BUREAU, TOWNSHIP)
    async with town.office.sessions() as session:
        organs = [await organ_row(town.office, code) for code in (BUREAU, TOWNSHIP)]
        tables = (await annual_tables(session, organs, period)).values()
    received = sum(table.rows["new_received"][-1] for table in tables)
    answered = sum(table.rows["total_processed"][-1] for table in tables)
    assert received > 0
    assert (both.total.received, both.total.answered) == (received, answered)
    for dimension in (TOPIC, ORGAN, CLASS, MONTH):
        parts = both.parts[dimension].values()
        assert sum(part.received for part in parts) == received, dimension
        assert sum(part.answered for part in parts) == answered, dimension
        for row in OUTCOME_ROWS:
            printed = sum(table.rows[row][-1] for table in tables)
            assert sum(part.rows.get(row, 0) for part in parts) == printed, (dimension, row)


async def test_the_figures_are_those_counted_by_hand(town: Town, year: list[Known]) -> None:
    await computed(town)
    here = await found(town, QUARTER, BUREAU)
    own = year[:200]

    def received(period: Period) -> int:
        return sum(period.first <= one.received_on <= period.last for one in own)

    assert here.total.received == received(QUARTER)
    assert here.total.before == received(Period(2026, quarter=1))
    assert here.total.year_before == received(Period(2025, quarter=2)) == 0
    by_class = Counter(
        str(one.applicant_class) for one in own if QUARTER.first <= one.received_on <= QUARTER.last
    )
    assert {
        key: part.received for key, part in here.parts[CLASS].items() if part.received
    } == by_class
    assert set(here.parts[MONTH]) == {4, 5, 6}
    judged = here.total.on_time + here.total.late
    assert 0 < judged <= here.total.answered
    assert sum(here.total.outcomes.values()) == here.total.answered


async def test_a_span_that_runs_is_compared_with_the_same_days_of_the_others(
    town: Town, year: list[Known]
) -> None:
    await computed(town)
    # 15 May 2026 is the 15th of the second month of its quarter: 15 February, and 15 May 2025
    here = await found(town, QUARTER, BUREAU, today=date(2026, 5, 15))
    own = [one.received_on for one in year[:200]]
    assert here.total.before == sum(date(2026, 1, 1) <= day <= date(2026, 2, 15) for day in own) > 0
    whole = await found(town, Period(2026), BUREAU, today=date(2026, 8, 31))
    since = [day for day in own if date(2025, 1, 1) <= day <= date(2025, 8, 31)]
    assert whole.total.year_before == len(since) > 0
    assert whole.of(MONTH, 9).year_before == whole.of(MONTH, 9).before == 0  # not begun


def test_the_same_day_of_a_shorter_month_is_its_last() -> None:
    assert Period(2027, month=3).same_day_in(Period(2027, month=2), date(2027, 3, 30)) == date(
        2027, 2, 28
    )
    assert Period(2028).same_day_in(Period(2027), date(2028, 2, 29)) == date(2027, 2, 28)
    # the second month of the first quarter beside the second of the fourth
    assert Period(2027, quarter=1).same_day_in(Period(2026, quarter=4), date(2027, 2, 5)) == date(
        2026, 11, 5
    )


async def test_the_cases_behind_each_figure_are_as_many_as_it_says(
    town: Town, year: list[Known]
) -> None:
    await computed(town)
    here = await found(town, QUARTER, BUREAU)
    organs = [town.organs[BUREAU]]
    async with town.office.sessions() as session:
        for topic, part in here.parts[TOPIC].items():
            for counted in ("received", "answered", "on_time", "late"):
                listed = await topics_behind(session, organs, QUARTER, counted, Narrowed(topic))
                assert (listed.total or 0) == getattr(part, counted), (topic, counted)
                assert len(listed.rows) == min(listed.total or 0, 50)
        for outcome, count in here.total.outcomes.items():
            listed = await topics_behind(
                session, organs, QUARTER, "answered", Narrowed(outcome=outcome)
            )
            assert (listed.total or 0) == count


async def test_challenges_count_by_notice_and_those_against_the_organ_by_their_end(
    town: Town,
) -> None:
    bureau = await bureau_of(town)
    # notified 1 April 2026; the first ends on 20 May with an order to answer again, the second upheld
    wrong, right, sued = [await bureau.answered() for _ in range(3)]
    for case_id, facts in ((wrong, REVIEW), (right, REVIEW), (sued, SUIT)):
        await bureau.challenged(case_id, **{k: v for k, v in facts.items() if k != "notified_on"})
    bureau.go_to(date(2026, 6, 2))
    await bureau.told(wrong, **ORDER)
    await bureau.told(right, **UPHELD)
    whole = (await found(town, Period(2026, quarter=2), BUREAU)).total
    assert (whole.reviews, whole.suits, whole.corrected) == (2, 1, 1)
    april, may = [(await found(town, Period(2026, month=month), BUREAU)).total for month in (4, 5)]
    assert (april.reviews, april.suits, april.corrected) == (2, 1, 0)
    assert (may.reviews, may.suits, may.corrected) == (0, 0, 1)
    async with town.office.sessions() as session:
        for counted, many in (("reviews", 2), ("suits", 1), ("corrected", 1)):
            listed = await topics_behind(
                session, [town.organs[BUREAU]], QUARTER, counted, Narrowed()
            )
            assert listed.total == many
            assert counted in COUNTED


async def test_topics_are_computed_once_and_again_only_where_something_changed(
    town: Town, year: list[Known]
) -> None:
    assert (await found(town, Period(2026), BUREAU)).uncomputed > 0
    assert await computed(town, most=120) == 120
    assert await computed(town) == 130
    assert await computed(town) == 0
    assert (await found(town, Period(2026), BUREAU)).uncomputed == 0
    head = await town.officer("head", BUREAU, Role.HEAD)
    async with town.office.sessions.begin() as session:
        await edit_dictionary(
            session, head, town.clock.at, town.organs[BUREAU], text="土地：征地、拆迁、宅基地"
        )
    assert await computed(town) == 200  # the bureau's, not the township's
    topics = set((await found(town, Period(2026), BUREAU)).parts[TOPIC])
    assert topics <= {"土地", OTHER}


async def first_case(town: Town, code: str = BUREAU) -> Case:
    async with town.office.sessions() as session:
        case = await session.scalar(
            select(Case).where(Case.organ_id == town.organs[code]).order_by(Case.number).limit(1)
        )
    assert case is not None
    return case


async def topic(town: Town, case_id: UUID) -> CaseTopic:
    async with town.office.sessions() as session:
        return await session.get_one(CaseTopic, case_id)


async def correct(town: Town, actor: Actor, case_id: UUID, to: str) -> None:
    async with town.office.sessions.begin() as session:
        await correct_topic(session, actor, town.clock.at, case_id, to)


async def test_a_correction_stands_against_every_dictionary_and_is_remembered(town: Town) -> None:
    same = Known("申请公开石桥改建的往来函件", date(2026, 3, 2), None, None, "natural_person")
    await brought(
        town, BUREAU, [same, same, Known("别的事", date(2026, 3, 3), None, None, "business")]
    )
    await computed(town)
    handler = await town.officer("handler", BUREAU, Role.HANDLER)
    case = await first_case(town)
    was = (await topic(town, case.id)).topic
    await correct(town, handler, case.id, "历史遗留")
    async with town.office.sessions() as session:
        rows = (await session.scalars(select(CaseTopic).where(CaseTopic.topic == "历史遗留"))).all()
        kept = (await session.scalars(select(TopicCorrection))).all()
    assert sorted(row.decided_by for row in rows) == [By.HAND, By.SAME_WORDING]
    assert [(one.was, one.topic, one.made_by) for one in kept] == [(was, "历史遗留", "handler")]
    head = await town.officer("head", BUREAU, Role.HEAD)
    async with town.office.sessions.begin() as session:
        await edit_dictionary(
            session, head, town.clock.at, town.organs[BUREAU],
            text=written(DEFAULT) + "\n石桥：石桥*9、改建*9",
        )  # fmt: skip
    await computed(town)
    assert (await topic(town, case.id)).topic == "历史遗留"
    # the same wording again, tomorrow: decided by what was corrected
    await brought(town, BUREAU, [same], first=10)
    assert await computed(town) == 1
    async with town.office.sessions() as session:
        decided = Counter(
            await session.scalars(select(CaseTopic.decided_by).where(CaseTopic.topic == "历史遗留"))
        )
    assert decided == {By.HAND: 1, By.SAME_WORDING: 2}


async def test_who_may_correct_and_what_is_no_topic(town: Town) -> None:
    await brought(town, BUREAU, [Known("路灯", date(2026, 3, 2), None, None, "natural_person")])
    case = await first_case(town)
    reader = await town.officer("reader", BUREAU, Role.REVIEWER)
    stranger = await town.officer("stranger", "371702", Role.HEAD)
    handler = await town.officer("handler", BUREAU, Role.HANDLER)
    with pytest.raises(NotAllowed):
        await correct(town, reader, case.id, "交通")
    with pytest.raises(NotFound):
        await correct(town, stranger, case.id, "交通")
    with pytest.raises(BadInput, match="没有主题“月球”"):
        await correct(town, handler, case.id, "月球")
    await correct(town, handler, case.id, "交通")
    with pytest.raises(Conflict, match="已经更正为“交通”"):
        await correct(town, handler, case.id, "交通")


async def test_an_organ_uses_its_own_dictionary_else_its_governments_else_the_default(
    town: Town,
) -> None:
    city, bureau = town.organs[CITY], town.organs[BUREAU]
    mayor = await town.officer("mayor", CITY, Role.HEAD)
    head = await town.officer("head", BUREAU, Role.HEAD)

    async def names() -> list[tuple[str, ...]]:
        async with town.office.sessions() as session:
            used = await in_force(session, [bureau, town.organs[TOWNSHIP], town.organs["371702"]])
        return [one.dictionary.names for one in used.values()]

    async def edit(actor: Actor, organ: UUID, text: str, seen: int | None = None) -> None:
        async with town.office.sessions.begin() as session:
            await edit_dictionary(session, actor, town.clock.at, organ, text=text, seen=seen)

    default = DEFAULT.names
    assert await names() == [default, default, default]
    await edit(mayor, city, "市里：征地")
    assert await names() == [("市里", OTHER), ("市里", OTHER), default]
    await edit(head, bureau, "局里：征地")
    assert await names() == [("局里", OTHER), ("市里", OTHER), default]
    with pytest.raises(Conflict, match="没有变动"):
        await edit(head, bureau, "局里： 征地*2")
    with pytest.raises(Conflict, match="已经被他人修改"):
        await edit(head, bureau, "局里：土地", seen=0)
    with pytest.raises(NotAllowed):
        await edit(head, city, "局里：土地")
    async with town.office.sessions.begin() as session:
        await restore_default(session, head, town.clock.at, bureau)
    assert await names() == [("市里", OTHER), ("市里", OTHER), default]
    with pytest.raises(Conflict, match="无需恢复"):
        async with town.office.sessions.begin() as session:
            await restore_default(session, head, town.clock.at, bureau)


async def test_the_database_refuses_to_rewrite_dictionaries_and_corrections(town: Town) -> None:
    head = await town.officer("head", BUREAU, Role.HEAD)
    await brought(town, BUREAU, [Known("路灯", date(2026, 3, 2), None, None, "natural_person")])
    await correct(town, head, (await first_case(town)).id, "交通")
    async with town.office.sessions.begin() as session:
        await edit_dictionary(session, head, town.clock.at, town.organs[BUREAU], text="甲乙：征地")
    database = urlsplit(town.database_url).path.lstrip("/")
    server = await connect(town.database_url, database)
    try:
        for statement in (
            "UPDATE topic_dictionaries SET text = ''", "DELETE FROM topic_corrections",
            "TRUNCATE topic_dictionaries",
        ):  # fmt: skip
            with pytest.raises(asyncpg.PostgresError):
                await server.execute(statement)
    finally:
        await server.close()


async def test_requests_for_the_same_are_grouped_with_their_applicants(town: Town) -> None:
    asked = [
        "2023年部门预算",
        "贵局二〇二三年度部门预算表",
        "2024年部门预算",
        "请公开2023年部门预算",
    ]
    day = date(2026, 4, 2)
    await brought(town, BUREAU, [Known(text, day, None, None, "business") for text in asked])
    async with town.office.sessions() as session:
        grouped = await similar_in(session, [town.organs[BUREAU]], QUARTER)
        fewer = await similar_in(session, [town.organs[BUREAU]], QUARTER, most=2)
    (group,) = grouped.groups
    assert sorted(row.request for row in group.cases) == sorted(set(asked) - {"2024年部门预算"})
    assert (group.applicants, grouped.requests, grouped.is_cut) == (3, 4, False)
    assert (fewer.requests, fewer.is_cut) == (2, True)


async def briefs(town: Town) -> list[Document]:
    async with town.office.sessions() as session:
        return [*await session.scalars(select(Document).where(Document.kind == KIND))]


async def test_the_brief_is_written_once_and_says_the_figures_of_its_tables(
    town: Town, year: list[Known]
) -> None:
    city = await organ_row(town.office, CITY)

    async def write(at: datetime) -> bool:
        async with town.office.sessions.begin() as session:
            return await write_brief(session, town.office.home, at, city, QUARTER)

    assert await write(town.clock.at)
    assert not await write(datetime(2026, 12, 24, 9, tzinfo=CHINA))
    (paper,) = await briefs(town)
    assert paper.name == "寿光市人民政府2026年第二季度政府信息公开申请分析简报.docx"
    document = docx.Document(BytesIO(papers.read(town.office.home, paper.digest)))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    counted = await found(town, QUARTER, CITY, BUREAU, TOWNSHIP)
    assert counted.parts[TOPIC].get(NO_TOPIC) is None
    assert f"新收政府信息公开申请{counted.total.received}件" in said
    assert f"本期办结{counted.total.answered}件" in said
    months, topics, *_ = document.tables
    assert [row.cells[0].text for row in months.rows] == ["月份", "4月", "5月", "6月"]
    column = [int(row.cells[1].text) for row in topics.rows[1:]]
    assert sum(column) == counted.total.received
    assert column == sorted(column, reverse=True)


async def test_a_brief_of_an_empty_span_says_so(town: Town) -> None:
    city = await organ_row(town.office, CITY)
    async with town.office.sessions.begin() as session:
        assert await write_brief(session, town.office.home, town.clock.at, city, QUARTER)
    (paper,) = await briefs(town)
    document = docx.Document(BytesIO(papers.read(town.office.home, paper.digest)))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "新收政府信息公开申请0件；办结0件" in said
    assert "本期没有办结的申请。" in said
    assert "本期没有发现重复或者相似的申请。" in said


async def test_the_default_dictionary_has_a_version_of_its_own(town: Town) -> None:
    await brought(town, BUREAU, [Known("路灯", date(2026, 3, 2), None, None, "natural_person")])
    await computed(town)
    async with town.office.sessions() as session:
        versions: Any = await session.execute(
            select(CaseTopic.version, func.count()).group_by(CaseTopic.version)
        )
    assert versions.all() == [(DEFAULT_IN_FORCE.version, 1)]
