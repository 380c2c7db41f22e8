"""查找: found by everything one may see, narrowed and sorted; no number of a person in an address."""

import json
import logging
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import import_module
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import httpx
import pytest
from sqlalchemy import event, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import assignment, tagging
from cases.actions.application import Applicant, Item
from cases.actions.looked_for import LIVES
from cases.actor import system
from cases.errors import BadInput
from cases.facts import event_of, stand
from cases.law.annual import ApplicantClass
from cases.law.receipt import Channel
from cases.models import Case, CaseEvent, Role
from cases.models_saved import LookedFor
from cases.queries_search import MOST_FOUND, Wanted, list_cases
from cases.queries_sorting import SORTS
from cases.states import State
from cases.words_sought import is_personal, words_of
from tests.bench.seeding import FREQUENT, RARE, RARE_CASES, seed
from tests.conftest import Town, connect
from tests.pages.reading import Read
from tests.web.conftest import CARD, HOME, PHONE, REQUEST, Site, new_case

pytestmark = pytest.mark.anyio
CLERK = system("经办")
FILL = import_module("migrations.versions.0008_saved_searches").FILL


@pytest.fixture
async def owner(town: Town) -> str:
    await town.officer("owner", HOME, *Role)
    return "owner"


async def listed(client: httpx.AsyncClient, **chosen: str) -> list[str]:
    """The ids on the list page, in its order."""
    page = await client.get("/cases", params=chosen)
    assert page.status_code == 200, page.text
    rows = Read(page.text).all("th", scope="row")
    return [row.children[0].given["href"].rpartition("/")[2] for row in rows]


async def searched(client: httpx.AsyncClient, **typed: str) -> httpx.Response:
    """The form of the list, sent."""
    return await client.post("/cases/search", data=typed, follow_redirects=False)


# ---- what a case is found by ----


async def test_a_case_is_found_by_everything_that_is_told_of_it(
    site: Site, town: Town, owner: str
) -> None:
    """Number, name, request, number of a document, letter and its number, answer, tag, handler."""
    office, at = town.office, town.clock.at
    handler = await town.officer("handler", HOME, Role.HANDLER)
    items = (Item("农村饮水验收报告", doc_number="鲁水发〔2024〕17号", index_number="SL-2024-B"),)
    case = await new_case(town, owner, HOME, State.ASSIGNING, items=items)
    for _ in range(2):
        await new_case(town, owner, HOME, items=(Item("某停车场收费标准"),))
    async with office.sessions.begin() as session:
        await tagging.tag(session, await town.actor(owner), at, case.id, tags="水务 验收、侯镇")
        await assignment.assign(session, CLERK, at, case.id, handler="handler")
    closed = await new_case(town, owner, HOME, State.CLOSED, items=(Item("财政决算表"),))
    async with office.sessions() as session:
        issued = await session.scalar(
            select(CaseEvent.data).where(
                CaseEvent.case_id == closed.id, CaseEvent.kind == "paper_issued"
            )
        )
    assert issued is not None
    assert issued["doc_number"]
    async with site.program(owner) as client:
        for word in (case.number, case.number[:16], "饮水验收", "鲁水发〔2024〕17号", "〔2024〕17",
                     "SL-2024-B", "sl-2024-b", "侯镇", "水务", handler.name, "饮水 侯镇"):  # fmt: skip
            found = await listed(client, q=word)
            assert str(case.id) in found, word
            # the beginning of a number is that of the organ's other cases too
            assert word == case.number[:16] or found == [str(case.id)], word
        for word in (issued["doc_number"], issued["title"], "决算表 " + issued["doc_number"]):
            assert await listed(client, q=word) == [str(closed.id)], word
        page = (await client.get("/cases", params={"q": issued["doc_number"]})).text
        assert f"<mark>{issued['doc_number']}</mark>" in page  # though no column shows it


async def test_words_found_are_marked_and_everything_else_is_text(
    site: Site, town: Town, owner: str
) -> None:
    odd = "<b>饮水</b>&安全" + "长" * 300 + "末尾之词"
    await new_case(town, owner, HOME, items=(Item(odd),))
    async with site.program(owner) as client:
        page = (await client.get("/cases", params={"q": "饮水"})).text
        assert "&lt;b&gt;<mark>饮水</mark>&lt;/b&gt;&amp;安全" in page
        far = (await client.get("/cases", params={"q": "末尾之词"})).text
        assert "<mark>末尾之词</mark>" in far  # cut where the word stands, not at the beginning


