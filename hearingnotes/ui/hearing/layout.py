"""Where the panes of a hearing lie: the notes, beside them the picture above the captions."""

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
"""Of the window's width, where no line was moved."""
MOST_PICTURE_CELLS = 80
"""Of a window, where no line was moved."""
ROWS_OF_THE_REST = 10
"""Those of title, strip, heading, composer and footer."""
NOTHING_BESIDE = (
    "There is nothing beside the notes; {picture} shows the picture, {captions} the captions."
)


class HearingLayout(SplitView):
    """The middle of a hearing's screen."""

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
        """In a low window the stamp and a line to type in come before all else."""
        self._view.set_class(window.height < LOW_ROWS, "-low")
        self._view.set_class(window.height >= TALL_ROWS, "-tall")
        self.lay_out()

    def lay_out(self) -> None:
        """Show what there is to be shown, each as large as it is to be."""
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
        """Move the line between the notes and what is beside them, where anything is."""
        if self.line.display:
            super().move_line(step)
        else:
            self._view.show_with_keys(NOTHING_BESIDE)

    def extent(self, line: Divider) -> SplitBounds:
        """As few cells as can be read remain on either side."""
        window = self.app.size
        if line is self.line:
            return SplitBounds(window.width, window.width, LEAST_NOTES_CELLS, LEAST_SIDE_CELLS)
        return SplitBounds(window.height, _rows(window), LEAST_PICTURE_ROWS, LEAST_CAPTION_ROWS)

    def usual(self, line: Divider) -> int:
        """Captions take their part; a picture alone takes what it fills."""
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
        """Whether the least of all that is shown remains beside the least of it."""
        if self._captions.display and not self.extent(self._picture_line).has_room:
            return False
        is_low = _rows(self.app.size) < LEAST_PICTURE_ROWS
        return not is_low and self.extent(self.line).has_room

    def _lay_out_picture(self) -> None:
        """It stays as large as it is until the mouse lets go: it would be blank meanwhile."""
        if self.dragged is not None:
            if self.dragged is self._picture_line:
                self._picture_area.styles.height = self.before(self._picture_line)
            return
        self._picture_area.styles.height = "auto"
        self._picture.fit(self._space_for_picture(), self._aspect)

    def _space_for_picture(self) -> Size:
        """As usual; where a line was moved, all that lies beside it."""
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
    """Those of the panes."""
    return max(1, window.height - ROWS_OF_THE_REST)


def _usual_room(window: Size) -> Size:
    """What a picture may take of the window."""
    cells = max(LEAST_SIDE_CELLS, min(MOST_PICTURE_CELLS, round(PICTURE_SHARE * window.width)))
    return Size(cells, max(LEAST_PICTURE_ROWS, window.height // 2 - LEAST_PICTURE_ROWS))
