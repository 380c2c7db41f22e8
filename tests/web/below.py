"""A city with many organs below it, each with a case or none: what heads and supervisors look at."""

from datetime import date
from typing import Final

from cases.actions.organs import add_organ
from cases.models import Case, Role
from cases.states import State
from tests.actions.lettering import lettered
from tests.conftest import SETTER, Town
from tests.web.conftest import new_case

CITY: Final = "370783"
BELOW: Final = 80
LONG_NAME: Final = (
    "寿光市综合行政执法局（寿光市城市管理局、寿光市环境卫生管理服务中心）派驻第{}大队"
)


def code_of(number: int) -> str:
    """The code of an invented organ."""
    return f"{CITY}-b{number:02d}"


async def organs_below(town: Town, count: int = BELOW) -> list[str]:
    """So many organs below the city, every tenth with a long name: their codes."""
    codes = [code_of(number) for number in range(1, count + 1)]
    async with town.office.sessions.begin() as session:
        for number, code in enumerate(codes, start=1):
            name = LONG_NAME.format(number) if number % 10 == 0 else f"寿光市第{number}局"
            organ = await add_organ(session, SETTER, code=code, name=name, parent=CITY)
            town.organs[code] = organ.id
            await lettered(session, organ.id)
    return codes


async def received(town: Town, code: str, day: date, state: State = State.SCREENING) -> Case:
    """A case of an organ received on a day, brought to a state by a clerk of its own."""
    login = f"clerk-{code}"
    try:
        await town.actor(login)
    except AssertionError:
        await town.officer(login, code, Role.REGISTRAR, Role.HANDLER)
    return await new_case(town, login, code, state, dates={"submitted_on": day})
