"""Every regular expression of factx on hostile texts: `python tests/bench/backtracking.py`.

Prints those whose time grows faster than the text (catastrophic or quadratic) and ends with 1 if there are any.
"""

import importlib
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
    """(where, compiled expression) for every module-level one, in tables too."""
    for module in pkgutil.walk_packages(factx.__path__, "factx."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for one in (
                value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else [value]
            ):
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                    yield f"{module.name}.{name}", one


def seconds(expression, text):
    began = time.perf_counter()
    for _ in expression.finditer(text):
        pass
    expression.fullmatch(text)
    return time.perf_counter() - began


def too_slow(expression):
    """The first kind of text on which the time grows faster than the length, or None."""
    for piece in PIECES:
        short, long = (piece * (size // len(piece)) + "\x00" for size in SIZES)
        signal.alarm(PATIENCE)
        try:
            first, second = seconds(expression, short), seconds(expression, long)
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
    found = {(where, e.pattern, e.flags): e for where, e in expressions()}
    slow = [(where, piece) for (where, _, _), e in found.items() if (piece := too_slow(e)) is not None]
    for where, piece in slow:
        print(f"{where}: slow on repeated {piece!r}")
    print(f"{len(found)} expressions, {len(slow)} slow")
    sys.exit(bool(slow))


if __name__ == "__main__":
    main()
