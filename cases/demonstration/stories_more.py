"""十二个办理故事, the rest: 部分公开, 不存在, 不属于本机关, 重复, 信访, 撤回, 复议后重新答复."""

from typing import Final

from cases.demonstration.stories import (
    AGREED,
    ARCHIVIST,
    CO_MAKER,
    DESK,
    FIRM,
    GIVEN,
    HANDLER,
    HEAD,
    LAPSED,
    LAWYER,
    LI,
    OBJECTED,
    ON_THE_SPOT,
    OVERRIDDEN,
    SILENT,
    SUPPLEMENTED,
    TOWN,
    WANG,
    Step,
    Story,
    outcome,
    paper,
    posted,
    served,
    signed,
    taken_in,
)

PERSONNEL: Final = {
    "what": "附件三工作人员考勤记录", "ground": "A8", "kinds": ["personnel"],
    "reason": "属于本机关人事管理方面的内部事务信息，对外不产生影响",
    "weighed": "公开无助于监督行政，且影响内部管理，决定不予公开", "prevailing_checked": True,
}  # fmt: skip
DISCUSSION: Final = {
    "what": "会议讨论记录", "ground": "A9", "kinds": ["discussion"],
    "reason": "属于决策形成过程中的讨论记录，公开会妨碍坦率讨论",
    "weighed": "决策结果已经公开，公开讨论记录影响决策讨论，决定不予公开",
    "prevailing_checked": True,
}  # fmt: skip

