"""What an editor sees: figures as a desk writes them, claims folded, hostile text as text."""

import io

import pytest
from made import flood
from made_records import attribution, claim, cue, quantity, record, source
from rich.console import Console

from factx.render import render_markdown, render_table
from factx.render.figures import figure
from factx.render.rows import beside_figure, content, day, figure_rows, noun_alone, statement_rows
from factx.render.table import TableOptions


def table(records, width=80, **options):
    console = Console(file=io.StringIO(), width=width, force_terminal=False)
    render_table(console, records, TableOptions(**options))
    return console.file.getvalue()


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ({}, "≥ 200"),
        ({"low": 400, "high": None, "bound": "more_than"}, "> 400"),
        ({"low": None, "high": 30, "bound": "at_most"}, "≤ 30"),
        ({"low": None, "high": 5, "bound": "less_than"}, "< 5"),
        ({"low": 50, "high": 50, "bound": "about"}, "≈ 50"),
        ({"low": 12, "high": 15, "bound": "range"}, "12–15"),
        ({"low": 120e6, "high": 150e6, "bound": "range", "kind": "money", "unit": "crown"}, "120–150 million crowns"),
        ({"low": 900, "high": 2e6, "bound": "range"}, "900–2 million"),
        ({"low": 25, "high": 25, "bound": "exact", "kind": "percent", "unit": "basis point"}, "25 basis points"),
        ({"low": 12, "high": None, "bound": "vague", "text": "Dozens"}, "dozens"),
        ({"low": 0, "high": 0, "bound": "exact"}, "0"),
        ({"low": 0.666666666666667, "high": 0.666666666666667, "bound": "exact", "kind": "ratio"}, "2/3"),
        ({"low": 0.2, "high": 0.2, "bound": "about", "kind": "ratio"}, "≈ 1/5"),
        ({"low": 0.1234, "high": 0.1234, "bound": "exact", "kind": "ratio"}, "0.1234"),
        ({"low": 0.5, "high": None, "bound": "more_than", "kind": "ratio"}, "> 1/2"),
        ({"low": 2, "high": 2, "bound": "exact", "kind": "measure", "unit": "inch"}, "2 inches"),
        ({"low": 6.1, "high": 6.1, "bound": "about", "kind": "measure", "unit": "magnitude"}, "≈ magnitude 6.1"),
        ({"low": 4, "high": 4, "bound": "exact", "kind": "ratio"}, "4"),
        ({"low": 82615680, "high": 82615680, "bound": "exact"}, "82,615,680"),
        ({"low": 2500000, "high": 2500000, "bound": "exact"}, "2.5 million"),
        ({"low": 5.5, "high": 5.5, "bound": "exact", "kind": "percent", "unit": "percent", "change": "up"}, "+5.5%"),
        (
            {"low": 3.4e9, "high": 3.4e9, "bound": "exact", "kind": "money", "unit": "dollar", "unit_code": "USD"},
            "$3.4 billion",
        ),
        (
            {"low": 79, "high": 79, "bound": "exact", "kind": "money", "unit": "Malaysian ringgit", "unit_code": "MYR"},
            "79 MYR",
        ),
        (
            {"low": 3, "high": 3, "bound": "exact", "kind": "measure", "unit": "kilometre", "unit_code": "km"},
            "3 km",
        ),
        ({"low": 9, "high": 9, "bound": "exact", "kind": "measure", "unit": "ton per year"}, "9 tons per year"),
        (
            {"low": 60, "high": 60, "bound": "exact", "kind": "measure", "unit": "acre", "unit_code": "acre"},
            "60 acres",
        ),
        (
            {"low": 70, "high": 70, "bound": "exact", "kind": "money", "unit": "dollar per barrel", "unit_code": "USD"},
            "$70 per barrel",
        ),
    ],
)
def test_a_figure_reads_as_on_a_news_desk(parts, shown):
    assert figure(quantity(**parts)) == shown


@pytest.mark.parametrize("width", [80, 200])
def test_the_table_holds_who_says_how_many_where(width):
    shown = table([record()], width)
    assert all(len(line) <= width for line in shown.splitlines())
    for words in ("≥ 200", "Karabakh", "an official", "¶1"):
        assert words in shown


