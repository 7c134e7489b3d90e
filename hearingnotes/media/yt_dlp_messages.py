"""The messages of yt-dlp as sentences that say what to do; pure, without yt-dlp.

yt-dlp passes on YouTube's reasons in YouTube's words, so they are recognised by their text.
"""

import re
from collections.abc import Iterable, Sequence

from hearingnotes.model.sanitize import one_line

NOTHING_IN_LIST = "There is nothing to play in that list: paste the address of one video."
NO_YT_DLP = (
    "yt-dlp is missing, so only files and direct media addresses can be played: "
    "pip install 'yt-dlp[default,deno]' brings it."
)
_UPDATE = "pip install -U 'yt-dlp[default,deno]'"

_BEGINS = r"live event will begin|premieres? (in|on|shortly)"
_BEGINS_LATER = re.compile(_BEGINS, re.I)
_ENDED = r"live event has ended|live stream recording is not available"
_HAS_ENDED = re.compile(_ENDED, re.I)

# The order matters: the reason comes before what yt-dlp or the site adds to every reason.
_SENTENCES: Sequence[tuple[str, str]] = (
    (
        r"unsupported url|is not a valid url|no suitable extractor",
        "yt-dlp found nothing to play at that address: paste that of the page that plays it, "
        "or of the media file itself.",
    ),
    (
        r"members[- ]only|members on level|join this channel",
        "Only members of its channel can see this video: ask the channel for a copy, "
        "and open the file.",
    ),
    (
        r"video is private|private video",
        "This video is private: ask its owner to make it public or unlisted, or for a copy.",
    ),
    (
        r"not a bot|captcha",
        "YouTube takes this connection for a robot's: try again later, or from another network.",
    ),
    (
        r"rate.?limit|try again later|http error 429|too many requests",
        "The site was asked too often from this connection: wait an hour and try again.",
    ),
    (
        r"confirm your age|age.?restricted|inappropriate for some users",
        "This video has an age limit and is shown only after signing in: ask its owner for a copy.",
    ),
    (
        r"(in|from) your (country|location|region)|geo.?restrict|video is available in ",
        "This video is not shown in your country: use a proxy in a country where it is.",
    ),
    (
        _BEGINS,
        "The broadcast has not begun: try again when it does.",
    ),
    (
        r"not currently live",
        "That channel is not live now: paste the address of the video itself, "
        "or try again when it begins.",
    ),
    (
        _ENDED,
        "The broadcast has ended and there is no recording of it: try again later today, "
        "it may be in the making.",
    ),
    (
        r"requires payment|requires? (a )?(purchase|rental|subscription)",
        "This video has to be paid for: ask its owner for a copy.",
    ),
    (
        r"removed|deleted|terminated|no longer available|does(n.t| not) exist"
        r"|(video|content|this) ((is|was) )?(unavailable|not available|isn.t available)",
        "This video has been taken down or never was there: check the address, "
        "or look for another recording of the hearing.",
    ),
    (
        r"\b(sign|log|logged).?in\b|registered users|account credentials|--cookies|http error 401",
        "This video is shown only after signing in: ask its owner for a copy, and open the file.",
    ),
    (
        r"\bdrm\b",
        "This video is locked with DRM and cannot be played here: ask its owner for a copy.",
    ),
    (
        r"javascript runtime|challenge solving failed|signature solving failed",
        "YouTube cannot be opened without the JavaScript runtime deno, and it is missing or "
        f"does not work: {_UPDATE} brings it.",
    ),
    (
        r"proxyerror|unable to connect to proxy|tunnel connection failed",
        "The proxy does not answer: check its address, or try without it.",
    ),
    (
        r"failed to resolve|name resolution|name or service not known|getaddrinfo"
        r"|nodename nor servname|no address associated",
        "That site's name could not be looked up: check the address and the internet connection.",
    ),
    (
        r"certificate",
        "That site's certificate is not to be trusted: check the clock of this computer, "
        "and the network that it is on.",
    ),
    (
        r"timed? ?out",
        "That site did not answer in time: check the internet connection and try again.",
    ),
    (
        r"connection refused|actively refused|unreachable|no route to host|connection aborted"
        r"|connection reset|connection closed|remote end closed|transporterror",
        "That site could not be reached: check the internet connection and try again.",
    ),
    (
        r"http error 403",
        "That site refused to hand out the video (HTTP 403): try again, and if it refuses again, "
        f"{_UPDATE} may help.",
    ),
    (
        r"http error (404|410)",
        "There is no such page (HTTP 404): check the address.",
    ),
    (
        r"http error 5\d\d",
        "That site is in trouble itself (HTTP 5xx): try again in a few minutes.",
    ),
    (
        r"needs to be reloaded|any player response|unable to (extract|parse|recognize)"
        r"|failed to parse|no video formats|requested format is not available|only images are",
        f"yt-dlp no longer understands that site: {_UPDATE} often helps.",
    ),
)
_TABLE = tuple((re.compile(pattern, re.I), sentence) for pattern, sentence in _SENTENCES)

