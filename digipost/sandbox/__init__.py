"""Simulate Digipost on this machine, for a first letter and for the tests of programs that send letters.

    from digipost.sandbox import Sandbox

    with Sandbox() as sandbox:
        client = sandbox.client()
        client.messages.send(letter)
        sandbox.letters[0].documents    # the received documents

The sandbox is a server that speaks HTTP on a loopback port. It checks each request as Digipost does, and
signs its responses. Nothing that is sent to it leaves the machine. It needs the extra `sandbox`:
`pip install 'digipost[sandbox]'`.

Views: `sandbox.letters` and `sandbox.letter(number)`, `sandbox.events(letter)`,
`sandbox.notifications`, `sandbox.print_queue`, `sandbox.requests`, `sandbox.recipients`, `sandbox.parties`.

Actions: `sandbox.recipient(...)` is a recipient's mailbox. The recipient can open letters, pay, share
documents and register. `sandbox.deliver_to_inbox` puts letters into an organisation's inbox, and
`sandbox.record_event` records events that no request causes.

Time: `sandbox.clock.advance(days=3)`. Deliveries fall due, notices go out, unread letters are printed, and
letters that wait for a registration expire. No background thread does this: due changes are applied at the
next access, dated when they were due.

Faults: `sandbox.faults`.

Persistence: `Sandbox(path="a folder")` keeps all data in the folder. Otherwise the data is gone with the
object.
"""

from __future__ import annotations

try:
    from digipost.sandbox.base.clock import Clock
    from digipost.sandbox.mailbox import Mailbox
    from digipost.sandbox.model.inbox import InboxLetter
    from digipost.sandbox.model.letters import Letter, ReceivedRequest
    from digipost.sandbox.model.notifications import Notification, NotificationKind
    from digipost.sandbox.model.people import Organisation, Person
    from digipost.sandbox.model.printing import PrintedLetter, PrintReason
    from digipost.sandbox.model.sharing import SharedFile
    from digipost.sandbox.sandbox import Sandbox
except ModuleNotFoundError as error:
    if error.name is None or error.name.partition(".")[0] not in {"python_multipart", "starlette", "uvicorn"}:
        raise
    missing = f"The sandbox needs {error.name}, which is not installed: pip install 'digipost[sandbox]'"
    raise ImportError(missing, name=error.name) from error

__all__ = [
    "Clock",
    "InboxLetter",
    "Letter",
    "Mailbox",
    "Notification",
    "NotificationKind",
    "Organisation",
    "Person",
    "PrintReason",
    "PrintedLetter",
    "ReceivedRequest",
    "Sandbox",
    "SharedFile",
]
