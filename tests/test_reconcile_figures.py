"""Who says how many: rows, status, best."""

import json
from pathlib import Path

import pytest
from command import factx
from made import write_lines
from made_articles import article, own_words, said

from factx.reconcile import RULES, reconcile
from factx.render.tolls import lines_of

SEEDS = Path(__file__).parent.parent / "seeds"
PLACES = [("Marlow", "place"), ("Wend Street", "place"), ("Mill Lane Arcade", "place")]


def figures(*days, best="credible"):
    """The figures of one event told by articles of (day, claims)."""
    articles = [
        article(f"d{n}", f"2024-03-{day:02}", claims, PLACES, title="Gunfire in arcade")
        for n, (day, claims) in enumerate(days)
    ]
    (event,) = reconcile(articles, best=best)["events"]
    return {figure["type"]: figure for figure in event["figures"]}


def killed(*days, **more):
    return figures(*days, **more)["killed"]


def test_one_voice_is_single():
    assert killed((5, [said("killed", 3, by="police")]))["status"] == "single"


def test_two_that_say_the_same_agree():
    row = killed((5, [said("killed", 3, by="police")]), (5, [said("killed", 3, by="the mayor")]))
    assert (row["status"], row["lowest"], row["highest"], row["best"]) == ("agree", 3, 3, 3)


def test_a_range_that_holds_the_figure_agrees_with_it():
    row = killed((5, [said("killed", 3, bound="at_least", by="police")]), (5, [said("killed", 5, by="the mayor")]))
    assert row["status"] == "agree"


def test_a_later_higher_figure_is_an_update():
    row = killed((5, [said("killed", 3, by="police")]), (6, [said("killed", 5, by="police")]))
    assert (row["status"], row["lowest"], row["highest"], row["best"]) == ("update", 3, 5, 5)


def test_a_corrected_figure_of_one_voice_is_an_update():
    row = killed((5, [said("killed", 6, by="police")]), (6, [said("killed", 5, by="police")]))
    assert (row["status"], row["best"]) == ("update", 5)


def test_voices_that_exclude_each_other_on_one_day_are_in_conflict():
    row = killed(
        (5, [said("killed", 3, by="the army")]), (5, [said("killed", 30, by="the rebels", kind="armed_group")])
    )
    assert (row["status"], row["lowest"], row["highest"], row["best"]) == ("conflict", 3, 30, 3)


def test_a_lower_figure_of_another_voice_later_is_in_conflict():
    row = killed((5, [said("killed", 30, by="the rebels")]), (7, [said("killed", 3, by="the army")]))
    assert row["status"] == "conflict"


def test_a_conflict_that_a_later_report_settled_is_an_update():
    row = killed(
        (5, [said("killed", 3, by="police")]),
        (5, [said("killed", 5, by="the mayor")]),
        (6, [said("killed", 5, by="police")]),
    )
    assert row["status"] == "update"


def test_a_part_is_never_counted_against_the_whole():
    whole = said("killed", 12)
    row = killed((5, [whole, said("killed", 3, unit="child", part_of=whole["id"])]))
    assert (row["status"], row["lowest"], row["best"]) == ("single", 12, 12)
    assert [say["subset"] for say in row["says"]] == [True, False]


def test_the_old_figure_of_an_update_does_not_count():
    row = killed((5, [said("killed", 45), said("killed", 38, superseded=True)]))
    assert (row["lowest"], row["highest"], row["best"]) == (45, 45, 45)


def test_dead_and_hurt_are_rows_of_their_own():
    rows = figures((5, [said("killed", 3), said("wounded", 8)]))
    assert {type_: row["best"] for type_, row in rows.items()} == {"killed": 3, "wounded": 8}


def test_percentages_of_different_things_are_not_compared():
    claims = [said("rise", 3, unit="percent"), said("rise", 9, unit="percent")]
    for claim in claims:
        claim["quantity"]["kind"] = "percent"
    (event,) = reconcile([article("a", "2024-03-05", claims)])["events"]
    assert [figure["status"] for figure in event["figures"]] == ["single", "single"]


