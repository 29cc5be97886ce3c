"""Schemas with one twist each: bound whole, or refused in one line, never silently wrong."""

from __future__ import annotations

import re
import subprocess
import sys
import typing
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest
from lxml import etree

from codegen.errors import GenerationError
from tests.codegen.made_packages import canonical, imported, validator, write_package
from tests.codegen.probes import NAMESPACE, XSI, complex_type, element, enumeration, extension, probe

if TYPE_CHECKING:
    from types import ModuleType

CASES = Path(__file__).parent.parent / "fixtures" / "codegen"
REFUSED = {
    "F-pat-bad": r"api_v8\.xsd:6: complexType probe-type / element a / pattern: not a valid XSD \(.*",
    "G-minmax-swap": r"api_v8\.xsd:6: complexType probe-type / element a: not a valid XSD \(.*\); correct it",
    "NT-global-simple-date": r"api_v8\.xsd:6: element day: a global element of a simple type is not bound;.*",
}


ABSTRACT = '<xsd:complexType name="a-base" abstract="true"><xsd:sequence>{}</xsd:sequence></xsd:complexType>'
OPTIONAL = 'minOccurs="0"'
THREE = 'maxOccurs="3"'
ANY = '<xsd:any namespace="{}" {}/>'
DATA = "http://api.digipost.no/schema/datatypes"
LINK = f'<externalLink xmlns="{DATA}"><url>https://x.no</url></externalLink>'

