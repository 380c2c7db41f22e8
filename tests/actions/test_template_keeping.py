"""An office's own templates: what is refused and why, who approves, from which day letters have them."""

import asyncio
import re
from datetime import date, timedelta
from typing import Any

import pytest
from lxml import etree
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from cases import papers
from cases.actions import issuing, paper_making, paper_templates
from cases.actions.chain_setting import set_chain
from cases.actions.gating import desk_of
from cases.actions.letter_setting import TitleSchool, set_letters
from cases.actions.letters import FIELDS
from cases.actions.matters import setting_of
from cases.actions.template_examining import examine
from cases.actions.template_keeping import approve, template_file, withdraw
from cases.actions.template_trials import Content, trial
from cases.actor import Actor, system
from cases.chain import USUAL
from cases.errors import BadInput, Conflict, NotAllowed, NotFound, TooLarge, Unlawful
from cases.law.articles import regulation
from cases.law.letter_duties import duties
from cases.law.letters import PAPER, PAPERS
from cases.letters.field_names import names
from cases.letters.package import LARGEST, MACROS, NO_DOCX
from cases.letters.paragraphs import text_of
from cases.models import Case, Role
from cases.models_letters import OrganLetterSetting
from cases.models_work import OrganChain
from cases.queries_letter_templates import Standing, letter_settings_of, versions_of
from tests.actions.filing import registered
from tests.actions.lettering import lettered
from tests.actions.own_templates import (
    built_in,
    changed,
    in_use,
    reworded,
    stored,
    unlike,
    uploaded,
    with_lines,
    without,
)
from tests.conftest import Town
from tests.letters.made import W, parts_of, related, zipped

pytestmark = pytest.mark.anyio

BUREAU, CITY = "370783-zrzy", "370783"
TODAY = date(2026, 11, 22)  # the clock of the tests
CLERK = system("经办人")
OWN = "本单位地址变更，请按新地址邮寄补正材料。"
SUPPLEMENT = {"defects": "请写明年度", "reply_by": "2026-12-15", "how": "当面或者邮寄"}


def refused(code: str, content: bytes) -> list[str]:
    """Why a template may not be used, sentence by sentence."""
    with pytest.raises(BadInput) as refusal:
        examine(code, content, TODAY)
    assert {fault.field for fault in refusal.value.faults} == {"file"}
    assert refusal.value.article is not None
    return [fault.sentence for fault in refusal.value.faults]


def only(code: str, content: bytes) -> str:
    (sentence,) = refused(code, content)
    return sentence


@pytest.fixture
async def boss(town: Town) -> Actor:
    return await town.officer("boss", BUREAU, Role.ADMINISTRATOR)


@pytest.fixture
async def reviewer(town: Town) -> Actor:
    return await town.officer("reviewer", BUREAU, Role.REVIEWER)


@pytest.mark.slow
@pytest.mark.parametrize("code", [paper.code for paper in PAPERS])
def test_the_built_in_template_of_every_paper_passes_every_check_unchanged(code: str) -> None:
    assert examine(code, built_in(code), TODAY).warnings == ()


@pytest.mark.parametrize("code", [paper.code for paper in PAPERS])
def test_duties_and_loops_are_those_of_declared_fields_and_of_our_own_templates(code: str) -> None:
    known = names(FIELDS[code])
    places = {named.place for named in known}
    for duty in duties(code):
        assert {*duty.fields, *duty.several} <= places
    loops = {loop.begins for named in known for loop in named.loops}
    written = set(re.findall(r"{%(?:p|tr) for [^%]*%}", text_of(built_in(code))))
    assert {loop.replace("{%tr", "{%p") for loop in written} <= loops


HOSTILE = {
    # what stands in the template, what is said of it
    "{{ ''.__class__ }}": "不能使用内部名称“__class__”",
    "{{ organ.__init__ }}": "不能使用内部名称“__init__”",
    "{{ 'x' * 1000000000 }}": "不能使用运算",
    "{{ 10 ** 1000000000 }}": "不能使用运算",
    "{% include 'other' %}": "不能引用其他模板",
    "{% import 'os' as os %}": "不能引用其他模板",
    "{{ case.numbr }}": "没有字段“numbr”，是否应为“number”（登记编号）",
    "{{ password }}": "没有字段“password”",
    "{{ request[0] }}": "不能使用下标",
    "{{ to.upper() }}": "不能调用函数或者方法",
}


