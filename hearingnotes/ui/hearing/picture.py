"""The picture on a hearing's screen, and the stills that are saved with notes."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from hearingnotes.export.stills import StillStore
from hearingnotes.graphics.detect import detect_protocol
from hearingnotes.model.labels import second
from hearingnotes.model.timecode import format_time
from hearingnotes.player.frame_renderer import FrameRequest
from hearingnotes.session.still_worker import StillWorker
from hearingnotes.system import has_display
from hearingnotes.ui.hearing.picture_view import PictureView
from hearingnotes.ui.hearing.pixel_renderer import PixelRenderer
from hearingnotes.ui.messages import SessionReported
from hearingnotes.ui.terminal import overlay_of

if TYPE_CHECKING:
    from hearingnotes.model.moment import Moment
    from hearingnotes.model.note import Note
    from hearingnotes.player.protocol import Player
    from hearingnotes.session.events import SessionEvent
    from hearingnotes.ui.hearing.view import HearingView


log = logging.getLogger(__name__)

WIDE_CELLS = 120
NO_PICTURE = "This recording has no picture."
IN_WINDOW = "The picture is in a window of its own, or there is no player for it."
NO_ROOM = "This window has no room for the picture; it comes in a larger one."
NOT_SEEN = "There is no picture to keep; {picture} shows it, where the recording has one."
HAS_ONE = "The note has its picture, and that stays; {capture_still} takes a note with another one."
HAS_NONE = "No picture is kept with this note; {still} keeps what is to be seen now."
IN_FILE = "The picture: {}"
FAR_S = 3.0
OF_ANOTHER_SECOND = "The picture of {} is kept with the note, which lies {} {} that."
OF_ANOTHER_RECORDING = "The picture is kept; it is of another recording than the note."


class PictureController:
    """Whether the picture is shown, in which size, and which stills are saved."""

    def __init__(self, view: HearingView) -> None:
        self._view = view
        self._pane = PictureView()
        self._pane.display = False
        self._is_enabled = view.settings.picture == "on"
        self._is_requested = False
        self._requested_frames: tuple[Player, FrameRequest | None] | None = None
        self._saves_every_still = view.settings.stills == "always"
        self._stills = StillStore(view.session.writer.path)
        self._still_worker: StillWorker | None = None
        self._requested_stills: set[str] = set()

    @property
    def pane(self) -> PictureView:
        """The widget that shows the picture."""
        return self._pane

    @property
    def is_video_needed(self) -> bool:
        """Whether the recording has to be opened with its picture."""
        return self._should_show or self._saves_every_still

    @property
    def _should_show(self) -> bool:
        """Whether to show the picture; in a small window only after a request there."""
        is_wide = self._view.app.size.width >= WIDE_CELLS
        return self._is_enabled and (is_wide or self._is_requested)

    def start(self) -> None:
        """Find the notes that have a still, and the pixel protocol of the terminal."""
        self._pane.overlay = overlay = overlay_of(self._view.app)
        protocol = detect_protocol(self._view.settings.picture_form, os.environ)
        if protocol is not None and overlay is not None:
            self._pane.pixels = PixelRenderer(
                protocol, overlay, self._pane.place, self._pane.post_message
            )
        self._still_worker = StillWorker(self._stills, self._post)

    def _post(self, event: SessionEvent) -> None:
        self._view.post_message(SessionReported(event))

    def set_player(self, player: Player) -> None:
        """Request frames from a new player before it opens anything."""
        if self.is_video_needed:
            player.request_frames(FrameRequest())

    def toggle(self) -> None:
        """Show the picture, or hide it, and save the choice."""
        view, player = self._view, self._view.session.player
        self._is_enabled = self._is_requested = not self._pane.display
        view.program.save_choices(picture="on" if self._is_enabled else "off")
        if self._is_enabled and not player.can_draw:
            view.show_message(IN_WINDOW)
        elif self._is_enabled and player.state.loaded and not player.state.has_picture:
            view.show_message(view.playback.reload_with_picture() or NO_PICTURE)
        view.lay_out()
        if self.is_shown and not self._pane.display:
            view.show_message(NO_ROOM)

    @property
    def is_shown(self) -> bool:
        """Whether the picture is requested, and can be drawn; it is shown where there is space."""
        player = self._view.session.player
        return self._should_show and player.can_draw and player.state.has_picture

    def request_frames(self) -> None:
        """Request the frames that are needed now, in the size of the pane."""
        view, player = self._view, self._view.session.player
        view.playback.needs_video = self.is_video_needed
        request = None
        if self._pane.display:
            request = FrameRequest(self._pane.frame_size, view.settings.picture_rate)
        else:
            self._pane.hide()
        if request is None and self.is_video_needed and player.can_draw:
            request = FrameRequest()
        if self._requested_frames != (player, request):
            self._requested_frames = player, request
            player.request_frames(request)

    def save_automatically(self, note: Note) -> None:
        """Save the still of a new note, if the settings want one with every note."""
        has_picture = self._view.session.player.state.picture_size is not None
        if self._saves_every_still and has_picture and note.moment.position_s is not None:
            self._save(note.id, note.moment)

    def save_new(self, note: Note) -> None:
        """Save the still of a new note, unless `save_automatically` does."""
        if not (self._saves_every_still and self._view.session.player.state.picture_size):
            self._save(note.id, note.moment)

    def save(self, note: Note, moment: Moment) -> None:
        """Save the picture of this moment, which is now, with a note that has none yet."""
        if note.id in self._view.session.note_index.pictured | self._requested_stills:
            self._view.show_notice(self._view.keymap.format_keys(HAS_ONE))
        else:
            self._save(note.id, moment, self._describe_distance(note, moment))

    def _save(self, note_id: str, moment: Moment, notice: str = "") -> None:
        still_worker, player = self._still_worker, self._view.session.player
        if still_worker is None or player.state.picture_size is None:
            self._view.show_notice(self._view.keymap.format_keys(NOT_SEEN))
            return
        self._requested_stills.add(note_id)
        player.still(lambda still: still_worker.take(note_id, moment, still, notice))

    def _describe_distance(self, note: Note, moment: Moment) -> str:
        """Return a sentence about a picture that is not of the note's second."""
        session = self._view.session
        here, there = session.timeline.place(moment), session.current_place(note)
        if here is None or there is None:
            lies_elsewhere = here is not None and session.timeline.place_note(note) is not None
            return OF_ANOTHER_RECORDING if lies_elsewhere else ""
        ahead_s = here.second_s - there.second_s
        if abs(ahead_s) <= FAR_S:
            return ""
        side = "before" if ahead_s > 0 else "behind"
        return OF_ANOTHER_SECOND.format(second(here), format_time(abs(ahead_s)), side)

    def on_still_failed(self, note_id: str) -> None:
        """Allow another request: the still was not saved."""
        self._requested_stills.discard(note_id)

    def open(self, note: Note) -> None:
        """Show the note's still in the system's viewer, or name its file."""
        view = self._view
        if note.id not in view.session.note_index.pictured:
            view.show_with_keys(HAS_NONE)
            return
        path = self._stills.path_of(note.id).absolute()
        view.show_message(IN_FILE.format(path))
        if has_display() and not view.app.is_web:
            view.program.browse(path.as_uri())

    def hide(self) -> None:
        """Remove the picture from the terminal, and draw no more."""
        self._pane.display = False
        self._pane.hide()
        if self._pane.pixels is not None:
            self._pane.pixels.close()

    def cancel(self, note_id: str) -> None:
        """Discard the still of a note that was not made."""
        if self._still_worker is not None:
            self._still_worker.drop(note_id)

    def close(self, limit_s: float = 3.0) -> None:
        """Write the last stills, waiting at most so long."""
        if self._still_worker is not None:
            self._still_worker.close(limit_s)
