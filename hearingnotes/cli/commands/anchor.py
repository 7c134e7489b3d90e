"""`hearingnotes anchor`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import click

from hearingnotes.cli.completion import complete_hearing
from hearingnotes.cli.context import CliContext
from hearingnotes.errors import UsageError
from hearingnotes.export.records import json_text
from hearingnotes.ids import new_id
from hearingnotes.library.hearings import StoredHearing
from hearingnotes.library.library import Library
from hearingnotes.model.anchor import Anchor
from hearingnotes.model.anchor_effect import Move, anchor_of, describe_moves, moves
from hearingnotes.model.hearing import Recording
from hearingnotes.model.labels import clock, placed
from hearingnotes.model.note import Note
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.timecode import format_time
from hearingnotes.model.timeline import Place, Timeline, in_order
from hearingnotes.services.find_hearing import find_hearing
from hearingnotes.services.references import (
    ends_before,
    find_note,
    find_recording,
    read_second,
    usual_recording,
)

TEXT_LIMIT = 60
URL_LIMIT = 4000


@click.command(short_help="Say where a note lies in a recording; the others follow.")
@click.argument("hearing", shell_complete=complete_hearing)
@click.argument("note", required=False)
@click.argument("time", required=False)
@click.option("--recording", metavar="N|URL|KEY", help="The recording that TIME is counted in.")
@click.option("--list", "as_list", is_flag=True, help="The anchors that there are.")
@click.option("--remove", type=int, metavar="NUMBER", help="Let an anchor of the list go.")
@click.option("--dry-run", is_flag=True, help="Only tell what would move.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_obj
def command(
    context: CliContext,
    hearing: str,
    note: str | None,
    time: str | None,
    recording: str | None,
    as_list: bool,
    remove: int | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Set an anchor: this NOTE lies at this TIME. Later notes of the same broadcast move with it.

    NOTE is its number, as hearingnotes show prints it, or the end of its id. TIME is 1:02:03,
    62:03, 1h2m3s, or a link with a time into any recording of the hearing; no time of day.
    """
    is_alone = note is None and time is None
    if (as_list or remove is not None) and not (is_alone and as_list != (remove is not None)):
        raise UsageError("--list and --remove each go alone, without a note and a time.")
    if not (as_list or remove is not None) and (note is None or time is None):
        raise UsageError(
            "Name a note and where it lies, as in hearingnotes anchor HEARING 3 1:02:03; "
            "--list tells the anchors that there are."
        )
    with context.reading() as library:
        anchor_table = _AnchorTable.of(library, find_hearing(library, hearing))
        if as_list:
            anchor_table.print_anchors(as_json=as_json)
            return
        if note is not None and time is not None:
            anchor = anchor_table.requested(note, time, recording)
            after = (*anchor_table.anchors, anchor)
        else:
            anchor = anchor_table.numbered(remove or 0)
            after = tuple(other for other in anchor_table.anchors if other.id != anchor.id)
        if not dry_run:
            library.check_writable()
            (library.anchors.remove if anchor in anchor_table.anchors else library.anchors.add)(
                anchor
            )
        anchor_table.print_moves(anchor, after, dry_run=dry_run, as_json=as_json)


