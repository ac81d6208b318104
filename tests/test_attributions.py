"""Attributions: quotations in the text alone, algorithms on Docs built by hand, whole articles on the real pipeline."""

import time

import pytest
import spacy
from spacy.tokens import Doc

from factx.attributions import find_attributions, load_rules, propose, repair, verbs
from factx.corpora import read_examples, what_is_wrong
from factx.language import Text, with_mended_parse
from factx.language.quotations import find_quotations
from factx.model import Document, Section
from factx.plain.records import attribution_to_plain
from factx.sections import find_sections

VOCAB = spacy.blank("en").vocab


def quoted(text):
    return [text[q.start : q.end] for q in find_quotations(text, find_sections(text))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('He said "the dam broke" twice.', ['"the dam broke"']),
        ("He said “the dam broke” twice.", ["“the dam broke”"]),
        ("He said ''the dam broke'' twice.", ["''the dam broke''"]),
        ("He said 'the dam broke' twice.", ["'the dam broke'"]),
        ("He said ‘the dam broke’ twice.", ["‘the dam broke’"]),
        ("“The dam“ broke, and “the town” with it.", ["“The dam“", "“the town”"]),
        ("“Rao told me ‘the dam broke’ and left.”", ["“Rao told me ‘the dam broke’ and left.”"]),
        ("The farmers' dam broke in the '90s.", []),
        ("It is Rao's dam, and the workers' too.", []),
        ("'The miners' wages are low,' said Rao.", ["'The miners' wages are low,'"]),
        ("„It broke,“ said Rao.", ["„It broke,“"]),
        ("»It broke,« said Rao.", ["»It broke,«"]),
        ("«It broke,» said Rao.", ["«It broke,»"]),
        ("「It broke,」 said Rao.", ["「It broke,」"]),
        ('"It broke. We left. "Nobody came," he said.', ['"It broke. We left.', '"Nobody came,"']),
        ('The pipe was 6" wide.', []),
        ("“It broke, he said.", ["“It broke, he said."]),
        ("“It broke.\n\n“It broke again.”", ["“It broke.", "“It broke again.”"]),
        ("“It broke.\n“It broke again.”", ["“It broke.", "“It broke again.”"]),
        ("", []),
        ('"', []),
    ],
)
def test_quotations(text, wanted):
    assert quoted(text) == wanted


def test_a_quotation_never_runs_over_its_section():
    text = "“One\n\nTwo” three"
    spans = find_quotations(text, find_sections(text))
    assert [(q.start, q.end, q.open) for q in spans] == [(0, 4, True)]


def test_a_million_quotation_marks_take_seconds():
    text = '" ' * 1_000_000
    started = time.perf_counter()
    find_quotations(text, [Section("body", 0, len(text))])
    assert time.perf_counter() - started < 20


def doc(words, heads, deps, tags, lemmas):
    return Doc(VOCAB, words=words, heads=heads, deps=deps, tags=tags, lemmas=lemmas)


def found(parsed):
    text = parsed.text
    rules = load_rules(parsed.vocab)
    return find_attributions(with_mended_parse(Text.of(parsed, find_sections(text)), rules.speech), rules)


def test_a_report_within_a_report_knows_the_outer_one():
    outer, inner = found(
        doc(
            words=["Rao", "said", "Ruiz", "claimed", "it", "broke"],
            heads=[1, 1, 3, 1, 5, 3],
            deps=["nsubj", "ROOT", "nsubj", "ccomp", "nsubj", "ccomp"],
            tags=["NNP", "VBD", "NNP", "VBD", "PRP", "VBD"],
            lemmas=["Rao", "say", "Ruiz", "claim", "it", "break"],
        )
    )
    assert (outer.source.mention.text, outer.content.text, outer.within) == ("Rao", "Ruiz claimed it broke", None)
    assert (inner.source.mention.text, inner.content.text, inner.within) == ("Ruiz", "it broke", outer.id)


