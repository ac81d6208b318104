"""The report page: what goes into it, and what a reader meets in a real browser."""

import csv
import io
import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from browser import chromium, console, needs_browser, set_size
from command import factx
from made import TEXT, attribution, claim, event, extent, flood, quantity, record, source, write_lines
from typer.testing import CliRunner

from factx.cli import app
from factx.errors import FactxError
from factx.report import render_report, write_report

PICTURES = Path(__file__).parent.parent / "pictures"
HOSTILE = (
    '<script>window.hit = 1</script><img src=x onerror="window.hit = 2"> '
    'said ‘"no"’ & 3 \u202eמאה\u202c איש </script><!-- \U0001f525 4 people </textarea>'
)


def hostile():
    """An article whose every text tries something."""
    voice = source(HOSTILE, "<script>window.hit = 1</script>", "<b onclick=alert(1)>X</b>", "named_person")
    said = attribution("a1", voice, extent(HOSTILE, "said") | {"lemma": "say"}, extent(HOSTILE, "4 people"))
    four = quantity(HOSTILE, "4", "4", 4, 4, "exact", unit="</script><script>window.hit = 3</script>")
    told = {"attribution": "a1", "source": voice, "cue": said["cue"]}
    one = claim("c1", "figure", HOSTILE, "4 people", quantity=four, event=event(HOSTILE, "</td>", "4", "4"), **told)
    one |= {"gist": "</script><script>window.hit = 4</script>"}
    names = {"title": "</title><script>window.hit = 5</script>", "outlet": "<i>O</i>", "url": "javascript:window.hit=6"}
    return record(HOSTILE, [one], [said], id='"><script>', **names)


EVENT = {
    "id": "e1",
    "title": "killed in Marlow, 2024-03-04",
    "place": "Marlow",
    "when": "2024-03-04",
    "articles": 2,
    "origins": 1,
    "why": [{"documents": ["marlow", "wire"], "rule": "days", "shared": "marlow, wend"}],
    "documents": [{"id": "marlow", "main": True}, {"id": "wire", "main": True}],
    "figures": [
        {
            "type": "killed",
            "unit": "people",
            "lowest": 12,
            "highest": 15,
            "best": 15,
            "status": "conflict",
            "says": [
                {"source": "Mayor Ada Brook", "low": 12, "high": None, "bound": "at_least", "published": "2024-03-05"}
                | {"claims": [["marlow", "c2"]]},
                {
                    "source": None,
                    "low": 15,
                    "high": 15,
                    "bound": "exact",
                    "published": None,
                    "claims": [["wire", "c1"]],
                },
            ],
        }
    ],
}


def embedded(page):
    found = re.search(r'<script type="application/json" id="content">(.*?)</script>', page, re.DOTALL)
    return json.loads(found.group(1))


def test_the_page_holds_its_articles_and_no_address_but_theirs():
    page = render_report([flood()])
    assert embedded(page)["articles"][0]["text"] == TEXT
    assert set(re.findall(r"https?://[^\s\"'<]+", page)) == {"https://example.org/flood", "http://www.w3.org/2000/svg"}


def test_the_same_records_give_the_same_page():
    assert render_report([flood()]) == render_report([flood()])


def test_no_text_of_an_article_can_end_the_script_that_holds_it():
    page = render_report([hostile()], title="<script>alert(1)</script>")
    assert page.count("<script") == 2
    assert embedded(page)["articles"][0]["text"] == HOSTILE


def test_only_addresses_on_the_web_are_links():
    page = embedded(render_report([flood(), flood(url="javascript:alert(1)"), flood(url=None), flood(url="http://[")]))
    assert [article["web"] for article in page["articles"]] == [True, False, False, False]


def test_the_text_of_a_file_is_read_again_only_if_it_is_the_same(tmp_path):
    def of(name):
        made = flood(path=str(tmp_path / name))
        del made["document"]["text"]
        return made

    (tmp_path / "same.txt").write_bytes(TEXT.encode())
    (tmp_path / "changed.txt").write_bytes(TEXT.encode() + b" and more")
    page = embedded(render_report([of("same.txt"), of("changed.txt"), of("gone.txt")]))
    assert [article["text"] for article in page["articles"]] == [TEXT, None, None]


def test_an_article_without_a_title_goes_by_its_headline_or_its_id():
    made = flood(title=None)
    assert embedded(render_report([made]))["articles"][0]["title"] == "marlow"
    made["sections"] = [{"kind": "headline", "span": [0, 33]}]
    assert embedded(render_report([made]))["articles"][0]["title"] == "Flood kills at least 12 in Marlow"


