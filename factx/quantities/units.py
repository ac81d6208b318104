"""Finds the unit of a figure in the tables: the currency before it, the measure or currency after it, and "per"."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from factx import words
from factx.quantities.atoms import BREAK, NUMBER, WORD, Atoms
from factx.quantities.figure import Figure, Unit
from factx.quantities.marks import marked
from factx.quantities.money import is_priced, money_pound
from factx.quantities.spellings import Form, UnitTable

LONGEST_SIGN = 3
RATES = frozenset({"percent", "percentage point", "basis point"})


def attach_unit(atoms: Atoms, figure: Figure, table: UnitTable) -> None:
    """Gives the figure the currency before it or the unit after it, if the tables know one, and what it is "per"."""
    sign = sign_before(atoms, figure.first, table)
    if sign:
        figure.begin, unit = sign
        figure.set_unit(unit, figure.end)
        figure.prefixed = True
        settle_letter(figure, is_unit=False)
        scale_money(atoms, figure, table)
        skip_doubled_name(atoms, figure, table)
    elif figure.letter and (priced := sign_of_range(atoms, figure, table)):
        settle_letter(figure, is_unit=False)
        figure.set_unit(priced, figure.end)
    else:
        attach_following(atoms, figure, table)
        if figure.unit is None and named_before(atoms, figure, table):
            return
        raise_power(atoms, figure, table)
        lead = figure.first - 1 - (atoms.dash(figure.first - 1) or atoms.words[figure.first - 1] == "of")
        if figure.unit is None and atoms.words[lead] in table.leading:
            figure.set_unit(Unit(table.leading[atoms.words[lead]], None, "measure"), figure.end)
    if figure.unit is not None and figure.kind != "percent":
        attach_rate(atoms, figure, table)
        rate_behind_bracket(atoms, figure, table)


def raise_power(atoms: Atoms, figure: Figure, table: UnitTable) -> None:
    """ "4 km^3", "4 km squared": the unit of length becomes one of area or volume."""
    at = figure.after
    if figure.unit is None:
        return
    apart = atoms.kinds[at] == NUMBER and not atoms.glued(at - 1)  # "6 ft 2 in"
    power, end = None if apart else POWERS.get(atoms.words[at]), at + 1
    if atoms.words[at] == "^" and atoms.words[at + 1] in POWERS:
        power, end = POWERS[atoms.words[at + 1]], at + 2
    name = f"{power} {figure.unit}"
    known = next((f.unit for f in table.forms.get(power or "", ()) if f.unit.name == name), None)
    if known:
        figure.set_unit(known, end)


POWERS = {"squared": "square", "cubed": "cubic", "2": "square", "3": "cubic"}


def settle_letter(figure: Figure, is_unit: bool) -> None:
    """Decides whether the m of "5m" is million; `is_unit` takes the scale back."""
    if is_unit and figure.letter:
        figure.low = figure.high = figure.raw
        figure.scale = Decimal(1)
        figure.end_at(figure.end - 1)
        figure.rule = "digits"
    figure.letter = ""


def scale_money(atoms: Atoms, figure: Figure, table: UnitTable) -> None:
    """ "$1MM", "$2.174T": scales the amount by letters that scale nothing else."""
    scale = table.money_letters.get(atoms.words[figure.end])
    glued = atoms.glued(figure.end - 1) or len(atoms.words[figure.end]) > 1
    if scale and glued and figure.scale == 1 and figure.style == "digits" and atoms.raw(figure.end).isupper():
        rescale(figure, Decimal(scale))
        figure.end_at(figure.end + 1)


def rescale(figure: Figure, scale: Decimal) -> None:
    figure.scale, figure.rule = scale, "scale-letter"
    figure.low = figure.high = figure.raw * scale


def sign_before(atoms: Atoms, first: int, table: UnitTable) -> tuple[int, Unit] | None:
    """The currency sign right before atom `first`: its first atom and the unit. "US$", "$A", "AU $", "Rs." """
    last = atoms.words[first - 1]
    if atoms.kinds[first - 1] != WORD and not (last and (last in "=." or unicodedata.category(last[-1]) == "Sc")):
        return None
    found, joined = None, ""
    for size in range(1, LONGEST_SIGN + 1):
        at = first - size
        if at < 1 or atoms.kinds[at] in (BREAK, NUMBER):
            break
        joined = atoms.raw(at) + joined
        unit = table.signs.get(joined) or small_sign(joined, table)
        if unit and not (
            joined.isalpha() and (part_of_name(atoms, at, joined) or is_word(atoms, first, joined, table))
        ):
            found = at, unit
    return found


def small_sign(written: str, table: UnitTable) -> Unit | None:
    """The currency whose letters are written small: "usd 20", "rmb 10"; none that make a word ("all", "try")."""
    sign = written.upper()
    known = written.isalpha() and written.islower() and len(written) == LONGEST_SIGN
    return table.signs.get(sign) if known and sign not in table.glued and not words.classes(written) else None


def is_word(atoms: Atoms, first: int, sign: str, table: UnitTable) -> bool:
    """Whether a code that is a word too stands before a number that counts something: "ALL 5 answers"."""
    return sign in table.glued and atoms.token(first + 1).tag_ in ("NNS", "NNPS")


def named_before(atoms: Atoms, figure: Figure, table: UnitTable) -> bool:
    """Gives the figure the currency whose name stands before it: "dollar 22.5 million", "ringgit 42"."""
    at, after = figure.first - 1, atoms.token(figure.end)
    if figure.style != "digits" or atoms.kinds[at] != WORD or atoms.kinds[at - 1] == NUMBER:
        return False
    if words.value(atoms.words[at - 1]) is not None or (
        after.pos_ in ("NOUN", "PROPN") and figure.end == figure.first + 1
    ):
        return False
    year = FIRST_YEAR <= figure.value <= LAST_YEAR and figure.scale == 1
    for form in table.forms.get(atoms.words[at], ()):
        money = form.unit.kind == "money" and not (form.rest or form.symbol or form.large)
        if money and not year and form.unit.name not in table.coins:
            figure.begin = at
            figure.set_unit(form.unit, figure.end)
            figure.prefixed = True
            return True
    return False


def part_of_name(atoms: Atoms, at: int, sign: str) -> bool:
    """Whether the letters at `at` are no currency: a single one apart from its number, or the tail of "PLX-R18"."""
    if len(sign) == 1 and not atoms.glued(at):
        return True
    return atoms.glued(at - 1) and (atoms.kinds[at - 1] in (WORD, NUMBER) or atoms.dash(at - 1))


def skip_doubled_name(atoms: Atoms, figure: Figure, table: UnitTable) -> None:
    """ "$5 US dollars", "£3 sterling": the name after the amount belongs to it."""
    form = form_at(atoms, figure.after, table, figure)
    if form and form[0].unit.kind == "money" and form[0].unit.code is not None:
        figure.after = form[1]


def attach_following(atoms: Atoms, figure: Figure, table: UnitTable) -> None:
    """Gives the figure the unit that its words are followed by: "5 km", "10-day", "40 per cent"."""
    if figure.letter and not names_money(atoms, figure.end, table) and letter_is_unit(atoms, figure, table):
        settle_letter(figure, is_unit=True)
    at, joined = figure.tail, False
    if atoms.dash(at) and atoms.glued(at - 1) == atoms.glued(at):
        at, joined = at + 1, True  # "30-year", "30 - year bonds"
    if (atoms.words[at] == "of" and figure.vague) or figure.rule == "part-of-scale":
        at += atoms.words[at] == "of"
    if figure.rule == "fraction" and atoms.words[at] in ("a", "an", "of"):
        at += 1 + (atoms.words[at] == "of" and atoms.words[at + 1] in ("a", "an"))
    form = form_at(atoms, at, table, figure)
    if form is None and read_scaled_code(atoms, figure, table):
        return
    if form is None:
        name = marked(atoms, figure, table)
        units = (form.unit for form in table.forms.get(name or "", ()) if form.unit.name == name)
        if unit := next(units, None):
            figure.set_unit(unit, figure.end + 1)
        return
    if figure.rule == "fraction" and at > figure.end and form[0].unit.kind not in RATABLE:
        return
    settle_letter(figure, is_unit=False)
    unit = money_pound(figure, form[0].unit)
    figure.set_unit(unit, form[1])
    figure.joined = joined


def read_scaled_code(atoms: Atoms, figure: Figure, table: UnitTable) -> bool:
    """ "30 MUSD", "5 MEUR", "2bnSEK", "3.2 bcm": a scale and a currency or unit in one word."""
    if figure.scale != 1 or figure.vague:
        return False
    unit, scale = table.scaled.get(atoms.words[figure.end], (None, Decimal(1)))
    found = SCALED_CODE.fullmatch(atoms.raw(figure.end))
    if found and found[2] in table.codes:
        unit, scale = Unit(table.codes[found[2]], found[2], "money"), CODE_SCALES[found[1].lower()]
    if unit is not None:
        rescale(figure, scale)
        figure.set_unit(unit, figure.end + 1)
    return unit is not None


SCALED_CODE = re.compile(r"([kKMmB]|mn|bn|MM)([A-Z]{3})")
CODE_SCALES = {"k": Decimal(1000), "m": Decimal(10**6), "mn": Decimal(10**6), "mm": Decimal(10**6)} | dict.fromkeys(
    ("b", "bn"), Decimal(10**9)
)


def names_money(atoms: Atoms, at: int, table: UnitTable) -> bool:
    """Whether the name of a currency stands there, as in "417m yuan", which is no length."""
    return any(
        f.unit.kind == "money" and not f.symbol and matched(atoms, at, f) for f in table.forms.get(atoms.words[at], ())
    )


def letter_is_unit(atoms: Atoms, figure: Figure, table: UnitTable) -> bool:
    """Whether a glued m, b or k is a unit rather than a scale: no countable thing follows ("a 5m wall")."""
    if figure.letter != "m" or atoms.raw(figure.end - 1) == "M":
        return False
    after = atoms.words[figure.end]
    if atoms.kinds[figure.end] != WORD or after in ("per", "by"):
        return True
    if after == "a" and is_lapse(atoms, figure.end + 2, table):  # "46.7m a year ago"
        return False
    token = atoms.token(figure.end)
    while (
        token.tag_ in ("JJ", "NN", "VBN", "VBG")
        and token.i + 1 < len(atoms.doc)
        and token.nbor().tag_ in ("JJ", "NN", "NNS")
    ):
        token = token.nbor()
    return token.tag_ not in ("NNS", "NNPS") and token.lower_ != "people"


def sign_of_range(atoms: Atoms, figure: Figure, table: UnitTable) -> Unit | None:
    """The currency of the amount that a dash ties the figure to, as in "$2-3m", "£2m-3m"; None for "2-3m"."""
    at = figure.first - 1
    if not (atoms.dash(at) and atoms.glued(at - 1) and atoms.glued(at)):
        return None
    at -= atoms.kinds[at - 1] == WORD and atoms.glued(at - 2)
    sign = sign_before(atoms, at - 1, table) if atoms.kinds[at - 1] == NUMBER else None
    return sign[1] if sign else None


def form_at(atoms: Atoms, at: int, table: UnitTable, figure: Figure) -> tuple[Form, int] | None:
    """The longest spelling of a unit that begins at atom `at`, and where it ends."""
    if found := dotted(atoms, at, table):
        return found
    for form in table.forms.get(atoms.words[at], ()):
        end = matched(atoms, at, form)
        if end and symbol_fits(atoms, at, end, form, table, figure):
            return form, end
    return None


def dotted(atoms: Atoms, at: int, table: UnitTable) -> tuple[Form, int] | None:
    """The unit whose letters stops part, "m.p.h.", "k.g.", and where it ends; not "5 M.P. staffers"."""
    end = at
    while len(atoms.words[end]) == 1 and atoms.words[end + 1] == "." and atoms.kinds[end + 2] == WORD:
        if not (atoms.glued(end) and atoms.glued(end + 1)):
            break
        end += 2
    if end == at or len(atoms.words[end].removesuffix("s")) != 1:
        return None
    written = "".join(atoms.raw(place) for place in range(at, end + 1, 2)).removesuffix("s")
    forms = (form for form in table.forms.get(written, ()) if not (form.rest or form.large or form.priced))
    form = next((form for form in forms if form.symbol in ("", written)), None)
    return (form, end + 1 + (atoms.words[end + 1] == ".")) if form else None


def matched(atoms: Atoms, at: int, form: Form) -> int:
    """Where the form ends that begins at `at`, or 0. Dashes between its words do not count."""
    end = at + 1
    for word in form.rest:
        if atoms.dash(end) and atoms.glued(end - 1):
            end += 1
        if atoms.words[end] != word:
            return 0
        end += 1
    return end


def symbol_fits(atoms: Atoms, at: int, end: int, form: Form, table: UnitTable, figure: Figure) -> bool:
    """Symbols are case-sensitive, follow digits, and stand apart only if long or known to ("5 W")."""
    if form.priced:
        return is_priced(atoms, at, end, form, table, figure)
    if form.large and (figure.value < LARGE or atoms.words[end + 1] == "t"):  # "12 won", "2019 won't be missed"
        return False
    if not form.symbol:
        return atoms.kinds[end - 1] != WORD or not (atoms.glued(end - 1) and atoms.kinds[end] in (NUMBER, WORD))
    if figure.style != "digits" or atoms.written(at, end) != form.symbol:
        return False
    if figure.letter and form.symbol.isalpha():  # "10k$", not "5m C"
        return False
    if atoms.glued(end - 1) and atoms.kinds[end] in (NUMBER, WORD):
        return False
    if form.symbol == "in" and atoms.dash(at - 1) and atoms.dash(end):  # "a 1-in-10 risk"
        return False
    if atoms.glued(at - 1) or not form.symbol.isalpha():
        return True
    if len(form.symbol) == 1:
        named = atoms.dash(end) and atoms.glued(end - 1) and atoms.kinds[end + 1] == NUMBER  # "50 F-15 jets"
        return form.symbol in table.spaced and not named
    closes = atoms.kinds[end] == BREAK or atoms.words[end] in CLOSING  # "5 in."
    return form.symbol not in table.glued or (form.symbol.islower() and closes)


def rate_behind_bracket(atoms: Atoms, figure: Figure, table: UnitTable) -> None:
    """ "C$6 (US$4.46) per share": the rate behind the conversion in brackets belongs to the amount before it."""
    if figure.kind != "money" or atoms.words[figure.after] != "(":
        return
    close = next(
        (at for at in range(figure.after, min(figure.after + BRACKET, len(atoms))) if atoms.words[at] == ")"), 0
    )
    if close and atoms.words[close + 1] == "per":
        after, figure.after = figure.after, close + 1
        attach_rate(atoms, figure, table)
        figure.after = after


def measured_noun(figure: Figure, table: UnitTable) -> None:
    """Makes a counted noun a measure where words stand before one: "three consecutive days", "42 crisp ringgit"."""
    words_before, _, noun = (figure.unit or "").rpartition(" ")
    for form in table.forms.get(noun, ()) if words_before else ():
        if is_plain(form, words_before, table):
            figure.unit, figure.code, figure.kind, figure.counted = form.unit.name, form.unit.code, form.unit.kind, None


def is_plain(form: Form, before: str, table: UnitTable) -> bool:
    """Whether a one-word name of a unit stays one behind other words; "Lorvan dollar" is a money of its own."""
    if form.rest or form.symbol or form.large or form.priced or form.unit.name in table.coins:
        return False
    shared = " " not in form.unit.name  # the dollar of which country?
    foreign = shared and not before.islower()
    return form.unit.kind in ("duration", "measure") or (form.unit.kind == "money" and not foreign)


def attach_rate(atoms: Atoms, figure: Figure, table: UnitTable) -> None:
    """Makes "dollar" into "dollar per barrel" where "per", "a" or a slash follows: "$52 a barrel", "£24 a-year"."""
    at = figure.after
    at += atoms.dash(at) and atoms.glued(at)
    at = rate_behind_stuff(atoms, at, figure, table)
    link = atoms.words[at]
    at += 1 + (atoms.dash(at + 1) and atoms.glued(at))
    if link not in ("per", "a", "an", "/") or (link == "/" and not atoms.glued(at - 1)):
        return
    scale, at = per_many(atoms, at, table) if link == "per" else ("", at)
    form = form_at(atoms, at, table, UNSCALED)
    if link in ("a", "an") and (atoms.words[at] not in table.per or is_lapse(atoms, at + 1, table)):
        return
    if form:
        name, end, code = form[0].unit.name, form[1], form[0].unit.code
    elif atoms.kinds[at] == WORD and (link != "/" or atoms.words[at] in table.per):
        name, end, code = atoms.token(at).lemma_.lower(), at + 1, None
    elif scale:
        name, end, code, scale = scale.rstrip(), at, None, ""
    else:
        return
    figure.unit, figure.after = f"{figure.unit or ''} per {scale}{name}".strip(), end
    if figure.kind != "money":
        figure.code = f"{figure.code}/{code}" if figure.code and code else None
        figure.kind = "measure"


def rate_behind_stuff(atoms: Atoms, at: int, figure: Figure, table: UnitTable) -> int:
    """Where "a year" begins behind what is measured, "2.4 billion gallons of jet fuel a year"; else where it was."""
    if figure.kind != "measure" or atoms.words[at] != "of":
        return at
    for place in range(at + 2, min(at + 2 + STUFF, len(atoms) - 1)):
        if atoms.words[place] in ("a", "per") and atoms.words[place + 1] in table.per:
            return place
        if atoms.token(place - 1).pos_ not in ("NOUN", "PROPN", "ADJ"):
            break
    return at


def per_many(atoms: Atoms, at: int, table: UnitTable) -> tuple[str, int]:
    """What a rate is reckoned on: "100,000 " of "per 100,000 people"; and where that ends."""
    start = at
    at += atoms.kinds[at] == NUMBER
    at += atoms.words[at] in table.per_many
    return (f"{atoms.written(start, at)} " if at > start else ""), at


def is_lapse(atoms: Atoms, at: int, table: UnitTable) -> bool:
    """Whether the words tell how long: "$5 a year ago", "$5 a year and a half later"; not "$5 a year"."""
    return any(atoms.phrase_at(at, phrase) for phrase in table.lapses)


CLOSING = frozenset(".);]")
STUFF = 4  # words for what is measured, "of liquefied natural gas"
FIRST_YEAR, LAST_YEAR = 1900, 2100
BRACKET = 8  # atoms that a conversion in brackets has at most
LARGE = 1000
RATABLE = frozenset({"measure", "duration", "percent"})
UNSCALED = Figure(0, 0, None, None, raw=Decimal(0), scale=Decimal(1), style="digits", rule="")
