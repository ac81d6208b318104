"""Counts weights.toml: `python models/weigh_rows.py ARTICLES GOLD [--marks NEWS MARKS]`.

ARTICLES  a line of JSON each: {"id", "text"}
GOLD      the statements that an editor wants of each: {"id", "statements": [{"content": [[start, end], …]}]}
NEWS      more articles, as ARTICLES
MARKS     attributions of theirs that the weights were not sure of, each with what an editor says of it:
          {"id", "content": [[start, end], …], "wanted": true or false}

An attribution is wanted if its content shares most with that of a wanted statement, and unwanted if it shares little
with any; those between are wanted with other edges and say nothing of the kind.
Needs scikit-learn. Prints how many wanted rows would be kept, and what part of the rows kept is unwanted, on articles
left out in turn.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marked import read_articles, read_lines
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

import factx.claims
from factx.claims.evidence import Surroundings, has_voice, says_more, says_something, signs, tells
from factx.events import Speech
from factx.language import Text
from factx.model import Attribution, Span

WEIGHTS = Path(factx.claims.__file__).with_name("weights.toml")
MOST, LEAST, INNER_LEAST = 0.5, 0.2, 0.35  # of the characters in either
SEEN = 3  # attributions that a sign must have
STRENGTH = 0.5  # of the counts against the wish for small weights
FOLDS = 10
HEAD = """\
# What each sign of an attribution (evidence.py) speaks for, in hundredths of a logit: above 0 for a row, below against.
# Counted by models/weigh_rows.py on articles that an editor marked; not written by hand.
"""


@dataclass(frozen=True, slots=True)
class Case:
    """An attribution with its signs; `wanted` None where it is not known, `alone` if it was marked by itself."""

    article: str
    signs: tuple[str, ...]
    wanted: bool | None
    alone: bool = False


def candidates(articles: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Attribution, Text, tuple[str, ...]]]:
    """Every attribution of every article with its text and signs."""
    for article, text, found in read_articles(articles):
        speech = Speech.of(text, found.attributions)
        around = Surroundings.of(speech, [claim for claim in found.claims if claim.quantity])
        for voice in speech.heard.values():
            if all(holds(voice, around) for holds in (has_voice, says_more, says_something, tells)):
                yield article, voice.said, text, signs(voice, around)


def letters(spans: Sequence[Span], text: str) -> set[int]:
    """Where letters and digits stand in the spans."""
    return {i for start, end in spans for i in range(start, end) if text[i].isalnum()}


def shares(said: set[int], wanted: Sequence[set[int]]) -> list[float]:
    """What the content shares with each wanted one."""
    return [len(said & other) / (len(said | other) or 1) for other in wanted]


def first_witness(articles: str, gold: str) -> list[Case]:
    """The attributions of the articles that an editor marked."""
    marked = {line["id"]: [s["content"] for s in line["statements"]] for line in read_lines(gold)}
    best: dict[tuple[str, int], float] = {}
    found = []
    for article, attribution, text, shown in candidates(read_lines(articles)):
        said = letters(attribution.content.spans, text.text)
        shared = shares(said, [letters(content, text.text) for content in marked[article]]) or [0.0]
        k = max(range(len(shared)), key=shared.__getitem__)
        best[article, k] = max(best.get((article, k), 0.0), shared[k])
        found.append((article, k, shared[k], attribution.within is not None, shown))
    return [Case(a, shown, _judged(share, best[a, k], inner=inner)) for a, k, share, inner, shown in found]


def _judged(share: float, best: float, *, inner: bool) -> bool | None:
    if share >= MOST:
        return True if share == best else None
    return None if share >= (INNER_LEAST if inner else LEAST) else False


def marked_rows(news: str, marks: str) -> list[Case]:
    """The attributions that were marked one by one."""
    marked = {(line["id"], str(line["content"])): line["wanted"] for line in read_lines(marks)}
    names = {name for name, _ in marked}
    found = candidates([line for line in read_lines(news) if line["id"] in names])
    keyed = ((name, str([list(span) for span in a.content.spans]), shown) for name, a, _, shown in found)
    return [Case(name, shown, marked[name, at], alone=True) for name, at, shown in keyed if (name, at) in marked]


def fit(cases: Sequence[Case]) -> tuple[float, dict[str, float]]:
    """Bias and weights of a logistic regression."""
    seen = Counter(sign for case in cases for sign in case.signs)
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform([dict.fromkeys((s for s in c.signs if seen[s] >= SEEN), 1) for c in cases])
    model = LogisticRegression(C=STRENGTH, max_iter=5000)
    model.fit(table, [case.wanted for case in cases])
    return float(model.intercept_[0]), dict(zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True))


def cross_validate(cases: Sequence[Case]) -> str:
    """How rows of articles left out in turn are told: wanted ones kept, unwanted ones among those kept; marked ones."""
    names = sorted({case.article for case in cases})
    kept: Counter[bool] = Counter()
    told: Counter[bool] = Counter()
    for fold in range(FOLDS):
        out = set(names[fold::FOLDS])
        bias, weights = fit([c for c in cases if c.article not in out])
        for case in (c for c in cases if c.article in out):
            row = bias + sum(weights.get(s, 0.0) for s in case.signs) > 0
            if case.alone:
                told[row == case.wanted] += 1
            elif row:
                kept[bool(case.wanted)] += 1
    wanted = sum(bool(case.wanted) for case in cases if not case.alone)
    noise = kept[False] / kept.total()
    alone = f"; of {told.total()} marked ones told rightly {told[True] / told.total():.3f}" if told else ""
    return f"kept {kept[True] / wanted:.3f} of {wanted} wanted rows; unwanted among those kept {noise:.3f}{alone}"


def to_toml(bias: float, weights: Mapping[str, float]) -> str:
    """The text of weights.toml."""
    rounded = {sign: round(100 * weight) for sign, weight in sorted(weights.items())}
    lines = [f'"{sign}" = {weight}' for sign, weight in rounded.items() if abs(weight) >= 4]
    return HEAD + f"bias = {round(100 * bias)}\n\n[signs]\n" + "\n".join(lines) + "\n"


def main() -> None:
    """Counts, says how good the counts are, writes the file."""
    given = argparse.ArgumentParser()
    given.add_argument("articles")
    given.add_argument("gold")
    given.add_argument("--marks", nargs=2)
    files = given.parse_args()
    cases = first_witness(files.articles, files.gold)
    cases += marked_rows(*files.marks) if files.marks else []
    known = [case for case in cases if case.wanted is not None]
    print(cross_validate(known))
    WEIGHTS.write_text(to_toml(*fit(known)), encoding="utf-8")


if __name__ == "__main__":
    main()
