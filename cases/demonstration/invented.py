"""Invented organs, people and requests of the demonstration."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from cases.actions.application import Agent, Applicant, Application, Item, Oral
from cases.law.annual import ApplicantClass
from cases.law.application import Carrier, Route
from cases.law.identity import CODE_ALPHABET, IdKind, card_check_digit, code_check_digit
from cases.law.receipt import Channel
from cases.models import Role


@dataclass(frozen=True)
class DemoOrgan:
    """An organ of the demonstration; 复议机关 and court are examples, not advice."""

    code: str
    name: str
    parent: str | None
    doc_code: str
    review_body: str
    court: str
    has_open_cases: bool = True
    address: str = "山东省潍坊市寿光市（演示地址）"
    postcode: str = "262700"
    phone: str = "0536-0000000"


CITY: Final = "寿光市人民政府"
COURT: Final = "寿光市人民法院"
UPPER_COURT: Final = "潍坊市中级人民法院"

# fmt: off
ORGANS: Final = (
    # code, name, parent, 机关代字, 复议机关, court, open cases
    DemoOrgan("370783", CITY, None, "寿政", "潍坊市人民政府", UPPER_COURT, False),
    DemoOrgan("370783-zrzy", "寿光市自然资源和规划局（演示）", "370783", "寿自然资", CITY, COURT),
    DemoOrgan("370783-jytyj", "寿光市教育和体育局（演示）", "370783", "寿教体", CITY, COURT),
    DemoOrgan("370783-zfcxj", "寿光市住房和城乡建设局（演示）", "370783", "寿建", CITY, COURT),
    DemoOrgan("370783-rsj", "寿光市人力资源和社会保障局（演示）", "370783", "寿人社", CITY, COURT),
    DemoOrgan("370783-shengcheng", "寿光市圣城街道办事处（演示）", "370783", "寿圣", CITY, COURT),
    DemoOrgan("370783-houzhen", "寿光市侯镇人民政府（演示）", "370783", "寿侯", CITY, COURT),
    DemoOrgan("350128", "平潭综合实验区管理委员会", None, "平综", "福州市人民政府", "福州市中级人民法院",
              False, "福建省平潭综合实验区（演示地址）", "350400", "0591-00000000"),
)
# fmt: on


@dataclass(frozen=True)
class DemoPerson:
    """An officer of the demonstration."""

    title: str
    login: str
    name: str
    organ: str
    roles: tuple[Role, ...]


PLANNING: Final = "370783-zrzy"
TOWNSHIP: Final = "370783-houzhen"
PEOPLE: Final = (
    # title on the terminal, login, name, organ, roles
    DemoPerson(
        "寿光市 管理员兼公开机构负责人",
        "shouguang",
        "李启明",
        "370783",
        (Role.ADMINISTRATOR, Role.HEAD, Role.REGISTRAR, Role.HANDLER),
    ),
    DemoPerson("寿光市 主管部门", "zhuguan", "孙立群", "370783", (Role.SUPERVISOR,)),
    DemoPerson("自然资源局 窗口登记", "chuangkou", "王芳", PLANNING, (Role.REGISTRAR,)),
    DemoPerson("自然资源局 承办", "chengban", "赵明", PLANNING, (Role.HANDLER,)),
    DemoPerson("自然资源局 法制审核", "fazhi", "钱文静", PLANNING, (Role.REVIEWER,)),
    DemoPerson("自然资源局 公开机构负责人", "fuzeren", "周国强", PLANNING, (Role.HEAD,)),
    DemoPerson("自然资源局 归档", "guidang", "吴晓", PLANNING, (Role.ARCHIVIST,)),
    DemoPerson("自然资源局 保密审查", "baomi", "郑立", PLANNING, (Role.SECRECY,)),
    DemoPerson("自然资源局 签发领导", "juzhang", "冯建华", PLANNING, (Role.LEADER,)),
    DemoPerson(
        "侯镇 登记、承办兼保密审查",
        "houzhen1",
        "李强",
        TOWNSHIP,
        (Role.REGISTRAR, Role.HANDLER, Role.SECRECY),
    ),
    DemoPerson(
        "侯镇 负责人、签发、法制审核兼归档",
        "houzhen2",
        "孙梅",
        TOWNSHIP,
        (Role.HEAD, Role.LEADER, Role.REVIEWER, Role.ARCHIVIST),
    ),
    DemoPerson(
        "平潭综合实验区 管理员兼负责人",
        "pingtan",
        "林海",
        "350128",
        (Role.ADMINISTRATOR, Role.HEAD, Role.REGISTRAR, Role.HANDLER),
    ),
)

SURNAMES: Final = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN: Final = ("建国", "秀英", "志强", "桂兰", "海涛", "雪梅", "永胜", "丽华", "䶮", "堃", "文博")
COMPANIES: Final = ("某某蔬菜种业有限公司", "某某置业有限公司", "某某环保科技有限公司")
FIRMS: Final = ("某某律师事务所",)
REQUESTS: Final = (
    "{place}2025年度农村集体土地征收补偿安置方案及勘测定界图",
    "{place}老旧小区改造工程的竣工验收备案表",
    "2025年秋季{place}义务教育学校招生范围划定的会议纪要和公示材料",
    "{place}污水处理厂提标改造项目环境影响报告书批复文件",
    "2024年度{place}财政衔接推进乡村振兴补助资金分配明细",
    "{place}国有土地上房屋征收决定及补偿方案听证情况",
    "{place}被征地农民养老保险补贴的缴费基数和计发办法",
    "{place}物业服务企业信用评价结果（2023年至2025年）",
    "对{place}某餐饮店作出的行政处罚决定书",
    "{place}村庄规划（2021—2035年）批准文本、图件",
    "{place}城乡居民最低生活保障标准调整的依据文件",
    "{place}公租房申请家庭轮候名单及分配结果",
)
PLACES: Final = ("圣城街道", "文家街道", "古城街道", "洛城街道", "侯镇", "羊口镇", "稻田镇")
CLASSES: Final = (
    (ApplicantClass.NATURAL_PERSON,) * 7
    + (ApplicantClass.BUSINESS,) * 2
    + (ApplicantClass.LEGAL_SERVICE,)
)
CHANNELS: Final = (
    Channel.IN_PERSON,
    Channel.REGISTERED_MAIL,
    Channel.ONLINE,
    Channel.ORDINARY_MAIL,
    Channel.REGISTERED_MAIL,
    Channel.IN_PERSON,
    Channel.EMAIL,
)


def application(chance: random.Random, number: int, organ_id: UUID, day: date) -> Application:
    """An invented application that came on a day; every ninth electronic one awaits confirmation."""
    channel = CHANNELS[number % len(CHANNELS)]
    person = applicant(chance, CLASSES[number % len(CLASSES)], number)
    texts = chance.sample(REQUESTS, 2 if number % 6 == 0 else 1)
    oral = number % 14 == 0 and channel is Channel.IN_PERSON
    return Application(
        organ_id=organ_id,
        channel=channel,
        dates=dates(channel, day, waits=number > 20),
        applicant=person,
        items=tuple(Item(text.format(place=chance.choice(PLACES))) for text in texts),
        agent=Agent("某某代理人", authorised=True) if number % 11 == 3 else None,
        carrier=chance.choice(tuple(Carrier)),
        route=chance.choice(tuple(Route)),
        oral=Oral("王芳", day) if oral else None,
        remark="演示数据，人名、证件和事项均为虚构",
    )


def dates(channel: Channel, day: date, *, waits: bool) -> dict[str, date | None]:
    """The evidence of arrival; the latest electronic and ordinary letters await confirmation."""
    match channel:
        case Channel.IN_PERSON:
            return {"submitted_on": day}
        case Channel.REGISTERED_MAIL:
            return {"submitted_on": day - timedelta(days=2), "signed_on": day}
    return {"arrived_on": day, "confirmed_on": None if waits else day}


def applicant(chance: random.Random, kind: ApplicantClass, number: int) -> Applicant:
    """An invented person or organisation with a number whose checksum is right."""
    phone = f"1390000{number:04d}"
    if kind is ApplicantClass.NATURAL_PERSON:
        born = date(1950 + chance.randrange(50), 1 + chance.randrange(12), 1 + chance.randrange(28))
        first17 = f"370783{born:%Y%m%d}{chance.randrange(1000):03d}"
        name = chance.choice(SURNAMES) + chance.choice(GIVEN)
        card = first17 + card_check_digit(first17)
        return Applicant(kind, name, IdKind.RESIDENT_CARD, card, phone, address="寿光市某某路1号")
    name = chance.choice(FIRMS if kind is ApplicantClass.LEGAL_SERVICE else COMPANIES)
    first17 = "91370783" + "".join(chance.choice(CODE_ALPHABET) for _ in range(9))
    return Applicant(
        kind,
        f"寿光{name}",
        IdKind.CREDIT_CODE,
        first17 + code_check_digit(first17),
        phone,
        address="寿光市某某路2号",
        legal_representative="虚构人",
        contact_person="虚构人",
    )
