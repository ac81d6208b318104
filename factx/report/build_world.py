"""Builds page/world.json from Natural Earth: `python -m factx.report.build_world SOURCES`, when that changes.

SOURCES is a folder with this package, unpacked:

    world-atlas 2.0.2   npm pack world-atlas   Natural Earth 4.1 at 1:110 million as TopoJSON (public domain; ISC)

world.json has the size of the drawing, its northern edge (`top`, in degrees) and how many units a degree of latitude
is (`degree`), and two SVG paths: `land`, and the `borders` that two countries share, as Natural Earth draws them. The
projection is equirectangular, true at 37 degrees. Antarctica and the far north are left out.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from factx.files import one_file

WORLD = Path(__file__).with_name("page") / "world.json"
TOP, BOTTOM = 84, -58  # degrees of latitude
ACROSS, DOWN = 8, 10  # units a degree of longitude, and of latitude
LEAST_RING = 4  # points of what is still an area

Point = tuple[int, int]


def build(sources: Path) -> str:
    """The text of world.json. Raises FileNotFoundError if the package is not there."""
    topology = json.loads(one_file(sources, "countries-110m.json", "world-atlas").read_text(encoding="utf-8"))
    arcs = [list(places_of(arc, topology["transform"])) for arc in topology["arcs"]]
    (land,) = topology["objects"]["land"]["geometries"]
    rings = [copy for polygon in land["arcs"] for ring in polygon for copy in on_both_sides(ring_of(ring, arcs))]
    drawing = {
        "width": 360 * ACROSS,
        "height": (TOP - BOTTOM) * DOWN,
        "top": TOP,
        "degree": DOWN,
        "land": "".join(f"{path_of(ring)}z" for ring in rings if len(set(ring)) >= LEAST_RING and is_shown(ring)),
        "borders": "".join(path_of(arcs[arc]) for arc in shared_arcs(topology["objects"]["countries"])),
    }
    return json.dumps(drawing, separators=(",", ":")) + "\n"


def places_of(arc: Sequence[Sequence[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    """The points of an arc of TopoJSON, which has the steps from one to the next, in units of the drawing."""
    (across, down), (west, south) = transform["scale"], transform["translate"]
    for x, y in accumulate(arc, lambda place, step: (place[0] + step[0], place[1] + step[1])):
        yield units(x * across + west, y * down + south)


def units(lon: float, lat: float) -> Point:
    """Where a point in degrees is in the drawing."""
    return round((lon + 180) * ACROSS), round((TOP - lat) * DOWN)


def ring_of(ring: Iterable[int], arcs: Sequence[list[Point]]) -> list[Point]:
    """The points of a ring of arcs, each once; ~n is arc n backwards."""
    places = [place for arc in ring for place in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])]
    return [places[0], *(place for before, place in pairwise(places) if place != before)]


def on_both_sides(ring: list[Point]) -> Iterator[list[Point]]:
    """The ring; one that crosses the date line in one piece, once for each edge of the drawing that it reaches over."""
    around = 360 * ACROSS
    turns = accumulate((round((a - b) / around) for (a, _), (b, _) in pairwise(ring)), initial=0)
    whole = [(x + around * turn, y) for (x, y), turn in zip(ring, turns, strict=True)]
    yield whole
    if min(x for x, _ in whole) < 0:
        yield [(x + around, y) for x, y in whole]
    if max(x for x, _ in whole) > around:
        yield [(x - around, y) for x, y in whole]


def is_shown(ring: Iterable[Point]) -> bool:
    """Whether a ring is in the drawing, and not only below it."""
    return any(0 <= y <= (TOP - BOTTOM) * DOWN for _, y in ring)


def shared_arcs(countries: dict[str, Any]) -> list[int]:
    """The arcs that two countries have in common."""
    used = Counter(arc for country in countries["geometries"] for arc in {*arcs_of(country.get("arcs", []))})
    return sorted(arc for arc, count in used.items() if count > 1)


def arcs_of(nested: Any) -> Iterator[int]:
    """The numbers of the arcs of a geometry, however deep they stand; those that go backwards as themselves."""
    if isinstance(nested, int):
        yield nested if nested >= 0 else ~nested
    else:
        for part in nested:
            yield from arcs_of(part)


def path_of(places: Sequence[Point]) -> str:
    """The line through points as an SVG path, in relative steps."""
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(places) if (x, y) != (a, b)]
    told = " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-")
    return f"M{places[0][0]} {places[0][1]}l{told}" if steps else ""


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit(__doc__)
    WORLD.write_text(build(Path(sys.argv[1])), encoding="utf-8")
