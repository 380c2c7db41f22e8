"""The published years of the demonstration closed: frozen, final, with the figures of section 二.

The figures are those of the published reports of 寿光市 2019 and 平潭综合实验区 2021, 2022.
"""

import re
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.confirming import confirm
from cases.actions.freezing import freeze
from cases.actions.report_sources import sourced
from cases.actions.reporting import record_publication, save_entry
from cases.actions.topic_computing import compute_topics
from cases.actor import Actor
from cases.models import Organ
from cases.report.narrative import default_texts

# fmt: off
SECTION_TWO: Final = {
    # organ, year: 第二部分 by the paths of law/section_two.py
    ("370783", 2019): {
        "regulations.made": "0", "regulations.published": "0", "regulations.total_public": "0",
        "normative_documents.made": "3", "normative_documents.published": "3",
        "normative_documents.total_public": "13",
        "licensing.prev_items": "248", "licensing.change": "111", "licensing.decisions": "21221",
        "other_services.prev_items": "1211", "other_services.change": "201",
        "other_services.decisions": "2131",
        "punishment.prev_items": "3108", "punishment.change": "180", "punishment.decisions": "660",
        "coercion.prev_items": "156", "coercion.change": "28", "coercion.decisions": "0",
        "fees.prev_items": "33", "fees.change": "-2",
        "gov_procurement.projects": "429", "gov_procurement.amount": "46.49亿元",
    },
    ("350128", 2021): {
        "regulations.made": "0", "regulations.repealed": "0", "regulations.valid": "0",
        "normative_documents.made": "69", "normative_documents.repealed": "3",
        "normative_documents.valid": "665", "licensing": "2293", "punishment": "1282",
        "coercion": "42", "fees_10k_yuan": "24252.311082",
    },
    ("350128", 2022): {
        "regulations.made": "0", "regulations.repealed": "0", "regulations.valid": "0",
        "normative_documents.made": "88", "normative_documents.repealed": "55",
        "normative_documents.valid": "698", "licensing": "10690", "punishment": "2113",
        "coercion": "0", "fees_10k_yuan": "9116.36",
    },
}
# fmt: on
TEXTS: Final = {
    # by the keys of report/narrative.py
    "initiative": "（演示）围绕规划计划、财政资金、重大建设项目、民生保障等重点领域主动公开政府信息，重要政策文件与解读材料同步公布，"
    "及时回应群众关切。",
    "management": "（演示）政府信息制作时同步确定公开属性，公开前依法进行保密审查，对已经公开的信息定期清理、动态调整。",
    "platform": "（演示）以政府门户网站为第一平台，规范设置法定主动公开内容栏目，在政务服务场所设置政府信息查阅点。",
    "supervision": "（演示）明确专人负责政府信息公开工作，组织业务培训，定期检查栏目更新和依申请公开办理情况；本年度没有责任追究情形。",
    "problems": "（演示）主要问题：一是部分申请内容不够明确，补正告知后办理时间较长；二是同类信息多人反复申请，主动公开不够及时。\n"
    "（演示）改进情况：一是在受理窗口和网站说明申请的填写方法；二是对多人申请的同类信息逐项评估，应当公开的转为主动公开。",
}
IN_ONE: Final = {"overview": ("initiative", "supervision")}  # 总体情况 of the form of 2019
SITES: Final = {  # .example leads nowhere (RFC 2606)
    "370783": "https://www.shouguang.example",
    "350128": "https://www.pingtan.example",
}
NO_CHARGES: Final = {"notices": "0", "noticed": "0", "received": "0"}


async def close_years(
    session: AsyncSession, actor: Actor, at: datetime, organs: dict[str, UUID]
) -> None:
    """定版 and 定稿 of each published year, its section 二 entered; topics of all cases."""
    for (code, year), figures in SECTION_TWO.items():
        made = await freeze(session, actor, at, organs[code], year)
        await confirm(session, actor, at, organs[code], year, made.number)
        await enter(session, actor, at, organs[code], year, figures)
        await record_publication(
            session, actor, at, organs[code], year, published_on=date(year + 1, 3, 26),
            address=f"{SITES[code]}/zfxxgk/ndbg/{year}.html",
        )  # fmt: skip
    await compute_topics(session, at)


async def enter(
    session: AsyncSession, actor: Actor, at: datetime, organ_id: UUID, year: int,
    figures: dict[str, str],
) -> None:  # fmt: skip
    """The entry of a year's report: these figures of section 二, the proposed texts filled in."""
    organ = await session.get_one(Organ, organ_id)
    proposed = default_texts((await sourced(session, organ, year)).report)
    await save_entry(
        session, actor, at, organ_id, year, section_two=figures, charges=NO_CHARGES,
        texts={key: _filled(key, said) for key, said in proposed.items()},
    )  # fmt: skip


def _filled(key: str, proposed: str) -> str:
    """A text with what only the office can tell put in the places left for it."""
    told = iter([TEXTS[one] for one in IN_ONE.get(key, (key,)) if one in TEXTS])
    return re.sub(r"【待填：[^】]*】", lambda _: next(told), proposed) or next(told)
