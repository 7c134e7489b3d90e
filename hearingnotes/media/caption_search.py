"""Finding the captions of what plays, from a worker thread."""

import codecs
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hearingnotes.errors import Cancelled, Trouble
from hearingnotes.media.caption_texts import FORMS, read_captions
from hearingnotes.media.extraction import CaptionFetch
from hearingnotes.media.medium import Medium
from hearingnotes.model.captions import Captions
from hearingnotes.model.plain_text import one_line

MOST_BYTES = 32 << 20
_NAME_LIMIT = 120
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Track:
    """Captions, and in a few words where they are from."""

    captions: Captions
    origin: str


class CaptionSearch:
    """One look for the captions of a medium: in the file that was named, beside the recording, at
    its platform. A broadcast that goes on has none but the file."""

    def __init__(
        self, medium: Medium, named: Path | None = None, *, proxy: str | None = None
    ) -> None:
        self._medium = medium
        self._named = named
        source = medium.captions
        self._fetch = CaptionFetch(source, proxy) if source and named is None else None

    def run(self, on_progress: Callable[[str], None]) -> Track | None:
        """None where there are none; `on_progress` is called in this thread, with short phrases.

        Raises Trouble where there are some, but they can't be read; Cancelled after `cancel`.
        """
        path = self._named or sidecar(self._medium.url)
        if path is not None:
            return read_file(path)
        if self._fetch is None:
            return None
        assert self._medium.captions is not None
        source = self._medium.captions
        try:
            captions = self._fetch.run(on_progress)
        except Cancelled:
            raise
        except Trouble as trouble:
            raise Trouble(f"The captions could not be fetched: {_ended(trouble)}") from trouble
        kind = "automatic" if source.is_automatic else "by the channel"
        return Track(captions, f"{kind}, {source.language}")

    def cancel(self) -> None:
        """Stop it, from any thread."""
        if self._fetch is not None:
            self._fetch.cancel()


def sidecar(path_or_url: str) -> Path | None:
    """The captions beside a file: `hearing.vtt` or `hearing.en.vtt` beside `hearing.mp4`."""
    path = Path(path_or_url)
    if "://" in path_or_url or not path.is_absolute():
        return None
    endings = {f".{form}": at for at, form in enumerate(FORMS)}
    try:
        names = [name for name in os.listdir(path.parent) if name.startswith(f"{path.stem}.")]  # noqa: PTH208
    except OSError:
        return None
    beside = [
        name
        for name in names
        if Path(name).suffix.lower() in endings and name.count(".") - path.stem.count(".") <= 2
    ]
    # The plainest name first: a language was named for more than one.
    beside.sort(key=lambda name: (len(name.split(".")), endings[Path(name).suffix.lower()], name))
    return path.with_name(beside[0]) if beside else None


def read_file(path: Path) -> Track:
    """The captions in a file; raises Trouble that names it."""
    name = one_line(path.name, _NAME_LIMIT)
    form = path.suffix.lower().removeprefix(".")
    if form not in FORMS:
        endings = ", ".join(f".{form}" for form in FORMS)
        raise Trouble(f"{name} is no file of captions; its name must end in one of {endings}.")
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name can't be one"
        raise Trouble(f"The captions {name} can't be read ({why}).") from error
    if len(content) > MOST_BYTES:
        raise Trouble(f"The captions {name} have more than {MOST_BYTES >> 20} MB.")
    try:
        text = content.decode("utf-16" if content.startswith(_UTF_16) else "utf-8-sig")
        return Track(read_captions(text, form), f"from {name}")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = "this is not written in UTF-8; save the file as UTF-8."
        raise Trouble(f"{name}, line {line}: {what}") from error
    except Trouble as trouble:
        raise Trouble(f"{name} can't be taken for captions: {_ended(trouble)}") from trouble


def _ended(trouble: Trouble) -> str:
    return f"{str(trouble).rstrip('.')}."