def test_a_line_that_reaches_for_more_than_fields_is_refused_with_its_reason() -> None:
    sentences = refused("P5", with_lines("P5", list(HOSTILE)))
    assert len(sentences) == len(HOSTILE)
    for (line, why), sentence in zip(HOSTILE.items(), sentences, strict=True):
        assert why in sentence
        assert line[:20] in sentence  # where it stands


ENDLESS = (
    # paragraphs of the template, what is said of them
    (["{%p for x in range(1000000000) %}", "a", "{%p endfor %}"], "不能调用函数或者方法"),
    (["{%p for x in to %}", "a", "{%p endfor %}"], "“主送”不是列表，不能循环"),
    (["{%p for x in request recursive %}", "{{ x }}", "{%p endfor %}"], "不能使用递归循环"),
    (["{%p macro m() %}", "a", "{%p endmacro %}"], "不能使用宏"),
    (
        [*["{%p for x in request %}"] * 9, "a", *["{%p endfor %}"] * 9],
        "循环里只能再循环该项自己的列表",
    ),
)


def test_a_loop_that_would_not_end_is_refused() -> None:
    sentences = refused("P5", with_lines("P5", [line for lines, _ in ENDLESS for line in lines]))
    for _, why in ENDLESS:
        assert any(why in sentence for sentence in sentences), why
    unclosed = with_lines("P5", ["{%p for x in request %}", "a"])
    assert "有语句没有结束" in only("P5", unclosed)


def revised(root: Any) -> None:
    """Somebody's tracked change left in the file."""
    paragraph = next(root.iter(f"{{{W}}}p"))
    etree.SubElement(etree.SubElement(paragraph, f"{{{W}}}ins"), f"{{{W}}}r")


PARTS = parts_of(built_in("P5"))
RELATIONS = "word/_rels/document.xml.rels"
LINKED = zipped(
    PARTS
    | {
        RELATIONS: PARTS[RELATIONS].replace(
            b"</Relationships>",
            related("hyperlink", "https://example.com/", outside=True).encode()
            + b"</Relationships>",
        )
    }
)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.7", NO_DOCX),
        (b"", NO_DOCX),
        (zipped({"mimetype": b"application/ofd"}), NO_DOCX),
        (zipped(PARTS | {"word/vbaProject.bin": b"x"}), MACROS),
        (LINKED, "含有外部链接"),
        (changed("P5", revised), "含有修订或者批注"),
    ],
)
def test_what_is_no_plain_docx_is_refused_with_the_reason(content: bytes, why: str) -> None:
    assert any(why in sentence for sentence in refused("P5", content))


def test_a_template_whose_letter_would_be_a_book_is_refused() -> None:
    """20,000 fields of 300 characters of three bytes are 18 MB; a letter may have 10 MB."""
    book = with_lines("I3", ["{{ to }}" * 20_000], before="{%p")
    assert only("I3", book).startswith("最长情形试排：")


LOST = {
    # a paragraph of the built-in answer, what it says
    "{{ to }}：": "主送", "{{ organ.name }}": "机关名称", "{{ doc.date }}": "成文日期",
    "{{ doc.number }}": "文号", "{{ receipt }}": "收到事实", "{{ line }}": "申请内容",
    "{{ lead }}": "答复引语", "{{ clause }}": "救济告知",
}  # fmt: skip


def test_an_answer_that_lost_mandatory_parts_is_refused_and_each_is_named() -> None:
    sentences = refused("A12", without("A12", *LOST))
    assert len(sentences) == len(LOST)
    for title in LOST.values():
        assert any(f"没有写出“{title}”" in sentence for sentence in sentences), title


def test_a_remedy_that_is_told_only_sometimes_is_refused() -> None:
    sometimes = reworded("A12", "{{ clause }}", "{% if head %}{{ clause }}{% endif %}")
    assert "只在部分情形下写出" in only("A12", sometimes)


def test_an_item_says_its_ground_and_its_facts() -> None:
    bare = reworded("A12", "{{ item.grounds }}", "")
    assert only("A12", bare).startswith("有多项申请事项时没有写出“依据引语”")
    vague = reworded("A12", "{{ item.places }}", "各处")
    assert "没有写出“答复内容”（{{ item.decision }}）或者“检索地点”" in only("A12", vague)


