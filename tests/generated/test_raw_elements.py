"""Elements kept as they came: what makes two equal, and that nothing is lost wherever they are put."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from digipost_schema import RawElement, SchemaParseError, SchemaValueError, api_v8, from_xml, to_xml
from digipost_schema.datatypes import NAMESPACE
from tests.generated.packages import pickled
from tests.generated.strategies import characters, steady

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

XSI = "http://www.w3.org/2001/XMLSchema-instance"
INVOICE = RawElement(f'<invoice xmlns="{NAMESPACE}" b="2" a="1"><sum>1</sum></invoice>'.encode())


def raw(text: str) -> RawElement:
    return RawElement(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        f'<d:invoice xmlns:d="{NAMESPACE}" a="1" b="2"><d:sum>1</d:sum></d:invoice>',
        f"<invoice  a='1'\n b='2' xmlns='{NAMESPACE}' xmlns:unused='urn:x'><sum >1</sum ></invoice>",
        f'<invoice xmlns="{NAMESPACE}" b="2" a="1"><!-- c --><sum><?p i?>&#49;<![CDATA[]]></sum></invoice>',
        f'<?xml version="1.0"?>\n<invoice xmlns="{NAMESPACE}" b="2" a="1"><sum>1</sum></invoice>\n',
        f'<invoice xmlns="{NAMESPACE}" b="2" a="1"><e:sum xmlns:e="{NAMESPACE}">1</e:sum></invoice>',
    ],
)
def test_what_says_the_same_is_equal(text: str) -> None:
    assert raw(text) == INVOICE
    assert hash(raw(text)) == hash(INVOICE)


@pytest.mark.parametrize(
    "text",
    [
        '<invoice b="2" a="1"><sum>1</sum></invoice>',
        f'<invoices xmlns="{NAMESPACE}" b="2" a="1"><sum>1</sum></invoices>',
        f'<invoice xmlns="{NAMESPACE}" b="2"><sum>1</sum></invoice>',
        f'<invoice xmlns="{NAMESPACE}" b="2" a="3"><sum>1</sum></invoice>',
        f'<invoice xmlns="{NAMESPACE}" xmlns:d="{NAMESPACE}" b="2" d:a="1"><sum>1</sum></invoice>',
        f'<invoice xmlns="{NAMESPACE}" b="2" a="1"><sum>2</sum></invoice>',
        f'<invoice xmlns="{NAMESPACE}" b="2" a="1"><sum xmlns="">1</sum></invoice>',
        f'<invoice xmlns="{NAMESPACE}" b="2" a="1"><sum>1</sum> </invoice>',
        f'<invoice xmlns="{NAMESPACE}" b="2" a="1"> <sum>1</sum></invoice>',
        f'<invoice xmlns="{NAMESPACE}" b="2" a="1"><sum>1</sum><sum>1</sum></invoice>',
    ],
)
def test_what_says_something_else_is_not_equal(text: str) -> None:
    assert raw(text) != INVOICE


def test_a_type_is_compared_by_its_name_and_not_by_its_prefix() -> None:
    one = raw(f'<a xmlns:i="{XSI}" xmlns:p="urn:p" i:type="p:t"/>')

    assert one == raw(f'<a xmlns:xsi="{XSI}" xmlns:q="urn:p" xsi:type="q:t"/>')
    assert one != raw(f'<a xmlns:xsi="{XSI}" xmlns:p="urn:q" xsi:type="p:t"/>')


def test_an_element_equals_nothing_else() -> None:
    assert INVOICE.xml != INVOICE
    assert INVOICE != "invoice"


def test_name_and_namespace_are_known() -> None:
    assert (INVOICE.name, INVOICE.namespace) == ("invoice", NAMESPACE)
    assert (raw("<a/>").name, raw("<a/>").namespace) == ("a", "")


def test_the_text_that_follows_is_not_part_of_it() -> None:
    outer = etree.fromstring(f"<outer>before{INVOICE.xml.decode()}after</outer>")

    assert RawElement.of(outer[0]).xml == INVOICE.xml


def test_repr_shows_the_name_only() -> None:
    assert repr(raw("<a>SECRET</a>")) == "RawElement(a)"


def test_it_survives_copy_and_pickle() -> None:
    assert copy.copy(INVOICE) == copy.deepcopy(INVOICE) == pickled(INVOICE) == INVOICE
    assert pickled(INVOICE).xml == INVOICE.xml


@pytest.mark.parametrize("text", ["", "text", "<a>", "<a/><b/>", "<a/>text", "<p:a/>", "<!-- only -->"])
def test_what_is_not_one_element_is_refused(text: str) -> None:
    with pytest.raises(SchemaParseError):
        raw(text)


def test_text_in_place_of_bytes_is_refused() -> None:
    with pytest.raises(SchemaValueError, match=r"RawElement\.xml: bytes are expected, not str"):
        RawElement("<a/>")  # type: ignore[arg-type]


SUBTLE = {
    "a default namespace": f'<a xmlns="{NAMESPACE}"><b/></a>',
    "a prefix": f'<d:a xmlns:d="{NAMESPACE}"><d:b/></d:a>',
    "no namespace within a prefixed element": f'<d:a xmlns:d="{NAMESPACE}"><b><c/></b></d:a>',
    "no namespace within a default one": f'<a xmlns="{NAMESPACE}"><b xmlns=""><c/></b></a>',
    "another default namespace within": f'<d:a xmlns:d="{NAMESPACE}"><b xmlns="urn:b"><c/></b></d:a>',
    "a type with a prefix": f'<a xmlns="{NAMESPACE}" xmlns:x="{XSI}" xmlns:t="urn:t" x:type="t:c"/>',
    "a type within": f'<a xmlns="{NAMESPACE}" xmlns:t="u:"><b xmlns:x="{XSI}" x:type="t:c"/></a>',
    "an attribute with a namespace": f'<a xmlns="{NAMESPACE}" xmlns:o="urn:o" o:b="1" b="2"/>',
    "the language": f'<a xmlns="{NAMESPACE}" xml:lang="nb" xml:space="preserve"> x </a>',
    "a prefix with another meaning outside": f'<n:a xmlns:n="{NAMESPACE}" xmlns:xsi="urn:x" xsi:b="1"/>',
    "a name beyond ASCII": f'<dø:å xmlns:dø="{NAMESPACE}"><b/></dø:å>',
    "escapes": f'<a xmlns="{NAMESPACE}" b="&quot;&#10;&lt;&#13;">&amp;&lt;]]&gt;&#13;\n\t"\'</a>',
}


@pytest.mark.parametrize("text", SUBTLE.values(), ids=SUBTLE)
def test_nothing_changes_inside_another_document(text: str) -> None:
    assert_kept(text)


def assert_kept(text: str) -> None:
    """Write an element into a message and read it from there; what it says, and its canonical form, stay."""
    element = raw(text)
    xml = to_xml(api_v8.AdditionalData(data_type=api_v8.DataType(content=element)))
    found = from_xml(api_v8.AdditionalData, xml).data_type.content

    assert found == element
    assert raw(element.xml.decode()).xml == element.xml
    there = etree.fromstring(xml)[0][0]
    assert canonical(there) == canonical(etree.fromstring(text, etree.XMLParser(remove_comments=True)))


def canonical(element: etree._Element) -> bytes:
    return etree.tostring(element, method="c14n", exclusive=True)


@st.composite
def elements(draw: DrawFn, *, depth: int = 0) -> str:
    """XML with namespaces by default, by prefix, undeclared again, and declared over."""
    declared = draw(st.sampled_from(["", 'xmlns="urn:a"', 'xmlns=""', 'xmlns:p="urn:p"', 'xmlns:p="urn:q"']))
    prefix = draw(st.sampled_from(["", "", "d:", "p:"])) if depth else "d:"
    attributes = draw(st.sampled_from(["", 'b="&lt;&quot;"', 'd:b="1" b="2"', 'xml:lang="nb"', 'p:b="&#9;"']))
    inner = draw(st.lists(elements(depth=depth + 1), max_size=2)) if depth < 3 else []
    tails = draw(st.lists(st.text(characters, max_size=3).map(escaped), min_size=3, max_size=3))
    content = tails[0] + "".join(each + tail for each, tail in zip(inner, tails[1:], strict=False))
    namespaces = (
        declared
        if depth
        else f'xmlns:d="{NAMESPACE}" xmlns:p="urn:p" {declared.replace("xmlns:p", "xmlns:q")}'
    )
    return f"<{prefix}a {namespaces} {attributes}>{content}</{prefix}a>"


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


@pytest.mark.thorough
@steady
@given(elements())
def test_nothing_changes_in_any_element(text: str) -> None:
    assert_kept(text)


KEPT_DECLARATIONS = {
    "a value that is a qualified name": ('xmlns:u="urn:u"', '<d:a><d:b c="u:name"/></d:a>', "u"),
    "a text that is a qualified name": ('xmlns:u="urn:u"', "<d:a>u:name</d:a>", "u"),
    "a list of qualified names": ('xmlns:u="urn:u"', "<d:a>x u:name</d:a>", "u"),
    "an attribute's prefix": ('xmlns:u="urn:u"', '<d:a u:b="1"/>', "u"),
    "a prefix of a child": ('xmlns:u="urn:u"', "<d:a><u:b/></d:a>", "u"),
    "a namespace with a quote": ("xmlns:u='urn:u&apos;&amp;=u'", "<d:a><u:b/></d:a>", "u"),
    "a prefix with a point and a hyphen": ('xmlns:u.v-w="urn:u"', '<d:a b="u.v-w:c"/>', "u.v-w"),
}


@pytest.mark.parametrize(("declared", "inner", "prefix"), KEPT_DECLARATIONS.values(), ids=KEPT_DECLARATIONS)
def test_a_declaration_outside_is_kept_if_it_is_used(declared: str, inner: str, prefix: str) -> None:
    outer = etree.fromstring(f'<outer xmlns:d="{NAMESPACE}" xmlns:unused="urn:n" {declared}>{inner}</outer>')

    alone = etree.fromstring(RawElement.of(outer[0]).xml)

    assert alone.nsmap[prefix] == outer.nsmap[prefix]
    assert "unused" not in alone.nsmap
    assert canonical(alone) == canonical(outer[0])


@pytest.mark.parametrize("text", ['<a xmlns=""/>', '<d:a xmlns="" xmlns:d="urn:d"/>', '<a xmlns="urn:d"/>'])
def test_the_default_namespace_is_declared_once(text: str) -> None:
    assert raw(text).xml.count(b" xmlns=") == 1


def test_equal_elements_may_declare_thousands_of_namespaces_within() -> None:
    declared = " ".join(f'xmlns:n{number}="urn:{number}"' for number in range(2000))
    typed = f'<b xmlns:i="{XSI}" i:type="n7:t"/>' * 2000

    one = raw(f"<a><c {declared}>{typed}</c></a>")

    assert one == raw(f"<a><c xmlns:n7='urn:7' {declared}>{typed}</c></a>".replace(' xmlns:n7="urn:7"', ""))
    assert one != raw(f"<a><c {declared}>{typed.replace('n7', 'n8')}</c></a>")
