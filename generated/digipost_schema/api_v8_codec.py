# Made from api_v8.xsd (sha256 e7614706e8890ee7b4dca31f4bd047e45a0f5618616867c069553683e0e197ef)
# by `make generate`. Do not edit: change the schema, or codegen/.
"""Codec of the classes of `api_v8`: a writer to XML and a reader for each.

Straight-line code, no reflection. Readers fill slots and run no validator.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from lxml import etree

from . import _reading as _r
from . import _writing as _w
from . import api_v8 as _m
from ._escaping import attribute as _attribute
from ._escaping import text as _text
from ._lexical import read_boolean as _read_boolean
from ._lexical import read_date as _read_date
from ._lexical import read_datetime as _read_datetime
from ._lexical import read_integer as _read_integer
from ._lexical import read_uuid as _read_uuid
from ._lexical import write_boolean as _write_boolean
from ._lexical import write_date as _write_date
from ._lexical import write_datetime as _write_datetime
from ._lexical import write_integer as _write_integer
from ._lexical import write_uuid as _write_uuid
from ._raw import RawElement
from ._rules import enforce

__all__ = ["ELEMENTS", "READERS", "WRITERS"]

_NAMESPACE = _m.NAMESPACE
_DECLARED = f' xmlns="{_attribute(_NAMESPACE)}"'
_join = "".join
_new = object.__new__


def write_link(v: _m.Link, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        f"""{"" if (a0 := v.rel) is None else f' rel="{_attribute(a0)}"'}"""
        f''' uri="{_attribute(v.uri)}"'''
        f"""{"" if (a2 := v.media_type) is None else f' media-type="{_attribute(a2)}"'}"""
        """/>"""
    )


_unchecked_link = _r.unchecked(_m.Link)


def read_link(e: etree._Element) -> _m.Link:
    f_rel = e.get("rel")
    f_uri = e.get("uri")
    if f_uri is None:
        _r.missing(e, "uri", "attribute")
    f_media_type = e.get("media-type")
    o = _new(_unchecked_link)
    o.rel = f_rel
    o.uri = f_uri
    o.media_type = f_media_type
    o.__class__ = _m.Link
    return o


def write_address(v: _m.Address, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.street) is None else f"<street>{_text(x0)}</street>"}"""
        f"""{"" if (x1 := v.house_number) is None else f"<house-number>{_text(x1)}</house-number>"}"""
        f"""{"" if (x2 := v.house_letter) is None else f"<house-letter>{_text(x2)}</house-letter>"}"""
        f"""{"" if (x3 := v.additional_addressline) is None else f"<additional-addressline>{_text(x3)}</additional-addressline>"}"""
        f"""{"" if (x4 := v.zip_code) is None else f"<zip-code>{_text(x4)}</zip-code>"}"""
        f"""{"" if (x5 := v.city) is None else f"<city>{_text(x5)}</city>"}"""
        f"""</{tag}>"""
    )


_unchecked_address = _r.unchecked(_m.Address)


def read_address(e: etree._Element) -> _m.Address:
    f_street: str | None = None
    f_house_number: str | None = None
    f_house_letter: str | None = None
    f_additional_addressline: str | None = None
    f_zip_code: str | None = None
    f_city: str | None = None
    c = e
    try:
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
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_address)
    o.street = f_street
    o.house_number = f_house_number
    o.house_letter = f_house_letter
    o.additional_addressline = f_additional_addressline
    o.zip_code = f_zip_code
    o.city = f_city
    o.__class__ = _m.Address
    return o


def write_peppol_address(v: _m.PeppolAddress, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<schemeID>{_text(v.scheme_id)}</schemeID>"""
        f"""<endpointID>{_text(v.endpoint_id)}</endpointID>"""
        f"""</{tag}>"""
    )


_unchecked_peppol_address = _r.unchecked(_m.PeppolAddress)


def read_peppol_address(e: etree._Element) -> _m.PeppolAddress:
    f_scheme_id: str | None = None
    f_endpoint_id: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}schemeID":
                f_scheme_id = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}endpointID":
                f_endpoint_id = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_scheme_id is None:
        _r.missing(e, "schemeID")
    if f_endpoint_id is None:
        _r.missing(e, "endpointID")
    o = _new(_unchecked_peppol_address)
    o.scheme_id = f_scheme_id
    o.endpoint_id = f_endpoint_id
    o.__class__ = _m.PeppolAddress
    return o


def write_email_details(v: _m.EmailDetails, tag: str, more: str = "") -> str:
    if len(v.email_address) < 1 or len(v.email_address) > 50:
        enforce(v, _m.EmailDetails.Meta.structure)
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{_join([f"<email-address>{_text(x0)}</email-address>" for x0 in v.email_address]) if v.email_address else ""}"""
        f"""</{tag}>"""
    )


_unchecked_email_details = _r.unchecked(_m.EmailDetails)


def read_email_details(e: etree._Element) -> _m.EmailDetails:
    f_email_address: list[str] = []
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}email-address":
                f_email_address.append(c.text or "")
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_email_details)
    o.email_address = f_email_address
    o.__class__ = _m.EmailDetails
    return o


def write_norwegian_address(v: _m.NorwegianAddress, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.addressline1) is None else f"<addressline1>{_text(x0)}</addressline1>"}"""
        f"""{"" if (x1 := v.addressline2) is None else f"<addressline2>{_text(x1)}</addressline2>"}"""
        f"""{"" if (x2 := v.addressline3) is None else f"<addressline3>{_text(x2)}</addressline3>"}"""
        f"""<zip-code>{_text(v.zip_code)}</zip-code>"""
        f"""<city>{_text(v.city)}</city>"""
        f"""</{tag}>"""
    )


_unchecked_norwegian_address = _r.unchecked(_m.NorwegianAddress)


def read_norwegian_address(e: etree._Element) -> _m.NorwegianAddress:
    f_addressline1: str | None = None
    f_addressline2: str | None = None
    f_addressline3: str | None = None
    f_zip_code: str | None = None
    f_city: str | None = None
    c = e
    try:
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
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_zip_code is None:
        _r.missing(e, "zip-code")
    if f_city is None:
        _r.missing(e, "city")
    o = _new(_unchecked_norwegian_address)
    o.addressline1 = f_addressline1
    o.addressline2 = f_addressline2
    o.addressline3 = f_addressline3
    o.zip_code = f_zip_code
    o.city = f_city
    o.__class__ = _m.NorwegianAddress
    return o


def write_foreign_address(v: _m.ForeignAddress, tag: str, more: str = "") -> str:
    if (v.country is not None) is (v.country_code is not None):
        enforce(v, _m.ForeignAddress.Meta.structure)
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<addressline1>{_text(v.addressline1)}</addressline1>"""
        f"""{"" if (x1 := v.addressline2) is None else f"<addressline2>{_text(x1)}</addressline2>"}"""
        f"""{"" if (x2 := v.addressline3) is None else f"<addressline3>{_text(x2)}</addressline3>"}"""
        f"""{"" if (x3 := v.addressline4) is None else f"<addressline4>{_text(x3)}</addressline4>"}"""
        f"""{"" if (x4 := v.country) is None else f"<country>{_text(x4)}</country>"}"""
        f"""{"" if (x5 := v.country_code) is None else f"<country-code>{_text(x5)}</country-code>"}"""
        f"""</{tag}>"""
    )


_unchecked_foreign_address = _r.unchecked(_m.ForeignAddress)


def read_foreign_address(e: etree._Element) -> _m.ForeignAddress:
    f_addressline1: str | None = None
    f_addressline2: str | None = None
    f_addressline3: str | None = None
    f_addressline4: str | None = None
    f_country: str | None = None
    f_country_code: str | None = None
    c = e
    try:
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
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_addressline1 is None:
        _r.missing(e, "addressline1")
    o = _new(_unchecked_foreign_address)
    o.addressline1 = f_addressline1
    o.addressline2 = f_addressline2
    o.addressline3 = f_addressline3
    o.addressline4 = f_addressline4
    o.country = f_country
    o.country_code = f_country_code
    o.__class__ = _m.ForeignAddress
    return o


def write_encryption_key(v: _m.EncryptionKey, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        f"""{"" if (a0 := v.key_id) is None else f' key-id="{_attribute(a0)}"'}"""
        """>"""
        f"""{_text(v.value)}"""
        f"""</{tag}>"""
    )


_unchecked_encryption_key = _r.unchecked(_m.EncryptionKey)


def read_encryption_key(e: etree._Element) -> _m.EncryptionKey:
    f_key_id = e.get("key-id")
    o = _new(_unchecked_encryption_key)
    o.value = e.text or ""
    o.key_id = f_key_id
    o.__class__ = _m.EncryptionKey
    return o


def write_encryption_certificate(v: _m.EncryptionCertificate, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{_text(v.value)}"""
        f"""</{tag}>"""
    )


_unchecked_encryption_certificate = _r.unchecked(_m.EncryptionCertificate)


def read_encryption_certificate(e: etree._Element) -> _m.EncryptionCertificate:
    o = _new(_unchecked_encryption_certificate)
    o.value = e.text or ""
    o.__class__ = _m.EncryptionCertificate
    return o


def write_identification_result(v: _m.IdentificationResult, tag: str, more: str = "") -> str:
    if True:
        enforce(v, _m.IdentificationResult.Meta.structure)
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<result>{v.result.xml}</result>"""
        f"""{"" if (x1 := v.digipost_address) is None else f"<digipost-address>{_text(x1)}</digipost-address>"}"""
        f"""{"" if (x2 := v.person_alias) is None else f"<person-alias>{_text(x2)}</person-alias>"}"""
        f"""{"" if (x3 := v.unidentified_reason) is None else f"<unidentified-reason>{x3.xml}</unidentified-reason>"}"""
        f"""{"" if (x4 := v.invalid_reason) is None else f"<invalid-reason>{x4.xml}</invalid-reason>"}"""
        f"""</{tag}>"""
    )


_unchecked_identification_result = _r.unchecked(_m.IdentificationResult)


def read_identification_result(e: etree._Element) -> _m.IdentificationResult:
    f_result: _m.IdentificationResultCode | None = None
    f_digipost_address: str | None = None
    f_person_alias: str | None = None
    f_unidentified_reason: _m.UnidentifiedReason | None = None
    f_invalid_reason: _m.InvalidReason | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}result":
                f_result = _r.enum_leaf(c, _m.IdentificationResultCode, "")
            elif t == "{http://api.digipost.no/schema/v8}digipost-address":
                f_digipost_address = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}person-alias":
                f_person_alias = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}unidentified-reason":
                f_unidentified_reason = _r.enum_leaf(c, _m.UnidentifiedReason, "")
            elif t == "{http://api.digipost.no/schema/v8}invalid-reason":
                f_invalid_reason = _r.enum_leaf(c, _m.InvalidReason, "")
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_result is None:
        _r.missing(e, "result")
    o = _new(_unchecked_identification_result)
    o.result = f_result
    o.digipost_address = f_digipost_address
    o.person_alias = f_person_alias
    o.unidentified_reason = f_unidentified_reason
    o.invalid_reason = f_invalid_reason
    o.__class__ = _m.IdentificationResult
    return o


