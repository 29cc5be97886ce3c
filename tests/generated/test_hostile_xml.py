"""Documents that are made to do harm are refused before anything in them has an effect."""

from __future__ import annotations

import socket
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digipost_schema import RawElement, SchemaParseError, api_v8, from_xml
from digipost_schema.errors import SchemaError
from tests.generated.strategies import steady

if TYPE_CHECKING:
    from pathlib import Path

V8 = api_v8.NAMESPACE
BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))

REFUSED = {
    "a document type": f'<!DOCTYPE tags><tags xmlns="{V8}"/>',
    "an entity": f'<!DOCTYPE tags [<!ENTITY e "x">]><tags xmlns="{V8}">&e;</tags>',
    "an entity in an attribute": f'<!DOCTYPE tags [<!ENTITY e "x">]><tags xmlns="{V8}" a="&e;"/>',
    "a billion laughs": f'<!DOCTYPE tags [<!ENTITY l0 "ha">{BOMB}]><tags xmlns="{V8}">&l11;</tags>',
    "a billion laughs in an attribute": f'<!DOCTYPE tags [<!ENTITY l0 "ha">{BOMB}]><tags a="&l11;"/>',
    "parameter entities": f'<!DOCTYPE tags [<!ENTITY % p "x"> %p;]><tags xmlns="{V8}"/>',
    "default attributes": f'<!DOCTYPE tags [<!ATTLIST tags xmlns CDATA #FIXED "{V8}">]><tags/>',
    "an undeclared entity": f'<tags xmlns="{V8}">&nbsp;</tags>',
    "no end": f'<tags xmlns="{V8}">',
    "two roots": f'<tags xmlns="{V8}"/><tags xmlns="{V8}"/>',
    "an undeclared prefix": "<v:tags/>",
    "an attribute twice": f'<tags xmlns="{V8}" a="1" a="2"/>',
    "a control character": f'<tags xmlns="{V8}">\x01</tags>',
    "a reference to NUL": f'<tags xmlns="{V8}">&#0;</tags>',
    "a reference to a surrogate": f'<tags xmlns="{V8}">&#xD800;</tags>',
    "an unknown encoding": f'<?xml version="1.0" encoding="x-unknown"?><tags xmlns="{V8}"/>',
    "another version": f'<?xml version="2.0" standalone="maybe"?><tags xmlns="{V8}"/>',
    "nothing": "",
    "white space": "  \n",
    "a web page": "<!DOCTYPE html><html><body>Bad Gateway<br></body></html>",
    "a depth without end": f'<document-status xmlns="{V8}">' + "<attachments>" * 100_000,
    "a long text": f'<tags xmlns="{V8}"><a>{"x" * 11_000_000}</a></tags>',
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_is_no_plain_document_is_refused(text: str) -> None:
    with pytest.raises(SchemaParseError) as caught:
        from_xml(api_v8.Tags, text.encode())

    assert caught.value.path == "/"
    assert caught.value.problem.startswith(
        ("not well-formed XML", "a document type declaration is not accepted")
    )


@pytest.mark.parametrize(
    "data",
    [b"<tags>\xff</tags>", b"<tags>\xc3</tags>", b"\xff\xfe<\x00", b"\x00", b"<tags>\xed\xa0\x80</tags>"],
)
def test_bytes_that_are_not_in_the_encoding_are_refused(data: bytes) -> None:
    with pytest.raises(SchemaParseError, match="not well-formed XML"):
        from_xml(api_v8.Tags, data)


@pytest.mark.parametrize("system", ["{file}", "file://{file}", "http://127.0.0.1:{port}/x.dtd"])
@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE tags SYSTEM "{system}"><tags/>',
        '<!DOCTYPE tags [<!ENTITY e SYSTEM "{system}">]><tags>&e;</tags>',
        '<!DOCTYPE tags [<!ENTITY % e SYSTEM "{system}"> %e;]><tags/>',
    ],
)
def test_nothing_outside_is_read(document: str, system: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)  # noqa: FBT003 - socket's own
        where = system.format(file=secret, port=server.getsockname()[1])

        with pytest.raises(SchemaParseError) as caught:
            from_xml(api_v8.Tags, document.replace("{system}", where).encode())

        with pytest.raises(BlockingIOError):
            server.accept()
    assert "SECRET" not in str(caught.value)


