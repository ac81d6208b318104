"""Countries, regions, cities and peoples: corrects entities, and says what lies in what.

places.tsv holds data of GeoNames (geonames.org, CC BY 4.0), of Unicode CLDR (Unicode-3.0) and of the packages that
`build.py` names, selected and joined; `additions.toml` has what they lack. places.db, which `build_atlas.py` makes, has
every place of 500 people and more, with its point (`atlas.py`); `atlas.toml` has what its sources lack.
"""

from factx.gazetteer.engine import Place, country_of, lies_in, lookup
from factx.gazetteer.entities import correct_entities, load_rules

__all__ = ["Place", "correct_entities", "country_of", "lies_in", "load_rules", "lookup"]
