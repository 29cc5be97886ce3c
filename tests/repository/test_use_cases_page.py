"""The guides have every task that users of Digipost's other clients know, and one page leads to each."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import digipost
from digipost import recipient
from digipost.sandbox import Sandbox
from digipost_schema.datatypes import DataTypeElement
from tests.campaigns.secrecy.operations import surface
from tests.support.tables import in_one_test

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
GUIDES = {path.name: path.read_text(encoding="utf-8") for path in sorted((DOCS / "guides").glob("*.md"))}
CODE = "".join(example for text in GUIDES.values() for example in EXAMPLE.findall(text))
PAGE = (DOCS / "use-cases.md").read_text(encoding="utf-8")
LINK = re.compile(r'^( *)- <a id="([^"]+)"></a>\[([^\]]+)\]\(guides/([^)#]+)#([^)]+)\)$', re.MULTILINE)

SECTIONS = [
    "Client configuration",
    "Send one letter by personal identification number",
    "Other recipient types",
    "Attachments",
    "SMS notification",
    "E-mail notification",
    "Fallback to print",
    "Request for registration",
    "Fallback to print if unread",
    "Direct to print",
    "Higher security level",
    "Identify",
    "Norsk Helsenett",
    "Invoice and inkasso",
    "Search",
    "On behalf of an organisation",
    "Delivery time",
    "Extra computer-readable data",
    "Appointment",
    "Event",
    "External link",
    "Status of a sent document",
    "Sender by organisation number and part id",
    "Inbox",
    "Archive",
    "Batch",
    "Share documents",
    "Tags",
    "User accounts",
    "Encryption",
    "Events",
    "Errors",
    "A letter is sent once",
    "Retry",
    "Logging",
    "OpenTelemetry",
    "Events for monitoring",
    "Proxy and timeouts",
]

# Classes that Digipost makes, or that a method of the client sends.
NOT_SENT_BY_HAND = {
    "OpeningReceiptAccepted",
    "ShareDocumentsRequestDocumentsShared",
    "ShareDocumentsRequestSharingStopped",
}


def anchor(heading: str) -> str:
    """The name of a heading in links, on the site as on GitHub."""
    return re.sub(r"[^\w-]", "", heading.lower().replace(" ", "-"))


def headings(text: str) -> list[tuple[str, str]]:
    """Level and text of each heading but the page's own."""
    return re.findall(r"^(###?) (.+)$", EXAMPLE.sub("", text), re.MULTILINE)


def test_every_section_is_listed_once() -> None:
    sections = [name for indent, _, name, _, _ in LINK.findall(PAGE) if not indent]
    assert len(sections) == len(set(sections))
    assert {*SECTIONS} <= {*sections}
    assert len(LINK.findall(PAGE)) == PAGE.count("](") - 1  # the other link says how to try a section


def test_the_list_is_that_of_the_headings_of_its_guides() -> None:
    links = LINK.findall(PAGE)
    for guide in {guide for _, _, _, guide, _ in links}:
        listed = [("###" if indent else "##", name) for indent, _, name, on, _ in links if on == guide]
        assert listed == headings(GUIDES[guide]), f"list the headings of {guide} in docs/use-cases.md"


def test_links_to_the_former_page_arrive() -> None:
    # It had all sections, so that a link of then is `use-cases.md#` with the heading's anchor.
    for _, place, name, _, target in LINK.findall(PAGE):
        assert place == target == anchor(name)


def test_every_section_has_an_example() -> None:
    for indent, _, name, guide, _ in LINK.findall(PAGE):
        _, _, rest = GUIDES[guide].partition(f"# {name}\n")
        section, *_ = re.split(r"^###? " if indent else r"^## ", rest, flags=re.MULTILINE)
        assert EXAMPLE.search(section), name


def test_links_within_a_guide_lead_somewhere() -> None:
    for guide, text in GUIDES.items():
        places = {anchor(name) for _, name in headings(text)}
        assert {*re.findall(r"\(#([^)]+)\)", text)} <= places, guide


def test_every_operation_of_the_client_is_shown() -> None:
    with Sandbox() as sandbox:
        # A batch is what an operation of `client.batches` gives.
        operations = [
            f"client.{each}(" for each in surface(sandbox.client()) if not each.startswith("batch.")
        ]
    assert len(operations) > 30
    assert [operation for operation in operations if operation not in CODE] == []


@in_one_test("name", recipient.__all__)
def test_every_way_to_name_a_recipient_is_shown(name: str) -> None:
    assert f"recipient.{name}(" in CODE


@in_one_test("cls", get_args(DataTypeElement))
def test_every_data_type_is_shown(cls: type) -> None:
    shown = re.search(rf"\b{cls.__name__}\(", CODE) is not None
    assert shown is (cls.__name__ not in NOT_SENT_BY_HAND)


@in_one_test("name", [each for each in digipost.__all__ if each[0].isupper()])
def test_public_names_are_used_by_their_public_names(name: str) -> None:
    assert re.search(rf"\bapi_v8\.{name}\b|from digipost_schema\S* import [^\n]*\b{name}\b", CODE) is None


def test_the_first_page_includes_the_program_that_it_shows() -> None:
    # Which a formatter of Markdown takes for Python, if the fence says that it is.
    first = (Path(__file__).parents[2] / "docs" / "index.md").read_text(encoding="utf-8")
    assert '\n--8<-- "examples/first_letter.py"\n' in first


def test_methods_that_the_text_names_exist() -> None:
    text = "".join(EXAMPLE.sub("", page) for page in GUIDES.values())
    named = {*re.findall(r"(?<![.\w])client\.(\w+)\.(\w+)\b", text)}
    assert len(named) > 10
    with Sandbox() as sandbox:
        client = sandbox.client()
        assert [
            f"{noun}.{method}" for noun, method in named if not hasattr(getattr(client, noun), method)
        ] == []
