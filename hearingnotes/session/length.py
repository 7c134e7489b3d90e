"""How long a recording is, as the player tells it time and again; pure."""

MANY_TIMES = 5
GROWN_S = 5.0


class Length:
    """What grows while it plays, as a broadcast does that is not known to be one, has no length."""

    def __init__(self) -> None:
        self._longest_s: float | None = None
        self._growths = 0

    def updated(self, reported_s: float, known_s: float | None) -> float | None:
        """The length that is to be known from now on; None for none."""
        self._growths += self._longest_s is not None and reported_s > self._longest_s
        self._longest_s = max(reported_s, self._longest_s or 0.0)
        if self._growths < MANY_TIMES:
            return known_s if known_s is not None else reported_s
        has_outgrown = known_s is not None and reported_s > known_s + GROWN_S
        return None if has_outgrown else known_s
