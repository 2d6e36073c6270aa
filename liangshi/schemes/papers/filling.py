"""Fill a school's own Word template: named fields, loops, conditions; nothing that computes, calls or never ends."""

import io
import re
from collections.abc import Mapping
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from .inspection import Fault, TemplateRefusedError, inspect

ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Const, nodes.For, nodes.If,
    nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Filter,
)  # fmt: skip
FILTERS = frozenset({"join", "length", "first", "last", "default", "trim"})
DEEPEST, LONGEST = 3, 8_000_000
QUOTED = re.compile(r"'([^']+)'")


class _Bounded(Template):
    """A template whose result is counted while it is written."""

    def render(self, *args: Any, **named: Any) -> str:
        pieces, length = [], 0
        for piece in self.generate(*args, **named):
            length += len(piece)
            if length > LONGEST:
                raise TemplateRefusedError(Fault.TOO_LONG)
            pieces.append(piece)
        return "".join(pieces)


class _Fields(ImmutableSandboxedEnvironment):
    """Reads every part of a template by our law before it runs."""

    template_class = _Bounded

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = super()._parse(source, name, filename)
        _lawful(parsed, ())
        return parsed


def fill(content: bytes, words: Mapping[str, object]) -> bytes:
    """The template with its fields filled; `TemplateRefusedError` says what is wrong with it."""
    inspect(content)
    try:
        template = DocxTemplate(io.BytesIO(content))
        template.render(dict(words), _Fields(), autoescape=True)
        stream = io.BytesIO()
        template.save(stream)
    except UndefinedError as unknown:
        named = QUOTED.findall(str(unknown))
        raise TemplateRefusedError(Fault.UNKNOWN_FIELD, field=named[-1] if named else str(unknown)) from unknown
    except SecurityError as unsafe:
        raise TemplateRefusedError(Fault.NOT_ALLOWED, what=str(unsafe)) from unsafe
    except TemplateSyntaxError as wrong:
        raise TemplateRefusedError(Fault.SYNTAX, said=wrong.message or "") from wrong
    except SyntaxError as wrong:
        raise TemplateRefusedError(Fault.SYNTAX, said="") from wrong
    except (PackageNotFoundError, KeyError, ValueError) as broken:
        raise TemplateRefusedError(Fault.NOT_WORD) from broken
    return stream.getvalue()


def _lawful(node: nodes.Node, loops: tuple[str, ...]) -> None:
    """Only what is listed; a loop inside a loop goes over what belongs to the outer one's item."""
    for child in node.iter_child_nodes():
        if not isinstance(child, ALLOWED):
            raise TemplateRefusedError(Fault.NOT_ALLOWED, what=type(child).__name__)
        if isinstance(child, nodes.Filter) and child.name not in FILTERS:
            raise TemplateRefusedError(Fault.NOT_ALLOWED, what=child.name)
        if isinstance(child, nodes.Getattr) and child.attr.startswith("_"):
            raise TemplateRefusedError(Fault.NOT_ALLOWED, what=child.attr)
        _lawful(child, (*loops, _loop(child, loops)) if isinstance(child, nodes.For) else loops)


def _loop(loop: nodes.For, loops: tuple[str, ...]) -> str:
    over = loop.iter
    while isinstance(over, nodes.Getattr):
        over = over.node
    named = isinstance(over, nodes.Name) and isinstance(loop.target, nodes.Name) and len(loops) < DEEPEST
    within = not loops or (loop.iter is not over and isinstance(over, nodes.Name) and over.name == loops[-1])
    if not (named and within and isinstance(loop.target, nodes.Name)):
        raise TemplateRefusedError(Fault.NOT_ALLOWED, what="for")
    return loop.target.name
