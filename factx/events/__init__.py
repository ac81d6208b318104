"""Stage: what is said to happen, to how many, where, why and how surely."""

from factx.events.engine import add_people, find_events, load_rules, with_people

__all__ = ["add_people", "find_events", "load_rules", "with_people"]
