"""Sample documents, ours and those that Digipost has published: read and written again, nothing is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from lxml import etree

from tests.generated.packages import OURS

OWN = Path(__file__).parent.parent / "fixtures" / "xml"
PUBLISHED = os.environ.get("DIGIPOST_PUBLISHED_SCHEMAS")
FOLDERS = [OWN, *([Path(PUBLISHED) / "examples"] if PUBLISHED else [])]
CLASSES = {f"{{{cls.Meta.namespace}}}{cls.Meta.element}": cls for cls in OURS.classes() if cls.Meta.element}  # type: ignore[attr-defined]

# Lines that are written otherwise than they were read, as by Digipost's own client: one for each.
EXCEPTIONS = {
    "the name of a zone is dropped": (
        "inkasso/due-date",
        "2024-12-03T10:15:30+01:00[Europe/Oslo]",
        "2024-12-03T10:15:30+01:00",
    ),
    "the offset of a date is dropped": (
        "identification/name-and-address/birth-date",
        "1980-02-03+01:00",
        "1980-02-03",
    ),
}


def pieces() -> list[tuple[str, bytes]]:
    """Each root element that the samples have; a file can hold several within one that is none of ours."""
    found = []
    for path in sorted(each for folder in FOLDERS for each in folder.glob("*.xml")):
        root = etree.parse(path).getroot()
        for number, element in enumerate([root] if root.tag in CLASSES else root):
            name = f"{path.parent.name}/{path.name}/{number}-{etree.QName(element).localname}"
            found.append((name, etree.tostring(element, with_tail=False)))
    return found


PIECES = pieces()


def canonical(xml: bytes) -> bytes:
    """The canonical form, without the space between elements."""
    root = etree.fromstring(xml)
    for element in root.iter():
        if len(element) and not (element.text or "").strip():
            element.text = None
        if not (element.tail or "").strip():
            element.tail = None
    return etree.tostring(root, method="c14n", exclusive=True)


def with_exceptions(xml: bytes) -> bytes:
    root = etree.fromstring(xml)
    for path, before, after in EXCEPTIONS.values():
        name, _, rest = path.partition("/")
        if etree.QName(root).localname == name:
            for element in root.iterfind("/".join(f"{{*}}{step}" for step in rest.split("/"))):
                element.text = after if element.text == before else element.text
    return etree.tostring(root)


@pytest.mark.parametrize("sample", [xml for _, xml in PIECES], ids=[name for name, _ in PIECES])
def test_a_sample_is_written_as_it_was_read(sample: bytes) -> None:
    cls = CLASSES[etree.fromstring(sample).tag]

    written = OURS.to_xml(OURS.from_xml(cls, sample))

    assert canonical(written) == canonical(with_exceptions(sample))


def test_each_exception_is_needed() -> None:
    needed = {canonical(xml) != canonical(with_exceptions(xml)) for _, xml in PIECES}
    changed = [name for name, xml in PIECES if canonical(xml) != canonical(with_exceptions(xml))]

    assert needed == {True, False}
    assert len(changed) == len(EXCEPTIONS)


def test_our_samples_have_what_is_known_to_matter() -> None:
    names = [name.rpartition("-")[2] for name, _ in PIECES]

    assert {"delivery", "result", "events", "identification", "invoice", "receipt", "proof"} <= set(names)
