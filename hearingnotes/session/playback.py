"""The player of an open hearing, and the recording that it plays."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hearingnotes.media.lookup import LookupRequest
from hearingnotes.media.medium import Medium
from hearingnotes.model.hearing import LiveStatus, Recording
from hearingnotes.model.note import Note
from hearingnotes.player.protocol import LiveStart
from hearingnotes.player.state import Phase
from hearingnotes.player.wall_clock import WallClock
from hearingnotes.services.describe_hearing import described, playing_recording
from hearingnotes.services.open_hearing import OpenRequest, is_finished
from hearingnotes.session.hearing_session import HearingSession
from hearingnotes.session.length import Length
from hearingnotes.session.live_follower import BroadcastPhase, FollowAction, LiveFollower

if TYPE_CHECKING:
    from hearingnotes.media.lookup import Cancellable
    from hearingnotes.player.protocol import Player
    from hearingnotes.session.events import SessionEvent
    from hearingnotes.session.media_loader import MediaLoader

Post = Callable[["SessionEvent"], None]
"""Receives the events of threads."""

NOTES_GO_ON = "Notes can be taken all the same, by the clock."
AT_THE_END = "This is the end; {back_5} goes back, and {go_to} goes to any time."
IN_THE_MAKING = "The broadcast has ended, and its finished video is still being made."
NOTHING_TO_OPEN = "Nothing plays here; hearingnotes recording add adds a recording."
OPENS_IT = "{retry} opens it."
TRIES_AGAIN = "{retry} tries again."
OPENS_AGAIN = "{retry} opens the recording again."
FINISHED = f"The finished video is there; {OPENS_IT}"
OPEN_WITH_PICTURE = "Opening the recording again, with its picture."
LIVE_WITH_PICTURE = (
    "The broadcast was opened without its picture; {retry} opens it with it, at the live edge."
)
ANOTHER_VIDEO = "The broadcast goes on under another video; its notes link to that."
AT_EDGE_AGAIN = "The stream was opened again at the live edge."
STOPPED = "The recording was not opened: that was stopped."
ASKED_AGAIN = "It is asked for again by itself; {retry} does it at once."
REACHED_AGAIN = "It can be reached again."
LIVE_STATUSES = {LiveStatus.UPCOMING, LiveStatus.LIVE, LiveStatus.POST_LIVE}


class Playback:
    """Starts player and lookup side by side, and opens the recording when both are done.

    Methods that return a string return a sentence for the person, empty where there is none.
    """

    def __init__(
        self,
        session: HearingSession,
        opening: OpenRequest,
        loader_for: Callable[[Post], MediaLoader],
        with_keys: Callable[[str], str],
    ) -> None:
        """`with_keys` replaces ids of actions in a sentence by their keys."""
        self._session = session
        self._opening = opening
        self._loader_for = loader_for
        self._with_keys = with_keys
        self._loader: MediaLoader | None = None
        self._player: Player | None = None
        self._medium: Medium | None = None
        self._shown_error = ""
        self._lookup_error = ""
        """The error of the latest lookup, as it was shown."""
        self._opens_next_medium = True
        """Whether the next answer is opened, even if something plays by then."""
        self._is_starting_player = False
        self._has_ended = False
        self._last_s: float | None = None
        self._length = Length()
        self.follower: LiveFollower | None = None
        self.needs_video = False
        """Whether links are opened with their picture."""
        self._has_video = False
        self.error = ""
        """Why the recording did not play, for the program's exit report."""

    def start(self, post: Post) -> None:
        """Start the player and the lookup."""
        if self._opening.in_room:
            return  # there is only the wall clock
        self._loader = self._loader_for(post)
        self._start_player()
        self._find(quietly=False)

    def reload_with_picture(self) -> str:
        """Open the recording with its picture, where it was opened without.

        Return a sentence; empty where the recording has none.
        """
        if self._opening.link is None or self._has_video:
            return ""
        self.needs_video = True
        if self.follower is not None:
            return self._with_keys(LIVE_WITH_PICTURE)
        self.reload()
        return OPEN_WITH_PICTURE

    def reload(self) -> str:
        """Look the recording up anew and open it at its second; it plays on until then."""
        if self._loader is None:
            return NOTHING_TO_OPEN
        self._shown_error = self._lookup_error = self.error = ""
        self._opens_next_medium = True
        self._opening = replace(self._opening, at_s=self._last_s or self._opening.at_s)
        if isinstance(self._session.player, WallClock):
            self._session.player = WallClock()
        self._start_player()
        self._session.player.set_paused(False)
        if self.follower is not None:
            self.follower.on_lookup_started()
        self._find(quietly=False)
        return "Opening the recording again."

    def _start_player(self) -> None:
        """Start a player where there is none or its window was closed."""
        if self._player is not None and self._player.state.gone:
            self._player.close()
            self._player = None
        if self._player is None and self._loader is not None and not self._is_starting_player:
            self._is_starting_player = True
            self._loader.start_player()

    def tick(self) -> str:
        """Follow the broadcast. Call this every quarter of a second. Return a sentence or an empty
        one."""
        second_s = self._session.second_s()
        if second_s is not None:
            self._last_s = second_s
        follower, player = self.follower, self._session.player
        if follower is None:
            return self._end_notice()
        now_s = time.monotonic()
        return self._do(follower.tick(now_s, datetime.now(UTC), player.state, player.reach()))

    def _end_notice(self) -> str:
        had_ended, self._has_ended = (
            self._has_ended,
            self._session.player.state.phase is Phase.ENDED,
        )
        return self._with_keys(AT_THE_END) if self._has_ended and not had_ended else ""

    def seek_to_live_edge(self) -> str:
        """Go to the newest second of a live stream."""
        if self.follower is None or self.follower.phase is BroadcastPhase.ARCHIVE:
            return self._with_keys("This is no live broadcast; {go_to} goes to a time.")
        player = self._session.player
        action = self.follower.join(time.monotonic(), datetime.now(UTC), player.state)
        if action is FollowAction.NOTHING:
            player.seek_to_edge()
        player.set_paused(False)
        return self._do(action)

    def seek_on_strip(self, second_s: float) -> None:
        """Go to this second of the strip. Where the seconds of a broadcast are unknown, it counts
        from the oldest second that can be played."""
        player, here_s = self._session.player, self._session.second_s()
        reach = player.reach()
        if reach is not None:
            from_s = here_s if here_s is not None else reach.back_s
            player.seek_from(player.recent(), second_s - from_s)
        elif player.state.duration_s:
            self._session.go_to(second_s)

    def resume(self) -> None:
        """Play the recording from where the stored hearing was left."""
        at_s = (
            self._opening.at_s if self._opening.at_s is not None else self._session.hearing.resume_s
        )
        self._opening = replace(self._opening, at_s=at_s, provisional=False)
        self._load()
        self.find_captions()

    def on_player_ready(self, player: Player) -> None:
        """Use this player from now on."""
        self._is_starting_player = False
        self._player = player
        if not self.error:  # else there is nothing to play, and the wall clock stays
            self._session.player = player
        self._load()

    def on_player_failed(self, sentence: str) -> str:
        """Stay with the wall clock: there will be no player."""
        self._is_starting_player = False
        self._session.player = WallClock(sentence)
        self._shown_error = self.error = sentence
        return " ".join(_with_command_last(sentence, NOTES_GO_ON))

    def on_medium_found(self, medium: Medium) -> str:
        """Open or join what was found, and update the hearing from it."""
        back, self._lookup_error = REACHED_AGAIN if self._lookup_error else "", ""
        follower = None if self._opens_next_medium else self.follower
        if follower is not None and not follower.can_believe(medium):
            follower.on_medium_found(medium, time.monotonic())
            return back
        became = self._describe_outcome(medium)
        self._update_hearing(medium)
        if follower is None:
            return self._open(medium) or became or back
        was = follower.phase
        joined = self._do(follower.on_medium_found(medium, time.monotonic()), was)
        now = follower.phase
        if now is BroadcastPhase.ARCHIVE and was is not now and became:
            return f"{became} {self._with_keys(OPENS_IT)}"
        return joined or self._with_keys(_describe_phase_change(was, now)) or back

    def _open(self, medium: Medium) -> str:
        self._medium, self._opens_next_medium, self.follower = medium, False, None
        self._length = Length()
        if medium.live_status in LIVE_STATUSES:
            elsewhere = self._channel_url(medium) is not None
            self.follower = LiveFollower(medium, time.monotonic(), elsewhere=elsewhere)
        if not medium.url:
            return self._nothing_yet(medium)
        self._load()
        self.find_captions()
        return ""

    @property
    def recording_id(self) -> str | None:
        """The id of the recording that plays or will play."""
        return self._session.recordings[0].id if self._session.recordings else None

    def waits_for(self, search: Cancellable | None) -> bool:
        """Return whether the events of this search are current."""
        return self._loader is None or self._loader.waits_for(search)

    def find_captions(self) -> bool:
        """Find the captions of what plays; return False where nothing does."""
        medium, recordings = self._medium, self._session.recordings
        if self._loader is None or medium is None or not medium.url or not recordings:
            return False
        self._loader.find_captions(medium, recordings[0])
        return True

    def stop_finding_captions(self) -> None:
        """Stop the search for captions."""
        if self._loader is not None:
            self._loader.stop_finding_captions()

    def stop_finding(self) -> str:
        """Stop the search for the recording; return a sentence."""
        if self._loader is not None:
            self._loader.stop_finding_medium()
        is_playing = self._session.player.state.loaded
        self._opens_next_medium = not is_playing
        if self.follower is not None:
            self.follower.on_lookup_stopped(time.monotonic())
            return f"Stopped. {self._with_keys(ASKED_AGAIN)}"
        if is_playing:
            return f"Stopped; {self._with_keys(TRIES_AGAIN)}"
        self._shown_error = self.error = STOPPED
        self._session.player = WallClock(STOPPED)
        return f"{STOPPED} {NOTES_GO_ON} {self._with_keys(TRIES_AGAIN)}"

    def _describe_outcome(self, medium: Medium) -> str:
        """Return how a broadcast ended, for a person who comes back to it."""
        before = next(iter(self._session.recordings), None)
        if before is None or before.live_status not in LIVE_STATUSES or not medium.url:
            return ""
        from hearingnotes.services.reconcile import expected_end, reconcile

        last = expected_end(before, self._session.note_index.all(), self._session.timeline)
        return reconcile(before, medium, last).sentence if not medium.is_live else ""

    def on_medium_failed(self, sentence: str) -> str:
        """Note that nothing was found; what plays already continues."""
        recording = next(iter(self._session.recordings), None)
        gone = _describe_gone(recording, sentence)
        if self.follower is not None:
            self._opens_next_medium = self._medium is None
            return self._on_lookup_failed(sentence, gone)
        if self._session.player.state.loaded:
            return sentence
        self._shown_error = self.error = sentence
        self._lookup_error = sentence
        self._session.player = WallClock(sentence)
        is_over = recording is not None and is_finished(recording)
        if gone or is_over or self._opening.link is None:
            return f"{sentence} {NOTES_GO_ON} {self._with_keys(TRIES_AGAIN)}"
        self.follower = LiveFollower(None, time.monotonic())
        return f"{sentence} {NOTES_GO_ON} {self._with_keys(ASKED_AGAIN)}"

    def _on_lookup_failed(self, sentence: str, gone: str) -> str:
        """Return the error of following a broadcast, once."""
        assert self.follower is not None
        if not gone:
            self.follower.on_lookup_failed()
        elif self.follower.on_medium_gone(time.monotonic()):
            return gone
        known, self._lookup_error = self._lookup_error, sentence
        return sentence if sentence != known else ""

    def on_player_changed(self) -> str:
        """Read the player's new state."""
        state = self._session.player.state
        if state.loaded:
            self.error = ""
            self._session.save_hearing()
            if self.follower is None:
                self._measure(state.duration_s)
        if state.phase is not Phase.FAILED or state.failure == self._shown_error:
            return ""
        if self.follower is not None:
            return ""  # the follower joins again by itself
        self._shown_error = self.error = state.failure
        return f"{state.failure} {NOTES_GO_ON} {self._with_keys(OPENS_AGAIN)}"

    def play_from(self, note: Note | None) -> None:
        """Go to the note's second and play."""
        place = self._session.current_place(note) if note is not None else None
        if place is not None:
            self._session.go_to(place.second_s)
            self._session.player.set_paused(False)

    def stop(self) -> None:
        """Stop searching and playing."""
        if self._loader is not None:
            self._loader.stop_finding()
        if self._player is not None:
            self._player.set_paused(True)

    def close(self) -> None:
        """Stop everything and close the player, for good."""
        self.stop()
        if self._loader is not None:
            self._loader.close()
        if self._player is not None:
            self._player.close()

    def _do(self, action: FollowAction, was: BroadcastPhase = BroadcastPhase.ON_AIR) -> str:
        if action is FollowAction.ASK:
            self._find(quietly=True)
        elif action is FollowAction.JOIN and self.follower is not None:
            before, self._medium = self._medium, self.follower.medium
            had_player = self._player is not None
            self._load()
            is_another = before is not None and before.platform_key != self._medium.platform_key
            if is_another:
                self.find_captions()
                return ANOTHER_VIDEO
            has_begun = was is BroadcastPhase.WAITING
            return AT_EDGE_AGAIN if had_player and not has_begun else ""
        return ""

    def _find(self, *, quietly: bool) -> None:
        """Look up the recording, by the video's own page once that is known."""
        if self._loader is None:
            return
        link, follower = self._opening.link, self.follower
        if link is None:
            request = LookupRequest(self._opening.recordings[0].url)
        elif self._medium is None:
            request = LookupRequest(link.url)
        else:
            request = LookupRequest(self._medium.webpage_url or link.url)
        if quietly and follower is not None:
            request = self._follow_up(request, follower)
        self._has_video = self.needs_video
        self._loader.find_medium(
            request, is_page=link is not None, with_picture=self.needs_video, quietly=quietly
        )

    def _follow_up(self, request: LookupRequest, follower: LiveFollower) -> LookupRequest:
        reach = self._session.player.reach()
        channel_url = self._channel_url(self._medium)
        is_over = follower.phase is BroadcastPhase.ENDED
        return replace(
            request,
            elsewhere=(channel_url,) if is_over and channel_url is not None else (),
            known_key=self._medium.platform_key if self._medium is not None else None,
            fell_silent=not self._opens_next_medium and (follower.is_quiet or is_over),
            played_sq=reach.newest_sq if reach is not None else None,
        )

    def _channel_url(self, medium: Medium | None) -> str | None:
        """Return the page that led to the video, where that is not the video's own."""
        link = self._opening.link
        if link is None or link.key is not None or medium is None or medium.platform_key is None:
            return None
        return link.url if medium.webpage_url not in {None, link.url} else None

    def _nothing_yet(self, medium: Medium) -> str:
        if medium.live_status is LiveStatus.POST_LIVE:
            return self._without_medium(IN_THE_MAKING)
        return self._without_medium(_not_begun(medium))

    def _without_medium(self, sentence: str) -> str:
        if self._session.player.state.loaded:
            return sentence
        self._shown_error = self.error = sentence
        self._session.player = WallClock(sentence)
        return " ".join(_with_command_last(sentence, NOTES_GO_ON))

    def _load(self) -> None:
        """Open the medium once there is a player for it."""
        if self._player is not None:
            self._start_player()
        medium, player = self._medium, self._player
        if medium is None or player is None or not medium.url:
            return
        self._session.player = player
        player.load(
            medium.url,
            self._session.recordings[0].id,
            at_s=0.0 if medium.is_live else self._opening.at_s or 0.0,
            audio_url=medium.audio_url,
            headers=dict(medium.headers),
            live=self._live_start(medium) if medium.is_live else None,
        )

    def _live_start(self, medium: Medium) -> LiveStart:
        """What is known before it is joined; YouTube's timestamps count from its second 0."""
        is_youtube = self._session.recordings[0].platform == "youtube"
        return LiveStart(medium.release_utc, medium.clock_ahead_s, is_zero_known=is_youtube)

    def _update_hearing(self, medium: Medium) -> None:
        session = self._session
        hearing = described(session.hearing, medium, provisional=self._opening.provisional)
        if medium.title:  # a later title does not replace a found one
            self._opening = replace(self._opening, provisional=False)
        link = self._opening.link
        session.clock_ahead_s = medium.clock_ahead_s
        session.set_hearing(hearing, playing_recording(hearing, session.recordings, link, medium))
        self._set_captions_file()

    def _set_captions_file(self) -> None:
        """Give the named file to the recording that was opened, and to no later one."""
        named, session = self._opening.captions, self._session
        if named is not None and session.recordings:
            self._opening = replace(self._opening, captions=None)
            first, *others = session.recordings
            session.set_hearing(session.hearing, (replace(first, captions=str(named)), *others))

    def _measure(self, duration_s: float | None) -> None:
        """Store the length of the recording once the player knows it."""
        first, *others = self._session.recordings
        length_s = self._length.updated(duration_s, first.duration_s) if duration_s else None
        if duration_s and length_s != first.duration_s:
            recordings = (replace(first, duration_s=length_s), *others)
            self._session.set_hearing(self._session.hearing, recordings)


