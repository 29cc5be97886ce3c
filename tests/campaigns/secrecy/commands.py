"""Cases for each command of `digipost`: together they use every option that there is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import attrs
import click

from digipost.bulk import Mailing
from digipost.cli.commands import digipost
from digipost.sandbox import InboxLetter
from digipost_schema.api_v8 import EventType
from tests.campaigns.secrecy.planted import (
    ACCOUNT,
    ADDRESS,
    ARCHIVED,
    CONTENT,
    EMAIL,
    FILE_NAME,
    NAME,
    NUMBER,
    PERSON,
    PHONE,
    SUBJECT,
)
from tests.campaigns.secrecy.scene import PDF
from tests.support.manifests import HEADER, write_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from tests.campaigns.secrecy.scene import Scene

INVOICE = (
    f'{{"due_date": "2034-02-15T00:00:00+01:00", "sum": 1250, "creditor_account": "{ACCOUNT}", "kid": "12"}}'
)


def _kinds(names: Iterable[str]) -> frozenset[str]:
    return frozenset(names)


@attrs.frozen
class Case:
    """The arguments after `digipost`.

    Attributes:
        arguments: The command and its options, without those of the connection.
        shows: The kinds of things that the command is asked to print, on its standard output.
        stdin: The text on its standard input.
        ends: True if it ends by itself after success.
    """

    arguments: tuple[object, ...]
    shows: frozenset[str] = attrs.field(default=frozenset[str](), converter=_kinds)
    stdin: str | None = None
    ends: bool = True


def commands(
    command: click.Command = digipost, path: tuple[str, ...] = ()
) -> Iterator[tuple[str, click.Command]]:
    """All commands that do something, by what is typed for them."""
    if not isinstance(command, click.Group):
        yield " ".join(path), command
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        found = command.get_command(context, name)
        assert found is not None
        yield from commands(found, (*path, name))


def flags(command: click.Command) -> set[str]:
    """The options of a command."""
    return {each.opts[0] for each in command.params if isinstance(each, click.Option)}


def _send(*options: object, stdin: str | None = None) -> Callable[[Scene], Case]:
    return lambda scene: Case(("send", scene.file, "--subject", SUBJECT, *options), stdin=stdin)


def _everything(scene: Scene) -> Case:
    invoice = _written(scene, "invoice.json", INVOICE)
    return Case(
        (
            *("send", scene.file, "--to-name", NAME, "--address", PERSON.addressline1),
            *("--address", f"{PERSON.postalcode} {PERSON.city}", "--birth-date", "1977-07-17"),
            *("--subject", SUBJECT, "--attach", scene.file, SUBJECT, "--invoice", invoice),
            *("--authentication-level", "two_factor", "--sensitivity-level", "sensitive"),
            *("--sms-after", "24", "--sms-at", "2126-12-01T08:00+01:00", "--sender-id", "67890"),
            *("--invoice-reference", ARCHIVED, "--message-id", f"letter-{len(scene.sandbox.requests)}"),
            *("--deliver-at", "2126-12-01T08:00+01:00", "--yes"),
        )
    )


def _data_type(scene: Scene) -> Case:
    data = _written(scene, "data.json", f'{{"invoice": {INVOICE}}}')
    return Case(
        (
            *("send", scene.file, "--subject", SUBJECT, "--to-account", ACCOUNT, "--data-type", data),
            *("--sender-organisation", "984661185/part", "--batch", scene.client.batches.create().uuid),
        )
    )


def _on_paper(scene: Scene) -> Case:
    return Case(
        (
            *("send", scene.file, "--subject", SUBJECT, "--print-only", "--colour", "--shred"),
            *("--print-name", NAME, "--print-address", PERSON.addressline1),
            *("--print-address", f"{PERSON.postalcode} {PERSON.city}"),
            *("--return-name", NAME, "--return-address", f"{PERSON.postalcode} {PERSON.city}"),
        )
    )


def _reminded(scene: Scene) -> Case:
    return Case(
        (
            *("send", scene.file, "--subject", SUBJECT, "--to-address", ADDRESS, "--encrypt"),
            *("--notify-email", EMAIL, "--notify-subject", SUBJECT, "--notify-text", CONTENT),
            *("--notify-at", "2126-12-01T08:00+01:00", "--opening-receipt", ARCHIVED),
            *("--print-if-unread", "2126-12-01T08:00+01:00", *_address()),
        )
    )


def _invited(*more: object) -> Callable[[Scene], Case]:
    return lambda scene: Case(
        (
            *("send", scene.file, "--subject", SUBJECT, "--to-pin", f"{NUMBER[:-1]}6"),
            *("--invite-until", "2126-12-01T08:00+01:00", "--invite-email", EMAIL, *more),
        )
    )


def _address() -> tuple[str, ...]:
    town = f"{PERSON.postalcode} {PERSON.city}"
    return (
        *("--print-name", NAME, "--print-address", PERSON.addressline1 or "", "--print-address", town),
        *("--return-name", NAME, "--return-address", town),
    )


def _web_page(scene: Scene) -> Case:
    page = f"<p hidden {NAME}>{CONTENT}</p><style>p {{ content: '{SUBJECT}' }}</style>"
    return Case(("send", _written(scene, "page.html", page), "--subject", SUBJECT, "--to-pin", NUMBER))


def _written(scene: Scene, name: str, text: str) -> Path:
    path = scene.folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _manifest(scene: Scene) -> Path:
    """A letter that arrives, one that is refused, and one that cannot be sent."""
    folder = scene.folder / f"mailing-{uuid4()}"
    folder.mkdir()
    (folder / f"{FILE_NAME}.pdf").write_bytes(PDF)
    rows = [(NUMBER, f"{FILE_NAME}.pdf", SUBJECT), (NUMBER[:-1] + "6", f"{FILE_NAME}.pdf", SUBJECT)]
    return write_csv(folder / "m.csv", HEADER, [*rows, (f"{NUMBER} x", f"{FILE_NAME}.pdf", SUBJECT)])


def _bulk(*options: object) -> Callable[[Scene], Case]:
    return lambda scene: Case(("bulk", "send", _manifest(scene), *options))


def _own_names(scene: Scene) -> Case:
    folder = _manifest(scene).parent
    rows = [(NUMBER, f"{FILE_NAME}.pdf", SUBJECT, ARCHIVED)]
    manifest = write_csv(folder / "own.csv", ("fnr", "file", "title", "note"), rows)
    return Case(
        (
            *("bulk", "send", manifest, "--map", f"{HEADER[0]}=fnr", "--map", "subject=title"),
            *("--set", "document={file}", "--ignore", "note", "--documents", folder),
            *("--folder", folder / "run", "--sender-id", "67890", "--batch", "--yes"),
            *("--concurrency", "2", "--rate", "50"),
        )
    )


def _guessed(*options: object) -> Callable[[Scene], Case]:
    """A manifest with names of its own for its columns."""

    def case(scene: Scene) -> Case:
        folder = _manifest(scene).parent
        row = (NUMBER[:-1], f"{FILE_NAME}.pdf", SUBJECT, NAME)
        manifest = write_csv(folder / "own.csv", ("fnr", "fil", "emne", "merknad"), [row])
        return Case(("bulk", "send", manifest, *options))

    return case


def _mailing(scene: Scene, *command: object) -> Case:
    """A mailing that has been sent, and what is done with it."""
    manifest = _manifest(scene)
    Mailing(manifest, scene.client).send(skip_invalid=True)
    return Case(("bulk", command[0], manifest.with_suffix(".mailing"), *command[1:]))


def _delivered(scene: Scene) -> Path:
    (scene.folder / "inbox").mkdir(exist_ok=True)
    scene.sandbox.deliver_to_inbox(InboxLetter(subject=SUBJECT, content=PDF, sender=NAME, reference=ARCHIVED))
    return scene.folder / "inbox"


def _inbox(*command: object, shows: tuple[str, ...] = (), to: bool = False) -> Callable[[Scene], Case]:
    def case(scene: Scene) -> Case:
        folder = _delivered(scene)
        document = next(iter(scene.client.inbox.list_documents()))
        ids = () if command[0] == "list" else (document.id,)
        return Case(("inbox", command[0], *ids, *command[1:], *(("--to", folder) if to else ())), shows)

    return case


def _archive(*command: object, shows: tuple[str, ...] = (), to: bool = False) -> Callable[[Scene], Case]:
    def case(scene: Scene) -> Case:
        stored = scene.archived()
        named = () if command[0] == "list" else (stored.uuid,)
        target = ("--to", scene.folder / f"copy-{stored.uuid}.pdf") if to else ()
        return Case(("archive", command[0], *named, *command[1:], *target), shows)

    return case


def _upload(scene: Scene) -> Case:
    return Case(
        (
            *("archive", "upload", scene.file, "--attribute", f"case={ARCHIVED}", "--reference", ARCHIVED),
            *("--archive", "Papers", "--delete-at", "2126-12-01T08:00+01:00", "--sender-id", "67890"),
        ),
        {"file name", "archived"},
    )


def _batch(*command: object) -> Callable[[Scene], Case]:
    def case(scene: Scene) -> Case:
        batch = scene.client.batches.create()
        scene.sent(batch=batch.uuid)
        return Case(("batch", command[0], batch.uuid, *command[1:]))

    return case


def _status(scene: Scene) -> Case:
    return Case(("status", scene.sent().primary_document.uuid, "--sender-id", scene.sandbox.broker_id))


def _events(*options: object, ends: bool = True) -> Callable[[Scene], Case]:
    def case(scene: Scene) -> Case:
        scene.sandbox.record_event(scene.sent().primary_document.uuid, EventType.OPENED)
        return Case(("events", *options, "--cursor-file", scene.folder / "cursor"), ends=ends)

    return case


def _bad_message(scene: Scene) -> Case:
    message = f"""<message xmlns="http://api.digipost.no/schema/v8"><message-id>1</message-id><recipient>
