"""The register of the people and organisations that a sandbox knows."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import attrs

from digipost.sandbox.model.people import Organisation, Person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digipost.base.schema_version import api_v8
    from digipost.sandbox.base.store import Row, Store

__all__ = ["Party", "Register", "party_of"]

Party = Person | Organisation
"""The recipient of a letter."""

_COLUMNS = "number, digipost_address, account, details"
_ORGANISATION_DIGITS = 9


class Register:
    """People and organisations.

    Args:
        store: The tables.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, parties: Iterable[Party]) -> None:
        """Add or update people and organisations; an update never removes a mailbox."""
        self._store.insert_all(
            "INSERT INTO party (number, digipost_address, account, residence, words, details, bank_account)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO UPDATE SET"
            " bank_account = coalesce(excluded.bank_account, bank_account),"
            " digipost_address = coalesce(excluded.digipost_address, digipost_address),"
            " account = coalesce(excluded.account, account), residence = excluded.residence,"
            " words = excluded.words, details = excluded.details",
            [_row(party) for party in parties],
        )

    @property
    def people(self) -> tuple[Person, ...]:
        """People with a mailbox."""
        return tuple(
            party for party in self.parties() if isinstance(party, Person) and party.digipost_address
        )

    def parties(self) -> tuple[Party, ...]:
        """Return all people and organisations, with a mailbox or without."""
        return tuple(map(party_of, self._store.all(f"SELECT {_COLUMNS} FROM party ORDER BY id")))

    def get(self, number: str) -> Party | None:
        """Return the person or organisation with that number."""
        row = self._store.first(f"SELECT {_COLUMNS} FROM party WHERE number = ?", number)
        return party_of(row) if row else None

    def at(self, digipost_address: str) -> Party | None:
        """Return the person or organisation with that Digipost address."""
        query = f"SELECT {_COLUMNS} FROM party WHERE digipost_address = ?"
        row = self._store.first(query, digipost_address)
        return party_of(row) if row else None

    def called(self, alias: str) -> Party | None:
        """Return the person or organisation with that alias."""
        return next((each for each in self.parties() if each.alias == alias), None)

    def open_mailbox(self, number: str) -> Party:
        """Give the owner of that number a mailbox, and return the owner.

        Raises:
            InvalidValueError: The number is unknown, and is not a new person's eleven digits.
        """
        party = self.get(number)
        if party is not None and party.digipost_address is not None:
            return party
        party = party or Person(
            name="Ny Bruker", personal_identification_number=number, addressline1="", postalcode="", city=""
        )
        address = f"{'.'.join(party.name.lower().split())}#{party.alias[:8].upper()}"
        party = attrs.evolve(party, digipost_address=address)
        self.add([party])
        return party

    def find(self, recipient: api_v8.MessageRecipient) -> Party | None:
        """Return the recipient with a mailbox that a message names; None for no match, or more than one.

        Name and address must all agree, except for case and spaces. The rule is a conclusion: Digipost does
        not document how it compares them. A different birth date excludes a person. Telephone and e-mail
        address, which narrow the search at Digipost, are not in this register.
        """
        found = self.matches(recipient)
        return found[0] if len(found) == 1 and found[0].digipost_address is not None else None

    def matches(self, asked: api_v8.MessageRecipient | api_v8.Identification) -> list[Party]:
        """Return all possible recipients, with a mailbox or without, by the rules of `find`."""
        if asked.personal_identification_number is not None:
            found = self.get(asked.personal_identification_number)
        elif asked.organisation_number is not None:
            found = self.get(asked.organisation_number)
        elif asked.digipost_address is not None:
            found = self.at(asked.digipost_address)
        elif asked.bank_account_number is not None:
            rows = self._store.all(
                f"SELECT {_COLUMNS} FROM party WHERE bank_account = ?", asked.bank_account_number
            )
            return [party_of(row) for row in rows]
        elif asked.name_and_address is not None:
            return self._living_at(asked.name_and_address)
        else:
            found = None
        return [] if found is None else [found]

    def search(self, text: str, most: int) -> list[Party]:
        """Return recipients with a mailbox whose name, street or town has a word for each word of the text.

        A word of the text matches all words that begin with it, in upper or lower case. Digipost does not
        document its search: this rule is made up.
        """
        words = _plain(text).split()
        conditions = "".join(" AND instr(words, ?) > 0" for _ in words)
        query = (
            f"SELECT {_COLUMNS} FROM party WHERE digipost_address IS NOT NULL{conditions} ORDER BY id LIMIT ?"
        )
        return [party_of(row) for row in self._store.all(query, *(f" {word}" for word in words), most)]

    def _living_at(self, asked: api_v8.NameAndAddress) -> list[Party]:
        residence = _residence(asked.fullname, asked.addressline1, asked.postalcode, asked.city)
        rows = self._store.all(f"SELECT {_COLUMNS} FROM party WHERE residence = ?", residence)
        found = [party_of(row) for row in rows]
        if asked.birth_date is None:
            return found
        return [
            party for party in found if isinstance(party, Person) and party.birth_date == asked.birth_date
        ]


def party_of(row: Row) -> Party:
    """Return the recipient of a row with these columns: number, Digipost address, account and details."""
    number, address, account, text = row
    details = json.loads(text)
    if len(number) == _ORGANISATION_DIGITS:
        return Organisation(
            organisation_number=number, digipost_address=address, account_id=account, **details
        )
    born = details.pop("birth_date", None)
    return Person(
        personal_identification_number=number,
        digipost_address=address,
        birth_date=None if born is None else date.fromisoformat(born),
        **details,
    )


def _row(party: Party) -> tuple[object, ...]:
    details = {"name": party.name}
    details |= {"addressline1": party.addressline1, "postalcode": party.postalcode, "city": party.city}
    details |= {"bank_account_number": party.bank_account_number} if party.bank_account_number else {}
    if isinstance(party, Person):
        account = None
        details |= {"birth_date": party.birth_date.isoformat()} if party.birth_date else {}
        details |= {"mobile_number": party.mobile_number} if party.mobile_number else {}
    else:
        account = party.account_id
    return (
        party.number,
        party.digipost_address,
        account,
        _residence(party.name, party.addressline1, party.postalcode, party.city),
        # A space precedes each word, so that a query can search for the beginning of a word.
        f" {_plain(f'{party.name} {party.addressline1} {party.city}')}",
        json.dumps(details),
        party.bank_account_number,
    )


def _residence(*parts: str) -> str:
    return "\n".join(map(_plain, parts))


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("/", " ").split())
