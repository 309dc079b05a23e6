"""The texts that the fake says are the SDK's own, word for word."""

from __future__ import annotations

import ast
import importlib.metadata
import importlib.util
import pkgutil
from pathlib import Path

import pytest

import fake_comet.sdk

if importlib.util.find_spec("comet_ml") is None:
    pytest.skip("the real comet_ml is not installed", allow_module_level=True)
if importlib.metadata.version("comet_ml") != "3.58.8":
    pytest.skip("the texts are those of comet_ml 3.58.8", allow_module_level=True)


def _constants(tree: ast.AST) -> set[str]:
    """Every string in a source, those put together of several parts among them."""
    return {text for node in ast.walk(tree) if (text := _text(node)) is not None}


def _text(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):  # what is filled in stands as %s
        return "".join(_text(part) or "%s" for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _text(node.left), _text(node.right)
        return None if left is None or right is None else left + right
    return None


@pytest.fixture(scope="module")
def real_texts() -> set[str]:
    spec = importlib.util.find_spec("comet_ml")
    assert spec is not None
    assert spec.origin is not None
    return {
        text
        for source in Path(spec.origin).parent.rglob("*.py")
        for text in _constants(ast.parse(source.read_text(encoding="utf-8")))
    }


def _message_modules() -> list[str]:
    found = pkgutil.walk_packages(fake_comet.sdk.__path__, "fake_comet.sdk.")
    return sorted(module.name for module in found if module.name.endswith("messages"))


def test_there_are_messages() -> None:
    assert "fake_comet.sdk.messages" in _message_modules()


@pytest.mark.parametrize("name", _message_modules())
def test_every_message_is_the_sdks(name: str, real_texts: set[str]) -> None:
    module = importlib.import_module(name)
    ours = {
        key: value
        for key, value in vars(module).items()
        if key.isupper() and isinstance(value, str)
    }
    assert {key: value for key, value in ours.items() if value not in real_texts} == {}
    assert ours