def test_a_claim_told_twice_is_one_row_that_names_both_places():
    head = claim(
        id="c1", section="headline", span=[0, 10], text="Toll rises", source=None, attribution=None, same_as=["c2"]
    )
    shown = table([record([head, claim(id="c2", same_as=["c1"])])], 200)
    assert shown.count("≥ 200") == 1
    assert "headline, ¶1" in shown
    assert "an official" in shown


def test_an_event_without_a_type_is_told_by_its_clause():
    sank = claim()["event"] | {"type": "sink", "lemma": "sink"}
    shown = table([record([claim(event=sank, gist="the ferry with 200 people sank, per an official")])], 200)
    assert "the ferry with 200 people sank " in shown
    assert ", per" not in shown


def test_the_narrator_is_called_so_and_a_nameless_source_is_left_empty():
    narrated = table([record([claim(source=None, cue=None, attribution=None, chain=[])])], 200)
    nameless = table([record([claim(source=None, chain=[])])], 200)
    assert "the article" in narrated
    assert "the article" not in nameless


def test_a_source_told_by_another_shows_the_way():
    told = claim(source=source(canonical="the police"), chain=["the ministry", "the police"])
    assert "the police (unnamed, via the ministry)" in table([record([told])], 200)


def test_a_voice_inside_its_own_statement_has_no_row_of_its_own():
    outer = claim(kind="statement", quantity=None)
    made = record([outer, outer | {"id": "c2", "attribution": "a2"}])
    made["attributions"].append(attribution(id="a2", within="a1"))
    assert table([made], 200).count("said") == 1
    made["claims"][1] |= {"source": source(canonical="a witness"), "chain": ["an official", "a witness"]}
    assert table([made], 200).count("said") == 2


def test_no_claims_are_said_to_be_none():
    assert "no figures · no statements" in table([record([])])


HOSTILE = "[bold red]Re[/]\x1b[31m\u202eeve\x07 <script>alert(1)</script> | *x*"


def test_hostile_text_is_shown_as_text():
    bad = record([claim(source=source(canonical=HOSTILE, type="unknown"), gist=HOSTILE)], title=HOSTILE)
    shown = table([bad], 200)
    page = "".join(render_markdown([bad]))
    assert "[bold red]Re[/][31meve <script>" in shown
    assert not {"\x1b", "\x07", "\u202e"} & set(shown + page)
    assert "<script>" not in page.replace("\\<", "")


def test_markdown_gives_a_gist_a_claim_and_the_rules_on_demand():
    page = "".join(render_markdown([record()], explain=True))
    assert "- at least 200 people killed in Karabakh, per an official (¶1)\n" in page
    assert "at-least → intransitive → clausal-complement" in page


def test_markdown_says_once_how_sure_a_claim_is():
    hedged = claim(certainty="probable", gist="200 people killed (probably), per an official")
    told = claim(certainty="probable", gist="200 people killed in what may be the worst year")
    page = "".join(render_markdown([record([hedged]), record([told])]))
    assert "- 200 people killed (probably), per an official (¶1)\n" in page
    assert "worst year (probable; ¶1)\n" in page


def test_markdown_folds_what_the_table_folds():
    said, again = claim(id="c1", same_as=["c2"]), claim(id="c2", same_as=["c1"])
    told = {"kind": "statement", "quantity": None, "gist": "an official said the road was shut"}
    fuller, less = claim(id="c3", **told), claim(id="c4", restates="c3", **told | {"gist": "shut, an official said"})
    inner = claim(id="c5", attribution="a2", **told | {"gist": "he said it was"})
    folded = record([said, again, fuller, less, inner])
    folded["attributions"] = [attribution(id="a1"), attribution(id="a2", within="a1")]
    page = "".join(render_markdown([folded]))
    assert page.count("\n- ") == len(figure_rows(folded)) + len(statement_rows(folded)) == 2
    assert "shut, an official said" not in page
    assert "he said it was" not in page


def test_a_distance_reads_beside_its_length():
    far = {"type": "distance", "lemma": "distance", "text": "west"}
    line = "the dam: 355 kilometres west of Ostrau, per an official"
    row = claim(event=claim()["event"] | far, subject={"span": [0, 7], "text": "the dam"}, gist=line)
    assert figure_rows(record([row]))[0].what == "the dam: west of Ostrau"


