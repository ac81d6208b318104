"""Invented news of several days as whole: what the table, the series and the updates must say."""

import csv
import json
import random
from pathlib import Path

import pytest
from command import factx
from made import write_lines
from made_articles import article, own_words, round_trip, said

from factx.errors import RecordError
from factx.reconcile import Wanted, find_events, reconcile

SEEDS = Path(__file__).parent.parent / "seeds" / "events"


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The events of a folder of eight invented articles, and the lines of their table."""
    folder, known = tmp_path_factory.mktemp("events"), {}

    def tell(name):
        if name not in known:
            out = folder / f"{name}.jsonl"
            factx("batch", SEEDS / f"{name}.jsonl", "-o", out, check=0)
            events = json.loads(factx("reconcile", out, "--format", "json", check=0).stdout)["events"]
            known[name] = events, factx("reconcile", out, COLUMNS="120", check=0).stdout.splitlines()
        return known[name]

    return tell


def main_event(events, name):
    """The one event that all eight articles are chiefly about."""
    [event] = [event for event in events if sum(document["main"] for document in event["documents"]) > 1]
    assert {document["id"] for document in event["documents"]} == {f"{name}-{n}" for n in range(1, 9)}
    return event


def rows(event):
    """The first row of each type."""
    return {figure["type"]: figure for figure in reversed(event["figures"])}


def test_an_earthquake_over_five_days(told):
    events, lines = told("quake")
    toll = rows(main_event(events, "quake"))
    assert (toll["killed"]["lowest"], toll["killed"]["best"], toll["killed"]["highest"]) == (28, 480, 480)
    assert toll["killed"]["status"] == "update"
    assert [value for _, value in toll["killed"]["trend"]] == [28, 233, 350, 413, 480]
    assert (toll["missing"]["best"], toll["displaced"]["best"]) == (107, 20_000)
    assert not any("555" in line for line in lines)  # a phone number
    apart = [figure["best"] for event in events[1:] for figure in event["figures"]]
    assert {1000, 8900} <= set(apart)  # of other years
    assert "28 → 233 → 350 → 413 → 480" in "\n".join(lines)


def test_a_strike_that_two_governments_count_differently(told):
    events, lines = told("strike")
    killed = rows(main_event(events, "strike"))["killed"]
    assert (killed["status"], killed["lowest"], killed["best"], killed["highest"]) == ("conflict", 4, 27, 27)
    assert any("in conflict: " in line and "Karvenia 27" in line and "Ostravia 4" in line for line in lines)
    [war] = [event for event in events if any(figure["scope"] == "running" for figure in event["figures"])]
    assert (war["figures"][0]["best"], [d["main"] for d in war["documents"]]) == (3450, [False] * len(war["documents"]))


def test_lay_offs_told_in_three_currencies(told):
    events, _ = told("layoffs")
    event = main_event(events, "layoffs")
    assert event["title"].startswith("Norvane to cut 1,200 jobs")
    jobs = rows(event)["laid_off"]
    assert (jobs["status"], jobs["lowest"], jobs["best"], jobs["highest"]) == ("conflict", 1050, 1050, 1500)
    costs = {f["unit"]: f["best"] for f in event["figures"] if f["type"] == "cost"}
    assert costs == {"euro": 260_000_000, "dollar": 250_000_000, "pound sterling": 210_000_000}
    assert any(figure["best"] == 400 for event in events[1:] for figure in event["figures"])  # of 2019


@pytest.mark.parametrize("name", ["quake", "strike", "layoffs"])
def test_an_event_of_eight_articles_fits_a_screen(told, name):
    _, lines = told(name)
    assert len(lines) <= 30


def war(day, number, toll, bound="exact"):
    """An article about a strike of its own day that tells the toll of the war in passing."""
    words = f"{toll} people have been killed in Lebanon since the war began."
    running = said("killed", toll, by="the ministry", bound=bound, words=words)
    own = said("killed", number + 2, when=f"2024-03-{day:02}", place=f"Marlow{number}")
    names = [(f"Marlow{number}", "place"), (f"Wend{number} Street", "place"), (f"Quay{number} Arcade", "place")]
    return article(f"w{number}", f"2024-03-{day:02}", [own, running], names, title=f"Strike on {number}")


@pytest.mark.parametrize("bound", ["exact", "more_than"])
def test_the_toll_of_a_war_is_one_series_and_none_of_a_day(bound):
    tolls = [4000, 4100, 4150, 4300, 4420]
    events = reconcile(round_trip([war(n + 1, n, toll, bound) for n, toll in enumerate(tolls)]))["events"]
    [series] = [event for event in events if any(f["scope"] == "running" for f in event["figures"])]
    [figure] = series["figures"]
    assert (figure["best"], figure["lowest"], figure["highest"], figure["status"]) == (4420, 4000, 4420, "update")
    assert [value for _, value in figure["trend"]] == tolls
    days = [event for event in events if event is not series]
    assert sorted(figure["best"] for event in days for figure in event["figures"]) == [2, 3, 4, 5, 6]
    assert all(sum(document["main"] for document in event["documents"]) == 1 for event in days)


def test_the_series_of_a_war_as_a_table(tmp_path):
    records = write_lines(tmp_path / "war.jsonl", [war(n + 1, n, 4000 + 50 * n) for n in range(4)])
    factx("export", records, tmp_path / "series.csv", check=0)
    with (tmp_path / "series.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [(row["day"], row["source"], row["low"], row["article"]) for row in rows] == [
        (f"2024-03-0{n + 1}", "the ministry", str(4000 + 50 * n), f"w{n}") for n in range(4)
    ]


@pytest.mark.parametrize(
    ("options", "rows"),
    [(["--event", "killed"], 4), (["--event", "arrested"], 0), (["--source", "ministry"], 4), (["--source", "-"], 0)],
)
def test_the_series_hold_what_is_wanted_of_them(tmp_path, options, rows):
    records = write_lines(tmp_path / "war.jsonl", [war(n + 1, n, 4000 + 50 * n) for n in range(4)])
    done = factx("export", records, tmp_path / "series.csv", *options, check=0)
    assert f"{rows} figures" in done.stderr


def test_the_series_have_their_own_columns(tmp_path):
    records = write_lines(tmp_path / "war.jsonl", [war(1, 0, 4000)])
    assert (
        "has its own columns" in factx("export", records, tmp_path / "series.csv", "--columns", "low", check=2).stderr
    )


def test_two_tolls_of_one_war_stay_apart():
    def both(n):
        record = war(n + 1, n, 4000 + 50 * n)
        other = said("killed", 1200, words="1200 people were killed in Norway on that day.", when="2023-10-07")
        other["place"] = {"span": [0, 1], "text": "Norway", "country": "NO"}
        record["claims"].append(other)
        return record

    events = reconcile(round_trip([both(n) for n in range(4)]))["events"]
    tolls = {(f["scope"], f["best"]) for event in events for f in event["figures"] if f["best"] > 100}
    assert tolls == {("running", 4150), ("event", 1200)}


def test_a_record_is_no_toll_so_far():
    words = "50 people died in the deadliest fire in Oslo since 1998."
    [event] = reconcile([article("a", "2024-03-05", [said("killed", 50, words=words)])])["events"]
    assert [figure["scope"] for figure in event["figures"]] == ["event"]


def test_news_without_harm_is_joined_by_its_words():
    text = " ".join(own_words("orbit", 60).split())

    def launch(id, day):
        return article(id, day, [], [("Halden", "organisation")], text=f"{text} {own_words(id, 40)}", title="Rocket up")

    records = [launch("a", "2024-03-05"), launch("b", "2024-03-06"), article("c", "2024-03-05", title="Other news")]
    [event] = [event for event in reconcile(records)["events"] if event["articles"] > 1]
    assert [document["id"] for document in event["documents"]] == ["a", "b"]
    assert event["title"].startswith("Rocket up")


def test_a_raised_toll_of_the_same_day_is_an_update_by_the_clock():
    text = " ".join(f"word{n}" for n in range(80))
    early = article("p-1", "2024-03-05", [said("killed", 3)], text=f"3 dead. {text}", outlet="Post")
    late = article("p-2", "2024-03-05", [said("killed", 7)], text=f"7 dead. {text}", outlet="Post")
    early["document"]["published_at"] = "2024-03-05T08:46:00+00:00"
    late["document"]["published_at"] = "2024-03-05T21:19:00+00:00"
    [event] = reconcile([early, late])["events"]
    [killed] = event["figures"]
    assert (killed["status"], killed["best"], event["origins"]) == ("update", 7, 1)


def test_a_figure_far_above_all_others_stands_apart_with_the_reason():
    names = [("Marlow", "place"), ("Wend Street", "place"), ("Mill Lane Arcade", "place")]
    records = [
        article(f"d{n}", "2024-03-05", [said("killed", toll, by=f"voice {n}")], names, title="Gunfire in arcade")
        for n, toll in enumerate([12, 12, 13, 14451])
    ]
    [event] = reconcile(records)["events"]
    [killed] = event["figures"]
    assert (killed["lowest"], killed["best"], killed["highest"]) == (12, 12, 13)
    assert [bool(say["outlier"]) for say in killed["says"]] == [False, False, False, True]


def test_vague_figures_are_no_end_of_a_range():
    names = [("Marlow", "place"), ("Wend Street", "place"), ("Mill Lane Arcade", "place")]
    claims = [said("killed", 12, bound="vague", by="a witness"), said("killed", 40, by="police")]
    records = [article(f"d{n}", "2024-03-05", [one], names, title="Gunfire in arcade") for n, one in enumerate(claims)]
    [event] = reconcile(records)["events"]
    assert (event["figures"][0]["lowest"], event["figures"][0]["highest"]) == (40, 40)


def test_what_is_wanted():
    events = reconcile(round_trip([war(1, 1, 4000), war(9, 2, 4100)]))["events"]
    assert {e["place"] for one in events if (e := Wanted(place="marlow1").of(one))} == {"Marlow1"}
    assert all(d["published"] for one in events if (e := Wanted(since="2024-03-09").of(one)) for d in e["documents"])
    assert [e for one in events if (e := Wanted(types=frozenset(["fined"])).of(one))] == []
    with_toll = [e for one in events if (e := Wanted(types=frozenset(["killed"])).of(one))]
    assert len(with_toll) == len(events)


def ids(events):
    return {frozenset(d["id"] for d in event["documents"] if d["main"]): event["id"] for event in events}


def test_an_update_keeps_the_ids_and_says_what_a_fresh_run_says(tmp_path):
    names = [("Marlow", "place"), ("Wend Street", "place"), ("Mill Lane Arcade", "place")]
    later = [article(f"m{n}", f"2024-03-0{n}", [said("killed", n)], names, title="Gunfire in arcade") for n in (5, 6)]
    first = [war(n + 1, n, 4000 + 10 * n) for n in range(3)] + later[:1]
    state = tmp_path / "events.db"
    before = ids(find_events(round_trip(first), update=state))
    after = list(find_events(round_trip(later[1:]), update=state))
    assert ids(after)[frozenset(["m5", "m6"])] == before[frozenset(["m5"])]
    assert {key: id for key, id in ids(after).items() if key in before} == {
        key: id for key, id in before.items() if key != frozenset(["m5"])
    }
    fresh = reconcile(round_trip([*first, later[1]]))["events"]
    assert sorted(e["title"] for e in after) == sorted(e["title"] for e in fresh)
    again = list(find_events(round_trip(later[1:]), update=state))
    assert ids(again) == ids(after)


def test_of_two_records_with_one_id_the_later_stands():
    old, new = (article("a", "2024-03-05", [said("killed", toll)], text=f"{toll} dead.") for toll in (3, 7))
    [event] = reconcile([old, new])["events"]
    assert [figure["best"] for figure in event["figures"]] == [7]


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be one " * 30, b"SQLite format 3\x00cut"])
def test_a_file_that_is_no_state_is_left_alone(tmp_path, content):
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(RecordError):
        list(find_events([], update=path))
    assert path.read_bytes() == content


def test_many_events_print_few_lines(tmp_path):
    """Forty articles of four events, each with figures of its own beside the toll."""
    chance = random.Random(3)
    records = []
    for number in range(40):
        event = number % 4
        names = [(f"Marlow{event}", "place"), (f"Wend{event} Street", "place"), (f"Quay{event} Arcade", "place")]
        claims = [said("killed", 3 + event, by=f"voice {number % 5}"), said("wounded", 9 + number % 2, by="police")]
        claims += [said(chance.choice(["be", "rise", "channel"]), n + 20, unit="thing") for n in range(9)]
        text = own_words(f"event {event}", 30) + " " + own_words(f"own {number}", 40)
        records.append(article(f"a{number}", f"2024-03-0{1 + number % 3}", claims, names, title="Gunfire", text=text))
    out = write_lines(tmp_path / "out.jsonl", records)
    lines = factx("reconcile", out, COLUMNS="120", check=0).stdout.splitlines()
    assert len(lines) <= 120
    assert sum(line.startswith("e") for line in lines) == 4


def test_counties_are_not_killed_and_cows_are():
    claims = [said("killed", 2, unit="county"), said("killed", 40, unit="cow"), said("killed", 3)]
    [event] = reconcile([article("a", "2024-03-05", claims)])["events"]
    assert {(figure["unit"], figure["best"]) for figure in event["figures"]} == {("people", 3), ("cow", 40)}


def test_a_count_of_children_does_not_hide_that_five_were_shot_and_two_died():
    five = said("wounded", 5)
    five["event"]["lemma"] = "shoot"
    part = said("wounded", 2, unit="child", part_of=five["id"])
    [event] = reconcile([article("a", "2024-03-05", [five, part, said("killed", 2)])])["events"]
    rows = {figure["type"]: figure for figure in event["figures"]}
    assert (rows["casualties"]["best"], rows["wounded"]["best"]) == (5, 3)
    assert rows["wounded"]["derived"]


def strikes(*, days, titles="Strike on harbour of Marlow kills {n} in night, army and mayor say, as war goes on"):
    """An article a day of a war that is told in the same words, each of a strike of that day."""
    for n, day in enumerate(days, start=2):
        when = f"2024-03-{day:02}"
        claims = [said("killed", n, by="the mayor", when=when, place="Marlow")]
        names = [("Marlow", "place"), ("Wend Harbour", "place"), ("Ada Brook", "person")]
        yield article(
            f"s{day}",
            when,
            claims,
            names,
            title=titles.format(n=n),
            text=titles.format(n=n) + " " + own_words(f"s{day}", 45),
        )


def most_of_one(told):
    return max(sum(document["main"] for document in event["documents"]) for event in told)


def test_the_strikes_of_a_month_are_not_one_event():
    """Each day is near to the one before it: what is near to few of an event's days is another."""
    assert most_of_one(reconcile(list(strikes(days=range(1, 29))))["events"]) < 14
    assert most_of_one(reconcile(list(strikes(days=(4, 5, 6))))["events"]) == 3


