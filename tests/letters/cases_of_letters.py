"""One case for each answer: its events by hand, for a person or an organisation, plain or with steps."""

from dataclasses import replace
from datetime import date
from typing import Any

from cases.actions.application import Applicant, Application, Item
from cases.filling.matter import Matter, Prior
from cases.kinds import Kind
from cases.law.annual import ApplicantClass
from cases.law.outcomes import Remedy
from cases.law.remedies import ItemRemedy, mode_of, together
from tests.actions.answering import WHY, particulars
from tests.filling.matters import APPLICATION, RECEIVED, Told, march, matter, registered

EARLIER = "YSQ-370783-zrzy-2025-0031"
PERSON = Applicant(ApplicantClass.NATURAL_PERSON, "王芳")
COMPANY = Applicant(ApplicantClass.BUSINESS, "寿光恒丰建材有限公司")
ONE = (Item("2025年度农村饮水安全工程验收报告"),)
PLACE = {
    "kind": "archive_room", "name": "档案室2025年目录", "keywords": "饮水 验收", "period": "2025年",
    "hits": 0, "judgment": "",
}  # fmt: skip


def application(of: Applicant, items: tuple[Item, ...] = ONE, **changes: Any) -> Application:
    return replace(APPLICATION, applicant=of, items=items, **changes)


SUPPLEMENT: tuple[Told, ...] = (
    ("赵明", march(4), Kind.SUPPLEMENT_NOTICE, {
        "reply_by": "2026-03-20", "content": "请写明年度", "doc_number": "寿自然资依告〔2026〕1号"}),
    ("陈伟", march(10), Kind.SUPPLEMENT, {"content": "2025年度的验收报告"}),
)  # fmt: skip
EXTENSION: tuple[Told, ...] = (
    ("赵明", march(12), Kind.EXTENSION, {
        "workdays": 10, "approved_on": "2026-03-12", "approved_by": "陈伟", "reason": WHY,
        "doc_number": "寿自然资依告〔2026〕2号"}),
)  # fmt: skip
CONSULTED: tuple[Told, ...] = (
    ("赵明", march(3), Kind.CONSULTATION, {
        "id": "1", "kind": "third_party", "recipient": "某公司", "received_on": "2026-03-04"}),
    ("陈伟", march(9), Kind.CONSULTATION_REPLY, {
        "id": "1", "opinion": "不同意公开", "content": "属于本公司商业秘密"}),
)  # fmt: skip
SEARCHED: tuple[Told, ...] = (
    ("赵明", march(11), Kind.SEARCHED, {
        "items": [1, 2, 3, 4, 5], "operator": "赵明", "recorder": "王芳", "how": "逐件核对",
        "places": [PLACE], "clues": [], "office_opinions": "", "conclusion": "", "lost": False,
        "attachments": []}),
)  # fmt: skip
ASKED: tuple[Told, ...] = (
    ("赵明", march(5), Kind.REASONS_ASKED, {
        "reply_by": "2026-03-12", "counts": "120件", "doc_number": "寿自然资依告〔2026〕4号"}),
    ("赵明", march(13), Kind.REASONS_JUDGED, {
        "reasonable": False, "why": "说明的理由与申请数量明显不相称", "replied_on": "2026-03-11",
        "said": "研究需要"}),
)  # fmt: skip
NEEDS: dict[str, tuple[Told, ...]] = {"A7": CONSULTED, "A12": SEARCHED, "A19": ASKED}


def concluded(code: str, item: int = 1, **more: Any) -> Told:
    said = {"item": item, "outcome": code, **particulars(code, march(16)), **more}
    if code == "A17":
        said["earlier"] = EARLIER
    return ("赵明", march(16), Kind.ITEM_CONCLUDED, said)


def answered(
    *codes: str,
    of: Applicant = PERSON,
    steps: tuple[Told, ...] = (),
    on: date = march(17),
    **changes: Any,
) -> Matter:
    """A case whose items have these outcomes, ready for its letter on a day."""
    items = (
        ONE if len(codes) == 1 else tuple(Item(f"第{n}份文件") for n in range(1, len(codes) + 1))
    )
    filed = application(of, changes.pop("items", items), **changes)
    needed = [told for code in dict.fromkeys(codes) for told in NEEDS.get(code, ())]
    if "A15" in codes and SUPPLEMENT[0] not in steps:
        steps = (*SUPPLEMENT, *steps)
    told = sorted([registered(filed), *steps, *needed], key=lambda one: one[1])
    told += [concluded(code, n) for n, code in enumerate(codes, start=1)]
    made = matter(told, on, filed)
    modes = [
        ItemRemedy(i.number, mode_of(i.outcome or "", [p.ground for p in i.withheld]))
        for i in made.items
    ]
    prior = Prior(date(2025, 11, 3), "寿自然资依复〔2025〕31号")
    return replace(made, remedy=together(modes) if modes else Remedy.NONE, priors={EARLIER: prior})


assert march(2) == RECEIVED
