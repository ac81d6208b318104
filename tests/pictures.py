"""Makes the pictures of the README: python tests/pictures.py [FOLDER]  (`pictures/` without it; needs Chromium)

table.webp   what `factx extract` prints of the article in `seeds/`
report.webp  what `factx report` shows of the articles on a ferry and of that one
"""

from __future__ import annotations

import base64
import io
import json
import os
import sys
import tempfile
from pathlib import Path

from browser import chromium, set_size

SEEDS = Path(__file__).parent.parent / "seeds"
WIDE, HIGH = 1200, 760
SHEET = "<body style='margin:0;padding:14px 18px;background:#fff'><pre style='font:13px/1.3 monospace'>"


def records() -> list[dict]:
    """The records of the seeds, read by the pipeline as the command reads them."""
    import factx
    from factx.readers import expand, read

    os.chdir(SEEDS.parent)
    documents = [read(entry) for entry in expand(["seeds/ferry.jsonl"])]
    documents.append(read(next(iter(expand(["seeds/karabakh.txt"]))), published="2023-09-20"))
    return [json.loads(json.dumps(plain)) for plain in factx.load().plain_records(documents)]


def table_page(record: dict) -> str:
    """The table of a record in colour, as a page."""
    from rich.console import Console

    from factx.render.table import TableOptions, render_table

    console = Console(record=True, width=96, force_terminal=True, color_system="truecolor", file=io.StringIO())
    render_table(console, [record], TableOptions())
    return SHEET + console.export_html(inline_styles=True, code_format="{code}") + "</pre>"


def shoot(driver, page: str, target: Path, width: int, height: int | None = None, at: str = "") -> None:
    """A picture of a page at an address within it; as high as the page is, if no height is given."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "page.html").write_text('<meta charset="utf-8">' + page, encoding="utf-8")
        set_size(driver, width, height or 200)
        driver.get(f"file://{folder}/page.html{at}")
        if height is None:
            set_size(driver, width, driver.execute_script("return document.documentElement.scrollHeight"))
        shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "webp", "quality": 70})
    target.write_bytes(base64.b64decode(shot["data"]))


def main() -> None:
    from factx.report import render_report

    folder = Path(sys.argv[1]).absolute() if len(sys.argv) > 1 else SEEDS.parent / "pictures"
    folder.mkdir(exist_ok=True)
    found = records()
    with tempfile.TemporaryDirectory() as profile, chromium(Path(profile)) as driver:
        shoot(driver, table_page(found[-1]), folder / "table.webp", 860)
        page = render_report(found, folder=SEEDS)
        shoot(driver, page, folder / "report.webp", WIDE, HIGH, f"#/articles/{len(found) - 1}")


if __name__ == "__main__":
    main()
