"""The archive pass: playing each note in a loop on the finished video, to verify it."""

from hearingnotes.model.note import Note
from hearingnotes.model.timeline import Place
from hearingnotes.session.hearing_session import HearingSession

BEFORE_S = 3.0
AFTER_S = 6.0


class ArchivePass:
    """The archive pass of one hearing."""

    def __init__(self, session: HearingSession) -> None:
        self._session = session
        self._began_s = session.second_s()
        self._was_paused = session.player.state.paused
        self.widest_first = False

    @property
    def left(self) -> int:
        """How many notes are still to be verified."""
        return sum(1 for _ in self._to_verify())

    def next(self, step: int) -> Note | None:
        """Return the next unverified note in direction `step` (1 or -1), around the end."""
        ordered = [note for _, note in self._ordered()]
        chosen_id = self._session.note_index.selected
        at = next((i for i, note in enumerate(ordered) if note.id == chosen_id), -min(step, 0) - 1)
        turned = [ordered[(at + step * i) % len(ordered)] for i in range(1, len(ordered) + 1)]
        return next((note for note in turned if not note.verified), None)

    def play(self, note: Note) -> None:
        """Play the note's second in a loop, from a little before."""
        place = self._session.current_place(note)
        if place is not None:
            player = self._session.player
            player.loop(max(0.0, place.second_s - BEFORE_S), place.second_s + AFTER_S)
            player.set_paused(False)

    def stop(self) -> None:
        """Go back to the second where the pass began, playing or paused as then."""
        self._session.player.loop(None, None)
        if self._began_s is not None:
            self._session.go_to(self._began_s)
        self._session.player.set_paused(self._was_paused)

    def _to_verify(self) -> list[tuple[Place, Note]]:
        return [pair for pair in self._ordered() if not pair[1].verified]

    def _ordered(self) -> list[tuple[Place, Note]]:
        place_note = self._session.current_place
        notes = (note for note in self._session.note_index.shown if not note.unsent)
        placed = [(place, note) for note in notes if (place := place_note(note)) is not None]
        if self.widest_first:
            placed.sort(key=lambda pair: -pair[0].margin_s)
        return placed
