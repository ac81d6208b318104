"""Shows that reading takes no more memory however much is read: python tests/bench/readers.py [KIND…] [--count 100000]

Each kind of input is read by a process of its own, up to and with the document of every article; nothing is parsed.
Formats of many articles get one file (or stream) with all of them, formats of one article the same file again and
again, `folder` as many files. Printed: articles a second, resident megabytes after a tenth and at the end, the most.
What grows is the list of ids, which must be unique, and in a folder that of the files.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from articles import write_article

Row = dict[str, str]
TELLING = "<p>At least {n} people died in the flood in Marlow on Monday, the police said. Two are missing.</p>"
NAR = "http://iptc.org/std/nar/2006-10-01/"
LAYOUT = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def rows(count: int) -> Iterator[Row]:
    return (write_article(number) for number in range(count))


def jsonl(folder: Path, count: int) -> Path:
    path = folder / "a.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows(count))
    return path


def packed(folder: Path, count: int) -> Path:
    path = folder / "a.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as file:
        file.writelines(json.dumps(row) + "\n" for row in rows(count))
    return path


def array(folder: Path, count: int) -> Path:
    path = folder / "a.json"
    with path.open("w", encoding="utf-8") as file:
        file.write("[")
        file.writelines(("," if n else "") + json.dumps(row) for n, row in enumerate(rows(count)))
        file.write("]")
    return path


def table(folder: Path, count: int) -> Path:
    path = folder / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, ["id", "text"], extrasaction="ignore")
        out.writeheader()
        out.writerows(rows(count))
    return path


def parquet(folder: Path, count: int) -> Path:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path, schema = folder / "a.parquet", pa.schema({"id": pa.string(), "text": pa.string()})
    with pq.ParquetWriter(path, schema) as out:
        source = rows(count)
        while some := [{"id": row["id"], "text": row["text"]} for row in islice(source, 5000)]:
            out.write_table(pa.Table.from_pylist(some, schema))
    return path


def newsml(folder: Path, count: int) -> Path:
    path = folder / "a.xml"
    with path.open("w", encoding="utf-8") as file:
        file.write("<newsMessage>")
        for row in rows(count):
            body = f"<p>{row['text'].replace('&', '&amp;').replace('<', '&lt;')}</p>"
            content = f"<contentSet><inlineXML><html><body>{body}</body></html></inlineXML></contentSet>"
            file.write(
                f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{row["id"]}">{content}</newsItem>\n'
            )
        file.write("</newsMessage>")
    return path


def warc(folder: Path, count: int) -> Path:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = folder / "a.warc.gz"
    with path.open("wb") as file:
        out = WARCWriter(file, gzip=True)
        for number in range(count):
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.0")
            payload = io.BytesIO(page(number))
            out.write_record(
                out.create_warc_record(f"https://a.example/{number}", "response", payload=payload, http_headers=head)
            )
    return path


def page(number: int) -> bytes:
    told = "".join(TELLING.format(n=number + more) for more in range(4))
    return f"<html><head><title>Flood {number}</title></head><body><article>{told}</article></body></html>".encode()


def files(folder: Path, count: int) -> Path:
    for number in range(count):
        if number % 1000 == 0:
            (folder / "news" / f"{number // 1000:03}").mkdir(parents=True)
        (folder / "news" / f"{number // 1000:03}" / f"{number}.txt").write_text(
            "Nine people died, police said.\n", encoding="utf-8"
        )
    return folder / "news"


def one(name: str, content: Callable[[], bytes]) -> Callable[[Path, int], Path]:
    """A file of one article, to be read again and again."""

    def write(folder: Path, count: int) -> Path:
        path = folder / name
        path.write_bytes(content())
        return path

    return write


def docx() -> bytes:
    raw = io.BytesIO()
    told = "".join(f"<w:p><w:r><w:t>Paragraph {n}: nine people died.</w:t></w:r></w:p>" for n in range(6))
    with zipfile.ZipFile(raw, "w") as parts:
        parts.writestr("word/document.xml", f'<w:document xmlns:w="{LAYOUT}"><w:body>{told}</w:body></w:document>')
    return raw.getvalue()


def pdf() -> bytes:
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from pdfs import make_pdf

    return bytes(make_pdf([[(72, 700, 12, "Nine people died in the flood, police said.")]]))


LETTER = (
    b"From: A <a@a.example>\nDate: Tue, 05 Mar 2024 08:00:00 +0000\nSubject: Flood\n\nNine people died, police said.\n"
)
MANY = {
    "jsonl": jsonl,
    "jsonl.gz": packed,
    "json": array,
    "csv": table,
    "parquet": parquet,
    "xml": newsml,
    "warc": warc,
}
SINGLE = {
    "txt": one("a.txt", lambda: b"Nine people died, police said.\n"),
    "html": one("a.html", lambda: page(1)),
    "pdf": one("a.pdf", pdf),
    "docx": one("a.docx", docx),
    "rtf": one("a.rtf", lambda: b"{\\rtf1\\ansi Flood\\par Nine people died, police said.\\par}"),
    "eml": one("a.eml", lambda: LETTER),
}
KINDS = {**MANY, "folder": files, **SINGLE}


def entries(path: Path, kind: str, count: int) -> Iterable[object]:
    """What is read: the articles of a path, or the one of a file so many times."""
    from factx.readers import expand

    if kind not in SINGLE:
        return expand([path])
    return (entry for _ in range(count) for entry in expand([path]))


def read_all(path: Path, kind: str, count: int) -> None:
    """Reads and prints one line of JSON: how many, how fast, how much memory."""
    from factx.readers import read

    began, early, number = time.perf_counter(), 0, 0
    for number, entry in enumerate(entries(path, kind, count), start=1):
        assert read(entry).text
        if number == count // 10:
            early = resident()
    seconds = time.perf_counter() - began
    found = {"read": number, "a second": round(number / seconds), "early": early, "end": resident()}
    found |= {"most": resident("VmHWM")}
    print(json.dumps(found))


def resident(which: str = "VmRSS") -> int:
    """Resident megabytes of this process, now or (VmHWM) at most."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(which)) * 1024 // 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=" ".join(KINDS))
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)  # what a process of its own is to read
    wanted = parser.parse_args()
    if wanted.read is not None:
        read_all(wanted.read, wanted.kinds[0], wanted.count)
        return
    print(f"{'input':9} {'articles':>9} {'a second':>9} {'MB, 1/10':>9} {'MB, end':>9} {'MB, most':>9}")
    for kind in wanted.kinds or KINDS:
        with tempfile.TemporaryDirectory() as folder:
            path = KINDS[kind](Path(folder), wanted.count)
            command = [sys.executable, __file__, kind, "--count", str(wanted.count), "--read", str(path)]
            found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        print(f"{kind:9} " + " ".join(f"{value:9}" for value in found.values()), flush=True)


if __name__ == "__main__":
    main()
