"""Claims: who answers for a figure, when, which repeat each other, and the line an editor reads."""

import pytest


@pytest.fixture(scope="module")
def claims(extractor):
    def find(text, **options):
        return extractor.extract(text, **options).claims

    return find


def figures(found):
    return [c for c in found if c.quantity]


def test_a_figure_outside_any_attribution_is_the_narrators(claims):
    told, plain = figures(claims("Twelve people drowned, the mayor said. A fire killed four others on Friday."))
    assert told.attribution.source.mention.text == "the mayor"
    assert plain.attribution is None
    assert plain.chain == ()


def test_the_innermost_voice_answers_and_the_chain_starts_outside(claims):
    [claim] = figures(claims("The paper reported that the mayor said 12 people had drowned."))
    assert claim.attribution.source.mention.text == "the mayor"
    assert claim.chain == ("The paper", "the mayor")


def test_the_day_of_the_event_is_not_the_day_of_the_telling(claims):
    text = "Twelve people were killed on Monday, police said on Wednesday."
    [claim] = figures(claims(text, published="2024-05-02"))
    assert claim.when.value == "2024-04-29"
    assert claim.reported.value == "2024-05-01"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("“This is a disgrace and the minister must resign,” Ana Ruiz said. “Two of my staff were hurt.”", "sf"),
        ("Twelve people died and the town will need help for years, the governor said.", "fs"),
        ("The mayor said the town would rebuild.", "s"),
        ("The mayor said 12 people had drowned.", "f"),
        ("Gunmen stormed the mill, killing 12 people, the mayor said.", "sf"),
        ("“We lost 12,” the mayor said.", "sf"),
    ],
)
def test_a_content_that_says_more_than_its_figure_makes_both(claims, text, kinds):
    assert [claim.kind[0] for claim in claims(text)] == list(kinds)


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("The attack highlighted the security problems of the town.", []),
        ("The mayor blamed the army for the security problems of the town.", ["The mayor"]),
        ("He was holding his wife and pointing a gun at her, police said.", ["police"]),
        ("Rao said the army had shared the money with the rebels.", ["Rao"]),
        ("The wall supports the roof of the church.", []),
    ],
)
def test_deeds_and_things_that_do_not_speak_make_no_statements(claims, text, sources):
    assert [claim.attribution.source.canonical for claim in claims(text)] == sources


def test_the_same_words_in_a_second_mouth_are_a_row_that_restates_the_fuller_one(claims):
    fuller, again = claims("The newspaper reported that Rao promised that the town would have a new bridge by spring.")
    assert again.restates == fuller.id
    assert fuller.restates is None


def test_content_with_a_figure_alone_makes_no_statement(claims):
    assert [c.kind for c in claims("The mayor said 12 people had drowned.")] == ["figure"]
    assert [c.kind for c in claims("The mayor said the town would rebuild.")] == ["statement"]


def test_a_toll_told_twice_is_one_both_ways(claims):
    text = (
        "Quake kills 120 in Chile\n\nAn earthquake killed 120 people in Chile on Monday, the government said. "
        "It also injured 300 people.\n"
    )
    headline, body, hurt = figures(claims(text, published="2024-05-02"))
    assert headline.same_as == (body.id,)
    assert body.same_as == (headline.id,)
    assert hurt.same_as == ()


def test_the_same_number_in_another_place_is_another_fact(claims):
    first, second = figures(claims("A bomb killed 14 people in Lahore. A fire killed 14 people in Nairobi."))
    assert first.same_as == second.same_as == ()


def test_ids_follow_the_text(claims):
    found = claims("Twelve people drowned. The mayor said the town mourned. Police arrested 40 men.")
    assert [c.id for c in found] == [f"c{n}" for n in range(1, len(found) + 1)]
    starts = [c.quantity.number[0] if c.quantity else c.attribution.content.start for c in found]
    assert starts == sorted(starts)


def test_the_span_is_the_clause_of_the_figure(claims):
    text = "At least 12 people died in the fire and more than 40 were injured, officials said on Friday."
    dead, hurt = figures(claims(text))
    assert dead.span.text == "At least 12 people died in the fire"
    assert hurt.span.text == "more than 40 were injured"


@pytest.mark.parametrize(
    ("text", "gist"),
    [
        ("At least 12 people died in Lima, the mayor said.", "at least 12 people killed in Lima, per the mayor"),
        ("One person was wounded.", "one person wounded"),
        ("Rebels say 30 more men may be missing.", "30 more men missing (possibly), per Rebels"),
        ("The minister denied that 12 men were killed.", "not 12 men killed, per the minister"),
        ("No injuries were reported in Quito.", "no injuries in Quito"),
        ("Shares fell 5 percent.", "Shares fell 5 percent"),
        ("Profit rose to $45m from $38m.", "Profit rose to $45m"),
        ("Profit rose to 1.2 billion euros from 900 million euros.", "Profit rose to 1.2 billion euros"),
        ("The village lies 14 km north of Bakra.", "the village: 14 kilometres north of Bakra"),
        (
            "Temperatures of 40 Celsius at noon and 12 Celsius at night killed the crop.",
            "Temperatures of 40 Celsius at noon",
        ),
        ("Homes 14 km (9 miles) away shook.", "Homes: 14 kilometres away"),
        ("The mayor said the town would rebuild.", "The mayor said the town would rebuild"),
        (
            "Ana Ruiz told reporters on Monday that the town would rebuild.",
            "Ana Ruiz told reporters on Monday that the town would rebuild",
        ),
        ("“The town will rebuild,” Ana Ruiz told reporters.", "Ana Ruiz told reporters: “The town will rebuild”"),
        ("The union accused the firm of lying.", "The union accused the firm of lying"),
        ("According to the mayor, the town will rebuild.", "the mayor: the town will rebuild"),
    ],
)
def test_the_gist_reads_alone(claims, text, gist):
    assert claims(text)[0].gist == gist


