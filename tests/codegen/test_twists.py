"""Twists of schemas, many of each kind: bound whole, or refused in one line with file, line and advice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from codegen.errors import GenerationError
from codegen.pipeline import models_of
from codegen.samples import samples
from tests.codegen.made_packages import canonical, package_of, validator, write_schemas
from tests.codegen.probes import HEAD, NAMESPACE, XSI, complex_type, element, enumeration, extension, probe

if TYPE_CHECKING:
    from pathlib import Path

OPTIONAL = 'minOccurs="0"'


def restriction(name: str, facets: str, base: str = "xsd:string") -> str:
    inner = f'<xsd:restriction base="{base}">{facets}</xsd:restriction>'
    return f'<xsd:simpleType name="{name}">{inner}</xsd:simpleType>'


def pattern(expression: str) -> str:
    return probe(element("a", "t"), restriction("t", f'<xsd:pattern value="{expression}"/>'))


def choice(*parts: str) -> str:
    return f"<xsd:choice>{''.join(parts)}</xsd:choice>"


def sequence(*parts: str) -> str:
    return f"<xsd:sequence>{''.join(parts)}</xsd:sequence>"


def valued(name: str, kind: str, attributes: str = "") -> str:
    return (
        f'<xsd:complexType name="{name}"><xsd:simpleContent><xsd:extension base="{kind}">{attributes}'
        "</xsd:extension></xsd:simpleContent></xsd:complexType>"
    )


def other(body: str, namespace: str = "urn:other") -> str:
    return HEAD.replace(NAMESPACE, namespace) + body + "</xsd:schema>"


def including(*names: str) -> str:
    listed = "".join(f'<xsd:include schemaLocation="{name}"/>' for name in names)
    return f'{HEAD}{listed}<xsd:element name="probe" type="part"/></xsd:schema>'


PLAIN = probe(element("a"))
PART = HEAD + complex_type("part", element("x")) + "</xsd:schema>"
CHAMELEON = PART.replace(f'targetNamespace="{NAMESPACE}" xmlns="{NAMESPACE}"', "")
ABSTRACT = '<xsd:complexType name="{}" abstract="true"/>'
AB = enumeration("e", "A", "B")
KIND = '<xsd:attribute name="kind" type="e" fixed="A"/>'
CURRENCY = '<xsd:attribute name="currency" type="xsd:string" fixed="NOK" use="required"/>'
NILLABLE = 'nillable="true"'
TYPES = ("xsd:string", "xsd:int", "xsd:date", "e", "inner")
FIVE = "".join(element(name, kind, NILLABLE) for name, kind in zip("abcde", TYPES, strict=True))
AMPERSAND = "http://x.no/?a=1&amp;b=2"

# The files of a package, and what stands in a document `probe`.
BOUND: dict[str, tuple[str | dict[str, str], str]] = {
    "members that begin with a digit and end with a sign": (
        probe(element("a", "e", 'maxOccurs="3"'), enumeration("e", "50%", "1_", "(2)")),
        "><a>50%</a><a>1_</a><a>(2)</a>",
    ),
    "members named like those of every enumeration": (
        probe(
            element("a", "e", 'maxOccurs="3"'), enumeration("e", "name", "value", "xml", "knows", "_OTHER")
        ),
        "><a>xml</a><a>name</a><a>_OTHER</a>",
    ),
    "members with quotes, braces and blanks": (
        probe(
            element("a", "e", 'maxOccurs="9"'), enumeration("e", "it's", "&quot;q&quot;", "{y}", "a\\b", " c")
        ),
        '><a>it\'s</a><a>"q"</a><a>{y}</a><a>a\\b</a><a> c</a>',
    ),
    "abstract types whose names are one in capitals": (
        probe(
            element("m", "aß") + element("n", "ass"),
            ABSTRACT.format("aß")
            + ABSTRACT.format("ass")
            + extension("b", "aß", element("k"))
            + extension("c", "ass", element("k")),
        ),
        f' xmlns:xsi="{XSI}"><m xsi:type="b"><k/></m><n xsi:type="c"><k/></n>',
    ),
    "names in a script without capitals": (
        probe(
            element("名", "名") + element("b", "شرع"),
            complex_type("名", element("名")) + enumeration("شرع", "ش"),
        ),
        "><名><名>x</名></名><b>ش</b>",
    ),
    "a namespace with an ampersand": (
        {
            "api_v8.xsd": probe(f'<xsd:any namespace="{AMPERSAND}" minOccurs="0"/>' + element("a")),
            "query.xsd": other(
                '<xsd:element name="q" type="t"/>' + complex_type("t", element("x")), AMPERSAND
            ),
        },
        f'><q xmlns="{AMPERSAND}"><x/></q><a/>',
    ),
    "a namespace with a quote": (
        {
            "api_v8.xsd": probe('<xsd:any namespace="urn:it\'s" minOccurs="0"/>' + element("a")),
            "quote.xsd": other(
                '<xsd:element name="q" type="t"/>' + complex_type("t", element("x")), "urn:it's"
            ),
        },
        '><q xmlns="urn:it\'s"><x/></q><a/>',
    ),
    "data of a schema without global elements": (
        {
            "api_v8.xsd": probe(element("a") + f'<xsd:any namespace="urn:other" {OPTIONAL}/>'),
            "other.xsd": other(complex_type("t", element("x"))),
        },
        "><a/>",
    ),
    "data types without global elements": (
        {"api_v8.xsd": PLAIN, "datatypes.xsd": other(enumeration("t", "x"))},
        "><a/>",
    ),
    "an included file that is not whole alone": (
        {
            "api_v8.xsd": HEAD
            + '<xsd:include schemaLocation="part.xsd"/><xsd:element name="probe" type="part"/>'
            + complex_type("inner", element("y"))
            + "</xsd:schema>",
            "part.xsd": HEAD + complex_type("part", element("x", "inner")) + "</xsd:schema>",
        },
        "><x><y/></x>",
    ),
    "an included file without a namespace": (
        {"api_v8.xsd": including("part.xsd"), "part.xsd": CHAMELEON},
        "><x/>",
    ),
    "a file that two others include": (
        {
            "api_v8.xsd": including("one.xsd", "two.xsd"),
            "one.xsd": HEAD + '<xsd:include schemaLocation="part.xsd"/></xsd:schema>',
            "two.xsd": HEAD + '<xsd:include schemaLocation="./part.xsd"/></xsd:schema>',
            "part.xsd": PART,
        },
        "><x/>",
    ),
    "a pattern with two signs of sets": (pattern("[a-z&amp;&amp;0-9||~~]+"), "><a>a&amp;|~9</a>"),
    "a pattern of groups that repeat after a dot": (pattern("[a-z]+(\\.[a-z]+)*"), "><a>no.digipost.a</a>"),
    "a length that restricts limits": (
        probe(
            element("a", "t"),
            restriction("s", '<xsd:minLength value="2"/><xsd:maxLength value="4"/>')
            + restriction("t", '<xsd:length value="3"/>', "s"),
        ),
        "><a>abc</a>",
    ),
    "a choice of nothing that may be left out": (
        probe(element("a") + '<xsd:choice minOccurs="0"/>' + element("b")),
        "><a/><b/>",
    ),
    "a fixed value": (
        probe(element("a", occurs='fixed="x"') + element("b", "xsd:int", 'fixed="5" maxOccurs="2"')),
        "><a>x</a><b>5</b><b>5</b>",
    ),
    "a fixed value that is left out": (
        probe(element("a", occurs='fixed="x" minOccurs="0"') + element("b", "e", 'fixed="B"'), AB),
        "><b>B</b>",
    ),
    "a fixed value that is empty": (probe(element("a", occurs='fixed=""')), "><a/>"),
    "fixed attributes": (
        probe(
            element("m", "amount"),
            AB
            + valued("amount", "xsd:decimal", '<xsd:attribute name="kind" type="e" fixed="A"/>' + CURRENCY),
        ),
        '><m kind="A" currency="NOK">1.5</m>',
    ),
    "elements that are nil": (
        probe(FIVE, AB + complex_type("inner", element("x"))),
        "".join([f' xmlns:xsi="{XSI}">', *(f'<{name} xsi:nil="true"/>' for name in "abcde")]),
    ),
    "elements that are not nil": (
        probe(FIVE, AB + complex_type("inner", element("x"))),
        "><a/><b>1</b><c>2024-01-31</c><d>B</d><e><x/></e>",
    ),
    "a list with and without values": (
        probe(element("a", "xsd:int", f'{NILLABLE} minOccurs="0" maxOccurs="9"')),
        f' xmlns:xsi="{XSI}"><a xsi:nil="true"/><a>1</a><a xsi:nil="true"/>',
    ),
    "an optional element that is nil in a choice": (
        probe(choice(element("a", occurs=NILLABLE), element("b", "probe-type", f"{NILLABLE} minOccurs='0'"))),
        f' xmlns:xsi="{XSI}"><b xsi:nil="true"/>',
    ),
    "a value and a type named nil": (
        probe(element("nil", "nil", NILLABLE), complex_type("nil", element("nil", "xsd:date", NILLABLE))),
        f' xmlns:xsi="{XSI}"><nil><nil xsi:nil="true"/></nil>',
    ),
    "very many of an element": (probe(element("a", occurs='maxOccurs="1000000"')), "><a/><a/>"),
}

REFUSED: dict[str, tuple[str | dict[str, str], str]] = {
    "a default beside an empty value": (
        probe(
            element("a", "e").replace("/>", ' default="A"/>'),
            enumeration("e", "", "A"),
        ),
        r"complexType probe-type / element a: a default .* an enumeration with an empty value .*",
    ),
    "a default of a value with attributes": (
        probe(element("a", "t").replace("/>", ' default="5"/>'), valued("t", "xsd:int")),
        r"complexType probe-type / element a: a default or fixed value of a type with attributes .*",
    ),
    "two defaults of one element": (
        probe(
            choice(
                sequence(element("a"), element("z", occurs='default="1"')),
                sequence(element("b"), element("z", occurs='default="2"')),
            )
        ),
        r".* element z: the element z stands in two alternatives, each with another default; .*",
    ),
    "a choice of nothing": (
        probe(element("a") + "<xsd:choice/>"),
        r"complexType probe-type: a choice without alternatives, which no document fits; give it some",
    ),
    "a repetition of repetitions": (
        pattern("([a-z]+-?)+"),
        r".* a repetition that can take the same text in two ways in .*; .*",
    ),
    "repetitions in a group within a group": (
        pattern("((a|b)*)*c"),
        r".* a repetition that can take the same text in two ways in .*; .*",
    ),
    "alternatives that overlap in a repetition": (
        pattern("(a|a|aa)*b"),
        r".* a repetition that can take the same text in two ways in .*; .*",
    ),
    "a wildcard in two alternatives": (
        probe(choice(*(f'<xsd:any namespace="urn:{name}" processContents="lax"/>' for name in "xy"))),
        r"complexType probe-type / any: the wildcard stands in two alternatives; .*",
    ),
    "a wildcard for what is no namespace": (
        probe('<xsd:any namespace="urn:{a}" processContents="lax"/>'),
        r"complexType probe-type / any: a namespace that is no URI; correct it",
    ),
    "no target namespace": (
        CHAMELEON,
        r"schema: a schema without a target namespace is not bound; give it one",
    ),
    "an attribute without a type": (
        probe("", attributes='<xsd:attribute name="a"/>'),
        r"complexType probe-type / attribute a: no type, or xs:anySimpleType, .*; give it a type",
    ),
    "XML that is not well-formed": (PLAIN[:-2], r"schema: not well-formed \(.*\); correct it"),
    "content that is nested too deep to be verified": (
        probe(
            "<xsd:choice><xsd:sequence>" * 60
            + element("a")
            + element("b")
            + "</xsd:sequence></xsd:choice>" * 60
        ),
        r".*: not a valid XSD \(.*\); correct it",
    ),
    "files that include each other": (
        {
            "api_v8.xsd": including("part.xsd"),
            "part.xsd": HEAD + '<xsd:include schemaLocation="api_v8.xsd"/></xsd:schema>',
        },
        r"include: include of api_v8\.xsd, which includes this file; put what both need into a third .*",
    ),
    "a file that includes itself": (
        {"api_v8.xsd": including("api_v8.xsd")},
        r"include: include of api_v8\.xsd, which includes this file; .*",
    ),
    "a file in another folder": (
        {"api_v8.xsd": including("../part.xsd"), "../part.xsd": PART},
        r"include: include of \.\./part\.xsd, which is not a file beside it; put it there",
    ),
    "a file in a folder below": (
        {"api_v8.xsd": including("below/part.xsd"), "below/part.xsd": PART},
        r"include: include of below/part\.xsd, which is not a file beside it; put it there",
    ),
}
FILES: dict[str, tuple[str | dict[str, str], str]] = {
    f"a file named {name}": (
        {"api_v8.xsd": PLAIN, f"{name}.xsd": other(complex_type("t", ""))},
        rf"schema: no module of the package can be called {re.escape(name)}; give .*",
    )
    for name in ("errors", "_rules", "my-schema", "class", "1api", "api v9", "api_v8_codec", "all", "æ", "v")
}


@pytest.mark.parametrize("name", BOUND)
def test_a_twist_is_bound_whole(name: str, tmp_path: Path) -> None:
    files, content = BOUND[name]
    number = list(BOUND).index(name)
    document = f'<probe xmlns="{NAMESPACE}"{content}</probe>'.encode()

    with package_of(tmp_path, files, number) as (package, _, codec):
        valid = validator(tmp_path / f"twist_{number}")
        valid.assertValid(etree.fromstring(document))
        (cls,) = codec.READERS
        value = package.from_xml(cls, document)
        package.check(value)
        again = package.to_xml(value)

    valid.assertValid(etree.fromstring(again))
    assert canonical(again) == canonical(document)


@pytest.mark.parametrize("name", [*REFUSED, *FILES])
def test_a_twist_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    files, refusal = (REFUSED | FILES)[name]
    schemas = write_schemas(tmp_path, files)

    with pytest.raises(GenerationError) as caught:
        models_of(schemas, schemas / "overrides.toml")

    place, _, said = str(caught.value).partition(".xsd:1: ")
    assert place in {each.stem for each in schemas.iterdir()}
    assert re.fullmatch(refusal, said)


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("probe-type/a", "class"),
        ("probe-type/a", "self"),
        ("probe-type/a", "a b"),
        ("probe-type/a", ""),
        ("probe-type/a", "_a"),
        ("probe-type", "Meta"),
        ("probe-type", "None"),
        ("e/A", "xml"),
        ("e/A", "_A_"),
    ],
)
def test_a_name_that_python_cannot_have_is_refused(place: str, name: str, tmp_path: Path) -> None:
    schemas = write_schemas(tmp_path, probe(element("a", "e"), enumeration("e", "A")))
    rename = f'[[rename]]\nfield = "api_v8/{place}"\nname = "{name}"\nreason = "A test."\n'
    (schemas / "overrides.toml").write_text(rename)

    with pytest.raises(GenerationError) as caught:
        models_of(schemas, schemas / "overrides.toml")

    assert re.fullmatch(r"[^\n]*overrides\.toml[^\n]*; [^\n]+", str(caught.value))


def test_a_name_in_overrides_parts_two_that_differ_in_case(tmp_path: Path) -> None:
    schemas = write_schemas(tmp_path, probe(element("Kind") + element("kind")))
    with pytest.raises(GenerationError, match=r'\[\[rename\]\] field = "api_v8/probe-type/kind"'):
        models_of(schemas, schemas / "overrides.toml")

    rename = '[[rename]]\nfield = "api_v8/probe-type/kind"\nname = "kind_of"\nreason = "A test."\n'
    (schemas / "overrides.toml").write_text(rename)

    (model,) = models_of(schemas, schemas / "overrides.toml")
    assert [each.name for each in model.classes[0].all_fields] == ["kind", "kind_of"]


def test_a_length_holds_though_its_base_has_limits(tmp_path: Path) -> None:
    files, _ = BOUND["a length that restricts limits"]
    schemas = write_schemas(tmp_path, files)

    (model,) = models_of(schemas, schemas / "overrides.toml")

    assert model.classes[0].all_fields[0].arguments == "length=3"


def test_documentation_with_markup_is_taken_whole(tmp_path: Path) -> None:
    said = '<xsd:documentation>The <b xmlns="urn:h">second</b> line.</xsd:documentation>'
    annotated = (
        f'<xsd:element name="a" type="xsd:string"><xsd:annotation>{said}</xsd:annotation></xsd:element>'
    )
    schemas = write_schemas(tmp_path, probe(annotated))

    (model,) = models_of(schemas, schemas / "overrides.toml")

    assert model.classes[0].all_fields[0].documentation == "The second line."


def test_documents_that_need_very_many_elements_are_not_tried(tmp_path: Path) -> None:
    """They would take hours: a thousand times a thousand times a thousand."""
    thousand = 'minOccurs="1000" maxOccurs="1000"'
    inner = complex_type("t", element("b", "u", thousand)) + complex_type("u", element("c", occurs=thousand))
    schemas = write_schemas(tmp_path, probe(element("a", "t", thousand), inner))

    assert list(samples(models_of(schemas, schemas / "overrides.toml"))) == []