VOICES = [
    (5, [said("killed", 10, by="police")]),
    (6, [said("killed", 12, by="police")]),
    (7, [said("killed", 20, by="a witness", kind="witness")]),
    (7, [said("killed", 9, by="a neighbour", kind="witness")]),
    (7, [said("killed", 20, by="a shopkeeper", kind="witness")]),
]


@pytest.mark.parametrize(
    ("rule", "best"), [("credible", 12), ("latest", 20), ("most", 20), ("lowest", 9), ("highest", 20)]
)
def test_the_best_figure_by_each_rule(rule, best):
    assert set(RULES) == {"credible", "latest", "most", "lowest", "highest"}
    assert killed(*VOICES, best=rule)["best"] == best


def test_a_feared_figure_is_best_only_where_there_is_no_other():
    feared = said("killed", 50, by="police", certainty="possible")
    assert killed((5, [feared]))["best"] == 50
    assert killed((5, [said("killed", 4, by="a witness", kind="witness")]), (6, [feared]))["best"] == 4


@pytest.fixture
def batch(tmp_path):
    records = [
        article("first", "2024-03-05", [said("killed", 3, by="police")], PLACES, title="Gunfire in arcade"),
        article(
            "second", "2024-03-06", [said("killed", 5, bound="at_least", by="=cmd()|[red]")], PLACES, title="Gunfire"
        ),
    ]
    return write_lines(tmp_path / "out.jsonl", records)


def test_the_table_says_who_says_how_many(batch):
    done = factx("reconcile", batch, "--explain", COLUMNS="160", check=0)
    for words in (
        "killed in Marlow, 2024-03-05",
        "2 articles, 2 origins",
        "update",
        "≥ 5",
        "police",
        "[red]",
        "first + second",
    ):
        assert words in done.stdout


def test_json_is_what_the_library_gives(batch):
    found = json.loads(factx("reconcile", batch, "--format", "json", check=0).stdout)
    assert found["schema"] == "factx-events/1"
    assert found["events"][0]["id"] == "e1"


def test_csv_is_safe_and_names_claims(batch):
    done = factx("reconcile", batch, "--format", "csv", check=0)
    assert "'=cmd()" in done.stdout
    assert "first#c" in done.stdout


def test_markdown_shows_names_as_they_are(batch):
    assert r"\[red\]" in factx("reconcile", batch, "--format", "md", check=0).stdout


@pytest.mark.parametrize("content", ["{", '{"schema": "factx/1"}', "[1]", "\xff\x00"])
def test_what_is_no_file_of_records_is_refused_in_one_line(tmp_path, content):
    path = tmp_path / "out.jsonl"
    path.write_text(content, encoding="latin-1")
    done = factx("reconcile", path, check=1)
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


def test_where_nothing_is_as_asked_for_it_says_so(batch):
    done = factx("reconcile", batch, "--place", "Nowhere", check=0)
    assert done.stdout == ""
    assert done.stderr.startswith("factx: no event is as asked for")


def test_a_missing_file_is_refused(tmp_path):
    assert "nowhere.jsonl" in factx("reconcile", tmp_path / "nowhere.jsonl", check=1).stderr


def test_sorts_of_people_counted_in_one_sentence_add_up():
    words = "2 children and 1 teen were hit by the falling wall of the arcade."
    row = figures(
        (
            5,
            [
                said("killed", 2, unit="child", words=words, by="police"),
                said("killed", 1, unit="teen", words=words, by="police"),
            ],
        )
    )["killed"]
    assert (row["best"], row["status"]) == (3, "single")
    assert [(say["low"], say["subset"], say["summed"]) for say in row["says"]] == [
        (1, True, False),
        (2, True, False),
        (3, False, True),
    ]


def shot(low, **more):
    claim = said("wounded", low, **more)
    claim["event"]["lemma"] = "shoot"
    return claim


def test_of_those_shot_the_dead_are_no_wounded():
    rows = figures((5, [shot(5), said("killed", 2)]))
    assert (rows["casualties"]["best"], rows["wounded"]["best"]) == (5, 3)
    assert rows["wounded"]["derived"]
    assert figures((5, [shot(5)]))["wounded"]["derived"] is None
    assert figures((5, [shot(3, unit="other victim"), said("killed", 2)]))["wounded"]["best"] == 3


