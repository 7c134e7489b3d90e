"""What is written on one side is read on the other, and what is no answer is none."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.media.medium import Medium
from hearingnotes.media.wire import (
    Answer,
    CaptionBatch,
    CaptionLocation,
    CaptionsRequest,
    Failure,
    LookupProgress,
    Request,
    read_answer,
    read_request,
    write_answer,
    write_request,
)
from hearingnotes.model.captions import Caption
from hearingnotes.model.hearing import LiveStatus

FULL = Medium(
    "https://a/v?sig=ü\n",
    audio_url="https://a/s",
    headers={"Referer": "https://a/"},
    title="Budget “Hearing”",
    body="Council",
    date=date(2026, 5, 5),
    duration_s=5400.5,
    live_status=LiveStatus.WAS_LIVE,
    release_utc=datetime(2026, 5, 5, 14, 0, tzinfo=UTC),
    platform_key="dQw4w9WgXcQ",
    webpage_url="https://a/",
)

HEARD = CaptionBatch(
    (Caption(1.0, 2.5, "a b", ((1.0, "a"), (1.5, " b"))), Caption(3.0, 4.0, "投票。")),
    is_last=False,
)


@pytest.mark.parametrize(
    "answer",
    [
        FULL,
        Medium(""),
        LookupProgress("Asking"),
        Failure("No, “\n”."),
        HEARD,
        CaptionBatch((), is_last=True),
    ],
)
def test_an_answer_arrives_as_it_was_sent(answer: Answer) -> None:
    line = write_answer(answer)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert read_answer(line) == answer


@given(
    st.builds(Request, st.text(), want_video=st.booleans(), proxy=st.none() | st.text())
    | st.builds(CaptionsRequest, st.sampled_from(CaptionLocation), st.text(), st.text())
)
def test_a_request_arrives_as_it_was_sent(request: Request | CaptionsRequest) -> None:
    line = write_request(request)
    assert line.count(b"\n") == 1
    assert read_request(line) == request


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"[download] 100%\n",
        b"\xff\xfe\n",
        b"null\n",
        b"[]\n",
        b"{}\n",
        b'{"progress": 5}\n',
        b'{"medium": []}\n',
        b'{"medium": {}}\n',
        b'{"medium": {"url": "http://a/"}}\n',
        write_answer(FULL).replace(b"2026-05-05", b"tomorrow"),
        write_answer(FULL).replace(b"was_live", b"maybe"),
        write_answer(FULL).replace(b'"title"', b'"name"'),
        write_answer(FULL)[:-20],
        b"[" * 100_000,
    ],
)
def test_garbage_is_no_answer(line: bytes) -> None:
    assert read_answer(line) is None
