"""What keeps two events apart that share words, names and weeks: tolls, places, days; whose event a figure is."""

import random

import pytest
from made_articles import article, own_words, said

from factx.reconcile import reconcile
from factx.reconcile.places import far_apart


def mains(records):
    """Which articles are chiefly about one event, of events with two and more of them."""
    events = reconcile(records)["events"]
    found = [[document["id"] for document in event["documents"] if document["main"]] for event in events]
    return sorted(group for group in found if len(group) > 1)


def below(claim):
    """The claim, far below its article's first paragraphs."""
    return claim | {"span": [3000, 3000 + len(claim["text"])]}


def gunfire(id, day, dead, names, **more):
    return article(id, day, [said("killed", dead, place=more.pop("place", None))], names, title="Gunman", **more)


@pytest.mark.parametrize(("dead", "person", "one"), [(50, None, False), (2, None, True), (50, "Ada Brook", True)])
def test_one_dead_and_a_massacre_in_the_same_town_are_two_events(dead, person, one):
    names = [("Marlow", "place"), ("Wend Arcade", "place"), ("Marlow Herald", "organisation")]
    names = [*names, person] if person else names
    told = [gunfire("singer", "2024-03-05", 1, names), gunfire("club", "2024-03-06", dead, names)]
    assert (mains(told) == [["singer", "club"]]) == one


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        (("Dallas", "US"), ("Baton Rouge", "US"), True),
        (("San Francisco", "US"), ("Kansas", "US"), True),
        (("Dallas", "US"), ("Texas", "US"), False),
        (("Leeds", "GB"), ("Bradford", "GB"), False),
        (("France", "FR"), ("Paris", "FR"), False),
        (("Quillmar", "FR"), ("Paris", "FR"), False),
    ],
)
def test_two_places_are_far_apart(one, other, far):
    assert far_apart(one, other) == far_apart(other, one) == far


@pytest.mark.parametrize("told", ["claim", "headline"])
@pytest.mark.parametrize(("places", "one"), [(("Dallas", "Dallas"), True), (("Dallas", "Baton Rouge"), False)])
def test_attacks_in_towns_far_from_each_other_need_more_in_common(places, one, told):
    shared, records = own_words("shared", 4), []
    for place, id in zip(places, "ab", strict=True):
        more = {"place": place, "country": "US"} if told == "claim" else {}
        title = f"Gunfire in {place}" if told == "headline" else "Gunfire"
        text = f"{shared} killed wounded {own_words(id, 34)}"
        names = [(place, "place")]
        records.append(article(id, "2024-03-05", [said("killed", 4, **more)], names, title=title, text=text))
    assert (mains(records) == [["a", "b"]]) == one


def test_an_article_about_both_does_not_make_one_event_of_two_countries():
    """What opens with the dead of neither, and names the places of both, is at home with one of them."""

    def quake(id, day, place, country, names):
        text = f"{own_words(place, 12)} {own_words('quakes', 5)} {own_words(id, 24)}"
        dead = said("killed", 40 if country else 7, place=place if country else None, country=country)
        listed = [(name, "place") for name in names]
        return article(id, day, [dead], listed, title="Earthquake", text=text)

    here, there = ["Wend Bay", "Quay Rock", "Brae Head"], ["Tarn Hill", "Fell Moor", "Holm Isle"]
    pairs = [("a", "Ecuador", "EC", here), ("b", "Japan", "JP", there)]
    records = [quake(f"{id}{n}", f"2024-03-0{n}", *more) for id, *more in pairs for n in (4, 5)]
    records.append(quake("both", "2024-03-06", "Ecuador", None, [*here, *there]))
    assert [group[:2] for group in mains(records)] == [["a4", "a5"], ["b4", "b5"]]


def test_an_attack_of_last_year_is_no_part_of_what_an_article_that_opens_with_it_is_about():
    then = {"when": "2023-10-07", "place": "Oslo", "country": "NO"}
    names = [("Wend Hall", "place")]
    strike = article("strike", "2024-08-01", [said("killed", 1200, **then)], names, title="Strike kills commander")
    recalls = [
        article(f"r{n}", f"2024-08-0{n}", [said("wounded", n), below(said("killed", 1200, **then))]) for n in (2, 3)
    ]
    events = reconcile([strike, *recalls])["events"]
    [attack] = [e for e in events if any(f["best"] == 1200 for f in e["figures"]) and e["articles"] > 1]
    assert [(d["id"], d["main"]) for d in attack["documents"]] == [("strike", False), ("r2", False), ("r3", False)]


