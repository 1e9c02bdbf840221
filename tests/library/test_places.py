"""Places: which words name one, which place is meant, and how exactly it is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.library.place_texts import document_of, flat, names, places_of
from vaglio.codebook import load_codebook
from vaglio.codebook.gazetteer import load_gazetteer
from vaglio.extract._places import find_places
from vaglio.model.claim import Precision
from vaglio.model.span import Span
from vaglio.model.trace import Outcome, Trace
from vaglio.pipeline import resolve_places


def test_one_tuple_a_sentence() -> None:
    """Each sentence has its own places; one without places is empty."""
    found = places_of("Shells hit Homs. Nobody spoke. Rain fell in Damascus.")
    assert [[m.place.name for m in mentions] for mentions in found] == [["Homs"], [], ["Damascus"]]


def test_span_quotes_the_name() -> None:
    """The span is the name as written, without "the", and the indices are its tokens."""
    text = "Fighting spread across the Gaza Strip."
    [[mention]] = places_of(text)
    assert mention.place.span.of(text) == mention.place.name == "Gaza Strip"
    assert (mention.first, mention.last) == (4, 6)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("A car crashed in Paris, Texas.", "USA"),
        ("A car crashed in Paris, Tenn., on Monday.", "USA"),
        ("A car crashed in Paris. The French police came.", "FRA"),
        ("Shells hit Tripoli, the Lebanese army said. Beirut was quiet.", "LBN"),
        ("Shells hit Tripoli, the Libyan army said. Benghazi was quiet.", "LBY"),
        ("A drone hit Jordan.", "JOR"),
        ("Workers in Georgia, USA, struck. Atlanta was calm.", "USA"),
        ("Tbilisi said that Georgia would not join.", "GEO"),
    ],
)
def test_other_places_decide_which_is_meant(text: str, country: str) -> None:
    """A container, a neighbour or a people decides between places of one name."""
    mentions = flat(text)
    wanted = {"Paris", "Tripoli", "Jordan", "Georgia"}
    [mention] = [mention for mention in mentions if mention.place.name in wanted]
    assert mention.country == country


def test_one_name_is_one_place_in_a_document() -> None:
    """A bare mention means what the fuller mention means."""
    first, _, second = flat("A car crashed in Paris, Texas. Police in Paris closed a road.")
    assert first.place.place == second.place.place


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("Shells hit Homs.", "Homs", Precision.TOWN),
        ("Shells fell in Homs governorate.", "Homs", Precision.REGION),
        ("Fighting went on in northern Syria.", "northern Syria", Precision.REGION),
        ("Fighting went on in Syria.", "Syria", Precision.COUNTRY),
        ("The Lachin Corridor was closed.", "Lachin Corridor", Precision.ROUTE),
        ("Mortars fell along the line of contact.", "line of contact", Precision.NAMED_ONLY),
        ("Gunmen entered the village of Marsk-Orlen.", "Marsk-Orlen", Precision.NAMED_ONLY),
        ("Two nurses work at the Marsken hospital.", "Marsken hospital", Precision.NAMED_ONLY),
    ],
)
def test_precision_follows_the_words_beside_a_name(
    text: str, name: str, precision: Precision
) -> None:
    """A vague place is known as vague, an unknown one is only named."""
    [mention] = flat(text)
    assert (mention.place.name, mention.place.precision) == (name, precision)


def test_named_only_has_no_coordinates() -> None:
    """What cannot be pinned down has neither point nor identity."""
    [mention] = flat("Gunmen killed a trader near Marsk-Orlen.")
    place = mention.place
    assert (place.place, place.latitude, place.longitude, place.radius_km) == (None,) * 4


def test_coordinated_names_share_their_feature_word() -> None:
    """Names before one plural, as in "A and B regions", are two regions."""
    found = flat("Roads were opened through the Homs and Aleppo governorates.")
    assert [(m.place.name, m.place.precision) for m in found] == [
        ("Homs", Precision.REGION),
        ("Aleppo", Precision.REGION),
    ]


def test_unknown_names_in_a_list_are_all_places() -> None:
    """One preposition speaks for the whole list."""
    text = "Houses burned in Marsken, Orlenska and Novo-Drell."
    assert names(text) == ["Marsken", "Orlenska", "Novo-Drell"]


def test_unknown_name_is_found_again_elsewhere() -> None:
    """What one sentence shows to be a place is one in the others."""
    assert names("Drones attacked Marsken overnight. Nobody sleeps in Marsken.") == [
        "Marsken",
        "Marsken",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Antony Lincoln said nothing.",
        "President Washington Marsken declined to comment.",
        "Captain Jordan Israel was wounded.",
        "Paris Marsken, 34, drove the bus.",
        "Nice weather is expected in March.",
        "Reading is taught at eight.",
        "The Geneva Initiative said nothing.",
        "The Boston Herald printed it.",
        "He lives on Dublin Road.",
        "The NKRO met on Monday.",
        "THE WAR IS OVER. MOBILE PHONES RANG.",
    ],
)
def test_names_that_are_something_else_are_declined(text: str) -> None:
    """People, bodies, streets, codes and common words are no places."""
    assert names(text) == []


def test_common_word_needs_a_preposition() -> None:
    """A town called by an ordinary word counts where it is spoken of as a place."""
    assert names("Two men were shot in Nice.") == ["Nice"]


def test_capitals_are_read_with_more_evidence() -> None:
    """Text in capitals gives its places, and not its ordinary words."""
    text = "GUERRILLAS BLEW UP A BRIDGE IN SAN SALVADOR, THE ARMY OF EL SALVADOR SAID."
    assert names(text) == ["SAN SALVADOR", "EL SALVADOR"]


def test_capital_and_state_are_marked() -> None:
    """Whose capital and which state a name is, others may need to know."""
    baku, turkey = flat("Baku said that Turkey agreed.")
    assert (baku.capital_of, baku.state) == ("AZE", None)
    assert (turkey.capital_of, turkey.state) == (None, "TUR")


def test_arabic_names_are_found_in_other_spellings() -> None:
    """A spelling that the gazetteer lacks is found in a country the text names."""
    [tel, _] = flat("Shells hit Tel Tamer in Syria.")
    assert tel.country == "SYR"
    assert tel.place.latitude == pytest.approx(36.66, abs=0.1)


def test_trace_says_what_fired_and_what_declined() -> None:
    """The trace names each rule, and leaves the result as it is."""
    text = "Antony Lincoln went to Homs. Gunmen killed a trader near Marsk-Orlen."
    trace = Trace()
    assert places_of(text, trace) == places_of(text)
    told = [(step.rule, step.outcome) for step in trace.steps]
    assert ("place.gazetteer", Outcome.FIRED) in told
    assert ("place.named-only", Outcome.DECLINED) in told
    assert ("place.declined-person", Outcome.DECLINED) in told


def test_marked_names_can_be_resolved_alone() -> None:
    """The choice between places can be measured on names marked by hand."""
    text = "A car crashed in Paris, Texas."
    [chosen] = resolve_places(document_of(text), [Span(start=17, end=22)])
    assert chosen.name == "Paris"
    assert chosen.latitude == pytest.approx(33.66, abs=0.1)


def test_a_guess_is_given_only_where_it_is_asked_for() -> None:
    """A small place that nothing speaks for stays only named unless a guess is wanted."""
    document = document_of("Nothing was found at Bagley Green.")
    spans = [Span(start=21, end=27)]
    [careful] = resolve_places(document, spans)
    [guess] = resolve_places(document, spans, best_guess=True)
    assert (careful.latitude, careful.precision) == (None, Precision.NAMED_ONLY)
    assert guess.latitude is not None


def test_an_unknown_name_is_never_guessed() -> None:
    """Where no place bears the name there is nothing to guess from."""
    document = document_of("Nothing was found at Qwzrtlk.")
    [guess] = resolve_places(document, [Span(start=21, end=28)], best_guess=True)
    assert guess.latitude is None


@pytest.mark.parametrize(
    ("text", "name", "latitude"),
    [
        ("Rain fell on Paris, Texas, all day.", "Paris, Texas", 33.66),
        ("A European envoy came to Cairo.", "European", 48.69),
        ("Two Canadian ships left Halifax.", "Canadian", 60.1),
        ("Floods in B.C. closed the road to Calgary.", "B.C.", 54.0),
        ("Rain fell on South Damascus.", "South Damascus", 33.5),
        ("Polls closed in Athens and Clarke in Georgia, USA.", "Clarke", 33.95),
    ],
)
def test_marked_names_of_many_forms_are_placed(text: str, name: str, latitude: float) -> None:
    """Peoples, short forms, counties and names with their container are looked up."""
    start = text.index(name)
    [place] = resolve_places(document_of(text), [Span(start=start, end=start + len(name))])
    assert place.latitude == pytest.approx(latitude, abs=0.5)


def test_a_guess_for_an_unknown_name_is_the_place_beside_it() -> None:
    """What no gazetteer has mostly lies by the place named nearest to it."""
    document = document_of("Fire broke out in Orlenbo Mall. Police in Homs closed the road.")
    spans = [Span(start=18, end=30)]
    assert resolve_places(document, spans)[0].latitude is None
    assert resolve_places(document, spans, best_guess=True)[0].latitude == pytest.approx(34.7, 0.01)


def test_two_unsure_names_speak_for_each_other() -> None:
    """Names that lie side by side in one state only are taken there."""
    text = "Roads from Salem to Beverly and Danvers were closed."
    spans = [Span(start=text.index(n), end=text.index(n) + len(n)) for n in ("Salem", "Beverly")]
    salem, beverly = resolve_places(document_of(text), spans)
    assert salem.latitude == pytest.approx(42.5, abs=0.2)
    assert beverly.latitude == pytest.approx(42.56, abs=0.2)


def test_a_country_is_not_its_capital_of_like_name() -> None:
    """Beside its capital a country of like name stays the country."""
    [city, country] = flat("MEXICO CITY, May 3 - Floods came to Mexico City and then Mexico.")[-2:]
    assert (city.state, country.state) == (None, "MEX")


@given(st.text(max_size=80))
def test_any_text_gives_grounded_places(text: str) -> None:
    """Whatever the script, nothing breaks and every name is in the text."""
    document = document_of(text)
    found = find_places(document, codebook=load_codebook(), gazetteer=load_gazetteer())
    assert len(found) == len(document.sentences)
    for mention in (mention for mentions in found for mention in mentions):
        assert mention.place.span.of(text) == mention.place.name
