"""Every regular expression of factx on hostile texts: `python tests/bench/backtracking.py`.

Prints those whose time grows faster than the text (catastrophic or quadratic) and ends with 1 if there are any.
"""

import importlib
import inspect
import pkgutil
import re
import signal
import sys
import time

import factx

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
PIECES += ["million ", "and ", "by ", "(Reuters) ", "Jan. ", "A-", "<a", "&a"]
SIZES = (20_000, 40_000)
PATIENCE = 10


def expressions():
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
                    yield f"{module.__name__}.{name}", one, is_searched(module, name)


def is_searched(module, name):
    """Whether it is used from anywhere in a text, not only matched at one place."""
    uses = re.findall(rf"\b{name}\.(\w+)\(", inspect.getsource(module))
    return not uses or not {"match", "fullmatch"}.issuperset(uses)


def seconds(expression, searched, text):
    began = time.perf_counter()
    if searched:
        for _ in expression.finditer(text):
            pass
    expression.match(text)
    expression.fullmatch(text)
    return time.perf_counter() - began


def too_slow(expression, searched):
    """The first kind of text on which the time grows faster than the length, or None."""
    for piece in PIECES:
        short, long = (piece * (size // len(piece)) + "\x00" for size in SIZES)
        signal.alarm(PATIENCE)
        try:
            first, second = seconds(expression, searched, short), seconds(expression, searched, long)
        except TimeoutError:
            return piece
        finally:
            signal.alarm(0)
        if second > 0.05 and second > 3 * first:
            return piece
    return None


def give_up(number, frame):
    raise TimeoutError


def main():
    signal.signal(signal.SIGALRM, give_up)
    found = {(where, e.pattern, e.flags): (e, searched) for where, e, searched in expressions()}
    slow = [(where, piece) for (where, _, _), one in found.items() if (piece := too_slow(*one)) is not None]
    for where, piece in slow:
        print(f"{where}: slow on repeated {piece!r}")
    print(f"{len(found)} expressions, {len(slow)} slow")
    sys.exit(bool(slow))


if __name__ == "__main__":
    main()
