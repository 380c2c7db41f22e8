"""What each screen is for (本页说明): said at its foot, with the articles behind it."""

import re
from dataclasses import dataclass
from typing import Final

CASE: Final = r"/cases/[0-9a-f-]{36}"


@dataclass(frozen=True)
class ScreenHelp:
    """本页说明 of one screen: which pages, what it is for, how it is worked, articles of the 条例."""

    pages: str  # a pattern of their paths
    says: tuple[str, ...]
    articles: tuple[int, ...] = ()


# fmt: off
SCREENS: Final = (
    # pages, sentences, articles
    ScreenHelp(r"/", (
        "首页把等待您办理的案件按期限由近到远排列，每件右侧的按钮就是依法应当办理的下一步。",
        "“未来40个工作日”逐日列出届满的期限，点击可以查看当日的案件；数字都可以点开核对。",
        "通知、待确认的来件、节假日安排缺失和后台作业失败，也在本页提示。",
    ), (33,)),
    ScreenHelp(r"/work(/[a-z_]+)?", (
        "待办按环节分清单，每一行的“下一步”直接打开该案件应办的事项。",
        "清单按答复期限由近到远排列；等待补正、缴费的案件没有答复期限，排在后面。",
    ), (33, 45)),
    ScreenHelp(r"/work/load", ("按承办人和环节显示在办、将届满和逾期的件数，用于均衡分办。",), (45,)),
    ScreenHelp(r"/overview", (
        "负责人在本页看到将要逾期和已经逾期的案件及其原因、各人工作量、待审批的答复和本年按期答复率。",
        "图表旁有同样内容的表格，表中数字可以点开查看所含案件。",
    ), (33, 45, 46)),
    ScreenHelp(r"/signing", (
        "可以逐件审批，也可以勾选后一并审批；每件都必须先打开文稿看过，打开之后案件又有变动的，需要重新打开。",
        "一并审批时逐件核对，不符合规定的单独说明原因，不影响其他案件。",
    ), (17, 45)),
    ScreenHelp(r"/supervision(/.*)?", (
        "主管部门在本页查看下级单位的在办、逾期、结转和按期答复情况，点击数字查看所含案件。",
        "抽查按随机种子从已答复案件中抽取，种子和总数一并记录，可以复核。",
    ), (46, 47)),
    ScreenHelp(r"/cases", (
        "在有权查看的案件中，按编号、姓名或者名称、证件号码、电话、文号、申请内容、标签查找；证件号码和电话应当完整输入，不会出现在网址中。",
        "筛选条件可以保存为常用查询；查到的列表可以导出为xlsx。",
    )),
    ScreenHelp(r"/cases/saved", ("常用查询可以改名、排序、删除，负责人可以共享给本单位人员。",)),
    ScreenHelp(r"/cases/new", (
        "当面提交的申请当场登记：扫描或者粘贴证件号码后，类别、出生年份和校验结果自动显示；右侧列出同一申请人以前的申请和内容相近的已公开信息。",
        "填写时自动暂存，关闭浏览器或者网络中断不会丢失。“登记并打印回执”一次完成登记和回执（快捷键Alt+P）。",
        "不得要求申请人说明申请用途。",
    ), (29, 30, 31)),
    ScreenHelp(r"/mail-room", (
        "收发登记用于邮寄、平信、传真和电子邮件：只需填写该方式所需的日期。",
        "平信于收到当日、在线和传真以双方确认之日为收到申请之日，应当尽快与申请人确认。",
    ), (31,)),
    ScreenHelp(r"/unconfirmed", (
        "列出尚未与申请人确认收到日期的申请，等待时间长的在前；确认之后答复期限开始计算。",
    ), (31,)),
    ScreenHelp(rf"{CASE}/correction", ("登记内容录错的在此更正，须写明原因；编号不变，原内容保留在办理记录中。",), (29, 45)),
    ScreenHelp(rf"{CASE}/receipt", ("打印后当面交给申请人；回执上的查询码只在此时显示一次。",), (31,)),
    ScreenHelp(rf"{CASE}/oral-application", ("采用书面形式确有困难的，可以口头申请：打印本页，向申请人宣读，由其签名或者按指印。",), (29,)),
    ScreenHelp(rf"{CASE}/confirmation-code", ("确认码由本机关告知申请人，申请人在网上输入之日即双方确认之日。",), (31,)),
    ScreenHelp(rf"{CASE}/clock", ("逐日说明答复期限怎样计算：哪一天起算、哪些天不计入、依据哪一条，并可以试算某一步骤对期限的影响。",), (31, 33)),
    ScreenHelp(rf"{CASE}/history", ("办理记录只增不改；每条记录带有校验值，事后改动会在核验时发现。",), (45,)),
    ScreenHelp(rf"{CASE}/items/\d+", ("逐项提出办理意见：先选结论，系统按结论要求填写依据和事实；右侧同步显示答复书中的文字。",), (36, 37, 38, 39)),
    ScreenHelp(rf"{CASE}/searches/new", ("检索记录说明在哪里、用什么方法、由谁查找以及每一条线索的结果，是答复信息不存在的主要证据。",), (36,)),
    ScreenHelp(rf"{CASE}/spot-answer(/.*)?", ("已主动公开等可以当场答复的，在登记后即时作出答复，仍按本机关的审核环节办理。",), (33, 36)),
    ScreenHelp(rf"{CASE}/letter", ("答复书按办理意见生成；可以下载修改后上传，系统逐段比较并核对救济告知等必备内容。",), (33, 36)),
    ScreenHelp(rf"{CASE}/papers(/new)?", ("办理过程中的告知书、征求意见书、内部审批单等都从记录生成，编号后不再改变。",), (45,)),
    ScreenHelp(rf"{CASE}/review", (
        "审核台左侧是申请、事实和检索记录，右侧是答复文稿和上次送审以来的改动，下方是所引条文和各方意见。",
        "同意的写明意见；退回的写明理由。以前对相近申请的答复列在一侧，前后不一致的有提示。",
    ), (17, 36, 45)),
    ScreenHelp(rf"{CASE}/steps/\d+", ("影响期限的记录可以更正日期或者撤销，须写明原因，原记录保留。",), (45,)),
    ScreenHelp(CASE, (
        "上方是期限和当前环节，“办理”中只列出此时依法可以办理的事项，点开即可填写，每项都注明依据。",
        "不符合规定的步骤会被拒绝并说明依据哪一条，已填写的内容保留。",
    ), (30, 32, 33, 36)),
    ScreenHelp(r"/worklists(/[a-z0-9_]+)?", ("按期限把未办结案件分成清单：逾期、将届满、征求意见、等待补正等，可以导出。",), (30, 33)),
    ScreenHelp(r"/challenges", ("行政复议、行政诉讼的答复、举证、履行期限，按日期由近到远排列。",), (51,)),
    ScreenHelp(r"/slips(/.*)?", ("其他单位、科室请求协办的事项在此回复，回复自动归入案件。",), (34, 45)),
    ScreenHelp(r"/published", ("登记已主动公开的信息，登记申请时自动比对，可以当场告知获取方式和途径。",), (20, 23, 36)),
    ScreenHelp(r"/annual-tables(/.*)?", ("年度报告表由案件自动汇总，每个数字都可以点开查看所含案件，勾稽关系逐条核对。",), (49, 50)),
    ScreenHelp(r"/figures/.*", ("本页列出一个统计数字所含的全部案件。",)),
    ScreenHelp(r"/calendar(/.*)?", ("工作日历以国务院办公厅公布的节假日安排为准；尚未公布的年份按周末和法定节假日推算，标为“暂定”。",), (33,)),
    ScreenHelp(r"/import(/.*)?", ("原有登记台账（xlsx、csv）在此导入：先预览核对，全部无误后一次导入，重复导入不会重复计数。",), (45,)),
    ScreenHelp(r"/office/[^/]+/public", (
        "在此开通或者关闭公众网页，并填写指南：办公地址、时间、电话和公布的提交渠道；设置按时间保留。",
        "开通后公众可以在线申请，以双方确认之日为收到申请之日。",
    ), (12, 31)),
    ScreenHelp(r"/office(/.*)?", ("设置本单位的人员岗位、科室、审核环节、文号、救济机关和文书模板；设置只会被新的设置接替，不会被改写。",), (4, 45)),
    ScreenHelp(r"/letter-numbers", ("文号登记簿：每个文号对应一份文书；作废的文号保留原因，不再使用。",), (45,)),
    ScreenHelp(r"/print-runs", ("批量打印把多件文书、信封和送达回证合成一个文件，可以随时查看进度。",), (45,)),
    ScreenHelp(r"/drafts(/.*)?", ("填写而未提交的表单在此找回；加密保存，只有本人可以看到。",)),
    ScreenHelp(r"/feed", ("把本人的期限订阅到电脑或者手机的日历；地址含有密钥，不要转给他人。",)),
    ScreenHelp(r"/password", ("修改密码后，其他设备上的登录同时失效。",)),
    ScreenHelp(r"/help(/.*)?", ("使用指南和条例全文。",)),
)
# fmt: on


def help_of(path: str) -> ScreenHelp | None:
    """本页说明 of the page at a path: the first that fits; None for pages that need none."""
    return next((one for one in SCREENS if re.fullmatch(one.pages, path)), None)
