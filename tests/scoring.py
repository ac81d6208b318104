"""Scores factx against the project's own gold: precision, recall and F1 a stage, with what was wrong."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

GOLD = Path(__file__).parent / "gold" / "gold.toml"
PUBLISHED = "2024-05-15"


def read_gold():
    return tomllib.loads(GOLD.read_text(encoding="utf-8"))["case"]


@dataclass
class Score:
    """What one stage got right, missed and made up, over all cases that ask for it."""

    right: int = 0
    missed: list = field(default_factory=list)
    extra: list = field(default_factory=list)

    @property
    def f1(self):
        return 2 * self.right / max(1, 2 * self.right + len(self.missed) + len(self.extra))

    def add(self, text, wanted, found, same):
        """Pairs each wanted thing with the first found one that is the same and not yet taken."""
        free = list(found)
        for thing in wanted:
            match = next((f for f in free if same(text, thing, f)), None)
            if match is None:
                self.missed.append((text, thing))
            else:
                free.remove(match)
                self.right += 1
        self.extra.extend((text, f) for f in free)


def score(extractor, cases, document):
    """{"quantities", "attributions", "claims"}: a Score each. `document(n, text)` makes a Document."""
    scores = {"quantities": Score(), "attributions": Score(), "claims": Score()}
    records = extractor.plain_records([document(n, c["text"]) for n, c in enumerate(cases)])
    for case, record in zip(cases, records, strict=True):
        text = case["text"]
        if "q" in case:
            scores["quantities"].add(text, case["q"], record["quantities"], same_quantity)
        if "a" in case:
            outermost = [a for a in record["attributions"] if a["within"] is None]
            scores["attributions"].add(text, case["a"], outermost, same_attribution)
        if "c" in case:
            figures = [c for c in record["claims"] if c["kind"] == "figure"]
            scores["claims"].add(text, case["c"], figures, same_claim)
    return scores


def words(text):
    return set(re.findall(r"\w+", text.lower()))


def close(wanted, found):
    return (wanted == "") == (found is None) and (found is None or abs(wanted - found) <= 1e-6 * max(1, abs(wanted)))


def touches(text, numeral, span):
    """Whether `span` shares a character with one of the places where the numeral stands."""
    return any(m.start() < span[1] and span[0] < m.end() for m in re.finditer(re.escape(numeral), text))


def same_quantity(text, wanted, found):
    numeral, low, high, bound, unit = wanted
    return (
        touches(text, numeral, found["number"])
        and close(low, found["low"])
        and close(high, found["high"])
        and bound == found["bound"]
        and unit.lower() == (found["unit"] or "").lower()
    )


def same_attribution(text, wanted, found):
    source, cue, content = wanted
    named = found["source"]["text"] if found["source"] else ""
    return (
        alike(source, named)
        and bool(words(cue) & words(found["cue"]["text"]))
        and overlap(stretch(text, content), found["content"]["spans"]) >= 0.5
    )


def alike(wanted, found):
    """Both empty, or sharing at least half of their words."""
    a, b = words(wanted), words(found)
    return a == b or 2 * len(a & b) >= len(a | b) > 0


def stretch(text, content):
    """[start, end) of a content written as "first words … last words"."""
    first, _, last = content.partition(" … ")
    start = text.index(first)
    return [start, text.index(last or first, start) + len(last or first)]


def overlap(wanted, spans):
    """Shared letters over all letters of the two (Jaccard)."""
    a = set(range(*wanted))
    b = {i for s, e in spans for i in range(s, e)}
    return len(a & b) / len(a | b)


def same_claim(text, wanted, found):
    numeral, event, source, *when = wanted
    named = found["source"]["text"] if found["source"] else ""
    return (
        touches(text, numeral, found["quantity"]["number"])
        and found["event"]["type"] == event
        and alike(source, named)
        and (not when or (found["when"] or {}).get("value") == when[0])
    )
