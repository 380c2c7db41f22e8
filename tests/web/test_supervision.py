"""监督 and 抽查: every figure of every organ below leads to its cases; a drawing can be drawn again.

Days of 2026 by the published schedule: from 12 October to the end of the year every Monday to
Friday is a working day. Today is Sunday 22 November. Twenty working days from 22 October end on
19 November, from 26 October on 23 November.
"""

import hashlib
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

import httpx
import openpyxl
import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import IntegrityError

from cases.actions import auditing, closing
from cases.actor import Actor, system
from cases.errors import BadInput, NotAllowed, NotFound
from cases.law.audit_points import AUDIT_POINTS, Verdict
from cases.models import Case, OfficerRole, Role
from cases.models_audit import Audit, AuditedCase, AuditFinding
from cases.states import State
from tests.conftest import Town
from tests.pages.reading import Read, wrong
from tests.web.below import BELOW, code_of, organs_below, received
from tests.web.conftest import CARD, HOME, Site, new_case
from tests.web.test_overview import behind, figures, lines, opened_page

pytestmark = pytest.mark.anyio

CITY = "370783"
FOREIGN = "371702"
CLERK = system("经办")
EVERY = {point.key: (Verdict.PASSED, "") for point in AUDIT_POINTS}


@pytest.fixture
async def above(town: Town) -> str:
    """The supervisor of the city."""
    await town.officer("above", CITY, Role.SUPERVISOR)
    return "above"


async def page_for(site: Site, login: str, path: str) -> Read:
    async with site.browser(login) as (client, _):
        return await opened_page(client, path)


async def closed(town: Town, code: str, came: date, answered: date) -> Case:
    """A case of an organ that came on a day and was answered on another."""
    today = town.clock.at
    town.clock.go_to(answered.year, answered.month, answered.day)
    case = await received(town, code, came, State.CLOSED)
    town.clock.at = today
    return case


async def some_work(town: Town) -> None:
    """Three of the organs below have something of everything; the others nothing."""
    one, two, three = code_of(1), code_of(2), code_of(3)
    await received(town, one, date(2026, 10, 22))  # late since 19 November
    await received(town, one, date(2026, 10, 26))  # due on 23 November
    await received(town, one, date(2026, 11, 20))
    await closed(town, two, date(2026, 3, 2), date(2026, 3, 10))
    await closed(town, two, date(2026, 3, 2), date(2026, 4, 20))  # was due on 30 March
    await closed(town, two, date(2025, 12, 30), date(2026, 1, 9))  # carried in, answered
    today = town.clock.at
    town.clock.go_to(2025, 12, 31)
    await received(town, three, date(2025, 12, 30))  # carried in, still open
    town.clock.at = today
    await new_case(town, f"clerk-{three}", three, State.UNCONFIRMED)


# ---- the organs below ----


async def test_every_figure_of_every_organ_leads_to_exactly_its_cases(
    site: Site, town: Town, above: str
) -> None:
    await organs_below(town, 4)
    await some_work(town)
    async with site.browser(above) as (client, _):
        page = await opened_page(client, "/supervision")
        found = figures(page)
        for href, number in found:
            assert await behind(client, href) == number, href
    said = dict(found)
    one, two, three = code_of(1), code_of(2), code_of(3)
    of = "/annual-tables/{}/2026/cells/{}/total"
    assert said[f"/figures/{one}/2026/open"] == 3
    assert said[f"/worklists/overdue?organ={one}"] == 1
    assert said[f"/worklists/due_5?organ={one}"] == 1
    assert said[of.format(two, "new_received")] == 2
    assert said[of.format(two, "carried_in")] == 1
    assert said[of.format(two, "total_processed")] == 3
    assert said[f"/figures/{two}/2026/late_answers"] == 1
    assert said[of.format(three, "carried_in")] == 1
    assert said[f"/cases?organ={three}&state=unconfirmed"] == 1
    assert f"/figures/{two}/2026/open" not in said  # a nought leads nowhere
    rows = {row.children[0].text.strip(): row for row in lines(page, "supervision-table")}
    # of three answers one was late: 2 of 3, rounded down
    assert rows["寿光市第2局"].children[-1].text == "66.7%"
    assert rows["寿光市第4局"].children[-1].text == "—"


