"""The walls of the house: who may import whom, how large a module grows, how classes are called.

`docs/architecture.md` draws the layers.
"""

import ast
import subprocess
import sys
from collections import Counter
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.e2e.terminal import ROOT, environment_for
from tests.package_graph import Module, arrows, is_within, modules

BASE = {"__version__", "errors", "files", "ids", "system", "worker"}
LAYERS = {
    "model": {"errors"},
    "graphics": {"model"},
    "captions": {*BASE, "model"},
    "library": {*BASE, "model"},
    "player": {*BASE, "model"},
    "media": {*BASE, "model", "captions"},
    "export": {*BASE, "model", "graphics"},
    "importers": {*BASE, "model", "captions"},
    "config": {*BASE, "model", "graphics", "importers.csv_table"},
}
LAYERS["services"] = {*BASE, "model", "config", "library", "media", "export", "importers"}
LAYERS["session"] = {*LAYERS["services"], "services", "captions", "graphics", "player"}
LAYERS["ui"] = {*LAYERS["session"], "session", "demo"}
LAYERS["serve"] = {*BASE}
LAYERS["demo"] = set()
"""What each package may import besides itself. `cli` may import everything."""

UI_FEATURES = {"hearing", "draft", "library", "search"}
"""Screens; they know each other through `ui/program.py` only."""
UI_BELOW_FEATURES = {"export", "dialogs"}
"""What several screens open; it knows none of them."""
WIDGETS_KNOW = {"ui.text", "ui.action", "ui.keymap", "ui.key_names", "ui.textual_private", "model"}
OWNERS = {
    "textual": "ui",
    "rich": "ui",
    "click": "cli",
    "sqlite3": "library",
    "mpv": "player.libmpv",
    "yt_dlp": "media.worker",
    "textual_serve": "serve.server",
}
LOOSE = {"__init__", "__main__", *(BASE - {"__version__"})}
LINES_OF_A_MODULE, LINES_OF_A_FUNCTION = 500, 50
HEAVY = {"textual", "rich", "mpv", "yt_dlp"}
NOT_YET = {*HEAVY, "jinja2", "difflib", "tomli_w", "pyperclip", "asyncio", "subprocess"}


def of(package: str) -> list[Module]:
    """The modules of a package."""
    found = [module for module in modules() if is_within(module.name, f"hearingnotes.{package}")]
    assert found, package
    return found


def strangers(package: str, allowed: set[str]) -> set[tuple[str, str]]:
    """What modules of the package import of the program beyond what is allowed."""
    known = [f"hearingnotes.{name}" for name in (package, *allowed)]
    return {
        (module.name, name)
        for module in of(package)
        for name in module.imports
        if is_within(name, "hearingnotes") and not any(is_within(name, each) for each in known)
    }


@pytest.mark.parametrize("package", LAYERS)
def test_a_layer_imports_only_the_layers_below(package: str) -> None:
    assert strangers(package, LAYERS[package]) == set()


def test_every_package_is_a_layer() -> None:
    packages = {module.name.split(".")[1] for module in modules() if module.name.count(".") > 1}
    assert packages == {*LAYERS, "cli"}


def test_base_modules_alone_lie_loose_in_the_package() -> None:
    loose = {module.name.partition(".")[2] for module in modules() if not module.is_package}
    assert {name for name in loose if "." not in name} == LOOSE - {"__init__"}


@pytest.mark.parametrize(("library", "owner"), OWNERS.items())
def test_a_library_is_imported_by_its_owner_only(library: str, owner: str) -> None:
    users = {m.name for m in modules() if any(is_within(name, library) for name in m.imports)}
    assert users
    assert {name for name in users if not is_within(name, f"hearingnotes.{owner}")} == set()


@pytest.mark.parametrize("feature", sorted(UI_FEATURES | UI_BELOW_FEATURES))
def test_features_of_the_ui_do_not_import_each_other(feature: str) -> None:
    foreign = (UI_FEATURES | (UI_BELOW_FEATURES if feature in UI_BELOW_FEATURES else set())) - {
        feature
    }
    assert {
        (module.name, name)
        for module in of(f"ui.{feature}")
        for name in module.imports
        if any(is_within(name, f"hearingnotes.ui.{other}") for other in foreign)
    } == set()


def test_widgets_know_no_application() -> None:
    assert strangers("ui.widgets", WIDGETS_KNOW) == set()


def test_imports_make_no_circle() -> None:
    """Those inside functions and under TYPE_CHECKING are counted."""
    try:
        TopologicalSorter(arrows(modules())).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_class_names_are_used_once() -> None:
    names = Counter(
        node.name
        for module in modules()
        for node in module.tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, uses in names.items() if uses > 1] == []


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_a_module_can_be_read_in_one_sitting(module: Module) -> None:
    assert len(module.source.splitlines()) <= LINES_OF_A_MODULE
    assert [
        node.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LINES_OF_A_FUNCTION
    ] == []


def test_exceptions_are_called_errors() -> None:
    assert [
        node.name
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base).endswith(("Error", "Exception")) for base in node.bases)
        and not node.name.endswith("Error")
    ] == []


def test_model_asks_nothing_of_the_system() -> None:
    asking = {"os", "sys", "time", "subprocess", "socket", "sqlite3", "threading", "random"}
    assert {
        (module.name, name)
        for module in of("model")
        for name in module.imports
        if name.split(".")[0] in asking
    } == set()


@pytest.mark.parametrize(
    "words",
    [
        *(["--help"], ["--version"], ["list"], ["list", "--json"], ["open", "--help"]),
        *(["show", "council"], ["search", "levy"], ["export", "council"], ["export", "--help"]),
        *(["lead", "council"], ["recording", "--help"], ["anchor", "--help"], ["room", "--help"]),
        ["import", "--help"],
    ],
    ids=" ".join,
)
def test_commands_without_the_screen_load_nothing_of_it(tmp_path: Path, words: list[str]) -> None:
    save_a_hearing(tmp_path)
    code = (
        "import atexit, sys\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        "from hearingnotes.cli.main import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        env=environment_for(tmp_path), cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout
    loaded = {name.split(".")[0] for name in done.stderr.split()}
    assert "hearingnotes" in loaded
    assert loaded & (HEAVY if words[0] == "export" else NOT_YET) == set()


def save_a_hearing(home: Path) -> None:
    from datetime import UTC, datetime

    from hearingnotes.library.library import Library
    from hearingnotes.model.hearing import Hearing
    from hearingnotes.model.moment import Moment
    from hearingnotes.model.note import Note

    now = datetime.now(UTC)
    with Library(home / "data" / "hearingnotes" / "library.db") as library:
        library.hearings.save(Hearing("01KF3Z00000000000000000001", "Council", now), [])
        library.notes.add(Note("N1", "01KF3Z00000000000000000001", Moment(now), "levy"))
