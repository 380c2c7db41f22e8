"""案卷 and 举证材料 of a case: everything at its place, nothing that belongs elsewhere, all of it checked."""

import hashlib
import json
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

import pytest

from cases.actions import attaching
from cases.db import canonical
from cases.volume.case_file import Wanted
from tests.archive.full_case import (
    ADDRESS,
    CARD,
    CLUE,
    COMPANY,
    FILES,
    LEGAL_OPINION,
    MINUTES,
    NOTE,
    PHONE,
    SAID_BY_THE_COMPANY,
    Full,
    full_case,
)
from tests.archive.opened import Opened, opened
from tests.conftest import Town
from tests.web.worked import office_of

pytestmark = pytest.mark.anyio

ARCHIVE, EVIDENCE = Wanted("archive"), Wanted("evidence")
WHOLE = Wanted("archive", with_personal_data=True)
ASKED_FOR = Wanted("evidence", with_personal_data=True, with_third_parties=True)
WITH_THIRD = Wanted("evidence", with_third_parties=True)


@dataclass
class Bound:
    """The volumes of the full case, each made once: tests read them, they change nothing."""

    zips: dict[Wanted, bytes]
    digests: list[str]

    def __getitem__(self, wanted: Wanted) -> Opened:
        with ZipFile(BytesIO(self.zips[wanted])) as archive:
            return Opened({name: archive.read(name) for name in archive.namelist()})


MADE: list[Bound] = []
VOLUMES = (ARCHIVE, EVIDENCE, WHOLE, ASKED_FOR, WITH_THIRD)


@pytest.fixture
async def bound(town: Town) -> Bound:
    if not MADE:
        full = await full_case(town)
        zips = {wanted: await full.zip(wanted) for wanted in VOLUMES}
        MADE.append(Bound(zips, [event.digest.hex() for event in await full.office.events()]))
    return MADE[0]


async def test_archive_has_everything_in_the_order_of_the_table(bound: Bound) -> None:
    """letters.md §5.4: the answer on top, the whole history last."""
    volume = bound[WHOLE]
    assert volume.titles == [
        "政府信息公开申请答复书", "政府信息公开答复", "答复书（盖章）", "政府信息公开答复审查呈批单",
        "政府信息公开申请（登记内容）", "政府信息公开申请表", "身份证复印件", "信封",
        "政府信息公开申请登记表", "初审、分办和转交记录",
        "征求意见情况", f"{COMPANY}的意见", "协办函和回复（第1号）",
        "延期审批和告知情况", "延期答复告知书", "信息处理费收取情况",
        "检索记录", "检索截图", "保密审查意见", "合法性审核意见",
        "会商记录（第1号）", "会商记录签字页", "送达情况", "邮政回执", "期限说明",
        "经办人笔记", "办理记录",
    ]  # fmt: skip
    assert json.loads(volume.held["目录.json"])["retention"] == "定期30年，档号2026-12"


async def test_every_file_is_in_the_archive_as_it_came_with_its_digest(bound: Bound) -> None:
    volume = bound[WHOLE]
    digests = {entry["title"]: (entry["file"], entry["sha256"]) for entry in volume.contents}
    for _, title, content in FILES.values():
        file, digest = digests[title]
        assert volume.held[file] == content
        assert digest == hashlib.sha256(content).hexdigest()
    lines = (line.split("  ", 1) for line in volume.held["校验.txt"].decode().splitlines())
    sums = {name: digest for digest, name in lines}
    assert sums == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in volume.held.items()
        if name != "校验.txt"
    }


async def test_page_numbers_of_the_contents_are_where_the_papers_stand(bound: Bound) -> None:
    volume = bound[ARCHIVE]
    pages = volume.pages
    for entry in volume.contents:
        here = pages[entry["first_page"] - 1].replace("\u3000", "")
        if entry["file"] == "卷宗.pdf":
            assert entry["title"] in here
        assert f"第{entry['first_page']}页共{len(pages)}页" in here


async def test_archive_says_what_was_done_on_every_paper(bound: Bound) -> None:
    text = bound[ARCHIVE].text
    for words in (
        # the answer: signed text, outcome of each item, article, number, remedy
        "政府信息可以公开", "该政府信息不存在",
        "第三十六条第（四）项", "寿公开依复〔2026〕1号", "可以申请行政复议或者提起行政诉讼",
        # each level with its opinion
        "不涉密", LEGAL_OPINION, "zhoujie",
        # the channel's date and the words of art. 31
        "以行政机关签收之日为收到申请之日（条例第三十一条）", "2026年3月2日",
        # consultation, help, conference
        COMPANY, SAID_BY_THE_COMPANY, "同意公开", "没有参与该工程", MINUTES,
        # extension, and 40 pages: 30 free and 10 at 10 yuan
        "涉及档案较多，需要逐件核对", "第31至40页", "100元", "0012",
        # search: place, words, persons, clue and finding
        "档案室2025年目录", "饮水决算", "赵明", "王芳", CLUE, "报道的是另一工程",
        # delivery
        "XA98765432137", "邮政回执", NOTE,
    ):  # fmt: skip
        assert words in text, words


