"""图层: hidden ones are refused, since nobody sees what would be published; the others become pages."""

from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf

from cases.letters.markup import unfit
from cases.publishable.noted import Removed
from cases.publishable.pdf.objects import dictionaries

HIDDEN: Final = "PDF文件有隐藏的图层{n}个，请在制作软件中删除，或者打印为新的PDF后上传"
LAYERS: Final = "图层设定（内容保留）"
WHEN_OFF: Final = ("/AnyOff", "/AllOff")  # conditions under which a layer that is on is not shown


def refuse_hidden(pdf: Pdf) -> None:
    """BadInput where some content is shown only if a reader switches it on."""
    layers = pdf.Root.get("/OCProperties")
    if not isinstance(layers, Dictionary):
        return
    usual = layers.get("/D", Dictionary())
    every = [each for each in layers.get("/OCGs", Array()) if isinstance(each, Dictionary)]
    hidden = {each.objgen for each in usual.get("/OFF", Array())}
    if usual.get("/BaseState") == "/OFF":
        shown = {each.objgen for each in usual.get("/ON", Array())}
        hidden |= {each.objgen for each in every} - shown
    hidden |= {each.objgen for each in every if _unviewed(each)}
    conditions = sum(
        "/VE" in each or each.get("/P") in WHEN_OFF
        for each in dictionaries(pdf)
        if each.get("/Type") == "/OCMD"
    )
    if hidden or conditions:
        raise unfit(HIDDEN.format(n=len(hidden) + conditions))


def _unviewed(layer: Object) -> bool:
    usage = layer.get("/Usage", Dictionary())
    return bool(
        usage.get("/View", Dictionary()).get("/ViewState") == "/OFF"
        or usage.get("/Print", Dictionary()).get("/PrintState") == "/OFF"
    )


def drop_layers(pdf: Pdf, removed: Removed) -> None:
    """All layers are on: what is on them is simply content, and their names go."""
    if "/OCProperties" in pdf.Root:
        removed.note(LAYERS)
        del pdf.Root.OCProperties
    for each in dictionaries(pdf):
        if each.get("/Type") == "/OCG":
            for key in sorted(set(each.keys()) - {"/Type"}):
                del each[key]
            each[Name.Name] = "1"
        elif "/OC" in each:
            del each["/OC"]
