"""Countries, regions, cities and peoples: corrects entities, and says what lies in what."""

from factx.gazetteer.engine import correct_entities

__all__ = ["correct_entities"]
