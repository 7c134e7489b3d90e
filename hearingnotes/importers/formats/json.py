"""The program's own JSON: all that was stored of a hearing elsewhere. Unknown fields are
ignored."""

import json
import re
from datetime import datetime
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from hearingnotes.errors import HearingnotesError
from hearingnotes.files import SourceFile
from hearingnotes.importers.incoming import ImportedHearing
from hearingnotes.importers.json_schema import (
    SchemaError,
    day,
    filled,
    identity,
    instant,
    listed,
    named,
    number,
    one_of,
    optional,
    record,
    text,
    truth,
    whole_number,
)
from hearingnotes.importers.registry import Importer
from hearingnotes.model.hearing import LiveStatus
from hearingnotes.model.links import is_known_platform, read_link, recording_key, write_link
from hearingnotes.model.serialization import (
    Plain,
    anchor_from_plain,
    hearing_from_plain,
    note_from_plain,
    recording_from_plain,
    utc_from_text,
)
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Timeline

NAME = "hearingnotes"
VERSION = 1

_MARK = re.compile(r"\w+(?:-\w+)*")
_CONTROL = re.compile("[\x00-\x1f\x7f]")


def read(source: SourceFile) -> ImportedHearing:
    """Read all of the file; raises HearingnotesError for one that is foreign, newer, or damaged."""
    whole = _parsed(source)
    try:
        _whole(whole, "")
    except SchemaError as error:
        raise source.error(f"{error}; export it anew.") from error
    return ImportedHearing(whole=_snapshot(whole, source.read_utc))


def _parsed(source: SourceFile) -> Plain:
    try:
        whole = json.loads(source.text)
    except json.JSONDecodeError as error:
        what = f"this is no JSON ({error.msg}); export it anew."
        raise source.error(what, error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise source.error("this is no JSON that can be read; export it anew.") from error
    if not isinstance(whole, dict) or whole.get("format") != NAME:
        raise source.error(
            "this is JSON of another program; hearingnotes export --format json writes what can be "
            "read here."
        )
    version = whole.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < VERSION:
        raise source.error("it does not say which version it is of; export it anew.")
    if version > VERSION:
        raise source.error(
            f"a newer hearingnotes wrote this (its version is {version}, this program knows "
            f"{VERSION}); update the program."
        )
    return whole


def _snapshot(whole: Plain, read_utc: datetime) -> HearingSnapshot:
    hearing = hearing_from_plain(whole["hearing"])
    recordings = [recording_from_plain(plain, hearing.id) for plain in whole["recordings"]]
    anchors = tuple(anchor_from_plain(plain, hearing.id) for plain in whole["anchors"])
    notes = tuple(note_from_plain(plain, hearing.id) for plain in whole["notes"])
    changed_utc = {
        # A time in the future would win over all later changes here.
        plain["id"]: min(
            utc_from_text(plain.get("changed_utc") or plain["moment"]["utc"]), read_utc
        )
        for plain in (*whole["anchors"], *whole["notes"])
    }
    timeline = Timeline(recordings, anchors, (note.moment for note in notes))
    return HearingSnapshot(hearing, timeline, notes, anchors, changed_utc=changed_utc)


def _mark(value: object, path: str) -> None:
    if not (isinstance(value, str) and _MARK.fullmatch(value)):
        raise SchemaError(f"{path} should be a name in one word")


def _key(value: object, path: str) -> None:
    whole_number(value, path)
    if value not in range(1, 10):
        raise SchemaError(f"{path} should be a key from 1 to 9")


def _recording(value: Any, path: str) -> None:
    """Check a recording: its address is opened, and its key is written into links."""
    _RECORDING(value, path)
    platform, key, url = value["platform"], value["key"], value["url"]
    if platform == "local_file":
        if not all(map(_is_file, (key, url))):
            raise SchemaError(f"{path}.url should be the whole path of a file")
        return
    if not is_known_platform(platform):
        raise SchemaError(f"{path}: its platform “{platform}” is not known here")
    # An earlier version of the program may have had another key for the same recording.
    meant = recording_key(platform, key)
    if _pointing_at(write_link(*meant, 0)) != meant:
        raise SchemaError(f"{path}.key names nothing on its platform")
    if "://" not in url or _pointing_at(url)[0] in {"", "local_file"}:
        raise SchemaError(f"{path}.url should be an address of the web")


def _pointing_at(url: str) -> tuple[str, str | None]:
    try:
        link = read_link(url)
    except HearingnotesError:
        link = None
    return (link.platform, link.key) if link is not None else ("", None)


def _is_file(path: str) -> bool:
    is_absolute = PurePosixPath(path).is_absolute() or PureWindowsPath(path).is_absolute()
    return is_absolute and not _CONTROL.search(path)


def _whole(value: Any, path: str) -> None:
    _WHOLE(value, path)
    for part in ("recordings", "anchors", "notes"):
        ids = [each["id"] for each in value[part]]
        if len(set(ids)) < len(ids):
            raise SchemaError(f"{part} have the same id twice")
    recordings = {recording["id"] for recording in value["recordings"]}
    for at, anchor in enumerate(value["anchors"]):
        if anchor["recording_id"] not in recordings and anchor["removed_utc"] is None:
            raise SchemaError(f"anchors[{at}] points into a recording that is not in the file")


_LIVE = record(
    {"first_s": number, "first_utc": instant},
    {
        "first_sq": whole_number,
        "segment_s": number,
        "manifest": whole_number,
        "programme_utc": instant,
        "release_utc": instant,
        "epoch": whole_number,
        "restarted": truth,
        "clock_ahead_s": number,
        "jumped_s": number,
        "by_clock": truth,
    },
)
_MOMENT = record(
    {"utc": instant},
    {
        "recording_id": identity,
        "position_s": number,
        "start_s": number,
        "frame_s": number,
        "stale_s": number,
        "live": _LIVE,
        "clock_ahead_s": number,
    },
)
_NOTE = record(
    {
        "id": identity,
        "moment": _MOMENT,
        "text": text,
        "nudge_s": number,
        "starred": truth,
        "verified": truth,
        "unsent": truth,
        "deleted_utc": optional(instant),
    },
    {"changed_utc": instant, "from_captions": truth},
)
_ANCHOR = record(
    {
        "id": identity,
        "note_id": optional(identity),
        "moment": _MOMENT,
        "recording_id": identity,
        "second_s": number,
        "removed_utc": optional(instant),
    },
    {"changed_utc": instant},
)
_RECORDING = record(
    {
        "id": identity,
        "platform": filled,
        "key": filled,
        "url": filled,
        "title": text,
        "duration_s": optional(number),
        "live_status": one_of(*LiveStatus),
        "starts_utc": optional(instant),
        "aligned_to": optional(identity),
        "aligned_s": number,
    },
    {"reach_s": optional(number), "reached_end": truth},
)
_SPEAKER = record(
    {"mark": _mark},
    {"name": text, "role": text, "key": _key, "lead_s": number},
)
_HEARING = record(
    {
        "id": identity,
        "title": text,
        "body": text,
        "date": optional(day),
        "created_utc": instant,
        "leads": named(number),
        "roster": record({}, {"speakers": listed(_SPEAKER), "abbreviations": named(text)}),
        "agenda": listed(text),
    }
)
_WHOLE = record(
    {
        "hearing": _HEARING,
        "recordings": listed(_recording),
        "anchors": listed(_ANCHOR),
        "notes": listed(_NOTE),
    }
)

IMPORTER = Importer(
    "json", "what hearingnotes export --format json wrote", (".json",), read, 64 << 20
)
