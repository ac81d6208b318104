"""Events: what the lexicon covers, how sure they are, how figures relate. Their corpus tests the constructions."""

import pytest

from factx.corpora import read_examples
from factx.events.lexicon import inflections, load_lexicon
from factx.events.voices import Intervals


@pytest.fixture(scope="module")
def figures(extractor):
    """The figure claims of a text."""

    def find(text, **options):
        return [c for c in extractor.extract(text, **options).claims if c.quantity]

    return find


def test_every_type_of_the_lexicon_has_an_example():
    shown = {e["event"]["type"] for x in read_examples("events") for e in x.expect if "event" in e}
    assert load_lexicon().types - shown == set()


def test_headline_forms_of_a_verb_are_known():
    assert set(inflections("rescue")) == {"rescue", "rescues", "rescued", "rescuing"}
    assert "stabbed" in set(inflections("stab"))
    assert "buried" in set(inflections("bury"))


def test_the_innermost_of_nested_stretches_is_the_shortest():
    nested = Intervals.of([(0, 100, 0), (10, 60, 1), (20, 40, 2), (70, 80, 3)])
    assert [index for _, _, index in nested.covering(25, 30)] == [2, 1, 0]
    assert [index for _, _, index in nested.covering(62, 65)] == [0]
    assert nested.covering(95, 101) == []


@pytest.mark.parametrize(
    ("text", "certainty", "polarity"),
    [
        ("Twelve people were killed.", "certain", "positive"),
        ("Twelve people may have been killed.", "possible", "positive"),
        ("Twelve people are feared dead.", "probable", "positive"),
        ("If the wall falls, twelve people could be killed.", "possible", "positive"),
        ("Twelve people were reportedly killed.", "probable", "positive"),
        ("The plan will cut 900 jobs.", "certain", "positive"),
        ("The toll could rise to 300.", "possible", "positive"),
        ("Nobody was hurt.", "certain", "negative"),
        ("The army said it had not killed twelve villagers.", "certain", "negative"),
        ("The army denied that twelve villagers were killed.", "certain", "negative"),
        ("The agency forecast 300 deaths.", "probable", "positive"),
        ("The bank expects to cut 900 jobs.", "probable", "positive"),
        ("The bank does not plan to cut 900 jobs.", "certain", "negative"),
        ("The bank pledged to cut 900 jobs.", "probable", "positive"),
        ("The union asked the bank to cut 900 jobs.", "probable", "positive"),
        ("The bank is considering cutting 900 jobs.", "possible", "positive"),
        ("The bank decided to cut 900 jobs.", "certain", "positive"),
        ("The rebels tried to kill 12 guards.", "possible", "positive"),
        ("The rebels failed to kill 12 guards.", "certain", "negative"),
        ("The barrier failed to prevent 12 deaths.", "certain", "positive"),
        ("The alarm did not prevent 12 deaths.", "certain", "positive"),
        ("The wall prevented 12 deaths.", "certain", "negative"),
        ("The fire killed 12 people and also prevented crews from reaching the village.", "certain", "positive"),
        ("Twelve people were said to have died.", "probable", "positive"),
        ("The gang was rumoured to have kidnapped twelve children.", "probable", "positive"),
        ("The men were told to leave, and twelve people died.", "certain", "positive"),
        ("It is unclear how twelve people died.", "unknown", "positive"),
        ("They went to the village to kill 12 elders.", "probable", "positive"),
        ("The share fell 2 pence to close at 40 pence.", "certain", "positive"),
        ("The bill would cut 900 jobs.", "probable", "positive"),
        ("The bank said it would cut 900 jobs.", "certain", "positive"),
        ("If the bill passes, the bank will cut 900 jobs.", "possible", "positive"),
        ("The bank should not cut 900 jobs.", "certain", "negative"),
        ("The bank no longer employs 900 people.", "certain", "negative"),
        ("The rebels could storm the town and kill 12 people.", "possible", "positive"),
        ("The rebels could be stopped, and another 12 people were killed.", "certain", "positive"),
        ("The rebels may bomb the bridge and are holding 12 hostages.", "certain", "positive"),
        ("The rebels threatened to storm the town and kill 12 people.", "probable", "positive"),
        ("The army did not bomb the bridge or evacuate 300 families.", "certain", "negative"),
        ("The bomb nearly killed 12 people.", "certain", "negative"),
        ("The firm nearly doubled its sales to $12 million.", "certain", "positive"),
        ("The bomb killed nearly 12 people.", "certain", "positive"),
        ("Twelve hostages have yet to be freed.", "certain", "negative"),
        ("The river rose, prompting the mayor to evacuate 300 families.", "certain", "positive"),
        ("The minister is considering urging Rao to order 500 tents.", "possible", "positive"),
        ("Profit is expected to rise to $5 million from $3 million.", "certain", "positive"),
    ],
)
def test_certainty_and_polarity_are_the_voices(figures, text, certainty, polarity):
    claim = figures(text)[-1]
    assert (claim.certainty, claim.polarity) == (certainty, polarity)


