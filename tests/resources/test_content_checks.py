"""A PDF that is unfit for the way of its letter is refused before anything is sent."""

from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import attrs
import pytest

from digipost import ClientConfig, DigipostClient, PrintIfUnread, RequestForRegistration, recipient
from digipost.content import content_from_bytes
from digipost.errors import ConfigurationError, InvalidValueError, PreflightError
from digipost.preflight import PrintChecks
from digipost_schema import api_v8
from tests.support.letters import OLA, document, letter
from tests.support.paper import PAPER
from tests.support.pdfs import Page, paged, pdf, text_at
from tests.support.without_libraries import LIBRARIES

if TYPE_CHECKING:
    from digipost import Document, Message, RequestSigning
    from digipost.sandbox import Sandbox

ON_PAPER = recipient.print_only(PAPER)
OLA_OR_PAPER = attrs.evolve(OLA, print_details=PAPER)
NOBODY_ON_PAPER = recipient.by_personal_identification_number("12345678901", print_details=PAPER)
LATER = datetime.now(UTC) + timedelta(days=30)

GOOD = pdf(2)
DIGITAL_ONLY = paged(Page(), Page(content=text_at(20, 500, "Hemmelig")))
CALIBRI = "<</Font<</F <</Type/Font/Subtype/TrueType/BaseFont/Calibri>>>>>>"
NOWHERE = paged(Page(resources=CALIBRI))


def later(data: bytes) -> list[Message]:
    """Letters that go to a mailbox now, and may be printed after a while."""
    return [
        letter(
            primary_document=document(data),
            print_if_unread=PrintIfUnread(print_if_unread_after=LATER, print_details=PAPER),
        ),
        letter(
            primary_document=document(data),
            request_for_registration=RequestForRegistration(registration_deadline=LATER, print_details=PAPER),
        ),
    ]


def refused(client: DigipostClient, message: Message) -> PreflightError:
    with pytest.raises(PreflightError) as caught:
        client.messages.send(message)
    return caught.value


def arrived(sandbox: Sandbox) -> int:
    return len(sandbox.letters)


