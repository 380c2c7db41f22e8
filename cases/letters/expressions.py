"""What a template's fields may say: declared fields, conditions on them, loops over their lists.

Jinja's own reading of the template is walked; a kind of node that is not named here is refused.
"""

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import Final

from jinja2 import nodes

from cases.letters.environment import LOOP_FIELDS
from cases.letters.fields import Declared, Shape

Scope = Mapping[str, Declared]
Say = Callable[[int, str], None]  # a finding at a line

DEEPEST: Final = 3  # loops inside one another
BLOCKS: Final = 10  # conditions and loops inside one another
BRANCHES: Final = 50  # expressions inside one another; more than that nobody writes

CALL: Final = "不能调用函数或者方法"
SUBSCRIPT: Final = "不能使用下标（方括号）"
ARITHMETIC: Final = "不能使用运算"
SETTING: Final = "不能使用{% set %}"
MACRO: Final = "不能使用宏（macro、call）"
OTHER_TEMPLATE: Final = "不能引用其他模板（include、import、extends、block）"
# fmt: off
REFUSED: Final[dict[type[nodes.Node], str]] = {
    # what Jinja calls it, what we say
    nodes.Call: CALL, nodes.Getitem: SUBSCRIPT, nodes.Slice: SUBSCRIPT,
    nodes.Add: ARITHMETIC, nodes.Sub: ARITHMETIC, nodes.Mul: ARITHMETIC, nodes.Div: ARITHMETIC,
    nodes.FloorDiv: ARITHMETIC, nodes.Mod: ARITHMETIC, nodes.Pow: ARITHMETIC,
    nodes.Neg: ARITHMETIC, nodes.Pos: ARITHMETIC, nodes.Concat: ARITHMETIC,
    nodes.Assign: SETTING, nodes.AssignBlock: SETTING, nodes.With: "不能使用{% with %}",
    nodes.Macro: MACRO, nodes.CallBlock: MACRO,
    nodes.Import: OTHER_TEMPLATE, nodes.FromImport: OTHER_TEMPLATE, nodes.Include: OTHER_TEMPLATE,
    nodes.Extends: OTHER_TEMPLATE, nodes.Block: OTHER_TEMPLATE,
    nodes.FilterBlock: "不能使用{% filter %}",
    nodes.Scope: "不能使用{% autoescape %}",
}
EQUAL: Final = ("eq", "ne")
ORDERED: Final = ("lt", "lteq", "gt", "gteq")
LOOP: Final = Declared("loop", "循环", Shape.RECORD, inside=tuple(
    Declared(name, "", Shape.FLAG if name in ("first", "last") else Shape.NUMBER)
    for name in LOOP_FIELDS
))
TEXT: Final = Declared("", "", Shape.TEXT)
NUMBER: Final = Declared("", "", Shape.NUMBER)
FLAG: Final = Declared("", "", Shape.FLAG)
CALLED: Final = {
    Shape.LIST: "列表，请用{%p for %}逐项列出", Shape.RECORD: "一组字段，请写出其中的字段",
    Shape.FLAG: "“是否”类字段，只能用在条件里",
}
# fmt: on


