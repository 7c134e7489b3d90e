"""The log: what a bug report needs, and nothing that must not be in one."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearingnotes.config.logging import log_file, start_log
from hearingnotes.ui.terminal import PrintedLines

log = logging.getLogger("hearingnotes.test")


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "state" / "hearingnotes.log"
    start_log(Path("/dev/null"), verbose=False)


def test_the_log_begins_with_what_a_bug_report_needs(path: Path) -> None:
    start_log(path, verbose=False)
    first = path.read_text()
    assert all(word in first for word in ("hearingnotes 0.", "Python 3.", "terminal "))
    assert log_file() == path


@pytest.mark.parametrize(("verbose", "words"), [(False, ["info"]), (True, ["info", "debug"])])
def test_a_verbose_log_has_more_lines(path: Path, verbose: bool, words: list[str]) -> None:
    start_log(path, verbose=verbose)
    log.info("info")
    log.debug("debug")
    assert [line.split()[-1] for line in path.read_text().splitlines()[1:]] == words


def test_a_log_that_is_started_again_writes_each_line_once(path: Path) -> None:
    for _ in range(3):
        start_log(path, verbose=False)
    log.info("only once")
    assert path.read_text().count("only once") == 1


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("open https://a.example/v?sig=KEY&x=KEY now", "open https://a.example/… now"),
        ("'HTTPS://a.example/v?KEY'", "'HTTPS://a.example/…"),
        ("Failed to open http://a.example/sig/KEY/1.ts.", "Failed to open http://a.example/…"),
        ("rtmp://a.example/live/KEY", "rtmp://a.example/…"),
        ("(https://a.example:8443/v;token=KEY#KEY)", "(https://a.example:8443/…"),
        ("http://ana:KEY@proxy.example:80/", "http://proxy.example:80/…"),
        ("http://KEY@[::1]:80?a=KEY", "http://[::1]:80/…"),
        ("http://ana:KEY/KEY@a.example/", "http://…"),
        ("edl://%30%https://a.example/KEY", "edl://…"),
        ("with url: /videoplayback?expire=1&sig=KEY (Caused", "with url: /… (Caused"),
        ("can't have '/api/expire/1/sig/KEY/x y?sig=KEY'", "can't have '/api/… y?…"),
        ("key/1.ts;token=KEY", "key/1.ts;token=…"),
        ("[generic] KEY: Downloading webpage", "[generic] …: Downloading webpage"),
        ("[youtube] 4LBmWqYuuDY: Downloading", "[youtube] 4LBmWqYuuDY: Downloading"),
        ("Cookie: a=KEY; b=KEY", "Cookie: …"),
        ("{'Authorization': 'Bearer KEY'}", "{'Authorization': …"),
        ("https://a.example", "https://a.example"),
        (
            "/home/ana/hearing 1.mp4 and what? a/b@c 3:15",
            "/home/ana/hearing 1.mp4 and what? a/b@c 3:15",
        ),
        ("one\x1b]0;two\x07\x9bm", "one]0;twom"),
    ],
)
def test_the_log_leaves_out_secrets(path: Path, text: str, stored: str) -> None:
    start_log(path, verbose=False)
    log.info(text)
    log.error("failed", exc_info=ValueError(text))
    assert path.read_text().count(f"{stored}\n") == 2
    assert "KEY" not in path.read_text()


# All that may stand in an address, but for what ends its host.
SIGNS = st.text(st.sampled_from("aZ09-._~!$&'()*+,;=:%"), max_size=6)
SECRETS = SIGNS.map(lambda signs: f"{signs}KEY{signs}")
PARTS = st.lists(SECRETS | SIGNS, max_size=4).map("/".join)
WAYS = [
    "{}",
    "Failed to open {}.",
    "'{}'",
    "<{}>",
    "({}, {})",
    "b'{}'",
    '{{"url":"{}"}}',
    "x={}: HTTP 403",
]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from(["http", "HTTPS", "rtmp", "rtsp", "srt", "hls+https", "udp", "ftp"]),
    st.sampled_from(["", "{0}@", "ana:{0}@", "{0}:{0}@"]),
    st.sampled_from(["a.example", "a.example:8443", "10.0.0.1", "[2001:db8::1]:80"]),
    PARTS,
    SECRETS,
    st.sampled_from(
        ["/{1}/{0}", "/{1}?{0}", "?{0}&{1}", "#{0}", "/{1}#{0}?{1}", "/;token={0}", "/@{0}"]
    ),
    st.sampled_from(WAYS),
    st.sampled_from(["message", "argument", "error", "cause", "note"]),
    st.sampled_from([logging.DEBUG, logging.WARNING, logging.CRITICAL]),
)
def test_an_address_is_logged_by_its_scheme_and_host_only(
    path: Path, scheme: str, who: str, host: str, parts: str, secret: str, rest: str, way: str,
    where: str, level: int,
) -> None:  # fmt: skip
    begins = f"{scheme}://"
    user = who.format(secret.replace("/", ""))
    url = f"{begins}{user}{host}{rest.format(secret, parts)}"
    text = way.format(url, url)
    start_log(path, verbose=True)
    error = OSError(text)
    if where == "cause":
        error = OSError("x")
        error.__cause__ = ValueError(text)
    elif where == "note":
        error = OSError("x")
        error.add_note(text)
    if where in {"message", "argument"}:
        log.log(level, *([text] if where == "message" else ["%s", text]))
    else:
        log.log(level, "failed", exc_info=error)
    written = path.read_text()
    assert "KEY" not in written, written
    assert f"{begins}{host}/…" in written or (":" in host and f"{begins}…" in written)
    path.unlink()


LIBRARY = """
import os, subprocess, sys
from pathlib import Path
from hearingnotes.config.logging import start_log
from hearingnotes.ui.terminal import own_terminal
path = Path(sys.argv[1])
start_log(path, verbose=False)
with own_terminal(path):
    os.write(2, sys.argv[2].encode() * int(sys.argv[3]))
    late = "read line; echo late >&2; echo lives"
    child = subprocess.Popen(["sh", "-c", late], stdin=-1, stdout=-1)
