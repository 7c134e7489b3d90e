"""Finding a file of this machine from a typed or pasted text."""

import os
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from hearingnotes.errors import UsageError
from hearingnotes.files import expanded
from hearingnotes.model.links import Link, read_link
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.timecode import parse_time

_SHOWN_LENGTH = 120


def file_reference(text: str) -> Link | None:
    """Return the link to the file that a text means; None where it means none.

    The text is a path or a file:// address, with or without the `#t=90` of exports. Raises
    UsageError for a name beyond UTF-8.
    """
    path = find_file(text) or find_file(_as_pasted(text))
    if path is not None:
        return link_to_file(path)
    if re.match(r"file:", text.strip(), re.IGNORECASE):
        link = read_link(text)
        path, second_s = (find_file(link.url), link.second_s) if link else (None, None)
    else:
        name, _, time = text.rpartition("#t=")
        second_s = parse_time(time)
        names = (name, unquote(name)) if second_s is not None else ()
        path = next((path for each in names if (path := find_file(each))), None)
    return replace(link_to_file(path), second_s=second_s) if path is not None else None


def _as_pasted(text: str) -> str:
    """Return the text without the quotes that a terminal puts around a file dragged into it."""
    text = text.strip()
    return text[1:-1] if text[:1] == text[-1:] and text[:1] in {"'", '"'} else text


def find_file(text: str) -> Path | None:
    """Return the path of the file that a text names; None where there is none."""
    path = expanded(Path(text))
    # os.path answers for names of any length and folders that may not be read; Path raises.
    return path if "://" not in text and os.path.isfile(path) else None  # noqa: PTH113


def link_to_file(path: Path) -> Link:
    """Return the link to a file by its absolute path; raises UsageError for a name beyond UTF-8."""
    absolute = str(path.resolve())
    try:
        absolute.encode()
    except UnicodeEncodeError as error:
        raise UsageError(
            f"The name of the file {_shown(absolute)} is not written in UTF-8; rename it."
        ) from error
    return Link("local_file", absolute, absolute, None)


def _shown(text: str) -> str:
    return one_line(text, _SHOWN_LENGTH)
