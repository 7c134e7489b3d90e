"""Stored entities as plain values that JSON can hold, and back; instants are ISO 8601 in UTC.

The functions that read trust their input: what comes from elsewhere is checked before.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from hearingnotes.model.anchor import Anchor
from hearingnotes.model.evidence import read_evidence
from hearingnotes.model.hearing import Hearing, LiveStatus, Recording
from hearingnotes.model.live import LiveEvidence, SegmentRow
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.roster import Roster, Speaker
from hearingnotes.model.sanitize import one_line

Plain = dict[str, Any]


def utc_text(instant: datetime) -> str:
    """Format an instant as ISO 8601 in UTC; the texts of two instants sort as the instants do."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def utc_from_text(text: str) -> datetime:
    """Read the text of `utc_text`."""
    return datetime.fromisoformat(text)


def moment_plain(moment: Moment) -> Plain:
    """Return a moment as plain values; what is unknown is left out.

    The rung and the ± that the evidence had at capture stand beside it. They are for the record:
    what is shown is always computed anew.
    """
    reading = read_evidence(moment)
    return _known(
        {
            "utc": utc_text(moment.utc),
            "recording_id": moment.recording_id,
            "position_s": moment.position_s,
            "start_s": moment.start_s,
            "frame_s": moment.frame_s,
            "stale_s": moment.stale_s or None,
            "clock_ahead_s": moment.clock_ahead_s or None,
            "live": _live_plain(moment.live) if moment.live is not None else None,
            "rung": reading.rung.name.lower() if reading is not None else None,
            "margin_s": reading.margin_s if reading is not None else None,
        }
    )


def moment_from_plain(plain: Mapping[str, Any]) -> Moment:
    """Read the values of `moment_plain`."""
    live = plain.get("live")
    return Moment(
        utc=utc_from_text(plain["utc"]),
        recording_id=plain.get("recording_id"),
        position_s=plain.get("position_s"),
        start_s=plain.get("start_s"),
        frame_s=plain.get("frame_s"),
        stale_s=plain.get("stale_s") or 0.0,
        live=_live_from_plain(live) if live is not None else None,
        clock_ahead_s=plain.get("clock_ahead_s") or 0.0,
    )


def note_plain(note: Note) -> Plain:
    """Return a note as plain values, without its hearing's id."""
    return {
        "id": note.id,
        "moment": moment_plain(note.moment),
        "text": note.text,
        "nudge_s": note.nudge_s,
        "starred": note.starred,
        "verified": note.verified,
        "unsent": note.unsent,
        "deleted_utc": _utc(note.deleted_utc),
        "from_captions": note.from_captions,
    }


def note_from_plain(plain: Mapping[str, Any], hearing_id: str) -> Note:
    """Read the values of `note_plain`."""
    return Note(
        id=plain["id"],
        hearing_id=hearing_id,
        moment=moment_from_plain(plain["moment"]),
        text=plain["text"],
        nudge_s=plain["nudge_s"],
        starred=bool(plain["starred"]),
        verified=bool(plain["verified"]),
        unsent=bool(plain["unsent"]),
        deleted_utc=_instant(plain["deleted_utc"]),
        # Older files, changes and autosaves do not have it.
        from_captions=bool(plain.get("from_captions", False)),
    )


def anchor_plain(anchor: Anchor) -> Plain:
    """Return an anchor as plain values, without its hearing's id."""
    return {
        "id": anchor.id,
        "note_id": anchor.note_id,
        "moment": moment_plain(anchor.moment),
        "recording_id": anchor.recording_id,
        "second_s": anchor.second_s,
        "removed_utc": _utc(anchor.removed_utc),
    }


def anchor_from_plain(plain: Mapping[str, Any], hearing_id: str) -> Anchor:
    """Read the values of `anchor_plain`."""
    return Anchor(
        id=plain["id"],
        hearing_id=hearing_id,
        note_id=plain["note_id"],
        moment=moment_from_plain(plain["moment"]),
        recording_id=plain["recording_id"],
        second_s=plain["second_s"],
        removed_utc=_instant(plain["removed_utc"]),
    )


def recording_plain(recording: Recording) -> Plain:
    """Return a recording as plain values, without its hearing's id.

    What belongs to this machine is left out: when it was last opened, and the file of its captions.
    """
    return {
        "id": recording.id,
        "platform": recording.platform,
        "key": recording.key,
        "url": recording.url,
        "title": recording.title,
        "duration_s": recording.duration_s,
        "live_status": recording.live_status.value,
        "starts_utc": _utc(recording.starts_utc),
        "aligned_to": recording.aligned_to,
        "aligned_s": recording.aligned_s,
        "reach_s": recording.reach_s,
        "reached_end": recording.reached_end,
    }