@pytest.mark.parametrize(
    ("code", "lost", "title"),
    [
        # 条例 30: what to supply, by when
        ("P5", "{{ defect }}", "需要补正的事项"),
        ("P9", "{{ extract }}", "涉及的内容"),  # 条例 32
        ("P12", "{{ clause }}", "救济告知"),
        ("P22", "{{ clause }}", "救济告知"),
        ("A28", "{{ clause }}", "救济告知"),
        ("A25", "{{ clause }}", "救济告知"),
    ],
)
def test_other_papers_keep_what_the_law_wants_said(code: str, lost: str, title: str) -> None:
    assert f"没有写出“{title}”" in only(code, without(code, lost))


def test_an_office_may_word_an_item_itself_or_use_our_wording() -> None:
    ours = reworded("A4", "{{ you }}申请公开的信息属于依法确定的国家秘密", "{{ item.decision }}")
    assert examine("A4", ours, TODAY).warnings == ()
    own = reworded("A4", "（{{ item.secrecy_facts }}）", "")
    (warning,) = examine("A4", own, TODAY).warnings
    assert "密级和定密依据" in warning


@pytest.mark.parametrize(
    ("code", "line", "found"),
    [
        # 2007年条例: 第二十四条 15 个工作日, 第十三条 三需要; replaced on 2019-05-15
        ("A12", "本机关应当自收到申请之日起15个工作日内予以答复。", "15个工作日内予以答复"),
        ("A12", "请说明自身生产、生活、科研等特殊需要。", "特殊需要"),
        ("A12", "应当缴纳检索费。", "检索费"),
        ("P9", "逾期未提出意见的，视为不同意公开。", "视为不同意"),
        ("P6", "逾期不说明的，视为放弃申请。", "视为放弃"),
    ],
)
def test_wording_of_the_law_of_2007_and_wrong_silence_are_refused(
    code: str, line: str, found: str
) -> None:
    sentences = refused(code, with_lines(code, [line]))
    assert any(found in sentence for sentence in sentences)


def test_wording_of_the_law_of_2007_is_found_in_headers_too() -> None:
    parts = parts_of(built_in("A12"))
    header = "word/header1.xml"
    root = etree.fromstring(parts[header])
    run = etree.SubElement(etree.SubElement(root, f"{{{W}}}p"), f"{{{W}}}r")
    etree.SubElement(run, f"{{{W}}}t").text = "收到申请之日起15个工作日内予以答复"
    own = zipped(parts | {header: etree.tostring(root, encoding="UTF-8", standalone=True)})
    assert any("15个工作日内予以答复" in sentence for sentence in refused("A12", own))


def test_a_warning_is_shown_and_stops_nothing() -> None:
    cited = with_lines("A12", ["依据国务院令第492号。"])
    (warning,) = examine("A12", cited, TODAY).warnings
    assert "国务院令第711号" in warning


async def test_a_file_over_the_limit_is_too_large(town: Town, boss: Actor) -> None:
    """5 MB and a byte."""
    with pytest.raises(TooLarge, match="超过5MB"):
        await uploaded(town, BUREAU, "P5", bytes(LARGEST + 1), by=boss)


async def test_versions_are_counted_by_paper_and_a_file_is_not_kept_twice(
    town: Town, boss: Actor
) -> None:
    content = built_in("P5")
    first = await uploaded(town, BUREAU, "P5", content, by=boss)
    assert (first.version, first.approved_at) == (1, None)
    assert papers.read(town.office.home, first.digest) == content
    with pytest.raises(Conflict, match="与第1版相同"):
        await uploaded(town, BUREAU, "P5", content, by=boss)
    assert (await uploaded(town, BUREAU, "P5", unlike("P5"), by=boss)).version == 2
    assert (await uploaded(town, BUREAU, "P6", built_in("P6"), by=boss)).version == 1
    assert (await uploaded(town, CITY, "P5", content)).version == 1
    async with town.office.sessions.begin() as session:  # withdrawn, it may come back
        await withdraw(
            session, boss, town.clock.at, town.organs[BUREAU], "P5", 1, reason="文字有误"
        )
    assert (await uploaded(town, BUREAU, "P5", content, by=boss)).version == 3


async def test_two_uploads_at_once_are_two_versions(town: Town, boss: Actor) -> None:
    rows = await asyncio.gather(
        *(uploaded(town, BUREAU, "P5", unlike("P5"), by=boss) for _ in range(3))
    )
    assert sorted(row.version for row in rows) == [1, 2, 3]


