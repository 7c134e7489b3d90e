"""Opening the file: what is wrong with it is said in one sentence, and nothing is spoilt."""

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hearingnotes.errors import HearingnotesError
from hearingnotes.library.database import MIGRATIONS, connect
from hearingnotes.library.library import Library

from .conftest import HEARING, make_note


def test_a_new_library_is_made_with_its_folder(tmp_path: Path) -> None:
    with Library(tmp_path / "deep" / "library.db") as library:
        assert library.hearings.all() == []


def test_the_database_commits_synchronously_in_wal_mode(library: Library) -> None:
    found = [
        library.connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys")
    ]
    assert found == ["wal", 2, 1]


def test_a_newer_library_is_refused_and_left_alone(path: Path) -> None:
    connection = connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(HearingnotesError, match=r"newer hearingnotes.*version is 99.*update"):
        Library(path)


def test_a_file_that_is_no_database_is_left_alone(path: Path) -> None:
    path.write_text("shopping list\n" * 100)
    with pytest.raises(HearingnotesError, match="is not a library of hearingnotes"):
        Library(path)
    assert path.read_text().startswith("shopping list")


def test_another_programs_database_is_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    other.close()
    with pytest.raises(HearingnotesError, match="database of another program"):
        Library(path)


def test_a_file_in_place_of_a_folder_of_the_library_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(HearingnotesError, match="can't be used for the library"):
        Library(tmp_path / "file" / "library.db")


def test_a_folder_named_as_the_library_is_reported(tmp_path: Path) -> None:
    with pytest.raises(HearingnotesError, match="can't be opened"):
        Library(tmp_path)


def test_a_migration_keeps_a_copy_of_what_was_before(
    library: Library, path: Path, newest: int
) -> None:
    library.notes.add(make_note(1, "old"))
    library.close()
    steps = path.parent / "migrations"
    steps.mkdir()
    for file in MIGRATIONS.glob("*.sql"):
        (steps / file.name).write_text(file.read_text())
    newest = max(int(file.name[:4]) for file in MIGRATIONS.glob("*.sql"))
    (steps / f"{newest + 1:04}_more.sql").write_text("ALTER TABLE note ADD COLUMN mood TEXT;\n")
    connection = connect(path, steps)
    assert connection.execute("SELECT text, mood FROM note").fetchone()["mood"] is None
    connection.close()
    copy = sqlite3.connect(path.with_name(f"library.db.before-{newest + 1}"))
    assert copy.execute("SELECT text FROM note").fetchone() == ("old",)
    assert copy.execute("PRAGMA user_version").fetchone() == (newest,)
    copy.close()


@pytest.fixture
def newest() -> int:
    """The number of the last migration."""
    return max(int(file.name[:4]) for file in MIGRATIONS.glob("*.sql"))


def test_a_new_library_leaves_no_copy(library: Library, path: Path) -> None:
    assert list(path.parent.glob("*.before-*")) == []


def test_programs_that_migrate_at_once_keep_one_copy_of_what_was_before(
    path: Path, newest: int
) -> None:
    first = path.parent / "first"
    first.mkdir()
    (first / "0001_first.sql").write_text((MIGRATIONS / "0001_first.sql").read_text())
    connect(path, first).close()
    assert at_once(4, lambda _: connect(path).close()) == []
    for number in range(2, newest + 1):
        copy = sqlite3.connect(path.with_name(f"library.db.before-{number}"))
        assert copy.execute("PRAGMA user_version").fetchone() == (number - 1,)
        copy.close()


def test_a_migration_that_fails_changes_nothing(library: Library, path: Path) -> None:
    library.close()
    steps = path.parent / "migrations"
    steps.mkdir()
    for file in MIGRATIONS.glob("*.sql"):
        (steps / file.name).write_text(file.read_text())
    newest = max(int(file.name[:4]) for file in MIGRATIONS.glob("*.sql"))
    (steps / f"{newest + 1:04}_bad.sql").write_text(
        "ALTER TABLE note ADD COLUMN mood TEXT;\nALTER TABLE nowhere ADD COLUMN x TEXT;\n"
    )
    with pytest.raises(HearingnotesError):
        connect(path, steps)
    with Library(path) as again:
        columns = [row["name"] for row in again.connection.execute("PRAGMA table_info(note)")]
        assert "mood" not in columns


def test_two_programs_may_migrate_a_library_at_once(tmp_path: Path, path: Path) -> None:
    first = tmp_path / "first"
    first.mkdir()
    (first / "0001_first.sql").write_text((MIGRATIONS / "0001_first.sql").read_text())
    connect(path, first).close()
    barrier = threading.Barrier(4)

    def update() -> int:
        barrier.wait()
        with Library(path) as library:
            return int(library.connection.execute("PRAGMA user_version").fetchone()[0])

    with ThreadPoolExecutor(4) as pool:
        versions = [pool.submit(update) for _ in range(4)]
    assert {version.result() for version in versions} == {len(list(MIGRATIONS.glob("*.sql")))}
    copies = {file.name for file in path.parent.iterdir() if "before" in file.name}
    assert "library.db.before-2" in copies
    assert all(name.removeprefix("library.db.before-").isdigit() for name in copies)


def test_two_programs_may_make_the_same_library_at_once(path: Path) -> None:
    def make(number: int) -> None:
        with Library(path, who=f"p{number}") as library:
            library.hearings.save(HEARING, [])
            library.notes.add(make_note(number, f"by {number}"))

    assert at_once(4, make) == []
    with Library(path) as library:
        assert len(library.notes.of_hearing("H1")) == 4


def at_once(programs: int, do: Callable[[int], object]) -> list[BaseException]:
    """Let threads stand for programs that begin at the same instant; what went wrong in them."""
    barrier = threading.Barrier(programs)
    failures: list[BaseException] = []

    def run(number: int) -> None:
        barrier.wait()
        try:
            do(number)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(programs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def test_the_database_reads_a_read_only_library(library: Library, path: Path) -> None:
    library.notes.add(make_note(1, "kept"))
    library.close()
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with Library(path) as reader:
            assert [note.text for note in reader.notes.of_hearing("H1")] == ["kept"]
    finally:
        path.parent.chmod(0o755)


def test_each_migration_has_a_number_of_its_own() -> None:
    numbers = sorted(int(path.name.partition("_")[0]) for path in MIGRATIONS.glob("*.sql"))
    assert numbers == [*range(1, len(numbers) + 1)]
