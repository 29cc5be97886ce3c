"""`digipost archive`: documents that Digipost keeps for the organisation."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
import click

from digipost.archive_document import ArchiveDocument
from digipost.base.schema_version import api_v8
from digipost.cli.arguments import FILE, moment, options_named, sender_id_option
from digipost.cli.connection import Connection, connected, yes_option
from digipost.cli.failures import ExitCode, FailureError
from digipost.cli.help import Command, Group, option
from digipost.cli.output import as_json, done, json_option, show, show_each
from digipost.cli.progress import watched
from digipost.xml import schema_values

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path
    from uuid import UUID


__all__ = ["archive"]

_F = TypeVar("_F", bound="Callable[..., Any]")

_SOME = "0a1b2c3d-4e5f-6789-abcd-ef0123456789"
_COLUMNS = ["uuid", "file_name", "attributes"]


def _attributes(_: click.Context, __: click.Parameter, texts: tuple[str, ...]) -> dict[str, str]:
    """Return the keys and values given with `--attribute`."""
    pairs = [each.partition("=") for each in texts]
    if any(not key or not equals for key, equals, _value in pairs):
        raise FailureError(
            "--attribute: a key, = and a value are expected, as in case=2024/17.", ExitCode.USAGE
        )
    return {key: value for key, _equals, value in pairs}


def _attribute_option(text: str) -> Callable[[_F], _F]:
    """Give a command `--attribute`, with this help text."""
    return option(
        "--attribute", "attributes", multiple=True, metavar="KEY=VALUE", callback=_attributes, help=text
    )


@click.group(
    cls=Group,
    examples=[
        ("Keep receipts", "digipost archive upload *.pdf --archive Receipts --attribute case=2024/17"),
        ("Find them again", "digipost archive list Receipts --attribute case=2024/17"),
        ("Fetch one", f"digipost archive get {_SOME} --to receipt.pdf"),
    ],
)
def archive() -> None:
    """Keep documents at Digipost, and find them again."""


@archive.command(
    "upload",
    cls=Command,
    examples=[
        ("Two files, to be found by a case", "digipost archive upload a.pdf b.pdf --attribute case=2024/17"),
        (
            "Under a reference, until the end of the year",
            """\
