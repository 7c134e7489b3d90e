"""Redirects of ids, for a new hearing that was merged into a stored one."""

from collections.abc import Iterable
from dataclasses import replace

from hearingnotes.library.hearings import StoredHearing
from hearingnotes.model.anchor import Anchor
from hearingnotes.model.draft import Draft, with_hearing
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.recordings import find_same


class IdRedirects:
    """The ids of merged hearings and their recordings, with the ids that replace them.

    Jobs that were requested before the screen knew of the merge run under the new ids.
    """

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def add(self, hearing: Hearing, recordings: Iterable[Recording], other: StoredHearing) -> None:
        """Redirect the ids of a hearing and its recordings to those of another hearing."""
        self._ids[hearing.id] = other.hearing.id
        for recording in recordings:
            known = find_same(other.recordings, recording.platform, recording.key)
            if known is not None:
                self._ids[recording.id] = known.id

    def has(self, hearing_id: str) -> bool:
        """Return whether the id is redirected."""
        return hearing_id in self._ids

    def id(self, id_: str) -> str:
        """Return the id after redirection."""
        return self._ids.get(id_, id_)

    def note(self, note: Note) -> Note:
        """Return the note with redirected ids."""
        moment = self._moment(note.moment)
        return replace(note, hearing_id=self.id(note.hearing_id), moment=moment)

    def draft(self, draft: Draft) -> Draft:
        """Return the draft with redirected ids."""
        redirected = draft
        for old_id, new_id in self._ids.items():
            redirected = with_hearing(redirected, old_id, new_id)
        return redirected

    def anchor(self, anchor: Anchor) -> Anchor:
        """Return the anchor with redirected ids."""
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
