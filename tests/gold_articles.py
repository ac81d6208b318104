"""Scores factx against the whole articles in gold/articles: are the rows right, is one too many, does one lack.

As an editor reads: a statement is right if its speaker is and at least half of its content is there; a figure if
number, unit, event and source are. What a row repeats (`same_as`, `restates`) is not counted against it.
"""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from factx.model import Document

FOLDER = Path(__file__).parent / "gold" / "articles"
MARK = re.compile(r"⟦([sf]\d+\??):|⟧")
ARTICLE = re.compile(r"^(the|a|an|its|their|his|her) ")


@dataclass
class Article:
    """A marked article: its text without the marks, and where each marked thing stands."""

    name: str
    published: str
    text: str
    spans: dict[str, list[tuple[int, int]]]
    statements: dict[str, str]
    figures: dict[str, list]

    def document(self):
        return Document(self.name, self.text, published=self.published)


def read_articles():
    return [read_article(path) for path in sorted(FOLDER.glob("*.toml"))]


def read_article(path):
    marked = tomllib.loads(path.read_text(encoding="utf-8"))
    text, spans = unmark(marked["text"])
    known = {*marked["statements"], *marked["figures"]}
    assert known == set(spans), (path.name, known ^ set(spans))
    return Article(path.stem, marked["published"], text, spans, marked["statements"], marked["figures"])


def unmark(marked):
    """The text without marks, and the spans of each id in it."""
    text, spans, opened, last = "", {}, [], 0
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        last = mark.end()
        if mark.group(1):
            opened.append((mark.group(1), len(text)))
        else:
            id, start = opened.pop()
            spans.setdefault(id, []).append((start, len(text)))
    assert not opened
    return text + marked[last:], spans


@dataclass
class Rows:
    """Rows of one kind: how many are right, which are wrong, too many, or missing."""

    right: int = 0
    wrong: list = field(default_factory=list)
    noise: list = field(default_factory=list)
    missing: list = field(default_factory=list)

    @property
    def precision(self):
        return self.right / max(1, self.right + len(self.wrong) + len(self.noise))

    @property
    def recall(self):
        return self.right / max(1, self.right + len(self.wrong) + len(self.missing))

    def told(self):
        kinds = (("wrong", self.wrong), ("noise", self.noise), ("missing", self.missing))
        return "\n".join(f"{kind}: {item}" for kind, items in kinds for item in items)


def score(extractor, articles):
    """{"statements", "figures"}: the Rows of all articles."""
    rows = {"statements": Rows(), "figures": Rows()}
    records = extractor.plain_records([article.document() for article in articles])
    for article, record in zip(articles, records, strict=True):
        contents = {a["id"]: a["content"]["spans"] for a in record["attributions"]}
        shown = [
            c | {"spans_of_content": contents[c["attribution"]]}
            for c in record["claims"]
            if not c["restates"] and not c["quantity"]
        ]
        count(rows["statements"], article, shown, article.statements, share_of_content, is_right_statement)
        figures = [c for c in record["claims"] if c["quantity"] and not c["quantity"]["derived"]]
        count(rows["figures"], article, figures, article.figures, touches, is_right_figure)
    return rows


def count(rows, article, claims, gold, nearness, is_right):
    """Pairs claims with gold rows, the nearest first, each once; the rest is noise, or missing."""
    pairs = sorted(
        ((nearness(article.spans[id], claim), id, n) for n, claim in enumerate(claims) for id in gold),
        key=lambda pair: -pair[0],
    )
    met = {}
    for near, id, n in pairs:
        if near >= 0.5 and id not in met and n not in met.values():
            met[id] = n
    for id, n in met.items():
        if is_right(gold[id], claims[n]):
            rows.right += 1
        else:
            rows.wrong.append((article.name, id, gold[id], claims[n]["gist"]))
    paired = set(met.values())
    rows.noise.extend((article.name, c["gist"]) for n, c in enumerate(claims) if n not in paired and not c["same_as"])
    rows.missing.extend((article.name, id, gold[id]) for id in gold if id not in met and not id.endswith("?"))


def share_of_content(spans, claim):
    """Characters shared by a gold content and the claim's, over those in either."""
    wanted = {i for s, e in spans for i in range(s, e)}
    found = {i for s, e in claim["spans_of_content"] for i in range(s, e)}
    return len(wanted & found) / len(wanted | found)


def touches(spans, claim):
    start, end = claim["quantity"]["number"]
    return float(any(s < end and start < e for s, e in spans))


def is_right_statement(wanted, claim):
    return is_named(wanted, claim["source"])


def is_right_figure(wanted, claim):
    event, unit, low, high, source = wanted
    quantity = claim["quantity"]
    told = {claim["event"]["type"], claim["event"]["lemma"], *words((claim["subject"] or {}).get("text", ""))}
    return (
        quantity["low"] == (None if low == "" else low)
        and quantity["high"] == (None if high == "" else high)
        and not told.isdisjoint(event.split("|"))
        and any(set(words(u)) <= set(words(quantity["unit"] or "")) for u in unit.split("|"))
        and is_named(source, claim["source"])
    )


def is_named(wanted, source):
    """Whether the source is one of the names that are right; of a chain "A > B" the innermost answers."""
    names = [option.rpartition(">")[2].strip().lower() for option in wanted.split("|")]
    if source is None:
        return "" in names
    given = (source["canonical"] or "").lower()
    return any(name and without_article(name) in given for name in names)


def without_article(name):
    return ARTICLE.sub("", name)


def words(text):
    return re.findall(r"\w+", text.lower())
