"""The shape of the code: imports go web -> search -> index, and each package has its place."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BELOW = {
    "index": {"index"},
    "search": {"index", "search"},
    "web": {"index", "search", "web"},
}
MODULES = sorted(path for layer in BELOW for path in (ROOT / layer).rglob("*.py"))

#: Where an outside package may be named: replacing it means reading these files.
CONFINED = {
    "brotli": 1,
    "bs4": 2,
    "nltk": 2,
    "charset_normalizer": 1,
    "lxml": 2,
    "msgspec": 2,
    "py3langid": 1,
    "rapidfuzz": 2,
    "spacy": 1,
    "trafilatura": 1,
    "waitress": 1,
    "zstandard": 1,
}
WHOOSH = {
    "index/__init__.py",
    "index/codec/adapter.py",
    "index/description.py",
    "index/folder.py",
    "index/generation.py",
    "index/schema.py",
    "index/store.py",
}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)} imports relatively"
            found.add(node.module or "")
    return {module.partition(".")[0] for module in found}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_go_from_web_to_search_to_index(path: Path) -> None:
    layer = name(path).partition("/")[0]
    assert imported(path) & set(BELOW) <= BELOW[layer]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_nothing_is_imported_inside_a_function(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            inside = [n for n in ast.walk(function) if isinstance(n, ast.Import | ast.ImportFrom)]
            assert not inside, f"{name(path)}: {function.name}"


@pytest.mark.parametrize(("package", "most"), CONFINED.items())
def test_an_outside_package_is_confined_to_a_module_or_two(package: str, most: int) -> None:
    users = [name(path) for path in MODULES if package in imported(path)]
    assert 1 <= len(users) <= most, users


def test_flask_is_named_in_web_alone_and_whoosh_where_the_index_is_kept() -> None:
    assert all(name(p).startswith("web/") for p in MODULES if "flask" in imported(p))
    assert {name(p) for p in MODULES if "whoosh" in imported(p)} <= WHOOSH


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, f"{name(path)}: {node.name}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
