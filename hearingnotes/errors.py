"""What goes wrong in a way the person can do something about."""


class HearingnotesError(Exception):
    """One clear sentence for the person, with what to do; shown as it is, without a traceback."""

    exit_code = 1


class CancelledError(Exception):
    """The person did not want to wait for it. No trouble: whoever makes do without what can't be
    had lets this go on."""


class UsageError(HearingnotesError):
    """What was typed on the command line cannot be right."""

    exit_code = 2
