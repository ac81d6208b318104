"""Stage: what is said to happen, to how many, where, why and how surely."""

from factx.events.engine import find_events, load_rules

__all__ = ["find_events", "load_rules"]
