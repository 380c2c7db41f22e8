"""Citations: how an article of a statute is named, short for tables and in full for letters."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Standing(StrEnum):
    """How strongly a rule binds (效力): law.md §1."""

    STATUTE = "法律法规"
    INTERPRETATION = "有权解释"
    PRACTICE = "实践做法"
    CONVENTION = "本系统约定"


class Law(StrEnum):
    """The instruments that rules cite, by the short name used throughout."""

    REGULATION = "条例"  # 中华人民共和国政府信息公开条例 (2019修订), in force 2019-05-15
    FEES = "处理费办法"  # 政府信息公开信息处理费管理办法, 国办函〔2020〕109号
    FORM = "年度报告格式"  # 国办公开办函〔2019〕60号 and 〔2021〕30号
    ARCHIVES = "档案法"  # 中华人民共和国档案法 (2020修订)
    IDENTITY_CARD = "GB 11643"  # 公民身份号码
    CREDIT_CODE = "GB 32100"  # 法人和其他组织统一社会信用代码编码规则


FULL_TITLE: Final = {
    Law.REGULATION: "《中华人民共和国政府信息公开条例》",
    Law.FEES: "《政府信息公开信息处理费管理办法》",
    Law.FORM: "《政府信息公开工作年度报告格式》",
    Law.ARCHIVES: "《中华人民共和国档案法》",
    Law.IDENTITY_CARD: "《公民身份号码》（GB 11643）",
    Law.CREDIT_CODE: "《法人和其他组织统一社会信用代码编码规则》（GB 32100）",
}

DIGITS: Final = "零一二三四五六七八九"


def chinese_number(n: int) -> str:
    """1–99 in Chinese numerals as statutes print them: 36 → 三十六."""
    assert 1 <= n <= 99, n
    tens, ones = divmod(n, 10)
    return (
        ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[ones] if ones else "")
    )


@dataclass(frozen=True, order=True)
class Article:
    """One place in a statute: article 条, paragraph 款, item 项; 0 where it is not named."""

    law: Law
    article: int = 0
    paragraph: int = 0
    item: int = 0

    def __str__(self) -> str:
        """As letters and refusals print it: 《…条例》第三十六条第（三）项."""
        return FULL_TITLE[self.law] + self.place

    @property
    def place(self) -> str:
        """The place without the title: 第十六条第二款."""
        if not self.article:
            return ""
        paragraph = f"第{chinese_number(self.paragraph)}款" if self.paragraph else ""
        item = f"第（{chinese_number(self.item)}）项" if self.item else ""
        return f"第{chinese_number(self.article)}条{paragraph}{item}"

    @property
    def short(self) -> str:
        """As tables name it: 条例第十六条第二款."""
        return f"{self.law}{self.place}"


def regulation(article: int, paragraph: int = 0, item: int = 0) -> Article:
    """A place in the 政府信息公开条例 (2019)."""
    return Article(Law.REGULATION, article, paragraph, item)