def test_series_without_a_place_are_not_one_event():
    """Tolls of two plagues, told in the background of other news by articles that do not say where."""
    told = []
    for n in range(8):
        level = (1_000, 90_000)[n % 2] + n
        claim = said("killed", level, words=f"{level} have died since the outbreak began, it said in report {n}.")
        claim["span"] = [3000, 3000 + len(claim["text"])]
        told.append(article(f"p{n}", f"2024-03-{n + 1:02}", [claim], [(f"Place {own_words(n, 1)}", "place")]))
    running = [e for e in reconcile(told)["events"] if any(f["scope"] == "running" for f in e["figures"])]
    assert [len(event["figures"]) for event in running] == [1, 1]


def test_harm_of_long_ago_stands_behind_todays():
    recalled = [said("killed", 70_000, when="1945-08-06", place="Ostwick")]
    today = [said("killed", 12, when="2024-03-05", place="Marlow")]
    records = [
        article("then", "2024-03-05", recalled, [("Ostwick", "place")], title="Ostwick recalls its dead"),
        article("now", "2024-03-05", today, [("Marlow", "place")], title="Blast kills twelve in Marlow"),
    ]
    first, *_ = reconcile(records)["events"]
    assert [document["id"] for document in first["documents"]] == ["now"]


def test_what_an_article_ends_on_is_not_the_size_of_its_event():
    """Traffic kills thousands every year, says an article about two hurt cyclists; a blast killed twelve."""
    ends = [said("wounded", 2), said("killed", 70_000, words="70000 people are killed on the roads of the continent.")]
    ends[1]["span"] = [3000, 3000 + len(ends[1]["text"])]
    records = [
        article("cyclists", "2024-03-05", ends, [("Ostwick", "place")], title="Cyclists hurt in Ostwick"),
        article("blast", "2024-03-05", [said("killed", 12)], [("Marlow", "place")], title="Blast in Marlow"),
    ]
    first, *_ = reconcile(records)["events"]
    assert [document["id"] for document in first["documents"]] == ["blast"]