print(child.communicate(b"\\n")[0].decode().strip())
"""


def printed_by_a_library(path: Path, text: str, times: int = 1) -> str:
    """What is logged of what a C library writes to descriptor 2 while the screen is there."""
    command = [sys.executable, "-c", LIBRARY, str(path), text, str(times)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    # A program that was started meanwhile, a browser, can go on writing.
    assert (done.stdout, done.stderr) == ("lives\n", "")
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    return path.read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="it is let be there")
def test_lines_printed_by_libraries_are_logged_without_secrets(path: Path) -> None:
    written = printed_by_a_library(path, "ALSA: no card\nFailed: http://a.example/sig/KEY/1.ts\n\n")
    assert [line.rpartition("the terminal: ")[2] for line in written.splitlines()[1:]] == [
        "ALSA: no card",
        "Failed: http://a.example/…",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="it is let be there")
def test_the_last_whole_lines_of_a_long_output_are_logged(path: Path) -> None:
    written = printed_by_a_library(path, f"http://a.example/{'KEY' * 70}\n", 5000)
    assert "KEY" not in written
    assert written.count("http://a.example/…\n") == 100_000 // 228
    assert len(written) < 100_000


CRASHING = """
import os, sys
from pathlib import Path
from hearingnotes.config.logging import start_log
from hearingnotes.ui.terminal import own_terminal
start_log(Path(sys.argv[1]), verbose=False)
with own_terminal(Path(sys.argv[1])):
    os.write(2, b"Failed: http://a.example/sig/KEY/1.ts\\nhttp://a.exam")
    sys.stdin.readline()
    os.abort()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="it is let be there")