def write_name_and_address(v: _m.NameAndAddress, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<fullname>{_text(v.fullname)}</fullname>"""
        f"""<addressline1>{_text(v.addressline1)}</addressline1>"""
        f"""{"" if (x2 := v.addressline2) is None else f"<addressline2>{_text(x2)}</addressline2>"}"""
        f"""<postalcode>{_text(v.postalcode)}</postalcode>"""
        f"""<city>{_text(v.city)}</city>"""
        f"""{"" if (x5 := v.birth_date) is None else f"<birth-date>{_write_date(x5)}</birth-date>"}"""
        f"""{"" if (x6 := v.phone_number) is None else f"<phone-number>{_text(x6)}</phone-number>"}"""
        f"""{"" if (x7 := v.email_address) is None else f"<email-address>{_text(x7)}</email-address>"}"""
        f"""</{tag}>"""
    )


_unchecked_name_and_address = _r.unchecked(_m.NameAndAddress)


def read_name_and_address(e: etree._Element) -> _m.NameAndAddress:
    f_fullname: str | None = None
    f_addressline1: str | None = None
    f_addressline2: str | None = None
    f_postalcode: str | None = None
    f_city: str | None = None
    f_birth_date: date | None = None
    f_phone_number: str | None = None
    f_email_address: str | None = None
    c = e
    try:
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
                f_birth_date = _read_date(c.text or "")
            elif t == "{http://api.digipost.no/schema/v8}phone-number":
                f_phone_number = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}email-address":
                f_email_address = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_fullname is None:
        _r.missing(e, "fullname")
    if f_addressline1 is None:
        _r.missing(e, "addressline1")
    if f_postalcode is None:
        _r.missing(e, "postalcode")
    if f_city is None:
        _r.missing(e, "city")
    o = _new(_unchecked_name_and_address)
    o.fullname = f_fullname
    o.addressline1 = f_addressline1
    o.addressline2 = f_addressline2
    o.postalcode = f_postalcode
    o.city = f_city
    o.birth_date = f_birth_date
    o.phone_number = f_phone_number
    o.email_address = f_email_address
    o.__class__ = _m.NameAndAddress
    return o


def write_print_instruction(v: _m.PrintInstruction, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<key>{_text(v.key)}</key>"""
        f"""<value>{_text(v.value)}</value>"""
        f"""</{tag}>"""
    )


_unchecked_print_instruction = _r.unchecked(_m.PrintInstruction)


def read_print_instruction(e: etree._Element) -> _m.PrintInstruction:
    f_key: str | None = None
    f_value: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}key":
                f_key = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}value":
                f_value = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_key is None:
        _r.missing(e, "key")
    if f_value is None:
        _r.missing(e, "value")
    o = _new(_unchecked_print_instruction)
    o.key = f_key
    o.value = f_value
    o.__class__ = _m.PrintInstruction
    return o


def write_content_hash(v: _m.ContentHash, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        f"""{"" if (a0 := v.hash_algorithm) is None else f' hash-algorithm="{_attribute(a0)}"'}"""
        """>"""
        f"""{_text(v.value)}"""
        f"""</{tag}>"""
    )


_unchecked_content_hash = _r.unchecked(_m.ContentHash)


def read_content_hash(e: etree._Element) -> _m.ContentHash:
    f_hash_algorithm = e.get("hash-algorithm")
    o = _new(_unchecked_content_hash)
    o.value = e.text or ""
    o.hash_algorithm = f_hash_algorithm
    o.__class__ = _m.ContentHash
    return o


def write_encrypted(v: _m.Encrypted, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        f"""{"" if (a0 := v.number_of_pages) is None else f' number-of-pages="{_write_integer(a0)}"'}"""
        """/>"""
    )


_unchecked_encrypted = _r.unchecked(_m.Encrypted)


def read_encrypted(e: etree._Element) -> _m.Encrypted:
    f_number_of_pages = e.get("number-of-pages")
    o = _new(_unchecked_encrypted)
    o.number_of_pages = (
        None
        if f_number_of_pages is None
        else _r.attribute(e, "number-of-pages", f_number_of_pages, _read_integer)
    )
    o.__class__ = _m.Encrypted
    return o


def write_data_type(v: _m.DataType, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{_w.any_element(v.content, "http://api.digipost.no/schema/datatypes")}"""
        f"""</{tag}>"""
    )


_unchecked_data_type = _r.unchecked(_m.DataType)


def read_data_type(e: etree._Element) -> _m.DataType:
    f_content: RawElement | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if f_content is None and _r.is_in(t, "http://api.digipost.no/schema/datatypes"):
                f_content = RawElement.of(c)
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_content is None:
        _r.missing(e, "data type")
    o = _new(_unchecked_data_type)
    o.content = f_content
    o.__class__ = _m.DataType
    return o


def write_sender_organization(v: _m.SenderOrganization, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<organization-id>{_text(v.organization_id)}</organization-id>"""
        f"""{"" if (x1 := v.part_id) is None else f"<part-id>{_text(x1)}</part-id>"}"""
        f"""</{tag}>"""
    )


_unchecked_sender_organization = _r.unchecked(_m.SenderOrganization)


def read_sender_organization(e: etree._Element) -> _m.SenderOrganization:
    f_organization_id: str | None = None
    f_part_id: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}organization-id":
                f_organization_id = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}part-id":
                f_part_id = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_organization_id is None:
        _r.missing(e, "organization-id")
    o = _new(_unchecked_sender_organization)
    o.organization_id = f_organization_id
    o.part_id = f_part_id
    o.__class__ = _m.SenderOrganization
    return o


def write_sms_overrides(v: _m.SmsOverrides, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<sms-mobile-number>{_text(v.sms_mobile_number)}</sms-mobile-number>"""
        f"""<text>{_text(v.text)}</text>"""
        f"""</{tag}>"""
    )


_unchecked_sms_overrides = _r.unchecked(_m.SmsOverrides)


def read_sms_overrides(e: etree._Element) -> _m.SmsOverrides:
    f_sms_mobile_number: str | None = None
    f_text: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}sms-mobile-number":
                f_sms_mobile_number = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}text":
                f_text = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_sms_mobile_number is None:
        _r.missing(e, "sms-mobile-number")
    if f_text is None:
        _r.missing(e, "text")
    o = _new(_unchecked_sms_overrides)
    o.sms_mobile_number = f_sms_mobile_number
    o.text = f_text
    o.__class__ = _m.SmsOverrides
    return o


def write_listed_time(v: _m.ListedTime, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        f"""{"" if (a0 := v.time) is None else f' time="{_write_datetime(a0)}"'}"""
        """/>"""
    )


_unchecked_listed_time = _r.unchecked(_m.ListedTime)


def read_listed_time(e: etree._Element) -> _m.ListedTime:
    f_time = e.get("time")
    o = _new(_unchecked_listed_time)
    o.time = None if f_time is None else _r.attribute(e, "time", f_time, _read_datetime)
    o.__class__ = _m.ListedTime
    return o


def write_feature(v: _m.Feature, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        f"""{"" if (a0 := v.param) is None else f' param="{_attribute(a0)}"'}"""
        """>"""
        f"""{_text(v.value)}"""
        f"""</{tag}>"""
    )


_unchecked_feature = _r.unchecked(_m.Feature)


def read_feature(e: etree._Element) -> _m.Feature:
    f_param = e.get("param")
    o = _new(_unchecked_feature)
    o.value = e.text or ""
    o.param = f_param
    o.__class__ = _m.Feature
    return o


def write_event_metadata(v: _m.EventMetadata | RawElement, tag: str) -> str:
    if isinstance(v, RawElement):
        return _w.raw_element(v, tag, _NAMESPACE)
    name, write = _EVENT_METADATA_WRITERS[type(v)]
    return write(v, tag, f' xmlns:xsi="{_w.XSI}" xsi:type="{name}"')


def read_event_metadata(e: etree._Element) -> _m.EventMetadata | RawElement:
    read = _EVENT_METADATA_READERS.get(_r.type_name(e))
    return RawElement.of(e) if read is None else read(e)


def write_user_information(v: _m.UserInformation, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<national-identity-number>{_text(v.national_identity_number)}</national-identity-number>"""
        f"""<phone-number>{_text(v.phone_number)}</phone-number>"""
        f"""<email-address>{_text(v.email_address)}</email-address>"""
        f"""</{tag}>"""
    )


_unchecked_user_information = _r.unchecked(_m.UserInformation)


def read_user_information(e: etree._Element) -> _m.UserInformation:
    f_national_identity_number: str | None = None
    f_phone_number: str | None = None
    f_email_address: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}national-identity-number":
                f_national_identity_number = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}phone-number":
                f_phone_number = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}email-address":
                f_email_address = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_national_identity_number is None:
        _r.missing(e, "national-identity-number")
    if f_phone_number is None:
        _r.missing(e, "phone-number")
    if f_email_address is None:
        _r.missing(e, "email-address")
    o = _new(_unchecked_user_information)
    o.national_identity_number = f_national_identity_number
    o.phone_number = f_phone_number
    o.email_address = f_email_address
    o.__class__ = _m.UserInformation
    return o


def write_user_account(v: _m.UserAccount, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<digipost-address>{_text(v.digipost_address)}</digipost-address>"""
        f"""<encryption-key>{_text(v.encryption_key)}</encryption-key>"""
        f"""</{tag}>"""
    )


_unchecked_user_account = _r.unchecked(_m.UserAccount)


def read_user_account(e: etree._Element) -> _m.UserAccount:
    f_digipost_address: str | None = None
    f_encryption_key: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}digipost-address":
                f_digipost_address = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}encryption-key":
                f_encryption_key = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_digipost_address is None:
        _r.missing(e, "digipost-address")
    if f_encryption_key is None:
        _r.missing(e, "encryption-key")
    o = _new(_unchecked_user_account)
    o.digipost_address = f_digipost_address
    o.encryption_key = f_encryption_key
    o.__class__ = _m.UserAccount
    return o


def write_archive_document_attribute(v: _m.ArchiveDocumentAttribute, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<key>{_text(v.key)}</key>"""
        f"""<value>{_text(v.value)}</value>"""
        f"""</{tag}>"""
    )


_unchecked_archive_document_attribute = _r.unchecked(_m.ArchiveDocumentAttribute)


def read_archive_document_attribute(e: etree._Element) -> _m.ArchiveDocumentAttribute:
    f_key: str | None = None
    f_value: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}key":
                f_key = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}value":
                f_value = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_key is None:
        _r.missing(e, "key")
    if f_value is None:
        _r.missing(e, "value")
    o = _new(_unchecked_archive_document_attribute)
    o.key = f_key
    o.value = f_value
    o.__class__ = _m.ArchiveDocumentAttribute
    return o


def write_archive_document_content(v: _m.ArchiveDocumentContent, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<content-type>{_text(v.content_type)}</content-type>"""
        f"""<uri>{_text(v.uri)}</uri>"""
        f"""</{tag}>"""
    )


_unchecked_archive_document_content = _r.unchecked(_m.ArchiveDocumentContent)


def read_archive_document_content(e: etree._Element) -> _m.ArchiveDocumentContent:
    f_content_type: str | None = None
    f_uri: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}content-type":
                f_content_type = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}uri":
                f_uri = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_content_type is None:
        _r.missing(e, "content-type")
    if f_uri is None:
        _r.missing(e, "uri")
    o = _new(_unchecked_archive_document_content)
    o.content_type = f_content_type
    o.uri = f_uri
    o.__class__ = _m.ArchiveDocumentContent
    return o


def write_public_mailbox_tag(v: _m.PublicMailboxTag, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<personal-identification-number>{_text(v.personal_identification_number)}</personal-identification-number>"""
        f"""</{tag}>"""
    )


_unchecked_public_mailbox_tag = _r.unchecked(_m.PublicMailboxTag)


def read_public_mailbox_tag(e: etree._Element) -> _m.PublicMailboxTag:
    f_personal_identification_number: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}personal-identification-number":
                f_personal_identification_number = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_personal_identification_number is None:
        _r.missing(e, "personal-identification-number")
    o = _new(_unchecked_public_mailbox_tag)
    o.personal_identification_number = f_personal_identification_number
    o.__class__ = _m.PublicMailboxTag
    return o


