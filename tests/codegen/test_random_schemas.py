"""Small random schemas: bound whole, or refused in one line; libxml2 and xsdata have second opinions."""

from __future__ import annotations

import re
import tempfile
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from lxml import etree

from codegen.errors import GenerationError
from codegen.pipeline import models_of, unformatted_files
from codegen.samples import samples
from tests.codegen.made_packages import canonical, imported_modules, validator
from tests.codegen.second_opinion import SecondOpinion

pytestmark = pytest.mark.thorough

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from codegen.model import ModuleModel

HEAD = (
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:random" targetNamespace="urn:random"'
    ' elementFormDefault="qualified">'
)
NAMES = (
    *("a", "b", "c", "e-post", "epost", "line1", "line-1", "self", "list", "str", "date", "_", "å", "value"),
    *(
        "attrs",
        "choice",
        "rule",
        "class",
        "None",
        "x.y",
        "mro",
        "decimal",
        "raw-element",
        "ñ",
        "tag",
        "v",
        "int",
    ),
)
SIMPLE = tuple(f"xs:{name}" for name in ("string", "int", "decimal", "boolean", "date", "dateTime", "anyURI"))
VALUES = ("A", "B", "--x--", "__doc__", "-a-", "1", "", "none", "mro", "æ")
ABSTRACT = ' abstract="true"'
OPTIONAL, MANY, TWO = 'minOccurs="0"', 'minOccurs="0" maxOccurs="unbounded"', 'maxOccurs="2"'
REFUSAL = re.compile(r"[\w.]+\.xsd:\d+: [^\n]+: [^\n]+; [^\n]+")
numbers = count()

names = st.sampled_from(NAMES)
occurrences = st.sampled_from(["", "", "", OPTIONAL, MANY, TWO, 'minOccurs="2" maxOccurs="3"'])


@st.composite
def particles(draw: DrawFn, kinds: list[str], depth: int = 0) -> str:
    """An element, a wildcard, or a group of them."""
    what = draw(st.sampled_from(["element"] * 5 + ["sequence", "choice", "any"] * (depth < 3)))
    occurs = draw(occurrences)
    if what == "element":
        kind = draw(st.sampled_from(kinds))
        default = ' default="x"' if kind == "xs:string" and draw(st.integers(0, 3)) == 0 else ""
        return f'<xs:element name="{draw(names)}" type="{kind}" {occurs}{default}/>'
    if what == "any":
        return f'<xs:any namespace="urn:other" processContents="lax" {occurs}/>'
    inner = draw(st.lists(particles(kinds, depth + 1), min_size=1, max_size=3))
    occurs = draw(st.sampled_from(["", "", "", OPTIONAL, TWO]))
    return f"<xs:{what} {occurs}>{''.join(inner)}</xs:{what}>"


@st.composite
def attributes(draw: DrawFn, kinds: list[str]) -> str:
    """A few attributes of simple types."""
    made = ""
    for name in draw(st.lists(names, max_size=2, unique=True)):
        use = draw(st.sampled_from(["", 'use="required"']))
        made += f'<xs:attribute name="{name}" type="{draw(st.sampled_from(kinds))}" {use}/>'
    return made


def enumeration(values: list[str]) -> str:
    listed = "".join(f'<xs:enumeration value="{value}"/>' for value in values)
    restriction = f'<xs:restriction base="xs:string">{listed}</xs:restriction>'
    return f'<xs:simpleType name="an-enum">{restriction}</xs:simpleType>'


def extension(kind: str, base: str, body: str) -> str:
    return f'<xs:{kind}><xs:extension base="{base}">{body}</xs:extension></xs:{kind}>'


def root_of(types: list[str]) -> str:
    held = "".join(
        f'<xs:element name="held-{place}" type="{each}" {OPTIONAL}/>' for place, each in enumerate(types)
    )
    content = f"<xs:complexType><xs:sequence>{held}</xs:sequence></xs:complexType>"
    return f'<xs:element name="root">{content}</xs:element>'


@st.composite
def schemas(draw: DrawFn) -> str:
    """A few types that extend and hold each other, an enumeration, and a root."""
    types = draw(st.lists(names, min_size=2, max_size=4, unique=True))
    simple = [*SIMPLE, "an-enum"]
    kinds = [*simple, *types]
    made = [enumeration(draw(st.lists(st.sampled_from(VALUES), min_size=1, max_size=3, unique=True)))]
    abstract: str | None = None
    for name in types:
        content = f"<xs:sequence>{''.join(draw(st.lists(particles(kinds), max_size=3)))}</xs:sequence>"
        body = content + draw(attributes(simple))
        if abstract is not None and draw(st.booleans()):
            body = extension("complexContent", abstract, body)
        elif draw(st.integers(0, 4)) == 0:
            body = extension("simpleContent", draw(st.sampled_from(simple)), draw(attributes(simple)))
        is_abstract = abstract is None and "simpleContent" not in body and draw(st.booleans())
        abstract = name if is_abstract else abstract
        made.append(f'<xs:complexType name="{name}"{ABSTRACT * is_abstract}>{body}</xs:complexType>')
    return "\n".join([HEAD, *made, root_of(types), "</xs:schema>"])


@settings(derandomize=True, deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(schemas())
def test_a_schema_is_bound_whole_or_refused(schema: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "schemas")
        folder.mkdir()
        (folder / "random.xsd").write_text(schema, encoding="utf-8")
        (folder / "overrides.toml").write_text("")
        try:
            models = models_of(folder, folder / "overrides.toml")
        except GenerationError as error:
            refusal = str(error)
        else:
            event(f"bound, {min(5, bound_whole(Path(name), folder, models))} documents")
            return
    event(f"refused: {refusal.rpartition(': ')[2].split(';')[0][:40]}")
    assert REFUSAL.fullmatch(refusal)


def bound_whole(folder: Path, schemas: Path, models: list[ModuleModel]) -> int:
    package = folder / f"random_{next(numbers)}"
    for name, data in unformatted_files(schemas, models).items():
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_bytes(data)
    valid, made = validator(package), 0
    opinion = SecondOpinion(folder / f"xsdata_{package.name}", schemas)
    with imported_modules(package, "random") as (found, module):
        for sample in samples(models):
            if not valid.validate(etree.fromstring(sample.xml)):
                continue
            value = found.from_xml(getattr(module, sample.cls), sample.xml.encode())
            found.check(value)
            written = found.to_xml(value)
            valid.assertValid(etree.fromstring(written))
            assert canonical(written) == canonical(sample.xml.encode()), schema_of(schemas)
            opinion.agree(value, written)
            made += 1
    return made


def schema_of(folder: Path) -> str:
    return (folder / "random.xsd").read_text(encoding="utf-8")
