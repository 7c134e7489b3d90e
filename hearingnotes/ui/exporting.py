"""From the wish in the export dialogue to the file, off the UI thread."""

import os
import re
from datetime import date
from pathlib import Path

from hearingnotes.errors import Trouble
from hearingnotes.export.files import write_export
from hearingnotes.export.story import Telling, remarks, tell
from hearingnotes.export.styles import style_path, styles
from hearingnotes.model.links import LinkStyle
from hearingnotes.model.wording import count
from hearingnotes.system import expanded
from hearingnotes.ui.desk import Desk
from hearingnotes.ui.screens.export import ExportScreen, ExportWish

MAX_NAME = 60


def export_screen(desk: Desk, link_style: LinkStyle) -> ExportScreen:
    """The dialogue, with the usual answers in it."""
    return ExportScreen(styles(), link_style, file_name(desk.hearing.title, desk.hearing.date))


def file_name(title: str, day: date | None) -> str:
    """A file name that every system takes, from a title."""
    words = re.sub(r"[^\w]+", "-", title.casefold()).strip("-_")[:MAX_NAME].rstrip("-_")
    return "-".join(part for part in (str(day) if day else "", words or "hearing") if part) + ".md"


def write_wish(desk: Desk, wish: ExportWish) -> tuple[str, bool]:
    """Write the file; a sentence of what was done, and whether it is a trouble."""
    from hearingnotes.export.markdown import write_markdown

    path = Path(os.path.realpath(expanded(wish.path)))
    telling = Telling(wish.link_style, beside=path.parent)
    story = tell(desk.hearing, desk.recordings, desk.notebook.all(), telling)
    try:
        write_export(path, write_markdown(story, style_path(wish.style)))
    except Trouble as trouble:
        return str(trouble), True
    told = [f"{count(len(story.entries), 'note')} written to {path}.", *remarks(story, telling)]
    if desk.unfinished:
        told.append(f"{count(len(desk.unfinished), 'change')} put aside (✎) left out.")
    return " ".join(told), False
