"""What the desk's forms hold beside the application: the number that says whose it is, the files."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from litestar.datastructures import FormMultiDict, UploadFile

from cases.actions.attaching import File
from cases.actions.file_checks import KINDS, LARGEST, checked
from cases.errors import BadInput, Fault, Refusal, TooLarge
from cases.law.annual import ApplicantClass
from cases.law.file_contents import Paper
from cases.law.identity import IdKind, WrongNumber, check_number, holder, normal, seeming
from cases.law.receipt import Channel
from cases.web.forms import Typed

MOST_FILES: Final = 20  # of one registration (convention); more are attached on the case's page
LARGEST_REGISTRATION: Final = 4 * LARGEST  # bytes of one form with its files (convention)
TOO_LARGE: Final = (
    f"一次上传的文件合计超过{LARGEST_REGISTRATION // 1_000_000}MB，"
    "请先登记，再到案件页面分次附卷；录入的内容可以退回上一页继续使用"
)
NUMBER: Final = "applicant.id_number"
KIND: Final = "applicant.kind"
ID_KIND: Final = "applicant.id_kind"
ACCEPTED: Final = ",".join(f".{ending}" for kind in KINDS for ending in kind.endings)
PHOTOS: Final = "image/jpeg,image/png"

# fmt: off
# What is handed in with an application: by the names of the form's fields, files and photographs
ENCLOSED: Final = (
    ("application", Paper.APPLICATION, "申请书等材料"),
    ("identity", Paper.IDENTITY, "身份证明"),
    ("envelope", Paper.ENVELOPE, "信封、邮单、传真和邮件截图"),
)
MAIL_ROOM: Final = {
    # channel of the mail room: its name there, the dates asked for first (条例 31)
    Channel.REGISTERED_MAIL: ("挂号信、特快专递", ("signed_on",)),
    Channel.ORDINARY_MAIL: ("平信", ("arrived_on", "confirmed_on")),
    Channel.EMAIL: ("电子邮件", ("arrived_on", "confirmed_on")),
    Channel.FAX: ("传真", ("arrived_on", "confirmed_on")),
}
# fmt: on
AT_THE_COUNTER: Final = ("submitted_on",)


@dataclass(frozen=True)
class Verdict:
    """查对 of a number as it is typed: what it tells, or what is wrong with it."""

    sentence: str
    is_right: bool
    is_typing: bool = False  # too short yet to be judged


def verdict(form: Typed) -> Verdict | None:
    """What the number says; None where there is none, or where its kind has no checksum."""
    number, id_kind = form.get(NUMBER, ""), form.get(ID_KIND, "")
    if not normal(number) or id_kind not in ("", IdKind.RESIDENT_CARD, IdKind.CREDIT_CODE):
        return None
    try:
        if id_kind:
            check_number(IdKind(id_kind), number)
        found = holder(number)
    except WrongNumber as wrong:
        is_short = len(normal(number)) < FULL
        return Verdict(str(wrong), is_right=False, is_typing=is_short)
    if found.birth_year is not None:
        return Verdict(f"居民身份证，{found.birth_year}年出生，自然人，校验位相符", is_right=True)
    by = f"，由{found.registered_by}登记" if found.registered_by else ""
    return Verdict(f"统一社会信用代码{by}，{found.kind.label}，校验位相符", is_right=True)


FULL: Final = 18


def completed(form: Typed) -> dict[str, str]:
    """The form with class and kind of paper where they were left to the number.

    What the number does not tell stays open, for the schema to ask.
    """
    made, number = dict(form), normal(form.get(NUMBER, ""))
    if made.get(ID_KIND) in OF_PERSONS:
        made[KIND] = made.get(KIND) or ApplicantClass.NATURAL_PERSON
    if made.get(KIND) and made.get(ID_KIND):
        return made
    try:
        found = holder(number)
    except WrongNumber:
        if len(number) != FULL:
            return made
        found = seeming(number)  # its checksum is what is wrong, and is what shall be named
    made[KIND] = made.get(KIND) or found.kind
    made[ID_KIND] = made.get(ID_KIND) or found.id_kind
    return made


OF_PERSONS: Final = (IdKind.PASSPORT, IdKind.TRAVEL_PERMIT)


UNTOLD: Final = "没有可以判断类别的证件号码，请选择申请人类别"


def told_apart(refusal: Refusal, form: Typed) -> Refusal:
    """The refusal with a sentence of its own for a class that no number tells."""
    if not form.get(KIND):
        refusal.faults = tuple(
            Fault(KIND, UNTOLD) if fault.field == KIND else fault for fault in refusal.faults
        )
    return refusal


async def enclosed(form: FormMultiDict) -> list[tuple[Paper, File]]:
    """The files of a registration, each checked by its content; the fault says which is wrong."""
    found: list[tuple[Paper, File]] = []
    faults: list[Fault] = []
    for name, paper, _ in ENCLOSED:
        for upload in _uploads(form, name):
            content = await upload.read()
            try:
                file = await asyncio.to_thread(checked, upload.filename, content)
            except (BadInput, TooLarge) as refusal:
                sentence = f"“{upload.filename}”：{refusal.sentence}"
                faults.append(Fault(f"files.{name}", sentence))
                continue
            found.append((paper, file))
    if faults:
        raise BadInput.of(faults)
    if len(found) > MOST_FILES:
        sentence = f"一次最多附{MOST_FILES}个文件，其余的请登记后在案件页面附卷"
        raise BadInput.of([Fault("files.application", sentence)])
    return found


def _uploads(form: FormMultiDict, name: str) -> list[UploadFile]:
    sent: list[Any] = [
        *form.getall(f"files.{name}", []),
        *form.getall(f"photos.{name}", []),
    ]
    return [one for one in sent if isinstance(one, UploadFile) and one.filename]


def names_of(form: FormMultiDict) -> list[str]:
    """What was chosen: a browser does not choose files again by itself."""
    return [upload.filename for name, _, _ in ENCLOSED for upload in _uploads(form, name)]


def asked_texts(form: Typed) -> Sequence[str]:
    """The items as they are typed so far."""
    return [form.get(f"items.{place}.text", "").strip() for place in range(MOST_LOOKED_FOR)]


MOST_LOOKED_FOR: Final = 3  # items for which similar ones are looked for (convention)


def dates_first(form: Mapping[str, str]) -> tuple[str, ...]:
    """The dates that a channel needs: they stand first, the others are folded away."""
    channel = form.get("channel", "")
    if form.get("desk") == "mail" and channel in list(MAIL_ROOM):
        return MAIL_ROOM[Channel(channel)][1]
    return AT_THE_COUNTER
