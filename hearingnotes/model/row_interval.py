"""How two rows of segments lie to each other: how much was broadcast between them."""

from dataclasses import dataclass

from hearingnotes.model.live import WRAP_S, SegmentRow

JOLT_S = 1.0
"""By so much timestamps may waver where numbers run on."""
DRIFT = 0.0005
"""By how much numbers times the nominal length go off: measured are 0.01 %."""
REJOINED = 12
"""So many segments before the newest a stream is joined at most when it is loaded again."""
AHEAD_S = 30.0
"""By so much a stream without numbers may come ahead of the clock, when it catches up."""
BREAK_S = 30.0
"""By so much timestamps may jump where numbers run on, and the broadcast has not broken off."""
CLOCK_SLACK_S = 15.0
"""How differently long it takes until a segment is opened, by the clock."""
USUAL_SEGMENT_S = 5.0


@dataclass(frozen=True, slots=True)
class RowInterval:
    """What lies between the first packets of two rows.

    `passed_s` is how much was broadcast, ± `slack_s`; `is_numbered` says that the segments' numbers
    tell it, else the clock does. `jump_s` is how much more the timestamps went on, wraps left out.
    """

    passed_s: float
    slack_s: float
    is_numbered: bool
    jump_s: float

    @property
    def is_break(self) -> bool:
        """Whether the broadcast broke off here, as far as is known: a jump, or other numbers."""
        return not self.is_numbered or abs(self.jump_s) > BREAK_S


def are_numbered_on(before: SegmentRow, after: SegmentRow) -> bool:
    """Whether the numbers of two rows are of one count; loaded again, a stream may be joined some
    segments before the newest."""
    if before.sq is None or after.sq is None or not before.segment_s:
        return False
    is_alike = (before.manifest, before.segment_s) == (after.manifest, after.segment_s)
    return is_alike and after.sq >= before.sq - REJOINED


def interval_between(before: SegmentRow, after: SegmentRow) -> RowInterval:
    """How the later row lies to the earlier one."""
    stamped_s = after.first_pts - before.first_pts
    if are_numbered_on(before, after):
        assert before.sq is not None and after.sq is not None and before.segment_s is not None
        passed_s = (after.sq - before.sq) * before.segment_s
        jump_s = _without_wraps(stamped_s - passed_s)
        slack_s = DRIFT * abs(passed_s)
        if abs(jump_s) > _wavering_s(before, passed_s):
            # The row behind the jump may have been read late, by up to two segments.
            slack_s += (
                JOLT_S + 2 * before.segment_s + max(0.0, _gap_s(before, after, passed_s, jump_s))
            )
        return RowInterval(passed_s, slack_s, is_numbered=True, jump_s=jump_s)
    passed_s = _by_clock_s(before, after)
    # Where nothing came for a while, the finished video may lack that.
    gap_s = max(0.0, passed_s - 2 * (before.segment_s or USUAL_SEGMENT_S))
    jump_s = _without_wraps(stamped_s - passed_s)
    return RowInterval(passed_s, CLOCK_SLACK_S + gap_s, is_numbered=False, jump_s=jump_s)


def _gap_s(before: SegmentRow, after: SegmentRow, passed_s: float, jump_s: float) -> float:
    """How long nothing was sent, where the clock says so as well as the timestamps: the finished
    video may have that or not."""
    by_clock_s = _by_clock_s(before, after) - passed_s
    return jump_s if jump_s > 0 and abs(jump_s - by_clock_s) <= CLOCK_SLACK_S else 0.0


def follows(before: SegmentRow, after: SegmentRow) -> bool:
    """Whether the timestamps run on from the one row to the other, without a wrap."""
    stamped_s = after.first_pts - before.first_pts
    if are_numbered_on(before, after):
        between = interval_between(before, after)
        wavers_s = _wavering_s(before, between.passed_s)
        return between.passed_s > 0 and abs(stamped_s - between.passed_s) <= wavers_s
    return 0 < stamped_s <= _by_clock_s(before, after) + AHEAD_S


def is_known(before: SegmentRow, after: SegmentRow) -> bool:
    """Whether the later row says again what is known: the stream was loaded again."""
    if not are_numbered_on(before, after):
        return False
    between = interval_between(before, after)
    return between.passed_s <= 0 and abs(between.jump_s) <= _wavering_s(before, between.passed_s)


def may_be_late(before: SegmentRow, after: SegmentRow) -> bool:
    """Whether the later row can be one whose line of the log was read late: by then up to two more
    segments were read."""
    if not are_numbered_on(before, after):
        return False
    between = interval_between(before, after)
    return (
        0 < between.jump_s <= 2 * (after.segment_s or 0.0) + _wavering_s(before, between.passed_s)
    )


def _by_clock_s(before: SegmentRow, after: SegmentRow) -> float:
    """By the clock that nobody sets; behind a start of the machine it counts anew."""
    steady_s = after.opened_s - before.opened_s
    if steady_s < 0:
        steady_s = (after.opened_utc - before.opened_utc).total_seconds()
    return max(0.0, steady_s)


def _wavering_s(before: SegmentRow, passed_s: float) -> float:
    return min(JOLT_S, (before.segment_s or USUAL_SEGMENT_S) / 2) + DRIFT * abs(passed_s)


def _without_wraps(jump_s: float) -> float:
    return jump_s - round(jump_s / WRAP_S) * WRAP_S
