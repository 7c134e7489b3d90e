"""From what the person named (a URL, a file, a hearing) to the hearing that is meant."""

import os
import re
import shlex
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise, takewhile
from pathlib import Path
from urllib.parse import unquote

from hearingnotes.config import paths
from hearingnotes.errors import Trouble, UsageTrouble
from hearingnotes.library.hearings import KeptHearing
from hearingnotes.library.library import Library
from hearingnotes.model.hearing import Hearing, LiveStatus, Recording
from hearingnotes.model.links import Link, read_bare_id, read_link, recording_name
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.timecode import parse_time
from hearingnotes.model.ulid import RANDOM_BYTES, ulid
from hearingnotes.system import expanded

HANDLE_LENGTH = 4
MOST_LISTED = 5
_SHOWN_LENGTH = 120
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Opening:
    """A hearing to open, its recordings, and where to start.

    `link` is the address still to be asked of its platform; None for files and direct media,
    which can be played as they are, and `in_room`, where nothing is played. `provisional` says
    that the title is only a guess. `captions` is the file that was named for those of what is
    opened. `remark` is a sentence for the person.
    """

    hearing: Hearing
    recordings: tuple[Recording, ...]
    link: Link | None = None
    at_s: float | None = None
    is_new: bool = False
    provisional: bool = False
    in_room: bool = False
    captions: Path | None = None
    remark: str = ""


def new_id() -> str:
    """A fresh ULID."""
    return ulid(datetime.now(UTC), os.urandom(RANDOM_BYTES))


def open_named(library: Library, text: str) -> Opening:
    """The hearing that `text` names; a new one for a URL or file not seen before.

    Raises UsageTrouble when it names nothing, or more than one hearing.
    """
    if not text.strip():
        raise UsageTrouble("Nothing is named: name a link, a file or a hearing.")
    link = named_file(text)
    if link is None and not read_bare_id(text):
        link = read_link(text)
        if link is not None and link.platform == "local_file":
            raise UsageTrouble(_names_nothing(link.url))
    if link is not None:
        return _open_link(library, link)
    kept = _matching(library.hearings.all(), text)
    if len(kept) == 1:
        return open_kept(kept[0])
    if kept:
        raise UsageTrouble(_ambiguous(text, kept, library.hearings.all()))
    link = read_bare_id(text)
    if link is not None:
        return _open_link(library, link)
    _check_not_removed(library, text)
    raise UsageTrouble(_names_nothing(text) + _in_the_demo(library, text))


def open_kept(
    kept: KeptHearing, at_s: float | None = None, recording_id: str | None = None
) -> Opening:
    """A hearing of the library, to go on where it was left; with this one of its recordings, if one
    is meant."""
    now = datetime.now(UTC)
    hearing = replace(kept.hearing, opened_utc=now)
    last = max(kept.recordings, key=_opened, default=None)
    meant = next((r for r in kept.recordings if r.id == recording_id), None)
    wanted = meant or max(kept.recordings, key=_worth_opening, default=None)
    if wanted is None:
        return Opening(hearing, (), None, at_s, in_room=True)
    if at_s is None and _opened(wanted) == (_opened(last) if last else None):
        at_s = hearing.resume_s  # which is a second of that one
    others = (other for other in kept.recordings if other is not wanted)
    recordings = (replace(wanted, opened_utc=now), *others)
    return Opening(hearing, recordings, _to_ask(wanted), at_s)


def _opened(recording: Recording) -> datetime:
    return recording.opened_utc or _NEVER


def _worth_opening(recording: Recording) -> tuple[bool, datetime]:
    """What goes on before what is over, then what was open last."""
    goes_on = recording.live_status in {LiveStatus.LIVE, LiveStatus.UPCOMING}
    return goes_on, _opened(recording)


def open_room(library: Library, title: str) -> Opening:
    """A hearing without a recording: only the clock on the wall, for whoever sits in it.

    Goes on with today's of the same title, so that starting twice makes one. Raises UsageTrouble
    when there is no title.
    """
    title = one_line(title)
    if not title:
        raise UsageTrouble("A room needs a title: what is being heard?")
    now = datetime.now(UTC)
    today = now.astimezone().date()
    for kept in library.hearings.all():
        if (kept.hearing.title, kept.hearing.date) == (title, today):
            return replace(open_kept(kept), link=None, in_room=True)
    hearing = Hearing(new_id(), title, now, date=today, opened_utc=now)
    return Opening(hearing, (), is_new=True, in_room=True)