def test_the_hurt_are_those_shot_less_the_dead_where_two_articles_tell_them():
    rows = figures((5, [shot(5)]), (6, [said("killed", 2), said("wounded", 2, unit="child")]))
    assert (rows["wounded"]["best"], rows["wounded"]["says"]) == (3, [])
    counted = figures((5, [shot(5)]), (6, [said("killed", 2), said("wounded", 4)]))
    assert counted["wounded"]["best"] == 4


def test_what_a_voice_says_is_not_so_is_no_figure_of_its():
    denied = said("killed", 12, by="the army", polarity="negative")
    row = killed((5, [said("killed", 30, by="the mayor"), denied]))
    assert ([say["source"] for say in row["says"]], row["status"]) == (["the mayor"], "single")
    assert "killed" not in figures((5, [said("wounded", 4), denied]))
    assert killed((5, [said("killed", 0, by="the army", polarity="negative")]))["best"] == 0


def test_the_losses_of_a_war_less_its_dead_are_not_the_hurt():
    rows = figures((5, [said("casualties", 600)]), (6, [said("killed", 31)]))
    assert "wounded" not in rows


def test_a_figure_far_below_another_articles_lead_is_not_the_best():
    far = said("wounded", 9, by="police")
    far["span"] = [2000, 2000 + len(far["text"])]
    assert figures((5, [said("wounded", 2, by="police")]), (6, [far]))["wounded"]["best"] == 2
    assert figures((6, [far]))["wounded"]["best"] == 9


def test_children_among_the_dead_do_not_contradict_the_whole():
    row = killed((5, [said("killed", 6, by="police")]), (5, [said("killed", 2, unit="child", by="the mayor")]))
    assert (row["status"], row["best"]) == ("single", 6)


def test_a_headline_that_repeats_a_voice_is_no_second_voice():
    headline, told = said("killed", 3, section="headline"), said("killed", 3, by="police")
    headline["same_as"] = [told["id"]]
    row = killed((5, [headline, told]))
    assert (row["status"], [say["source"] for say in row["says"]]) == ("single", ["police"])


def test_one_voice_however_it_is_spelled():
    row = killed((5, [said("killed", 3, by="The coast guard")]), (5, [said("killed", 3, by="the coast guard")]))
    assert [len(say["claims"]) for say in row["says"]] == [2]


@pytest.mark.parametrize(
    ("names", "voices"),
    [
        (("Karvenia", "the government of Karvenia", "Karvenia’s government", "the authorities in Karvenia"), 1),
        (("the Israeli army", "Israel's army", "the army of Israel"), 1),
        (("Iran", "the Iranian government", "the government of Iran"), 1),
        (("Lebanon's health ministry", "the Lebanese ministry of health", "the Ministry of Health in Lebanon"), 1),
        (
            ("Iran's rebel-run health ministry", "the Iranian health ministry", "the rebel-controlled health ministry"),
            1,
        ),
        (("Iran's health ministry", "the country’s health ministry", "its health ministry"), 1),
        (("Iran's health ministry", "the health ministry in rebel-run Iran", "data from Iran's health ministry"), 1),
        (("the rebel run health ministry", "figures by the rebel-run health ministry"), 1),
        (("UN", "the United Nations", "A report of the United Nations", "the UN"), 1),
        (("IDF", "the Israel Defense Forces"), 1),
        (("UNHCR", "the United Nations High Commissioner for Refugees", "the UN"), 2),
        (("the PA", "Police Association", "Poultry Agency"), 3),
        (("UN", "a report of the mayor"), 2),
        (("Iran's health ministry", "Iraq's health ministry", "the health ministry"), 3),
        (("Karvenia", "the defence ministry of Karvenia"), 2),
        (("the government", "Karvenia"), 2),
        (("the Israeli army", "the Iranian army"), 2),
        (("police", "police in Marlow"), 2),
        (("the mayor of Marlow", "Marlow"), 2),
        (("Georgia", "the Georgian government"), 2),  # the state in America may be meant
    ],
)
def test_one_voice_however_it_is_called(names, voices):
    reports = [(day, [said("killed", 3, by=name)]) for day, name in enumerate(names, start=5)]
    assert len({say["voice"] for say in killed(*reports)["says"]}) == voices


