"""Calls without a server: XML, plain data, preflight, bulk mail."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import digipost_schema
from digipost import DigipostClient, bulk, plain_data, preflight, xml
from digipost_schema import api_v8

if TYPE_CHECKING:
    from pathlib import Path

    from tests.client.calls.values import Call


def of_plain_values(folder: Path) -> dict[str, Call]:
    tags = b'<tags xmlns="http://api.digipost.no/schema/v8"/>'
    invoice = {"due_date": "2024-02-15T00:00:00+01:00", "sum": "1", "creditor_account": "15941432384"}
    checks = {"checks": preflight.PrintChecks()}
    return {
        "xml.to_xml": (xml.to_xml, {"value": api_v8.Tags()}),
        "xml.from_xml": (xml.from_xml, {"cls": api_v8.Tags, "data": tags}),
        "digipost_schema.to_xml": (digipost_schema.to_xml, {"value": api_v8.Tags()}),
        "digipost_schema.from_xml": (digipost_schema.from_xml, {"cls": api_v8.Tags, "data": tags}),
        "digipost_schema.check": (digipost_schema.check, {"value": api_v8.Tags()}),
        "digipost_schema.decode": (digipost_schema.decode, {"raw": digipost_schema.RawElement(b"<x/>")}),
        "plain_data.data_type_from": (plain_data.data_type_from, {"name": "invoice", "data": invoice}),
        "plain_data.value_from": (
            lambda kind, value: plain_data.value_from(kind, value, "field"),
            {"kind": bool, "value": True},
        ),
        "plain_data.field_type": (plain_data.field_type, {"name": "invoice.sum"}),
        "preflight.check": (preflight.check, {"document": folder / "letter.pdf", **checks}),
        "preflight.check_html": (preflight.check_html, {"content": folder / "letter.html"}),
        "preflight.picture": (
            preflight.picture,
            {"document": folder / "letter.pdf", "out": folder / "letter.png", **checks},
        ),
        "preflight.PrintChecks": (
            preflight.PrintChecks,
            {
                "pdf_version": True,
                "fonts": True,
                "page_count": True,
                "left_margin": True,
                "bleed_mm": Decimal(1),
                "negative_bleed_mm": Decimal(1),
                "max_pages": 3,
            },
        ),
    }


def of_bulk(client: DigipostClient, folder: Path) -> dict[str, Call]:
    manifest = {"manifest": folder / "letters.csv"}
    mailing = {
        **manifest,
        "client": client,
        "columns": bulk.Columns(),
        "form": bulk.ManifestFormat(),
        "folder": folder / "mailing",
        "documents": folder,
        "sender_id": 5,
        **dict.fromkeys(("in_batch", "again", "strict", "fix"), False),
    }
    profile = {
        "columns": bulk.Columns(),
        "form": bulk.ManifestFormat(),
        "options": {},
        "prices": bulk.Prices(),
    }
    return {
        "bulk.Mailing": (bulk.Mailing, mailing),
        "bulk.Columns": (bulk.Columns, {"mapping": {"subject": "emne"}, "templates": {}, "ignored": ["a"]}),
        "bulk.ManifestFormat": (
            bulk.ManifestFormat,
            {"encoding": "utf-8", "sheet": "Ark1", "header_row": 1, "date_format": "dd/mm/yyyy"},
        ),
        "bulk.Prices": (
            bulk.Prices,
            dict.fromkeys(("mailbox", "print", "print_abroad", "page", "sheet"), Decimal(1)),
        ),
        "bulk.Profile": (bulk.Profile, profile),
        "bulk.Profile.beside": (bulk.Profile.beside, manifest),
        "bulk.threads": (bulk.threads, {"count": 1}),
    }
