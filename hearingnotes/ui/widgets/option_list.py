"""A list to choose from."""

from typing import Literal

from textual import events
from textual.widgets import OptionList

from hearingnotes.ui.widgets.input import bound_actions, run_bound

_ACTIONS = bound_actions(OptionList)


class SelectList(OptionList):
    """A click chooses a line; a double click takes it, as Enter does."""

    def on_click(self, event: events.Click) -> None:
        """Instead of Textual's own, by which one click takes it."""
        event.prevent_default()
        at = event.style.meta.get("option")
        if at is not None:
            self.highlighted = at
            if event.chain == 2:
                self.action_select()

    def on_resize(self) -> None:
        """What is chosen stays in sight."""
        self.call_after_refresh(self.scroll_to_highlight)

    def dispatch_key(self, key: str) -> bool:
        """Do at once what the key does, but for Enter; False where it does nothing here."""
        return key != "enter" and run_bound(self, _ACTIONS, key)

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        """Where no line is drawn yet, Textual's own fails."""
        if self.scrollable_content_region:
            super()._move_page(direction)


class MarkedSelectList(SelectList):
    """A list of which one is always chosen; a dot marks it, so that colour alone does not tell."""

    def __init__(self, labels: dict[str, str], choice_id: str) -> None:
        """`told` is what stands in the list for each name."""
        super().__init__(*labels.values(), id=choice_id, compact=True, markup=False)
        self._labels = labels

    @property
    def selected(self) -> str:
        """The name of what is chosen."""
        return list(self._labels)[self.highlighted or 0]

    def select(self, name: str) -> None:
        """Choose it, and mark it."""
        self.highlighted = list(self._labels).index(name)
        for at, label in enumerate(self._labels.values()):
            dot = "●" if at == self.highlighted else "○"
            self.replace_option_prompt_at_index(at, f"{dot} {label}")
