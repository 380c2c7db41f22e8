"""The guide (使用指南): each role's work in steps. Its pictures are taken by a browser test."""

from dataclasses import dataclass
from typing import Final

from cases.errors import NotFound


@dataclass(frozen=True)
class Step:
    """One step: what one does, and the picture that shows it ("" where words are enough)."""

    says: str
    picture: str = ""
    shows: str = ""  # what is seen on it, for who cannot see it


@dataclass(frozen=True)
class Chapter:
    """一章: whose work it tells of, and the articles of the 条例 behind it."""

    key: str
    title: str
    for_whom: str
    steps: tuple[Step, ...]
    articles: tuple[int, ...] = ()


# fmt: off
CHAPTERS: Final = (
    Chapter("first-day", "第一天", "所有人员", (
        Step("登录后先看首页：上方“今天的工作”按期限由近到远列出等待您办理的案件，右侧按钮就是下一步。",
             "home", "首页：今天的工作、未来40个工作日的期限条、待办和期限的件数"),
        Step("“未来40个工作日”逐日显示届满的期限，点击某一天可以查看当日的案件。"),
        Step("页面右上角可以切换“大字”和“高对比”；按 ? 查看快捷键；每页下方有“本页说明”。",
             "keys", "快捷键卡片"),
        Step("填写表单时自动暂存。登录过期、关闭浏览器或者网络中断之后，可以从右上角姓名下的“未提交的录入”找回。"),
    )),
    Chapter("front-desk", "窗口登记", "登记人员", (
        Step("申请人在场时打开“登记”：光标已在证件号码，扫描或者粘贴后，申请人类别、出生年份和校验结果自动显示。",
             "registration", "登记页：左侧申请人，中间申请事项，右侧查对结果"),
        Step("录入申请内容时，右侧列出同一申请人以前的申请、相近的申请和已经主动公开的信息；是否重复申请由工作人员判断。"),
        Step("点击“登记并打印回执”（Alt+P），编号、登记、回执一次完成，回执当场交给申请人。",
             "receipt", "登记回执的打印页"),
        Step("采用书面形式确有困难的，可以口头申请：登记后打印口头申请记录，向申请人宣读，由其签名或者按指印。"),
    ), (29, 30, 31)),
    Chapter("mail-room", "收件与确认", "登记人员", (
        Step("邮寄、平信、传真、电子邮件在“收发登记”录入，只需填写该方式所需的日期。",
             "mail-room", "收发登记页"),
        Step("平信应当于收到当日、在线和传真应当与申请人双方确认；“待确认”按等待时间长短列出，确认之日即收到申请之日。",
             "unconfirmed", "待确认清单"),
    ), (31,)),
    Chapter("handling", "承办", "承办人员", (
        Step("案件页上方是期限和当前环节；“办理”中只列出此时依法可以办理的事项，点开即可填写，每项都注明依据。",
             "case", "案件页：期限、环节、可以办理的事项"),
        Step("“期限说明”逐日解释答复期限怎样计算，并可以试算延期、征求意见对期限的影响。",
             "clock", "期限说明：逐日的日历和计算依据"),
        Step("逐项提出办理意见，右侧同步显示答复书；再按办理意见生成文稿，缺少的内容在文稿中标出，填齐后送审。",
             "letter", "答复书文稿"),
        Step("需要补正、征求意见、延期的，在“办理”中登记并生成相应文书；一次性告知补正应当在7个工作日内作出。"),
    ), (30, 32, 33, 36)),
    Chapter("reviewing", "审核", "保密审查、法制审核人员", (
        Step("待办清单按期限排列，点击“审核”打开审核台：左侧是申请、事实和检索记录，右侧是文稿和上次以来的改动。",
             "review", "审核台：左侧事实，右侧文稿"),
        Step("审核台下方是所引条文和各方意见，并列出以前对相近申请的答复；前后不一致的有提示。"),
        Step("同意的写明意见；退回的写明理由，案件回到承办人。"),
    ), (17, 36)),
    Chapter("head", "负责人", "公开机构负责人、签发领导", (
        Step("“总览”显示将要逾期和已经逾期的案件及其原因、各人工作量、待审批的答复、本年按期答复率和各月收件、办结情况。",
             "overview", "总览：逾期原因、工作量、按期答复率"),
        Step("“审批”可以逐件办理，也可以勾选后一并办理；每件都必须先打开文稿看过。",
             "signing", "审批清单"),
    ), (33, 45)),
    Chapter("supervising", "主管部门", "政府信息公开工作主管部门人员", (
        Step("“监督”列出下级单位的在办、将届满、逾期、结转和按期答复率，每个数字都可以点开查看所含案件。",
             "supervision", "监督：各单位的在办、逾期和按期答复率"),
        Step("可以对已经答复的案件随机抽查，逐项记录检查结果；种子和总数一并保存，可以复核。"),
    ), (46, 47)),
    Chapter("finding", "查找与统计", "所有人员", (
        Step("“案件”可以按编号、姓名、证件号码、电话、文号、内容和标签查找，加上筛选条件后可以保存为常用查询、导出为xlsx。",
             "search", "案件列表和筛选条件"),
        Step("“年度报告”由案件自动汇总，每个数字都可以点开；勾稽关系逐条核对。",
             "annual-table", "年度报告表"),
    ), (49, 50)),
    Chapter("years-end", "年度报告", "公开机构负责人", (
        Step("1月1日起，系统为各单位的上年度自动定版并通知负责人；核对无误后定稿。定版以后不再变化，更正案件后制作新的版本，逐格、逐件列出变化。",
             "edition", "定版的年度报告表及其依据"),
        Step("“年度报告全文”中录入第二、第六部分的数字，撰写文字；文字中的字段由表填入，其他数字与表不一致的会标出应为多少。",
             "report", "年度报告全文：公布计划、核对意见和文字"),
        Step("“全文预览”和Word文件按公文格式生成；公布之后登记公布日期和网址，不再提醒。"),
    ), (49, 50)),
    Chapter("consolidating", "汇总", "主管部门、县级以上人民政府的公开机构负责人", (
        Step("“汇总”列出全部成员单位：已定稿、已报送、有问题、未报送。系统外的单位报送JSON、XLSX或者本单位的DOCX、HTML年度报告，一次可以上传多个。",
             "consolidation", "汇总：成员单位的报送情况"),
        Step("每份表单独核对，问题逐条列出，可以连同意见退回；缺报的可以催报。汇总表的每个数字都可以点开，看到各成员单位所占的数。"),
        Step("各成员单位第二部分的数字相加后，列在本级年度报告的填写处，点“填入成员合计”一次填入空格；以本级政府名义产生的数由填写人补加。"),
    ), (49, 50)),
    Chapter("turning-public", "分析与转主动公开", "公开机构负责人、承办、保密审查人员", (
        Step("“定期分析”按主题、月份、单位和申请人类别统计；主题由词典判定，可以逐件更正，更正会被记住。",
             "analysis", "定期分析：按主题的件数、变化和办理结果"),
        Step("多人申请并已公开的相同信息每晚自动列为候选，申请人的建议也在这里登记；逐条审查，不转的说明理由。",
             "conversions", "依申请转主动公开：候选和期限"),
        Step("上传拟公开的文件后，系统标出姓名、证件号码、电话、住址，勾选遮蔽；公开的文件不含作者、批注和修订痕迹。公开之后，下一个申请人当场即可告知。"),
    ), (15, 18, 26, 44)),
    Chapter("public", "网上申请", "管理员、登记人员", (
        Step("管理员在“本单位”中开通网上申请并填写指南；公众可以在线申请、查询、补正、撤回和领取答复。",
             "public-apply", "公众看到的网上申请表"),
        Step("网上申请登记后为“待确认”：联系申请人并告知确认码，申请人输入确认码之日即双方确认之日。"),
    ), (12, 27, 29, 31)),
)
# fmt: on
CHAPTER: Final = {chapter.key: chapter for chapter in CHAPTERS}
PICTURES: Final = tuple(
    step.picture for chapter in CHAPTERS for step in chapter.steps if step.picture
)


def chapter_of(key: str) -> Chapter:
    """A chapter by its key; NotFound where there is none."""
    if key not in CHAPTER:
        raise NotFound("使用指南没有这一章，请从目录打开")
    return CHAPTER[key]
