"""转主动公开的审查: no release without its checks, nobody checks and decides, files sealed and clean."""

from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import asyncpg
import pytest
from PIL import Image
from sqlalchemy import select

from cases import papers
from cases.actions import conversion_files, conversion_publishing, converting
from cases.actions.conversion_publishing import public_file
from cases.actions.conversion_suggesting import suggest
from cases.actions.file_checks import checked
from cases.actions.reassessing import reassess
from cases.conversion_file import Step, review_file
from cases.errors import BadInput, Conflict, NotAllowed, NotFound, Unlawful
from cases.law.conversion import Decision, Opinion, Rule, Stage, Verdict
from cases.models import Case, Notice, Role
from cases.models_conversion import (
    CatalogueEntry,
    Conversion,
    ConversionCase,
    ConversionEvent,
    ConversionFile,
    Reassessment,
)
from cases.models_published import PublishedEntry
from cases.states import DESK
from tests.actions.converted import CATALOGUE, HOME, PLAN, PUBLICATION, Bureau, bureau_of, file_of
from tests.actions.publishable_files import AUTHOR, PERSON, author_of, text_of
from tests.actions.test_conversion_finding import brought
from tests.actions.year_of_requests import Asked
from tests.conftest import Town, connect

pytestmark = pytest.mark.anyio


@pytest.fixture
async def bureau(town: Town) -> Bureau:
    return await bureau_of(town)


async def row_of(town: Town, row_id: UUID) -> Conversion:
    async with town.office.sessions() as session:
        return await session.get_one(Conversion, row_id)


async def steps_of(town: Town, row_id: UUID) -> list[tuple[int, str]]:
    async with town.office.sessions() as session:
        rows = await session.scalars(
            select(ConversionEvent)
            .where(ConversionEvent.conversion_id == row_id)
            .order_by(ConversionEvent.seq)
        )
        return [(row.seq, row.step) for row in rows]


async def test_from_candidate_to_withdrawn_every_step_is_on_record(
    town: Town, bureau: Bureau
) -> None:
    row, entry = await bureau.published(with_file=True)
    await bureau.does(conversion_publishing.withdraw, bureau.clerk, row.id, "内容需要更正")
    assert await steps_of(town, row.id) == [
        (1, "found"), (2, "opened"), (3, "file_added"), (4, "opined"), (5, "opined"),
        (6, "decided"), (7, "published"), (8, "withdrawn"),
    ]  # fmt: skip
    assert (await row_of(town, row.id)).stage == Stage.WITHDRAWN
    async with town.office.sessions() as session:
        stored = await session.get_one(PublishedEntry, entry.id)
        assert (stored.withdrawn_on, stored.withdraw_reason) == (date(2026, 11, 22), "内容需要更正")


async def test_what_is_published_stands_in_the_catalogue_with_its_eight_columns(
    town: Town, bureau: Bureau
) -> None:
    row, entry = await bureau.published(with_file=True)
    async with town.office.sessions() as session:
        listed = await session.get_one(CatalogueEntry, entry.id)
        stored = await session.get_one(PublishedEntry, entry.id)
    assert {name: getattr(listed, name) for name in CATALOGUE} == CATALOGUE
    assert listed.conversion_id == row.id
    assert (stored.title, stored.index_number) == (PLAN, "SG-2026-77")
    assert stored.address.endswith(f"/public/published/{entry.id}")
    assert listed.file_name == "方案.docx"


async def test_no_release_without_secrecy_check_and_data_check(bureau: Bureau) -> None:
    row = await bureau.opened()
    release = {"decision": Decision.RELEASE}
    with pytest.raises(Unlawful, match="还没有保密审查，不能决定公开"):
        await bureau.does(converting.decide, bureau.leader, row.id, **release)
    await bureau.opines(bureau.secrecy, row.id, Opinion.SECRECY)
    with pytest.raises(Unlawful, match="还没有个人信息检查，不能决定公开"):
        await bureau.does(converting.decide, bureau.leader, row.id, **release)
    await bureau.opines(bureau.clerk, row.id, Opinion.PERSONAL_DATA, agrees=False)
    with pytest.raises(Unlawful, match="个人信息检查不同意公开"):
        await bureau.does(converting.decide, bureau.leader, row.id, **release)
    await bureau.opines(bureau.clerk, row.id, Opinion.PERSONAL_DATA)
    decided = await bureau.does(converting.decide, bureau.leader, row.id, **release)
    assert decided.stage == Stage.TO_PUBLISH