class TestPrintOnly:
    @pytest.mark.parametrize("data", [DIGITAL_ONLY, NOWHERE, b"no PDF"])
    def test_what_cannot_be_printed_is_refused_before_any_request(
        self, data: bytes, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        refused(client, letter(recipient=ON_PAPER, primary_document=document(data)))
        assert sandbox.requests == ()

    def test_the_error_names_document_page_verdict_and_what_to_do(self, client: DigipostClient) -> None:
        bad = document(DIGITAL_ONLY)
        error = refused(
            client, letter(recipient=ON_PAPER, primary_document=document(GOOD), attachments=[bad])
        )
        assert isinstance(error, InvalidValueError)
        assert (error.field, error.document) == ("Message.attachments[0]", bad.uuid)
        assert (error.verdicts, error.pages) == (("INSUFFICIENT_MARGIN_FOR_PRINT",), (2,))
        assert "INSUFFICIENT_MARGIN_FOR_PRINT on page 2: text begins where" in str(error)
        assert "Keep 15 mm free" in str(error)
        assert "Hemmelig" not in str(error)
        assert pickle.loads(pickle.dumps(error)).pages == (2,)  # noqa: S301 - our own

    def test_much_is_told_in_short(self, client: DigipostClient) -> None:
        error = refused(
            client,
            letter(recipient=ON_PAPER, primary_document=document(paged(*[Page(resources=CALIBRI)] * 9))),
        )
        assert "And 6 more." in str(error)
        assert error.pages == (1, 2, 3, 4, 5, 6, 7, 8, 9)

    def test_what_can_be_printed_is(self, client: DigipostClient) -> None:
        delivery = client.messages.send(letter(recipient=ON_PAPER, primary_document=document(GOOD)))
        assert delivery.delivery_method is api_v8.Channel.PRINT


class TestPrintAsFallback:
    def test_what_a_mailbox_does_not_mind_goes_out(self, client: DigipostClient, sandbox: Sandbox) -> None:
        client.messages.send(letter(recipient=OLA_OR_PAPER, primary_document=document(DIGITAL_ONLY)))
        for message in later(DIGITAL_ONLY):
            client.messages.send(message)
        assert arrived(sandbox) == 3

    def test_what_no_channel_takes_is_refused_before_any_request(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        first = letter(recipient=OLA_OR_PAPER, primary_document=document(NOWHERE))
        for message in (first, *later(NOWHERE)):
            assert refused(client, message).verdicts == ("REFERENCES_INVALID_FONT",)
        assert sandbox.requests == ()

    def test_what_is_only_for_print_has_to_be_printable(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        two = document(GOOD, print_content=content_from_bytes(DIGITAL_ONLY))
        assert refused(client, letter(recipient=OLA_OR_PAPER, primary_document=two)).pages == (2,)
        assert sandbox.requests == ()

    def test_once_it_goes_to_print_all_of_it_has_to_be_printable(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        secret = document(DIGITAL_ONLY, encrypt=True)
        refused(client, letter(recipient=NOBODY_ON_PAPER, primary_document=secret))
        assert arrived(sandbox) == 0
        client.messages.send(letter(recipient=OLA_OR_PAPER, primary_document=secret))
        assert arrived(sandbox) == 1


class TestMailbox:
    def test_what_is_encrypted_is_looked_at_first(self, client: DigipostClient, sandbox: Sandbox) -> None:
        def secret(data: bytes) -> Document:
            return document(data, encrypt=True)

        for data in (b"no PDF", NOWHERE, pdf(0)):
            assert "cannot be sent" in str(refused(client, letter(primary_document=secret(data))))
        assert sandbox.requests == ()
        client.messages.send(letter(primary_document=secret(DIGITAL_ONLY)))
        assert arrived(sandbox) == 1

    def test_other_letters_are_not_looked_at(self, client: DigipostClient, sandbox: Sandbox) -> None:
        client.messages.send(letter(primary_document=document(b"no PDF")))
        assert arrived(sandbox) == 1


GOOD_HTML = b"<html><head></head><body><p>Hei</p></body></html>"
SCRIPT = b"<html><body><p>Hemmelig</p>\n<p><script>x()</script><p hemmelig=1 onclick='x'></body></html>"


class TestHtml:
    @pytest.mark.parametrize("file_type", ["html", "htm"])
    def test_what_digipost_refuses_is_refused_before_any_request(
        self, file_type: str, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        for encrypt in (False, True):
            refused_one = document(SCRIPT, file_type=file_type, encrypt=encrypt)
            error = refused(client, letter(attachments=[refused_one]))
            assert (error.field, error.document) == ("Message.attachments[0]", refused_one.uuid)
            assert (error.verdicts, error.pages) == (("INVALID_HTML_CONTENT",), ())
        assert sandbox.requests == ()

    def test_the_error_says_where_and_nothing_of_the_letter(self, client: DigipostClient) -> None:
        error = refused(client, letter(primary_document=document(SCRIPT, file_type="html")))
        assert "Line 2, column 4: <script> is not allowed." in str(error)
        assert "an attribute of <p> is not allowed" in str(error)
        assert "emmelig" not in str(error)

    def test_much_is_told_in_short(self, client: DigipostClient) -> None:
        error = refused(client, letter(primary_document=document(b"<form>" * 9, file_type="html")))
        assert "And 6 more." in str(error)

    def test_what_digipost_takes_goes_out(self, client: DigipostClient, sandbox: Sandbox) -> None:
        plain = document(GOOD_HTML, file_type="html")
        secret = document(GOOD_HTML, file_type="html", encrypt=True)
        client.messages.send(letter(primary_document=plain, attachments=[secret]))
        assert arrived(sandbox) == 1

    def test_the_check_can_be_off(
        self, config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
    ) -> None:
        with DigipostClient(attrs.evolve(config, preflight=False), credentials) as client:
            client.messages.send(letter(primary_document=document(SCRIPT, file_type="html", encrypt=True)))
        assert arrived(sandbox) == 1

    def test_other_documents_are_no_html(self, client: DigipostClient, sandbox: Sandbox) -> None:
        client.messages.send(letter(primary_document=document(SCRIPT, file_type="txt")))
        assert arrived(sandbox) == 1


class TestSettings:
    def test_checks_can_be_off(
        self, config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
    ) -> None:
        none = attrs.evolve(config, preflight=False)
        fewer = attrs.evolve(config, print_checks=PrintChecks(left_margin=False))
        for each in (none, fewer):
            with DigipostClient(each, credentials) as client:
                client.messages.send(letter(recipient=ON_PAPER, primary_document=document(DIGITAL_ONLY)))
        assert arrived(sandbox) == 2

    def test_other_values_are_refused(self, config: ClientConfig) -> None:
        with pytest.raises(ConfigurationError, match="preflight must be True, False or None"):
            attrs.evolve(config, preflight="yes")  # type: ignore[arg-type]
        with pytest.raises(ConfigurationError, match="print_checks must be PrintChecks"):
            attrs.evolve(config, print_checks=True)  # type: ignore[arg-type]


PROGRAM = """
import sys
for library in {missing}:
    sys.modules[library] = None
from digipost import ClientConfig, DigipostClient, Document, Environment, Message, RequestSigning, recipient
from digipost.errors import ConfigurationError
from tests.support.letters import OLA
from tests.support.paper import PAPER
from tests.support.counterpart import VECTORS
from tests.support.pdfs import pdf
_, url, preflight, who, *html = sys.argv
preflight = {{"None": None, "True": True}}[preflight]
password = (VECTORS / "broker.p12.password.txt").read_text().strip()
config = ClientConfig(broker_id=12345, environment=Environment.custom(url), preflight=preflight)
credentials = RequestSigning.from_pkcs12(VECTORS / "broker.p12", password)
document = Document.from_bytes(pdf(21), subject="Hei", file_type="pdf")
if html:
    page = b"<html><head></head><body><p>Hei</p></body></html>"
    document = Document.from_bytes(page, subject="Hei", file_type="html", encrypt="encrypt" in html)
to = OLA if who == "mailbox" else recipient.print_only(PAPER)
with DigipostClient(config, credentials) as client:
    try:
        print(client.messages.send(Message(recipient=to, primary_document=document)).status)
    except ConfigurationError as error:
        print(error)
print({{"pikepdf", "pypdfium2", "PIL"}} & {{name for name, module in sys.modules.items() if module}})
"""


def run(sandbox: Sandbox, preflight: str, who: str, missing: list[str], *html: str) -> str:
    """Return the output of a program that sends a letter without these libraries."""
    command = [sys.executable, "-c", PROGRAM.format(missing=missing), sandbox.url, preflight, who, *html]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.thorough
class TestWithoutTheExtra:
    @pytest.mark.parametrize("missing", [LIBRARIES, ["PIL"]])
    def test_a_letter_for_print_goes_out_unchecked(self, missing: list[str], sandbox: Sandbox) -> None:
        assert run(sandbox, "None", "paper", missing).startswith("DELIVERED_TO_PRINT")

    def test_unless_the_check_is_demanded(self, sandbox: Sandbox) -> None:
        assert "pip install 'digipost[print]'" in run(sandbox, "True", "paper", LIBRARIES)
        assert sandbox.requests == ()

    @pytest.mark.parametrize("preflight", ["None", "True"])
    def test_a_mailbox_never_needs_it(self, preflight: str, sandbox: Sandbox) -> None:
        assert run(sandbox, preflight, "mailbox", []) == "DELIVERED\nset()\n"

    def test_html_goes_out_unchecked(self, sandbox: Sandbox) -> None:
        assert run(sandbox, "None", "mailbox", ["tinycss2"], "html").startswith("DELIVERED\n")

    @pytest.mark.parametrize(("preflight", "how"), [("None", "encrypt"), ("True", "plain")])
    def test_html_to_be_encrypted_needs_it(self, preflight: str, how: str, sandbox: Sandbox) -> None:
        said = run(sandbox, preflight, "mailbox", ["tinycss2"], "html", how)
        assert "pip install 'digipost[html]'" in said
        assert "ClientConfig(preflight=False)" in said
        assert sandbox.requests == ()
