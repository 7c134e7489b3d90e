"""Errors that people can do something about."""


class HearingnotesError(Exception):
    """An error in one clear sentence, with what to do; shown as it is, without a traceback."""

    exit_code = 1


class CancelledError(Exception):
    """The person cancelled. This is no error: callers that can do without the result go on."""


class UsageError(HearingnotesError):
    """An error in what was typed, on the command line or in a field."""

    exit_code = 2
