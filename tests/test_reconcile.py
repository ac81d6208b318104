"""Which articles and claims `reconcile` brings together, and which it keeps apart."""

import random

import pytest
from made_articles import article, own_words, round_trip, said

from factx.reconcile import find_events, reconcile

MARLOW = [("Marlow", "place"), ("Wend Street", "place"), ("Mill Lane Arcade", "place")]
LEEDS = [("Leeds", "place"), ("Briggate Row", "place"), ("Corn Exchange Yard", "place")]


def together(*articles):
    """The ids of the articles of each event of two and more."""
    events = reconcile(round_trip(articles))["events"]
    return sorted(sorted(d["id"] for d in e["documents"]) for e in events if len(e["documents"]) > 1)


def shooting(id, day, names, *claims, title=None, **more):
    return article(id, day, claims or [said("killed", 2)], names, title=title or f"Gunfire {id}: gunman opens", **more)


def test_the_same_places_on_the_same_day_are_one_event():
    assert together(shooting("a", "2024-03-05", MARLOW), shooting("b", "2024-03-06", MARLOW)) == [["a", "b"]]


def test_other_places_on_the_same_day_are_two():
    assert together(shooting("a", "2024-03-05", MARLOW), shooting("b", "2024-03-05", LEEDS)) == []


def test_the_same_places_months_apart_are_two():
    assert together(shooting("a", "2024-03-05", MARLOW), shooting("b", "2024-08-05", MARLOW)) == []


def test_the_same_victim_ties_a_trial_to_the_crime():
    crime = shooting("a", "2024-03-05", [*MARLOW, "Ada Brook"])
    trial = shooting("b", "2025-03-05", [("Marlow", "place"), "Ada Brook"])
    assert together(crime, trial) == [["a", "b"]]


def test_an_official_who_is_quoted_ties_nothing():
    chief = {
        "spans": [[0, 1]],
        "text": "x",
        "canonical": "Police Chief Ada Brook",
        "head": "Brook",
        "type": "government",
    }
    quoted = {
        "id": "a1",
        "source": chief | {"resolved_from": None},
        "cue": {"spans": [[0, 1]], "text": "x", "lemma": "x"},
    }
    quoted |= {"content": {"spans": [[0, 1]], "text": "x"}, "form": "indirect", "stance": "neutral"}
    quoted |= {"addressee": None, "within": None, "rule": "x"}
    articles = [
        shooting(id, day, [("Marlow", "place"), "Ada Brook"]) | {"attributions": [quoted]}
        for id, day in (("a", "2024-03-05"), ("b", "2025-03-05"))
    ]
    assert together(*articles) == []


def test_the_office_may_stand_in_the_mention_alone():
    spokesman = {"spans": [[0, 1]], "text": "police spokesman Ada Brook", "canonical": "Ada Brook", "head": "Brook"}
    spokesman |= {"type": "named_person", "resolved_from": None}
    articles = [
        shooting(id, day, [("Marlow", "place"), "Ada Brook"]) for id, day in (("a", "2024-03-05"), ("b", "2025-03-05"))
    ]
    assert together(*articles) == [["a", "b"]]
    assert together(*(record | {"attributions": [{"source": spokesman}]} for record in articles)) == []


def test_dates_that_exclude_each_other_keep_articles_apart():
    first = shooting("a", "2024-03-09", MARLOW, said("killed", 2, when="2024-03-04"))
    second = shooting("b", "2024-03-10", MARLOW, said("killed", 2, when="2024-03-09"))
    assert together(first, second) == []


def test_what_kept_alike_articles_apart_can_be_told():
    first = shooting(
        "a", "2024-03-09", MARLOW, said("killed", 2, when="2024-03-04"), title="Gunman kills two in arcade"
    )
    second = shooting(
        "b", "2024-03-10", MARLOW, said("killed", 2, when="2024-03-09"), title="Gunman kills two in arcade"
    )
    told = [why for event in find_events([first, second], explain=True) for why in event["apart"]]
    assert [(why["documents"], why["rule"], why["shared"]) for why in told] == [(["a", "b"], "apart", "other days")]
    assert not any(event["apart"] for event in find_events([first, second]))


