"""Values that must not be found, by their kinds, and the search for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from digipost.sandbox import Person

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

PASSWORD = "hemmelig-passord-77"
NUMBER = "17077712345"
ACCOUNT = "15941432384"
ADDRESS = "skjult.postkasse#4711"
NAME = "Ragnhild Hemmelsrud"
STREET = "Skjulegata"
TOWN = "Gjemmestad"
PHONE = "+4798765432"
EMAIL = "hemmelig.mottaker@example.org"
SUBJECT = "Innkalling til undersøkelse"
CONTENT = "Diagnosen er alvorlig"
FILE_NAME = "brev-til-ragnhild"
ARCHIVED = "journalnummer-8841"

PERSON = Person(
    name=NAME,
    personal_identification_number=NUMBER,
    digipost_address=ADDRESS,
    addressline1=f"{STREET} 9",
    postalcode="0155",
    city=TOWN,
)

CREDENTIALS = frozenset({"key", "password", "token"})
"""Kinds that not even the variables of a traceback hold; the other ones the caller has anyway."""

PLANTED: Mapping[str, tuple[str, ...]] = {
    "key": (),  # made for each run; `Search.add_key` tells it
    "password": (PASSWORD,),
    "token": (),  # made up by the server; `Search.add` tells them
    "number": (NUMBER, f"{NUMBER[:6]} {NUMBER[6:]}"),
    "account": (ACCOUNT,),
    "digipost address": (ADDRESS, ADDRESS.replace("#", "%23"), ADDRESS.partition("#")[0]),
    "name": (NAME.split()[1], NAME.replace(" ", "%20"), NAME.replace(" ", "+")),
    "address": (STREET, TOWN),
    "telephone": (PHONE[3:],),
    "e-mail address": (EMAIL, EMAIL.replace("@", "%40")),
    "subject": (SUBJECT, "undersøkelse", "unders%C3%B8kelse"),
    "content": (CONTENT,),
    "file name": (FILE_NAME,),
    "archived": (ARCHIVED,),  # attributes and references of what is archived
}
"""By kind, how a value of it may be written."""


@attrs.define
class Search:
    """Looks for what was planted, and counts where it has looked.

    Attributes:
        searched: The outputs that were looked into.
        found: The leaks.
    """

    searched: int = 0
    found: list[str] = attrs.Factory(list)
    _more: dict[str, set[str]] = attrs.Factory(dict)

    def add(self, kind: str, *values: str) -> None:
        """Look for these too."""
        self._more.setdefault(kind, set()).update(values)

    def add_key(self, key: RSAPrivateKey) -> None:
        """Look for this key too, as PEM, DER and numbers show it."""
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
        der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())[400:430]
        self.add("key", pem.splitlines()[8], repr(der)[2:-1], der.hex(), str(key.private_numbers().d))

    def values(self, kind: str) -> tuple[str, ...]:
        """Return the spellings of a value of that kind."""
        return (*PLANTED[kind], *sorted(self._more.get(kind, ())))

    def kinds_in(self, text: str, kinds: Iterable[str] = PLANTED) -> set[str]:
        """Return the values of these kinds in a text."""
        lower = text.lower().replace(r"\\", "\\")  # bytes show so in the repr of what shows them
        return {kind for kind in kinds if any(each.lower() in lower for each in self.values(kind))}

    def look(
        self, where: str, text: str, *, may: Collection[str] = (), kinds: Iterable[str] = PLANTED
    ) -> None:
        """Look into an output, which may hold some kinds of it."""
        self.searched += 1
        for kind in sorted(self.kinds_in(text, set(kinds) - set(may))):
            self.found.append(f"{kind} in {where}: {_around(text, self.values(kind))}")


def _around(text: str, values: Iterable[str]) -> str:
    places = [re.search(re.escape(each), text, re.IGNORECASE) for each in values]
    place = next((each.start() for each in places if each), 0)
    return text[max(0, place - 120) : place + 60]
