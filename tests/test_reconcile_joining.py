"""What joins articles to one event, or keeps them apart: how much else is told, days, dates, countries."""

import pytest
from made_articles import article, own_words, said

from factx.reconcile import reconcile
from factx.reconcile.joining import Joining
from factx.reconcile.links import Links, Weights
from factx.reconcile.stories import read_story
from factx.reconcile.words import Rarity


def mains(records):
    """Which articles are chiefly about one event, of events with two and more of them."""
    events = reconcile(records)["events"]
    found = [[document["id"] for document in event["documents"] if document["main"]] for event in events]
    return sorted(group for group in found if len(group) > 1)


def pair(shared, own, days, told):
    """Two articles with so many words in common, and others of their own, with the figures `told` of each."""
    texts = [f"{own_words('shared', shared)} {own_words(id, own)}" for id in "ab"]
    return [article(id, day, *more, text=text) for id, day, more, text in zip("ab", days, told, texts, strict=True)]


@pytest.mark.parametrize(("others", "one"), [(0, True), (30_000, False)])
def test_names_tie_less_where_very_many_articles_are_told(others, one):
    """Among many articles two share a few names by chance."""
    names = [("Wend Hall", "place"), "Ada Brook"]
    records = pair(4, 34, ["2024-03-05"] * 2, [([said("killed", 4)], names)] * 2)
    stories = [read_story(number, record) for number, record in enumerate(records)]
    rarity, weights = Rarity(), Weights()
    for story in stories:
        rarity.count(story.terms)
        weights.count(story)
    for number in range(others):
        rarity.count([f"word{number}"])
    joining = Joining(rarity, Links(weights, stories.__getitem__))
    for story in stories:
        joining.add(story)
    assert (joining.forest.root(1) == 0) == one


@pytest.mark.parametrize(("days", "one"), [((None, None), True), ((None, "2024-03-05"), False)])
def test_an_article_without_a_date_needs_more_in_common_with_one_of_a_day(days, one):
    """Twelve years may lie between them; of two without a date nobody says so."""
    assert (mains(pair(6, 18, days, [()] * 2)) == [["a", "b"]]) == one


@pytest.mark.parametrize(
    ("countries", "harm", "one"),
    [
        (("Japan", "Japan"), "crash kills", True),
        (("Japan", "Ecuador"), "crash kills", False),
        (("Japan", "Ecuador"), "shooting kills", True),
    ],
)
def test_headlines_name_the_country_where_a_crash_was_and_of_an_attack_who_is_behind_it(countries, harm, one):
    records = pair(5, 40, ["2024-03-05"] * 2, [([], [(country, "place")]) for country in countries])
    for record, country in zip(records, countries, strict=True):
        record["document"]["title"] = f"{country} {harm}"
    assert (mains(records) == [["a", "b"]]) == one


@pytest.mark.parametrize(("hazard", "one"), [("wildfire blaze", True), ("collision derailed", False)])
def test_a_wildfire_goes_on_for_days(hazard, one):
    told = [([said("killed", 2, when=day)],) for day in ("2024-03-01", "2024-03-06")]
    records = pair(6, 22, ["2024-03-07"] * 2, told)
    for record in records:
        record["document"]["text"] = f"{hazard} killed dead {record['document']['text']}"
    assert (mains(records) == [["a", "b"]]) == one


@pytest.mark.parametrize(
    ("hazard", "later", "one"),
    [("bomb", "03-05", True), ("bomb", "03-28", False), ("bomb", "05-20", False), ("gunman", "05-20", True)],
)
def test_a_strike_that_news_opens_with_was_in_the_weeks_before(hazard, later, one):
    """Another bomb went off by the end of March. Of a gunman there may be a trial then."""
    told = [([said("killed", 12 + n)],) for n in range(2)]
    records = pair(10, 16, ["2024-03-01", f"2024-{later}"], told)
    for record in records:
        record["document"]["text"] = f"{hazard} killed dead {record['document']['text']}"
    assert (mains(records) == [["a", "b"]]) == one
