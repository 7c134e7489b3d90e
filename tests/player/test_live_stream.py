"""What is gathered of a live stream while it plays, and what becomes of it at a break."""

from datetime import UTC, datetime, timedelta

import pytest

from hearingnotes.model.live import WRAP_S, LiveEvidence
from hearingnotes.player.live import Heard, Segment, Stream, hears, joined, opened, sought

UTC_0 = datetime(2026, 1, 16, 15, 0, tzinfo=UTC)
LENGTH_S = 5.0
TICK_S = 0.25


class Follower:
    """Follows a stream from 2820 s on, always a quarter of a minute behind what is opened."""

    def __init__(self, *, with_sq: bool = True) -> None:
        self.stream = Stream()
        self._with_sq = with_sq
        self._at_s = 0.0
        self.position_s = 2820.0
        self.open(564, 565, 566)
        self.stream = joined(self.stream, self.position_s, UTC_0)
        self.hear(1)

    def open(self, *numbers: int, manifest: int = 1) -> None:
        """Segments are opened, while what came before them plays."""
        for sq in numbers:
            segment = Segment(sq if self._with_sq else None, manifest, LENGTH_S)
            self.stream = opened(self.stream, segment, self._at_s)

    def hear(self, seconds: float) -> None:
        """So much is played, as it comes."""
        for _ in range(round(seconds / TICK_S)):
            self._at_s += TICK_S
            self.position_s += TICK_S
            self._beat()

    def jump(self, position_s: float) -> None:
        """The timestamps go on from another number."""
        self.tell(position_s)
        self.hear(TICK_S)

    def tell(self, position_s: float) -> None:
        """The player says that it is there."""
        self._at_s += TICK_S
        self.position_s = position_s
        self._beat()

    def seek(self, position_s: float) -> None:
        """The person goes elsewhere."""
        self.stream = sought(self.stream)
        self.jump(position_s)

    def _beat(self) -> None:
        heard = Heard(self.position_s, self._at_s, 1.0)
        self.stream = hears(self.stream, heard, UTC_0 + timedelta(seconds=self._at_s))

    @property
    def evidence(self) -> LiveEvidence:
        """That of what is heard now."""
        evidence = self.stream.evidence(self.position_s)
        assert evidence is not None
        return evidence


def test_as_long_as_it_goes_on_the_evidence_is_that_of_joining() -> None:
    one = Follower()
    before = one.evidence
    one.open(567, 568, 569)
    one.hear(30)
    assert one.evidence == before
    assert (before.first_s, before.first_sq, before.epoch) == (2820, 564, 0)


def test_numbers_that_begin_again_with_the_timestamps_are_those_of_the_new_epoch() -> None:
    one = Follower()
    one.open(0, 1, 2, manifest=2)
    one.hear(14)
    assert one.evidence.epoch == 0
    one.jump(0.2)
    evidence = one.evidence
    assert (evidence.epoch, evidence.restarted) == (1, True)
    assert (evidence.first_sq, evidence.manifest, evidence.first_s) == (0, 2, 0.2)


def test_a_reset_alone_leaves_the_numbers_as_they_were() -> None:
    one = Follower()
    one.hear(13.75)
    assert one.position_s == 2834.75
    one.jump(0.0)
    evidence = one.evidence
    assert (evidence.epoch, evidence.restarted) == (1, False)
    assert (evidence.first_sq, evidence.first_s) == (564, -15)


def test_a_reset_long_after_the_numbers_began_again_is_none_of_theirs() -> None:
    """The timestamps had run on over the new numbering: what was counted before still holds."""
    one = Follower()
    one.open(*range(200), manifest=2)
    one.hear(600)
    assert one.evidence.epoch == 0
    one.jump(0.0)
    evidence = one.evidence
    assert (evidence.epoch, evidence.restarted) == (1, False)
    assert (evidence.first_sq, evidence.manifest) == (564, 1)
    assert 0.0 - evidence.first_s == pytest.approx(601.25)


def test_a_reset_long_before_numbers_that_have_begun_again_is_none_of_theirs_either() -> None:
    """Somebody who is far behind has all of it before them."""
    one = Follower()
    one.open(*range(567, 700))
    one.open(*range(9), manifest=2)
    one.hear(60)
    one.jump(0.0)
    assert (one.evidence.epoch, one.evidence.restarted) == (1, False)
    one.hear(136 * LENGTH_S - 61)
    one.jump(0.0 - 100.0)
    assert (one.evidence.epoch, one.evidence.restarted) == (2, True)
    assert (one.evidence.first_sq, one.evidence.manifest) == (0, 2)


def test_numbers_may_begin_again_twice_before_that_is_heard() -> None:
    one = Follower()
    one.open(*range(80), manifest=2)
    one.open(0, 1, 2, manifest=3)
    one.hear(14)
    one.jump(0.0)
    assert one.evidence.manifest == 2
    one.hear(80 * LENGTH_S)
    one.jump(0.0)
    assert (one.evidence.manifest, one.evidence.epoch) == (3, 2)


def test_a_wrap_is_no_break_and_numbers_begin_again_behind_it_as_before_it() -> None:
    one = Follower()
    one.open(*range(567, 600))
    one.open(0, 1, 2, manifest=2)
    one.hear(60)
    one.jump(one.position_s - WRAP_S + TICK_S)
    assert (one.evidence.epoch, one.evidence.first_sq) == (0, 564)
    one.hear(36 * LENGTH_S - 62)
    one.jump(3000.0)
    assert (one.evidence.epoch, one.evidence.manifest) == (1, 2)


def test_what_is_heard_once_more_has_the_evidence_that_it_had() -> None:
    one = Follower()
    before = one.evidence
    one.open(0, 1, 2, manifest=2)
    one.hear(14)
    one.jump(0.2)
    one.hear(9)
    after = one.evidence
    one.seek(2830.0)
    assert one.evidence == before
    one.hear(4)
    one.jump(0.25)
    assert one.evidence == after


@pytest.mark.parametrize("goes_on_s", [2834.5, 2870.0])
def test_a_position_that_means_nothing_is_not_believed(goes_on_s: float) -> None:
    """mpv tells some when it begins to play again, after a lost network or a seek."""
    one = Follower()
    before = one.evidence
    one.hear(13)
    for _ in range(2):
        one.tell(0.0)
        assert one.stream.evidence(0.0) is None
    one.jump(goes_on_s)
    assert one.evidence == before
    one.seek(0.0)
    one.tell(0.0)
    one.jump(goes_on_s)
    assert one.evidence == before


def test_the_edge_may_be_far_on_from_all_that_was_heard() -> None:
    one = Follower()
    before = one.evidence
    one.seek(2820.0 + 1800)
    assert one.evidence == before
    one.hear(10)
    assert one.evidence == before


def test_without_numbers_a_reset_begins_an_epoch_of_its_own() -> None:
    one = Follower(with_sq=False)
    one.open(0, 1, 2, manifest=2)
    one.hear(14)
    one.jump(0.2)
    assert (one.evidence.epoch, one.evidence.first_sq) == (1, None)