def test_lines_printed_by_libraries_before_a_crash_are_logged(path: Path) -> None:
    command = [sys.executable, "-c", CRASHING, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as crashing:
        until = time.monotonic() + 30
        while "told to the terminal" not in (path.read_text() if path.exists() else ""):
            assert time.monotonic() < until
            assert crashing.poll() is None
        crashing.communicate(b"\n")
    assert crashing.returncode == -signal.SIGABRT
    lines = [line.rpartition("the terminal: ")[2] for line in path.read_text().splitlines()[1:]]
    assert lines == ["Failed: http://a.example/…"]


@pytest.fixture
def printed(tmp_path: Path) -> Iterator[IO[bytes]]:
    with (tmp_path / "told").open("ab+", buffering=0) as file:
        yield file


class KeptTexts(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage().removeprefix("told to the terminal: "))

    def taken(self) -> list[str]:
        """What was logged since it was asked last."""
        texts, self.texts = self.texts, []
        return texts


@pytest.fixture
def logged() -> Iterator[Callable[[], list[str]]]:
    """What was logged since it was asked last."""
    root, stored = logging.getLogger("hearingnotes"), KeptTexts()
    root.addHandler(stored)
    yield stored.taken
    root.removeHandler(stored)


WRITTEN = st.lists(st.text(st.sampled_from("ab/\n"), max_size=12), max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WRITTEN)
def test_each_line_printed_by_libraries_is_logged_once(
    printed: IO[bytes], logged: Callable[[], list[str]], written: list[str]
) -> None:
    printed.truncate(0)
    lines = PrintedLines(printed)
    for text in written:
        printed.write(text.encode())
        lines.log_new()
    lines.log_last()
    assert logged() == list(filter(str.strip, "".join(written).split("\n")))


def test_the_file_of_lines_printed_by_libraries_stays_small(
    printed: IO[bytes], logged: Callable[[], list[str]]
) -> None:
    lines = PrintedLines(printed)
    for number in range(400):
        printed.write(b"%d begins %s\n%d goes " % (number, b"x" * 1000, number))
        lines.log_new()
        printed.write(b"on\n")
        assert printed.seek(0, os.SEEK_END) < 150_000
    printed.write(b"last\n")
    lines.log_last()
    assert logged()[-1] == "last"


def test_a_flood_of_lines_does_not_push_other_lines_out_of_the_log(
    printed: IO[bytes], logged: Callable[[], list[str]]
) -> None:
    lines = PrintedLines(printed)
    for _ in range(100):
        printed.write((b"x" * 99 + b"\n") * 500)
        lines.log_new()
    texts = logged()
    assert set(texts) == {"x" * 99}
    assert 100_000 <= 100 * len(texts) + 200 <= 200_000


def test_a_skipped_line_is_not_logged_in_part(
    printed: IO[bytes], logged: Callable[[], list[str]]
) -> None:
    lines = PrintedLines(printed)
    for _ in range(5):
        printed.write(b"http://a.example/" + b"KEY" * 20_000)
        lines.log_new()
    printed.write(b"KEY\nwhole\n")
    lines.log_last()
    assert logged() == ["whole"]


def test_lines_are_logged_behind_a_shell_that_made_the_file_shorter(
    printed: IO[bytes], logged: Callable[[], list[str]]
) -> None:
    lines = PrintedLines(printed)
    printed.write(b"one\ntwo begins")
    lines.log_new()
    printed.truncate(0)  # as by `echo three > /dev/stderr`
    printed.write(b"three\n")
    lines.log_new()
    assert logged() == ["one", "three"]


@pytest.mark.skipif(sys.platform == "win32", reason="it is let be there")
def test_the_log_says_when_it_stops_logging_printed_lines(
    logged: Callable[[], list[str]], tmp_path: Path
) -> None:
    with (tmp_path / "told").open("ab+") as file:
        lines = PrintedLines(file)
    lines.watch(every_s=0.0)
    until = time.monotonic() + 30
    while not (texts := logged()):
        assert time.monotonic() < until
    assert texts[0].startswith("what libraries write is not logged any more")
    assert lines.close()


def test_the_log_rotates(path: Path) -> None:
    start_log(path, verbose=False)
    for _ in range(70):
        log.info("x" * 100_000)
    sizes = [file.stat().st_size for file in path.parent.iterdir()]
    assert len(sizes) == 4
    assert max(sizes) <= 1_000_000


def test_a_log_that_cannot_be_written_does_not_stop_the_program(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    start_log(tmp_path / "file" / "hearingnotes.log", verbose=False)
    log.error("lost")
    assert log_file() is None


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_the_log_prints_nothing_when_the_disk_is_full(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hearingnotes.log").symlink_to("/dev/full")
    start_log(tmp_path / "hearingnotes.log", verbose=False)
    log.error("lost")
    start_log(Path("/dev/null"), verbose=False)
    assert capfd.readouterr() == ("", "")