def background(n, day, words, figure, **more):
    """An article of its own that tells a toll in its background."""
    claim = said("killed", figure, words=f"{figure} {words} {n}.", **more)
    claim["span"] = [3000, 3000 + len(claim["text"])]
    return article(f"b{n}", day, [claim], [(f"Place {own_words(n, 1)}", "place")])


def running(records):
    return [e for e in reconcile(records)["events"] for f in e["figures"] if f["scope"] == "running"]


def test_a_toll_that_rises_for_months_runs_though_a_day_is_told_with_it():
    """ "Since the attack of 7 October": the day of the attack is not that of the toll."""
    months = enumerate((4000, 4500, 5000, 5600, 6200, 6900), start=4)
    told = [
        background(n, f"2024-{n:02}-10", "people in Iran died in what began with the raid", value, when="2024-01-07")
        for n, value in months
    ]
    [event] = running(told)
    assert event["place"] == "Iran"
    steady = [
        background(n, f"2024-{n:02}-10", "people in Iran died in the raid", 4000, when="2024-01-07")
        for n in range(4, 10)
    ]
    assert running(steady) == []


@pytest.mark.parametrize(("month", "tolls"), [("2023-10", [502, 505]), ("2023-06", [505])])
def test_a_toll_that_nobody_told_for_half_a_year_is_not_gone_on_with(month, tolls):
    """The dead of two seasons of nearly one size; three months of silence are none."""
    words = "people died this season in storms over Iran, said report"
    first = [background(n, f"2023-03-1{n}", words, 500 + n) for n in range(3)]
    second = [background(n, f"{month}-1{n}", words, 500 + n) for n in range(3, 6)]
    found = [f for e in reconcile(first + second)["events"] for f in e["figures"] if f["scope"] == "running"]
    assert sorted(f["best"] for f in found) == tolls