# Siblings of the cases: a schema, and what stands in a document `probe`.
SIBLINGS = {
    "an element and an attribute of one name": (
        probe(element("kind", "xsd:int"), attributes='<xsd:attribute name="kind" type="xsd:string"/>'),
        ' kind="x"><kind>1</kind>',
    ),
    "names of nothing but signs": (probe(element("_") + element("_1")), "><_>a</_><_1>b</_1>"),
    "names in other scripts": (probe(element("naïve-été") + element("имя")), "><naïve-été/><имя>b</имя>"),
    "names that are Python's own": (
        probe("".join(map(element, ("int", "str", "bool", "tuple", "float", "property", "None", "class")))),
        "><int>1</int><str/><bool/><tuple/><float/><property/><None/><class/>",
    ),
    "names of what the module imports": (
        probe(
            element("datetime", "xsd:dateTime")
            + element("uuid", "xsd:dateTime")
            + element("decimal", "xsd:decimal")
            + element("attrs", "xsd:date")
            + element("enforce", "xsd:boolean")
            + element("rule", "xsd:int", 'maxOccurs="3"')
        ),
        (
            "><datetime>2024-01-31T12:00:00Z</datetime><uuid>2024-01-31T12:00:00Z</uuid>"
            "<decimal>1.5</decimal><attrs>2024-01-31</attrs><enforce>true</enforce><rule>1</rule><rule>2</rule>"
        ),
    ),
    "types of what the module imports": (
        probe(
            element("a", "decimal")
            + element("b", "raw-element")
            + element("c", "rule")
            + element("d", "xsd:decimal")
            + element("e", "meta")
            + element("f", "u-u-i-d"),
            complex_type("decimal", element("x", "xsd:decimal", 'maxOccurs="2"'))
            + complex_type("raw-element", element("x", "xsd:dateTime"))
            + complex_type("rule", f"<xsd:choice>{element('x')}{element('y')}</xsd:choice>")
            + complex_type("meta", element("x", "meta", OPTIONAL))
            + enumeration("u-u-i-d", "A"),
        ),
        "><a><x>1</x></a><b><x>2024-01-31T12:00:00Z</x></b><c><y/></c><d>1</d><e><x/></e><f>A</f>",
    ),
    "functions of one name": (
        probe(
            element("a", "aB") + element("b", "Ab") + element("c", "a-B-1"),
            complex_type("aB", element("x"))
            + complex_type("Ab", element("y"))
            + complex_type("a-B-1", element("z")),
        ),
        "><a><x>1</x></a><b><y>2</y></b><c><z>3</z></c>",
    ),
    "members of signs": (
        probe(
            element("a", "e", 'maxOccurs="9"'),
            enumeration("e", "", "+", "-", "__doc__", "_", "mro", "_x_", "1.5"),
        ),
        "><a/><a>+</a><a>-</a><a>__doc__</a><a>_</a><a>mro</a><a>_x_</a><a>1.5</a>",
    ),
    "an optional sequence around elements": (
        probe(f"<xsd:sequence {OPTIONAL}>{element('a')}{element('b')}</xsd:sequence>{element('c')}"),
        "><a/><b>x</b><c/>",
    ),
    "an optional sequence as an alternative": (
        probe(
            f"<xsd:choice><xsd:sequence {OPTIONAL}>{element('a')}{element('b')}</xsd:sequence>"
            f"{element('c')}</xsd:choice>"
        ),
        "><a/><b/>",
    ),
    "three orders of one element": (
        probe(
            f"<xsd:choice><xsd:sequence>{element('a')}{element('b')}{element('z')}</xsd:sequence>"
            f"<xsd:sequence>{element('c')}{element('a')}{element('z')}</xsd:sequence>"
            f"<xsd:sequence>{element('d')}{element('z')}{element('a')}</xsd:sequence></xsd:choice>"
        ),
        "><d/><z>1</z><a>2</a>",
    ),
    "a list in an alternative": (
        probe(f"<xsd:choice>{element('a', occurs=THREE)}{element('b')}</xsd:choice>"),
        "><a/><a>x</a>",
    ),
    "three levels of abstract types": (
        probe(
            element("m", "a-base", 'maxOccurs="3"'),
            ABSTRACT.format(element("a"))
            + extension("b-base", "a-base", element("b"), abstract=True)
            + extension("c-base", "b-base", element("c"), abstract=True)
            + extension("d", "c-base", element("d"))
            + extension("e", "a-base", element("e")),
        ),
        f' xmlns:xsi="{XSI}"><m xsi:type="d"><a/><b/><c/><d>x</d></m><m xsi:type="e"><a/><e/></m>',
    ),
    "a text and an attribute of one name": (
        probe(
            element("a", "amount", 'maxOccurs="2"'),
            '<xsd:complexType name="amount"><xsd:simpleContent><xsd:extension base="xsd:int">'
            '<xsd:attribute name="value" type="xsd:int" use="required"/></xsd:extension></xsd:simpleContent>'
            "</xsd:complexType>",
        ),
        '><a value="2">1</a><a value="4">3</a>',
    ),
    "an enumeration as text": (
        probe(
            element("a", "sized"),
            enumeration("size", "s", "m")
            + '<xsd:complexType name="sized"><xsd:simpleContent><xsd:extension base="size"/>'
            + "</xsd:simpleContent></xsd:complexType>",
        ),
        "><a>m</a>",
    ),
    "a wildcard between elements": (
        probe(element("a") + ANY.format(DATA, OPTIONAL) + element("b")),
        f"><a/>{LINK}<b/>",
    ),
    "a wildcard that repeats": (
        probe(element("a") + ANY.format(f"{DATA} urn:other", 'processContents="lax" maxOccurs="unbounded"')),
        f'><a/>{LINK}<x xmlns="urn:other"/>{LINK}',
    ),
    "a wildcard for elements without a namespace": (
        probe(element("a") + ANY.format("##local", 'processContents="lax"')),
        '><a/><y xmlns="">x</y>',
    ),
    "types that hold each other": (
        probe(
            element("a", "one"),
            complex_type("one", element("b", "two", OPTIONAL))
            + complex_type("two", element("a", "one", OPTIONAL)),
        ),
        "><a><b><a/></b></a>",
    ),
    "anonymous types within anonymous types": (
        probe(
            '<xsd:element name="a"><xsd:complexType><xsd:sequence><xsd:element name="b" maxOccurs="2">'
            '<xsd:complexType><xsd:sequence><xsd:element ref="probe" minOccurs="0"/></xsd:sequence>'
            '<xsd:attribute name="c"><xsd:simpleType><xsd:restriction base="xsd:string">'
            '<xsd:enumeration value="x"/></xsd:restriction></xsd:simpleType>'
            "</xsd:attribute></xsd:complexType></xsd:element></xsd:sequence></xsd:complexType></xsd:element>"
        ),
        '><a><b/><b c="x"><probe><a><b/></a></probe></b></a>',
    ),
    "an anonymous class named like a type": (
        probe(
            '<xsd:element name="part"><xsd:complexType><xsd:attribute name="c" type="xsd:int"/>'
            "</xsd:complexType></xsd:element>" + element("other", "probe-type-part"),
            complex_type("probe-type-part", element("x")),
        ),
        '><part c="1"/><other><x/></other>',
    ),
    "a group and a group of attributes": (
        probe(
            f'<xsd:group ref="g" {OPTIONAL}/>',
            f'<xsd:group name="g"><xsd:sequence>{element("a")}{element("b", occurs=OPTIONAL)}</xsd:sequence>'
            '</xsd:group><xsd:attributeGroup name="ag">'
            '<xsd:attribute name="c" type="xsd:int" use="required"/></xsd:attributeGroup>',
            '<xsd:attributeGroup ref="ag"/>',
        ),
        ' c="1"><a/><b/>',
    ),
    "types named like those of XML Schema": (
        probe(
            element("a", "int") + element("b", "xsd:int"),
            '<xsd:simpleType name="int"><xsd:restriction base="xsd:string"/></xsd:simpleType>',
        ),
        "><a>one</a><b>1</b>",
    ),
}


def cases() -> dict[str, tuple[bytes, bytes | None]]:
    """Each schema, and a document where there is one."""
    made: dict[str, tuple[bytes, bytes | None]] = {}
    for folder in sorted(CASES.iterdir()):
        document = folder / "doc.xml"
        made[folder.name] = (
            (folder / "api_v8.xsd").read_bytes(),
            document.read_bytes() if document.exists() else None,
        )
    for name, (schema, content) in SIBLINGS.items():
        made[name] = schema.encode(), f'<probe xmlns="{NAMESPACE}"{content}</probe>'.encode()
    return made


