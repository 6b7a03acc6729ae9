"""The error that a user sees as one line."""


class OodmmsafeError(Exception):
    """What went wrong, where, and what to do, in one line; the command line prints it and exits with `exit_code`.

    Exit codes: 2 wrong configuration or input, 3 work that is incomplete and can be done by the same command again.
    """

    exit_code = 2


class IncompleteError(OodmmsafeError):
    """Some of the work is missing; the same command, run again, goes on from what has been kept or does it anew."""

    exit_code = 3
