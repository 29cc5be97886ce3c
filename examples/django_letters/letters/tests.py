"""Tests of the application, against a Digipost in their own process: python manage.py test."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from django.core.management import call_command
from django.db import transaction
from django.test import TestCase

from digipost.sandbox import Sandbox
from letters.models import Invoice
from letters.sending import client, send_on_commit

OLA, WITHOUT_MAILBOX = "31108412345", "17077700001"
PDF = (Path(__file__).parents[2] / "invoice.pdf").read_bytes()


class LetterTest(TestCase):
    """Tests of the letters of invoices."""

    sandbox: Sandbox

    def setUp(self) -> None:
        """Start a sandbox, and configure the client for it."""
        folder = Path(self.enterContext(TemporaryDirectory()))
        self.sandbox = self.enterContext(Sandbox())
        self.sandbox.issue_certificate(folder / "certificate.p12", "a password")
        settings = {
            "DIGIPOST_BROKER_ID": str(self.sandbox.broker_id),
            "DIGIPOST_API_URL": self.sandbox.url,
            "DIGIPOST_CERTIFICATE": str(folder / "certificate.p12"),
            "DIGIPOST_CERTIFICATE_PASSWORD": "a password",
        }
        self.enterContext(mock.patch.dict(os.environ, settings))
        client.cache_clear()
        self.addCleanup(lambda: client().close())

    def make(self, person: str = OLA) -> Invoice:
        """Make an invoice as a view would, and commit."""
        with self.captureOnCommitCallbacks(execute=True), transaction.atomic():
            invoice = Invoice.make("2026-117", person, PDF)
            send_on_commit(invoice)
        invoice.refresh_from_db()
        return invoice

    def test_an_invoice_is_sent_when_it_is_committed(self) -> None:
        """Check that the letter arrives."""
        assert self.make().state == Invoice.State.SENT
        assert len(self.sandbox.letters) == 1

    def test_a_transaction_that_is_rolled_back_sends_nothing(self) -> None:
        """Check that a rollback sends no letter."""
        with self.captureOnCommitCallbacks(execute=True):
            try:
                with transaction.atomic():
                    send_on_commit(Invoice.make("2026-118", OLA, PDF))
                    raise LookupError
            except LookupError:
                pass
        assert self.sandbox.letters == ()

    def test_a_person_without_a_mailbox_is_told(self) -> None:
        """Check the state: another channel is the application's decision."""
        assert self.make(WITHOUT_MAILBOX).state == Invoice.State.NO_MAILBOX

    def test_an_invoice_waits_while_digipost_is_not_available(self) -> None:
        """Check that the periodic job sends it later, once."""
        self.sandbox.faults.add("status=503 path=/messages")
        with self.assertLogs("letters", "WARNING"):
            assert self.make().state == Invoice.State.WAITING
        self.sandbox.faults.clear()
        call_command("digipost", stdout=mock.Mock())
        assert Invoice.objects.get().state == Invoice.State.SENT
        assert len(self.sandbox.letters) == 1

    def test_the_job_learns_that_a_letter_was_opened(self) -> None:
        """Check that the job stores the time, and that a second run changes nothing."""
        invoice = self.make()
        self.sandbox.recipient(OLA).open(invoice.document)
        for _ in range(2):
            call_command("digipost", stdout=mock.Mock())
        invoice.refresh_from_db()
        assert invoice.opened_at is not None
