"""Schemas in several files, schemas that grow without limit, and failures of the libraries that read them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from codegen.errors import GenerationError
from codegen.pipeline import models_of
from tests.codegen.made_packages import write_schemas
from tests.codegen.probes import HEAD, NAMESPACE, complex_type, element, enumeration, extension, probe
from tests.codegen.unusual_pieces import attribute, pattern, simple

if TYPE_CHECKING:
    from pathlib import Path

    from codegen.model import ModuleModel

NOTED = "<xsd:annotation><xsd:documentation>A size.</xsd:documentation></xsd:annotation>"


def including(name: str, content: str) -> str:
    """A schema that includes another, which is included on line 2."""
    return f'{HEAD}\n<xsd:include schemaLocation="{name}.xsd"/>\n{content}\n</xsd:schema>'


def chain(last: str) -> dict[str, str]:
    """Four files: each includes the next one, and the last one has a simple type `size`."""
    return {
        "api_v8.xsd": including("one", element("probe", "t")),
        "one.xsd": including("two", complex_type("t", element("a", "inner"))),
        "two.xsd": including("three", complex_type("inner", element("b", "size"))),
        "three.xsd": f"{HEAD}\n\n\n{last}\n</xsd:schema>",
    }


def modelled(folder: Path, files: str | dict[str, str]) -> ModuleModel:
    schemas = write_schemas(folder, files)
    (model,) = models_of(schemas, schemas / "overrides.toml")
    return model


def refusal(folder: Path, files: str | dict[str, str]) -> str:
    with pytest.raises(GenerationError) as caught:
        modelled(folder, files)
    said = str(caught.value)
    assert re.fullmatch(r"\w+\.xsd:\d+: [^\n]+: [^\n]+; [^\n]+", said)
    return said


def test_a_type_three_files_away_keeps_its_place_and_its_documentation(tmp_path: Path) -> None:
    kind = enumeration("size", "A", "B").replace("<xsd:restriction", f"{NOTED}<xsd:restriction")

    (found,) = modelled(tmp_path, chain(kind)).enums

    assert (found.place, found.documentation) == ("three.xsd:4: simpleType size", "A size.")


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (
            enumeration("size", "a", "A"),
            "three.xsd:4: simpleType size: the members 'a' and 'A' would both be A; give it a name",
        ),
        (
            simple("size", "") + '<xsd:complexType name="x" mixed="true"/>',
            "three.xsd:4: complexType x: text between elements (mixed) is not bound; leave it out",
        ),
        (
            simple("size", "") + element("x"),
            "three.xsd:4: element x: a global element of a simple type is not bound; leave it",
        ),
    ],
)
def test_a_refusal_names_a_file_three_files_away(last: str, said: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, chain(last)).startswith(said)


def test_files_that_include_the_next_twice_are_read_once_each(tmp_path: Path) -> None:
    twice = '<xsd:include schemaLocation="f{0}.xsd"/>' * 2
    files = {f"f{each}.xsd": f"{HEAD}{twice.format(each + 1)}</xsd:schema>" for each in range(24)}
    files["f24.xsd"] = probe(element("a"))
    files["api_v8.xsd"] = f"{HEAD}{twice.format(0)}</xsd:schema>"

    assert [each.name for each in modelled(tmp_path, files).classes] == ["ProbeType"]


def doubled(kind: str, innermost: str) -> str:
    """Thirty definitions, each with the previous one twice."""
    definitions = [f'<xsd:{kind} name="g0">{innermost}</xsd:{kind}>']
    for each in range(1, 31):
        twice = f'<xsd:{kind} ref="g{each - 1}"/>' * 2
        content = f"<xsd:sequence>{twice}</xsd:sequence>" if kind == "group" else twice
        definitions.append(f'<xsd:{kind} name="g{each}">{content}</xsd:{kind}>')
    return "".join(definitions)


def unions() -> str:
    made = [
        f'<xsd:simpleType name="u{each}"><xsd:union memberTypes="u{each - 1} u{each - 1}"/></xsd:simpleType>'
        for each in range(1, 31)
    ]
    return "".join([simple("u0", ""), *made])


# libxml2 would need hours for the first four.
LARGE = {
    "groups of groups": probe(
        '<xsd:group ref="g30"/>', doubled("group", f"<xsd:sequence>{element('a')}</xsd:sequence>")
    ),
    "attribute groups of attribute groups": probe(
        "", doubled("attributeGroup", attribute("a")), '<xsd:attributeGroup ref="g30"/>'
    ),
    "unions of unions": probe(element("a", "u30"), unions()),
    "a group that is used often": probe(
        '<xsd:group ref="g"/>' * 300,
        f'<xsd:group name="g"><xsd:choice>{"".join(map(element, "abcd"))}</xsd:choice></xsd:group>',
    ),
    "a long sequence": probe("".join(element(f"a{each}") for each in range(1001))),
    "many attributes": probe("", "", "".join(attribute(f"a{each}") for each in range(1001))),
    "a type and the types that it extends": probe(
        element("a", "t"),
        complex_type("b", "".join(element(f"b{each}") for each in range(600))).replace(
            'name="b"', 'name="b" abstract="true"'
        )
        + extension("t", "b", "".join(element(f"t{each}") for each in range(600))),
    ),
}


@pytest.mark.parametrize("name", LARGE)
def test_what_no_library_could_compile_in_time_is_refused(name: str, tmp_path: Path) -> None:
    said = refusal(tmp_path, LARGE[name])

    assert "more than 1000 elements, attributes or members of a union in one type; divide it" in said


def test_types_that_contain_themselves_have_no_such_size(tmp_path: Path) -> None:
    schema = probe(
        element("a", "probe-type", 'minOccurs="0"') + element("b", "other"),
        complex_type("other", element("c", "probe-type", 'minOccurs="0" maxOccurs="unbounded"')),
    )

    assert len(modelled(tmp_path, schema).classes) == 2


FAILURES = {
    "simple content out of mixed content": (
        (
            '<xsd:complexType name="b" mixed="true"><xsd:sequence><xsd:element name="a" minOccurs="0"/>'
            '</xsd:sequence></xsd:complexType><xsd:complexType name="t"><xsd:simpleContent>'
            '<xsd:restriction base="b">'
            '<xsd:simpleType><xsd:restriction base="xsd:string"/></xsd:simpleType></xsd:restriction>'
            "</xsd:simpleContent></xsd:complexType>"
        ),
        r"complexType t: xmlschema, which reads schemas, fails here \(AttributeError\); write it",
    ),
    "choices within choices": (
        '<xsd:complexType name="t">'
        + "".join(f"<xsd:choice>{element(f'a{each}')}<xsd:sequence>" for each in range(120))
        + element("z")
        + "</xsd:sequence></xsd:choice>" * 120
        + "</xsd:complexType>",
        r"complexType t: .*(nested too deeply|fails here).*; ",
    ),
    "a long chain of extensions": (
        complex_type("t0", element("a")).replace('name="t0"', 'name="t0" abstract="true"')
        + "".join(
            extension(f"t{each}", f"t{each - 1}", element(f"a{each}"), abstract=True)
            for each in range(1, 200)
        ),
        r"nested too deeply\); correct it",
    ),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_of_a_library_is_one_line(name: str, tmp_path: Path) -> None:
    others, said = FAILURES[name]
    schema = probe(element("a"), others)

    assert re.search(said, refusal(tmp_path, schema))


def test_the_namespace_of_xml_schema_is_refused(tmp_path: Path) -> None:
    schema = probe(element("a")).replace(NAMESPACE, "http://www.w3.org/2001/XMLSchema")

    assert "schema: the namespace of XML Schema itself; give the schema a" in refusal(tmp_path, schema)


def test_a_long_text_is_shortened_in_a_refusal(tmp_path: Path) -> None:
    said = refusal(tmp_path, pattern("(" * 3000))

    assert len(said) < 600
    assert "not a valid XSD" in said


def test_an_empty_choice_of_a_group_names_the_group(tmp_path: Path) -> None:
    schema = probe('<xsd:group ref="g"/>', '<xsd:group name="g"><xsd:choice/></xsd:group>')

    assert "group g: a choice without alternatives" in refusal(tmp_path, schema)


@pytest.mark.parametrize(
    ("facet", "base"),
    [
        ('<xsd:totalDigits value="100000000"/>', "xsd:integer"),
        ('<xsd:totalDigits value="5000"/>', "xsd:decimal"),
        ('<xsd:fractionDigits value="401"/>', "xsd:decimal"),
        (f'<xsd:maxInclusive value="{"9" * 401}"/>', "xsd:integer"),
    ],
)
def test_a_limit_beyond_all_numbers_is_refused(facet: str, base: str, tmp_path: Path) -> None:
    schema = probe(element("a", "t"), simple("t", facet, base))

    assert "with more than 400 digits is not bound" in refusal(tmp_path, schema)