async def test_tags_are_recorded_read_and_suggested(site: Site, town: Town, owner: str) -> None:
    case = await new_case(town, owner, HOME)
    async with site.program(owner) as client:
        tagged = await client.post(
            f"/cases/{case.id}/tags", data={"tags": "征地，拆迁；征地\u3000侯镇"}
        )
        assert tagged.status_code == 303
        again = await client.post(f"/api/cases/{case.id}/tags", json={"tags": "征地、拆迁、侯镇"})
        assert again.json()["tags"] == ["征地", "拆迁", "侯镇"]
        history = (await client.get(f"/api/cases/{case.id}/history")).json()
        assert [e["kind"] for e in history].count("tagged") == 1  # the same again is no record
        assert "将标签设置为“征地”“拆迁”“侯镇”" in history[-1]["words"]
        assert "拆迁" in (await client.get(f"/cases/{case.id}/tags/used")).text
        assert await listed(client, tag="拆迁") == [str(case.id)]
        for wrong, sentence in (
            ("一" * 21, "过长"), ("、".join(map(str, range(11))), "最多10个"), (CARD, "证件号码"),
        ):  # fmt: skip
            refused = await client.post(f"/cases/{case.id}/tags", data={"tags": wrong})
            assert refused.status_code == 422
            assert sentence in refused.text
        assert (await client.post(f"/cases/{case.id}/tags", data={"tags": ""})).status_code == 303
        assert await listed(client, tag="拆迁") == []


async def test_what_the_migration_fills_is_what_the_history_says(town: Town, owner: str) -> None:
    items = (Item("饮水", doc_number="鲁水发〔2024〕17号", index_number="SL-1"), Item("决算"))
    for state in (State.HANDLING, State.CLOSED):
        await new_case(town, owner, HOME, state, items=items)
    async with town.office.sessions.begin() as session:
        told = {case.id: case.words for case in await session.scalars(select(Case))}
        await session.execute(text("UPDATE cases SET words = ''"))
        await session.execute(text(FILL))
        filled = {
            row.id: row.words for row in await session.execute(text("SELECT id, words FROM cases"))
        }
        assert filled == told
        for case in await session.scalars(select(Case)):
            events = await session.scalars(
                select(CaseEvent).where(CaseEvent.case_id == case.id).order_by(CaseEvent.seq)
            )
            assert stand(map(event_of, events)).words == told[case.id]
    assert all(words.split("\n")[0] == "鲁水发〔2024〕17号 SL-1" for words in told.values())
    assert any("\n" in words for words in told.values())


# ---- numbers of persons ----


@pytest.mark.parametrize(
    "word",
    [CARD, CARD.lower(), PHONE, "139-1111-2222", "+8613911112222", "91370783MA3C12345X", "0536-5221234",
     "5221234", "E12345678", "军字第1234567号", "11010519491231002", "１３９１１１１２２２２"],
)  # fmt: skip
def test_what_may_be_the_number_of_a_person_is_kept_out_of_addresses(word: str) -> None:
    assert is_personal(word)


@pytest.mark.parametrize(
    "word",
    ["征地", "2025年度", "〔2026〕12号", "YSQ-370783-zrzy-2026-0001", "100%", "12345", "张三"],
)
def test_ordinary_words_are_none(word: str) -> None:
    assert not is_personal(word)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("张三 139 1111 2222", ["张三", "13911112222"]),
        ("340524 19800101 001X 征地", ["34052419800101001X", "征地"]),
        ("0536 5221234", ["05365221234"]),
        ("522 1234", ["5221234"]),
        ("2024 2025 决算", ["2024", "2025", "决算"]),  # years are no telephone
        ("征地 补偿", ["征地", "补偿"]),
    ],
)
def test_one_number_written_in_parts_is_one_word(typed: str, words: list[str]) -> None:
    assert words_of(typed) == words