_ADDRESS = re.compile(r"https?://\S+")
_PREFIX = re.compile(r"^(ERROR: *)?(\[[^\]]*\] *([\w-]+: )?)?")
_TAIL = re.compile(r"[;,.]?\s*(\(caused by|please report this issue|Confirm you are on).*$", re.I)


def describe_error(error: str, warnings: Sequence[str] = ()) -> str:
    """Return the sentence for yt-dlp's error, and for the warnings before it.

    An unknown message is passed on in yt-dlp's words.
    """
    return _known([error]) or _known(warnings) or _unforeseen(error or (*warnings, "")[-1])


def starts_later(warnings: Iterable[str]) -> bool:
    """Return whether YouTube gave as its reason that the broadcast has yet to begin."""
    return any(_BEGINS_LATER.search(warning) for warning in warnings)


def has_ended(warnings: Iterable[str]) -> bool:
    """Return whether YouTube gave as its reason that the broadcast is over."""
    return any(_HAS_ENDED.search(warning) for warning in warnings)


def _known(messages: Sequence[str]) -> str | None:
    # An address may have any word in it.
    texts = [_ADDRESS.sub("", one_line(message, 2000)) for message in messages]
    found = (
        sentence for pattern, sentence in _TABLE if any(pattern.search(text) for text in texts)
    )
    return next(found, None)


def _unforeseen(message: str) -> str:
    reason = _TAIL.sub("", _PREFIX.sub("", one_line(message, 2000)))
    reason = one_line(reason.rstrip(" .;,")) or "it gave no reason"
    return f"yt-dlp could not open it: {reason}. Updating it often helps: {_UPDATE}"


_SITES = {"youtube": "YouTube", "generic": "the page", "vimeo": "Vimeo", "granicus": "Granicus"}

_PHRASES = tuple(
    (re.compile(pattern), phrase)
    for pattern, phrase in (
        (r"Extracting URL", "Asking {site}"),
        (r"Downloading (playlist|item \d)", "Reading a list of videos"),
        (r"Downloading player", "Reading {site}'s player"),
        (r"Solving JS challenges", "Answering {site}'s riddle"),
        (r"Downloading (m3u8|MPD|f4m)", "Reading the list of streams"),
        (r"Following redirect|Downloading just video", "Following {site} to the video"),
        (r"Retrying \(", "{site} did not answer, asking again"),
    )
)
_SPEAKER = re.compile(r"^\[([^\]:+]+)[^\]]*\]")


def describe_progress(message: str) -> str | None:
    """Return the phrase for one line of yt-dlp's output; None for a line that nobody needs."""
    speaker = _SPEAKER.match(message)
    site = _SITES.get(speaker[1].lower(), speaker[1]) if speaker else "the site"
    for pattern, phrase in _PHRASES:
        if pattern.search(message):
            shown = phrase.format(site=site)
            return shown[0].upper() + shown[1:]
    return None
