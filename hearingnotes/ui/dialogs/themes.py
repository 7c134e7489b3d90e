"""The themes, each shown on the screen behind while the list moves through them."""

from collections.abc import Callable, Iterable, Mapping

from textual import events, on
from textual.widgets import OptionList, Static

from hearingnotes.config.themes import ThemeFile
from hearingnotes.ui.dialogs.list_dialog import ListDialog


class ThemesScreen(ListDialog[str]):
    """Closes with the theme that was chosen; without one, the theme before is back."""

    CSS_PATH = "themes.tcss"
    TITLE_LINE = "Theme"
    KEYS = (("enter", "keep it"), ("escape", "back"))

    def __init__(
        self, themes: Mapping[str, ThemeFile], capture: Callable[[str, str | None], bool]
    ) -> None:
        """`capture` is shown each key: a moment is not missed because the list is open."""
        super().__init__()
        self._themes = themes
        self._capture = capture
        self._before = ""

    def lines(self) -> Iterable[tuple[str, str]]:
        """The names; what more is to say of one stands below the list."""
        for name, theme in self._themes.items():
            yield name, f"{name} · {'dark' if theme.dark else 'light'}"

    def on_mount(self) -> None:
        """Begin at the one in use."""
        self._before = self.app.theme
        names = [*self._themes]
        if self._before in names:
            self.query_one(OptionList).highlighted = names.index(self._before)

    @on(OptionList.OptionHighlighted)
    def _try_on(self, event: OptionList.OptionHighlighted) -> None:
        if self.is_current and event.option_id is not None:
            self.app.theme = event.option_id
            self.query_one("#hint", Static).update(self._themes[event.option_id].title)

    @on(OptionList.OptionSelected)
    def _on_selected(self, event: OptionList.OptionSelected) -> None:
        self.close_with(event.option_id)

    def on_key(self, event: events.Key) -> None:
        """Close, also to take a moment."""
        if self._capture(event.key, event.character):
            event.stop()
            self.close_with(None)
        else:
            super().on_key(event)

    def close_with(self, result: str | None) -> None:
        """Close in the colours that hold from now on."""
        if self.is_current:
            self.app.theme = result or self._before
        super().close_with(result)