def test_the_seed_articles_of_one_ferry(tmp_path):
    """Eleven, then seventeen dead by the coast guard, twenty-three by relatives; a fire in the same town is apart."""
    out = tmp_path / "out.jsonl"
    factx("batch", SEEDS / "ferry.jsonl", "-o", out, check=0)
    found = json.loads(factx("reconcile", out, "--format", "json", check=0).stdout)
    ferry, fire = found["events"]
    assert [document["id"] for document in ferry["documents"]] == ["herald-1", "courier-1", "herald-2", "gazette-1"]
    assert (ferry["articles"], ferry["origins"]) == (4, 3)
    toll = ferry["figures"][0]
    assert [toll[key] for key in ("type", "lowest", "highest", "best", "status")] == ["killed", 11, 23, 17, "conflict"]
    assert [document["id"] for document in fire["documents"]] == ["courier-2"]


@pytest.mark.parametrize(
    ("title", "dead"),
    [
        ("Boy fatally shot in arcade, gunfire heard", 1),
        ("Gunfire in arcade: nobody killed", None),
        ("Gunfire in arcade hurts eight", None),
    ],
)
def test_a_death_in_the_headline_that_nobody_counts_is_one_at_least(title, dead):
    (event,) = reconcile([article("a", "2024-03-05", [said("wounded", 8)], PLACES, title=title)])["events"]
    rows = {figure["type"]: figure for figure in event["figures"]}
    assert rows.get("killed", {"best": None})["best"] == dead
    assert dead is None or (rows["killed"]["says"] == [] and "without a number" in rows["killed"]["derived"])


def test_a_partial_count_in_a_late_article_does_not_lower_the_toll():
    reports = [(5, [said("wounded", 8, by="police")]), (6, [said("wounded", 8, by="the mayor")])]
    late = (9, [said("wounded", 2, by="a court")])
    assert figures(*reports, late)["wounded"]["best"] == 8
    corrected = (9, [said("wounded", 7, by="police")])
    assert figures(*reports, corrected)["wounded"]["best"] == 7


def test_other_crimes_that_an_article_mentions_are_not_the_victims_of_its_own():
    found = figures((5, [said("wounded", 4), said("killed", 3, unit="other homicide")]))
    assert {type_: figure["best"] for type_, figure in found.items()} == {"wounded": 4}


def conflict(*reports):
    """The line that names a conflict."""
    return next((line.text for line in lines_of(killed(*reports), "killed") if "in conflict" in line.text), "")


def test_a_conflict_names_voices_that_exclude_each_other():
    """ "More than 20" and 50 can both be; 50 and 30 cannot."""
    reports = [
        (5, [said("killed", 20, bound="at_least", by="the army")]),
        (5, [said("killed", 50, by="the mayor")]),
        (5, [said("killed", 30, by="the rebels", kind="armed_group")]),
    ]
    assert conflict(*reports) == "in conflict: the mayor 50, the rebels 30"


@pytest.mark.parametrize(("published", "told"), [("2024-03-05", "31 (2024-03-06), before 22"), (None, "31, also 22")])
def test_of_articles_without_a_day_none_is_earlier(published, told):
    row = killed(
        (5, [said("killed", 22, by="the rebels", kind="armed_group")]),
        (6, [said("killed", 31, by="the rebels", kind="armed_group"), said("killed", 9, by="the army")]),
    )
    says = [say | {"published": published and say["published"]} for say in row["says"]]
    lines = [line.text for line in lines_of(row | {"says": says, "status": "conflict"}, "killed")]
    assert f"the rebels: {told}" in lines


def test_dozens_are_in_conflict_with_nobody():
    reports = [
        (5, [said("killed", 12, bound="vague", by="the army")]),
        (5, [said("killed", 8, by="the mayor")]),
        (5, [said("killed", 9, by="the rebels", kind="armed_group")]),
    ]
    assert conflict(*reports) == "in conflict: the rebels 9, the mayor 8"