def write_tags(v: _m.Tags, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{_join([f"<tag-type>{x0.xml}</tag-type>" for x0 in v.tag_type]) if v.tag_type else ""}"""
        f"""</{tag}>"""
    )


_unchecked_tags = _r.unchecked(_m.Tags)


def read_tags(e: etree._Element) -> _m.Tags:
    f_tag_type: list[_m.TagType] = []
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}tag-type":
                f_tag_type.append(_r.enum_leaf(c, _m.TagType, ""))
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_tags)
    o.tag_type = f_tag_type
    o.__class__ = _m.Tags
    return o


def write_shared_document_origin_organisation(
    v: _m.SharedDocumentOriginOrganisation, tag: str, more: str = ""
) -> str:
    return (
        f"""<{tag}{more}"""
        f"""{"" if (a0 := v.organisation_number) is None else f' organisation-number="{_attribute(a0)}"'}"""
        f"""{"" if (a1 := v.name) is None else f' name="{_attribute(a1)}"'}"""
        """/>"""
    )


_unchecked_shared_document_origin_organisation = _r.unchecked(_m.SharedDocumentOriginOrganisation)


def read_shared_document_origin_organisation(e: etree._Element) -> _m.SharedDocumentOriginOrganisation:
    f_organisation_number = e.get("organisation-number")
    f_name = e.get("name")
    o = _new(_unchecked_shared_document_origin_organisation)
    o.organisation_number = f_organisation_number
    o.name = f_name
    o.__class__ = _m.SharedDocumentOriginOrganisation
    return o


def write_shared_document_origin_private_person(
    v: _m.SharedDocumentOriginPrivatePerson, tag: str, more: str = ""
) -> str:
    return (
        f"""<{tag}{more}"""
        f"""{"" if (a0 := v.name) is None else f' name="{_attribute(a0)}"'}"""
        """/>"""
    )


_unchecked_shared_document_origin_private_person = _r.unchecked(_m.SharedDocumentOriginPrivatePerson)


def read_shared_document_origin_private_person(e: etree._Element) -> _m.SharedDocumentOriginPrivatePerson:
    f_name = e.get("name")
    o = _new(_unchecked_shared_document_origin_private_person)
    o.name = f_name
    o.__class__ = _m.SharedDocumentOriginPrivatePerson
    return o


def write_shared_document_content(v: _m.SharedDocumentContent, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<content-type>{_text(v.content_type)}</content-type>"""
        f"""<uri>{_text(v.uri)}</uri>"""
        f"""</{tag}>"""
    )


_unchecked_shared_document_content = _r.unchecked(_m.SharedDocumentContent)


def read_shared_document_content(e: etree._Element) -> _m.SharedDocumentContent:
    f_content_type: str | None = None
    f_uri: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}content-type":
                f_content_type = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}uri":
                f_uri = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_content_type is None:
        _r.missing(e, "content-type")
    if f_uri is None:
        _r.missing(e, "uri")
    o = _new(_unchecked_shared_document_content)
    o.content_type = f_content_type
    o.uri = f_uri
    o.__class__ = _m.SharedDocumentContent
    return o


def write_entrypoint(v: _m.Entrypoint, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.certificate) is None else f"<certificate>{_text(x0)}</certificate>"}"""
        f"""{_join([write_link(x1, "link") for x1 in v.link]) if v.link else ""}"""
        f"""</{tag}>"""
    )


_unchecked_entrypoint = _r.unchecked(_m.Entrypoint)


def read_entrypoint(e: etree._Element) -> _m.Entrypoint:
    f_certificate: str | None = None
    f_link: list[_m.Link] = []
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}certificate":
                f_certificate = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}link":
                f_link.append(read_link(c))
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_entrypoint)
    o.certificate = f_certificate
    o.link = f_link
    o.__class__ = _m.Entrypoint
    return o


def write_suggestion(v: _m.Suggestion, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.search_string) is None else f"<search-string>{_text(x0)}</search-string>"}"""
        f"""{"" if (x1 := v.link) is None else write_link(x1, "link")}"""
        f"""</{tag}>"""
    )


_unchecked_suggestion = _r.unchecked(_m.Suggestion)


def read_suggestion(e: etree._Element) -> _m.Suggestion:
    f_search_string: str | None = None
    f_link: _m.Link | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}search-string":
                f_search_string = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}link":
                f_link = read_link(c)
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_suggestion)
    o.search_string = f_search_string
    o.link = f_link
    o.__class__ = _m.Suggestion
    return o


def write_document_status(v: _m.DocumentStatus, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        f"""{"" if (a0 := v.uuid) is None else f' uuid="{_write_uuid(a0)}"'}"""
        f"""{"" if (a1 := v.sender_id) is None else f' sender-id="{_write_integer(a1)}"'}"""
        f"""{"" if (a2 := v.status) is None else f' status="{a2.xml}"'}"""
        f"""{"" if (a3 := v.created) is None else f' created="{_write_datetime(a3)}"'}"""
        f"""{"" if (a4 := v.delivered) is None else f' delivered="{_write_datetime(a4)}"'}"""
        f"""{"" if (a5 := v.read) is None else f' read="{a5.xml}"'}"""
        f"""{"" if (a6 := v.channel) is None else f' channel="{a6.xml}"'}"""
        f"""{"" if (a7 := v.is_primary_document) is None else f' is-primary-document="{_write_boolean(a7)}"'}"""
        f"""{"" if (a8 := v.content_hash) is None else f' content-hash="{_attribute(a8)}"'}"""
        f"""{"" if (a9 := v.content_hash_algorithm) is None else f' content-hash-algorithm="{a9.xml}"'}"""
        """>"""
        f"""{_join([write_document_status(x10, "attachments") for x10 in v.attachments]) if v.attachments else ""}"""
        f"""{_join([write_link(x11, "link") for x11 in v.link]) if v.link else ""}"""
        f"""</{tag}>"""
    )


_unchecked_document_status = _r.unchecked(_m.DocumentStatus)


def read_document_status(e: etree._Element) -> _m.DocumentStatus:
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
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}attachments":
                f_attachments.append(read_document_status(c))
            elif t == "{http://api.digipost.no/schema/v8}link":
                f_link.append(read_link(c))
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_document_status)
    o.attachments = f_attachments
    o.link = f_link
    o.uuid = None if f_uuid is None else _r.attribute(e, "uuid", f_uuid, _read_uuid)
    o.sender_id = None if f_sender_id is None else _r.attribute(e, "sender-id", f_sender_id, _read_integer)
    o.status = None if f_status is None else _r.enum_attribute(f_status, _m.DeliveryStatus)
    o.created = None if f_created is None else _r.attribute(e, "created", f_created, _read_datetime)
    o.delivered = None if f_delivered is None else _r.attribute(e, "delivered", f_delivered, _read_datetime)
    o.read = None if f_read is None else _r.enum_attribute(f_read, _m.Read)
    o.channel = None if f_channel is None else _r.enum_attribute(f_channel, _m.Channel)
    o.is_primary_document = (
        None
        if f_is_primary_document is None
        else _r.attribute(e, "is-primary-document", f_is_primary_document, _read_boolean)
    )
    o.content_hash = f_content_hash
    o.content_hash_algorithm = (
        None
        if f_content_hash_algorithm is None
        else _r.enum_attribute(f_content_hash_algorithm, _m.HashAlgorithm)
    )
    o.__class__ = _m.DocumentStatus
    return o


def write_document_metadata(v: _m.DocumentMetadata, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        f''' uuid="{_write_uuid(v.uuid)}"'''
        f"""{"" if (a1 := v.technical_type) is None else f' technical-type="{_attribute(a1)}"'}"""
        """>"""
        f"""{_join([write_link(x2, "link") for x2 in v.link]) if v.link else ""}"""
        f"""</{tag}>"""
    )


_unchecked_document_metadata = _r.unchecked(_m.DocumentMetadata)


def read_document_metadata(e: etree._Element) -> _m.DocumentMetadata:
    f_uuid = e.get("uuid")
    if f_uuid is None:
        _r.missing(e, "uuid", "attribute")
    f_technical_type = e.get("technical-type")
    f_link: list[_m.Link] = []
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}link":
                f_link.append(read_link(c))
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_document_metadata)
    o.link = f_link
    o.uuid = _r.attribute(e, "uuid", f_uuid, _read_uuid)
    o.technical_type = f_technical_type
    o.__class__ = _m.DocumentMetadata
    return o


def write_inbox_document(v: _m.InboxDocument, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<id>{_write_integer(v.id)}</id>"""
        f"""{"" if (x1 := v.reference_from_sender) is None else f"<reference-from-sender>{_text(x1)}</reference-from-sender>"}"""
        f"""{"" if (x2 := v.subject) is None else f"<subject>{_text(x2)}</subject>"}"""
        f"""<sender>{_text(v.sender)}</sender>"""
        f"""<delivery-time>{_write_datetime(v.delivery_time)}</delivery-time>"""
        f"""{"" if (x5 := v.first_accessed) is None else f"<first-accessed>{_write_datetime(x5)}</first-accessed>"}"""
        f"""<authentication-level>{v.authentication_level.xml}</authentication-level>"""
        f"""{"" if (x7 := v.content_type) is None else f"<content-type>{_text(x7)}</content-type>"}"""
        f"""{"" if (x8 := v.content_uri) is None else f"<content-uri>{_text(x8)}</content-uri>"}"""
        f"""{"" if (x9 := v.delete_uri) is None else f"<delete-uri>{_text(x9)}</delete-uri>"}"""
        f"""{_join([write_inbox_document(x10, "attachment") for x10 in v.attachment]) if v.attachment else ""}"""
        f"""{_join([write_link(x11, "link") for x11 in v.link]) if v.link else ""}"""
        f"""</{tag}>"""
    )


_unchecked_inbox_document = _r.unchecked(_m.InboxDocument)


def read_inbox_document(e: etree._Element) -> _m.InboxDocument:
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
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}id":
                f_id = _read_integer(c.text or "")
            elif t == "{http://api.digipost.no/schema/v8}reference-from-sender":
                f_reference_from_sender = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}subject":
                f_subject = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}sender":
                f_sender = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}delivery-time":
                f_delivery_time = _read_datetime(c.text or "")
            elif t == "{http://api.digipost.no/schema/v8}first-accessed":
                f_first_accessed = _read_datetime(c.text or "")
            elif t == "{http://api.digipost.no/schema/v8}authentication-level":
                f_authentication_level = _r.enum_leaf(c, _m.AuthenticationLevel, "")
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
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_id is None:
        _r.missing(e, "id")
    if f_sender is None:
        _r.missing(e, "sender")
    if f_delivery_time is None:
        _r.missing(e, "delivery-time")
    if f_authentication_level is None:
        _r.missing(e, "authentication-level")
    o = _new(_unchecked_inbox_document)
    o.id = f_id
    o.reference_from_sender = f_reference_from_sender
    o.subject = f_subject
    o.sender = f_sender
    o.delivery_time = f_delivery_time
    o.first_accessed = f_first_accessed
    o.authentication_level = f_authentication_level
    o.content_type = f_content_type
    o.content_uri = f_content_uri
    o.delete_uri = f_delete_uri
    o.attachment = f_attachment
    o.link = f_link
    o.__class__ = _m.InboxDocument
    return o


def write_batch(v: _m.Batch, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<uuid>{_write_uuid(v.uuid)}</uuid>"""
        f"""{"" if (x1 := v.status) is None else f"<status>{x1.xml}</status>"}"""
        f"""{"" if (x2 := v.count_digipost) is None else f"<count-digipost>{_write_integer(x2)}</count-digipost>"}"""
        f"""{"" if (x3 := v.count_print) is None else f"<count-print>{_write_integer(x3)}</count-print>"}"""
        f"""{_join([write_link(x4, "link") for x4 in v.link]) if v.link else ""}"""
        f"""</{tag}>"""
    )


_unchecked_batch = _r.unchecked(_m.Batch)