def test_what_the_parser_stumbled_over_is_not_repeated() -> None:
    with pytest.raises(SchemaParseError) as caught:
        from_xml(api_v8.Tags, b"<tags>\n<SECRET></tags>")

    assert str(caught.value) == "/: not well-formed XML (line 2)"
    assert caught.value.__suppress_context__


def test_a_raw_element_is_read_with_the_same_care() -> None:
    for text in ("<!DOCTYPE a><a/>", "<a>", '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'):
        with pytest.raises(SchemaParseError):
            RawElement(text.encode())


@steady
@given(st.binary(max_size=60) | st.text("<>/=\"'&;![]-?tags xmlns:ENTIY", max_size=60).map(str.encode))
def test_any_bytes_are_read_or_refused_with_an_error_of_ours(data: bytes) -> None:
    try:
        from_xml(api_v8.Tags, data)
    except SchemaError:
        return


def test_depth_within_the_limit_of_the_parser_is_read() -> None:
    depth = 200
    text = (
        f'<document-status xmlns="{V8}">'
        + "<attachments>" * depth
        + "</attachments>" * depth
        + "</document-status>"
    )

    status = from_xml(api_v8.DocumentStatus, text.encode())

    for _ in range(depth):
        (status,) = status.attachments
    assert status.attachments == []


def test_a_namespace_with_braces_is_another_namespace() -> None:
    """Alone, libxml2 refuses one that is no address; not where one that is relative comes later."""
    later = '<a xmlns="relative"/>'
    with pytest.raises(SchemaParseError, match="root element `tags` is expected; this is another namespace"):
        from_xml(api_v8.Tags, f'<tags xmlns="{V8}{{x}}tags">{later}</tags>'.encode())
    with pytest.raises(SchemaParseError, match="root element `tags` is expected; this is another element"):
        from_xml(api_v8.Tags, f'<inbox xmlns="{V8}}}tags">{later}</inbox>'.encode())
    raw = RawElement(f'<a:b xmlns:a="http://a/{{x}}y">{later}</a:b>'.encode())
    assert (raw.namespace, raw.name) == ("http://a/{x}y", "b")
    assert RawElement(raw.xml) == raw


XSI = "http://www.w3.org/2001/XMLSchema-instance"
NOON = "2024-01-31T12:00:00Z"
EVENT = (
    f'type="OPENED" uuid="3ac8bd3a-7bb6-4e2b-8e6e-6ad8a4bd2f2c" created="{NOON}" document-created="{NOON}"'
)
UNKNOWN = '<metadata xsi:type="n0:new"/>'


def events(namespaces: int, count: int, metadata: str = UNKNOWN, namespace: str = "urn:{}") -> bytes:
    """Events whose metadata are of a type that the schema does not have, below many declarations."""
    declared = " ".join(f'xmlns:n{n}="{namespace.format(n)}"' for n in range(namespaces))
    event = f"<event {EVENT}>{metadata}</event>"
    head = f'<document-events xmlns="{V8}" xmlns:xsi="{XSI}" {declared}>'
    return f"{head}{event * count}</document-events>".encode()


DECLARED_TOO_MUCH = {
    "many namespaces": events(4000, 2000),
    "a few more than allowed": events(63, 1),
    "long namespaces": events(2, 100, namespace="urn:{}" + "x" * 4000),
    "one long namespace, of the default": events(0, 1).replace(
        UNKNOWN.encode(), f'<metadata xmlns:u="{"u" * 5000}" xsi:type="u:new"/>'.encode()
    ),
    "long prefixes": events(60, 400).replace(b":n", b":" + b"n" * 200),
    "one long prefix": events(1, 400).replace(b"n0", b"n" * 5000),
    "many namespaces of known metadata": events(4000, 2000, '<metadata xsi:type="print-job-metadata"/>'),
}


