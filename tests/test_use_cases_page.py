"""The page of use cases has what users of Digipost's other clients know, in the order that they know."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

import digipost
from digipost import recipient
from digipost.sandbox import Sandbox
from digipost_schema.datatypes import DataTypeElement
from tests.secrecy.operations import surface

PAGE = (Path(__file__).parent.parent / "docs" / "use-cases.md").read_text(encoding="utf-8")
CODE = "".join(re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
TEXT = re.sub(r"^```python\n.*?^```$", "", PAGE, flags=re.MULTILINE | re.DOTALL)
CONTENTS, *_ = TEXT.partition("\n## ")

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
    "Logging",
    "Proxies and timeouts",
]

# What Digipost makes, or what a method of the client sends.
NOT_SENT_BY_HAND = {
    "OpeningReceiptAccepted",
    "ShareDocumentsRequestDocumentsShared",
    "ShareDocumentsRequestSharingStopped",
}


def anchor(heading: str) -> str:
    """How a link names it, on the site as on GitHub."""
    return re.sub(r"[^\w-]", "", heading.lower().replace(" ", "-"))


def test_the_sections_stand_in_their_order() -> None:
    assert re.findall(r"^## (.+)$", TEXT, re.MULTILINE) == SECTIONS


def test_every_section_has_an_example() -> None:
    sections = re.split(r"^## .+$", PAGE, flags=re.MULTILINE)[1:]
    assert [name for name, text in zip(SECTIONS, sections, strict=True) if "```python" not in text] == []


def test_the_contents_list_each_section_once() -> None:
    links = re.findall(r"\[([^\]]+)\]\(#([^)]+)\)", CONTENTS)
    assert sorted(links) == sorted((name, anchor(name)) for name in SECTIONS)


def test_links_within_the_page_lead_somewhere() -> None:
    headings = {anchor(heading) for heading in re.findall(r"^##+ (.+)$", TEXT, re.MULTILINE)}
    assert {*re.findall(r"\(#([^)]+)\)", TEXT)} <= headings


def test_every_operation_of_the_client_is_shown() -> None:
    with Sandbox() as sandbox:
        # A batch is what an operation of `client.batches` gives.
        operations = [
            f"client.{each}(" for each in surface(sandbox.client()) if not each.startswith("batch.")
        ]
    assert len(operations) > 30
    assert [operation for operation in operations if operation not in CODE] == []


@pytest.mark.parametrize("name", recipient.__all__)
def test_every_way_to_name_a_recipient_is_shown(name: str) -> None:
    assert f"recipient.{name}(" in CODE


@pytest.mark.parametrize("cls", get_args(DataTypeElement), ids=lambda cls: cls.__name__)
def test_every_data_type_is_shown(cls: type) -> None:
    shown = re.search(rf"\b{cls.__name__}\(", CODE) is not None
    assert shown is (cls.__name__ not in NOT_SENT_BY_HAND)


@pytest.mark.parametrize("name", [each for each in digipost.__all__ if each[0].isupper()])
def test_public_names_are_used_by_their_public_names(name: str) -> None:
    assert re.search(rf"\bapi_v8\.{name}\b|from digipost_schema\S* import [^\n]*\b{name}\b", CODE) is None


def test_the_first_page_includes_the_program_that_it_shows() -> None:
    # Which a formatter of Markdown takes for Python, if the fence says that it is.
    first = (Path(__file__).parent.parent / "docs" / "index.md").read_text(encoding="utf-8")
    assert '\n--8<-- "examples/first_letter.py"\n' in first
