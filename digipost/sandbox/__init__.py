"""A Digipost of one's own, on this machine: for the first letter, and for the tests of whoever sends letters.

    from digipost.sandbox import Sandbox

    with Sandbox() as sandbox:
        client = sandbox.client()
        client.messages.send(letter)
        sandbox.letters[0].documents    # what arrived

It is a server that speaks HTTP on a loopback port, checks each request as Digipost does, and signs its
answers. Nothing that is sent to it leaves the machine. It needs the extra `sandbox`:
`pip install 'digipost[sandbox]'`.

There is to look at: `sandbox.letters` and `sandbox.letter(number)`, `sandbox.events(letter)`,
`sandbox.notifications`, `sandbox.print_queue`, `sandbox.requests`, `sandbox.recipients`, `sandbox.parties`.

Others act: `sandbox.recipient(...)` is the mailbox of somebody who opens letters, pays, shares and
registers; `sandbox.deliver_to_inbox` and `sandbox.record_event` are for what comes from elsewhere.

Time passes: `sandbox.clock.advance(days=3)`. Deliveries fall due, notices go out, what nobody read is
printed, and what waits for a registration expires. Nothing of that runs in the background: it happens when
somebody looks, dated when it was due.

Things go wrong: `sandbox.faults`.

And it lasts, if it is told where: `Sandbox(path="a folder")`. Otherwise all of it is gone with the object.
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