def test_a_content_is_cut_in_two_by_its_cue():
    (only,) = found(
        doc(
            words=["The", "dam", ",", "he", "said", ",", "broke"],
            heads=[1, 6, 4, 4, 6, 6, 6],
            deps=["det", "nsubj", "punct", "nsubj", "parataxis", "punct", "ROOT"],
            tags=["DT", "NN", ",", "PRP", "VBD", ",", "VBD"],
            lemmas=["the", "dam", ",", "he", "say", ",", "break"],
        )
    )
    assert only.content.spans == ((0, 7), (20, 25))
    assert only.content.text == "The dam broke"


def test_a_sentence_of_ten_thousand_reports_takes_seconds():
    count = 10_000
    parsed = doc(
        words=["said"] * count,
        heads=[max(0, i - 1) for i in range(count)],
        deps=["ROOT"] + ["ccomp"] * (count - 1),
        tags=["VBD"] * count,
        lemmas=["say"] * count,
    )
    started = time.perf_counter()
    found(parsed)
    assert time.perf_counter() - started < 20


def test_an_empty_doc_has_no_attributions():
    assert found(Doc(VOCAB)) == ()


def told(extractor, text):
    """(source, cue, content, id of the enclosing one) of each attribution."""
    return [
        (a.source.mention.text if a.source else None, a.cue.extent.text, a.content.text, a.within)
        for a in extractor.extract(text).attributions
    ]


def test_all_quotations_of_a_speaker_in_a_paragraph_are_one_content(extractor):
    text = "“The water is rising,” said Ana Ruiz. “It came in the night. We saw nothing.”"
    (only,) = extractor.extract(text).attributions
    assert only.source.mention.text == "Ana Ruiz"
    assert only.content.text == "“The water is rising,” “It came in the night. We saw nothing.”"
    assert only.form == "direct"


def test_a_quotation_goes_on_over_paragraphs(extractor):
    text = "“The water is rising fast,” said Ana Ruiz.\n\n“It came to us in the night.\n\n“We saw nothing at all.”"
    first = extractor.extract(text).attributions[0]
    assert first.source.mention.text == "Ana Ruiz"
    assert len(first.content.spans) == 3


def test_a_quotation_without_a_speaker_stays_without_one(extractor):
    assert told(extractor, "A sign hung over the door.\n\n“The water is rising very fast tonight.”") == []


@pytest.mark.parametrize("dash", [" – ", "” – ", "”– ", "”\u00a0―\u00a0"])
def test_a_name_behind_a_quotation_signs_it(extractor, dash):
    found = told(extractor, f"“They never asked any of us.{dash}Ana Ruiz")
    assert bool(found) == ("”" in dash)
    assert all(source == "Ana Ruiz" for source, _, _, within in found if within is None)


def test_scare_quotes_are_no_attribution(extractor):
    assert told(extractor, "The “peace bridge” was closed on Monday.") == []


def test_the_narrator_keeps_the_clause_behind_a_report(extractor):
    found = told(extractor, "Officials said twelve people were killed, but the army denied it.")
    assert ("Officials", "said", "twelve people were killed", None) in found
    assert ("the army", "denied", "it", None) in found


def test_a_second_report_behind_a_comma_has_its_own_voice(extractor):
    text = "The agency says 3,000 people have fled, and aid groups warn that more will follow."
    assert told(extractor, text) == [
        ("The agency", "says", "3,000 people have fled", None),
        ("aid groups", "warn", "that more will follow", None),
    ]


def test_citing_gives_a_chain(extractor):
    found = told(extractor, "Reuters reported that 12 soldiers were killed, citing two officials.")
    assert found[0] == ("Reuters", "reported", "that 12 soldiers were killed", None)
    assert found[1] == ("two officials", "citing", "that 12 soldiers were killed", "a1")


def test_an_impersonal_report_has_no_source(extractor):
    assert told(extractor, "It was reported that 12 people had died.")[0][0] is None


def test_the_one_spoken_to_is_no_source(extractor):
    (only,) = extractor.extract("He was told that 12 people had died.").attributions
    assert only.source is None
    assert only.addressee == (0, 2)


