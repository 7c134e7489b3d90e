"""Notes in any writing leave what stands to the right of them where it is, in real terminals."""

import os
import shutil
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.cells import get_character_cell_size

from hearingnotes.library.library import Library
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.services.open_hearing import open_reference
from hearingnotes.ui.text import steady
from tests.e2e.terminal import ROOT, WAIT_S, environment_for, running
from tests.hostile_text import UNEVEN_TEXTS

COLUMNS, ROWS = 120, 40
FROM_THE_RULE = 48
"""The captions take two fifths of the window, their rule first."""


LIST_FROM, LIST_ROWS = 4, 31


def recorded(tone: Path, tmp_path: Path, texts: Sequence[str]) -> Path:
    """A recording with plain captions and these notes."""
    path = tmp_path / "hearing.flac"
    shutil.copy(tone, path)
    cues = (f"00:{at // 60:02}:{at % 60:02}.000 --> 00:04:59.000\nline {at}\n" for at in range(60))
    path.with_suffix(".vtt").write_text("WEBVTT\n\n" + "\n".join(cues), encoding="utf-8")
    data = tmp_path / "data" / "hearingnotes"
    data.mkdir(parents=True)
    with Library(data / "library.db") as library:
        opening = open_reference(library, str(path))
        library.hearings.save(opening.hearing, opening.recordings)
        for number, text in enumerate(texts):
            moment = Moment(datetime.now(UTC), opening.recordings[0].id, float(number), 0.0)
            shown = f"{text[:150]} end"
            library.notes.add(Note(f"N{number:02}", opening.hearing.id, moment, shown))
    return path


def shifted(rows: Sequence[str]) -> list[str]:
    """Lines of the notes that have not their rule, and behind it what there should be."""
    notes = rows[LIST_FROM : LIST_FROM + LIST_ROWS]
    return [row for row in notes if len(row.rpartition("│")[2]) != FROM_THE_RULE - 1]


def keys_to_stamps(count: int) -> dict[str, str]:
    """Keys, and the stamp of a note that is seen behind each."""
    return {"\x1b[F": f" 0:{count - 1} ±0s", "\x1b[H": " 0:00 ±0s", "\x1b[6~": " 0:10 ±0s"}


def pyte_loses_of(text: str) -> bool:
    """Whether pyte throws a part of it away: what is behind signs without room that it does not
    know for such as are put upon others."""
    drawn = (sign for sign in steady(text) if not get_character_cell_size(sign))
    return not all(map(unicodedata.combining, drawn))


def test_texts_in_any_writing_stay_aligned_in_a_plain_terminal(tone: Path, tmp_path: Path) -> None:
    texts = [text for text in UNEVEN_TEXTS.values() if not pyte_loses_of(text)]
    recording = recorded(tone, tmp_path, texts)
    with running(str(recording), home=tmp_path, columns=COLUMNS, rows=ROWS) as terminal:
        terminal.wait_for("line 20", " end")
        for key, shown in keys_to_stamps(len(texts)).items():
            terminal.press(key)
            terminal.wait_for(shown)
            assert shifted(terminal.rows) == []


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """A server of its own."""
    program = shutil.which("tmux")
    if program is None:
        pytest.skip("there is no tmux")
    environment = environment_for(tmp_path, {"LC_ALL": "C.UTF-8", "TMUX_TMPDIR": str(tmp_path)})

    def run(*arguments: str) -> str:
        command = [program, "-u", "-f", os.devnull, *arguments]
        return subprocess.run(
            command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout

    yield run
    run("kill-server")


def terminals_differ_of(text: str) -> bool:
    """Whether it has vowels of their own width, as Malayalam has: how wide, each terminal says."""
    return any(unicodedata.category(sign) == "Mc" for sign in text)


def test_texts_in_any_writing_stay_aligned_in_tmux(
    tone: Path, tmp_path: Path, tmux: Callable[..., str]
) -> None:
    texts = [text for text in UNEVEN_TEXTS.values() if not terminals_differ_of(text)]
    recording = recorded(tone, tmp_path, texts)
    command = [sys.executable, "-m", "hearingnotes", str(recording)]
    tmux("new-session", "-d", "-x", str(COLUMNS), "-y", str(ROWS), *command)

    def screen() -> str:
        return tmux("capture-pane", "-p", "-N")

    def wait(holds: Callable[[str], bool]) -> None:
        deadline = time.monotonic() + WAIT_S
        while not holds(shown := screen()):
            assert time.monotonic() < deadline, shown

    wait(lambda shown: "line 20" in shown)
    for key, stamp in keys_to_stamps(len(texts)).items():
        tmux("send-keys", "-l", key)
        # A screen may be looked at while it is drawn.
        wait(lambda shown, stamp=stamp: stamp in shown and not shifted(shown.splitlines()))  # type: ignore[misc]