def test_another_kind_of_harm_in_the_same_town_is_another_event():
    fire = article("b", "2024-03-05", [said("killed", 2)], MARLOW, title="Inferno: blaze in arcade, arson feared")
    assert together(shooting("a", "2024-03-05", MARLOW), fire) == []


def disaster(id, day, place, *claims, title="Earthquake: magnitude 6 quake, tremors felt"):
    return article(id, day, claims, [(place, "place")], title=title)


def test_an_earthquake_at_one_place_on_one_day_is_one_event():
    first = disaster("a", "2024-05-06", "Haiti", said("killed", 12, when="2024-05-06", place="Haiti"))
    second = disaster("b", "2024-05-07", "Haiti", said("killed", 30, when="2024-05-06", place="Haiti"))
    assert together(first, second) == [["a", "b"]]
    later = disaster("b", "2024-08-07", "Haiti", said("killed", 30, when="2024-08-06", place="Haiti"))
    assert together(first, later) == []


def test_a_flood_somewhere_in_a_country_is_not_any_other_flood_there():
    rains, river = "Floods: landslides after rains", "Floodwaters at the river"
    first = disaster("a", "2024-05-06", "Haiti", said("killed", 12, when="2024-05-06", place="Haiti"), title=rains)
    second = disaster("b", "2024-05-06", "Haiti", said("killed", 30, when="2024-05-06", place="Haiti"), title=river)
    assert together(first, second) == []


@pytest.mark.parametrize(("toll", "joined"), [(22, [["a", "b"]]), (2, [])])
def test_attacks_in_a_town_are_one_where_a_large_toll_agrees(toll, joined):
    articles = [
        disaster(id, "2024-05-06", "Leeds", said("killed", toll, when="2024-05-06", place="Leeds"), title=title)
        for id, title in (("a", "Bombing: blast at market"), ("b", "Explosion and bomb in blast"))
    ]
    assert together(*articles) == joined


def test_a_name_that_every_article_has_ties_nothing():
    crowd = [shooting(f"n{n}", "2024-03-05", [("Marlow", "place"), (f"Quay {n} Wharf", "place")]) for n in range(300)]
    assert together(*crowd) == []


def test_a_document_is_chiefly_about_one_event_at_most():
    recalled = said("killed", 26, when="2012-12-14", place="Newtown")
    events = reconcile([shooting("a", "2024-03-05", MARLOW, said("killed", 2), recalled)])["events"]
    assert [[f["best"] for f in e["figures"]] for e in events] == [[2], [26]]
    assert [e["documents"][0]["main"] for e in events] == [True, False]


def test_a_figure_of_another_country_is_another_event():
    here = said("killed", 40, place="Java", country="ID")
    there = said("killed", 200, place="Luzon", country="PH")
    events = reconcile([article("a", "2024-03-05", [here, there])])["events"]
    assert [e["place"] for e in events] == ["Java", "Luzon"]


def test_copies_of_one_text_are_one_origin():
    text = "The river burst its banks at dawn and took the mill with it, a witness told the agency. " * 3
    text += "Two people were killed in the flood and twelve more were carried to hospital by boat."
    copies = [article(f"p{n}", f"2024-03-0{n}", [said("killed", 2)], text=f"Paper {n}. {text}") for n in (5, 6)]
    (event,) = reconcile(copies)["events"]
    assert (event["articles"], event["origins"]) == (2, 1)
    assert event["figures"][0]["status"] == "single"


def test_records_without_names_or_text_are_let_alone():
    bare = [article(id, None, [said("killed", 3)]) for id in ("a", "b")]
    for record in bare:
        del record["names"]
    assert together(*bare) == []


def test_nothing_gives_no_events():
    assert reconcile([]) == {"schema": "factx-events/1", "events": []}


@pytest.mark.parametrize("seed", range(3))
def test_the_grouping_does_not_hang_on_the_order_of_articles(seed):
    articles = [shooting(f"m{n}", f"2024-03-0{n}", MARLOW) for n in (4, 5, 6)]
    articles += [shooting(f"l{n}", f"2024-03-0{n}", LEEDS) for n in (4, 5)]
    random.Random(seed).shuffle(articles)
    assert together(*articles) == [["l4", "l5"], ["m4", "m5", "m6"]]


