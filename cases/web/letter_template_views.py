"""文书模板 as the doors show them: the catalogue of an organ, one paper, two versions compared."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from litestar import Response
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.door import chain_of, today
from cases.actions.issuing import MEDIA_TYPE
from cases.actions.letter_setting import TITLE_LABELS, TitleSchool
from cases.actions.letters import FIELDS
from cases.actions.paper_templates import BUILT_IN
from cases.actions.template_keeping import (
    APPROVERS,
    BUILT_IN_VERSION,
    UPLOADERS,
    WITHDRAWERS,
    paper_named,
    template_file,
    uploader,
)
from cases.actions.template_trials import Content, trial
from cases.actor import Actor
from cases.errors import NotFound, TooMany, Unlawful
from cases.filling.matter import LetterSetting
from cases.law.letter_duties import duties
from cases.law.letters import ANSWER_PAPERS, INNER_PAPERS, STEP_PAPERS, PaperForm
from cases.letters.comparing import MOST_CHARACTERS
from cases.letters.field_names import Named, names
from cases.letters.paragraphs import text_of
from cases.letters.printing import NoPrinter, NotPrinted, as_pdf, is_available
from cases.models import Organ
from cases.models_letters import OrganLetterSetting
from cases.queries_letter_templates import (
    Standing,
    Version,
    letter_settings_of,
    versions_of,
)
from cases.redline import Piece, redline
from cases.web.volume_views import download

GROUPS: Final = (
    ("答复书", ANSWER_PAPERS), ("程序性文书", STEP_PAPERS), ("内部文书", INNER_PAPERS),
)  # fmt: skip
PDF_TYPE: Final = "application/pdf"
NO_PRINTER: Final = "服务器没有安装LibreOffice，不能生成PDF，请下载DOCX后用WPS或者Word打印"
BUSY: Final = "正在打印的文书较多，请稍后再试，或者下载DOCX"
TOO_LONG: Final = "模板的文字过多，不能比较，请下载后在Word或者WPS中比较"


@dataclass(frozen=True)
class Line:
    """One paper of the catalogue, and the template with which it is made on a day."""

    paper: PaperForm
    fields: int
    in_force: Version | None  # none: the built-in one
    waiting: tuple[Version, ...]
    to_come: tuple[Version, ...]

    @property
    def called(self) -> str:
        """内置, or 本单位第2版."""
        return called(self.in_force.row.version) if self.in_force else BUILT_IN

    @property
    def since(self) -> date | None:
        """From which day it is used; of the built-in one nothing is said."""
        return self.in_force.row.valid_from if self.in_force else None


def called(version: int) -> str:
    """A version by its number, as paper_templates names it too."""
    return BUILT_IN if version == BUILT_IN_VERSION else f"本单位第{version}版"


def line_of(paper: PaperForm, versions: Sequence[Version]) -> Line:
    """A paper with the versions of its template."""
    at: dict[Standing, list[Version]] = {}
    for version in versions:
        at.setdefault(version.standing, []).append(version)
    return Line(
        paper,
        len(names(FIELDS[paper.code])),
        next(iter(at.get(Standing.IN_FORCE, ())), None),
        tuple(at.get(Standing.WAITING, ())),
        tuple(at.get(Standing.TO_COME, ())),
    )


async def catalogue(
    session: AsyncSession, organ: Organ, at: datetime
) -> list[tuple[str, list[Line]]]:
    """文书目录 of an organ, group by group: one statement."""
    versions = await versions_of(session, organ.id, today(at))
    return [
        (label, [line_of(paper, versions.get(paper.code, ())) for paper in papers])
        for label, papers in GROUPS
    ]


@dataclass(frozen=True)
class FieldLine:
    """A field that a template may use, and whether it must."""

    named: Named
    mandatory: bool


def field_lines(code: str) -> list[FieldLine]:
    """The fields of a paper in their order; one of several that would do is not marked."""
    owed = {duty.fields[0] for duty in duties(code) if len(duty.fields) == 1}
    return [FieldLine(named, named.place in owed) for named in names(FIELDS[code])]


async def paper_context(
    session: AsyncSession, actor: Actor, organ: Organ, at: datetime, code: str
) -> dict[str, Any]:
    """What the page of one paper shows."""
    paper = paper_named(code)
    versions = (await versions_of(session, organ.id, today(at), code)).get(code, [])
    chain = await chain_of(session, organ.id)
    approves = actor.has(organ.id, APPROVERS)
    return {
        "organ": organ,
        "paper": paper,
        "line": line_of(paper, versions),
        "fields": field_lines(code),
        "versions": versions,
        "uploads": actor.has(organ.id, UPLOADERS),
        "withdraws": actor.has(organ.id, WITHDRAWERS),
        "approvable": {
            version.row.version
            for version in versions
            if approves
            and version.standing is Standing.WAITING
            and (chain.one_person or uploader(version.row) != actor.signature)
        },
        "has_printer": is_available(),
        "contents": list(Content),
        "called": called,
        "pieces": None,
        "before": BUILT_IN_VERSION,
        "after": versions[0].row.version if versions else BUILT_IN_VERSION,
        "values": {},
        "form": "",
    }


async def compared(
    session: AsyncSession, organ: Organ, code: str, before: int, after: int
) -> tuple[Piece, ...]:
    """The text of a later version with the marks of what was changed; Unlawful for a book."""
    texts = []
    for version in (before, after):
        template = await template_file(session, organ.id, code, version)
        texts.append(await asyncio.to_thread(text_of, template.content))
    if max(map(len, texts)) > MOST_CHARACTERS:
        raise Unlawful(TOO_LONG)
    return await asyncio.to_thread(redline, *texts)


async def file_of(session: AsyncSession, organ: Organ, code: str, version: int) -> Response[bytes]:
    """Any version's DOCX, from which an office goes on."""
    template = await template_file(session, organ.id, code, version)
    name = f"{code}{paper_named(code).name}-{called(version)}.docx"
    return download(template.content, MEDIA_TYPE, name)


