"""Whose file it is (报送单位): a member found by the name in the file, or by the file's own name."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from cases.annual.foreign.labels import squeezed
from cases.annual.foreign_json import printable, shown
from cases.errors import BadInput
from cases.models_consolidation import OutsideMember

SAME: Final = 0.85  # convention: 寿光市侯镇人民政府 and 寿光市侯镇政府 are 0.88


@dataclass(frozen=True)
class Names:
    """The members of a year, to be found by name."""

    members: tuple[OutsideMember, ...]

    @classmethod
    def of(cls, members: Iterable[OutsideMember]) -> "Names":
        """All of these."""
        return cls(tuple(members))

    def called(self, organ: str) -> OutsideMember | None:
        """The one member that is called so, or the one that is called nearly so."""
        exact = [one for one in self.members if squeezed(one.name) == squeezed(organ)]
        if exact:
            return exact[0]
        near = [one for one in self.members if _nearness(one.name, organ) >= SAME]
        return near[0] if len(near) == 1 else None

    def named_in(self, file_name: str) -> OutsideMember | None:
        """The member whose name, or code, stands in a file's name; the longest of several."""
        said = squeezed(file_name)
        found = [one for one in self.members if squeezed(one.name) in said]
        if found:
            return max(found, key=lambda one: len(one.name))
        coded = [one for one in self.members if one.code and squeezed(one.code) in said]
        return max(coded, key=lambda one: len(one.code), default=None)

    def doubts(self, member: OutsideMember, organ: str, file_name: str) -> list[str]:
        """What speaks against the file being this member's; BadInput where it is another's."""
        if not organ:
            return []
        other = self.called(organ)
        if other is not None and other.id != member.id:
            raise BadInput(
                f"文件“{printable(file_name)}”是“{shown(organ)}”的，应当是“{member.name}”的，"
                "请核对是否选错了文件。"
            )
        if other is None and _nearness(member.name, organ) < SAME:
            return [f"文件写明的单位是“{shown(organ)}”，收为“{member.name}”，请核对"]
        return []


def _nearness(name: str, other: str) -> float:
    return fuzz.ratio(squeezed(name), squeezed(other)) / 100


def whose(names: Names, organ: str, file_name: str) -> OutsideMember:
    """The member that a file of an upload is from; BadInput where it cannot be told."""
    by_organ = names.called(organ) if organ else None
    by_file = names.named_in(file_name)
    if by_organ is not None and by_file is not None and by_organ.id != by_file.id:
        raise BadInput(
            f"文件“{printable(file_name)}”的文件名是“{by_file.name}”，内容是“{by_organ.name}”的表，"
            "不能判断是哪个单位的，请核对。"
        )
    found = by_organ or by_file
    if found is None:
        said = f"（文件写明的单位是“{shown(organ)}”）" if organ else ""
        raise BadInput(
            f"文件“{printable(file_name)}”不能判断是哪个成员单位的{said}，"
            "请在文件名中写明单位名称，或者在该单位的页面报送。"
        )
    return found