def recording_from_plain(plain: Mapping[str, Any], hearing_id: str) -> Recording:
    """Read the values of `recording_plain`."""
    return Recording(
        id=plain["id"],
        hearing_id=hearing_id,
        platform=plain["platform"],
        key=plain["key"],
        url=plain["url"],
        title=plain["title"],
        duration_s=plain["duration_s"],
        live_status=LiveStatus(plain["live_status"]),
        starts_utc=_instant(plain["starts_utc"]),
        aligned_to=plain["aligned_to"],
        aligned_s=plain["aligned_s"],
        reach_s=plain.get("reach_s"),
        reached_end=bool(plain.get("reached_end")),
    )


def hearing_plain(hearing: Hearing) -> Plain:
    """Return a hearing as plain values.

    What belongs to one person is left out: when it was last opened, and where playback resumes.
    """
    return {
        "id": hearing.id,
        "title": hearing.title,
        "body": hearing.body,
        "date": hearing.date.isoformat() if hearing.date else None,
        "created_utc": utc_text(hearing.created_utc),
        "leads": dict(hearing.leads),
        "roster": roster_plain(hearing.roster),
        "agenda": list(hearing.agenda),
    }


def hearing_from_plain(plain: Mapping[str, Any]) -> Hearing:
    """Read the values of `hearing_plain`."""
    return Hearing(
        id=plain["id"],
        title=plain["title"],
        created_utc=utc_from_text(plain["created_utc"]),
        body=plain["body"],
        date=date.fromisoformat(plain["date"]) if plain["date"] else None,
        leads=plain["leads"],
        roster=roster_from_plain(plain["roster"]),
        # Inserted into notes; see `roster_from_plain`.
        agenda=tuple(_line(item) for item in plain["agenda"]),
    )


def roster_plain(roster: Roster) -> Plain:
    """Return a roster as plain values; what is unknown of a speaker is left out."""
    speakers = [
        _known({name: value if value != "" else None for name, value in asdict(speaker).items()})
        for speaker in roster.speakers
    ]
    return {"speakers": speakers, "abbreviations": dict(roster.abbreviations)}


def roster_from_plain(plain: Mapping[str, Any]) -> Roster:
    """Read the values of `roster_plain`; `{}` is an empty roster.

    Names and abbreviations are inserted into the text while somebody types, and may come from
    anybody: they are put on one line, without control characters.
    """
    known = Speaker.__dataclass_fields__
    speakers = tuple(
        Speaker(**{name: _clean(value) for name, value in speaker.items() if name in known})
        for speaker in plain.get("speakers", ())
    )
    lines = {_line(w).casefold(): _line(text) for w, text in plain.get("abbreviations", {}).items()}
    # An empty abbreviation would remove what is typed.
    return Roster(speakers, {word: text for word, text in lines.items() if text})


def _clean(value: Any) -> Any:
    return _line(value) if isinstance(value, str) else value


def _line(text: str) -> str:
    return one_line(text, max(1, len(text)))


def _live_plain(live: LiveEvidence) -> Plain:
    rows = [_fields_plain(row) for row in live.rows]
    return _fields_plain(live) | ({"rows": rows} if rows else {})


def _fields_plain(fields: LiveEvidence | SegmentRow) -> Plain:
    """The fields that are known, by their names."""
    values = {name: getattr(fields, name) for name in fields.__dataclass_fields__ if name != "rows"}
    return _known(
        {
            name: utc_text(value) if isinstance(value, datetime) else value
            for name, value in values.items()
        }
    )


def _live_from_plain(plain: Mapping[str, Any]) -> LiveEvidence:
    rows = tuple(SegmentRow(**_fields_from_plain(SegmentRow, row)) for row in plain.get("rows", ()))
    return LiveEvidence(**{**_fields_from_plain(LiveEvidence, plain), "rows": rows})


def _fields_from_plain(
    kind: type[LiveEvidence | SegmentRow], plain: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        name: utc_from_text(value) if name.endswith("_utc") else value
        for name, value in plain.items()
        if name in kind.__dataclass_fields__ and value is not None
    }


def _known(plain: Plain) -> Plain:
    return {name: value for name, value in plain.items() if value is not None}


def _utc(instant: datetime | None) -> str | None:
    return utc_text(instant) if instant is not None else None


def _instant(text: str | None) -> datetime | None:
    return utc_from_text(text) if text is not None else None
