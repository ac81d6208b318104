"""What factx must say of the article it grew from, from the file to the claims."""

from pathlib import Path

import pytest

from factx.annotate import Extractor
from factx.model import Claim, Record

SEED = Path(__file__).parent.parent / "seeds" / "karabakh.txt"
OFFICIAL = "a separatist Armenian human rights official in the breakaway region"


@pytest.fixture(scope="module")
def record(extractor: Extractor) -> Record:
    return extractor.extract(SEED.read_text(encoding="utf-8"), published="2023-09-20", id="karabakh")


def figure(record: Record, event: str, section: str) -> Claim:
    found = [c for c in record.claims if c.quantity and c.event.type == event and c.section == section]
    assert len(found) == 1, f"one {event} in the {section}, not {found}"
    return found[0]


def stated(record: Record, words: str) -> list[Claim]:
    return [c for c in record.claims if c.kind == "statement" and words in c.attribution.content.text]


def test_the_killed_of_the_body_are_the_officials_word(record: Record) -> None:
    claim = figure(record, "killed", "body")
    assert (claim.quantity.low, claim.quantity.high, claim.quantity.unit) == (200, None, "people")
    assert claim.event.place.span.text == "Karabakh"
    assert claim.event.cause.text == "an Azerbaijani military offensive"
    assert claim.attribution.source.mention.text == OFFICIAL
    assert claim.attribution.cue.extent.text == "said"
    assert claim.reported.value == "2023-09-20"
    assert claim.gist.startswith(
        "at least 200 people killed in Karabakh, per a separatist Armenian human rights official"
    )


def test_the_wounded_have_the_same_source_and_the_elided_noun(record: Record) -> None:
    claim = figure(record, "wounded", "body")
    assert (claim.quantity.low, claim.quantity.bound, claim.quantity.unit) == (400, "more_than", "people")
    assert claim.attribution.source.mention.text == OFFICIAL


def test_the_headline_has_a_claim_of_its_own_without_a_source(record: Record) -> None:
    headline, body = figure(record, "killed", "headline"), figure(record, "killed", "body")
    assert headline.quantity.low == 200
    assert headline.attribution is None
    assert headline.same_as == (body.id,)
    assert body.same_as == (headline.id,)


def test_azerbaijan_says_it_has_halted_the_action(record: Record) -> None:
    [claim] = stated(record, "it had halted military action in Nagorno-Karabakh")
    assert claim.attribution.source.canonical == "Azerbaijan"
    assert claim.reported.value == "2023-09-20"
    assert claim.chain == ("Azerbaijan",)


def test_the_statement_told_twice_is_one(record: Record) -> None:
    first, second = stated(record, "regained full sovereignty")
    assert first.same_as == (second.id,)
    assert second.same_as == (first.id,)
    assert "paradise" in second.attribution.content.text
    assert [c.attribution.form for c in (first, second)] == ["mixed", "mixed"]
    assert second.attribution.source.mention.text == "he"
    assert "Ilham Aliyev" in second.attribution.source.canonical


@pytest.mark.parametrize(
    "words",
    ["nothing against Karabakh's Armenian people", "Azerbaijan valued", "improved the prospects for peace talks"],
)
def test_what_he_said_is_aliyevs(record: Record, words: str) -> None:
    claim = stated(record, words)[0]
    assert "Ilham Aliyev" in claim.attribution.source.canonical
    assert claim.chain[0] == claim.attribution.source.canonical


def test_quoted_words_stay_with_the_one_who_used_them(record: Record) -> None:
    for words in ("they are our citizens", "criminal", "watchful"):
        assert all("Aliyev" in claim.chain[0] for claim in stated(record, words))
        assert stated(record, words)


def test_nothing_comes_from_captions_credits_or_durations(record: Record) -> None:
    assert {c.section for c in record.claims} == {"headline", "body"}
    assert not [c for c in record.claims if c.quantity and "decades" in c.quantity.span.text]
    assert len([c for c in record.claims if c.quantity]) == 3