def test_explain_adds_the_rules_to_the_table():
    assert "at-least → intransitive" in table([record()], 200, explain=True)
    assert "intransitive" not in table([record()], 200)


@pytest.mark.parametrize(
    ("value", "text", "shown"),
    [
        ("2016-04-22TNI", "Friday night", "2016-04-22"),
        ("2016-Q2", "the second quarter", "the second quarter"),
        ("2016", "last year", "2016"),
        ("2015-03/2016-03", "between March 2015 and March 2016", "2015-03 to 2016-03"),
        (None, "that day", "that day"),
    ],
)
def test_no_timex_code_is_printed(value, text, shown):
    assert day({"value": value, "text": text}) == shown


def test_an_article_without_a_day_says_how_to_give_it_one():
    assert "--published" in table([flood(published=None)])
    assert "--published" not in table([flood()])


def test_the_legend_explains_the_signs_that_are_there():
    shown = table([flood()])
    assert "≥ at least" in shown.splitlines()[-1]
    assert "more than" not in shown
    assert "the article: it names nobody" in shown


@pytest.mark.parametrize(
    ("gist", "words", "kind", "what"),
    [
        ("3.2%: sales rose 3.2% in March", "3.2%", "percent", "sales rose 3.2% in March"),
        ("quarterly profit of $45 million", "$45 million", "money", "quarterly profit"),
        ("quarterly profit of 84 million euros: 95.5 million", "95.5 million", "money", "quarterly profit"),
        ("2,000", "2,000", "count", "spoke"),
        ("3.2%: 3.2 percent", "3.2%", "percent", "spoke"),
        ("at least 11 gifts: Ruiz took at least 11 gifts", "at least 11", "count", "Ruiz took at least 11 gifts"),
        ("a third of 90 people voted", "a third", "ratio", "a third of 90 people voted"),
        ("the exhibition: 50 paintings", "50", "count", "the exhibition: paintings"),
        ("the exhibition of 50 paintings", "50", "count", "the exhibition of 50 paintings"),
    ],
)
def test_what_is_told_does_not_repeat_the_figure_of_its_row(gist, words, kind, what):
    claim = {"quantity": {"text": words, "kind": kind}, "event": {"text": "spoke"}}
    assert beside_figure(gist, claim) == what


@pytest.mark.parametrize(
    ("gist", "thing", "what"),
    [
        ("nine deaths", "deaths", "deaths"),
        ("nine deaths in Lima", "deaths", "deaths"),
        ("Rao leads by nine votes", "votes", "Rao leads by nine votes"),
        ("nine ballots not yet counted", "ballots", "ballots not yet counted"),
    ],
)
def test_a_noun_that_tells_no_harm_is_told_by_its_clause(gist, thing, what):
    claim = {"quantity": {"text": "nine", "kind": "count"}, "event": {"text": thing}, "place": {"text": "Lima"}}
    assert noun_alone(gist, thing, claim) == what


@pytest.mark.parametrize(
    ("low", "unit", "thing"), [(2, "body", "bodies"), (1, "body", "body"), (9, "missing", "missing")]
)
def test_what_is_counted_is_named_in_its_number(low, unit, thing):
    elided = claim(quantity=quantity(low=low, high=low, bound="exact", unit=unit, counted=None))
    assert figure_rows(record([elided]))[0].what == f"{thing} killed"


def test_a_multiple_is_told_by_its_clause():
    gist = "Russia has fired five times as many shells, per an official"
    multiple = claim(quantity=quantity(low=5, high=5, unit="time", text="five"), gist=gist)
    assert figure_rows(record([multiple]))[0].what == "Russia has fired five times as many shells"


def test_what_restates_another_claim_has_no_row():
    whole, record = flood(), flood()
    record["claims"][3] |= {"restates": "c2"}
    assert [len(rows(whole)) - len(rows(record)) for rows in (figure_rows, statement_rows)] == [1, 0]


