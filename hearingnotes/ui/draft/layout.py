"""The page of an article: the notes, beside them the article, and what it becomes."""

from textual.containers import Vertical

from hearingnotes.ui.widgets.divider import Divider
from hearingnotes.ui.widgets.split_view import Shares, SplitBounds, SplitView
from hearingnotes.ui.widgets.status_line import StatusLine
from hearingnotes.ui.widgets.text_list import TextList

THREE_PANES = 150
LEAST_NOTES_CELLS, LEAST_ARTICLE_CELLS = 24, 30
NOTES_PARTS, ARTICLE_PARTS = 2, 3
"""Of the window's width, where no line was moved; the preview has as many as the article."""


class DraftLayout(SplitView):
    """A wide window has room for the preview beside both; in another it takes the notes' place."""

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
        """What never changes."""
        self._article_heading.show("Article")

    @property
    def is_wide(self) -> bool:
        """Whether the window has room for three."""
        return self.app.size.width >= THREE_PANES

    def extent(self, line: Divider) -> SplitBounds:
        """As few columns as can be read remain on either side."""
        width, panes_behind = self.app.size.width, 2 if self.is_wide else 1
        return SplitBounds(width, width, LEAST_NOTES_CELLS, panes_behind * LEAST_ARTICLE_CELLS)

    def usual(self, line: Divider) -> int:
        """The notes have the smaller part."""
        parts = NOTES_PARTS + ARTICLE_PARTS * (2 if self.is_wide else 1)
        return NOTES_PARTS * self.app.size.width // parts
