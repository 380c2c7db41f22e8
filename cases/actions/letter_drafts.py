"""答复书文稿: made from the outcomes, linted, compared with what was edited elsewhere."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import letters, paper_templates
from cases.actions.gating import Desk
from cases.actions.matters import matter_of
from cases.actions.paper_templates import Chosen
from cases.dossier import Record
from cases.errors import BadInput, Fault, Unlawful
from cases.filling.matter import Matter
from cases.keeping import keeping, seal, unseal
from cases.law.articles import regulation
from cases.law.letter_lint import Finding, Severity, lint
from cases.law.outcomes import Remedy
from cases.letters.comparing import Comparison, Mandatory, compared
from cases.letters.completing import Gap
from cases.letters.contexts import Paper
from cases.letters.paragraphs import paragraphs, text_of
from cases.outcome_on_file import answer_type_of

EDITED: Final = "edited"  # the column under which an edited draft is sealed
# What a letter must say again when the record has moved on since the draft
SUBSTANCE: Final = (
    "to", "you", "receipt", "request", "steps", "lead", "items", "remedy", "attachments",
)  # fmt: skip
STALE: Final = "拟稿之后，办理记录或者办理意见有变动，文稿与记录不一致，请重新拟稿后再送审"


@dataclass(frozen=True)
class Draft:
    """One draft: the paper, its template, its fields, the DOCX of them.

    `lacking` is what it has no words for yet, marked in its place; `findings` are the lint's.
    """

    code: str
    template: Chosen
    fields: Paper
    content: bytes
    online: bool
    lacking: tuple[Gap, ...]
    findings: tuple[Finding, ...]

    @property
    def text(self) -> str:
        """Its paragraphs, as reviewers compare them."""
        return text_of(self.content)

    def as_record(self, edited: dict[str, Any] | None) -> dict[str, Any]:
        """As the history keeps it: enough to make the same letter again."""
        return {
            "code": self.code,
            "template": self.template.named(),
            "fields": self.fields.model_dump(mode="json"),
            "online": self.online,
            "lacking": [letters.sentence(gap.path, gap.title) for gap in self.lacking],
            "findings": [finding.sentence for finding in self.findings],
            "edited": edited,
        }


async def made(session: AsyncSession, desk: Desk, on: date, online: bool | None) -> Draft:
    """The letter that follows from the outcomes on file.

    Unlawful while an item has none. What the record has no words for is marked in its place: a
    draft may be put down unfinished, but not sent for review.
    """
    matter = await matter_of(session, desk, on, online=online)
    code = answer_code(matter)
    template = await paper_templates.in_force(session, desk.organ.id, code, on)
    paper_templates.keep(keeping(session).home, template)
    words = letters.said(matter, code, {})
    fields = letters.with_gaps(code, words)
    content = letters.docx(template, fields)
    lacking = letters.lacking(matter, code, words)
    findings = found(content, code, matter.remedy, on, fields)
    return Draft(code, template, fields, content, matter.online, lacking, findings)


def answer_code(matter: Matter) -> str:
    """答复类型 of the letter; Unlawful while an item has no outcome."""
    code = answer_type_of(matter.items)
    if code is None:
        without = [str(item.number) for item in matter.items if item.outcome is None]
        sentence = f"第{'、'.join(without)}项申请事项还没有办理意见，请先提出办理意见再拟稿"
        raise Unlawful(sentence, article=regulation(36))
    return code


def found(
    content: bytes, code: str, remedy: Remedy, on: date, fields: Paper
) -> tuple[Finding, ...]:
    """What the lint finds in a letter; the request as filed and the text of laws are exempt."""
    texts = [paragraph.text for paragraph in paragraphs(content)]
    quoted = letters.quoted(fields.model_dump())
    return lint(texts, code=code, remedy_mode=remedy, on=on, quoted=quoted)


def refuse_errors(findings: Sequence[Finding]) -> None:
    """BadInput with everything that the lint does not let pass."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        faults = [Fault("text", finding.sentence) for finding in errors]
        raise BadInput.of(faults, article=regulation(36))


def mandatory(fields: Paper) -> Iterator[Mandatory]:
    """What an edited letter must still say, word for word."""
    said = fields.model_dump()
    yield Mandatory("收到事实", said["receipt"])
    for line in said["request"]:
        yield Mandatory("申请内容", line)
    yield Mandatory("答复引语和依据", said["lead"])
    for item in said["items"]:
        if item["grounds"]:
            yield Mandatory(f"第{item['number']}项的依据", item["grounds"])
    for clause in said["remedy"]:
        yield Mandatory("救济告知", clause)
    yield Mandatory("落款", said["organ"]["name"])


def compared_with(made: Draft, edited: bytes) -> tuple[Comparison, str]:
    """The edited letter beside the draft; BadInput where something mandatory was lost."""
    letters.refuse_gaps(made.lacking)
    comparison = compared(made.content, edited, tuple(mandatory(made.fields)))
    if comparison.faults:
        faults = [Fault("file", sentence) for sentence in comparison.faults]
        raise BadInput.of(faults, article=regulation(36))
    return comparison, text_of(edited)


async def keep_edited(
    session: AsyncSession, case_id: UUID, name: str, content: bytes
) -> dict[str, Any]:
    """The edited file, sealed; what the history keeps of it."""
    digest = hashlib.sha256(content).hexdigest()
    stored = await seal(session, case_id, f"{EDITED}/{digest}", content)
    return {"name": name, "stored": stored, "sha256": digest, "size": len(content)}


def content_of(session: AsyncSession, case_id: UUID, letter: dict[str, Any]) -> bytes:
    """The DOCX of a draft on file: the edited one, else made again from its fields."""
    edited = letter["edited"]
    if edited is not None:
        return unseal(keeping(session), case_id, f"{EDITED}/{edited['sha256']}", edited["stored"])
    return made_again(session, letter, fields_of(letter))


def made_again(session: AsyncSession, letter: dict[str, Any], fields: Paper) -> bytes:
    """A draft on file in its own template, whichever is in force by now."""
    home, digest = keeping(session).home, letter["template"]["digest"]
    return letters.docx(paper_templates.of_digest(home, letter["code"], digest), fields)


def fields_of(letter: dict[str, Any]) -> Paper:
    """The fields of a draft on file."""
    return letters.FIELDS[letter["code"]].model_validate(letter["fields"])


async def check_is_current(session: AsyncSession, desk: Desk, drafted: Record, on: date) -> None:
    """What is sent for review agrees with the record, and says everything that it must.

    Unlawful where the record has moved on since the draft; BadInput names what is not filled in, or
    what the lint does not let pass.
    """
    letter = drafted.data.get("letter")
    if letter is None:
        raise Unlawful("本件文稿是旧版系统录入的文字，请重新拟稿后再送审", article=regulation(36))
    matter = await matter_of(session, desk, on, online=letter["online"])
    code = answer_code(matter)
    words = letters.said(matter, code, {})
    fields = letters.with_gaps(code, words)
    said, before = fields.model_dump(), fields_of(letter).model_dump()
    if letter["code"] != code or any(said[name] != before[name] for name in SUBSTANCE):
        raise Unlawful(STALE, article=regulation(36))
    letters.refuse_gaps(letters.lacking(matter, code, words))
    content = content_of(session, desk.case.id, letter)
    refuse_errors(found(content, code, matter.remedy, on, fields))