def test_a_column_without_a_word_is_left_out():
    told = record([claim()], attributions=[])
    told["claims"][0].update(place=None, when=None)
    header = next(line for line in table([told], width=130).splitlines() if "How many" in line)
    assert header.split() == ["How", "many", "What", "Sure", "Source", "In"]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("that the dam would hold", "the dam would hold"),
        ("that “the dam” would hold", "“the dam” would hold"),
        ("whether the dam would hold", "whether the dam would hold"),
        ("that's the dam", "that's the dam"),
        ("the dam that would hold", "the dam that would hold"),
    ],
)
def test_what_is_said_stands_without_that(said, shown):
    assert content(said) == shown


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("It", "unknown", "It (not clear who)"),
        ("Brenmark", "unknown", "Brenmark"),
        ("it", "government", "it (government)"),
    ],
)
def test_a_pronoun_that_nobody_is_found_for_says_so(name, kind, shown):
    row = claim(source=source(text=name, canonical=name, type=kind), chain=[name])
    assert figure_rows(record([row]))[0].source == shown


@pytest.mark.parametrize("words", ["destroyed", "damaged", "destroyed or damaged"])
def test_what_became_of_things_is_told_as_the_gist_has_it(words):
    fell = {"type": "destroyed", "text": words.split()[0], "lemma": "destroy" if words[0:3] == "des" else "damage"}
    gist = f"at least 200 houses {words}, per an official"
    row = claim(event=claim()["event"] | fell, gist=gist, quantity=quantity(unit="house", counted=None))
    assert figure_rows(record([row]))[0].what == f"houses {words}"


def test_no_line_of_facts_is_cut_within_a_fact():
    lines = table([record(published=None, anchor=None)], 44).splitlines()
    assert lines[1:3] == ["no date (--published gives it one)", "1 figure · no statements"]


def test_what_is_behind_a_claim_takes_the_width_of_the_terminal():
    ruled = claim(rules=[f"rule-{n}" for n in range(40)])
    lines = table([record([ruled])], 80, explain=True).splitlines()
    assert max(len(line.rstrip()) for line in lines if "rule-1" in line) > 60
    assert " ≥ 200 people killed (¶1)" in lines


@pytest.mark.parametrize("width", [60, 66, 72, 80, 100])
def test_no_word_of_a_column_is_broken(width):
    """As "(organisatio" and "n)" stood beside a long figure."""
    told = quantity(kind="money", unit="euro", unit_code="EUR", low=8.5e7, high=8.5e7, bound="about", text="about €85m")
    made = claim(quantity=told, source=source(canonical="Tarnelec", type="organisation"), gist="damage at about €85m")
    for line in table(
        [record([made | {"event": made["event"] | {"type": "put", "lemma": "put"}}])], width
    ).splitlines():
        assert "organisatio" not in line or "(organisation)" in line


@pytest.mark.parametrize(
    ("gist", "lemma", "shown"),
    [
        ("Some 93% of those infected were not vaccinated", "vaccinate", False),
        ("12 ships didn’t arrive", "arrive", False),
        ("12 ships arrived", "arrive", True),  # as somebody denied
        ("not 12 people killed", "kill", True),  # of which the column has "people killed"
    ],
)
def test_not_so_is_said_once(gist, lemma, shown):
    type_ = {"kill": "killed"}.get(lemma, lemma)
    made = claim(gist=gist, polarity="negative", event=claim()["event"] | {"type": type_, "lemma": lemma})
    assert ("not so" in table([record([made])])) is shown
    (line,) = [line for line in render_markdown([record([made])]) if line.startswith("-")]
    assert ("not so" in line) is (shown and "not" not in gist)


def stated(voice, **parts):
    """A record of one statement."""
    made = claim(kind="statement", quantity=None, cue=voice["cue"], **parts)
    return record([made]) | {"attributions": [voice]}


def test_what_is_denied_is_not_called_possible_too():
    denied = attribution(stance="deny", cue=cue(text="denied", lemma="deny"))
    told = stated(denied, gist="an official denied the charges", certainty="possible")
    for width in (40, 80, 140):
        assert "possible" not in table([told], width)
    assert "possible" not in "".join(render_markdown([told]))


def test_to_whom_something_is_told_is_said():
    voice = attribution(cue=cue(text="told", lemma="tell"), addressee=[40, 49])
    told = stated(voice, gist="an official told reporters: the ship sank")
    assert "told reporters" in " ".join(table([told]).split())


def test_a_place_that_the_clause_tells_is_not_told_again():
    event = claim()["event"] | {"type": "sentence", "lemma": "sentence"}
    made = claim(gist="A court in Karabakh sentenced the 200", event=event)
    assert table([record([made])], 80).count("Karabakh") == 1
