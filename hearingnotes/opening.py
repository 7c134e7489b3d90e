"""From what the person named (a URL, a file, a hearing) to the hearing that is meant."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from hearingnotes.errors import UsageTrouble
from hearingnotes.library.hearings import KeptHearing
from hearingnotes.library.library import Library
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.links import Link, read_bare_id, read_link, recording_name
from hearingnotes.model.ulid import RANDOM_BYTES, ulid

HANDLE_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Opening:
    """A hearing to open, its recordings, and where to start.

    `link` is the address still to be asked of its platform; None for files and direct media,
    which can be played as they are. `provisional` says that the title is only a guess.
    """

    hearing: Hearing
    recordings: tuple[Recording, ...]
    link: Link | None = None
    at_s: float | None = None
    is_new: bool = False
    provisional: bool = False


def new_id() -> str:
    """A fresh ULID."""
    return ulid(datetime.now(UTC), os.urandom(RANDOM_BYTES))


def open_named(library: Library, text: str) -> Opening:
    """The hearing that `text` names; a new one for a URL or file not seen before.

    Raises UsageTrouble when it names nothing, or more than one hearing.
    """
    path = Path(text).expanduser()
    if "://" not in text and path.is_file():
        return _open_link(library, _file_link(path))
    link = None if read_bare_id(text) else read_link(text)
    if link is not None:
        if link.platform == "local_file" and not Path(link.key or "").is_file():
            raise UsageTrouble(f"There is no file {link.key}; check its name and folder.")
        return _open_link(library, link)
    kept = _matching(library.hearings.all(), text)
    if len(kept) == 1:
        return open_kept(kept[0])
    if kept:
        raise UsageTrouble(_ambiguous(text, kept, library.hearings.all()))
    link = read_bare_id(text)
    if link is not None:
        return _open_link(library, link)
    raise UsageTrouble(_names_nothing(text, path))


def open_kept(kept: KeptHearing, at_s: float | None = None) -> Opening:
    """A hearing of the library, to go on where it was left."""
    recording = kept.recordings[0] if kept.recordings else None
    if at_s is None:
        at_s = kept.hearing.resume_s
    hearing = replace(kept.hearing, opened_utc=datetime.now(UTC))
    return Opening(hearing, kept.recordings, _to_ask(recording), at_s)


def find_hearing(library: Library, text: str) -> KeptHearing:
    """The one hearing of the library that `text` names; raises UsageTrouble."""
    everything = library.hearings.all()
    kept = _matching(everything, text)
    if not kept:
        path = Path(text).expanduser()
        link = _file_link(path) if path.is_file() else read_link(text)
        if link is not None and link.key is not None:
            known = library.hearings.with_recording(link.platform, link.key)
            kept = [known] if known else []
    if not kept:
        raise UsageTrouble(f"No hearing is called {text}; hearingnotes list shows those there are.")
    if len(kept) > 1:
        raise UsageTrouble(_ambiguous(text, kept, everything))
    return kept[0]


def handles(everything: Sequence[KeptHearing]) -> dict[str, str]:
    """For each hearing's id, the short word that names it: the shortest end of the id."""
    ids = [kept.hearing.id for kept in everything]
    names: dict[str, str] = {}
    for hearing_id in ids:
        length = HANDLE_LENGTH
        while sum(other.endswith(hearing_id[-length:]) for other in ids) > 1:
            length += 1
        names[hearing_id] = hearing_id[-length:].lower()
    return names


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
        kept for kept in everything if any(recording.key == text for recording in kept.recordings)
    ]
    if by_key:
        return by_key
    exact = [kept for kept in everything if kept.hearing.title.casefold() == wanted]
    return exact or [kept for kept in everything if wanted in kept.hearing.title.casefold()]


def _open_link(library: Library, link: Link) -> Opening:
    known = library.hearings.with_recording(link.platform, link.key) if link.key else None
    if known is not None:
        opening = open_kept(known, link.second_s)
        recording = next(r for r in known.recordings if r.key == link.key)
        others = tuple(r for r in known.recordings if r != recording)
        return replace(opening, recordings=(recording, *others), link=_to_ask(recording))
    now = datetime.now(UTC)
    hearing = Hearing(new_id(), recording_name(link), now, opened_utc=now)
    recordings: tuple[Recording, ...] = ()
    if link.key is not None:
        recordings = (Recording(new_id(), hearing.id, link.platform, link.key, link.url),)
    to_ask = None if link.platform in _PLAYABLE else link
    return Opening(hearing, recordings, to_ask, link.second_s, is_new=True, provisional=True)


_PLAYABLE = {"local_file", "direct_media"}


def _to_ask(recording: Recording | None) -> Link | None:
    if recording is None or recording.platform in _PLAYABLE:
        return None
    return Link(recording.platform, recording.key, recording.url, None)


def _file_link(path: Path) -> Link:
    absolute = str(path.resolve())
    return Link("local_file", absolute, absolute, None)


def _ambiguous(text: str, kept: Sequence[KeptHearing], everything: Sequence[KeptHearing]) -> str:
    names = handles(everything)
    listed = "; ".join(f"{names[k.hearing.id]} {k.hearing.title}" for k in kept[:5])
    return f"{text} fits {len(kept)} hearings; name one by its first word: {listed}."


def _names_nothing(text: str, path: Path) -> str:
    if path.is_dir():
        return f"{text} is a folder; name a recording in it."
    if re.match(r"[a-z][a-z0-9+.-]*:", text, re.IGNORECASE):
        return f"{text} can't be opened; paste the address from the browser, https:// first."
    if "/" in text or "\\" in text or path.suffix:
        return f"There is no file {text}; check its name and folder."
    return (
        f"{text} is neither a file, nor a link, nor a hearing of the library; "
        "hearingnotes list shows those there are."
    )