def test_a_place_is_named_without_its_possessive():
    figure = said("killed", 5, place="Marlow’s")
    [event] = reconcile([article("a", "2024-03-05", [figure])])["events"]
    assert event["place"] == "Marlow"


def test_what_one_article_tells_in_passing_is_counted_and_drawn_with_all(tmp_path):
    recalled = said("killed", 40, when="1998-05-02", place="Ostwick")
    told = article("a", "2024-03-05", [said("killed", 5, place="Marlow", when="2024-03-04"), recalled])
    records = write_lines(tmp_path / "told.jsonl", [told])
    drawn = factx("reconcile", records, check=0).stdout
    assert "Ostwick" not in drawn and drawn.endswith("\n\n1 event told in passing by one article (--all)\n")
    assert factx("reconcile", records, "--format", "md", check=0).stdout.endswith("by one article (--all)\n")
    assert "Ostwick" in factx("reconcile", records, "--all", check=0).stdout
    assert "Ostwick" in factx("reconcile", records, "--format", "json", check=0).stdout


def debates(*, dead, at=3000):
    """Two articles about one debate, of which the first tells of so many dead, that far below its headline."""
    words = "Candidates Orla Quist and Bram Teller argue over wages, rents and ferry fares in Marlow hall. " * 2
    claim = said(
        "killed",
        dead,
        words=f"{dead} people were killed by drugs in ten years.",
        when="2014",
        place="Ostwick",
        country="GB",
    )
    told = [claim | {"span": [at, at + len(claim["text"])]}]
    more = {"names": [("Marlow", "place"), "Orla Quist", "Bram Teller"], "title": "Quist and Teller argue over wages"}
    return [
        article("first", "2024-03-05", told, text=f"{words}{own_words('first')}", **more),
        article("second", "2024-03-05", [], text=f"{words}{own_words('second')}", **more),
    ]


