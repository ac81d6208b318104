"""Signals that ask a command to end: they end it tidily, with the exit code that shells give to them."""

from __future__ import annotations

import signal


class EndedError(BaseException):
    """A signal that asks the command to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def heed_signals() -> None:
    """Ends tidily when asked to; a signal that is ignored, as nohup has it, stays ignored."""

    def end(number: int, _: object) -> None:
        raise EndedError(number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, end)
