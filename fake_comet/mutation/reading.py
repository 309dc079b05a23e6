"""Walks over a module and notes what its names mean and where it calls Comet."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import Final

from fake_comet.mutation import known
from fake_comet.mutation.meaning import (
    Meaning,
    Meanings,
    Path,
    annotated,
    is_property,
    meaning_of,
)

Function = ast.FunctionDef | ast.AsyncFunctionDef
# Where an experiment comes from elsewhere, only its name can tell.
_LIKE_AN_EXPERIMENT: Final = re.compile(r"(?:.*_)?(?:experiment|comet|exp)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call of Comet, as it stands in the tree.

    Attributes:
        key: the SDK's ``module:name`` or ``module:Class.method``.
        where: the path of the function that it stands in.
    """

    node: ast.Call
    key: str
    where: str


def calls_in(tree: ast.Module) -> list[Call]:
    """All calls of Comet, in the order of the tree."""
    meanings, size = Meanings(), -1
    while meanings.size() > size:
        size = meanings.size()
        reader = _Reader(meanings)
        reader.visit(tree)
    return reader.calls


class _Reader(ast.NodeVisitor):
    """One reading; what it has not understood yet may be understood in the next."""

    def __init__(self, meanings: Meanings) -> None:
        self.calls: list[Call] = []
        self._meanings = meanings
        self._scopes: Path = ()

    def visit_Import(self, node: ast.Import) -> None:
        for each in node.names:
            if each.name.partition(".")[0] == known.ROOT:
                name = each.name if each.asname else known.ROOT
                self._name(each.asname or known.ROOT, Meaning("module", name))

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        module = node.module or ""
        if node.level or module.partition(".")[0] != known.ROOT:
            return
        for each in node.names:
            full = f"{module}.{each.name}"
            found = Meaning("name", f"{module}:{each.name}")
            is_module = known.is_module(full)
            self._name(each.asname or each.name, Meaning("module", full) if is_module else found)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        path = ".".join((*self._scopes, node.name))
        self._meanings.classes.add(path)
        found = (meaning_of(base, self._meanings, self._scopes) for base in node.bases)
        self._meanings.bases[path] = [each for each in found if each is not None]
        self._name(node.name, Meaning("own class", path))
        self._inside(node)

    def visit_FunctionDef(self, node: Function) -> None:
        path = ".".join((*self._scopes, node.name))
        if is_property(node):
            self._meanings.properties.add(path)
        self._name(node.name, Meaning("function", path))
        self._return(path, annotated(node.returns, self._meanings, self._scopes))
        self._read_parameters(node, path)
        self._inside(node)

    visit_AsyncFunctionDef = visit_FunctionDef

    def _read_parameters(self, node: Function, path: str) -> None:
        owner, inner = ".".join(self._scopes), (*self._scopes, node.name)
        positional = [*node.args.posonlyargs, *node.args.args]
        names = [each.arg for each in positional]
        if owner in self._meanings.classes and names:
            self._meanings.names.setdefault((inner, names.pop(0)), Meaning("own object", owner))
        self._meanings.parameters[path] = names
        for each in (*positional, *node.args.kwonlyargs):
            found = annotated(each.annotation, self._meanings, self._scopes)
            if found is not None:
                self._meanings.names.setdefault((inner, each.arg), found)

    def visit_Return(self, node: ast.Return) -> None:
        if node.value is not None:
            self._return(".".join(self._scopes), self._meaning(node.value))
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            self._assign(target, self._meaning(node.value))
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        found = self._meaning(node.value) if node.value is not None else None
        self._assign(node.target, found or annotated(node.annotation, self._meanings, self._scopes))
        self.generic_visit(node)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self._assign(node.target, self._meaning(node.value))
        self.generic_visit(node)

    def visit_withitem(self, node: ast.withitem) -> None:
        if node.optional_vars is not None:
            self._assign(node.optional_vars, self._meaning(node.context_expr))
        self.generic_visit(node)

    def visit_Global(self, node: ast.Global) -> None:
        for name in node.names:
            if (found := self._meanings.names.get((self._scopes, name))) is not None:
                self._meanings.names.setdefault(((), name), found)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Pass over it: before Python 3.12 the tree does not know where its calls stand."""

    def visit_Raise(self, node: ast.Raise) -> None:
        """Pass over it: an exception of the SDK is nothing that Comet receives."""

    def visit_Call(self, node: ast.Call) -> None:
        self._give(node)
        key = self._key(node.func)
        if key is not None and not known.is_exception(key):
            where = ".".join(self._scopes) or "<module>"
            self.calls.append(Call(node=node, key=key, where=where))
        self.generic_visit(node)

    def _key(self, function: ast.expr) -> str | None:
        """What a call calls, None if it is not Comet's."""
        if isinstance(function, ast.Attribute):
            owner = self._meaning(function.value)
            sdk_class = self._meanings.sdk_object(owner)
            if sdk_class is not None and self._is_the_sdks(owner, function.attr):
                return f"{sdk_class}.{function.attr}"
            if owner is None or owner.kind == "name":
                return self._by_name(function) or self._module_name(function)
        return self._module_name(function)

    def _module_name(self, function: ast.expr) -> str | None:
        found = self._meaning(function)
        return found.key if found is not None and found.kind == "name" else None

    def _is_the_sdks(self, owner: Meaning | None, method: str) -> bool:
        """Whether a class derived from the SDK's has not a method of its own by that name."""
        return (
            owner is None
            or owner.kind == "object"
            or self._meanings.attribute(owner.key, method) is None
        )

    def _by_name(self, function: ast.Attribute) -> str | None:
        name = getattr(function.value, "attr", getattr(function.value, "id", ""))
        if not _LIKE_AN_EXPERIMENT.fullmatch(name):
            return None
        is_method = function.attr in known.methods(known.EXPERIMENT)
        return f"{known.EXPERIMENT}.{function.attr}" if is_method else None

    def _give(self, node: ast.Call) -> None:
        """Note which of a function's own parameters are given experiments."""
        function = self._meaning(node.func)
        if function is None or function.kind != "function":
            return
        path = tuple(function.key.split("."))
        for place, each in enumerate(node.args):
            self._parameter(path, place, self._meaning(each))

    def _parameter(self, function: Path, place: int, found: Meaning | None) -> None:
        names = self._meanings.parameters.get(".".join(function), ())
        if found is not None and found.kind == "object" and place < len(names):
            self._meanings.names.setdefault((function, names[place]), found)

    def _meaning(self, expression: ast.expr) -> Meaning | None:
        return meaning_of(expression, self._meanings, self._scopes)

    def _inside(self, node: ast.ClassDef | Function) -> None:
        self._scopes = (*self._scopes, node.name)
        self.generic_visit(node)
        self._scopes = self._scopes[:-1]

    def _assign(self, target: ast.expr, found: Meaning | None) -> None:
        if found is None:
            return
        if isinstance(target, ast.Name):
            self._name(target.id, found)
        elif isinstance(target, ast.Attribute):
            owner = self._meaning(target.value)
            if owner is not None and owner.kind.startswith("own "):
                self._meanings.attributes.setdefault((owner.key, target.attr), found)

    def _name(self, name: str, found: Meaning) -> None:
        self._meanings.names.setdefault((self._scopes, name), found)

    def _return(self, function: str, found: Meaning | None) -> None:
        if found is not None:
            self._meanings.returned.setdefault(function, found)
