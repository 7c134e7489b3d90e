"""A line to type in that keeps the order of the keys."""

from textual import events
from textual.widgets import Input


class LineInput(Input):
    """Textual sends keys like Backspace, Ctrl+U and Enter around by the app, where the letters
    typed right behind them overtake them; here each is done in its turn."""

    async def _on_key(self, event: events.Key) -> None:
        bindings = self._bindings.key_to_bindings.get(event.key)
        if not bindings or event.is_printable:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        await self.run_action(bindings[0].action)
