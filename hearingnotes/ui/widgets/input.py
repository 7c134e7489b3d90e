"""A line to type in, which acts on each key in the order of typing."""

from collections.abc import Mapping

from textual import events
from textual.actions import parse
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input


def bound_actions(widget: type[Widget]) -> dict[str, str]:
    """The keys of a widget class with their actions, without the inherited ones."""
    return {
        key: binding.action
        for binding in widget.BINDINGS
        if isinstance(binding, Binding)
        for key in binding.key.split(",")
    }


def run_bound(widget: Widget, actions: Mapping[str, str], key: str) -> bool:
    """Run the action of a key in the widget at once; False where the key has none."""
    action = actions.get(key)
    if action is None:
        return False
    _, name, arguments = parse(action)
    getattr(widget, f"action_{name}")(*arguments)
    return True


_ACTIONS = bound_actions(Input)


class TextInput(Input):
    """An input that runs Backspace, Ctrl+U and Enter in their turn. Textual sends these keys around
    by the app, where the letters typed right behind them overtake them.
    """

    async def _on_key(self, event: events.Key) -> None:
        action = _ACTIONS.get(event.key)
        if action is None:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        await self.run_action(action)

    def dispatch_input(self, event: events.Key | events.Paste) -> bool:
        """Act on a key or a paste at once; False for Enter, and for keys that do nothing here."""
        if isinstance(event, events.Paste):
            self.replace("".join(event.text.splitlines()[:1]), *self.selection)
        elif event.is_printable and event.character is not None:
            self.replace(event.character, *self.selection)
        else:
            return event.key != "enter" and run_bound(self, _ACTIONS, event.key)
        return True