async def test_what_was_carried_in_and_came_less_what_was_answered_is_open(
    site: Site, town: Town, above: str
) -> None:
    await organs_below(town, 4)
    await some_work(town)
    page = await page_for(site, above, "/supervision")
    rows = lines(page, "supervision-table")
    for row in rows:
        heads = [th.text.split()[0] for th in page.all("th", scope="col")]
        said = dict(zip(heads, (cell.text for cell in row.children), strict=True))
        carried, came, done = (int(said[h]) for h in ("上年结转", "本年新收", "本年办结"))
        assert carried + came - done == int(said["在办"]), said


async def test_the_sum_stands_in_the_last_line(site: Site, town: Town, above: str) -> None:
    await organs_below(town, 4)
    await some_work(town)
    page = await page_for(site, above, "/supervision")
    (foot,) = [row for row in page.all("tr") if any(e.tag == "tfoot" for e in row.around)]
    # open 3 + 0 + 1, late 1 + 0 + 1 (that of December 2025), near 1, unconfirmed 1, carried in
    # 0 + 1 + 1, received 3 + 2 + 0, answered 3, late answers 1, 2 of 3 on time
    assert [cell.text for cell in foot.children] == [
        "合计", "", "4", "2", "1", "1", "2", "5", "3", "1", "66.7%",
    ]  # fmt: skip


async def test_eighty_organs_are_one_table_of_four_statements(
    site: Site, town: Town, above: str
) -> None:
    await organs_below(town)
    page = await page_for(site, above, "/supervision")
    # the city, its bureau and its township, and those made here
    assert len(lines(page, "supervision-table")) == BELOW + 3
    assert "83个单位" in page.one("h1").text


@pytest.mark.parametrize(
    ("sort", "first"),
    [("", "寿光市第1局"), ("-open", "寿光市第1局"), ("-received", "寿光市第1局"),
     ("-carried_in", "寿光市第2局"), ("rate", "寿光市第2局"), ("-unconfirmed", "寿光市第3局")],
)  # fmt: skip
async def test_each_column_sorts_and_says_how_it_stands(
    site: Site, town: Town, above: str, sort: str, first: str
) -> None:
    await organs_below(town, 3)
    await some_work(town)
    page = await page_for(site, above, f"/supervision?sort={sort}")
    assert lines(page, "supervision-table")[0].children[0].text.strip() == first
    standing = [th for th in page.all("th") if "aria-sort" in th.given]
    expected = "ascending" if sort and not sort.startswith("-") else "descending"
    assert [th.given["aria-sort"] for th in standing] == [expected]


async def test_the_spreadsheet_holds_the_same_in_the_same_order(
    site: Site, town: Town, above: str
) -> None:
    await organs_below(town, 4)
    await some_work(town)
    async with site.browser(above) as (client, _):
        answer = await client.get("/supervision.xlsx?sort=-received")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert rows[0][:8] == (code_of(1), "寿光市第1局", 3, 1, 1, 0, 0, 3)
    assert rows[-1] == ("", "合计", 4, 2, 1, 1, 2, 5, 3, 1, "66.7%")
    assert len(rows) == 3 + 4 + 1


async def test_only_what_is_below_is_seen_whatever_else_is_held(
    site: Site, town: Town, above: str
) -> None:
    """Head of a foreign organ and supervisor of the city: the foreign one is none of supervision's."""
    officer = await town.actor(above)
    async with town.office.sessions.begin() as session:
        row = {
            "officer_id": officer.officer_id,
            "organ_id": town.organs[FOREIGN],
            "role": Role.HEAD,
        }
        await session.execute(insert(OfficerRole), [row])
    async with site.browser(above) as (client, _):
        page = await client.get("/supervision")
        foreign = await client.get(f"/supervision/{FOREIGN}")
        nobodys = await client.get("/supervision/nowhere")
    assert "菏泽市" not in page.text
    assert foreign.status_code == 403
    assert "不在您的监督范围" in foreign.text
    assert nobodys.status_code == 404


@pytest.mark.parametrize("role", Role)
async def test_supervision_is_for_supervisors(site: Site, town: Town, role: Role) -> None:
    await town.officer("one", CITY, role)
    paths = ("/supervision", "/supervision.xlsx", f"/supervision/{HOME}",
             f"/supervision/{CITY}/audits")  # fmt: skip
    async with site.browser("one") as (client, _):
        for path in paths:
            answer = await client.get(path)
            assert answer.status_code == (200 if role is Role.SUPERVISOR else 403), path


