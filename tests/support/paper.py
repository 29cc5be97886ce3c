"""The details that a letter needs to be printed."""

from __future__ import annotations

from digipost import NorwegianAddress, PrintDetails, PrintRecipient, printing

PAPER = PrintDetails(
    recipient=printing.norwegian_address("Kari Papir", "Testgata 1", zip_code="0155", city="Oslo"),
    return_address=printing.norwegian_address("Avsender AS", zip_code="0001", city="Oslo"),
)
PAPER_XML = (
    "<print-details><recipient><name>Kari Papir</name><norwegian-address><addressline1>Testgata 1"
    "</addressline1><zip-code>0155</zip-code><city>Oslo</city></norwegian-address></recipient>"
    "<return-address><name>Avsender AS</name><norwegian-address><zip-code>0001</zip-code>"
    "<city>Oslo</city></norwegian-address></return-address></print-details>"
)


HOME = PrintRecipient(name="Ola", norwegian_address=NorwegianAddress(zip_code="0001", city="Oslo"))
