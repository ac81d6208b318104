"""The number grammar: what is printed is read back, every phrase and unit of the tables works, nothing breaks it."""

from dataclasses import replace
from decimal import Decimal
from time import process_time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from factx.language import Text
from factx.quantities import load_rules, read_quantities
from factx.quantities.conditions import GUARDS
from factx.quantities.engine import Rules
from factx.quantities.readings import PRODUCERS
from factx.quantities.schema import CldrFile, CurrencyFile, RuleFile, UnitFile
from factx.rules import read_rules

NLP = spacy.blank("en")
RULES = load_rules(NLP.vocab)
FILE = read_rules("quantities", RuleFile)
UNITS = read_rules("quantities", UnitFile, "units.toml")
LISTED = read_rules("quantities", CldrFile, "cldr.toml")
CURRENCIES = read_rules("quantities", CurrencyFile, "currencies.toml")

ONES = [*FILE.words.ones, *FILE.words.teens]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = [(10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand")]


def read(text, rules: Rules = RULES):
    """The quantities of a text without a parse: what the grammar alone finds."""
    return read_quantities(Text.of(NLP(text)), rules).listed


def in_words(number):
    """A whole number as a newspaper spells it out."""
    for value, name in SCALES:
        if number >= value:
            rest = in_words(number % value) if number % value else ""
            joint = " and " if rest and number % value < 100 else " " if rest else ""
            return f"{in_words(number // value)} {name}{joint}{rest}"
    if number >= 100:
        rest = f" and {in_words(number % 100)}" if number % 100 else ""
        return f"{ONES[number // 100 - 1]} hundred{rest}"
    if number >= 20:
        return TENS[number // 10 - 2] + (f"-{ONES[number % 10 - 1]}" if number % 10 else "")
    return ONES[number - 1]


def in_digits(number):
    return f"{number:,}"


BOUNDS = {
    "": ("exact", True, True),
    "at least ": ("at_least", True, False),
    "more than ": ("more_than", True, False),
    "as many as ": ("at_most", False, True),
    "fewer than ": ("less_than", False, True),
    "about ": ("about", True, True),
    "an estimated ": ("about", True, True),
}


@given(
    st.integers(1, 10**15 - 1),
    st.sampled_from([in_words, in_digits]),
    st.sampled_from(sorted(BOUNDS)),
    st.sampled_from(["kilometres", "euros"]),
)
def test_a_whole_number_is_read_back_as_it_was_printed(number, printed, phrase, unit):
    (quantity,) = read(f"They had {phrase}{printed(number)} {unit} left.")
    bound, low, high = BOUNDS[phrase]
    assert quantity.bound == bound
    assert quantity.low == (number if low else None)
    assert quantity.high == (number if high else None)
    assert quantity.unit == unit[:-1]


@given(st.decimals(Decimal("0.01"), Decimal("999.99"), places=2), st.sampled_from([*SCALES, (1, "")]))
def test_a_decimal_is_exact_with_any_scale(number, scale):
    value, name = scale
    (quantity,) = read(f"It cost ${number} {name}.")
    assert quantity.low == quantity.high == number * value
    assert (quantity.unit, quantity.unit_code, quantity.kind) == ("dollar", "USD", "money")


@given(st.integers(1, 999), st.integers(1, 999), st.sampled_from(["{} to {}", "{}-{}", "{}–{}"]))
def test_a_range_keeps_both_ends(low, size, printed):
    (quantity,) = read(f"It took {printed.format(low, low + size)} kilometres.")
    assert (quantity.low, quantity.high, quantity.bound) == (low, low + size, "range")


@given(st.text(st.sampled_from("0159.,-–/'’\"$€%()½ amkx\nof to half one two dozen and no"), max_size=60))
def test_no_text_breaks_it_and_every_span_lies_in_the_text(text):
    for quantity in read(text):
        assert text[quantity.span.start : quantity.span.end] == quantity.span.text
        assert quantity.span.start <= quantity.number[0] < quantity.number[1] <= quantity.span.end


@given(st.text())
def test_any_unicode_is_survived(text):
    read(text)


WORDS = "at least 12 no one dozens of half a million - , ( ) $ % was killed and wounded"


@settings(deadline=None)  # each text is parsed, and the machine may be busy
@given(st.lists(st.sampled_from(WORDS.split(" "))))
def test_no_parse_breaks_it(extractor, words):
    extractor.extract(" ".join(words))


def test_more_digits_than_a_figure_has_are_not_read():
    assert read("The key is 1234567890123456 kilometres.") == ()
    assert read("It is 123456789012345 kilometres.")[0].low == 123456789012345


PHRASES = [(rule, phrase) for rule in FILE.bound for phrase in rule.before]
TAILS = [(rule, phrase) for rule in FILE.bound for phrase in rule.after]


@pytest.mark.parametrize(("rule", "phrase"), PHRASES, ids=lambda v: v if isinstance(v, str) else v.id)
def test_every_bound_phrase_bounds_the_number_after_it(rule, phrase):
    unit = "years" if rule.kind == ("duration",) else "euros"
    written = phrase.replace(" -", "-").replace(" .", ".").replace("| ", "")
    (quantity,) = read(f"There it was: {written} 12 {unit}.")
    assert quantity.bound == rule.bound


@pytest.mark.parametrize(("rule", "phrase"), TAILS, ids=lambda v: v if isinstance(v, str) else v.id)
def test_every_bound_phrase_bounds_the_number_before_it(rule, phrase):
    tied = phrase.startswith(("-", "+"))
    (quantity,) = read(f"It took 12{'' if tied else ' '}{phrase.replace('- ', '-')} kilometres.")
    assert (quantity.bound, quantity.unit) == (rule.bound, "kilometre")


@pytest.mark.parametrize("entry", (*UNITS.unit, *LISTED.unit), ids=lambda e: e.name)
def test_every_unit_is_read_in_all_its_spellings(entry):
    for word in (entry.name, *entry.words):
        assert {q.unit for q in read(f"They saw 12 {word} there.")} == {entry.name}
    for symbol in entry.symbols:
        (quantity,) = read(f"They saw 12{symbol} there.")
        assert quantity.unit_code == entry.code


@pytest.mark.parametrize("code", CURRENCIES.names)
def test_every_currency_is_read_by_code_name_and_sign(code):
    spellings = [f"{code} 2000", f"2,000 {CURRENCIES.names[code]}"]
    spellings += [f"2,000 {word}" for table in (CURRENCIES.words, CURRENCIES.large) for word in table.get(code, ())]
    signs = (*CURRENCIES.signs.get(code, ()), *LISTED.signs.get(code, ()))
    spellings += [f"{sign}2,000" for sign in signs]
    for spelling in spellings:
        (quantity,) = read(f"It costs {spelling} there.")
        assert (quantity.low, quantity.unit_code, quantity.kind) == (2000, code, "money"), spelling


# A text whose number this reading alone keeps out, and one like it whose number is a quantity.
READINGS = [
    ("headed-name", "They boarded flight 370.", "The flight took 370 passengers."),
    ("headed-title", "Boxes of Case 1000 files were found.", "In case 1000 files are found, call us."),
    ("numbered", "He wrote in vol. 12 of the series.", "She counted the vol. Then 12 men left."),
    ("house-number", "She lives at 12 Elm Street.", "She saw 12 elms in the street."),
    ("far-house-number", "He lives at 9700 W Ferris.", "He sells 9700 W panels."),
    ("call-sign", "Stay with 12 News for updates.", "It hired 9 anchors for News Hour."),
    ("block-number", "Shots were heard in 1100 block of Oak Street.", "They built 1100 blocks of flats."),
    ("emergency-number", "A neighbor called 911.", "They called 911 voters."),
    ("emergency-calls", "Some 911 dispatchers heard him.", "They counted 911 bricks."),
    ("phone", "Call 0207 555 0142 for help.", "They called 207 voters."),
    ("clock-after", "Polls close at 8 p.m. sharp.", "Polls close after 8 days."),
    ("clock-colon", "The bomb went off at 10:30.", "The result: 30 seats."),
    ("share-code", "Shares of Orbo (9984.T) fell.", "Shares of Orbo (9984 T.) fell."),
    ("hour", "The shop opens at 9 in the morning.", "The index opens at 9 points."),
    ("month-day", "She left on May 12 with them.", "In May 12 people died."),
    ("days-of-a-month", "Between 3 and 5 June there was rain.", "Between 3 and 5 boats sank."),
    ("era", "The temple burned in 410 AD.", "They sold 410 ads."),
    ("year", "Protests began in 2019.", "They counted 1950 people there."),
    ("short-year", "She was of the class of '92.", "She was one of '92 percent'."),
    ("ordinal", "It is the 21st century.", "It took 21 centuries."),
    ("decade", "He loves the 80's and their songs.", "He counted 80 sheep."),
    ("letters-before", "The A380 landed.", "The RM380 was paid."),
    ("glued-letters", "The phone has 5G now.", "The phone weighs 5g now."),
    ("small-k", "He bought a 4K screen.", "He counted 4K people."),
    ("race-k", "She won the 10k race.", "It has 10k users."),
    ("race-metres", "He won the men's 400 metres.", "He ran the last 400 metres."),
    ("race-letter", "She won the women's 400m hurdles.", "It made a 400m profit."),
    ("number-of-thing", "He took the 710 freeway.", "He took 710 freeways."),
    ("picture", "The camera streams 1080p video.", "The sweets cost 1080p each."),
    ("zero-led", "The agent is 007 now.", "The agent is 7 feet tall."),
    ("said-zero", "The police have zero tolerance of racism.", "The storm caused zero casualties."),
    ("tally", "He made 11-of-22 shots.", "He made 11 of 22 shots."),
    ("chained", "Look at case 1-800-555 there.", "Look at 1-800 there."),
    ("slashed", "The shop is open 24/7.", "The shop is open 24 days."),
    ("rank", "It was a top 20 singles chart.", "It was the top 20 singles chart."),
    ("share-index", "The Standard & Poor's 500 index fell.", "Standard & Poor's cut 500 jobs."),
    ("in-name", "He owns a Toyota 86.", "In Toyota 86 people fell ill."),
    ("title-number", "The Big Four met the minister.", "The big four-metre gate fell."),
    ("model-letter", "She bought an iPhone 5C.", "In Oslo 5C was measured."),
    ("model-name", "She drives a 911 Turbo.", "It won a 12 Oscar haul."),
    ("or-two", "She left for a year or two.", "She left for one or two years."),
    ("pronoun-one", "One thing is clear.", "They chose one house."),
    ("bare-one", "They chose one, it seems.", "One was killed."),
    ("the-one", "She is the only one there.", "She is the only one man."),
    ("test-scores", "The scores rose again.", "The blast killed scores of people."),
    ("bare-tens", "The child added the tens.", "The blast killed tens."),
    ("list-bracket", "The first (1) answer is no.", "The man (41) was hurt."),
    ("list-number", "1. The answer is no.", "1 man was hurt."),
    ("mark-before", "He wrote to @12 on Friday.", "He wrote to 12 friends."),
    ("address", "Read http://example.org/?id=12 today.", "Read 12 pages today."),
    ("too-long", "The key was 1234567890123456.", "The sum was 123456."),
    ("joined-name", "He won the 5-Towns trophy.", "He won the 5-town trophy."),
    ("class-by-age", "He won an Under-21 cap.", "He won an under-21% stake."),
    ("joined-word", "It is a two-way street.", "It is a two-day strike."),
    ("one-time", "A one-time mayor spoke.", "She is a three-time mayor."),
    ("joined-digits", "It is the 12-and-under cup.", "It is for 12-member teams."),
]


@pytest.mark.parametrize(("name", "out", "kept"), READINGS)
def test_each_reading_is_needed_and_leaves_its_look_alike(extractor, name, out, kept):
    without = replace(RULES, readings=tuple(r for r in RULES.readings if r.rule.id != name))
    views = [Text.of(extractor.nlp(text)) for text in (out, kept)]
    assert read_quantities(views[0], RULES).listed == ()
    assert read_quantities(views[0], without).listed != ()
    assert read_quantities(views[1], RULES).listed != ()


def test_every_reading_has_its_texts():
    assert [rule.id for rule in FILE.reading] == [name for name, _, _ in READINGS]


# A text in which the rule gives one number what another has, what that is, and one like it in which it must not.
SHARES = [
    ("age-too", "The brothers, ages 26 and 36, fled.", {"kind": "age", "low": 36}, "At age 26 and 360 he fled."),
    ("age-before", "They have girls 9 and 10 years old.", {"kind": "age", "low": 9}, "They saw 9 cows, 10 years old."),
    (
        "change-again",
        "Acme was down 52 cents, or 0.6%.",
        {"change": "down", "low": Decimal("0.6")},
        "It fell 5%, but 6% left.",
    ),
    ("change-without-verb", "Acme rose 3%, Bolt 2%.", {"change": "up", "low": 2}, "Acme rose 3%, it owns 2%."),
    (
        "conversion",
        "It is over 100 kilometres (60 miles) long.",
        {"bound": "more_than", "low": 60},
        "It is over 100 kilometres (60 days) away.",
    ),
    (
        "level-of-an-index",
        "It lost 3 points, or 2 percent, to 733.18.",
        {"unit": "point", "low": Decimal("733.18")},
        "It lost 3 points. It led to 733.18.",
    ),
    (
        "round-level-of-an-index",
        "It lost 3 points, or 2 percent, to 1,333.",
        {"unit": "point", "low": 1333},
        "It lost 3 points, or 2 percent, to 13.",
    ),
    (
        "percent-again",
        "Sales rose 4 percent but profits fell by 1.",
        {"kind": "percent", "low": 1},
        "Sales rose 4 percent but profits were 1.",
    ),
    (
        "next-time",
        "It was 12 degrees in 2018 and 14 last year.",
        {"unit": "degree", "low": 14},
        "It was 12 degrees and 14 last year.",
    ),
    (
        "level",
        "The river rose 3 metres to 14.",
        {"unit": "metre", "low": 14},
        "The river rose 3 metres in a valley to 14.",
    ),
    (
        "level-of-points",
        "The index ended 64 points lower at 577.",
        {"unit": "point", "low": 577},
        "The index rose 64 seats to 577.",
    ),
    ("price", "The share rose $2 to 45.", {"kind": "money", "low": 45}, "The share rose $2 to 45 traders."),
    (
        "large-sum",
        "It took 100 billion yen, with 20 billion to come.",
        {"unit": "Japanese yen", "low": 20 * 10**9},
        "It took 100 billion yen, with 20 to come.",
    ),
    (
        "held-against",
        "Doctors saw 31 cases, up from 24 before.",
        {"unit": "case", "low": 24},
        "It has 31 cases. The index was up from 24.",
    ),
    (
        "part-of",
        "Half of the firm's 28 nurses left.",
        {"kind": "ratio", "unit": "nurse"},
        "Half of the team had 28 nurses.",
    ),
    ("sides", "It measures 5 x 3 inches.", {"unit": "inch", "low": 5}, "It measures 5 but 3 inches."),
    ("listed", "They are 5, 6 and 7 inches long.", {"unit": "inch", "low": 5}, "They are 5; 6 and 7 inches long."),
    (
        "shares",
        "They split it 51.2 to 48.8 percent.",
        {"unit": "percent", "low": Decimal("51.2")},
        "They split it 51.2 with 48.8 percent.",
    ),
    (
        "adjective-apart",
        "He shot four male and three female victims.",
        {"unit": "male victim"},
        "He shot four males and three female victims.",
    ),
]


def without_share(name):
    """The rules but for one of sharing."""
    kept = {of: tuple(share for share in shares if share.rule.id != name) for of, shares in RULES.sharing.items()}
    return replace(RULES, sharing=kept)


@pytest.mark.parametrize(
    ("name", "text", "wanted", "alike"), SHARES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_each_rule_of_sharing_is_needed_and_leaves_its_look_alike(extractor, name, text, wanted, alike):
    def gives(rules, text):
        return read_quantities(Text.of(extractor.nlp(text)), rules).listed

    def given(found):
        return [q for q in found if all(getattr(q, field) == value for field, value in wanted.items())]

    assert given(gives(RULES, text)) and not given(gives(without_share(name), text))
    assert gives(RULES, alike) == gives(without_share(name), alike)


def test_every_rule_of_sharing_has_its_texts():
    assert [rule.id for rule in FILE.share] == [name for name, *_ in SHARES]


def test_every_producer_and_guard_is_asked_for_by_a_reading():
    rules = (*FILE.reading, *FILE.age)
    named = {rule.producer for rule in rules} | {guard for rule in rules for guard in (*rule.when, *rule.unless)}
    assert {*PRODUCERS, *GUARDS} <= named


def in_one_sentence(text):
    """The text as the worst parse has it: one sentence, every word of which hangs on the first."""
    words = [token.text for token in NLP(text)]
    kinds = ["NNS" if word.isalpha() else "CD" for word in words]
    deps = ["ROOT", *["dep"] * (len(words) - 1)]
    return Text.of(Doc(NLP.vocab, words=words, tags=kinds, heads=[0] * len(words), deps=deps, lemmas=words))


@pytest.mark.parametrize("unit", ["12, ", "3 people ", "12 to ", "12 killed ", "million ", "20 points to 30, "])
def test_time_grows_with_the_text_alone(unit):
    def seconds(size):
        view = in_one_sentence(unit * (size // len(unit)) + "people died.")
        start = process_time()
        read_quantities(view, RULES)
        return process_time() - start

    short, long = min(seconds(2_000) for _ in range(3)), seconds(16_000)
    assert long < 8 * 2 * short + 0.05, "square time gives 64 times"
