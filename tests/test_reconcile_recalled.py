"""Harm of long ago that an article recalls, and other figures that are none of its event's own."""

import pytest
from made_articles import article, own_words, said

from factx.reconcile import reconcile

PLACES = [("Marlow", "place"), ("Wend Hall", "place"), "Ada Brook"]


def rows(records):
    """The rows of the event that the first article is chiefly about, by type."""
    events = reconcile(records)["events"]
    [event] = [
        e for e in events if {"id": records[0]["document"]["id"], "main": True}.items() <= e["documents"][0].items()
    ]
    return {row["type"]: row for row in event["figures"]}


def recalling(words, date, value, dead, far=1000, **more):
    """An article that opens with 80 dead, and far below tells of `dead` behind `words` that hold a date."""
    start = far + len(words)
    claim = said("killed", dead, words=f"{dead} were killed there, it is told.", **more)
    claim["span"] = [start, start + len(claim["text"])]
    text = "x" * (far - 1) + "\n" + words + claim["text"]
    record = article("a", "2024-03-05", [said("killed", 80, bound="at_least"), claim], PLACES, title="Raid", text=text)
    at = far + words.index(date)
    return record | {"dates": [{"span": [at, at + len(date)], "text": date, "value": value}]}


@pytest.mark.parametrize(
    ("words", "value", "dead", "highest"),
    [
        ("In November, gunmen stormed a hall. ", "2023-11", 89, 80),
        ("In November, gunmen stormed a hall. They fired for an hour. Then they fled. ", "2023-11", 89, 80),
        ("In November, gunmen stormed a hall.\n\nThen they fled. ", "2023-11", 12, 80),
        ("In February, gunmen stormed a hall. ", "2024-02", 89, 89),
        ("Since November gunmen have been sought. ", "2023-11", 89, 89),
        ("In November, gunmen stormed a hall. ", "2023-11", 80, 80),
    ],
)
def test_a_figure_behind_a_day_of_long_ago_is_of_that_day(words, value, dead, highest):
    date = "February" if value == "2024-02" else "November"
    row = rows([recalling(words, date, value, dead)])["killed"]
    assert row["highest"] == highest


def test_a_lower_figure_behind_a_day_of_long_ago_is_an_event_of_its_own():
    [*events] = reconcile([recalling("In November, gunmen stormed a hall. ", "November", "2023-11", 12)])["events"]
    assert {event["when"]: event["figures"][0]["best"] for event in events} == {"2024-03-05": 80, "2023-11": 12}
    [event] = reconcile([recalling("In November, they\nstormed it. Then fled. ", "November", "2023-11", 12)])["events"]
    assert event["figures"][0]["best"] == 80


@pytest.mark.parametrize(("casualties", "passing"), [(10, True), (60, False)])
def test_fewer_dead_and_hurt_than_dead_are_told_in_passing(casualties, passing):
    """ "He saw ten who had been shot", of 49 dead."""
    found = rows([article("a", "2024-03-05", [said("killed", 49), said("casualties", casualties)], PLACES)])
    assert (found["killed"]["passing"], found["casualties"]["passing"]) == (False, passing)


@pytest.mark.parametrize(
    ("words", "lowest"),
    [
        ("18 others were in critical condition, doctors told.", 60),
        ("18 of all had minor injuries, as doctors told.", 60),
        ("18 were hurt in good condition of the road, it is told.", 18),
        ("18 were hurt, with 3 in critical condition, as told.", 18),
    ],
)
def test_those_who_are_counted_by_how_badly_they_are_hurt_are_some_of_the_hurt(words, lowest):
    text = own_words("one", 40)
    told = [
        article(id, f"2024-03-0{n}", claims, PLACES, title="Raid", text=f"{text} {id}")
        for n, (id, claims) in enumerate(
            [
                ("a", [said("killed", 9), said("wounded", 60)]),
                ("b", [said("killed", 9), said("wounded", 18, words=words)]),
            ],
            start=5,
        )
    ]
    assert rows(told)["wounded"]["lowest"] == lowest


@pytest.mark.parametrize(("times", "dead"), [(3, 6), (1, 1)])
def test_the_victim_of_a_headline_is_one_of_those_whom_the_article_counts_again_and_again(times, dead):
    claims = [said("killed", 6) for _ in range(times)]
    for n, claim in enumerate(claims):
        claim["span"] = [600 + 2000 * n, 650 + 2000 * n]
    record = article("a", "2024-03-05", claims, PLACES, title="Town mourns student's shooting death")
    record["document"]["text"] = f"Gunfire killed dead. {record['document']['text']}"
    assert rows([record])["killed"]["best"] == dead


@pytest.mark.parametrize(("toll", "places"), [(492, 1), (530, 2), (490, 2)])
def test_no_toll_so_far_falls_to_a_number_that_is_not_round(toll, places):
    """492 of one day are none of the more than 530 so far; a round number may be old."""
    told = [said("killed", low, bound="at_least", words=f"{low} have been killed in Iran so far, {low} told.")
            for low in (500, 520, 540)]  # fmt: skip
    told.append(said("killed", toll, words=f"{toll} have been killed in Iran so far, told last."))
    records = [article(f"b{n}", f"2024-09-0{n + 1}", [said("hired", 3 + n), claim]) for n, claim in enumerate(told)]
    [event] = [e for e in reconcile(records)["events"] if any(f["scope"] == "running" for f in e["figures"])]
    assert (len(event["documents"]) == 4) == (places == 2)


@pytest.mark.parametrize(
    ("last", "bound", "best"), [(500, "at_least", 540), (545, "at_least", 545), (520, "exact", 520)]
)
def test_more_than_so_many_are_no_less_than_those_told_before(last, bound, best):
    told = [said("killed", low, words=f"{low} have been killed in Iran so far, {low} told.") for low in (500, 520, 540)]
    told.append(said("killed", last, bound=bound, words=f"{last} have been killed in Iran so far, told last."))
    records = [article(f"b{n}", f"2024-09-0{n + 1}", [said("hired", 3 + n), claim]) for n, claim in enumerate(told)]
    [event] = [e for e in reconcile(records)["events"] if any(f["scope"] == "running" for f in e["figures"])]
    assert [f["best"] for f in event["figures"]] == [best]
