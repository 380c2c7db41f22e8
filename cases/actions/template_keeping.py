"""单位自有的文书模板: uploaded after its checks, approved by another person, withdrawn with a reason.

Versions follow one another and stay: a letter names the digest of the template that it was made with.
"""

import asyncio
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases import papers
from cases.actions.chain_setting import SETTERS
from cases.actions.door import chain_of, today
from cases.actions.paper_templates import Chosen, built_in, kept
from cases.actions.template_examining import examine
from cases.actor import Actor
from cases.errors import BadInput, Conflict, Fault, NotAllowed, NotFound, TooLarge, Unlawful
from cases.keeping import keeping
from cases.law.articles import regulation
from cases.law.letters import PAPER, PaperForm
from cases.letters.package import LARGEST, TOO_LARGE
from cases.models import Organ, Role
from cases.models_letters import LetterTemplate

UPLOADERS: Final = SETTERS
APPROVERS: Final = (Role.REVIEWER, Role.HEAD, Role.LEADER)
WITHDRAWERS: Final = (*SETTERS, Role.REVIEWER, Role.LEADER)
MOST_VERSIONS: Final = 1_000_000  # of one paper; nobody asks for more, and no column holds all
BUILT_IN_VERSION: Final = 0  # the number under which the built-in template is asked for


async def upload(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    code: str,
    *,
    name: str,
    note: str,
    valid_from: date,
    valid_to: date | None,
    content: bytes,
) -> LetterTemplate:
    """The next version of a paper's template, waiting for approval.

    NotAllowed but for administrator and head; BadInput with everything for which it may not be used;
    Conflict where a version of this very file stands already.
    """
    if not actor.has(organ_id, UPLOADERS):
        raise NotAllowed("文书模板应由本单位管理员或者公开机构负责人上传")
    paper_named(code)
    if len(content) > LARGEST:
        raise TooLarge(TOO_LARGE, faults=[Fault("file", TOO_LARGE)])
    _check_days(valid_from, valid_to, today(at))
    report = await asyncio.to_thread(examine, code, content, valid_from)
    # alone: two uploads at once get two numbers
    await session.execute(
        select(Organ.id).where(Organ.id == organ_id).with_for_update(key_share=True)
    )
    digest = papers.digest_of(content)
    rows = await session.scalars(
        select(LetterTemplate)
        .where(LetterTemplate.organ_id == organ_id, LetterTemplate.code == code)
        .order_by(LetterTemplate.version)
    )
    earlier = rows.all()
    for row in earlier:
        if row.digest == digest and _stands(row, today(at)):
            sentence = f"文件与第{row.version}版相同，不必重复上传"
            raise Conflict(sentence, faults=[Fault("file", sentence)])
    await asyncio.to_thread(papers.store, keeping(session).home, content)
    made = LetterTemplate(
        organ_id=organ_id,
        code=code,
        version=earlier[-1].version + 1 if earlier else 1,
        name=name,
        note=note,
        valid_from=valid_from,
        valid_to=valid_to,
        digest=digest,
        size=len(content),
        fields_report=report.as_record(),
        uploaded_by=actor.name,
        uploaded_by_id=actor.officer_id,
        uploaded_at=at,
    )
    session.add(made)
    await session.flush()
    return made


def paper_named(code: str) -> PaperForm:
    """A paper of the catalogue; NotFound where there is none of that code."""
    if code not in PAPER:
        raise NotFound(f"文书目录中没有代号为“{code}”的文书")
    return PAPER[code]


def _check_days(valid_from: date, valid_to: date | None, on: date) -> None:
    faults = []
    if valid_from < on:
        sentence = f"开始日期{valid_from}早于今天（{on}），应为今天或者以后的日期"
        faults.append(Fault("valid_from", sentence))
    if valid_to is not None and valid_to < valid_from:
        sentence = f"截止日期{valid_to}早于开始日期（{valid_from}）"
        faults.append(Fault("valid_to", sentence))
    if faults:
        raise BadInput.of(faults)