async def test_a_candidate_that_nobody_reviewed_is_not_released(bureau: Bureau) -> None:
    row = await bureau.candidate()
    with pytest.raises(Unlawful, match="还没有开始审查"):
        await bureau.does(converting.decide, bureau.head, row.id, decision=Decision.RELEASE)


async def test_who_checked_does_not_decide(town: Town, bureau: Bureau) -> None:
    both = await town.officer("both", HOME, Role.SECRECY, Role.HEAD, Role.HANDLER)
    row = await bureau.opened()
    await bureau.opines(both, row.id, Opinion.SECRECY)
    await bureau.opines(bureau.clerk, row.id, Opinion.PERSONAL_DATA)
    with pytest.raises(NotAllowed, match="“保密审查”由您作出，检查和决定不能是同一人"):
        await bureau.does(converting.decide, both, row.id, decision=Decision.RELEASE)
    await bureau.opines(bureau.secrecy, row.id, Opinion.SECRECY)
    await bureau.opines(both, row.id, Opinion.PERSONAL_DATA)
    with pytest.raises(NotAllowed, match="“个人信息检查”由您作出"):
        await bureau.does(converting.decide, both, row.id, decision=Decision.RELEASE)
    await bureau.does(converting.decide, bureau.head, row.id, decision=Decision.RELEASE)


async def test_a_new_file_is_checked_anew(bureau: Bureau) -> None:
    row = await bureau.checked()  # of no file at all
    await bureau.adds(row.id, "后来的文件")
    with pytest.raises(Unlawful, match="保密审查之后又添加了文件，请对新的文件再次检查"):
        await bureau.does(converting.decide, bureau.leader, row.id, decision=Decision.RELEASE)


@pytest.mark.parametrize("reason", ["", "不宜公开", "一二三四 五六七 八九\n"])
async def test_not_to_publish_needs_ten_characters_of_reason(bureau: Bureau, reason: str) -> None:
    row = await bureau.candidate()
    keep = {"decision": Decision.KEEP, "reason": reason}
    with pytest.raises(BadInput, match="应当写明理由，至少10个字"):
        await bureau.does(converting.decide, bureau.head, row.id, **keep)
    kept = await bureau.does(
        converting.decide,
        bureau.head,
        row.id,
        decision=Decision.KEEP,
        reason="一二三四五六七八九十",
    )
    assert kept.stage == Stage.KEPT


async def test_masked_release_needs_a_masked_file(bureau: Bureau) -> None:
    masked = {"decision": Decision.RELEASE_MASKED}
    row = await bureau.checked()
    with pytest.raises(Unlawful, match="应当先上传遮蔽后的文件"):
        await bureau.does(converting.decide, bureau.leader, row.id, **masked)


async def test_a_find_is_masked_or_said_to_be_none_of_a_person(town: Town, bureau: Bureau) -> None:
    row = await bureau.opened()
    await bureau.adds(row.id, "方案全文", PERSON)
    async with town.office.sessions() as session:
        file = (await session.scalars(select(ConversionFile))).one()
    places = range(1, len(file.found) + 1)
    assert {one["kind"] for one in file.found} >= {"name", "mobile", "id_number"}
    assert "34052419800101001X" not in str(file.found)
    assert "13911112222" not in str(file.found)
    with pytest.raises(BadInput, match=r"第1处.*应当遮蔽，或者写明为什么可以公开") as refused:
        await bureau.opines(bureau.clerk, row.id, Opinion.PERSONAL_DATA)
    assert len(refused.value.faults) == len(file.found)
    stated = dict.fromkeys(places, "本机关对外公布的联系方式")
    stated[1] = "不是"  # shorter than four characters
    with pytest.raises(BadInput, match="第1处"):
        await bureau.opines(bureau.clerk, row.id, Opinion.PERSONAL_DATA, statements=stated)
    stated[1] = "是公布的联系人"
    await bureau.opines(bureau.clerk, row.id, Opinion.PERSONAL_DATA, statements=stated)