async def test_clock_is_explained_to_the_day(bound: Bound) -> None:
    """Paid on 11 March: 20 working days from the 12th end on 9 April, for the 6th is 清明 2026."""
    text = bound[EVIDENCE].text
    assert "答复期限届满2026年4月9日" in text
    assert "清明节放假" in text
    assert "在期限内" in text


async def test_evidence_has_only_what_proves_in_its_order(bound: Bound) -> None:
    """letters.md §13: application, register, notices, consultation, search, approvals, letter, delivery."""
    volume = bound[EVIDENCE]
    assert volume.titles == [
        "政府信息公开申请（登记内容）", "政府信息公开申请表", "信封", "政府信息公开申请登记表",
        "延期审批和告知情况", "延期答复告知书", "信息处理费收取情况", "征求意见情况",
        "检索记录", "检索截图", "政府信息公开答复审查呈批单",
        "政府信息公开申请答复书", "政府信息公开答复", "答复书（盖章）", "送达情况", "邮政回执", "期限说明",
    ]  # fmt: skip


async def test_evidence_says_nothing_of_third_parties_notes_and_opinions(bound: Bound) -> None:
    volume = bound[EVIDENCE]
    inner = (COMPANY, SAID_BY_THE_COMPANY, NOTE, LEGAL_OPINION, MINUTES, "不涉密", "没有参与该工程")
    for words in (*inner, "不附卷外传", "经审查，该信息不属于应当提供的情形"):
        assert words not in volume.everything, words
    assert "同意公开" in volume.text  # that it was asked and agreed is proved
    assert not any(COMPANY in name for name in volume.held)
    for level in ("保密审查", "法制审核", "公开机构审核", "签发"):
        assert level in volume.text


@pytest.mark.parametrize("wanted", [ARCHIVE, EVIDENCE])
async def test_personal_data_are_masked_and_copies_of_cards_left_out(
    bound: Bound, wanted: Wanted
) -> None:
    volume = bound[wanted]
    for secret in (CARD, PHONE, ADDRESS, "440524188001010014"):
        assert secret not in volume.everything
    assert "340*************1X" in volume.text
    assert "139****2222" in volume.text
    card = FILES["身份证.png"][2]
    assert card not in volume.held.values()
    if wanted is ARCHIVE:  # who reads the archive learns that there is one
        assert "未附入的身份证明" in volume.titles
        assert hashlib.sha256(card).hexdigest() in volume.text


@pytest.mark.parametrize("wanted", [WHOLE, ASKED_FOR])
async def test_personal_data_that_were_asked_for_are_in_the_clear(
    bound: Bound, wanted: Wanted
) -> None:
    volume = bound[wanted]
    for told in (CARD, PHONE, ADDRESS, "440524188001010014"):
        assert told in volume.text
    assert FILES["身份证.png"][2] in volume.held.values()
    assert "未附入的身份证明" not in volume.titles


async def test_third_parties_that_were_asked_for_are_named_in_evidence(bound: Bound) -> None:
    volume = bound[WITH_THIRD]
    assert COMPANY in volume.text
    assert SAID_BY_THE_COMPANY in volume.text
    assert f"{COMPANY}的意见" in volume.titles
    assert LEGAL_OPINION not in volume.everything


async def test_a_removed_file_is_in_no_volume(town: Town) -> None:
    full = Full(await office_of(town))
    await full.office.take_in()
    await full.office.handed_out()
    for name in ("申请表.pdf", "答复书.pdf"):
        await full.put(name)
    await full.office.as_("zhaoming", attaching.detach, 2, "误传")
    held = (await opened(full, EVIDENCE)).held.values()
    assert FILES["申请表.pdf"][2] in held
    assert FILES["答复书.pdf"][2] not in held


async def test_history_can_be_checked_by_anybody(bound: Bound) -> None:
    """SHA-256 over [case, number, kind, day, moment, id, name, data, digest before], chained."""
    told = json.loads(bound[ARCHIVE].held["history.json"])
    previous = bytes(32).hex()
    assert len(told["events"]) == len(bound.digests)
    for event in told["events"]:
        said = [told["case_id"], *(event[name] for name in (
            "seq", "kind", "day", "at", "officer_id", "officer", "data", "previous"))]  # fmt: skip
        assert event["previous"] == previous
        assert event["digest"] == hashlib.sha256(canonical(said).encode()).hexdigest()
        previous = event["digest"]


async def test_history_among_evidence_has_the_digests_and_nothing_else_that_was_said(
    bound: Bound,
) -> None:
    whole = json.loads(bound[ARCHIVE].held["history.json"])["events"]
    told = json.loads(bound[EVIDENCE].held["history.json"])["events"]
    assert [event["digest"] for event in told] == [event["digest"] for event in whole]
    kept = {"seq", "kind", "label", "day", "at", "previous", "digest"}
    assert {name for event in told for name in event} == kept


async def test_whole_history_is_printed_one_line_each(bound: Bound) -> None:
    volume = bound[ARCHIVE]
    last = volume.contents[-1]
    printed = "".join(volume.pages[last["first_page"] - 1 :])
    for digest in bound.digests:
        assert digest[:12] in printed