def test_a_deed_is_no_report(extractor):
    assert told(extractor, "The rebels attacked 12 trucks and released 30 prisoners.") == []


@pytest.mark.parametrize(
    "text",
    ["said", "“", "”", ": : :", "– said –", "\u202e“he said”", "“a\x00b c d e,” he said.", "\n\n\n", "he said: “" * 50],
)
def test_odd_texts_give_spans_in_the_text(extractor, text):
    for attribution in extractor.extract(text).attributions:
        for extent in (attribution.cue.extent, attribution.content):
            assert all(0 <= start < end <= len(text) for start, end in extent.spans)


@pytest.mark.parametrize(
    ("text", "outer"),
    [
        ("According to Labor Department figures, firms added only 146,000 jobs.", "Labor Department figures"),
        ("According to first reports, several masked men seized a hall and began shouting.", "first reports"),
        ("Saying nine people died in the flood, said Ana Ruiz, says analysts.", "analysts"),
        ("US authorities “are open” to new rules, according to Jay Clayton.", "Jay Clayton"),
    ],
)
def test_of_voices_in_a_circle_the_one_beside_the_sentence_is_the_outermost(extractor, text, outer):
    record = extractor.record(Document("any", text))
    assert [a.source.mention.text for a in record.attributions if a.within is None] == [outer]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rao said the dam broke.", "speech"),
        ("“The dam broke,” Rao said.", "speech"),
        ("Rao criticized the plan as weak.", "speech"),
        ("The court ruled that the vote was void.", "speech"),
        ("Rao believes the dam broke.", "thought"),
        ("Rao plans to sell the house.", "plan"),
        ("Rao refused to leave the town.", "plan"),
        ("The union backs the bill.", "attitude"),
        ("Rao wants to leave the town.", "attitude"),
        ("The poll showed that voters were angry.", "other"),
    ],
)
def test_the_kind_of_an_attribution_tells_speech_from_the_rest(extractor, text, kind):
    assert extractor.record(Document("any", text)).attributions[0].kind == kind


# Neighbouring steps whose order matters: an example fails if the second goes first. Of all others either may.
ORDERED = {
    ("fill_clauses", "fill_objects"),
    ("fill_objects", "fill_preposition"),
    ("fill_clauses", "fill_passive"),
    ("fill_passive", "fill_preposition"),
    ("mend_source", "name_beside"),
    ("trim", "fill_blocks"),
}
STEPS = [(propose, "PROPOSERS"), (verbs, "ACTIVE_STEPS"), (verbs, "PASSIVE_STEPS"), (repair, "REPAIRS")]
NEIGHBOURS = [(module, name, at) for module, name in STEPS for at in range(len(getattr(module, name)) - 1)]


@pytest.fixture(scope="module")
def examples(extractor):
    pairs = [(example, text) for example in read_examples("attributions") if not example.gap for text in example.texts]
    documents = [Document(id=str(n), text=text) for n, (_, text) in enumerate(pairs)]
    rules = load_rules(extractor.nlp.vocab)
    parsed = extractor.parsed(documents)
    texts = [with_mended_parse(Text.of(one, find_sections(document.text)), rules.speech) for document, one in parsed]
    return [(example, text) for (example, _), text in zip(pairs, texts, strict=True)], rules


@pytest.mark.parametrize(("module", "name", "at"), NEIGHBOURS)
def test_the_order_of_two_steps_matters_only_where_an_example_says_so(examples, monkeypatch, module, name, at):
    steps = list(getattr(module, name))
    pair = steps[at].__name__, steps[at + 1].__name__
    steps[at : at + 2] = reversed(steps[at : at + 2])
    monkeypatch.setattr(module, name, tuple(steps))
    cases, rules = examples
    found = ((example, map(attribution_to_plain, find_attributions(text, rules))) for example, text in cases)
    failed = any(what_is_wrong(example, list(records)) for example, records in found)
    assert failed == (pair in ORDERED), f"{pair[1]} before {pair[0]}"