def shot_in(words, count):
    """So many shot, in a claim of these words."""
    claim = said("wounded", count)
    number, digits = words.index(str(count)), len(str(count))
    claim |= {"text": words, "span": [0, len(words)], "event": claim["event"] | {"text": "shot", "lemma": "shoot"}}
    at = {"number": [number, number + digits], "span": [number, number + digits]}
    return claim | {"quantity": claim["quantity"] | at}


@pytest.mark.parametrize("words", ["11 others were shot at the arcade", "Another 11 were shot at the arcade"])
def test_others_who_were_shot_beside_the_dead_are_hurt(words):
    found = figures((5, [said("killed", 1), shot_in(words, 11)]))
    assert {type_: figure["best"] for type_, figure in found.items()} == {"killed": 1, "wounded": 11}


def test_all_who_were_shot_are_dead_and_hurt():
    found = figures((5, [said("killed", 1), shot_in("12 people were shot at the arcade", 12)]))
    assert {type_: figure["best"] for type_, figure in found.items()} == {"killed": 1, "casualties": 12, "wounded": 11}


@pytest.mark.parametrize(
    ("words", "best"),
    [("2 of them critically wounded at the arcade", 4), ("2 people critically wounded at the arcade", 2)],
)
def test_those_badly_hurt_among_the_hurt_are_a_part_of_them(words, best):
    """Told weeks later, of a whole that no claim counts."""
    earlier = said("wounded", 4, by="police")
    assert figures((5, [earlier]), (8, [said("wounded", 2, by="police", words=words)]))["wounded"]["best"] == best


def test_a_count_below_what_its_article_adds_up_is_a_part_of_it():
    added = said("wounded", 4)
    added["quantity"] |= {"derived": True}
    assert figures((5, [added, said("wounded", 2, by="a doctor")]))["wounded"]["best"] == 4
    assert figures((5, [added, said("wounded", 5, by="a doctor")]))["wounded"]["best"] == 5


def test_a_sort_of_people_that_is_more_than_all_told_later_is_the_toll():
    assert killed((5, [said("killed", 17, unit="villager"), said("killed", 14)]))["best"] == 17
    assert killed((5, [said("killed", 4, unit="villager"), said("killed", 14)]))["best"] == 14


def test_a_count_beside_a_vague_one_is_no_part_of_it():
    """ "Several dozen" may be fewer than the 35 that the article then counts."""
    row = killed((5, [said("killed", 36, bound="vague"), said("killed", 35)]))
    assert (row["best"], row["lowest"], row["highest"]) == (35, 35, 35)


def test_what_the_article_itself_counts_below_its_opening_figure_is_a_part():
    """ "115 died here … 5 there", where officials put all at 120; another voice's lower count is none."""
    whole, here, there = said("killed", 120, by="police"), said("killed", 115), said("killed", 5)
    row = killed((5, [whole, here, there]), (6, [said("killed", 120, by="police")]))
    assert (row["lowest"], row["highest"], row["best"], row["status"]) == (120, 120, 120, "agree")
    assert killed((5, [whole, said("killed", 90, by="rebels", kind="armed_group")]))["lowest"] == 90


def sale(value, words):
    claim = said("sold", value, unit="dollar", words=f"{value} {words}")
    claim["quantity"]["kind"] = "money"
    return claim | {"text": words}


def test_two_sums_of_one_sentence_are_two_things():
    def rows(*sums):
        (event,) = reconcile([article("a", "2024-03-05", sums, PLACES)])["events"]
        return [sorted(say["low"] for say in row["says"]) for row in event["figures"]]

    both = "sold one of the two for 5 million dollars and the other for 6 million"
    assert rows(sale(5e6, both), sale(6e6, both)) == [[5e6], [6e6]]
    assert rows(sale(5e6, "sold for 5 million dollars"), sale(6e6, "for 6 million dollars, it said later")) == [
        [5e6, 6e6]
    ]
    assert rows(sale(5e6, both), sale(6e6, both) | {"superseded": True}) == [[5e6, 6e6]]


