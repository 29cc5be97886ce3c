"""Define the database tables of a sandbox.

Times are whole microseconds since 1970, in UTC. Documents of the API are stored as XML, and files as the
name of their folder. `position` is a letter's index in `Sandbox.letters`; a letter that waits for its
batch has no position yet.
"""

from __future__ import annotations

__all__ = ["COMINGS", "TABLES", "UPGRADES", "VERSION"]

VERSION = 2
"""The version of the tables, which a file has in its `user_version`."""

TABLES = """
CREATE TABLE setting (name TEXT PRIMARY KEY, value) WITHOUT ROWID;

CREATE TABLE account (id INTEGER PRIMARY KEY);
CREATE TABLE account_key (
    account INTEGER NOT NULL, key BLOB NOT NULL, PRIMARY KEY (account, key)
) WITHOUT ROWID;
CREATE TABLE allowed (
    broker INTEGER NOT NULL, sender INTEGER NOT NULL, PRIMARY KEY (broker, sender)
) WITHOUT ROWID;
CREATE TABLE sender_name (
    organisation_number TEXT NOT NULL, part TEXT NOT NULL, account INTEGER NOT NULL,
    PRIMARY KEY (organisation_number, part)
) WITHOUT ROWID;
CREATE TABLE sender_features (account INTEGER PRIMARY KEY, features TEXT NOT NULL);
CREATE TABLE oauth_client (
    id TEXT PRIMARY KEY, certificate BLOB NOT NULL, account INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE access_token (
    hash BLOB PRIMARY KEY, account INTEGER NOT NULL, expires INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE party (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    digipost_address TEXT,
    account INTEGER,
    residence TEXT NOT NULL,
    words TEXT NOT NULL,
    details TEXT NOT NULL,
    bank_account TEXT
);
CREATE INDEX party_by_bank_account ON party (bank_account) WHERE bank_account IS NOT NULL;
CREATE INDEX party_by_address ON party (digipost_address);
CREATE INDEX party_by_residence ON party (residence);
CREATE TABLE tag (number TEXT PRIMARY KEY) WITHOUT ROWID;

CREATE TABLE letter (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    position INTEGER UNIQUE,
    broker INTEGER NOT NULL,
    sender INTEGER NOT NULL,
    message_id TEXT,
    batch TEXT,
    recipient INTEGER REFERENCES party,
    recipient_number TEXT,
    channel TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    wanted_at INTEGER,
    delivered_at INTEGER,
    has_plans INTEGER NOT NULL,
    xml BLOB NOT NULL,
    delivery BLOB NOT NULL,
    request TEXT,
    folder TEXT NOT NULL
);
CREATE UNIQUE INDEX letter_by_message_id ON letter (sender, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX letter_by_recipient ON letter (recipient, delivered_at, position);
CREATE INDEX letter_by_pending ON letter (recipient_number) WHERE channel = 'PENDING';
CREATE INDEX letter_by_batch ON letter (broker, batch, channel) WHERE batch IS NOT NULL;
CREATE TABLE letter_words (
    letter INTEGER PRIMARY KEY REFERENCES letter ON DELETE CASCADE, words TEXT NOT NULL
);
CREATE TABLE content (
    folder TEXT NOT NULL, file TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (folder, file)
);
CREATE TABLE document (
    letter INTEGER NOT NULL REFERENCES letter ON DELETE CASCADE,
    place INTEGER NOT NULL,
    sender INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    file TEXT NOT NULL,
    opened_at INTEGER,
    PRIMARY KEY (letter, place)
) WITHOUT ROWID;
CREATE UNIQUE INDEX document_of_sender ON document (sender, uuid);
CREATE INDEX document_by_uuid ON document (uuid, letter);
CREATE TABLE addition (
    id INTEGER PRIMARY KEY,
    letter INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    xml BLOB NOT NULL
);
CREATE INDEX addition_by_letter ON addition (letter);

CREATE TABLE batch (
    broker INTEGER NOT NULL, uuid TEXT NOT NULL, status TEXT NOT NULL, PRIMARY KEY (broker, uuid)
) WITHOUT ROWID;

CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    broker INTEGER NOT NULL,
    sender INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    created INTEGER NOT NULL,
    xml BLOB NOT NULL
);
CREATE INDEX event_by_broker ON event (broker, created, id);
CREATE INDEX event_by_sender ON event (broker, sender, created, id);
CREATE INDEX event_by_document ON event (uuid);

CREATE TABLE appointment (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    letter INTEGER NOT NULL REFERENCES letter ON DELETE CASCADE,
    place INTEGER
);
CREATE INDEX appointment_by_time ON appointment (at, id);
CREATE INDEX appointment_by_letter ON appointment (letter);
CREATE TABLE notification (
    id INTEGER PRIMARY KEY, letter INTEGER NOT NULL, uuid TEXT, sent_at INTEGER NOT NULL,
    kind TEXT NOT NULL, receiver TEXT NOT NULL, subject TEXT, text TEXT
);
CREATE INDEX notification_by_letter ON notification (letter);
CREATE TABLE printing (
    id INTEGER PRIMARY KEY, letter INTEGER NOT NULL, reason TEXT NOT NULL, queued_at INTEGER NOT NULL,
    printed_at INTEGER NOT NULL
);
CREATE INDEX printing_by_letter ON printing (letter);

CREATE TABLE inbox_document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL,
    letter INTEGER,
    delivered_at INTEGER NOT NULL,
    first_accessed INTEGER,
    sent_as INTEGER,
    uuid TEXT,
    media_type TEXT NOT NULL,
    path TEXT NOT NULL,
    xml BLOB NOT NULL
);
CREATE INDEX inbox_by_time ON inbox_document (account, delivered_at DESC, id DESC) WHERE letter IS NULL;
CREATE INDEX inbox_attachment ON inbox_document (letter) WHERE letter IS NOT NULL;

CREATE TABLE archive (id INTEGER PRIMARY KEY, sender INTEGER NOT NULL, name TEXT);
CREATE UNIQUE INDEX archive_by_name ON archive (sender, coalesce(name, ''));
CREATE TABLE archived (
    id INTEGER PRIMARY KEY,
    archive INTEGER NOT NULL REFERENCES archive,
    archived_at INTEGER NOT NULL,
    deleted_at INTEGER,
    reference TEXT,
    media_type TEXT NOT NULL,
    path TEXT NOT NULL,
    xml BLOB NOT NULL
);
CREATE INDEX archived_by_archive ON archived (archive, id);
CREATE INDEX archived_by_reference ON archived (reference) WHERE reference IS NOT NULL;
CREATE TABLE archived_uuid (
    sender INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    archived INTEGER NOT NULL REFERENCES archived ON DELETE CASCADE,
    PRIMARY KEY (sender, uuid)
) WITHOUT ROWID;
CREATE INDEX archived_uuid_by_document ON archived_uuid (archived);
CREATE TABLE archived_attribute (
    archived INTEGER NOT NULL REFERENCES archived ON DELETE CASCADE, key TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (archived, key)
) WITHOUT ROWID;

CREATE TABLE sharing (
    sender INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    shared_at INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    withdrawn_at INTEGER,
    PRIMARY KEY (sender, uuid)
) WITHOUT ROWID;
CREATE TABLE shared_file (
    sender INTEGER NOT NULL, uuid TEXT NOT NULL, number INTEGER NOT NULL, media_type TEXT NOT NULL,
    path TEXT NOT NULL, xml BLOB NOT NULL, PRIMARY KEY (sender, uuid, number)
) WITHOUT ROWID;

INSERT INTO sqlite_sequence VALUES ('letter', 1000), ('inbox_document', 1000);
"""

COMINGS = (
    *("appointment", "notification", "printing", "event", "addition", "document", "letter_words", "letter"),
    *("inbox_document", "archived_attribute", "archived_uuid", "archived", "archive"),
    *("shared_file", "sharing", "batch", "tag", "party"),
)
"""The tables of received data and events, each after the tables that refer to it; the last one is of people.
"""

UPGRADES = {
    1: """
ALTER TABLE party ADD COLUMN bank_account TEXT;
CREATE INDEX party_by_bank_account ON party (bank_account) WHERE bank_account IS NOT NULL;
CREATE TABLE letter_words (
    letter INTEGER PRIMARY KEY REFERENCES letter ON DELETE CASCADE, words TEXT NOT NULL
);
CREATE TABLE content (
    folder TEXT NOT NULL, file TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (folder, file)
);
"""
}
"""SQL that upgrades the tables to the next version, by the version that it starts from."""