def test_dead_that_one_article_tells_in_passing_give_an_event_neither_title_nor_day(tmp_path):
    records = debates(dead=250_000)
    records[0]["claims"][0]["when"] = None
    (event,) = reconcile(records)["events"]
    assert event["title"] == "Quist and Teller argue over wages, 2024-03-05"
    assert [row["passing"] for row in event["figures"]] == [True]
    path = write_lines(tmp_path / "told.jsonl", records)
    assert "250,000" not in factx("reconcile", path, check=0).stdout
    assert "250,000" in factx("reconcile", path, "--all", check=0).stdout


def test_dead_that_an_article_opens_with_are_what_its_event_is_about():
    records = debates(dead=12, at=0)
    records[0]["claims"][0]["when"] = None
    (event,) = reconcile(records)["events"]
    assert event["title"].startswith("killed in Ostwick") and not event["figures"][0]["passing"]


def test_an_old_attack_is_no_event_of_an_article_that_recalls_it_far_below():
    """Two articles about harm of their own recall it, and one about fares: it is an event beside theirs."""
    recalls = []
    for n, own in enumerate(([said("wounded", 3)], [said("wounded", 4)], [said("raise", 40, unit="dollar")])):
        claim = said("killed", 1200, when="2023-10-07", place="Ostwick", words=f"1200 were killed in Ostwick {n}.")
        claim |= {"span": [3000, 3000 + len(claim["text"])]}
        if own[0]["event"]["type"] == "wounded":
            own[0] |= {"when": {"span": [0, 1], "text": "day", "value": f"2024-03-{n + 3:02}"}}
        recalls.append(article(f"r{n}", f"2024-03-{n + 3:02}", [*own, claim], title=f"Talk of {own_words(f'p{n}', 3)}"))
    events = reconcile(recalls)["events"]
    attacks = [e["documents"] for e in events if any(row["type"] == "killed" for row in e["figures"])]
    told = {document["id"]: document["main"] for document in max(attacks, key=len)}
    assert told == {"r0": False, "r1": False, "r2": False}


def test_a_toll_so_far_does_not_fall_back_to_a_round_figure_of_the_same_day():
    told = [(1, 41_000), (2, 41_020), (3, 41_110), (4, 41_110), (4, 40_000)]
    more = {"when": None, "place": "Dorva", "country": None}
    records = [
        background(n, f"2024-09-{day:02}", "have been killed since the war in Dorva began", toll, **more)
        for n, (day, toll) in enumerate(told)
    ]
    (event,) = running(records)
    assert [row["best"] for row in event["figures"]] == [41_110]


def test_a_large_toll_told_beside_another_country_is_no_series_of_its_own():
    """The dead of a war are told again by reports of talks elsewhere, in sentences that name only where these are."""
    war = [
        background(n, f"2024-09-0{n + 1}", "have been killed since the war in Iran began", 250_000) for n in range(7)
    ]
    words = "have been killed since the war began, say those who meet in Switzerland"
    talks = [background(n, f"2024-09-0{n}", words, 250_000) for n in (7, 8)]
    assert [len(event["documents"]) for event in running([*war, *talks])] == [9]
    others = [background(n, f"2024-09-0{n}", words, 180_000) for n in (7, 8)]
    assert sorted(len(event["documents"]) for event in running([*war, *others])) == [2, 7]


@pytest.mark.parametrize(
    ("toll", "where", "taken"), [(4150, "Iran", True), (900, "Iran", False), (4150, "Norway", False)]
)
def test_an_article_without_a_date_tells_the_toll_of_a_war_too(toll, where, taken):
    war = [
        background(n, f"2024-09-0{n + 1}", "have been killed since the war in Iran began", 4000 + 50 * n)
        for n in range(4)
    ]
    undated = article("u", None, [said("killed", toll, words=f"{toll} people were killed in {where}, it is said.")])
    [event] = running([*war, undated])
    assert any(document["id"] == "u" for document in event["documents"]) == taken
    assert event["figures"][0]["best"] == 4150
    others = [
        row["best"] for e in reconcile([*war, undated])["events"] if e["id"] != event["id"] for row in e["figures"]
    ]
    assert (toll in others) != taken


