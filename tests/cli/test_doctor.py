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


def part(ran: CommandResult, name: str) -> str:
    """What is said of a part, on one line."""
    match = re.search(rf"^{name}: +(.*(?:\n {{20}} .*)*)", ran.out, re.MULTILINE)
    assert match, ran.out
    return re.sub(r"\n +", " | ", match[1])


def test_doctor_reports_nothing_where_all_is_there(home: UserHome) -> None:
    home.keep("Council")
    ran = home.process("doctor")
    assert (ran.code, ran.err) == (0, "")
    assert re.fullmatch(r"fine: mpv [\d.]+.*", part(ran, "libmpv"))
    assert re.match(r"(fine|could be better): \d{4}\.\d+\.\d+", part(ran, "yt-dlp"))
    assert re.fullmatch(r"fine: deno [\d.]+.*", part(ran, "JavaScript runtime"))
    assert part(ran, "terminal colours") == "fine: 16 million"
    assert part(ran, "library") == f"fine: {home.library_path}, 1 hearing"
    assert part(ran, "settings") == f"fine: {home.settings_path}"
    assert part(ran, "log") == f"fine: {home.log_path}"


def test_doctor_reports_a_missing_libmpv_with_the_line_that_installs_it(home: UserHome) -> None:
    (home.folder / "sitecustomize.py").write_text(NO_LIBMPV)
    from tests.e2e.terminal import ROOT

    environment = {**home.environment, "PYTHONPATH": f"{home.folder}:{ROOT}"}
    ran = home.process("doctor", env=environment)
    assert ran.code == 1
    told = part(ran, "libmpv")
    assert told.startswith("WRONG: libmpv is missing, so nothing can be played | Install it with")
    if Path("/etc/debian_version").exists():
        assert told.endswith("apt install libmpv2")
    assert part(ran, "library").startswith("fine: ")


TOO_OLD = (
    "python-mpv requires libmpv with an API version of 1.108, but you have an older one (1.107)"
)
NO_FILE = "libplacebo.so.208: cannot open shared object file: No such file or directory"


@pytest.mark.parametrize(
    ("error", "told", "remedy"),
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
    home: UserHome, error: str, told: str, remedy: str
) -> None:
    (home.folder / "mpv.py").write_text(f"raise {error}")
    from tests.e2e.terminal import ROOT

    environment = {**home.environment, "PYTHONPATH": f"{home.folder}:{ROOT}"}
    ran = home.process("doctor", env=environment)
    assert ran.code == 1
    begins = f"WRONG: {told}, so nothing can be played | {remedy}"
    assert part(ran, "libmpv").startswith(begins)
    ran = home.process("demo", "--hands-free", env=environment)
    assert ran.code == 1
    assert f"{told}, so nothing can be played. {remedy}" in ran.err


@pytest.mark.skipif(sys.platform != "linux", reason="libraries are found so on Linux alone")
def test_doctor_names_a_file_in_place_of_libmpv_that_is_no_library(home: UserHome) -> None:
    for name in ("libmpv.so.1", "libmpv.so.2"):
        (home.folder / name).write_text("The minutes of the meeting.\n" * 99)
    environment = {**home.environment, "LD_LIBRARY_PATH": str(home.folder)}
    ran = home.process("doctor", env=environment)
    assert ran.code == 1
    assert "invalid ELF header" in part(ran, "libmpv")
    assert "is missing" not in part(ran, "libmpv")


def test_the_error_without_libmpv_ends_with_the_line_that_installs_it(home: UserHome) -> None:
    (home.folder / "sitecustomize.py").write_text(NO_LIBMPV)
    from tests.e2e.terminal import ROOT

    environment = {**home.environment, "PYTHONPATH": f"{home.folder}:{ROOT}"}
    ran = home.process("demo", "--hands-free", env=environment)
    assert ran.code == 1
    assert "end: libmpv is missing, so nothing can be played. Install it with" in ran.err
    if Path("/etc/debian_version").exists():
        assert ran.err.rstrip().endswith("apt install libmpv2")


