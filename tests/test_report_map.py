"""The map of the report: where events were, in a real browser; and the outline that it is drawn on."""

import json

import pytest
from browser import chromium, console, needs_browser, set_size
from made import flood
from selenium.webdriver.common.keys import Keys

from factx.report import render_report
from factx.report.build_world import build, on_both_sides, shared_arcs, units

ALEPPO = {"text": "Aleppo", "country": "SY", "lat": 36.2, "lon": 37.16, "kind": "city", "precision": "exact"}
PERU = {"text": "Peru", "country": "PE", "lat": -10.0, "lon": -76.0, "kind": "country", "precision": "exact"}


def happened(number, place, killed):
    """An article about so many dead at a place, and the event that it tells."""
    article = flood(id=f"a{number}", title=f"Article {number}")
    for claim in article["claims"]:
        if claim["place"]:
            claim["place"] = claim["place"] | place
    said = {"source": None, "outlet": None, "low": killed, "high": killed, "bound": "exact", "published": "2024-03-05"}
    figure = {"type": "killed", "unit": "people", "status": "single", "scope": "event", "since": None}
    figure |= {"lowest": killed, "highest": killed, "best": killed}
    figure |= {"says": [said | {"claims": [[f"a{number}", "c2"]]}]}
    told = {
        "id": f"e{number}",
        "title": f"killed in {place['text']}",
        "place": place["text"],
        "when": None,
        "origins": 1,
    }
    return article, told | {"documents": [{"id": f"a{number}", "main": True}], "figures": [figure], "why": []}


def page_of(*made):
    return render_report([article for article, _ in made], events=[event for _, event in made])


def test_a_page_without_a_point_carries_no_world():
    assert '"world": null' in render_report([flood()]) or '"world":null' in render_report([flood()])
    assert "Natural Earth" in page_of(happened(1, ALEPPO, 12))


@pytest.fixture(scope="module")
def driver(tmp_path_factory):
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


@pytest.fixture
def visit(driver, tmp_path):
    """Opens the map of a page."""

    def open_page(*made, width=1440):
        set_size(driver, width, 900)
        (tmp_path / "r.html").write_text(page_of(*made), encoding="utf-8")
        driver.get("about:blank")
        driver.get(f"file://{tmp_path}/r.html#/map")
        return driver

    return open_page


def css(driver, selector):
    return driver.find_elements("css selector", selector)


def seen(driver):
    """The part of the drawing that shows: left, top, width, height."""
    return driver.execute_script(
        "const { x, y, width, height } = document.querySelector('.map > svg').viewBox.baseVal;"
        "return [x, y, width, height]"
    )


def zoom(driver):
    """How many times as close as the whole world."""
    return 2880 / seen(driver)[2]


def middle(driver):
    x, y, wide, high = seen(driver)
    return x + wide / 2, y + high / 2


def on_screen(driver, selector):
    box = css(driver, selector)[0].rect
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@needs_browser
def test_each_place_has_a_mark_where_it_is_sized_by_its_toll(visit):
    driver = visit(happened(1, ALEPPO, 12), happened(2, PERU, 400), happened(3, ALEPPO, 3))
    entries = [entry.text for entry in css(driver, ".place")]
    assert entries == ["Peru 1 event, 400 killed; somewhere in the country", "Aleppo 2 events, up to 12 killed"]
    peru, aleppo = css(driver, ".spot:not(.key-mark)")
    assert float(peru.find_element("css selector", "circle").get_attribute("r")) > float(
        aleppo.find_element("css selector", "circle").get_attribute("r")
    )
    assert "wide" in peru.get_attribute("class") and "wide" not in aleppo.get_attribute("class")
    assert peru.rect["x"] < aleppo.rect["x"] and peru.rect["y"] > aleppo.rect["y"]
    assert console(driver) == []


@needs_browser
def test_keys_move_and_zoom_the_map(visit):
    driver = visit(happened(1, ALEPPO, 12), happened(2, PERU, 400))
    frame, before = css(driver, ".map")[0], zoom(driver)
    frame.send_keys("+" * 3)
    closer, place = zoom(driver), middle(driver)
    assert closer > 3 * before
    frame.send_keys(Keys.ARROW_RIGHT, Keys.ARROW_DOWN)
    assert middle(driver)[0] > place[0] and middle(driver)[1] > place[1]
    frame.send_keys("-")
    assert before < zoom(driver) < closer
    frame.send_keys("0")
    assert zoom(driver) == pytest.approx(before)


