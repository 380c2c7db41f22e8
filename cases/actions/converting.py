"""转主动公开的审查: suggested, opened, opinions, decided, taken up again; one table says who may when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.conversion_rows import PAGE, append, events_of
from cases.actions.notices import tell
from cases.actions.steps import wrong
from cases.actor import Actor
from cases.conversion_file import STEP_LABELS, Noted, ReviewFile, Step, review_file
from cases.errors import BadInput, Fault, NotAllowed, NotFound, Unlawful
from cases.law.articles import Article
from cases.law.conversion import (
    ASKED,
    EXAMINED,
    KEEPS_PUBLIC,
    OPINIONS,
    PUBLISHED_WITHIN,
    RELEASES,
    SEVERAL,
    SHORTEST_REASON,
    SHORTEST_STATEMENT,
    STAGE_LABELS,
    THIRD_PARTIES,
    TO_BE_PUBLISHED,
    Decision,
    Opinion,
    Stage,
)
from cases.models import ROLE_LABELS, Role
from cases.models_conversion import Conversion, ConversionFile
from cases.states import DESK, DISCLOSURE_OFFICE, KEEPERS, OFFICE

R: Final = Role
G: Final = Stage
DECIDERS: Final = (R.HEAD, R.LEADER)
FINDERS: Final = DESK


@dataclass(frozen=True)
class Move:
    """One row: what is done, in which states, by whom, the article; `about` tells opinions apart."""

    step: Step
    stages: tuple[Stage, ...]
    who: tuple[Role, ...]
    article: Article
    about: Opinion | None = None

    @property
    def label(self) -> str:
        """As buttons and refusals say it."""
        return self.about.label if self.about else STEP_LABELS[self.step]


# fmt: off
MOVES: Final = (
    # step, in which states, by whom, article, 意见
    Move(Step.OPENED, (G.CANDIDATE,), DESK, SEVERAL),
    Move(Step.OPINED, (G.REVIEWING,), OFFICE, ASKED[Opinion.HANDLING].article, Opinion.HANDLING),
    Move(Step.OPINED, (G.REVIEWING,), (R.SECRECY,), EXAMINED, Opinion.SECRECY),
    Move(Step.OPINED, (G.REVIEWING,), (R.REVIEWER,), ASKED[Opinion.LEGAL].article, Opinion.LEGAL),
    Move(Step.OPINED, (G.REVIEWING,), DESK, THIRD_PARTIES, Opinion.PERSONAL_DATA),
    Move(Step.FILE_ADDED, (G.REVIEWING,), DESK, EXAMINED),
    Move(Step.FILE_TAKEN, tuple(Stage), KEEPERS, EXAMINED),
    Move(Step.DECIDED, (G.CANDIDATE, G.REVIEWING), DECIDERS, SEVERAL),
    Move(Step.REOPENED, (G.KEPT, G.WITHDRAWN, *TO_BE_PUBLISHED), DECIDERS, SEVERAL),
    Move(Step.PUBLISHED, TO_BE_PUBLISHED, DISCLOSURE_OFFICE, PUBLISHED_WITHIN),
    Move(Step.WITHDRAWN, (G.PUBLISHED,), DISCLOSURE_OFFICE, KEEPS_PUBLIC),
)
# fmt: on
MOVE: Final = {(move.step, move.about): move for move in MOVES}
assert len(MOVE) == len(MOVES)


def permitted(actor: Actor, row: Conversion) -> list[Move]:
    """What this actor may do to a candidate as it stands, in the order of the table."""
    return [
        move for move in MOVES if row.stage in move.stages and actor.has(row.organ_id, move.who)
    ]


def check_finder(actor: Actor, organ_id: UUID) -> None:
    """NotAllowed unless the actor works where candidates are looked for."""
    if not actor.has(organ_id, FINDERS):
        who = "、".join(ROLE_LABELS[role] for role in FINDERS)
        raise NotAllowed(f"查找候选应由{who}岗位人员办理", article=SEVERAL)


async def open_conversion(
    session: AsyncSession,
    actor: Actor,
    conversion_id: UUID,
    step: Step,
    about: Opinion | None = None,
) -> Conversion:
    """The candidate, locked, with the step permitted to this actor in its present state.

    NotFound where there is none that the actor may see; NotAllowed; Unlawful with the article.
    """
    row = await session.get(Conversion, conversion_id, with_for_update=True, populate_existing=True)
    if row is None or not actor.may_read(row.organ_id):
        raise NotFound("没有找到这条转主动公开的候选，请核对")
    move = MOVE[step, about]
    if not actor.has(row.organ_id, move.who):
        who = "、".join(ROLE_LABELS[role] for role in move.who)
        raise NotAllowed(f"“{move.label}”应由{who}岗位人员办理", article=move.article)
    if row.stage not in move.stages:
        sentence = (
            f"“{row.title}”的状态为“{STAGE_LABELS[Stage(row.stage)]}”，不能办理“{move.label}”"
        )
        raise Unlawful(sentence, article=move.article)
    return row


async def open_review(
    session: AsyncSession, actor: Actor, at: datetime, conversion_id: UUID
) -> Conversion:
    """开始审查: those who check are told."""
    row = await open_conversion(session, actor, conversion_id, Step.OPENED)
    await append(session, row, actor, at, Step.OPENED, {}, to=Stage.REVIEWING)
    await _ask_checkers(session, actor, at, row)
    return row


async def _ask_checkers(session: AsyncSession, actor: Actor, at: datetime, row: Conversion) -> None:
    text = f"“{row.title}”正在审查是否转为主动公开，请提出意见"
    link = f"{PAGE}/{row.id}"
    await tell(
        session,
        at,
        (R.SECRECY, R.REVIEWER),
        text,
        link,
        organ_id=row.organ_id,
        but=actor.officer_id,
    )


async def reopen(
    session: AsyncSession, actor: Actor, at: datetime, conversion_id: UUID, reason: str
) -> Conversion:
    """重新审查 of what was decided or withdrawn: every opinion is asked for anew."""
    row = await open_conversion(session, actor, conversion_id, Step.REOPENED)
    said = {"reason": reason}
    await append(session, row, actor, at, Step.REOPENED, said, to=Stage.REVIEWING)
    row.entry_id = None
    await session.flush()
    await _ask_checkers(session, actor, at, row)
    return row


async def opine(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    conversion_id: UUID,
    opinion: Opinion,
    *,
    agrees: bool,
    words: str,
    statements: Mapping[int, str] | None = None,
) -> Conversion:
    """提出意见: what stands behind the decision; a later one of the same kind takes its place.

    保密审查 and 个人信息检查 are about the newest file as it is now. `statements`: of the 个人信息检查,
    why a find is no personal datum, by its place from 1. BadInput where 个人信息检查 lets a find pass
    without one.
    """
    row = await open_conversion(session, actor, conversion_id, Step.OPINED, opinion)
    if not words and (opinion is not Opinion.HANDLING or not agrees):
        raise wrong("words", "请写明意见和依据", ASKED[opinion].article)
    newest = await newest_file(session, row.id)
    data: dict[str, Any] = {"opinion": opinion, "agrees": agrees, "words": words}
    data["file"] = newest.number if newest else None
    if opinion is Opinion.PERSONAL_DATA and newest is not None:
        said = {place: why.strip() for place, why in (statements or {}).items() if why.strip()}
        if agrees:
            _check_stated(newest, said)
        data["statements"] = {str(place): why for place, why in sorted(said.items())}
    await append(session, row, actor, at, Step.OPINED, data)
    return row


def _check_stated(file: ConversionFile, said: Mapping[int, str]) -> None:
    faults = [
        Fault(
            f"statements.{place}",
            f"第{place}处{found['label']}“{found['text']}”应当遮蔽，"
            f"或者写明为什么可以公开（至少{SHORTEST_STATEMENT}个字）",
        )
        for place, found in enumerate(file.found, start=1)
        if len(said.get(place, "")) < SHORTEST_STATEMENT
    ]
    if faults:
        raise BadInput.of(faults, article=THIRD_PARTIES)


async def newest_file(session: AsyncSession, conversion_id: UUID) -> ConversionFile | None:
    """The file that would be published: the one that was added last."""
    found: ConversionFile | None = await session.scalar(
        select(ConversionFile)
        .where(ConversionFile.conversion_id == conversion_id)
        .order_by(ConversionFile.number.desc())
        .limit(1)
    )
    return found


async def decide(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    conversion_id: UUID,
    *,
    decision: Decision,
    reason: str = "",
) -> Conversion:
    """负责人决定: 转主动公开, 遮蔽后公开, or 不转 with the reason.

    Unlawful without 保密审查 and 个人信息检查 of what is to be published, where one of them is against
    it, and for whoever checked himself.
    """
    row = await open_conversion(session, actor, conversion_id, Step.DECIDED)
    if decision is Decision.KEEP:
        if len("".join(reason.split())) < SHORTEST_REASON:
            raise wrong("reason", f"不转的，应当写明理由，至少{SHORTEST_REASON}个字", SEVERAL)
    else:
        await check_release(session, actor, row, decision)
    said = {"decision": decision, "reason": reason}
    await append(session, row, actor, at, Step.DECIDED, said, to=decision.stage)
    if decision in RELEASES:
        text = f"“{row.title}”决定{decision.label}，请在期限内公开"
        link = f"{PAGE}/{row.id}"
        await tell(
            session, at, DISCLOSURE_OFFICE, text, link, organ_id=row.organ_id, but=actor.officer_id
        )
    return row


async def check_release(
    session: AsyncSession, actor: Actor, row: Conversion, decision: Decision
) -> None:
    """Unlawful with one sentence where something may not be decided to be made public yet."""
    for sentence, article in await unready(session, row, decision):
        raise Unlawful(sentence, article=article)
    file = review_file(await events_of(session, row.id))
    for asked in OPINIONS:
        given = file.opinions.get(asked.opinion)
        if asked.required and given is not None and given.signature == actor.signature:
            sentence = f"“{asked.label}”由您作出，检查和决定不能是同一人，请由其他负责人决定"
            raise NotAllowed(sentence, article=asked.article)


async def unready(
    session: AsyncSession, row: Conversion, decision: Decision
) -> list[tuple[str, Article]]:
    """What still stands against making something public, in sentences; nothing where nothing does."""
    file = review_file(await events_of(session, row.id))
    return lacking(row, file, await newest_file(session, row.id), decision)


def lacking(
    row: Conversion, file: ReviewFile, newest: ConversionFile | None, decision: Decision
) -> list[tuple[str, Article]]:
    """The same of what was read already."""
    found: list[tuple[str, Article]] = []
    if row.stage == Stage.CANDIDATE:
        found.append(("还没有开始审查，请先开始审查", SEVERAL))
    number = newest.number if newest else None
    for asked in OPINIONS:
        if not asked.required:
            continue
        given: Noted | None = file.opinions.get(asked.opinion)
        if given is None:
            found.append((f"还没有{asked.label}，不能决定公开", asked.article))
        elif not given.data["agrees"]:
            found.append((f"{asked.label}不同意公开，不能决定公开", asked.article))
        elif given.data.get("file") != number:
            sentence = f"{asked.label}之后又添加了文件，请对新的文件再次检查"
            found.append((sentence, asked.article))
    if decision is Decision.RELEASE_MASKED and (newest is None or not newest.is_masked):
        found.append(("遮蔽后公开的，应当先上传遮蔽后的文件", THIRD_PARTIES))
    return found
