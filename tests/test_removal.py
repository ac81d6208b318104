"""Every pass is needed: without it, some example of the rule corpora no longer gives what it must.

Run with `pytest -m removal`. The examples are parsed once; of each pass those are tried that call it, until one fails.
A pass that answers yes or no is tried both ways. What nothing needs yet stands in unneeded.txt, and must not when it is
needed: that list only gets shorter. Rules are left out too, one by one: the examples of each must fail without it.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from factx.components import KEY
from factx.corpora import RECORDS, read_examples, what_is_wrong
from factx.model import Document
from factx.passes import asked, find_passes, without
from factx.plain import record_from_parts

pytestmark = pytest.mark.removal
UNNEEDED = Path(__file__).with_name("unneeded.txt")


class Bench:
    """The examples of all stages, parsed, with the passes that each calls."""

    def __init__(self, extractor):
        self.extractor = extractor
        self.claims = extractor.nlp.get_pipe("factx_claims")
        self.cases = [case for stage in RECORDS if RECORDS[stage] != "entities" for case in self.read(stage)]
        self.calling = defaultdict(list)
        for case in self.cases:
            for id in asked(lambda case=case: self.fault(case)):
                self.calling[id].append(case)

    def read(self, stage):
        pairs = [(e, text) for e in read_examples(stage) if not e.gap for text in e.texts]
        documents = [Document(id=str(n), text=text, published=e.published) for n, (e, text) in enumerate(pairs)]
        for (example, _), (document, doc) in zip(pairs, self.extractor.parsed(documents), strict=True):
            yield stage, example, document, doc

    def fault(self, case):
        """What is wrong with what a case gives, or None; whatever is raised is wrong too."""
        stage, example, document, doc = case
        try:
            doc._.published = document.published
            plain = self.claims(doc).user_data[KEY]
            record = record_from_parts(document, self.extractor.pipeline, plain)
            return what_is_wrong(example, record[RECORDS[stage]])
        except Exception as error:
            return repr(error)

    def is_noticed(self, left_out, says):
        """Whether an example fails while the pass is left out."""
        with without(left_out, says=says):
            return any(
                self.fault(case) for case in self.calling[left_out.id] if left_out.stage in (case[0], "language")
            )


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


def known_unneeded():
    return set(UNNEEDED.read_text(encoding="utf-8").split("\n")) - {""}


@pytest.mark.parametrize("name", WAYS)
def test_a_pass_is_needed(bench, name):
    found, says = WAYS[name]
    noticed = bench.is_noticed(found, says)
    if name in known_unneeded():
        assert not noticed, f"{name} is needed now: take it from {UNNEEDED.name}"
    else:
        assert noticed, f"no example fails without {name}: {found.says}"


def test_what_is_unneeded_exists():
    assert known_unneeded() <= set(WAYS)