def read_batch(e: etree._Element) -> _m.Batch:
    f_uuid: UUID | None = None
    f_status: _m.BatchStatus | None = None
    f_count_digipost: int | None = None
    f_count_print: int | None = None
    f_link: list[_m.Link] = []
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}uuid":
                f_uuid = _read_uuid(c.text or "")
            elif t == "{http://api.digipost.no/schema/v8}status":
                f_status = _r.enum_leaf(c, _m.BatchStatus, "")
            elif t == "{http://api.digipost.no/schema/v8}count-digipost":
                f_count_digipost = _read_integer(c.text or "")
            elif t == "{http://api.digipost.no/schema/v8}count-print":
                f_count_print = _read_integer(c.text or "")
            elif t == "{http://api.digipost.no/schema/v8}link":
                f_link.append(read_link(c))
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_uuid is None:
        _r.missing(e, "uuid")
    o = _new(_unchecked_batch)
    o.uuid = f_uuid
    o.status = f_status
    o.count_digipost = f_count_digipost
    o.count_print = f_count_print
    o.link = f_link
    o.__class__ = _m.Batch
    return o


def write_error(v: _m.Error, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<error-code>{_text(v.error_code)}</error-code>"""
        f"""<error-message>{_text(v.error_message)}</error-message>"""
        f"""{"" if (x2 := v.error_type) is None else f"<error-type>{_text(x2)}</error-type>"}"""
        f"""{_join([write_link(x3, "link") for x3 in v.link]) if v.link else ""}"""
        f"""</{tag}>"""
    )


_unchecked_error = _r.unchecked(_m.Error)


def read_error(e: etree._Element) -> _m.Error:
    f_error_code: str | None = None
    f_error_message: str | None = None
    f_error_type: str | None = None
    f_link: list[_m.Link] = []
    c = e
    try:
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
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_error_code is None:
        _r.missing(e, "error-code")
    if f_error_message is None:
        _r.missing(e, "error-message")
    o = _new(_unchecked_error)
    o.error_code = f_error_code
    o.error_message = f_error_message
    o.error_type = f_error_type
    o.link = f_link
    o.__class__ = _m.Error
    return o


def write_recipient(v: _m.Recipient, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.firstname) is None else f"<firstname>{_text(x0)}</firstname>"}"""
        f"""{"" if (x1 := v.middlename) is None else f"<middlename>{_text(x1)}</middlename>"}"""
        f"""{"" if (x2 := v.lastname) is None else f"<lastname>{_text(x2)}</lastname>"}"""
        f"""<digipost-address>{_text(v.digipost_address)}</digipost-address>"""
        f"""{"" if (x4 := v.mobile_number) is None else f"<mobile-number>{_text(x4)}</mobile-number>"}"""
        f"""{"" if (x5 := v.organisation_number) is None else f"<organisation-number>{_text(x5)}</organisation-number>"}"""
        f"""{"" if (x6 := v.organisation_name) is None else f"<organisation-name>{_text(x6)}</organisation-name>"}"""
        f"""{_join([write_address(x7, "address") for x7 in v.address]) if v.address else ""}"""
        f"""{_join([write_link(x8, "link") for x8 in v.link]) if v.link else ""}"""
        f"""</{tag}>"""
    )


_unchecked_recipient = _r.unchecked(_m.Recipient)


def read_recipient(e: etree._Element) -> _m.Recipient:
    f_firstname: str | None = None
    f_middlename: str | None = None
    f_lastname: str | None = None
    f_digipost_address: str | None = None
    f_mobile_number: str | None = None
    f_organisation_number: str | None = None
    f_organisation_name: str | None = None
    f_address: list[_m.Address] = []
    f_link: list[_m.Link] = []
    c = e
    try:
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
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_digipost_address is None:
        _r.missing(e, "digipost-address")
    o = _new(_unchecked_recipient)
    o.firstname = f_firstname
    o.middlename = f_middlename
    o.lastname = f_lastname
    o.digipost_address = f_digipost_address
    o.mobile_number = f_mobile_number
    o.organisation_number = f_organisation_number
    o.organisation_name = f_organisation_name
    o.address = f_address
    o.link = f_link
    o.__class__ = _m.Recipient
    return o


def write_peppol_addresses(v: _m.PeppolAddresses, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{write_peppol_address(v.receiver, "receiver")}"""
        f"""{write_peppol_address(v.sender, "sender")}"""
        f"""</{tag}>"""
    )


_unchecked_peppol_addresses = _r.unchecked(_m.PeppolAddresses)


def read_peppol_addresses(e: etree._Element) -> _m.PeppolAddresses:
    f_receiver: _m.PeppolAddress | None = None
    f_sender: _m.PeppolAddress | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}receiver":
                f_receiver = read_peppol_address(c)
            elif t == "{http://api.digipost.no/schema/v8}sender":
                f_sender = read_peppol_address(c)
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_receiver is None:
        _r.missing(e, "receiver")
    if f_sender is None:
        _r.missing(e, "sender")
    o = _new(_unchecked_peppol_addresses)
    o.receiver = f_receiver
    o.sender = f_sender
    o.__class__ = _m.PeppolAddresses
    return o


def write_print_recipient(v: _m.PrintRecipient, tag: str, more: str = "") -> str:
    if (v.norwegian_address is not None) is (v.foreign_address is not None):
        enforce(v, _m.PrintRecipient.Meta.structure)
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<name>{_text(v.name)}</name>"""
        f"""{"" if (x1 := v.norwegian_address) is None else write_norwegian_address(x1, "norwegian-address")}"""
        f"""{"" if (x2 := v.foreign_address) is None else write_foreign_address(x2, "foreign-address")}"""
        f"""</{tag}>"""
    )


_unchecked_print_recipient = _r.unchecked(_m.PrintRecipient)


def read_print_recipient(e: etree._Element) -> _m.PrintRecipient:
    f_name: str | None = None
    f_norwegian_address: _m.NorwegianAddress | None = None
    f_foreign_address: _m.ForeignAddress | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}name":
                f_name = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}norwegian-address":
                f_norwegian_address = read_norwegian_address(c)
            elif t == "{http://api.digipost.no/schema/v8}foreign-address":
                f_foreign_address = read_foreign_address(c)
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_name is None:
        _r.missing(e, "name")
    o = _new(_unchecked_print_recipient)
    o.name = f_name
    o.norwegian_address = f_norwegian_address
    o.foreign_address = f_foreign_address
    o.__class__ = _m.PrintRecipient
    return o


def write_identification_result_with_encryption_key(
    v: _m.IdentificationResultWithEncryptionKey, tag: str, more: str = ""
) -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{write_identification_result(v.identification_result, "identification-result")}"""
        f"""{"" if (x1 := v.encryption_key) is None else write_encryption_key(x1, "encryption-key")}"""
        f"""</{tag}>"""
    )


_unchecked_identification_result_with_encryption_key = _r.unchecked(_m.IdentificationResultWithEncryptionKey)


def read_identification_result_with_encryption_key(
    e: etree._Element,
) -> _m.IdentificationResultWithEncryptionKey:
    f_identification_result: _m.IdentificationResult | None = None
    f_encryption_key: _m.EncryptionKey | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}identification-result":
                f_identification_result = read_identification_result(c)
            elif t == "{http://api.digipost.no/schema/v8}encryption-key":
                f_encryption_key = read_encryption_key(c)
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_identification_result is None:
        _r.missing(e, "identification-result")
    o = _new(_unchecked_identification_result_with_encryption_key)
    o.identification_result = f_identification_result
    o.encryption_key = f_encryption_key
    o.__class__ = _m.IdentificationResultWithEncryptionKey
    return o


def write_identification(v: _m.Identification, tag: str, more: str = "") -> str:
    if (v.personal_identification_number is not None) + (v.organisation_number is not None) + (
        v.digipost_address is not None
    ) + (v.name_and_address is not None) + (v.bank_account_number is not None) > 1:
        enforce(v, _m.Identification.Meta.structure)
    return (
        f"""<{tag}{more}"""
        f''' include-personalias-for-digipost-user="{_write_boolean(v.include_personalias_for_digipost_user)}"'''
        """>"""
        f"""{"" if (x1 := v.personal_identification_number) is None else f"<personal-identification-number>{_text(x1)}</personal-identification-number>"}"""
        f"""{"" if (x2 := v.organisation_number) is None else f"<organisation-number>{_text(x2)}</organisation-number>"}"""
        f"""{"" if (x3 := v.digipost_address) is None else f"<digipost-address>{_text(x3)}</digipost-address>"}"""
        f"""{"" if (x4 := v.name_and_address) is None else write_name_and_address(x4, "name-and-address")}"""
        f"""{"" if (x5 := v.bank_account_number) is None else f"<bank-account-number>{_text(x5)}</bank-account-number>"}"""
        f"""</{tag}>"""
    )


_unchecked_identification = _r.unchecked(_m.Identification)


def read_identification(e: etree._Element) -> _m.Identification:
    f_include_personalias_for_digipost_user = e.get("include-personalias-for-digipost-user")
    f_personal_identification_number: str | None = None
    f_organisation_number: str | None = None
    f_digipost_address: str | None = None
    f_name_and_address: _m.NameAndAddress | None = None
    f_bank_account_number: str | None = None
    c = e
    try:
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
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_identification)
    o.personal_identification_number = f_personal_identification_number
    o.organisation_number = f_organisation_number
    o.digipost_address = f_digipost_address
    o.name_and_address = f_name_and_address
    o.bank_account_number = f_bank_account_number
    o.include_personalias_for_digipost_user = (
        False
        if f_include_personalias_for_digipost_user is None
        else _r.attribute(
            e, "include-personalias-for-digipost-user", f_include_personalias_for_digipost_user, _read_boolean
        )
    )
    o.__class__ = _m.Identification
    return o


def write_print_instructions(v: _m.PrintInstructions, tag: str, more: str = "") -> str:
    if len(v.print_instruction) < 1:
        enforce(v, _m.PrintInstructions.Meta.structure)
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{_join([write_print_instruction(x0, "print-instruction") for x0 in v.print_instruction]) if v.print_instruction else ""}"""
        f"""</{tag}>"""
    )


_unchecked_print_instructions = _r.unchecked(_m.PrintInstructions)


def read_print_instructions(e: etree._Element) -> _m.PrintInstructions:
    f_print_instruction: list[_m.PrintInstruction] = []
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}print-instruction":
                f_print_instruction.append(read_print_instruction(c))
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_print_instructions)
    o.print_instruction = f_print_instruction
    o.__class__ = _m.PrintInstructions
    return o


def write_additional_data(v: _m.AdditionalData, tag: str, more: str = "") -> str:
    if (v.sender_id is not None) and (v.sender_organization is not None):
        enforce(v, _m.AdditionalData.Meta.structure)
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{write_data_type(v.data_type, "data-type")}"""
        f"""{"" if (x1 := v.sender_id) is None else f"<sender-id>{_write_integer(x1)}</sender-id>"}"""
        f"""{"" if (x2 := v.sender_organization) is None else write_sender_organization(x2, "sender-organization")}"""
        f"""</{tag}>"""
    )


_unchecked_additional_data = _r.unchecked(_m.AdditionalData)


def read_additional_data(e: etree._Element) -> _m.AdditionalData:
    f_data_type: _m.DataType | None = None
    f_sender_id: int | None = None
    f_sender_organization: _m.SenderOrganization | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}data-type":
                f_data_type = read_data_type(c)
            elif t == "{http://api.digipost.no/schema/v8}sender-id":
                f_sender_id = _read_integer(c.text or "")
            elif t == "{http://api.digipost.no/schema/v8}sender-organization":
                f_sender_organization = read_sender_organization(c)
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_data_type is None:
        _r.missing(e, "data-type")
    o = _new(_unchecked_additional_data)
    o.data_type = f_data_type
    o.sender_id = f_sender_id
    o.sender_organization = f_sender_organization
    o.__class__ = _m.AdditionalData
    return o


def write_sms_notification(v: _m.SmsNotification, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.overrides) is None else write_sms_overrides(x0, "overrides")}"""
        f"""{_join([write_listed_time(x1, "at") for x1 in v.at]) if v.at else ""}"""
        f"""{_join([f"<after-hours>{_write_integer(x2)}</after-hours>" for x2 in v.after_hours]) if v.after_hours else ""}"""
        f"""</{tag}>"""
    )


_unchecked_sms_notification = _r.unchecked(_m.SmsNotification)


