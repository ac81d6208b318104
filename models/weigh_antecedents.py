"""Counts salience.toml: `python models/weigh_antecedents.py ARTICLES MARKS`.

ARTICLES  a line of JSON each: {"id", "text"}
MARKS     whom pronouns mean that speak in them: {"id", "at", "means"}, `at` the character of the pronoun, `means` the
          name or description as written before it, null where it means nobody of the sentences before

A conditional logit over all who can be meant and nobody: the pronouns marked, and at a tenth of the weight as many
that a rule of the stage resolves. Prints what of the pronouns of articles left out in turn is resolved, and what of
that rightly, by how sure the odds must be.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from marked import read_articles, read_lines

import factx.sources
from factx.language import Text
from factx.sources.article import Article
from factx.sources.engine import load_rules
from factx.sources.mention import Resolved
from factx.sources.resolution import plainly, resolve
from factx.sources.salience import candidates_of

SALIENCE = Path(factx.sources.__file__).with_name("salience.toml")
SURE = 80  # hundredths that the odds for one must come to
SEEN = 8  # candidates of marked pronouns that a sign must have
RULED = 0.1  # what a pronoun counts that a rule resolves
RULED_MOST = 800
STRENGTH = 1.0  # of the wish for small weights
STEPS, RATE = 300, 0.03
FOLDS = 5
HEAD = """\
# What each sign of somebody named before a pronoun (salience.py) speaks for, in hundredths of a logit.
# Counted by models/weigh_antecedents.py on pronouns that no rule resolves, marked by hand; not written by hand.
"""


@dataclass(frozen=True, slots=True)
class Case:
    """A pronoun: the signs of each who can be meant, and which of them is; None: nobody of them."""

    article: str
    signs: tuple[tuple[str, ...], ...]
    meant: int | None
    weight: float


def cases(articles: str, marks: str) -> Iterator[Case]:
    """Every pronoun of the articles that is marked or that a rule resolves."""
    marked = {(line["id"], line["at"]): line["means"] for line in read_lines(marks)}
    for name, text, found in read_articles(read_lines(articles)):
        if found.attributions:
            yield from _of_article(name, text, found.attributions, marked)


def _of_article(
    name: str, text: Text, attributions: Sequence[Any], marked: dict[tuple[str, int], str]
) -> Iterator[Case]:
    rules = load_rules(text.doc.vocab)
    article = Article.of(text, attributions, rules)
    found: dict[str, Resolved] = {}
    for mention in article.mentions:
        known = resolve(article, mention, found, rules)
        key = (name, mention.head.idx)
        if key in marked or (known.rule and rules.how[known.rule] == "pronoun" and known.rule != "most-salient"):
            everybody = candidates_of(article, mention, found, lambda m: plainly(article, m, found, rules))
            able = [candidate for candidate in everybody if not candidate.is_out]
            meant = marked.get(key) if key in marked else known.referent.canonical
            names = [c.referent.canonical.lower() for c in able]
            at = names.index(meant.lower()) if meant and meant.lower() in names else None
            if able and (key in marked or at is not None):
                yield Case(name, tuple(c.signs for c in able), at, 1.0 if key in marked else RULED)
        found[mention.attribution.id] = known


def fit(found: Sequence[Case], signs: Sequence[str]) -> dict[str, float]:
    """The weights of a conditional logit with a quadratic penalty, by Adam."""
    place = {sign: n for n, sign in enumerate(signs)}
    rows = [([[place[s] for s in able if s in place] for able in case.signs], case) for case in found]
    weights, first, second = (np.zeros(len(signs)) for _ in range(3))
    for step in range(1, STEPS + 1):
        slope = -STRENGTH * weights
        for able, case in rows:
            odds = np.exp(np.array([weights[of].sum() for of in able]))
            odds /= 1 + odds.sum()
            for n, of in enumerate(able):
                slope[of] += case.weight * ((n == case.meant) - odds[n])
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights += RATE * first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return dict(zip(signs, weights.tolist(), strict=True))


def cross_validate(found: Sequence[Case], signs: Sequence[str]) -> Iterator[str]:
    """How the pronouns marked in articles left out in turn are resolved."""
    names = sorted({case.article for case in found})
    told = []
    for fold in range(FOLDS):
        out = set(names[fold::FOLDS])
        weights = fit([c for c in found if c.article not in out], signs)
        for case in (c for c in found if c.article in out and c.weight == 1):
            odds = np.exp([sum(weights.get(s, 0.0) for s in able) for able in case.signs])
            told.append((odds.max() / (1 + odds.sum()), int(odds.argmax()) == case.meant))
    for sure in (50, 60, 70, 75, 80, 90):
        right = [is_right for odds, is_right in told if 100 * odds >= sure]
        yield f"sure {sure}: {len(right)} of {len(told)} resolved, {sum(right) / max(1, len(right)):.3f} rightly"


def main(articles: str, marks: str) -> None:
    """Counts, says how good the counts are, writes the file."""
    every = list(cases(articles, marks))
    found = [c for c in every if c.weight == 1] + [c for c in every if c.weight < 1][:RULED_MOST]
    times = Counter(sign for case in found if case.weight == 1 for able in case.signs for sign in able)
    signs = sorted(sign for sign, often in times.items() if often >= SEEN)
    print("\n".join(cross_validate(found, signs)))
    lines = [f'"{sign}" = {round(100 * weight)}' for sign, weight in fit(found, signs).items() if abs(weight) >= 0.04]
    SALIENCE.write_text(f"{HEAD}sure = {SURE}\n\n[signs]\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