@needs_browser
def test_the_wheel_zooms_at_the_pointer_and_a_drag_moves(visit):
    from selenium.webdriver import ActionChains
    from selenium.webdriver.common.actions.wheel_input import ScrollOrigin

    driver = visit(happened(1, ALEPPO, 12), happened(2, PERU, 400))
    before, place = zoom(driver), on_screen(driver, ".spot:not(.wide)")
    mark = css(driver, ".spot:not(.wide)")[0]
    ActionChains(driver).scroll_from_origin(ScrollOrigin.from_element(mark), 0, -120).perform()
    assert zoom(driver) > before
    assert on_screen(driver, ".spot:not(.wide)") == pytest.approx(place, abs=2)
    ActionChains(driver).move_to_element(css(driver, ".map")[0]).click_and_hold().move_by_offset(
        40, 30
    ).release().perform()
    assert on_screen(driver, ".spot:not(.wide)") == pytest.approx((place[0] + 40, place[1] + 30), abs=2)


@needs_browser
@pytest.mark.parametrize("selector", [".place", ".spot:not(.wide) circle"])
def test_a_place_or_its_mark_opens_its_events(visit, selector):
    driver = visit(happened(1, ALEPPO, 12), happened(3, ALEPPO, 3))
    css(driver, selector)[0].click()
    assert [found.text for found in css(driver, ".beside .event h2")] == ["killed in Aleppo", "killed in Aleppo"]
    assert "on" in css(driver, ".spot:not(.key-mark)")[0].get_attribute("class")
    driver.switch_to.active_element.send_keys(Keys.ENTER)  # "All places" has the focus
    assert [found.text for found in css(driver, ".place")] == ["Aleppo 2 events, up to 12 killed"]


@needs_browser
def test_the_filters_hold_on_the_map(visit):
    driver = visit(happened(1, ALEPPO, 12), happened(2, PERU, 400))
    driver.execute_script(
        "const field = document.getElementById('filters').elements.event; field.value = 'missing';"
        "field.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    driver.execute_async_script("setTimeout(arguments[0], 250)")
    assert [found.text for found in css(driver, ".notice")] == ["No event with a place passes the filters."]


@needs_browser
def test_on_a_phone_the_map_stands_above_the_places_and_nothing_reaches_over_the_edge(visit):
    driver = visit(happened(1, ALEPPO, 12), happened(2, PERU, 400), width=390)
    assert css(driver, ".map")[0].rect["y"] < css(driver, ".place")[0].rect["y"]
    assert driver.execute_script("return document.documentElement.scrollWidth") <= 390


@needs_browser
def test_a_name_on_the_map_is_text_and_nothing_else(visit):
    driver = visit(happened(1, ALEPPO | {"text": "<img src=x onerror='window.hit = 1'>"}, 12))
    assert driver.execute_script("return window.hit === undefined")
    assert css(driver, ".names text")[0].text.startswith("<img")


@needs_browser
def test_where_nothing_has_a_place_there_is_no_map(visit, driver, tmp_path):
    (tmp_path / "none.html").write_text(render_report([flood()]), encoding="utf-8")
    driver.get(f"file://{tmp_path}/none.html#/map")
    assert not css(driver, "[data-view='map']:not(body)")[0].is_displayed()
    assert [found.text for found in css(driver, ".notice")] == ["No event of these records has a place on the map."]


def test_a_ring_over_the_date_line_is_drawn_at_both_edges():
    ring = [units(lon, lat) for lon, lat in ((170, 70), (-170, 70), (-170, 60), (170, 60), (170, 70))]
    assert [sorted({x for x, _ in copy}) for copy in on_both_sides(ring)] == [[2800, 2960], [-80, 80]]
    inland = [units(lon, lat) for lon, lat in ((10, 10), (20, 10), (20, 0), (10, 10))]
    assert list(on_both_sides(inland)) == [inland]


def test_a_border_is_what_two_countries_share():
    countries = {"geometries": [{"arcs": [[0, 1]]}, {"arcs": [[[~1, 2]], [[3]]]}, {}]}
    assert shared_arcs(countries) == [1]


def test_the_outline_is_made_of_a_package(tmp_path):
    square = [[0, 0], [0, 10], [10, 0], [0, -10], [-10, 0]]
    made = {"transform": {"scale": [1, 1], "translate": [0, 0]}, "arcs": [square]}
    made |= {"objects": {"land": {"geometries": [{"arcs": [[[0]]]}]}, "countries": {"geometries": [{"arcs": [[0]]}]}}}
    with pytest.raises(FileNotFoundError, match="world-atlas"):
        build(tmp_path)
    (tmp_path / "countries-110m.json").write_text(json.dumps(made), encoding="utf-8")
    drawing = json.loads(build(tmp_path))
    assert (drawing["land"], drawing["borders"]) == ("M1440 840l0-100 80 0 0 100-80 0z", "")
