"""The messages between this process and its child: one JSON object a line, both ways."""

import datetime
import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from hearingnotes.media.medium import CaptionSource, Medium
from hearingnotes.model.captions import Caption
from hearingnotes.model.hearing import LiveStatus


@dataclass(frozen=True, slots=True)
class Request:
    """A request for a medium.

    A video has at most this `height`, where there is such a one.
    """

    url: str
    want_video: bool = False
    height: int = 720
    proxy: str | None = None


class CaptionLocation(StrEnum):
    """The kinds of places of captions: an address, a file of their own, a recording."""

    ADDRESS = "address"
    FILE = "file"
    RECORDING = "recording"


@dataclass(frozen=True, slots=True)
class CaptionsRequest:
    """A request for the captions at a place; `caption_format` is that of an address."""

    source: CaptionLocation
    place: str
    caption_format: str = ""
    proxy: str | None = None


@dataclass(frozen=True, slots=True)
class LookupProgress:
    """The progress of the child, as a short sentence."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Failure:
    """The reason why nothing can be played, as a sentence."""

    sentence: str


@dataclass(frozen=True, slots=True)
class CaptionBatch:
    """Some captions, in their order; `is_last` marks the last batch."""

    captions: tuple[Caption, ...]
    is_last: bool


Answer = LookupProgress | Failure | Medium | CaptionBatch


def write_request(request: Request | CaptionsRequest) -> bytes:
    """Write a request as a line."""
    return _line(asdict(request))


def read_request(line: bytes) -> Request | CaptionsRequest:
    """Read a line of `write_request`."""
    fields = json.loads(line)
    if "source" in fields:
        return CaptionsRequest(**{**fields, "source": CaptionLocation(fields["source"])})
    return Request(**fields)


def write_answer(answer: Answer) -> bytes:
    """Write an answer as a line."""
    match answer:
        case LookupProgress(sentence):
            return _line({"progress": sentence})
        case Failure(sentence):
            return _line({"trouble": sentence})
        case Medium():
            return _line({"medium": asdict(answer)})
        case CaptionBatch(captions, is_last):
            rows = [(c.begin_s, c.end_s, c.text, c.words) for c in captions]
            return _line({"captions": rows, "is_last": is_last})


def read_answer(line: bytes) -> Answer | None:
    """Read a line of `write_answer`; None for any other line."""
    try:
        match json.loads(line):
            case {"progress": str(sentence)}:
                return LookupProgress(sentence)
            case {"trouble": str(sentence)}:
                return Failure(sentence)
            case {"medium": dict(fields)}:
                return _read_medium(fields)
            case {"captions": list(rows), "is_last": bool(is_last)}:
                return CaptionBatch(tuple(_read_caption(*row) for row in rows), is_last)
    except (LookupError, RecursionError, TypeError, ValueError):
        pass
    return None


def _read_medium(fields: dict[str, Any]) -> Medium:
    day, captions = fields["date"], fields["captions"]
    return Medium(
        **{
            **fields,
            "date": datetime.date.fromisoformat(day) if day else None,
            "release_utc": _instant(fields["release_utc"]),
            "expires_utc": _instant(fields["expires_utc"]),
            "live_status": LiveStatus(fields["live_status"]),
            "captions": CaptionSource(**captions) if captions else None,
        }
    )


def _read_caption(begin_s: float, end_s: float, text: str, words: list[list[Any]]) -> Caption:
    return Caption(begin_s, end_s, text, tuple((second_s, word) for second_s, word in words))


def _instant(text: str | None) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(text) if text else None


def _line(fields: dict[str, Any]) -> bytes:
    return json.dumps(fields, default=lambda day: day.isoformat()).encode() + b"\n"
