"""批量打印: what was issued, and what is numbered on the way, in one file made by a job."""

from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import pikepdf
import pytest
from sqlalchemy import select

from cases.actions import issuing, paper_making, print_runs
from cases.actions.print_runs import Wanted
from cases.actor import Actor
from cases.errors import BadInput, NotAllowed
from cases.kinds import Kind
from cases.letters.paragraphs import text_of
from cases.letters.printing import is_available
from cases.models import Case, Promise, Role
from cases.models_letters import LetterNumber, PrintRun
from cases.queries import history
from tests.actions.answering import issued, signed
from tests.actions.filing import registered
from tests.conftest import Town
from workers.jobs import effects

pytestmark = pytest.mark.anyio
PLANNING = "370783-zrzy"


@pytest.fixture
async def head(town: Town) -> Actor:
    return await town.officer("zhou", PLANNING, Role.HEAD, Role.HANDLER, Role.REGISTRAR)


async def case_of(town: Town, head: Actor, verb: Any = issued) -> Case:
    case = await registered(town, head, PLANNING)
    async with town.office.sessions.begin() as session:
        await verb(session, head, town.clock.at, case.id, "A2")
    return case


async def run(town: Town, head: Actor, wanted: Wanted) -> tuple[PrintRun, bytes | None]:
    """Ordered, made by the job that was promised, and what came of it."""
    async with town.office.sessions.begin() as session:
        ordered = await print_runs.order(
            session, head, town.clock.at, town.organs[PLANNING], wanted
        )
    async with town.office.sessions() as session:
        promised = await session.scalar(
            select(Promise)
            .where(Promise.job == print_runs.PRINT_LETTERS)
            .order_by(Promise.id.desc())
        )
        assert promised is not None
    for _ in range(2):  # a job that is done twice makes nothing twice
        async with town.office.sessions.begin() as session:
            await effects(town.office)[promised.job](session, promised.payload)
    async with town.office.sessions() as session:
        done = await session.get_one(PrintRun, ordered.id)
        return done, print_runs.content_of(session, done) if done.stored else None


def texts(content: bytes | None) -> dict[str, str]:
    assert content is not None
    with ZipFile(BytesIO(content)) as archive:
        return {name: text_of(archive.read(name)) for name in archive.namelist()}


async def test_letters_envelopes_and_receipts_in_one_zip(town: Town, head: Actor) -> None:
    cases = [await case_of(town, head) for _ in range(3)]
    wanted = Wanted([(case.id, 1) for case in cases], envelopes=True, receipts=True)
    done, content = await run(town, head, wanted)
    assert (done.total, done.failed) == (3, [])
    assert done.finished_at is not None
    files = texts(content)
    assert len(files) == 9
    letters = [text for name, text in files.items() if "信封" not in name and "回证" not in name]
    assert sorted(text.split("\n")[1] for text in letters) == [
        f"寿公开依复〔2026〕{n}号" for n in (1, 2, 3)
    ]
    envelopes = [text for name, text in files.items() if "信封" in name]
    assert all("王芳" in text and "寿光市自然资源和规划局" in text for text in envelopes)
    receipts = [text for name, text in files.items() if "回证" in name]
    assert all("政府信息公开申请答复书" in text for text in receipts)
    async with town.office.sessions() as session:  # whose address was printed is told
        told = [event.kind for event in await history(session, cases[0].id)]
    assert told[-2:] == [Kind.PERSONAL_DATA_SHOWN, Kind.TAKEN_OUT]


async def test_what_is_signed_is_numbered_in_order_and_a_failure_holds_nothing_up(
    town: Town, head: Actor
) -> None:
    first, second = [await case_of(town, head, signed) for _ in range(2)]
    waiting = await registered(town, head, PLANNING)
    voided = await case_of(town, head)
    async with town.office.sessions.begin() as session:
        await issuing.void_paper(session, head, town.clock.at, voided.id, 1, "损毁")
    wanted = Wanted([(voided.id, 1)], issue=[first.id, waiting.id, second.id, UUID(int=7)])
    done, content = await run(town, head, wanted)
    assert len(texts(content)) == 2
    assert [(one["case"], one["sentence"]) for one in done.failed] == [
        (str(waiting.id), f"{waiting.number}没有待编号的答复书"),
        (str(UUID(int=7)), "没有找到这件申请，请核对编号"),
        (str(voided.id), f"{voided.number}的寿公开依复〔2026〕1号已经作废"),
    ]
    async with town.office.sessions() as session:
        rows = list(await session.scalars(select(LetterNumber).order_by(LetterNumber.seq)))
    assert [(row.seq, row.case_id) for row in rows] == [
        (1, voided.id), (2, first.id), (3, second.id),
    ]  # fmt: skip


async def test_one_pdf_begins_each_letter_on_a_new_leaf(town: Town, head: Actor) -> None:
    if not is_available():
        pytest.skip("没有安装LibreOffice，未制作PDF")
    cases = [await case_of(town, head) for _ in range(2)]
    done, content = await run(town, head, Wanted([(c.id, 1) for c in cases], as_pdf=True))
    assert done.media_type == "application/pdf"
    assert content is not None
    with pikepdf.open(BytesIO(content)) as merged:
        assert len(merged.pages) % 2 == 0
        assert len(merged.pages) >= 4


async def test_what_cannot_be_ordered_is_refused(town: Town, head: Actor) -> None:
    case = await case_of(town, head)
    reviewer = await town.officer("sun", PLANNING, Role.REVIEWER)
    organ, at = town.organs[PLANNING], town.clock.at
    async with town.office.sessions.begin() as session:
        with pytest.raises(BadInput, match="请至少选择一份文书"):
            await print_runs.order(session, head, at, organ, Wanted())
        with pytest.raises(BadInput, match="一次最多打印2000份文书，已选择2001份"):
            await print_runs.order(session, head, at, organ, Wanted([(case.id, 1)] * 2001))
        with pytest.raises(NotAllowed):
            await print_runs.order(session, reviewer, at, organ, Wanted([(case.id, 1)]))


async def test_another_organs_case_is_not_printed(town: Town, head: Actor) -> None:
    elsewhere = await town.officer("lu", "370783-houzhen", Role.HEAD, Role.HANDLER, Role.REGISTRAR)
    case = await registered(town, elsewhere, "370783-houzhen")
    async with town.office.sessions.begin() as session:
        await paper_making.make_paper(
            session, elsewhere, town.clock.at, case.id, paper="P2", fields={}
        )
    done, content = await run(town, head, Wanted([(case.id, 1)]))
    assert content is None
    assert [one["sentence"] for one in done.failed] == ["没有找到这件申请，请核对编号"]