def test_the_dead_of_one_day_that_others_recall_stand_in_its_row():
    """A toll that other articles give to the place and day of an event is compared with the event's own."""
    more = {"when": "2024-03-05", "place": "Marlow"}
    own = said("killed", 230, by="police", **more)
    raid = article("r", "2024-03-05", [own], [("Marlow", "place")], title="Raid on Marlow: bombs")
    later = [background(n, f"2024-03-{10 + n}", "people were killed in Marlow", 250, **more) for n in range(3)]
    [event] = [e for e in reconcile([raid, *later])["events"] if any(d["id"] == "r" for d in e["documents"])]
    assert [(row["type"], row["lowest"], row["highest"]) for row in event["figures"]] == [("killed", 230, 250)]


@pytest.mark.parametrize(("day", "count"), [("2024-03-25", 3), ("2024-06-20", 2)])
def test_a_figure_without_a_country_goes_on_a_line_that_is_told_these_weeks(day, count):
    told = [background(n, f"2024-03-0{n}", "people in Iran died in the quake of this season", 300) for n in (1, 2)]
    late = background(3, day, "people died in protests", 300)
    assert [len(event["documents"]) for event in running([*told, late])] == [count]


def test_a_toll_so_far_told_beside_talks_elsewhere_is_no_toll_of_the_talks():
    """Both articles about the talks tell the war's dead, one in a sentence that names another country."""
    war = [background(n, f"2024-09-0{n + 1}", "have been killed since the war in Iran began", 41_000) for n in range(3)]
    names, text = [("Wend Hall", "place"), "Ada Brook"], own_words("talks", 40)
    talks = []
    for n, where in enumerate(("Iran", "Geneva in Switzerland")):
        toll = said("killed", 41_000, words=f"41000 have been killed since the war began, {where} told {n}.")
        claims = [said("killed", 5, words=f"5 were shot at the talks, told {n}."), toll]
        talks.append(article(f"t{n}", f"2024-09-0{n + 3}", claims, names, title="Gunfire at talks", text=f"{text} {n}"))
    events = reconcile([*war, *talks])["events"]
    [event] = [e for e in events if {"t0", "t1"} <= {d["id"] for d in e["documents"] if d["main"]}]
    assert rows(event)["killed"]["highest"] == 5
    assert [[d["id"] for d in e["documents"]] for e in running([*war, *talks])] == [["b0", "b1", "b2", "t0", "t1"]]


@pytest.mark.parametrize(("type_", "series"), [("killed", 1), ("population", 0)])
def test_only_harm_makes_a_toll_that_runs(type_, series):
    told = [background(n, f"2024-09-0{n + 1}", "so far in Iran", 4000 + 50 * n) for n in range(4)]
    for record in told:
        record["claims"][0]["event"]["type"] = type_
    assert len(running(told)) == series


def test_a_figure_told_before_an_event_is_none_of_its_toll():
    """Of one size, in sentences without a country: the executed of January are no dead of April's earthquake."""
    names, text = [("Wend", "place"), "Ada Brook"], own_words("quake", 40)
    quakes = [
        article(f"q{n}", f"2024-04-1{n}", [said("killed", 480, words=f"480 were killed, told {n}.")], names,
                title="Earthquake: magnitude 6 quake", text=f"{text} {n}")
        for n in (6, 7, 8)
    ]  # fmt: skip
    before = background(1, "2024-01-23", "were executed in a year", 500)
    after = background(2, "2024-04-20", "were killed in the quake", 480)
    [event] = [e for e in reconcile([before, *quakes, after])["events"] if any(d["id"] == "q6" for d in e["documents"])]
    assert {d["id"] for d in event["documents"]} == {"q6", "q7", "q8", "b2"}


def test_so_many_each_year_are_no_toll():
    words = "30000 people are killed on roads each year, said nobody."
    [event] = reconcile([article("a", "2024-03-05", [said("killed", 12), said("killed", 30_000, words=words)])])[
        "events"
    ]
    assert [(row["unit"], row["best"]) for row in event["figures"]] == [("people", 12), ("people per year", 30_000)]


def test_the_dead_of_history_are_none_of_the_news():
    words = "6000000 people were murdered in the Holocaust, told number one."
    recalled = article("a", "2024-03-05", [said("killed", 6_000_000, words=words)], title="Museum opens")
    blast = article("b", "2024-03-05", [said("killed", 40)], title="Bomb blast at market")
    compared = "7000000 were killed in the worst war since world war two, told number two."
    war = article("c", "2024-03-06", [said("killed", 7_000_000, words=compared)], title="War goes on")
    events = reconcile([recalled, blast, war])["events"]
    assert [event["documents"][0]["id"] for event in events] == ["c", "b", "a"]
    assert events[2]["title"] == "Museum opens, 2024-03-05"
    assert events[2]["figures"][0]["passing"]