def read_sms_notification(e: etree._Element) -> _m.SmsNotification:
    f_overrides: _m.SmsOverrides | None = None
    f_at: list[_m.ListedTime] = []
    f_after_hours: list[int] = []
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}overrides":
                f_overrides = read_sms_overrides(c)
            elif t == "{http://api.digipost.no/schema/v8}at":
                f_at.append(read_listed_time(c))
            elif t == "{http://api.digipost.no/schema/v8}after-hours":
                f_after_hours.append(_read_integer(c.text or ""))
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_sms_notification)
    o.overrides = f_overrides
    o.at = f_at
    o.after_hours = f_after_hours
    o.__class__ = _m.SmsNotification
    return o


def write_email_notification(v: _m.EmailNotification, tag: str, more: str = "") -> str:
    if len(v.at) < 1:
        enforce(v, _m.EmailNotification.Meta.structure)
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<email-address>{_text(v.email_address)}</email-address>"""
        f"""<subject>{_text(v.subject)}</subject>"""
        f"""<text>{_text(v.text)}</text>"""
        f"""{_join([write_listed_time(x3, "at") for x3 in v.at]) if v.at else ""}"""
        f"""</{tag}>"""
    )


_unchecked_email_notification = _r.unchecked(_m.EmailNotification)


def read_email_notification(e: etree._Element) -> _m.EmailNotification:
    f_email_address: str | None = None
    f_subject: str | None = None
    f_text: str | None = None
    f_at: list[_m.ListedTime] = []
    c = e
    try:
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
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_email_address is None:
        _r.missing(e, "email-address")
    if f_subject is None:
        _r.missing(e, "subject")
    if f_text is None:
        _r.missing(e, "text")
    o = _new(_unchecked_email_notification)
    o.email_address = f_email_address
    o.subject = f_subject
    o.text = f_text
    o.at = f_at
    o.__class__ = _m.EmailNotification
    return o


def write_features(v: _m.Features, tag: str, more: str = "") -> str:
    if len(v.feature) < 1:
        enforce(v, _m.Features.Meta.structure)
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{_join([write_feature(x0, "feature") for x0 in v.feature]) if v.feature else ""}"""
        f"""</{tag}>"""
    )


_unchecked_features = _r.unchecked(_m.Features)


def read_features(e: etree._Element) -> _m.Features:
    f_feature: list[_m.Feature] = []
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}feature":
                f_feature.append(read_feature(c))
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_features)
    o.feature = f_feature
    o.__class__ = _m.Features
    return o


def write_event(v: _m.Event, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        f''' uuid="{_write_uuid(v.uuid)}"'''
        f''' type="{v.type.xml}"'''
        f''' created="{_write_datetime(v.created)}"'''
        f''' document-created="{_write_datetime(v.document_created)}"'''
        """>"""
        f"""{"" if (x4 := v.metadata) is None else write_event_metadata(x4, "metadata")}"""
        f"""</{tag}>"""
    )


_unchecked_event = _r.unchecked(_m.Event)


def read_event(e: etree._Element) -> _m.Event:
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
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}metadata":
                f_metadata = read_event_metadata(c)
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_event)
    o.metadata = f_metadata
    o.uuid = _r.attribute(e, "uuid", f_uuid, _read_uuid)
    o.type = _r.enum_attribute(f_type, _m.EventType)
    o.created = _r.attribute(e, "created", f_created, _read_datetime)
    o.document_created = _r.attribute(e, "document-created", f_document_created, _read_datetime)
    o.__class__ = _m.Event
    return o


def write_email_delivered_metadata(v: _m.EmailDeliveredMetadata, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        f''' email-address="{_attribute(v.email_address)}"'''
        """/>"""
    )


_unchecked_email_delivered_metadata = _r.unchecked(_m.EmailDeliveredMetadata)


def read_email_delivered_metadata(e: etree._Element) -> _m.EmailDeliveredMetadata:
    f_email_address = e.get("email-address")
    if f_email_address is None:
        _r.missing(e, "email-address", "attribute")
    o = _new(_unchecked_email_delivered_metadata)
    o.email_address = f_email_address
    o.__class__ = _m.EmailDeliveredMetadata
    return o


def write_email_notification_failed_metadata(
    v: _m.EmailNotificationFailedMetadata, tag: str, more: str = ""
) -> str:
    return (
        f"""<{tag}{more}"""
        f''' email-address="{_attribute(v.email_address)}"'''
        f''' error-code="{_attribute(v.error_code)}"'''
        """/>"""
    )


_unchecked_email_notification_failed_metadata = _r.unchecked(_m.EmailNotificationFailedMetadata)


def read_email_notification_failed_metadata(e: etree._Element) -> _m.EmailNotificationFailedMetadata:
    f_email_address = e.get("email-address")
    if f_email_address is None:
        _r.missing(e, "email-address", "attribute")
    f_error_code = e.get("error-code")
    if f_error_code is None:
        _r.missing(e, "error-code", "attribute")
    o = _new(_unchecked_email_notification_failed_metadata)
    o.email_address = f_email_address
    o.error_code = f_error_code
    o.__class__ = _m.EmailNotificationFailedMetadata
    return o


def write_sms_notification_failed_metadata(
    v: _m.SmsNotificationFailedMetadata, tag: str, more: str = ""
) -> str:
    return (
        f"""<{tag}{more}"""
        f''' mobile-number="{_attribute(v.mobile_number)}"'''
        f''' error-code="{_attribute(v.error_code)}"'''
        """/>"""
    )


_unchecked_sms_notification_failed_metadata = _r.unchecked(_m.SmsNotificationFailedMetadata)


def read_sms_notification_failed_metadata(e: etree._Element) -> _m.SmsNotificationFailedMetadata:
    f_mobile_number = e.get("mobile-number")
    if f_mobile_number is None:
        _r.missing(e, "mobile-number", "attribute")
    f_error_code = e.get("error-code")
    if f_error_code is None:
        _r.missing(e, "error-code", "attribute")
    o = _new(_unchecked_sms_notification_failed_metadata)
    o.mobile_number = f_mobile_number
    o.error_code = f_error_code
    o.__class__ = _m.SmsNotificationFailedMetadata
    return o


def write_sms_notification_delivered_metadata(
    v: _m.SmsNotificationDeliveredMetadata, tag: str, more: str = ""
) -> str:
    return (
        f"""<{tag}{more}"""
        f"""{"" if (a0 := v.mobile_number) is None else f' mobile-number="{_attribute(a0)}"'}"""
        """/>"""
    )


_unchecked_sms_notification_delivered_metadata = _r.unchecked(_m.SmsNotificationDeliveredMetadata)


def read_sms_notification_delivered_metadata(e: etree._Element) -> _m.SmsNotificationDeliveredMetadata:
    f_mobile_number = e.get("mobile-number")
    o = _new(_unchecked_sms_notification_delivered_metadata)
    o.mobile_number = f_mobile_number
    o.__class__ = _m.SmsNotificationDeliveredMetadata
    return o


def write_failed_print_metadata(v: _m.FailedPrintMetadata, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        f''' error-code="{_attribute(v.error_code)}"'''
        """/>"""
    )


_unchecked_failed_print_metadata = _r.unchecked(_m.FailedPrintMetadata)


def read_failed_print_metadata(e: etree._Element) -> _m.FailedPrintMetadata:
    f_error_code = e.get("error-code")
    if f_error_code is None:
        _r.missing(e, "error-code", "attribute")
    o = _new(_unchecked_failed_print_metadata)
    o.error_code = f_error_code
    o.__class__ = _m.FailedPrintMetadata
    return o


def write_failed_peppol_metadata(v: _m.FailedPeppolMetadata, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        f''' error-code="{_attribute(v.error_code)}"'''
        """/>"""
    )


_unchecked_failed_peppol_metadata = _r.unchecked(_m.FailedPeppolMetadata)


def read_failed_peppol_metadata(e: etree._Element) -> _m.FailedPeppolMetadata:
    f_error_code = e.get("error-code")
    if f_error_code is None:
        _r.missing(e, "error-code", "attribute")
    o = _new(_unchecked_failed_peppol_metadata)
    o.error_code = f_error_code
    o.__class__ = _m.FailedPeppolMetadata
    return o


def write_postmarked_metadata(v: _m.PostmarkedMetadata, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        f''' postmarked-date="{_write_datetime(v.postmarked_date)}"'''
        """/>"""
    )


_unchecked_postmarked_metadata = _r.unchecked(_m.PostmarkedMetadata)


def read_postmarked_metadata(e: etree._Element) -> _m.PostmarkedMetadata:
    f_postmarked_date = e.get("postmarked-date")
    if f_postmarked_date is None:
        _r.missing(e, "postmarked-date", "attribute")
    o = _new(_unchecked_postmarked_metadata)
    o.postmarked_date = _r.attribute(e, "postmarked-date", f_postmarked_date, _read_datetime)
    o.__class__ = _m.PostmarkedMetadata
    return o


def write_request_for_registration_expired_metadata(
    v: _m.RequestForRegistrationExpiredMetadata, tag: str, more: str = ""
) -> str:
    return (
        f"""<{tag}{more}"""
        f"""{"" if (a0 := v.fallback_channel) is None else f' fallback-channel="{_attribute(a0)}"'}"""
        """/>"""
    )


_unchecked_request_for_registration_expired_metadata = _r.unchecked(_m.RequestForRegistrationExpiredMetadata)


def read_request_for_registration_expired_metadata(
    e: etree._Element,
) -> _m.RequestForRegistrationExpiredMetadata:
    f_fallback_channel = e.get("fallback-channel")
    o = _new(_unchecked_request_for_registration_expired_metadata)
    o.fallback_channel = f_fallback_channel
    o.__class__ = _m.RequestForRegistrationExpiredMetadata
    return o


def write_archive_document(v: _m.ArchiveDocument, tag: str, more: str = "") -> str:
    if len(v.attributes) > 15:
        enforce(v, _m.ArchiveDocument.Meta.structure)
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<uuid>{_write_uuid(v.uuid)}</uuid>"""
        f"""{"" if (x1 := v.file_name) is None else f"<file-name>{_text(x1)}</file-name>"}"""
        f"""<file-type>{_text(v.file_type)}</file-type>"""
        f"""{"" if (x3 := v.referenceid) is None else f"<referenceid>{_text(x3)}</referenceid>"}"""
        f"""{"" if (x4 := v.content_type) is None else f"<content-type>{_text(x4)}</content-type>"}"""
        f"""{"" if (x5 := v.content_hash) is None else write_content_hash(x5, "content-hash")}"""
        f"""{_join([write_archive_document_attribute(x6, "attributes") for x6 in v.attributes]) if v.attributes else ""}"""
        f"""{"" if (x7 := v.archived_time) is None else f"<archived-time>{_write_datetime(x7)}</archived-time>"}"""
        f"""{"" if (x8 := v.deletion_time) is None else f"<deletion-time>{_write_datetime(x8)}</deletion-time>"}"""
        f"""{_join([write_link(x9, "link") for x9 in v.link]) if v.link else ""}"""
        f"""</{tag}>"""
    )


_unchecked_archive_document = _r.unchecked(_m.ArchiveDocument)


def read_archive_document(e: etree._Element) -> _m.ArchiveDocument:
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
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}uuid":
                f_uuid = _read_uuid(c.text or "")
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
                f_archived_time = _read_datetime(c.text or "")
            elif t == "{http://api.digipost.no/schema/v8}deletion-time":
                f_deletion_time = _read_datetime(c.text or "")
            elif t == "{http://api.digipost.no/schema/v8}link":
                f_link.append(read_link(c))
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_uuid is None:
        _r.missing(e, "uuid")
    if f_file_type is None:
        _r.missing(e, "file-type")
    o = _new(_unchecked_archive_document)
    o.uuid = f_uuid
    o.file_name = f_file_name
    o.file_type = f_file_type
    o.referenceid = f_referenceid
    o.content_type = f_content_type
    o.content_hash = f_content_hash
    o.attributes = f_attributes
    o.archived_time = f_archived_time
    o.deletion_time = f_deletion_time
    o.link = f_link
    o.__class__ = _m.ArchiveDocument
    return o


def write_tag(v: _m.Tag, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{write_public_mailbox_tag(v.public_mailbox_tag, "public-mailbox-tag")}"""
        f"""</{tag}>"""
    )


