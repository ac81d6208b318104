"""Countries, regions, cities and peoples: corrects entities, and says what lies in what."""

from factx.gazetteer.engine import Place, country_of, lies_in, lookup
from factx.gazetteer.entities import correct_entities

__all__ = ["Place", "correct_entities", "country_of", "lies_in", "lookup"]
