"""Textual's command palette, made safe for keys that arrive before its list exists."""

from textual.command import CommandList, CommandPalette
from textual.worker import Worker


class KeyedPalette(CommandPalette):
    """A command palette that ignores keys while its list is not there or not drawn."""

    @property
    def _has_list(self) -> bool:
        return bool(self.query(CommandList))

    def _action_command_list(self, action: str) -> None:
        if self._has_list:
            is_drawn = bool(self.query_one(CommandList).scrollable_content_region)
            if is_drawn or not action.startswith("page_"):
                super()._action_command_list(action)

    def _action_cursor_down(self) -> None:
        if self._has_list:
            super()._action_cursor_down()

    def _action_escape(self) -> None:
        if self.is_current:
            super()._action_escape()

    def _watch__list_visible(self) -> None:
        if self._has_list:
            super()._watch__list_visible()

    async def _watch__show_busy(self) -> None:
        if self._has_list:
            await super()._watch__show_busy()

    def _gather_commands(self, search_value: str) -> Worker[None] | None:  # type: ignore[override]
        return super()._gather_commands(search_value) if self._has_list else None