async def test_an_organs_page_leads_on_to_its_late_case(site: Site, town: Town, above: str) -> None:
    await organs_below(town, 1)
    case = await received(town, code_of(1), date(2026, 10, 22))
    async with site.browser(above) as (client, _):
        page = await opened_page(client, f"/supervision/{code_of(1)}")
        (row,) = lines(page, "late-table")
        assert case.number in row.text
        assert "等待初审" in row.text
        for href, number in figures(page):
            assert await behind(client, href) == number, href
        (link,) = [a for a in page.all("a") if a.text == case.number]
        assert (await client.get(link.given["href"])).status_code == 200


# ---- drawing answers at random ----


async def supervisor(town: Town, *below: str) -> Actor:
    """The supervisor of the city with the reach that the guard gives."""
    found = await town.actor("above")
    reads = {town.organs[code] for code in (CITY, HOME, "370783-houzhen", *below)}
    return Actor(found.officer_id, found.name, found.roles, frozenset(reads))


async def answers(town: Town, count: int, day: date = date(2026, 3, 10)) -> list[Case]:
    """So many cases of the bureau answered on a day."""
    await town.officer("clerk", HOME, Role.REGISTRAR)
    today = town.clock.at
    town.clock.go_to(day.year, day.month, day.day)
    made = [
        await new_case(town, "clerk", HOME, State.CLOSED, dates={"submitted_on": date(2026, 3, 2)})
        for _ in range(count)
    ]
    town.clock.at = today
    return made


async def drawn(town: Town, **changes: Any) -> UUID:
    """An audit of the bureau's answers of the year: its id."""
    asked: dict[str, Any] = {
        "organs": [town.organs[HOME]], "first_day": date(2026, 1, 1),
        "last_day": date(2026, 11, 22), "wanted": 3, "seed": "0123456789abcdef",
    }  # fmt: skip
    async with town.office.sessions.begin() as session:
        audit = await auditing.draw(
            session, await supervisor(town), town.clock.at, town.organs[CITY], **asked | changes
        )
    return audit.id


async def sample(town: Town, audit: UUID) -> list[UUID]:
    async with town.office.sessions() as session:
        rows = await session.scalars(
            select(AuditedCase.case_id)
            .where(AuditedCase.audit_id == audit)
            .order_by(AuditedCase.place)
        )
        return list(rows)


async def test_a_drawing_can_be_drawn_again_by_anybody_who_knows_its_seed(
    town: Town, above: str
) -> None:
    cases = await answers(town, 8)
    audit = await drawn(town)
    # the rule as the page tells it: SHA-256 of “seed:case”, the first three
    keys = {
        hashlib.sha256(f"0123456789abcdef:{case.id}".encode()).digest(): case.id for case in cases
    }
    expected = [keys[key] for key in sorted(keys)][:3]
    assert await sample(town, audit) == expected
    assert await sample(town, await drawn(town)) == expected
    assert await sample(town, await drawn(town, seed="another")) != expected


async def test_a_drawing_keeps_who_when_the_seed_and_how_many_there_were(
    town: Town, above: str
) -> None:
    await answers(town, 4)
    audit = await drawn(town)
    async with town.office.sessions() as session:
        row = await session.get_one(Audit, audit)
    assert (row.population, row.wanted, row.seed) == (4, 3, "0123456789abcdef")
    assert (row.drawn_by, row.drawn_at) == ("above", town.clock.at)
    assert row.organs == [town.organs[HOME]]


async def test_fewer_than_wanted_are_all_drawn(town: Town, above: str) -> None:
    cases = await answers(town, 2)
    assert set(await sample(town, await drawn(town, wanted=20))) == {case.id for case in cases}


async def test_what_was_withdrawn_or_answered_on_another_day_is_not_drawn_from(
    town: Town, above: str
) -> None:
    (kept,) = await answers(town, 1)
    gone = await new_case(town, "clerk", HOME, State.HANDLING)
    async with town.office.sessions.begin() as session:
        await closing.record_withdrawal(
            session, CLERK, town.clock.at, gone.id, withdrawn_on=date(2026, 11, 22),
            paper="今日签名的撤回申请书",
        )  # fmt: skip
    await new_case(town, "clerk", HOME, State.CLOSED)  # answered today
    audit = await drawn(town, last_day=date(2026, 11, 21))
    assert await sample(town, audit) == [kept.id]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"first_day": date(2027, 1, 1), "last_day": date(2027, 1, 2)}, "晚于今天"),
        ({"first_day": date(2026, 3, 1), "last_day": date(2026, 2, 1)}, "早于开始日期"),
        ({"wanted": 0}, "抽取件数应为1至500"),
        ({"wanted": 501}, "抽取件数应为1至500"),
        ({"organs": []}, "没有选择单位"),
        ({"first_day": date(2026, 6, 1), "last_day": date(2026, 6, 2)}, "没有可以抽查的案件"),
    ],
)
async def test_what_cannot_be_drawn_is_said_in_a_sentence_and_nothing_is_kept(
    town: Town, above: str, changes: dict[str, Any], sentence: str
) -> None:
    await answers(town, 1)
    with pytest.raises(BadInput) as refused:
        await drawn(town, **changes)
    assert sentence in refused.value.sentence
    async with town.office.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(Audit)) == 0


