"""The parts of it that need no system."""

from pathlib import Path

import pytest

from hearingnotes import demo
from tests.make.fresh_system import (
    HEAD,
    ROOT,
    Outcome,
    Run,
    last_line,
    lines_of,
    shows_demo,
    table,
    taken_over,
)


def test_the_lines_for_a_fresh_system_are_those_of_the_readme() -> None:
    lines = lines_of((ROOT / "README.md").read_text("utf-8"))
    assert lines["play"].endswith("hearingnotes demo")
    assert "/bin/pytest " in lines["tests"]


def test_a_fresh_system_gets_certificates_and_proxies_of_the_caller_and_nothing_else(
    tmp_path: Path,
) -> None:
    bundle = tmp_path / "bundle.pem"
    bundle.write_text("certificates")
    taken = taken_over(
        {
            "PIP_CERT": str(bundle),
            "SSL_CERT_FILE": str(tmp_path / "gone.pem"),
            "https_proxy": "http://127.0.0.1:8080",
            "NO_PROXY": "",
            "HOME": "/home/caller",
        }
    )
    assert taken.files == {"PIP_CERT": bundle}
    assert taken.variables == {
        "https_proxy": "http://127.0.0.1:8080",
        "PIP_CERT": "/opt/caller/PIP_CERT.pem",
    }


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("==== \x1b[32m12 passed\x1b[0m in 3.4s ====\n\n", "12 passed in 3.4s"),
        ("E: no such package\r\n\x1b[?25h\r\n", "E: no such package"),
        ("====\n \n", ""),
        ("", ""),
    ],
)
def test_the_last_line_of_a_fresh_system_is_printed_without_colours(text: str, last: str) -> None:
    assert last_line(text) == last


def test_a_fresh_system_sees_when_the_demo_plays() -> None:
    assert shows_demo(f"{demo.HEARING_TITLE}  0 notes\n0:03 / 4:10  playing")
    assert not shows_demo(f"{demo.HEARING_TITLE}  0 notes\nopening")
    assert not shows_demo("$ hearingnotes demo")


def test_the_table_of_fresh_systems_has_a_row_for_each_run() -> None:
    outcomes = [
        Outcome(Run("trixie", "root", "play"), 0, 123.4, "the demo was on the screen"),
        Outcome(Run("bookworm", "user", "tests"), 1, 3600.0, "1 failed"),
    ]
    assert table([HEAD, *(outcome.cells for outcome in outcomes)]) == [
        "system    who   line   exit  time   what came of it",
        "trixie    root  play   0     2:03   the demo was on the screen",
        "bookworm  user  tests  1     60:00  1 failed",
    ]
