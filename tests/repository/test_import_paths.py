"""Import paths: the modules at the top of the library, and the paths that earlier documentation shows."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from pkgutil import resolve_name

import digipost
from tests.support.tables import in_one_test

ROOT = Path(__file__).parents[2]
MOST_AT_THE_TOP = 25  # modules; a reader looks through so many names at a glance
PROGRAMS = {"digipost.__main__"}

# Every path that the pages, the README and the examples of version 0.1 showed; all stay until 1.0.
SHOWN = """
digipost.ArchiveDocument
digipost.AuthenticationLevel
digipost.ClientConfig
digipost.ClientCredentials
digipost.DigipostClient
digipost.DigipostError
digipost.DigipostUser
digipost.Document
digipost.EmailNotification
digipost.Environment
digipost.InvalidIdentifier
digipost.KnownPerson
digipost.ListedTime
digipost.Message
digipost.NondeliverableHandling
digipost.PrintColors
digipost.PrintDetails
digipost.PrintIfUnread
digipost.PrintInstruction
digipost.PrintInstructions
digipost.RequestForRegistration
digipost.RequestSigning
digipost.Secret
digipost.SensitivityLevel
digipost.SmsNotification
digipost.SmsOverrides
digipost.Unidentified
digipost.archive_document.ArchiveDocument
digipost.authentication.ClientCredentials
digipost.authentication.RequestSigning
digipost.bulk
digipost.bulk.Columns
digipost.bulk.Mailing
digipost.bulk.Progress
digipost.bulk.State
digipost.bulk.Workers
digipost.bulk.errors
digipost.bulk.processes
digipost.bulk.threads
digipost.bulk.write_report
digipost.client.DigipostClient
digipost.config.ClientConfig
digipost.content.content_from_path
digipost.datatypes
digipost.datatypes.Address
digipost.datatypes.Appointment
digipost.datatypes.Bank
digipost.datatypes.Event
digipost.datatypes.ExternalLink
digipost.datatypes.Info
digipost.datatypes.Inkasso
digipost.datatypes.Invoice
digipost.datatypes.InvoicePayment
digipost.datatypes.ShareDocumentsRequest
digipost.datatypes.TimeInterval
digipost.datatypes.decode
digipost.deadlines.time_limit
digipost.document.Document
digipost.downloads.Download
digipost.environments.Environment
digipost.errors
digipost.errors.DeliveryUnknownError
digipost.errors.DuplicateMessageError
digipost.errors.InvalidValueError
digipost.errors.NotFoundError
digipost.errors.PreflightError
digipost.errors.UnknownRecipientError
digipost.errors.VerificationError
digipost.events.EventFeed
digipost.events.StaleCursorWarning
digipost.from_environment
digipost.identification
digipost.message.Message
digipost.plain_data
digipost.preflight
digipost.preflight.checks.PrintChecks
digipost.preflight.report.Box
digipost.preflight.report.Finding
digipost.preflight.report.Report
digipost.preflight.report.Verdict
digipost.printing
digipost.printing.foreign_address
digipost.printing.norwegian_address
digipost.pytest_plugin
digipost.recipient
digipost.resources.accounts.Accounts
digipost.resources.archive.Archive
digipost.resources.batches.Batch
digipost.resources.batches.Batches
digipost.resources.documents.Documents
digipost.resources.inbox.Inbox
digipost.resources.messages.Messages
digipost.resources.recipients.Recipients
digipost.resources.senders.Senders
digipost.resources.shared_documents.SharedDocuments
digipost.resources.tags.Tags
digipost.retries
digipost.retries.Retries
digipost.retries.RetryPolicy
digipost.sandbox.InboxLetter
digipost.sandbox.Person
digipost.sandbox.Sandbox
digipost.sandbox.SharedFile
digipost.sandbox.clock.Clock
digipost.sandbox.fault_kinds
digipost.sandbox.fault_kinds.Delay
digipost.sandbox.fault_kinds.ErrorBody
digipost.sandbox.fault_kinds.Fault
digipost.sandbox.fault_kinds.Mishap
digipost.sandbox.fault_kinds.ONE_OF_EACH
digipost.sandbox.fault_kinds.Redirect
digipost.sandbox.fault_kinds.Status
digipost.sandbox.fault_rules.Rule
digipost.sandbox.faults
digipost.sandbox.faults.Faults
digipost.sandbox.faults.StandingRule
digipost.sandbox.letters.Letter
digipost.sandbox.mailbox.Mailbox
digipost.sandbox.notices.Notification
digipost.sandbox.notices.NotificationKind
digipost.sandbox.people.Organisation
digipost.sandbox.people.Person
digipost.sandbox.printing.PrintReason
digipost.sandbox.printing.PrintedLetter
digipost.sandbox.recipients_file
digipost.secret.Secret
digipost.sender_information.SenderInformation
digipost.time_limit
digipost.xml
digipost_schema.SchemaValueError
digipost_schema.api_v8
digipost_schema.api_v8.EventType
digipost_schema.api_v8.Link
digipost_schema.api_v8.SenderOrganization
""".split()  # noqa: SIM905 - a line each shows best what comes and goes


def modules_at_the_top() -> set[str]:
    found = {f"digipost.{path.stem}" for path in (ROOT / "digipost").glob("*.py")}
    return {name.removesuffix(".__init__") for name in found}


def in_the_reference() -> set[str]:
    """The modules that the reference names, or of which it names a class or function."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "reference").glob("*.md"))
    shown = set(re.findall(r"^::: (\S+)", text, re.MULTILINE))
    exported = {f"digipost.{name}": module for name, module in digipost._MODULES.items()}
    return (
        {"digipost"}
        | shown
        | {name.rpartition(".")[0] for name in shown}
        | {module for name, module in exported.items() if name in shown}
    )


def test_every_module_at_the_top_is_in_the_reference() -> None:
    assert modules_at_the_top() - PROGRAMS - in_the_reference() == set()


def test_few_modules_stand_at_the_top() -> None:
    assert len(modules_at_the_top()) <= MOST_AT_THE_TOP
    assert {name for name in modules_at_the_top() if name.rpartition(".")[2].startswith("_")} <= PROGRAMS


@in_one_test("path", SHOWN)
def test_a_path_that_was_shown_still_works(path: str) -> None:
    found = resolve_name(path)
    assert getattr(found, "__name__", path).rpartition(".")[2] == path.rpartition(".")[2]


@in_one_test(
    ("earlier", "now"),
    [
        ("digipost.downloads", "digipost.protocol.downloads"),
        ("digipost.sandbox.clock", "digipost.sandbox.base.clock"),
        ("digipost.sandbox.fault_kinds", "digipost.sandbox.faults.kinds"),
        ("digipost.sandbox.fault_rules", "digipost.sandbox.faults.rules"),
        ("digipost.sandbox.letters", "digipost.sandbox.model.letters"),
        ("digipost.sandbox.notices", "digipost.sandbox.model.notifications"),
        ("digipost.sandbox.people", "digipost.sandbox.model.people"),
        ("digipost.sandbox.printing", "digipost.sandbox.model.printing"),
    ],
)
def test_an_earlier_path_leads_to_the_same_things(earlier: str, now: str) -> None:
    before, after = import_module(earlier), import_module(now)
    assert before.__all__
    for name in before.__all__:
        assert getattr(before, name) is getattr(after, name)
    assert now in (before.__doc__ or "")
