"""Whatever the text: no exception, a valid record, every span true, the same bytes twice."""

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import articles, casts, dates, reports

from factx.model import Document
from factx.plain import json_pieces, record_to_plain, to_json

# The same examples each time: a fault found by chance in CI helps nobody. `fuzz.py` looks for new ones.
steady = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@steady
@given(text=articles, published=dates)
def test_any_text_gives_a_true_record_and_the_same_one_again(extractor, text, published):
    document = Document("any", text, published=published)
    first, second = (next(extractor.plain_records([document])) for _ in range(2))
    assert to_json(first) == to_json(second) == "".join(json_pieces(first))


@steady
@given(text=articles)
def test_the_plain_form_reads_back_as_the_same_records(extractor, text):
    document = Document("any", text)
    assert record_to_plain(extractor.record(document)) == next(extractor.plain_records([document]))


@settings(steady, max_examples=int(os.environ.get("FACTX_EXAMPLES", "200")))  # 5,000 before a release
@given(text=st.one_of(reports, casts))
def test_voices_that_hold_each_other_stay_whole(extractor, text):
    assert_whole(extractor.record(Document("any", text)))


def assert_whole(record):
    """Every attribution has content, and whoever follows `within` meets each voice once and comes to an end."""
    by_id = {a.id: a for a in record.attributions}
    for found in record.attributions:
        assert found.content.text.strip()
        seen = set()
        while found is not None:
            assert found.id not in seen
            seen.add(found.id)
            found = by_id[found.within] if found.within else None
    assert all(claim.attribution is None or claim.attribution.id in by_id for claim in record.claims)
