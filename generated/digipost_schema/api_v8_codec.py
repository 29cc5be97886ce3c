# Made from api_v8.xsd (sha256 0c2205649ffa2f1a257d4e49f7edbb4f1d0d58c5104a71a8a9e3441287273b56)
# by `make generate`. Do not edit: change the schema, or codegen/.
"""How the classes of `api_v8` are written as XML and read from it: a writer and a reader for each.

Straight-line code, no reflection. Readers fill slots and run no validator.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from lxml import etree

from . import _lexical as _l
from . import _reading as _r
from . import _writing as _w
from . import api_v8 as _m
from ._raw import RawElement
from ._rules import enforce

__all__ = ["ELEMENTS", "READERS", "WRITERS"]

_NAMESPACE = _m.NAMESPACE
_new = object.__new__


def write_link(v: _m.Link, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}")
    if (y1 := v.rel) is not None:
        a(f' rel="{_w.attribute(y1)}"')
    a(f' uri="{_w.attribute(v.uri)}"')
    if (y3 := v.media_type) is not None:
        a(f' media-type="{_w.attribute(y3)}"')
    a("/>")


_set_link = _r.setters(_m.Link, "rel", "uri", "media_type")


def read_link(e: etree._Element) -> _m.Link:
    o = _new(_m.Link)
    f_rel = e.get("rel")
    f_uri = e.get("uri")
    if f_uri is None:
        _r.missing(e, "uri", "attribute")
    f_media_type = e.get("media-type")
    (
        s1,
        s2,
        s3,
    ) = _set_link
    s1(o, f_rel)
    s2(o, f_uri)
    s3(o, f_media_type)
    return o


def write_address(v: _m.Address, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.street) is not None:
        a(f"<street>{_w.text(x1)}</street>")
    if (x2 := v.house_number) is not None:
        a(f"<house-number>{_w.text(x2)}</house-number>")
    if (x3 := v.house_letter) is not None:
        a(f"<house-letter>{_w.text(x3)}</house-letter>")
    if (x4 := v.additional_addressline) is not None:
        a(f"<additional-addressline>{_w.text(x4)}</additional-addressline>")
    if (x5 := v.zip_code) is not None:
        a(f"<zip-code>{_w.text(x5)}</zip-code>")
    if (x6 := v.city) is not None:
        a(f"<city>{_w.text(x6)}</city>")
    a(f"</{tag}>")


_set_address = _r.setters(
    _m.Address, "street", "house_number", "house_letter", "additional_addressline", "zip_code", "city"
)


def read_address(e: etree._Element) -> _m.Address:
    o = _new(_m.Address)
    f_street: str | None = None
    f_house_number: str | None = None
    f_house_letter: str | None = None
    f_additional_addressline: str | None = None
    f_zip_code: str | None = None
    f_city: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}street":
            f_street = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}house-number":
            f_house_number = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}house-letter":
            f_house_letter = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}additional-addressline":
            f_additional_addressline = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}zip-code":
            f_zip_code = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}city":
            f_city = c.text or ""
    (
        s1,
        s2,
        s3,
        s4,
        s5,
        s6,
    ) = _set_address
    s1(o, f_street)
    s2(o, f_house_number)
    s3(o, f_house_letter)
    s4(o, f_additional_addressline)
    s5(o, f_zip_code)
    s6(o, f_city)
    return o


def write_peppol_address(v: _m.PeppolAddress, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<schemeID>{_w.text(v.scheme_id)}</schemeID>")
    a(f"<endpointID>{_w.text(v.endpoint_id)}</endpointID>")
    a(f"</{tag}>")


_set_peppol_address = _r.setters(_m.PeppolAddress, "scheme_id", "endpoint_id")


def read_peppol_address(e: etree._Element) -> _m.PeppolAddress:
    o = _new(_m.PeppolAddress)
    f_scheme_id: str | None = None
    f_endpoint_id: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}schemeID":
            f_scheme_id = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}endpointID":
            f_endpoint_id = c.text or ""
    if f_scheme_id is None:
        _r.missing(e, "schemeID")
    if f_endpoint_id is None:
        _r.missing(e, "endpointID")
    (
        s1,
        s2,
    ) = _set_peppol_address
    s1(o, f_scheme_id)
    s2(o, f_endpoint_id)
    return o


def write_email_details(v: _m.EmailDetails, a: _w.Append, tag: str, more: str = "") -> None:
    enforce(v, _m.EmailDetails.Meta.structure)
    a(f"<{tag}{more}>")
    for x1 in v.email_address:
        a(f"<email-address>{_w.text(x1)}</email-address>")
    a(f"</{tag}>")


_set_email_details = _r.setters(_m.EmailDetails, "email_address")


def read_email_details(e: etree._Element) -> _m.EmailDetails:
    o = _new(_m.EmailDetails)
    f_email_address: list[str] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}email-address":
            f_email_address.append(c.text or "")
    (s1,) = _set_email_details
    s1(o, f_email_address)
    return o


def write_norwegian_address(v: _m.NorwegianAddress, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.addressline1) is not None:
        a(f"<addressline1>{_w.text(x1)}</addressline1>")
    if (x2 := v.addressline2) is not None:
        a(f"<addressline2>{_w.text(x2)}</addressline2>")
    if (x3 := v.addressline3) is not None:
        a(f"<addressline3>{_w.text(x3)}</addressline3>")
    a(f"<zip-code>{_w.text(v.zip_code)}</zip-code>")
    a(f"<city>{_w.text(v.city)}</city>")
    a(f"</{tag}>")


_set_norwegian_address = _r.setters(
    _m.NorwegianAddress, "addressline1", "addressline2", "addressline3", "zip_code", "city"
)


def read_norwegian_address(e: etree._Element) -> _m.NorwegianAddress:
    o = _new(_m.NorwegianAddress)
    f_addressline1: str | None = None
    f_addressline2: str | None = None
    f_addressline3: str | None = None
    f_zip_code: str | None = None
    f_city: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}addressline1":
            f_addressline1 = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}addressline2":
            f_addressline2 = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}addressline3":
            f_addressline3 = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}zip-code":
            f_zip_code = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}city":
            f_city = c.text or ""
    if f_zip_code is None:
        _r.missing(e, "zip-code")
    if f_city is None:
        _r.missing(e, "city")
    (
        s1,
        s2,
        s3,
        s4,
        s5,
    ) = _set_norwegian_address
    s1(o, f_addressline1)
    s2(o, f_addressline2)
    s3(o, f_addressline3)
    s4(o, f_zip_code)
    s5(o, f_city)
    return o


def write_foreign_address(v: _m.ForeignAddress, a: _w.Append, tag: str, more: str = "") -> None:
    enforce(v, _m.ForeignAddress.Meta.structure)
    a(f"<{tag}{more}>")
    a(f"<addressline1>{_w.text(v.addressline1)}</addressline1>")
    if (x2 := v.addressline2) is not None:
        a(f"<addressline2>{_w.text(x2)}</addressline2>")
    if (x3 := v.addressline3) is not None:
        a(f"<addressline3>{_w.text(x3)}</addressline3>")
    if (x4 := v.addressline4) is not None:
        a(f"<addressline4>{_w.text(x4)}</addressline4>")
    if (x5 := v.country) is not None:
        a(f"<country>{_w.text(x5)}</country>")
    if (x6 := v.country_code) is not None:
        a(f"<country-code>{_w.text(x6)}</country-code>")
    a(f"</{tag}>")


_set_foreign_address = _r.setters(
    _m.ForeignAddress,
    "addressline1",
    "addressline2",
    "addressline3",
    "addressline4",
    "country",
    "country_code",
)


def read_foreign_address(e: etree._Element) -> _m.ForeignAddress:
    o = _new(_m.ForeignAddress)
    f_addressline1: str | None = None
    f_addressline2: str | None = None
    f_addressline3: str | None = None
    f_addressline4: str | None = None
    f_country: str | None = None
    f_country_code: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}addressline1":
            f_addressline1 = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}addressline2":
            f_addressline2 = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}addressline3":
            f_addressline3 = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}addressline4":
            f_addressline4 = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}country":
            f_country = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}country-code":
            f_country_code = c.text or ""
    if f_addressline1 is None:
        _r.missing(e, "addressline1")
    (
        s1,
        s2,
        s3,
        s4,
        s5,
        s6,
    ) = _set_foreign_address
    s1(o, f_addressline1)
    s2(o, f_addressline2)
    s3(o, f_addressline3)
    s4(o, f_addressline4)
    s5(o, f_country)
    s6(o, f_country_code)
    return o


def write_encryption_key(v: _m.EncryptionKey, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}")
    if (y1 := v.key_id) is not None:
        a(f' key-id="{_w.attribute(y1)}"')
    a(">")
    a(_w.text(v.value))
    a(f"</{tag}>")


_set_encryption_key = _r.setters(_m.EncryptionKey, "value", "key_id")


def read_encryption_key(e: etree._Element) -> _m.EncryptionKey:
    o = _new(_m.EncryptionKey)
    f_key_id = e.get("key-id")
    (
        s1,
        s2,
    ) = _set_encryption_key
    s1(o, e.text or "")
    s2(o, f_key_id)
    return o


def write_encryption_certificate(v: _m.EncryptionCertificate, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(_w.text(v.value))
    a(f"</{tag}>")


_set_encryption_certificate = _r.setters(_m.EncryptionCertificate, "value")


def read_encryption_certificate(e: etree._Element) -> _m.EncryptionCertificate:
    o = _new(_m.EncryptionCertificate)
    (s1,) = _set_encryption_certificate
    s1(o, e.text or "")
    return o


def write_identification_result(v: _m.IdentificationResult, a: _w.Append, tag: str, more: str = "") -> None:
    enforce(v, _m.IdentificationResult.Meta.structure)
    a(f"<{tag}{more}>")
    a(f"<result>{_w.text(v.result)}</result>")
    if (x2 := v.digipost_address) is not None:
        a(f"<digipost-address>{_w.text(x2)}</digipost-address>")
    if (x3 := v.person_alias) is not None:
        a(f"<person-alias>{_w.text(x3)}</person-alias>")
    if (x4 := v.unidentified_reason) is not None:
        a(f"<unidentified-reason>{_w.text(x4)}</unidentified-reason>")
    if (x5 := v.invalid_reason) is not None:
        a(f"<invalid-reason>{_w.text(x5)}</invalid-reason>")
    a(f"</{tag}>")


_set_identification_result = _r.setters(
    _m.IdentificationResult,
    "result",
    "digipost_address",
    "person_alias",
    "unidentified_reason",
    "invalid_reason",
)


def read_identification_result(e: etree._Element) -> _m.IdentificationResult:
    o = _new(_m.IdentificationResult)
    f_result: _m.IdentificationResultCode | None = None
    f_digipost_address: str | None = None
    f_person_alias: str | None = None
    f_unidentified_reason: _m.UnidentifiedReason | None = None
    f_invalid_reason: _m.InvalidReason | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}result":
            f_result = _r.enum_leaf(c, _m.IdentificationResultCode)
        elif t == "{http://api.digipost.no/schema/v8}digipost-address":
            f_digipost_address = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}person-alias":
            f_person_alias = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}unidentified-reason":
            f_unidentified_reason = _r.enum_leaf(c, _m.UnidentifiedReason)
        elif t == "{http://api.digipost.no/schema/v8}invalid-reason":
            f_invalid_reason = _r.enum_leaf(c, _m.InvalidReason)
    if f_result is None:
        _r.missing(e, "result")
    (
        s1,
        s2,
        s3,
        s4,
        s5,
    ) = _set_identification_result
    s1(o, f_result)
    s2(o, f_digipost_address)
    s3(o, f_person_alias)
    s4(o, f_unidentified_reason)
    s5(o, f_invalid_reason)
    return o


def write_name_and_address(v: _m.NameAndAddress, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<fullname>{_w.text(v.fullname)}</fullname>")
    a(f"<addressline1>{_w.text(v.addressline1)}</addressline1>")
    if (x3 := v.addressline2) is not None:
        a(f"<addressline2>{_w.text(x3)}</addressline2>")
    a(f"<postalcode>{_w.text(v.postalcode)}</postalcode>")
    a(f"<city>{_w.text(v.city)}</city>")
    if (x6 := v.birth_date) is not None:
        a(f"<birth-date>{_l.write_date(x6)}</birth-date>")
    if (x7 := v.phone_number) is not None:
        a(f"<phone-number>{_w.text(x7)}</phone-number>")
    if (x8 := v.email_address) is not None:
        a(f"<email-address>{_w.text(x8)}</email-address>")
    a(f"</{tag}>")


_set_name_and_address = _r.setters(
    _m.NameAndAddress,
    "fullname",
    "addressline1",
    "addressline2",
    "postalcode",
    "city",
    "birth_date",
    "phone_number",
    "email_address",
)


def read_name_and_address(e: etree._Element) -> _m.NameAndAddress:
    o = _new(_m.NameAndAddress)
    f_fullname: str | None = None
    f_addressline1: str | None = None
    f_addressline2: str | None = None
    f_postalcode: str | None = None
    f_city: str | None = None
    f_birth_date: date | None = None
    f_phone_number: str | None = None
    f_email_address: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}fullname":
            f_fullname = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}addressline1":
            f_addressline1 = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}addressline2":
            f_addressline2 = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}postalcode":
            f_postalcode = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}city":
            f_city = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}birth-date":
            f_birth_date = _r.leaf(c, _l.read_date)
        elif t == "{http://api.digipost.no/schema/v8}phone-number":
            f_phone_number = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}email-address":
            f_email_address = c.text or ""
    if f_fullname is None:
        _r.missing(e, "fullname")
    if f_addressline1 is None:
        _r.missing(e, "addressline1")
    if f_postalcode is None:
        _r.missing(e, "postalcode")
    if f_city is None:
        _r.missing(e, "city")
    (
        s1,
        s2,
        s3,
        s4,
        s5,
        s6,
        s7,
        s8,
    ) = _set_name_and_address
    s1(o, f_fullname)
    s2(o, f_addressline1)
    s3(o, f_addressline2)
    s4(o, f_postalcode)
    s5(o, f_city)
    s6(o, f_birth_date)
    s7(o, f_phone_number)
    s8(o, f_email_address)
    return o


def write_print_instruction(v: _m.PrintInstruction, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<key>{_w.text(v.key)}</key>")
    a(f"<value>{_w.text(v.value)}</value>")
    a(f"</{tag}>")


_set_print_instruction = _r.setters(_m.PrintInstruction, "key", "value")


def read_print_instruction(e: etree._Element) -> _m.PrintInstruction:
    o = _new(_m.PrintInstruction)
    f_key: str | None = None
    f_value: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}key":
            f_key = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}value":
            f_value = c.text or ""
    if f_key is None:
        _r.missing(e, "key")
    if f_value is None:
        _r.missing(e, "value")
    (
        s1,
        s2,
    ) = _set_print_instruction
    s1(o, f_key)
    s2(o, f_value)
    return o


def write_content_hash(v: _m.ContentHash, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}")
    if (y1 := v.hash_algorithm) is not None:
        a(f' hash-algorithm="{_w.attribute(y1)}"')
    a(">")
    a(_w.text(v.value))
    a(f"</{tag}>")


_set_content_hash = _r.setters(_m.ContentHash, "value", "hash_algorithm")


def read_content_hash(e: etree._Element) -> _m.ContentHash:
    o = _new(_m.ContentHash)
    f_hash_algorithm = e.get("hash-algorithm")
    (
        s1,
        s2,
    ) = _set_content_hash
    s1(o, e.text or "")
    s2(o, f_hash_algorithm)
    return o


def write_encrypted(v: _m.Encrypted, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}")
    if (y1 := v.number_of_pages) is not None:
        a(f' number-of-pages="{_l.write_integer(y1)}"')
    a("/>")


_set_encrypted = _r.setters(_m.Encrypted, "number_of_pages")


def read_encrypted(e: etree._Element) -> _m.Encrypted:
    o = _new(_m.Encrypted)
    f_number_of_pages = e.get("number-of-pages")
    (s1,) = _set_encrypted
    s1(
        o,
        None
        if f_number_of_pages is None
        else _r.attribute(e, "number-of-pages", f_number_of_pages, _l.read_integer),
    )
    return o


def write_data_type(v: _m.DataType, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    _w.any_element(v.content, a)
    a(f"</{tag}>")


_set_data_type = _r.setters(_m.DataType, "content")


def read_data_type(e: etree._Element) -> _m.DataType:
    o = _new(_m.DataType)
    f_content: RawElement | None = None
    for c in e:
        if f_content is None:
            f_content = RawElement.of(c)
    if f_content is None:
        _r.missing(e, "data type")
    (s1,) = _set_data_type
    s1(o, f_content)
    return o


def write_sender_organization(v: _m.SenderOrganization, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<organization-id>{_w.text(v.organization_id)}</organization-id>")
    if (x2 := v.part_id) is not None:
        a(f"<part-id>{_w.text(x2)}</part-id>")
    a(f"</{tag}>")


_set_sender_organization = _r.setters(_m.SenderOrganization, "organization_id", "part_id")


def read_sender_organization(e: etree._Element) -> _m.SenderOrganization:
    o = _new(_m.SenderOrganization)
    f_organization_id: str | None = None
    f_part_id: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}organization-id":
            f_organization_id = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}part-id":
            f_part_id = c.text or ""
    if f_organization_id is None:
        _r.missing(e, "organization-id")
    (
        s1,
        s2,
    ) = _set_sender_organization
    s1(o, f_organization_id)
    s2(o, f_part_id)
    return o


def write_sms_overrides(v: _m.SmsOverrides, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<sms-mobile-number>{_w.text(v.sms_mobile_number)}</sms-mobile-number>")
    a(f"<text>{_w.text(v.text)}</text>")
    a(f"</{tag}>")


_set_sms_overrides = _r.setters(_m.SmsOverrides, "sms_mobile_number", "text")


def read_sms_overrides(e: etree._Element) -> _m.SmsOverrides:
    o = _new(_m.SmsOverrides)
    f_sms_mobile_number: str | None = None
    f_text: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}sms-mobile-number":
            f_sms_mobile_number = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}text":
            f_text = c.text or ""
    if f_sms_mobile_number is None:
        _r.missing(e, "sms-mobile-number")
    if f_text is None:
        _r.missing(e, "text")
    (
        s1,
        s2,
    ) = _set_sms_overrides
    s1(o, f_sms_mobile_number)
    s2(o, f_text)
    return o


def write_listed_time(v: _m.ListedTime, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}")
    if (y1 := v.time) is not None:
        a(f' time="{_l.write_datetime(y1)}"')
    a("/>")


_set_listed_time = _r.setters(_m.ListedTime, "time")


def read_listed_time(e: etree._Element) -> _m.ListedTime:
    o = _new(_m.ListedTime)
    f_time = e.get("time")
    (s1,) = _set_listed_time
    s1(o, None if f_time is None else _r.attribute(e, "time", f_time, _l.read_datetime))
    return o


def write_feature(v: _m.Feature, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}")
    if (y1 := v.param) is not None:
        a(f' param="{_w.attribute(y1)}"')
    a(">")
    a(_w.text(v.value))
    a(f"</{tag}>")


_set_feature = _r.setters(_m.Feature, "value", "param")


def read_feature(e: etree._Element) -> _m.Feature:
    o = _new(_m.Feature)
    f_param = e.get("param")
    (
        s1,
        s2,
    ) = _set_feature
    s1(o, e.text or "")
    s2(o, f_param)
    return o


def write_event_metadata(v: _m.EventMetadata | RawElement, a: _w.Append, tag: str) -> None:
    if isinstance(v, RawElement):
        a(v.xml.decode())
        return
    name, write = _EVENT_METADATA_WRITERS[type(v)]
    write(v, a, tag, f' xmlns:xsi="{_w.XSI}" xsi:type="{name}"')


def read_event_metadata(e: etree._Element) -> _m.EventMetadata | RawElement:
    read = _EVENT_METADATA_READERS.get(_r.type_name(e))
    return RawElement.of(e) if read is None else read(e)


def write_user_information(v: _m.UserInformation, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<national-identity-number>{_w.text(v.national_identity_number)}</national-identity-number>")
    a(f"<phone-number>{_w.text(v.phone_number)}</phone-number>")
    a(f"<email-address>{_w.text(v.email_address)}</email-address>")
    a(f"</{tag}>")


_set_user_information = _r.setters(
    _m.UserInformation, "national_identity_number", "phone_number", "email_address"
)


def read_user_information(e: etree._Element) -> _m.UserInformation:
    o = _new(_m.UserInformation)
    f_national_identity_number: str | None = None
    f_phone_number: str | None = None
    f_email_address: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}national-identity-number":
            f_national_identity_number = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}phone-number":
            f_phone_number = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}email-address":
            f_email_address = c.text or ""
    if f_national_identity_number is None:
        _r.missing(e, "national-identity-number")
    if f_phone_number is None:
        _r.missing(e, "phone-number")
    if f_email_address is None:
        _r.missing(e, "email-address")
    (
        s1,
        s2,
        s3,
    ) = _set_user_information
    s1(o, f_national_identity_number)
    s2(o, f_phone_number)
    s3(o, f_email_address)
    return o


def write_user_account(v: _m.UserAccount, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<digipost-address>{_w.text(v.digipost_address)}</digipost-address>")
    a(f"<encryption-key>{_w.text(v.encryption_key)}</encryption-key>")
    a(f"</{tag}>")


_set_user_account = _r.setters(_m.UserAccount, "digipost_address", "encryption_key")


def read_user_account(e: etree._Element) -> _m.UserAccount:
    o = _new(_m.UserAccount)
    f_digipost_address: str | None = None
    f_encryption_key: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}digipost-address":
            f_digipost_address = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}encryption-key":
            f_encryption_key = c.text or ""
    if f_digipost_address is None:
        _r.missing(e, "digipost-address")
    if f_encryption_key is None:
        _r.missing(e, "encryption-key")
    (
        s1,
        s2,
    ) = _set_user_account
    s1(o, f_digipost_address)
    s2(o, f_encryption_key)
    return o


def write_archive_document_attribute(
    v: _m.ArchiveDocumentAttribute, a: _w.Append, tag: str, more: str = ""
) -> None:
    a(f"<{tag}{more}>")
    a(f"<key>{_w.text(v.key)}</key>")
    a(f"<value>{_w.text(v.value)}</value>")
    a(f"</{tag}>")


_set_archive_document_attribute = _r.setters(_m.ArchiveDocumentAttribute, "key", "value")


def read_archive_document_attribute(e: etree._Element) -> _m.ArchiveDocumentAttribute:
    o = _new(_m.ArchiveDocumentAttribute)
    f_key: str | None = None
    f_value: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}key":
            f_key = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}value":
            f_value = c.text or ""
    if f_key is None:
        _r.missing(e, "key")
    if f_value is None:
        _r.missing(e, "value")
    (
        s1,
        s2,
    ) = _set_archive_document_attribute
    s1(o, f_key)
    s2(o, f_value)
    return o


def write_archive_document_content(
    v: _m.ArchiveDocumentContent, a: _w.Append, tag: str, more: str = ""
) -> None:
    a(f"<{tag}{more}>")
    a(f"<content-type>{_w.text(v.content_type)}</content-type>")
    a(f"<uri>{_w.text(v.uri)}</uri>")
    a(f"</{tag}>")


_set_archive_document_content = _r.setters(_m.ArchiveDocumentContent, "content_type", "uri")


def read_archive_document_content(e: etree._Element) -> _m.ArchiveDocumentContent:
    o = _new(_m.ArchiveDocumentContent)
    f_content_type: str | None = None
    f_uri: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}content-type":
            f_content_type = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}uri":
            f_uri = c.text or ""
    if f_content_type is None:
        _r.missing(e, "content-type")
    if f_uri is None:
        _r.missing(e, "uri")
    (
        s1,
        s2,
    ) = _set_archive_document_content
    s1(o, f_content_type)
    s2(o, f_uri)
    return o


def write_public_mailbox_tag(v: _m.PublicMailboxTag, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(
        f"<personal-identification-number>{_w.text(v.personal_identification_number)}</personal-identification-number>"
    )
    a(f"</{tag}>")


_set_public_mailbox_tag = _r.setters(_m.PublicMailboxTag, "personal_identification_number")


def read_public_mailbox_tag(e: etree._Element) -> _m.PublicMailboxTag:
    o = _new(_m.PublicMailboxTag)
    f_personal_identification_number: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}personal-identification-number":
            f_personal_identification_number = c.text or ""
    if f_personal_identification_number is None:
        _r.missing(e, "personal-identification-number")
    (s1,) = _set_public_mailbox_tag
    s1(o, f_personal_identification_number)
    return o


def write_tags(v: _m.Tags, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    for x1 in v.tag_type:
        a(f"<tag-type>{_w.text(x1)}</tag-type>")
    a(f"</{tag}>")


_set_tags = _r.setters(_m.Tags, "tag_type")


def read_tags(e: etree._Element) -> _m.Tags:
    o = _new(_m.Tags)
    f_tag_type: list[_m.TagType] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}tag-type":
            f_tag_type.append(_r.enum_leaf(c, _m.TagType))
    (s1,) = _set_tags
    s1(o, f_tag_type)
    return o


def write_shared_document_origin_organisation(
    v: _m.SharedDocumentOriginOrganisation, a: _w.Append, tag: str, more: str = ""
) -> None:
    a(f"<{tag}{more}")
    if (y1 := v.organisation_number) is not None:
        a(f' organisation-number="{_w.attribute(y1)}"')
    if (y2 := v.name) is not None:
        a(f' name="{_w.attribute(y2)}"')
    a("/>")


_set_shared_document_origin_organisation = _r.setters(
    _m.SharedDocumentOriginOrganisation, "organisation_number", "name"
)


def read_shared_document_origin_organisation(e: etree._Element) -> _m.SharedDocumentOriginOrganisation:
    o = _new(_m.SharedDocumentOriginOrganisation)
    f_organisation_number = e.get("organisation-number")
    f_name = e.get("name")
    (
        s1,
        s2,
    ) = _set_shared_document_origin_organisation
    s1(o, f_organisation_number)
    s2(o, f_name)
    return o


def write_shared_document_origin_private_person(
    v: _m.SharedDocumentOriginPrivatePerson, a: _w.Append, tag: str, more: str = ""
) -> None:
    a(f"<{tag}{more}")
    if (y1 := v.name) is not None:
        a(f' name="{_w.attribute(y1)}"')
    a("/>")


_set_shared_document_origin_private_person = _r.setters(_m.SharedDocumentOriginPrivatePerson, "name")


def read_shared_document_origin_private_person(e: etree._Element) -> _m.SharedDocumentOriginPrivatePerson:
    o = _new(_m.SharedDocumentOriginPrivatePerson)
    f_name = e.get("name")
    (s1,) = _set_shared_document_origin_private_person
    s1(o, f_name)
    return o


def write_shared_document_content(
    v: _m.SharedDocumentContent, a: _w.Append, tag: str, more: str = ""
) -> None:
    a(f"<{tag}{more}>")
    a(f"<content-type>{_w.text(v.content_type)}</content-type>")
    a(f"<uri>{_w.text(v.uri)}</uri>")
    a(f"</{tag}>")


_set_shared_document_content = _r.setters(_m.SharedDocumentContent, "content_type", "uri")


def read_shared_document_content(e: etree._Element) -> _m.SharedDocumentContent:
    o = _new(_m.SharedDocumentContent)
    f_content_type: str | None = None
    f_uri: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}content-type":
            f_content_type = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}uri":
            f_uri = c.text or ""
    if f_content_type is None:
        _r.missing(e, "content-type")
    if f_uri is None:
        _r.missing(e, "uri")
    (
        s1,
        s2,
    ) = _set_shared_document_content
    s1(o, f_content_type)
    s2(o, f_uri)
    return o


def write_entrypoint(v: _m.Entrypoint, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.certificate) is not None:
        a(f"<certificate>{_w.text(x1)}</certificate>")
    for x2 in v.link:
        write_link(x2, a, "link")
    a(f"</{tag}>")


_set_entrypoint = _r.setters(_m.Entrypoint, "certificate", "link")


def read_entrypoint(e: etree._Element) -> _m.Entrypoint:
    o = _new(_m.Entrypoint)
    f_certificate: str | None = None
    f_link: list[_m.Link] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}certificate":
            f_certificate = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}link":
            f_link.append(read_link(c))
    (
        s1,
        s2,
    ) = _set_entrypoint
    s1(o, f_certificate)
    s2(o, f_link)
    return o


def write_suggestion(v: _m.Suggestion, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.search_string) is not None:
        a(f"<search-string>{_w.text(x1)}</search-string>")
    if (x2 := v.link) is not None:
        write_link(x2, a, "link")
    a(f"</{tag}>")


_set_suggestion = _r.setters(_m.Suggestion, "search_string", "link")


def read_suggestion(e: etree._Element) -> _m.Suggestion:
    o = _new(_m.Suggestion)
    f_search_string: str | None = None
    f_link: _m.Link | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}search-string":
            f_search_string = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}link":
            f_link = read_link(c)
    (
        s1,
        s2,
    ) = _set_suggestion
    s1(o, f_search_string)
    s2(o, f_link)
    return o


def write_document_status(v: _m.DocumentStatus, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}")
    if (y1 := v.uuid) is not None:
        a(f' uuid="{_l.write_uuid(y1)}"')
    if (y2 := v.sender_id) is not None:
        a(f' sender-id="{_l.write_integer(y2)}"')
    if (y3 := v.status) is not None:
        a(f' status="{_w.attribute(y3)}"')
    if (y4 := v.created) is not None:
        a(f' created="{_l.write_datetime(y4)}"')
    if (y5 := v.delivered) is not None:
        a(f' delivered="{_l.write_datetime(y5)}"')
    if (y6 := v.read) is not None:
        a(f' read="{_w.attribute(y6)}"')
    if (y7 := v.channel) is not None:
        a(f' channel="{_w.attribute(y7)}"')
    if (y8 := v.is_primary_document) is not None:
        a(f' is-primary-document="{_l.write_boolean(y8)}"')
    if (y9 := v.content_hash) is not None:
        a(f' content-hash="{_w.attribute(y9)}"')
    if (y10 := v.content_hash_algorithm) is not None:
        a(f' content-hash-algorithm="{_w.attribute(y10)}"')
    a(">")
    for x1 in v.attachments:
        write_document_status(x1, a, "attachments")
    for x2 in v.link:
        write_link(x2, a, "link")
    a(f"</{tag}>")


_set_document_status = _r.setters(
    _m.DocumentStatus,
    "attachments",
    "link",
    "uuid",
    "sender_id",
    "status",
    "created",
    "delivered",
    "read",
    "channel",
    "is_primary_document",
    "content_hash",
    "content_hash_algorithm",
)


def read_document_status(e: etree._Element) -> _m.DocumentStatus:
    o = _new(_m.DocumentStatus)
    f_uuid = e.get("uuid")
    f_sender_id = e.get("sender-id")
    f_status = e.get("status")
    f_created = e.get("created")
    f_delivered = e.get("delivered")
    f_read = e.get("read")
    f_channel = e.get("channel")
    f_is_primary_document = e.get("is-primary-document")
    f_content_hash = e.get("content-hash")
    f_content_hash_algorithm = e.get("content-hash-algorithm")
    f_attachments: list[_m.DocumentStatus] = []
    f_link: list[_m.Link] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}attachments":
            f_attachments.append(read_document_status(c))
        elif t == "{http://api.digipost.no/schema/v8}link":
            f_link.append(read_link(c))
    (
        s1,
        s2,
        s3,
        s4,
        s5,
        s6,
        s7,
        s8,
        s9,
        s10,
        s11,
        s12,
    ) = _set_document_status
    s1(o, f_attachments)
    s2(o, f_link)
    s3(o, None if f_uuid is None else _r.attribute(e, "uuid", f_uuid, _l.read_uuid))
    s4(o, None if f_sender_id is None else _r.attribute(e, "sender-id", f_sender_id, _l.read_integer))
    s5(o, None if f_status is None else _r.enum_attribute(f_status, _m.DeliveryStatus))
    s6(o, None if f_created is None else _r.attribute(e, "created", f_created, _l.read_datetime))
    s7(o, None if f_delivered is None else _r.attribute(e, "delivered", f_delivered, _l.read_datetime))
    s8(o, None if f_read is None else _r.enum_attribute(f_read, _m.Read))
    s9(o, None if f_channel is None else _r.enum_attribute(f_channel, _m.Channel))
    s10(
        o,
        None
        if f_is_primary_document is None
        else _r.attribute(e, "is-primary-document", f_is_primary_document, _l.read_boolean),
    )
    s11(o, f_content_hash)
    s12(
        o,
        None
        if f_content_hash_algorithm is None
        else _r.enum_attribute(f_content_hash_algorithm, _m.HashAlgorithm),
    )
    return o


def write_document_metadata(v: _m.DocumentMetadata, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}")
    a(f' uuid="{_l.write_uuid(v.uuid)}"')
    if (y2 := v.technical_type) is not None:
        a(f' technical-type="{_w.attribute(y2)}"')
    a(">")
    for x1 in v.link:
        write_link(x1, a, "link")
    a(f"</{tag}>")


_set_document_metadata = _r.setters(_m.DocumentMetadata, "link", "uuid", "technical_type")


def read_document_metadata(e: etree._Element) -> _m.DocumentMetadata:
    o = _new(_m.DocumentMetadata)
    f_uuid = e.get("uuid")
    if f_uuid is None:
        _r.missing(e, "uuid", "attribute")
    f_technical_type = e.get("technical-type")
    f_link: list[_m.Link] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}link":
            f_link.append(read_link(c))
    (
        s1,
        s2,
        s3,
    ) = _set_document_metadata
    s1(o, f_link)
    s2(o, _r.attribute(e, "uuid", f_uuid, _l.read_uuid))
    s3(o, f_technical_type)
    return o


def write_inbox_document(v: _m.InboxDocument, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<id>{_l.write_integer(v.id)}</id>")
    if (x2 := v.reference_from_sender) is not None:
        a(f"<reference-from-sender>{_w.text(x2)}</reference-from-sender>")
    if (x3 := v.subject) is not None:
        a(f"<subject>{_w.text(x3)}</subject>")
    a(f"<sender>{_w.text(v.sender)}</sender>")
    a(f"<delivery-time>{_l.write_datetime(v.delivery_time)}</delivery-time>")
    if (x6 := v.first_accessed) is not None:
        a(f"<first-accessed>{_l.write_datetime(x6)}</first-accessed>")
    a(f"<authentication-level>{_w.text(v.authentication_level)}</authentication-level>")
    if (x8 := v.content_type) is not None:
        a(f"<content-type>{_w.text(x8)}</content-type>")
    if (x9 := v.content_uri) is not None:
        a(f"<content-uri>{_w.text(x9)}</content-uri>")
    if (x10 := v.delete_uri) is not None:
        a(f"<delete-uri>{_w.text(x10)}</delete-uri>")
    for x11 in v.attachment:
        write_inbox_document(x11, a, "attachment")
    for x12 in v.link:
        write_link(x12, a, "link")
    a(f"</{tag}>")


_set_inbox_document = _r.setters(
    _m.InboxDocument,
    "id",
    "reference_from_sender",
    "subject",
    "sender",
    "delivery_time",
    "first_accessed",
    "authentication_level",
    "content_type",
    "content_uri",
    "delete_uri",
    "attachment",
    "link",
)


def read_inbox_document(e: etree._Element) -> _m.InboxDocument:
    o = _new(_m.InboxDocument)
    f_id: int | None = None
    f_reference_from_sender: str | None = None
    f_subject: str | None = None
    f_sender: str | None = None
    f_delivery_time: datetime | None = None
    f_first_accessed: datetime | None = None
    f_authentication_level: _m.AuthenticationLevel | None = None
    f_content_type: str | None = None
    f_content_uri: str | None = None
    f_delete_uri: str | None = None
    f_attachment: list[_m.InboxDocument] = []
    f_link: list[_m.Link] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}id":
            f_id = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/v8}reference-from-sender":
            f_reference_from_sender = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}subject":
            f_subject = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}sender":
            f_sender = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}delivery-time":
            f_delivery_time = _r.leaf(c, _l.read_datetime)
        elif t == "{http://api.digipost.no/schema/v8}first-accessed":
            f_first_accessed = _r.leaf(c, _l.read_datetime)
        elif t == "{http://api.digipost.no/schema/v8}authentication-level":
            f_authentication_level = _r.enum_leaf(c, _m.AuthenticationLevel)
        elif t == "{http://api.digipost.no/schema/v8}content-type":
            f_content_type = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}content-uri":
            f_content_uri = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}delete-uri":
            f_delete_uri = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}attachment":
            f_attachment.append(read_inbox_document(c))
        elif t == "{http://api.digipost.no/schema/v8}link":
            f_link.append(read_link(c))
    if f_id is None:
        _r.missing(e, "id")
    if f_sender is None:
        _r.missing(e, "sender")
    if f_delivery_time is None:
        _r.missing(e, "delivery-time")
    if f_authentication_level is None:
        _r.missing(e, "authentication-level")
    (
        s1,
        s2,
        s3,
        s4,
        s5,
        s6,
        s7,
        s8,
        s9,
        s10,
        s11,
        s12,
    ) = _set_inbox_document
    s1(o, f_id)
    s2(o, f_reference_from_sender)
    s3(o, f_subject)
    s4(o, f_sender)
    s5(o, f_delivery_time)
    s6(o, f_first_accessed)
    s7(o, f_authentication_level)
    s8(o, f_content_type)
    s9(o, f_content_uri)
    s10(o, f_delete_uri)
    s11(o, f_attachment)
    s12(o, f_link)
    return o


def write_batch(v: _m.Batch, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<uuid>{_l.write_uuid(v.uuid)}</uuid>")
    if (x2 := v.status) is not None:
        a(f"<status>{_w.text(x2)}</status>")
    if (x3 := v.count_digipost) is not None:
        a(f"<count-digipost>{_l.write_integer(x3)}</count-digipost>")
    if (x4 := v.count_print) is not None:
        a(f"<count-print>{_l.write_integer(x4)}</count-print>")
    for x5 in v.link:
        write_link(x5, a, "link")
    a(f"</{tag}>")


_set_batch = _r.setters(_m.Batch, "uuid", "status", "count_digipost", "count_print", "link")


def read_batch(e: etree._Element) -> _m.Batch:
    o = _new(_m.Batch)
    f_uuid: UUID | None = None
    f_status: _m.BatchStatus | None = None
    f_count_digipost: int | None = None
    f_count_print: int | None = None
    f_link: list[_m.Link] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}uuid":
            f_uuid = _r.leaf(c, _l.read_uuid)
        elif t == "{http://api.digipost.no/schema/v8}status":
            f_status = _r.enum_leaf(c, _m.BatchStatus)
        elif t == "{http://api.digipost.no/schema/v8}count-digipost":
            f_count_digipost = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/v8}count-print":
            f_count_print = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/v8}link":
            f_link.append(read_link(c))
    if f_uuid is None:
        _r.missing(e, "uuid")
    (
        s1,
        s2,
        s3,
        s4,
        s5,
    ) = _set_batch
    s1(o, f_uuid)
    s2(o, f_status)
    s3(o, f_count_digipost)
    s4(o, f_count_print)
    s5(o, f_link)
    return o


def write_error(v: _m.Error, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<error-code>{_w.text(v.error_code)}</error-code>")
    a(f"<error-message>{_w.text(v.error_message)}</error-message>")
    if (x3 := v.error_type) is not None:
        a(f"<error-type>{_w.text(x3)}</error-type>")
    for x4 in v.link:
        write_link(x4, a, "link")
    a(f"</{tag}>")


_set_error = _r.setters(_m.Error, "error_code", "error_message", "error_type", "link")


def read_error(e: etree._Element) -> _m.Error:
    o = _new(_m.Error)
    f_error_code: str | None = None
    f_error_message: str | None = None
    f_error_type: str | None = None
    f_link: list[_m.Link] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}error-code":
            f_error_code = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}error-message":
            f_error_message = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}error-type":
            f_error_type = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}link":
            f_link.append(read_link(c))
    if f_error_code is None:
        _r.missing(e, "error-code")
    if f_error_message is None:
        _r.missing(e, "error-message")
    (
        s1,
        s2,
        s3,
        s4,
    ) = _set_error
    s1(o, f_error_code)
    s2(o, f_error_message)
    s3(o, f_error_type)
    s4(o, f_link)
    return o


def write_recipient(v: _m.Recipient, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.firstname) is not None:
        a(f"<firstname>{_w.text(x1)}</firstname>")
    if (x2 := v.middlename) is not None:
        a(f"<middlename>{_w.text(x2)}</middlename>")
    if (x3 := v.lastname) is not None:
        a(f"<lastname>{_w.text(x3)}</lastname>")
    a(f"<digipost-address>{_w.text(v.digipost_address)}</digipost-address>")
    if (x5 := v.mobile_number) is not None:
        a(f"<mobile-number>{_w.text(x5)}</mobile-number>")
    if (x6 := v.organisation_number) is not None:
        a(f"<organisation-number>{_w.text(x6)}</organisation-number>")
    if (x7 := v.organisation_name) is not None:
        a(f"<organisation-name>{_w.text(x7)}</organisation-name>")
    for x8 in v.address:
        write_address(x8, a, "address")
    for x9 in v.link:
        write_link(x9, a, "link")
    a(f"</{tag}>")


_set_recipient = _r.setters(
    _m.Recipient,
    "firstname",
    "middlename",
    "lastname",
    "digipost_address",
    "mobile_number",
    "organisation_number",
    "organisation_name",
    "address",
    "link",
)


def read_recipient(e: etree._Element) -> _m.Recipient:
    o = _new(_m.Recipient)
    f_firstname: str | None = None
    f_middlename: str | None = None
    f_lastname: str | None = None
    f_digipost_address: str | None = None
    f_mobile_number: str | None = None
    f_organisation_number: str | None = None
    f_organisation_name: str | None = None
    f_address: list[_m.Address] = []
    f_link: list[_m.Link] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}firstname":
            f_firstname = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}middlename":
            f_middlename = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}lastname":
            f_lastname = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}digipost-address":
            f_digipost_address = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}mobile-number":
            f_mobile_number = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}organisation-number":
            f_organisation_number = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}organisation-name":
            f_organisation_name = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}address":
            f_address.append(read_address(c))
        elif t == "{http://api.digipost.no/schema/v8}link":
            f_link.append(read_link(c))
    if f_digipost_address is None:
        _r.missing(e, "digipost-address")
    (
        s1,
        s2,
        s3,
        s4,
        s5,
        s6,
        s7,
        s8,
        s9,
    ) = _set_recipient
    s1(o, f_firstname)
    s2(o, f_middlename)
    s3(o, f_lastname)
    s4(o, f_digipost_address)
    s5(o, f_mobile_number)
    s6(o, f_organisation_number)
    s7(o, f_organisation_name)
    s8(o, f_address)
    s9(o, f_link)
    return o


def write_peppol_addresses(v: _m.PeppolAddresses, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    write_peppol_address(v.receiver, a, "receiver")
    write_peppol_address(v.sender, a, "sender")
    a(f"</{tag}>")


_set_peppol_addresses = _r.setters(_m.PeppolAddresses, "receiver", "sender")


def read_peppol_addresses(e: etree._Element) -> _m.PeppolAddresses:
    o = _new(_m.PeppolAddresses)
    f_receiver: _m.PeppolAddress | None = None
    f_sender: _m.PeppolAddress | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}receiver":
            f_receiver = read_peppol_address(c)
        elif t == "{http://api.digipost.no/schema/v8}sender":
            f_sender = read_peppol_address(c)
    if f_receiver is None:
        _r.missing(e, "receiver")
    if f_sender is None:
        _r.missing(e, "sender")
    (
        s1,
        s2,
    ) = _set_peppol_addresses
    s1(o, f_receiver)
    s2(o, f_sender)
    return o


def write_print_recipient(v: _m.PrintRecipient, a: _w.Append, tag: str, more: str = "") -> None:
    enforce(v, _m.PrintRecipient.Meta.structure)
    a(f"<{tag}{more}>")
    a(f"<name>{_w.text(v.name)}</name>")
    if (x2 := v.norwegian_address) is not None:
        write_norwegian_address(x2, a, "norwegian-address")
    if (x3 := v.foreign_address) is not None:
        write_foreign_address(x3, a, "foreign-address")
    a(f"</{tag}>")


_set_print_recipient = _r.setters(_m.PrintRecipient, "name", "norwegian_address", "foreign_address")


def read_print_recipient(e: etree._Element) -> _m.PrintRecipient:
    o = _new(_m.PrintRecipient)
    f_name: str | None = None
    f_norwegian_address: _m.NorwegianAddress | None = None
    f_foreign_address: _m.ForeignAddress | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}name":
            f_name = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}norwegian-address":
            f_norwegian_address = read_norwegian_address(c)
        elif t == "{http://api.digipost.no/schema/v8}foreign-address":
            f_foreign_address = read_foreign_address(c)
    if f_name is None:
        _r.missing(e, "name")
    (
        s1,
        s2,
        s3,
    ) = _set_print_recipient
    s1(o, f_name)
    s2(o, f_norwegian_address)
    s3(o, f_foreign_address)
    return o


def write_identification_result_with_encryption_key(
    v: _m.IdentificationResultWithEncryptionKey, a: _w.Append, tag: str, more: str = ""
) -> None:
    a(f"<{tag}{more}>")
    write_identification_result(v.identification_result, a, "identification-result")
    if (x2 := v.encryption_key) is not None:
        write_encryption_key(x2, a, "encryption-key")
    a(f"</{tag}>")


_set_identification_result_with_encryption_key = _r.setters(
    _m.IdentificationResultWithEncryptionKey, "identification_result", "encryption_key"
)


def read_identification_result_with_encryption_key(
    e: etree._Element,
) -> _m.IdentificationResultWithEncryptionKey:
    o = _new(_m.IdentificationResultWithEncryptionKey)
    f_identification_result: _m.IdentificationResult | None = None
    f_encryption_key: _m.EncryptionKey | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}identification-result":
            f_identification_result = read_identification_result(c)
        elif t == "{http://api.digipost.no/schema/v8}encryption-key":
            f_encryption_key = read_encryption_key(c)
    if f_identification_result is None:
        _r.missing(e, "identification-result")
    (
        s1,
        s2,
    ) = _set_identification_result_with_encryption_key
    s1(o, f_identification_result)
    s2(o, f_encryption_key)
    return o


def write_identification(v: _m.Identification, a: _w.Append, tag: str, more: str = "") -> None:
    enforce(v, _m.Identification.Meta.structure)
    a(f"<{tag}{more}")
    a(f' include-personalias-for-digipost-user="{_l.write_boolean(v.include_personalias_for_digipost_user)}"')
    a(">")
    if (x1 := v.personal_identification_number) is not None:
        a(f"<personal-identification-number>{_w.text(x1)}</personal-identification-number>")
    if (x2 := v.organisation_number) is not None:
        a(f"<organisation-number>{_w.text(x2)}</organisation-number>")
    if (x3 := v.digipost_address) is not None:
        a(f"<digipost-address>{_w.text(x3)}</digipost-address>")
    if (x4 := v.name_and_address) is not None:
        write_name_and_address(x4, a, "name-and-address")
    if (x5 := v.bank_account_number) is not None:
        a(f"<bank-account-number>{_w.text(x5)}</bank-account-number>")
    a(f"</{tag}>")


_set_identification = _r.setters(
    _m.Identification,
    "personal_identification_number",
    "organisation_number",
    "digipost_address",
    "name_and_address",
    "bank_account_number",
    "include_personalias_for_digipost_user",
)


def read_identification(e: etree._Element) -> _m.Identification:
    o = _new(_m.Identification)
    f_include_personalias_for_digipost_user = e.get("include-personalias-for-digipost-user")
    f_personal_identification_number: str | None = None
    f_organisation_number: str | None = None
    f_digipost_address: str | None = None
    f_name_and_address: _m.NameAndAddress | None = None
    f_bank_account_number: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}personal-identification-number":
            f_personal_identification_number = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}organisation-number":
            f_organisation_number = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}digipost-address":
            f_digipost_address = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}name-and-address":
            f_name_and_address = read_name_and_address(c)
        elif t == "{http://api.digipost.no/schema/v8}bank-account-number":
            f_bank_account_number = c.text or ""
    (
        s1,
        s2,
        s3,
        s4,
        s5,
        s6,
    ) = _set_identification
    s1(o, f_personal_identification_number)
    s2(o, f_organisation_number)
    s3(o, f_digipost_address)
    s4(o, f_name_and_address)
    s5(o, f_bank_account_number)
    s6(
        o,
        False
        if f_include_personalias_for_digipost_user is None
        else _r.attribute(
            e,
            "include-personalias-for-digipost-user",
            f_include_personalias_for_digipost_user,
            _l.read_boolean,
        ),
    )
    return o


def write_print_instructions(v: _m.PrintInstructions, a: _w.Append, tag: str, more: str = "") -> None:
    enforce(v, _m.PrintInstructions.Meta.structure)
    a(f"<{tag}{more}>")
    for x1 in v.print_instruction:
        write_print_instruction(x1, a, "print-instruction")
    a(f"</{tag}>")


_set_print_instructions = _r.setters(_m.PrintInstructions, "print_instruction")


def read_print_instructions(e: etree._Element) -> _m.PrintInstructions:
    o = _new(_m.PrintInstructions)
    f_print_instruction: list[_m.PrintInstruction] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}print-instruction":
            f_print_instruction.append(read_print_instruction(c))
    (s1,) = _set_print_instructions
    s1(o, f_print_instruction)
    return o


def write_additional_data(v: _m.AdditionalData, a: _w.Append, tag: str, more: str = "") -> None:
    enforce(v, _m.AdditionalData.Meta.structure)
    a(f"<{tag}{more}>")
    write_data_type(v.data_type, a, "data-type")
    if (x2 := v.sender_id) is not None:
        a(f"<sender-id>{_l.write_integer(x2)}</sender-id>")
    if (x3 := v.sender_organization) is not None:
        write_sender_organization(x3, a, "sender-organization")
    a(f"</{tag}>")


_set_additional_data = _r.setters(_m.AdditionalData, "data_type", "sender_id", "sender_organization")


def read_additional_data(e: etree._Element) -> _m.AdditionalData:
    o = _new(_m.AdditionalData)
    f_data_type: _m.DataType | None = None
    f_sender_id: int | None = None
    f_sender_organization: _m.SenderOrganization | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}data-type":
            f_data_type = read_data_type(c)
        elif t == "{http://api.digipost.no/schema/v8}sender-id":
            f_sender_id = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/v8}sender-organization":
            f_sender_organization = read_sender_organization(c)
    if f_data_type is None:
        _r.missing(e, "data-type")
    (
        s1,
        s2,
        s3,
    ) = _set_additional_data
    s1(o, f_data_type)
    s2(o, f_sender_id)
    s3(o, f_sender_organization)
    return o


def write_sms_notification(v: _m.SmsNotification, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.overrides) is not None:
        write_sms_overrides(x1, a, "overrides")
    for x2 in v.at:
        write_listed_time(x2, a, "at")
    for x3 in v.after_hours:
        a(f"<after-hours>{_l.write_integer(x3)}</after-hours>")
    a(f"</{tag}>")


_set_sms_notification = _r.setters(_m.SmsNotification, "overrides", "at", "after_hours")


def read_sms_notification(e: etree._Element) -> _m.SmsNotification:
    o = _new(_m.SmsNotification)
    f_overrides: _m.SmsOverrides | None = None
    f_at: list[_m.ListedTime] = []
    f_after_hours: list[int] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}overrides":
            f_overrides = read_sms_overrides(c)
        elif t == "{http://api.digipost.no/schema/v8}at":
            f_at.append(read_listed_time(c))
        elif t == "{http://api.digipost.no/schema/v8}after-hours":
            f_after_hours.append(_r.leaf(c, _l.read_integer))
    (
        s1,
        s2,
        s3,
    ) = _set_sms_notification
    s1(o, f_overrides)
    s2(o, f_at)
    s3(o, f_after_hours)
    return o


def write_email_notification(v: _m.EmailNotification, a: _w.Append, tag: str, more: str = "") -> None:
    enforce(v, _m.EmailNotification.Meta.structure)
    a(f"<{tag}{more}>")
    a(f"<email-address>{_w.text(v.email_address)}</email-address>")
    a(f"<subject>{_w.text(v.subject)}</subject>")
    a(f"<text>{_w.text(v.text)}</text>")
    for x4 in v.at:
        write_listed_time(x4, a, "at")
    a(f"</{tag}>")


_set_email_notification = _r.setters(_m.EmailNotification, "email_address", "subject", "text", "at")


def read_email_notification(e: etree._Element) -> _m.EmailNotification:
    o = _new(_m.EmailNotification)
    f_email_address: str | None = None
    f_subject: str | None = None
    f_text: str | None = None
    f_at: list[_m.ListedTime] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}email-address":
            f_email_address = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}subject":
            f_subject = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}text":
            f_text = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}at":
            f_at.append(read_listed_time(c))
    if f_email_address is None:
        _r.missing(e, "email-address")
    if f_subject is None:
        _r.missing(e, "subject")
    if f_text is None:
        _r.missing(e, "text")
    (
        s1,
        s2,
        s3,
        s4,
    ) = _set_email_notification
    s1(o, f_email_address)
    s2(o, f_subject)
    s3(o, f_text)
    s4(o, f_at)
    return o


def write_features(v: _m.Features, a: _w.Append, tag: str, more: str = "") -> None:
    enforce(v, _m.Features.Meta.structure)
    a(f"<{tag}{more}>")
    for x1 in v.feature:
        write_feature(x1, a, "feature")
    a(f"</{tag}>")


_set_features = _r.setters(_m.Features, "feature")


def read_features(e: etree._Element) -> _m.Features:
    o = _new(_m.Features)
    f_feature: list[_m.Feature] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}feature":
            f_feature.append(read_feature(c))
    (s1,) = _set_features
    s1(o, f_feature)
    return o


def write_event(v: _m.Event, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}")
    a(f' uuid="{_l.write_uuid(v.uuid)}"')
    a(f' type="{_w.attribute(v.type)}"')
    a(f' created="{_l.write_datetime(v.created)}"')
    a(f' document-created="{_l.write_datetime(v.document_created)}"')
    a(">")
    if (x1 := v.metadata) is not None:
        write_event_metadata(x1, a, "metadata")
    a(f"</{tag}>")


_set_event = _r.setters(_m.Event, "metadata", "uuid", "type", "created", "document_created")


def read_event(e: etree._Element) -> _m.Event:
    o = _new(_m.Event)
    f_uuid = e.get("uuid")
    if f_uuid is None:
        _r.missing(e, "uuid", "attribute")
    f_type = e.get("type")
    if f_type is None:
        _r.missing(e, "type", "attribute")
    f_created = e.get("created")
    if f_created is None:
        _r.missing(e, "created", "attribute")
    f_document_created = e.get("document-created")
    if f_document_created is None:
        _r.missing(e, "document-created", "attribute")
    f_metadata: _m.EventMetadata | RawElement | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}metadata":
            f_metadata = read_event_metadata(c)
    (
        s1,
        s2,
        s3,
        s4,
        s5,
    ) = _set_event
    s1(o, f_metadata)
    s2(o, _r.attribute(e, "uuid", f_uuid, _l.read_uuid))
    s3(o, _r.enum_attribute(f_type, _m.EventType))
    s4(o, _r.attribute(e, "created", f_created, _l.read_datetime))
    s5(o, _r.attribute(e, "document-created", f_document_created, _l.read_datetime))
    return o


def write_email_delivered_metadata(
    v: _m.EmailDeliveredMetadata, a: _w.Append, tag: str, more: str = ""
) -> None:
    enforce(v, _m.EmailDeliveredMetadata.Meta.structure)
    a(f"<{tag}{more}")
    a(f' email-address="{_w.attribute(v.email_address)}"')
    a("/>")


_set_email_delivered_metadata = _r.setters(_m.EmailDeliveredMetadata, "email_address")


def read_email_delivered_metadata(e: etree._Element) -> _m.EmailDeliveredMetadata:
    o = _new(_m.EmailDeliveredMetadata)
    f_email_address = e.get("email-address")
    if f_email_address is None:
        _r.missing(e, "email-address", "attribute")
    (s1,) = _set_email_delivered_metadata
    s1(o, f_email_address)
    return o


def write_email_notification_failed_metadata(
    v: _m.EmailNotificationFailedMetadata, a: _w.Append, tag: str, more: str = ""
) -> None:
    enforce(v, _m.EmailNotificationFailedMetadata.Meta.structure)
    a(f"<{tag}{more}")
    a(f' email-address="{_w.attribute(v.email_address)}"')
    a(f' error-code="{_w.attribute(v.error_code)}"')
    a("/>")


_set_email_notification_failed_metadata = _r.setters(
    _m.EmailNotificationFailedMetadata, "email_address", "error_code"
)


def read_email_notification_failed_metadata(e: etree._Element) -> _m.EmailNotificationFailedMetadata:
    o = _new(_m.EmailNotificationFailedMetadata)
    f_email_address = e.get("email-address")
    if f_email_address is None:
        _r.missing(e, "email-address", "attribute")
    f_error_code = e.get("error-code")
    if f_error_code is None:
        _r.missing(e, "error-code", "attribute")
    (
        s1,
        s2,
    ) = _set_email_notification_failed_metadata
    s1(o, f_email_address)
    s2(o, f_error_code)
    return o


def write_sms_notification_failed_metadata(
    v: _m.SmsNotificationFailedMetadata, a: _w.Append, tag: str, more: str = ""
) -> None:
    enforce(v, _m.SmsNotificationFailedMetadata.Meta.structure)
    a(f"<{tag}{more}")
    a(f' mobile-number="{_w.attribute(v.mobile_number)}"')
    a(f' error-code="{_w.attribute(v.error_code)}"')
    a("/>")


_set_sms_notification_failed_metadata = _r.setters(
    _m.SmsNotificationFailedMetadata, "mobile_number", "error_code"
)


def read_sms_notification_failed_metadata(e: etree._Element) -> _m.SmsNotificationFailedMetadata:
    o = _new(_m.SmsNotificationFailedMetadata)
    f_mobile_number = e.get("mobile-number")
    if f_mobile_number is None:
        _r.missing(e, "mobile-number", "attribute")
    f_error_code = e.get("error-code")
    if f_error_code is None:
        _r.missing(e, "error-code", "attribute")
    (
        s1,
        s2,
    ) = _set_sms_notification_failed_metadata
    s1(o, f_mobile_number)
    s2(o, f_error_code)
    return o


def write_failed_print_metadata(v: _m.FailedPrintMetadata, a: _w.Append, tag: str, more: str = "") -> None:
    enforce(v, _m.FailedPrintMetadata.Meta.structure)
    a(f"<{tag}{more}")
    a(f' error-code="{_w.attribute(v.error_code)}"')
    a("/>")


_set_failed_print_metadata = _r.setters(_m.FailedPrintMetadata, "error_code")


def read_failed_print_metadata(e: etree._Element) -> _m.FailedPrintMetadata:
    o = _new(_m.FailedPrintMetadata)
    f_error_code = e.get("error-code")
    if f_error_code is None:
        _r.missing(e, "error-code", "attribute")
    (s1,) = _set_failed_print_metadata
    s1(o, f_error_code)
    return o


def write_failed_peppol_metadata(v: _m.FailedPeppolMetadata, a: _w.Append, tag: str, more: str = "") -> None:
    enforce(v, _m.FailedPeppolMetadata.Meta.structure)
    a(f"<{tag}{more}")
    a(f' error-code="{_w.attribute(v.error_code)}"')
    a("/>")


_set_failed_peppol_metadata = _r.setters(_m.FailedPeppolMetadata, "error_code")


def read_failed_peppol_metadata(e: etree._Element) -> _m.FailedPeppolMetadata:
    o = _new(_m.FailedPeppolMetadata)
    f_error_code = e.get("error-code")
    if f_error_code is None:
        _r.missing(e, "error-code", "attribute")
    (s1,) = _set_failed_peppol_metadata
    s1(o, f_error_code)
    return o


def write_postmarked_metadata(v: _m.PostmarkedMetadata, a: _w.Append, tag: str, more: str = "") -> None:
    enforce(v, _m.PostmarkedMetadata.Meta.structure)
    a(f"<{tag}{more}")
    a(f' postmarked-date="{_l.write_datetime(v.postmarked_date)}"')
    a("/>")


_set_postmarked_metadata = _r.setters(_m.PostmarkedMetadata, "postmarked_date")


def read_postmarked_metadata(e: etree._Element) -> _m.PostmarkedMetadata:
    o = _new(_m.PostmarkedMetadata)
    f_postmarked_date = e.get("postmarked-date")
    if f_postmarked_date is None:
        _r.missing(e, "postmarked-date", "attribute")
    (s1,) = _set_postmarked_metadata
    s1(o, _r.attribute(e, "postmarked-date", f_postmarked_date, _l.read_datetime))
    return o


def write_request_for_registration_expired_metadata(
    v: _m.RequestForRegistrationExpiredMetadata, a: _w.Append, tag: str, more: str = ""
) -> None:
    enforce(v, _m.RequestForRegistrationExpiredMetadata.Meta.structure)
    a(f"<{tag}{more}")
    if (y1 := v.fallback_channel) is not None:
        a(f' fallback-channel="{_w.attribute(y1)}"')
    a("/>")


_set_request_for_registration_expired_metadata = _r.setters(
    _m.RequestForRegistrationExpiredMetadata, "fallback_channel"
)


def read_request_for_registration_expired_metadata(
    e: etree._Element,
) -> _m.RequestForRegistrationExpiredMetadata:
    o = _new(_m.RequestForRegistrationExpiredMetadata)
    f_fallback_channel = e.get("fallback-channel")
    (s1,) = _set_request_for_registration_expired_metadata
    s1(o, f_fallback_channel)
    return o


def write_archive_document(v: _m.ArchiveDocument, a: _w.Append, tag: str, more: str = "") -> None:
    enforce(v, _m.ArchiveDocument.Meta.structure)
    a(f"<{tag}{more}>")
    a(f"<uuid>{_l.write_uuid(v.uuid)}</uuid>")
    if (x2 := v.file_name) is not None:
        a(f"<file-name>{_w.text(x2)}</file-name>")
    a(f"<file-type>{_w.text(v.file_type)}</file-type>")
    if (x4 := v.referenceid) is not None:
        a(f"<referenceid>{_w.text(x4)}</referenceid>")
    if (x5 := v.content_type) is not None:
        a(f"<content-type>{_w.text(x5)}</content-type>")
    if (x6 := v.content_hash) is not None:
        write_content_hash(x6, a, "content-hash")
    for x7 in v.attributes:
        write_archive_document_attribute(x7, a, "attributes")
    if (x8 := v.archived_time) is not None:
        a(f"<archived-time>{_l.write_datetime(x8)}</archived-time>")
    if (x9 := v.deletion_time) is not None:
        a(f"<deletion-time>{_l.write_datetime(x9)}</deletion-time>")
    for x10 in v.link:
        write_link(x10, a, "link")
    a(f"</{tag}>")


_set_archive_document = _r.setters(
    _m.ArchiveDocument,
    "uuid",
    "file_name",
    "file_type",
    "referenceid",
    "content_type",
    "content_hash",
    "attributes",
    "archived_time",
    "deletion_time",
    "link",
)


def read_archive_document(e: etree._Element) -> _m.ArchiveDocument:
    o = _new(_m.ArchiveDocument)
    f_uuid: UUID | None = None
    f_file_name: str | None = None
    f_file_type: str | None = None
    f_referenceid: str | None = None
    f_content_type: str | None = None
    f_content_hash: _m.ContentHash | None = None
    f_attributes: list[_m.ArchiveDocumentAttribute] = []
    f_archived_time: datetime | None = None
    f_deletion_time: datetime | None = None
    f_link: list[_m.Link] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}uuid":
            f_uuid = _r.leaf(c, _l.read_uuid)
        elif t == "{http://api.digipost.no/schema/v8}file-name":
            f_file_name = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}file-type":
            f_file_type = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}referenceid":
            f_referenceid = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}content-type":
            f_content_type = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}content-hash":
            f_content_hash = read_content_hash(c)
        elif t == "{http://api.digipost.no/schema/v8}attributes":
            f_attributes.append(read_archive_document_attribute(c))
        elif t == "{http://api.digipost.no/schema/v8}archived-time":
            f_archived_time = _r.leaf(c, _l.read_datetime)
        elif t == "{http://api.digipost.no/schema/v8}deletion-time":
            f_deletion_time = _r.leaf(c, _l.read_datetime)
        elif t == "{http://api.digipost.no/schema/v8}link":
            f_link.append(read_link(c))
    if f_uuid is None:
        _r.missing(e, "uuid")
    if f_file_type is None:
        _r.missing(e, "file-type")
    (
        s1,
        s2,
        s3,
        s4,
        s5,
        s6,
        s7,
        s8,
        s9,
        s10,
    ) = _set_archive_document
    s1(o, f_uuid)
    s2(o, f_file_name)
    s3(o, f_file_type)
    s4(o, f_referenceid)
    s5(o, f_content_type)
    s6(o, f_content_hash)
    s7(o, f_attributes)
    s8(o, f_archived_time)
    s9(o, f_deletion_time)
    s10(o, f_link)
    return o


def write_tag(v: _m.Tag, a: _w.Append, tag: str, more: str = "") -> None:
    enforce(v, _m.Tag.Meta.structure)
    a(f"<{tag}{more}>")
    if (x1 := v.public_mailbox_tag) is not None:
        write_public_mailbox_tag(x1, a, "public-mailbox-tag")
    a(f"</{tag}>")


_set_tag = _r.setters(_m.Tag, "public_mailbox_tag")


def read_tag(e: etree._Element) -> _m.Tag:
    o = _new(_m.Tag)
    f_public_mailbox_tag: _m.PublicMailboxTag | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}public-mailbox-tag":
            f_public_mailbox_tag = read_public_mailbox_tag(c)
    (s1,) = _set_tag
    s1(o, f_public_mailbox_tag)
    return o


def write_shared_document_origin(v: _m.SharedDocumentOrigin, a: _w.Append, tag: str, more: str = "") -> None:
    enforce(v, _m.SharedDocumentOrigin.Meta.structure)
    a(f"<{tag}{more}>")
    if (x1 := v.organisation) is not None:
        write_shared_document_origin_organisation(x1, a, "organisation")
    if (x2 := v.private_person) is not None:
        write_shared_document_origin_private_person(x2, a, "private-person")
    a(f"</{tag}>")


_set_shared_document_origin = _r.setters(_m.SharedDocumentOrigin, "organisation", "private_person")


def read_shared_document_origin(e: etree._Element) -> _m.SharedDocumentOrigin:
    o = _new(_m.SharedDocumentOrigin)
    f_organisation: _m.SharedDocumentOriginOrganisation | None = None
    f_private_person: _m.SharedDocumentOriginPrivatePerson | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}organisation":
            f_organisation = read_shared_document_origin_organisation(c)
        elif t == "{http://api.digipost.no/schema/v8}private-person":
            f_private_person = read_shared_document_origin_private_person(c)
    (
        s1,
        s2,
    ) = _set_shared_document_origin
    s1(o, f_organisation)
    s2(o, f_private_person)
    return o


def write_autocomplete(v: _m.Autocomplete, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    for x1 in v.suggestion:
        write_suggestion(x1, a, "suggestion")
    for x2 in v.link:
        write_link(x2, a, "link")
    a(f"</{tag}>")


_set_autocomplete = _r.setters(_m.Autocomplete, "suggestion", "link")


def read_autocomplete(e: etree._Element) -> _m.Autocomplete:
    o = _new(_m.Autocomplete)
    f_suggestion: list[_m.Suggestion] = []
    f_link: list[_m.Link] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}suggestion":
            f_suggestion.append(read_suggestion(c))
        elif t == "{http://api.digipost.no/schema/v8}link":
            f_link.append(read_link(c))
    (
        s1,
        s2,
    ) = _set_autocomplete
    s1(o, f_suggestion)
    s2(o, f_link)
    return o


def write_move_files_from_public_sector_metadata(
    v: _m.MoveFilesFromPublicSectorMetadata, a: _w.Append, tag: str, more: str = ""
) -> None:
    enforce(v, _m.MoveFilesFromPublicSectorMetadata.Meta.structure)
    a(f"<{tag}{more}")
    a(f' opened="{_l.write_boolean(v.opened)}"')
    a(f' delivery-time="{_l.write_datetime(v.delivery_time)}"')
    a(f' subject="{_w.attribute(v.subject)}"')
    a(f' authentication-level="{_w.attribute(v.authentication_level)}"')
    a(f' sensitivity-level="{_w.attribute(v.sensitivity_level)}"')
    a(f' destination-mailbox="{_w.attribute(v.destination_mailbox)}"')
    a(f' destination-mailbox-address="{_w.attribute(v.destination_mailbox_address)}"')
    a(">")
    for x1 in v.document:
        write_document_metadata(x1, a, "document")
    a(f"<x509Certificate>{_w.text(v.x509_certificate)}</x509Certificate>")
    a(f"</{tag}>")


_set_move_files_from_public_sector_metadata = _r.setters(
    _m.MoveFilesFromPublicSectorMetadata,
    "document",
    "x509_certificate",
    "opened",
    "delivery_time",
    "subject",
    "authentication_level",
    "sensitivity_level",
    "destination_mailbox",
    "destination_mailbox_address",
)


def read_move_files_from_public_sector_metadata(e: etree._Element) -> _m.MoveFilesFromPublicSectorMetadata:
    o = _new(_m.MoveFilesFromPublicSectorMetadata)
    f_opened = e.get("opened")
    if f_opened is None:
        _r.missing(e, "opened", "attribute")
    f_delivery_time = e.get("delivery-time")
    if f_delivery_time is None:
        _r.missing(e, "delivery-time", "attribute")
    f_subject = e.get("subject")
    if f_subject is None:
        _r.missing(e, "subject", "attribute")
    f_authentication_level = e.get("authentication-level")
    if f_authentication_level is None:
        _r.missing(e, "authentication-level", "attribute")
    f_sensitivity_level = e.get("sensitivity-level")
    if f_sensitivity_level is None:
        _r.missing(e, "sensitivity-level", "attribute")
    f_destination_mailbox = e.get("destination-mailbox")
    if f_destination_mailbox is None:
        _r.missing(e, "destination-mailbox", "attribute")
    f_destination_mailbox_address = e.get("destination-mailbox-address")
    if f_destination_mailbox_address is None:
        _r.missing(e, "destination-mailbox-address", "attribute")
    f_document: list[_m.DocumentMetadata] = []
    f_x509_certificate: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}document":
            f_document.append(read_document_metadata(c))
        elif t == "{http://api.digipost.no/schema/v8}x509Certificate":
            f_x509_certificate = c.text or ""
    if f_x509_certificate is None:
        _r.missing(e, "x509Certificate")
    (
        s1,
        s2,
        s3,
        s4,
        s5,
        s6,
        s7,
        s8,
        s9,
    ) = _set_move_files_from_public_sector_metadata
    s1(o, f_document)
    s2(o, f_x509_certificate)
    s3(o, _r.attribute(e, "opened", f_opened, _l.read_boolean))
    s4(o, _r.attribute(e, "delivery-time", f_delivery_time, _l.read_datetime))
    s5(o, f_subject)
    s6(o, _r.enum_attribute(f_authentication_level, _m.AuthenticationLevel))
    s7(o, _r.enum_attribute(f_sensitivity_level, _m.SensitivityLevel))
    s8(o, f_destination_mailbox)
    s9(o, f_destination_mailbox_address)
    return o


def write_inbox(v: _m.Inbox, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    for x1 in v.document:
        write_inbox_document(x1, a, "document")
    a(f"</{tag}>")


_set_inbox = _r.setters(_m.Inbox, "document")


def read_inbox(e: etree._Element) -> _m.Inbox:
    o = _new(_m.Inbox)
    f_document: list[_m.InboxDocument] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}document":
            f_document.append(read_inbox_document(c))
    (s1,) = _set_inbox
    s1(o, f_document)
    return o


def write_recipients(v: _m.Recipients, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    for x1 in v.recipient:
        write_recipient(x1, a, "recipient")
    for x2 in v.link:
        write_link(x2, a, "link")
    a(f"</{tag}>")


_set_recipients = _r.setters(_m.Recipients, "recipient", "link")


def read_recipients(e: etree._Element) -> _m.Recipients:
    o = _new(_m.Recipients)
    f_recipient: list[_m.Recipient] = []
    f_link: list[_m.Link] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}recipient":
            f_recipient.append(read_recipient(c))
        elif t == "{http://api.digipost.no/schema/v8}link":
            f_link.append(read_link(c))
    (
        s1,
        s2,
    ) = _set_recipients
    s1(o, f_recipient)
    s2(o, f_link)
    return o


def write_print_details(v: _m.PrintDetails, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    write_print_recipient(v.recipient, a, "recipient")
    write_print_recipient(v.return_address, a, "return-address")
    if (x3 := v.color) is not None:
        a(f"<color>{_w.text(x3)}</color>")
    if (x4 := v.nondeliverable_handling) is not None:
        a(f"<nondeliverable-handling>{_w.text(x4)}</nondeliverable-handling>")
    if (x5 := v.print_instructions) is not None:
        write_print_instructions(x5, a, "print-instructions")
    a(f"</{tag}>")


_set_print_details = _r.setters(
    _m.PrintDetails, "recipient", "return_address", "color", "nondeliverable_handling", "print_instructions"
)


def read_print_details(e: etree._Element) -> _m.PrintDetails:
    o = _new(_m.PrintDetails)
    f_recipient: _m.PrintRecipient | None = None
    f_return_address: _m.PrintRecipient | None = None
    f_color: _m.PrintColors | None = None
    f_nondeliverable_handling: _m.NondeliverableHandling | None = None
    f_print_instructions: _m.PrintInstructions | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}recipient":
            f_recipient = read_print_recipient(c)
        elif t == "{http://api.digipost.no/schema/v8}return-address":
            f_return_address = read_print_recipient(c)
        elif t == "{http://api.digipost.no/schema/v8}color":
            f_color = _r.enum_leaf(c, _m.PrintColors)
        elif t == "{http://api.digipost.no/schema/v8}nondeliverable-handling":
            f_nondeliverable_handling = _r.enum_leaf(c, _m.NondeliverableHandling)
        elif t == "{http://api.digipost.no/schema/v8}print-instructions":
            f_print_instructions = read_print_instructions(c)
    if f_recipient is None:
        _r.missing(e, "recipient")
    if f_return_address is None:
        _r.missing(e, "return-address")
    (
        s1,
        s2,
        s3,
        s4,
        s5,
    ) = _set_print_details
    s1(o, f_recipient)
    s2(o, f_return_address)
    s3(o, f_color)
    s4(o, f_nondeliverable_handling)
    s5(o, f_print_instructions)
    return o


def write_document(v: _m.Document, a: _w.Append, tag: str, more: str = "") -> None:
    enforce(v, _m.Document.Meta.structure)
    a(f"<{tag}{more}")
    if (y1 := v.technical_type) is not None:
        a(f' technical-type="{_w.attribute(y1)}"')
    a(">")
    if (x1 := v.uuid) is not None:
        a(f"<uuid>{_l.write_uuid(x1)}</uuid>")
    if (x2 := v.subject) is not None:
        a(f"<subject>{_w.text(x2)}</subject>")
    a(f"<file-type>{_w.text(v.file_type)}</file-type>")
    if (x4 := v.opening_receipt) is not None:
        a(f"<opening-receipt>{_w.text(x4)}</opening-receipt>")
    if (x5 := v.opened) is not None:
        a(f"<opened>{_l.write_boolean(x5)}</opened>")
    if (x6 := v.sms_notification) is not None:
        write_sms_notification(x6, a, "sms-notification")
    if (x7 := v.email_notification) is not None:
        write_email_notification(x7, a, "email-notification")
    if (x8 := v.authentication_level) is not None:
        a(f"<authentication-level>{_w.text(x8)}</authentication-level>")
    if (x9 := v.sensitivity_level) is not None:
        a(f"<sensitivity-level>{_w.text(x9)}</sensitivity-level>")
    if (x10 := v.encrypted) is not None:
        write_encrypted(x10, a, "encrypted")
    if (x11 := v.content_hash) is not None:
        write_content_hash(x11, a, "content-hash")
    for x12 in v.link:
        write_link(x12, a, "link")
    if (x13 := v.data_type) is not None:
        write_data_type(x13, a, "data-type")
    a(f"</{tag}>")


_set_document = _r.setters(
    _m.Document,
    "uuid",
    "subject",
    "file_type",
    "opening_receipt",
    "opened",
    "sms_notification",
    "email_notification",
    "authentication_level",
    "sensitivity_level",
    "encrypted",
    "content_hash",
    "link",
    "data_type",
    "technical_type",
)


def read_document(e: etree._Element) -> _m.Document:
    o = _new(_m.Document)
    f_technical_type = e.get("technical-type")
    f_uuid: UUID | None = None
    f_subject: str | None = None
    f_file_type: str | None = None
    f_opening_receipt: str | None = None
    f_opened: bool | None = None
    f_sms_notification: _m.SmsNotification | None = None
    f_email_notification: _m.EmailNotification | None = None
    f_authentication_level: _m.AuthenticationLevel | None = None
    f_sensitivity_level: _m.SensitivityLevel | None = None
    f_encrypted: _m.Encrypted | None = None
    f_content_hash: _m.ContentHash | None = None
    f_link: list[_m.Link] = []
    f_data_type: _m.DataType | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}uuid":
            f_uuid = _r.leaf(c, _l.read_uuid)
        elif t == "{http://api.digipost.no/schema/v8}subject":
            f_subject = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}file-type":
            f_file_type = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}opening-receipt":
            f_opening_receipt = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}opened":
            f_opened = _r.leaf(c, _l.read_boolean)
        elif t == "{http://api.digipost.no/schema/v8}sms-notification":
            f_sms_notification = read_sms_notification(c)
        elif t == "{http://api.digipost.no/schema/v8}email-notification":
            f_email_notification = read_email_notification(c)
        elif t == "{http://api.digipost.no/schema/v8}authentication-level":
            f_authentication_level = _r.enum_leaf(c, _m.AuthenticationLevel)
        elif t == "{http://api.digipost.no/schema/v8}sensitivity-level":
            f_sensitivity_level = _r.enum_leaf(c, _m.SensitivityLevel)
        elif t == "{http://api.digipost.no/schema/v8}encrypted":
            f_encrypted = read_encrypted(c)
        elif t == "{http://api.digipost.no/schema/v8}content-hash":
            f_content_hash = read_content_hash(c)
        elif t == "{http://api.digipost.no/schema/v8}link":
            f_link.append(read_link(c))
        elif t == "{http://api.digipost.no/schema/v8}data-type":
            f_data_type = read_data_type(c)
    if f_file_type is None:
        _r.missing(e, "file-type")
    (
        s1,
        s2,
        s3,
        s4,
        s5,
        s6,
        s7,
        s8,
        s9,
        s10,
        s11,
        s12,
        s13,
        s14,
    ) = _set_document
    s1(o, f_uuid)
    s2(o, f_subject)
    s3(o, f_file_type)
    s4(o, f_opening_receipt)
    s5(o, f_opened)
    s6(o, f_sms_notification)
    s7(o, f_email_notification)
    s8(o, f_authentication_level)
    s9(o, f_sensitivity_level)
    s10(o, f_encrypted)
    s11(o, f_content_hash)
    s12(o, f_link)
    s13(o, f_data_type)
    s14(o, f_technical_type)
    return o


def write_sender_information(v: _m.SenderInformation, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.sender_id) is not None:
        a(f"<sender-id>{_l.write_integer(x1)}</sender-id>")
    a(f"<status>{_w.text(v.status)}</status>")
    if (x3 := v.supported_features) is not None:
        write_features(x3, a, "supported-features")
    a(f"</{tag}>")


_set_sender_information = _r.setters(_m.SenderInformation, "sender_id", "status", "supported_features")


def read_sender_information(e: etree._Element) -> _m.SenderInformation:
    o = _new(_m.SenderInformation)
    f_sender_id: int | None = None
    f_status: _m.SenderStatus | None = None
    f_supported_features: _m.Features | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}sender-id":
            f_sender_id = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/v8}status":
            f_status = _r.enum_leaf(c, _m.SenderStatus)
        elif t == "{http://api.digipost.no/schema/v8}supported-features":
            f_supported_features = read_features(c)
    if f_status is None:
        _r.missing(e, "status")
    (
        s1,
        s2,
        s3,
    ) = _set_sender_information
    s1(o, f_sender_id)
    s2(o, f_status)
    s3(o, f_supported_features)
    return o


def write_document_events(v: _m.DocumentEvents, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    for x1 in v.event:
        write_event(x1, a, "event")
    a(f"</{tag}>")


_set_document_events = _r.setters(_m.DocumentEvents, "event")


def read_document_events(e: etree._Element) -> _m.DocumentEvents:
    o = _new(_m.DocumentEvents)
    f_event: list[_m.Event] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}event":
            f_event.append(read_event(c))
    (s1,) = _set_document_events
    s1(o, f_event)
    return o


def write_archive(v: _m.Archive, a: _w.Append, tag: str, more: str = "") -> None:
    enforce(v, _m.Archive.Meta.structure)
    a(f"<{tag}{more}>")
    if (x1 := v.sender_id) is not None:
        a(f"<sender-id>{_l.write_integer(x1)}</sender-id>")
    if (x2 := v.sender_organization) is not None:
        write_sender_organization(x2, a, "sender-organization")
    if (x3 := v.name) is not None:
        a(f"<name>{_w.text(x3)}</name>")
    for x4 in v.link:
        write_link(x4, a, "link")
    for x5 in v.documents:
        write_archive_document(x5, a, "documents")
    a(f"</{tag}>")


_set_archive = _r.setters(_m.Archive, "sender_id", "sender_organization", "name", "link", "documents")


def read_archive(e: etree._Element) -> _m.Archive:
    o = _new(_m.Archive)
    f_sender_id: int | None = None
    f_sender_organization: _m.SenderOrganization | None = None
    f_name: str | None = None
    f_link: list[_m.Link] = []
    f_documents: list[_m.ArchiveDocument] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}sender-id":
            f_sender_id = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/v8}sender-organization":
            f_sender_organization = read_sender_organization(c)
        elif t == "{http://api.digipost.no/schema/v8}name":
            f_name = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}link":
            f_link.append(read_link(c))
        elif t == "{http://api.digipost.no/schema/v8}documents":
            f_documents.append(read_archive_document(c))
    (
        s1,
        s2,
        s3,
        s4,
        s5,
    ) = _set_archive
    s1(o, f_sender_id)
    s2(o, f_sender_organization)
    s3(o, f_name)
    s4(o, f_link)
    s5(o, f_documents)
    return o


def write_shared_document(v: _m.SharedDocument, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<delivery-time>{_l.write_datetime(v.delivery_time)}</delivery-time>")
    a(f"<subject>{_w.text(v.subject)}</subject>")
    a(f"<file-type>{_w.text(v.file_type)}</file-type>")
    a(f"<file-size-bytes>{_l.write_integer(v.file_size_bytes)}</file-size-bytes>")
    write_shared_document_origin(v.origin, a, "origin")
    for x6 in v.link:
        write_link(x6, a, "link")
    a(f"</{tag}>")


_set_shared_document = _r.setters(
    _m.SharedDocument, "delivery_time", "subject", "file_type", "file_size_bytes", "origin", "link"
)


def read_shared_document(e: etree._Element) -> _m.SharedDocument:
    o = _new(_m.SharedDocument)
    f_delivery_time: datetime | None = None
    f_subject: str | None = None
    f_file_type: str | None = None
    f_file_size_bytes: int | None = None
    f_origin: _m.SharedDocumentOrigin | None = None
    f_link: list[_m.Link] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}delivery-time":
            f_delivery_time = _r.leaf(c, _l.read_datetime)
        elif t == "{http://api.digipost.no/schema/v8}subject":
            f_subject = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}file-type":
            f_file_type = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}file-size-bytes":
            f_file_size_bytes = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/v8}origin":
            f_origin = read_shared_document_origin(c)
        elif t == "{http://api.digipost.no/schema/v8}link":
            f_link.append(read_link(c))
    if f_delivery_time is None:
        _r.missing(e, "delivery-time")
    if f_subject is None:
        _r.missing(e, "subject")
    if f_file_type is None:
        _r.missing(e, "file-type")
    if f_file_size_bytes is None:
        _r.missing(e, "file-size-bytes")
    if f_origin is None:
        _r.missing(e, "origin")
    (
        s1,
        s2,
        s3,
        s4,
        s5,
        s6,
    ) = _set_shared_document
    s1(o, f_delivery_time)
    s2(o, f_subject)
    s3(o, f_file_type)
    s4(o, f_file_size_bytes)
    s5(o, f_origin)
    s6(o, f_link)
    return o


def write_message_recipient(v: _m.MessageRecipient, a: _w.Append, tag: str, more: str = "") -> None:
    enforce(v, _m.MessageRecipient.Meta.structure)
    a(f"<{tag}{more}>")
    if (x1 := v.personal_identification_number) is not None:
        a(f"<personal-identification-number>{_w.text(x1)}</personal-identification-number>")
    if (x2 := v.organisation_number) is not None:
        a(f"<organisation-number>{_w.text(x2)}</organisation-number>")
    if (x3 := v.digipost_address) is not None:
        a(f"<digipost-address>{_w.text(x3)}</digipost-address>")
    if (x4 := v.email_details) is not None:
        write_email_details(x4, a, "email-details")
    if (x5 := v.peppol_addresses) is not None:
        write_peppol_addresses(x5, a, "peppol-addresses")
    if (x6 := v.name_and_address) is not None:
        write_name_and_address(x6, a, "name-and-address")
    if (x7 := v.bank_account_number) is not None:
        a(f"<bank-account-number>{_w.text(x7)}</bank-account-number>")
    if (x8 := v.print_details) is not None:
        write_print_details(x8, a, "print-details")
    a(f"</{tag}>")


_set_message_recipient = _r.setters(
    _m.MessageRecipient,
    "personal_identification_number",
    "organisation_number",
    "digipost_address",
    "email_details",
    "peppol_addresses",
    "name_and_address",
    "bank_account_number",
    "print_details",
)


def read_message_recipient(e: etree._Element) -> _m.MessageRecipient:
    o = _new(_m.MessageRecipient)
    f_personal_identification_number: str | None = None
    f_organisation_number: str | None = None
    f_digipost_address: str | None = None
    f_email_details: _m.EmailDetails | None = None
    f_peppol_addresses: _m.PeppolAddresses | None = None
    f_name_and_address: _m.NameAndAddress | None = None
    f_bank_account_number: str | None = None
    f_print_details: _m.PrintDetails | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}personal-identification-number":
            f_personal_identification_number = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}organisation-number":
            f_organisation_number = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}digipost-address":
            f_digipost_address = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}email-details":
            f_email_details = read_email_details(c)
        elif t == "{http://api.digipost.no/schema/v8}peppol-addresses":
            f_peppol_addresses = read_peppol_addresses(c)
        elif t == "{http://api.digipost.no/schema/v8}name-and-address":
            f_name_and_address = read_name_and_address(c)
        elif t == "{http://api.digipost.no/schema/v8}bank-account-number":
            f_bank_account_number = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}print-details":
            f_print_details = read_print_details(c)
    (
        s1,
        s2,
        s3,
        s4,
        s5,
        s6,
        s7,
        s8,
    ) = _set_message_recipient
    s1(o, f_personal_identification_number)
    s2(o, f_organisation_number)
    s3(o, f_digipost_address)
    s4(o, f_email_details)
    s5(o, f_peppol_addresses)
    s6(o, f_name_and_address)
    s7(o, f_bank_account_number)
    s8(o, f_print_details)
    return o


def write_print_if_unread(v: _m.PrintIfUnread, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<print-if-unread-after>{_l.write_datetime(v.print_if_unread_after)}</print-if-unread-after>")
    write_print_details(v.print_details, a, "print-details")
    a(f"</{tag}>")


_set_print_if_unread = _r.setters(_m.PrintIfUnread, "print_if_unread_after", "print_details")


def read_print_if_unread(e: etree._Element) -> _m.PrintIfUnread:
    o = _new(_m.PrintIfUnread)
    f_print_if_unread_after: datetime | None = None
    f_print_details: _m.PrintDetails | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}print-if-unread-after":
            f_print_if_unread_after = _r.leaf(c, _l.read_datetime)
        elif t == "{http://api.digipost.no/schema/v8}print-details":
            f_print_details = read_print_details(c)
    if f_print_if_unread_after is None:
        _r.missing(e, "print-if-unread-after")
    if f_print_details is None:
        _r.missing(e, "print-details")
    (
        s1,
        s2,
    ) = _set_print_if_unread
    s1(o, f_print_if_unread_after)
    s2(o, f_print_details)
    return o


def write_request_for_registration(
    v: _m.RequestForRegistration, a: _w.Append, tag: str, more: str = ""
) -> None:
    a(f"<{tag}{more}>")
    a(f"<registration-deadline>{_l.write_datetime(v.registration_deadline)}</registration-deadline>")
    if (x2 := v.phone_number) is not None:
        a(f"<phone-number>{_w.text(x2)}</phone-number>")
    if (x3 := v.email_address) is not None:
        a(f"<email-address>{_w.text(x3)}</email-address>")
    if (x4 := v.print_details) is not None:
        write_print_details(x4, a, "print-details")
    a(f"</{tag}>")


_set_request_for_registration = _r.setters(
    _m.RequestForRegistration, "registration_deadline", "phone_number", "email_address", "print_details"
)


def read_request_for_registration(e: etree._Element) -> _m.RequestForRegistration:
    o = _new(_m.RequestForRegistration)
    f_registration_deadline: datetime | None = None
    f_phone_number: str | None = None
    f_email_address: str | None = None
    f_print_details: _m.PrintDetails | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}registration-deadline":
            f_registration_deadline = _r.leaf(c, _l.read_datetime)
        elif t == "{http://api.digipost.no/schema/v8}phone-number":
            f_phone_number = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}email-address":
            f_email_address = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}print-details":
            f_print_details = read_print_details(c)
    if f_registration_deadline is None:
        _r.missing(e, "registration-deadline")
    (
        s1,
        s2,
        s3,
        s4,
    ) = _set_request_for_registration
    s1(o, f_registration_deadline)
    s2(o, f_phone_number)
    s3(o, f_email_address)
    s4(o, f_print_details)
    return o


def write_message_delivery(v: _m.MessageDelivery, a: _w.Append, tag: str, more: str = "") -> None:
    enforce(v, _m.MessageDelivery.Meta.structure)
    a(f"<{tag}{more}>")
    if (x1 := v.message_id) is not None:
        a(f"<message-id>{_w.text(x1)}</message-id>")
    a(f"<delivery-method>{_w.text(v.delivery_method)}</delivery-method>")
    a(f"<sender-id>{_l.write_integer(v.sender_id)}</sender-id>")
    a(f"<status>{_w.text(v.status)}</status>")
    if (x5 := v.delivery_time) is not None:
        a(f"<delivery-time>{_l.write_datetime(x5)}</delivery-time>")
    write_document(v.primary_document, a, "primary-document")
    for x7 in v.attachment:
        write_document(x7, a, "attachment")
    for x8 in v.link:
        write_link(x8, a, "link")
    a(f"</{tag}>")


_set_message_delivery = _r.setters(
    _m.MessageDelivery,
    "message_id",
    "delivery_method",
    "sender_id",
    "status",
    "delivery_time",
    "primary_document",
    "attachment",
    "link",
)


def read_message_delivery(e: etree._Element) -> _m.MessageDelivery:
    o = _new(_m.MessageDelivery)
    f_message_id: str | None = None
    f_delivery_method: _m.Channel | None = None
    f_sender_id: int | None = None
    f_status: _m.MessageStatus | None = None
    f_delivery_time: datetime | None = None
    f_primary_document: _m.Document | None = None
    f_attachment: list[_m.Document] = []
    f_link: list[_m.Link] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}message-id":
            f_message_id = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}delivery-method":
            f_delivery_method = _r.enum_leaf(c, _m.Channel)
        elif t == "{http://api.digipost.no/schema/v8}sender-id":
            f_sender_id = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/v8}status":
            f_status = _r.enum_leaf(c, _m.MessageStatus)
        elif t == "{http://api.digipost.no/schema/v8}delivery-time":
            f_delivery_time = _r.leaf(c, _l.read_datetime)
        elif t == "{http://api.digipost.no/schema/v8}primary-document":
            f_primary_document = read_document(c)
        elif t == "{http://api.digipost.no/schema/v8}attachment":
            f_attachment.append(read_document(c))
        elif t == "{http://api.digipost.no/schema/v8}link":
            f_link.append(read_link(c))
    if f_delivery_method is None:
        _r.missing(e, "delivery-method")
    if f_sender_id is None:
        _r.missing(e, "sender-id")
    if f_status is None:
        _r.missing(e, "status")
    if f_primary_document is None:
        _r.missing(e, "primary-document")
    (
        s1,
        s2,
        s3,
        s4,
        s5,
        s6,
        s7,
        s8,
    ) = _set_message_delivery
    s1(o, f_message_id)
    s2(o, f_delivery_method)
    s3(o, f_sender_id)
    s4(o, f_status)
    s5(o, f_delivery_time)
    s6(o, f_primary_document)
    s7(o, f_attachment)
    s8(o, f_link)
    return o


def write_archives(v: _m.Archives, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    for x1 in v.archive:
        write_archive(x1, a, "archive")
    for x2 in v.link:
        write_link(x2, a, "link")
    a(f"</{tag}>")


_set_archives = _r.setters(_m.Archives, "archive", "link")


def read_archives(e: etree._Element) -> _m.Archives:
    o = _new(_m.Archives)
    f_archive: list[_m.Archive] = []
    f_link: list[_m.Link] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}archive":
            f_archive.append(read_archive(c))
        elif t == "{http://api.digipost.no/schema/v8}link":
            f_link.append(read_link(c))
    (
        s1,
        s2,
    ) = _set_archives
    s1(o, f_archive)
    s2(o, f_link)
    return o


def write_shared_documents(v: _m.SharedDocuments, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    for x1 in v.shared_document:
        write_shared_document(x1, a, "shared-document")
    a(f"</{tag}>")


_set_shared_documents = _r.setters(_m.SharedDocuments, "shared_document")


def read_shared_documents(e: etree._Element) -> _m.SharedDocuments:
    o = _new(_m.SharedDocuments)
    f_shared_document: list[_m.SharedDocument] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}shared-document":
            f_shared_document.append(read_shared_document(c))
    (s1,) = _set_shared_documents
    s1(o, f_shared_document)
    return o


def write_message(v: _m.Message, a: _w.Append, tag: str, more: str = "") -> None:
    enforce(v, _m.Message.Meta.structure)
    a(f"<{tag}{more}>")
    if (x1 := v.message_id) is not None:
        a(f"<message-id>{_w.text(x1)}</message-id>")
    if (x2 := v.sender_id) is not None:
        a(f"<sender-id>{_l.write_integer(x2)}</sender-id>")
    if (x3 := v.sender_organization) is not None:
        write_sender_organization(x3, a, "sender-organization")
    write_message_recipient(v.recipient, a, "recipient")
    if (x5 := v.delivery_time) is not None:
        a(f"<delivery-time>{_l.write_datetime(x5)}</delivery-time>")
    if (x6 := v.invoice_reference) is not None:
        a(f"<invoice-reference>{_w.text(x6)}</invoice-reference>")
    write_document(v.primary_document, a, "primary-document")
    for x8 in v.attachment:
        write_document(x8, a, "attachment")
    if (x9 := v.print_if_unread) is not None:
        write_print_if_unread(x9, a, "print-if-unread")
    if (x10 := v.request_for_registration) is not None:
        write_request_for_registration(x10, a, "request-for-registration")
    if (x11 := v.batch) is not None:
        write_batch(x11, a, "batch")
    a(f"</{tag}>")


_set_message = _r.setters(
    _m.Message,
    "message_id",
    "sender_id",
    "sender_organization",
    "recipient",
    "delivery_time",
    "invoice_reference",
    "primary_document",
    "attachment",
    "print_if_unread",
    "request_for_registration",
    "batch",
)


def read_message(e: etree._Element) -> _m.Message:
    o = _new(_m.Message)
    f_message_id: str | None = None
    f_sender_id: int | None = None
    f_sender_organization: _m.SenderOrganization | None = None
    f_recipient: _m.MessageRecipient | None = None
    f_delivery_time: datetime | None = None
    f_invoice_reference: str | None = None
    f_primary_document: _m.Document | None = None
    f_attachment: list[_m.Document] = []
    f_print_if_unread: _m.PrintIfUnread | None = None
    f_request_for_registration: _m.RequestForRegistration | None = None
    f_batch: _m.Batch | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}message-id":
            f_message_id = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}sender-id":
            f_sender_id = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/v8}sender-organization":
            f_sender_organization = read_sender_organization(c)
        elif t == "{http://api.digipost.no/schema/v8}recipient":
            f_recipient = read_message_recipient(c)
        elif t == "{http://api.digipost.no/schema/v8}delivery-time":
            f_delivery_time = _r.leaf(c, _l.read_datetime)
        elif t == "{http://api.digipost.no/schema/v8}invoice-reference":
            f_invoice_reference = c.text or ""
        elif t == "{http://api.digipost.no/schema/v8}primary-document":
            f_primary_document = read_document(c)
        elif t == "{http://api.digipost.no/schema/v8}attachment":
            f_attachment.append(read_document(c))
        elif t == "{http://api.digipost.no/schema/v8}print-if-unread":
            f_print_if_unread = read_print_if_unread(c)
        elif t == "{http://api.digipost.no/schema/v8}request-for-registration":
            f_request_for_registration = read_request_for_registration(c)
        elif t == "{http://api.digipost.no/schema/v8}batch":
            f_batch = read_batch(c)
    if f_recipient is None:
        _r.missing(e, "recipient")
    if f_primary_document is None:
        _r.missing(e, "primary-document")
    (
        s1,
        s2,
        s3,
        s4,
        s5,
        s6,
        s7,
        s8,
        s9,
        s10,
        s11,
    ) = _set_message
    s1(o, f_message_id)
    s2(o, f_sender_id)
    s3(o, f_sender_organization)
    s4(o, f_recipient)
    s5(o, f_delivery_time)
    s6(o, f_invoice_reference)
    s7(o, f_primary_document)
    s8(o, f_attachment)
    s9(o, f_print_if_unread)
    s10(o, f_request_for_registration)
    s11(o, f_batch)
    return o


def write_share_documents_request_state(
    v: _m.ShareDocumentsRequestState, a: _w.Append, tag: str, more: str = ""
) -> None:
    a(f"<{tag}{more}>")
    write_shared_documents(v.shared_documents, a, "shared-documents")
    if (x2 := v.shared_at_time) is not None:
        a(f"<shared-at-time>{_l.write_datetime(x2)}</shared-at-time>")
    if (x3 := v.expiry_time) is not None:
        a(f"<expiry-time>{_l.write_datetime(x3)}</expiry-time>")
    if (x4 := v.withdrawn_time) is not None:
        a(f"<withdrawn-time>{_l.write_datetime(x4)}</withdrawn-time>")
    for x5 in v.link:
        write_link(x5, a, "link")
    a(f"</{tag}>")


_set_share_documents_request_state = _r.setters(
    _m.ShareDocumentsRequestState,
    "shared_documents",
    "shared_at_time",
    "expiry_time",
    "withdrawn_time",
    "link",
)


def read_share_documents_request_state(e: etree._Element) -> _m.ShareDocumentsRequestState:
    o = _new(_m.ShareDocumentsRequestState)
    f_shared_documents: _m.SharedDocuments | None = None
    f_shared_at_time: datetime | None = None
    f_expiry_time: datetime | None = None
    f_withdrawn_time: datetime | None = None
    f_link: list[_m.Link] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/v8}shared-documents":
            f_shared_documents = read_shared_documents(c)
        elif t == "{http://api.digipost.no/schema/v8}shared-at-time":
            f_shared_at_time = _r.leaf(c, _l.read_datetime)
        elif t == "{http://api.digipost.no/schema/v8}expiry-time":
            f_expiry_time = _r.leaf(c, _l.read_datetime)
        elif t == "{http://api.digipost.no/schema/v8}withdrawn-time":
            f_withdrawn_time = _r.leaf(c, _l.read_datetime)
        elif t == "{http://api.digipost.no/schema/v8}link":
            f_link.append(read_link(c))
    if f_shared_documents is None:
        _r.missing(e, "shared-documents")
    (
        s1,
        s2,
        s3,
        s4,
        s5,
    ) = _set_share_documents_request_state
    s1(o, f_shared_documents)
    s2(o, f_shared_at_time)
    s3(o, f_expiry_time)
    s4(o, f_withdrawn_time)
    s5(o, f_link)
    return o


WRITERS: dict[type, Callable[[Any, _w.Append], None]] = {
    _m.EncryptionKey: _w.root(write_encryption_key, "encryption-key", _NAMESPACE),
    _m.EncryptionCertificate: _w.root(write_encryption_certificate, "encryption-certificate", _NAMESPACE),
    _m.IdentificationResult: _w.root(write_identification_result, "identification-result", _NAMESPACE),
    _m.UserInformation: _w.root(write_user_information, "user-information", _NAMESPACE),
    _m.UserAccount: _w.root(write_user_account, "user-account", _NAMESPACE),
    _m.ArchiveDocumentAttribute: _w.root(
        write_archive_document_attribute, "archive-document-attribute", _NAMESPACE
    ),
    _m.ArchiveDocumentContent: _w.root(
        write_archive_document_content, "archive-document-content", _NAMESPACE
    ),
    _m.Tags: _w.root(write_tags, "tags", _NAMESPACE),
    _m.SharedDocumentContent: _w.root(write_shared_document_content, "shared-document-content", _NAMESPACE),
    _m.Entrypoint: _w.root(write_entrypoint, "entrypoint", _NAMESPACE),
    _m.DocumentStatus: _w.root(write_document_status, "document-status", _NAMESPACE),
    _m.Batch: _w.root(write_batch, "batch", _NAMESPACE),
    _m.Error: _w.root(write_error, "error", _NAMESPACE),
    _m.Recipient: _w.root(write_recipient, "recipient", _NAMESPACE),
    _m.IdentificationResultWithEncryptionKey: _w.root(
        write_identification_result_with_encryption_key,
        "identification-result-with-encryption-key",
        _NAMESPACE,
    ),
    _m.Identification: _w.root(write_identification, "identification", _NAMESPACE),
    _m.AdditionalData: _w.root(write_additional_data, "additional-data", _NAMESPACE),
    _m.ArchiveDocument: _w.root(write_archive_document, "archive-document", _NAMESPACE),
    _m.Tag: _w.root(write_tag, "tag", _NAMESPACE),
    _m.Autocomplete: _w.root(write_autocomplete, "autocomplete", _NAMESPACE),
    _m.Inbox: _w.root(write_inbox, "inbox", _NAMESPACE),
    _m.Recipients: _w.root(write_recipients, "recipients", _NAMESPACE),
    _m.Document: _w.root(write_document, "document", _NAMESPACE),
    _m.SenderInformation: _w.root(write_sender_information, "sender-information", _NAMESPACE),
    _m.DocumentEvents: _w.root(write_document_events, "document-events", _NAMESPACE),
    _m.Archive: _w.root(write_archive, "archive", _NAMESPACE),
    _m.MessageRecipient: _w.root(write_message_recipient, "message-recipient", _NAMESPACE),
    _m.MessageDelivery: _w.root(write_message_delivery, "message-delivery", _NAMESPACE),
    _m.Archives: _w.root(write_archives, "archives", _NAMESPACE),
    _m.Message: _w.root(write_message, "message", _NAMESPACE),
    _m.ShareDocumentsRequestState: _w.root(
        write_share_documents_request_state, "share-documents-request-state", _NAMESPACE
    ),
}
"""For each class of a global element, what writes that element."""

READERS: dict[type, tuple[str, Callable[[etree._Element], Any]]] = {
    _m.EncryptionKey: ("{http://api.digipost.no/schema/v8}encryption-key", read_encryption_key),
    _m.EncryptionCertificate: (
        "{http://api.digipost.no/schema/v8}encryption-certificate",
        read_encryption_certificate,
    ),
    _m.IdentificationResult: (
        "{http://api.digipost.no/schema/v8}identification-result",
        read_identification_result,
    ),
    _m.UserInformation: ("{http://api.digipost.no/schema/v8}user-information", read_user_information),
    _m.UserAccount: ("{http://api.digipost.no/schema/v8}user-account", read_user_account),
    _m.ArchiveDocumentAttribute: (
        "{http://api.digipost.no/schema/v8}archive-document-attribute",
        read_archive_document_attribute,
    ),
    _m.ArchiveDocumentContent: (
        "{http://api.digipost.no/schema/v8}archive-document-content",
        read_archive_document_content,
    ),
    _m.Tags: ("{http://api.digipost.no/schema/v8}tags", read_tags),
    _m.SharedDocumentContent: (
        "{http://api.digipost.no/schema/v8}shared-document-content",
        read_shared_document_content,
    ),
    _m.Entrypoint: ("{http://api.digipost.no/schema/v8}entrypoint", read_entrypoint),
    _m.DocumentStatus: ("{http://api.digipost.no/schema/v8}document-status", read_document_status),
    _m.Batch: ("{http://api.digipost.no/schema/v8}batch", read_batch),
    _m.Error: ("{http://api.digipost.no/schema/v8}error", read_error),
    _m.Recipient: ("{http://api.digipost.no/schema/v8}recipient", read_recipient),
    _m.IdentificationResultWithEncryptionKey: (
        "{http://api.digipost.no/schema/v8}identification-result-with-encryption-key",
        read_identification_result_with_encryption_key,
    ),
    _m.Identification: ("{http://api.digipost.no/schema/v8}identification", read_identification),
    _m.AdditionalData: ("{http://api.digipost.no/schema/v8}additional-data", read_additional_data),
    _m.ArchiveDocument: ("{http://api.digipost.no/schema/v8}archive-document", read_archive_document),
    _m.Tag: ("{http://api.digipost.no/schema/v8}tag", read_tag),
    _m.Autocomplete: ("{http://api.digipost.no/schema/v8}autocomplete", read_autocomplete),
    _m.Inbox: ("{http://api.digipost.no/schema/v8}inbox", read_inbox),
    _m.Recipients: ("{http://api.digipost.no/schema/v8}recipients", read_recipients),
    _m.Document: ("{http://api.digipost.no/schema/v8}document", read_document),
    _m.SenderInformation: ("{http://api.digipost.no/schema/v8}sender-information", read_sender_information),
    _m.DocumentEvents: ("{http://api.digipost.no/schema/v8}document-events", read_document_events),
    _m.Archive: ("{http://api.digipost.no/schema/v8}archive", read_archive),
    _m.MessageRecipient: ("{http://api.digipost.no/schema/v8}message-recipient", read_message_recipient),
    _m.MessageDelivery: ("{http://api.digipost.no/schema/v8}message-delivery", read_message_delivery),
    _m.Archives: ("{http://api.digipost.no/schema/v8}archives", read_archives),
    _m.Message: ("{http://api.digipost.no/schema/v8}message", read_message),
    _m.ShareDocumentsRequestState: (
        "{http://api.digipost.no/schema/v8}share-documents-request-state",
        read_share_documents_request_state,
    ),
}
"""For each class of a global element, the element's name and what reads it."""

