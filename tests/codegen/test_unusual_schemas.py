"""Schemas that are unlike any that Digipost has published: bound whole, or refused in one line."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from codegen.pipeline import models_of
from tests.codegen.made_packages import canonical, package_of, validator
from tests.codegen.probes import HEAD, NAMESPACE, XSI, complex_type, element, enumeration, extension, probe
from tests.codegen.second_opinion import SecondOpinion
from tests.codegen.unusual_pieces import (
    AB,
    BASE,
    CHAMELEON,
    GROUP,
    INCLUDING,
    OPTIONAL,
    Files,
    attribute,
    described,
    fields,
    members,
    pattern,
    plain,
    root,
    simple,
    types,
    written,
)

if TYPE_CHECKING:
    from pathlib import Path

numbers = count()


BOUND: dict[str, tuple[Files, list[str]]] = {
    "a field and a class with one name of letters without capitals": (
        probe(
            element("名前", "xsd:date") + element("b", "名前") + element("ა", "ა") + element("c", "ა"),
            complex_type("名前", element("名前", "xsd:int")) + complex_type("ა", element("a")),
        ),
        ["><名前>2024-01-31</名前><b><名前>1</名前></b><ა><a>x</a></ა><c><a>y</a></c>"],
    ),
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
