"""What programs and forms may send of the working calendar, and what they are given back."""

from datetime import date, datetime
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from cases.law.festivals import YEARS
from cases.law.notice_words import LONGEST_TEXT
from cases.schemas import Clean, Day, DayOrNone, Line, Schema

MOST_DAYS: Final = 120  # of rest or of work in one schedule; the longest of 2018 to 2026 has 33
Year = Annotated[int, Field(ge=YEARS[0], le=YEARS[-1], examples=[2027])]
Festival = Annotated[Line, Field(min_length=1, max_length=60)]
NoticeNumber = Annotated[Line, StringConstraints(max_length=60)]
NoticeText = Annotated[Clean, StringConstraints(max_length=LONGEST_TEXT)]


class DayIn(Schema):
    """放假或者上班的一日."""

    day: Day = Field(examples=["2027-01-01"])
    festival: Festival = Field(description="节日名称", examples=["元旦"])


class RowIn(DayIn):
    """One line of the form's list of days."""

    kind: Literal["rest", "worked"]


class HeadIn(Schema):
    """What a schedule is, but for its days: as the form sends it."""

    year: Year = Field(description="年份")
    number: NoticeNumber = Field("", description="文号", examples=["国办发明电〔2024〕12号"])
    issued_on: DayOrNone = Field(None, description="成文日期")
    text: NoticeText = Field("", description="通知全文")


Days = Annotated[tuple[DayIn, ...], Field(max_length=MOST_DAYS)]


class NoticeIn(Schema):
    """节假日安排: the notice's text, or its year and every day that rests or is worked."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "examples": [
                {
                    "text": "国务院办公厅关于延长2020年春节假期的通知……",
                    "checked": ["unbalanced"],
                }
            ]
        },
    )

    year: Year | None = Field(None, description="年份；有全文的可以不填")
    number: NoticeNumber = Field("", description="文号；有全文的以填写的为准")
    issued_on: DayOrNone = Field(None, description="成文日期；有全文的以填写的为准")
    rest: Days = Field((), description="放假的日期，全年")
    worked: Days = Field((), description="调休上班的日期，全年")
    text: NoticeText = Field("", description="通知全文；填写的，日期由全文识别")
    checked: Annotated[tuple[Line, ...], Field(max_length=400)] = Field(
        (),
        description="已经核对的问题：422答复中errors的field去掉“checked.”的部分",
        examples=[["unbalanced"]],
    )


class CalendarDayOut(BaseModel):
    """A day that is no plain weekday and no plain weekend day."""

    day: date
    works: bool = Field(description="是否工作日")
    kind: Literal["rest", "worked", "festival"] = Field(
        description="放假、调休上班，或者安排尚未公布年份的法定节假日"
    )
    festival: str
    source: str = Field(description="依据")


class CalendarYearOut(BaseModel):
    """One year of the working calendar in force."""

    year: int
    published: bool
    provisional: bool = Field(description="节假日安排尚未公布，日期暂定")
    calendar: int = Field(description="工作日历的版次")
    number: str | None = Field(description="文号")
    issued_on: date | None
    supersedes: str | None
    workdays: int = Field(description="全年工作日数")
    days: list[CalendarDayOut]


class ScheduleOut(BaseModel):
    """A schedule that was entered, and where it stands."""

    id: UUID
    year: int
    number: str | None
    issued_on: date | None
    supersedes: str | None
    state: str = Field(description="proposed、confirmed、refused或者packaged")
    rest: list[DayIn]
    worked: list[DayIn]
    checked: list[str] = Field(description="录入时已经核对的问题")
    proposed_at: datetime
    decided_at: datetime | None
    reason: str


class MoveOut(BaseModel):
    """One date of one case that a version of the calendar moved."""

    case_id: UUID
    number: str
    organ: str
    what: str = Field(description="answer_due、supplement_notice_due、awaited_until或者provisional")
    was: date | None
    now: date | None
    reason: str


class MovesOut(BaseModel):
    """The difference report of a version; `next` is the number of the next page."""

    calendar: int
    year: int | None
    recomputed: int | None
    moved: int | None
    count: int = Field(description="本人可以查看的变动数")
    moves: list[MoveOut]
    next: int | None
