"""A new hearing whose recording another hearing has already goes on in that one."""

from collections.abc import Iterable
from dataclasses import replace

from hearingnotes.library.hearings import StoredHearing
from hearingnotes.model.anchor import Anchor
from hearingnotes.model.draft import Draft, with_hearing
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note


class IdRedirects:
    """The ids of a hearing that joined another one and of its recordings, and those that hold.

    What was asked before the screen has heard of it is done under the ids that hold.
    """

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def take(self, hearing: Hearing, recordings: Iterable[Recording], other: StoredHearing) -> None:
        """From now on the hearing is the other one."""
        there = {
            (recording.platform, recording.key): recording.id for recording in other.recordings
        }
        self._ids[hearing.id] = other.hearing.id
        for recording in recordings:
            known = there.get((recording.platform, recording.key))
            if known is not None:
                self._ids[recording.id] = known

    def has(self, hearing_id: str) -> bool:
        """Whether the hearing has joined another."""
        return hearing_id in self._ids

    def id(self, asked: str) -> str:
        """The id that holds."""
        return self._ids.get(asked, asked)

    def note(self, note: Note) -> Note:
        """The note in the hearing that holds."""
        moment = self._moment(note.moment)
        return replace(note, hearing_id=self.id(note.hearing_id), moment=moment)

    def draft(self, draft: Draft) -> Draft:
        """The draft with the hearings that hold."""
        joined = draft
        for gone, holds in self._ids.items():
            joined = with_hearing(joined, gone, holds)
        return joined

    def anchor(self, anchor: Anchor) -> Anchor:
        """The anchor in the hearing that holds."""
        return replace(
            anchor,
            hearing_id=self.id(anchor.hearing_id),
            moment=self._moment(anchor.moment),
            recording_id=self.id(anchor.recording_id),
        )

    def _moment(self, moment: Moment) -> Moment:
        if moment.recording_id is None or not self.has(moment.recording_id):
            return moment
        return replace(moment, recording_id=self.id(moment.recording_id))
