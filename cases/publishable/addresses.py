"""Addresses to the door: a street, a village or an estate, and a number of a house or a room."""

import re
from collections.abc import Iterator
from typing import Final

from cases.publishable.found_kinds import Kind
from cases.publishable.numbers import Span
from cases.publishable.persons import segmenter

NUMBER: Final = r"(?:[0-9]{1,5}|[A-Za-z][0-9]{0,4}|[一二三四五六七八九十百零〇]{1,5})"
DOOR: Final = (
    rf"(?:{NUMBER}(?:[\-－—之]{NUMBER}){{0,3}}"
    r"(?:号楼|号院|号|栋|幢|座|单元|层|楼|室|户|门)(?:附[0-9]{1,3}号)?)"
)
BARE_ROOM: Final = r"(?:[0-9]{1,3}(?:[\-－—][0-9]{1,4}){1,3})"  # 3-2-501
GROUP: Final = rf"(?:第?{NUMBER}(?:村民)?(?:小)?[组队社])"
STREET_END: Final = (
    r"(?:大道|大街|中路|东路|西路|南路|北路|路|街|巷|弄|胡同|里|村|庄|屯|寨|湾|小区|社区|新村|花园|苑|"
    r"公寓|家属院|宿舍|广场|大厦|嘉园|家园|名城|府|城|院|园|居|楼)"
)
PART: Final = r"(?:[东西南北中]段|[东西南北]侧|路[东西南北])?"
TAIL: Final = re.compile(
    rf"{STREET_END}{PART}(?:{GROUP}){{0,2}}(?:{DOOR}){{1,6}}{BARE_ROOM}?"
    rf"|{GROUP}(?:{DOOR}){{1,4}}|{STREET_END}{PART}{BARE_ROOM}(?:室|号|户)?"
)
SURE: Final = re.compile(
    r"[0-9一二三四五六七八九十百]\s*(?:号|室|户|栋|幢|单元|门)|[0-9][\-－—][0-9]"
)
LONGEST: Final = 40  # characters before the street's ending
NAMED: Final = re.compile(r"[一-龥0-9A-Za-z（）()·]+$")
# Words after which an address begins; 于 alone may be a part of a village's name.
BEFORE: Final = re.compile(
    r".*(?:住在|现住址|住址|地址|住所地|住所|居住于|居住在|户籍地|户籍|位于|坐落于|座落于|坐落|座落|设于|"
    r"搬至|寄往|寄至|送达|送至|现住|家住|住|在|是|至|到|和|与|及|的|为)"
)
STARTS: Final = re.compile(
    r"(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|"
    r"海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆)(?:省|市|自治区|壮族|回族|维吾尔)?"
)
LABELLED: Final = re.compile(
    r"(?:家庭住址|现住址|住\s{0,4}址|户籍地址|户籍所在地|通讯地址|通信地址|联系地址|居住地址|送达地址|"
    r"邮寄地址|收件地址)[ \t\u3000]*[:：][ \t\u3000]*(?P<it>[^，,。；;、：:\n\t]{4,60})"
)
SENTENCE_TAGS: Final = ("v", "vd", "p", "c", "r", "d", "uj", "ul")
PAPERS: Final = re.compile(r"[发函字文第〕\]]\s*$")  # 〔2026〕12号 is the number of a paper


def addresses(text: str) -> Iterator[Span]:
    """Addresses that lead to a door, and whatever stands behind 住址 and the like."""
    for found in LABELLED.finditer(text):
        yield Span(Kind.ADDRESS, found.start("it"), found.start("it") + len(found["it"].rstrip()))
    for tail in TAIL.finditer(text):
        if not SURE.search(tail[0]) or PAPERS.search(text[: tail.start()][-2:]):
            continue
        yield Span(Kind.ADDRESS, _begin(text, tail.start()), tail.end())


def _begin(text: str, street: int) -> int:
    """Where the address begins: behind a mark or a word that leads to it, or at a province."""
    window = text[max(0, street - LONGEST) : street]
    named = NAMED.search(window)
    start = street - len(named[0]) if named else street
    within = text[start:street]
    lead = BEFORE.match(within)
    if lead is not None and lead.end() < len(within):
        start, within = start + lead.end(), within[lead.end() :]
    province = STARTS.search(within)
    if province:
        return start + province.start()
    return start + _behind_verbs(within)


def _behind_verbs(within: str) -> int:
    """How much before an address belongs to the sentence: up to its last verb or preposition.

    The word next to 路 or 街 is part of the address whatever it is: 解放路, 建设街.
    """
    place, begin = 0, 0
    words = segmenter().tag(within)
    for word, tag in words[:-1]:
        place += len(word)
        if tag in SENTENCE_TAGS and (len(word) > 1 or tag == "p"):
            begin = place
    return begin