def test_the_command_writes_the_page_and_says_so(tmp_path):
    write_lines(tmp_path / "out.jsonl", [flood(), flood()])
    asked = ["report", str(tmp_path / "out.jsonl"), "-o", str(tmp_path / "r.html"), "--title", "Marlow & more"]
    result = CliRunner().invoke(app, asked)
    assert result.exit_code == 0
    assert "2 articles" in result.stderr
    assert "<title>Marlow &amp; more</title>" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_the_page_can_go_to_standard_output(tmp_path):
    write_lines(tmp_path / "out.jsonl", [flood()])
    page = factx("report", tmp_path / "out.jsonl", "-o", "-", check=0).stdout
    assert embedded(page)["articles"][0]["id"] == "marlow"


def test_the_page_never_takes_the_place_of_its_records(tmp_path):
    source = write_lines(tmp_path / "out.jsonl", [flood()])
    done = factx("report", source, "-o", source, check=2)
    assert done.stderr.count("\n") == 1
    assert "give another name" in done.stderr
    assert json.loads(source.read_text(encoding="utf-8"))["schema"] == "factx/1"


def test_a_page_of_standard_input_has_its_text():
    page = factx("extract", "-", "--format", "html", stdin=TEXT.encode(), check=0).stdout
    assert embedded(page)["articles"][0]["text"] == TEXT


def test_a_file_that_is_no_record_file_leaves_no_page(tmp_path):
    (tmp_path / "in.jsonl").write_text('{"id": "a", "text": "b"}\n', encoding="utf-8")
    with pytest.raises(FactxError, match="line 1: not a factx/1 record"):
        write_report(tmp_path / "in.jsonl", tmp_path / "r.html")
    assert not (tmp_path / "r.html").exists()


# From here on in a browser.


@pytest.fixture(scope="module")
def driver(tmp_path_factory):
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


@pytest.fixture
def visit(driver, tmp_path):
    """Opens a page of records at an address within it."""

    def open_page(records, at="", *, width=1440, height=900, **more):
        set_size(driver, width, height)
        (tmp_path / "r.html").write_text(render_report(records, **more), encoding="utf-8")
        driver.get("about:blank")
        driver.get(f"file://{tmp_path}/r.html{at}")
        console(driver)  # forget what earlier pages said
        driver.refresh()
        return driver

    return open_page


def both():
    other = flood(id="wire", title="Wire on Marlow", outlet="Wire", published="2024-03-06", url=None)
    other["claims"] = other["claims"][3:]
    other["claims"][0] |= {"id": "c1"}
    return [flood(), other]


def css(driver, selector):
    return driver.find_elements("css selector", selector)


def texts(driver, selector):
    return [found.text for found in css(driver, selector)]


def shown(driver, selector):
    return [found for found in css(driver, selector) if found.is_displayed()]


def ask(driver, name, value):
    """Sets a filter as a reader would and waits for the page."""
    script = """const field = document.getElementById('filters').elements[arguments[0]];
        field.value = arguments[1]; field.dispatchEvent(new Event('input', {bubbles: true}));"""
    driver.execute_script(script, name, value)
    driver.execute_async_script("setTimeout(arguments[0], 250)")


def once_there(driver, words):
    """The element that has the focus, once it is the one with these words or after some seconds: links work late."""
    for _ in range(50):
        if driver.execute_script("return document.activeElement.textContent.trim()") == words:
            break
        driver.execute_async_script("setTimeout(arguments[0], 100)")
    return driver.switch_to.active_element


@needs_browser
def test_an_article_shows_its_claims_beside_its_marked_text(visit):
    driver = visit(both())
    assert texts(driver, ".list .title") == ["Flood in Marlow", "Wire on Marlow"]
    assert len(css(driver, ".beside tbody tr")) == 4
    assert "".join(texts(driver, ".text")).replace("\n", "") == TEXT.replace("\n", "")
    assert texts(driver, ".text .figure")[:2] == ["at least 12", "At least 12"]
    assert texts(driver, ".text .source") == ["Mayor Ada Brook", "she"]
    assert texts(driver, ".text .cue") == ["said", "told"]
    assert console(driver) == []


@needs_browser
def test_a_row_leads_to_the_words_and_the_words_to_the_row(visit):
    driver = visit([flood()])
    css(driver, 'tr[data-row="c3"] .gist > a')[0].click()
    assert once_there(driver, "Dozens").get_attribute("data-claim") == "c3"
    css(driver, ".text .cue")[0].click()
    assert once_there(driver, "At least 12 people died.").text == "At least 12 people died."
    assert [row.get_attribute("data-row") for row in css(driver, "tr.on")] == ["c2"]
    assert driver.current_url.endswith("#/articles/0/c2")


@needs_browser
def test_a_row_leads_to_words_far_down_and_back(visit):
    text = "Nothing here.\n\n" * 400 + TEXT
    far = claim("c9", "figure", text, "3 people", quantity=quantity(text, "3", "3", 3, 3, "exact"))
    driver = visit([record(text, [far])])
    css(driver, 'tr[data-row="c9"] .gist > a')[0].click()
    place = driver.execute_script("return document.activeElement.getBoundingClientRect().top")
    assert 0 < place < 900