async def test_what_is_ticked_is_taken_out_of_a_new_file(town: Town, bureau: Bureau) -> None:
    row = await bureau.opened()
    await bureau.adds(row.id, "方案全文", PERSON)
    async with town.office.sessions() as session:
        first = (await session.scalars(select(ConversionFile))).one()
    every = set(range(1, len(first.found) + 1))
    with pytest.raises(BadInput, match="请勾选要遮蔽的内容"):
        await bureau.does(conversion_files.mask_file, bureau.clerk, row.id, 1, set())
    with pytest.raises(BadInput, match="请勾选要遮蔽的内容"):
        await bureau.does(conversion_files.mask_file, bureau.clerk, row.id, 1, {99})
    made = await bureau.does(conversion_files.mask_file, bureau.clerk, row.id, 1, every)
    assert (made.number, made.is_masked, made.found) == (2, True, [])
    taken = await bureau.does(conversion_files.take_file, bureau.clerk, row.id, 2, "cleaned")
    words = text_of(taken.content)
    assert "方案全文" in words
    for secret in ("李强", "13911112222", "34052419800101001X"):
        assert secret not in words
    await bureau.opines(bureau.secrecy, row.id, Opinion.SECRECY)
    await bureau.opines(bureau.clerk, row.id, Opinion.PERSONAL_DATA)
    masked = {"decision": Decision.RELEASE_MASKED}
    decided = await bureau.does(converting.decide, bureau.leader, row.id, **masked)
    assert decided.stage == Stage.TO_PUBLISH_MASKED


async def test_the_author_is_taken_out_and_both_versions_are_kept(bureau: Bureau) -> None:
    row = await bureau.checked(with_file=True)
    given = await bureau.does(conversion_files.take_file, bureau.clerk, row.id, 1, "original")
    cleaned = await bureau.does(conversion_files.take_file, bureau.clerk, row.id, 1, "cleaned")
    assert author_of(given.content) == AUTHOR
    assert author_of(cleaned.content) == ""
    assert AUTHOR.encode() not in cleaned.content
    assert text_of(cleaned.content) == text_of(given.content)
    assert (given.name, cleaned.name) == ("方案（原件）.docx", "方案（清理后）.docx")


async def test_files_lie_sealed_until_they_are_published(town: Town, bureau: Bureau) -> None:
    row = await bureau.checked(with_file=True)
    async with town.office.sessions() as session:
        file = (await session.scalars(select(ConversionFile))).one()
    home = town.office.home
    for stored in (file.stored, file.clean_stored):
        assert not papers.read(home, stored).startswith(b"PK")
    assert not papers.path_of(home, file.clean_sha256).exists()
    await bureau.does(converting.decide, bureau.leader, row.id, decision=Decision.RELEASE)
    said = PUBLICATION | {"with_file": True}
    entry = await bureau.does(conversion_publishing.publish, bureau.clerk, row.id, **said)
    assert papers.read(home, file.clean_sha256).startswith(b"PK")
    async with town.office.sessions() as session:
        listed, content = await public_file(session, entry.id)
    assert (listed.file_size, papers.digest_of(content)) == (len(content), file.clean_sha256)


async def test_a_published_file_that_was_changed_is_not_handed_out(
    town: Town, bureau: Bureau
) -> None:
    _, entry = await bureau.published(with_file=True)
    async with town.office.sessions() as session:
        listed, _ = await public_file(session, entry.id)
        assert listed.file_digest is not None
        papers.path_of(town.office.home, listed.file_digest).write_bytes(b"PK changed")
        with pytest.raises(NotFound, match="没有找到这个文件"):
            await public_file(session, entry.id)


async def test_a_file_of_another_kind_is_refused_and_nothing_is_kept(
    town: Town, bureau: Bureau
) -> None:
    row = await bureau.opened()
    with pytest.raises(BadInput, match="不能在公开前清理"):
        await bureau.does(
            conversion_files.add_file, bureau.clerk, row.id, checked("说明.txt", "文字".encode()),
            is_masked=False,
        )  # fmt: skip
    assert await steps_of(town, row.id) == [(1, "found"), (2, "opened")]


async def test_a_picture_must_be_looked_at_by_a_person(town: Town, bureau: Bureau) -> None:
    out = BytesIO()
    Image.new("RGB", (40, 40), "white").save(out, "PNG")
    row = await bureau.opened()
    picture = checked("扫描件.png", out.getvalue())
    made = await bureau.does(
        conversion_files.add_file, bureau.clerk, row.id, picture, is_masked=False
    )
    assert [one["kind"] for one in made.found] == ["unread"]
    with pytest.raises(BadInput, match="第1处"):
        await bureau.opines(bureau.clerk, row.id, Opinion.PERSONAL_DATA)
    seen = {1: "已逐页查看，没有个人信息"}
    await bureau.opines(bureau.clerk, row.id, Opinion.PERSONAL_DATA, statements=seen)


