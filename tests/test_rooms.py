"""Who may know whom: read from the imports of every module, and from what a process has loaded."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import hearingnotes
from tests.e2e.terminal import ROOT, environment_for

PACKAGE = Path(hearingnotes.__file__).parent
SHARED = {
    *("hearingnotes.__version__", "hearingnotes.errors"),
    *("hearingnotes.files", "hearingnotes.ids", "hearingnotes.privacy", "hearingnotes.system"),
}
ROOMS = {
    "model": {"hearingnotes.errors"},
    "export": {*SHARED, "hearingnotes.model", "hearingnotes.graphics"},
    "importers": {*SHARED, "hearingnotes.model", "hearingnotes.captions"},
    "graphics": {"hearingnotes.model"},
    "captions": {*SHARED, "hearingnotes.model"},
    "library": {*SHARED, "hearingnotes.model"},
    "player": {*SHARED, "hearingnotes.model"},
    "media": {*SHARED, "hearingnotes.model", "hearingnotes.captions"},
}
HEAVY = {"textual", "rich", "mpv", "yt_dlp"}
NOT_YET = {*HEAVY, "jinja2", "difflib", "tomli_w", "pyperclip", "asyncio", "subprocess"}


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> Iterator[str]:
    """Every module that the file imports, wherever in it; `from a import b` as `a.b`."""
    package = module_name(path).split(".")
    package = package if path.name == "__init__.py" else package[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def is_within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_knows_only_the_rooms_below(room: str) -> None:
    allowed = {*ROOMS[room], f"hearingnotes.{room}"}
    paths = [path for path in modules() if is_within(module_name(path), f"hearingnotes.{room}")]
    assert paths
    assert {
        (module_name(path), name)
        for path in paths
        for name in imports_of(path)
        if is_within(name, "hearingnotes")
        and not any(is_within(name, package) for package in allowed)
    } == set()


@pytest.mark.parametrize("path", modules(), ids=module_name)
def test_only_the_ui_imports_textual(path: Path) -> None:
    if not is_within(module_name(path), "hearingnotes.ui"):
        drawing = {name for name in imports_of(path) if name.split(".")[0] in {"textual", "rich"}}
        assert drawing == set()


@pytest.mark.parametrize(
    ("package", "owner"),
    [
        ("mpv", "hearingnotes.player.libmpv"),
        ("yt_dlp", "hearingnotes.media.worker"),
        ("textual_serve", "hearingnotes.serve.server"),
    ],
)
def test_one_module_imports_each_of_the_programs_it_is_built_on(package: str, owner: str) -> None:
    owners = {
        module_name(path)
        for path in modules()
        if any(is_within(name, package) for name in imports_of(path))
    }
    assert owners == {owner}


@pytest.mark.parametrize("room", ["services", "session"])
def test_what_is_no_screen_and_no_command_knows_neither(room: str) -> None:
    above = (
        "hearingnotes.ui",
        "hearingnotes.cli",
        "hearingnotes.serve",
        "textual",
        "rich",
        "click",
    )
    paths = [path for path in modules() if is_within(module_name(path), f"hearingnotes.{room}")]
    assert paths
    assert {
        (module_name(path), name)
        for path in paths
        for name in imports_of(path)
        if any(is_within(name, each) for each in above)
    } == set()


def test_only_commands_import_click() -> None:
    assert {
        module_name(path)
        for path in modules()
        if not is_within(module_name(path), "hearingnotes.cli")
        for name in imports_of(path)
        if is_within(name, "click")
    } == set()


def test_model_asks_nothing_of_the_system() -> None:
    asking = {"os", "sys", "time", "subprocess", "socket", "sqlite3", "threading", "random"}
    assert {
        (module_name(path), name)
        for path in modules()
        if is_within(module_name(path), "hearingnotes.model")
        for name in imports_of(path)
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
    keep_a_hearing(tmp_path)
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


def keep_a_hearing(home: Path) -> None:
    from datetime import UTC, datetime

    from hearingnotes.library.library import Library
    from hearingnotes.model.hearing import Hearing
    from hearingnotes.model.moment import Moment
    from hearingnotes.model.note import Note

    now = datetime.now(UTC)
    with Library(home / "data" / "hearingnotes" / "library.db") as library:
        library.hearings.save(Hearing("01KF3Z00000000000000000001", "Council", now), [])
        library.notes.add(Note("N1", "01KF3Z00000000000000000001", Moment(now), "levy"))
