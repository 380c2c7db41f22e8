"""Invented 主动公开信息 of the demonstration, some of it like what its stories and cases ask for."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.publishing import add_entry
from cases.actor import Actor
from cases.demonstration.invented import PLANNING, TOWNSHIP

SITE: Final = "https://www.shouguang.example"  # .example leads nowhere (RFC 2606)
CITY, SCHOOLS, HOUSING = "370783", "370783-jytyj", "370783-zfcxj"
PENSIONS, STREET, PINGTAN = "370783-rsj", "370783-shengcheng", "350128"


@dataclass(frozen=True)
class DemoEntry:
    """What one organ has published, where, and on which day."""

    organ: str
    title: str
    place: str  # on the site, or in words where something is laid out
    published_on: date
    index_number: str
    catalogue_class: str
    keywords: str = ""
    outlet: str = "寿光市政府门户网站（演示）"

    @property
    def address(self) -> str:
        """As an answer names it."""
        return SITE + self.place if self.place.startswith("/") else self.place


# fmt: off
ENTRIES: Final = (
    # organ, title, place, day, 索引号, 目录类别, keywords, outlet
    # like what the stories ask for
    DemoEntry(PLANNING, "2026年度城乡规划公示", "/zrzy/ghgs/2026/0108.html", date(2026, 1, 8),
              "SGZR-2026-0003", "规划信息", "规划公示 城乡规划", "本机关网站“规划公示”栏目（演示）"),
    DemoEntry(PLANNING, "某某片区规划调整方案公示", "/zrzy/ghgs/2025/0912.html", date(2025, 9, 12),
              "SGZR-2025-0117", "规划信息", "控制性详细规划 规划调整"),
    DemoEntry(PLANNING, "某某地块土地出让成交结果公示", "/zrzy/tdcr/2025/0618.html",
              date(2025, 6, 18), "SGZR-2025-0082", "土地供应", "国有建设用地使用权 成交公示"),
    DemoEntry(PLANNING, "2024年某某路拓宽工程征收土地公告", "/zrzy/zdxx/2024/1105.html",
              date(2024, 11, 5), "SGZR-2024-0156", "征地信息", "征地公告 补偿安置方案"),
    DemoEntry(CITY, "关于公布2025年度城镇居民医疗保险缴费标准的通知", "/zwgk/ylbz/2025/0106.html",
              date(2025, 1, 6), "SGZF-2025-0009", "社会保障", "城乡居民医保 缴费标准 寿光市医疗保障局"),
    # like what the open cases ask for
    DemoEntry(TOWNSHIP, "侯镇2025年度农村集体土地征收补偿安置方案公告", "/houzhen/zdxx/2025/0721.html",
              date(2025, 7, 21), "SGHZ-2025-0031", "征地信息", "征地 补偿安置"),
    DemoEntry(TOWNSHIP, "侯镇村庄规划（2021—2035年）批准公布", "侯镇便民服务中心政府信息查阅点（演示）",
              date(2025, 4, 15), "SGHZ-2025-0014", "规划信息", "村庄规划 图件",
              "侯镇便民服务中心（演示）"),
    DemoEntry(SCHOOLS, "2025年秋季圣城街道义务教育学校招生范围公示", "/jytyj/zsxx/2025/0630.html",
              date(2025, 6, 30), "SGJT-2025-0046", "教育招生", "划片 小学 初中 招生范围"),
    DemoEntry(HOUSING, "2025年公租房申请家庭轮候名单及分配结果公示", "/zfcxj/zfbz/2025/1020.html",
              date(2025, 10, 20), "SGZJ-2025-0093", "住房保障", "公共租赁住房 轮候"),
    DemoEntry(PENSIONS, "被征地农民养老保险补贴缴费基数和计发办法", "/rsj/shbz/2025/0310.html",
              date(2025, 3, 10), "SGRS-2025-0020", "社会保障", "失地农民 养老保险"),
    DemoEntry(CITY, "2024年度财政衔接推进乡村振兴补助资金分配结果公告", "/zwgk/czzj/2024/0628.html",
              date(2024, 6, 28), "SGZF-2024-0058", "财政资金", "衔接资金 乡村振兴"),
    # what every government publishes
    DemoEntry(CITY, "寿光市2024年财政决算", "/zwgk/czys/2025/0905.html", date(2025, 9, 5),
              "SGZF-2025-0101", "财政预算决算", "决算 三公经费"),
    DemoEntry(CITY, "寿光市2026年财政预算", "/zwgk/czys/2026/0209.html", date(2026, 2, 9),
              "SGZF-2026-0012", "财政预算决算", "预算 三公经费"),
    DemoEntry(CITY, "寿光市2025年第三季度集中式饮用水水源和出厂水水质监测结果",
              "/zwgk/hjbh/2025/1015.html", date(2025, 10, 15), "SGZF-2025-0117", "环境保护",
              "自来水 水质"),
    DemoEntry(HOUSING, "某某老旧小区改造工程施工招标公告", "/zfcxj/zbtb/2025/0512.html",
              date(2025, 5, 12), "SGZJ-2025-0041", "重大建设项目", "招标 老旧小区"),
    DemoEntry(STREET, "圣城街道2025年城乡居民最低生活保障对象名单公示", "圣城街道办事处公示栏（演示）",
              date(2025, 8, 1), "SGSC-2025-0027", "社会救助", "低保", "圣城街道办事处公示栏（演示）"),
    DemoEntry(PINGTAN, "平潭综合实验区2025年度部门预算", "https://www.pingtan.example/czys/2025.html",
              date(2025, 2, 20), "PTGW-2025-0008", "财政预算决算", "预算",
              "平潭综合实验区门户网站（演示）"),
)
# fmt: on


async def publish(
    session: AsyncSession, actor: Actor, at: datetime, organs: dict[str, UUID]
) -> None:
    """登记主动公开信息 of every organ."""
    for entry in ENTRIES:
        await add_entry(
            session, actor, at, organs[entry.organ], title=entry.title, address=entry.address,
            outlet=entry.outlet, published_on=entry.published_on, index_number=entry.index_number,
            catalogue_class=entry.catalogue_class, keywords=entry.keywords,
            summary="演示数据，内容为虚构",
        )  # fmt: skip
