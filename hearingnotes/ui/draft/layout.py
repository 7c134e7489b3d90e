"""The layout of an article's screen: the notes, the article, the preview."""

from textual.containers import Vertical

from hearingnotes.ui.widgets.divider import Divider
from hearingnotes.ui.widgets.split_view import Shares, SplitBounds, SplitView
from hearingnotes.ui.widgets.status_line import StatusLine
from hearingnotes.ui.widgets.text_list import TextList

THREE_PANES = 150
LEAST_NOTES_CELLS, LEAST_ARTICLE_CELLS = 24, 30
NOTES_PARTS, ARTICLE_PARTS = 2, 3
"""Shares of the window's width where no line was moved; the preview's is the article's."""


class DraftLayout(SplitView):
    """The panes of an article's screen.

    A wide window has space for the preview beside both; in another it replaces the notes.
    """

    def __init__(
        self, notes: TextList, article: TextList, preview: TextList, shares: Shares
    ) -> None:
        self.notes_heading, self.preview_heading = StatusLine(), StatusLine()
        self._article_heading = StatusLine()
        super().__init__(
            shares,
            Vertical(self.notes_heading, notes, id="notes-pane"),
            Divider("article"),
            Vertical(self._article_heading, article, id="article-pane"),
            Vertical(self.preview_heading, preview, id="preview-pane"),
            id="panes",
        )

    def on_mount(self) -> None:
        """Set the heading that never changes."""
        self._article_heading.show("Article")

    @property
    def is_wide(self) -> bool:
        """Whether the window has space for three panes."""
        return self.app.size.width >= THREE_PANES

    def extent(self, line: Divider) -> SplitBounds:
        """Return the bounds that leave each pane readable."""
        width, panes_behind = self.app.size.width, 2 if self.is_wide else 1
        return SplitBounds(width, width, LEAST_NOTES_CELLS, panes_behind * LEAST_ARTICLE_CELLS)

    def usual(self, line: Divider) -> int:
        """Return the usual width of the notes, the smaller part."""
        parts = NOTES_PARTS + ARTICLE_PARTS * (2 if self.is_wide else 1)
        return NOTES_PARTS * self.app.size.width // parts
