"""Who may read what the program keeps: the person alone, whatever the umask says."""

import json
import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from hearingnotes.files import replace_file
from hearingnotes.library.database import connect
from hearingnotes.library.library import Library
from tests.cli.conftest import UserHome

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such modes")
UMASKS = [0o022, 0o077, 0o002]
NOBODY = 65534
SEEN = """
import json, os, stat, sys
from pathlib import Path
from hearingnotes.config import paths
seen, looks = {}, []
folders = [path.parent for path in (paths.library_path(), paths.log_path(), paths.settings_path())]
def look(event, args):
    if looks or event.split(".")[0] not in {"open", "os", "sqlite3"}:
        return
    looks.append(event)
    for top in folders:
        for root, _, files in os.walk(top):
            for path in (root, *(os.path.join(root, name) for name in files)):
                try:
                    mode = stat.S_IMODE(os.lstat(path).st_mode)
                except FileNotFoundError:
                    continue
                seen[os.path.basename(path)] = seen.get(os.path.basename(path), 0) | mode
    looks.clear()
"""
KEEP = """
sys.addaudithook(look)
from datetime import UTC, datetime
from hearingnotes.cli.main import cli
from hearingnotes.export.writer import ExportRegistry
from hearingnotes.library.library import Library
from hearingnotes.model.frame import Frame
from hearingnotes.model.hearing import Hearing
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.config.state import SavedState, StateStore
from hearingnotes.config.settings import Settings
from hearingnotes.export.stills import StillStore
cli(["roster", "import", "roster.toml"], standalone_mode=False)
cli(["config", "--path"], standalone_mode=False)
path = paths.library_path()
with Library(path) as library:
    library.hold()
    library.hearings.save(Hearing("01KF3Z00000000000000000001", "x", datetime.now(UTC)), ())
    moment = Moment(datetime.now(UTC))
    note = Note("01KF3Z00000000000000000002", "01KF3Z00000000000000000001", moment, "secret")
    library.notes.add(note)
    StillStore(path).save(note.id, Frame(2, 2, bytes(12)))
    store = StateStore(SavedState.read(paths.remembered_path()), Settings())
    store.save_choices(volume=50.0)
    store.save_choices(volume=60.0)
    store.close()
    ExportRegistry(paths.written_path()).remember(Path("/x.srt"), "0", "x")
    look("open", ())
print(json.dumps(seen))
"""


