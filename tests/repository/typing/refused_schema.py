"""Code with the generated classes that type checkers refuse; each line with a mark is an error, and no other.

Checked by `test_type_checkers.py`, never run.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import assert_never

import digipost_schema
from digipost_schema import api_v8, datatypes, from_xml

now = datetime.now(UTC)

api_v8.Document()  # E: Missing named argument "file_type"
api_v8.Document(file_type=None)  # E: Argument "file_type" to "Document" has incompatible type "None"
api_v8.Document("pdf")  # E: Too many positional arguments
api_v8.Document(file_type="pdf", subjekt="x")  # E: Unexpected keyword argument "subjekt"
api_v8.Document(file_type="pdf", uuid="763ee844-e081-4136-a7f7-c2e5c03fe5d6")  # E: incompatible type "str"
api_v8.Document(file_type="pdf", authentication_level="PASSWORD")  # E: incompatible type "str"
api_v8.DocumentStatus(status=api_v8.MessageStatus.DELIVERED)  # E: incompatible type "MessageStatus"
api_v8.DataType(content=datatypes.Address())  # E: incompatible type "Address"
api_v8.Event(uuid=1, type=api_v8.EventType.OPENED, created=now, document_created=now)  # E: type "int"
datatypes.Invoice(due_date=now, sum=100.21, creditor_account="12345678903")  # E: incompatible type "float"
datatypes.Invoice(due_date="2024-03-14", sum=now, creditor_account="")  # E: incompatible type "str"
datatypes.Hjemmelshaver()  # E: Missing named argument "name"
datatypes.Heftelse(panthaver="Banken", beloep="100")  # E: Missing named argument "type_pant"

document = api_v8.Document(file_type="pdf")
document.subject = 1  # E: Incompatible types in assignment
document.subjekt = "x"  # E: "Document" has no attribute "subjekt"
document.link.append("x")  # E: has incompatible type "str"; expected "Link"
document.subject.upper()  # E: Item "None" of "str | None" has no attribute "upper"
level = api_v8.AuthenticationLevel.PASSWRD  # E: has no attribute "PASSWRD"
cls = api_v8.Documents  # E: Module has no attribute "Documents"
read = digipost_schema.form_xml  # E: Module has no attribute "form_xml"

message: api_v8.Message = from_xml(api_v8.Document, b"")  # E: expression has type "Document"


def in_words(status: api_v8.MessageStatus) -> str:
    """Return a status in words; no `match` of listed members is complete, since others can be read."""
    match status:
        case api_v8.MessageStatus.DELIVERED | api_v8.MessageStatus.DELIVERED_TO_PRINT:
            return "delivered"
        case api_v8.MessageStatus.COMPLETE | api_v8.MessageStatus.NOT_COMPLETE:
            return "not delivered"
        case other:
            assert_never(other)  # E: Argument 1 to "assert_never" has incompatible type


def without_a_last_case(level: api_v8.AuthenticationLevel) -> str:  # E: Missing return statement
    match level:
        case api_v8.AuthenticationLevel.PASSWORD | api_v8.AuthenticationLevel.TWO_FACTOR:
            return "plain"
        case api_v8.AuthenticationLevel.IDPORTEN_3 | api_v8.AuthenticationLevel.IDPORTEN_4:
            return "through ID-porten"