async def test_a_number_typed_is_found_and_stands_in_no_address_log_or_page(
    site: Site, town: Town, owner: str, caplog: pytest.LogCaptureFixture
) -> None:
    case = await new_case(town, owner, HOME)
    other = Applicant(ApplicantClass.NATURAL_PERSON, "欧阳明", phone="13800001111")
    await new_case(town, owner, HOME, applicant=other, agent=None)
    with caplog.at_level(logging.DEBUG):
        async with site.program(owner) as client:
            for typed in (CARD, PHONE, "139 1111 2222", f"{REQUEST[:6]} {CARD}"):
                answer = await searched(client, q=typed, state="handling")
                assert answer.status_code == 303
                address = answer.headers["location"]
                chosen = {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}
                assert set(chosen) <= {"found", "state", "q"}
                assert chosen.get("q") in (None, REQUEST[:6])
                assert await listed(client, **chosen) == [str(case.id)]
                page = (await client.get(address)).text
                for secret in (CARD, PHONE, CARD[:17], PHONE[:8]):
                    assert secret not in page
                    assert secret not in address
                assert "340*************1X" in page or "139****2222" in page  # the chip, masked
    assert not any(secret in r.getMessage() for r in caplog.records for secret in (CARD, PHONE))


async def test_an_address_with_a_number_is_not_looked_for(
    site: Site, town: Town, owner: str
) -> None:
    await new_case(town, owner, HOME)
    async with site.program(owner) as client:
        answer = await client.get("/cases", params={"q": f"{REQUEST[:4]} {CARD}", "year": "2026"})
        assert answer.status_code == 303
        chosen = parse_qs(urlsplit(answer.headers["location"]).query)
        assert chosen == {"q": [REQUEST[:4]], "year": ["2026"], "said": ["numbers"]}
        assert "不得写在网址里" in (await client.get(answer.headers["location"])).text
        refused = await client.get("/api/cases", params={"q": CARD})
        assert refused.status_code == 422
        assert CARD not in refused.text
        assert "POST /api/case-searches" in refused.json()["detail"]


async def test_what_was_looked_for_is_its_officers_own_sealed_and_short_lived(
    site: Site, town: Town, owner: str
) -> None:
    case = await new_case(town, owner, HOME)
    await town.officer("colleague", HOME, *Role)
    async with site.program(owner) as client, site.program("colleague") as colleague:
        address = (await searched(client, q=CARD)).headers["location"]
        assert str(case.id) in (await client.get(address)).text
        theirs = await colleague.get(address)
        assert theirs.status_code == 303
        assert theirs.headers["location"] == "/cases?said=gone"
        async with town.office.sessions() as session:
            (row,) = await session.scalars(select(LookedFor))
        assert CARD.encode() not in row.sealed
        town.clock.at += LIVES - timedelta(minutes=1)
        assert str(case.id) in (await client.get(address)).text
        town.clock.at += timedelta(minutes=2)
        assert (await client.get(address)).status_code == 303
        await searched(client, q=PHONE)  # and what went by is thrown away
        async with town.office.sessions() as session:
            rows = (await session.scalars(select(LookedFor))).all()
        assert [one.id != row.id for one in rows] == [True]


async def test_narrowing_further_keeps_the_number_until_its_chip_is_taken_away(
    site: Site, town: Town, owner: str
) -> None:
    case = await new_case(town, owner, HOME)
    async with site.program(owner) as client:
        address = (await searched(client, q=CARD)).headers["location"]
        found = parse_qs(urlsplit(address).query)["found"][0]
        narrowed = await searched(client, q="", year="2026", found=found)
        assert parse_qs(urlsplit(narrowed.headers["location"]).query) == {
            "year": ["2026"], "found": [found],
        }  # fmt: skip
        page = Read((await client.get(narrowed.headers["location"])).text)
        assert page.all("a", href=f"/cases/{case.id}")
        chips = [
            a.given["href"] for a in page.all("a") if "去掉条件" in a.given.get("aria-label", "")
        ]
        assert "/cases?year=2026" in chips


# ---- filters ----