def test_a_town_s_few_are_some_of_the_dead_of_all():
    """One voice counts all, another those of its own town; of the same place the lower count is another count."""
    whole = said("killed", 36, by="the ministry")
    town = said("killed", 4, by="the mayor", place="Dnipro", country="UA")
    assert killed((5, [whole, town]))["lowest"] == 36
    assert killed((5, [whole | {"place": town["place"]}, town]))["lowest"] == 4
    near = said("killed", 30, by="the mayor", place="Dnipro", country="UA")
    assert killed((5, [whole, near]))["lowest"] == 30


def test_of_dozens_the_article_opens_with_its_number_is_what_it_gives_of_them():
    dozens = said("killed", 12, bound="vague", unit="people") | {"section": "headline"}
    row = killed((5, [dozens, said("killed", 36), said("killed", 3)]))
    assert (row["lowest"], row["highest"], row["best"]) == (36, 36, 36)


def test_a_voice_that_counts_scene_by_scene_counts_no_whole():
    """One count of a voice below the opening figure is another count; two of it are what it saw at two scenes."""
    opening = said("killed", 36, by="the ministry")
    scenes = [said("killed", number, by="the mayor") for number in (4, 7)]
    assert killed((5, [opening, *scenes]))["lowest"] == 36
    assert killed((5, [opening, scenes[0]]))["lowest"] == 4
    children = said("killed", 2, by="the mayor", unit="child")
    assert killed((5, [opening, scenes[0], children]))["lowest"] == 4


def test_gunmen_who_died_are_no_lower_count_of_their_victims():
    opening = said("killed", 20, by="a minister")
    assert killed((5, [opening, said("killed", 6, by="police", unit="gunman")]))["lowest"] == 20
    assert killed((5, [opening, said("killed", 6, by="the army", unit="fighter")]))["lowest"] == 6


@pytest.mark.parametrize(("words", "highest"), [("80 were killed in attacks this year", 5), ("7 have died so far", 7)])
def test_a_toll_so_far_of_a_year_stands_apart_from_that_of_the_day(words, highest):
    row = killed((5, [said("killed", 5, by="police"), said("killed", int(words.split()[0]), by="police", words=words)]))
    assert (row["highest"], [say["outlier"] is not None for say in row["says"]]) == (highest, [False, highest == 5])


@pytest.mark.parametrize(
    ("voice", "kind", "best"),
    [
        ("two senior officials", "group", 39),
        ("an official", "unnamed_person", 39),
        ("police and hospital sources", "unknown", 39),
        ("neighbours", "group", 2),
    ],
)
def test_officials_without_a_name_are_as_credible_as_a_government(voice, kind, best):
    assert killed((5, [said("killed", 2)]), (6, [said("killed", 39, by=voice, kind=kind)]))["best"] == best


@pytest.mark.parametrize(("at", "scene", "lowest"), [(3000, 4, 38), (100, 4, 4), (3000, 20, 20)])
def test_a_few_that_another_voice_counts_far_below_are_of_one_scene(at, scene, lowest):
    """ "38 were killed …", and twenty lines below a governor tells of four: no other count of all."""
    few = said("killed", scene, by="the governor of Wend")
    few["span"] = [at, at + len(few["text"])]
    assert killed((5, [said("killed", 38), few]))["lowest"] == lowest


def test_two_more_dead_are_no_figure_that_an_article_opens_with():
    """ "Two additional deaths bring the number to at least 31": the 31 are not of another event."""
    more = said("killed", 2, by="police", additional=True)
    row = killed((5, [said("killed", 19)]), (6, [more, said("killed", 31, bound="at_least")]))
    assert (row["lowest"], row["best"]) == (19, 31)


