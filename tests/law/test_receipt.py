"""收到申请之日, channel by channel, as 条例第三十一条 says."""

from datetime import date

import pytest

from cases.law.receipt import Channel, received_on

EVERY = {
    "submitted_on": date(2026, 3, 1),
    "arrived_on": date(2026, 3, 2),
    "signed_on": date(2026, 3, 3),
    "confirmed_on": date(2026, 3, 4),
}


@pytest.mark.parametrize(
    ("channel", "decides"),
    [
        (Channel.IN_PERSON, "submitted_on"),  # 以提交之日为收到申请之日
        (Channel.REGISTERED_MAIL, "signed_on"),  # 以行政机关签收之日为收到申请之日
        (Channel.ORDINARY_MAIL, "confirmed_on"),  # 确认之日为收到申请之日
        (Channel.ONLINE, "confirmed_on"),  # 以双方确认之日为收到申请之日
        (Channel.FAX, "confirmed_on"),
        (Channel.EMAIL, "confirmed_on"),  # convention: an 互联网 channel
    ],
)
def test_one_date_decides_and_the_others_are_evidence_only(channel: Channel, decides: str) -> None:
    assert received_on(channel, EVERY) == EVERY[decides]
    without = {name: day for name, day in EVERY.items() if name != decides}
    assert received_on(channel, without) is None