PARTIAL: Final = Story(
    "partial", "部分公开，两处不予公开", FIRM, {"text": "某某片区规划调整专题会议材料"},
    (
        *taken_in(),
        Step(4, HANDLER, "/conferences", {
            "question": "会议材料能否区分处理", "participants": ["钱文静", "周国强"]}),
        Step(5, LAWYER, "/conferences/1/opinions", {"opinion": "讨论记录和考勤记录可以区分"}),
        Step(5, HEAD, "/conferences/1/opinions", {"opinion": "同意"}),
        Step(6, HEAD, "/conferences/1/conclusion", {
            "on": "@6", "conclusion": "区分处理，会议纪要和规划图件予以公开"}),
        Step(8, HANDLER, "/items/1/outcome", outcome(
            "A3", provided="会议纪要、规划图件，以纸质复印件邮寄，共30页",
            fields={"open_part": "会议纪要、规划图件", "form": "纸质复印件"},
            withheld=[DISCUSSION, PERSONNEL])),
        *signed(9),
        *served(10, 8),
    ),
)  # fmt: skip
NOT_HELD: Final = Story(
    "not_held", "信息不存在，有检索记录", LI,
    {"text": "1998年某某村宅基地审批表", "clues": ["申请人称由原侯镇土地管理所办理"]},
    (
        *taken_in(),
        Step(3, HANDLER, "/slips", {
            "organ": "370783-houzhen", "items": [1], "reply_by": "@8",
            "question": "是否保存原土地管理所的宅基地审批档案"}),
        Step(6, TOWN, "slip", {
            "holds": "none", "searched": "查阅1990年至2002年村镇建设档案目录",
            "opinion": "经查阅，没有该村1998年宅基地审批表"}),
        Step(8, HANDLER, "/searches", {
            "items": [1], "searched_on": "@8", "operator": "赵明", "recorder": "王芳",
            "how": "全文检索，并逐件核对归档目录",
            "places": [
                {"kind": "document_system", "name": "OA公文系统", "keywords": "宅基地 审批",
                 "period": "系统全部年份", "hits": 3, "judgment": "均为2010年以后形成，不是所申请的信息"},
                {"kind": "archive_room", "name": "本机关档案室", "period": "1996年至2000年",
                 "hits": 0, "judgment": "归档目录中没有该村的审批表"},
                {"kind": "predecessor", "name": "原侯镇土地管理所移交目录", "hits": 0,
                 "judgment": "移交目录中没有1998年的宅基地档案"}],
            "clues": [{"clue": "申请人称由原侯镇土地管理所办理",
                       "finding": "核对该所移交目录，并请侯镇协查，均未发现"}],
            "conclusion": "经检索没有该信息"}),
        Step(9, HANDLER, "/items/1/outcome", outcome(
            "A12", reason="经检索没有该信息，原土地管理所移交的档案中也没有")),
        *signed(10),
        *served(11, 9),
    ),
)  # fmt: skip
NOT_OURS: Final = Story(
    "not_ours", "不属于本机关，告知负责机关", WANG, {"text": "2025年度城镇居民医疗保险缴费标准文件"},
    (
        *taken_in("可能由其他机关负责"),
        Step(3, HANDLER, "/items/1/outcome", outcome("A13", reason="医疗保险由医疗保障部门主管", owner={
            "whose": "寿光市医疗保障局", "why": "该文件由寿光市医疗保障局制作", "contact": "0536-0000001"},
            fields={"held_how": "制作"})),
        *signed(4),
        *served(5, 10),
    ),
)  # fmt: skip
REPEATED: Final = Story(
    "repeated", "重复申请", FIRM, {"text": "某某地块土地出让合同"},
    (
        *taken_in(),
        Step(2, HANDLER, "/items/1/outcome", outcome(
            "A17", reason="本机关已经向申请人提供该合同，本次申请的信息相同",
            earlier="#agreed", same_information=True)),
        *signed(3),
        *served(4, 11),
    ),
    begins=20,
)  # fmt: skip
PETITION: Final = Story(
    "petition", "以申请形式提出的投诉", LI, {"text": "请查处某某村违法占地并公开处理结果"},
    (
        *taken_in("实为投诉举报"),
        Step(2, HANDLER, "/items/1/outcome", outcome(
            "A16", kinds=["complaint"], reason="要求查处违法占地，属于投诉事项，可以向自然资源执法大队提出",
            fields={"channel": "12345政务服务便民热线或者寿光市自然资源执法大队"})),
        *signed(3),
        *served(4, 12),
    ),
)  # fmt: skip
WITHDRAWN: Final = Story(
    "withdrawn", "申请人撤回", WANG, {"text": "某某路征收补偿分户明细"},
    (
        *taken_in(),
        Step(5, DESK, "/withdrawal", {
            "withdrawn_on": "@5", "paper": "申请人签名并注明日期的撤回申请书", "reason": "已自行协商"}),
        paper(6, HEAD, "A27"),
        Step(12, ARCHIVIST, "/archiving", {"retention": "ten_years"}),
    ),
)  # fmt: skip
ANSWERED_ANEW: Final = Story(
    "answered_anew", "复议决定责令重新答复", LI, {"text": "某某项目选址论证报告"},
    (
        *taken_in(),
        Step(4, HANDLER, "/items/1/outcome", outcome(
            "A9", severable=False, why_not_severable="全文均为论证过程中的意见，无法区分",
            fields={"matter": "某某项目选址论证"}, withheld=[DISCUSSION | {"what": "全部内容"}])),
        *signed(6),
        *served(7, 13),
        Step(18, LAWYER, "/challenges", {
            "kind": "reconsideration", "body": "寿光市人民政府", "procedure": "summary",
            "notified_on": "@18", "filed_on": "@16"}),
        Step(21, LAWYER, "/challenges/1", {"replied_on": "@21"}),
        Step(36, LAWYER, "/challenges/1", {
            "result": "answer_again", "concluded_on": "@36", "doc_number": "寿政复决〔演示〕1号"}),
        Step(37, HEAD, "/reopening", {"challenge": 1, "reason": "执行行政复议决定"}),
        Step(40, HANDLER, "/items/1/outcome", outcome("A2", **GIVEN)),
        *signed(42),
        *posted(43, 14),
        Step(50, ARCHIVIST, "/archiving", {"retention": "permanent"}),
    ),
)  # fmt: skip

STORIES: Final = (
    ON_THE_SPOT, SUPPLEMENTED, LAPSED, AGREED, OBJECTED, SILENT, OVERRIDDEN, CO_MAKER, PARTIAL,
    NOT_HELD, NOT_OURS, REPEATED, PETITION, WITHDRAWN, ANSWERED_ANEW,
)  # fmt: skip
STORY: Final = {story.name: story for story in STORIES}
assert len(STORY) == len(STORIES)
