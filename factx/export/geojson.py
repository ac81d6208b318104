"""GeoJSON (RFC 7946): each claim with a located place a Feature, a Point with the claim's columns as properties.

Claims whose place is not known, or not known for sure, have no point and are left out. The point of a country or a
province is that of its middle: `place_kind` and `place_precision` say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from factx.export.columns import Scalar, rows
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
