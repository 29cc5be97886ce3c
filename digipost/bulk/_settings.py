"""What a mailing is, so that the same command goes on with it and another one does not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

import attrs

from digipost.bulk.errors import JournalError
from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.manifest_format import ManifestFormat
from digipost.bulk.rows.row_message import Letters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digipost.bulk.manifests.records import Manifest

__all__ = ["Settings"]


@attrs.frozen(kw_only=True)
class Settings:
    """All that decides which letters a manifest stands for, and where they go.

    Attributes:
        manifest: The path of the manifest.
        digest: The SHA-256 of its content.
        columns: What its columns mean.
        form: Its format, as far as the file does not tell it.
        documents: The folder where relative paths of documents start.
        sender_id: On whose behalf, where a row does not say.
        in_batch: Whether the letters are one batch of Digipost's.
        fix: Whether Norwegian postal codes get the zeros that they have lost.
        broker_id: Who sends.
        api_url: To which Digipost.
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
        """What makes messages of the rows, in the mailing with that id."""
        return Letters(
            mailing=mailing,
            columns=self.columns,
            folder=str(self.documents),
            sender_id=self.sender_id,
            date_format=self.form.date_format,
            batch=uuid5(mailing, "batch") if self.in_batch else None,
            fix=self.fix,
        )

    def check_header(self, manifest: Manifest) -> None:
        """Check that every column of a manifest means something; without a header, each row tells.

        Raises:
            ManifestError: The text names the columns.
        """
        if manifest.columns is not None:
            self.columns.check_header(manifest.columns)

    def to_facts(self) -> dict[str, str]:
        """As a journal has it."""
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
        """From a journal.

        Raises:
            JournalError: It is none.
        """
        try:
            return cls(
                manifest=Path(facts["manifest"]),
                digest=facts["digest"],
                columns=Columns(**json.loads(facts["columns"])),
                form=ManifestFormat(**json.loads(facts.get("form", "{}"))),
                documents=Path(facts["documents"]),
                sender_id=json.loads(facts["sender_id"]),
                in_batch=json.loads(facts["in_batch"]),
                fix=json.loads(facts.get("fix", "false")),
                broker_id=int(facts["broker_id"]),
                api_url=facts["api_url"],
            )
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise JournalError("The journal is not one of this program's.") from error

    def are_those_of(self, facts: Mapping[str, str]) -> bool:
        """Whether the journal with these facts is of this mailing."""
        return all(_with_format(facts).get(name) == value for name, value in self.to_facts().items())

    def check_same(self, facts: Mapping[str, str]) -> None:
        """That the journal with these facts is of this mailing.

        Raises:
            JournalError: It is of another one; the text says in what.
        """
        facts = _with_format(facts)
        for name, value in self.to_facts().items():
            if facts.get(name) != value:
                raise JournalError(_DIFFERENCES[name] + _START_ANEW)


def _with_format(facts: Mapping[str, str]) -> Mapping[str, str]:
    """Return the facts of a journal with those that an older one does not have."""
    return {"form": json.dumps(attrs.asdict(ManifestFormat()), sort_keys=True), "fix": "false", **facts}


_START_ANEW = (
    " A mailing goes on only as it began, since it is by that that no letter is sent twice. To send another "
    "mailing, give it another folder."
)
_DIFFERENCES = {
    "manifest": "The folder has the mailing of a manifest in another place.",
    "digest": "The manifest has changed since this mailing began.",
    "columns": "This mailing began with other columns: other maps, templates or names to ignore.",
    "form": "This mailing began with another encoding, sheet, header row or date format.",
    "documents": "This mailing began with another folder of documents.",
    "sender_id": "This mailing began for another sender.",
    "in_batch": "This mailing began with or without a batch, and now it is the other way round.",
    "fix": "This mailing began with or without --fix, and now it is the other way round.",
    "broker_id": "This mailing began for another broker.",
    "api_url": "This mailing began at another Digipost.",
}
