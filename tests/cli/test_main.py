"""How the program ends: with a sentence, or silently, and never with a traceback."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from tests.cli.conftest import UserHome, heed_permissions
from tests.e2e.terminal import ROOT, Terminal, running
from tests.media_files import make_tone

LEAVE_ALTERNATE_SCREEN = b"\x1b[?1049l"


def test_the_version_and_the_help_are_printed(home: UserHome) -> None:
    assert home.process("--version").out == "hearingnotes, version 0.1.0\n"
    result = home.process("--help")
    commands = (
        *("anchor", "config", "demo", "doctor", "export", "lead", "list", "open", "reconcile"),
        *("recording", "remove", "rename", "restore", "room", "search", "serve", "show"),
        "themes",
    )
    assert all(f"\n  {command} " in result.out for command in commands)
    for command in commands:
        assert home.run(command, "-h").out.startswith(f"Usage: hearingnotes {command} ")


@pytest.mark.parametrize("words", [("list",), ("list", "--json"), ("export", "0001")])
def test_a_reader_that_goes_away_is_no_error(home: UserHome, words: tuple[str, ...]) -> None:
    home.keep("Council", [f"note {number} " * 40 for number in range(300)])
    for number in range(2, 40):
        home.keep("A long title " * 20, number=number)
    command = " ".join([f'"{sys.executable}" -m hearingnotes', *words])
    done = subprocess.run(
        ["sh", "-c", f"{command} | head -c 10"],
        env={**home.environment, "PYTHONPATH": str(ROOT)}, capture_output=True, check=True,
    )  # fmt: skip
    assert (len(done.stdout), done.stderr) == (10, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_an_output_that_is_full_is_reported(home: UserHome) -> None:
    home.keep("Council", ["note"])
    with Path("/dev/full").open("w") as full:
        result = home.process("export", "0001", stdout=full)
    assert result.code == 1
    assert result.sentence.startswith("There is no space left to write to")


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_a_closed_stream_is_no_error(home: UserHome, closed: int) -> None:
    home.keep("Council")
    result = home.process("list", preexec_fn=lambda: os.close(closed))
    assert result.code in {0, 1}
    assert "Something unexpected" not in result.err


def test_an_unexpected_error_names_the_log(home: UserHome) -> None:
    home.keep("Council")
    with sqlite3.connect(home.library_path) as connection:
        connection.execute("UPDATE hearing SET date = 'next week'")
    connection.close()
    result = home.process("list")
    assert (result.code, result.out) == (1, "")
    assert result.sentence.startswith("Something unexpected went wrong (ValueError: ")
    assert result.sentence.endswith(f"the details are in {home.log_path}.")
    log = home.log_path.read_text()
    assert all(word in log for word in ("command list", "CRITICAL", "Traceback", "next week"))


def test_an_unexpected_error_without_a_log_is_reported(home: UserHome) -> None:
    home.keep("Council")
    with sqlite3.connect(home.library_path) as connection:
        connection.execute("UPDATE hearing SET date = 'next week'")
    connection.close()
    Path("state").touch()
    assert home.process("list").sentence.endswith("and there is no place for the details.")


def test_an_expected_error_is_in_the_log_with_its_cause(home: UserHome) -> None:
    Path("my.db").mkdir()
    Path("hearing.mp4").touch()
    home.process("hearing.mp4")
    assert "trouble: The screen needs a terminal" in home.log_path.read_text()


def test_a_log_on_a_full_disk_is_no_error(home: UserHome) -> None:
    home.keep("Council")
    home.log_path.parent.mkdir(parents=True)
    home.log_path.symlink_to("/dev/full")
    result = home.process("list")
    assert (result.code, result.err) == (0, "")


@pytest.mark.parametrize("where", ["XDG_STATE_HOME", "XDG_CONFIG_HOME"])
def test_folders_that_cannot_be_used_do_not_stop_the_program(home: UserHome, where: str) -> None:
    home.keep("Council")
    Path("file").touch()
    home.variables = {where: str(home.folder / "file")}
    assert home.process("list").out.endswith("Council\n")


# --- in a terminal ---


@pytest.fixture
def hearing(home: UserHome) -> Path:
    path = home.folder / "hearing.mp4"
    path.write_text("no media")
    return path


@pytest.mark.parametrize("command", [("hearing.mp4",), ("demo",), ("demo", "--hands-free"), ()])
def test_a_theme_that_is_missing_is_reported_before_the_screen(
    home: UserHome, hearing: Path, command: tuple[str, ...]
) -> None:
    words = [str(hearing) if word == hearing.name else word for word in command]
    with running(*words, "--theme", "Nihgt", home=home.folder) as terminal:
        assert terminal.end() == 2
        assert terminal.written.decode().splitlines() == [
            "hearingnotes: There is no theme “Nihgt”; did you mean night?"
        ]


def test_an_option_that_mpv_does_not_know_is_reported(home: UserHome, hearing: Path) -> None:
    with running(str(hearing), "--mpv", "nonsense=1", home=home.folder, columns=160) as terminal:
        assert terminal.end() == 2
        assert terminal.written.decode().splitlines() == [
            "hearingnotes: mpv does not take nonsense = 1; check --mpv."
        ]


def test_an_option_of_the_settings_that_mpv_does_not_know_is_left_out(
    home: UserHome,
) -> None:
    hearing = make_tone(home.folder / "hearing.flac", 60)
    home.write_settings('[mpv]\nao = "null"\nno-such-opt = 1\n')
    message = (
        f"{home.settings_path}, line 3: [mpv] mpv does not take no-such-opt = 1; it is left out."
    )
    with running(str(hearing), home=home.folder, columns=300) as terminal:
        terminal.wait_for("playing")
        terminal.wait(lambda: _squeezed(message) in _squeezed(terminal.text), message)
        terminal.press("q")
        assert terminal.end() == 0
    assert home.run("config").sentence == message


def test_a_theme_with_a_fault_is_reported_with_the_fault(home: UserHome, hearing: Path) -> None:
    folder = home.settings_path.parent / "themes"
    folder.mkdir(parents=True)
    (folder / "rosa.toml").write_text('title = "Rosa"\ndark = true\n[colors]\nprimary = "red"\n')
    message = 'line 4, colors.primary is "red", but a colour is written like #1a2b3c'
    with running(str(hearing), "--theme", "rosa", home=home.folder, columns=200) as terminal:
        assert terminal.end() == 2
        assert message in terminal.written.decode()
    assert "did you mean" not in terminal.written.decode()


def test_a_theme_selected_by_option_is_not_saved(home: UserHome, hearing: Path) -> None:
    with running(str(hearing), "--theme", "day", home=home.folder) as terminal:
        terminal.wait_for("Watching")
        terminal.press("q")
        terminal.end()
    assert "day" not in home.remembered_path.read_text()


def test_opening_a_read_only_library_is_reported(home: UserHome, hearing: Path) -> None:
    home.keep("Council")
    home.library_path.chmod(0o444)
    home.library_path.parent.chmod(0o555)
    child = pexpect.spawn(
        sys.executable, ["-m", "hearingnotes", str(hearing)], cwd=str(ROOT),
        env=home.environment, dimensions=(24, 200), timeout=20, preexec_fn=heed_permissions,
    )  # fmt: skip
    terminal = Terminal(child, 200, 24)
    assert terminal.end() == 1
    home.library_path.parent.chmod(0o755)
    assert terminal.written.startswith(b"hearingnotes: The library ")
    assert b"can't be written; make the file and its folder writable" in terminal.written
    assert LEAVE_ALTERNATE_SCREEN not in terminal.written


def test_an_unexpected_error_of_the_screen_is_reported_after_it_has_closed(home: UserHome) -> None:
    home.keep("Council")
    with sqlite3.connect(home.library_path) as connection:
        connection.execute("UPDATE hearing SET date = 'next week'")
    connection.close()
    with running(home=home.folder, columns=200) as terminal:
        assert terminal.end() == 1
        last = terminal.written.split(LEAVE_ALTERNATE_SCREEN)[-1]
    assert b"Something unexpected went wrong" in last
    assert str(home.log_path).encode() in last
    assert b"Traceback" not in terminal.written
    assert "Invalid isoformat string: 'next week'" in home.log_path.read_text()


def test_a_hearing_whose_title_is_an_option_opens(home: UserHome, hearing: Path) -> None:
    home.keep("--help", platform="local_file", key=str(hearing), url=str(hearing))
    with running("0001", home=home.folder) as terminal:
        terminal.wait_for("--help")
        terminal.press("q")
        terminal.end()


def _squeezed(text: str) -> str:
    """Whatever its lines are broken at."""
    return "".join(text.split())
