"""Every regular expression of factx on hostile texts: `python tests/bench/backtracking.py`.

Those of the modules and those made from rule files. Prints the ones whose time grows faster than the text
(catastrophic or quadratic) and ends with 1 if there are any. Time is that of the processor, measured again where it
looks bad, so that a busy machine accuses nothing. Those of section rules meet no more than the beginning or
the end of a paragraph: they are tried as the stage does it, on short paragraphs.
"""

import importlib
import pkgutil
import re
import signal
import sys
import time
from dataclasses import fields, is_dataclass
from pathlib import Path

from spacy.vocab import Vocab

import factx
from factx.dates.lexicon import WrittenRule, compiled
from factx.pipeline import RuleBook
from factx.sections.engine import LONGEST_SIGN_OFF, find_sections

PIECES = [
    *"aA1\"“”'’( )\n\t-.,:;$%/—=<>&#",
    "a ",
    "A ",
    "1,",
    "1 ",
    "a-",
    "A. ",
    "“a",
    "\n ",
    " \n",
    "a.",
    "12-",
    "a\n",
    '" "',
]
PIECES += ["may ", "9 ", "9/", "last ", "the end of ", "monday ", "a quarter ", "one and ", "1 to ", "twenty ", "2016-"]
PIECES += ["million ", "and ", "by ", "(Reuters) ", "Jan. ", "A-", "<a", "&a"]
SIZES = (10_000, 20_000)
METHODS = {"search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"}
PATIENCE = 10  # seconds of the processor
TRIES = 3
FOLDER = Path(factx.__file__).parent
LONGEST_SECOND = 0.02  # for a paragraph that could be of any kind


def expressions():
    """(where, compiled expression, whether it is searched for) for every one that texts of any length meet."""
    yield from of_modules()
    for where, one in inside(RuleBook.load(Vocab()), "factx"):
        yield where, one, is_searched(where)


def inside(value, where):
    """(where, compiled expression) for every one in compiled rules."""
    if isinstance(value, re.Pattern):
        yield where, value
    elif isinstance(value, WrittenRule):
        yield f"{where}.{value.rule.id}", compiled(value.pattern)
        if value.after:
            yield f"{where}.{value.rule.id}.after", compiled(value.after)
    elif is_dataclass(value):
        for field in fields(value):
            yield from inside(getattr(value, field.name), f"{where}.{field.name}")
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from inside(part, f"{where}.{name}")
    elif isinstance(value, list | tuple):
        for part in value:
            yield from inside(part, where)


def of_modules():
    """(where, compiled expression, whether it is searched for) for every module-level one, in tables too."""
    for found in pkgutil.walk_packages(factx.__path__, "factx."):
        if found.name.endswith("__main__"):
            continue
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            for one in (
                value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else [value]
            ):
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                    yield f"{module.__name__}.{name}", one, is_searched(f"{module.__name__}.{name}")


def is_searched(where):
    """Whether it is used from anywhere in a text, not only matched at one place: read from the sources of its stage."""
    _, stage, *_, name = where.split(".")
    folder = FOLDER / stage
    sources = sorted(folder.glob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]
    called = rf"\b{name}\.(\w+)\(" if name.isupper() else rf"\.{name}\.(\w+)\("  # a constant, or a field
    uses = [use for path in sources for use in re.findall(called, path.read_text(encoding="utf-8"))]
    return not {"match", "fullmatch"}.issuperset(METHODS.intersection(uses) or {"search"})


def seconds(expression, searched, text):
    began = time.process_time()
    if searched:
        for _ in expression.finditer(text):
            pass
    expression.match(text)
    expression.fullmatch(text)
    return time.process_time() - began


def too_slow(expression, searched):
    """The first kind of text on which the time grows faster than the length, or None."""
    for piece in PIECES:
        short, long = (piece * (size // len(piece)) + "\x00" for size in SIZES)
        signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
        try:
            if all(grows(expression, searched, short, long) for _ in range(TRIES)):
                return piece
        except TimeoutError:
            return piece
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return None


def grows(expression, searched, short, long):
    """Whether twice the text takes more than three times as long."""
    first, second = seconds(expression, searched, short), seconds(expression, searched, long)
    return second > 0.05 and second > 3 * first


def slow_in_a_paragraph(piece):
    """Whether the section rules together take too long for a paragraph of that kind."""
    text = (piece * LONGEST_SIGN_OFF)[:LONGEST_SIGN_OFF]
    return all(seconds_for_sections(text) > LONGEST_SECOND for _ in range(TRIES))


def seconds_for_sections(text):
    began = time.process_time()
    find_sections(text)
    return time.process_time() - began


def give_up(number, frame):
    raise TimeoutError


def main():
    signal.signal(signal.SIGVTALRM, give_up)
    found = {(e.pattern, e.flags, searched): (where, e) for where, e, searched in expressions()}
    slow = [
        (where, piece)
        for (_, _, searched), (where, one) in found.items()
        if (piece := too_slow(one, searched)) is not None
    ]
    find_sections("so that the rules are there")
    slow += [("section rules", piece) for piece in PIECES if slow_in_a_paragraph(piece)]
    for where, piece in slow:
        print(f"{where}: slow on repeated {piece!r}")
    print(f"{len(found)} expressions, {len(slow)} slow")
    sys.exit(bool(slow))


if __name__ == "__main__":
    main()
