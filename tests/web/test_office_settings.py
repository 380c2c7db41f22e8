"""Settings of an organ behind the real application: whose they are, what is shown, what is kept."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert

from cases.actions.absences import enter_absence, revoke_absence
from cases.actions.assignment import accept, assign, screen
from cases.actions.chain_setting import set_chain
from cases.actions.departments import add_department
from cases.chain import USUAL, Level
from cases.models import Case, OfficerRole, Role
from cases.models_work import Absence
from cases.states import State
from tests.actions.filing import registered
from tests.conftest import SETTER, Town
from tests.pages.reading import Read, wrong
from tests.web.conftest import HOME, Site, settings_of, stored
from tests.web.doors import CHAIN, CHAIN_FORM, DOORS, LEVELS, Of, Things, call

pytestmark = pytest.mark.anyio

CITY, TOWNSHIP = "370783", "370783-houzhen"
PAGE, API = f"/office/{HOME}", f"/api/organs/{HOME}"
SETTINGS = tuple(
    door
    for door in DOORS
    if any(part in door.path for part in ("/departments", "/absences", "/chain", "/own-name"))
)
ADMINISTRATORS = tuple(
    door for door in SETTINGS if door.writes and ("dep" in door.path or "own-name" in door.path)
)
CHAINS = tuple(door for door in SETTINGS if door.writes and door.path.endswith("/chain"))
LEAVE = {
    "officer": "zhao", "substitute": "qian", "first_day": "2026-11-23", "last_day": "2026-11-27",
    "reason": "年休假",
}  # fmt: skip


@pytest.fixture(autouse=True)
async def people(town: Town) -> None:
    for login, *roles in (
        ("zhao", Role.HANDLER),
        ("qian", Role.HANDLER, Role.REVIEWER),
        ("sun", Role.REGISTRAR, Role.HANDLER),
        ("head", Role.HEAD, Role.REGISTRAR),
        ("boss", Role.ADMINISTRATOR),
    ):
        await town.officer(login, HOME, *roles)


async def of_home(town: Town) -> Things:
    """What the paths of settings name."""
    department, absence = await settings_of(town, await town.actor("zhao"), HOME)
    return Things(
        HOME, uuid4(), uuid4(), uuid4(), uuid4(), "zhao", 1,
        department_id=department, absence_id=absence,
    )  # fmt: skip


async def department(town: Town, name: str, organ: str = HOME) -> UUID:
    async with town.office.sessions.begin() as session:
        return (await add_department(session, SETTER, town.organs[organ], name=name)).id


async def leave(town: Town, first: date = date(2026, 11, 23)) -> Absence:
    async with town.office.sessions.begin() as session:
        return await enter_absence(
            session, await town.actor("zhao"), town.clock.at, town.organs[HOME],
            officer="zhao", substitute="qian", first_day=first, last_day=date(2026, 11, 27),
        )  # fmt: skip


async def test_there_are_doors_of_settings_to_be_asked() -> None:
    assert (len(SETTINGS), len(ADMINISTRATORS), len(CHAINS)) == (16, 7, 2)


@pytest.mark.parametrize("role", Role)
async def test_each_role_alone_sets_what_is_its_own(site: Site, town: Town, role: Role) -> None:
    await town.officer("one", HOME, role)
    things, before = await of_home(town), await stored(town)
    async with site.program("one") as client:
        for door in (*ADMINISTRATORS, *CHAINS):
            may = (Role.ADMINISTRATOR, Role.HEAD) if door in CHAINS else (Role.ADMINISTRATOR,)
            answer = await call(client, door, things)
            if role in may:
                assert answer.status_code in (201, 303, 422), f"{door}: {answer.text}"
            else:
                assert answer.status_code == 403, door
                assert "管理员" in answer.text
        if role not in (Role.ADMINISTRATOR, Role.HEAD):
            for path in (f"{API}/absences", f"{PAGE}/absences"):
                answer = await client.post(path, **sent(path, LEAVE))
                assert answer.status_code == 403, path
                path += f"/{things.absence_id}/revocation"
                assert (await client.post(path, **sent(path, {}))).status_code == 403
            assert await stored(town) == before


def sent(path: str, body: dict[str, Any]) -> dict[str, Any]:
    return {"json": body} if path.startswith("/api/") else {"data": body}


@pytest.mark.parametrize("organ", [CITY, TOWNSHIP, "371702"])
async def test_a_foreign_organs_settings_are_not_there(site: Site, town: Town, organ: str) -> None:
    """404 for who works elsewhere with every role; the superior sees no leave and sets nothing."""
    roles = tuple(role for role in Role if role is not Role.SUPERVISOR)
    await town.officer("stranger", organ, *roles)
    things, before = await of_home(town), await stored(town)
    async with site.program("stranger") as client:
        for door in SETTINGS:
            assert (await call(client, door, things)).status_code == 404, door
        assert (await client.get(PAGE)).status_code == 404
    assert await stored(town) == before


async def test_a_supervisor_reads_departments_and_chain_and_no_leave(
    site: Site, town: Town
) -> None:
    await town.officer("superior", CITY, *Role)
    things = await of_home(town)
    async with site.program("superior") as client:
        for door in SETTINGS:
            answer = await call(client, door, things)
            expected = 200 if door.of is Of.ORGAN else 403
            assert answer.status_code == expected, door
        assert (await client.get(PAGE)).status_code == 403


async def test_ids_of_another_organ_are_not_there(site: Site, town: Town) -> None:
    await town.officer("mayor", TOWNSHIP, Role.ADMINISTRATOR)
    things = await of_home(town)
    before = await stored(town)
    here = f"/api/organs/{TOWNSHIP}"
    async with site.program("mayor") as client:
        for path, body in (
            (f"{here}/departments/{things.department_id}", {"name": "甲"}),
            (f"{here}/departments/{things.department_id}/members", {"members": []}),
            (f"{here}/absences/{things.absence_id}/revocation", {}),
            (f"/office/{TOWNSHIP}/departments/{things.department_id}", {"name": "甲"}),
            (f"/office/{TOWNSHIP}/absences/{things.absence_id}/revocation", {}),
        ):
            answer = await client.post(path, **sent(path, body))
            assert answer.status_code == 404, path
    assert await stored(town) == before


async def test_a_department_is_made_renamed_staffed_and_stopped_by_a_program(
    site: Site, town: Town
) -> None:
    async with site.program("boss") as client:
        made = await client.post(f"{API}/departments", json={"name": "土地利用科"})
        assert made.status_code == 201
        path = f"{API}/departments/{made.json()['id']}"
        staffed = await client.post(f"{path}/members", json={"members": ["zhao", "qian"]})
        assert [one["name"] for one in staffed.json()["members"]] == ["qian", "zhao"]
        changed = await client.post(path, json={"name": "利用科", "active": False})
        assert changed.json() == staffed.json() | {"name": "利用科", "active": False}
        assert (await client.get(f"{API}/departments")).json() == [changed.json()]
        refused = await client.post(f"{path}/members", json={"members": ["nobody"]})
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["field"] == "members"
        again = await client.post(f"{API}/departments", json={"name": "利用科"})
        assert (again.status_code, again.json()["title"]) == (409, "数据冲突")


async def test_a_department_on_the_page_is_changed_whole_or_not_at_all(
    site: Site, town: Town
) -> None:
    land = await department(town, "土地利用科")
    await department(town, "规划科")
    path = f"{PAGE}/departments/{land}"
    async with site.program("boss") as client:
        form = {"name": "利用科", "members": ["zhao", "qian"], "active": "on"}
        done = await client.post(path, data=form)
        assert (done.status_code, done.headers["location"]) == (303, f"{PAGE}#departments")
        before = await stored(town)
        # the name is free, but not everybody is of this organ; the name is taken
        for form, field, said in (
            ({"name": "执法科", "members": ["nobody", "sun"]}, "members", "“nobody”"),
            ({"name": "规划科", "members": ["sun"]}, "name", "已有名为“规划科”的科室"),
        ):
            refused = await client.post(path, data=form)
            assert refused.status_code in (409, 422)
            page = Read(refused.text)
            assert wrong(page) == []
            prefix = next(
                e.given["id"].removesuffix("name")
                for e in page.all("input", name="name", value=form["name"])
            )
            assert said in page.by_id(f"{prefix}{field}-fault").text
            ticked = [
                box.given["value"]
                for box in page.all("input", name="members")
                if "checked" in box.given and page.by_id(f"{prefix}members") in box.around
            ]
            assert ticked == ["sun"]
        assert await stored(town) == before
        await client.post(path, data={"name": "利用科"})  # nothing ticked: stopped, and empty
        (_, shown) = (await client.get(f"{API}/departments")).json()
        assert (shown["name"], shown["active"], shown["members"]) == ("利用科", False, [])


async def test_leave_on_the_page_keeps_what_was_typed_beside_its_faults(
    site: Site, town: Town
) -> None:
    before = await stored(town)
    async with site.program("head") as client:
        form = LEAVE | {"substitute": "sun", "last_day": "2026-11-20"}
        refused = await client.post(f"{PAGE}/absences", data=form)
        assert refused.status_code == 422
        page = Read(refused.text)
        assert wrong(page) == []
        assert page.by_id("absence-last_day").given["aria-invalid"] == "true"
        assert "早于开始日期2026-11-23" in page.by_id("absence-last_day-fault").text
        for name in ("first_day", "last_day", "reason"):
            assert page.by_id(f"absence-{name}").given["value"] == form[name]
        people = ("officer", "substitute")
        chosen = [
            option.given["value"]
            for option in page.all("option")
            if "selected" in option.given and option.around[-1].given["name"] in people
        ]
        assert chosen == ["zhao", "sun"]
        assert await stored(town) == before
        done = await client.post(f"{PAGE}/absences", data=LEAVE)
        assert (done.status_code, done.headers["location"]) == (303, f"{PAGE}#absences")
        again = await client.post(f"{PAGE}/absences", data=LEAVE)
        assert again.status_code == 409
        assert "已有请假代办" in Read(again.text).by_id("absence-first_day-fault").text
        shown = Read((await client.get(PAGE)).text).one("main").text
        assert "未开始" in shown
        assert "年休假" in shown


async def test_an_officer_is_offered_the_own_leave_only(site: Site, town: Town) -> None:
    async with site.program("zhao") as client:
        page = Read((await client.get(PAGE)).text)
        offered = [
            o.given["value"] for o in page.all("option") if page.named("officer") in o.around
        ]
        assert offered == ["zhao"]
        assert (await client.post(f"{PAGE}/absences", data=LEAVE)).status_code == 303
        assert "年休假" in (await client.get(PAGE)).text
        other = await client.post(f"{PAGE}/absences", data=LEAVE | {"officer": "sun"})
        assert other.status_code == 403
    async with site.program("qian") as client:
        text = (await client.get(PAGE)).text
        assert "年休假" not in text  # why he is away is not for everybody
        assert "/revocation" not in text
        told = "zhao自2026-11-23至2026-11-27请假，由您代办"
        assert told in (await client.get("/")).text


async def test_leave_is_revoked_on_the_page_and_a_second_time_refused(
    site: Site, town: Town
) -> None:
    made = await leave(town)
    path = f"{PAGE}/absences/{made.id}/revocation"
    async with site.program("head") as client:
        assert path in (await client.get(PAGE)).text
        assert (await client.post(path)).status_code == 303
        again = await client.post(path)
        assert again.status_code == 409
        assert "这条请假代办已经撤销" in Read(again.text).one("main").text
        listed = (await client.get(f"{API}/absences")).json()
    assert [one["standing"] for one in listed] == ["已撤销"]


async def test_standing_of_leave_goes_with_the_days(site: Site, town: Town) -> None:
    await leave(town)
    seen = {}
    for day in (22, 23, 27, 28):
        town.clock.go_to(2026, 11, day)
        async with site.program("sun") as client:
            (row,) = (await client.get(f"{API}/absences")).json()
        seen[day] = row["standing"]
    assert seen == {22: "未开始", 23: "代办中", 27: "代办中", 28: "已结束"}


async def test_the_chain_is_drawn_for_every_clerk_and_set_by_the_head(
    site: Site, town: Town
) -> None:
    def drawn(text: str) -> list[str]:
        page = Read(text)
        steps = page.one("ol", **{"aria-label": "案件依次经过的环节"})
        return [step.text for step in steps.children]

    async with site.program("zhao") as client:
        page = (await client.get(PAGE)).text
        assert drawn(page) == [
            "登记", "初审", "分办", "办理", "拟稿", "保密审查", "法制审核", "公开机构审核", "签发",
            "送达", "归档",
        ]  # fmt: skip
        assert f"{PAGE}/chain" not in page
    async with site.program("head") as client:
        done = await client.post(f"{PAGE}/chain", data=CHAIN_FORM | {"one_person": "on"})
        assert (done.status_code, done.headers["location"]) == (303, f"{PAGE}#chain")
    async with site.program("zhao") as client:
        page = (await client.get(PAGE)).text
        assert drawn(page) == [
            "登记", "办理", "拟稿", "保密审查可跳过", "法制审核可跳过", "签发", "送达", "归档",
        ]  # fmt: skip
        assert "拟稿人可以签发本人拟制的答复。" in page
        assert "只有两人" in page  # why, and by whom
        said = (await client.get(f"{API}/chain")).json()
    assert [step["label"] for step in said["steps"]][2:4] == ["拟稿", "保密审查"]
    assert said["history"][0]["levels"] == LEVELS
    assert (said["one_person"], said["history"][0]["made_by"]) == (True, "head")


async def test_a_level_without_anybody_is_pointed_out(site: Site, town: Town) -> None:
    async with site.program("zhao") as client:
        text = Read((await client.get(PAGE)).text).one("main").text
        assert "保密审查、签发没有相应岗位的在用人员" in text  # qian reviews, head examines
        for login, role in (("li", Role.SECRECY), ("wu", Role.LEADER)):
            await town.officer(login, HOME, role)
        assert "没有相应岗位" not in (await client.get(PAGE)).text


async def test_a_level_that_the_law_wants_is_refused_beside_it(site: Site, town: Town) -> None:
    before = await stored(town)
    wrong_levels = LEVELS | {"secrecy_review": "absent"}
    async with site.program("head") as client:
        refused = await client.post(f"{API}/chain", json=CHAIN | {"levels": wrong_levels})
        assert refused.status_code == 422
        assert refused.json()["article"].endswith("第十七条")
        assert refused.json()["errors"][0]["field"] == "levels.secrecy_review"
        form = CHAIN_FORM | {"levels.secrecy_review": "absent", "levels.legal_review": "required"}
        page = Read((await client.post(f"{PAGE}/chain", data=form)).text)
        assert wrong(page) == []
        assert "应当经过保密审查" in page.by_id("chain-levels.secrecy_review-fault").text
        assert page.by_id("chain-reason").text.strip() == "只有两人"
        chosen = {
            e.given["name"]: e.given["value"]
            for e in page.all("input", type="radio")
            if "checked" in e.given and e.given["name"] != "own_name"
        }
        # nothing is chosen where what came is no choice
        assert chosen == {
            "levels.screening": "absent", "levels.assigning": "absent",
            "levels.legal_review": "required", "levels.office_review": "absent",
        }  # fmt: skip
        empty = await client.post(f"{PAGE}/chain", data=CHAIN_FORM | {"reason": " "})
        assert empty.status_code == 422
        assert Read(empty.text).by_id("chain-reason").given["aria-invalid"] == "true"
    assert await stored(town) == before


async def test_own_name_is_shown_and_set_by_the_administrator(site: Site, town: Town) -> None:
    async with site.program("boss") as client:
        assert "以自己的名义答复" in (await client.get(PAGE)).text
        done = await client.post(f"{PAGE}/own-name", data={"own_name": "false"})
        assert done.status_code == 303
        assert "本单位的答复不能签发" in (await client.get(PAGE)).text
        said = await client.post(f"{API}/own-name", json={"own_name": True})
        assert said.json()["own_name"] is True
        assert (await client.post(f"{PAGE}/own-name", data={})).status_code == 422


async def test_the_new_roles_are_chosen_like_the_others(site: Site, town: Town) -> None:
    async with site.program("boss") as client:
        page = Read((await client.get(PAGE)).text)
        offered = [box.given["value"] for box in page.all("input", name="roles")]
        assert offered == [role.value for role in Role]
        form = {"login": "li", "name": "李", "password": "0123456789",
                "roles": ["secrecy", "leader"]}  # fmt: skip
        assert (await client.post(f"{PAGE}/officers", data=form)).status_code == 303
        assert "保密审查、签发领导" in (await client.get(PAGE)).text


async def test_somebody_of_two_organs_sees_both_and_manages_one(site: Site, town: Town) -> None:
    sun = await town.actor("sun")
    async with town.office.sessions.begin() as session:
        row = {"officer_id": sun.officer_id, "organ_id": town.organs[TOWNSHIP]}
        await session.execute(insert(OfficerRole), [row | {"role": Role.ADMINISTRATOR}])
    async with site.program("sun") as client:
        page = await client.get("/office")
        assert HOME in page.text
        assert TOWNSHIP in page.text
        parents = [o.given["value"] for o in Read(page.text).all("option")]
        assert parents == [TOWNSHIP]  # below which a new organ may be added
        assert f"{PAGE}/officers" not in (await client.get(PAGE)).text
        refused = await client.post(f"{PAGE}/departments", data={"name": "甲科"})
        assert refused.status_code == 403


async def assigned(town: Town) -> Case:
    """A case in 赵's hands."""
    head, at = await town.actor("head"), town.clock.at
    case = await registered(town, head, HOME)
    async with town.office.sessions.begin() as session:
        await screen(session, head, at, case.id, clear=True, is_application=True, ours=True)
        await assign(session, head, at, case.id, handler="zhao")
        return await accept(session, await town.actor("zhao"), at, case.id)


