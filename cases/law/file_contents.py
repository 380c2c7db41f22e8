"""卷内材料 (letters.md §5.4): the kinds of papers of a case's file, in the order of the archive.

What belongs to the 举证材料 is a column of the same table: only what proves that the answer was made
by the law's steps and in time (行政复议法 48、54: the reply is due in 5 or 10 days), never what only
the office said to itself, nor what somebody else's secrets are in.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Paper(StrEnum):
    """材料种类: what kind of paper something on file is."""

    ANSWER = "answer"
    APPROVAL = "approval"
    APPLICATION = "application"
    IDENTITY = "identity"
    ENVELOPE = "envelope"
    REGISTER = "register"
    SUPPLEMENT = "supplement"
    CONSULTATION = "consultation"
    HELP = "help"
    EXTENSION = "extension"
    FEE = "fee"
    SEARCH = "search"
    SECRECY = "secrecy"
    LEGAL = "legal"
    CONFERENCE = "conference"
    DELIVERY = "delivery"
    CLOCK = "clock"
    CHALLENGE = "challenge"
    RELEASE = "release"
    OTHER = "other"
    HISTORY = "history"

    @property
    def label(self) -> str:
        """As forms and the 卷内目录 name it."""
        return CONTENTS[self].label


class Files(StrEnum):
    """附卷文件 of a kind in 举证材料: enclosed, only where it is asked for, or never."""

    ALWAYS = "always"
    WITH_PERSONAL_DATA = "with_personal_data"
    WITH_THIRD_PARTIES = "with_third_parties"
    NEVER = "never"


@dataclass(frozen=True)
class Content:
    """One kind: its code in letters.md, its place in 举证材料 (None: not in it), what of files."""

    code: str
    label: str
    evidence: int | None
    files: Files
    is_attachable: bool = True


A, N = Files.ALWAYS, Files.NEVER
PERSONAL, THIRD = Files.WITH_PERSONAL_DATA, Files.WITH_THIRD_PARTIES
OWN: Final = False  # made by the system only: nothing of it can be attached

# fmt: off
# The order is that of the archive (convention: letters.md §5.4); the places are letters.md §13:
# application, register, notices, consultation, search record, approvals, letter, delivery proof.
CONTENTS: Final = {
    # kind: code, 名称, place in 举证材料, its files there
    Paper.ANSWER: Content("A", "答复书", 11, A),
    Paper.APPROVAL: Content("I1", "审查呈批单", 10, N),  # our sheet leaves the opinions out; a scan cannot
    Paper.APPLICATION: Content("P1", "申请材料", 1, A),
    Paper.IDENTITY: Content("ID", "身份证明", 2, PERSONAL),
    Paper.ENVELOPE: Content("EMS", "信封、邮单和平台截图", 3, A),  # proves 收到申请之日
    Paper.REGISTER: Content("P2", "登记表和登记回执", 4, A),
    Paper.SUPPLEMENT: Content("P5", "补正和说明理由", 5, A),
    Paper.CONSULTATION: Content("P9", "征求意见", 8, THIRD),
    Paper.HELP: Content("P13", "协办", None, N),
    Paper.EXTENSION: Content("P7", "延期", 6, A),
    Paper.FEE: Content("P15", "收费", 7, A),
    Paper.SEARCH: Content("I3", "检索记录", 9, A),
    Paper.SECRECY: Content("I4", "保密审查", None, N),
    Paper.LEGAL: Content("I5", "法制审核", None, N),
    Paper.CONFERENCE: Content("I6", "会商和报请", None, N),
    Paper.DELIVERY: Content("P18", "送达凭证", 12, A),
    Paper.CLOCK: Content("C", "期限说明", 13, N, OWN),
    Paper.CHALLENGE: Content("R", "复议诉讼", None, N),
    Paper.RELEASE: Content("I8", "转主动公开审查", None, N),
    Paper.OTHER: Content("X", "其他", None, N),
    Paper.HISTORY: Content("H", "办理记录", None, N, OWN),
}
# fmt: on
assert tuple(CONTENTS) == tuple(Paper)

# Papers of the catalogue (letters.py) by where in the file they lie; the rest is other
PLACES: Final = {
    Paper.ANSWER: (*(f"A{n}" for n in range(1, 29)), "P20", "P21", "P22"),
    Paper.APPROVAL: ("I1",),
    Paper.APPLICATION: ("P4", "P19"),
    Paper.REGISTER: ("P2", "P3", "P16", "I2"),
    Paper.SUPPLEMENT: ("P5", "P6"),
    Paper.CONSULTATION: ("P9", "P10", "P11", "P12", "P14"),
    Paper.HELP: ("P13",),
    Paper.EXTENSION: ("P7", "P8", "I7"),
    Paper.FEE: ("P15",),
    Paper.SEARCH: ("I3",),
    Paper.SECRECY: ("I4",),
    Paper.LEGAL: ("I5",),
    Paper.CONFERENCE: ("I6",),
    Paper.DELIVERY: ("P17", "P18"),
    Paper.RELEASE: ("I8",),
}
PLACE_OF: Final = {code: place for place, codes in PLACES.items() for code in codes}


def place_of(code: str) -> Paper:
    """Where a paper of the catalogue lies in the file."""
    return PLACE_OF.get(code, Paper.OTHER)


ARCHIVE_ORDER: Final = tuple(Paper)
EVIDENCE_ORDER: Final = tuple(
    sorted(
        (paper for paper in Paper if CONTENTS[paper].evidence is not None),
        key=lambda paper: CONTENTS[paper].evidence or 0,
    )
)
ATTACHABLE: Final = tuple(paper for paper in Paper if CONTENTS[paper].is_attachable)
