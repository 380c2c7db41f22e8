"""A candidate at every stage: found among three requests, reviewed by several officers, published."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from cases.actions import conversion_files, conversion_publishing, converting
from cases.actions.attaching import File
from cases.actions.bring_in import bring_in
from cases.actions.conversion_finding import find_candidates
from cases.actions.file_checks import checked
from cases.actions.public_setting import set_public_desk
from cases.actor import Actor
from cases.law.conversion import Decision, Opinion
from cases.models import Organ, Role
from cases.models_conversion import Conversion
from cases.models_published import PublishedEntry
from cases.register.rows import check_rows
from cases.register.sheet import read_sheet
from tests.actions.publishable_files import a_docx
from tests.actions.year_of_requests import GIVEN, Asked, register
from tests.conftest import SETTER, Town

HOME = "370783-zrzy"
PLAN = "城东片区雨污分流改造实施方案"
WORDS = "城东片区雨污分流改造实施方案\n一、总体要求"
CATALOGUE = {
    "matter": "市政建设", "content": "改造范围、工期和投资", "basis": "条例第四十四条第一款",
    "time_limit": "20个工作日内", "subject": "寿光市自然资源和规划局", "way": "主动公开",
    "channel": "政府网站", "audience": "全社会",
}  # fmt: skip
PUBLICATION: dict[str, Any] = {
    "title": PLAN, "published_on": date(2026, 11, 22), "outlet": "本机关门户网站",
    "address": "https://www.example.cn/plan", "index_number": "SG-2026-77",
    "catalogue_class": "市政建设", "catalogue": CATALOGUE,
}  # fmt: skip
DESK: dict[str, Any] = {
    "is_open": True, "office_name": "办公室", "office_address": "商务小区5号楼", "hours": "工作日",
    "phone": "0536-5221234", "reason": "开通",
}  # fmt: skip


@dataclass
class Bureau:
    """Who reviews at the bureau, each with the role of the name."""

    town: Town
    clerk: Actor  # 窗口登记、承办
    secrecy: Actor
    lawyer: Actor
    head: Actor
    leader: Actor

    async def does(self, verb: Any, actor: Actor, *args: Any, **kwargs: Any) -> Any:
        """A verb in a transaction of its own."""
        async with self.town.office.sessions.begin() as session:
            return await verb(session, actor, self.town.clock.at, *args, **kwargs)

    async def opines(self, actor: Actor, row: UUID, opinion: Opinion, **said: Any) -> None:
        """An opinion, agreeing unless it says otherwise."""
        said = {"agrees": True, "words": "不涉及，可以公开"} | said
        await self.does(converting.opine, actor, row, opinion, **said)

    async def adds(self, row: UUID, *paragraphs: str, is_masked: bool = False) -> None:
        """A DOCX of these paragraphs."""
        file = checked("方案.docx", a_docx(*(paragraphs or (WORDS,))))
        await self.does(conversion_files.add_file, self.clerk, row, file, is_masked=is_masked)

    async def opened(self) -> Conversion:
        """A candidate under review."""
        row = await self.candidate()
        return await self.does(converting.open_review, self.clerk, row.id)

    async def candidate(self, text: str = PLAN) -> Conversion:
        """A candidate that a run has found."""
        town = self.town
        asked = [
            Asked(f"甲乙丙丁{n}", "", date(2026, 6, n), text, GIVEN) for n in (1, 2, 3)
        ]  # fmt: skip
        async with town.office.sessions.begin() as session:
            data = register(asked, self.brought + 1)
            self.brought += len(asked)
            rows = check_rows(read_sheet(data, "台账.csv"), town.clock.at.date())
            await bring_in(
                session, town.office.vault, SETTER, town.clock.at, town.organs[HOME], rows
            )
        async with town.office.sessions.begin() as session:
            organ = await session.get_one(Organ, town.organs[HOME])
            (made,) = (await find_candidates(session, town.clock.at, organ, SETTER)).made
        return made

    brought: int = 0

    async def checked(self, *, with_file: bool = False) -> Conversion:
        """Under review, 保密审查 and 个人信息检查 done by two people; a file takes a second to clean."""
        row = await self.opened()
        if with_file:
            await self.adds(row.id)
        await self.opines(self.secrecy, row.id, Opinion.SECRECY)
        await self.opines(self.clerk, row.id, Opinion.PERSONAL_DATA)
        return row

    async def decided(self, *, with_file: bool = False) -> Conversion:
        """转主动公开, decided by the leader."""
        row = await self.checked(with_file=with_file)
        release = {"decision": Decision.RELEASE}
        return await self.does(converting.decide, self.leader, row.id, **release)

    async def published(self, *, with_file: bool = False) -> tuple[Conversion, PublishedEntry]:
        """Published by an address, or from here with its file."""
        row = await self.decided(with_file=with_file)
        said = PUBLICATION | ({"with_file": True, "address": ""} if with_file else {})
        entry = await self.does(conversion_publishing.publish, self.clerk, row.id, **said)
        return row, entry


async def bureau_of(town: Town, *, is_open: bool = True) -> Bureau:
    """The bureau with its people; its public pages open unless said otherwise."""
    made = Bureau(
        town,
        await town.officer("desk", HOME, Role.REGISTRAR, Role.HANDLER),
        await town.officer("secrecy", HOME, Role.SECRECY),
        await town.officer("lawyer", HOME, Role.REVIEWER),
        await town.officer("chief", HOME, Role.HEAD),
        await town.officer("mayor", HOME, Role.LEADER),
    )
    if is_open:
        async with town.office.sessions.begin() as session:
            await set_public_desk(session, SETTER, town.clock.at, town.organs[HOME], **DESK)
    return made


def file_of(*paragraphs: str) -> File:
    """A DOCX as it was uploaded."""
    return checked("方案.docx", a_docx(*paragraphs))
