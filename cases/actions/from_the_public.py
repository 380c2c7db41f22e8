"""网上申请: what an applicant does without an officer, each by the verb that officers have for it.

The handlers have seen query code and session; here the actor is the applicant of this one case.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases import clocks
from cases.actions import attaching, closing, confirmation_codes, door, intake, query_codes, timing
from cases.actions.application import Application
from cases.actions.attaching import File
from cases.actions.steps import standing_steps
from cases.actor import applicant
from cases.errors import BadInput, Fault, Unlawful
from cases.history import Kind
from cases.law.clock_rules import SUPPLEMENT
from cases.law.file_contents import Paper
from cases.law.receipt import ARTICLE, Channel
from cases.models import Case
from cases.models_letters import QueryCode
from cases.models_public import ConfirmationCode
from cases.settings import CHINA
from cases.vault import Vault

SHOWN_AGAIN_WITHIN: Final = timedelta(minutes=30)  # convention: a second click, a page loaded again
MOST_FILES: Final = 5  # of one application or supplement (convention)
NO_CONTACT: Final = "请填写联系电话或者电子邮箱：受理机关需要与您确认，确认之日为收到申请之日"


@dataclass(frozen=True)
class Filed:
    """An application that was sent: its case, and the query code; empty where it was shown before."""

    case: Case
    code: str


async def apply(
    session: AsyncSession,
    vault: Vault,
    at: datetime,
    application: Application,
    form: UUID,
    files: Sequence[File] = (),
) -> Filed:
    """网上提交申请: a registered case that waits for both sides to confirm its receipt.

    `form` is the number of the form it was typed on: sent twice it is one case, and for half an hour
    its sender is shown the same query code again. BadInput names every field that cannot be so.
    """
    if not (application.applicant.phone or application.applicant.email):
        raise BadInput.of([Fault("applicant.phone", NO_CONTACT)], article=ARTICLE)
    check_files(files)
    filed = replace(
        application,
        channel=Channel.ONLINE,
        dates={"submitted_on": door.today(at)},
        oral=None,
        upstream_number="",
        remark="",
        submission=UUID(bytes=_of_form(vault, "submission", application.organ_id, form)[:16]),
    )
    case = await intake.register(session, vault, applicant(application.organ_id), at, filed)
    code = query_codes.made_of(_of_form(vault, "query code", application.organ_id, form))
    kept = await session.get(QueryCode, case.id)
    if kept is not None:
        again = at - kept.made_at < SHOWN_AGAIN_WITHIN
        fits = hmac.compare_digest(query_codes.digest_of(code, kept.salt), kept.code_digest)
        return Filed(case, code if again and fits else "")
    await query_codes.keep(session, at, case.id, code, on_submission=True)
    who = applicant(case.organ_id, case.id)
    for file in files:
        await attaching.attach(session, who, at, case.id, file, paper=Paper.IDENTITY)
    return Filed(case, code)


def _of_form(vault: Vault, what: str, organ_id: UUID, form: UUID) -> bytes:
    """Secret bytes of one form: nobody who reads the database can send the form again."""
    return hmac.new(
        vault.session_secret, f"{what}/{organ_id}/{form}".encode(), hashlib.sha256
    ).digest()


async def confirm(session: AsyncSession, at: datetime, case: Case, code: str) -> str | None:
    """网上确认: by the code that the office gave; today is 收到申请之日 (条例第三十一条: 双方确认之日).

    Convention: the code is the office's confirmation and this the applicant's, so that no day before
    both is counted, and none after. One sentence where the code is not the one; the try is counted.
    """
    found = await confirmation_codes.tried(session, at, case.id, code)
    if not isinstance(found, ConfirmationCode):
        return found
    given_at = found.made_at.astimezone(CHINA)
    office_side = {"office_by": found.made_by, "office_at": f"{given_at:%Y-%m-%d %H:%M}"}
    who = applicant(case.organ_id, case.id)
    case = await intake.confirm_receipt(session, who, at, case.id, door.today(at), office_side)
    await session.delete(found)
    await _tell(session, case, at, "的申请人已在网上确认收到申请之日")
    return None


async def supplement(
    session: AsyncSession,
    at: datetime,
    case: Case,
    content: str,
    files: Sequence[File] = (),
    why_late: str = "",
) -> Case:
    """网上补正: today, by the verb 收到补正; files first, so that the record can name them.

    Unlawful where nothing is asked for. Why it is late is what the applicant says: whether it is a
    正当理由 is for the office to judge, so that it is no `excuse` here.
    """
    check_files(files)
    if not content and not files:
        raise BadInput.of([Fault("content", "请写明补正的内容，或者上传补正材料")], SUPPLEMENT)
    if open_notice(await standing_steps(session, case.id)) is None:
        raise Unlawful("受理机关没有要求补正，或者补正已经提交", article=SUPPLEMENT)
    who = applicant(case.organ_id, case.id)
    numbers = []
    for file in files:
        _, number = await attaching.attach(session, who, at, case.id, file, paper=Paper.SUPPLEMENT)
        numbers.append(f"{number}号附件")
    said = [
        content,
        f"逾期的理由：{why_late}" if why_late else "",
        f"上传材料：{'、'.join(numbers)}" if numbers else "",
    ]
    case = await timing.receive_supplement(
        session, who, at, case.id, on=door.today(at), content="\n".join(filter(None, said))
    )
    await _tell(session, case, at, "的申请人在网上提交了补正")
    return case


def open_notice(steps: Sequence[clocks.Step]) -> clocks.Step | None:
    """The last 补正告知 on which nothing came since, whether or not it stopped the clock."""
    for step in reversed(steps):
        if step.kind is Kind.SUPPLEMENT:
            return None
        if step.kind is Kind.SUPPLEMENT_NOTICE:
            return step
    return None


async def withdraw(session: AsyncSession, at: datetime, case: Case, reason: str = "") -> Case:
    """网上撤回: the case ends; what proves it is the query code that was entered for it."""
    moment = at.astimezone(CHINA)
    paper = f"网上撤回（{moment:%Y-%m-%d %H:%M}，凭登记编号和查询码）"
    case = await closing.record_withdrawal(
        session,
        applicant(case.organ_id, case.id),
        at,
        case.id,
        withdrawn_on=door.today(at),
        paper=paper,
        reason=reason,
    )
    await _tell(session, case, at, "的申请人在网上撤回了申请")
    return case


async def take(session: AsyncSession, at: datetime, case: Case, what: str, sha256: str) -> None:
    """网上领取文书 is recorded with what was taken; no day of service follows from it.

    Convention: 国办公开办函〔2016〕235号 knows 签收 and 交邮; an electronic answer counts as made when
    it was sent, which the office records.
    """
    who = applicant(case.organ_id, case.id)
    await attaching.take_out(session, who, at, case.id, what, f"网上领取，SHA-256：{sha256}")


def check_files(files: Sequence[File]) -> None:
    """BadInput for more files than one form may bring."""
    if len(files) > MOST_FILES:
        raise BadInput.of([Fault("files", f"一次最多上传{MOST_FILES}个文件，请合并后再上传")])


async def _tell(session: AsyncSession, case: Case, at: datetime, what: str) -> None:
    who = applicant(case.organ_id, case.id)
    await door.tell(session, case, case.handler_id, who, at, f"{case.number}{what}")