ALL = cases()
BOUND = {name: each for name, each in ALL.items() if name not in REFUSED}


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A package for each schema that can be bound."""
    folder = tmp_path_factory.mktemp("cases")
    return {
        name: write_package(folder / f"case_{number}", schema)
        for number, (name, (schema, _)) in enumerate(BOUND.items())
    }


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_bound_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    with pytest.raises(GenerationError) as caught:
        write_package(tmp_path / "case", ALL[name][0])

    assert re.fullmatch(REFUSED[name], str(caught.value))


@pytest.mark.parametrize("name", BOUND)
def test_a_document_comes_back_as_it_was(name: str, packages: dict[str, Path]) -> None:
    _, document = BOUND[name]
    with imported(packages[name]) as package:
        check_hints(package)
        if document is None:
            return
        valid = validator(packages[name])
        valid.assertValid(etree.fromstring(document))
        value = package.from_xml(package.api_v8.ProbeType, document)
        package.check(value)
        written = package.to_xml(value)

        valid.assertValid(etree.fromstring(written))
        assert package.from_xml(package.api_v8.ProbeType, written) == value
        if name != "P-el-default-str":
            assert canonical(written) == canonical(document)


def check_hints(package: ModuleType) -> None:
    for module in (package.api_v8, package.datatypes):
        for cls in [each for each in vars(module).values() if isinstance(each, type) and attrs.has(each)]:
            typing.get_type_hints(cls)
            attrs.resolve_types(cls)


@pytest.mark.thorough
def test_what_is_made_is_typed_strictly(packages: dict[str, Path]) -> None:
    """All packages in one run, with the reading of a required field."""
    folder = next(iter(packages.values())).parent
    for path in packages.values():
        (path / "sample.py").write_text(
            "from . import api_v8, from_xml\n\n\ndef read(data: bytes) -> api_v8.ProbeType:\n"
            "    return from_xml(api_v8.ProbeType, data)\n",
            encoding="utf-8",
        )
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--explicit-package-bases"]
    names = [path.name for path in packages.values()]

    run = subprocess.run([*command, *names], cwd=folder, capture_output=True, text=True, check=False)

    assert run.stdout + run.stderr == ""


def test_an_empty_text_that_would_read_back_as_the_default_is_refused(packages: dict[str, Path]) -> None:
    with imported(packages["P-el-default-str"]) as package:
        with pytest.raises(ValueError, match="an empty element stands for 'x'"):
            package.api_v8.ProbeType(a="")
        value = package.api_v8.ProbeType(a="y")
        with pytest.raises(ValueError, match="an empty element stands for 'x'"):
            value.a = ""


def test_a_derived_value_that_breaks_the_choice_of_its_base_is_not_written(packages: dict[str, Path]) -> None:
    with imported(packages["P-ext-choice-base"]) as package:
        derived = package.api_v8.Bx
        fields = {each.name: [1] if "list" in str(each.type) else 1 for each in attrs.fields(derived)}
        value = derived(**{name: given for name, given in fields.items() if name != "b"})
        document = package.api_v8.ProbeType(m=[value])
        package.to_xml(document)

        cases: tuple[dict[str, object], ...] = ({"b": 1}, {"a": None}, {"l": []}, {"l": [1, 2, 3]})
        for broken in cases:
            before = {name: getattr(value, name) for name in broken}
            for name, given in broken.items():
                setattr(value, name, given)
            with pytest.raises(ValueError, match=r"\.(a|b|l|a, b|content): "):
                package.to_xml(document)
            for name, given in before.items():
                setattr(value, name, given)


def test_each_abstract_type_takes_what_derives_from_it_at_any_distance(packages: dict[str, Path]) -> None:
    with imported(packages["three levels of abstract types"]) as package:
        api = package.api_v8
        value = api.ProbeType(m=[api.D(a="1", b="2", c="3", d="4"), api.E(a="1", e="5")])

        assert package.from_xml(api.ProbeType, package.to_xml(value)) == value
        assert issubclass(api.D, api.CBase)


def test_types_that_hold_each_other_are_checked(packages: dict[str, Path]) -> None:
    with imported(packages["types that hold each other"]) as package:
        api = package.api_v8
        assert api.One(b=api.Two(a=api.One())).b is not None
        for wrong in (api.One(), "x"):
            with pytest.raises(ValueError, match="Two is expected"):
                api.One(b=wrong)


def test_3000_nested_values_end_in_an_error_of_ours(packages: dict[str, Path]) -> None:
    with imported(packages["types that hold each other"]) as package:
        api = package.api_v8
        value = api.One()
        for _ in range(1500):
            value = api.One(b=api.Two(a=value))
        document = api.ProbeType(a=value)

        package.check(document)
        with pytest.raises(package.SchemaValueError, match="nested deeper than can be written"):
            package.to_xml(document)