async def test_the_days_of_a_template_are_checked(town: Town, boss: Actor) -> None:
    with pytest.raises(BadInput, match="早于今天"):
        await uploaded(town, BUREAU, "P5", built_in("P5"), by=boss, valid_from=date(2026, 11, 21))
    with pytest.raises(BadInput, match="早于开始日期"):
        await uploaded(
            town, BUREAU, "P5", built_in("P5"), by=boss,
            valid_from=date(2026, 12, 2), valid_to=date(2026, 12, 1),
        )  # fmt: skip
    with pytest.raises(NotFound):
        await uploaded(town, BUREAU, "P99", built_in("P5"), by=boss)


async def test_each_role_does_what_is_its_own(town: Town) -> None:
    at, organ = town.clock.at, town.organs[BUREAU]
    for role in Role:
        one = await town.officer(f"one-{role}", BUREAU, role)
        row = await stored(town, BUREAU, "P5")
        if role in (Role.ADMINISTRATOR, Role.HEAD):
            await uploaded(town, BUREAU, "P5", unlike("P5"), by=one)
        else:
            with pytest.raises(NotAllowed, match="管理员或者公开机构负责人上传"):
                await uploaded(town, BUREAU, "P5", unlike("P5"), by=one)
        async with town.office.sessions.begin() as session:
            if role in (Role.REVIEWER, Role.HEAD, Role.LEADER):
                await approve(session, one, at, organ, "P5", row.version)
            else:
                with pytest.raises(NotAllowed, match="法制审核、公开机构负责人或者签发领导批准"):
                    await approve(session, one, at, organ, "P5", row.version)
            if role in (Role.ADMINISTRATOR, Role.REVIEWER, Role.HEAD, Role.LEADER):
                await withdraw(session, one, at, organ, "P5", row.version, reason="不采用")
            else:
                with pytest.raises(NotAllowed, match="停用"):
                    await withdraw(session, one, at, organ, "P5", row.version, reason="不采用")


async def test_nobody_approves_the_own_upload_but_where_one_person_does_everything(
    town: Town,
) -> None:
    head, at = await town.officer("head", BUREAU, Role.HEAD), town.clock.at
    organ = town.organs[BUREAU]
    await uploaded(town, BUREAU, "P5", unlike("P5"), by=head)
    async with town.office.sessions.begin() as session:
        with pytest.raises(NotAllowed, match="上传人以外的人员"):
            await approve(session, head, at, organ, "P5", 1)
        await set_chain(
            session, head, at, organ, levels=USUAL.levels, one_person=True, reason="一人多岗"
        )
        assert (await session.scalar(select(OrganChain.one_person))) is True
        row = await approve(session, head, at, organ, "P5", 1)
    assert row.approved_by_id == head.officer_id == row.uploaded_by_id


async def test_what_was_approved_or_withdrawn_is_not_so_again(town: Town, reviewer: Actor) -> None:
    at, organ = town.clock.at, town.organs[BUREAU]
    await stored(town, BUREAU, "P5")
    async with town.office.sessions.begin() as session:
        await approve(session, reviewer, at, organ, "P5", 1)
        with pytest.raises(Conflict, match="已由reviewer批准"):
            await approve(session, reviewer, at, organ, "P5", 1)
        await withdraw(session, reviewer, at, organ, "P5", 1, reason="有误")
        with pytest.raises(Conflict, match="已由reviewer停用"):
            await withdraw(session, reviewer, at, organ, "P5", 1, reason="有误")
        with pytest.raises(Conflict, match="已经停用"):
            await approve(session, reviewer, at, organ, "P5", 1)
        for version in (0, 2, -1, 10**12):
            with pytest.raises(NotFound):
                await approve(session, reviewer, at, organ, "P5", version)


async def test_an_approval_never_reaches_back_and_never_past_the_end(
    town: Town, reviewer: Actor
) -> None:
    """Approved on the 26th, it is in use from the 26th; one that ended on the 25th is not approved."""
    organ = town.organs[BUREAU]
    await stored(town, BUREAU, "P5", valid_from=date(2026, 11, 24))
    await stored(town, BUREAU, "P5", valid_to=date(2026, 11, 25))
    town.clock.go_to(2026, 11, 26)
    async with town.office.sessions.begin() as session:
        row = await approve(session, reviewer, town.clock.at, organ, "P5", 1)
        assert row.valid_from == date(2026, 11, 26)
        with pytest.raises(Unlawful, match="截止日期2026-11-25已过"):
            await approve(session, reviewer, town.clock.at, organ, "P5", 2)


