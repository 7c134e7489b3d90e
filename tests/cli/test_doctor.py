"""`hearingnotes doctor`: all is well, or the line that mends it."""

import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import CommandResult, UserHome, can_mount

NO_LIBMPV = """\
import ctypes.util
find = ctypes.util.find_library
ctypes.util.find_library = lambda name: None if name == "mpv" else find(name)
"""


def part(result: CommandResult, name: str) -> str:
    """What is said of a part, on one line."""
    match = re.search(rf"^{name}: +(.*(?:\n {{20}} .*)*)", result.out, re.MULTILINE)
    assert match, result.out
    return re.sub(r"\n +", " | ", match[1])


def test_doctor_reports_nothing_where_all_is_there(home: UserHome) -> None:
    home.keep("Council")
    result = home.process("doctor")
    assert (result.code, result.err) == (0, "")
    assert re.fullmatch(r"fine: mpv [\d.]+.*", part(result, "libmpv"))
    assert re.match(r"(fine|could be better): \d{4}\.\d+\.\d+", part(result, "yt-dlp"))
    assert re.fullmatch(r"fine: deno [\d.]+.*", part(result, "JavaScript runtime"))
    assert part(result, "terminal colours") == "fine: 16 million"
    assert part(result, "library") == f"fine: {home.library_path}, 1 hearing"
    assert part(result, "settings") == f"fine: {home.settings_path}"
    assert part(result, "log") == f"fine: {home.log_path}"


def test_doctor_reports_a_missing_libmpv_with_the_line_that_installs_it(home: UserHome) -> None:
    (home.folder / "sitecustomize.py").write_text(NO_LIBMPV)
    from tests.e2e.terminal import ROOT

    environment = {**home.environment, "PYTHONPATH": f"{home.folder}:{ROOT}"}
    result = home.process("doctor", env=environment)
    assert result.code == 1
    message = part(result, "libmpv")
    assert message.startswith(
        "WRONG: libmpv is missing, so nothing can be played | Install it with"
    )
    if Path("/etc/debian_version").exists():
        assert message.endswith("apt install libmpv2")
    assert part(result, "library").startswith("fine: ")


TOO_OLD = (
    "python-mpv requires libmpv with an API version of 1.108, but you have an older one (1.107)"
)
NO_FILE = "libplacebo.so.208: cannot open shared object file: No such file or directory"


@pytest.mark.parametrize(
    ("error", "message", "remedy"),
    [
        (f"RuntimeError('{TOO_OLD}.')", f"libmpv is too old ({TOO_OLD})", "Upgrade libmpv with"),
        (f"OSError('{NO_FILE}')", f"libmpv can't be used ({NO_FILE})", "Install the package with"),
        (
            "ModuleNotFoundError('No module named mpv')",
            "python-mpv can't be used (No module named mpv)",
            "Run: ",
        ),
    ],
)
def test_doctor_reports_an_unusable_libmpv_in_the_words_of_the_loader(
    home: UserHome, error: str, message: str, remedy: str
) -> None:
    (home.folder / "mpv.py").write_text(f"raise {error}")
    from tests.e2e.terminal import ROOT

    environment = {**home.environment, "PYTHONPATH": f"{home.folder}:{ROOT}"}
    result = home.process("doctor", env=environment)
    assert result.code == 1
    begins = f"WRONG: {message}, so nothing can be played | {remedy}"
    assert part(result, "libmpv").startswith(begins)
    result = home.process("demo", "--hands-free", env=environment)
    assert result.code == 1
    assert f"{message}, so nothing can be played. {remedy}" in result.err


@pytest.mark.skipif(sys.platform != "linux", reason="libraries are found so on Linux alone")
def test_doctor_names_a_file_in_place_of_libmpv_that_is_no_library(home: UserHome) -> None:
    for name in ("libmpv.so.1", "libmpv.so.2"):
        (home.folder / name).write_text("The minutes of the meeting.\n" * 99)
    environment = {**home.environment, "LD_LIBRARY_PATH": str(home.folder)}
    result = home.process("doctor", env=environment)
    assert result.code == 1
    assert "invalid ELF header" in part(result, "libmpv")
    assert "is missing" not in part(result, "libmpv")