def _stands(row: LetterTemplate, on: date) -> bool:
    """Whether a version is in use or may come to be."""
    return row.withdrawn_at is None and (row.valid_to is None or row.valid_to >= on)


async def approve(
    session: AsyncSession, actor: Actor, at: datetime, organ_id: UUID, code: str, version: int
) -> LetterTemplate:
    """批准: from its day on letters are made with it, never from a day before that of the approval.

    NotAllowed for the uploader, but where the organ's chain lets one person do both; BadInput where
    the checks of today do not let it pass.
    """
    if not actor.has(organ_id, APPROVERS):
        raise NotAllowed("文书模板应由法制审核、公开机构负责人或者签发领导批准")
    row = await _version(session, organ_id, code, version, lock=True)
    if row.withdrawn_at is not None:
        raise Conflict(f"第{version}版已经停用，不能批准")
    if row.approved_at is not None:
        raise Conflict(f"第{version}版已由{row.approved_by}批准")
    own = uploader(row) == actor.signature
    if own and not (await chain_of(session, organ_id)).one_person:
        raise NotAllowed("模板应由上传人以外的人员批准")
    on = today(at)
    if row.valid_to is not None and row.valid_to < on:
        sentence = f"第{version}版的截止日期{row.valid_to}已过，不能批准，请停用后重新上传"
        raise Unlawful(sentence, article=regulation(45))
    content = await asyncio.to_thread(kept, keeping(session).home, row.digest)
    valid_from = max(row.valid_from, on)
    try:
        report = await asyncio.to_thread(examine, code, content, valid_from)
    except BadInput as unfit:  # the rules have changed since; no file can be chosen here
        faults = [Fault("", fault.sentence) for fault in unfit.faults]
        raise BadInput.of(faults, article=unfit.article) from None
    row.valid_from, row.fields_report = valid_from, report.as_record()
    row.approved_by, row.approved_by_id, row.approved_at = actor.name, actor.officer_id, at
    await session.flush()
    return row


def uploader(row: LetterTemplate) -> str:
    """Who uploaded a version, as Actor.signature names people."""
    return str(row.uploaded_by_id) if row.uploaded_by_id else row.uploaded_by


async def withdraw(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    code: str,
    version: int,
    *,
    reason: str,
) -> LetterTemplate:
    """停用: no letter is made with it any more; those that were made with it stay as they are.

    Before the approval this is its refusal. Conflict where it was withdrawn already.
    """
    if not actor.has(organ_id, WITHDRAWERS):
        raise NotAllowed("文书模板应由管理员、法制审核、公开机构负责人或者签发领导停用")
    row = await _version(session, organ_id, code, version, lock=True)
    if row.withdrawn_at is not None:
        raise Conflict(f"第{version}版已由{row.withdrawn_by}停用")
    row.withdrawn_at, row.withdrawn_by, row.withdraw_reason = at, actor.name, reason
    await session.flush()
    return row


async def _version(
    session: AsyncSession, organ_id: UUID, code: str, version: int, *, lock: bool
) -> LetterTemplate:
    """One version; NotFound where there is none. Locked, it is as it stands now."""
    paper = paper_named(code)
    wanted = select(LetterTemplate).where(
        LetterTemplate.organ_id == organ_id,
        LetterTemplate.code == code,
        LetterTemplate.version == version,
    )
    if lock:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    found = await session.scalar(wanted) if 0 < version <= MOST_VERSIONS else None
    if found is None:
        raise NotFound(f"“{paper.name}”没有第{version}版模板")
    return found


async def template_file(session: AsyncSession, organ_id: UUID, code: str, version: int) -> Chosen:
    """Any version's DOCX as it was uploaded, and with version 0 the built-in one."""
    paper_named(code)
    if version == BUILT_IN_VERSION:
        return built_in(code)
    row = await _version(session, organ_id, code, version, lock=False)
    content = await asyncio.to_thread(kept, keeping(session).home, row.digest)
    return Chosen(code, content, row.digest, f"本单位第{version}版", row.note)