@pytest.mark.parametrize("data", DECLARED_TOO_MUCH.values(), ids=DECLARED_TOO_MUCH)
def test_declarations_that_many_elements_need_are_limited(data: bytes) -> None:
    with pytest.raises(SchemaParseError, match="at most 64 namespaces of at most 4096 characters together"):
        from_xml(api_v8.DocumentEvents, data)


@pytest.mark.parametrize(
    ("root", "children"),
    [
        ("", "<u:x/>" * 20_000),
        ("", f"<event {EVENT} {' '.join(f'u:a{n}=_' for n in range(9000))}/>".replace("_", '""')),
        ("", f"<event {EVENT}>{UNKNOWN.replace('n0', 'u')}</event>" * 400),
        ("", f'<event {EVENT} xmlns:u="urn:u">{UNKNOWN.replace("n0", "u")}</event>' * 400),
        (" ".join(f'u:b{n}=""' for n in range(9000)), ""),
    ],
    ids=["children", "attributes", "raw elements", "hidden by another one", "attributes of the root"],
)
def test_a_long_namespace_times_the_elements_of_a_large_document_is_refused(root: str, children: str) -> None:
    head = f'<document-events xmlns="{V8}" xmlns:xsi="{XSI}" xmlns:u="{"u" * 4097}" {root}>'
    data = f"{head}{children}</document-events>".encode()

    with pytest.raises(SchemaParseError, match="/: a namespace of at most 4096 characters is expected"):
        from_xml(api_v8.DocumentEvents, data)


def test_a_namespace_of_4000_characters_in_a_large_document_is_accepted() -> None:
    content = f'<x xmlns="{"u" * 4000}" a="{"a" * 70_000}"/>'

    assert RawElement(content.encode()).name == "x"


@pytest.mark.thorough
def test_look_ups_of_declarations_in_one_document_are_limited_together() -> None:
    data = events(60, 21_000)

    with pytest.raises(SchemaParseError, match=r"metadata: too many elements of an unknown type"):
        from_xml(api_v8.DocumentEvents, data)
    assert len(from_xml(api_v8.DocumentEvents, events(60, 100)).event) == 100


def test_declarations_that_no_element_needs_are_not_limited() -> None:
    assert from_xml(api_v8.DocumentEvents, events(4000, 1, "")).event[0].metadata is None


def test_a_wildcard_and_a_raw_element_have_the_same_limit() -> None:
    declared = " ".join(f'xmlns:n{n}="urn:{n}"' for n in range(65))
    content = f'<new xmlns="http://api.digipost.no/schema/datatypes" {declared}/>'

    with pytest.raises(SchemaParseError, match="/additional-data/data-type/new: at most 64 namespaces"):
        from_xml(
            api_v8.AdditionalData,
            f'<additional-data xmlns="{V8}"><data-type>{content}</data-type></additional-data>'.encode(),
        )
    with pytest.raises(SchemaParseError, match="/new: at most 64 namespaces"):
        RawElement(content.encode())


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (events(1, 500), events(60, 500)),
        (events(1, 500), events(1, 500, namespace="urn:{}" + "x" * 3000)),
        (events(60, 500), events(60, 500, '<metadata xsi:type="n0:new" n1:a="" n2:b=""/>')),
    ],
    ids=["their number", "their length", "those that are used"],
)
def test_memory_for_raw_elements_does_not_depend_on_declarations(one: bytes, other: bytes) -> None:
    assert memory(other) <= memory(one) * 1.5 + len(other)


@pytest.mark.thorough
@pytest.mark.parametrize("namespaces", [1, 60])
def test_memory_for_raw_elements_grows_as_the_document_does(namespaces: int) -> None:
    assert memory(events(namespaces, 1000)) <= memory(events(namespaces, 500)) * 2.2


def memory(data: bytes) -> int:
    """The most that Python holds while a document is read."""
    from_xml(api_v8.DocumentEvents, events(1, 1))
    tracemalloc.start()
    try:
        found = from_xml(api_v8.DocumentEvents, data)
        assert isinstance(found.event[-1].metadata, RawElement)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
