"""The change log as text, an audit trail for clerks, and as JSON for programs."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from hearingnotes.model.anchor import Anchor
from hearingnotes.model.change import Change
from hearingnotes.model.labels import clock
from hearingnotes.model.note import Note
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.serialization import utc_text
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timecode import format_time

_SWITCHES = {
    "starred": ("starred", "star taken away"),
    "verified": ("verified", "not verified any more"),
    "unsent": ("put aside unsent", "sent"),
    "deleted_utc": ("deleted", "back"),
    "removed_utc": ("removed", "back"),
    "from_captions": ("quotes captions", "quotes no captions"),
}
# Fields that mean nothing to people, or are shown elsewhere on the line.
_HIDDEN = {"id", "hearing_id", "created_utc", "opened_utc", "recording_id", "note_id", "moment"}


def format_change(change: Change, snapshot: HearingSnapshot) -> str:
    """Format a change as a line: when, who, what, where, and the words before and after."""
    time = change.utc.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    stamp = _stamp(change, snapshot) or "-"
    differences = "; ".join(_differences(change))
    return f"{time}  {_line(change.who)}  {change.action}  {stamp}  {differences}".rstrip()


def change_record(change: Change, snapshot: HearingSnapshot) -> dict[str, Any]:
    """Return a change for programs, with all values before and after."""
    return {
        "utc": utc_text(change.utc),
        "who": change.who,
        "what": change.action,
        "note_id": change.note_id or None,
        "anchor_id": change.anchor_id or None,
        "stamp": _stamp(change, snapshot) or None,
        "changed_elsewhere_utc": utc_text(change.changed_utc) if change.changed_utc else None,
        "before": change.before,
        "after": change.after,
    }


def _stamp(change: Change, snapshot: HearingSnapshot) -> str:
    """Return the place of the note or anchor by now, or else the time of day at which it was
    taken."""
    things: tuple[Note | Anchor, ...] = (*snapshot.notes, *snapshot.anchors)
    wanted = change.note_id or change.anchor_id
    moment = next((thing.moment for thing in things if thing.id == wanted), None)
    if moment is None:
        return ""
    place = snapshot.timeline.place(moment)
    return format_time(place.second_s) if place is not None else clock(moment)


def _differences(change: Change) -> Iterator[str]:
    """Yield each changed value in words; for a new row, its text or its name alone."""
    if change.before is None:
        yield from _of_new(change.after)
        return
    for name, after in change.after.items():
        before = change.before.get(name)
        if name in _HIDDEN or before == after:
            continue
        if name in _SWITCHES:
            yield _SWITCHES[name][not after]
        elif name == "nudge_s":
            yield f"moved by {after - before:+g} s"
        else:
            label = "" if name == "text" else f"{name.removesuffix('_s').replace('_', ' ')} "
            yield f"{label}{_quoted(before)} → {_quoted(after)}"


def _of_new(after: Mapping[str, Any]) -> Iterator[str]:
    for name in ("text", "title", "url"):
        if after.get(name):
            yield _quoted(after[name])
            return
    if "second_s" in after:
        yield f"at {format_time(after['second_s'])}"


def _quoted(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"“{_line(text)}”"


def _line(text: str) -> str:
    return one_line(text, len(text))