async def test_a_file_that_was_changed_or_lost_on_the_disk_is_neither_approved_nor_used(
    town: Town, reviewer: Actor
) -> None:
    waits = await stored(town, BUREAU, "P5")
    used = await in_use(town, BUREAU, "P6", TODAY)
    file = papers.path_of(town.office.home, waits.digest)
    file.write_bytes(unlike("P5"))
    papers.path_of(town.office.home, used.digest).unlink()
    async with town.office.sessions.begin() as session:
        with pytest.raises(Conflict, match=f"摘要{waits.digest[:12]}.*被改动"):
            await approve(session, reviewer, town.clock.at, town.organs[BUREAU], "P5", 1)
        with pytest.raises(Conflict, match=f"摘要{used.digest[:12]}"):
            await paper_templates.in_force(session, town.organs[BUREAU], "P6", TODAY)


async def chosen(town: Town, on: date, code: str = "P5") -> str:
    async with town.office.sessions() as session:
        found = await paper_templates.in_force(session, town.organs[BUREAU], code, on)
        return found.version


async def standings(town: Town, on: date) -> list[Standing]:
    """From the newest version to the first."""
    async with town.office.sessions() as session:
        found = await versions_of(session, town.organs[BUREAU], on, "P5")
        return [version.standing for version in found.get("P5", [])]


async def test_of_the_approved_ones_the_latest_to_begin_is_used(town: Town, boss: Actor) -> None:
    """1: from 23 November; 2: from 1 to 31 December; 3 waits; withdrawing 1 leaves the built-in."""
    await in_use(town, BUREAU, "P5", date(2026, 11, 23))
    await in_use(town, BUREAU, "P5", date(2026, 12, 1), valid_to=date(2026, 12, 31))
    await stored(town, BUREAU, "P5")
    used = {
        date(2026, 11, 22): "内置",
        date(2026, 11, 23): "本单位第1版",
        date(2026, 11, 30): "本单位第1版",
        date(2026, 12, 1): "本单位第2版",
        date(2026, 12, 31): "本单位第2版",
        date(2027, 1, 1): "本单位第1版",
    }
    assert {day: await chosen(town, day) for day in used} == used
    waits, comes, used_now, replaced, ended = (
        Standing.WAITING, Standing.TO_COME, Standing.IN_FORCE, Standing.REPLACED, Standing.ENDED,
    )  # fmt: skip
    assert await standings(town, date(2026, 11, 22)) == [waits, comes, comes]
    assert await standings(town, date(2026, 11, 23)) == [waits, comes, used_now]
    assert await standings(town, date(2026, 12, 1)) == [waits, used_now, replaced]
    assert await standings(town, date(2027, 1, 1)) == [waits, ended, used_now]
    async with town.office.sessions.begin() as session:
        await withdraw(
            session, boss, town.clock.at, town.organs[BUREAU], "P5", 1, reason="改用内置模板"
        )
    assert await chosen(town, date(2027, 1, 1)) == "内置"
    assert (await standings(town, date(2027, 1, 1)))[-1] is Standing.WITHDRAWN
    assert await chosen(town, date(2026, 12, 1)) == "本单位第2版"


async def letter(town: Town, case: Case) -> tuple[str, dict[str, Any]]:
    """补正告知书 made today: its text, and with which template the record says it was made."""
    async with town.office.sessions.begin() as session:
        made, number = await paper_making.make_paper(
            session, CLERK, town.clock.at, case.id, paper="P5", fields=SUPPLEMENT
        )
        desk = await desk_of(session, made)
        paper = issuing.paper_of(desk.file, number)
        return text_of(issuing.content_of(session, case.id, paper)), paper.data["template"]


async def test_the_next_letter_from_its_day_has_the_own_wording_and_an_earlier_one_keeps_its_own(
    town: Town,
) -> None:
    async with town.office.sessions.begin() as session:
        await lettered(session, town.organs[BUREAU])
    first, second = [await registered(town, CLERK, BUREAU) for _ in range(2)]
    own = with_lines("P5", [OWN])
    row = await uploaded(town, BUREAU, "P5", own, valid_from=date(2026, 11, 23))
    async with town.office.sessions.begin() as session:
        await approve(session, system("批准人"), town.clock.at, town.organs[BUREAU], "P5", 1)
    before, made_with = await letter(town, first)
    assert OWN not in before
    assert made_with["version"] == "内置"
    town.clock.go_to(2026, 11, 23)
    after, made_with = await letter(town, second)
    assert OWN in after
    assert made_with == {"code": "P5", "version": "本单位第1版", "digest": row.digest}
    async with town.office.sessions.begin() as session:
        await withdraw(
            session, CLERK, town.clock.at, town.organs[BUREAU], "P5", 1, reason="已迁回原址"
        )
        case = await session.get_one(Case, second.id)
        paper = issuing.paper_of((await desk_of(session, case)).file, 1)
        assert OWN in text_of(issuing.content_of(session, second.id, paper))
        kept = await template_file(session, town.organs[BUREAU], "P5", 1)
        again = paper_templates.of_digest(town.office.home, "P5", made_with["digest"])
    assert kept.content == again.content == own


