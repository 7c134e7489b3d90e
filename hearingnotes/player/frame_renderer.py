"""Frames of mpv, drawn into memory.

They come through mpv's render API, since a screenshot blocks mpv's core until the next frame is
due: a key that asks for the time would wait 30 ms. The API requires that each frame is taken; only
some of them are drawn. mpv scales while it draws, outside of Python's lock.
"""

import ctypes
import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from hearingnotes.model.frame import Frame

log = logging.getLogger(__name__)

Size = tuple[int, int]
OnFrame = Callable[[Frame], None]
Draw = Callable[[Size], Frame]

_BLOCK_FOR_TARGET_TIME, _SKIP_RENDERING = 12, 13
_SW_SIZE, _SW_FORMAT, _SW_STRIDE, _SW_POINTER = 17, 18, 19, 20
_BYTES = 3


@dataclass(frozen=True, slots=True)
class FrameRequest:
    """The size of the picture in pixels, and the frames per second.

    With no size, frames are decoded but not drawn, for stills.
    """

    size: Size = (0, 0)
    per_s: float = 4.0


class FrameRenderer:
    """Takes each frame of mpv on a thread of its own, and passes on those that differ.

    It must be stopped before mpv is ended: libmpv would end the whole program.
    """

    def __init__(self, module: Any, player: Any, on_frame: OnFrame) -> None:
        """Start the thread; `on_frame` is called on it and must not wait, since mpv's picture
        would."""
        self._module = module
        self._pixels = ctypes.create_string_buffer(0)
        self._on_frame = on_frame
        self._request: FrameRequest | None = None
        self._jobs: deque[Callable[[Draw], None]] = deque()
        self._is_stopped = False
        self._has_frame = False
        self._wake = threading.Event()
        self._latest: Frame | None = None
        self._context = module.MpvRenderContext(player, "sw")
        self._context.update_cb = self._wake.set
        self._thread = threading.Thread(target=self._run, name="mpv-picture", daemon=True)
        self._thread.start()

    @property
    def has_request(self) -> bool:
        """Whether frames are requested."""
        return self._request is not None

    def set_request(self, request: FrameRequest | None) -> None:
        """Draw frames as requested from now on; None draws none."""
        self._request, self._latest = request, None
        self._has_frame = self._has_frame and request is not None
        self._wake.set()

    def submit(self, job: Callable[[Draw], None]) -> None:
        """Run this job at once on the thread, with the function that draws the current frame.

        The job may raise: that is logged.
        """
        self._jobs.append(job)
        self._wake.set()

    def stop(self) -> None:
        """Stop drawing, and wait until mpv's render context is released; call it before mpv is
        ended."""
        self._is_stopped = True
        self._wake.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            self._work()
        except Exception:
            log.exception("no picture any more")
        finally:
            self._context.free()

    def _work(self) -> None:
        due_s, is_due = 0.0, False
        while True:
            wait_s = max(0.0, due_s - time.monotonic()) if is_due else None
            was_woken = self._wake.wait(wait_s)
            self._wake.clear()
            has_new = self._context.update()
            while self._jobs:
                self._do(self._jobs.popleft())
            if self._is_stopped:
                return
            request = self._request
            self._has_frame |= has_new
            is_drawn = request is not None and request.size[0] > 0 and self._has_frame
            is_due = is_drawn and (is_due or was_woken)
            now_s = time.monotonic()
            if request is not None and is_due and now_s >= due_s:
                due_s, is_due = now_s + 1 / request.per_s, False
                self._do(partial(self._show, request.size))
            elif has_new:
                self._render((_SKIP_RENDERING, ctypes.pointer(ctypes.c_int(1))))

    def _do(self, job: Callable[[Draw], None]) -> None:
        try:
            job(self._draw)
        except Exception:
            log.exception("a picture was not drawn")

    def _show(self, size: Size, draw: Draw) -> None:
        frame = draw(size)
        if frame != self._latest:
            self._latest = frame
            self._on_frame(frame)

    def _draw(self, size: Size) -> Frame:
        """Return the current frame, with black bars where its aspect differs from the size."""
        width, height = size
        length = width * height * _BYTES
        if len(self._pixels) < length:
            self._pixels = ctypes.create_string_buffer(length)
        self._render(
            (_SW_SIZE, (ctypes.c_int * 2)(width, height)),
            (_SW_FORMAT, ctypes.c_char_p(b"rgb24")),
            (_SW_STRIDE, ctypes.pointer(ctypes.c_size_t(width * _BYTES))),
            (_SW_POINTER, self._pixels),
        )
        return Frame(width, height, ctypes.string_at(self._pixels, length))

    def _render(self, *settings: tuple[int, Any]) -> None:
        pairs = [*settings, (_BLOCK_FOR_TARGET_TIME, ctypes.pointer(ctypes.c_int(0)))]
        parameters = (self._module.MpvRenderParam * (len(pairs) + 1))()
        for parameter, (kind, value) in zip(parameters, pairs, strict=False):
            parameter.type_id, parameter.data = kind, ctypes.cast(value, ctypes.c_void_p)
        self._module.backend.mpv_render_context_render(self._context.handle, parameters)
