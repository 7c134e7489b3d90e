"""What yt-dlp says, told to a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.media.yt_dlp_messages import describe_error, describe_progress, starts_later


@pytest.mark.parametrize(
    ("error", "part"),
    [
        ("ERROR: [youtube] x: Private video. Sign in if you've been granted access", "is private"),
        ("ERROR: [youtube] x: This video is available to this channel's members on level: Gold (or"
         " any higher level). Join this channel to get access", "Only members"),
        ("ERROR: [youtube] x: Video unavailable. This video is no longer available due to a"
         " copyright claim by Someone", "taken down"),
        ("ERROR: [youtube] x: Sign in to confirm your age. This video may be inappropriate for"
         " some users. Use --cookies-from-browser or --cookies", "age limit"),
        ("ERROR: [youtube] x: Sign in to confirm you're not a bot. Use --cookies", "a robot's"),
        ("ERROR: [vimeo] 1: The web client only works when logged-in. Use --cookies", "signing in"),
        ("ERROR: x is only available for registered users. Use --username", "signing in"),
        ("ERROR: This video is not available from your location due to geo restriction\n"
         "This video is available in France.\nYou might want to use a VPN", "in your country"),
        ("ERROR: [youtube] x: Video unavailable. This video contains content from Y, who has"
         " blocked it in your country on copyright grounds", "in your country"),
        ("ERROR: [youtube:tab] @x: The channel is not currently live", "not live now"),
        ("ERROR: [generic] Unable to download webpage: <urllib3.connection.HTTPSConnection object"
         " at 0x7>: Failed to resolve 'city.gov' ([Errno -2] Name or service not known) (caused"
         " by TransportError(…))", "looked up"),
        ("ERROR: [youtube] x: [Errno -3] Temporary failure in name resolution (caused by"
         " TransportError)", "looked up"),
        ("ERROR: Unable to download API page: [Errno 111] Connection refused", "reached"),
        ("ERROR: [Errno 101] Network is unreachable (caused by TransportError)", "reached"),
        ("ERROR: The read operation timed out (caused by TransportError)", "in time"),
        ("ERROR: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has"
         " expired", "certificate"),
        ("ERROR: ('Unable to connect to proxy', OSError('Tunnel connection failed'))", "proxy"),
        ("ERROR: [generic] Unable to download webpage: HTTP Error 403: Forbidden", "HTTP 403"),
        ("ERROR: [generic] Unable to download webpage: HTTP Error 404: Not Found", "HTTP 404"),
        ("ERROR: [generic] Unable to download webpage: HTTP Error 410: Gone", "HTTP 404"),
        ("ERROR: [generic] Unable to download webpage: HTTP Error 429: Too Many", "too often"),
        ("ERROR: [generic] Unable to download webpage: HTTP Error 502: Bad Gateway", "HTTP 5xx"),
        ("ERROR: Unsupported URL: https://city.gov/private-video-removed-drm", "nothing to play"),
        ("ERROR: [youtube] x: This video is DRM protected", "DRM"),
        ("ERROR: [youtube] x: Failed to extract any player response; please report", "pip install"),
    ],
)  # fmt: skip
def test_errors_of_yt_dlp_become_sentences(error: str, part: str) -> None:
    assert part in describe_error(error)


@pytest.mark.parametrize(
    ("warnings", "part"),
    [
        (["[youtube] x: Private video. Sign in if …", "No video formats found!"], "is private"),
        (
            [
                "[youtube] x: n challenge solving failed: Some formats may be missing.",
                "Only images are available for download.",
                "Requested format is not available",
            ],
            "JavaScript",
        ),
        (["[youtube] No supported JavaScript runtime could be found."], "JavaScript"),
        (["No video formats found!", "Requested format is not available"], "no longer understands"),
    ],
)
def test_warnings_of_yt_dlp_give_the_reason(warnings: list[str], part: str) -> None:
    assert part in describe_error("", warnings)


def test_an_error_goes_before_the_warnings_that_led_to_it() -> None:
    sentence = describe_error("ERROR: HTTP Error 404: Not Found", ["[youtube] Private video."])
    assert "HTTP 404" in sentence


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            "ERROR: [youtube] x: Odd thing; please report this issue on  https://github.com/y , "
            "filling out the appropriate issue template. Confirm you are on the latest version",
            ": Odd thing. Updating",
        ),
        ("ERROR: [a:b] Odd\nthing\x1b[31m (caused by ValueError('x'))", ": Odd thing[31m. Updat"),
        ("", ": it gave no reason. Updating"),
    ],
)
def test_an_unknown_error_of_yt_dlp_is_passed_on(error: str, said: str) -> None:
    sentence = describe_error(error)
    assert said in sentence
    assert "pip install -U" in sentence


@given(st.text(), st.lists(st.text()))
def test_every_described_error_is_one_clean_line(error: str, warnings: list[str]) -> None:
    sentence = describe_error(error, warnings)
    assert len(sentence.splitlines()) == 1
    assert "\x1b" not in sentence
    sentence.encode()


@pytest.mark.parametrize(
    ("warning", "later"),
    [
        ("[youtube] x: This live event will begin in 3 hours.", True),
        ("[youtube] x: This live event will begin in a few moments.", True),
        ("[youtube] x: Premieres in 2 days", True),
        ("[youtube] x: This live event has ended.", False),
    ],
)
def test_warnings_of_yt_dlp_say_that_a_broadcast_begins_later(warning: str, later: bool) -> None:
    assert starts_later(["Requested format is not available", warning]) is later


@pytest.mark.parametrize(
    ("message", "phrase"),
    [
        ("[youtube] Extracting URL: https://youtu.be/x", "Asking YouTube"),
        ("[youtube:tab] Extracting URL: https://www.youtube.com/@x", "Asking YouTube"),
        ("[youtube+origin] Extracting URL: https://youtu.be/x", "Asking YouTube"),
        ("[generic] Extracting URL: https://city.gov/", "Asking the page"),
        ("[Granicus] Extracting URL: https://x.granicus.com/", "Asking Granicus"),
        ("[youtube] x: Downloading player 4fcd6e4a-main", "Reading YouTube's player"),
        ("[youtube] [jsc:deno] Solving JS challenges using deno", "Answering YouTube's riddle"),
        ("[youtube] x: Downloading m3u8 information", "Reading the list of streams"),
        ("[download] Downloading playlist: Hearings", "Reading a list of videos"),
        ("[youtube] timed out. Retrying (1/3)...", "YouTube did not answer, asking again"),
        ("[debug] Encodings: locale UTF-8", None),
        ("", None),
    ],
)  # fmt: skip
def test_progress_messages_of_yt_dlp_become_phrases(message: str, phrase: str | None) -> None:
    assert describe_progress(message) == phrase
