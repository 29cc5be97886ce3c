"""Takes notes of what a client does: which method is called, and what goes over the wire because of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from inspect import ismethod
from io import BytesIO
from operator import itemgetter
from typing import TYPE_CHECKING, cast

import attrs
from lxml import etree

from digipost.datatypes import decode
from digipost.protocol.answer import decompressed
from digipost.protocol.links import relation_name
from digipost.protocol.media_types import XML
from digipost.resources.batches import Batch
from digipost.transport import HttpAnswer, HttpTransport
from digipost.xml import from_xml
from digipost_schema import api_v8
from tests.generated.examples import is_root
from tests.generated.packages import OURS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from digipost import DigipostClient
    from digipost.transport import Body, HttpRequest
    from tests.generated.packages import Value

MOST_BYTES = 1 << 24
# Requests at an address without a link: the entry point is at the root.
ENTRY_POINTS = re.compile(r"/\d*")
ROOTS = {each.Meta.element: each for each in OURS.classes() if is_root(each, api_v8)}  # type: ignore[attr-defined]


class Table(defaultdict[str, dict[str, str]]):
    """Names of the API; for each the methods that were called, with the first test that called them."""

    def __init__(self) -> None:
        super().__init__(dict)


@attrs.define
class Record:
    """Requests and answers that were seen on the wire.

    Attributes:
        elements: Global elements of the API's schema.
        relations: Links that were followed.
        data_types: Global elements of the schema of data types.
        without_link: Paths that were asked for without a link.
        offered: Relations of the links that came, whether followed or not.
        method: The calling method, such as `messages.send`.
        test: For whom.
    """

    elements: Table = attrs.field(factory=Table)
    relations: Table = attrs.field(factory=Table)
    data_types: Table = attrs.field(factory=Table)
    without_link: Table = attrs.field(factory=Table)
    offered: set[str] = attrs.field(factory=set)
    method: str = ""
    test: str = ""

    def add(self, table: Table, name: str) -> None:
        assert self.method, "no method of the client has made this request"
        table[name].setdefault(self.method, self.test)

    def add_document(self, value: Value) -> None:
        """Note each class of a global element that occurs in a document."""
        for part in parts_of(value):
            if is_root(type(part), api_v8):
                self.add(self.elements, part.Meta.element)
            if isinstance(part, api_v8.DataType):
                content: Value = decode(part)
                self.add(self.data_types, content.Meta.element)


class RecordingTransport(HttpTransport):
    """The network, with somebody who takes notes of what goes to the API, and of what comes back.

    Args:
        api: The origin of the API; contents are elsewhere.
        methods: By which method of HTTP a link is followed, for each relation.
        record: The notes.
    """

    def __init__(self, api: str, methods: Mapping[str, str], record: Record) -> None:
        super().__init__()
        self._api = api
        self._methods = methods
        self._record = record
        self._links: dict[tuple[str, str], None] = {}  # relations and targets, those of the entry point first

    def send(self, request: HttpRequest) -> HttpAnswer:
        if request.origin != self._api:
            return super().send(request)
        self._add_relation(request)
        sent = Overheard(request.body) if request.body else None
        answer = super().send(attrs.evolve(request, body=sent))
        if sent is not None:
            self._record.add_document(document_in(sent.xml))
        content = answer.read(MOST_BYTES)
        if content and answer.headers["content-type"].startswith(XML):
            document = document_in(decompressed(answer.headers, content, MOST_BYTES))
            self._record.add_document(document)
            for link in (each for each in parts_of(document) if isinstance(each, api_v8.Link)):
                self._record.offered.add(relation_name(link))
                self._links[relation_name(link), link.uri.removeprefix(self._api)] = None
        return HttpAnswer(answer.status, answer.headers.items(), BytesIO(content))

    def _add_relation(self, request: HttpRequest) -> None:
        """Note by which link the target was reached: the one that is most of it."""
        fitting = [
            (len(target), relation)
            for relation, target in self._links
            if self._methods.get(relation) == request.method and leads_to(target, request.target)
        ]
        if fitting:
            self._record.add(self._record.relations, max(fitting, key=itemgetter(0))[1])
        elif not ENTRY_POINTS.fullmatch(request.target):
            self._record.add(self._record.without_link, f"{request.method} {anonymous(request.target)}")


class Overheard:
    """A request's body, of which is kept what went out."""

    def __init__(self, body: bytes | Body) -> None:
        self._body = body
        self._sent = bytearray()

    @property
    def content_length(self) -> int:
        return len(self._body) if isinstance(self._body, bytes) else self._body.content_length

    def __iter__(self) -> Iterator[bytes]:
        self._sent.clear()
        for chunk in [self._body] if isinstance(self._body, bytes) else self._body:
            self._sent += chunk
            yield chunk

    @property
    def xml(self) -> bytes:
        """The document, which is the first part if there are several."""
        sent = bytes(self._sent)
        if not sent.startswith(b"--"):
            return sent
        boundary, _, rest = sent.partition(b"\r\n")
        return rest.partition(b"\r\n\r\n")[2].partition(b"\r\n" + boundary)[0]


class Traced:
    """An object whose public methods are noted when they are called, as are those of what they hand out.

    Args:
        target: The object.
        record: The notes.
        name: The name of the object in them.
    """

    def __init__(self, target: object, record: Record, name: str = "") -> None:
        self._target = target
        self._record = record
        self._name = name

    def __getattr__(self, name: str) -> object:
        value = getattr(self._target, name)
        path = f"{self._name}.{name}".lstrip(".")
        if type(value).__module__.startswith("digipost.resources."):
            return Traced(value, self._record, path)
        return partial(self._call, value, path) if ismethod(value) else value

    def _call(self, method: Callable[..., object], path: str, *args: object, **named: object) -> object:
        with self._calling(path):
            result = method(*args, **named)
        if isinstance(result, Batch):
            return Traced(result, self._record, "Batch")
        return self._each(result, path) if isinstance(result, Iterator) else result

    def _each(self, iterator: Iterator[object], path: str) -> Iterator[object]:
        end = object()
        while True:
            with self._calling(path):
                item = next(iterator, end)
            if item is end:
                return
            yield item

    @contextmanager
    def _calling(self, path: str) -> Iterator[None]:
        self._record.method = path
        yield
        self._record.method = ""


def traced(client: DigipostClient, record: Record) -> DigipostClient:
    """The client, whose calls are noted."""
    return cast("DigipostClient", Traced(client, record))


def document_in(xml: bytes) -> Value:
    return from_xml(ROOTS[etree.QName(etree.fromstring(xml)).localname], xml)


def parts_of(value: Value) -> Iterator[Value]:
    """A value of a generated class, and all those in it; data types apart."""
    yield value
    for field in attrs.fields(type(value)):
        content = getattr(value, field.name)
        for each in content if isinstance(content, list) else [content]:
            if type(each).__module__ == api_v8.__name__ and attrs.has(type(each)):
                yield from parts_of(each)


def leads_to(link: str, target: str) -> bool:
    """Return True if a target is that of a link, with at most one more segment and a query."""
    rest = target.removeprefix(link)
    return target.startswith(link) and (link[-1] == "/" or rest[:1] in "/?&") and "/" not in rest[1:]


def anonymous(target: str) -> str:
    """A path without what differs each time."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "{uuid}", re.sub(r"/\d+(?=/)", "/{sender-id}", target))
