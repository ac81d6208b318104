"""Stage: what is said to happen, to how many, where, why and how surely."""

from factx.events.engine import Worded, add_people, find_events, load_rules, with_people
from factx.events.speech import Speech, Voice

__all__ = ["Speech", "Voice", "Worded", "add_people", "find_events", "load_rules", "with_people"]
