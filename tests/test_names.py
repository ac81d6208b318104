"""The names of an article: each once, at its first mention, with how often it comes."""

from factx.plain import extraction_from_plain, extraction_to_plain


def names(extractor, text):
    return {n.span.text: (n.type, n.count) for n in extractor.extract(text).extraction.names}


def test_a_name_stands_once_with_its_count(extractor):
    found = names(
        extractor, "A bridge fell in Lisbon on Monday. The mayor of Lisbon said Maria Costa was hurt in Lisbon's port."
    )
    assert found["Lisbon"] == ("place", 3)
    assert found["Maria Costa"] == ("person", 1)


def test_names_stand_where_their_spans_say(extractor):
    text = "Fire crews from Leeds went to York. “Nobody was hurt,” said Ann O’Neill of the York Fire Service."
    found = extractor.extract(text).extraction.names
    assert found
    assert all(text[n.span.start : n.span.end] == n.span.text for n in found)


def test_names_survive_the_plain_form(extractor):
    extraction = extractor.extract("Storms hit Manila and Cebu.").extraction
    assert extraction_from_plain(extraction_to_plain(extraction)).names == extraction.names != ()


def test_points_in_a_name_do_not_hide_it(extractor):
    assert names(extractor, "Storms hit the U.S. and China.")["U.S."] == ("place", 1)


def places(extractor, text):
    found = extractor.extract(text).extraction.names
    return {n.span.text: n.location for n in found if n.type == "place"}


def test_a_place_within_the_name_of_an_organisation_is_carried(extractor):
    text = "The Indiana State Police and the Madison County Sheriff's Office held two men on Monday."
    found = places(extractor, text)
    assert {name: place.precision for name, place in found.items()} == {
        "Indiana": "carried",
        "Madison County": "carried",
    }
    assert all(place.admin1 == "Indiana" for place in found.values())


def test_newspapers_are_at_home_anywhere(extractor):
    assert places(extractor, "Nine people drowned, the Washington Post reported.") == {}


def test_the_place_of_a_claim_is_that_of_the_name(extractor):
    record = extractor.extract("Nine people died in Lebanon, Ohio, on Monday.")
    (claim,) = record.claims
    assert claim.event.place.location == next(n for n in record.extraction.names if n.type == "place").location
    assert (claim.event.place.location.country, claim.event.place.location.admin1) == ("US", "Ohio")


def test_what_nothing_shows_to_be_a_place_is_none(extractor):
    assert names(extractor, "Talks with Imperva and AT&T began on Monday.")["Imperva"][0] == "other"
    assert names(extractor, "Shells fell near Kerbelsur. Kerbelsur burned.")["Kerbelsur"] == ("place", 2)


def test_a_club_is_at_home_in_its_place(extractor):
    found = extractor.extract("The Buffalo Bisons won in Toronto.").extraction.names
    assert [(n.span.text, n.location.precision) for n in found if n.type == "place"] == [
        ("Buffalo", "carried"),
        ("Toronto", "exact"),
    ]
