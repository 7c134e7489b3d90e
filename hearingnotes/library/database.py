"""Opening the library file: connection, checks, migrations, and sentences for its errors."""

import glob
import os
import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from hearingnotes.errors import HearingnotesError
from hearingnotes.files import FOLDER_MODE, close, make_file, make_folder, mode_beside

APPLICATION_ID = 0x48724E74
MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_S = 5.0
BUSY_PAUSE_S = 0.01
_OTHERS = 0o070, 0o007
_WRITE = 0o222
SHARED_MEMORY_BYTES = 32_768
"""The space that SQLite needs beside a library that it opens."""


def connect(path: Path, migrations: Path = MIGRATIONS) -> sqlite3.Connection:
    """Open a library, creating or migrating it where needed; raises HearingnotesError."""
    try:
        make_folder(path.parent)
        is_readable_only = _is_readable_only(path)
        with suppress(OSError):  # SQLite says why
            make_file(path)
        connection = _open(path, is_readable_only)
    except (OSError, sqlite3.Error) as error:
        raise HearingnotesError(describe_db_error(error, path)) from error
    try:
        _check_owner(connection, path)
        if not is_readable_only:
            _close_to_others(path)
            # Only now: it changes the file's header, and the file may be another program's.
            _turn_to_wal(connection)
            connection.execute("PRAGMA synchronous = FULL")
        _migrate(connection, path, migrations)
    except (OSError, sqlite3.Error) as error:
        connection.close()
        raise HearingnotesError(describe_db_error(error, path)) from error
    except HearingnotesError:
        connection.close()
        raise
    return connection


def _close_to_others(path: Path) -> None:
    """Close a library to others, and the files beside it, if an older version left it open.

    A library that others can write as well, in a folder that they can write in, is shared on
    purpose. The program's own folder is not: it is closed at each start.
    """
    with suppress(OSError):
        path = Path(os.path.realpath(path))
        mode = path.stat().st_mode
        may = _shared(mode & path.parent.stat().st_mode)
        if mode & 0o777 & ~may:
            before = path.parent.glob(f"{glob.escape(path.name)}.before-*")
            endings = ("-wal", "-shm", "-open", "-stills")
            beside = (path.with_name(path.name + ending) for ending in endings)
            # The library last: as long as it is open, the others are checked again.
            for each in (*before, *beside, path):
                close(each, may)


def _shared(writable: int) -> int:
    """Return all permissions of those who can write, and the owner's."""
    others = (each for each in _OTHERS if writable & each & _WRITE)
    return FOLDER_MODE | sum(others)


def _turn_to_wal(connection: sqlite3.Connection) -> None:
    """Switch to WAL. SQLite does not wait by itself where another program does so at this
    moment."""
    deadline_s = time.monotonic() + BUSY_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            is_busy = error.sqlite_errorcode == sqlite3.SQLITE_BUSY
            if not is_busy or time.monotonic() > deadline_s:
                raise
            time.sleep(BUSY_PAUSE_S)
        else:
            return


def _is_readable_only(path: Path) -> bool:
    return path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _open(path: Path, is_readable_only: bool) -> sqlite3.Connection:
    # A library in a folder that can't be written can still be read: without WAL's side files.
    uri = path.resolve().as_uri() + ("?mode=ro&immutable=1" if is_readable_only else "")
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, timeout=BUSY_S, check_same_thread=False
    )
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _check_owner(connection: sqlite3.Connection, path: Path) -> None:
    # In this order: another program may be creating the library at this very moment.
    is_empty = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
    application_id = _pragma(connection, "application_id")
    if application_id != APPLICATION_ID and not is_empty:
        raise HearingnotesError(
            f"{path} is a database of another program; name another file with --library FILE."
        )


def _migrate(connection: sqlite3.Connection, path: Path, migrations: Path) -> None:
    scripts = _scripts(migrations)
    newest = max(scripts)
    version = _pragma(connection, "user_version")
    if version > newest:
        raise HearingnotesError(
            f"The library {path} was written by a newer hearingnotes (its version is {version}, "
            f"this program knows {newest}); update the program, or name another file with "
            "--library FILE."
        )
    for number in range(version + 1, newest + 1):
        with transaction(connection):
            if _pragma(connection, "user_version") >= number:
                continue  # another program was faster
            if version:
                _copy_before(path, number)
            for statement in _statements(scripts[number].read_text(encoding="utf-8")):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number}")


def _scripts(migrations: Path) -> dict[int, Path]:
    numbered = ((re.match(r"\d+", file.name), file) for file in migrations.glob("*.sql"))
    return {int(match.group()): file for match, file in numbered if match}


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _copy_before(path: Path, number: int) -> None:
    copy = path.with_name(f"{path.name}.before-{number}")
    # Another program may be copying at the same time.
    part = copy.with_name(f"{copy.name}-{os.urandom(6).hex()}")
    try:
        make_file(part, mode_beside(path))
        # SQLite makes no copy inside a transaction; another connection sees what was before it.
        with closing(sqlite3.connect(path.resolve().as_uri(), uri=True)) as before:
            before.execute("VACUUM INTO ?", (str(part),))
        part.replace(copy)
    finally:
        part.unlink(missing_ok=True)


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Run the block as one transaction; on leaving, all of it is on the disk, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk may have rolled back by itself
            connection.execute("ROLLBACK")
        raise


def describe_db_error(error: Exception, path: Path) -> str:
    """Describe an error of the library file for people: what is wrong, and what to do."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    if code == sqlite3.SQLITE_IOERR and _is_full(path):
        code = sqlite3.SQLITE_FULL  # there is no space for the files beside it
    if isinstance(error, OSError):
        return (
            f"The folder {path.parent} can't be used for the library ({error.strerror}); "
            "name another place with --library FILE."
        )
    sentences = {
        sqlite3.SQLITE_FULL: f"The disk that holds {path} is full; free some space.",
        sqlite3.SQLITE_READONLY: (
            f"The library {path} can't be written; make the file and its folder writable, "
            "or name another with --library FILE."
        ),
        sqlite3.SQLITE_CANTOPEN: (
            f"The library {path} can't be opened; make its folder writable, "
            "or name another with --library FILE."
        ),
        sqlite3.SQLITE_NOTADB: (
            f"{path} is not a library of hearingnotes; name another file with --library FILE."
        ),
        sqlite3.SQLITE_CORRUPT: (
            f"The library {path} is damaged; put it aside, and bring back your latest copy of it."
        ),
        sqlite3.SQLITE_BUSY: f"Another program is keeping the library {path} busy; close it.",
        sqlite3.SQLITE_IOERR: f"The disk that holds {path} does not answer as it should.",
    }
    return sentences.get(code, f"The library {path} can't be used: {error}.")


def _is_full(path: Path) -> bool:
    with suppress(OSError):
        return shutil.disk_usage(path.parent).free < SHARED_MEMORY_BYTES
    return False