async def test_only_cases_behind_the_candidate_lend_their_attachments(
    town: Town, bureau: Bureau
) -> None:
    row = await bureau.opened()
    other = await bureau.candidate("另一片区供水管网改造方案")
    async with town.office.sessions() as session:
        case = await session.scalar(
            select(ConversionCase.case_id).where(ConversionCase.conversion_id == other.id)
        )
    with pytest.raises(NotFound, match="不是本条候选所依据的申请"):
        await bureau.does(
            conversion_files.take_from_case, bureau.clerk, row.id, case, 1, is_masked=False
        )


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"summary": "联系人手机13911112222"}, "summary", "疑似证件号码或者手机号码"),
        ({"title": "甲乙丙丁1申请的方案"}, "title", "写有申请人的姓名"),
        ({"catalogue": CATALOGUE | {"content": "甲乙丙丁2申请的"}}, "content", "写有申请人的姓名"),
        ({"published_on": date(2026, 11, 21)}, "published_on", "早于作出决定的日期（2026-11-22）"),
        ({"published_on": date(2026, 11, 23)}, "published_on", "晚于今天"),
        ({"address": "ftp://x.cn/1"}, "address", "网址应以"),
    ],
)
async def test_what_everybody_will_read_names_nobody(
    town: Town, bureau: Bureau, changes: dict[str, Any], field: str, sentence: str
) -> None:
    row = await bureau.decided()
    with pytest.raises(BadInput, match=sentence) as refused:
        await bureau.does(
            conversion_publishing.publish, bureau.clerk, row.id, **PUBLICATION | changes
        )
    assert [fault.field for fault in refused.value.faults] == [field]
    assert (await row_of(town, row.id)).stage == Stage.TO_PUBLISH


async def test_a_file_is_not_published_under_the_name_of_who_asked(
    town: Town, bureau: Bureau
) -> None:
    row = await bureau.opened()
    named = checked("甲乙丙丁1要的方案.docx", file_of("方案全文").content)
    await bureau.does(conversion_files.add_file, bureau.clerk, row.id, named, is_masked=False)
    await bureau.opines(bureau.secrecy, row.id, Opinion.SECRECY)
    await bureau.opines(bureau.clerk, row.id, Opinion.PERSONAL_DATA)
    await bureau.does(converting.decide, bureau.leader, row.id, decision=Decision.RELEASE)
    said = PUBLICATION | {"with_file": True}
    with pytest.raises(BadInput, match="文件名中写有申请人的姓名"):
        await bureau.does(conversion_publishing.publish, bureau.clerk, row.id, **said)


async def test_without_open_pages_or_a_file_an_address_is_needed(town: Town) -> None:
    bureau = await bureau_of(town, is_open=False)
    row = await bureau.decided(with_file=True)
    for changes in ({"with_file": True}, {"address": ""}):
        said = PUBLICATION | changes
        with pytest.raises(BadInput, match="没有开放公众网页"):
            await bureau.does(conversion_publishing.publish, bureau.clerk, row.id, **said)
    await bureau.does(conversion_publishing.publish, bureau.clerk, row.id, **PUBLICATION)


async def test_taken_up_again_every_opinion_is_asked_for_anew(town: Town, bureau: Bureau) -> None:
    row = await bureau.decided()
    await bureau.does(converting.reopen, bureau.head, row.id, "发现附件有误")
    assert (await row_of(town, row.id)).stage == Stage.REVIEWING
    with pytest.raises(Unlawful, match="还没有保密审查"):
        await bureau.does(converting.decide, bureau.leader, row.id, decision=Decision.RELEASE)


