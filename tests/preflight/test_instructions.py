"""Instructions of a page that are odd or damaged: known answers of PDFBox 3.0.2, which the validator has.

In instructions.json are pieces of a content stream, each with the answer for it: `zone` if text is found in
the zone of the barcode, `unable` if PDFBox gives up on the page, nothing otherwise.
"""

from __future__ import annotations

import json
from pathlib import Path

from digipost.preflight import check
from tests.support.pdfs import Page, Stream, paged, text_at
from tests.support.tables import in_one_test

FILE = Path(__file__).parents[1] / "fixtures" / "preflight" / "instructions.json"
ANSWERS: dict[str, dict[str, str]] = json.loads(FILE.read_text(encoding="utf-8"))
VERDICTS = {
    "": [],
    "zone": ["INSUFFICIENT_MARGIN_FOR_PRINT"],
    "unable": ["UNABLE_TO_VERIFY_SUITABLE_MARGIN_FOR_PRINT"],
}
IN_THE_ZONE, ELSEWHERE = text_at(20, 500).encode(), text_at(100, 500).encode()
FORM = "/Type/XObject/Subtype/Form/BBox[0 0 600 850]/Resources<</Font<</F @font>>>>"


def cases(where: str) -> list[tuple[bytes, list[str]]]:
    return [(piece.encode("latin-1"), VERDICTS[answer]) for piece, answer in ANSWERS[where].items()]


@in_one_test(("piece", "verdicts"), cases("before"))
def test_before_text_in_the_zone(piece: bytes, verdicts: list[str]) -> None:
    assert [*check(paged(Page(content=piece + b"\n" + IN_THE_ZONE))).verdicts] == verdicts


@in_one_test(("piece", "verdicts"), cases("after"))
def test_after_text_elsewhere(piece: bytes, verdicts: list[str]) -> None:
    assert [*check(paged(Page(content=ELSEWHERE + piece))).verdicts] == verdicts


@in_one_test(("piece", "verdicts"), cases("in_form"))
def test_in_a_form_before_text_in_the_zone(piece: bytes, verdicts: list[str]) -> None:
    page = Page(content=b"/X Do " + ELSEWHERE, resources="<</Font<</F @font>>/XObject<</X @form>>>>")
    data = paged(page, others={"form": Stream(piece + b"\n" + IN_THE_ZONE, FORM)})
    assert [*check(data).verdicts] == verdicts


@in_one_test(("piece", "verdicts"), cases("alone"))
def test_text_that_gets_there_in_odd_ways(piece: bytes, verdicts: list[str]) -> None:
    assert [*check(paged(Page(content=piece))).verdicts] == verdicts