@needs_browser
@pytest.mark.parametrize(
    "text",
    [
        "🔥🔥 Fire: 3 dead 🔥",
        "e\u0301te\u0301 3",
        "3 \u202eabc\u202c x",
        "3",
        "\n\n One\r\n\r\n\t two\nand 3\n\n\n",
        " " * 200_000 + "3" + "\n" * 200_000,
    ],
    ids=["astral", "combining", "right to left", "bare", "paragraphs", "blanks"],
)
def test_marks_count_code_points(visit, text):
    three = claim("c1", "figure", text, "3", quantity=quantity(text, "3", "3", 3, 3, "exact"))
    driver = visit([record(text, [three])])
    assert texts(driver, ".text .figure") == ["3"]
    assert css(driver, ".text")[0].get_property("textContent") == text


@needs_browser
def test_a_claim_beyond_the_first_rows_is_brought_to_light(visit):
    three = quantity(TEXT, "3", "3", 3, 3, "exact")
    claims = [claim(f"c{n}", "figure", TEXT, "3 people", quantity=three) for n in range(700)]
    driver = visit([record(TEXT, claims)], "#/articles/0/c650")
    assert [row.get_attribute("data-row") for row in css(driver, "tr.on")] == ["c650"]


@needs_browser
def test_the_list_of_articles_keeps_its_place_when_one_is_opened(visit):
    driver = visit([flood(id=f"a{n}", title=f"Article {n}") for n in range(300)])
    entry = css(driver, ".list li a")[120]
    driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", entry)
    before = entry.rect["y"], driver.execute_script("return document.querySelector('.list').scrollTop")
    entry.click()
    after = entry.rect["y"], driver.execute_script("return document.querySelector('.list').scrollTop")
    assert before == after
    assert texts(driver, ".list [aria-current] .title") == ["Article 120"]
    assert driver.switch_to.active_element == entry


@needs_browser
def test_a_link_to_an_article_far_down_the_list_shows_it_there(visit):
    driver = visit([flood(id=f"a{n}", title=f"Article {n}") for n in range(300)], "#/articles/290")
    assert [found.text for found in shown(driver, ".list [aria-current] .title")] == ["Article 290"]
    assert 0 < css(driver, ".list [aria-current]")[0].rect["y"] < 900


@needs_browser
def test_a_link_from_elsewhere_opens_article_and_claim(visit):
    driver = visit(both(), "#/articles/1/c1")
    assert texts(driver, ".list [aria-current] .title") == ["Wire on Marlow"]
    assert [row.get_attribute("data-row") for row in css(driver, "tr.on")] == ["c1"]


@needs_browser
@pytest.mark.parametrize(
    "at", ["#/articles/99", "#/articles/-1/x", "#/nowhere", "#/articles/0/none", "#/articles/0/%", "#x"]
)
def test_an_address_that_leads_nowhere_shows_the_articles(visit, at):
    driver = visit(both(), at)
    assert len(css(driver, ".list li")) == 2
    assert console(driver) == []


@needs_browser
@pytest.mark.parametrize(
    ("name", "value", "count", "first"),
    [
        ("event", "missing", "2 of 5 claims in 2 of 2 articles", "The fire service may have missed 3 people."),
        ("source", "brook", "2 of 5 claims in 1 of 2 articles", "At least 12 people died."),
        ("source", "the article itself", "3 of 5 claims in 2 of 2 articles", "Flood kills at least 12 in Marlow."),
        ("certainty", "possible", "2 of 5 claims in 2 of 2 articles", "The fire service may have missed 3 people."),
        ("outlet", "Wire", "1 of 5 claims in 1 of 2 articles", "The fire service may have missed 3 people."),
        ("kind", "statement", "0 of 5 claims in 0 of 2 articles", None),
        ("words", "WATER homes", "1 of 5 claims in 2 of 2 articles", "Dozens of homes are under water."),
        ("words", "zebra", "0 of 5 claims in 0 of 2 articles", None),
    ],
)
def test_filters_filter_claims_and_articles(visit, name, value, count, first):
    driver = visit(both(), "#/claims")
    ask(driver, name, value)
    assert driver.find_element("id", "count").text == count
    assert texts(driver, "tbody .gist > a")[:1] == ([first] if first else [])
    assert console(driver) == []


@needs_browser
def test_marks_and_rows_follow_the_filters_and_can_all_be_shown(visit):
    driver = visit(both())
    ask(driver, "certainty", "possible")
    assert texts(driver, ".text .figure") == ["3"]
    assert len(css(driver, ".beside tbody tr")) == 1
    css(driver, ".beside .more")[0].click()
    assert len(css(driver, ".beside tbody tr")) == 4
    css(driver, "#filters [type=reset]")[0].click()
    driver.execute_async_script("setTimeout(arguments[0], 100)")
    assert driver.find_element("id", "count").text == "5 claims in 2 articles"


