"""归档前的提示: papers that a file of this kind usually holds and this one does not; never a bar."""

from collections.abc import Callable
from typing import Final

from cases.dossier import Dossier
from cases.kinds import Kind
from cases.law.delivery import Way
from cases.law.file_contents import Paper
from cases.law.receipt import Channel

Told = Callable[[str | None, str | None, Dossier, frozenset[Kind]], bool]
WITHDRAWN: Final = "A27"


def _answered(_: str | None, answer_type: str | None, file: Dossier, __: frozenset[Kind]) -> bool:
    return bool(file.answers) and answer_type != WITHDRAWN


def _served(
    channel: str | None, answer_type: str | None, file: Dossier, kinds: frozenset[Kind]
) -> bool:
    if not _answered(channel, answer_type, file, kinds):
        return False
    return file.answers[-1].data.get("way") != Way.ELECTRONIC


def _by_mail(channel: str | None, _: str | None, __: Dossier, ___: frozenset[Kind]) -> bool:
    return channel in (Channel.REGISTERED_MAIL, Channel.ORDINARY_MAIL)


def _did(*kinds: Kind) -> Told:
    return lambda _, __, ___, told: not told.isdisjoint(kinds)


# fmt: off
USUAL: Final[tuple[tuple[Paper, Told, str], ...]] = (
    # kind, when a file has it, what is said where it has not (convention: letters.md §5.4)
    (Paper.ANSWER, _answered, "没有附入已盖章的答复书"),
    (Paper.APPLICATION, lambda *_: True, "没有附入申请材料原件或者扫描件"),
    (Paper.ENVELOPE, _by_mail, "邮寄的申请没有附入信封或者邮单，收到申请之日缺少凭证"),
    (Paper.SUPPLEMENT, _did(Kind.SUPPLEMENT_NOTICE, Kind.REASONS_ASKED),
        "没有附入补正告知书或者说明理由告知书"),
    (Paper.CONSULTATION, _did(Kind.CONSULTATION), "没有附入征求意见书和回复"),
    (Paper.EXTENSION, _did(Kind.EXTENSION, Kind.DELAY), "没有附入延期告知书"),
    (Paper.FEE, _did(Kind.FEE_NOTICE), "没有附入收费通知书"),
    (Paper.DELIVERY, _served, "没有附入送达回证或者邮寄凭证"),
    (Paper.CHALLENGE, _did(Kind.CHALLENGED), "没有附入复议、诉讼文书"),
)
# fmt: on


def lacking(
    channel: str | None, answer_type: str | None, file: Dossier, kinds: frozenset[Kind]
) -> tuple[str, ...]:
    """One sentence for each paper that is usual for such a case and is not attached."""
    held = {one.data["paper"] for one in file.attachments.values()}
    return tuple(
        sentence
        for paper, applies, sentence in USUAL
        if paper not in held and applies(channel, answer_type, file, kinds)
    )
