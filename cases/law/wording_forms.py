"""内部文书、登记表和回执的栏目 (letters.md §§3, 5): what the forms of a case ask and say.

A form is filled from the record; what people sign by hand is left open.
"""

from typing import Final

from cases.law.letter_parts import Body, Grid, Heading, Rows, Signs, each, where
from cases.law.wording_answers import ITEMS

CASE: Final = (("登记编号", "{{ case.number }}"), ("收到申请之日", "{{ case.received_on }}"))
PEOPLE: Final = (("申请人", "{{ case.applicant }}"), ("答复期限", "{{ case.due }}"))
ASKED: Final = (("申请公开的内容", "{{ case.request }}"),)
WHO: Final = (("申请人", "{{ case.applicant }}"), ("身份核验", "{{ identity }}"))
WANTED: Final = (("获取信息的方式", "{{ carrier }}"), ("获取信息的途径", "{{ route }}"))
ANSWERED: Final = (("答复文号", "{{ answer_no }}"), ("答复日期", "{{ answered_on }}"))

# fmt: off
FORM_BODIES: Final[dict[str, Body]] = {
    # 申请登记表 (45): every date of the channel and who confirmed it
    "P2": (
        Rows((
            CASE,
            (("申请方式", "{{ case.channel }}"), ("登记时间", "{{ registered_at }}")),
            (("登记人", "{{ registered_by }}"), ("申请人类别", "{{ applicant_class }}")),
            WHO,
            (("联系电话", "{{ phone }}"), ("通信地址", "{{ address }}")),
            (("代理人", "{{ agent }}"),),
            (("提交日期", "{{ submitted_on }}"), ("到达日期", "{{ arrived_on }}")),
            (("签收日期", "{{ signed_on }}"), ("双方确认日期", "{{ confirmed_on }}")),
            (("确认人", "{{ confirmed_by }}"), ("来件编号", "{{ upstream_number }}")),
            (("收到申请之日的确定依据", "{{ receipt_rule }}"),),
            ASKED,
            WANTED,
            (("其他形式", "{{ other_form }}"), ("需要的帮助", "{{ help_needed }}")),
            (("登记时缺少", "{{ lacks }}"),),
            (("备注", "{{ remark }}"),),
        )),
        Signs(("登记人（签字）", "日期")),
    ),
    # 口头申请代填记录 (29(1)): read back and signed
    "P4": (
        Rows((
            CASE,
            WHO,
            (("书面申请确有困难的情形", "{{ difficulty }}"),),
            ASKED,
            WANTED,
            (("代填人", "{{ filled_by }}"), ("代填日期", "{{ filled_on }}")),
        )),
        "以上内容由本机关工作人员根据申请人口述代为填写，已向申请人宣读，申请人确认无误。",
        Signs(("申请人（签字、捺印）", "代填人（签字）", "日期")),
    ),
    # 第三方意见回执
    "P10": (
        Rows(((("征求意见书文号", "{{ notice_no }}"), ("征求意见的机关", "{{ organ.name }}")), (("涉及的内容", "{{ extract }}"),))),
        "□ 同意公开",
        "□ 部分同意公开，同意公开的部分为：",
        "□ 不同意公开",
        "理由（不同意公开或者部分同意公开的，请说明理由）：",
        "所附证明材料：",
        Signs(("第三方（签字、盖章）", "联系电话", "日期")),
    ),
    # 转送/移送单: original papers, time of first arrival kept
    "P16": (
        Rows((
            CASE,
            (("最初收到时间", "{{ arrived_at }}"), ("最初收到的科室（人）", "{{ sender }}")),
            (("移送至", "{{ receiver }}"), ("移送时间", "{{ handed_at }}")),
            ASKED,
            (("移送材料", "{{ papers }}"),),
        )),
        "本机关任一科室收到申请即为本机关收到，收到申请之日不因内部移送而改变。",
        Signs(("移送人（签字）", "接收人（签字）", "接收时间")),
    ),
    # 送达回证 (235号)
    "P18": (
        Rows((
            (("登记编号", "{{ case.number }}"),),
            (("送达文书", "{{ paper_title }}"), ("文号", "{{ paper_no }}")),
            (("份数", "{{ copies }}"), ("送达方式", "{{ way }}")),
            (("受送达人", "{{ to }}"),),
            (("送达地址", "{{ to_address }}"),),
            (("邮件号码", "{{ tracking_number }}"), ("交邮、发送日期", "{{ posted_on }}")),
            (("签收日期", "{{ signed_on }}"), ("退件日期及原因", "{{ returned }}")),
            (("代收人及与受送达人的关系", ""),),
            (("拒收事由和日期", ""),),
        )),
        Signs(("受送达人（签字、盖章）", "签收时间")),
        Signs(("送达人（签字）", "送达人（签字）", "日期")),
    ),
    # 撤回申请书, signed by the applicant
    "P19": (
        "本人（本单位）向{{ organ.name }}提出的政府信息公开申请（登记编号{{ case.number }}"
        "{% if case.received_on %}，收到申请之日为{{ case.received_on }}{% endif %}），现自愿撤回，请予终止办理。",
        "撤回理由（可不填）：",
        "本人（本单位）知晓：撤回后可以重新提出申请，答复期限重新计算。",
        Signs(("申请人（签字、盖章）", "日期")),
    ),
    # 审查呈批单
    "I1": (
        Rows((CASE, PEOPLE, ASKED)),
        ITEMS,
        Rows((
            (("事实和理由", "{{ facts }}"),),
            (("拟答复类型", "{{ answer_type }}"), ("计入年度报告", "{{ annual_row }}")),
            (("救济途径", "{{ remedy_label }}"),),
        )),
        Heading("审批意见"),
        Grid(("环节", "结果", "意见", "办理人", "时间"), "level", "levels",
             ("{{ level.name }}", "{{ level.result }}", "{{ level.opinion }}", "{{ level.by }}", "{{ level.at }}"),
             (3, 2, 5, 2, 3)),
        Signs(("承办科室负责人（签字）", "分管负责人（签字）", "主要负责人（签字）")),
        *where("draft", Heading("文稿")),
        *each("line", "draft", "{{ line }}"),
    ),
    # 拟办/分办单
    "I2": (
        Rows((CASE, PEOPLE, ASKED,
            (("初审意见", "{{ screening }}"),),
            (("承办科室、承办人", "{{ handler }}"), ("分办人", "{{ assigned_by }}")),
            (("拟办意见", "{{ note }}"),),
            (("办理意见期限", "{{ opinion_by }}"), ("分办时间", "{{ assigned_at }}")))),
        Signs(("分办人（签字）", "承办科室接收人（签字）", "日期")),
    ),
    # 检索记录
    "I3": (
        Rows((CASE, ASKED)),
        *each("search", "searches",
            Rows((
                (("检索事项", "{{ search.items }}"), ("检索日期", "{{ search.on }}")),
                (("检索人", "{{ search.operator }}"), ("记录人", "{{ search.recorder }}")),
                (("检索方法", "{{ search.how }}"),),
            )),
            Grid(("检索地点", "检索词、时间范围", "件数", "对结果的判断"), "place", "search.places",
                 ("{{ place.name }}", "{{ place.keywords }}", "{{ place.hits }}", "{{ place.judgment }}"), (4, 4, 1, 5)),
            *where("search.clues",
                Grid(("线索", "查找结果"), "clue", "search.clues", ("{{ clue.clue }}", "{{ clue.finding }}"), (5, 7))),
            Rows((
                (("业务科室意见", "{{ search.opinions }}"),),
                (("所附材料", "{{ search.enclosed }}"),),
                (("结论", "{{ search.conclusion }}"),),
            ))),
        # nothing recorded yet: written down where the search is made
        *where("not searches", Rows((
            (("检索人", ""), ("记录人", "")), (("检索地点", ""),), (("检索方法、检索词", ""),), (("检索结果", ""),), (("结论", ""),),
        ))),
        Signs(("检索人（签字）", "记录人（签字）", "日期")),
    ),
    # 保密审查表
    "I4": (
        Rows((
            CASE, ASKED,
            (("拟办意见", "{{ proposed }}"),),
            (("依据", "{{ basis }}"),),
            (("审查结果", "{{ result }}"), ("审查时间", "{{ at }}")),
            (("审查意见", "{{ opinion }}"),),
            (("审查人", "{{ by }}"),),
        )),
        # 17(3): what the office cannot decide is referred
        *where("referrals",
            Grid(("报请机关", "报请的问题", "报请日期", "确定意见"), "referral", "referrals",
                 ("{{ referral.to }}", "{{ referral.question }}", "{{ referral.on }}", "{{ referral.determined }}"), (3, 4, 2, 4))),
        Signs(("承办科室（签字）", "保密审查人（签字）", "负责人（签字）")),
    ),
    # 合法性审核意见
    "I5": (
        Rows((CASE, ASKED, (("拟答复类型", "{{ answer_type }}"),))),
        Grid(("审核事项", "系统核对结果"), "point", "points", ("{{ point.name }}", "{{ point.found }}"), (2, 9)),
        Rows((
            (("审核结果", "{{ result }}"), ("审核时间", "{{ at }}")),
            (("审核意见", "{{ opinion }}"),),
            (("审核人", "{{ by }}"),),
        )),
        Signs(("审核人（签字）", "法制机构负责人（签字）", "日期")),
    ),
    # 会商记录
    "I6": (
        Rows((CASE, ASKED)),
        *each("conference", "conferences",
            Rows((
                (("会商问题", "{{ conference.question }}"),),
                (("参加人", "{{ conference.participants }}"),),
                (("发起人", "{{ conference.by }}"), ("发起日期", "{{ conference.on }}")),
            )),
            Grid(("参加人", "意见", "签字"), "opinion", "conference.opinions", ("{{ opinion.who }}", "{{ opinion.told }}", "{{ opinion.signed }}"), (3, 7, 2)),
            Rows(((("结论", "{{ conference.conclusion }}"), ("会商日期", "{{ conference.concluded_on }}")),))),
        *where("not conferences", Rows((
            (("会商问题", ""),), (("参加人", ""),), (("各方意见", ""),), (("结论", ""),),
        ))),
        Signs(("参加人（签字）", "记录人（签字）", "日期")),
    ),
    # 延期审批单 (33(2))
    "I7": (
        Rows((
            CASE,
            (("申请人", "{{ case.applicant }}"), ("原答复期限", "{{ old_due }}")),
            ASKED,
            (("延期理由", "{{ reason }}"),),
            (("延长工作日数", "{{ workdays }}"), ("延长后的答复期限", "{{ new_due }}")),
            (("同意人", "{{ approved_by }}"), ("同意日期", "{{ approved_on }}")),
            (("告知申请人日期", "{{ told_on }}"),),
        )),
        Signs(("承办人（签字）", "政府信息公开工作机构负责人（签字）", "日期")),
    ),
    # 转主动公开审查表 (44)
    "I8": (
        Rows((
            CASE, ASKED, ANSWERED,
            (("答复类型", "{{ answer_type }}"),),
            (("相同申请的申请人数", ""), ("首次申请日期", "")),
            (("审查结果", "□ 主动公开　□ 遮蔽后公开　□ 不公开"),),
            (("理由", ""),),
            (("公开日期", ""), ("公开网址", "")),
        )),
        Signs(("承办人（签字）", "公开机构负责人（签字）", "日期")),
    ),
    # 备案表
    "I9": (
        Rows((
            CASE, PEOPLE, ASKED, ANSWERED,
            (("答复类型", "{{ answer_type }}"), ("备案期限", "{{ file_by }}")),
            (("报送单位", "{{ organ.name }}"), ("接收单位", "{{ receiver }}")),
        )),
        Signs(("报送人（签字）", "接收人（签字）", "日期")),
    ),
    # 电话/短信沟通记录: proves, never closes
    "I10": (
        Rows((
            CASE,
            (("沟通时间", "{{ talked_at }}"), ("沟通方式", "{{ by_what }}")),
            (("对方", "{{ with_whom }}"), ("号码", "{{ number }}")),
            (("沟通内容", "{{ content }}"),),
            (("结果", "{{ result }}"),),
        )),
        "口头沟通不代替书面答复，不办结申请。",
        Signs(("经办人（签字）", "日期")),
    ),
    # 归档卷内目录
    "I11": (
        Rows((
            (("案卷编号", "{{ case.number }}"), ("立卷机关", "{{ organ.name }}")),
            (("案卷题名", "{{ volume_title }}"),),
            (("保管期限", "{{ retention }}"), ("档号", "{{ archive_number }}")),
        )),
        Grid(("序号", "文件题名", "文号", "日期", "页数", "备注"), "entry", "entries",
             ("{{ entry.number }}", "{{ entry.title }}", "{{ entry.doc_number }}", "{{ entry.day }}", "{{ entry.pages }}", "{{ entry.remark }}"), (1, 5, 4, 3, 1, 3)),
        Signs(("立卷人（签字）", "检查人（签字）", "日期")),
    ),
}
# fmt: on