def test_an_article_without_a_date_that_opens_with_the_dead_of_history_is_not_about_them():
    words = "6000000 people were murdered in the Holocaust, told number one."
    claims = [said("killed", 6_000_000, words=words), said("arrested", 2)]
    events = reconcile([article("a", None, claims, [("Marlow", "place")], title="Museum opens")])["events"]
    assert {event["title"]: event["place"] for event in events} == {
        "arrested in Marlow": "Marlow",
        "killed, 1945": None,
    }
    running = said("killed", 2, words="2 of the many victims of the Holocaust so far.", bound="vague")
    [event] = reconcile([article("b", "2024-03-05", [running, said("arrested", 2)])])["events"]
    assert {row["type"]: row["passing"] for row in event["figures"]} == {"killed": True, "arrested": True}


def test_the_hostages_of_a_day_are_of_the_event_that_has_its_dead():
    """Told at other places, but by the articles that tell of the dead of the day."""

    def told(n):
        dead = said(
            "killed", 1200, when="2023-10-07", place="Israel", country="IL", words=f"1200 were killed, says {n}."
        )
        held = said("kidnapped", 251, when="2023-10-07", place="Gaza", country="PS", words=f"251 were taken, says {n}.")
        return article(
            f"b{n}", f"2024-09-0{n + 1}", [said("arrested", n + 3), dead, held], [(f"Wend {own_words(n, 1)}", "place")]
        )

    [event] = [e for e in reconcile([told(n) for n in range(4)])["events"] if e["when"] == "2023-10-07"]
    assert event["title"] == "killed, kidnapped in Israel, 2023-10-07"
    assert [row["best"] for row in event["figures"]] == [1200, 251]


def test_a_toll_of_a_place_told_before_an_event_there_is_none_of_its():
    """Of one size: the dead of May's bombs in Marlow, told in June, are not those of July."""
    more = {"when": "2024-07-03", "place": "Marlow"}
    own = said("killed", 230, by="police", **more)
    raid = article("r", "2024-07-04", [own], [("Marlow", "place")], title="Raid on Marlow: bombs")
    after = [background(n, f"2024-07-{10 + n}", "people were killed in Marlow", 250, **more) for n in range(3)]
    before = background(7, "2024-06-20", "people were killed in Marlow", 250)
    [event] = [e for e in reconcile([before, raid, *after])["events"] if any(d["id"] == "r" for d in e["documents"])]
    assert [d["id"] for d in event["documents"]] == ["r", "b0", "b1", "b2"]


def test_history_in_an_article_without_a_date_is_not_when_its_event_was():
    storm = said("killed", 10_000, when="1998", words="10000 died when a storm of 1998 hit, told number one.")
    claims = [said("killed", 38_000, words="38000 died in the wave, told number two."), storm]
    [event, past] = reconcile([article("a", None, claims, title="Wave kills thousands")])["events"]
    assert [figure["best"] for figure in event["figures"]] == [38_000]
    assert (event["when"], past["when"]) == (None, "1998")


def of_one_event(about, day, claims, title, n):
    """An article three in four of whose words are those of others `about` the same, and no copy of them."""
    shared, own = own_words(about).split(), own_words(f"{about}{n}", 20).split()
    text = f"{title}. " + " ".join(" ".join([*shared[3 * k : 3 * k + 3], word]) for k, word in enumerate(own))
    return article(f"{about}{n}", day, claims, [(about.title(), "place")], title=title, text=text)


def test_a_toll_that_one_of_two_articles_tells_counts_half_for_the_order():
    """Seventy thousand died in a war, says one of two reports of a visit; both reports of a blast tell its dead."""
    visit = [of_one_event("visit", "2024-03-05", [said("killed", toll)], "Visit", toll) for toll in (70_000, 1)]
    blast = [of_one_event("blast", "2024-03-05", [said("killed", 400)], "Blast", n) for n in range(2)]
    events = reconcile(visit + blast)["events"]
    assert [set(*ids([event])) for event in events] == [{"blast0", "blast1"}, {"visit1", "visit70000"}]


@pytest.mark.parametrize(("telling", "wanted"), [(1, "Rally 0, 2024-03-05"), (2, "killed, 2024-03-05")])
def test_harm_that_one_article_in_three_opens_with_is_told_in_passing(telling, wanted):
    dead = [[said("killed", 30)] if n < telling else [said("paid", 5)] for n in range(3)]
    [event] = reconcile([of_one_event("rally", "2024-03-05", dead[n], f"Rally {n}", n) for n in range(3)])["events"]
    assert event["title"] == wanted


def test_where_nobody_was_hurt_no_event_is_of_the_hurt():
    spilled = said("wounded", 0, words="0 people were hurt, told number one.")
    [event] = reconcile([article("a", "2024-03-05", [spilled], title="Oil train derails")])["events"]
    assert event["title"] == "Oil train derails, 2024-03-05"
    assert event["figures"][0]["best"] == 0


