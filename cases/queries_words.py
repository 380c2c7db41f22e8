"""Words (查询词) as conditions: where of a case one is looked for, and what of it a list shows."""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, literal_column, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases import personal
from cases.errors import BadInput
from cases.models import Case, Officer
from cases.vault import Vault
from cases.words_sought import OWN_NUMBER, is_number_of_person, is_personal

SNIPPET: Final = 160  # characters of a request that a list shows
BEFORE: Final = 16  # of them before the first word found
CUT: Final = "……"
MOST_NAMED: Final = 50  # officers of one name


def snippet(text: str) -> ColumnElement[str]:
    """The beginning of a request, or the part of it where the first word is found."""
    words = text.split()
    if not words:
        return func.left(Case.request, SNIPPET)
    place = func.strpos(func.lower(Case.request), words[0].lower())
    return case(
        (place > BEFORE + 1, CUT + func.substr(Case.request, place - BEFORE, SNIPPET)),
        else_=func.left(Case.request, SNIPPET),
    )


async def handlers_named(
    session: AsyncSession, texts: Iterable[str]
) -> dict[str, tuple[UUID, ...]]:
    """The officers whose whole names stand among the words looked for: by them, their cases.

    One statement where words are looked for, else none.
    """
    words = {word for text in texts for word in text.split() if not is_personal(word)}
    named: dict[str, tuple[UUID, ...]] = {}
    if words:
        people = select(Officer.id, Officer.name).where(Officer.name.in_(words)).limit(MOST_NAMED)
        for row in await session.execute(people):
            named[row.name] = (*named.get(row.name, ()), row.id)
    return named


def matching(vault: Vault | None, word: str, handlers: Sequence[UUID] = ()) -> ColumnElement[bool]:
    """Cases in which a word is found: number, applicant, request, letters, answers, tags; whose
    paper or phone it is; or which officers of this name handle. What has the form of a number of a
    person is looked for by the blind indexes alone: digits share their trigrams with every number.
    """
    if len(word) < SHORTEST_WORD:
        raise BadInput(f"查询词“{word}”过短，请至少输入{SHORTEST_WORD}个字")
    if word.startswith(OWN_NUMBER):  # many cases share its trigrams, few its beginning
        return Case.number.startswith(word, autoescape=True)
    key = func.search_key(Case.number, Case.applicant_name, Case.request)
    told = func.lower(Case.number + " " + Case.applicant_name + " " + Case.request)
    texts = [_holds(told, key, word), within_words(word)]
    places = [] if is_number_of_person(word) else texts
    if is_personal(word):
        assert vault is not None, "a number of a person is looked for by its blind index"
        places.append(Case.id_number_index == personal.id_number_index(vault, word))
        phone = personal.phone_index(vault, word)
        if phone is not None:
            places.append(Case.phone_index == phone)
    if handlers:
        places.append(Case.handler_id.in_(handlers))
    return or_(*places)


def within_words(word: str) -> ColumnElement[bool]:
    """Cases whose letters, answers, tags or numbers of documents hold a word."""
    key = func.search_key(Case.words, NONE, NONE)
    return and_(Case.words != NONE, _holds(func.lower(Case.words), key, word))


def _holds(text: Any, key: Any, word: str) -> ColumnElement[bool]:
    """Whether a text holds a word, by its index.

    The first condition says the same as the second, which the index knows: it is asked of lines
    that are read in order, and costs a tenth. As “not equal” it is taken to leave everything, so
    that how rare a word is follows from the second alone. Of 发文字号 the index is asked for what
    stands behind the year, which thousands of letters share.
    """
    _, bracket, serial = word.rpartition("〕")
    rare = bracket + serial if bracket and serial else word
    doubled = "".join(2 * (f"\\{c}" if c in "%_\\" else c) for c in rare.lower())
    return and_(func.strpos(text, word.lower()) != 0, key.like(f"%{doubled}%", escape="\\"))


NONE: Final[ColumnElement[str]] = literal_column("''")  # written out, as the index has it
SHORTEST_WORD: Final = 2  # one character has no trigram: it would read every case
