"""Finding the captions of a medium, on a worker thread."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hearingnotes.captions.read import may_have_tracks, shown_name, sidecar
from hearingnotes.errors import CancelledError, HearingnotesError
from hearingnotes.media.client import CaptionFetch
from hearingnotes.media.medium import CaptionSource, Medium
from hearingnotes.media.wire import CaptionLocation, CaptionsRequest
from hearingnotes.model.captions import Captions

NAME_OTHERS = (
    "Others can be named with --captions; hearingnotes recording captions lets go of these."
)


@dataclass(frozen=True, slots=True)
class Track:
    """Captions, and in a few words where they come from."""

    captions: Captions
    origin: str


class CaptionFinder:
    """A search for the captions of a medium.

    It looks in the selected file, beside the recording, in it, and at its platform. A broadcast
    that is live has only the selected file.
    """

    def __init__(
        self, medium: Medium, named: Path | None = None, *, proxy: str | None = None
    ) -> None:
        self._medium = medium
        self._named = named
        self._proxy = proxy
        self._lock = threading.Lock()
        self._fetch: CaptionFetch | None = None
        self._cancelled = False

    def find(self, on_progress: Callable[[str], None]) -> tuple[Track | None, str]:
        """Return the captions, those of the usual places where the selected file fails, and why.

        Raises HearingnotesError where these fail, too, and CancelledError after `cancel`.
        """
        try:
            return self.run(on_progress), ""
        except HearingnotesError as error:
            if self._named is None:
                raise
            warning = f"{error} {NAME_OTHERS}"
        try:
            return self._find_usual(on_progress), warning
        except HearingnotesError as error:
            raise HearingnotesError(f"{warning} {error}") from error

    def run(self, on_progress: Callable[[str], None]) -> Track | None:
        """Return the captions, None where there are none.

        `on_progress` is called on this thread, with short phrases. Raises HearingnotesError where
        captions can't be read, CancelledError after `cancel`.
        """
        if self._named is not None:
            return self._of_file(self._named, on_progress)
        return self._find_usual(on_progress)

    def cancel(self) -> None:
        """Cancel the search, from any thread."""
        with self._lock:
            self._cancelled = True
            if self._fetch is not None:
                self._fetch.cancel()

    def _find_usual(self, on_progress: Callable[[str], None]) -> Track | None:
        place = self._medium.url
        path = sidecar(place)
        if path is not None:
            return self._of_file(path, on_progress)
        if may_have_tracks(place):
            captions = self._ask(CaptionsRequest(CaptionLocation.RECORDING, place), on_progress)
            if len(captions):
                return Track(captions, "in the recording")
        source = self._medium.captions
        return self._of_platform(source, on_progress) if source is not None else None

    def _of_file(self, path: Path, on_progress: Callable[[str], None]) -> Track:
        captions = self._ask(CaptionsRequest(CaptionLocation.FILE, str(path)), on_progress)
        return Track(captions, f"from {shown_name(path)}")

    def _of_platform(self, source: CaptionSource, on_progress: Callable[[str], None]) -> Track:
        request = CaptionsRequest(
            CaptionLocation.ADDRESS, source.url, source.caption_format, self._proxy
        )
        try:
            captions = self._ask(request, on_progress)
        except HearingnotesError as error:
            why = str(error).rstrip(".")
            raise HearingnotesError(f"The captions could not be fetched: {why}.") from error
        kind = "automatic" if source.is_automatic else "by the channel"
        return Track(captions, f"{kind}, {source.language}")

    def _ask(self, request: CaptionsRequest, on_progress: Callable[[str], None]) -> Captions:
        fetch = CaptionFetch(request)
        with self._lock:
            if self._cancelled:
                raise CancelledError("Stopped.")
            self._fetch = fetch
        return fetch.run(on_progress)
