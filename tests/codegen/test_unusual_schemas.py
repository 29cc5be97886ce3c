"""Schemas that are unlike any that Digipost has published: bound whole, or refused in one line."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from codegen.errors import GenerationError
from codegen.pipeline import models_of
from tests.codegen.made_packages import canonical, package_of, validator, write_schemas
from tests.codegen.probes import HEAD, NAMESPACE, XSI, complex_type, element, enumeration, extension, probe
from tests.codegen.second_opinion import SecondOpinion

if TYPE_CHECKING:
    from pathlib import Path

numbers = count()
OPTIONAL = 'minOccurs="0"'
Files = str | bytes | dict[str, str]


def root(content: str, others: str = "") -> str:
    """A schema with a type `t` of any content."""
    kind = f'<xsd:complexType name="t">{content}</xsd:complexType>'
    return f"{HEAD}{element('probe', 't')}{kind}{others}</xsd:schema>"


def simple(name: str, facets: str, base: str = "xsd:string") -> str:
    inner = f'<xsd:restriction base="{base}">{facets}</xsd:restriction>'
    return f'<xsd:simpleType name="{name}">{inner}</xsd:simpleType>'


def attribute(name: str, kind: str = "xsd:int", more: str = "") -> str:
    return f'<xsd:attribute name="{name}" type="{kind}" {more}/>'


def pattern(*expressions: str) -> str:
    found = "".join(f'<xsd:pattern value="{each}"/>' for each in expressions)
    return probe(element("a", "t"), simple("t", found))


def fields(*names: str) -> tuple[str, list[str]]:
    return probe("".join(map(element, names))), ["".join([">", *(f"<{name}/>" for name in names)])]


def types(*names: str) -> tuple[str, list[str]]:
    held = "".join(element(f"x{place}", name) for place, name in enumerate(names))
    document = "".join(f"<x{place}><a>1</a></x{place}>" for place in range(len(names)))
    kinds = "".join(complex_type(name, element("a", "xsd:int")) for name in names)
    return probe(held, kinds), [f">{document}"]


def members(*values: str) -> tuple[str, list[str]]:
    schema = probe(element("a", "e", 'maxOccurs="99"'), enumeration("e", *values))
    return schema, ["".join([">", *(f"<a>{each}</a>" for each in values)])]


def plain(text: str, encoding: str, mark: bytes = b"") -> bytes:
    return mark + f'<?xml version="1.0" encoding="{encoding}"?>\r\n{text}'.encode(encoding)


def described(text: str) -> str:
    noted = f"<xsd:annotation><xsd:documentation>{text}</xsd:documentation></xsd:annotation>"
    return f'<xsd:element name="a" type="xsd:string">{noted}</xsd:element>'


AB = enumeration("e", "A", "B", "C")
BASE = '<xsd:complexType name="b" abstract="true"/>'
GROUP = f'<xsd:group name="g"><xsd:sequence>{element("a")}</xsd:sequence></xsd:group>'
CHAMELEON = (
    '<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">'
    '<xsd:complexType name="t"><xsd:sequence><xsd:element name="a" type="s"/></xsd:sequence>'
    '<xsd:attributeGroup ref="ag"/></xsd:complexType><xsd:attributeGroup name="ag">'
    '<xsd:attribute name="k" type="e"/></xsd:attributeGroup><xsd:simpleType name="s">'
    '<xsd:union memberTypes="e xsd:int"/></xsd:simpleType>' + AB + "</xsd:schema>"
)
INCLUDING = f'{HEAD}<xsd:include schemaLocation="c.xsd"/>{element("probe", "t")}</xsd:schema>'

# The files, and contents of documents.
BOUND: dict[str, tuple[Files, list[str]]] = {
    "soft keywords as fields": fields("match", "case", "type", "_", "lazy"),
    "dunder names as fields": fields("__init__", "__doc__", "__slots__", "__class__", "__attrs_attrs__"),
    "names of the runtime as fields": fields(
        "TYPE_CHECKING", "OpenEnum", "Nil", "UUID", "Rule", "Compound", "i"
    ),
    "names of modules as fields": fields("model", "codec", "datetime", "Decimal", "attrs", "field", "typing"),
    "names inside a class as fields": fields("Meta", "structure", "rules", "name", "element", "NAMESPACE"),
    "names of a codec's variables as fields": fields(
        "cls", "v", "e", "o", "c", "t", "tag", "more", "f", "x0"
    ),
    "signs and digits in fields": fields("_a", "a9", "a9b", "a.b", "a-c", "iPhone15Pro", "xmlfoo", "XML"),
    "names of the runtime as types": types("Compound", "Choice", "Occurs", "Nil", "OpenEnum", "UUID", "Any"),
    "names of Python as types": types("date", "int", "list", "tuple", "object", "type", "None", "class"),
    "names of a codec's modules as types": types("m", "r", "w", "i", "n", "v", "c", "l"),
    "names of enumerations as members": members(
        "name", "_missing_", "_ignore_", "__init__", "mro", "_order_"
    ),
    "keywords as members": members("None", "True", "False", "class"),
    "characters beyond ASCII as members": members("😀", "a😀", "é", "ﬁ", "Ⅷ", "½", "·", "—", "€", "100%"),
    "markup in members": members("&lt;a>", "&amp;amp;", "]]&gt;", "'", "\\", "{0}", "%s"),
    "a value that is listed twice": (
        probe(element("a", "e"), enumeration("e", "A", "B", "A")),
        ["><a>B</a>"],
    ),
    "blanks in the values of an attribute": (
        probe("", enumeration("e", "a&#10;b", "c&#9;d"), attribute("k", "e")),
        [' k="a&#10;b">'],
    ),
    "an optional all": (
        root(f'<xsd:all minOccurs="0">{element("a")}{element("b")}</xsd:all>'),
        [">", "><a/><b/>"],
    ),
    "an all in an extension": (
        probe(
            element("m", "b"),
            BASE
            + extension("t", "b", "").replace(
                "<xsd:sequence></xsd:sequence>", f"<xsd:all>{element('a')}</xsd:all>"
            ),
        ),
        [f' xmlns:xsi="{XSI}"><m xsi:type="t"><a/></m>'],
    ),
    "a group of all": (
        root('<xsd:group ref="g"/>', GROUP.replace("sequence", "all")),
        ["><a/>"],
    ),
    "a group that never occurs": (
        probe('<xsd:group ref="g" minOccurs="0" maxOccurs="0"/>' + element("z"), GROUP),
        ["><z/>"],
    ),
    "a group that holds itself in an element": (
        probe(
            '<xsd:group ref="g"/>',
            '<xsd:group name="g"><xsd:sequence><xsd:element name="a" minOccurs="0"><xsd:complexType>'
            '<xsd:group ref="g"/></xsd:complexType></xsd:element></xsd:sequence></xsd:group>',
        ),
        ["><a><a/></a>"],
    ),
    "a choice within a choice": (
        probe(
            f"<xsd:choice {OPTIONAL}><xsd:choice>{element('a')}{element('b')}</xsd:choice>"
            f"<xsd:choice {OPTIONAL}>{element('c')}</xsd:choice></xsd:choice>"
        ),
        [">", "><a/>", "><c/>"],
    ),
    "an attribute that is prohibited": (
        probe(element("a"), "", attribute("k", more='use="prohibited"')),
        ["><a/>"],
    ),
    "defaults in unusual forms": (
        probe(
            element("a"),
            enumeration("e", "x y", "z"),
            attribute("s", "xsd:string", 'default="a&#10;b\'&quot;\\{}"')
            + attribute("b", "xsd:boolean", 'default=" 1 "')
            + attribute("i", "xsd:int", 'default="+05"')
            + attribute("e", "e", 'default="x y"')
            + attribute("u", "xsd:anyURI", 'default=" http://a "'),
        ),
        [' s="" b="false" i="7" e="z" u="x"><a/>'],
    ),
    "attributes with names of XML's own": (
        probe("", "", "".join(map(attribute, ("class", "lang", "type", "nil", "self", "a.b", "é", "_")))),
        [' class="1" lang="2" type="3" nil="4" self="5" a.b="6" é="7" _="8">'],
    ),
    "restrictions of restrictions": (
        probe(
            element("a", "t3") + element("b", "n2") + element("c", "e2"),
            simple("t1", '<xsd:minLength value="1"/><xsd:pattern value="[a-z]*"/>')
            + simple("t2", '<xsd:maxLength value=" 4 "/><xsd:pattern value=".*b.*"/>', "t1")
            + simple("t3", '<xsd:minLength value="2"/>', "t2")
            + simple("n1", '<xsd:minInclusive value="0"/><xsd:maxExclusive value="10"/>', "xsd:int")
            + simple("n2", '<xsd:minExclusive value="+2"/>', "n1")
            + AB
            + simple("e2", '<xsd:enumeration value="B"/>', "e"),
        ),
        ["><a>ab</a><b>3</b><c>B</c>"],
    ),
    "simple content of an abstract type": (
        probe(
            element("a", "b"),
            '<xsd:complexType name="b" abstract="true"><xsd:simpleContent><xsd:extension base="xsd:string">'
            + attribute("k")
            + '</xsd:extension></xsd:simpleContent></xsd:complexType><xsd:complexType name="d">'
            + f'<xsd:simpleContent><xsd:extension base="b">{attribute("l")}</xsd:extension>'
            + "</xsd:simpleContent>"
            + "</xsd:complexType>",
        ),
        [f' xmlns:xsi="{XSI}"><a xsi:type="d" k="1" l="2">x</a>'],
    ),
    "local elements of their own form": (
        probe(element("a", occurs='form="qualified"')).replace('elementFormDefault="qualified"', ""),
        ["><a/>"],
    ),
    "final types": (
        probe(element("a", "s"), simple("s", '<xsd:maxLength value="2"/>')).replace(
            "elementFormDefault", 'finalDefault="#all" elementFormDefault'
        ),
        ["><a>x</a>"],
    ),
    "an included file without a namespace that refers to itself": (
        {"api_v8.xsd": INCLUDING, "c.xsd": CHAMELEON},
        [' k="A"><a>5</a>', "><a>B</a>"],
    ),
    "a file that is included twice": (
        {
            "api_v8.xsd": INCLUDING.replace(
                "<xsd:element", '<xsd:include schemaLocation="c.xsd"/><xsd:element', 1
            ),
            "c.xsd": HEAD + complex_type("t", element("a")) + "</xsd:schema>",
        },
        ["><a/>"],
    ),
    "the namespace of XML Schema as the default": (
        probe(element("a"))
        .replace("xsd:", "")
        .replace("xmlns:xsd=", "xmlns=")
        .replace(f' xmlns="{NAMESPACE}"', f' xmlns:t="{NAMESPACE}"')
        .replace('type="probe-type"', 'type="t:probe-type"'),
        ["><a/>"],
    ),
    "quotes, templates and escapes in documentation": (
        probe(described("\"\"\" {{ x }} {% y %} \\N{DASH} \\x ''' \\") + element("b")),
        ["><a/><b/>"],
    ),
    "line ends of all sorts in documentation": (
        probe(described("one\r\ntwo\r\n\r\nthree\ttab \x85 \u2028 end")),
        ["><a/>"],
    ),
    "instructions and comments between components": (
        probe(f"<?b?><!-- c -->{element('a')}<?d?>", "<?e?><xsd:annotation/><!-- f -->"),
        ["><a/>"],
    ),
    "UTF-16": (plain(probe(element("å")), "UTF-16"), ["><å/>"]),
    "a byte order mark and CRLF": (
        plain(probe(element("å")).replace("><", ">\r\n<"), "UTF-8", b"\xef\xbb\xbf"),
        ["><å/>"],
    ),
    "Latin-1": (plain(probe(element("å")), "ISO-8859-1"), ["><å/>"]),
    "patterns beyond the basic plane": (pattern("[😀-😂]{2}"), ["><a>😁😂</a>"]),
    "patterns with signs of Python": (
        pattern("^a$|#{2}[a&amp;b]~|[-x]|[y-]|[$^]"),
        ["><a>^a$</a>", "><a>##&amp;~</a>"],
    ),
    "patterns with signs that are escaped": (
        pattern(r"\-\.\?\(\)\{\}\[\]\^\|\\\*\+"),
        [r"><a>-.?(){}[]^|\*+</a>"],
    ),
    "patterns as alternatives, the shortest first": (pattern("ab", "a|abc"), ["><a>abc</a>"]),
    "classes that exclude": (pattern(r"[^\d]+[^\s]"), ["><a>ab</a>"]),
    "a length in characters": (
        probe(element("a", "t"), simple("t", '<xsd:length value="2"/>')),
        ["><a>😀é</a>"],
    ),
    "limits in unusual forms": (
        probe(
            element("a", "t") + element("b", "i"),
            simple("t", '<xsd:minExclusive value=" +0.50 "/><xsd:maxInclusive value=".7500"/>', "xsd:decimal")
            + simple("i", '<xsd:minInclusive value="+05"/><xsd:totalDigits value="2"/>', "xsd:int"),
        ),
        ["><a>0.75</a><b>5</b>"],
    ),
}
# xsdata cannot import such names or read such values, or gives nothing for a text in a wildcard.
ALONE = {"a length in characters", "characters beyond ASCII as members"}


def of_type(name: str) -> tuple[Files, str]:
    return probe(element("a", f"xsd:{name}")), rf"element a: the type xs:{name} is not bound; leave it out"


def escaped(expression: str, said: str) -> tuple[Files, str]:
    return pattern(expression), rf"element a: {re.escape(said)} in .* is not bound; leave it out"


KEY = '<xsd:key name="k"><xsd:selector xpath="a"/><xsd:field xpath="."/></xsd:key>'
REFUSED: dict[str, tuple[Files, str]] = {
    **{
        f"xs:{name}": of_type(name)
        for name in (
            *("gYear", "gMonthDay", "duration", "time", "QName", "NOTATION", "base64Binary", "hexBinary"),
            *("positiveInteger", "unsignedLong", "short", "byte", "float", "token", "normalizedString"),
            *("language", "NMTOKEN", "NCName", "ID", "IDREF"),
        )
    },
    **{
        f"a pattern with {expression}": escaped(expression, f"the escape \\{expression[1]}")
        for expression in (r"\i\c*", r"\p{IsBasicLatin}+", r"\p{Lu}{2}", r"\S+", r"\W", r"\D")
    },
    "a class without another": escaped("[a-z-[aeiou]]+", "character class subtraction"),
    **{
        f"a pattern of another language: {expression}": (
            pattern(expression),
            r"pattern: not a valid XSD \(.*\)",
        )
        for expression in ("(?:a)", "a++", "a{,3}", "[]a]", r"\Aa", r"\bx")
    },
    "an all in the middle of an extension": (
        probe(
            element("m", "b"),
            f'<xsd:complexType name="b" abstract="true"><xsd:all>{element("a")}</xsd:all></xsd:complexType>'
            + extension("t", "b", element("c")),
        ),
        r"not a valid XSD \(.*extension.*\); correct it",
    ),
    "a key of a root": (
        f'{HEAD}<xsd:element name="probe" type="t">{KEY}</xsd:element>'
        + complex_type("t", element("a"))
        + "</xsd:schema>",
        r"element probe: .*key and unique of a global element are not bound",
    ),
    "an abstract root": (
        f'{HEAD}<xsd:element name="h" type="t" abstract="true"/>{complex_type("t", "")}</xsd:schema>',
        r"element h: a substitution group or an abstract element is not bound",
    ),
    "a wildcard for the own namespace": (
        probe('<xsd:any namespace="##targetNamespace" processContents="lax" minOccurs="0"/>'),
        r"any: a wildcard for the schema's own namespace is not bound",
    ),
    "any attribute in a group": (
        probe(
            "",
            '<xsd:attributeGroup name="g"><xsd:anyAttribute/></xsd:attributeGroup>',
            '<xsd:attributeGroup ref="g"/>',
        ),
        r"complexType probe-type: anyAttribute is not bound",
    ),
    "a required attribute with a default": (
        probe("", "", attribute("k", more='default="1" use="required"')),
        r"attribute k: not a valid XSD",
    ),
    "a global attribute": (
        probe("", attribute("k"), '<xsd:attribute ref="k"/>'),
        r"attribute k: an attribute with a namespace is not bound",
    ),
    "xml:lang": (
        probe("", "", '<xsd:attribute ref="xml:lang"/>').replace(
            "<xsd:element", '<xsd:import namespace="http://www.w3.org/XML/1998/namespace"/><xsd:element', 1
        ),
        r"import: import is not bound",
    ),
    **{
        f"white space that is to {value}": (
            probe(element("a", "t"), simple("t", f'<xsd:whiteSpace value="{value}"/>')),
            r"element a: whiteSpace of xs:string is not bound",
        )
        for value in ("preserve", "replace", "collapse")
    },
    "a restriction of anyType": (
        root(
            '<xsd:complexContent><xsd:restriction base="xsd:anyType"><xsd:sequence/></xsd:restriction>'
            "</xsd:complexContent>"
        ),
        r"complexType t: a restriction of a complex type is not bound; write its content without",
    ),
    "mixed in complexContent": (
        probe(
            element("m", "b"),
            BASE
            + extension("t", "b", element("a")).replace("complexContent>", 'complexContent mixed="true">', 1),
        ),
        r"complexType t: text between elements \(mixed\) is not bound",
    ),
    "types that block": (
        probe(element("a")).replace("elementFormDefault", 'blockDefault="extension" elementFormDefault'),
        r"element probe: .*block.* of a global element are not bound",
    ),
    "an extension of a final type": (
        probe(element("m", "b"), BASE + extension("c", "b", "")).replace(
            "elementFormDefault", 'finalDefault="extension" elementFormDefault'
        ),
        r"not a valid XSD \(complex type 'c': The 'final' of the base type .*\)",
    ),
    "an included file with elements of no namespace": (
        {"api_v8.xsd": INCLUDING, "c.xsd": CHAMELEON.replace('elementFormDefault="qualified"', "")},
        r"complexType t / element a: an element without the schema's namespace is not bound",
    ),
    "an included file of another namespace": (
        {"api_v8.xsd": INCLUDING, "c.xsd": HEAD.replace(NAMESPACE, "urn:z") + "</xsd:schema>"},
        r"include: not a valid XSD \(.*schema 'c\.xsd' differs from .*\); correct it",
    ),
    "an included file with a type that is there": (
        {
            "api_v8.xsd": INCLUDING.replace("</xsd:schema>", complex_type("t", "") + "</xsd:schema>"),
            "c.xsd": HEAD + complex_type("t", element("a")) + "</xsd:schema>",
        },
        r"complexType t: not a valid XSD \(.*does already exist\.\)",
    ),
    "an include of a part of a file": (
        {"api_v8.xsd": INCLUDING.replace("c.xsd", "c.xsd#x"), "c.xsd": CHAMELEON},
        r"include: include of c\.xsd#x, which is not a file beside it; put it there",
    ),
    "an include without a file": (
        INCLUDING.replace('schemaLocation="c.xsd"', ""),
        r"include: include of no file, .*",
    ),
    "a group that holds itself": (
        probe(
            '<xsd:group ref="g"/>', GROUP.replace("</xsd:seq", '<xsd:group ref="g" minOccurs="0"/></xsd:seq')
        ),
        r"group: not a valid XSD \(.*Circular reference.*\)",
    ),
    "a simple type that restricts itself": (
        probe(element("a", "t"), simple("t", "", "t")),
        r"simpleType t: not a valid XSD \(simple type 't': The definition is circular\.\)",
    ),
    "types that extend each other": (
        probe("", extension("t", "u", "") + extension("u", "t", "")),
        r"complexType t: not a valid XSD \(complex type 't': The definition is circular\.\)",
    ),
    "fields that differ in case": (
        probe(element("Id") + element("ID")),
        r"element ID: the fields of Id and ID .*",
    ),
    "types that differ in case": (
        probe("", complex_type("Foo", "") + complex_type("foo", "")),
        r"complexType foo: the class would be called Foo, as that of Foo is; give it a name",
    ),
    "attributes that differ in case": (
        probe("", "", attribute("id") + attribute("ID")),
        r"attribute ID: the fields of id and ID would both be id; give it a name",
    ),
    "an attribute named as another is renamed": (
        probe(element("value") + element("value-attribute"), "", attribute("value")),
        r"attribute value: the fields of value-attribute and value would both be value_attribute; give .*",
    ),
    "members that are one in capitals": (
        members("ﬁ", "fi")[0],
        r"simpleType e: the members 'ﬁ' and 'fi' would both be FI; give it a name",
    ),
    "bytes that are no UTF-8": (
        plain(probe(element("å")), "ISO-8859-1").replace(b"ISO-8859-1", b"UTF-8"),
        r"schema: not well-formed \(.*\); correct it",
    ),
    "an unknown encoding": (
        plain(probe(element("a")), "ASCII").replace(b"ASCII", b"FOO"),
        r"schema: not well-formed \(.*FOO.*\); correct it",
    ),
    "an empty file": (b"", r"schema: not well-formed \(.*\); correct it"),
}


def written(folder: Path, files: Files) -> Path:
    schemas = write_schemas(folder, "" if isinstance(files, bytes) else files)
    if isinstance(files, bytes):
        (schemas / "api_v8.xsd").write_bytes(files)
    return schemas


def read_and_written(folder: Path, files: Files, contents: list[str], *, opinion: bool) -> None:
    number = next(numbers)
    given = {"api_v8.xsd": ""} if isinstance(files, bytes) else files
    if isinstance(files, bytes):
        # Written again as UTF-8 by the helper, so the text is what it is made of.
        given = {"api_v8.xsd": etree.tostring(etree.fromstring(files), encoding="unicode")}
        assert (
            len(models_of(written(folder / "bytes", files), folder / "bytes" / "schemas" / "overrides.toml"))
            == 1
        )
    with package_of(folder, given, number) as (package, _, codec):
        stock = SecondOpinion(folder / f"xsdata_unusual_{number}", folder / "schemas") if opinion else None
        valid = validator(folder / f"twist_{number}")
        (cls,) = [each for each, (name, _) in codec.READERS.items() if name.endswith("}probe")]
        for content in contents:
            document = f'<probe xmlns="{NAMESPACE}"{content}</probe>'.encode()
            valid.assertValid(etree.fromstring(document))
            value = package.from_xml(cls, document)
            package.check(value)
            again = package.to_xml(value)
            valid.assertValid(etree.fromstring(again))
            assert canonical(again) == canonical(document)
            if stock is not None:
                stock.agree(value, again)


@pytest.mark.parametrize("name", BOUND)
def test_an_unusual_schema_is_bound_whole(name: str, tmp_path: Path) -> None:
    read_and_written(tmp_path, *BOUND[name], opinion=False)


@pytest.mark.thorough
@pytest.mark.full
@pytest.mark.parametrize("name", [each for each in BOUND if each not in ALONE])
def test_xsdata_reads_and_writes_the_same(name: str, tmp_path: Path) -> None:
    read_and_written(tmp_path, *BOUND[name], opinion=True)


@pytest.mark.parametrize("name", REFUSED)
def test_an_unusual_schema_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    files, refusal = REFUSED[name]
    schemas = written(tmp_path, files)

    with pytest.raises(GenerationError) as caught:
        models_of(schemas, schemas / "overrides.toml")

    said = str(caught.value)
    assert re.fullmatch(r"(api_v8|c)\.xsd:\d+: [^\n]+: [^\n]+; [^\n]+", said)
    assert re.search(refusal, said)
    assert str(tmp_path) not in said
