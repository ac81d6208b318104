"""One victim of whom a headline tells without a number."""

import pytest
from made_articles import article, said

from factx.reconcile import reconcile, victims
from factx.reconcile.victims import letters_of, rules, victims_of

EXAMPLES = [(rule, headline) for rule in rules() for headline in rule.examples]
LEAVES = [(rule, headline) for rule in rules() for headline in rule.leaves]
PLACES = [("Marlow", "place"), ("Wend Street", "place")]


def named(cases):
    return pytest.mark.parametrize(("rule", "headline"), cases, ids=[f"{rule.id}: {line}" for rule, line in cases])


@named(EXAMPLES)
def test_a_headline_tells_of_one_victim_by_its_rule_alone(rule, headline, monkeypatch):
    assert victims_of(headline, (), violent=True)[rule.type].id == rule.id
    monkeypatch.setattr(victims, "rules", lambda: tuple(one for one in rules() if one.id != rule.id))
    without = victims_of(headline, (), violent=True).get(rule.type)
    assert without is None or without.least < rule.least


@named(LEAVES)
def test_a_rule_leaves_its_look_alikes(rule, headline):
    assert not rule.pattern.search(letters_of(headline))


def test_people_die_in_their_beds_too():
    assert victims_of("Marlow actor dies", (), violent=True)
    assert victims_of("Marlow actor dies", (), violent=False) == {}


def test_what_may_be_is_no_victim():
    assert victims_of("Marlow rapper may have been shot dead", (), violent=True) == {}
    assert victims_of("Police foil murder-suicide in Marlow", (), violent=True) == {}
    assert victims_of("Driver held over attempted murder of officer", (), violent=True) == {}


def test_a_name_is_a_person():
    assert victims_of("Orla Quist shot dead in Marlow", ["Orla Quist"], violent=True)["killed"]
    assert victims_of("Orla Quist shot dead in Marlow", [], violent=True) == {}


def figures_of(headline, claims=(), more="The shooting happened at a studio on Wend Street. A gun was found."):
    made = article("a", "2024-03-05", claims, PLACES, title=headline, text=f"{headline}\n\n{more} " + "Words. " * 90)
    events = reconcile([made])["events"]
    main = [event for event in events if any(document["main"] for document in event["documents"])]
    return {figure["type"]: figure for event in main for figure in event["figures"]}


def told(count, at, **more):
    """So many killed, told that far below the headline."""
    claim = said("killed", count, **more)
    return claim | {"span": [at, at + len(claim["text"])]}


def test_one_victim_is_a_figure_without_a_voice():
    row = figures_of("Rapper shot dead in Marlow")["killed"]
    assert (row["best"], row["says"], row["derived"]) == (1, [], "told without a number")


def test_the_toll_of_another_attack_is_not_that_of_the_one_the_headline_tells():
    assert figures_of("Rapper shot dead in Marlow", [told(49, 900)])["killed"]["best"] == 1


def test_a_figure_that_opens_the_article_stands_before_the_headline():
    assert figures_of("Rapper shot dead in Marlow", [told(3, 120)])["killed"]["best"] == 3


def test_the_first_paragraphs_tell_of_one_where_the_article_counts_none():
    opening = "A gunman opened fire on Wend Street. A woman was wounded. Shots were heard."
    assert figures_of("Shooting shakes Marlow", more=opening)["wounded"]["best"] == 1
    assert figures_of("Shooting shakes Marlow", [said("wounded", 4)], more=opening)["wounded"]["best"] == 4
    assert "wounded" not in figures_of("Shooting shakes Marlow", more=opening.replace("woman", "window"))
    far = "A gunman opened fire on Wend Street. Shots were heard. " + "Nothing is known of the gun. " * 40
    assert "wounded" not in figures_of("Shooting shakes Marlow", more=far + "A woman was wounded.")


def test_who_was_shot_and_died_is_one():
    rows = figures_of(
        "Police shoot man in Marlow", more="The man was shot dead on Wend Street with a gun, a witness said."
    )
    assert (rows["killed"]["best"], "wounded" in rows) == (1, False)


def test_a_murder_and_suicide_is_two_dead_unless_the_article_counts_them():
    row = figures_of("Marlow murder-suicide stuns neighbors")["killed"]
    assert (row["best"], row["derived"]) == (2, "told without a number")
    assert figures_of("Marlow murder-suicide stuns neighbors", [told(4, at=600)])["killed"]["best"] == 4


@pytest.mark.parametrize(
    ("told", "dead"),
    [
        ("Ruiz faces two counts of murder and one count of attempted murder", 2),
        ("Ruiz was charged with 3 counts of first-degree murder", 3),
        ("Ruiz faces four charges of aggravated murder, and of the four counts of murder two were dropped", 4),
        ("Ruiz faces two counts of murder and one count of aggravated murder", None),
        ("Ruiz faces two counts of attempted murder", None),
        ("Ruiz faces two counts of accessory to murder", None),
        ("Ruiz faces multiple counts of murder", None),
        ("Ruiz faces one count of murder", None),
    ],
)
def test_where_nobody_counts_the_dead_there_are_as_many_as_somebody_is_charged_with_the_murder_of(told, dead):
    text = f"Shooting victims mourned in Marlow\n\nA killing shocked the town. {told}."
    [event] = reconcile([article("a", "2024-03-05", [said("wounded", 3)], PLACES, text=text)])["events"]
    figures = {figure["type"]: figure for figure in event["figures"]}
    assert figures["wounded"]["best"] == 3
    assert figures.get("killed", {"best": None})["best"] == dead
    assert dead is None or figures["killed"]["derived"] == "as many as somebody is charged with the murder of"


@pytest.mark.parametrize(
    ("title", "claims", "dead"),
    [
        ("Shooting in Marlow", [said("killed", 5)], 5),
        ("Pastor shot dead in Marlow", [said("wounded", 2)], 1),
        ("Marlow mayor opens fair", [said("wounded", 2)], None),
    ],
)
def test_charges_of_murder_tell_no_toll_beside_a_count_or_a_victim_of_the_headline_or_where_no_harm_is_news(
    title, claims, dead
):
    text = f"{title}\n\nRuiz faces two counts of murder."
    claims = claims if "fair" not in title else [below | {"span": [900, 901]} for below in claims]
    [event] = reconcile([article("a", "2024-03-05", claims, PLACES, title=title, text=text)])["events"]
    figures = {figure["type"]: figure for figure in event["figures"]}
    assert figures.get("killed", {"best": None})["best"] == dead