@pytest.mark.parametrize(
    ("text", "certainty", "polarity"),
    [
        ("The mayor said no successor was named.", "certain", "negative"),
        ("The mayor said he took no money.", "certain", "negative"),
        ("The bank rejected the proposal.", "possible", "positive"),
        ("The mayor said the town had begun to rebuild the bridge.", "certain", "positive"),
        ("The minister demanded that the army withdraw.", "probable", "positive"),
        ("The minister warned that rebels had taken the port.", "certain", "positive"),
        ("The minister may decide to leave the cabinet, she said.", "possible", "positive"),
    ],
)
def test_certainty_and_polarity_of_statements(extractor, text, certainty, polarity):
    claim = extractor.extract(text).claims[-1]
    assert (claim.kind, claim.certainty, claim.polarity) == ("statement", certainty, polarity)


def test_another_thirty_is_additional_and_more_than_thirty_is_not(figures):
    first, second = figures("The blast killed more than 30 people and injured another 12.")
    assert (first.additional, second.additional) == (False, True)


def test_a_subset_points_to_its_whole(figures):
    whole, part = figures("Police arrested 40 protesters, including 12 students.")
    assert part.part_of == whole.id
    assert whole.part_of is None


def test_the_old_toll_is_superseded(figures):
    claims = figures("The death toll rose to 45 from 38.")
    assert {(int(c.quantity.low), c.superseded) for c in claims} == {(45, False), (38, True)}


def test_place_cause_and_actor_are_told_apart(figures):
    [claim] = figures("Twelve people were killed by gunmen in Kabul because of a land dispute.")
    assert claim.event.place.span.text == "Kabul"
    assert claim.event.place.location.country == "AF"
    assert claim.event.actor.text == "gunmen"
    assert claim.event.cause.text == "a land dispute"


def test_what_brings_it_about_is_a_cause_not_an_actor(figures):
    [claim] = figures("An earthquake killed 12 people.")
    assert claim.event.cause.text == "An earthquake"
    assert claim.event.actor is None


@pytest.mark.parametrize(
    "text",
    ["The boy is 12 years old.", "They waited for three days.", "The team won 3-1.", "It began on May 12, 2019."],
)
def test_ages_durations_scores_and_dates_claim_nothing(figures, text):
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Two children died in Algeria.", "Algeria"),
        ("The blast in Kabul killed 12 people.", "Kabul"),
        ("At a market in Kabul, 12 people died.", "Kabul"),
        ("Twelve people were found dead in a village near Quito.", "Quito"),
        ("Twelve people died after a crash in Peru.", "Peru"),
        ("An attack on a hotel in Nairobi, which killed 12 people, was condemned.", "Nairobi"),
        ("12 dead and 30 wounded in Kabul bombing", "Kabul"),
        ("Temperatures in Madrid rose to 44 degrees.", "Madrid"),
        ("Texas restaurant: 22 dead", "Texas"),
        ("Two children from Algeria died in the attack.", None),
        ("Twelve US soldiers were killed.", None),
        ("Tunisia, like France, has seen attacks that killed 12 people.", None),
        ("The Frankfurt-based bank cut 900 jobs.", None),
        ("A ship bound for Malta sank, killing 12 people.", None),
        ("Profit at US media giant Acme jumped 76%.", None),
        ("The minister, who was born in Cuba, said 12 people had died.", None),
    ],
)
def test_a_place_is_given_only_where_it_happened(figures, text, place):
    claim = figures(text)[0]
    assert (claim.event.place.span.text if claim.event.place else None) == place
