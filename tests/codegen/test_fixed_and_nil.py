"""Fixed values, and elements that are nil, in Python."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from tests.codegen.made_packages import package_of
from tests.codegen.probes import NAMESPACE, XSI, element, probe

if TYPE_CHECKING:
    from pathlib import Path

NILLABLE = 'nillable="true"'


def test_only_a_fixed_value_can_be_built(tmp_path: Path) -> None:
    files = probe(element("a", occurs='fixed="x"') + element("b", "xsd:int", 'fixed="5" minOccurs="0"'))
    with package_of(tmp_path, files, 1) as (package, api, _):
        value = api.ProbeType()
        assert (value.a, value.b) == ("x", None)
        for wrong in ({"a": "y"}, {"a": ""}, {"b": 6}, {"a": None}):
            with pytest.raises(package.SchemaValueError):
                api.ProbeType(**wrong)
        assert api.ProbeType(b=5).b == 5
        read = package.from_xml(api.ProbeType, f'<probe xmlns="{NAMESPACE}"><a/><b>6</b></probe>'.encode())
        assert (read.a, read.b) == ("x", 6)  # open in what is read
        with pytest.raises(package.SchemaValueError, match="only '5' is allowed"):
            package.check(read)


def test_a_fixed_attribute_that_is_left_out_has_its_value(tmp_path: Path) -> None:
    files = probe("", attributes='<xsd:attribute name="kind" type="xsd:string" fixed="x"/>')
    with package_of(tmp_path, files, 2) as (package, api, _):
        assert package.from_xml(api.ProbeType, f'<probe xmlns="{NAMESPACE}"/>'.encode()).kind == "x"
        assert b' kind="x"' in package.to_xml(api.ProbeType())


def test_nil_is_neither_a_value_nor_absent(tmp_path: Path) -> None:
    files = probe(element("a", "xsd:int", NILLABLE) + element("b", occurs=f'{NILLABLE} minOccurs="0"'))
    with package_of(tmp_path, files, 3) as (package, api, _):
        value = api.ProbeType(a=package.NIL)
        assert repr(value) == "ProbeType(a=NIL, b=None)"
        assert (
            b'<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/></'
            in package.to_xml(value)
        )
        assert package.from_xml(api.ProbeType, package.to_xml(value)) == value
        assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - made here
        for wrong in ({"a": None}, {"a": "nil"}, {}):
            with pytest.raises((package.SchemaValueError, TypeError)):
                api.ProbeType(**wrong)
        text = (
            f'<probe xmlns="{NAMESPACE}" xmlns:xsi="{XSI}"><a xsi:nil=" 1 "/><b xsi:nil="false">x</b></probe>'
        )
        assert package.from_xml(api.ProbeType, text.encode()) == api.ProbeType(a=package.NIL, b="x")
