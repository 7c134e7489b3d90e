"""What the keys of a widget do, without the way around by the app."""

from collections.abc import Mapping

from textual.actions import parse
from textual.binding import Binding
from textual.widget import Widget


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
