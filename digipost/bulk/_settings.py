"""Settings of a mailing: the same command resumes the mailing; a command with other settings is refused."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

import attrs

from digipost.base.arguments import account_id, truth
from digipost.base.checked_calls import Kind, a, optional, path
from digipost.bulk.errors import JournalError
from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.manifest_format import ManifestFormat
from digipost.bulk.manifests.rival_columns import texts_for_some_rows
from digipost.bulk.manifests.snapshot import snapshot
from digipost.bulk.rows.row_message import Letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digipost.bulk.manifests.records import Manifest

__all__ = ["KINDS", "Choices", "Settings"]

KINDS: Mapping[str, Kind] = {
    "manifest": path,
    "columns": optional(a(Columns)),
    "form": optional(a(ManifestFormat)),
    "folder": optional(path),
    "documents": optional(path),
    "sender_id": optional(account_id),
    "in_batch": truth,
    "again": truth,
    "strict": truth,
    "fix": truth,
}
"""The kinds of a mailing's arguments."""


@attrs.frozen(kw_only=True)
class Choices:
    """Choices of a check that affect the validity of rows; another choice needs another check.

    Attributes:
        again: True to send rows even if another mailing has sent them or their correction.
        strict: True to refuse rows with a value that is most likely a mistake.
    """

    again: bool = False
    strict: bool = False

    def to_facts(self) -> dict[str, str]:
        """Return the choices as facts for the journal."""
        return {name: json.dumps(value) for name, value in attrs.asdict(self).items()}

    @classmethod
    def of_check(cls, facts: Mapping[str, str]) -> Choices | None:
        """Return the choices of the check from the facts of a journal; None if there was no check."""
        if "checked" not in facts:
            return None
        return cls(**{name: facts.get(name) == "true" for name in attrs.fields_dict(cls)})


@attrs.frozen(kw_only=True)
class Settings:
    """Settings that determine the letters of a manifest, and the environment to send them to.

    Attributes:
        manifest: The path of the manifest.
        digest: The SHA-256 of its content.
        columns: The meaning of its columns.
        form: The parts of its format that the file does not state.
        documents: The folder where relative paths of documents start.
        sender_id: The sender of rows that name no sender.
        in_batch: True if the letters form one Digipost batch.
        fix: True to restore the leading zeros that Norwegian postal codes have lost.
        broker_id: The organisation that sends the requests.
        api_url: The address of the Digipost environment.
    """

    manifest: Path
    digest: str
    columns: Columns
    form: ManifestFormat
    documents: Path
    sender_id: int | None
    in_batch: bool
    fix: bool
    broker_id: int
    api_url: str

    def letters(self, mailing: UUID) -> Letters:
        """Return the object that makes messages of the rows, for the mailing with that id."""
        return Letters(
            mailing=mailing,
            columns=self.columns,
            folder=str(self.documents),
            sender_id=self.sender_id,
            date_format=self.form.date_format,
            batch=self.batch(mailing),
            fix=self.fix,
        )

    def batch(self, mailing: UUID) -> UUID | None:
        """Return the uuid of the batch of the mailing with that id; None without a batch."""
        return uuid5(mailing, "batch") if self.in_batch else None

    @contextmanager
    def copied(self, folder: Path) -> Iterator[Manifest]:
        """Yield a copy of the manifest, so that a run uses the checked content, even if the file changes.

        Args:
            folder: The folder of the mailing, for the copy.

        Raises:
            ManifestError: The manifest has changed, or cannot be read.
        """
        with snapshot(self.manifest, folder, self.digest, self.form) as manifest:
            self.check_header(manifest)
            yield manifest

    def check_header(self, manifest: Manifest) -> tuple[str, ...]:
        """Check that every column of a manifest has a meaning; without a header, this is checked row by row.

        Returns:
            Facts about the columns, in plain sentences.

        Raises:
            ManifestError: The text names the columns.
        """
        if manifest.columns is None:
            return ()
        self.columns.check_header(manifest.columns)
        return tuple(texts_for_some_rows(self.columns, manifest.columns))

    def to_facts(self) -> dict[str, str]:
        """Return the settings as facts for the journal."""
        columns = {
            "mapping": dict(self.columns.mapping),
            "templates": dict(self.columns.templates),
            "ignored": list(self.columns.ignored),
        }
        return {
            "manifest": str(self.manifest),
            "digest": self.digest,
            "columns": json.dumps(columns, sort_keys=True),
            "form": json.dumps(attrs.asdict(self.form), sort_keys=True),
            "documents": str(self.documents),
            "sender_id": json.dumps(self.sender_id),
            "in_batch": json.dumps(self.in_batch),
            "fix": json.dumps(self.fix),
            "broker_id": str(self.broker_id),
            "api_url": self.api_url,
        }

    @classmethod
    def from_facts(cls, facts: Mapping[str, str]) -> Settings:
        """Return the settings from the facts of a journal.

        Raises:
            JournalError: The facts do not describe a mailing.
        """
        facts = _with_format(facts)
        try:
            return cls(
                manifest=Path(facts["manifest"]),
                digest=facts["digest"],
                columns=Columns(**json.loads(facts["columns"])),
                form=ManifestFormat(**json.loads(facts["form"])),
                documents=Path(facts["documents"]),
                sender_id=json.loads(facts["sender_id"]),
                in_batch=json.loads(facts["in_batch"]),
                fix=json.loads(facts["fix"]),
                broker_id=int(facts["broker_id"]),
                api_url=facts["api_url"],
            )
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise JournalError("The journal is not one of this program's.") from error

    def are_those_of(self, facts: Mapping[str, str]) -> bool:
        """Return True if the journal with these facts belongs to this mailing."""
        return all(_with_format(facts).get(name) == value for name, value in self.to_facts().items())

    def check_same(self, facts: Mapping[str, str]) -> None:
        """Check that the journal with these facts belongs to this mailing.

        Raises:
            JournalError: The journal belongs to another mailing; the text names the differences.
        """
        facts = _with_format(facts)
        for name, value in self.to_facts().items():
            if facts.get(name) != value:
                raise JournalError(_DIFFERENCES[name] + _START_ANEW)


def _with_format(facts: Mapping[str, str]) -> Mapping[str, str]:
    """Return the facts of a journal, completed with facts that older versions did not write."""
    return {"form": json.dumps(attrs.asdict(ManifestFormat()), sort_keys=True), "fix": "false", **facts}


_START_ANEW = (
    " A mailing must continue with the settings of its first run, or letters could be sent twice. To send "
    "another mailing, give it another folder."
)
_DIFFERENCES = {
    "manifest": "The folder has the mailing of a manifest in another place.",
    "digest": "The manifest has changed since this mailing began.",
    "columns": "This mailing began with other columns: other maps, templates or names to ignore.",
    "form": "This mailing began with another encoding, sheet, header row or date format.",
    "documents": "This mailing began with another folder of documents.",
    "sender_id": "This mailing began for another sender.",
    "in_batch": "Earlier runs of this mailing used a batch and this one does not, or the reverse.",
    "fix": "Earlier runs of this mailing used --fix and this one does not, or the reverse.",
    "broker_id": "This mailing began for another broker.",
    "api_url": "This mailing began at another Digipost.",
}