@needs_browser
def test_why_tells_the_rules_and_the_reading_on_demand(visit):
    driver = visit([flood()])
    assert css(driver, "dl") == []
    css(driver, 'tr[data-row="c3"] summary')[0].click()
    driver.execute_async_script("setTimeout(arguments[0], 50)")
    told = css(driver, 'tr[data-row="c3"] dl')[0].text
    assert "passive-victim → role-noun" in told
    assert "12 or more homes (vague)" in told
    assert "from pronoun “she”" in told


@needs_browser
def test_a_figure_is_named_in_its_number_and_by_no_verb_of_the_sentence(visit):
    text = "The bus may carry 120, the firm pays 200,000 each."
    parts = {"kind": "count", "unit": "passenger"}, {"kind": "money", "unit": "peso", "unit_code": "PHP"}
    carry = claim("c1", "figure", text, "carry 120", quantity=quantity(text, "120", "120", 120, 120, "exact"))
    carry |= {"event": event(text, "carry", "carry", "carry"), "quantity": carry["quantity"] | parts[0]}
    pay = claim(
        "c2", "figure", text, "pays 200,000", quantity=quantity(text, "200,000", "200,000", 200000, 200000, "exact")
    )
    pay |= {"event": event(text, "pay", "pays", "pay"), "quantity": pay["quantity"] | parts[1]}
    driver = visit([record(text, [carry, pay], [], id="a")])
    assert {"120 passengers", "200,000 pesos"} <= set(texts(driver, ".beside td:nth-child(2)"))


@needs_browser
def test_the_outline_tells_who_speaks_and_whom_each_cites(visit):
    record = flood()
    record["claims"][1] |= {"chain": ["Wire", "Mayor Ada Brook"]}
    driver = visit([record])
    assert texts(driver, ".outline > summary") == ["Voices (3)"]
    voices = texts(driver, ".outline > ul > li > a:first-of-type")
    assert voices[-1] == "the article itself"
    assert "Wire" in voices
    (cited,) = css(driver, ".outline ul ul li")
    assert cited.text.startswith("citing Mayor Ada Brook")
    assert "At least 12" in cited.text or "at least 12" in cited.text
    cited.find_element("css selector", "a.number").click()
    driver.execute_async_script("setTimeout(arguments[0], 250)")
    assert driver.current_url.endswith("#/articles/0/c2")
    assert css(driver, "tr.on")[0].get_attribute("data-row") == "c2"


@needs_browser
def test_the_outline_is_reached_by_keyboard_and_printed(visit):
    driver = visit([flood()])
    links = css(driver, ".outline a")
    assert links
    assert all(link.get_attribute("href") and link.get_attribute("tabindex") is None for link in links)
    summary = css(driver, ".outline > summary")[0]
    summary.send_keys("\ue007")
    assert not css(driver, ".outline")[0].get_attribute("open")
    summary.send_keys("\ue007")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert css(driver, ".outline ul")[0].is_displayed()
    finally:
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


@needs_browser
def test_a_claim_is_a_sentence_with_its_figure_in_bold(visit):
    driver = visit([flood()])
    rows = texts(driver, ".beside .gist > a")
    assert all(words[0].isupper() and words.endswith((".", "!", "?", "…", "”", '"')) for words in rows)
    assert "At least 12" in texts(driver, ".beside .gist strong")


@needs_browser
def test_what_says_the_same_more_shortly_has_no_row_and_leads_to_the_fuller_one(visit):
    record = flood()
    record["claims"][3] |= {"restates": "c2"}
    driver = visit([record], "#/articles/0/c4")
    assert [row.get_attribute("data-row") for row in css(driver, ".beside tbody tr")] == ["c1", "c2", "c3"]
    assert css(driver, "tr.on")[0].get_attribute("data-row") == "c2"


@needs_browser
def test_an_event_shows_every_voice_with_its_figure(visit):
    driver = visit(both(), "#/events", events=[EVENT])
    assert texts(driver, ".event h2") == ["killed in Marlow, 2024-03-04"]
    assert texts(driver, ".voices .figures") == ["at least 12", "15"]
    assert "voices differ" in css(driver, ".toll p")[0].text
    assert len(css(driver, ".chart .report")) == 2
    css(driver, ".chart a.report")[0].send_keys("\n")
    assert driver.current_url.endswith("#/articles/0/c2")
    assert console(driver) == []


@needs_browser
def test_tolls_told_once_stand_open_before_all_else_that_is_told_once(visit):
    toll = EVENT["figures"][0] | {"says": EVENT["figures"][0]["says"][:1], "status": "single"}
    plain = toll | {"type": "rise"}
    driver = visit(both(), "#/events", events=[{**EVENT, "figures": [plain] * 9 + [toll] * 8}])
    blocks = css(driver, "details.toll")
    assert [block.find_element("css selector", "summary").text for block in blocks] == [
        "8 tolls told once",
        "9 other figures told once",
    ]
    assert [block.get_attribute("open") for block in blocks] == ["true", None]


