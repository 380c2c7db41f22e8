"""二维码: the address of a case's status page as a picture."""

from io import BytesIO

import segno


def qr_code(address: str) -> bytes:
    """A PNG that a telephone reads; the same address gives the same bytes."""
    picture = BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="png", scale=8, border=2)
    return picture.getvalue()
