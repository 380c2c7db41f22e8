"""信封的字段 (GB/T 1416): sender, addressee, and the letter that is in it."""

from cases.letters.contexts import DocFields, Fields, OrganFields, maybe, said


class Envelope(Fields):
    """信封."""

    organ: OrganFields
    doc: DocFields
    to: str = said("收件人")
    to_address: str = maybe("收件地址")
    to_postcode: str = maybe("收件邮编")
