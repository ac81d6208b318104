"""Which events, and which of their figures, are wanted."""

from __future__ import annotations

from dataclasses import dataclass

from factx.plain import Plain
from factx.reconcile.names import key_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; an empty field asks for all.

    types     event types of figures
    since     ISO 8601 day: events that an article of that day or a later one tells
    place     name of where it happened
    articles  that tell the event, at least
    """

    types: frozenset[str] = frozenset()
    since: str | None = None
    place: str | None = None
    articles: int = 1

    @property
    def is_choice(self) -> bool:
        """Whether anything is asked for."""
        return self != Wanted()

    def of(self, event: Plain) -> Plain | None:
        """The event with the figures that are wanted, None if it is not wanted."""
        if event["articles"] < self.articles or not (self._is_recent(event) and self._is_there(event)):
            return None
        if not self.types:
            return event
        figures = [figure for figure in event["figures"] if figure["type"] in self.types]
        return event | {"figures": figures} if figures else None

    def _is_recent(self, event: Plain) -> bool:
        return self.since is None or any((d["published"] or "") >= self.since for d in event["documents"])

    def _is_there(self, event: Plain) -> bool:
        return self.place is None or key_of(event["place"] or "") == key_of(self.place)