def find_hearing(library: Library, text: str, *, removed: bool = False) -> KeptHearing:
    """The one hearing of the library that `text` names, or the one of those that were removed;
    raises UsageTrouble."""
    everything = library.hearings.removed() if removed else library.hearings.all()
    kept = hearings_named(everything, text)
    if len(kept) > 1:
        raise UsageTrouble(_ambiguous(text, kept, everything))
    if kept:
        return kept[0]
    if removed:
        raise UsageTrouble(
            f"No hearing called “{_shown(text)}” was removed; hearingnotes list --removed shows "
            "those that were."
        )
    _check_not_removed(library, text)
    raise UsageTrouble(
        f"No hearing is called “{_shown(text)}”; hearingnotes list shows those there are."
        f"{_in_the_demo(library, text)}"
    )


def _in_the_demo(library: Library, text: str) -> str:
    """Where the text names a hearing of the demo, that this has a library of its own."""
    path = paths.demo_library_path()
    if library.path == path or not path.exists():
        return ""
    try:
        with Library(path) as demo:
            is_there = bool(hearings_named(demo.hearings.all(), text))
    except (Trouble, sqlite3.Error):
        return ""
    shown = shlex.quote(str(path))
    return f" The demo has one: hearingnotes --library {shown} …" if is_there else ""


def hearings_named(everything: Sequence[KeptHearing], text: str) -> list[KeptHearing]:
    """Those of these hearings that a text means, which may also be a file or a link."""
    if kept := _matching(everything, text):
        return kept
    link = named_file(text) or read_link(text)
    if link is None or link.key is None:
        return []
    meant = (link.platform, link.key)
    return [k for k in everything if any((r.platform, r.key) == meant for r in k.recordings)][:1]


def _check_not_removed(library: Library, text: str) -> None:
    """Raises UsageTrouble when the text names only what was removed."""
    everything = library.hearings.removed()
    if kept := hearings_named(everything, text):
        handle = handles(everything)[kept[0].hearing.id]
        raise UsageTrouble(
            f"“{_shown(kept[0].hearing.title)}” was removed; "
            f"hearingnotes restore {handle} brings it back."
        )


def handles(everything: Sequence[KeptHearing]) -> dict[str, str]:
    """For each hearing's id, the short word that names it: the shortest end of the id."""
    return short_names([kept.hearing.id for kept in everything])


def short_names(ids: Sequence[str]) -> dict[str, str]:
    """For each ULID, its shortest end that no other has."""
    # Among the ids spelt backwards and sorted, those that end most alike stand side by side.
    backwards = sorted(hearing_id[::-1] for hearing_id in ids)
    alike = [_alike(*pair) for pair in pairwise(backwards)]
    lengths = {
        text[::-1]: max(HANDLE_LENGTH, 1 + max(before, after))
        for text, before, after in zip(backwards, [0, *alike], [*alike, 0], strict=False)
    }
    return {hearing_id: hearing_id[-lengths[hearing_id] :].lower() for hearing_id in ids}


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _matching(everything: Sequence[KeptHearing], text: str) -> list[KeptHearing]:
    wanted = text.strip().casefold()
    if not wanted:
        return []
    by_handle = [
        kept
        for kept in everything
        if len(wanted) >= HANDLE_LENGTH and kept.hearing.id.casefold().endswith(wanted)
    ]
    if by_handle:
        return by_handle
    by_key = [
        kept
        for kept in everything
        if any(recording.key == text.strip() for recording in kept.recordings)
    ]
    if by_key:
        return by_key
    exact = [kept for kept in everything if kept.hearing.title.casefold() == wanted]
    return exact or [kept for kept in everything if wanted in kept.hearing.title.casefold()]


def _open_link(library: Library, link: Link) -> Opening:
    known = library.hearings.with_recording(link.platform, link.key) if link.key else None
    if known is not None:
        meant = next(r for r in known.recordings if r.key == link.key)
        return open_kept(known, link.second_s, meant.id)
    now = datetime.now(UTC)
    hearing = Hearing(new_id(), recording_name(link), now, opened_utc=now)
    recordings: tuple[Recording, ...] = ()
    if link.key is not None:
        new = Recording(new_id(), hearing.id, link.platform, link.key, link.url, opened_utc=now)
        recordings = (new,)
    to_ask = None if link.platform in _PLAYABLE else link
    return Opening(
        hearing,
        recordings,
        to_ask,
        link.second_s,
        is_new=True,
        provisional=True,
        remark=_may_have_moved(library, link) if link.platform == "local_file" else "",
    )


