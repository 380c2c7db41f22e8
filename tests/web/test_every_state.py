"""Every page of a case opens in every state of the chain, for somebody who may do everything."""

import pytest

from cases.models import Role
from cases.states import State
from tests.conftest import Town
from tests.web.conftest import HOME, Site, new_case

pytestmark = pytest.mark.anyio
PAGES = (
    "", "/clock", "/review", "/history", "/items/1", "/items/1?outcome=A12", "/searches/new",
    "/spot-answer", "/letter", "/papers", "/papers/new?paper=P5", "/papers/new?paper=I1",
)  # fmt: skip


async def test_every_page_of_a_case_opens_in_every_state(site: Site, town: Town) -> None:
    await town.officer("owner", HOME, *Role)
    async with site.program("owner") as client:
        for state in State:
            case = await new_case(town, "owner", HOME, state)
            for page in PAGES:
                answer = await client.get(f"/cases/{case.id}{page}")
                assert answer.status_code == 200, (state, page)
                assert case.number in answer.text, (state, page)