async def test_each_filter_leaves_what_it_says(site: Site, town: Town, owner: str) -> None:
    await town.officer("handler", HOME, Role.HANDLER)
    at = town.clock.at
    early = await new_case(town, owner, HOME, dates={"submitted_on": date(2026, 9, 1)})
    posted = await new_case(
        town, owner, HOME, channel=Channel.REGISTERED_MAIL, dates={"signed_on": date(2026, 11, 10)},
        applicant=Applicant(ApplicantClass.BUSINESS, "某置业公司"), agent=None,
    )  # fmt: skip
    waiting = await new_case(town, owner, HOME, State.ASSIGNING)
    closed = await new_case(town, owner, HOME, State.CLOSED)
    async with town.office.sessions.begin() as session:
        await assignment.assign(session, CLERK, at, waiting.id, handler="handler")
        handler = await session.scalar(select(Case.handler_id).where(Case.id == waiting.id))
    made = {"early": early, "posted": posted, "waiting": waiting, "closed": closed}
    names = {str(case.id): name for name, case in made.items()}
    async with site.program(owner) as client:

        async def left(**chosen: str) -> set[str]:
            return {names[one] for one in await listed(client, **chosen)}

        # 条例 33: 20 working days from 2026-09-01 end before 2026-11-22, the day of this town
        assert await left(late="overdue") == {"early"}
        assert await left(late="open", due_from="2026-09-01", due_to="2026-11-21") == {"early"}
        assert await left(received_from="2026-09-01", received_to="2026-09-01") == {"early"}
        assert await left(received_from="2026-11-10", received_to="2026-11-19") == {"posted"}
        assert await left(answered_from="2026-11-22") == {"closed"}
        assert await left(answered_to="2026-11-21") == set()
        assert await left(channel="registered_mail") == {"posted"}
        assert await left(applicant_class="business") == {"posted"}
        assert await left(state="closed", year="2026") == {"closed"}
        assert await left(annual_row="granted_full") == {"closed"}
        assert await left(handler=str(handler)) == {"waiting"}
        assert await left(handler="me") == set()
        assert await left(organ=HOME) == set(names.values())
        # 20 working days from 2026-11-20 without holidays of that time: 2026-12-18
        assert await left(due_from="2026-12-18", due_to="2026-12-18") >= {"waiting"}
        assert "early" not in await left(due_from="2026-11-22")
        assert await left(late="near") == set()
        town.clock.go_to(2026, 12, 14)
        assert await left(late="near", state="handling") == {"waiting"}
        for chosen, field in (
            ({"state": "x"}, "state"), ({"late": "x"}, "late"), ({"channel": "x"}, "channel"),
            ({"received_from": "x"}, "received_from"), ({"handler": "x"}, "handler"),
            ({"received_from": "2026-02-02", "received_to": "2026-02-01"}, "received_to"),
            ({"annual_row": "x"}, "annual_row"), ({"sort": "x"}, "sort"),
        ):  # fmt: skip
            refused = await client.get("/cases", params=chosen)
            assert refused.status_code == 422, chosen
            page = Read(refused.text)
            assert field == "sort" or page.named(field).given["aria-invalid"] == "true"
        assert (await client.get("/cases", params={"organ": "nowhere"})).status_code == 404


async def test_an_empty_list_says_what_to_try(site: Site, town: Town, owner: str) -> None:
    await new_case(town, owner, HOME)
    async with site.program(owner) as client:
        page = (await client.get("/cases", params={"q": "无此内容", "year": "2020"})).text
    for advice in ("没有符合条件的案件", "去掉上面的一个条件", "换一个说法", "放宽收到的年度"):
        assert advice in page, advice


async def test_the_list_is_as_long_as_it_says_up_to_the_cap(
    site: Site, town: Town, owner: str
) -> None:
    """53 cases on two pages; above the cap no more is counted."""
    for _ in range(53):
        await new_case(town, owner, HOME, State.UNCONFIRMED)
    async with site.program(owner) as client:
        page = (await client.get("/cases")).text
        assert "共53件" in page
        assert "本页50件" in page
        for sort in SORTS:
            first = await listed(client, sort=sort)
            href = next(
                a.given["href"]
                for a in Read((await client.get("/cases", params={"sort": sort})).text).all("a")
                if a.given.get("rel") == "next"
            )
            following = parse_qs(urlsplit(href).query)
            second = await listed(client, **{k: v[0] for k, v in following.items()})
            assert (len(first), len(second)) == (50, 3), sort
            assert not set(first) & set(second), sort


