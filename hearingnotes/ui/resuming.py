"""Keeping where to go on the next time, however the program ends."""

from hearingnotes.session.hearing_session import Desk

REMEMBER_POSITION_S = 5.0
JUMP_S = 2.0


class Resuming:
    """Looks at each tick: what is kept is never far from what is heard."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept_at_s = float("-inf")
        self._seen_s: float | None = None
        self._was_paused = False

    def tick(self, now_s: float) -> None:
        """Keep the second every few seconds, and at once where it was held or moved."""
        seen_s, is_paused = self._desk.second_s(), self._desk.player.state.paused
        moved_s = abs(seen_s - self._seen_s) if seen_s and self._seen_s else 0.0
        is_held = is_paused and not self._was_paused
        is_due = not is_paused and now_s - self._kept_at_s >= REMEMBER_POSITION_S
        self._seen_s, self._was_paused = seen_s, is_paused
        if is_due or is_held or moved_s > JUMP_S:
            self._kept_at_s = now_s
            self._desk.remember_position()
