"""In a terminal of 80 by 24 nothing that the program itself says is cut, at its longest.

What stands on each screen is looked at in `tests/ui/golden`, too.
"""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from rich.cells import cell_len

import hearingnotes
from hearingnotes.library.writer import SaveBlocked
from hearingnotes.media.medium import Medium
from hearingnotes.model.hearing import LiveStatus
from hearingnotes.model.labels import placed
from hearingnotes.model.reading import Rung
from hearingnotes.model.timeline import Place
from hearingnotes.player.protocol import SeekWindow
from hearingnotes.player.state import PlayerState
from hearingnotes.session.live_follower import BroadcastPhase, LiveFollower
from hearingnotes.ui.action_table import ACTIONS
from hearingnotes.ui.hearing.transport_bar import BETWEEN, PHASE_CELLS
from hearingnotes.ui.hearing.transport_status import Status, status
from hearingnotes.ui.keymap import Keymap
from hearingnotes.ui.library_sentences import not_saving
from hearingnotes.ui.text import fitting, wrap
from hearingnotes.ui.widgets.status_line import BETWEEN as BETWEEN_PARTS
from tests.media_files import make_halves
from tests.ui.conftest import StartProgram
from tests.ui.whole import cut

SOURCE = Path(hearingnotes.__file__).parent
COLUMNS, ROWS = 80, 24
LONG_S = 9 * 3600 + 59 * 60 + 59.0
NOW = datetime(2026, 2, 10, 12, 34, 56, tzinfo=UTC)


async def test_titles_of_themes_are_not_cut(program: StartProgram) -> None:
    async with program(size=(COLUMNS, ROWS)) as driver:
        await driver.press("T")
        await driver.until(lambda: driver.app.screen is not driver.screen)
        for _ in driver.app.available_themes:
            await driver.until(lambda: not cut(driver), "the whole title")
            await driver.press("down")


async def test_a_list_that_is_filled_while_open_keeps_its_first_letters(
    program: StartProgram,
) -> None:
    async with program(size=(COLUMNS, ROWS)) as driver:
        await driver.playback()
        await driver.note("one")
        await driver.press("D")
        await driver.until(lambda: "Notes (1)" in driver.text, "the article")
        await driver.press("enter", "H")
        await driver.until(lambda: "✓ hearing (1 note)" in driver.text, "the hearing beside it")
        await driver.press("escape", "escape", "D")
        await driver.until(lambda: "A new one" in driver.text, "the articles")
        await driver.press("down")
        assert "A new one" in driver.text
        assert "An article without a headline" in driver.text


async def test_the_screen_beside_a_picture_is_not_cut(
    program: StartProgram, tmp_path: Path
) -> None:
    video = make_halves(tmp_path / "hearing.mp4", 30)
    async with program(str(video), size=(COLUMNS, ROWS)) as driver:
        await driver.playback()
        await driver.press("P")
        await driver.until(lambda: driver.screen.note_list.size.width < COLUMNS, "the picture")
        assert cut(driver) == []


STATES = [
    PlayerState(loaded=True, speed=speed, volume=130.0, muted=muted, silent=silent,
                duration_s=LONG_S)
    for speed, muted, silent in product((1.0, 1.25), (False, True), (False, True))
]  # fmt: skip
PLACES = [
    Place("R", LONG_S, margin_s, rung, by_anchor=by_anchor, is_later_epoch=is_later)
    for margin_s, rung, by_anchor, is_later in product(
        (9.0, 99.0), Rung, (False, True), (False, True)
    )
]
FAR = SeekWindow(LONG_S, LONG_S, None, None)
ROOM_FOR_WORDS = COLUMNS - PHASE_CELLS


def followed(standing: BroadcastPhase, release_utc: datetime | None = None) -> LiveFollower:
    waits = release_utc is not None
    kind = LiveStatus.UPCOMING if waits else LiveStatus.LIVE
    follower = LiveFollower(Medium("", live_status=kind, release_utc=release_utc), 0.0)
    follower.phase = standing
    return follower


def statuses() -> Iterator[Status]:
    """What the transport may have to tell, at its longest."""
    sure = [place for place in PLACES if place.margin_s < 10]
    for state, place in product(STATES, [None, *sure]):
        yield status(state, place, None, None, 0.0, NOW)
        for standing in BroadcastPhase:
            yield status(state, place, FAR, followed(standing), 0.0, NOW)
        quiet = followed(BroadcastPhase.ON_AIR)
        quiet._quiet_since_s, quiet._next_ask_s = 0.0, 300.0
        yield status(state, place, FAR, quiet, 0.0, NOW)
    for apart_s in (LONG_S, -LONG_S):
        begins_utc = NOW + timedelta(seconds=apart_s)
        yield status(
            PlayerState(), None, None, followed(BroadcastPhase.WAITING, begins_utc), 0.0, NOW
        )
    for standing in BroadcastPhase:
        failed = PlayerState(failure="gone")
        yield status(failed, None, None, followed(standing), 0.0, NOW)
    yield status(PlayerState(in_room=True), None, None, None, 0.0, NOW)


def test_the_transport_status_shows_the_two_most_important_parts() -> None:
    keymap = Keymap(ACTIONS, {})
    for shown in statuses():
        parts = tuple(map(keymap.format_keys, shown.parts))
        assert cell_len(f" {shown.phase} ") <= PHASE_CELLS
        counts = BETWEEN.join([*filter(None, parts)][:2])
        assert cell_len(counts) <= ROOM_FOR_WORDS, counts
        assert fitting(parts, BETWEEN, ROOM_FOR_WORDS).startswith(counts)


@pytest.mark.parametrize("place", PLACES)
def test_the_heading_of_the_editor_fits_stamp_and_save_alarm(place: Place) -> None:
    parts = ["Writing", not_saving(SaveBlocked(999, "The disk is full.")), placed(place)]
    assert fitting(parts, BETWEEN_PARTS, COLUMNS - 1) == BETWEEN_PARTS.join(parts)


HOLE = "ten or so more letters"
SPEAKS = {"say", "HearingnotesError", "remark", "PromptRequest", "tell", "Outcome"}
LINES, CELLS = 3, COLUMNS - len("! ") - 4


def sentences() -> Iterator[str]:
    """What is said in the source, something standing where values go."""
    for path in sorted(SOURCE.rglob("*.py")):
        if "commands" in path.parts or path.name == "keys.py":
            continue  # those speak in the terminal, which breaks lines; this on a page of its own
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in SPEAKS:
                yield from filter(None, map(_text, node.args))
            elif isinstance(node, ast.Assign) and node.col_offset == 0:
                yield from filter(None, [_text(node.value)])


def _name(called: ast.expr) -> str:
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) or HOLE for part in node.values)
    return ""


def test_every_sentence_of_the_program_fits_its_line() -> None:
    shown = [text for text in sentences() if text.endswith(".") and " " in text]
    assert len(shown) > 100
    assert [text for text in shown if len(wrap(text, CELLS)) > LINES] == []
