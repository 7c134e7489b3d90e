"""Pictures kept with notes: JPEG files beside the library, one a note, named after it."""

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hearingnotes.errors import Trouble
from hearingnotes.model.frame import Frame

if TYPE_CHECKING:
    from PIL.Image import Image

QUALITY = 85
ENDING = ".jpg"


class Stills:
    """Those of one library. They stay when their notes are deleted: undo may bring these back."""

    def __init__(self, library_path: Path) -> None:
        self.folder = library_path.with_name(f"{library_path.name}-stills")

    def ids(self) -> set[str]:
        """The ids of the notes that have one."""
        try:
            return {path.stem for path in self.folder.iterdir() if path.suffix == ENDING}
        except OSError:
            return set()

    def path_of(self, note_id: str) -> Path:
        """Where that of a note is, or would be; the id must be a name for a file, as ours are."""
        if not note_id.isalnum():
            raise Trouble(f"No picture can be kept with the note {note_id!r}.")
        return self.folder / f"{note_id}{ENDING}"

    def keep(self, note_id: str, frame: Frame) -> None:
        """Put it on the disk, in one step; raises Trouble."""
        try:
            self._keep(self.path_of(note_id), frame)
        except OSError as error:
            raise Trouble(
                f"The picture can't be kept in {self.folder} ({error.strerror})."
            ) from error

    def _keep(self, path: Path, frame: Frame) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.stem}-{os.urandom(4).hex()}")
        try:
            with beside.open("xb") as file:
                _image(frame).save(file, "JPEG", quality=QUALITY)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except BaseException:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise

    def drop(self, note_id: str) -> None:
        """Take away that of a note which was never made."""
        with suppress(OSError, Trouble):
            self.path_of(note_id).unlink(missing_ok=True)


def _image(frame: Frame) -> "Image":
    from PIL import Image

    return Image.frombuffer("RGB", (frame.width, frame.height), frame.pixels, "raw", "RGB", 0, 1)
