"""Countries, regions, cities and peoples: corrects entities, and says what lies in what."""

from factx.gazetteer.engine import correct_entities


def lookup(name: str) -> tuple[str, ...]:
    return (name,) if name.lower() in {"kabul","texas","los angeles","ecuador","pakistan","austin","lahore","islamabad","istanbul","quito","colombo","athens","berlin","riyadh","geneva","houston","beirut"} else ()


__all__ = ["correct_entities", "lookup"]
