"""Which lead a note's link has."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.model.lead import changed_leads, lead_of, lead_s
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note

LEADS = {"": 4.0, "@chair": 2.0, "@ana-maría": 3.0, "#vote": 8.0, "#none": 0.0}


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("", 4),
        ("the levy rises", 4),
        ("@chair opens", 2),
        ("The @Chair, at last", 2),
        ("@CHAIR", 2),
        ("(@chair)", 2),
        ("@ana-maría asks", 3),
        ("9 to 0 #vote", 8),
        ("#vote called by @chair", 2),
        ("#vote called by @nobody", 8),
        ("#none @nobody", 0),
        ("@nobody #nothing", 4),
        ("@chairwoman and #votes", 4),
        ("chair@chair.gov", 4),
        ("# vote", 4),
        ("@", 4),
    ],
)
def test_the_lead_of_a_speaker_goes_before_the_tag_and_the_tag_before_the_hearing(
    text: str, seconds: float
) -> None:
    assert lead_s(text, LEADS) == seconds


@pytest.mark.parametrize(
    ("from_captions", "nudge_s", "seconds"),
    [(True, -8.2, 0), (True, 0.0, 2), (False, -8.2, 2)],
)
def test_a_quote_from_captions_needs_no_lead(
    from_captions: bool, nudge_s: float, seconds: float
) -> None:
    moment = Moment(datetime(2026, 1, 16, tzinfo=UTC))
    note = Note("N", "H", moment, "@chair: > We", nudge_s, from_captions=from_captions)
    assert lead_of(note, LEADS) == seconds


@given(st.text())
def test_a_note_has_no_lead_without_leads(text: str) -> None:
    assert lead_s(text, {}) == 0
    assert lead_s(text, {"@unheard-of-so-far": 3.0, "": 0.5}) == 0.5


@pytest.mark.parametrize(
    ("mark", "seconds", "leads"),
    [
        ("", 5.0, {"": 5.0, "@chair": 2.0}),
        ("", 0.0, {"@chair": 2.0}),
        ("@chair", 0.0, {"": 4.0, "@chair": 0.0}),
        ("#vote", 1.0, {"": 4.0, "@chair": 2.0, "#vote": 1.0}),
    ],
)
def test_setting_one_lead_leaves_the_others(
    mark: str, seconds: float, leads: dict[str, float]
) -> None:
    before = {"": 4.0, "@chair": 2.0}
    assert changed_leads(before, mark, seconds) == leads
    assert before == {"": 4.0, "@chair": 2.0}
