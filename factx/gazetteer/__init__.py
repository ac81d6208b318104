"""Countries, regions, cities and peoples: corrects entities, and says what names mean.

places.db, which `build.py` makes, has every place of 500 people and more with its point (`atlas.py`), and says which of
their names, and of peoples', count wherever they stand (`engine.py`). It holds data of GeoNames (geonames.org,
CC BY 4.0), of Unicode CLDR (Unicode-3.0) and of the packages that `build.py` names, selected and joined; `atlas.toml`
and `additions.toml` have what they lack.
"""

from factx.gazetteer.engine import Place, country_of, lookup
from factx.gazetteer.entities import correct_entities, load_rules
from factx.gazetteer.firms import known_firms

__all__ = ["Place", "correct_entities", "country_of", "known_firms", "load_rules", "lookup"]
