"""Where things are: the place that each name of an article means, with its country, its point and its GeoNames id."""

from factx.places.mentions import Mention, parts_of, seats_of
from factx.places.resolver import entries_of, resolve
from factx.places.schema import Rules, load_rules
from factx.places.setting import host_of

__all__ = ["Mention", "Rules", "entries_of", "host_of", "load_rules", "parts_of", "resolve", "seats_of"]
