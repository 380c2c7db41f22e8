"""下一步: the head of a case's page says what this officer does next, and leads to its form."""

import pytest

from cases.models import Role
from cases.states import State
from tests.conftest import Town
from tests.pages.reading import Element, Read
from tests.web.conftest import HOME, Site, new_case

pytestmark = pytest.mark.anyio

# As the table of moves leads from each state (README): 待初审 → 初审, … ; what is assigned is taken
# up first, what was signed gets its number before it goes out.
# fmt: off
STEPS = (
    # state, who, what the button says, where it leads beneath the case
    ("unconfirmed",    Role.REGISTRAR, "确认收到申请之日", "#confirm_receipt"),
    ("screening",      Role.REGISTRAR, "初审",             "#screen"),
    ("assigning",      Role.HEAD,      "分办",             "#assign"),
    ("handling",       Role.HANDLER,   "接办",             "#accept"),
    ("secrecy_review", Role.SECRECY,   "审核同意",         "/review#approve"),
    ("legal_review",   Role.REVIEWER,  "审核同意",         "/review#approve"),
    ("office_review",  Role.HEAD,      "审核同意",         "/review#approve"),
    ("signing",        Role.LEADER,    "签发",             "/review#sign"),
    ("serving",        Role.REGISTRAR, "编号用印",         "#issue"),
    ("closed",         Role.ARCHIVIST, "归档",             "#archive"),
)
# fmt: on


async def steps_on(site: Site, login: str, path: str) -> list[Element]:
    async with site.browser(login) as (client, _):
        answer = await client.get(path)
    assert answer.status_code == 200, answer.text
    return [link for link in Read(answer.text).all("a") if link.text.startswith("下一步")]


@pytest.mark.parametrize(("state", "role", "label", "place"), STEPS, ids=[s[0] for s in STEPS])
async def test_the_next_step_is_offered_to_whom_it_belongs(
    site: Site, town: Town, state: str, role: Role, label: str, place: str
) -> None:
    await town.officer("owner", HOME, *Role)
    await town.officer("doer", HOME, role)
    await town.officer("reader", "370783", Role.SUPERVISOR)
    case = await new_case(town, "owner", HOME, State(state))
    (step,) = await steps_on(site, "doer", f"/cases/{case.id}")
    assert step.text == f"下一步：{label}"
    assert step.given["href"] == f"/cases/{case.id}{place}"
    assert await steps_on(site, "reader", f"/cases/{case.id}") == []