def test_an_attack_that_few_of_an_events_articles_open_with_is_another_event():
    """Of four articles about one attack one opens with the attack of two days before it."""
    text, names = own_words("attack", 40), [("Wend Hall", "place"), "Ada Brook"]
    days = [("2024-03-01", "Oslo"), *[("2024-03-06", "Bergen")] * 3]
    about = [
        article(f"a{n}", "2024-03-07", [said("killed", 20 + n, when=day, place=place)], names, text=f"{text} {n}")
        for n, (day, place) in enumerate(days)
    ]
    recalling = article(
        "later", "2024-05-01", [said("wounded", 3), below(said("killed", 40, when="2024-03-01", place="Oslo"))]
    )
    events = reconcile([*about, recalling])["events"]
    [event] = [e for e in events if sum(document["main"] for document in e["documents"]) > 1]
    assert [document["id"] for document in event["documents"]] == ["a0", "a1", "a2", "a3"]


@pytest.mark.parametrize(
    ("claim", "highest"),
    [
        (below(said("killed", 224)), 66),
        (below(said("killed", 224, by="the minister")), 224),
        (said("killed", 224), 224),
        (below(said("killed", 90)), 90),
    ],
)
def test_what_one_article_tells_far_below_is_of_another_attack(claim, highest):
    names = [("Wend Bay", "place"), "Ada Brook"]
    records = []
    for n, one in enumerate([said("killed", 66), said("killed", 66), claim]):
        words = [*own_words("plane", 40).split(), *own_words(n, 10).split()]
        random.Random(n).shuffle(words)  # no copies of one text
        records.append(article(f"a{n}", "2024-03-05", [one], names, text=" ".join(words)))
    [event] = reconcile(records)["events"]
    assert event["figures"][0]["highest"] == highest


@pytest.mark.parametrize(
    ("dead", "words", "person", "one"),
    [
        ((1, 1), 5, None, True),
        ((1, 2), 5, None, True),
        ((1, 5), 5, None, False),
        ((4, 5), 5, None, True),
        ((1, 5), 14, None, True),
        ((1, 5), 5, "Ada Brook", True),
    ],
)
def test_names_do_not_tie_one_dead_to_several_but_for_a_persons(dead, words, person, one):
    """A driver shot by police, and police shot at a protest the day after, in the same towns."""
    names = [("Wend Arcade", "place"), ("Marlow Herald", "organisation"), ("Marlow Bridge", "place")]
    names = [*names, person] if person else names
    shared = own_words("shared", words)
    told = [
        gunfire(id, f"2024-03-0{n + 5}", count, names, text=f"gunman shot dead {shared} {own_words(id, 40)}")
        for n, (id, count) in enumerate(zip("ab", dead, strict=True))
    ]
    assert (mains(told) == [["a", "b"]]) == one


@pytest.mark.parametrize(("opening", "one"), [(37, True), (4, False)])
def test_a_toll_that_an_article_recalls_does_not_tie_it_to_the_attack(opening, one):
    """Clashes that kill four, after a bomb that killed 37 in the capital."""
    more = {"place": "Ankara", "country": "TR"}
    bomb = [said("killed", 37, **more)]
    claims = {"a": bomb, "b": bomb if opening == 37 else [said("killed", opening), *bomb]}
    told = [
        article(id, f"2024-03-0{n + 5}", claims[id], [("Ankara", "place")], title="Bomb",
                text=f"bomb {own_words('shared', 5)} {own_words(id, 60)}")
        for n, id in enumerate("ab")
    ]  # fmt: skip
    assert (mains(told) == [["a", "b"]]) == one


@pytest.mark.parametrize(("dead", "one"), [((37, 37), True), ((37, 9), False), ((9, 37), True), ((37, 20), True)])
def test_later_news_of_far_fewer_dead_needs_more_in_common(dead, one):
    """A toll rises, and is corrected, but hardly falls to a third."""
    shared = own_words("shared", 5)
    told = [
        gunfire(id, f"2024-03-0{n + 5}", count, [], text=f"gunman shot dead {shared} {own_words(id, 40)}")
        for n, (id, count) in enumerate(zip("ab", dead, strict=True))
    ]
    assert (mains(told) == [["a", "b"]]) == one
