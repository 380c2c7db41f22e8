"""核验转主动公开: a sound review has no difference; what is changed behind the door is placed."""

import pytest
from sqlalchemy import select

from cases import papers
from cases.actions import conversion_publishing
from cases.models_conversion import ConversionFile
from tests.actions.converted import PLAN, bureau_of
from tests.conftest import Town
from tests.history.walking import found

pytestmark = pytest.mark.anyio

# fmt: off
TAMPERING = {
    # what was done: statement, the place that is named
    "the stage": ("UPDATE conversions SET stage = 'candidate'", "字段stage"),
    "the day": ("UPDATE conversions SET since = since - 1", "字段since"),
    "the entry": ("UPDATE conversions SET entry_id = NULL", "字段entry_id"),
    "a record gone": ("DELETE FROM conversion_events WHERE seq = 3", "-"),
    "every record gone": ("DELETE FROM conversion_events", "-"),
    "withdrawn behind the door": (
        "UPDATE published_entries SET withdrawn_on = published_on, withdrawn_at = now(),"
        " withdrawn_by = '某人', withdraw_reason = '内容有误'",
        "主动公开信息",
    ),
    "the columns of the catalogue gone": ("DELETE FROM catalogue_entries", "主动公开目录"),
}
# fmt: on


async def test_a_review_to_its_end_has_no_difference(town: Town) -> None:
    bureau = await bureau_of(town)
    await bureau.candidate("某某路拓宽工程施工图审查意见")
    row, _ = await bureau.published(with_file=True)
    assert await found(town) == []
    await bureau.does(conversion_publishing.withdraw, bureau.clerk, row.id, "内容有误")
    assert await found(town) == []


async def test_what_is_changed_behind_the_door_is_named(town: Town) -> None:
    await (await bureau_of(town)).published()
    for name, (statement, place) in TAMPERING.items():
        named = {(what, where) for what, where, _ in await found(town, statement)}
        assert named == {(PLAN, place)}, name


async def test_a_file_that_was_changed_or_lost_is_named(town: Town) -> None:
    await (await bureau_of(town)).published(with_file=True)
    home = town.office.home
    async with town.office.sessions() as session:
        [file] = await session.scalars(select(ConversionFile))
    for digest, place in (
        (file.stored, "第1号文件"),
        (file.clean_stored, "第1号文件"),
        (file.clean_sha256, "公开的文件"),
    ):
        path = papers.path_of(home, digest)
        kept = path.read_bytes()
        path.chmod(0o600)
        path.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
        assert await found(town) == [(PLAN, place, "文件内容被改动过")]
        path.unlink()
        assert await found(town) == [(PLAN, place, "文件丢失")]
        path.write_bytes(kept)
    assert await found(town) == []
