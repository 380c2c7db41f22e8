"""The default dictionary of topics (默认主题词典): which words tell what a request is about.

No statute and no national list names topics. Those marked (practice) stand in published annual
reports; the others, all words and all weights are conventions. Within a topic: words that tell it
nearly alone, usual words, and hints that decide only together.
"""

from typing import Final

from cases.topics.dictionary import HINT, TELLING, USUAL, Dictionary, Topic
from cases.topics.words_of_buildings import OF_BUILDINGS
from cases.topics.words_of_government import OF_GOVERNMENT
from cases.topics.words_of_land import OF_LAND
from cases.topics.words_of_people import OF_PEOPLE

# As pages list them; where two topics weigh the same and begin alike, the earlier one decides.
ORDER: Final = (
    "征地拆迁", "就业就学", "社会保障", "规划建设", "财政资金", "行政执法", "环境保护", "教育", "物业",
    "政府文件", "农业农村", "历史遗留", "备案图纸", "医疗卫生", "交通", "市场监管", "人事", "不动产登记",
)  # fmt: skip


def _topic(name: str, telling: str, usual: str, hints: str) -> Topic:
    columns = ((telling, TELLING), (usual, USUAL), (hints, HINT))
    words = [(word.lower(), weight) for said, weight in columns for word in said.split()]
    assert len({word for word, _ in words}) == len(words), f"{name}: a word stands twice"
    return Topic(name, tuple(words))


FIELDS: Final = OF_LAND + OF_BUILDINGS + OF_PEOPLE + OF_GOVERNMENT
ROWS: Final = {name: (telling, usual, hints) for name, _, telling, usual, hints in FIELDS}
STANDING: Final = {name: standing for name, standing, *_ in FIELDS}
DEFAULT: Final = Dictionary(tuple(_topic(name, *ROWS[name]) for name in ORDER))