_unchecked_tag = _r.unchecked(_m.Tag)


def read_tag(e: etree._Element) -> _m.Tag:
    f_public_mailbox_tag: _m.PublicMailboxTag | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}public-mailbox-tag":
                f_public_mailbox_tag = read_public_mailbox_tag(c)
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_public_mailbox_tag is None:
        _r.missing(e, "public-mailbox-tag")
    o = _new(_unchecked_tag)
    o.public_mailbox_tag = f_public_mailbox_tag
    o.__class__ = _m.Tag
    return o


def write_shared_document_origin(v: _m.SharedDocumentOrigin, tag: str, more: str = "") -> str:
    if (v.organisation is not None) is (v.private_person is not None):
        enforce(v, _m.SharedDocumentOrigin.Meta.structure)
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.organisation) is None else write_shared_document_origin_organisation(x0, "organisation")}"""
        f"""{"" if (x1 := v.private_person) is None else write_shared_document_origin_private_person(x1, "private-person")}"""
        f"""</{tag}>"""
    )


_unchecked_shared_document_origin = _r.unchecked(_m.SharedDocumentOrigin)


def read_shared_document_origin(e: etree._Element) -> _m.SharedDocumentOrigin:
    f_organisation: _m.SharedDocumentOriginOrganisation | None = None
    f_private_person: _m.SharedDocumentOriginPrivatePerson | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}organisation":
                f_organisation = read_shared_document_origin_organisation(c)
            elif t == "{http://api.digipost.no/schema/v8}private-person":
                f_private_person = read_shared_document_origin_private_person(c)
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_shared_document_origin)
    o.organisation = f_organisation
    o.private_person = f_private_person
    o.__class__ = _m.SharedDocumentOrigin
    return o


def write_autocomplete(v: _m.Autocomplete, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{_join([write_suggestion(x0, "suggestion") for x0 in v.suggestion]) if v.suggestion else ""}"""
        f"""{_join([write_link(x1, "link") for x1 in v.link]) if v.link else ""}"""
        f"""</{tag}>"""
    )


_unchecked_autocomplete = _r.unchecked(_m.Autocomplete)


def read_autocomplete(e: etree._Element) -> _m.Autocomplete:
    f_suggestion: list[_m.Suggestion] = []
    f_link: list[_m.Link] = []
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}suggestion":
                f_suggestion.append(read_suggestion(c))
            elif t == "{http://api.digipost.no/schema/v8}link":
                f_link.append(read_link(c))
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_autocomplete)
    o.suggestion = f_suggestion
    o.link = f_link
    o.__class__ = _m.Autocomplete
    return o


def write_move_files_from_public_sector_metadata(
    v: _m.MoveFilesFromPublicSectorMetadata, tag: str, more: str = ""
) -> str:
    if len(v.document) < 1:
        enforce(v, _m.MoveFilesFromPublicSectorMetadata.Meta.structure)
    return (
        f"""<{tag}{more}"""
        f''' opened="{_write_boolean(v.opened)}"'''
        f''' delivery-time="{_write_datetime(v.delivery_time)}"'''
        f''' subject="{_attribute(v.subject)}"'''
        f''' authentication-level="{v.authentication_level.xml}"'''
        f''' sensitivity-level="{v.sensitivity_level.xml}"'''
        f''' destination-mailbox="{_attribute(v.destination_mailbox)}"'''
        f''' destination-mailbox-address="{_attribute(v.destination_mailbox_address)}"'''
        """>"""
        f"""{_join([write_document_metadata(x7, "document") for x7 in v.document]) if v.document else ""}"""
        f"""<x509Certificate>{_text(v.x509_certificate)}</x509Certificate>"""
        f"""</{tag}>"""
    )


_unchecked_move_files_from_public_sector_metadata = _r.unchecked(_m.MoveFilesFromPublicSectorMetadata)


def read_move_files_from_public_sector_metadata(e: etree._Element) -> _m.MoveFilesFromPublicSectorMetadata:
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
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}document":
                f_document.append(read_document_metadata(c))
            elif t == "{http://api.digipost.no/schema/v8}x509Certificate":
                f_x509_certificate = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_x509_certificate is None:
        _r.missing(e, "x509Certificate")
    o = _new(_unchecked_move_files_from_public_sector_metadata)
    o.document = f_document
    o.x509_certificate = f_x509_certificate
    o.opened = _r.attribute(e, "opened", f_opened, _read_boolean)
    o.delivery_time = _r.attribute(e, "delivery-time", f_delivery_time, _read_datetime)
    o.subject = f_subject
    o.authentication_level = _r.enum_attribute(f_authentication_level, _m.AuthenticationLevel)
    o.sensitivity_level = _r.enum_attribute(f_sensitivity_level, _m.SensitivityLevel)
    o.destination_mailbox = f_destination_mailbox
    o.destination_mailbox_address = f_destination_mailbox_address
    o.__class__ = _m.MoveFilesFromPublicSectorMetadata
    return o


def write_inbox(v: _m.Inbox, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{_join([write_inbox_document(x0, "document") for x0 in v.document]) if v.document else ""}"""
        f"""</{tag}>"""
    )


_unchecked_inbox = _r.unchecked(_m.Inbox)


def read_inbox(e: etree._Element) -> _m.Inbox:
    f_document: list[_m.InboxDocument] = []
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}document":
                f_document.append(read_inbox_document(c))
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_inbox)
    o.document = f_document
    o.__class__ = _m.Inbox
    return o


def write_recipients(v: _m.Recipients, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{_join([write_recipient(x0, "recipient") for x0 in v.recipient]) if v.recipient else ""}"""
        f"""{_join([write_link(x1, "link") for x1 in v.link]) if v.link else ""}"""
        f"""</{tag}>"""
    )


_unchecked_recipients = _r.unchecked(_m.Recipients)


def read_recipients(e: etree._Element) -> _m.Recipients:
    f_recipient: list[_m.Recipient] = []
    f_link: list[_m.Link] = []
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}recipient":
                f_recipient.append(read_recipient(c))
            elif t == "{http://api.digipost.no/schema/v8}link":
                f_link.append(read_link(c))
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_recipients)
    o.recipient = f_recipient
    o.link = f_link
    o.__class__ = _m.Recipients
    return o


def write_print_details(v: _m.PrintDetails, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{write_print_recipient(v.recipient, "recipient")}"""
        f"""{write_print_recipient(v.return_address, "return-address")}"""
        f"""{"" if (x2 := v.color) is None else f"<color>{x2.xml}</color>"}"""
        f"""{"" if (x3 := v.nondeliverable_handling) is None else f"<nondeliverable-handling>{x3.xml}</nondeliverable-handling>"}"""
        f"""{"" if (x4 := v.print_instructions) is None else write_print_instructions(x4, "print-instructions")}"""
        f"""</{tag}>"""
    )


_unchecked_print_details = _r.unchecked(_m.PrintDetails)


def read_print_details(e: etree._Element) -> _m.PrintDetails:
    f_recipient: _m.PrintRecipient | None = None
    f_return_address: _m.PrintRecipient | None = None
    f_color: _m.PrintColors | None = None
    f_nondeliverable_handling: _m.NondeliverableHandling | None = None
    f_print_instructions: _m.PrintInstructions | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}recipient":
                f_recipient = read_print_recipient(c)
            elif t == "{http://api.digipost.no/schema/v8}return-address":
                f_return_address = read_print_recipient(c)
            elif t == "{http://api.digipost.no/schema/v8}color":
                f_color = _r.enum_leaf(c, _m.PrintColors, "MONOCHROME")
            elif t == "{http://api.digipost.no/schema/v8}nondeliverable-handling":
                f_nondeliverable_handling = _r.enum_leaf(c, _m.NondeliverableHandling, "RETURN_TO_SENDER")
            elif t == "{http://api.digipost.no/schema/v8}print-instructions":
                f_print_instructions = read_print_instructions(c)
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_recipient is None:
        _r.missing(e, "recipient")
    if f_return_address is None:
        _r.missing(e, "return-address")
    o = _new(_unchecked_print_details)
    o.recipient = f_recipient
    o.return_address = f_return_address
    o.color = f_color
    o.nondeliverable_handling = f_nondeliverable_handling
    o.print_instructions = f_print_instructions
    o.__class__ = _m.PrintDetails
    return o


def write_document(v: _m.Document, tag: str, more: str = "") -> str:
    if (v.opening_receipt is not None) and (v.opened is not None):
        enforce(v, _m.Document.Meta.structure)
    return (
        f"""<{tag}{more}"""
        f"""{"" if (a0 := v.technical_type) is None else f' technical-type="{_attribute(a0)}"'}"""
        """>"""
        f"""{"" if (x1 := v.uuid) is None else f"<uuid>{_write_uuid(x1)}</uuid>"}"""
        f"""{"" if (x2 := v.subject) is None else f"<subject>{_text(x2)}</subject>"}"""
        f"""<file-type>{_text(v.file_type)}</file-type>"""
        f"""{"" if (x4 := v.opening_receipt) is None else f"<opening-receipt>{_text(x4)}</opening-receipt>"}"""
        f"""{"" if (x5 := v.opened) is None else f"<opened>{_write_boolean(x5)}</opened>"}"""
        f"""{"" if (x6 := v.sms_notification) is None else write_sms_notification(x6, "sms-notification")}"""
        f"""{"" if (x7 := v.email_notification) is None else write_email_notification(x7, "email-notification")}"""
        f"""{"" if (x8 := v.authentication_level) is None else f"<authentication-level>{x8.xml}</authentication-level>"}"""
        f"""{"" if (x9 := v.sensitivity_level) is None else f"<sensitivity-level>{x9.xml}</sensitivity-level>"}"""
        f"""{"" if (x10 := v.encrypted) is None else write_encrypted(x10, "encrypted")}"""
        f"""{"" if (x11 := v.content_hash) is None else write_content_hash(x11, "content-hash")}"""
        f"""{_join([write_link(x12, "link") for x12 in v.link]) if v.link else ""}"""
        f"""{"" if (x13 := v.data_type) is None else write_data_type(x13, "data-type")}"""
        f"""</{tag}>"""
    )


_unchecked_document = _r.unchecked(_m.Document)


def read_document(e: etree._Element) -> _m.Document:
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
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}uuid":
                f_uuid = _read_uuid(c.text or "")
            elif t == "{http://api.digipost.no/schema/v8}subject":
                f_subject = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}file-type":
                f_file_type = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}opening-receipt":
                f_opening_receipt = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}opened":
                f_opened = _read_boolean(c.text or "")
            elif t == "{http://api.digipost.no/schema/v8}sms-notification":
                f_sms_notification = read_sms_notification(c)
            elif t == "{http://api.digipost.no/schema/v8}email-notification":
                f_email_notification = read_email_notification(c)
            elif t == "{http://api.digipost.no/schema/v8}authentication-level":
                f_authentication_level = _r.enum_leaf(c, _m.AuthenticationLevel, "")
            elif t == "{http://api.digipost.no/schema/v8}sensitivity-level":
                f_sensitivity_level = _r.enum_leaf(c, _m.SensitivityLevel, "")
            elif t == "{http://api.digipost.no/schema/v8}encrypted":
                f_encrypted = read_encrypted(c)
            elif t == "{http://api.digipost.no/schema/v8}content-hash":
                f_content_hash = read_content_hash(c)
            elif t == "{http://api.digipost.no/schema/v8}link":
                f_link.append(read_link(c))
            elif t == "{http://api.digipost.no/schema/v8}data-type":
                f_data_type = read_data_type(c)
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_file_type is None:
        _r.missing(e, "file-type")
    o = _new(_unchecked_document)
    o.uuid = f_uuid
    o.subject = f_subject
    o.file_type = f_file_type
    o.opening_receipt = f_opening_receipt
    o.opened = f_opened
    o.sms_notification = f_sms_notification
    o.email_notification = f_email_notification
    o.authentication_level = f_authentication_level
    o.sensitivity_level = f_sensitivity_level
    o.encrypted = f_encrypted
    o.content_hash = f_content_hash
    o.link = f_link
    o.data_type = f_data_type
    o.technical_type = f_technical_type
    o.__class__ = _m.Document
    return o


def write_sender_information(v: _m.SenderInformation, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.sender_id) is None else f"<sender-id>{_write_integer(x0)}</sender-id>"}"""
        f"""<status>{v.status.xml}</status>"""
        f"""{"" if (x2 := v.supported_features) is None else write_features(x2, "supported-features")}"""
        f"""</{tag}>"""
    )


