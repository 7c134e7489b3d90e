"""The mirror: a file that is written anew at every change, on a thread of its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hearingnotes.config import paths
from hearingnotes.errors import Trouble
from hearingnotes.export.document import Telling
from hearingnotes.export.format import Form
from hearingnotes.export.stills import REMEMBERED_BYTES, Shrinking, Stills, addresses, put_beside
from hearingnotes.export.writer import NotReplacedTrouble, name_of, write_export
from hearingnotes.export.written import Written
from hearingnotes.model.links import LinkStyle
from hearingnotes.model.snapshot import Proceedings
from hearingnotes.ui.messages import Mirrored

if TYPE_CHECKING:
    from textual.timer import Timer

    from hearingnotes.session.mirror import MirrorWish
    from hearingnotes.ui.hearing.screen import HearingScreen

log = logging.getLogger(__name__)

GATHERED_S = 0.25
FAILS = "mirror ✗"
PAUSES_S = (1.0, 2.0, 5.0)


class Mirroring:
    """The mirror of the hearing on one screen, if one is wished for."""

    def __init__(self, screen: HearingScreen) -> None:
        self._screen = screen
        self._mirror: Mirror | None = None
        self._timer: Timer | None = None
        self.sign = ""
        """What stays on the screen while the file can't be written."""

    def begin(self, wish: MirrorWish) -> None:
        """Have the notes written to a file at every change."""
        screen = self._screen

        def tell(sentence: str, is_trouble: bool) -> None:
            screen.post_message(Mirrored(sentence, is_trouble))

        path, style = wish.path_for(screen.desk.hearing), screen.settings.link_style
        stills = Stills(screen.desk.keeper.path)
        self._mirror = Mirror(path, wish.form, style, stills, tell)
        self._show()

    def changed(self) -> None:
        """The notes are others than before."""
        if self._mirror is not None and self._timer is None:
            self._timer = self._screen.set_timer(GATHERED_S, self._show)

    def told(self, *, is_trouble: bool) -> None:
        """There is something to say: it can't be written, or can be again."""
        self.sign = FAILS if is_trouble else ""

    def end(self, limit_s: float = 3.0) -> str:
        """Have the last of it written; wait so long at most. A sentence where that failed."""
        if self._mirror is None:
            return ""
        self._show()
        return self._mirror.close(limit_s)

    def _show(self) -> None:
        self._timer = None
        if self._mirror is not None:
            self._mirror.show(self._screen.desk.proceedings())


class Mirror:
    """Writes the latest that it was shown; while the disk refuses, it tries again."""

    def __init__(
        self,
        path: Path,
        form: Form,
        link_style: LinkStyle,
        stills: Stills,
        tell: Callable[[str, bool], None],
    ) -> None:
        """`tell` gets a sentence, on the mirror's thread, and whether it is a trouble."""
        self.path = path
        self._form = form
        self._telling = Telling(link_style, beside=path.parent)
        self._stills = stills
        self._shrinking = Shrinking(REMEMBERED_BYTES)
        self._written = Written(paths.written_path())
        self._tell = tell
        self._wake = threading.Condition()
        self._latest: Proceedings | None = None
        self._text = ""
        self._trouble = ""
        self._what = ""
        self._closing = False
        self._thread = threading.Thread(target=self._work, name="mirror", daemon=True)
        self._thread.start()

    def show(self, proceedings: Proceedings) -> None:
        """This is how it is now."""
        with self._wake:
            self._latest = proceedings
            self._wake.notify()

    def close(self, limit_s: float) -> str:
        """Write what is left, once; a sentence where the file is not up to date then."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._thread.join(limit_s)
        why = self._trouble or ("The disk is too slow." if self._thread.is_alive() else "")
        return f"The mirror {self.path} is not up to date. {why}" if why else ""

    def _work(self) -> None:
        failures = 0
        while True:
            with self._wake:
                if self._latest is None and not self._closing:
                    self._wake.wait()
                latest, self._latest = self._latest, None
            if latest is not None and not self._write(latest):
                failures += 1
                with self._wake:
                    self._latest = self._latest or latest
                    if not self._closing:
                        self._wake.wait(PAUSES_S[min(failures, len(PAUSES_S)) - 1])
                        continue
            failures = 0
            with self._wake:
                if self._closing:
                    return

    def _write(self, proceedings: Proceedings) -> bool:
        try:
            stills, form = self._stills, self._form
            notes, shrinking = proceedings.standing, self._shrinking
            shown = addresses(stills, form, notes, self.path, shrinking=shrinking)
            text = form.write(proceedings, replace(self._telling, stills=shown))
            if text != self._text or self._trouble:
                self._replace(text, name_of(proceedings.hearing.id, self._form.name))
            put_beside(stills, form, shown, text, self.path)
        except NotReplacedTrouble as trouble:
            self._say(f"{trouble.reason}; name another file with --mirror, or move it away.")
            return False
        except Trouble as trouble:
            self._say(str(trouble))
            return False
        except Exception:
            log.exception("no mirror")
            self._say(f"The mirror {self.path} can't be written; the log says more.")
            return True
        self._text = text
        self._say("")
        return True

    def _replace(self, text: str, what: str) -> None:
        """Write the file; a hearing that has joined another one since goes on in it."""
        comment, written = self._form.comment, self._written
        write_export(
            self.path, text, comment=comment, written=written, what=what, formerly=self._what
        )
        self._what = what

    def _say(self, trouble: str) -> None:
        """Once for each trouble, and once when it is over."""
        before, self._trouble = self._trouble, trouble
        if trouble and trouble != before:
            self._tell(f"Mirror ({self._form.name}): {trouble} Trying again.", True)
        elif before and not trouble:
            self._tell(f"The mirror {self.path} is written again.", False)
