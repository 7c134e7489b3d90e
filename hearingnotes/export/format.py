"""The interface of an export format."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from hearingnotes.export.document import RenderOptions
from hearingnotes.model.snapshot import HearingSnapshot


class Pictures(Enum):
    """The place of saved pictures in a format: nowhere, in the text, in files beside it."""

    NONE = "none"
    EMBEDDED = "embedded"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format in which a hearing can be exported.

    `name` is typed with --format, `title` describes it, `endings` are the extensions of its files.
    `write` returns the whole text; it raises HearingnotesError where the hearing can't be written
    so. `comment` is a comment in such a file, with `{}` for its words; empty where the format has
    none.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    write: Callable[[HearingSnapshot, RenderOptions], str]
    comment: str = ""
    pictures: Pictures = Pictures.NONE
