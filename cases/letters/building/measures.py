"""GB/T 9704—2012 in numbers: paper, 版心, grid and the marks of 信函格式; lengths in twips.

A twip is the twentieth of a point, the unit in which a DOCX measures pages and paragraphs.
"""

from typing import Final

POINT: Final = 20
TWIPS_PER_MM: Final = 1440 / 25.4


def mm(length: float) -> int:
    """Millimetres in twips."""
    return round(length * TWIPS_PER_MM)


def pt(length: float) -> int:
    """Points in twips."""
    return round(length * POINT)


PAGE_WIDTH: Final = mm(210)  # 5.1: A4
PAGE_HEIGHT: Final = mm(297)
TOP: Final = mm(37)  # 5.2.1: 天头37 mm±1 mm, 订口28 mm±1 mm
LEFT: Final = mm(28)
RIGHT: Final = mm(26)  # what 版心 156 mm × 225 mm leaves of the paper
BOTTOM: Final = mm(35)
TEXT_WIDTH: Final = PAGE_WIDTH - LEFT - RIGHT
TEXT_HEIGHT: Final = PAGE_HEIGHT - TOP - BOTTOM

LINES: Final = 22  # 5.2.3: 每面排22行，每行排28个字，并撑满版心
CHARACTERS: Final = 28
BODY_SIZE: Final = 16  # points, 3号 (5.2.2)
LINE: Final = TEXT_HEIGHT // LINES  # 579 twips, 28.95 points: 22 lines and no 23rd
CHARACTER: Final = TEXT_WIDTH / CHARACTERS / POINT  # points from one character to the next
# w:charSpace: what a character of the body is wider (here: narrower) than its size, in 1/4096 point
CHARACTER_SPACE: Final = int((CHARACTER - BODY_SIZE) * 4096 // 1)
# The same for styles, in twips, and one more because programs round: full lines are justified anyway
NARROWER: Final = int((CHARACTER - BODY_SIZE) * POINT // 1) - 1

TITLE_SIZE: Final = 22  # 7.3.1: 2号
PAGE_NUMBER_SIZE: Final = 14  # 7.5: 4号
PAGE_NUMBER_BELOW: Final = mm(7)  # 7.5: 一字线上距版心下边缘7 mm

# 10.1 信函格式
MARK_FROM_TOP: Final = mm(30)  # 发文机关标志上边缘至上页边30 mm
RULE_BELOW_MARK: Final = mm(4)  # 发文机关标志下4 mm处，红色双线
RULE_WIDTH: Final = mm(170)  # 线长均为170 mm，居中
RULE_FROM_BOTTOM: Final = mm(20)  # 距下页边20 mm处，红色双线
# 与该线的距离为3号汉字高度的7/8, of which the line of the number brings along half its own air
NUMBER_BELOW_RULE: Final = pt(BODY_SIZE * 7 / 8) - (LINE - pt(BODY_SIZE)) // 2
RULE_LEFT: Final = (PAGE_WIDTH - RULE_WIDTH) // 2 - LEFT  # indents that let the rule leave 版心
RULE_RIGHT: Final = (PAGE_WIDTH - RULE_WIDTH) // 2 - RIGHT


def characters(count: float) -> int:
    """So many characters of the body, as the grid counts them, in twips."""
    return round(count * CHARACTER * POINT)
