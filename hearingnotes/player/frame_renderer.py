"""The frames that mpv shows, drawn into memory.

Through mpv's render API, since a screenshot holds mpv's core until the next frame is due: 30 ms,
for which a key that asks for the time would have to wait. The API wants each frame to be taken;
of those that are taken only some are drawn. mpv scales while it draws, outside of Python's lock.
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
Take = Callable[[Frame], None]
Draw = Callable[[Size], Frame]

_BLOCK_FOR_TARGET_TIME, _SKIP_RENDERING = 12, 13
_SW_SIZE, _SW_FORMAT, _SW_STRIDE, _SW_POINTER = 17, 18, 19, 20
_BYTES = 3


@dataclass(frozen=True, slots=True)
class FrameRequest:
    """How large the picture is to be drawn, in pixels, and how often in a second.

    Of no size: it is only looked at, to take stills.
    """

    size: Size = (0, 0)
    per_s: float = 4.0


class FrameRenderer:
    """Answers mpv for each frame, on a thread of its own, and hands out those that differ.

    While there is one, mpv can't be ended: libmpv would end the whole program.
    """

    def __init__(self, module: Any, player: Any, on_frame: Take) -> None:
        """`on_frame` is called on the thread, and must not wait: mpv's picture would."""
        self._module = module
        self._pixels = ctypes.create_string_buffer(0)
        self._on_frame = on_frame
        self._view: FrameRequest | None = None
        self._jobs: deque[Callable[[Draw], None]] = deque()
        self._stopped = False
        self._has_frame = False
        self._wake = threading.Event()
        self._latest: Frame | None = None
        self._context = module.MpvRenderContext(player, "sw")
        self._context.update_cb = self._wake.set
        self._thread = threading.Thread(target=self._run, name="mpv-picture", daemon=True)
        self._thread.start()

    @property
    def is_looked_at(self) -> bool:
        """Whether anybody wants to see it."""
        return self._view is not None

    def set_request(self, view: FrameRequest | None) -> None:
        """Draw like this from now on; None draws nothing."""
        self._view, self._latest = view, None
        self._has_frame = self._has_frame and view is not None
        self._wake.set()

    def ask(self, job: Callable[[Draw], None]) -> None:
        """Do this at once on the thread, with what draws the frame that is shown, and may raise."""
        self._jobs.append(job)
        self._wake.set()

    def stop(self) -> None:
        """Draw no more, and wait until mpv has let go of it; before mpv itself is ended."""
        self._stopped = True
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
        due_s, is_owed = 0.0, False
        while True:
            wait_s = max(0.0, due_s - time.monotonic()) if is_owed else None
            was_woken = self._wake.wait(wait_s)
            self._wake.clear()
            has_new = self._context.update()
            while self._jobs:
                self._do(self._jobs.popleft())
            if self._stopped:
                return
            view = self._view
            self._has_frame |= has_new
            is_drawn = view is not None and view.size[0] > 0 and self._has_frame
            is_owed = is_drawn and (is_owed or was_woken)
            now_s = time.monotonic()
            if view is not None and is_owed and now_s >= due_s:
                due_s, is_owed = now_s + 1 / view.per_s, False
                self._do(partial(self._show, view.size))
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
        """The frame that is shown; bars are black where its form is another."""
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

    def _render(self, *how: tuple[int, Any]) -> None:
        told = [*how, (_BLOCK_FOR_TARGET_TIME, ctypes.pointer(ctypes.c_int(0)))]
        parameters = (self._module.MpvRenderParam * (len(told) + 1))()
        for parameter, (kind, value) in zip(parameters, told, strict=False):
            parameter.type_id, parameter.data = kind, ctypes.cast(value, ctypes.c_void_p)
        self._module.backend.mpv_render_context_render(self._context.handle, parameters)
