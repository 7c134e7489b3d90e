"""A form that a hearing can be written in."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from hearingnotes.export.document import RenderOptions
from hearingnotes.model.snapshot import HearingSnapshot


class Pictures(Enum):
    """Where the pictures kept with notes are, in a form: nowhere, in the text, in files beside."""

    NONE = "none"
    EMBEDDED = "embedded"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """`name` is what is typed for it, `title` what it is, `endings` are those of its files.

    `write` gives the whole text; raises HearingnotesError where the hearing can't be told so.
    `comment` is how a line that is not shown stands in such a file, with `{}` for its words; empty
    where there is no such thing.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    write: Callable[[HearingSnapshot, RenderOptions], str]
    comment: str = ""
    pictures: Pictures = Pictures.NONE