async def test_the_substitute_does_the_handlers_work_on_these_days_only(
    site: Site, town: Town
) -> None:
    """As signed in: the day before, on the first and the last day, the day after."""
    case = await assigned(town)
    await leave(town)
    path, body = f"/api/cases/{case.id}/assignment-return", {"reason": "应由规划科办理"}
    statuses = {}
    for day in (22, 23, 27, 28):
        town.clock.go_to(2026, 11, day)
        for login in ("sun", "qian"):
            async with site.program(login) as client:
                answer = await client.post(path, json=body)
            statuses[day, login] = answer.status_code
            if answer.status_code == 201:  # back in 赵's hands for the next day
                head, at = await town.actor("head"), town.clock.at
                async with town.office.sessions.begin() as session:
                    await assign(session, head, at, case.id, handler="zhao")
    assert statuses == {
        (22, "sun"): 403, (22, "qian"): 403, (23, "sun"): 403, (23, "qian"): 201,
        (27, "sun"): 403, (27, "qian"): 201, (28, "sun"): 403, (28, "qian"): 403,
    }  # fmt: skip


async def test_a_revoked_leave_takes_the_work_back(site: Site, town: Town) -> None:
    case = await assigned(town)
    made = await leave(town, date(2026, 11, 22))
    async with town.office.sessions.begin() as session:
        zhao = await town.actor("zhao")
        await revoke_absence(session, zhao, town.clock.at, town.organs[HOME], made.id)
    async with site.program("qian") as client:
        path = f"/api/cases/{case.id}/assignment-return"
        answer = await client.post(path, json={"reason": "应由规划科办理"})
    assert answer.status_code == 403
    assert "本件由zhao承办" in answer.json()["detail"]


async def test_a_stored_setting_of_one_organ_is_not_anothers(site: Site, town: Town) -> None:
    await town.officer("mayor", TOWNSHIP, Role.HEAD)
    async with town.office.sessions.begin() as session:
        levels = {**USUAL.levels, State.OFFICE_REVIEW: Level.ABSENT}
        await set_chain(
            session, SETTER, town.clock.at, town.organs[TOWNSHIP],
            levels=levels, one_person=True, reason="一人多角",
        )  # fmt: skip
    async with site.program("mayor") as client:
        said = (await client.get(f"/api/organs/{TOWNSHIP}/chain")).json()
        assert "公开机构审核" not in [step["label"] for step in said["steps"]]
    async with site.program("head") as client:
        said = (await client.get(f"{API}/chain")).json()
        assert said["history"] == []
        assert "公开机构审核" in [step["label"] for step in said["steps"]]
