"""What is looked for (查询词): its words, and which of them may be numbers of a person."""

import re
from collections.abc import Sequence
from typing import Final

from cases.law.identity import normal

# Mobile and long-distance telephone numbers; 公民身份号码 and 统一社会信用代码 (GB 32100: 2, 6, 10).
ONE_NUMBER: Final = re.compile(
    r"\+?(86)?1[3-9][0-9]{9}|0[0-9]{9,11}|"
    r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}"
)
OWN_NUMBER: Final = "YSQ-"
# convention: so many digits in a row may be those of a telephone, or of a paper of any kind
DIGITS_OF_A_PERSON: Final = re.compile(r"[0-9]{6}")
CARD_OR_CODE: Final = re.compile(r"[0-9]{15}|[0-9]{17}[0-9X]")


def is_personal(word: str) -> bool:
    """Whether a word may be the number of a paper or a telephone.

    Such words alone are looked for by blind index, and they stand in no address, log or history.
    """
    if word.startswith(OWN_NUMBER):
        return False
    return is_number_of_person(word) or bool(DIGITS_OF_A_PERSON.search(normal(word)))


def is_number_of_person(word: str) -> bool:
    """Whether a word has the form of a 公民身份号码, a 统一社会信用代码 or a telephone number."""
    plain = normal(word)
    return bool(ONE_NUMBER.fullmatch(plain) or CARD_OR_CODE.fullmatch(plain))


PART_OF_A_NUMBER: Final = re.compile(r"\+?[0-9()-]*[0-9][0-9()-]*[Xx]?")
A_YEAR: Final = re.compile(r"(19|20)[0-9]{2}")


def words_of(text: str) -> list[str]:
    """The words to look for; the parts of one number that was written with blanks are one word."""
    words = text.split()
    made: list[str] = []
    while words:
        length = next(
            (n for n in range(min(len(words), MOST_PARTS), 1, -1) if _is_one_number(words[:n])), 1
        )
        made.append("".join(words[:length]))
        del words[:length]
    return made


MOST_PARTS: Final = 9  # of a number in twos


def _is_one_number(parts: Sequence[str]) -> bool:
    plain = normal("".join(parts))
    if is_number_of_person(plain):
        return True
    parted = [normal(part) for part in parts]
    return (
        all(PART_OF_A_NUMBER.fullmatch(part) and not A_YEAR.fullmatch(part) for part in parted)
        and sum(c.isdigit() for c in plain) > LOCAL_PHONE
    )


LOCAL_PHONE: Final = 6  # digits: a local telephone number has more
