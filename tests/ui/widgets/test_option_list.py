"""A list to choose from."""

import pytest
from textual.app import App, ComposeResult

from hearingnotes.ui.widgets.option_list import SelectList


class Hidden(App[None]):
    """A list of which no line is drawn."""

    CSS = "SelectList { display: none; }"

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield SelectList("one", "two")


@pytest.mark.parametrize("key", ["pagedown", "pageup"])
async def test_a_list_that_is_not_drawn_yet_turns_no_page(key: str) -> None:
    app = Hidden()
    async with app.run_test():
        choices = app.query_one(SelectList)
        assert choices.dispatch_key(key)
        assert choices.highlighted == 0
