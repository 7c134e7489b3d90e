"""One open hearing: notes on their way between key and disk. No widget."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from hearingnotes.ids import new_id
from hearingnotes.library.events import HearingMerged, NotesChanged
from hearingnotes.library.writer import LibraryWriter
from hearingnotes.model.anchor import Anchor
from hearingnotes.model.evidence import epoch_of, media_second, read_evidence
from hearingnotes.model.hearing import Hearing, LiveStatus, Recording
from hearingnotes.model.labels import ROUGH_MARGIN_S
from hearingnotes.model.lead import Leads
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.reading import Rung
from hearingnotes.model.roster import Roster, combined
from hearingnotes.model.sanitize import printable
from hearingnotes.model.snapshot import HearingSnapshot, leads_in_force
from hearingnotes.model.timeline import Place, Timeline
from hearingnotes.player.protocol import Player
from hearingnotes.player.wall_clock import WallClock
from hearingnotes.services.open_hearing import OpenRequest, is_finished
from hearingnotes.session.note_index import NoteIndex

OVER = {LiveStatus.POST_LIVE, LiveStatus.WAS_LIVE}
END_QUIET_S = 120.0
END_BEHIND_S = 30.0
BROKE_OFF = "The broadcast broke off and began anew here."
BROKE_OFF_BEFORE = "The broadcast broke off and began anew before it was joined here."
ANCHOR_IT = "Where this lies in the video, one anchor ({anchor_now}) can say."


class HearingSession:
    """One open hearing: its notes, the player that gives the time, the library writer."""

    def __init__(
        self,
        opening: OpenRequest,
        writer: LibraryWriter,
        notes: Iterable[Note],
        anchors: Iterable[Anchor],
        orphaned: Iterable[Note],
        shared: Roster,
    ) -> None:
        self.shared = shared
        self.hearing: Hearing = opening.hearing
        self.ids = {opening.hearing.id}
        self.recordings: tuple[Recording, ...] = opening.recordings
        self.in_room = opening.in_room
        self.writer = writer
        self.player: Player = WallClock(in_room=opening.in_room)
        self.anchors = tuple(anchors)
        self.note_index = NoteIndex(notes, self.recordings, self.anchors)
        self.unfinished: dict[str, Note] = {}
        self.note_index.leads = self.leads
        self.note_index.put_aside = self.unfinished.keys()
        self.note_index.pending |= writer.pending_ids()
        self.clock_ahead_s = 0.0
        """How far this machine's clock is ahead of the platform's, in seconds, once that is known.
        """
        self.on_captured: Callable[[Note], object] = _ignore_note
        """Called with each new note at the instant of its moment; must not wait."""
        self._edited_from: dict[str, Note] = {}
        """The stored versions of the notes that the words put aside are edits of."""
        self._edit_put_aside: Note | None = None
        """The latest edit put aside, while it is the latest step."""
        self._edit_undone: Note | None = None
        """The latest edit put aside that was undone, while redo can restore it."""
        self._is_stored = False
        self._reported_breaks: set[tuple[str | None, int]] = set()
        if not opening.is_new:
            self.save_hearing()
        self.to_resume = self._resume(list(orphaned))

    def _resume(self, orphaned: list[Note]) -> Note | None:
        """Return the note that was being typed when another run ended, to be typed on.

        Other new notes go into the list, unsent; edits of notes wait for the key `e`.
        """
        to_resume = next((note for note in orphaned if not note.unsent), None)
        for note in orphaned:
            if note is not to_resume and self.note_index.get(note.id) is None:
                self.park(note)
            else:
                self.unfinished[note.id] = note
        return to_resume

    @property
    def roster(self) -> Roster:
        """The hearing's own roster over the shared one."""
        return combined(self.hearing.roster, self.shared)

    @property
    def roster_keys(self) -> set[str]:
        """The keys that capture with a speaker."""
        return {str(speaker.key) for speaker in self.roster.speakers if speaker.key}

    @property
    def leads(self) -> Leads:
        """The leads in force: how far links go back."""
        return leads_in_force(self.hearing, self.roster)

    def snapshot(self) -> HearingSnapshot:
        """Return all of this hearing as the screen shows it now, safe for other threads."""
        notes = tuple(self.note_index.all())
        return HearingSnapshot(self.hearing, self.timeline.copy(), notes, self.anchors, self.shared)

    def second_s(self) -> float | None:
        """Return the second of the recording that plays, at most a quarter of a second old."""
        place = self.timeline.place(self.player.recent())
        return place.second_s if place is not None and place.rung is not Rung.CLOCK else None

    def current_place(self, note: Note) -> Place | None:
        """Return the note's place in the recording that plays; None where it has none there."""
        playing_id = self.player.recent().recording_id
        if playing_id is None and self.recordings:
            playing_id = self.recordings[0].id
        return self.timeline.place_note(note, playing_id)

    def go_to(self, second_s: float) -> None:
        """Play this second of the recording."""
        now = self.player.moment()
        place = self.timeline.place(now) if now.live is not None else None
        if place is not None:
            self.player.seek_from(now, second_s - place.second_s)
        else:
            self.player.seek_to(second_s)

    def seek_media_second(self, second_s: float) -> None:
        """Play this second of the medium itself, regardless of anchors."""
        now = self.player.moment()
        here_s = media_second(now)
        if now.live is not None and here_s is not None:
            self.player.seek_from(now, second_s - here_s)
        else:
            self.player.seek_to(second_s)

    def moment(self) -> Moment:
        """Return the evidence of this instant. The player is read before anything else is done."""
        return replace(self._with_recording(self.player.moment()), clock_ahead_s=self.clock_ahead_s)

    def capture(self, text: str = "") -> Note:
        """Return a new note of this instant. It is not saved yet."""
        note = Note(new_id(), self.hearing.id, self.moment(), text)
        self.on_captured(note)
        return note

    def _with_recording(self, moment: Moment) -> Moment:
        """Name the finished recording that was to be played, where it has not played."""
        first = next(iter(self.recordings), None)
        if moment.recording_id is not None or self.in_room or first is None:
            return moment
        return replace(moment, recording_id=first.id) if is_finished(first) else moment

    def save_hearing(self) -> None:
        """Store the hearing, once. Call this when it has a note or a recording that plays."""
        if not self._is_stored:
            self._is_stored = True
            self.writer.save_hearing(self.hearing, self.recordings)

    def set_hearing(self, hearing: Hearing, recordings: tuple[Recording, ...]) -> None:
        """Replace hearing and recordings with newer versions, and save them."""
        self.hearing, self.recordings = hearing, tuple(map(self._with_end, recordings))
        self.note_index.leads = self.leads
        self.note_index.update_sources(self.recordings, self.anchors)
        if self._is_stored:
            self.writer.save_hearing(hearing, self.recordings)

    def _with_end(self, recording: Recording) -> Recording:
        """Mark the end of a broadcast as reached, where it was followed until then."""
        reach, moment = self.player.reach(), self.player.recent()
        if recording.live_status not in OVER or moment.recording_id != recording.id:
            return recording
        if reach is None or reach.quiet_s is None or reach.quiet_s > END_QUIET_S:
            return recording  # whatever came after it is unknown
        is_followed = recording.reach_s is not None and reach.behind_s < END_BEHIND_S
        return replace(recording, reached_end=True) if is_followed else recording

    def update_hearing(self, hearing: Hearing) -> bool:
        """Take over the hearing as another program changed it. Return whether it differs."""
        known = replace(hearing, opened_utc=self.hearing.opened_utc, resume_s=self.hearing.resume_s)
        if hearing.id != self.hearing.id or known == self.hearing:
            return False
        self.hearing = known
        self.note_index.leads = self.leads
        return True

    def update_recordings(self, recordings: Iterable[Recording]) -> bool:
        """Take over recordings as another program changed them. Return whether any differs."""
        theirs = {recording.id: recording for recording in recordings}
        ours = [_with_reported(own, theirs.pop(own.id, own)) for own in self.recordings]
        known, self.recordings = self.recordings, (*ours, *theirs.values())
        if known == self.recordings:
            return False
        self.note_index.update_sources(self.recordings, self.anchors)
        return True

    def on_hearing_merged(self, event: HearingMerged) -> None:
        """Continue in the hearing that holds this recording in the library already."""
        named = {(r.platform, r.key): r.captions for r in self.recordings}
        stored = [(r, (r.platform, r.key)) for r in event.stored.recordings]
        ours = [replace(r, captions=named[key] or r.captions) for r, key in stored if key in named]
        others = [r for r, key in stored if key not in named]
        self.hearing, self.recordings = event.stored.hearing, (*ours, *others)
        self.ids.add(self.hearing.id)
        self.note_index.leads = self.leads
        asked = self.writer.pending_ids()
        for note in event.notes:
            if note.id not in asked:  # else it is reported as soon as it is written
                self.note_index.put(note)
        self.update_anchors(event.anchors)

    def update_anchors(self, anchors: Iterable[Anchor]) -> None:
        """Replace the anchors in force."""
        self.anchors = tuple(anchors)
        self.note_index.update_sources(self.recordings, self.anchors)

    def set_anchor(self, anchor: Anchor) -> None:
        """Save an anchor. It holds at once."""
        self.save_hearing()
        self._start_new_step()
        self.update_anchors([*self.anchors, anchor])
        self.writer.add_anchor(anchor)

    def remove_anchor(self, anchor: Anchor) -> None:
        """Remove an anchor."""
        self._start_new_step()
        self.update_anchors(other for other in self.anchors if other.id != anchor.id)
        self.writer.remove_anchor(anchor)

    @property
    def timeline(self) -> Timeline:
        """The timeline that places this hearing's moments."""
        return self.note_index.timeline

    def remember_position(self) -> None:
        """Save where to resume the next time; of a broadcast, how far it has been followed."""
        recent = self.player.recent()
        second_s = self.second_s()
        if recent.live is not None:
            self.clock_ahead_s = recent.live.clock_ahead_s
            self._remember_reach(recent)
        elif self._is_stored and second_s is not None:
            self.writer.remember_position(self.hearing.id, second_s)

    def break_notice(self) -> str:
        """Return a sentence where a broadcast first plays behind a break, else an empty one.

        Ids of actions in braces stand for keys.
        """
        moment = self.player.recent()
        behind = epoch_of(moment)
        if not behind or (moment.recording_id, behind) in self._reported_breaks:
            return ""
        self._reported_breaks.add((moment.recording_id, behind))
        place = self.timeline.place(moment)
        is_rough = place is None or (place.rung is Rung.CLOCK and not place.by_anchor)
        return f"{_broke_off(moment)} {ANCHOR_IT}" if is_rough else _broke_off(moment)

    def _remember_reach(self, moment: Moment) -> None:
        reading = read_evidence(moment)
        if reading is None or not reading.is_placed or reading.margin_s >= ROUGH_MARGIN_S:
            return
        reach_s = reading.second_s - reading.margin_s
        for recording in self.recordings:
            if recording.id == moment.recording_id and reach_s > (recording.reach_s or 0.0):
                further = replace(recording, reach_s=reach_s)
                self.recordings = tuple(
                    further if each is recording else each for each in self.recordings
                )
                if self._is_stored:
                    self.writer.remember_reach(recording.id, reach_s)

    def autosave(self, note: Note) -> None:
        """Store the text being typed."""
        self.save_hearing()
        self.writer.autosave(replace(note, unsent=False))

    def save(self, note: Note) -> int:
        """Save the note with its text. Return the first index of the list that may have changed."""
        put_aside = self._restore_typed(note)
        return self._store("edit", _with_clean_text(note, unsent=False), put_aside)

    def park(self, note: Note) -> int:
        """Store the text unsent: a new note in the list, an edit in the autosave.

        An edit that was emptied is discarded. Return the first index of the list that may have
        changed.
        """
        known = self.note_index.get(note.id)
        if known is None or known.unsent:
            put_aside = self._restore_typed(note)
            return self._store("edit", _with_clean_text(note, unsent=True), put_aside)
        if _clean(note.text) in {known.text, ""}:
            return self.discard_typed(note)
        self.unfinished[note.id] = note
        self._edited_from.setdefault(note.id, known)
        self._edit_put_aside, self._edit_undone = note, None
        self.writer.autosave(replace(note, unsent=True))
        return self.note_index.index_of(note.id) or 0

    def discard_typed(self, note: Note) -> int:
        """Discard the typed text, but no note that was saved. Return the note's index."""
        put_aside = self._restore_typed(note)
        self._edit_put_aside = None
        self.writer.discard_autosave(note, put_aside)
        return self.note_index.index_of(note.id) or 0

    def edited_from(self, note_id: str) -> Note | None:
        """Return the stored note as it was when its text was opened; None for a new note."""
        return self._edited_from.get(note_id) or self.note_index.get(note_id)

    def _restore_typed(self, note: Note) -> Note | None:
        """Remove and return the words put aside of this note, if any."""
        self._edited_from.pop(note.id, None)
        return self.unfinished.pop(note.id, None)

    def undo_put_aside(self) -> Note | None:
        """Discard the words put aside last and return the note with them.

        None where something else is the latest step.
        """
        note = self._edit_put_aside
        if note is None:
            return None
        self._edit_put_aside, self._edit_undone = None, note
        self.discard_typed(note)
        return note

    def redo_put_aside(self) -> Note | None:
        """Restore the words that `undo_put_aside` discarded last; None where there are none."""
        note = self._edit_undone
        if note is not None:
            self.park(note)
        return note

    def run_undo(self, run: Callable[[str], None]) -> None:
        """Call `run`, the writer's undo or redo, for this hearing."""
        self._start_new_step()
        run(self.hearing.id)

    def _start_new_step(self) -> None:
        """Forget the edit put aside: something else is the latest step now."""
        self._edit_put_aside = self._edit_undone = None

    def to_edit(self, note: Note) -> Note:
        """Return the note with its unfinished text, as the note editor opens it."""
        left = self.unfinished.get(note.id)
        if left is None:
            return note
        note = replace(note, text=left.text, from_captions=left.from_captions)
        return replace(note, verified=False) if left.is_unverified_quote else note

    def change(self, action: str, note: Note) -> int:
        """Replace a note of the list as one undo step named `action`. Return the first changed
        index."""
        return self._store(action, note)

    def delete(self, note: Note) -> int:
        """Delete the note and what was put aside of it. Return the first changed index."""
        self._start_new_step()
        if note.id in self.unfinished:
            self.discard_typed(note)
        self.writer.delete(note)
        return self.note_index.drop(note.id)

    def on_notes_changed(self, event: NotesChanged) -> int | None:
        """Take over notes from the disk. Return the first index that may have changed, if any."""
        asked = self.writer.pending_ids()
        saved = self.note_index.pending - asked
        self.note_index.pending -= saved
        indexes: list[int] = []
        for note in event.notes:
            # While more writes of a note are under way, the screen is ahead of the disk.
            if note.hearing_id == self.hearing.id and note.id not in asked:
                gone = note.deleted_utc is not None
                indexes.append(self.note_index.drop(note.id) if gone else self.note_index.put(note))
        found = (self.note_index.index_of(note_id) for note_id in saved)
        indexes += [index for index in found if index is not None]
        return min(indexes, default=None)

    def _store(self, action: str, note: Note, put_aside: Note | None = None) -> int:
        self.save_hearing()
        self._start_new_step()
        known = self.note_index.get(note.id)
        if known is None:
            self.writer.add(note, put_aside)
        else:
            self.writer.change(action, known, note, put_aside)
        self.note_index.pending.add(note.id)
        return self.note_index.put(note)


