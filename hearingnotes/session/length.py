"""The length of a recording, from the repeated reports of the player. Pure."""

MANY_TIMES = 5
GROWN_S = 5.0


class Length:
    """The length so far. A medium that grows while it plays, as a broadcast does, has none."""

    def __init__(self) -> None:
        self._longest_s: float | None = None
        self._growths = 0

    def updated(self, reported_s: float, known_s: float | None) -> float | None:
        """Return the length to be stored, in seconds, from the player's and the stored one. None
        for none."""
        self._growths += self._longest_s is not None and reported_s > self._longest_s
        self._longest_s = max(reported_s, self._longest_s or 0.0)
        if self._growths < MANY_TIMES:
            return known_s if known_s is not None else reported_s
        has_outgrown = known_s is not None and reported_s > known_s + GROWN_S
        return None if has_outgrown else known_s