digipost archive upload a.pdf --reference 4711 \\
    --delete-at 2026-12-31T23:59+01:00""",
        ),
    ],
)
@click.argument("files", type=FILE, nargs=-1, required=True)
@option(
    "--archive", "name", metavar="NAME", help="The archive to put them into; the default one unless given."
)
@_attribute_option("A key and value to find the documents by; repeatable.")
@option("--reference", metavar="TEXT", help="A reference to find them by.")
@option(
    "--delete-at",
    metavar="TIME",
    callback=moment,
    help="The time at which Digipost deletes them; never unless given.",
)
@sender_id_option
@connected
@json_option
def _upload(
    connection: Connection,
    files: tuple[Path, ...],
    *,
    name: str | None,
    attributes: dict[str, str],
    reference: str | None,
    delete_at: datetime | None,
    sender_id: int | None,
) -> None:
    """Archive files, all of them or none.

    At most 201 FILES. The command prints a new uuid for each.
    """
    with options_named():
        documents = [
            ArchiveDocument.from_path(
                file, attributes=attributes, reference_id=reference, deletion_time=delete_at
            )
            for file in files
        ]
    with connection.client() as client, watched(documents, "Archiving") as read:
        kept = client.archive.put(read, archive=name, sender_id=sender_id)
    with done(f"Archived: {len(kept.documents)}."):
        show_each(map(_record, kept.documents), _COLUMNS, nothing="")


@archive.command(
    "list",
    cls=Command,
    examples=[
        ("List the archives", "digipost archive list"),
        ("List the documents of one of them", "digipost archive list Receipts --attribute case=2024/17"),
        ("List the documents of the default archive", "digipost archive list --default"),
        ("Find documents in any archive by their reference", "digipost archive list --reference 4711"),
    ],
)
@click.argument("name", required=False)
@option(
    "--default", "is_default", is_flag=True, help="The documents of the default archive, which has no name."
)
@_attribute_option("Only documents with this key and value; repeatable.")
@option("--reference", metavar="TEXT", help="The documents with this reference, in any archive.")
@option(
    "--since",
    metavar="TIME",
    callback=moment,
    help="Only documents archived since this time, such as 2026-12-01T08:00+01:00.",
)
@option("--until", metavar="TIME", callback=moment, help="Only documents archived until this time.")
@option(
    "--limit",
    type=click.IntRange(0, 1_000_000_000),
    default=100,
    metavar="N",
    help="The largest number of documents to list; 100 unless given, 0 for all.",
)
@sender_id_option
@connected
@json_option
def _list_documents(
    connection: Connection,
    *,
    name: str | None,
    is_default: bool,
    attributes: dict[str, str],
    reference: str | None,
    since: datetime | None,
    until: datetime | None,
    limit: int,
    sender_id: int | None,
) -> None:
    """List the archives, or the documents of one.

    NAME is an archive's name. Without it, --default and --reference, the archives are listed.
    """
    if sum((bool(name), is_default, reference is not None)) > 1:
        raise FailureError("NAME, --default or --reference: give one of them.", ExitCode.USAGE)
    if (attributes or since or until) and not (name or is_default):
        raise FailureError("--attribute, --since and --until: give NAME or --default too.", ExitCode.USAGE)
    with connection.client() as client:
        if reference is not None:
            found = iter(client.archive.list_documents_by_reference(reference, sender_id=sender_id))
        else:
            archives = client.archive.list_archives(sender_id=sender_id)
            if not name and not is_default:
                show_each(map(_named, archives), ["name"], nothing="There is no archive.")
                return
            chosen = next((each for each in archives if (each.name or None) == name), None)
            if chosen is None:
                problem = "There is no default archive" if is_default else "There is no archive of that name"
                raise FailureError(f"{problem}. To list them: digipost archive list", ExitCode.REFUSED)
            found = client.archive.list_documents(
                chosen, attributes=attributes, from_date=since, to_date=until
            )
        show_each(map(_record, islice(found, limit or None)), _COLUMNS, nothing="No document was found.")


@archive.command(
    "get", cls=Command, examples=[("Into a file", f"digipost archive get {_SOME} --to receipt.pdf")]
)
@click.argument("uuid", type=click.UUID)
@option(
    "--to",
    type=FILE,
    metavar="FILE",
    help="The path to save it to; its own name, in the current folder, unless given.",
)
@sender_id_option
@connected
@json_option
def _get(connection: Connection, uuid: UUID, *, to: Path | None, sender_id: int | None) -> None:
    """Fetch a document.

    UUID identifies the document. The file appears when its content is verified. An existing file is never
    replaced.
    """
    with connection.client() as client, options_named():
        document = client.archive.get_document(uuid, sender_id=sender_id)
        path = to or FILE.convert(_file_name(document), None, None)
        if path.exists():
            raise FailureError(
                f"{path}: the file exists already; give another path with --to.", ExitCode.USAGE
            )
        with client.archive.content(document) as download:
            download.save(path)
    with done(f"Fetched: {path}."):
        show(_record(document) | {"file": path})


@archive.command(
    "update",
    cls=Command,
    examples=[("An attribute", f"digipost archive update {_SOME} \\\n    --attribute case=2024/18")],
)
@click.argument("uuid", type=click.UUID)
@_attribute_option("A new attribute, or a new value of an existing one; repeatable.")
@option("--reference", metavar="TEXT", help="Another reference.")
@sender_id_option
@connected
@json_option
def _update(
    connection: Connection,
    uuid: UUID,
    *,
    attributes: dict[str, str],
    reference: str | None,
    sender_id: int | None,
) -> None:
    """Change the attributes and the reference of a document.

    UUID identifies the document. An attribute cannot be removed: give it an empty value, as in case=.
    """
    with connection.client() as client, options_named():
        document = client.archive.get_document(uuid, sender_id=sender_id)
        merged = {each.key: each.value for each in document.attributes} | attributes
        with schema_values():
            changed = attrs.evolve(
                document,
                attributes=[
                    api_v8.ArchiveDocumentAttribute(key=key, value=value) for key, value in merged.items()
                ],
                referenceid=document.referenceid if reference is None else reference,
            )
        updated = client.archive.update(changed)
    with done(f"Changed: {uuid}."):
        show(_record(updated))


@archive.command("delete", cls=Command, examples=[("For good", f"digipost archive delete {_SOME}")])
@click.argument("uuid", type=click.UUID)
@sender_id_option
@yes_option
@connected
@json_option
def _delete(connection: Connection, uuid: UUID, *, sender_id: int | None, yes: bool) -> None:
    """Delete a document, for good.

    UUID identifies the document.
    """
    with connection.client() as client:
        connection.confirm(client.config.environment, "Delete the document for good?", yes=yes)
        client.archive.delete(client.archive.get_document(uuid, sender_id=sender_id))
    with done(f"Deleted: {uuid}."):
        show({"uuid": uuid, "deleted": True})


def _named(archive: api_v8.Archive) -> dict[str, object]:
    name = archive.name or None
    return {"name": name if as_json() or name else "(the default archive: --default)"}


def _file_name(document: api_v8.ArchiveDocument) -> str:
    """Return the last part of a document's untrusted file name, which must not lead to another folder."""
    name = (document.file_name or "").replace("\\", "/").rpartition("/")[2].lstrip(".")
    return name if name and name.isprintable() else f"{document.uuid}.{document.file_type}"


def _record(document: api_v8.ArchiveDocument) -> dict[str, object]:
    return {
        "uuid": document.uuid,
        "archived": document.archived_time,
        "file_name": document.file_name,
        "content_type": document.content_type,
        "reference": document.referenceid,
        "attributes": {each.key: each.value for each in document.attributes},
        "deletion_time": document.deletion_time,
    }