def test_doctor_upgrades_by_uv_where_pip_is_missing(home: UserHome) -> None:
    code = (
        "import sys; sys.executable = '/nowhere/python'; import sysconfig;"
        "sysconfig.get_path = lambda *_: '/nowhere'; sys.modules['pip'] = None;"
        "from hearingnotes.cli.main import main; main()"
    )
    home.variables = {"PATH": "/nowhere"}
    ran = home.process("doctor", code=code)
    assert part(ran, "JavaScript runtime").endswith(
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
    ran = home.process("doctor", code=code)
    assert ran.code == 1
    assert part(ran, "JavaScript runtime") == (
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
    ran = home.process("doctor", code=code)
    assert ran.code == 1
    assert f"WRONG: {program} does not run" in part(ran, "JavaScript runtime")


def test_doctor_reports_every_problem_of_the_settings(home: UserHome) -> None:
    home.write_settings('theme = "nosuch"\nvolume = "loud"\n[keys]\npuase = "f4"\n')
    (home.settings_path.parent / "themes").mkdir()
    (home.settings_path.parent / "themes" / "mine.toml").write_text("dark = 1")
    ran = home.process("doctor")
    assert ran.code == 1
    told = part(ran, "settings").split(" | ")
    assert told[0] == f"WRONG: {home.settings_path}"
    assert told[1].startswith(f"{home.settings_path}, line 2: volume must be")
    assert "mine.toml" in told[2]
    assert "there is no action puase; did you mean pause?" in told[3]
    assert told[4].startswith("There is no theme “nosuch”")


def test_doctor_prints_no_more_of_an_address_than_scheme_and_host(home: UserHome) -> None:
    proxy = "http://ana:KEY@proxy.example:80/KEY?KEY"
    home.write_settings(f'[mpv]\nno-such-option = "{proxy}"\n[keys]\n"{proxy}" = "f4"\n')
    told = part(home.process("doctor"), "settings")
    assert "mpv does not take no-such-option = http://proxy.example:80/…" in told
    assert "KEY" not in told


def test_doctor_reports_a_library_that_cannot_be_written(home: UserHome) -> None:
    home.keep("Council")
    home.library_path.chmod(0o444)
    home.library_path.parent.chmod(0o555)
    ran = home.process("doctor")
    home.library_path.parent.chmod(0o755)
    assert ran.code == 1
    told = part(ran, "library")
    assert told.startswith(f"WRONG: {home.library_path} | ")
    assert "make the file and its folder writable" in told


def test_doctor_reports_a_library_that_takes_no_note_as_the_screen_does(
    home: UserHome,
) -> None:
    home.keep("Council", ["kept"])
    with closing(sqlite3.connect(home.library_path)) as library:
        library.execute("DELETE FROM note_text_data")
        library.execute("INSERT INTO note_text_data VALUES (1, x'00'), (10, x'ffffffffffffff')")
        library.commit()
    assert home.run("show", "Council").code == 0
    ran = home.run("doctor")
    assert ran.code == 1
    assert "damaged; put it aside" in part(ran, "library")


def test_doctor_leaves_no_note_behind_when_it_tries_to_save_one(home: UserHome) -> None:
    home.keep("Council", ["kept"])
    before = [home.run(*words).out for words in (["list"], ["changes", "Council"])]
    assert part(home.run("doctor"), "library") == f"fine: {home.library_path}, 1 hearing"
    assert [home.run(*words).out for words in (["list"], ["changes", "Council"])] == before
    assert "trial" not in home.run("search", "trial").out


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"shopping list\n" * 100, "is not a library of hearingnotes"),
        (None, "is damaged (*** in database main ***"),
    ],
)
def test_doctor_reports_a_library_that_is_damaged_or_none(
    home: UserHome, content: bytes | None, told: str
) -> None:
    home.keep("Council", [f"note {number}" for number in range(200)])
    raw = home.library_path.read_bytes()
    if content is None:
        content = raw[:8192] + b"\xff" * 4096 + raw[12288:]
    home.library_path.write_bytes(content)
    ran = home.process("doctor")
    assert ran.code == 1
    assert told in part(ran, "library")


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({"COLORTERM": "truecolor"}, "fine: 16 million"),
        ({"COLORTERM": "", "TERM": "xterm-direct"}, "fine: 16 million"),
        ({"COLORTERM": "", "TERM": "dumb"}, "could be better: a terminal that calls itself dumb"),
        ({"COLORTERM": ""}, "could be better: 256 at most are announced | If the terminal can"),
        ({"NO_COLOR": "1"}, "fine: none, as NO_COLOR wishes"),
    ],
)
def test_doctor_reports_the_colours_of_the_terminal_as_not_vital(
    home: UserHome, variables: dict[str, str], told: str
) -> None:
    home.variables = variables
    ran = home.process("doctor")
    assert ran.code == 0
    assert part(ran, "terminal colours").startswith(told)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a clipboard")
@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({"SSH_TTY": "/dev/pts/1"}, r"fine: this machine is a remote one: .*"),
        ({}, r"fine: there is no display: what is copied is sent through the terminal"),
        ({"DISPLAY": ":9"}, r"could be better: .* \| Install it .*xclip.*"),
        ({"WAYLAND_DISPLAY": "x"}, r"could be better: .* \| Install it .*wl-clipboard.*"),
    ],
)
def test_doctor_reports_the_clipboard_as_not_vital(
    home: UserHome, variables: dict[str, str], told: str
) -> None:
    tools = home.folder / "bin"
    tools.mkdir()
    deno = Path(sys.executable).parent / "deno"
    home.variables = {"PATH": str(tools), **variables}
    ran = home.process("doctor")
    assert ran.code == 0 or not deno.exists()
    assert re.fullmatch(told, part(ran, "clipboard"))


def test_doctor_reports_a_log_that_cannot_be_written_as_not_vital(home: UserHome) -> None:
    home.log_path.parent.parent.mkdir()
    home.log_path.parent.touch()
    ran = home.process("doctor")
    assert ran.code == 0
    assert "can't be written | Make its folder writable." in part(ran, "log")


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
    told = part(CommandResult(done.returncode, done.stdout, done.stderr), "library")
    assert re.fullmatch(
        r"could be better: .*, 9 MB are left on its disk \| Free some space\.", told
    )
