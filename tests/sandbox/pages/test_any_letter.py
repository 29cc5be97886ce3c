"""Any letter that the schemas allow is answered by the sandbox and shown on its pages, never by a 500."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args
from uuid import uuid4

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from digipost.errors import InvalidValueError
from digipost.sandbox import Sandbox
from digipost.xml import to_xml
from digipost_schema import datatypes
from tests.generated.examples import Examples
from tests.generated.packages import OURS
from tests.generated.strategies import offsets, values
from tests.sandbox.conftest import VECTORS, Clock
from tests.sandbox.pages.conftest import Browser
from tests.support.raw_requests import BROKER_ID, PRINT_DETAILS, Caller, Letter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from hypothesis.strategies import DrawFn, SearchStrategy

ROOTS = get_args(datatypes.DataTypeElement)
EXAMPLES = Examples(OURS)
NAMESPACE = f'xmlns="{datatypes.NAMESPACE}"'

# Times that are valid by the schema and at the edge of what a program can hold, or beyond.
EDGES = [
    "9999-12-31T23:59:59-14:00",
    "9999-12-31T23:59:59+14:00",
    "9999-12-31T23:59:59.999Z",
    "9999-12-31T24:00:00Z",
    "10000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+14:00",
    "0001-01-01T00:00:00-14:00",
    "-0001-01-01T00:00:00Z",
    "2024-06-03T24:00:00Z",
    "2024-06-30T23:59:59.9999999999Z",
    "2024-06-03T12:00:00",
    "9999-12-31T12:00:00",
]
RECIPIENTS = [
    "<personal-identification-number>31108412345</personal-identification-number>",
    "<organisation-number>310000027</organisation-number>",
    f"<personal-identification-number>17077700001</personal-identification-number>{PRINT_DETAILS}",
    "<personal-identification-number>01019912345</personal-identification-number>",
    PRINT_DETAILS,
    "<email-details><email-address>a@example.com</email-address></email-details>",
]


def written(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")


times = st.sampled_from(EDGES) | st.datetimes(timezones=offsets).map(written)
hours = st.sampled_from([0, 1, 24, 2**31 - 1, -(2**31), -1]) | st.integers(-(2**31), 2**31 - 1)


@st.composite
def data_types(draw: DrawFn) -> str:
    """An element of a known type; of some, one leaf holds a time that only the schema's text can hold."""
    root = etree.fromstring(to_xml(draw(values(EXAMPLES, draw(st.sampled_from(ROOTS))))))
    leaves = [each for each in root.iter() if re.match(r"\d{4}-\d\d-\d\dT", each.text or "")]
    put: bool = draw(st.booleans())
    if leaves and put:
        draw(st.sampled_from(leaves)).text = draw(times)
    return etree.tostring(root, encoding="unicode")


@st.composite
def letters(draw: DrawFn) -> Letter:
    """A letter with times and a data type of any kind in it."""

    def maybe(made: SearchStrategy[str]) -> str:
        return draw(st.just("") | made)

    at = times.map(lambda each: f'<at time="{each}"/>')
    sms = st.lists(at | hours.map(lambda each: f"<after-hours>{each}</after-hours>"), max_size=3)
    email = st.lists(at, max_size=3)
    print_if = "<print-if-unread><print-if-unread-after>{}</print-if-unread-after>" + PRINT_DETAILS
    request = "<request-for-registration><registration-deadline>{}</registration-deadline>"
    in_document = (
        maybe(sms.map(lambda each: f"<sms-notification>{''.join(sorted(each))}</sms-notification>"))
        + maybe(
            email.map(
                lambda each: (
                    "<email-notification><email-address>a@b.no</email-address><subject>s</subject>"
                    f"<text>t</text>{''.join(each)}</email-notification>"
                )
            )
        )
        + "<authentication-level>PASSWORD</authentication-level>"
        + "<sensitivity-level>NORMAL</sensitivity-level>"
        + maybe(data_types().map(lambda each: f"<data-type>{each}</data-type>"))
    )
    return Letter(
        recipient=draw(st.sampled_from(RECIPIENTS)),
        before_document=maybe(times.map(lambda each: f"<delivery-time>{each}</delivery-time>")),
        in_document=in_document,
        at_end=maybe(times.map(lambda each: f"{print_if.format(each)}</print-if-unread>"))
        or maybe(
            times.map(
                lambda each: (
                    f"{request.format(each)}<phone-number>+4740000000</phone-number>"
                    f"{PRINT_DETAILS}</request-for-registration>"
                )
            )
        ),
    )


