"""The private names of Textual: they exist, all of them are listed, and none is hidden."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import resolve_name, walk_packages
from types import ModuleType

import pytest

from hearingnotes import ui
from hearingnotes.ui import textual_private
from hearingnotes.ui.textual_private import CALLED, OVERRIDDEN


def modules() -> list[ModuleType]:
    """The modules that know Textual, but for the one that names what is private."""
    names = [found.name for found in walk_packages(ui.__path__, f"{ui.__name__}.")]
    return [import_module(name) for name in names if name != textual_private.__name__]


def widgets() -> Iterator[type]:
    """The classes that derive from one of Textual."""
    for module in modules():
        for own in vars(module).values():
            if inspect.isclass(own) and own.__module__ == module.__name__ and of_textual(own):
                yield own


def of_textual(own: type) -> list[type]:
    """The classes of Textual from which this one derives, nearest first."""
    return [base for base in own.__mro__ if base.__module__.startswith("textual.")]


def is_private(name: str) -> bool:
    """Whether this is a private name, and none of Python's own."""
    return name.startswith("_") and not name.startswith("__")


def parsed(of: type | ModuleType) -> list[ast.AST]:
    """All parts of a class or a module."""
    return [*ast.walk(ast.parse(textwrap.dedent(inspect.getsource(of))))]


@cache
def attributes(owner: type) -> set[str]:
    """The private attributes that are set on instances of a class."""
    nodes = (node for node in parsed(owner) if isinstance(node, ast.Attribute))
    stored = (node for node in nodes if isinstance(node.ctx, ast.Store))
    return {node.attr for node in stored if is_private(node.attr) and named(node) == "self"}


def named(node: ast.Attribute) -> str:
    """What the attribute is taken from."""
    return ast.unparse(node.value)


def defined(module: ModuleType) -> set[str]:
    """The private names that a module gives to functions, classes, constants and attributes."""
    names = set()
    for node in parsed(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Attribute | ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.attr if isinstance(node, ast.Attribute) else node.id)
    return names


@pytest.mark.parametrize("name", [*OVERRIDDEN, *CALLED])
def test_a_private_name_exists_in_the_installed_textual(name: str) -> None:
    path, _, member = name.rpartition(".")
    owner = resolve_name(path)
    assert member in {*vars(owner), *attributes(owner)}


def test_every_private_method_that_is_overridden_is_listed() -> None:
    found = set()
    for own in widgets():
        for name, value in vars(own).items():
            if is_private(name) and inspect.isfunction(value):
                owners = [base for base in of_textual(own) if name in vars(base)]
                found |= {f"{base.__module__}.{base.__qualname__}.{name}" for base in owners[:1]}
    assert found == {*OVERRIDDEN}


def test_private_names_are_called_in_one_module_only() -> None:
    own = set[str]().union(*map(defined, modules()))
    used = {
        (module.__name__, node.attr)
        for module in modules()
        for node in parsed(module)
        if isinstance(node, ast.Attribute) and is_private(node.attr) and node.attr not in own
    }
    assert used == set()


def test_private_names_are_imported_in_one_module_only() -> None:
    imported = {
        (module.__name__, f"{node.module}.{alias.name}")
        for module in modules()
        for node in parsed(module)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("textual")
        for alias in node.names
        if any(map(is_private, [*node.module.split("."), alias.name]))
    }
    assert imported == set()


@pytest.mark.parametrize("own", [*widgets()], ids=lambda own: own.__name__)
def test_an_attribute_never_hides_one_of_textual(own: type) -> None:
    theirs = set[str]().union(*(attributes(base) | {*vars(base)} for base in of_textual(own)))
    assert attributes(own) & theirs == set()
