"""Whatever the text: no exception, a valid record, every span true, the same bytes twice."""

from hypothesis import HealthCheck, given, settings
from strategies import articles, dates

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