ELEMENTS: dict[str, Callable[[etree._Element], Any]] = dict(READERS.values())
"""For each global element, what reads it."""

_EVENT_METADATA_WRITERS: dict[type, tuple[str, Callable[..., None]]] = {
    _m.EmailDeliveredMetadata: ("email-delivered-metadata", write_email_delivered_metadata),
    _m.EmailNotificationFailedMetadata: (
        "email-notification-failed-metadata",
        write_email_notification_failed_metadata,
    ),
    _m.SmsNotificationFailedMetadata: (
        "sms-notification-failed-metadata",
        write_sms_notification_failed_metadata,
    ),
    _m.FailedPrintMetadata: ("failed-print-metadata", write_failed_print_metadata),
    _m.FailedPeppolMetadata: ("failed-peppol-metadata", write_failed_peppol_metadata),
    _m.PostmarkedMetadata: ("postmarked-metadata", write_postmarked_metadata),
    _m.RequestForRegistrationExpiredMetadata: (
        "request-for-registration-expired-metadata",
        write_request_for_registration_expired_metadata,
    ),
    _m.MoveFilesFromPublicSectorMetadata: (
        "move-files-from-public-sector-metadata",
        write_move_files_from_public_sector_metadata,
    ),
}

_EVENT_METADATA_READERS: dict[tuple[str, str] | None, Callable[[etree._Element], _m.EventMetadata]] = {
    (_NAMESPACE, "email-delivered-metadata"): read_email_delivered_metadata,
    (_NAMESPACE, "email-notification-failed-metadata"): read_email_notification_failed_metadata,
    (_NAMESPACE, "sms-notification-failed-metadata"): read_sms_notification_failed_metadata,
    (_NAMESPACE, "failed-print-metadata"): read_failed_print_metadata,
    (_NAMESPACE, "failed-peppol-metadata"): read_failed_peppol_metadata,
    (_NAMESPACE, "postmarked-metadata"): read_postmarked_metadata,
    (_NAMESPACE, "request-for-registration-expired-metadata"): read_request_for_registration_expired_metadata,
    (_NAMESPACE, "move-files-from-public-sector-metadata"): read_move_files_from_public_sector_metadata,
}
