"""Lists of options, of which one can be selected."""

from typing import Literal

from textual import events
from textual.widgets import OptionList

from hearingnotes.ui.widgets.input import bound_actions, run_bound

_ACTIONS = bound_actions(OptionList)


class SelectList(OptionList):
    """A list where a click highlights an option, and a double click selects it, as Enter does."""

    def on_click(self, event: events.Click) -> None:
        """Highlight the option; by Textual's own handler one click would select it."""
        event.prevent_default()
        at = event.style.meta.get("option")
        if at is not None:
            self.highlighted = at
            if event.chain == 2:
                self.action_select()

    def on_resize(self) -> None:
        """Keep the highlighted option in sight."""
        self.call_after_refresh(self.scroll_to_highlight)

    def dispatch_key(self, key: str) -> bool:
        """Act on a key at once; False for Enter, and for keys that do nothing here."""
        return key != "enter" and run_bound(self, _ACTIONS, key)

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        """Move by a page. Textual's own method fails before the first line is drawn."""
        if self.scrollable_content_region:
            super()._move_page(direction)


class MarkedSelectList(SelectList):
    """A list with one option selected at any time; a dot marks it where there is no colour."""

    def __init__(self, labels: dict[str, str], choice_id: str) -> None:
        """Make a list of these labels, by the names that they stand for."""
        super().__init__(*labels.values(), id=choice_id, compact=True, markup=False)
        self._labels = labels

    @property
    def selected(self) -> str:
        """The name of the selected option."""
        return list(self._labels)[self.highlighted or 0]

    def select(self, name: str) -> None:
        """Select and mark the option of this name."""
        self.highlighted = list(self._labels).index(name)
        for at, label in enumerate(self._labels.values()):
            dot = "●" if at == self.highlighted else "○"
            self.replace_option_prompt_at_index(at, f"{dot} {label}")
