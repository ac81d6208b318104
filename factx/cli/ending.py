"""Signals that ask a command to end: they end it tidily, with the exit code that shells give to them."""

from __future__ import annotations

import signal


class EndedError(BaseException):
    """A signal that asks the command to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


ENDED_BY = (KeyboardInterrupt, EndedError)  # Ctrl-C is Python's own


def exit_code(error: BaseException) -> int:
    """The code by which shells know what one of the `ENDED_BY` has ended: 130 after Ctrl-C, 143 after SIGTERM."""
    return 128 + (error.number if isinstance(error, EndedError) else signal.SIGINT)


def heed_signals() -> None:
    """From here on SIGTERM and SIGHUP raise EndedError; one that is ignored, as nohup has it, stays ignored."""

    def end(number: int, _: object) -> None:
        raise EndedError(number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, end)