def test_a_figure_that_one_voice_tells_once_has_a_row_and_no_chart(visit):
    once = EVENT["figures"][0] | {"says": EVENT["figures"][0]["says"][:1], "status": "single"}
    driver = visit(both(), "#/events", events=[{**EVENT, "figures": [once]}])
    assert [cell.text for cell in css(driver, ".once tbody td")][:3] == ["killed", "Mayor Ada Brook", "at least 12"]
    assert css(driver, ".chart") == []
    css(driver, ".once a")[0].click()
    assert driver.current_url.endswith("#/articles/0/c2")


@needs_browser
def test_what_one_article_says_twice_has_rows_and_no_chart(visit):
    says = [told("Mayor Ada Brook", low, "2024-03-05") for low in (12, 14)]
    driver = visit(both(), "#/events", events=of_figure(says=says))
    assert len(css(driver, ".voices tbody tr")) == 2
    assert css(driver, ".chart") == []
    assert console(driver) == []


def told(source, low, published, **more):
    said = {"source": source, "low": low, "high": low, "bound": "exact", "published": published}
    return said | {"claims": [["marlow", "c2"]]} | more


def of_figure(**parts):
    return [{**EVENT, "figures": [EVENT["figures"][0] | parts]}]


@needs_browser
def test_what_no_voice_counts_has_a_row_with_the_reason(visit):
    unsaid = {"type": "killed", "best": 1, "lowest": 1, "highest": 1, "status": "single", "says": []}
    driver = visit(both(), "#/events", events=of_figure(**unsaid, derived="told without a number"))
    assert [cell.text for cell in css(driver, ".once tbody td")][:3] == ["killed", "told without a number", "1"]
    assert console(driver) == []


@needs_browser
def test_a_head_sorts_its_table_up_and_down(visit):
    says = [
        told("The coroner", 9, "2024-03-06"),
        told("Ada Brook", 12, "2024-03-04"),
        told("Bo Lund", 103, "2024-03-05"),
    ]
    driver = visit(both(), "#/events", events=of_figure(says=says))
    by = {button.text: button for button in css(driver, ".voices .sort")}
    by["Says"].click()
    assert texts(driver, ".voices .figures") == ["9", "12", "103"]
    by["Says"].click()
    assert texts(driver, ".voices .figures") == ["103", "12", "9"]
    by["Published"].click()
    assert texts(driver, ".voices .figures") == ["12", "103", "9"]
    by["Source"].click()
    assert texts(driver, ".voices .figures") == ["12", "103", "9"]


@needs_browser
def test_events_are_found_by_words(visit):
    other = {**EVENT, "id": "e2", "title": "missing in Ostwick, 2024-03-07"}
    driver = visit(both(), "#/events", events=[EVENT, other])
    assert len(css(driver, ".event")) == 2
    css(driver, "#event-words")[0].send_keys("OSTWICK\n")
    assert texts(driver, ".event h2") == ["missing in Ostwick, 2024-03-07"]
    css(driver, "#event-words")[0].clear()
    css(driver, "#event-words")[0].send_keys("wire ostwick\n")  # words of its articles, in any order
    assert texts(driver, ".event h2") == ["missing in Ostwick, 2024-03-07"]
    css(driver, "#event-words")[0].clear()
    css(driver, "#event-words")[0].send_keys("nowhere\n")
    assert "No event passes" in css(driver, ".events")[0].text


@needs_browser
def test_the_csv_holds_what_is_shown(visit):
    other = {**EVENT, "id": "e2", "title": '=1+1, "quoted" in Ostwick'}
    driver = visit(both(), "#/events", events=[EVENT, other])
    css(driver, "#event-words")[0].send_keys("ostwick\n")
    driver.execute_script("URL.createObjectURL = (blob) => { window.saved = blob; return '#'; }")
    next(button for button in css(driver, ".choice button") if "CSV" in button.text).click()
    content = driver.execute_async_script("window.saved.text().then(arguments[0])")
    head, *rows = csv.reader(io.StringIO(content))
    assert [(row[head.index("source")], row[head.index("low")]) for row in rows] == [
        ("Mayor Ada Brook", "12"),
        ("", "15"),
    ]
    assert {row[head.index("title")] for row in rows} == {'\'=1+1, "quoted" in Ostwick'}


@needs_browser
@pytest.mark.parametrize(
    ("why", "words"),
    [({"outlier": "one article alone"}, "apart from the others"), ({"subset": True}, "part of a larger figure")],
)
def test_what_stands_apart_does_not_flatten_the_chart(visit, why, words):
    says = [told("Ada Brook", 10, "2024-03-04"), told("Bo Lund", 12, "2024-03-05")]
    apart = told("Ivo Marsh", 90_000, "2024-03-05", **why)
    driver = visit(both(), "#/events", events=of_figure(says=[*says, apart], best=12, highest=12))
    heights = {
        a.get_attribute("aria-label"): a.find_element("css selector", "circle").rect["y"]
        for a in css(driver, "a.report")
    }
    ten, twelve, far = (next(y for words, y in heights.items() if name in words) for name in ("Ada", "Bo", "Ivo"))
    assert ten - twelve > 10
    assert far < twelve
    assert "90,000" in css(driver, ".report.hollow text")[0].text
    assert words in css(driver, ".voices")[0].text


