"""libmpv itself, watching a broadcast: its picture, its count of time, and what it logs."""

import locale
import re
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import mpv

from tests.live.truth import second_in

WAIT_S = 20

OPTIONS = {
    "ytdl": "no", "rebase-start-time": "no", "config": "no", "load-scripts": "no", "vo": "null",
    "ao": "null", "keep-open": "yes", "idle": "yes", "demuxer-max-back-bytes": "512MiB",
}  # fmt: skip

_OPENED = re.compile(r"Opening '(\S+)' for reading")
_SEGMENT = re.compile(r"/id/[\w-]{11}\.(\d+)/.*/sq/(\d+)/")


class Viewer:
    """An mpv that plays an address until it is closed."""

    def __init__(self, url: str, **options: str) -> None:
        locale.setlocale(locale.LC_NUMERIC, "C")
        self.log: list[tuple[str, str, str]] = []
        self._mpv = mpv.MPV(log_handler=self._on_log, loglevel="v", **OPTIONS, **options)
        self._mpv.play(url)

    def _on_log(self, level: str, prefix: str, text: str) -> None:
        self.log.append((level, prefix, text))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._mpv.terminate()

    def get(self, name: str) -> Any:
        """A property; None when it is not to be had now."""
        return self._mpv._get_property(name)

    def seen(self) -> tuple[float, float, float]:
        """time-pos, the second that is in the picture, and time-pos after it was taken."""
        self.until(lambda: self.get("time-pos") and not self.get("seeking"))
        before_s = self.get("time-pos")
        shown_s = second_in(self._mpv.screenshot_raw())
        return before_s, shown_s, self.get("time-pos")

    @property
    def opened(self) -> list[str]:
        """The addresses that the log says were opened, without the first playlist."""
        return [found[1] for _, _, text in self.log if (found := _OPENED.search(text))]

    @property
    def segments(self) -> list[tuple[int, int]]:
        """The manifest number and sq of each segment opened."""
        found = map(_SEGMENT.search, self.opened)
        return [(int(one[1]), int(one[2])) for one in found if one is not None]

    def until(self, holds: Callable[[], object]) -> None:
        """Wait for something to hold."""
        ends = time.monotonic() + WAIT_S
        while not holds():
            assert time.monotonic() < ends, f"in vain: {self.log[-5:]}"
            time.sleep(0.02)
