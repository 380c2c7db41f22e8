"""A notice of 2027 that nobody has published: made up to follow the rules of its day."""

from tests.law.published_notices import schedule

# 2027: New Year's Day is a Friday, the first day of the first lunar month 6 February.
# Weekdays at rest: 1 + 5 (Feb 5, 8-11) + 1 (Apr 5) + 3 (May 3-5) + 1 + 1 + 5 (Oct 1, 4-7) = 17;
# weekend days worked: 4; 17 - 4 = 13, the statutory days.
ITEMS_OF_2027 = """一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历除夕、周五）至11日（周四）放假调休，共7天。2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天，不调休。
六、中秋节：9月15日（周三）放假1天，不调休。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。"""
NUMBER_OF_2027 = "国办发明电〔2026〕99号"
OF_2027 = schedule(2027, NUMBER_OF_2027, ITEMS_OF_2027, "2026年11月20日")
