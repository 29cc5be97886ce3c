"""Parts of a request that an explanation repeats are masked, and the rest of it is kept."""

from __future__ import annotations

import re
from unicodedata import normalize
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digipost.errors import api_error
from digipost.errors._masking import plain, spellings, without_echoes
from digipost.protocol.echoes import texts_sent
from tests.support.tables import in_one_test

V8 = 'xmlns="http://api.digipost.no/schema/v8"'
MESSAGE = f"""<message {V8}><message-id>month-7</message-id><recipient><name-and-address>
<fullname>Åse Blåbær Ødegård</fullname><addressline1>Øvre Målselvgate 7</addressline1>
<postalcode>9008</postalcode><city>Tromsø</city></name-and-address></recipient><primary-document>
<subject>Svar på   prøve</subject><file-type>pdf</file-type><data-type><invoice xmlns="x"><kid>4711</kid>
<comment>Diagnosen &amp; mer</comment></invoice></data-type></primary-document></message>""".encode()


def shown(explanation: str, target: str = "/messages", xml: bytes | None = MESSAGE) -> str:
    return api_error(400, message=explanation, sent=texts_sent(target, xml)).message


@in_one_test(
    "repeated",
    [
        "Åse Blåbær Ødegård",
        "ÅSE BLÅBÆR ØDEGÅRD",
        "ødegård",
        "Øvre Målselvgate 7",
        "Målselvgate",
        "9008",
        "Tromsø",
        "Svar på prøve",
        "prøve",
        "4711",
        "Diagnosen & mer",
        quote("Åse Blåbær Ødegård"),
        quote_plus("Åse Blåbær Ødegård"),
    ],
)
def test_what_a_message_says_is_masked(repeated: str) -> None:
    assert shown(f"The value '{repeated}' is not valid: {repeated}.") == "The value '***' is not valid: ***."


@in_one_test(
    "kept",
    [
        "month-7",
        "file-type pdf",
        "is not valid in line 12",
        "Prøvesenteret",
        "status 400",
        "f0c5a4a4-3a2b-4a3c-8a3b-5f1b7c9d0e1f",
    ],
)
def test_the_rest_of_an_explanation_is_kept(kept: str) -> None:
    assert shown(f"Something about {kept}.") == f"Something about {kept}."


@in_one_test(
    ("target", "repeated"),
    [
        ("/recipients/search/Ola%20Nordmann", "Ola Nordmann"),
        ("/recipients/search/Ola%20Nordmann", "nordmann"),
        ("/recipients/suggest/K%C3%A5re+Berg", "Kåre+Berg"),
        ("/67890/archive/document/referenceid/am91cm5hbA==", "am91cm5hbA=="),
        ("/67890/archive?attributes=am91cm5hbA%3D%3D&limit=10", "am91cm5hbA=="),
    ],
)
def test_what_an_address_asks_for_is_masked(target: str, repeated: str) -> None:
    assert shown(f"Nothing found for {repeated} here.", target, None) == "Nothing found for *** here."


@pytest.mark.parametrize(
    ("code", "kept"),
    [
        ("UNKNOWN_RECIPIENT", "UNKNOWN_RECIPIENT"),
        ("no Åse Ødegård", "no *** ***"),
        ("tromsø", "***"),
        ("", None),
    ],
)
def test_a_text_in_place_of_a_code_is_masked_too(code: str, kept: str | None) -> None:
    sent = texts_sent("/unknown/recipient", MESSAGE)
    error = api_error(400, code, code, sent=sent)
    assert (error.code, error.error_type) == (kept, kept)


def test_the_words_of_the_api_are_kept() -> None:
    text = "no document in the archive, status unknown"
    assert shown(text, "/67890/archive/document/status", None) == text


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=6, max_size=40)


@given(texts, st.text(max_size=30), st.text(max_size=30))
def test_a_longer_text_is_masked_wherever_it_stands(sent: str, before: str, after: str) -> None:
    assert sent not in without_echoes(f"{before}{sent}{after}", [sent])


@given(st.text(max_size=200), st.lists(st.text(min_size=3, max_size=10), max_size=20))
def test_an_explanation_that_repeats_nothing_stays_as_it_is(text: str, sent: list[str]) -> None:
    shown = plain(text)
    folded = shown.casefold()
    others = [each for each in sent if not any(part.casefold() in folded for part in spellings(each))]
    assert without_echoes(text, others) == shown