_unchecked_sender_information = _r.unchecked(_m.SenderInformation)


def read_sender_information(e: etree._Element) -> _m.SenderInformation:
    f_sender_id: int | None = None
    f_status: _m.SenderStatus | None = None
    f_supported_features: _m.Features | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}sender-id":
                f_sender_id = _read_integer(c.text or "")
            elif t == "{http://api.digipost.no/schema/v8}status":
                f_status = _r.enum_leaf(c, _m.SenderStatus, "")
            elif t == "{http://api.digipost.no/schema/v8}supported-features":
                f_supported_features = read_features(c)
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_status is None:
        _r.missing(e, "status")
    o = _new(_unchecked_sender_information)
    o.sender_id = f_sender_id
    o.status = f_status
    o.supported_features = f_supported_features
    o.__class__ = _m.SenderInformation
    return o


def write_document_events(v: _m.DocumentEvents, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{_join([write_event(x0, "event") for x0 in v.event]) if v.event else ""}"""
        f"""</{tag}>"""
    )


_unchecked_document_events = _r.unchecked(_m.DocumentEvents)


def read_document_events(e: etree._Element) -> _m.DocumentEvents:
    f_event: list[_m.Event] = []
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}event":
                f_event.append(read_event(c))
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_document_events)
    o.event = f_event
    o.__class__ = _m.DocumentEvents
    return o


def write_archive(v: _m.Archive, tag: str, more: str = "") -> str:
    if (v.sender_id is not None) and (v.sender_organization is not None):
        enforce(v, _m.Archive.Meta.structure)
    if len(v.documents) > 201:
        enforce(v, _m.Archive.Meta.structure)
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.sender_id) is None else f"<sender-id>{_write_integer(x0)}</sender-id>"}"""
        f"""{"" if (x1 := v.sender_organization) is None else write_sender_organization(x1, "sender-organization")}"""
        f"""{"" if (x2 := v.name) is None else f"<name>{_text(x2)}</name>"}"""
        f"""{_join([write_link(x3, "link") for x3 in v.link]) if v.link else ""}"""
        f"""{_join([write_archive_document(x4, "documents") for x4 in v.documents]) if v.documents else ""}"""
        f"""</{tag}>"""
    )


_unchecked_archive = _r.unchecked(_m.Archive)


def read_archive(e: etree._Element) -> _m.Archive:
    f_sender_id: int | None = None
    f_sender_organization: _m.SenderOrganization | None = None
    f_name: str | None = None
    f_link: list[_m.Link] = []
    f_documents: list[_m.ArchiveDocument] = []
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}sender-id":
                f_sender_id = _read_integer(c.text or "")
            elif t == "{http://api.digipost.no/schema/v8}sender-organization":
                f_sender_organization = read_sender_organization(c)
            elif t == "{http://api.digipost.no/schema/v8}name":
                f_name = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}link":
                f_link.append(read_link(c))
            elif t == "{http://api.digipost.no/schema/v8}documents":
                f_documents.append(read_archive_document(c))
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_archive)
    o.sender_id = f_sender_id
    o.sender_organization = f_sender_organization
    o.name = f_name
    o.link = f_link
    o.documents = f_documents
    o.__class__ = _m.Archive
    return o


def write_shared_document(v: _m.SharedDocument, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<delivery-time>{_write_datetime(v.delivery_time)}</delivery-time>"""
        f"""<subject>{_text(v.subject)}</subject>"""
        f"""<file-type>{_text(v.file_type)}</file-type>"""
        f"""<file-size-bytes>{_write_integer(v.file_size_bytes)}</file-size-bytes>"""
        f"""{write_shared_document_origin(v.origin, "origin")}"""
        f"""{_join([write_link(x5, "link") for x5 in v.link]) if v.link else ""}"""
        f"""</{tag}>"""
    )


_unchecked_shared_document = _r.unchecked(_m.SharedDocument)


def read_shared_document(e: etree._Element) -> _m.SharedDocument:
    f_delivery_time: datetime | None = None
    f_subject: str | None = None
    f_file_type: str | None = None
    f_file_size_bytes: int | None = None
    f_origin: _m.SharedDocumentOrigin | None = None
    f_link: list[_m.Link] = []
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}delivery-time":
                f_delivery_time = _read_datetime(c.text or "")
            elif t == "{http://api.digipost.no/schema/v8}subject":
                f_subject = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}file-type":
                f_file_type = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}file-size-bytes":
                f_file_size_bytes = _read_integer(c.text or "")
            elif t == "{http://api.digipost.no/schema/v8}origin":
                f_origin = read_shared_document_origin(c)
            elif t == "{http://api.digipost.no/schema/v8}link":
                f_link.append(read_link(c))
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
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
    o = _new(_unchecked_shared_document)
    o.delivery_time = f_delivery_time
    o.subject = f_subject
    o.file_type = f_file_type
    o.file_size_bytes = f_file_size_bytes
    o.origin = f_origin
    o.link = f_link
    o.__class__ = _m.SharedDocument
    return o


def write_message_recipient(v: _m.MessageRecipient, tag: str, more: str = "") -> str:
    if (v.personal_identification_number is not None) + (v.organisation_number is not None) + (
        v.digipost_address is not None
    ) + (v.email_details is not None) + (v.peppol_addresses is not None) + (
        v.name_and_address is not None
    ) + (v.bank_account_number is not None) > 1:
        enforce(v, _m.MessageRecipient.Meta.structure)
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.personal_identification_number) is None else f"<personal-identification-number>{_text(x0)}</personal-identification-number>"}"""
        f"""{"" if (x1 := v.organisation_number) is None else f"<organisation-number>{_text(x1)}</organisation-number>"}"""
        f"""{"" if (x2 := v.digipost_address) is None else f"<digipost-address>{_text(x2)}</digipost-address>"}"""
        f"""{"" if (x3 := v.email_details) is None else write_email_details(x3, "email-details")}"""
        f"""{"" if (x4 := v.peppol_addresses) is None else write_peppol_addresses(x4, "peppol-addresses")}"""
        f"""{"" if (x5 := v.name_and_address) is None else write_name_and_address(x5, "name-and-address")}"""
        f"""{"" if (x6 := v.bank_account_number) is None else f"<bank-account-number>{_text(x6)}</bank-account-number>"}"""
        f"""{"" if (x7 := v.print_details) is None else write_print_details(x7, "print-details")}"""
        f"""</{tag}>"""
    )


_unchecked_message_recipient = _r.unchecked(_m.MessageRecipient)


def read_message_recipient(e: etree._Element) -> _m.MessageRecipient:
    f_personal_identification_number: str | None = None
    f_organisation_number: str | None = None
    f_digipost_address: str | None = None
    f_email_details: _m.EmailDetails | None = None
    f_peppol_addresses: _m.PeppolAddresses | None = None
    f_name_and_address: _m.NameAndAddress | None = None
    f_bank_account_number: str | None = None
    f_print_details: _m.PrintDetails | None = None
    c = e
    try:
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
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_message_recipient)
    o.personal_identification_number = f_personal_identification_number
    o.organisation_number = f_organisation_number
    o.digipost_address = f_digipost_address
    o.email_details = f_email_details
    o.peppol_addresses = f_peppol_addresses
    o.name_and_address = f_name_and_address
    o.bank_account_number = f_bank_account_number
    o.print_details = f_print_details
    o.__class__ = _m.MessageRecipient
    return o


def write_print_if_unread(v: _m.PrintIfUnread, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<print-if-unread-after>{_write_datetime(v.print_if_unread_after)}</print-if-unread-after>"""
        f"""{write_print_details(v.print_details, "print-details")}"""
        f"""</{tag}>"""
    )


_unchecked_print_if_unread = _r.unchecked(_m.PrintIfUnread)


def read_print_if_unread(e: etree._Element) -> _m.PrintIfUnread:
    f_print_if_unread_after: datetime | None = None
    f_print_details: _m.PrintDetails | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}print-if-unread-after":
                f_print_if_unread_after = _read_datetime(c.text or "")
            elif t == "{http://api.digipost.no/schema/v8}print-details":
                f_print_details = read_print_details(c)
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_print_if_unread_after is None:
        _r.missing(e, "print-if-unread-after")
    if f_print_details is None:
        _r.missing(e, "print-details")
    o = _new(_unchecked_print_if_unread)
    o.print_if_unread_after = f_print_if_unread_after
    o.print_details = f_print_details
    o.__class__ = _m.PrintIfUnread
    return o


def write_request_for_registration(v: _m.RequestForRegistration, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<registration-deadline>{_write_datetime(v.registration_deadline)}</registration-deadline>"""
        f"""{"" if (x1 := v.phone_number) is None else f"<phone-number>{_text(x1)}</phone-number>"}"""
        f"""{"" if (x2 := v.email_address) is None else f"<email-address>{_text(x2)}</email-address>"}"""
        f"""{"" if (x3 := v.print_details) is None else write_print_details(x3, "print-details")}"""
        f"""</{tag}>"""
    )


_unchecked_request_for_registration = _r.unchecked(_m.RequestForRegistration)


def read_request_for_registration(e: etree._Element) -> _m.RequestForRegistration:
    f_registration_deadline: datetime | None = None
    f_phone_number: str | None = None
    f_email_address: str | None = None
    f_print_details: _m.PrintDetails | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}registration-deadline":
                f_registration_deadline = _read_datetime(c.text or "")
            elif t == "{http://api.digipost.no/schema/v8}phone-number":
                f_phone_number = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}email-address":
                f_email_address = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}print-details":
                f_print_details = read_print_details(c)
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_registration_deadline is None:
        _r.missing(e, "registration-deadline")
    o = _new(_unchecked_request_for_registration)
    o.registration_deadline = f_registration_deadline
    o.phone_number = f_phone_number
    o.email_address = f_email_address
    o.print_details = f_print_details
    o.__class__ = _m.RequestForRegistration
    return o


