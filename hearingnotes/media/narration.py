"""What yt-dlp says it does, as short sentences for a person; pure, without yt-dlp."""

import re

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


def phrase_for(message: str) -> str | None:
    """The phrase for one line of yt-dlp's; None for what nobody needs to know."""
    speaker = _SPEAKER.match(message)
    site = _SITES.get(speaker[1].lower(), speaker[1]) if speaker else "the site"
    for pattern, phrase in _PHRASES:
        if pattern.search(message):
            said = phrase.format(site=site)
            return said[0].upper() + said[1:]
    return None
