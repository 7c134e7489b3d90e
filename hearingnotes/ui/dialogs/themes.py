"""The list of themes, which previews each on the screen behind it."""

from collections.abc import Callable, Iterable, Mapping

from textual import events, on
from textual.widgets import OptionList, Static

from hearingnotes.config.themes import ThemeFile
from hearingnotes.ui.dialogs.list_dialog import ListDialog


class ThemesScreen(ListDialog[str]):
    """The list of themes. Closes with the selected one; else the previous theme is restored."""

    CSS_PATH = "themes.tcss"
    TITLE_LINE = "Theme"
    KEYS = (("enter", "keep it"), ("escape", "back"))

    def __init__(
        self, themes: Mapping[str, ThemeFile], capture: Callable[[str, str | None], bool]
    ) -> None:
        """`capture` gets each key, so that moments can be captured while the list is open."""
        super().__init__()
        self._themes = themes
        self._capture = capture
        self._before = ""

    def lines(self) -> Iterable[tuple[str, str]]:
        """Yield the names. The title of the highlighted theme is shown below the list."""
        for name, theme in self._themes.items():
            yield name, f"{name} · {'dark' if theme.dark else 'light'}"

    def on_mount(self) -> None:
        """Highlight the theme in use."""
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
        """Close the list, also for a capture."""
        if self._capture(event.key, event.character):
            event.stop()
            self.close_with(None)
        else:
            super().on_key(event)

    def close_with(self, result: str | None) -> None:
        """Close with the selected theme in force, or the previous one."""
        if self.is_current:
            self.app.theme = result or self._before
        super().close_with(result)