def write_message_delivery(v: _m.MessageDelivery, tag: str, more: str = "") -> str:
    if len(v.attachment) > 201:
        enforce(v, _m.MessageDelivery.Meta.structure)
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.message_id) is None else f"<message-id>{_text(x0)}</message-id>"}"""
        f"""<delivery-method>{v.delivery_method.xml}</delivery-method>"""
        f"""<sender-id>{_write_integer(v.sender_id)}</sender-id>"""
        f"""<status>{v.status.xml}</status>"""
        f"""{"" if (x4 := v.delivery_time) is None else f"<delivery-time>{_write_datetime(x4)}</delivery-time>"}"""
        f"""{write_document(v.primary_document, "primary-document")}"""
        f"""{_join([write_document(x6, "attachment") for x6 in v.attachment]) if v.attachment else ""}"""
        f"""{_join([write_link(x7, "link") for x7 in v.link]) if v.link else ""}"""
        f"""</{tag}>"""
    )


_unchecked_message_delivery = _r.unchecked(_m.MessageDelivery)


def read_message_delivery(e: etree._Element) -> _m.MessageDelivery:
    f_message_id: str | None = None
    f_delivery_method: _m.Channel | None = None
    f_sender_id: int | None = None
    f_status: _m.MessageStatus | None = None
    f_delivery_time: datetime | None = None
    f_primary_document: _m.Document | None = None
    f_attachment: list[_m.Document] = []
    f_link: list[_m.Link] = []
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}message-id":
                f_message_id = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}delivery-method":
                f_delivery_method = _r.enum_leaf(c, _m.Channel, "")
            elif t == "{http://api.digipost.no/schema/v8}sender-id":
                f_sender_id = _read_integer(c.text or "")
            elif t == "{http://api.digipost.no/schema/v8}status":
                f_status = _r.enum_leaf(c, _m.MessageStatus, "")
            elif t == "{http://api.digipost.no/schema/v8}delivery-time":
                f_delivery_time = _read_datetime(c.text or "")
            elif t == "{http://api.digipost.no/schema/v8}primary-document":
                f_primary_document = read_document(c)
            elif t == "{http://api.digipost.no/schema/v8}attachment":
                f_attachment.append(read_document(c))
            elif t == "{http://api.digipost.no/schema/v8}link":
                f_link.append(read_link(c))
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_delivery_method is None:
        _r.missing(e, "delivery-method")
    if f_sender_id is None:
        _r.missing(e, "sender-id")
    if f_status is None:
        _r.missing(e, "status")
    if f_primary_document is None:
        _r.missing(e, "primary-document")
    o = _new(_unchecked_message_delivery)
    o.message_id = f_message_id
    o.delivery_method = f_delivery_method
    o.sender_id = f_sender_id
    o.status = f_status
    o.delivery_time = f_delivery_time
    o.primary_document = f_primary_document
    o.attachment = f_attachment
    o.link = f_link
    o.__class__ = _m.MessageDelivery
    return o


def write_archives(v: _m.Archives, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{_join([write_archive(x0, "archive") for x0 in v.archive]) if v.archive else ""}"""
        f"""{_join([write_link(x1, "link") for x1 in v.link]) if v.link else ""}"""
        f"""</{tag}>"""
    )


_unchecked_archives = _r.unchecked(_m.Archives)


def read_archives(e: etree._Element) -> _m.Archives:
    f_archive: list[_m.Archive] = []
    f_link: list[_m.Link] = []
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}archive":
                f_archive.append(read_archive(c))
            elif t == "{http://api.digipost.no/schema/v8}link":
                f_link.append(read_link(c))
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_archives)
    o.archive = f_archive
    o.link = f_link
    o.__class__ = _m.Archives
    return o


def write_shared_documents(v: _m.SharedDocuments, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{_join([write_shared_document(x0, "shared-document") for x0 in v.shared_document]) if v.shared_document else ""}"""
        f"""</{tag}>"""
    )


_unchecked_shared_documents = _r.unchecked(_m.SharedDocuments)


def read_shared_documents(e: etree._Element) -> _m.SharedDocuments:
    f_shared_document: list[_m.SharedDocument] = []
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}shared-document":
                f_shared_document.append(read_shared_document(c))
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_shared_documents)
    o.shared_document = f_shared_document
    o.__class__ = _m.SharedDocuments
    return o


def write_message(v: _m.Message, tag: str, more: str = "") -> str:
    if (v.sender_id is not None) and (v.sender_organization is not None):
        enforce(v, _m.Message.Meta.structure)
    if len(v.attachment) > 201:
        enforce(v, _m.Message.Meta.structure)
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.message_id) is None else f"<message-id>{_text(x0)}</message-id>"}"""
        f"""{"" if (x1 := v.sender_id) is None else f"<sender-id>{_write_integer(x1)}</sender-id>"}"""
        f"""{"" if (x2 := v.sender_organization) is None else write_sender_organization(x2, "sender-organization")}"""
        f"""{write_message_recipient(v.recipient, "recipient")}"""
        f"""{"" if (x4 := v.delivery_time) is None else f"<delivery-time>{_write_datetime(x4)}</delivery-time>"}"""
        f"""{"" if (x5 := v.invoice_reference) is None else f"<invoice-reference>{_text(x5)}</invoice-reference>"}"""
        f"""{write_document(v.primary_document, "primary-document")}"""
        f"""{_join([write_document(x7, "attachment") for x7 in v.attachment]) if v.attachment else ""}"""
        f"""{"" if (x8 := v.print_if_unread) is None else write_print_if_unread(x8, "print-if-unread")}"""
        f"""{"" if (x9 := v.request_for_registration) is None else write_request_for_registration(x9, "request-for-registration")}"""
        f"""{"" if (x10 := v.batch) is None else write_batch(x10, "batch")}"""
        f"""</{tag}>"""
    )


_unchecked_message = _r.unchecked(_m.Message)


def read_message(e: etree._Element) -> _m.Message:
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
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}message-id":
                f_message_id = c.text or ""
            elif t == "{http://api.digipost.no/schema/v8}sender-id":
                f_sender_id = _read_integer(c.text or "")
            elif t == "{http://api.digipost.no/schema/v8}sender-organization":
                f_sender_organization = read_sender_organization(c)
            elif t == "{http://api.digipost.no/schema/v8}recipient":
                f_recipient = read_message_recipient(c)
            elif t == "{http://api.digipost.no/schema/v8}delivery-time":
                f_delivery_time = _read_datetime(c.text or "")
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
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_recipient is None:
        _r.missing(e, "recipient")
    if f_primary_document is None:
        _r.missing(e, "primary-document")
    o = _new(_unchecked_message)
    o.message_id = f_message_id
    o.sender_id = f_sender_id
    o.sender_organization = f_sender_organization
    o.recipient = f_recipient
    o.delivery_time = f_delivery_time
    o.invoice_reference = f_invoice_reference
    o.primary_document = f_primary_document
    o.attachment = f_attachment
    o.print_if_unread = f_print_if_unread
    o.request_for_registration = f_request_for_registration
    o.batch = f_batch
    o.__class__ = _m.Message
    return o


def write_share_documents_request_state(v: _m.ShareDocumentsRequestState, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{write_shared_documents(v.shared_documents, "shared-documents")}"""
        f"""{"" if (x1 := v.shared_at_time) is None else f"<shared-at-time>{_write_datetime(x1)}</shared-at-time>"}"""
        f"""{"" if (x2 := v.expiry_time) is None else f"<expiry-time>{_write_datetime(x2)}</expiry-time>"}"""
        f"""{"" if (x3 := v.withdrawn_time) is None else f"<withdrawn-time>{_write_datetime(x3)}</withdrawn-time>"}"""
        f"""{_join([write_link(x4, "link") for x4 in v.link]) if v.link else ""}"""
        f"""</{tag}>"""
    )


_unchecked_share_documents_request_state = _r.unchecked(_m.ShareDocumentsRequestState)


def read_share_documents_request_state(e: etree._Element) -> _m.ShareDocumentsRequestState:
    f_shared_documents: _m.SharedDocuments | None = None
    f_shared_at_time: datetime | None = None
    f_expiry_time: datetime | None = None
    f_withdrawn_time: datetime | None = None
    f_link: list[_m.Link] = []
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/v8}shared-documents":
                f_shared_documents = read_shared_documents(c)
            elif t == "{http://api.digipost.no/schema/v8}shared-at-time":
                f_shared_at_time = _read_datetime(c.text or "")
            elif t == "{http://api.digipost.no/schema/v8}expiry-time":
                f_expiry_time = _read_datetime(c.text or "")
            elif t == "{http://api.digipost.no/schema/v8}withdrawn-time":
                f_withdrawn_time = _read_datetime(c.text or "")
            elif t == "{http://api.digipost.no/schema/v8}link":
                f_link.append(read_link(c))
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_shared_documents is None:
        _r.missing(e, "shared-documents")
    o = _new(_unchecked_share_documents_request_state)
    o.shared_documents = f_shared_documents
    o.shared_at_time = f_shared_at_time
    o.expiry_time = f_expiry_time
    o.withdrawn_time = f_withdrawn_time
    o.link = f_link
    o.__class__ = _m.ShareDocumentsRequestState
    return o


WRITERS: dict[type, tuple[Callable[[Any, str, str], str], str, str]] = {
    _m.EncryptionKey: (write_encryption_key, "encryption-key", _DECLARED),
    _m.EncryptionCertificate: (write_encryption_certificate, "encryption-certificate", _DECLARED),
    _m.IdentificationResult: (write_identification_result, "identification-result", _DECLARED),
    _m.UserInformation: (write_user_information, "user-information", _DECLARED),
    _m.UserAccount: (write_user_account, "user-account", _DECLARED),
    _m.ArchiveDocumentAttribute: (write_archive_document_attribute, "archive-document-attribute", _DECLARED),
    _m.ArchiveDocumentContent: (write_archive_document_content, "archive-document-content", _DECLARED),
    _m.Tags: (write_tags, "tags", _DECLARED),
    _m.SharedDocumentContent: (write_shared_document_content, "shared-document-content", _DECLARED),
    _m.Entrypoint: (write_entrypoint, "entrypoint", _DECLARED),
    _m.DocumentStatus: (write_document_status, "document-status", _DECLARED),
    _m.Batch: (write_batch, "batch", _DECLARED),
    _m.Error: (write_error, "error", _DECLARED),
    _m.Recipient: (write_recipient, "recipient", _DECLARED),
    _m.IdentificationResultWithEncryptionKey: (
        write_identification_result_with_encryption_key,
        "identification-result-with-encryption-key",
        _DECLARED,
    ),
    _m.Identification: (write_identification, "identification", _DECLARED),
    _m.AdditionalData: (write_additional_data, "additional-data", _DECLARED),
    _m.ArchiveDocument: (write_archive_document, "archive-document", _DECLARED),
    _m.Tag: (write_tag, "tag", _DECLARED),
    _m.Autocomplete: (write_autocomplete, "autocomplete", _DECLARED),
    _m.Inbox: (write_inbox, "inbox", _DECLARED),
    _m.Recipients: (write_recipients, "recipients", _DECLARED),
    _m.Document: (write_document, "document", _DECLARED),
    _m.SenderInformation: (write_sender_information, "sender-information", _DECLARED),
    _m.DocumentEvents: (write_document_events, "document-events", _DECLARED),
    _m.Archive: (write_archive, "archive", _DECLARED),
    _m.MessageRecipient: (write_message_recipient, "message-recipient", _DECLARED),
    _m.MessageDelivery: (write_message_delivery, "message-delivery", _DECLARED),
    _m.Archives: (write_archives, "archives", _DECLARED),
    _m.Message: (write_message, "message", _DECLARED),
    _m.ShareDocumentsRequestState: (
        write_share_documents_request_state,
        "share-documents-request-state",
        _DECLARED,
    ),
}
"""For each class of a global element, what writes that element, its name, and its namespace declaration."""

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

_EVENT_METADATA_WRITERS: dict[type, tuple[str, Callable[[Any, str, str], str]]] = {
    _m.EmailDeliveredMetadata: ("email-delivered-metadata", write_email_delivered_metadata),
    _m.EmailNotificationFailedMetadata: (
        "email-notification-failed-metadata",
        write_email_notification_failed_metadata,
    ),
    _m.SmsNotificationFailedMetadata: (
        "sms-notification-failed-metadata",
        write_sms_notification_failed_metadata,
    ),
    _m.SmsNotificationDeliveredMetadata: (
        "sms-notification-delivered-metadata",
        write_sms_notification_delivered_metadata,
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
    (_NAMESPACE, "sms-notification-delivered-metadata"): read_sms_notification_delivered_metadata,
    (_NAMESPACE, "failed-print-metadata"): read_failed_print_metadata,
    (_NAMESPACE, "failed-peppol-metadata"): read_failed_peppol_metadata,
    (_NAMESPACE, "postmarked-metadata"): read_postmarked_metadata,
    (_NAMESPACE, "request-for-registration-expired-metadata"): read_request_for_registration_expired_metadata,
    (_NAMESPACE, "move-files-from-public-sector-metadata"): read_move_files_from_public_sector_metadata,
}
