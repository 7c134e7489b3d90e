"""Finding the one hearing that a typed text means."""

import os
import re
import shlex
from collections.abc import Sequence
from pathlib import Path

from hearingnotes.config import paths
from hearingnotes.errors import HearingnotesError, UsageError
from hearingnotes.files import expanded
from hearingnotes.ids import HANDLE_LENGTH, short_names
from hearingnotes.library.hearings import StoredHearing
from hearingnotes.library.library import Library
from hearingnotes.library.read import open_library
from hearingnotes.model.links import read_link
from hearingnotes.model.recordings import find_linked
from hearingnotes.services.local_files import _shown, file_reference

MOST_LISTED = 5


def find_hearing(library: Library, text: str, *, removed: bool = False) -> StoredHearing:
    """Return the one hearing of the library that `text` means; raises UsageError.

    With `removed`, it is one of the removed hearings.
    """
    everything = library.hearings.removed() if removed else library.hearings.all()
    stored = hearings_named(everything, text)
    if len(stored) > 1:
        raise UsageError(_ambiguous(text, stored, everything))
    if stored:
        return stored[0]
    if removed:
        raise UsageError(
            f"No hearing called “{_shown(text)}” was removed; hearingnotes list --removed shows "
            "those that were."
        )
    _check_not_removed(library, text)
    raise UsageError(
        f"No hearing is called “{_shown(text)}”; hearingnotes list shows those there are."
        f"{_in_the_demo(library, text)}"
    )


def _in_the_demo(library: Library, text: str) -> str:
    """Return a hint where the text means a hearing of the demo, which has a library of its own."""
    path = paths.demo_library_path()
    if library.path == path or not path.exists():
        return ""
    try:
        with open_library(path) as demo:
            is_there = bool(hearings_named(demo.hearings.all(), text))
    except HearingnotesError:
        return ""
    shown = shlex.quote(str(path))
    return f" The demo has one: hearingnotes --library {shown} …" if is_there else ""


def hearings_named(everything: Sequence[StoredHearing], text: str) -> list[StoredHearing]:
    """Return those of these hearings that a text means, which may also be a file or a link."""
    if stored := _matching(everything, text):
        return stored
    link = file_reference(text) or read_link(text)
    if link is None or link.key is None:
        return []
    recordings = {recording.id: stored for stored in everything for recording in stored.recordings}
    of_all = (recording for stored in everything for recording in stored.recordings)
    found = find_linked(of_all, link)
    return [recordings[found.id]] if found is not None else []


def _check_not_removed(library: Library, text: str) -> None:
    """Raise UsageError when the text means only a removed hearing."""
    everything = library.hearings.removed()
    if stored := hearings_named(everything, text):
        handle = handles(everything)[stored[0].hearing.id]
        raise UsageError(
            f"“{_shown(stored[0].hearing.title)}” was removed; "
            f"hearingnotes restore {handle} brings it back."
        )


def handles(everything: Sequence[StoredHearing]) -> dict[str, str]:
    """Return each hearing's handle by its id: the shortest end of the id that no other has."""
    return short_names([stored.hearing.id for stored in everything])


def _matching(everything: Sequence[StoredHearing], text: str) -> list[StoredHearing]:
    wanted = text.strip().casefold()
    if not wanted:
        return []
    by_handle = [
        stored
        for stored in everything
        if len(wanted) >= HANDLE_LENGTH and stored.hearing.id.casefold().endswith(wanted)
    ]
    if by_handle:
        return by_handle
    by_key = [
        stored
        for stored in everything
        if any(recording.key == text.strip() for recording in stored.recordings)
    ]
    if by_key:
        return by_key
    exact = [stored for stored in everything if stored.hearing.title.casefold() == wanted]
    return exact or [stored for stored in everything if wanted in stored.hearing.title.casefold()]


def _ambiguous(
    text: str, stored: Sequence[StoredHearing], everything: Sequence[StoredHearing]
) -> str:
    names = handles(everything)
    listed = "; ".join(
        f"{names[k.hearing.id]} {_shown(k.hearing.title)}" for k in stored[:MOST_LISTED]
    )
    more = f"; and {len(stored) - MOST_LISTED} more" if len(stored) > MOST_LISTED else ""
    return (
        f"“{_shown(text)}” fits {len(stored)} hearings; name one by its first word: {listed}{more}."
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