@pytest.mark.parametrize("role", Role)
async def test_each_role_does_what_the_table_of_steps_gives_it(
    town: Town, bureau: Bureau, role: Role
) -> None:
    """Each step of the table by each role alone; the table itself is asked by the sentences above."""
    one = await town.officer("one", HOME, role)
    row = await bureau.candidate()
    for step, verb, args in (
        (Step.OPENED, converting.open_review, ()),
        (Step.DECIDED, converting.decide, ()),
    ):
        move = converting.MOVE[step, None]
        kwargs = (
            {"decision": Decision.KEEP, "reason": "一二三四五六七八九十"}
            if args == () and step is Step.DECIDED
            else {}
        )
        if role in move.who:
            await bureau.does(verb, one, row.id, *args, **kwargs)
            row = await bureau.candidate(f"第{step}次询问的供热管网布局规划")
        else:
            with pytest.raises(NotAllowed, match="岗位人员办理"):
                await bureau.does(verb, one, row.id, *args, **kwargs)
    await bureau.does(converting.open_review, bureau.clerk, row.id)
    for opinion in Opinion:
        if role in converting.MOVE[Step.OPINED, opinion].who:
            await bureau.opines(one, row.id, opinion)
        else:
            with pytest.raises(NotAllowed, match="岗位人员办理"):
                await bureau.opines(one, row.id, opinion)


async def test_an_opinion_has_words_where_it_matters(bureau: Bureau) -> None:
    row = await bureau.opened()
    with pytest.raises(BadInput, match="请写明意见和依据"):
        await bureau.opines(bureau.secrecy, row.id, Opinion.SECRECY, words="")
    await bureau.opines(bureau.clerk, row.id, Opinion.HANDLING, words="")
    with pytest.raises(BadInput, match="请写明意见和依据"):
        await bureau.opines(bureau.clerk, row.id, Opinion.HANDLING, words="", agrees=False)


async def test_those_who_check_are_told(town: Town, bureau: Bureau) -> None:
    await bureau.opened()
    async with town.office.sessions() as session:
        told = (await session.execute(select(Notice.officer_id, Notice.text))).all()
    by = {one.officer_id: one.text for one in told}
    assert "列为转主动公开的候选" in by[bureau.head.officer_id]
    assert "请提出意见" in by[bureau.secrecy.officer_id]
    assert "请提出意见" in by[bureau.lawyer.officer_id]
    assert bureau.clerk.officer_id not in by


async def test_an_applicants_suggestion_must_be_reviewed(town: Town, bureau: Bureau) -> None:
    await bureau.candidate("某某供热管网布局规划")
    await bureau.does(
        converting.decide, bureau.head, (await newest(town)).id, decision=Decision.KEEP,
        reason="一二三四五六七八九十",
    )  # fmt: skip
    number = await number_of(town)
    organ = town.organs[HOME]
    made = await bureau.does(suggest, bureau.clerk, organ, number=number, reason="涉及全城供热")
    assert (made.rule, made.stage, made.reason) == (
        Rule.SUGGESTION,
        Stage.CANDIDATE,
        "涉及全城供热",
    )
    again = await bureau.does(suggest, bureau.clerk, organ, number=number, reason="再次建议")
    assert again.id == made.id
    assert await steps_of(town, made.id) == [(1, "suggested"), (2, "suggested")]


async def newest(town: Town) -> Conversion:
    async with town.office.sessions() as session:
        newest = select(Conversion).order_by(Conversion.id.desc()).limit(1)
        return (await session.scalars(newest)).one()


async def number_of(town: Town) -> str:
    async with town.office.sessions() as session:
        return (await session.scalars(select(Case.number).order_by(Case.number))).first() or ""


async def test_a_suggestion_is_about_what_was_given(town: Town, bureau: Bureau) -> None:
    organ = town.organs[HOME]
    said = {"reason": "公众需要知晓"}
    with pytest.raises(BadInput, match="没有编号为“x”的申请"):
        await bureau.does(suggest, bureau.clerk, organ, number="x", **said)
    await bureau.published()
    with pytest.raises(Conflict, match="已经主动公开，请直接告知申请人"):
        await bureau.does(suggest, bureau.clerk, organ, number=await number_of(town), **said)
    with pytest.raises(NotAllowed, match="申请人的建议应由"):
        await bureau.does(suggest, bureau.secrecy, organ, number=await number_of(town), **said)
    assert set(DESK) == {Role.REGISTRAR, Role.HANDLER, Role.HEAD}


async def refused_case(town: Town) -> Case:
    """A case of 2025 that was refused."""
    asked = Asked("戊", "", date(2025, 3, 3), "干部调整方案讨论记录", "属于三类内部事务信息")
    await brought(town, [asked])
    async with town.office.sessions() as session:
        return (await session.scalars(select(Case))).one()


