"""What stands beside the draft on the desk of a reviewer: earlier answers, with ugly content."""

from dataclasses import replace
from datetime import date

from cases.law.articles import regulation
from cases.queries_earlier_answers import Challenged, EarlierAnswer, Part
from cases.redline import redline
from cases.web.earlier_views import Beside
from tests.pages.content import UGLY, number

GIVEN = EarlierAnswer(
    case_id=number("earlier"), number="YSQ-370783-2025-0044", organ_name=UGLY, request=UGLY,
    alike="内容相同", answered_on=date(2025, 6, 3), answer_type="A2", annual_row="granted_full",
    parts=(Part("A2", (regulation(36, 0, 2),), UGLY),),
    challenges=(Challenged("行政复议", "确认违法", corrected=True), Challenged("行政诉讼", "尚未审结", corrected=False)),
)  # fmt: skip
IMPORTED = replace(
    GIVEN, number=UGLY, answer_type=None, annual_row="denied_third_party", parts=(), challenges=()
)
EARLIER = [
    Beside(
        earlier=GIVEN, then="A2 予以公开", now="A8 属于内部事务信息", is_other=True,
        only_then=(regulation(36, 0, 2),), only_now=(regulation(16, 1), regulation(36, 0, 3)),
        both=(regulation(40),), reasons=redline(UGLY + "一", UGLY + "二"), reasons_now=UGLY,
        heed=(UGLY, "该答复在复议或者诉讼中被纠正，不宜照此办理。"),
    ),
    Beside(
        earlier=IMPORTED, then="保护第三方合法权益", now="尚未提出", is_other=False, only_then=(),
        only_now=(), both=(), reasons=(), reasons_now="", heed=(),
    ),
]  # fmt: skip
