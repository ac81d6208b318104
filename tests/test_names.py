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
