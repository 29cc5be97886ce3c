"""Examples in docstrings become asynchronous, by `await`, `async with` and `async for`."""

from __future__ import annotations

import ast
import textwrap

import pytest

from codegen.aio.examples import asynchronous
from codegen.aio.faces import Face, surface_of
from codegen.aio.sources import Library

SURFACE = surface_of(Library())


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("client.messages.send(letter)", "await client.messages.send(letter)"),
        ("delivery = client.messages.send(letter)", "delivery = await client.messages.send(letter)"),
        ("client.documents.status(uuid).status", "(await client.documents.status(uuid)).status"),
        ("print(client.messages.send(letter))", "print(await client.messages.send(letter))"),
        ("client.documents.events()", "client.documents.events()"),
        (
            "with client.inbox.content(document) as download:\n    download.save('x')",
            "async with await client.inbox.content(document) as download:\n    await download.save('x')",
        ),
        (
            "for document in client.inbox.list_documents():\n    client.inbox.delete(document)",
            "async for document in client.inbox.list_documents():\n    await client.inbox.delete(document)",
        ),
        (
            "feed = client.documents.events(after=stored)\nfor event in feed:\n    store(feed.cursor)",
            "feed = client.documents.events(after=stored)\nasync for event in feed:\n    store(feed.cursor)",
        ),
        (
            "ids = [each.id for each in client.inbox.list_documents()]",
            "ids = [each.id async for each in client.inbox.list_documents()]",
        ),
        (
            "with client.batches.create() as batch:\n    batch.complete()",
            "async with await client.batches.create() as batch:\n    await batch.complete()",
        ),
        (
            "with DigipostClient(config, credentials) as client:\n    client.tags.add(x)",
            "async with AsyncDigipostClient(config, credentials) as client:\n    await client.tags.add(x)",
        ),
        (
            "with DigipostClient.from_environment() as c:\n    c.messages.send(letter)",
            "async with AsyncDigipostClient.from_environment() as c:\n    await c.messages.send(letter)",
        ),
        (
            "match client.recipients.identify(ola):\n    case DigipostUser(): ...",
            "match await client.recipients.identify(ola):\n    case DigipostUser(): ...",
        ),
        (
            "with time_limit(limit):\n    client.messages.send(letter)",
            "with time_limit(limit):\n    await client.messages.send(letter)",
        ),
        (
            "with open('å') as f: client.messages.send(f, 'å')",
            "with open('å') as f: await client.messages.send(f, 'å')",
        ),
        ("for each in letters:\n    send(each)", "for each in letters:\n    send(each)"),
        ("client.nothing.of_the_kind()", "client.nothing.of_the_kind()"),
        ("no Python, as it stands", "no Python, as it stands"),
        ("client.batches", "client.batches"),
    ],
)
def test_an_example(written: str, expected: str) -> None:
    text = f"Title.\n\n{textwrap.indent(written, '    ')}\n\nMore."
    assert asynchronous(text, SURFACE) == f"Title.\n\n{textwrap.indent(expected, '    ')}\n\nMore."


def test_several_examples_and_the_sections_between_them() -> None:
    text = (
        "Title.\n\n    client.messages.send(a)\n\n    client.messages.send(b)\n\nArgs:\n"
        "    a: client.messages.send(a)\n\nMore:\n\n    client.tags.add(number)"
    )
    assert asynchronous(text, SURFACE) == (
        "Title.\n\n    await client.messages.send(a)\n\n    await client.messages.send(b)\n\nArgs:\n"
        "    a: client.messages.send(a)\n\nMore:\n\n    await client.tags.add(number)"
    )


@pytest.mark.parametrize("face", SURFACE.values(), ids=lambda face: face.name)
def test_every_example_of_the_client_stays_python(face: Face) -> None:
    nodes: list[ast.ClassDef | ast.FunctionDef] = [face.source.node]
    nodes += [method.node for method in face.methods.values()]
    for text in (ast.get_docstring(each) or "" for each in nodes):
        for block in textwrap.dedent(asynchronous(text, SURFACE)).split("\n\n"):
            if block.startswith("    ") and "await" in block:
                ast.parse(
                    textwrap.dedent(block).rstrip(":") + ("\n    ..." if block.rstrip().endswith(":") else "")
                )