async def trial_of(
    session: AsyncSession, organ: Organ, code: str, version: int, content: Content, *, pdf: bool
) -> Response[bytes]:
    """An example made with any version; NotFound where there is no LibreOffice for a PDF."""
    template = await template_file(session, organ.id, code, version)
    made = await asyncio.to_thread(trial, template, content)
    name = f"{code}{paper_named(code).name}-{called(version)}-试排"
    if not pdf:
        return download(made, MEDIA_TYPE, f"{name}.docx")
    try:
        printed = await asyncio.to_thread(as_pdf, made)
    except NoPrinter:
        raise NotFound(NO_PRINTER) from None
    except NotPrinted:
        raise TooMany(BUSY) from None
    return download(printed, PDF_TYPE, f"{name}.pdf")


SETTING_FIELDS: Final = (
    "head", "title_school", "supplement_days", "contact_person", "complaint_body",
    "pickup_place", "payment_way",
)  # fmt: skip


@dataclass(frozen=True)
class LettersNow:
    """文书的设置 as they hold, and every setting so far."""

    values: Mapping[str, Any]
    settings: Sequence[OrganLetterSetting]
    schools: tuple[tuple[TitleSchool, str], ...] = tuple(TITLE_LABELS.items())


async def letters_now(session: AsyncSession, organ: Organ) -> LettersNow:
    """The settings of an organ's letters; the usual ones where nothing was set."""
    settings = await letter_settings_of(session, organ.id)
    if not settings:
        usual = vars(LetterSetting()) | {"title_school": TitleSchool.ONE}
        return LettersNow({name: usual[name] for name in SETTING_FIELDS}, settings)
    return LettersNow({name: getattr(settings[0], name) for name in SETTING_FIELDS}, settings)