def test_an_event_that_a_later_article_recalls_joins_the_reports_of_it():
    then = shooting("then", "2020-06-01", LEEDS, said("killed", 9, when="2020-06-01", place="Leeds"))
    recalled = said("killed", 9, when="2020-06-01", place="Leeds")
    now = shooting("now", "2024-03-05", MARLOW, said("killed", 2, when="2024-03-05"), recalled)
    events = reconcile([then, now])["events"]
    assert [[(d["id"], d["main"]) for d in e["documents"]] for e in events] == [
        [("then", True), ("now", False)],
        [("now", True)],
    ]


def test_politics_is_not_one_event_because_everybody_names_the_same_people():
    names = ["Ada Brook", "Jo Reed", ("Marlow", "place"), ("Wend Hall", "place")]
    claims = [said("rise", 3), said("vote", 40)]
    assert together(*(article(f"p{n}", "2024-03-05", [claims[n]], names) for n in (0, 1))) == []


def test_a_president_and_a_capital_do_not_make_two_disasters_one():
    names = ["Rafael Moro", ("Quito", "place"), ("Ecuador", "place")]
    assert together(shooting("a", "2024-03-05", names), shooting("b", "2024-09-05", names)) == []


def test_a_leader_and_an_army_of_many_reports_do_not_make_them_one_event():
    """Among 340 articles those about one victim still meet; of five articles that somebody picked all do."""
    war = [shooting(f"w{n}", f"2024-03-{n + 1:02}", ["Ada Brook", ("Karv Front", "organisation")]) for n in range(20)]
    victim = [shooting(id, "2024-03-05", ["Jo Reed", ("Wend Arcade", "place")]) for id in ("a", "b")]
    others = [shooting(f"n{n}", "2024-03-05", [(f"Quay {n} Wharf", "place")]) for n in range(318)]
    assert together(*war, *victim, *others) == [["a", "b"]]
    assert together(*war[:5]) == [["w0", "w1", "w2", "w3", "w4"]]


def test_writers_are_no_persons_of_the_story():
    articles = [shooting(id, day, ["Ada Brook", "Jo Reed"]) for id, day in (("a", "2024-03-05"), ("b", "2024-09-05"))]
    assert together(*articles) == [["a", "b"]]
    for record in articles:
        record["sections"] = [{"kind": "byline", "span": [0, 9], "repeats": None}]
    assert together(*articles) == []


def test_a_later_article_that_names_the_day_tells_of_the_same_event():
    then = shooting("a", "2024-03-05", MARLOW, said("killed", 2, when="2024-03-05"))
    later = shooting("b", "2024-07-05", MARLOW, said("killed", 3))
    assert together(then, later) == []
    later["dates"] = [{"span": [0, 1], "text": "March 5", "value": "2024-03-05", "type": "DATE", "rule": "month-day"}]
    assert together(then, later) == [["a", "b"]]


def test_the_hospital_of_a_city_ties_nothing():
    care = [("Advocate Cross Medical Center", "organisation"), ("Mercy Lane Hospital", "place")]
    first = shooting("a", "2024-03-05", [*care, ("Wend Street", "place")], title="Gunfire in street")
    other = shooting("b", "2024-03-05", [*care, ("Briggate Row", "place")], title="Shooting by gunmen at yard")
    assert together(first, other) == []


@pytest.mark.parametrize(
    ("shared", "one"),
    [
        ("61 84 37", False),
        ("billion " * 20, False),
        (own_words("shared", 3), True),
        (f"{own_words('often', 1)} " * 20, True),
    ],
)
def test_the_numbers_that_two_articles_share_do_not_make_them_one_event(shared, one):
    told = [article(id, None, [said("killed", 2)], text=f"{own_words(id, 30)} {shared} {shared}") for id in "ab"]
    assert together(*told) == ([["a", "b"]] if one else [])