@pytest.mark.parametrize(
    ("titles", "wanted"),
    [
        (["Driver killed in Marlow blast", "Marlow mourns its driver"], "killed in Marlow, 2024-03-05"),
        (["Debate over harbour", "Murder of mayor in film", "Ferry dispute"], "Debate over harbour, 2024-03-05"),
    ],
)
def test_one_who_is_told_of_in_one_article_of_many_is_not_what_they_are_about(titles, wanted):
    told = [of_one_event("marlow", "2024-03-05", [said("paid", 5)], title, n) for n, title in enumerate(titles)]
    [event] = reconcile(told)["events"]
    assert event["title"] == wanted


def forecast(words):
    """A claim that so many will die."""
    claim, at = said("killed", 45_000_000, words=words), words.index("die")
    return claim | {"span": [0, len(words)], "event": claim["event"] | {"trigger": [at, at + 3]}}


def test_those_who_will_die_are_no_toll(tmp_path):
    warned = article(
        "a", "2024-03-05", [forecast("45000000 children will die needlessly before 2030.")], title="Aid call"
    )
    blast = article("b", "2024-03-05", [said("killed", 40)], title="Bomb blast at market")
    path = write_lines(tmp_path / "told.jsonl", [warned, blast])
    drawn = factx("reconcile", path, check=0).stdout
    assert "unsure 45 million" in drawn and "best 45 million" not in drawn
    assert drawn.index("best 40") < drawn.index("45 million")
    died = forecast("45000000 children die needlessly, told nobody.")
    path = write_lines(tmp_path / "died.jsonl", [article("a", "2024-03-05", [died])])
    assert "best 45 million" in factx("reconcile", path, check=0).stdout


def test_a_share_of_the_dead_is_no_toll(tmp_path):
    share = said("killed", 80, unit="percent")
    share["quantity"] |= {"kind": "percent"}
    path = write_lines(tmp_path / "told.jsonl", [article("a", "2024-03-05", [said("killed", 12), share])])
    drawn = factx("reconcile", path, check=0).stdout
    assert "best 12" in drawn and "percent" not in drawn
    assert "killed (percent)" in factx("reconcile", path, "--all", check=0).stdout


@pytest.mark.parametrize(
    ("told", "date", "since"),
    [
        ("since March 2022", ("March 2022", "2022-03"), "2022-03-01"),
        ("since 7 October", ("7 October", "2023-10-07"), "2023-10-07"),
        ("in the war, which began in April 2014,", ("April 2014", "2014-04"), "2014-04-01"),
        ("since the war began on 7 October", ("7 October", "2023-10-07"), "2023-10-07"),
        ("in the worst week of the war since March 2022", ("March 2022", "2022-03"), None),
        ("in the war after March 2022", ("March 2022", "2022-03"), None),
        ("in the war since Monday", ("Monday", "2024-09-02"), None),
    ],
)
def test_a_toll_so_far_is_counted_from_the_day_that_since_leads_to(told, date, since):
    text, value = date
    records = [background(n, f"2024-09-0{n + 1}", f"were killed in Iran {told}", 4000 + 50 * n) for n in range(4)]
    for record in records:
        record["dates"] = [{"span": [0, len(text)], "text": text, "value": value}]
    [event] = running(records)
    assert [row["since"] for row in event["figures"]] == [since]
    assert event["title"].endswith(f" since {since}") == (since is not None)


def test_a_toll_since_a_month_and_since_a_day_of_it_is_counted_from_the_day():
    told = [("October", "2023-10"), ("October", "2023-10"), ("7 October", "2023-10-07"), ("March", "2022-03")]
    records = []
    for n, (text, value) in enumerate(told):
        records.append(background(n, f"2024-09-0{n + 1}", f"were killed in Iran since {text}", 4000 + 50 * n))
        records[-1]["dates"] = [{"span": [0, len(text)], "text": text, "value": value}]
    [event] = running(records)
    assert [row["since"] for row in event["figures"]] == ["2023-10-07"]


@pytest.mark.parametrize(("since", "one"), [("October", True), (None, False)])
def test_small_tolls_so_far_are_one_where_they_are_counted_from_one_day(since, one):
    """Below a hundred two campaigns have as many dead by chance."""
    records = []
    for n in range(3):
        words = f"were killed in Iran since {since or 'the campaign began'}"
        records.append(background(n, f"2024-09-0{n + 1}", words, 40 + n))
        records[-1]["dates"] = [{"span": [0, 7], "text": "October", "value": "2023-10"}]
    assert len(running(records)) == one


@pytest.mark.parametrize(("dead", "days"), [(1, None), (2, "2024-03-02")])
def test_the_day_on_which_one_more_died_is_not_that_of_the_attack(dead, days):
    """ "Two are dead … the second one died on Saturday in hospital"."""
    later = said("killed", dead, when="2024-03-02")
    [event] = reconcile([article("a", "2024-03-05", [said("killed", 2), said("wounded", 3), later])])["events"][:1]
    assert event["when"] == (days or "2024-03-05")
