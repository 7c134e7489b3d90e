"""A line to type in that keeps the order of the keys."""

from textual import events
from textual.binding import Binding
from textual.widgets import Input

# Not those that Input has from widgets that scroll: arrows up and down are the screen's.
_ACTIONS = {
    key: binding.action
    for binding in Input.BINDINGS
    if isinstance(binding, Binding)
    for key in binding.key.split(",")
}


class LineInput(Input):
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