def test_an_aside_needs_no_participle(claims):
    found = [claim.gist for claim in claims("The clinic was shut, said Ana Ruiz, adding that it would open again.")]
    assert found == [
        "Ana Ruiz said: The clinic was shut",
        "Ana Ruiz: it would open again",
    ]


def test_long_clauses_are_cut_around_the_figure(claims):
    words = "and they said that nobody in the long valley had ever seen a thing like it before in all their years " * 4
    [claim] = figures(claims(f"Shares of the firm, {words}, fell 5 percent."))[:1]
    assert len(claim.gist) < 180
    assert "5" in claim.gist


def test_a_caption_that_stands_twice_claims_once(claims):
    text = (
        "Fire in the harbour\n\nSmoke rises over the harbour of Odessa, where twelve sailors were killed, "
        "July 3, 2023. (photo credit: Jane Doe/Agency)\nSmoke rises over the harbour of Odessa, where twelve "
        "sailors were killed, July 3, 2023.\n(photo credit: Jane Doe/Agency)\n\nThe harbour was closed.\n"
    )
    assert len(figures(claims(text))) == 1


def test_many_quotations_take_linear_time(claims):
    text = '"We saw it," the mayor said. ' * 400
    assert len(claims(text)) <= 400


def day_of(found, low):
    """The `when` value of the figure with that number."""
    return next((c.when.value if c.when else None) for c in figures(found) if c.quantity.low == low)


@pytest.mark.parametrize(
    ("text", "low", "day"),
    [
        ("A ferry sank on Monday, killing 12 people.", 12, "2024-04-29"),
        ("Twelve people died when a ferry sank in the strait on Monday.", 12, "2024-04-29"),
        ("Twelve people went missing after a ferry sank on Monday.", 12, "2024-04-29"),
        ("Monday's blast killed 12 people.", 12, "2024-04-29"),
        ("The blast, which came on Monday, killed 12 people.", 12, "2024-04-29"),
        ("Twelve people were killed in a blast that shook the port on Monday.", 12, "2024-04-29"),
        ("The blast killed 12 people and injured 30 others on Monday.", 12, "2024-04-29"),
        ("On Monday the court jailed nine men for the raid of March 2019.", 9, "2024-04-29"),
        ("Sales fell to $34 million in 2015 from $50 million in 2014.", 34_000_000, "2015"),
        ("Sales fell to $34 million in 2015 from $50 million in 2014.", 50_000_000, "2014"),
        ("Four people died in the camp in 2015.", 4, "2015"),
        ("Twelve people were killed, police said, in an attack on Monday.", 12, "2024-04-29"),
        ("The count rose from the toll of 59 reported late Monday.", 59, "2024-04-29"),
    ],
)
def test_a_date_belongs_to_what_it_plainly_governs(claims, text, low, day):
    assert day_of(claims(text, published="2024-05-02"), low) == day


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Four people were hurt in a shop that was sold on Monday.", 4),
        ("A tower built in 1990 fell, killing 12 people.", 12),
        ("Police arrested five people over the riots of June 2020.", 5),
        ("The blast killed 12 people, compared with 40 in 2019.", 12),
        ("Turnout was 61%, down from 70% in 2015.", 61),
        ("Nine homes burned down between April and June.", 9),
        ("From May to July 2016 12 people died.", 12),
        ("Some 600 schools have signed up for the Riverside Games 2005.", 600),
        ("A hole was found in the 2,700-acre park this week.", 2700),
        ("Earlier this month the union accused the firm of paying 300 guards.", 300),
        ("It was the coldest winter since 1961, and 12 people died.", 12),
        ("The firm cut 300 jobs after the release of its 2013 film.", 300),
    ],
)
def test_a_date_of_something_else_is_not_the_claims(claims, text, low):
    assert day_of(claims(text, published="2024-08-10"), low) is None


@pytest.mark.parametrize(
    ("text", "low", "value"),
    [
        ("On Monday a wall fell and 12 people died.", 12, "2024-05-13"),
        ("The blast on Monday killed 12 people.", 12, "2024-05-13"),
        ("Profit in 2023 rose to $45m.", 45_000_000, "2023"),
        ("Twelve people died when a boat sank on Monday.", 12, "2024-05-13"),
        ("Turnout was 61%, down from 70% in 2015.", 70, "2015"),
        ("Turnout was 61%, down from 70% in 2015.", 61, None),
        ("Profit came in at $5m against $4m last year.", 5_000_000, None),
        ("The tax raised $9m for a bridge that was built in 1990.", 9_000_000, None),
        ("Traffic fell 3% after a 28% decline in 2007.", 3, None),
        ("At least 40 homes (and a school built in 1990) were destroyed.", 40, None),
    ],
)
def test_a_day_is_given_only_where_the_text_says_it_of_the_figure(extractor, text, low, value):
    claims = [c for c in extractor.extract(text, published="2024-05-15").claims if c.quantity and c.quantity.low == low]
    assert [c.when.value if c.when else None for c in claims] == [value]