def _may_have_moved(library: Library, link: Link) -> str:
    """Of a new file: that the library knows one of the same name, which is not there any more."""
    everything = library.hearings.all()
    for kept in everything:
        for number, recording in enumerate(kept.recordings, 1):
            name = os.path.basename(recording.key)  # noqa: PTH119
            is_alike = recording.platform == "local_file" and link.url.endswith(os.sep + name)
            if is_alike and not os.path.exists(recording.key):  # noqa: PTH110
                handle = handles(everything)[kept.hearing.id]
                return (
                    f"“{_shown(kept.hearing.title)}” has a file of this name that is gone. If it "
                    "is this one, leave without a note, and say where it went: "
                    f"hearingnotes recording move {handle} {number} {shlex.quote(link.url)}"
                )
    return ""


_PLAYABLE = {"local_file", "direct_media"}


def is_finished(recording: Recording) -> bool:
    """Whether it is known to be no broadcast that may still be going on."""
    is_over = recording.live_status in {LiveStatus.NOT_LIVE, LiveStatus.WAS_LIVE}
    return recording.platform == "local_file" or (is_over and recording.duration_s is not None)


def can_be_asked(recording: Recording) -> bool:
    """Whether a platform knows more of it; files and direct media are all there is."""
    return recording.platform not in _PLAYABLE


def _to_ask(recording: Recording | None) -> Link | None:
    if recording is None or not can_be_asked(recording):
        return None
    return Link(recording.platform, recording.key, recording.url, None)


def named_file(text: str) -> Link | None:
    """The link to the file that a text names: by its path or as file://, with `#t=90` or without,
    as exports have it. Raises UsageTrouble for a name beyond UTF-8.
    """
    path = existing_file(text) or existing_file(_as_pasted(text))
    if path is not None:
        return file_link(path)
    if re.match(r"file:", text.strip(), re.IGNORECASE):
        link = read_link(text)
        path, second_s = (existing_file(link.url), link.second_s) if link else (None, None)
    else:
        name, _, time = text.rpartition("#t=")
        second_s = parse_time(time)
        names = (name, unquote(name)) if second_s is not None else ()
        path = next((path for each in names if (path := existing_file(each))), None)
    return replace(file_link(path), second_s=second_s) if path is not None else None


def _as_pasted(text: str) -> str:
    """What a terminal that a file was dragged into put between quotes, without these."""
    text = text.strip()
    return text[1:-1] if text[:1] == text[-1:] and text[:1] in {"'", '"'} else text


def existing_file(text: str) -> Path | None:
    """The file that a text names, if there is one."""
    path = expanded(Path(text))
    # os.path answers for names of any length and folders that may not be read; Path raises.
    return path if "://" not in text and os.path.isfile(path) else None  # noqa: PTH113


def file_link(path: Path) -> Link:
    """The link to a file by its absolute path; raises UsageTrouble for a name beyond UTF-8."""
    absolute = str(path.resolve())
    try:
        absolute.encode()
    except UnicodeEncodeError as error:
        raise UsageTrouble(
            f"The name of the file {_shown(absolute)} is not written in UTF-8; rename it."
        ) from error
    return Link("local_file", absolute, absolute, None)


def _ambiguous(text: str, kept: Sequence[KeptHearing], everything: Sequence[KeptHearing]) -> str:
    names = handles(everything)
    listed = "; ".join(
        f"{names[k.hearing.id]} {_shown(k.hearing.title)}" for k in kept[:MOST_LISTED]
    )
    more = f"; and {len(kept) - MOST_LISTED} more" if len(kept) > MOST_LISTED else ""
    return (
        f"“{_shown(text)}” fits {len(kept)} hearings; name one by its first word: {listed}{more}."
    )


def _names_nothing(text: str) -> str:
    shown = _shown(text)
    if os.path.isdir(expanded(Path(text))):  # noqa: PTH112
        return f"{shown} is a folder; name a recording in it."
    if re.match(r"[a-z][a-z0-9+.-]+:|https?\W", text.strip(), re.IGNORECASE):
        return f"{shown} can't be opened; paste the address from the browser, https:// first."
    if re.match(r"[\w-]+(\.[\w-]+)+/", text.strip()):
        return f"There is no file {shown}; if it is an address, put https:// before it."
    if re.search(r"[/\\]|\.\w{1,5}$", text):
        return f"There is no file {shown}; check its name and folder."
    return (
        f"“{shown}” is neither a file, nor a link, nor a hearing of the library; "
        "hearingnotes list shows those there are."
    )


def _shown(text: str) -> str:
    return one_line(text, _SHOWN_LENGTH)