class Office:
    """A sandbox, a broker that writes to it, and a browser that looks at all that came of it."""

    def __init__(self, sandbox: Sandbox, key: RSAPrivateKey) -> None:
        self.sandbox = sandbox
        self.sandbox.register_broker(BROKER_ID, (VECTORS / "broker.cert.pem").read_bytes())
        self.caller = Caller(self.sandbox, key)
        self.browser = Browser(self.sandbox.page_url)

    def send(self, letter: Letter) -> int:
        letter = attrs.evolve(letter, message_id=str(uuid4()), uuid=str(uuid4()))
        before = len(self.sandbox.letters)
        answer = self.caller.post(letter.body)
        assert answer.status < 500, (answer.body, letter.xml)
        if answer.status < 300:
            assert len(self.sandbox.letters) == before + 1
            self.look_at(letter)
        return answer.status

    def look_at(self, letter: Letter) -> None:
        received = self.sandbox.letters[-1]
        at = f"/letters/{received.number}"
        pages = ["/", at, f"{at}/xml", f"{at}/request", f"{at}/print", "/print-queue", "/recipients"]
        if received.recipient is not None:
            pages.append(f"/recipients/{received.recipient.alias}")
        for act in ("open", "pay", "share", "withdraw"):
            form = {"document": "Lønnsslipp"}
            self.see(self.browser.post(f"{at}/{letter.uuid}/{act}", form).status_code, act, letter)
        self.see(self.browser.post(f"{at}/register").status_code, "register", letter)
        for page in pages:
            self.see(self.browser.get(page).status_code, page, letter)
        self.see(self.caller.get(f"/documents/{BROKER_ID}/{letter.uuid}/status").status, "status", letter)
        assert received.picture()

    def see(self, status: int, what: str, letter: Letter) -> None:
        assert status < 500, (what, letter.xml)


@pytest.fixture(scope="module")
def office(broker_key: RSAPrivateKey) -> Iterator[Office]:
    with Sandbox(clock=Clock()) as sandbox:
        yield Office(sandbox, broker_key)


def of_type(content: str) -> Letter:
    return Letter(in_document=f"<data-type>{content}</data-type>")


def appointment(at: str) -> str:
    return f"<appointment {NAMESPACE}><start-time>{at}</start-time><place>A</place></appointment>"


KNOWN = {
    "an appointment in the last half hour": of_type(appointment("9999-12-31T23:45:00Z")),
    "an appointment in the year 10000": of_type(appointment("10000-01-01T12:00:00Z")),
    "an invoice due in the year 10000": of_type(
        f"<invoice {NAMESPACE}><due-date>10000-01-01T00:00:00Z</due-date><sum>1</sum>"
        "<creditor-account>15941432384</creditor-account><kid>123123123</kid></invoice>"
    ),
    "documents shared for ever": of_type(
        f"<share-documents-request {NAMESPACE}><max-share-duration-seconds>{2**63 - 1}"
        "</max-share-duration-seconds><purpose>Loan</purpose></share-documents-request>"
    ),
    "delivery at the end of all times": Letter(before_document=f"<delivery-time>{EDGES[0]}</delivery-time>"),
    "an SMS at the end of all times": Letter(
        in_document=f'<sms-notification><at time="{EDGES[0]}"/></sms-notification>'
    ),
    "an e-mail at the end of all times": Letter(
        in_document="<email-notification><email-address>a@b.no</email-address><subject>s</subject>"
        f'<text>t</text><at time="{EDGES[0]}"/></email-notification>'
    ),
    "print of what is unread at the end of all times": Letter(
        at_end=f"<print-if-unread><print-if-unread-after>{EDGES[0]}</print-if-unread-after>{PRINT_DETAILS}"
        "</print-if-unread>"
    ),
    "a registration until the end of all times": Letter(
        recipient="<personal-identification-number>01019912345</personal-identification-number>",
        at_end=f"<request-for-registration><registration-deadline>{EDGES[0]}</registration-deadline>"
        "<phone-number>+4740000000</phone-number></request-for-registration>",
    ),
    "an SMS in 245000 years": Letter(
        in_document=f"<sms-notification><after-hours>{2**31 - 1}</after-hours></sms-notification>"
    ),
    "print at the end of all times": Letter(
        recipient=PRINT_DETAILS, before_document=f"<delivery-time>{EDGES[0]}</delivery-time>"
    ),
}