@pytest.mark.parametrize(("tellers", "day", "best"), [(1, None, 38), (2, None, 43), (1, "2024-03-04", 43)])
def test_what_articles_tell_far_below_is_the_best_where_two_do_or_it_is_of_the_day(tellers, day, best):
    def told(number):
        words = f"{number} people were killed, told {next(numbers)} in words of its own."
        claim = said("killed", number, when=day, words=words)
        claim["span"] = [3000, 3000 + len(claim["text"])]
        return claim

    numbers = iter(range(9))
    first = article(
        "a", "2024-03-05", [said("killed", 38, when=day)], PLACES, title="Gunfire", text=own_words("one", 20)
    )
    more = [
        article(
            f"b{n}", "2024-03-06", [told(43)], PLACES, title="Gunfire", text=f"{own_words('one', 20)} {own_words(n)}"
        )
        for n in range(tellers)
    ]
    [event] = reconcile([first, *more])["events"]
    assert event["figures"][0]["best"] == best


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("two of the 49 victims killed in the fire", False),
        ("one of the people killed in the fire", False),
        ("two of the 49 victims were killed", True),
        ("two of the victims of the fire, killed on Monday", True),
        ("two people killed", True),
    ],
)
def test_some_of_those_killed_are_a_part_of_them(words, counts):
    claim = said("killed", 2, words=f"2{words.partition(' ')[2].join((' ', ''))} as told.")
    at = claim["text"].index("killed")
    claim["event"] |= {"trigger": [at, at + 6], "text": "killed"}
    assert (killed((5, [said("killed", 49)]), (6, [claim]))["lowest"] == 2) == counts


@pytest.mark.parametrize(
    ("type_", "at", "tellers", "passing"),
    [
        ("arrested", 3000, 1, True),
        ("arrested", 100, 1, False),
        ("arrested", 3000, 2, False),
        ("wounded", 3000, 1, False),
    ],
)
def test_what_one_article_of_several_tells_far_below_beside_the_dead_is_told_in_passing(type_, at, tellers, passing):
    days = []
    for n in range(3):
        more = said(type_, 7)
        more["span"] = [at, at + len(more["text"])]
        days.append((5 + n, [said("killed", 12), *([more] if n < tellers else [])]))
    rows = figures(*days)
    assert (rows["killed"]["passing"], rows[type_]["passing"]) == (False, passing)


def test_vehicles_told_once_far_below_are_told_in_passing_though_people_are_not():
    cars = said("evacuated", 1500, unit="car")
    cars["span"] = [3000, 3000 + len(cars["text"])]
    found = reconcile(
        [article(f"a{n}", f"2024-03-0{n}", [said("killed", 12), said("evacuated", 80), *([cars] if n == 5 else [])],
                 [*PLACES], title="Fire", text=own_words("one")) for n in (5, 6, 7)]
    )  # fmt: skip
    rows = {(row["type"], row["unit"]): row["passing"] for row in found["events"][0]["figures"]}
    assert (rows["evacuated", "people"], rows["evacuated", "car"]) == (False, True)


def test_one_whom_a_headline_tells_of_is_no_lower_end_of_a_count():
    title = "Singer shot dead in Marlow"
    first = article("a", "2024-03-05", [said("arrested", 2)], PLACES, title=title, text=own_words("one"))
    later = article("b", "2024-03-06", [said("killed", 6)], PLACES, title=title, text=own_words("one"))
    [event] = reconcile([first, later])["events"]
    assert [row["lowest"] for row in event["figures"] if row["type"] == "killed"] == [6]


@pytest.mark.parametrize(("at", "lowest"), [(3000, 120), (100, 2)])
def test_at_least_two_far_below_are_a_part_of_more(at, lowest):
    few = said("killed", 2, bound="at_least")
    few["span"] = [at, at + len(few["text"])]
    assert killed((5, [said("killed", 120), few]))["lowest"] == lowest


def test_a_sum_that_no_article_states_is_no_end_of_what_others_state():
    """ "1,139 in the villages and 150 soldiers", where two articles tell of 1,200."""
    words = "1139 villagers and 150 soldiers were killed, told number one of them all."
    parts = [said("killed", n, unit=unit, words=words) for n, unit in ((1139, "villager"), (150, "soldier"))]
    parts[1]["quantity"]["text"] = "150"
    row = killed((5, [said("killed", 1200)]), (6, parts), (7, [said("killed", 1200)]))
    assert (row["lowest"], row["highest"], row["best"]) == (1200, 1200, 1200)
    assert killed((6, parts))["highest"] == 1289


def test_one_person_told_without_a_number_is_no_end_of_a_range():
    """ "A friend was killed too"."""
    friend = said("killed", 1)
    friend["quantity"]["derived"] = True
    row = killed((5, [said("killed", 49)]), (6, [friend]))
    assert (row["lowest"], row["best"]) == (49, 49)