@in_one_test(
    ("sent", "repeated"),
    [
        ("Åse Bjørnås", normalize("NFD", "Åse Bjørnås")),
        (normalize("NFD", "Åse Bjørnås"), "Åse Bjørnås"),
        ("Åse O'Brien", "Åse O&#x27;Brien"),
        ("Åse O'Brien", "&Aring;se O&apos;Brien"),
        ("Müller & Sønn", "M&uuml;ller &amp; S&oslash;nn"),
        ("<b>Hei</b>", "&lt;b&gt;Hei&lt;/b&gt;"),
        ("A&amp;B Rør", "A&amp;B Rør"),
        ("Strauß", "STRAUSS"),
        ("Åse Bjørnås", "Åse Bjørnås".encode().decode("latin-1")),
        ("Åse Bjørnås", "Åse Bjørnås".encode().decode("cp1252")),
        ("Ola Ødegård", "OLA ØDEGÅRD".encode().decode("cp1252")),
        ("Åse Ødegård", "?se ?deg?rd"),
        ("Åse Ødegård", "??se ??deg??rd"),
        ("Åse Ødegård", "\ufffdse \ufffddeg\ufffdrd"),
        ("Åse Ødegård", "Ase Ødegard"),
        ("Åse Ødegård", "Ase Odegard"),
        ("ÅSE ØDEGÅRD", "Aase Oedegaard"),
        ("Åse Ødegård", r"\u00c5se \u00D8deg\u00e5rd"),
        ("Åse Ødegård", r"\\u00c5se \\u00d8deg\\u00e5rd"),
        ("Åse Ødegård", r"\xc3\x85se \xc3\x98deg\xc3\xa5rd"),
        ("Åse Ødegård", r"\xc5se \xd8deg\xe5rd"),
        ("Hei \U0001f600 Ola", r"Hei \ud83d\ude00 Ola"),
        ("Åse O'Brien", r"\u00c5se O\'Brien"),
        ("A/S Rør", r"A\/S R\u00f8r"),
        ("Åse Ødegård", "%C3%85se%20%c3%98deg%c3%a5rd"),
        ("Åse Ødegård", "%C5se+%D8deg%E5rd"),
        ("Åse Ødegård", "%25C3%2585se%2520%25C3%2598deg%25C3%25A5rd"),
        ("100% rabatt", "100%25+rabatt"),
        ("100% rabatt", "100% rabatt"),
        ("Kari \u0301 Li", "Kari \u0301 Li"),
        ("Åse Ødegård", "&amp;Aring;se &amp;Oslash;deg&amp;aring;rd"),
        ("Åse Ødegård", "&#xc5;se &#216;deg&#229;rd"),
    ],
)
def test_a_server_can_write_it_in_another_way(sent: str, repeated: str) -> None:
    assert without_echoes(f"no hit for {repeated}.", [sent]) == "no hit for ***."


# Escape sequences, parts of them, and letters that become parts of them when they are composed.
_PIECES = st.sampled_from(
    [
        *"&%\\;#aA1'\u037e",
        "&amp;",
        "&amp;lt",
        "%25",
        "%2",
        "5c",
        "&#37;",
        "&#92;",
        r"\u00",
        "e5",
        r"\u0026",
        r"\x5c",
    ]
)


@given(st.text(max_size=100) | st.lists(_PIECES, max_size=40).map("".join))
def test_a_text_without_escape_sequences_stays_as_it_is(text: str) -> None:
    resolved = plain(text)
    assert plain(resolved) == resolved
    assert resolved.isascii() or resolved.encode()  # no half of a surrogate pair


def test_a_text_without_letters_is_found_nowhere_else() -> None:
    assert without_echoes("no hit for it", ["\u0301\u0301\u0301", "&%\\"]) == "no hit for it"


def test_a_text_that_is_cut_does_not_end_in_a_part_of_a_name() -> None:
    name = r"K\u0061ri Nordmann"
    for before in range(4096 - len(name), 4096):
        assert "Nor" not in without_echoes(f"{'x ' * (before // 2)}{name} is unknown", ["Kari Nordmann"])


@in_one_test("xml", [b"", b"<", b"no XML", b"<a>" * 5000, b"<a>x</b>", b"\xff", None])
def test_a_body_that_is_no_xml_has_no_texts_and_does_no_harm(xml: bytes | None) -> None:
    assert shown("A plain explanation.", "/messages", xml) == "A plain explanation."


def test_no_entity_is_resolved() -> None:
    xml = b"<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a><subject>&e;</subject></a>"
    assert not [text for text in texts_sent("/messages", xml) if "root" in text]


@pytest.mark.thorough
def test_many_texts_and_a_long_explanation_are_bounded() -> None:
    sent = {f"text number {number}" for number in range(20_000)}
    explanation = "text number 1 " * 400_000
    masked = without_echoes(explanation, sent)
    assert len(masked) <= 4096
    assert not re.search("text number 1 ", masked)
