"""The layout of a hearing's panes: the notes, beside them the picture above the captions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container, Vertical
from textual.geometry import Size

from hearingnotes.ui.hearing.picture_view import ASPECT
from hearingnotes.ui.widgets.divider import Divider
from hearingnotes.ui.widgets.split_view import Shares, SplitBounds, SplitView

if TYPE_CHECKING:
    from hearingnotes.ui.hearing.captions import CaptionController
    from hearingnotes.ui.hearing.picture import PictureController
    from hearingnotes.ui.hearing.view import HearingView

LOW_ROWS = 9
TALL_ROWS = 30
LEAST_NOTES_CELLS, LEAST_SIDE_CELLS = 40, 24
LEAST_PICTURE_ROWS, LEAST_CAPTION_ROWS = 4, 3
CAPTIONS_SHARE, PICTURE_SHARE = 0.4, 0.37
"""Shares of the window's width where no line was moved."""
MOST_PICTURE_CELLS = 80
"""The widest picture in a window where no line was moved."""
ROWS_OF_THE_REST = 10
"""The rows of title, strip, heading, note editor and footer."""
NOTHING_BESIDE = (
    "There is nothing beside the notes; {picture} shows the picture, {captions} the captions."
)


class HearingLayout(SplitView):
    """The panes in the middle of a hearing's screen."""

    def __init__(
        self,
        view: HearingView,
        captions: CaptionController,
        picture: PictureController,
        shares: Shares,
    ) -> None:
        self._view = view
        self._caption_controller = captions
        self._picture_controller = picture
        self._picture_line = Divider("picture", is_upright=False)
        self._captions = captions.pane
        self._picture = picture.pane
        self._picture_area = Container(self._picture, id="picture-room")
        self._side = Vertical(self._picture_area, self._picture_line, self._captions, id="side")
        super().__init__(shares, view.note_list, Divider("notes"), self._side, id="middle")
        self.lines = (self.line, self._picture_line)

    def window_resized(self, window: Size) -> None:
        """Lay out for a window of this size. In a low one, the stamp and the note editor come
        first."""
        self._view.set_class(window.height < LOW_ROWS, "-low")
        self._view.set_class(window.height >= TALL_ROWS, "-tall")
        self.lay_out()

    def lay_out(self) -> None:
        """Show the panes that have something to show, each in its size."""
        self._caption_controller.lay_out()
        has_captions = self._captions.display
        has_picture = self._picture_controller.is_shown and self._fits_picture
        self._side.display = has_captions or has_picture
        self.line.display = self._side.display and self._view.note_list.display
        self._picture.display = self._picture_area.display = has_picture
        self._picture_line.display = has_captions and has_picture
        self._first.styles.width = self.before(self.line) if self._side.display else "1fr"
        if has_picture:
            self._lay_out_picture()
        self._picture_controller.request_frames()

    def move_line(self, step: int) -> None:
        """Move the line between the notes and what is beside them, if anything is."""
        if self.line.display:
            super().move_line(step)
        else:
            self._view.show_with_keys(NOTHING_BESIDE)

    def extent(self, line: Divider) -> SplitBounds:
        """Return the bounds that leave both sides readable."""
        window = self.app.size
        if line is self.line:
            return SplitBounds(window.width, window.width, LEAST_NOTES_CELLS, LEAST_SIDE_CELLS)
        return SplitBounds(window.height, _rows(window), LEAST_PICTURE_ROWS, LEAST_CAPTION_ROWS)

    def usual(self, line: Divider) -> int:
        """Return the usual size: captions get their share, a picture alone what it fills."""
        window = self.app.size
        if line is self._picture_line:
            return _usual_room(window).height
        if self._captions.display:
            return window.width - round(CAPTIONS_SHARE * window.width)
        return window.width - 1 - self._picture.filling(_usual_room(window), self._aspect).width

    # --- the picture ---

    @property
    def _aspect(self) -> tuple[int, int]:
        return self._view.session.player.state.picture_size or ASPECT

    @property
    def _fits_picture(self) -> bool:
        """Whether the picture and all other panes have their least size."""
        if self._captions.display and not self.extent(self._picture_line).has_room:
            return False
        is_low = _rows(self.app.size) < LEAST_PICTURE_ROWS
        return not is_low and self.extent(self.line).has_room

    def _lay_out_picture(self) -> None:
        """Size the picture, except while a line is dragged: it would be blank meanwhile."""
        if self.dragged is not None:
            if self.dragged is self._picture_line:
                self._picture_area.styles.height = self.before(self._picture_line)
            return
        self._picture_area.styles.height = "auto"
        self._picture.fit(self._space_for_picture(), self._aspect)

    def _space_for_picture(self) -> Size:
        """Return the usual space, or all beside a line that was moved."""
        window, usual = self.app.size, _usual_room(self.app.size)
        cells = window.width - self.before(self.line) - 1 if self.line.display else window.width
        is_moved = self._shares.share(self.line.kept_as) is not None
        if self._captions.display:
            is_moved |= self._shares.share(self._picture_line.kept_as) is not None
            rows = self.before(self._picture_line)
        else:
            rows = _rows(window) if is_moved else usual.height
        return Size(cells if is_moved else min(cells, usual.width), rows)


def _rows(window: Size) -> int:
    """Return the rows of the panes."""
    return max(1, window.height - ROWS_OF_THE_REST)


def _usual_room(window: Size) -> Size:
    """Return the usual space for a picture in this window."""
    cells = max(LEAST_SIDE_CELLS, min(MOST_PICTURE_CELLS, round(PICTURE_SHARE * window.width)))
    return Size(cells, max(LEAST_PICTURE_ROWS, window.height // 2 - LEAST_PICTURE_ROWS))
