"""The mouse of a real terminal, by the codes that it sends."""

import re
import tomllib
from pathlib import Path

from hearingnotes import demo
from tests.e2e.terminal import Terminal, running

LEFT, MOVED, PASSING, WHEEL_UP = 0, 32, 35, 64
LINE = 72


def second_s(terminal: Terminal) -> int:
    """What the clock of the recording shows."""
    found = re.search(r"(\d+):(\d\d) / ", terminal.text)
    return 60 * int(found[1]) + int(found[2]) if found else -1


def line_at(terminal: Terminal) -> int:
    """The column of the line between notes and captions."""
    return max(terminal.lines[10].find(sign) for sign in "│┃")


def test_the_mouse_works_on_notes_strip_captions_keys_and_divider(tmp_path: Path) -> None:
    audio = str(demo.audio_path())
    with running(audio, home=tmp_path, columns=120, rows=40) as terminal:
        terminal.wait_for("playing", "Good morning. It is")
        terminal.click("n note   m mark")
        terminal.wait_for("Writing")
        terminal.press("first")
        terminal.click("Harbor Falls has nine")
        terminal.press(" words", "enter")
        terminal.wait_for("±0s         first words")
        terminal.mouse(LEFT, 90, 3)
        terminal.mouse(LEFT, 90, 3, is_released=True)
        terminal.wait(lambda: 140 <= second_s(terminal) <= 150, "a second far on")
        terminal.wait_gone("Good morning. It is")
        for _ in range(40):
            terminal.mouse(WHEEL_UP, 90, 10)
        terminal.wait_for("Good morning. It is")
        terminal.click("Good morning. It is")
        terminal.wait(lambda: 0 <= second_s(terminal) < 10, "the beginning")
        terminal.mouse(LEFT, LINE, 10)
        for column in range(LINE, 59, -1):
            terminal.mouse(MOVED, column, 10)
        terminal.wait(lambda: line_at(terminal) == 60, "the line")
        terminal.mouse(LEFT, 60, 10, is_released=True)
        terminal.mouse(PASSING, 60, 20)
        terminal.mouse(PASSING, *terminal.place_of("q quit"))
        terminal.wait(lambda: "┃" not in terminal.text, "the mouse to have left the line")
        terminal.click("q quit")
        assert terminal.end() == 0
    remembered = tmp_path / "state" / "hearingnotes" / "remembered.toml"
    assert tomllib.loads(remembered.read_text())["shares"] == {"notes": 0.5}
    with running(audio, home=tmp_path, columns=120, rows=40) as terminal:
        terminal.wait_for("first words", "Good morning. It is")
        assert line_at(terminal) == 60
