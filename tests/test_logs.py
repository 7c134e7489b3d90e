"""The log: what a bug report needs, and nothing that must not be in one."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from hearingnotes.logs import log_file, start_log, without_secrets

log = logging.getLogger("hearingnotes.test")


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "state" / "hearingnotes.log"
    start_log(Path("/dev/null"), verbose=False)


def test_it_begins_with_what_a_bug_report_needs(path: Path) -> None:
    start_log(path, verbose=False)
    first = path.read_text()
    assert all(word in first for word in ("hearingnotes 0.", "Python 3.", "terminal "))
    assert log_file() == path


@pytest.mark.parametrize(("verbose", "told"), [(False, ["info"]), (True, ["info", "debug"])])
def test_verbose_writes_more(path: Path, verbose: bool, told: list[str]) -> None:
    start_log(path, verbose=verbose)
    log.info("info")
    log.debug("debug")
    assert [line.split()[-1] for line in path.read_text().splitlines()[1:]] == told


def test_started_again_it_writes_each_line_once(path: Path) -> None:
    for _ in range(3):
        start_log(path, verbose=False)
    log.info("only once")
    assert path.read_text().count("only once") == 1


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("open https://a.example/v?sig=KEY&x=KEY now", "open https://a.example/v?… now"),
        ("'HTTPS://a.example/v?KEY'", "'HTTPS://a.example/v?…'"),
        ("rtmp://a.example/live?KEY", "rtmp://a.example/live?…"),
        ("http://ana:KEY@proxy.example:80/", "http://…@proxy.example:80/"),
        ("http://KEY@proxy.example?a=KEY", "http://…@proxy.example?…"),
        ("Cookie: a=KEY; b=KEY", "Cookie: …"),
        ("{'Authorization': 'Bearer KEY'}", "{'Authorization': …"),
        ("https://youtu.be/4LBmWqYuuDY", "https://youtu.be/4LBmWqYuuDY"),
        ("what? a/b@c 3:15", "what? a/b@c 3:15"),
    ],
)
def test_secrets_are_left_out(path: Path, text: str, kept: str) -> None:
    assert without_secrets(text) == kept
    start_log(path, verbose=False)
    log.info(text)
    log.error("failed", exc_info=ValueError(text))
    assert path.read_text().count(kept) == 2
    assert "KEY" not in path.read_text()


def test_it_rotates(path: Path) -> None:
    start_log(path, verbose=False)
    for _ in range(70):
        log.info("x" * 100_000)
    sizes = [file.stat().st_size for file in path.parent.iterdir()]
    assert len(sizes) == 4
    assert max(sizes) <= 1_000_000


def test_a_place_that_can_not_be_written_is_borne(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    start_log(tmp_path / "file" / "hearingnotes.log", verbose=False)
    log.error("lost")
    assert log_file() is None


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_says_nothing_on_the_screen(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hearingnotes.log").symlink_to("/dev/full")
    start_log(tmp_path / "hearingnotes.log", verbose=False)
    log.error("lost")
    start_log(Path("/dev/null"), verbose=False)
    assert capfd.readouterr() == ("", "")
