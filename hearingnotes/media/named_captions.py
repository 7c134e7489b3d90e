"""The captions that a person named, and where they can't be had, the usual ones."""

from collections.abc import Callable
from pathlib import Path

from hearingnotes.errors import Trouble
from hearingnotes.media.captions import CaptionSearch, Track
from hearingnotes.media.medium import Medium

NAME_OTHERS = (
    "Others can be named with --captions; hearingnotes recording captions lets go of these."
)


class NamedCaptions:
    """One look for the captions of a medium: in the file named, if one was, else as usual."""

    def __init__(self, medium: Medium, named: Path | None, *, proxy: str | None = None) -> None:
        self._in_file = CaptionSearch(medium, named, proxy=proxy) if named is not None else None
        self._as_usual = CaptionSearch(medium, proxy=proxy)

    def run(self, on_progress: Callable[[str], None]) -> tuple[Track | None, str]:
        """The captions, if there are any, and why they are not those of the file, if they are not.

        Raises what `CaptionSearch.run` does.
        """
        if self._in_file is None:
            return self._as_usual.run(on_progress), ""
        try:
            return self._in_file.run(on_progress), ""
        except Trouble as trouble:
            remark = f"{trouble} {NAME_OTHERS}"
        try:
            return self._as_usual.run(on_progress), remark
        except Trouble as trouble:
            raise Trouble(f"{remark} {trouble}") from trouble

    def cancel(self) -> None:
        """Stop it, from any thread."""
        if self._in_file is not None:
            self._in_file.cancel()
        self._as_usual.cancel()
