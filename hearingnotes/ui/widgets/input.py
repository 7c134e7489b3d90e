"""A line to type in that keeps the order of the keys."""

from collections.abc import Mapping

from textual import events
from textual.actions import parse
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input


def bound_actions(widget: type[Widget]) -> dict[str, str]:
    """Its own keys with their actions; not those that it has from widgets that scroll."""
    return {
        key: binding.action
        for binding in widget.BINDINGS
        if isinstance(binding, Binding)
        for key in binding.key.split(",")
    }


def run_bound(widget: Widget, actions: Mapping[str, str], key: str) -> bool:
    """Do at once what the key does in the widget; False where it does nothing."""
    action = actions.get(key)
    if action is None:
        return False
    _, name, arguments = parse(action)
    getattr(widget, f"action_{name}")(*arguments)
    return True


_ACTIONS = bound_actions(Input)


class TextInput(Input):
    """Textual sends keys like Backspace, Ctrl+U and Enter around by the app, where the letters
    typed right behind them overtake them; here each is done in its turn."""

    async def _on_key(self, event: events.Key) -> None:
        action = _ACTIONS.get(event.key)
        if action is None:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        await self.run_action(action)

    def dispatch_input(self, event: events.Key | events.Paste) -> bool:
        """Do at once what it says, but for Enter; False where it says nothing here."""
        if isinstance(event, events.Paste):
            self.replace("".join(event.text.splitlines()[:1]), *self.selection)
        elif event.is_printable and event.character is not None:
            self.replace(event.character, *self.selection)
        else:
            return event.key != "enter" and run_bound(self, _ACTIONS, event.key)
        return True
