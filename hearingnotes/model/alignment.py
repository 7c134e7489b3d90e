"""The alignment of a hearing's recordings with each other."""

from collections.abc import Mapping

from hearingnotes.model.hearing import Recording

ALIGNED_BY_CLOCK_MARGIN_S = 10.0


def zero_within(
    wanted: Recording, other: Recording, recordings: Mapping[str, Recording]
) -> tuple[float, float] | None:
    """Return second 0 of `wanted` as a second of `other`, and the ± of that; None where it is
    unknown.

    The alignment is what a person set, if need be through a third recording; otherwise the
    difference of the recordings' starts.
    """
    of_wanted, of_other = _zeros(wanted, recordings), _zeros(other, recordings)
    common = next((id_ for id_ in of_wanted if id_ in of_other), None)
    if common is not None:
        return of_wanted[common] - of_other[common], 0.0
    if wanted.starts_utc is not None and other.starts_utc is not None:
        between_s = (wanted.starts_utc - other.starts_utc).total_seconds()
        return between_s, ALIGNED_BY_CLOCK_MARGIN_S
    return None


def _zeros(recording: Recording, recordings: Mapping[str, Recording]) -> dict[str, float]:
    """Return second 0 of the recording as a second of each recording that it is aligned to, by
    id."""
    zeros, zero_s = {recording.id: 0.0}, 0.0
    nearest = recordings.get(recording.aligned_to or "")
    while nearest is not None and nearest.id not in zeros:
        zero_s += recording.aligned_s
        zeros[nearest.id] = zero_s
        recording, nearest = nearest, recordings.get(nearest.aligned_to or "")
    return zeros
