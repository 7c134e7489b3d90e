"""The queue of writes: a job that fails does not hold up the others."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from hearingnotes.library.events import LibraryEvent
from hearingnotes.library.library import Library
from hearingnotes.model.anchor import Anchor
from hearingnotes.model.draft import Draft
from hearingnotes.model.note import Note

RETRY_S = (0.5, 1.0, 2.0, 5.0)


@dataclass(slots=True, eq=False)
class Job:
    """A change to be written.

    `row` is the id of the changed row: changes of one row are never made in another order than
    requested. `replaces` names a kind of job of which only the newest is worth writing. The note,
    anchor or draft is as a person sees it; `saves` is the note's id where it is shown in the list.
    `ends_typing` says that the note's autosave is obsolete after it. `why` is the reason of the
    last of its `failures`.
    """

    run: Callable[[Library], LibraryEvent | None]
    row: str
    note: Note | None = None
    anchor: Anchor | None = None
    draft: Draft | None = None
    saves: str | None = None
    ends_typing: bool = False
    replaces: str = ""
    failures: int = 0
    why: str = ""
    due_s: float = 0.0
    requested_s: float = field(default_factory=time.monotonic)

    @property
    def is_shown(self) -> bool:
        """Whether a person sees it as not saved yet, or is typing it."""
        return any(shown is not None for shown in (self.saves, self.note, self.anchor, self.draft))


class JobQueue:
    """A queue that returns the first job that is due and not behind another of its row.

    It is not thread-safe by itself: the caller holds a lock.
    """

    def __init__(self) -> None:
        self._jobs: deque[Job] = deque()
        self._paused_until_s = 0.0

    def __iter__(self) -> Iterator[Job]:
        return iter(self._jobs)

    def put(self, job: Job, running: Job | None = None) -> None:
        """Add a job; an earlier one that it replaces is dropped, unless it is `running`.

        A job inherits the wait and failure of the one it replaces, so that the screen keeps showing
        them.
        """
        if job.replaces:
            older = [j for j in self._jobs if j.replaces == job.replaces and j is not running]
            for replaced in older:
                self._jobs.remove(replaced)
                job.requested_s = min(job.requested_s, replaced.requested_s)
                if replaced.failures >= job.failures:
                    job.failures, job.why = replaced.failures, replaced.why
                    job.due_s = replaced.due_s
        self._jobs.append(job)

    def ahead_of(self, job: Job | None) -> list[Job]:
        """Return the jobs that were requested before this one and are not done."""
        return list(takewhile(lambda other: other is not job, self._jobs))

    def next(self, now_s: float) -> Job | None:
        """Return the job to run now; None where all that are left wait for their next try."""
        if now_s < self._paused_until_s:
            return None
        held: set[str] = set()
        for job in self._jobs:
            if job.due_s <= now_s and job.row not in held:
                return job
            held.add(job.row)
        return None

    def done(self, job: Job) -> None:
        """Remove a job that is done."""
        self._jobs.remove(job)

    def failed(self, job: Job, why: str, now_s: float, *, pauses_all: bool) -> None:
        """Schedule another try of a job; with `pauses_all`, all others wait as long."""
        job.failures += 1
        job.why = why
        pause_s = RETRY_S[min(job.failures, len(RETRY_S)) - 1]
        job.due_s = now_s + pause_s
        if pauses_all:
            self._paused_until_s = job.due_s

    @property
    def why(self) -> str:
        """The reason of the first job that failed; empty where none has."""
        return next((job.why for job in self._jobs if job.failures), "")
