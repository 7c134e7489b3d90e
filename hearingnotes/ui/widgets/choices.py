"""A list to choose from."""

from textual import events
from textual.widgets import OptionList


class Choices(OptionList):
    """A click chooses a line; a double click takes it, as Enter does."""

    def on_click(self, event: events.Click) -> None:
        """Instead of Textual's own, by which one click takes it."""
        event.prevent_default()
        at = event.style.meta.get("option")
        if at is not None:
            self.highlighted = at
            if event.chain == 2:
                self.action_select()