<personal-identification-number>{NUMBER}1</personal-identification-number></recipient><primary-document>
<subject>{SUBJECT}{SUBJECT * 20}</subject><file-type>pdf</file-type></primary-document></message>"""
    return Case(("validate", _written(scene, "message.xml", message)))


_FOUND = frozenset({"name", "digipost address", "address", "telephone"})

CASES: Mapping[str, tuple[Callable[[Scene], Case], ...]] = {
    "doctor": (lambda _: Case(("doctor", "--sender-id", "67890")),),
    "send": (
        _send("--to-pin", NUMBER),
        _send("--to-pin", "-", stdin=f"{NUMBER}\n"),
        lambda scene: _send("--to-pin-file", _written(scene, "pin.txt", NUMBER))(scene),
        lambda scene: attrs.evolve(
            _send("--to-address", ADDRESS, "--dry-run")(scene), shows={"subject", "file name"}
        ),
        _send("--to-organisation", "310000027"),
        _send("--to-email", EMAIL),
        _send("--to-peppol", "9908:810418052", "--peppol-sender", "9908:984661185"),
        _send("--to-pin", f"{NUMBER} {NAME}"),
        _send("--to-pin", NUMBER, "--print-fallback"),
        _everything,
        _send("--to-account", ACCOUNT, "--strict", "--require-preflight"),
        _data_type,
        _on_paper,
        _reminded,
        _invited("--invite-phone", PHONE),
        _invited("--invite-phone", PHONE[3:-1], *_address()),
        _web_page,
    ),
    "bulk columns": (lambda _: Case(("bulk", "columns")),),
    "bulk init": (
        lambda scene: Case(("bulk", "init", _manifest(scene))),
        lambda scene: Case(
            (
                *("bulk", "init", _manifest(scene), "--encoding", "cp1252", "--header-row", "2"),
                *("--date-format", "dd/mm/yyyy", "--sheet", "Ark1"),
            )
        ),
    ),
    "bulk report": (lambda scene: _mailing(scene, "report"),),
    "bulk resume": (
        lambda scene: _mailing(scene, "resume", "--yes", "--concurrency", "2", "--rate", "50"),
        lambda scene: _mailing(scene, "resume", "--processes", "2", "--dask", "tcp://127.0.0.1:9"),
    ),
    "bulk status": (lambda scene: _mailing(scene, "status"),),
    "bulk send": (
        _bulk("--forecast"),
        _bulk("--test-to-pin", NUMBER),
        _bulk("--test-to-pin", f"{NUMBER} x"),
        _bulk("--skip-invalid", "--again", "--require-preflight"),
        _bulk("--dry-run", "--strict", "--fix"),
        _guessed("--accept-guesses"),
        _guessed(),
        _guessed("--profile", "none.toml"),
        _bulk(
            *("--date-format", "dd/mm/yyyy", "--sheet", "Ark1", "--header-row", "1", "--encoding", "utf-8")
        ),
        _own_names,
        _bulk("--processes", "2", "--dask", "tcp://127.0.0.1:9"),
    ),
    "status": (_status,),
    "preflight": (
        lambda scene: Case(
            (
                *("preflight", scene.file, "--bleed", "1", "--negative-bleed", "1", "--max-pages", "3"),
                *("--no-margin", "--no-fonts", "--no-pages", "--no-version"),
                *("--picture", scene.folder / "picture.png"),
            ),
            {"file name"},
        ),
    ),
    "events": (
        _events(
            "--since", "2020-01-01T00:00+01:00", "--until", "2126-01-01T00:00+01:00", "--sender-id", "12345"
        ),
        _events("--follow", "--every", "0.1", ends=False),
    ),
    "identify": (
        lambda _: Case(("identify", "--to-pin", NUMBER), {"digipost address"}),
        lambda _: Case(("identify", "--to-pin-file", "/nowhere")),
        lambda _: Case(("identify", "--to-address", ADDRESS), {"digipost address"}),
        lambda _: Case(("identify", "--to-organisation", "310000027"), {"digipost address"}),
        lambda _: Case(("identify", "--to-account", ACCOUNT), {"digipost address"}),
        lambda _: Case(
            (
                *("identify", "--to-name", NAME, "--address", PERSON.addressline1),
                *("--address", f"{PERSON.postalcode} {PERSON.city}", "--birth-date", "1977-07-17"),
            ),
            {"digipost address"},
        ),
    ),
    "search": (lambda _: Case(("search", *NAME.split()), _FOUND),),
    "sender": (
        lambda _: Case(("sender", "67890")),
        lambda _: Case(("sender", "--organisation", "984661185")),
    ),
    "inbox list": (
        _inbox("list", "--limit", "3", "--sender-id", "12345", shows=("subject", "name", "archived")),
    ),
    "inbox get": (_inbox("get", "--sender-id", "12345", shows=("subject",), to=True),),
    "inbox delete": (_inbox("delete", "--sender-id", "12345", "--yes"),),
    "archive upload": (_upload,),
    "archive list": (
        _archive("list", "--reference", ARCHIVED, "--limit", "3", shows=("file name", "archived")),
        _archive("list", "--sender-id", "12345"),
        _archive("list", "--default", shows=("file name", "archived")),
        _archive("list", "--attribute", f"case={ARCHIVED}"),
        _archive(
            *("list", "--since", "2020-01-01T00:00+01:00", "--until", "2126-01-01T00:00+01:00"),
            shows=("file name", "archived"),
        ),
    ),
    "archive get": (_archive("get", "--sender-id", "12345", shows=("file name", "archived"), to=True),),
    "archive update": (
        _archive(
            *("update", "--attribute", f"case={ARCHIVED}2", "--reference", ARCHIVED, "--sender-id", "12345"),
            shows=("file name", "archived"),
        ),
    ),
    "archive delete": (_archive("delete", "--sender-id", "12345", "--yes"),),
    "batch create": (lambda _: Case(("batch", "create")),),
    "batch show": (_batch("show"),),
    "batch complete": (_batch("complete", "--yes"),),
    "batch cancel": (_batch("cancel", "--yes"),),
    "validate": (_bad_message,),
}
"""By command, the first of which is tried with faults too."""
