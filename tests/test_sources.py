"""Who is meant: what no rule example can show. The examples of every rule stand in factx/sources/corpus.toml."""

import pytest


def sources_of(extractor, text):
    return [(a.source.mention.text, a.source.canonical) for a in extractor.extract(text).attributions if a.source]


def canonical(extractor, text, mention):
    return dict(sources_of(extractor, text)).get(mention)


TWO_MEN = "Tom Baker met Peter Novak in Prague on Monday. "


def test_two_who_could_be_meant_are_nobody(extractor):
    assert canonical(extractor, TWO_MEN + "He said the talks went well.", "He") == "He"


def test_the_one_named_beside_the_pronoun_is_not_meant(extractor):
    text = TWO_MEN + "He said Novak had been polite."
    assert canonical(extractor, text, "He") != "Peter Novak"


def test_a_pronoun_that_speaks_twice_in_a_sentence_is_one_person(extractor):
    text = "Tom Baker called the plan a joke. He said it came from a rival, whom he called a thief."
    assert canonical(extractor, text, "he") == "Tom Baker"


def test_a_long_quotation_between_does_not_lose_the_speaker(extractor):
    text = (
        "Tom Baker said the bridge was old. “It was built by my father. It needs a new deck. "
        "It needs new cables too.”\n\nHe said the town would pay."
    )
    assert canonical(extractor, text, "He") == "Tom Baker"


def test_he_inside_a_quotation_is_not_its_speaker(extractor):
    text = "“He thinks the bridge is safe,” Tom Baker said."
    assert canonical(extractor, text, "He") == "He"


def test_a_caption_names_nobody_for_the_story(extractor):
    text = (
        "Bridge to be closed\n\nThe old bridge is to be closed for a year.\n\n"
        "Tom Baker stands on the bridge on Monday, May 2, 2016. (Photo by Ann Lee)\n\n"
        "The work starts in June. He said the town would pay."
    )
    assert canonical(extractor, text, "He") == "He"


def test_a_later_full_name_serves_an_earlier_short_one(extractor):
    text = "Baker: bridge is safe\n\nBaker said the bridge was safe. Tom Baker, the mayor, opened it in 2011."
    assert canonical(extractor, text, "Baker") == "Tom Baker"


@pytest.mark.parametrize(
    ("mention", "short"),
    [
        ("a separatist official in the occupied valley", "a separatist official"),
        ("an official with the water ministry", "an official with the water ministry"),
        ("an official, who asked not to be named,", "an official"),
        ("a doctor at Mercy Hospital", "a doctor at Mercy Hospital"),
    ],
)
def test_a_description_keeps_what_tells_who_it_is(extractor, mention, short):
    found = extractor.extract(f"Ten people had died, {mention} said.").attributions
    assert found[0].source.canonical == short


def test_several_stand_as_they_are(extractor):
    text = "Tom Baker and Peter Novak said the talks went well."
    assert canonical(extractor, text, "Tom Baker and Peter Novak") == "Tom Baker and Peter Novak"


def test_he_who_is_the_minister_has_the_name_of_the_minister(extractor):
    text = "Minister Tom Baker came on Monday. The rain stopped. The minister opened the bridge. He said it was safe."
    assert canonical(extractor, text, "He") == "Tom Baker"


def test_she_of_the_sentence_before_is_she_of_the_next(extractor):
    text = "Maria Delgado opened the dam. She had built it with her sister. In a speech, she said the wall was safe."
    assert canonical(extractor, text, "she") == "Maria Delgado"


def test_whose_verb_governs_the_clause_is_meant(extractor):
    text = "Tom Baker said the bridge was old. Peter Novak despises what he calls political correctness."
    assert canonical(extractor, text, "he") == "Peter Novak"
