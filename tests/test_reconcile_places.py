"""When two articles name one place, by the entry of the atlas, not by the spelling; where an event is."""

import pytest
from made_articles import article, own_words, said

from factx.reconcile import reconcile
from factx.reconcile.places import is_same_place


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Marlow", None), ("MARLOW", None)),
        (("Khan Younis", "PS"), ("Khan Yunis", "PS")),
        (("Kiev", "UA"), ("Kyiv", "UA")),
        (("Marlow", "GB"), ("Marlow", None)),
    ],
)
def test_two_spellings_of_one_place_are_one(one, other):
    assert is_same_place(*one, *other) and is_same_place(*other, *one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Tripoli", "LB"), ("Tripoli", "LY")),
        (("Khan Younis", "PS"), ("Rafah", "PS")),
        (("Kiev", None), ("Kyiv", None)),
        ((None, None), (None, None)),
    ],
)
def test_two_places_are_two(one, other):
    assert not is_same_place(*one, *other) and not is_same_place(*other, *one)


@pytest.mark.parametrize(
    ("title", "place"), [("Lorry in crowd at Nice", "Nice"), ("Lorry in crowd in Norway", "Paris")]
)
def test_an_event_is_at_the_town_that_headlines_name(title, place):
    """Each place is told by one article, the first recalls another attack; a country in a headline says less."""
    names = [("Wend Hall", "place"), "Ada Brook"]
    text = own_words("lorry", 40)
    places = ("Paris", "Norway" if "Norway" in title else "Nice")
    tolls = [said("killed", 12, place=where, country="FR") for where in places]
    told = [
        article(f"a{n}", "2024-03-05", [toll], names, title=title, text=f"{text} {n}") for n, toll in enumerate(tolls)
    ]
    [event] = [event for event in reconcile(told)["events"] if event["articles"] > 1]
    assert event["place"] == place


def test_an_event_is_not_where_and_when_the_attack_was_that_its_articles_recall():
    """Articles about other things open with the dead of one day; what they are about happened elsewhere, later."""
    more = {"when": "2023-11-13", "place": "Paris", "country": "FR"}
    recalled = [said("killed", 130, words=f"130 people died that night in France, told {n}.", **more) for n in range(4)]
    told = [
        article(f"t{n}", f"2024-03-0{n + 4}", [toll], [(f"Place {own_words(n, 1)}", "place")])
        for n, toll in enumerate(recalled[1:])
    ]
    held = article("h", "2024-03-03", [recalled[0], said("arrested", 3)], [("Wend Hall", "place")], title="Three held")
    found = reconcile([held, *told])["events"]
    [event] = [e for e in found if any(d["id"] == "h" and d["main"] for d in e["documents"])]
    assert (event["place"], event["when"]) == (None, "2024-03-03")


def test_of_days_told_once_each_an_event_is_on_one_of_the_news():
    days, text, names = ("2023-11-13", "2024-03-04"), own_words("held", 40), [("Wend Hall", "place"), "Ada Brook"]
    told = [
        article(f"a{n}", "2024-03-05", [said("killed", 2 + n, when=day)], names, title="Gunfire", text=f"{text} {n}")
        for n, day in enumerate(days)
    ]
    assert [event["when"] for event in reconcile(told)["events"]] == ["2024-03-04"]


def test_a_place_of_a_dateline_is_written_as_a_name_and_what_is_recalled_has_none():
    """Seven died here; of the 600 of 1987 nobody says where."""
    now, then = said("killed", 7, when="2024-03-04"), said("killed", 600, when="1987")
    events = reconcile([article("a", "2024-03-05", [now, then], [("MARLOW", "place")])])["events"]
    assert {event["when"]: event["place"] for event in events} == {"2024-03-04": "Marlow", "1987": None}


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("12 were killed in floods, the highest number since 1997", None),
        ("12 were killed in floods, the worst in the valley since 1997", None),
        ("12 were killed in the floods of 1997", "1997"),
    ],
)
def test_a_year_that_a_record_is_counted_from_dates_nothing(words, when):
    (event,) = reconcile([article("a", None, [said("killed", 12, words=words)])])["events"]
    assert event["when"] == when


@pytest.mark.parametrize(("title", "place"), [("Raid in Chad kills 4 – Oslo Herald", "Chad"), ("Talks end", "Oslo")])
def test_an_event_of_harm_that_no_claim_places_is_where_its_headlines_are(title, place):
    """Of other news what most articles name stays; who printed it is no place."""
    claim = said("killed", 4) if "Raid" in title else said("hired", 40)
    names = [("Oslo", "place"), ("Chad", "place")]
    [event] = reconcile([article("a", "2024-03-05", [claim], names, title=title)])["events"]
    assert event["place"] == place


def test_an_event_is_where_the_harm_was_not_where_one_of_its_articles_is_from():
    text, names = own_words("coup", 40), [("Wend Hall", "place"), "Ada Brook"]
    claims = [said("exiled", 2, place="Oslo", country="NO"), said("killed", 42, place="Ankara", country="TR")]
    told = [
        article(f"a{n}", "2024-03-05", [claim], names, title="Coup deaths toll", text=f"{text} {n}")
        for n, claim in enumerate(claims)
    ]
    [event] = reconcile(told)["events"]
    assert (event["articles"], event["place"]) == (2, "Ankara")


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ("Sagebrush Uprising", "Oslo"),
        ("Bergen", "Bergen"),
        ("western Norway", "western Norway"),
        ("Vestland province", "Vestland province"),
        ("Earth", None),
    ],
)
def test_an_event_is_at_a_place_that_is_on_the_map(told, place):
    """What a claim takes for a place may be none; then what the article names is one. Earth is nowhere."""
    claim = said("killed", 4, place=told)
    [event] = reconcile([article("a", "2024-03-05", [claim], [("Oslo", "place")], title="Four die in raid")])["events"]
    assert event["place"] == place


@pytest.mark.parametrize(("name", "place"), [("Wend Port", "Wend Port"), ("Sagebrush Rebellion", "Oslo")])
def test_a_place_on_no_map_that_two_articles_tell_is_one_but_no_act_is(name, place):
    text = own_words("coup", 40)
    told = [
        article(f"a{n}", "2024-03-05", [said("killed", 42, place=name)], [("Oslo", "place"), ("Wend Hall", "place")],
                title="Coup deaths toll", text=f"{text} {n}")
        for n in range(2)
    ]  # fmt: skip
    assert [event["place"] for event in reconcile(told)["events"]] == [place]


def test_of_two_towns_told_once_each_an_event_is_at_the_one_that_more_articles_name():
    text = own_words("coup", 40)
    told = [
        article(f"a{n}", "2024-03-05", [said("killed", 42, place=town, country="TR")], [("Wend Hall", "place"), *more],
                title="Coup deaths toll", text=f"{text} {n}")
        for n, (town, more) in enumerate([("Izmir", []), ("Ankara", [("Ankara", "place")])])
    ]  # fmt: skip
    assert [event["place"] for event in reconcile(told)["events"]] == ["Ankara"]
