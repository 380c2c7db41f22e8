"""What a request says (表述): its wording without frames, its numbers, places and kinds of paper.

Everything here is convention: no statute says when two requests ask for the same information.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from cases.topics.segmenting import words_in

# What is not told apart: longer words first, each as the one word that is kept.
SAME_WORDS: Final = (
    ("土地征收", "征地"), ("征收土地", "征地"), ("征用土地", "征地"), ("土地征用", "征地"),
    ("房屋征收", "拆迁"), ("征收房屋", "拆迁"), ("房屋拆迁", "拆迁"), ("动迁", "拆迁"),
    ("建筑工程", "建设工程"), ("环境影响评价", "环评"), ("环境影响", "环评"),
    ("财政预算", "预算"), ("财政决算", "决算"), ("预算表", "预算"), ("决算表", "决算"),
    ("拨付", "发放"), ("支付", "发放"), ("划拨", "发放"), ("补偿费", "补偿款"),
    ("补偿金", "补偿款"), ("补偿资金", "补偿款"), ("批准文件", "批复"), ("批文", "批复"),
    ("审批文件", "批复"), ("明细表", "明细"), ("明细账", "明细"), ("清单", "明细"),
    ("花名册", "名单"), ("名册", "名单"), ("人员名单", "名单"), ("规划图", "图纸"),
    ("平面图", "图纸"), ("实施方案", "方案"), ("工作方案", "方案"), ("协议书", "协议"),
    ("合同书", "合同"), ("决定书", "决定"), ("通知书", "通知"), ("报告书", "报告"),
    ("报告表", "报告"), ("最低生活保障", "低保"), ("年度", "年"), ("年份", "年"),
    ("中小学", "中小学校"), ("居民委员会", ""), ("村民委员会", ""), ("村委会", ""),
    ("居委会", ""), ("人民政府", "政府"), ("街道办事处", "街道"),
)  # fmt: skip

# Around what is asked for, in requests of every kind; they tell nothing apart.
FRAMES: Final = (
    "中华人民共和国政府信息公开条例", "政府信息公开条例", "政府信息公开申请", "政府信息公开",
    "依申请公开", "申请公开", "予以公开", "依法公开", "公开", "申请人", "申请", "政府信息", "本人",
    "我单位", "我公司", "我们", "贵单位", "贵机关", "贵局", "贵委", "贵府", "你局", "你单位",
    "特此", "现向", "特向", "谢谢", "感谢", "您好", "你好", "盼复", "望批准", "麻烦", "劳驾",
    "请问", "希望", "想要", "想", "需要", "要求", "请求", "请", "给予", "提供", "出具", "了解",
    "知道", "知晓", "获取", "获得", "得到", "查阅", "查看", "查询", "查一下", "看看", "看一下",
    "看到", "复制", "复印件", "复印", "纸质版", "纸质", "电子版", "电子文档", "扫描件", "原件",
    "加盖公章", "邮寄", "全部内容", "全部", "全文", "完整", "正式", "文本", "及附件", "和附件",
    "附件", "相关", "有关", "关于", "涉及", "具体", "详细", "详情", "内容", "情况", "信息",
    "材料", "资料", "文件", "档案", "公示", "以及", "其中", "所有", "各项", "方面", "事项",
    "一份", "一下", "是否", "什么", "怎么", "如何", "哪些", "多少", "到底", "究竟",
)  # fmt: skip

FRAME: Final = re.compile("|".join(sorted(FRAMES, key=len, reverse=True)))

# The purpose of a request, or its writer: where something else is asked for, these do not tell it.
ASIDE: Final = re.compile(
    r"因为|由于|为了|为维护|因[^，。]{0,10}需要?|因诉讼|用于|以便|便于|根据|依据.*条例|本人是|我是|我系|我家|家住|住在|联系|电话|"
    r"身份证|尽快|及时|谢谢|感谢|您好|你好|盼|此致|敬礼|年龄|退休|多次|一直|至今|不清楚|不明白|"
    r"核对|核实|起诉|复议|诉讼|上访|知情权|合法权益|热线|明确说法|窗口|工作人员|书面说明|书面答复|"
    r"打扰|领导好|邻居商量|很关心"
)
ASKING: Final = re.compile(
    r"申请(?:依法)?公开|申请获取|请(?:求|予以|依法)?公开|要求公开|(?:想|希望|需要|要|请)(?:贵局|贵单位|你局|你们|能|能够|可以)?"
    r"(?:了解|知道|查阅|查询|查看|看看|看一下|提供|获取|获得|复印|公布)|获取|查阅"
)
CLAUSE: Final = re.compile(r"[，。；！？：,;!?:\n]+")

YEAR: Final = re.compile(r"([〇零○一二三四五六七八九]{4}|[〇零○一二三四五六七八九]{2})年")
SHORT_YEAR: Final = re.compile(r"(?<![0-9近约满第过去达共])([0-4][0-9])年(?!以|内|来|前|后|期)")
DIGITS: Final = str.maketrans("〇零○一二三四五六七八九", "000123456789")
COUNTED: Final = re.compile(
    r"(?:(?<=第)([一二三四五六七八九十百]+)|([一二三四五六七八九十]+)(?=[期号季月日楼栋幢组区段批路届中小类标环单]))"
)
OF_A_PERSON: Final = re.compile(r"[0-9]{11,18}[xX]?")  # telephones and numbers of papers
LIST_MARK: Final = re.compile(
    r"(?:(?<=^)|(?<=[\n；;。：:]))\s*[（(]?[0-9]{1,2}(?:[)）、]|\.(?![0-9]))"
)
COPIES: Final = re.compile(r"[0-9一二两三]+份")
NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
PLAIN: Final = re.compile(r"[^0-9a-z\u3400-\u9fff]+")

FINE: Final = (
    "片区", "社区", "小区", "校区", "园区", "开发区", "工业园", "村", "路", "街", "大道", "巷", "花园",
    "家园", "佳苑", "新城", "广场", "大厦", "公寓", "小学", "中学", "学校", "幼儿园", "学院", "医院",
    "公司", "厂", "河", "水库", "桥", "地块",
)  # fmt: skip
COARSE: Final = ("省", "市", "县", "区", "镇", "乡", "街道", "办事处")
SUFFIXES: Final = frozenset((*FINE, *COARSE))
LENGTHS: Final = (3, 2, 1)  # of a suffix, the longest first
NO_NAME: Final = frozenset((
    "", "我", "我们", "本", "该", "全", "各", "农", "城", "城市", "乡", "山", "新", "老", "老旧", "贵", "此",
    "一个", "几个", "所在", "居住", "住宅", "商业", "行政", "自然", "的", "在", "和", "与", "及", "年", "月",
    "中", "大", "小", "高", "公", "道", "铁", "高速", "民办", "公办", "普通", "义务教育", "有限", "股份",
    "物业", "开发", "建设", "有限责任", "辖", "地", "片", "社", "校", "园", "拆迁", "征地", "改造", "安置",
    "规划", "修", "公交", "线", "市政", "房地产", "全市", "全县", "全区", "附近", "周边", "门口", "旁边",
))  # fmt: skip
DIRECTED: Final = re.compile(
    r"(?:[城河站县路湖江山][东南西北]|[东南西北](?:城|关|郊|街|环|岸|苑|园|湖|河|部))"
)
BEFORE_A_NAME: Final = re.compile(
    r"^(?:关于|位于|坐落|我市|我县|我区|本市|本县|在|对|从|至|到|和|与|及|的)+"
)

# What kind of paper is asked for: two requests that name different kinds ask for different things.
KINDS: Final = (
    "方案", "标准", "明细", "名单", "协议", "合同", "公告", "批复", "许可证", "图纸", "预算", "决算",
    "登记", "台账", "会议纪要", "纪要", "请示", "报告", "依据", "票据", "政策", "办法", "细则", "规定",
    "人数", "数量", "金额", "总额", "面积", "决定", "通知", "意见", "验收", "备案", "鉴定", "评估", "招标",
    "中标", "采购", "勘测", "调查", "听证", "记录", "录音", "录像", "处罚", "程序", "条件", "计划", "成绩",
    "录取", "进度", "范围", "时间表", "结果", "流程", "收入", "支出", "投资", "账目", "资质", "清册",
)  # fmt: skip


@dataclass(frozen=True)
class Wording:
    """What tells a request from another."""

    plain: str  # all of it, without marks
    core: str  # what is asked for, without frames
    words: frozenset[str]  # of the core
    numbers: frozenset[str]
    fine: frozenset[str]  # villages, roads, schools: without their suffix where that leaves a name
    coarse: frozenset[str]  # counties, towns
    kinds: frozenset[str]

    @property
    def same(self) -> tuple[object, ...]:
        """What is equal for two wordings that differ in frames, marks and order of clauses only."""
        return self.core, self.numbers, self.fine, self.coarse, self.kinds


def wording(text: str) -> Wording:
    """Reads a request once, for any number of comparisons."""
    said = normal(text)
    core = asked_for(said)
    plain = PLAIN.sub("", said)
    fine, coarse = places(said)
    return Wording(
        plain=plain,
        core=core,
        words=frozenset(word for word in words_in(core) if word not in SMALL),
        numbers=frozenset(number.lstrip("0") or "0" for number in NUMBER.findall(said)),
        fine=fine,
        coarse=coarse,
        kinds=frozenset(kind for kind in KINDS if kind in core),
    )


SMALL: Final = frozenset(
    "的了和与及或等在对从至到由为是有被将把向以之其这那我你他它们该本各个些就都也还又很不没吗呢吧啊并且而于年"
)


def normal(text: str) -> str:
    """Width, case and numerals as one; numbers of persons, copies and list marks left out."""
    said = unicodedata.normalize("NFKC", text).lower()
    said = OF_A_PERSON.sub("", said)
    said = LIST_MARK.sub("", said)
    said = COPIES.sub("", said)
    said = YEAR.sub(lambda found: found[1].translate(DIGITS) + "年", said)
    said = SHORT_YEAR.sub(r"20\1年", said)
    said = COUNTED.sub(lambda found: str(_numeral(found[1] or found[2])), said)
    for word, kept in SAME_WORDS:
        said = said.replace(word, kept)
    return said


def _numeral(said: str) -> int:
    """一 to 九百九十九, as ordinals are written."""
    total, digit = 0, 0
    for sign in said:
        if sign == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif sign == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = int(sign.translate(DIGITS))
    return total + digit


def asked_for(said: str) -> str:
    """What is asked for, without frames and marks; all of the text where nothing is left of it."""
    return "".join(map(without_frames, asking_clauses(said))) or without_frames(said)


def asking_clauses(said: str) -> list[str]:
    """The clauses that ask for something, from the word of asking on; all of them where none does."""
    asking: list[str] = []
    for clause in CLAUSE.split(said):
        found = ASKING.search(clause)
        if found and without_frames(clause[found.end() :]):
            asking.append(clause[found.end() :])
        elif not ASIDE.search(clause) and without_frames(clause):
            asking.append(clause)
    return asking or [said]


def without_frames(said: str) -> str:
    """The words that are left when frames and marks are taken away."""
    return FRAME.sub("", PLAIN.sub("", said))


def places(said: str) -> tuple[frozenset[str], frozenset[str]]:
    """Names of places, schools and firms: fine ones, and the counties and towns that hold them."""
    fine: set[str] = set(DIRECTED.findall(said))
    coarse: set[str] = set()
    words = words_in(said)
    for at, word in enumerate(words):
        suffix = next((word[-n:] for n in LENGTHS if word[-n:] in SUFFIXES), "")
        if not suffix:
            continue
        stem = word.removesuffix(suffix)
        if not stem and at:
            stem = words[at - 1]
            if PLAIN.search(stem):
                continue
        elif at and len(before := words[at - 1]) == 1 and before not in SMALL:
            stem = PLAIN.sub("", before) + stem  # 何 · 大河村
        stem = BEFORE_A_NAME.sub("", stem)
        if stem in NO_NAME or stem.isdigit() or FRAME.search(stem):
            continue
        name = stem if len(stem) > 1 else stem + suffix
        (fine if suffix in FINE else coarse).add(name)
    return frozenset(fine), frozenset(coarse)