async def test_every_way_to_sort_gives_each_case_once_and_in_order(town: Town, owner: str) -> None:
    """Pages of two over cases with and without answer and limit: as sorted in Python, both ways."""
    days = (date(2026, 9, 1), date(2026, 11, 20), date(2026, 10, 12))
    for day in days:
        await new_case(town, owner, HOME, dates={"submitted_on": day})
    for state in (State.CLOSED, State.UNCONFIRMED, State.CLOSED, State.UNCONFIRMED):
        await new_case(town, owner, HOME, state)
    async with town.office.sessions() as session:
        organ = town.organs[HOME]
        for sort in SORTS:
            wanted, after = Wanted(organs=(organ,), sort=sort), None
            found: list[Any] = []
            while True:
                page = await list_cases(session, town.office.vault, wanted, after, size=2)
                found += page.rows
                after = page.next
                if after is None:
                    break
            assert len({row.id for row in found}) == len(found) == 7, sort
            name = {"due": "answer_due", "answered": "answered_on", "number": "number"}.get(
                sort.lstrip("-"), "listed_on"
            )
            keys = [getattr(row, name) for row in found]
            told = [key for key in keys if key is not None]
            assert keys[: len(told)] == told, f"{sort}: what has no day stands last"
            backwards = sort in ("received", "-due", "-answered", "-number")
            assert told == sorted(told, reverse=backwards), sort
        with pytest.raises(BadInput):
            await list_cases(session, None, Wanted(organs=(organ,), sort="number"), "no position")


# ---- by index ----


async def test_every_filter_and_every_sort_reads_by_its_index(town: Town, owner: str) -> None:
    """Of 20,000 cases no step of a list reads more than a fifth, whatever it is asked for."""
    organ = town.organs[HOME]
    server = await connect(town.database_url, urlsplit(town.database_url).path.strip("/"))
    try:
        await seed(server, organ, 20_000)
        await server.execute(
            "INSERT INTO clocks (case_id, organ_id, is_open, calendar, answer_due, owed_by, timely,"
            " provisional, warnings) SELECT id, organ_id, answered_on IS NULL, CASE WHEN answered_on IS NOT NULL"
            " THEN 1 END, received_on + 28, CASE WHEN answered_on IS NULL THEN received_on + 28 END, CASE WHEN answered_on IS NOT NULL THEN"
            " answered_on <= received_on + 28 END, false, '[]' FROM cases"
        )
        await server.execute("VACUUM (ANALYZE) clocks")
    finally:
        await server.close()
    asked = [
        *(Wanted(organs=(organ,), sort=sort) for sort in SORTS),
        *(Wanted(organs=(organ,), text=word) for word in (FREQUENT, RARE, "申请人17", f"{RARE} {FREQUENT}")),
        Wanted(organs=(organ,), text=CARD), Wanted(organs=(organ,), text=PHONE),
        Wanted(organs=(organ,), text="YSQ-370783-2025-0000123"),
        Wanted(organs=(organ,), tag="没有"), Wanted(organs=(organ,), handler=UUID(int=1)),
        Wanted(organs=(organ,), department=UUID(int=1)), Wanted(organs=(organ,), channel="fax"),
        Wanted(organs=(organ,), applicant_class="other_org"), Wanted(organs=(organ,), annual_row="refused_reconfirm"),
        Wanted(organs=(organ,), overdue_on=date(2025, 1, 20)),
    ]  # fmt: skip
    async with town.office.sessions() as session:
        for wanted in asked:
            read = max(await read_by(town, session, wanted))
            assert read <= MOST_READ, f"{wanted}: {read} lines"
        rare = await list_cases(session, town.office.vault, asked[9], counted=True)
        assert rare.total == RARE_CASES
        frequent = await list_cases(session, town.office.vault, asked[8], counted=True)
        assert frequent.total == MOST_FOUND + 1


MOST_READ = 4_000  # lines of a table: four times what is counted at most


async def read_by(town: Town, session: AsyncSession, wanted: Wanted) -> list[int]:
    """How many lines each step of a page of the list with its count has read."""
    engine, sent = town.office.engine.sync_engine, list[tuple[str, Any]]()

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        sent.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        await list_cases(session, town.office.vault, wanted, counted=True)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    connection = await session.connection()
    explained = await connection.exec_driver_sql(
        f"EXPLAIN (ANALYZE, FORMAT JSON) {sent[-1][0]}", sent[-1][1]
    )
    told = explained.scalar_one()
    (whole,) = json.loads(told) if isinstance(told, str) else told
    return [*steps_of(whole["Plan"])]


def steps_of(step: dict[str, Any]) -> Iterator[int]:
    removed = sum(n for name, n in step.items() if name.startswith("Rows Removed by"))
    yield round((step["Actual Rows"] + removed) * step["Actual Loops"])
    for inner in step.get("Plans", ()):
        yield from steps_of(inner)
