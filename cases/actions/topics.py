"""主题: a topic corrected by hand, and the dictionary of an organ in versions."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.steps import wrong
from cases.actions.topic_computing import kept_topic
from cases.actor import Actor
from cases.errors import Conflict, NotAllowed, NotFound
from cases.law.articles import regulation
from cases.models import ROLE_LABELS, Case, Organ, Role
from cases.models_topics import CaseTopic, TopicCorrection, TopicDictionary
from cases.topics.dictionary import FIELD, dictionary_from
from cases.topics.naming import By
from cases.topics_in_force import in_force, version_of

ARTICLE: Final = regulation(44)  # 多人申请相同信息: what many ask for has to be known
CORRECTORS: Final = (Role.REGISTRAR, Role.HANDLER, Role.HEAD)
KEEPERS: Final = (Role.HEAD, Role.ADMINISTRATOR)
LONGEST_TEXT: Final = (
    120_000  # characters; the dictionary that comes with the system has some 50,000
)


def check_corrector(actor: Actor, organ_id: UUID) -> None:
    """NotAllowed unless the actor may say what the cases of this organ are about."""
    if not actor.has(organ_id, CORRECTORS):
        who = "、".join(ROLE_LABELS[role] for role in CORRECTORS)
        raise NotAllowed(f"申请的主题应由承办单位{who}岗位人员更正", article=ARTICLE)


async def correct_topic(
    session: AsyncSession, actor: Actor, at: datetime, case_id: UUID, topic: str
) -> CaseTopic:
    """更正一件申请的主题: it stands against every dictionary, and decides for the very same wording.

    Other cases of the organ with this wording follow at once, except those corrected themselves.
    """
    case = await session.get(Case, case_id)
    if case is None or not actor.may_read(case.organ_id):
        raise NotFound("没有找到这件申请，请核对编号")
    check_corrector(actor, case.organ_id)
    used = (await in_force(session, [case.organ_id]))[case.organ_id]
    if topic not in used.dictionary.names:
        names = "、".join(used.dictionary.names)
        raise wrong("topic", f"没有主题“{topic}”，应为{names}之一", ARTICLE)
    stands = await session.get(CaseTopic, case_id, with_for_update=True, populate_existing=True)
    if stands is not None and stands.decided_by == By.HAND and stands.topic == topic:
        raise Conflict(f"这件申请的主题已经更正为“{topic}”")
    session.add(
        TopicCorrection(
            case_id=case_id, organ_id=case.organ_id, topic=topic,
            was=stands.topic if stands is not None else "",
            made_by=actor.name, made_by_id=actor.officer_id, made_at=at,
        )
    )  # fmt: skip
    made = kept_topic(case.id, case.organ_id, case.request, topic, used.version, at)
    await session.merge(made)
    await session.flush()
    await session.execute(
        update(CaseTopic)
        .where(
            CaseTopic.organ_id == case.organ_id,
            CaseTopic.wording == made.wording,
            CaseTopic.case_id != case_id,
            CaseTopic.decided_by != By.HAND,
        )
        .values(
            topic=topic, decided_by=By.SAME_WORDING, words=[], runner_up=None, decided_at=at,
            version=used.version,
        )
    )  # fmt: skip
    return made


def check_keeper(actor: Actor, organ_id: UUID) -> None:
    """NotAllowed unless the actor keeps the dictionary of this organ."""
    if not actor.has(organ_id, KEEPERS):
        who = "、".join(ROLE_LABELS[role] for role in KEEPERS)
        raise NotAllowed(f"主题词典应由本单位{who}岗位人员维护", article=ARTICLE)


async def edit_dictionary(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    *,
    text: str,
    note: str = "",
    seen: int | None = None,
) -> TopicDictionary:
    """A new version of an organ's dictionary; BadInput names every line that cannot be taken.

    `seen`: the number of the version that was edited; Conflict where another came since.
    """
    check_keeper(actor, organ_id)
    if len(text) > LONGEST_TEXT:
        raise wrong(FIELD, f"词典共{len(text)}字，应不超过{LONGEST_TEXT}字", ARTICLE)
    digest = version_of(dictionary_from(text))
    last = await _last(session, organ_id)
    if seen is not None and seen != (last.number if last else 0):
        raise Conflict("词典在您打开以后已经被他人修改，请核对现在的版本后再提交")
    if last is not None and last.digest == digest:
        raise Conflict("词典没有变动，与现在的版本相同")
    return await _add(session, actor, at, organ_id, last, text.strip(), digest, note)


async def restore_default(
    session: AsyncSession, actor: Actor, at: datetime, organ_id: UUID, note: str = ""
) -> TopicDictionary:
    """恢复默认: the organ has no dictionary of its own any more; its former versions stay."""
    check_keeper(actor, organ_id)
    last = await _last(session, organ_id)
    if last is None or not last.text:
        raise Conflict("本单位没有自己的词典，无需恢复")
    return await _add(session, actor, at, organ_id, last, "", "", note)


async def _last(session: AsyncSession, organ_id: UUID) -> TopicDictionary | None:
    """The newest version of an organ, while no other is being made."""
    await session.get_one(Organ, organ_id, with_for_update={"key_share": True})
    number = select(func.max(TopicDictionary.number)).where(TopicDictionary.organ_id == organ_id)
    found: TopicDictionary | None = await session.scalar(
        select(TopicDictionary).where(
            TopicDictionary.organ_id == organ_id,
            TopicDictionary.number == number.scalar_subquery(),
        )
    )
    return found


async def _add(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    last: TopicDictionary | None,
    text: str,
    digest: str,
    note: str,
) -> TopicDictionary:
    made = TopicDictionary(
        organ_id=organ_id, number=last.number + 1 if last else 1, text=text, digest=digest,
        note=note, made_by=actor.name, made_by_id=actor.officer_id, made_at=at,
    )  # fmt: skip
    session.add(made)
    await session.flush()
    return made
