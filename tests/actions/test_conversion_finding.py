"""发现候选: the three planted ones of a year of 2,000 requests and no other; run again nothing new."""

from datetime import date

import pytest
from sqlalchemy import func, select

from cases.actions.bring_in import bring_in
from cases.actions.conversion_finding import (
    Found,
    find_candidates,
    look_each_night,
    organ_ids,
)
from cases.actions.conversion_setting import set_conversions
from cases.actions.converting import decide
from cases.actions.publishing import add_entry
from cases.errors import BadInput, NotAllowed
from cases.law.conversion import Decision, Rule, Stage
from cases.models import Case, Notice, Organ, Role
from cases.models_conversion import Conversion, ConversionCase, ConversionEvent
from cases.register.rows import check_rows
from cases.register.sheet import read_sheet
from tests.actions.year_of_requests import GIVEN, PLANTED, PUBLIC, Asked, a_year, register
from tests.conftest import SETTER, Town

pytestmark = pytest.mark.anyio
HOME = "370783-zrzy"


async def brought(town: Town, requests: list[Asked], code: str = HOME) -> None:
    """These requests on the organ's register."""
    async with town.office.sessions.begin() as session:
        there = await session.scalar(select(func.count()).select_from(Case)) or 0
        data = register(requests, 1 + there)
        checked = check_rows(read_sheet(data, "台账.csv"), town.clock.at.date())
        await bring_in(
            session, town.office.vault, SETTER, town.clock.at, town.organs[code], checked
        )


async def found(town: Town, code: str = HOME) -> Found:
    """One run, in a transaction of its own."""
    async with town.office.sessions.begin() as session:
        organ = await session.get_one(Organ, town.organs[code])
        return await find_candidates(session, town.clock.at, organ, SETTER)


def three(*texts: str, **changes: str) -> list[Asked]:
    """The texts asked for by different people, on the days from 2026-06-01, and given."""
    return [
        Asked(
            changes.get("name", f"申请人{number}"), "", date(2026, 6, number), text,
            changes.get("outcome", GIVEN),
        )
        for number, text in enumerate(texts, start=1)
    ]  # fmt: skip


PLAN = "城东片区雨污分流改造实施方案"


async def published(town: Town, title: str, code: str = HOME) -> None:
    async with town.office.sessions.begin() as session:
        await add_entry(
            session, SETTER, town.clock.at, town.organs[code], title=title, outlet="门户网站",
            address="https://www.example.cn/public/1", published_on=date(2026, 1, 5),
        )  # fmt: skip


async def test_of_two_thousand_requests_the_three_planted_ones_are_found_and_no_other(
    town: Town,
) -> None:
    await town.officer("head", HOME, Role.HEAD)
    await published(town, PUBLIC)
    requests = a_year()
    assert len(requests) == 2000
    await brought(town, requests)
    made = (await found(town)).made
    assert sorted(row.title for row in made) == sorted(PLANTED)
    async with town.office.sessions() as session:
        behind = dict(
            (
                await session.execute(
                    select(Conversion.title, func.count())
                    .join(ConversionCase, ConversionCase.conversion_id == Conversion.id)
                    .group_by(Conversion.title)
                )
            ).all()
        )
        told = (await session.scalars(select(Notice.text))).all()
    assert behind == {title: len(texts) for title, (texts, _, _) in PLANTED.items()}
    assert {row.title: row.parted for row in made} == {
        title: "部分公开" in outcomes for title, (_, outcomes, _) in PLANTED.items()
    }
    assert [text for text in told if "等3条信息" in text] == [*told]
    again = await found(town)
    assert (again.made, again.joined) == ((), 0)


async def test_three_people_and_one_information_make_a_candidate(town: Town) -> None:
    await brought(town, three(PLAN, f"申请公开{PLAN}", f"请提供{PLAN}复印件"))
    (made,) = (await found(town)).made
    assert (made.title, made.rule, made.stage) == (PLAN, Rule.APPLICANTS, Stage.CANDIDATE)
    assert made.review_workdays == 20
    async with town.office.sessions() as session:
        event = (await session.scalars(select(ConversionEvent))).one()
        assert (event.seq, event.step, len(event.data["items"])) == (1, "found", 3)


async def test_the_night_finds_it_once_and_tells_the_head_once(town: Town) -> None:
    head = await town.officer("head", HOME, Role.HEAD)
    await brought(town, three(PLAN, PLAN, PLAN))
    for expected in (1, 0):
        async with town.office.sessions.begin() as session:
            made = (await look_each_night(session, town.clock.at, town.organs[HOME])).made
        assert len(made) == expected
    async with town.office.sessions() as session:
        assert town.organs[HOME] in await organ_ids(session)
        (notice,) = await session.scalars(select(Notice))
    assert notice.officer_id == head.officer_id
    assert notice.link.startswith("/conversions/")