@needs_browser
def test_a_running_toll_is_drawn_where_its_days_lie_in_time(visit):
    days = {"2024-01-01": 1000, "2024-01-11": 1400, "2024-04-10": 3000}
    says = [told("the ministry", low, when) for when, low in days.items()]
    series = {"scope": "running", "since": "2023-12-01", "trend": list(map(list, days.items())), "best": 3000}
    driver = visit(both(), "#/events", events=of_figure(says=says, **series))
    first, second, last = (dot.rect["x"] for dot in css(driver, ".chart .report circle"))
    assert 8 < (last - second) / (second - first) < 10
    assert len(css(driver, ".chart .trend")) == 1
    assert "so far since 1 Dec 2023" in css(driver, ".toll p")[0].text
    assert console(driver) == []


@needs_browser
@pytest.mark.parametrize("width", [1280, 390])
def test_the_dates_of_a_chart_do_not_run_into_each_other(visit, width):
    says = [
        told("the ministry", 1000 + 10 * day, f"2024-{month:02}-{day:02}") for month in (1, 2) for day in range(1, 28)
    ]
    driver = visit(both(), "#/events", events=of_figure(says=says, scope="running", trend=[], best=1270), width=width)
    dates = [tick.rect for tick in css(driver, ".chart .tick") if " 2024" in tick.text]
    assert len(dates) > 1
    assert all(one["x"] + one["width"] < next["x"] for one, next in pairwise(dates))
    assert css(driver, ".chart svg")[0].rect["width"] <= css(driver, ".chart")[0].rect["width"]


@needs_browser
@pytest.mark.parametrize(("lows", "broken"), [((39_000, 40_100, 41_200), True), ((250, 251, 250), False)])
def test_the_axis_of_a_toll_that_moved_little_is_broken_where_that_shows_it(visit, lows, broken):
    says = [told("the ministry", low, f"2024-0{month}-01") for month, low in enumerate(lows, start=1)]
    driver = visit(
        both(), "#/events", events=of_figure(says=says, scope="running", since=None, trend=[], best=lows[-1])
    )
    assert len(css(driver, ".chart .broken")) == broken
    assert ("does not begin at 0" in driver.find_element("css selector", ".toll").text) == broken
    heights = [dot.rect["y"] for dot in css(driver, ".chart .report circle")]
    assert (max(heights) - min(heights) > 50) == broken
    assert console(driver) == []


@needs_browser
def test_one_page_holds_several_files_of_records(driver, tmp_path):
    first, second = both()
    write_lines(tmp_path / "a.jsonl", [first])
    write_lines(tmp_path / "b.jsonl", [second])
    assert write_report([tmp_path / "a.jsonl", tmp_path / "b.jsonl"], tmp_path / "r.html") == 2
    driver.get(f"file://{tmp_path}/r.html")
    assert {"Flood in Marlow", "Wire on Marlow"} <= {
        line for text in texts(driver, "nav, main") for line in text.split("\n")
    }


@needs_browser
def test_why_articles_are_together_is_told_on_demand(visit):
    driver = visit(both(), "#/events", events=[EVENT])
    css(driver, ".event > .why summary")[0].click()
    driver.execute_async_script("setTimeout(arguments[0], 50)")
    assert css(driver, ".why li")[0].text == "Flood in Marlow and Wire on Marlow: days marlow, wend"


@needs_browser
@pytest.mark.parametrize(("stance", "badge"), [("deny", True), ("neutral", False)])
def test_a_statement_with_a_not_of_its_own_is_not_said_to_be_wrong(visit, stance, badge):
    told = flood()
    spoken = next(claim for claim in told["claims"] if claim["attribution"])
    statement = spoken | {"kind": "statement", "quantity": None, "polarity": "negative"}
    voice = next(a for a in told["attributions"] if a["id"] == statement["attribution"])
    voice["stance"] = stance
    told["claims"] = [statement]
    driver = visit([told], "#/claims")
    assert ("said not to be so" in css(driver, "tbody")[0].text) == badge


@needs_browser
@pytest.mark.parametrize(("gist", "badge"), [("Some 93% were not vaccinated", False), ("93% were vaccinated", True)])
def test_a_figure_whose_sentence_has_a_not_is_not_said_to_be_wrong_besides(visit, gist, badge):
    made = flood()
    made["claims"] = [c | {"polarity": "negative", "gist": gist} for c in made["claims"] if c["quantity"]][:1]
    driver = visit([made], "#/claims")
    assert ("said not to be so" in css(driver, "tbody")[0].text) == badge


