"""Validation of XML by libxml2, with the schemas that come with the package."""

from __future__ import annotations

from importlib.resources import as_file, files

from lxml import etree

with as_file(files("digipost_schema") / "xsd" / "all.xsd") as path:
    SCHEMA = etree.XMLSchema(file=str(path))


def parsed(xml: bytes) -> etree._Element:
    return etree.fromstring(xml)