def _broke_off(moment: Moment) -> str:
    """That the broadcast broke off, and where that was noticed."""
    has_heard_it = moment.live is not None and moment.live.epoch > 0
    return BROKE_OFF if has_heard_it else BROKE_OFF_BEFORE


def _ignore_note(_note: Note) -> None:
    """Do nothing with the note."""


def _with_clean_text(note: Note, *, unsent: bool) -> Note:
    text = _clean(note.text)
    from_captions = note.from_captions and bool(text)
    return replace(note, text=text, unsent=unsent, from_captions=from_captions)


def _with_reported(own: Recording, reported: Recording) -> Recording:
    """Take over what a person can set in another program; all else is known better here."""
    return replace(
        own,
        platform=reported.platform,
        key=reported.key,
        url=reported.url,
        starts_utc=reported.starts_utc or own.starts_utc,
        aligned_to=reported.aligned_to or own.aligned_to,
        aligned_s=reported.aligned_s if reported.aligned_to else own.aligned_s,
    )


def _clean(text: str) -> str:
    return printable(text).strip()


SAVE_POSITION_S = 5.0
JUMP_S = 2.0


class PositionSaver:
    """Saves the position of the recording, so that it is never far behind."""

    def __init__(self, session: HearingSession) -> None:
        self._session = session
        self._saved_at_s = float("-inf")
        self._seen_s: float | None = None
        self._was_paused = False

    def tick(self, now_s: float) -> None:
        """Save the position every few seconds, and at once after a pause or a jump."""
        seen_s, is_paused = self._session.second_s(), self._session.player.state.paused
        moved_s = abs(seen_s - self._seen_s) if seen_s and self._seen_s else 0.0
        is_held = is_paused and not self._was_paused
        is_due = not is_paused and now_s - self._saved_at_s >= SAVE_POSITION_S
        self._seen_s, self._was_paused = seen_s, is_paused
        if is_due or is_held or moved_s > JUMP_S:
            self._saved_at_s = now_s
            self._session.remember_position()
