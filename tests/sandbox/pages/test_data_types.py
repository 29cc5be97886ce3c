"""Data types as the page draws them: every one of them, whatever is in it."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from lxml import etree, html

from digipost.datatypes import RawElement, decode
from digipost.errors import ParseError
from digipost.sandbox.pages.data_types import drawn, web_address
from digipost.sandbox.pages.rendering import templates
from digipost.xml import to_xml
from digipost_schema import api_v8, datatypes
from tests.generated.examples import Examples
from tests.generated.packages import OURS
from tests.support.shown_documents import ROOTS
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from digipost_schema.datatypes import DataTypeElement

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{ 7 * 7 }}"
EXAMPLES = Examples(OURS)
LOOKS = templates()


def picture(content: DataTypeElement | RawElement) -> HtmlElement:
    data = drawn(api_v8.DataType(content=content))
    template = LOOKS.get_template(f"data/{data.template}.html")
    return html.fragment_fromstring(
        template.render(data=data, value=data.value, now=NOW, path="/"), create_parent="section"
    )


def words(content: DataTypeElement | RawElement) -> str:
    return " ".join(" ".join(picture(content).itertext()).split())


@in_one_test("cls", ROOTS)
def test_every_data_type_can_be_drawn_whatever_is_in_it(cls: type[DataTypeElement]) -> None:
    for value in EXAMPLES.variants(cls):
        said = picture(value).text_content()
        assert said.strip()
        assert "=None" not in said  # as Python would write what holds nothing


@in_one_test("cls", ROOTS)
def test_markup_in_any_field_stays_text(cls: type[DataTypeElement]) -> None:
    root = etree.fromstring(to_xml(EXAMPLES.rich(cls)))
    is_in = False
    for leaf in root.iterdescendants():
        if len(leaf) == 0:
            before, leaf.text = leaf.text, HOSTILE
            try:
                decode(RawElement(etree.tostring(root)))
                is_in = True
            except ParseError:  # a number or a time, which cannot hold markup
                leaf.text = before
    section = picture(RawElement(etree.tostring(root)))
    elements = list(section.iter())
    assert not {element.tag for element in elements} & {"script", "img", "iframe", "style"}
    assert not [
        name for element in elements for name in element.attrib if name.startswith("on") or name == "style"
    ]
    assert not section.xpath(".//a[not(starts-with(@href, 'http'))]")
    if is_in:
        assert HOSTILE in section.text_content()


def test_an_invoice_has_amount_account_and_due_date() -> None:
    bill = datatypes.Invoice(
        due_date=datetime(2026, 12, 14, 23, 30, tzinfo=UTC),
        sum=Decimal(1250),
        creditor_account="15941432384",
        kid="2026110",
    )
    said = words(bill)
    for part in ("1 250,00 kr", "To be paid by 15 December 2026", "1594 14 32384", "2026110"):
        assert part in said


def test_an_appointment_has_date_place_and_preparation() -> None:
    meeting = datatypes.Appointment(
        start_time=datetime(2027, 3, 1, 8, 30, tzinfo=UTC),
        place="Sagene klinikk",
        arrival_time="Come ten minutes ahead of time",
        info=[datatypes.Info(title="Preparation", text="Eat nothing\n\tfor six hours")],
    )
    said = words(meeting)
    for part in (
        "Monday 1 March 2027",
        "09:30\N{EN DASH}10:00",
        "Sagene klinikk",
        "Come ten minutes",
        "Eat nothing",
    ):
        assert part in said
    (text,) = picture(meeting).xpath(".//section[@class='info']/p")
    assert text.text == "Eat nothing\n\tfor six hours"


def test_an_event_has_its_times() -> None:
    day = datetime(2026, 9, 12, 7, 0, tzinfo=UTC)
    night = datatypes.TimeInterval(start_time=day.replace(hour=20), end_time=day.replace(day=13, hour=1))
    event = datatypes.Event(
        start_time=[datatypes.TimeInterval(start_time=day, end_time=day.replace(hour=15)), night]
    )
    said = words(event)
    assert "Opening hours Saturday 12 September 2026, 09:00\N{EN DASH}17:00" in said
    assert "Saturday 12 September 2026, 22:00\N{EN DASH}Sunday 13 September 2026, 03:00" in said


def test_a_link_is_a_button_with_its_deadline() -> None:
    link = datatypes.ExternalLink(url="https://www.example.com/a?b=c", button_text="Answer", deadline=NOW)
    (button,) = picture(link).xpath(".//a")
    assert button.get("href") == "https://www.example.com/a?b=c"
    assert button.get("target") == "_blank"
    assert {"noopener", "noreferrer"} <= set(button.get("rel").split())
    assert button.text == "Answer"
    assert "23 Nov 2026, 13:00" in words(link)


@in_one_test(
    "address",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "//elsewhere.example",
        "x",
        "http://[",
        "",
    ],
)
def test_what_is_no_address_of_the_web_is_no_link(address: str) -> None:
    assert web_address(address) is None


@in_one_test("colour", ["red", "#12345", "#12345g", "#123456;", 'url("#x")'])
def test_a_colour_that_is_none_is_not_used(colour: str) -> None:
    proof = EXAMPLES.rich(datatypes.Proof)
    xml = etree.fromstring(to_xml(proof))
    found = xml.find("{*}background-color")
    assert found is not None
    found.text = colour
    assert not picture(RawElement(etree.tostring(xml))).xpath(".//rect")


def test_what_is_not_known_or_does_not_fit_says_so() -> None:
    namespace = f'xmlns="{datatypes.NAMESPACE}"'
    assert "does not know" in words(RawElement(f"<hologram {namespace}/>".encode()))
    assert "/invoice the element `due-date` is missing" in words(
        RawElement(f"<invoice {namespace}/>".encode())
    )
