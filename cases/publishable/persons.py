"""Names of persons: by what stands before them, by their place in a table, and by segmentation."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from rjieba import Jieba

from cases.publishable.surnames import COMPOUND, GIVEN, SINGLE

GAP: Final = r"[ \u3000\t]"
HAN: Final = "[\u4e00-\u9fff]"
COMPOUNDS: Final = "|".join(sorted(COMPOUND))
SINGLES: Final = "".join(sorted(SINGLE))
SHAPE: Final = rf"(?:(?:{COMPOUNDS}){GAP}{{0,4}}{HAN}{{1,2}}|[{SINGLES}]{GAP}{{0,4}}{HAN}{{1,2}})"
WHOLE: Final = re.compile(rf"\s*(?P<it>{SHAPE})\s*")
LONGER: Final = re.compile(rf"{HAN}{{1,8}}(?:[·•]{HAN}{{1,8}}){{1,3}}")  # 阿依古丽·买买提
ROLES: Final = (
    r"(?:被?申请人|申领人|姓[ \u3000\t]{0,4}名|户[ \u3000\t]{0,4}主|户主姓名|(?:主要|项目|单位|经营)?负责人|法定代表人|"
    r"法人代表|联系人|经办人|承办人|办理人|填表人|制表人|审核人|复核人|签发人|核稿人|拟稿人|校对人|(?:委托)?代理人|受托人|"
    r"委托人|当事人|承包人|承包方代表|承包方|发包方负责人|权利人|产权人|所有权人|使用权人|使用人|被征收人|"
    r"被拆迁人|被补偿人|领取人|领款人|收款人|收件人|签收人|接收人|受益人|举报人|投诉人|信访人|报案人|反映人|"
    r"来访人|原告|被告|上诉人|被上诉人|第三人|被处罚人|违法行为人|行为人|死者|伤者|患者|学生|考生|家长|监护人|"
    r"配偶|丈夫|妻子|父亲|母亲|儿子|女儿|长子|次子|长女|次女|孙子|村民|居民|业主|租户|买受人|出卖人|转让人|"
    r"受让人|承租人|出租人|副?[局处科县市镇乡村区厅校院所站队股]长|副?主任|副?书记|见证人|证明人|调查人|执法人员|检查人员|值班人|户名|开户名|车主|驾驶人|同志)"
)
SIGNED: Final = rf"(?:{GAP}{{0,2}}[（(](?:签字|签名|签章|盖章|或?(?:签字|盖章|签名){{1,2}})[)）]|签字|签名|姓名|名称)?"
LABELLED: Final = re.compile(
    rf"{ROLES}{SIGNED}{GAP}{{0,6}}(?P<mark>[:：]{GAP}{{0,6}}|{GAP}{{1,8}}|)(?P<run>{HAN}(?:{HAN}|{GAP}){{1,9}})"
)
HEADINGS: Final = re.compile(rf"{ROLES}{SIGNED}[:：]?")
TITLED: Final = re.compile(
    rf"(?:^|[，。；、：:（(“\s和与由对的])(?P<it>{SHAPE})(?=同志|先生|女士|律师)"
)
LISTED: Final = re.compile(rf"{SHAPE}(?:[、，,;；/\s]{SHAPE})+(?![\u4e00-\u9fff])")
NAME_TAGS: Final = ("nr", "nrt", "nrfg")
FUNCTION: Final = frozenset("于向时都由应要从当及连相成生关解查管经平常对方单曾曲明安和为元万古过")
# What segmentation takes for names in official texts.
NO_NAMES: Final = frozenset((
    "申请人", "申请书", "盖章", "公共安全", "修正", "平信", "连休", "勾稽", "查明", "方正", "公正", "宋体",
    "安全", "平安", "高新", "公安", "常务", "常委", "常规", "明确", "成立", "成本", "和平", "文明", "文件",
    "方便", "方案", "方式", "方法", "方面", "高度", "高级", "高中", "高校", "高速", "公开", "关于", "关系",
    "管理", "管辖", "建设", "全面", "全部", "全国", "全市", "国家", "国有", "石油", "石材", "金额", "金融",
    "黄金", "黄河", "江河", "江苏", "安徽", "甘肃", "海南", "河南", "湖南", "云南", "贵州", "台湾", "华东",
    "华北", "时间", "时候", "时期", "时限", "计划", "计算", "单位", "单独", "应当", "应急", "向阳", "强制",
    "经济", "经营", "经费", "经过", "经办", "经手", "任务", "任何", "任职", "任命", "任免", "和谐", "农业",
    "农村", "农民", "农户", "水利", "水库", "房屋", "房产", "车辆", "车位", "路段", "路面", "路灯", "商业",
    "商务", "商品", "商场", "广场", "边界", "边坡", "解释", "解决", "解除", "查询", "查阅", "查处", "查封",
    "党员", "党委", "党组", "习近平", "毛泽东", "邓小平", "温馨", "温度", "温泉", "白天", "牛肉", "马路",
    "万元", "段落", "段长", "苗木", "苗圃", "黄土", "黄海", "红星", "阳光", "梁山", "泰山", "张贴", "张榜",
    "章程", "施工", "施行", "施肥", "项目", "项下", "仲裁", "卫生", "卫星", "申报", "申诉", "申领", "申请",
    "程序", "程度", "谢绝", "谢谢", "贺信", "封存", "封闭", "左右", "左侧", "包括", "包含", "包裹", "封面",
    "毕业", "郑重", "严格", "严重", "严禁", "古城", "古镇", "古树", "充分", "宣传", "祝贺", "祝愿", "凌晨",
    "明文", "钟表", "凤凰", "景区", "景点", "雷电", "雷同", "花卉", "花园", "林业", "林木", "林地", "山林",
    "森林", "树木", "沙石", "顾客", "顾问", "邮寄", "邮政", "邮件", "简称", "简易", "宁夏", "宁波", "武汉",
    "武装", "罗列", "连续", "连同", "尚未", "于是", "曾经", "温州", "常州", "徐州", "郑州", "杭州", "池塘",
    "乐安", "银行卡", "许可", "洪江", "连云港", "高密", "安丘", "昌乐", "昌邑", "荣成", "乔木", "司法", "司机", "公章", "印章", "盖戳", "平台",
))  # fmt: skip
# A word that segmentation takes for a name, but that ends as no name of a person does.
NO_NAME_ENDS: Final = tuple("人者局厅部处院市县区镇乡村路街某们省州厂店站岗课费款")
ENDS: Final = frozenset("街路村镇乡县市区庄屯巷河山湖桥省州局厅院某")
ANONYMOUS: Final = "某"
SHORT: Final = 2  # characters
NO_WORD: Final = ("", "", 0)
GIVEN_TAGS: Final = (*NAME_TAGS, "ns")  # 桂兰, 永安: a given name taken for a place
ROOTS: Final = ("ag", "ng", "zg", "tg", "vg")  # a character that is no word of its own
PLACE_ENDS: Final = frozenset("街路村镇乡县市区庄屯巷河山湖桥")
TITLES: Final = frozenset((
    "同志", "先生", "女士", "局长", "主任", "书记", "县长", "市长", "镇长", "乡长", "村长", "科长", "处长",
    "老师", "律师", "医生", "经理", "总", "姓", "氏", "家", "户", "家庄", "家村", "家沟", "家河", "庄", "村",
    "某", "某某", "甲", "乙", "丙", "丁", "等", "女", "男",
))  # fmt: skip
# What follows a name and is taken for its last character: 王五等, 李雷于
FOLLOWING: Final = frozenset("到后前户等于在与和向及对从至曾已系均未说称将为是的之把被由因共诉以就")


@cache
def segmenter() -> Jieba:
    """The segmenter with its own vocabulary."""
    return Jieba()


def whole_name(text: str) -> tuple[int, int] | None:
    """Where in a cell or a line that holds nothing else a name stands; None if it is no name."""
    found = WHOLE.fullmatch(text) or LONGER.fullmatch(text.strip())
    if found is None:
        return None
    if found.re is LONGER:
        start = text.index(found[0])
        return start, start + len(found[0])
    return found.span("it") if likely(found["it"]) else None


def trimmed(name: str) -> str:
    """The name without a word that only follows it."""
    shortest = 3 if name[:2] in COMPOUND else SHORT
    while len(name) > shortest and name[-1] in FOLLOWING:
        name = name[:-1]
    return name


def likely(name: str) -> bool:
    """Whether what has the shape of a name is none of the words that have it too."""
    plain = "".join(name.split())
    return (
        plain not in NO_NAMES
        and ANONYMOUS not in plain
        and not plain.endswith(NO_NAME_ENDS)
        and not HEADINGS.fullmatch(plain)
    )


def names(text: str) -> Iterator[tuple[int, int]]:
    """Where names of persons stand in a text, each by one rule or several."""
    yield from (found.span() for found in LONGER.finditer(text))
    for found in LABELLED.finditer(text):
        length = _length(found["run"], told=bool(found["mark"]))
        if length:
            yield found.start("run"), found.start("run") + length
    for found in TITLED.finditer(text):
        if likely(found["it"]):
            yield found.span("it")
    certain = [*_segmented(text), *_unknown(text)]
    yield from certain
    for found in LISTED.finditer(text):
        yield from _listed(found, certain)


def _segmented(text: str) -> Iterator[tuple[int, int]]:
    """Names as segmentation has them, put together where it took them apart."""
    words = _words(text)
    for number, (word, tag, start) in enumerate(words):
        before = words[number - 1] if number else NO_WORD
        after = words[number + 1] if number + 1 < len(words) else NO_WORD
        if after[0][:1] in PLACE_ENDS:
            continue
        if word[:1] in SINGLE and tag in NAME_TAGS and len(word) > 1:
            name = trimmed(word)
            more = after[1] in ROOTS or (after[0] in GIVEN and after[1][:1] not in "pcudr")
            grown = len(name) == len(word) == SHORT and len(after[0]) == 1 and more
            if _is_name(name):
                yield start, start + len(name) + (1 if grown else 0)
        elif word in COMPOUND or (word[:2] in COMPOUND and tag in NAME_TAGS):
            given = word[2:] or trimmed(word + after[0])[2:]
            if 1 <= len(given) <= 2 and all(map(_is_han, given)) and given not in TITLES:
                yield start, start + 2 + len(given)
        elif tag in GIVEN_TAGS and len(word) <= 2 and before[0][-1:] in SINGLE:
            alone = len(before[0]) == 1 and not (tag == "ns" and before[0] in FUNCTION)
            torn = len(before[0]) > 1 and not segmenter().has_word(before[0])
            if (alone or torn) and likely(before[0][-1:] + word):
                yield start - 1, start + len(word)
        elif before[1] in NAME_TAGS and before[0] in SINGLE and _given(word, tag):
            yield start - 1, start - 1 + len(trimmed(before[0] + word))


def _unknown(text: str) -> Iterator[tuple[int, int]]:
    """Names in words that no dictionary has, with the single characters around them."""
    place, run, known = 0, "", True
    for word in [*segmenter().cut(text), ""]:
        single = len(word) == 1 and _is_han(word)
        strange = len(word) > 1 and all(map(_is_han, word)) and not segmenter().has_word(word)
        if single or strange:
            run += word
            known = known and not strange
        else:
            if not known:
                yield from _made_of_names(text, place - len(run), place)
            run, known = "", True
        place += len(word)


def _made_of_names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    place = start
    while place < end - 1:
        first = 2 if text[place : place + 2] in COMPOUND else int(text[place] in SINGLE)
        given = place + first
        while first and given < min(end, place + first + 2) and text[given] in GIVEN:
            given += 1
        name = text[place:given]
        leads = text[place] in FUNCTION and text[place + 1] in SINGLE
        if (
            given > place + first
            and not leads
            and likely(name)
            and text[given : given + 1] not in ENDS
        ):
            yield place, given
            place = given
        else:
            place += 1


def _words(text: str) -> list[tuple[str, str, int]]:
    """The words of a text with their parts of speech and where they begin."""
    place, words = 0, []
    for word, tag in segmenter().tag(text):
        words.append((word, tag, place))
        place += len(word)
    return words


def _given(word: str, tag: str) -> bool:
    """Whether a word behind a lone surname may be the name that goes with it."""
    return (
        len(word) <= 2
        and all(map(_is_han, word))
        and tag[:1] not in "pcudrmqfxy"
        and word not in TITLES
        and likely(word)
    )


def _is_han(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"


def _is_name(word: str) -> bool:
    compound = word[:2] in COMPOUND
    longest = 4 if compound else 3
    shaped = (compound or word[0] in SINGLE) and (3 if compound else 2) <= len(word) <= longest
    return shaped and likely(word)


def _length(run: str, *, told: bool) -> int:
    """How long the name is with which the words behind a role begin; 0 if they begin with none."""
    shaped = re.match(SHAPE, run)
    if shaped is None:
        return 0
    unbroken = re.match(rf"{HAN}+", run)
    if unbroken is None or len(unbroken[0]) == 1:  # 张　三: written apart
        spaced = shaped[0].rstrip()
        return len(spaced) if told and likely(spaced) else 0
    whole = unbroken[0]
    shortest = 3 if whole[:2] in COMPOUND else 2
    words = _words(whole)
    first, tag, _ = words[0]
    alone = len(whole) <= shortest + 1 and not segmenter().has_word(whole)
    tagged = tag in NAME_TAGS and len(first) >= shortest
    parted = first in SINGLE or first in COMPOUND
    if not told and (whole[0] in FUNCTION or not (alone or tagged or parted)):
        return 0
    ends = {start + len(word) for word, _, start in words}
    if parted and not (alone or told) and len(words) > 1 and words[1][1][:1] in "pcudrmqfxy":
        return 0
    for length in (shortest + 1, shortest):
        name = trimmed(whole[:length])
        if (length in ends or length == len(whole)) and likely(name):
            return len(name)
    return 0


def _listed(found: re.Match[str], certain: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Of a list in which one is certainly a name the others are names too."""
    if not any(found.start() <= start and end <= found.end() for start, end in certain):
        return
    place = found.start()
    for each in re.split(r"([、，,;；/\s])", found[0]):
        name = trimmed(each)
        if re.fullmatch(SHAPE, name) and likely(name):
            yield place, place + len(name)
        place += len(each)
