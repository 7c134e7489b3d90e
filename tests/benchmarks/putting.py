"""From a saved note to its place among the others."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

from hearingnotes.ids import new_id
from hearingnotes.model.hearing import LiveStatus, Recording
from hearingnotes.model.live import LiveEvidence
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.session.note_index import NoteIndex
from tests.benchmarks.material import BEGAN, FEW, HEARING, NINE_HOURS_S, Material, make_notes
from tests.benchmarks.measure import Row, alternately, seconds_of

RECORDING = Recording(
    "R1", HEARING.id, "youtube", "4LBmWqYuuDY", "https://x", live_status=LiveStatus.LIVE
)
EVIDENCE = LiveEvidence(
    first_s=0.0, first_utc=BEGAN, first_sq=0, segment_s=5.0, manifest=1, release_utc=BEGAN
)


def measure(material: Material) -> Iterator[Row]:
    """The next note of a broadcast, while one of the others has no more than the clock."""
    for what, is_heard in (("a live note", True), ("a note by the clock", False)):
        many, few = (_Broadcast(notes) for notes in (material.many, FEW))
        taken_s, base_s = alternately(
            material.rounds(200, 20), partial(many.put, is_heard), partial(few.put, is_heard)
        )
        of_many, base = f"{what} put among {material.many:,}", f"the same among {FEW}"
        yield Row(of_many, taken_s * 1e3, "ms", base_s * 1e3, base)


class _Broadcast:
    def __init__(self, notes: int) -> None:
        heard = [replace(note, moment=_live(note.moment)) for note in make_notes(notes)]
        middle = heard[notes // 2]
        heard[notes // 2] = replace(middle, moment=Moment(middle.moment.utc))
        self._note_index = NoteIndex(heard, [RECORDING])
        self._at_s = float(NINE_HOURS_S)

    def put(self, is_heard: bool) -> float:
        """How long it takes to put the next one."""
        self._at_s += 10.0
        utc = BEGAN + timedelta(seconds=self._at_s)
        moment = Moment(utc, "R1", self._at_s, 0.0, 0.04) if is_heard else Moment(utc)
        note = Note(new_id(), HEARING.id, _live(moment) if is_heard else moment, "as it came")
        return seconds_of(lambda: self._note_index.put(note))


def _live(moment: Moment) -> Moment:
    return replace(moment, live=EVIDENCE)