class Reading:
    """One walk over a template; what it finds goes to `say`."""

    def __init__(self, declared: Declared, say: Say) -> None:
        self.say = say
        self.fields = {field.name: field for field in declared.inside}

    def body(
        self,
        body: Sequence[nodes.Node],
        scope: Scope,
        lines: tuple[str, ...] = (),
        depth: int = 0,
    ) -> None:
        """Statements and output; `lines` are the names of the loops around."""
        if depth > BLOCKS:
            self.say(body[0].lineno if body else 1, f"条件和循环最多嵌套{BLOCKS}层")
            return
        for node in body:
            match node:
                case nodes.Output():
                    for one in node.nodes:
                        if not isinstance(one, nodes.TemplateData):
                            self._print(one, scope)
                case nodes.If():
                    self._kind(node.test, scope)
                    for inside in (node.body, node.elif_, node.else_):
                        self.body(inside, scope, lines, depth + 1)
                case nodes.For():
                    self._loop(node, scope, lines, depth + 1)
                case _:
                    self._refuse(node)

    def _loop(self, node: nodes.For, scope: Scope, lines: tuple[str, ...], depth: int) -> None:
        self.body(node.else_, scope, lines, depth)
        over = self._kind(node.iter, scope)
        if node.recursive:
            self.say(node.lineno, "不能使用递归循环（recursive）")
        if len(lines) >= DEEPEST:
            self.say(node.lineno, f"循环最多嵌套{DEEPEST}层")
        if not isinstance(node.target, nodes.Name):
            self.say(node.lineno, "循环只能有一个变量")
            return
        if over is None:
            return
        if over.shape is not Shape.LIST:
            self.say(node.lineno, f"{_called(over)}不是列表，不能循环")
            return
        # so that the length of a letter is that of what it is given, and no power of it
        if lines and _root(node.iter) not in lines:
            self.say(node.lineno, "循环里只能再循环该项自己的列表")
            return
        name = node.target.name
        inside = {**scope, name: over.line, "loop": LOOP}
        if node.test is not None:
            self._kind(node.test, inside)
        self.body(node.body, inside, (*lines, name), depth)

    def _print(self, node: nodes.Expr, scope: Scope) -> None:
        kind = self._kind(node, scope)
        if kind is not None and kind.shape in CALLED:
            self.say(node.lineno, f"{_called(kind)}是{CALLED[kind.shape]}")

    def _kind(self, node: nodes.Node, scope: Scope, depth: int = 0) -> Declared | None:
        """What an expression gives; None where something was found wrong with it."""
        if depth > BRANCHES:
            self.say(node.lineno, "表达式过于复杂，请简化")
            return None
        deeper = depth + 1
        match node:
            case nodes.Name():
                return self._name(node, scope)
            case nodes.Getattr():
                return self._attribute(node, self._kind(node.node, scope, deeper))
            case nodes.Const(value=value):
                return self._constant(node, value)
            case nodes.Compare():
                return self._compare(node, scope, deeper)
            case nodes.And(left=left, right=right) | nodes.Or(left=left, right=right):
                self._kind(left, scope, deeper)
                self._kind(right, scope, deeper)
                return FLAG
            case nodes.Not(node=inside):
                self._kind(inside, scope, deeper)
                return FLAG
            case nodes.Test():
                return self._test(node, scope, deeper)
            case nodes.Filter():
                return self._filter(node, scope, deeper)
            case nodes.CondExpr():
                return self._either(node, scope, deeper)
            case _:
                self._refuse(node)
                return None

    def _name(self, node: nodes.Name, scope: Scope) -> Declared | None:
        if node.name in scope:
            return scope[node.name]
        self._unknown(node, node.name, scope)
        return None

    def _attribute(self, node: nodes.Getattr, owner: Declared | None) -> Declared | None:
        if owner is None:
            return None
        if node.attr.startswith("_"):
            self.say(node.lineno, f"不能使用内部名称“{node.attr}”")
            return None
        if owner.shape is not Shape.RECORD:
            self.say(node.lineno, f"{_called(owner)}没有下级字段“{node.attr}”")
            return None
        found = owner.field(node.attr)
        if found is None:
            self._unknown(node, node.attr, {field.name: field for field in owner.inside})
        return found

    def _unknown(self, node: nodes.Node, name: str, known: Scope) -> None:
        near = [field.name for field in known.values() if field.title == name and field.name]
        near = near or get_close_matches(name, known, n=1, cutoff=0.6)
        hint = f"，是否应为“{near[0]}”" if near else ""
        title = known[near[0]].title if near and near[0] in known else ""
        self.say(node.lineno, f"没有字段“{name}”{hint}{f'（{title}）' if title else ''}")

    def _constant(self, node: nodes.Node, value: object) -> Declared | None:
        if isinstance(value, bool) or value is None:
            return FLAG
        if isinstance(value, str):
            return TEXT
        if isinstance(value, int):
            return NUMBER
        self.say(node.lineno, "只能使用文字和整数")
        return None

    def _compare(self, node: nodes.Compare, scope: Scope, depth: int) -> Declared:
        left = self._kind(node.expr, scope, depth)
        for operand in node.ops:
            if operand.op in ("in", "notin"):
                if left is not None and left.shape is not Shape.TEXT:
                    self.say(node.lineno, f"{_called(left)}不是文字，不能用in")
                self._among(operand.expr, scope, depth)
                continue
            right = self._kind(operand.expr, scope, depth)
            shapes = {one.shape for one in (left, right) if one is not None}
            if operand.op in ORDERED and shapes - {Shape.NUMBER}:
                self.say(node.lineno, "只有数字可以比较大小")
            elif operand.op in EQUAL and shapes & {Shape.LIST, Shape.RECORD}:
                self.say(node.lineno, "列表和一组字段不能比较")
            left = right
        return FLAG

    def _among(self, node: nodes.Expr, scope: Scope, depth: int) -> None:
        """The right side of `in`: a list of texts, declared or written out."""
        if isinstance(node, nodes.Tuple | nodes.List):
            for one in node.items:
                if not isinstance(one, nodes.Const):
                    self.say(node.lineno, "in后面的列表里只能写文字或者数字")
            return
        kind = self._kind(node, scope, depth)
        of_texts = kind and (kind.line if kind.shape is Shape.LIST else kind).shape is Shape.TEXT
        if kind is not None and not of_texts:
            self.say(node.lineno, f"{_called(kind)}不是文字或者文字的列表，不能用in")

    def _test(self, node: nodes.Test, scope: Scope, depth: int) -> Declared:
        self._kind(node.node, scope, depth)
        if node.name not in ("defined", "none"):
            self.say(node.lineno, f"不能使用判断“is {node.name}”")
        return FLAG

    def _filter(self, node: nodes.Filter, scope: Scope, depth: int) -> Declared | None:
        if node.node is None or node.kwargs or node.dyn_args or node.dyn_kwargs:
            self.say(node.lineno, f"过滤器“{node.name}”的写法不正确")
            return None
        given = self._kind(node.node, scope, depth)
        if not _said(node.args):
            self.say(node.lineno, f"过滤器“{node.name}”的参数只能是文字")
            return None
        shape = given and given.shape
        match node.name:
            case "default" if len(node.args) in (1, 2):
                return TEXT if shape in (Shape.TEXT, Shape.NUMBER) else given
            case "join" if len(node.args) <= 1:
                if given is not None and (
                    shape is not Shape.LIST or given.line.shape not in (Shape.TEXT, Shape.NUMBER)
                ):
                    self.say(node.lineno, f"{_called(given)}不是文字的列表，不能用join")
                return TEXT
            case "length" if not node.args:
                if shape is not None and shape not in (Shape.LIST, Shape.TEXT):
                    self.say(node.lineno, f"{_called(given)}不是列表或者文字，不能用length")
                return NUMBER
        self.say(node.lineno, f"不能使用过滤器“{node.name}”")
        return None

    def _either(self, node: nodes.CondExpr, scope: Scope, depth: int) -> Declared | None:
        self._kind(node.test, scope, depth)
        first = self._kind(node.expr1, scope, depth)
        if node.expr2 is None:
            self.say(node.lineno, "“… if …”后面须写else")
            return None
        second = self._kind(node.expr2, scope, depth)
        return second if first and first.shape not in CALLED else first

    def _refuse(self, node: nodes.Node) -> None:
        inside = (child.lineno for child in node.iter_child_nodes() if child.lineno)
        line = node.lineno or next(inside, 1)  # {% autoescape %} itself has none
        self.say(line, REFUSED.get(type(node), f"不能使用{type(node).__name__}"))


def _said(arguments: Sequence[nodes.Expr]) -> bool:
    """Whether the arguments of a filter are a text, and true or false after it."""
    kinds: tuple[type, ...] = (str, bool)
    return len(arguments) <= len(kinds) and all(
        isinstance(one, nodes.Const) and isinstance(one.value, kind)
        for one, kind in zip(arguments, kinds, strict=False)
    )


def _called(field: Declared | None) -> str:
    if field is None or not (field.title or field.name):
        return "该内容"
    return f"字段“{field.title or field.name}”"


def _root(node: nodes.Node) -> str:
    """The name that a path of fields begins with."""
    while isinstance(node, nodes.Getattr):
        node = node.node
    return node.name if isinstance(node, nodes.Name) else ""
