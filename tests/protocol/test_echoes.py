"""Parts of a request that an explanation repeats are masked, and the rest of it is kept."""

from __future__ import annotations

import re
from html import unescape
from unicodedata import normalize
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digipost.errors import api_error
from digipost.errors._masking import without_echoes
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


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
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
    others = [
        each for each in sent if not any(part.casefold() in shown.casefold() for part in spellings(each))
    ]
    assert without_echoes(text, others) == shown


def plain(text: str) -> str:
    return normalize("NFC", unescape(text))


def spellings(text: str) -> list[str]:
    misread = [
        plain(each.encode().decode(code, errors="replace"))
        for each in (text, text.upper())
        for code in ("latin-1", "cp1252")
    ]
    return [plain(text), plain(text).upper(), quote(text), quote_plus(text), *misread]


@pytest.mark.parametrize(
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
    ],
)
def test_a_server_can_write_it_in_another_way(sent: str, repeated: str) -> None:
    assert without_echoes(f"no hit for {repeated}.", [sent]) == "no hit for ***."


@pytest.mark.parametrize("xml", [b"", b"<", b"no XML", b"<a>" * 5000, b"<a>x</b>", b"\xff", None])
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