@pytest.fixture
def home() -> Iterator[UserHome]:
    """In a folder that others may look into, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        Path(folder, "roster.toml").write_text('[speakers.chair]\nname = "Rosa"\n')
        yield UserHome(Path(folder))


def files_made_with(home: UserHome, umask: int, code: str = KEEP) -> dict[str, int]:
    """All modes that files and folders of the program have had, by their names."""
    result = home.process(code=SEEN + code, preexec_fn=partial(os.umask, umask))
    assert result.code == 0, result.err
    seen: dict[str, int] = json.loads(result.out.splitlines()[-1])
    return seen


def modes(folder: Path) -> dict[str, int]:
    """Those of all that is in a folder, and its own."""
    everything = [folder, *folder.rglob("*")]
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in everything}


def reads(path: Path) -> bool:
    """Whether another person reads a file."""
    command = ["cat", str(path)]
    done = subprocess.run(command, capture_output=True, check=False, user=NOBODY, group=NOBODY,
                          extra_groups=[])  # fmt: skip
    return done.returncode == 0


@pytest.mark.parametrize("umask", UMASKS)
def test_files_of_the_program_are_at_no_time_open_to_others(home: UserHome, umask: int) -> None:
    seen = files_made_with(home, umask)
    wanted = {
        *("library.db", "library.db-wal", "library.db-shm", "library.db-open", "remembered.toml"),
        *("written.json", "hearingnotes.log", "roster.toml", "01KF3Z00000000000000000002.jpg"),
    }
    assert wanted <= {*seen}
    assert {name: oct(mode) for name, mode in seen.items() if mode & 0o077} == {}


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="takes root")
@pytest.mark.parametrize("umask", UMASKS)
def test_another_user_of_the_machine_reads_nothing(home: UserHome, umask: int) -> None:
    files_made_with(home, umask)
    files = [path for path in home.folder.rglob("*") if path.is_file()]
    assert len(files) >= 6
    assert [path.name for path in files if reads(path)] == ["roster.toml"]  # the one of the test


@pytest.mark.parametrize("umask", [0o022, 0o002])
def test_files_left_open_by_an_older_version_are_closed_when_opened(
    home: UserHome, umask: int
) -> None:
    files_made_with(home, umask)
    data, state = home.library_path.parent, home.log_path.parent
    (data / "library.db.before-2").touch()
    (state / "hearingnotes.log.1").touch()
    for path in (data, state, *data.rglob("*"), *state.rglob("*")):
        path.chmod((0o777 if path.is_dir() else 0o666) & ~umask)
    assert home.run("list").code == 0
    assert home.run("config").code == 0
    left = {**modes(data), **modes(state)}
    del left["01KF3Z00000000000000000002.jpg"]  # its folder is closed
    assert {name: oct(mode) for name, mode in left.items() if mode & 0o077} == {}


def test_a_named_library_is_closed_and_its_folder_is_unchanged(home: UserHome) -> None:
    with Library(home.folder / "mine.db") as library:
        library.hold()
    (home.folder / "mine.db-stills").mkdir()
    for name in ("mine.db", "mine.db-open"):
        (home.folder / name).chmod(0o644)
    with Library(home.folder / "mine.db"):
        found = modes(home.folder)
    assert found[home.folder.name] == 0o755
    assert [name for name, mode in found.items() if name.startswith("mine") and mode & 0o077] == []


def test_a_library_that_is_shared_on_purpose_stays_so(home: UserHome) -> None:
    team = home.folder / "team"
    team.mkdir()
    team.chmod(0o2770)
    with Library(team / "our.db"):
        pass
    assert modes(team)["our.db"] == 0o600
    (team / "our.db").chmod(0o664)
    before = os.umask(0o002)
    try:
        with Library(team / "our.db") as library:
            library.hold()
            found = modes(team)
    finally:
        os.umask(before)
    ours = {name: oct(mode) for name, mode in found.items() if name.startswith("our")}
    assert ours == dict.fromkeys(("our.db", "our.db-wal", "our.db-shm", "our.db-open"), "0o660")
    assert found["team"] == 0o2770


def test_files_of_others_and_special_files_are_unchanged(home: UserHome) -> None:
    path = home.folder / "places.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    other.close()
    path.chmod(0o644)
    assert home.run("--library", str(path), "list").code == 1
    assert modes(home.folder)["places.db"] == 0o644
    assert home.run("--library", "/dev/null", "list").code == 1
    assert Path("/dev/null").stat().st_mode & 0o666 == 0o666


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="takes root")
def test_a_library_of_another_user_is_unchanged(home: UserHome) -> None:
    with Library(home.folder / "mine.db"):
        pass
    (home.folder / "mine.db").chmod(0o644)
    os.chown(home.folder / "mine.db", NOBODY, NOBODY)
    with Library(home.folder / "mine.db") as library:
        assert library.hearings.all() == []
    assert modes(home.folder)["mine.db"] == 0o644


@pytest.mark.parametrize("umask", UMASKS)
def test_copies_made_before_a_migration_are_at_no_time_open_to_others(
    home: UserHome, umask: int
) -> None:
    first = home.folder / "first"
    first.mkdir()
    (first / "0001_first.sql").write_text("CREATE TABLE t (x TEXT);\n")
    home.library_path.parent.mkdir(parents=True)
    connect(home.library_path, first).close()
    (first / "0002_second.sql").write_text("CREATE TABLE u (x TEXT);\n")
    code = (
        "from hearingnotes.library.database import connect\nsys.addaudithook(look)\n"
        f"connect(paths.library_path(), Path({str(first)!r})).close()\n"
        'look("open", ())\nprint(json.dumps(seen))\n'
    )
    seen = files_made_with(home, umask, code)
    assert "library.db.before-2" in seen
    files = {
        name: oct(mode) for name, mode in seen.items() if mode & 0o077 and name != "hearingnotes"
    }
    assert files == {}


@pytest.mark.parametrize("umask", UMASKS)
def test_an_export_is_as_open_as_the_umask_says(home: UserHome, umask: int) -> None:
    home.keep("Council", ["levy"])
    for name in ("a.md", "a.srt"):
        result = home.process("export", "council", "-o", name, preexec_fn=partial(os.umask, umask))
        assert result.code == 0, result.err
        assert modes(home.folder)[name] == 0o666 & ~umask


def test_a_file_that_is_replaced_is_at_no_time_more_open_than_it_was(home: UserHome) -> None:
    code = (
        "from hearingnotes.files import replace_file\n"
        "path = paths.settings_path()\npath.parent.mkdir(parents=True)\n"
        "path.touch()\npath.chmod(0o640)\n"
        "sys.addaudithook(look)\nreplace_file(path, 'secret')\n"
        'look("open", ())\nprint(json.dumps(seen))\n'
    )
    seen = files_made_with(home, 0o022, code)
    assert len(seen) == 3
    assert {
        name: oct(mode) for name, mode in seen.items() if mode & ~0o640 and name != "hearingnotes"
    } == {}
    assert seen["settings.toml"] == 0o640


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o666, 0o755])
def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    (tmp_path / "a.md").touch()
    (tmp_path / "a.md").chmod(mode)
    replace_file(tmp_path / "a.md", "text")
    assert modes(tmp_path)["a.md"] == mode