def _describe_gone(recording: Recording | None, sentence: str) -> str:
    """Return that the recording is gone for good; empty where `sentence` does not say so."""
    if recording is None:
        return ""
    from hearingnotes.services import reconcile as reconciling

    verdict = reconciling.reconcile(recording, sentence, None)
    return verdict.sentence if verdict.status is reconciling.ReconcileStatus.GONE else ""


def _with_command_last(*sentences: str) -> list[str]:
    """Put the sentence without a full stop last: it ends in a command to be copied."""
    return sorted(sentences, key=lambda sentence: not sentence.endswith((".", "?", "!")))


def _describe_phase_change(was: BroadcastPhase, now: BroadcastPhase) -> str:
    """Return a sentence about a broadcast whose phase has changed."""
    if was is now:
        return ""
    sentences = {
        BroadcastPhase.ON_AIR: "The broadcast has begun." if was is BroadcastPhase.WAITING else "",
        BroadcastPhase.ENDED: f"{IN_THE_MAKING} What was kept of it can still be played.",
        BroadcastPhase.ARCHIVE: FINISHED,
    }
    return sentences.get(now, "")


def _not_begun(medium: Medium) -> str:
    if medium.release_utc is None:
        return "There is nothing to play yet."
    begins = medium.release_utc.astimezone().strftime("%Y-%m-%d %H:%M")
    return f"The broadcast has not begun; it is announced for {begins}."
