"""Runs one case and compares what the program exports with what the picture showed."""

import asyncio
import json
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from hearingnotes.ids import new_id
from hearingnotes.model.anchor import Anchor
from hearingnotes.model.labels import rung
from hearingnotes.model.note import Note
from hearingnotes.model.timeline import Timeline
from tests.live.broadcast import Broadcast
from tests.live.cases import CASES, Case
from tests.live.listener import Seen, listening
from tests.media.origin import Origin

KEY = "4LBmWqYuuDY"
FRAME_S = 0.04


@dataclass(frozen=True)
class Row:
    """A note: the second that was seen, the second that the program found, and how sure it was."""

    note: str
    truth_s: float
    found_s: float | None
    error_s: float | None
    margin_s: float | None
    is_within: bool | None
    rung: str


def run(case: Case, folder: Path) -> list[Row]:
    """Run the case in this process."""
    return asyncio.run(_run(case, folder))


async def _run(case: Case, folder: Path) -> list[Row]:
    with Origin() as origin, Broadcast(origin, KEY, case.plan) as broadcast:
        async with listening(broadcast, folder, case.address(broadcast)) as who:
            await case.script(who, broadcast)
            timeline, notes = who.screen.session.timeline, who.notes()
    rows = _rows(who.seen, notes, timeline)
    if any(row.found_s is None for row in rows):
        rows += _anchored(who.seen, notes, timeline)
    if who.noticed_s is not None:
        rows.append(Row("noticed", who.noticed_s, None, None, None, None, "s after the end"))
    return rows


def _rows(seen: list[Seen], notes: list[Note], timeline: Timeline, mark: str = "") -> list[Row]:
    by_text = {note.text: note for note in notes}
    return [_row(one, by_text[one.text], timeline, mark) for one in seen]


def _row(seen: Seen, note: Note, timeline: Timeline, mark: str) -> Row:
    truth_s = (seen.before_s + seen.after_s) / 2
    place = timeline.place_note(note)
    if place is None:
        return Row(note.text + mark, truth_s, None, None, None, None, "waits for an anchor")
    low_s, high_s = seen.before_s - FRAME_S, seen.after_s + FRAME_S
    outside_s = max(low_s - place.second_s, place.second_s - high_s, 0.0)
    error_s = place.second_s - truth_s
    is_within = outside_s <= place.margin_s
    found = rung(place)
    return Row(note.text + mark, truth_s, place.second_s, error_s, place.margin_s, is_within, found)


def _anchored(seen: list[Seen], notes: list[Note], timeline: Timeline) -> list[Row]:
    """The rows of the notes, once the first note that waits has been anchored."""
    by_text = {note.text: note for note in notes}
    first = next(one for one in seen if timeline.place_note(by_text[one.text]) is None)
    note = by_text[first.text]
    recording_id = next(iter(timeline.recordings))
    second_s = float(int(first.before_s))
    anchor = Anchor(new_id(), note.hearing_id, note.moment, recording_id, second_s)
    moments = [other.moment for other in notes]
    anchored = Timeline(timeline.recordings.values(), [anchor], moments)
    return _rows(seen, notes, anchored, " ⚓")


if __name__ == "__main__":
    (chosen,) = (case for case in CASES if case.name == sys.argv[1])
    with tempfile.TemporaryDirectory() as temporary:
        print(json.dumps([asdict(row) for row in run(chosen, Path(temporary))]))
