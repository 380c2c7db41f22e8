"""A PDF cleaned: its pages, headings and links stay, nothing else does."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from cases.errors import BadInput
from cases.publishable.cleaned import cleaned
from cases.publishable.cleaning import clean
from tests.publishable.made import (
    AUTHOR,
    COMMENTER,
    EDITOR,
    PLANTED,
    anywhere_in_pdf,
    changed_pdf,
    page_colours,
    pdf_text,
    photograph,
    typeset,
)

TWO_PAGES = typeset(
    '#set document(title: "公告")\n#set text(lang: "zh")\n= 第一章\n可以公开的正文。'
    '#link("https://www.gov.cn/")[政府网站]\n#pagebreak()\n= 第二章\n第二页。'
)


def annotation(kind: str, **entries: object) -> Dictionary:
    return Dictionary(
        Type=Name.Annot, Subtype=Name("/" + kind), Rect=[72, 700, 200, 740], **entries
    )


def annotated(*notes: Dictionary) -> bytes:
    def put(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        made = [pdf.make_indirect(note) for note in notes]
        page.Annots = Array([*page.get("/Annots", Array()), *made])
        fields = [note for note in made if note.Subtype == Name.Widget]
        if fields:
            pdf.Root.AcroForm = Dictionary(Fields=Array(fields))

    return changed_pdf(TWO_PAGES, put)


def arm(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:creator"] = [EDITOR]
    pdf.docinfo["/Author"], pdf.docinfo["/Title"] = AUTHOR, "秘密丁案"
    comment = annotation(
        "Text", T=String(COMMENTER), Contents=String("秘密戊核实"), M=String("D:20260101")
    )
    page = pdf.pages[0].obj
    page.Annots = Array([*page.get("/Annots", Array()), pdf.make_indirect(comment)])
    pdf.attachments["底稿.txt"] = "秘密己".encode()
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('秘密庚')"))
    pdf.Root.OpenAction = script
    pdf.Root.Names.JavaScript = Dictionary(Names=[String("a"), script])
    page.AA = Dictionary(O=script)
    page.PieceInfo = Dictionary(App=Dictionary(Private=String("秘密辛")))
    pdf.Root.Perms = Dictionary()


def everything() -> bytes:
    """Each of the planted names at its place, and an older state of the file in front."""
    newer = changed_pdf(TWO_PAGES, arm)
    number = newer.rindex(b"startxref") + len("startxref")
    before = int(newer[number:].split()[0])
    with pikepdf.open(BytesIO(newer)) as pdf:
        size = int(pdf.trailer.Size)
        root = pdf.Root.objgen[0]
    body = b"\n%d 0 obj\n(%s)\nendobj\n" % (size, "旧版".encode("utf-16-be").hex().encode())
    # an update in the form of old programs: an object, a table, a trailer that points back
    place = len(newer) + 1
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Root %d 0 R/Prev %d>>\n" % (
        size, place, size + 1, root, before
    )  # fmt: skip
    return newer + body + table + b"startxref\n%d\n%%%%EOF\n" % (len(newer) + len(body))


def test_a_file_through_many_hands_keeps_its_pages_and_loses_every_name() -> None:
    content = changed_pdf(TWO_PAGES, arm)
    assert anywhere_in_pdf(content, PLANTED) == set(PLANTED)
    result = clean(content, "公告.pdf")
    assert anywhere_in_pdf(result.content, PLANTED) == set()
    assert pdf_text(result.content) == pdf_text(TWO_PAGES)
    assert set(result.removed) == {
        "作者姓名", "文档属性（标题、程序、时间等）", "XMP元数据", "批注1处", "附件1个",
        "JavaScript和动作", "打开时的动作", "应用程序私有数据", "数字签名（保留印章图样）",
    }  # fmt: skip
    assert cleaned(content, "公告.pdf") == (result.content, result.removed)  # in another process
    assert cleaned(result.content, "公告.pdf") == (result.content, ())


def test_an_older_state_of_the_file_is_gone() -> None:
    """Saved by putting a change behind it, a file still holds the page with the name."""
    with_name = typeset("负责人秘密丁")
    assert "秘密丁" in pdf_text(with_name)
    with pikepdf.open(BytesIO(with_name)) as pdf:
        page, size, root = pdf.pages[0].obj.objgen[0], int(pdf.trailer.Size), pdf.Root.objgen[0]
        pages = pdf.Root.Pages.objgen[0]
    before = int(with_name[with_name.rindex(b"startxref") + 9 :].split()[0])
    # the page written again, empty
    body = b"\n%d 0 obj\n<</Type/Page/Parent %d 0 R/MediaBox[0 0 300 300]>>\nendobj\n" % (
        page,
        pages,
    )
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Root %d 0 R/Prev %d>>\n" % (
        page, len(with_name) + 1, size, root, before
    )  # fmt: skip
    content = with_name + body + table + b"startxref\n%d\n%%%%EOF\n" % (len(with_name) + len(body))
    assert pdf_text(content) == ""  # the newest state shows nothing …
    assert content.startswith(with_name)  # … and the older one is the beginning of the file
    result, removed = cleaned(content, "a.pdf")
    assert "文档历史版本1个" in removed
    assert result.count(b"startxref") == 1
    with pikepdf.open(BytesIO(result)) as pdf:
        fonts = [
            each for each in pdf.objects if isinstance(each, Dictionary) and "/BaseFont" in each
        ]
    assert fonts == []  # nothing of the old page is left, not even its font


def test_links_bookmarks_and_headings_stay() -> None:
    def outline(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as made:
            made.root.append(pikepdf.OutlineItem("第二章", 1))
            bad = pikepdf.OutlineItem("运行")
            bad.action = Dictionary(S=Name.Launch, F=String("秘密丁.exe"))
            made.root.append(bad)

    content = changed_pdf(TWO_PAGES, outline)
    result, removed = cleaned(content, "a.pdf")
    with pikepdf.open(BytesIO(result)) as pdf:
        links = [note.A.URI for note in pdf.pages[0].Annots]
        assert [str(link) for link in links] == ["https://www.gov.cn/"]
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "zh"
        with pdf.open_outline() as read:
            assert {item.title for item in read.root} >= {"第二章", "运行"}
    assert anywhere_in_pdf(result, PLANTED) == set()
    assert "指向外部文件或者运行程序的链接1处" in removed


def test_a_comment_to_which_only_the_structure_leads_is_gone() -> None:
    def hide(pdf: pikepdf.Pdf) -> None:
        note = pdf.make_indirect(annotation("Text", Contents=String("秘密丁")))
        pdf.pages[0].obj.Annots = Array([note])
        tree = pdf.Root.StructTreeRoot
        element = pdf.make_indirect(
            Dictionary(
                Type=Name.StructElem, S=Name.Annot, P=tree, T=String("秘密戊"),
                K=Dictionary(Type=Name.OBJR, Obj=note, Pg=pdf.pages[0].obj),
            )
        )  # fmt: skip
        tree.K = Array([tree.K, element])

    assert anywhere_in_pdf(cleaned(changed_pdf(TWO_PAGES, hide), "a.pdf")[0], PLANTED) == set()


def test_a_seal_and_what_was_filled_in_become_part_of_the_page() -> None:
    def put(pdf: pikepdf.Pdf) -> None:
        drawn = pdf.make_stream(b"1 0 0 rg 0 0 128 40 re f")
        drawn.Type, drawn.Subtype, drawn.BBox = Name.XObject, Name.Form, Array([0, 0, 128, 40])
        seal = pdf.make_indirect(
            annotation(
                "Widget", FT=Name.Sig, T=String("秘密丁"), AP=Dictionary(N=drawn), F=4,
                V=Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Name=String(AUTHOR)),
            )
        )  # fmt: skip
        pdf.pages[0].obj.Annots = Array([seal])
        pdf.Root.AcroForm = Dictionary(Fields=[seal], SigFlags=3)

    content = changed_pdf(TWO_PAGES, put)
    result, removed = cleaned(content, "a.pdf")
    assert (255, 0, 0) in page_colours(result)
    assert anywhere_in_pdf(result, PLANTED) == set()
    assert "数字签名（保留印章图样）" in removed


def test_a_photograph_in_a_page_loses_its_camera_and_no_pixel() -> None:
    taken = photograph()

    def put(pdf: pikepdf.Pdf) -> None:
        image = pdf.make_stream(taken)
        image.Type, image.Subtype, image.Filter = Name.XObject, Name.Image, Name.DCTDecode
        image.Width, image.Height, image.BitsPerComponent = 64, 48, 8
        image.ColorSpace = Name.DeviceRGB
        pdf.pages[0].add_resource(image, Name.XObject, Name.Im0)
        pdf.pages[0].contents_add(b"q 64 0 0 48 50 50 cm /Im0 Do Q")

    result, removed = cleaned(changed_pdf(TWO_PAGES, put), "a.pdf")
    assert "图片拍摄位置（GPS）1处" in removed
    with pikepdf.open(BytesIO(result)) as pdf:
        (raw,) = [image.read_raw_bytes() for image in pdf.pages[0].get_images().values()]
    assert b"Exif" not in raw
    assert Image.open(BytesIO(raw)).tobytes() == Image.open(BytesIO(taken)).tobytes()


def layers(**usual: object) -> Callable[[pikepdf.Pdf], None]:
    def put(pdf: pikepdf.Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("秘密丁的图层")))
        entries = {key: Array([layer]) if value == "it" else value for key, value in usual.items()}
        pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(**entries))
        pdf.pages[0].obj.Resources.Properties = Dictionary(MC0=layer)

    return put


def test_layers_that_are_seen_become_content_and_hidden_ones_are_refused() -> None:
    result, removed = cleaned(changed_pdf(TWO_PAGES, layers(ON="it")), "a.pdf")
    assert "图层设定（内容保留）" in removed
    assert anywhere_in_pdf(result, PLANTED) == set()
    for hidden in (layers(OFF="it"), layers(BaseState=Name.OFF)):
        with pytest.raises(BadInput, match="隐藏的图层1个"):
            cleaned(changed_pdf(TWO_PAGES, hidden), "a.pdf")


def locked(**passwords: str) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(TWO_PAGES)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(**passwords))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (locked(user="a", owner="b"), "已加密，需要密码"),
        (b"%PDF-1.7\nnothing", "已损坏"),
        (annotated(annotation("Redact")), "尚未执行的密文标记"),
        (annotated(annotation("Widget", FT=Name.Tx, V=String("秘密丁"))), "没有固定的显示"),
        (
            changed_pdf(TWO_PAGES, lambda pdf: setattr(pdf.Root, "Collection", Dictionary())),
            "文件包",
        ),
    ],
)
def test_what_cannot_be_cleaned_is_refused_in_one_sentence(content: bytes, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        cleaned(content, "a.pdf")


def test_a_file_with_rights_only_is_cleaned_and_says_so() -> None:
    result, removed = cleaned(locked(user="", owner="b"), "a.pdf")
    assert "权限密码" in removed
    with pikepdf.open(BytesIO(result)) as pdf:
        assert not pdf.is_encrypted


def test_an_update_behind_the_file_is_counted() -> None:
    assert "文档历史版本1个" in cleaned(everything(), "a.pdf")[1]