@pytest.mark.costly
@pytest.mark.parametrize("what", KNOWN)
def test_a_letter_at_the_edge_of_time_is_accepted_and_shown(what: str, office: Office) -> None:
    assert office.send(KNOWN[what]) == 201


@pytest.mark.thorough
@pytest.mark.costly
@pytest.mark.parametrize("at", ["tomorrow", "", "2024-13-01T00:00:00Z", "2024-06-03", "2024-06-03T25:00:00Z"])
def test_a_time_that_is_none_is_accepted_as_the_schema_has_it(at: str, office: Office) -> None:
    # In the schema the time of an appointment is any text.
    assert office.send(of_type(appointment(at))) == 201


def test_data_types_that_cannot_be_read_are_told_of(office: Office) -> None:
    office.send(of_type(appointment("tomorrow")))
    received = office.sandbox.letters[-1]
    assert "start-time" in office.browser.get(f"/letters/{received.number}").text
    assert "cannot read" in received.picture()


@pytest.mark.thorough
@given(letters())
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_any_letter_is_answered_and_shown(office: Office, letter: Letter) -> None:
    office.send(letter)


@pytest.mark.thorough
def test_at_the_end_of_all_times_all_is_shown_and_letters_are_accepted(broker_key: RSAPrivateKey) -> None:
    with Sandbox(clock=Clock()) as sandbox:
        office = Office(sandbox, broker_key)
        for known in KNOWN.values():
            office.send(known)
        assert sandbox.clock.advance(days=365.2425 * 7965).year == 9989
        for known in KNOWN.values():
            assert office.send(known) == 201
        for letter in sandbox.letters:
            assert office.browser.get(f"/letters/{letter.number}").status_code == 200
        with pytest.raises(InvalidValueError, match="before the year 9990"):
            sandbox.clock.advance(weeks=999_999)
        assert sandbox.client().senders.information(sandbox.broker_id).sender_id


NUMBERS = ["0", "99999999999999999999999", f"{2**63}", f"{2**63 - 1}", "9" * 4400]
UUID = "00000000-0000-0000-0000-000000000001"


@pytest.mark.parametrize("number", NUMBERS, ids=len)
def test_a_number_in_an_address_that_is_no_letters_is_not_found(number: str, office: Office) -> None:
    at = f"/letters/{number}"
    for path in (at, f"{at}/xml", f"{at}/xml/file", f"{at}/request", f"{at}/print"):
        assert office.browser.get(path).status_code == 404
    for path in (f"{at}/register", f"{at}/{UUID}/open", f"{at}/{UUID}/pay", f"/faults/{number}/remove"):
        assert office.browser.post(path).status_code in {303, 404}
    assert office.browser.get(f"/?page={number}").status_code == 200
    for target in (
        f"/{BROKER_ID}/inbox/{number}/content",
        f"/{number}/inbox",
        f"/{BROKER_ID}/inbox/{number}",
    ):
        assert office.caller.get(target).status in {400, 403, 404, 405}