async def test_only_organs_below_the_own_one_are_drawn_from(town: Town, above: str) -> None:
    await answers(town, 1)
    with pytest.raises(NotFound):
        await drawn(town, organs=[town.organs[HOME], town.organs[FOREIGN]])


async def test_only_a_supervisor_of_the_organ_draws(town: Town, above: str) -> None:
    await answers(town, 1)
    for login, organ in (("clerk", HOME), ("above", HOME)):
        actor = await supervisor(town) if login == "above" else await town.actor(login)
        async with town.office.sessions.begin() as session:
            with pytest.raises(NotAllowed):
                await auditing.draw(
                    session, actor, town.clock.at, town.organs[organ], organs=[town.organs[HOME]],
                    first_day=date(2026, 1, 1), last_day=date(2026, 11, 22), wanted=1, seed="x",
                )  # fmt: skip


@pytest.mark.parametrize("table", ["audits", "audited_cases", "audit_findings", "drafts_opened"])
async def test_what_was_drawn_and_found_is_closed_to_rewriting(
    town: Town, above: str, table: str
) -> None:
    await answers(town, 1)
    await drawn(town)
    async with town.office.sessions.begin() as session:
        with pytest.raises(IntegrityError):
            await session.execute(text(f"DELETE FROM {table}"))


# ---- the check of each answer, by its pages ----


async def draw_by_page(
    client: httpx.AsyncClient, token: str, **fields: str
) -> tuple[httpx.Response, str]:
    """The form of a new audit as the browser sends it; where it leads."""
    form = {"form_token": token, "answered_from": "2026-01-01", "answered_to": "2026-11-22",
            "wanted": "2", "organ.1": HOME}  # fmt: skip
    answer = await client.post(f"/supervision/{CITY}/audits", data=form | fields)
    return answer, answer.headers.get("location", "")


async def test_an_audit_goes_from_the_drawing_to_its_result(
    site: Site, town: Town, above: str
) -> None:
    await answers(town, 3)
    async with site.browser(above) as (client, token):
        answer, here = await draw_by_page(client, token)
        assert answer.status_code == 303
        page = await opened_page(client, here)
        assert "总体3件，抽取2件" in page.one("main").text
        case = await opened_page(client, f"{here}/cases/1")
        told = case.one("main").text
        # received on 2 March, due on the 30th, answered on the 10th
        assert "答复期限2026-03-30，2026-03-10答复，按期" in told
        assert "A2 予以公开，计入“予以公开”" in told
        assert "没有检索记录" in told
        assert "现答复如下" in told  # the answer itself
        form = {f"points.{point.key}.verdict": "passed" for point in AUDIT_POINTS}
        form |= {"points.search.verdict": "not_applicable", "form_token": token}
        form |= {"points.reasons.verdict": "failed", "points.reasons.remark": "未写明条款"}
        saved = await client.post(f"{here}/cases/1", data=form)
        assert saved.headers["location"] == f"{here}/cases/2"  # on to the next
        page = await opened_page(client, here)
        assert "已经检查完1件，共2件" in page.one("main").text
        first, second = lines(page, "drawn-table")
        assert "1处不合格" in first.text
        assert "开始检查" in second.text
        again = await client.post(
            f"{here}/cases/1", data=form | {"points.reasons.verdict": "passed"}
        )
        assert again.status_code == 303
        first, _ = lines(await opened_page(client, here), "drawn-table")
        assert "没有发现问题" in first.text
    async with town.office.sessions() as session:  # both opinions are kept
        kept = (await session.scalars(select(AuditFinding).order_by(AuditFinding.id))).all()
    assert [row.points["reasons"]["verdict"] for row in kept] == ["failed", "passed"]
    assert {row.made_by for row in kept} == {"above"}


