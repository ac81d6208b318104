"""The project's own gold, scored with the real model against pinned floors; the gold is hashed, so that nobody
shifts a score by editing it unseen.
"""

import hashlib
import tomllib

import gold_articles
import pytest
from scoring import GOLD, PUBLISHED, read_gold, score

from factx.model import Document

FLOORS = tomllib.loads((GOLD.parent / "floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def scores(extractor):
    return score(extractor, read_gold(), lambda n, text: Document(str(n), text, published=PUBLISHED))


@pytest.mark.parametrize("stage", ["quantities", "attributions", "claims"])
def test_no_stage_falls_below_its_floor(stage, scores):
    got = scores[stage]
    told = "\n".join(f"missed {m}" for m in got.missed) + "\n" + "\n".join(f"extra {e}" for e in got.extra)
    assert got.f1 >= FLOORS["f1"][stage], f"{stage}: F1 {got.f1:.3f}\n{told}"


def test_the_gold_is_the_one_the_floors_were_measured_on():
    assert hashlib.sha256(GOLD.read_bytes()).hexdigest() == FLOORS["sha256"], "measure anew, then pin hash and floors"


def test_the_gold_is_large_enough_to_mean_something():
    assert len(read_gold()) >= 150


@pytest.fixture(scope="module")
def rows(extractor):
    return gold_articles.score(extractor, gold_articles.read_articles())


@pytest.mark.parametrize("kind", ["statements", "figures"])
def test_rows_of_whole_articles_stay_right(kind, rows):
    got, floor = rows[kind], FLOORS["articles"][kind]
    assert got.precision >= floor["precision"] and got.recall >= floor["recall"], (
        f"{kind}: P {got.precision:.3f} R {got.recall:.3f}\n{got.told()}"
    )


def test_the_articles_are_the_ones_the_floors_were_measured_on():
    marked = b"".join(path.read_bytes() for path in sorted(gold_articles.FOLDER.glob("*.toml")))
    assert hashlib.sha256(marked).hexdigest() == FLOORS["articles"]["sha256"], "measure anew, then pin hash and floors"
    assert sum(len(article.statements) for article in gold_articles.read_articles()) >= 300