async def test_what_a_reassessment_lets_go_becomes_a_candidate(town: Town, bureau: Bureau) -> None:
    case, organ = await refused_case(town), town.organs[HOME]
    stays = {"verdict": Verdict.STAYS, "reason": "情势没有变化，仍属内部事务"}
    row, made = await bureau.does(reassess, bureau.lawyer, organ, 2026, case.id, **stays)
    assert (row.year, made) == (2026, None)
    may = {"verdict": Verdict.MAY, "reason": "调整已经完成，可以公开"}
    _, made = await bureau.does(reassess, bureau.clerk, organ, 2026, case.id, **may)
    assert (made.rule, made.title) == (Rule.REASSESSMENT, "干部调整方案讨论记录")
    _, again = await bureau.does(reassess, bureau.clerk, organ, 2026, case.id, **may)
    assert again is None  # under review already
    async with town.office.sessions() as session:
        assert len((await session.scalars(select(Reassessment))).all()) == 3


async def test_a_reassessment_is_of_a_refusal_before_its_year(town: Town, bureau: Bureau) -> None:
    case, organ = await refused_case(town), town.organs[HOME]
    said = {"verdict": Verdict.STAYS, "reason": "情势没有变化，仍属内部事务"}
    with pytest.raises(Unlawful, match="自下一年起评估"):
        await bureau.does(reassess, bureau.head, organ, 2025, case.id, **said)
    with pytest.raises(Unlawful, match="2027年还没有到"):
        await bureau.does(reassess, bureau.head, organ, 2027, case.id, **said)
    with pytest.raises(BadInput, match="至少10个字"):
        await bureau.does(reassess, bureau.head, organ, 2026, case.id, **said | {"reason": "不变"})
    with pytest.raises(NotAllowed, match="定期评估应由"):
        await bureau.does(reassess, bureau.secrecy, organ, 2026, case.id, **said)


async def test_another_organs_officer_sees_no_candidate(town: Town, bureau: Bureau) -> None:
    row = await bureau.checked(with_file=True)
    stranger = await town.officer("stranger", "371702", *Role)
    for doing in (
        bureau.does(converting.open_review, stranger, row.id),
        bureau.opines(stranger, row.id, Opinion.SECRECY),
        bureau.does(converting.decide, stranger, row.id, decision=Decision.KEEP, reason="x" * 10),
        bureau.does(conversion_files.take_file, stranger, row.id, 1, "cleaned"),
        bureau.does(
            conversion_files.add_file, stranger, row.id, file_of("别人的"), is_masked=False
        ),
        bureau.does(conversion_publishing.publish, stranger, row.id, **PUBLICATION),
        bureau.does(conversion_publishing.withdraw, stranger, row.id, "x"),
    ):
        with pytest.raises(NotFound, match="没有找到这条转主动公开的候选"):
            await doing


async def test_the_database_itself_keeps_what_happened(town: Town, bureau: Bureau) -> None:
    await bureau.published()
    server = await connect(town.database_url, urlsplit(town.database_url).path.strip("/"))
    try:
        for table in (
            "conversion_cases", "conversion_events", "conversion_files", "catalogue_entries",
        ):  # fmt: skip
            for statement in (f"DELETE FROM {table}", f"TRUNCATE {table}"):
                with pytest.raises(asyncpg.PostgresError):
                    await server.execute(statement)
        for statement in (
            "UPDATE conversion_events SET officer = 'x'",
            "UPDATE conversion_files SET found = '[]'",
            "UPDATE conversions SET title = 'x'",
            "DELETE FROM conversions",
        ):
            with pytest.raises(asyncpg.PostgresError):
                await server.execute(statement)
    finally:
        await server.close()


async def test_the_file_of_the_review_follows_from_its_events(town: Town, bureau: Bureau) -> None:
    row = await bureau.decided()
    async with town.office.sessions() as session:
        events = await session.scalars(
            select(ConversionEvent)
            .where(ConversionEvent.conversion_id == row.id)
            .order_by(ConversionEvent.seq)
        )
        file = review_file(events)
    assert set(file.opinions) == {Opinion.SECRECY, Opinion.PERSONAL_DATA}
    assert file.decision is not None
    assert file.decision.by == "mayor"