def test_the_error_without_libmpv_ends_with_the_line_that_installs_it(home: UserHome) -> None:
    (home.folder / "sitecustomize.py").write_text(NO_LIBMPV)
    from tests.e2e.terminal import ROOT

    environment = {**home.environment, "PYTHONPATH": f"{home.folder}:{ROOT}"}
    result = home.process("demo", "--hands-free", env=environment)
    assert result.code == 1
    assert "end: libmpv is missing, so nothing can be played. Install it with" in result.err
    if Path("/etc/debian_version").exists():
        assert result.err.rstrip().endswith("apt install libmpv2")


def test_doctor_upgrades_by_uv_where_pip_is_missing(home: UserHome) -> None:
    code = (
        "import sys; sys.executable = '/nowhere/python'; import sysconfig;"
        "sysconfig.get_path = lambda *_: '/nowhere'; sys.modules['pip'] = None;"
        "from hearingnotes.cli.main import main; main()"
    )
    home.variables = {"PATH": "/nowhere"}
    result = home.process("doctor", code=code)
    assert part(result, "JavaScript runtime").endswith(
        'Run: uv pip install --python /nowhere/python -U "yt-dlp[default,deno]"'
    )


def test_doctor_reports_a_missing_javascript_runtime(home: UserHome) -> None:
    """This Python, in an environment without deno."""
    code = (
        "import sys; sys.executable = '/nowhere/python'; import sysconfig;"
        "sysconfig.get_path = lambda *_: '/nowhere';"
        "from hearingnotes.cli.main import main; main()"
    )
    home.variables = {"PATH": "/nowhere"}
    result = home.process("doctor", code=code)
    assert result.code == 1
    assert part(result, "JavaScript runtime") == (
        "WRONG: none, and YouTube needs one | "
        'Run: /nowhere/python -m pip install -U "yt-dlp[default,deno]"'
    )


def test_doctor_reports_a_javascript_runtime_that_does_not_run(home: UserHome) -> None:
    program = home.folder / "bin" / "deno"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nexit 3\n")
    program.chmod(0o755)
    code = (
        "import sys; sys.executable = '/nowhere/python'; import sysconfig;"
        "sysconfig.get_path = lambda *_: '/nowhere';"
        "from hearingnotes.cli.main import main; main()"
    )
    home.variables = {"PATH": str(program.parent)}
    result = home.process("doctor", code=code)
    assert result.code == 1
    assert f"WRONG: {program} does not run" in part(result, "JavaScript runtime")


def test_doctor_reports_every_problem_of_the_settings(home: UserHome) -> None:
    home.write_settings('theme = "nosuch"\nvolume = "loud"\n[keys]\npuase = "f4"\n')
    (home.settings_path.parent / "themes").mkdir()
    (home.settings_path.parent / "themes" / "mine.toml").write_text("dark = 1")
    result = home.process("doctor")
    assert result.code == 1
    lines = part(result, "settings").split(" | ")
    assert lines[0] == f"WRONG: {home.settings_path}"
    assert lines[1].startswith(f"{home.settings_path}, line 2: volume must be")
    assert "mine.toml" in lines[2]
    assert "there is no action puase; did you mean pause?" in lines[3]
    assert lines[4].startswith("There is no theme “nosuch”")


def test_doctor_prints_no_more_of_an_address_than_scheme_and_host(home: UserHome) -> None:
    proxy = "http://ana:KEY@proxy.example:80/KEY?KEY"
    home.write_settings(f'[mpv]\nno-such-option = "{proxy}"\n[keys]\n"{proxy}" = "f4"\n')
    message = part(home.process("doctor"), "settings")
    assert "mpv does not take no-such-option = http://proxy.example:80/…" in message
    assert "KEY" not in message


def test_doctor_reports_a_library_that_cannot_be_written(home: UserHome) -> None:
    home.keep("Council")
    home.library_path.chmod(0o444)
    home.library_path.parent.chmod(0o555)
    result = home.process("doctor")
    home.library_path.parent.chmod(0o755)
    assert result.code == 1
    message = part(result, "library")
    assert message.startswith(f"WRONG: {home.library_path} | ")
    assert "make the file and its folder writable" in message