@dataclass(frozen=True)
class _AnchorTable:
    """A hearing with all that places its notes, which are in the order of `show`."""

    stored: StoredHearing
    notes: Sequence[Note]
    anchors: tuple[Anchor, ...]
    timeline: Timeline

    @classmethod
    def of(cls, library: Library, stored: StoredHearing) -> "_AnchorTable":
        notes = library.notes.of_hearing(stored.hearing.id)
        timeline = library.timeline(stored, notes)
        ordered = [note for _, note in in_order(notes, timeline)]
        return cls(stored, ordered, tuple(library.anchors.of_hearing(stored.hearing.id)), timeline)

    def requested(self, note_text: str, time: str, recording_text: str | None) -> Anchor:
        """Return the requested anchor; raises UsageError."""
        note = find_note(self.notes, note_text)
        second = read_second(time, self.stored.recordings)
        recording = second.recording
        if recording_text is not None:
            named = find_recording(self.stored.recordings, recording_text)
            if recording is not None and recording != named:
                raise UsageError("The link and --recording name two recordings; name one.")
            recording = named
        recording = recording or self._usual_recording(note)
        if ends_before(recording, second.second_s):
            raise UsageError(
                f"The recording lasts only {format_time(recording.duration_s or 0.0)}; "
                "check the time, or name another recording with --recording."
            )
        return anchor_of(note, new_id(), recording.id, second.second_s)

    def _usual_recording(self, note: Note) -> Recording:
        """Return the recording of the note's place, or the only one; raises UsageError."""
        recordings = self.stored.recordings
        if not recordings:
            raise UsageError(
                "The hearing has no recording yet; hearingnotes recording add adds one."
            )
        found = usual_recording(recordings, note.moment, self.timeline.place_note(note))
        if found is None:
            raise UsageError(
                f"The hearing has {len(recordings)} recordings; say which one is meant with "
                "--recording, or paste a link with the time."
            )
        return found

    def numbered(self, number: int) -> Anchor:
        """Return an anchor by its number in the list; raises UsageError."""
        if not 0 < number <= len(self.anchors):
            raise UsageError(f"There is no anchor {number}; --list tells those there are.")
        return self.anchors[number - 1]

    def print_anchors(self, *, as_json: bool) -> None:
        """Print the anchors, each with the note it was set on."""
        if as_json:
            click.echo(json_text([_anchor_record(anchor) for anchor in self.anchors]))
            return
        texts = {note.id: note.text for note in self.notes}
        for number, anchor in enumerate(self.anchors, 1):
            text = one_line(texts.get(anchor.note_id or "", ""), TEXT_LIMIT)
            where = f"{clock(anchor.moment)} is {self._where(anchor)}"
            click.echo(f"{number:>3}  {where}  {text}".rstrip())
        if not self.anchors:
            click.echo("No anchor has been set.", err=True)

    def print_moves(
        self, anchor: Anchor, anchors: Sequence[Anchor], *, dry_run: bool, as_json: bool
    ) -> None:
        """Print the effect of setting or removing an anchor: how many notes move, the first and the
        last."""
        timeline = Timeline(self.stored.recordings, anchors, (note.moment for note in self.notes))
        found = moves(self.notes, self.timeline, timeline)
        if as_json:
            moved = [_move_record(move) for move in found]
            record = {"anchor": _anchor_record(anchor), "dry_run": dry_run, "moved": moved}
            click.echo(json_text(record))
            return
        done = "Anchor removed" if anchor in self.anchors else "Anchor set"
        done = f"{done}: {clock(anchor.moment)} is {self._where(anchor)}"
        click.echo(
            f"{'Only tried, nothing is changed. ' if dry_run else ''}"
            f"{done}; {describe_moves(found)}."
        )
        for move in found[:1] + found[1:][-1:]:
            change = f"{_format_move(move, move.before)} → {_format_move(move, move.after)}"
            click.echo(f"  {change}  {one_line(move.note.text, TEXT_LIMIT)}".rstrip())

    def _where(self, anchor: Anchor) -> str:
        recording = self.timeline.recordings.get(anchor.recording_id)
        named = f" of {one_line(recording.url, URL_LIMIT)}" if recording is not None else ""
        return f"{format_time(anchor.second_s)}{named}"


def _format_move(move: Move, place: Place | None) -> str:
    return placed(place) if place is not None else f"{clock(move.note.moment)} by the clock"


def _anchor_record(anchor: Anchor) -> dict[str, Any]:
    return {
        "id": anchor.id,
        "note_id": anchor.note_id,
        "utc": anchor.moment.utc.isoformat(timespec="microseconds"),
        "recording_id": anchor.recording_id,
        "second_s": anchor.second_s,
    }


def _move_record(move: Move) -> dict[str, Any]:
    return {
        "id": move.note.id,
        "text": move.note.text,
        "before": _place_record(move.before),
        "after": _place_record(move.after),
    }


def _place_record(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "recording_id": place.recording_id,
        "second_s": round(place.second_s, 3),
        "margin_s": round(place.margin_s, 3),
        "rung": place.rung.name.lower(),
        "by_anchor": place.by_anchor,
    }