async def test_the_result_is_a_spreadsheet_without_personal_numbers(
    site: Site, town: Town, above: str
) -> None:
    await answers(town, 1)
    audit = await drawn(town)
    points = EVERY | {"service": (Verdict.FAILED, f"回证上写有{CARD}")}
    async with town.office.sessions.begin() as session:
        who = await supervisor(town)
        await auditing.find(session, who, town.clock.at, audit, 1, points)
    async with site.browser(above) as (client, _):
        answer = await client.get(f"/supervision/{CITY}/audits/{audit}/file")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert "种子0123456789abcdef" in "".join(cells)
    assert "总体1件" in "".join(cells)
    assert cells.count("合格") == len(AUDIT_POINTS) - 1
    assert cells.count("不合格") == 1
    assert CARD not in "".join(cells)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"points.deadline.verdict": "failed"}, "“答复期限”不合格的，应当写明问题"),
        ({"points.deadline.remark": "没有说明"}, "写了说明，没有选择结论"),
        ({}, "没有选择任何结论"),
        ({"points.deadline.verdict": "perhaps"}, "不在可选范围内"),
        ({"points.nothing.verdict": "passed"}, "没有“nothing”这一要点"),
    ],
)
async def test_an_opinion_that_says_too_little_is_shown_again_as_typed(
    site: Site, town: Town, above: str, fields: dict[str, str], sentence: str
) -> None:
    await answers(town, 1)
    audit = await drawn(town)
    typed = {"points.remedies.verdict": "passed", "points.remedies.remark": "名称正确"}
    typed = typed if fields else {}
    async with site.browser(above) as (client, token):
        answer = await client.post(
            f"/supervision/{CITY}/audits/{audit}/cases/1",
            data={"form_token": token} | typed | fields,
        )
    assert answer.status_code == 422
    page = Read(answer.text)
    assert wrong(page) == []
    assert sentence in page.one("main").text
    if typed:
        assert page.named("points.remedies.remark").text.strip() == "名称正确"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"wanted": "many"}, "应为整数"),
        ({"answered_from": "2026-02-30"}, "应为有效日期"),
        ({"organ.1": FOREIGN}, f"没有找到代码为“{FOREIGN}”的下级单位"),
        ({"answered_from": "2026-06-01", "answered_to": "2026-06-02"}, "没有可以抽查的案件"),
    ],
)
async def test_a_drawing_that_is_refused_keeps_what_was_typed(
    site: Site, town: Town, above: str, fields: dict[str, str], sentence: str
) -> None:
    await answers(town, 1)
    async with site.browser(above) as (client, token):
        answer, _ = await draw_by_page(client, token, **fields)
    assert answer.status_code == 422
    page = Read(answer.text)
    assert wrong(page) == []
    assert sentence in page.one("main").text
    typed = fields.get("wanted", "2")
    assert page.named("wanted").given["value"] == typed


async def test_another_organs_audit_and_a_case_that_was_not_drawn_are_not_found(
    site: Site, town: Town, above: str
) -> None:
    await answers(town, 1)
    audit = await drawn(town)
    await town.officer("beside", FOREIGN, Role.SUPERVISOR)
    async with site.browser(above) as (client, _):
        assert (await client.get(f"/supervision/{CITY}/audits/{audit}/cases/2")).status_code == 404
        other = await client.get(f"/supervision/{HOME}/audits/{audit}")
        assert other.status_code == 403  # who supervises the city is no supervisor of the bureau's
    async with site.browser("beside") as (client, _):
        assert (await client.get(f"/supervision/{CITY}/audits/{audit}")).status_code == 404
        assert (await client.get(f"/supervision/{FOREIGN}/audits/{audit}")).status_code == 404


async def test_an_answer_struck_after_the_drawing_says_so(
    site: Site, town: Town, above: str
) -> None:
    (case,) = await answers(town, 1)
    audit = await drawn(town)
    async with town.office.sessions.begin() as session:
        await closing.strike_closing(session, CLERK, town.clock.at, case.id, "误录")
    async with site.browser(above) as (client, _):
        page = await opened_page(client, f"/supervision/{CITY}/audits/{audit}/cases/1")
        listed = await opened_page(client, f"/supervision/{CITY}/audits/{audit}")
    assert "办结记录已经撤销，本件现为“待送达”" in page.one("main").text
    assert "办结记录已撤销" in listed.one("main").text