def test_doctor_reports_a_library_that_takes_no_note_as_the_screen_does(
    home: UserHome,
) -> None:
    home.keep("Council", ["kept"])
    with closing(sqlite3.connect(home.library_path)) as library:
        library.execute("DELETE FROM note_text_data")
        library.execute("INSERT INTO note_text_data VALUES (1, x'00'), (10, x'ffffffffffffff')")
        library.commit()
    assert home.run("show", "Council").code == 0
    result = home.run("doctor")
    assert result.code == 1
    assert "damaged; put it aside" in part(result, "library")


def test_doctor_leaves_no_note_behind_when_it_tries_to_save_one(home: UserHome) -> None:
    home.keep("Council", ["kept"])
    before = [home.run(*words).out for words in (["list"], ["changes", "Council"])]
    assert part(home.run("doctor"), "library") == f"fine: {home.library_path}, 1 hearing"
    assert [home.run(*words).out for words in (["list"], ["changes", "Council"])] == before
    assert "trial" not in home.run("search", "trial").out


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"shopping list\n" * 100, "is not a library of hearingnotes"),
        (None, "is damaged (*** in database main ***"),
    ],
)
def test_doctor_reports_a_library_that_is_damaged_or_none(
    home: UserHome, content: bytes | None, message: str
) -> None:
    home.keep("Council", [f"note {number}" for number in range(200)])
    raw = home.library_path.read_bytes()
    if content is None:
        content = raw[:8192] + b"\xff" * 4096 + raw[12288:]
    home.library_path.write_bytes(content)
    result = home.process("doctor")
    assert result.code == 1
    assert message in part(result, "library")


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"COLORTERM": "truecolor"}, "fine: 16 million"),
        ({"COLORTERM": "", "TERM": "xterm-direct"}, "fine: 16 million"),
        ({"COLORTERM": "", "TERM": "dumb"}, "could be better: a terminal that calls itself dumb"),
        ({"COLORTERM": ""}, "could be better: 256 at most are announced | If the terminal can"),
        ({"NO_COLOR": "1"}, "fine: none, as NO_COLOR wishes"),
    ],
)
def test_doctor_reports_the_colours_of_the_terminal_as_not_vital(
    home: UserHome, variables: dict[str, str], message: str
) -> None:
    home.variables = variables
    result = home.process("doctor")
    assert result.code == 0
    assert part(result, "terminal colours").startswith(message)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a clipboard")
@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"SSH_TTY": "/dev/pts/1"}, r"fine: this machine is a remote one: .*"),
        ({}, r"fine: there is no display: what is copied is sent through the terminal"),
        ({"DISPLAY": ":9"}, r"could be better: .* \| Install it .*xclip.*"),
        ({"WAYLAND_DISPLAY": "x"}, r"could be better: .* \| Install it .*wl-clipboard.*"),
    ],
)
def test_doctor_reports_the_clipboard_as_not_vital(
    home: UserHome, variables: dict[str, str], message: str
) -> None:
    tools = home.folder / "bin"
    tools.mkdir()
    deno = Path(sys.executable).parent / "deno"
    home.variables = {"PATH": str(tools), **variables}
    result = home.process("doctor")
    assert result.code == 0 or not deno.exists()
    assert re.fullmatch(message, part(result, "clipboard"))


def test_doctor_reports_a_log_that_cannot_be_written_as_not_vital(home: UserHome) -> None:
    home.log_path.parent.parent.mkdir()
    home.log_path.parent.touch()
    result = home.process("doctor")
    assert result.code == 0
    assert "can't be written | Make its folder writable." in part(result, "log")


@pytest.mark.skipif(not can_mount(), reason="a disk of one's own needs Linux")
def test_doctor_reports_a_disk_that_is_nearly_full(home: UserHome) -> None:
    from subprocess import run

    from tests.e2e.terminal import ROOT

    home.library_path.parent.mkdir(parents=True)
    script = 'mount -t tmpfs -o size=9m none "$1" && "$0" -m hearingnotes doctor'
    done = run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", script, sys.executable,
         str(home.library_path.parent)],
        env={**home.environment, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    message = part(CommandResult(done.returncode, done.stdout, done.stderr), "library")
    assert re.fullmatch(
        r"could be better: .*, 9 MB are left on its disk \| Free some space\.", message
    )
