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
from hearingnotes.model.evidence import Rung
from hearingnotes.model.hearing import LiveStatus
from hearingnotes.model.labels import placed
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


async def test_of_the_themes(program: StartProgram) -> None:
    async with program(size=(COLUMNS, ROWS)) as hands:
        await hands.press("T")
        await hands.until(lambda: hands.app.screen is not hands.screen)
        for _ in hands.app.available_themes:
            await hands.until(lambda: not cut(hands), "the whole title")
            await hands.press("down")


async def test_a_list_that_is_filled_when_it_is_open_keeps_its_first_letters(
    program: StartProgram,
) -> None:
    async with program(size=(COLUMNS, ROWS)) as hands:
        await hands.playback()
        await hands.note("one")
        await hands.press("D")
        await hands.until(lambda: "Notes (1)" in hands.text, "the article")
        await hands.press("enter", "H")
        await hands.until(lambda: "✓ hearing (1 note)" in hands.text, "the hearing beside it")
        await hands.press("escape", "escape", "D")
        await hands.until(lambda: "A new one" in hands.text, "the articles")
        await hands.press("down")
        assert "A new one" in hands.text
        assert "An article without a headline" in hands.text


async def test_beside_a_picture(program: StartProgram, tmp_path: Path) -> None:
    video = make_halves(tmp_path / "hearing.mp4", 30)
    async with program(str(video), size=(COLUMNS, ROWS)) as hands:
        await hands.playback()
        await hands.press("P")
        await hands.until(lambda: hands.screen.note_list.size.width < COLUMNS, "the picture")
        assert cut(hands) == []


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


def test_of_what_plays_the_two_things_that_count_most_are_there() -> None:
    keymap = Keymap(ACTIONS, {})
    for told in statuses():
        parts = tuple(map(keymap.format_keys, told.parts))
        assert cell_len(f" {told.phase} ") <= PHASE_CELLS
        counts = BETWEEN.join([*filter(None, parts)][:2])
        assert cell_len(counts) <= ROOM_FOR_WORDS, counts
        assert fitting(parts, BETWEEN, ROOM_FOR_WORDS).startswith(counts)


@pytest.mark.parametrize("place", PLACES)
def test_above_what_is_written_stands_the_stamp_and_what_is_not_saved(place: Place) -> None:
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


def test_each_sentence_has_room_where_the_program_speaks() -> None:
    told = [text for text in sentences() if text.endswith(".") and " " in text]
    assert len(told) > 100
    assert [text for text in told if len(wrap(text, CELLS)) > LINES] == []