async def test_any_version_and_the_built_in_one_are_read_back_byte_by_byte(town: Town) -> None:
    content = unlike("P5")
    await stored(town, BUREAU, "P5", content)
    async with town.office.sessions() as session:
        organ = town.organs[BUREAU]
        assert (await template_file(session, organ, "P5", 1)).content == content
        assert (await template_file(session, organ, "P5", 0)).content == built_in("P5")
        for code, version in (("P5", 2), ("P6", 1), ("P99", 0), ("P5", 10**12)):
            with pytest.raises(NotFound):
                await template_file(session, organ, code, version)


@pytest.mark.parametrize("code", ["P3", "P9", "A3", "A26", "I3"])
def test_a_template_is_tried_without_a_case(code: str) -> None:
    """300 characters in a field (fields.LONGEST_TEXT), or what the field is called."""
    template = paper_templates.built_in(code)
    longest = text_of(trial(template, Content.LONGEST))
    assert longest.count("政府信息公开申请答复") > 20
    named = text_of(trial(template, Content.NAMES))
    assert "【待填：" in named
    assert PAPER[code].code == template.code
    assert "{{" not in named.replace("{{ x }}", "")


async def test_no_template_is_ever_deleted(town: Town) -> None:
    await stored(town, BUREAU, "P5")
    for statement in ("DELETE FROM letter_templates", "TRUNCATE letter_templates"):
        async with town.office.sessions() as session:
            with pytest.raises(DBAPIError):
                await session.execute(text(statement))


LETTERS: dict[str, Any] = {
    "head": True, "title_school": TitleSchool.EACH, "supplement_days": 10,
    "contact_person": "王芳", "complaint_body": "寿光市政务公开办公室",
    "pickup_place": "一楼公开窗口", "payment_way": "扫描缴款码", "reason": "启用信函格式",
}  # fmt: skip


async def test_settings_of_letters_follow_one_another_and_the_newest_holds(
    town: Town, boss: Actor
) -> None:
    case, organ = await registered(town, CLERK, BUREAU), town.organs[BUREAU]
    async with town.office.sessions.begin() as session:
        await set_letters(session, boss, town.clock.at, organ, **LETTERS)
        later = town.clock.at + timedelta(minutes=1)
        await set_letters(
            session, boss, later, organ, **LETTERS | {"head": False, "supplement_days": 1}
        )
        now = await setting_of(session, await desk_of(session, case))
        assert (now.head, now.each_title, now.supplement_days) == (False, True, 1)
        assert (now.contact_person, now.complaint_body) == ("王芳", "寿光市政务公开办公室")
        rows = await letter_settings_of(session, organ)
    assert [(row.head, row.supplement_days, row.reason) for row in rows] == [
        (False, 1, "启用信函格式"), (True, 10, "启用信函格式"),
    ]  # fmt: skip


@pytest.mark.parametrize(("days", "fits"), [(0, False), (1, True), (60, True), (61, False)])
async def test_a_supplement_period_is_one_to_sixty_working_days(
    town: Town, boss: Actor, days: int, fits: bool
) -> None:
    async with town.office.sessions.begin() as session:
        given = LETTERS | {"supplement_days": days}
        if fits:
            await set_letters(session, boss, town.clock.at, town.organs[BUREAU], **given)
            return
        with pytest.raises(BadInput, match="应为1至60个工作日") as refusal:
            await set_letters(session, boss, town.clock.at, town.organs[BUREAU], **given)
        assert refusal.value.article == regulation(30)
        assert await session.scalar(select(OrganLetterSetting.id)) is None


@pytest.mark.parametrize("role", Role)
async def test_letters_are_set_by_administrator_and_head(town: Town, role: Role) -> None:
    one = await town.officer("one", BUREAU, role)
    async with town.office.sessions.begin() as session:
        if role in (Role.ADMINISTRATOR, Role.HEAD):
            await set_letters(session, one, town.clock.at, town.organs[BUREAU], **LETTERS)
        else:
            with pytest.raises(NotAllowed):
                await set_letters(session, one, town.clock.at, town.organs[BUREAU], **LETTERS)