@needs_browser
@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"language": "fr", "text": "Douze morts."}, "in another language (fr); factx reads English"),
        ({"language": None, "text": " "}, "This article holds no text."),
    ],
)
def test_an_article_without_claims_says_what_may_be_why(visit, parts, words):
    made = flood()
    made |= {"document": made["document"] | parts, "claims": [], "attributions": [], "sections": []}
    assert words in css(visit([made], "#/articles/0"), ".notice")[0].text


@needs_browser
def test_without_events_there_is_no_view_of_them(visit):
    driver = visit([flood()], events=[])
    assert [link.text for link in shown(driver, ".top nav a")] == ["Articles", "Claims"]


@needs_browser
@pytest.mark.parametrize("at", ["", "#/articles/0", "#/claims", "#/events"])
def test_hostile_text_is_shown_as_text(visit, at):
    name = '"><script>'
    why = [{"documents": [name, name], "rule": "<b>", "shared": "<script>window.hit = 8</script>"}]
    bad = {**EVENT, "title": "<script>window.hit = 7</script>", "documents": [{"id": name, "main": True}], "why": why}
    driver = visit([hostile()], at, events=[bad])
    assert driver.execute_script("return window.hit") is None
    assert css(driver, "main script, main img, main b, main i") == []
    assert css(driver, "a[href^='javascript']") == []
    assert console(driver) == []
    if at == "#/articles/0":
        assert css(driver, ".text")[0].get_property("textContent") == HOSTILE
        assert "<b onclick=alert(1)>X</b>" in css(driver, ".beside tbody")[0].text


@needs_browser
@pytest.mark.parametrize("at", ["", "#/articles/0", "#/articles/0/c2", "#/claims", "#/events"])
@pytest.mark.parametrize("width", [390, 1000, 1440])
def test_nothing_runs_over_the_edge(visit, at, width):
    long = flood(title="W" * 300, outlet="O" * 80, url="https://example.org/" + "u" * 300)
    voices = [EVENT["figures"][0]["says"][0] | {"source": f"Voice {n} " + "V" * 60, "low": n} for n in range(30)]
    busy = {**EVENT, "title": "T" * 200, "why": []} | {"figures": [EVENT["figures"][0] | {"says": voices}]}
    driver = visit([long, hostile()], at, width=width, height=844, events=[busy])
    assert driver.execute_script("return document.documentElement.scrollWidth") <= width


@needs_browser
def test_a_phone_shows_the_list_then_the_article_and_leads_back(visit):
    driver = visit(both(), width=390, height=844)
    assert len(shown(driver, ".list li")) == 2
    assert shown(driver, ".article") == []
    css(driver, ".list li a")[1].click()
    assert shown(driver, ".list li") == []
    assert len(shown(driver, ".beside tbody tr")) == 1
    shown(driver, ".back a")[0].click()
    assert len(shown(driver, ".list li")) == 2


@needs_browser
def test_paper_gets_text_and_table_without_what_only_works_on_a_screen(visit):
    driver = visit([flood()], "#/articles/0")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        for selector in ("#filters", ".top nav", ".list", ".why"):
            assert shown(driver, selector) == []
        assert len(shown(driver, ".text .figure")) == 4
        assert len(shown(driver, ".beside tbody tr")) == 4
        height = driver.execute_script("return document.querySelector('.beside').getBoundingClientRect().top")
        assert height >= driver.execute_script("return document.querySelector('.text').getBoundingClientRect().bottom")
    finally:
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


