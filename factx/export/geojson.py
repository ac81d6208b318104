"""GeoJSON (RFC 7946): each claim with a located place a Feature, a Point with the claim's columns as properties.

Claims whose place is not known, or not known for sure, have no point and are left out. The point of a country or a
province is that of its middle: `place_kind` and `place_precision` say so. Events stand where most of their claims do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from factx.export.columns import LOCATION, Scalar, rows
from factx.plain import Plain, to_json

NOT_PROPERTIES = frozenset({"latitude", "longitude"})


def write_geojson(path: Path, records: Iterable[Plain]) -> int:
    """Writes the located claims of all records as one FeatureCollection and gives their number."""
    count = 0
    with path.open("x", encoding="utf-8") as file:
        file.write('{"type": "FeatureCollection",\n"features": [')
        for feature in features(row for record in records for row in rows(record)):
            file.write(f"{',' if count else ''}\n{to_json(feature)}")
            count += 1
        file.write("\n]}\n")
    return count


def features(rows: Iterable[dict[str, Scalar]]) -> Iterator[Plain]:
    """A Feature for each row with a point; cells that are empty are no properties."""
    for row in rows:
        if row["latitude"] is None or row["longitude"] is None:
            continue
        yield {
            "type": "Feature",
            "id": f"{row['document']}:{row['claim']}",
            "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
            "properties": {name: cell for name, cell in row.items() if cell is not None and name not in NOT_PROPERTIES},
        }


class EventPoints:
    """Where events are: remembers the places of the claims while their records go by, for the events made of them."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, str], Plain] = {}

    def watch(self, records: Iterable[Plain]) -> Iterator[Plain]:
        """The records as they are."""
        for record in records:
            for claim in record["claims"]:
                if (claim["place"] or {}).get("lat") is not None:
                    self._places[record["document"]["id"], claim["id"]] = claim["place"]
            yield record

    def lines(self, events: Iterable[Plain]) -> Iterator[str]:
        """A FeatureCollection, line by line: a Feature for each event of which a figure's claim has a point."""
        yield '{"type": "FeatureCollection",\n"features": ['
        for number, feature in enumerate(filter(None, map(self._feature, events))):
            yield f"{',' if number else ''}\n{to_json(feature)}"
        yield "\n]}\n"

    def place_of(self, event: Plain) -> Plain | None:
        """The place that most of the event's claims have, the first named of several; None where none has a point."""
        said = [tuple(id) for figure in event["figures"] for voice in figure["says"] for id in voice["claims"]]
        places = [self._places[id] for id in said if id in self._places]
        if not places:
            return None
        (point, _), *_ = Counter((place["lat"], place["lon"]) for place in places).most_common(1)
        return next(place for place in places if (place["lat"], place["lon"]) == point)

    def _feature(self, event: Plain) -> Plain | None:
        place = self.place_of(event)
        if place is None:
            return None
        best = {figure["type"]: figure["best"] for figure in reversed(event["figures"]) if figure["unit"] == "people"}
        cells = {name: event[name] for name in ("title", "place", "when")} | best
        cells |= {column: place.get(field) for column, field in LOCATION.items() if column not in NOT_PROPERTIES}
        cells |= {"articles": len(event["documents"])}
        return {
            "type": "Feature",
            "id": event["id"],
            "geometry": {"type": "Point", "coordinates": [place["lon"], place["lat"]]},
            "properties": {name: cell for name, cell in cells.items() if cell is not None},
        }
