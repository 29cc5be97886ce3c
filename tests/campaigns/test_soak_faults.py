"""A small run through each fault of a bad network; `make soak` has the full one."""

from __future__ import annotations

import attrs
import pytest

from digipost.errors import InvalidValueError, TransportError, api_error
from digipost.sandbox import Sandbox
from tests.campaigns.soak_faults import Report, Row, compare, failed, letter, run
from tests.support.faulty_network import Fault


@pytest.mark.thorough
@pytest.mark.parametrize("fault", Fault, ids=lambda fault: fault.name.lower())
def test_letters_through_a_fault_arrive_once_or_are_reported_as_what_became_of_them(fault: Fault) -> None:
    row = run(fault.value, (fault,), 60, seed=2)
    assert row.is_good, (str(row), row.wrong)


@pytest.mark.thorough
def test_so_do_letters_through_all_faults_mixed() -> None:
    row = run("mixed", tuple(Fault), 200, seed=3)
    assert row.is_good, (str(row), row.wrong)


def judged(*reports: Report, sandbox: Sandbox) -> Row:
    row = Row("a lie", len(reports), faults=1)
    row.reports["delivered"] = 1  # what a row needs besides, to be good
    compare(row, list(reports), sandbox)
    return row


def test_a_false_report_is_found() -> None:
    sent, other = letter(1), letter(2)
    with Sandbox() as sandbox:
        sandbox.client().messages.send(sent)
    true = Report(sent, "delivered", delivered=True)
    assert judged(true, Report(other, "ServerError"), sandbox=sandbox).is_good
    assert judged(true, Report(other, "delivered", delivered=True), sandbox=sandbox).lost == 1
    assert judged(Report(sent, "ServerError"), sandbox=sandbox).wrong == [
        "said to have failed (ServerError), and it is there"
    ]
    assert judged(Report(other, "ServerError"), sandbox=sandbox).wrong == [
        f"a letter that nobody sent: {sent.message_id}"
    ]
    changed = attrs.evolve(other, message_id=sent.message_id, primary_document=sent.primary_document)
    assert judged(attrs.evolve(true, message=changed), sandbox=sandbox).is_good
    assert not judged(attrs.evolve(true, wrong="never settled"), sandbox=sandbox).is_good


def test_a_row_without_faults_or_without_letters_proves_nothing() -> None:
    assert not Row("no faults", 1, 0).is_good
    assert not Row("no letters", 1, 1).is_good


def test_an_error_that_is_not_what_it_should_be_is_found() -> None:
    assert failed(letter(1), api_error(503)).wrong is None
    assert failed(letter(1), TransportError("no", request_sent=False)).wrong is None
    assert failed(letter(1), TransportError("no", request_sent=False, retryable=False)).wrong is not None
    assert failed(letter(1), InvalidValueError("a", "b")).wrong is not None