@needs_browser
def test_the_dark_page_is_dark(visit):
    driver = visit([flood()])
    colour = "return getComputedStyle(document.body).backgroundColor"
    dark = {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    light = driver.execute_script(colour)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", dark)
    try:
        assert (light, driver.execute_script(colour)) == ("rgb(251, 250, 247)", "rgb(21, 21, 19)")
    finally:
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


@needs_browser
def test_the_keyboard_reaches_every_claim_from_the_text(visit):
    from selenium.webdriver.common.keys import Keys

    driver = visit([flood()])
    driver.execute_script("document.querySelector('.article').focus()")
    seen = []
    for _ in range(9):
        driver.switch_to.active_element.send_keys(Keys.TAB)
        seen.append(driver.switch_to.active_element.text)
    wanted = ["at least 12", "At least 12", "Mayor Ada Brook", "said", "Dozens", "she", "told", "3"]
    assert [text for text in seen if text in wanted] == wanted


@needs_browser
def test_a_claim_whose_attribution_is_not_listed_stays_with_its_source(visit):
    made = flood()
    made["attributions"] = []
    driver = visit([made])
    assert "Mayor Ada Brook" in css(driver, 'tr[data-row="c2"]')[0].text
    assert console(driver) == []


@needs_browser
def test_spans_that_do_not_fit_the_text_do_no_harm(visit):
    made = flood()
    made["sections"] = [{"kind": "body", "span": s} for s in ([5, 900], [3, 20], [40, 30], [10_000, 10_001])]
    made["claims"][1]["quantity"] |= {"span": [60, 50], "counted": [70, 60]}
    made["claims"][2]["quantity"] |= {"span": [190, 9_999]}
    made["claims"][3] |= {"span": [9_000, 9_001]}
    driver = visit([made], "#/articles/0/c4")
    assert css(driver, ".text")[0].get_property("textContent") == TEXT
    assert console(driver) == []


@needs_browser
def test_an_article_without_its_text_says_so_and_shows_the_words_of_its_claims(visit):
    made = flood(path="gone.txt")
    del made["document"]["text"]
    driver = visit([made])
    assert "gone.txt" in css(driver, ".text .notice")[0].text
    css(driver, ".text a.excerpt")[2].click()
    assert once_there(driver, "Dozens of homes are under water.").text == "Dozens of homes are under water."


@needs_browser
def test_a_report_of_nothing_is_a_page_that_says_so(visit):
    driver = visit([])
    assert "No article" in css(driver, "main")[0].text
    assert driver.find_element("id", "count").text == "0 claims in 0 articles"
    assert console(driver) == []


@needs_browser
def test_five_hundred_articles_open_and_search_quickly(visit):
    long = TEXT + "\n\nThe river rose again overnight and people waited on roofs." * 60
    records = []
    for n in range(500):
        made = flood(id=f"a{n}", title=f"Article {n}", characters=len(long))
        made["document"]["text"] = long
        made["claims"] = [c | {"id": f"{c['id']}-{k}"} for k in range(8) for c in made["claims"]]
        records.append(made)
    driver = visit(records)
    took = driver.execute_script(
        "return performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart"
    )
    assert took < 4_000
    search = """const field = filters.elements.words; field.value = arguments[0];
        const began = performance.now(); filters.requestSubmit(); return performance.now() - began;"""
    assert driver.execute_script(search, "mayor brook") < 1_500
    assert driver.find_element("id", "count").text == "8,000 of 16,000 claims in 500 of 500 articles"
    assert len(css(driver, ".list li")) < 500


def chronicle(count):
    """An article that is one endless paragraph, with an attributed figure in each of its sentences."""
    sentences = [f"In town {n} the flood took 3 homes, Mayor Brook said. " for n in range(1, count + 1)]
    text = "".join(sentences)
    claims, attributions, at = [], [], 0
    for n, sentence in enumerate(sentences, 1):
        voice = source(text, "Mayor Brook", "Mayor Ada Brook", "named_person", at)
        cue = extent(text, "said", at) | {"lemma": "say"}
        words = sentence.partition(",")[0]
        said = attribution(f"a{n}", voice, cue, extent(text, words, at))
        three = quantity(text, "3", "3", 3, 3, "exact", unit="home", start=text.index("3 homes", at))
        told = {"attribution": said["id"], "source": voice, "cue": cue}
        claims.append(claim(f"c{n}", "figure", text, words, quantity=three, start=at, **told))
        attributions.append(said)
        at += len(sentence)
    return record(text, claims, attributions)


@needs_browser
def test_one_article_of_twenty_thousand_claims_opens_and_leads_to_any_of_them(visit):
    driver = visit([chronicle(20_000)], events=[])
    took = driver.execute_script(
        "return performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart"
    )
    assert took < 20_000
    assert len(css(driver, ".beside tbody tr")) < 1_000
    ask(driver, "words", "town 20000 the")
    assert texts(driver, ".beside tbody .gist > a") == ["In town 20000 the flood took 3 homes."]
    ask(driver, "words", "")
    driver.execute_script("location.hash = '#/articles/0/c19990'")
    driver.execute_async_script("setTimeout(arguments[0], 50)")
    assert [row.get_attribute("data-row") for row in shown(driver, "tr.on")] == ["c19990"]
    assert [mark.text for mark in shown(driver, ".text a.on.figure")] == ["3"]
    assert 0 < css(driver, "tr.on")[0].rect["y"] - driver.execute_script("return window.scrollY") < 900
    assert css(driver, ".beside tbody tr")[-1].get_attribute("data-row") == "c20000"
    earlier = css(driver, ".beside .more")[0]
    assert earlier.text == "Show 300 earlier of 19,839"
    driver.execute_script("arguments[0].click()", earlier)
    assert css(driver, ".beside tbody tr")[0].get_attribute("data-row") == "c19540"
    assert console(driver) == []


@needs_browser
def test_the_pictures_of_the_readme_are_made_by_a_command(tmp_path):
    command = [sys.executable, Path(__file__).parent / "pictures.py", tmp_path / "pictures"]
    subprocess.run(command, check=True, timeout=300)
    sizes = {path.name: path.stat().st_size for path in (tmp_path / "pictures").iterdir()}
    assert set(sizes) == {"table.webp", "report.webp"} == {path.name for path in PICTURES.iterdir()}
    assert all(5_000 < size < 150_000 for size in sizes.values())