@pytest.mark.parametrize(
    "requests",
    [
        three(PLAN, PLAN),
        three(PLAN, PLAN, PLAN, name="王芳"),
        three(PLAN, PLAN, PLAN, outcome="属于三类内部事务信息"),
        three(PLAN, PLAN, "城西片区雨污分流改造实施方案"),
        three(*(f"{year}年{PLAN}" for year in (2023, 2024, 2025))),
        three(*["王村村民参保记录"] * 3),
        [*three(PLAN, PLAN), Asked("老张", "", date(2025, 6, 2), PLAN, GIVEN)],
    ],
    ids=["two", "one person", "refused", "another place", "years", "about persons", "earlier"],
)
async def test_a_near_miss_is_none(town: Town, requests: list[Asked]) -> None:
    await brought(town, requests)
    assert (await found(town)).made == ()


@pytest.mark.parametrize("code", [HOME, "370783"])
@pytest.mark.parametrize("title", [f"寿光市{PLAN}", f"关于公布{PLAN}的通知"])
async def test_what_the_government_has_published_is_none(town: Town, code: str, title: str) -> None:
    await published(town, title, code)
    await brought(town, three(PLAN, PLAN, PLAN))
    assert (await found(town)).made == ()


async def test_what_another_city_has_published_hides_nothing(town: Town) -> None:
    await published(town, PLAN, "371702")
    await brought(town, three(PLAN, PLAN, PLAN))
    assert len((await found(town)).made) == 1


async def test_other_organs_requests_do_not_count(town: Town) -> None:
    await brought(town, three(PLAN, PLAN))
    await brought(town, [Asked("丙", "", date(2026, 6, 3), PLAN, GIVEN)], "370783-houzhen")
    assert (await found(town)).made == ()


async def test_a_later_request_joins_what_is_under_review(town: Town) -> None:
    await brought(town, three(PLAN, PLAN, PLAN))
    assert len((await found(town)).made) == 1
    await brought(town, [Asked("丁", "", date(2026, 7, 1), f"申请公开{PLAN}", GIVEN)])
    again = await found(town)
    assert (again.made, again.joined) == ((), 1)
    async with town.office.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(ConversionCase)) == 4


async def test_what_was_decided_against_comes_up_again_only_with_as_many_new_applicants(
    town: Town,
) -> None:
    leader = await town.officer("leader", HOME, Role.LEADER)
    await brought(town, three(PLAN, PLAN, PLAN))
    (made,) = (await found(town)).made
    async with town.office.sessions.begin() as session:
        await decide(
            session, leader, town.clock.at, made.id, decision=Decision.KEEP,
            reason="涉及尚未实施的内容，暂不宜公开",
        )  # fmt: skip
    assert (await found(town)).made == ()
    later = [Asked(f"后来{n}", "", date(2026, 8, n), PLAN, GIVEN) for n in (1, 2, 3)]
    await brought(town, later[:2])
    assert (await found(town)).made == ()  # two since
    await brought(town, later[2:])
    assert len((await found(town)).made) == 1  # three since


async def test_the_threshold_is_the_offices_within_the_law(town: Town) -> None:
    head = await town.officer("head", HOME, Role.HEAD)
    clerk = await town.officer("clerk", HOME, Role.HANDLER)
    usual = {"within_months": 12, "review_workdays": 10, "reason": "本单位申请量少"}
    at, organ = town.clock.at, town.organs[HOME]
    await brought(town, three(PLAN, PLAN))
    async with town.office.sessions.begin() as session:
        with pytest.raises(NotAllowed, match="管理员或者公开机构负责人"):
            await set_conversions(session, clerk, at, organ, least_applicants=2, **usual)
        with pytest.raises(BadInput, match="申请人数应为2至20人，条例规定“多个申请人”"):
            await set_conversions(session, head, at, organ, least_applicants=1, **usual)
        with pytest.raises(BadInput, match="审查期限应为1至20个工作日"):
            await set_conversions(
                session, head, at, organ, least_applicants=2, **usual | {"review_workdays": 21}
            )
        await set_conversions(session, head, at, organ, least_applicants=2, **usual)
    (made,) = (await found(town)).made
    assert made.review_workdays == 10


async def test_words_of_the_office_keep_something_from_becoming_one(town: Town) -> None:
    head = await town.officer("head", HOME, Role.HEAD)
    async with town.office.sessions.begin() as session:
        await set_conversions(
            session, head, town.clock.at, town.organs[HOME], least_applicants=3, within_months=12,
            review_workdays=20, own_words=["雨污分流", ""], reason="专项工作另行公开",
        )  # fmt: skip
    await brought(town, three(PLAN, PLAN, PLAN))
    assert (await found(town)).made == ()
