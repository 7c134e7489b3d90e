"""Pictures saved with notes: JPEG files beside the library, one for each note, named by its id."""

import os
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from hearingnotes.errors import CancelledError, HearingnotesError
from hearingnotes.export.format import ExportFormat, Pictures
from hearingnotes.files import is_no_file, mode_beside, replace_file
from hearingnotes.graphics.images import jpeg
from hearingnotes.model.frame import Frame
from hearingnotes.model.labels import count
from hearingnotes.model.note import Note
from hearingnotes.model.ulid import is_id

Addresses = dict[str, str]
OnProgress = Callable[[str], None]

QUALITY = 85
ENDING = ".jpg"
EMBEDDED_WIDTH = 640
"""The greatest width of an embedded picture in pixels."""
CACHE_BYTES = 64 << 20
"""The size of the cache of thumbnails: 1,500 or so."""


class StillStore:
    """The stills of one library. They stay when their notes are deleted: undo may restore these."""

    def __init__(self, library_path: Path) -> None:
        self._library_path = library_path
        self.folder = library_path.with_name(f"{library_path.name}-stills")

    def ids(self) -> set[str]:
        """Return the ids of the notes that have a still."""
        try:
            stems = {path.stem for path in self.folder.iterdir() if path.suffix == ENDING}
        except OSError:
            return set()
        return set(filter(is_id, stems))

    def path_of(self, note_id: str) -> Path:
        """Return the path of a note's still, whether it exists or not; raises HearingnotesError.

        The id must be valid as a file name, as those of this program are.
        """
        if not is_id(note_id):
            raise HearingnotesError(f"No picture can be kept with the note {note_id!r}.")
        return self.folder / f"{note_id}{ENDING}"

    def save(self, note_id: str, frame: Frame) -> None:
        """Save a still in one step; raises HearingnotesError, also where the note has one: that
        stays."""
        path = self.path_of(note_id)
        try:
            mode = mode_beside(self._library_path)
            self.folder.mkdir(mode | (mode & 0o444) >> 2, parents=True, exist_ok=True)
            if path.exists():
                raise HearingnotesError("The note has its picture, and that stays.")
            replace_file(path, jpeg(frame, QUALITY), mode)
        except OSError as error:
            raise HearingnotesError(
                f"The picture can't be kept in {self.folder} ({error.strerror})."
            ) from error

    def drop(self, note_id: str) -> None:
        """Delete the still of a note that was never saved."""
        with suppress(OSError, HearingnotesError):
            self.path_of(note_id).unlink(missing_ok=True)


class ThumbnailCache:
    """Stills in a smaller size, with a cache of up to so many bytes.

    When the cache is full, its first entries stay, since all stills are requested in turn.
    """

    def __init__(self, limit_bytes: int = 0) -> None:
        self._left_bytes = limit_bytes
        self._known: dict[Path, tuple[int, bytes]] = {}

    def small(self, path: Path) -> bytes:
        """Return a small JPEG file of a still; raises HearingnotesError."""
        try:
            changed_ns = path.stat().st_mtime_ns
            if (known := self._known.get(path)) is not None and known[0] == changed_ns:
                return known[1]
            small = _shrunk(path)
        except OSError as error:
            why = error.strerror or error
            raise HearingnotesError(f"The picture {path} can't be read ({why}).") from error
        if known is None and len(small) <= self._left_bytes:
            self._left_bytes -= len(small)
            self._known[path] = changed_ns, small
        return small


def _ignore_progress(_phrase: str) -> None:
    """Ignore the progress."""


def addresses(
    stills: StillStore,
    export_format: ExportFormat,
    notes: Iterable[Note],
    path: Path | None,
    on_progress: OnProgress = _ignore_progress,
    thumbnails: ThumbnailCache | None = None,
) -> Addresses:
    """Return the address of each note's still in an export with this format, to the file `path`.

    `on_progress` is called before each still; what it raises ends the work. Repeated exports pass a
    `thumbnails` cache.
    """
    beside = _beside(path) if path is not None else None
    if export_format.pictures is Pictures.NONE or (
        export_format.pictures is Pictures.BESIDE and beside is None
    ):
        return {}
    ids = stills.ids()
    stored = [note.id for note in notes if note.id in ids]
    if beside is None or export_format.pictures is Pictures.EMBEDDED:
        small, paths = (
            (thumbnails or ThumbnailCache()).small,
            map(stills.path_of, _counted(stored, on_progress)),
        )
        return {file.stem: _embedded(small(file)) for file in paths}
    folder = quote(beside.name)
    return {note_id: f"{folder}/{note_id}{ENDING}" for note_id in stored}


def copy_beside(
    stills: StillStore,
    export_format: ExportFormat,
    addresses: Addresses,
    text: str,
    path: Path,
    on_progress: OnProgress = _ignore_progress,
) -> str:
    """Copy the stills that the text shows to where it refers to them, beside the file `path`.

    Return what was done, as a sentence; raises HearingnotesError. `on_progress` is as for
    `addresses`.
    """
    shown = [note_id for note_id, address in addresses.items() if address in text]
    folder = _beside(path)
    if export_format.pictures is not Pictures.BESIDE or folder is None or not shown:
        return ""
    try:
        folder.mkdir(exist_ok=True)
        for source in map(stills.path_of, _counted(shown, on_progress)):
            _copy(source, folder / source.name)
    except (CancelledError, KeyboardInterrupt) as cancelled:
        raise CancelledError(
            f"Stopped: {path.name} is written, but not all of its pictures are in {folder.name}."
        ) from cancelled
    except OSError as error:
        raise HearingnotesError(
            f"The pictures can't be written to {folder} ({error.strerror})."
        ) from error
    return f"{count(len(shown), 'picture')} in {folder.name}."


def _beside(path: Path) -> Path | None:
    """Return the folder for stills beside a file; None beside a pipe or a device."""
    if is_no_file(path):
        return None
    target = Path(os.path.realpath(path))
    return target.with_name(f"{target.stem}-stills")


def _counted(note_ids: list[str], on_progress: OnProgress) -> Iterator[str]:
    for number, note_id in enumerate(note_ids, 1):
        on_progress(f"Picture {number} of {len(note_ids)}")
        yield note_id


def _copy(source: Path, target: Path) -> None:
    with suppress(FileNotFoundError):
        if target.stat().st_mtime >= source.stat().st_mtime:
            return
    replace_file(target, source.read_bytes())


def _embedded(small: bytes) -> str:
    return "data:image/jpeg;base64," + b64encode(small).decode()


def _shrunk(path: Path) -> bytes:
    from PIL import Image

    small = BytesIO()
    with Image.open(path) as image:
        image.thumbnail((EMBEDDED_WIDTH, EMBEDDED_WIDTH * 4))
        image.save(small, "JPEG", quality=QUALITY)
    return small.getvalue()
