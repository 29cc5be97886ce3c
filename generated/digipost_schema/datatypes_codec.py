# Made from datatypes.xsd (sha256 8f06ef3f0e5672c53d45a4c62547eb9b5496055ce5cba15e9511c3c3f2c9fd04)
# by `make generate`. Do not edit: change the schema, or codegen/.
"""Codec of the classes of `datatypes`: a writer to XML and a reader for each.

Straight-line code, no reflection. Readers fill slots and run no validator.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from lxml import etree

from . import _reading as _r
from . import datatypes as _m
from ._escaping import attribute as _attribute
from ._escaping import text as _text
from ._lexical import read_boolean as _read_boolean
from ._lexical import read_date as _read_date
from ._lexical import read_datetime as _read_datetime
from ._lexical import read_decimal as _read_decimal
from ._lexical import read_double as _read_double
from ._lexical import read_integer as _read_integer
from ._lexical import read_local_datetime as _read_local_datetime
from ._lexical import read_money as _read_money
from ._lexical import read_uri as _read_uri
from ._lexical import read_zoned_datetime as _read_zoned_datetime
from ._lexical import write_boolean as _write_boolean
from ._lexical import write_date as _write_date
from ._lexical import write_datetime as _write_datetime
from ._lexical import write_decimal as _write_decimal
from ._lexical import write_double as _write_double
from ._lexical import write_integer as _write_integer
from ._lexical import write_local_datetime as _write_local_datetime
from ._lexical import write_money as _write_money
from ._rules import enforce

__all__ = ["ELEMENTS", "READERS", "WRITERS"]

_NAMESPACE = _m.NAMESPACE
_DECLARED = f' xmlns="{_attribute(_NAMESPACE)}"'
_join = "".join
_new = object.__new__


def write_address(v: _m.Address, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.street_address) is None else f"<street-address>{_text(x0)}</street-address>"}"""
        f"""{"" if (x1 := v.street_address_2) is None else f"<street-address-2>{_text(x1)}</street-address-2>"}"""
        f"""{"" if (x2 := v.postal_code) is None else f"<postal-code>{_text(x2)}</postal-code>"}"""
        f"""{"" if (x3 := v.city) is None else f"<city>{_text(x3)}</city>"}"""
        f"""{"" if (x4 := v.country) is None else f"<country>{_text(x4)}</country>"}"""
        f"""</{tag}>"""
    )


_unchecked_address = _r.unchecked(_m.Address)


def read_address(e: etree._Element) -> _m.Address:
    f_street_address: str | None = None
    f_street_address_2: str | None = None
    f_postal_code: str | None = None
    f_city: str | None = None
    f_country: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}street-address":
                f_street_address = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}street-address-2":
                f_street_address_2 = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}postal-code":
                f_postal_code = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}city":
                f_city = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}country":
                f_country = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_address)
    o.street_address = f_street_address
    o.street_address_2 = f_street_address_2
    o.postal_code = f_postal_code
    o.city = f_city
    o.country = f_country
    o.__class__ = _m.Address
    return o


def write_info(v: _m.Info, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.title) is None else f"<title>{_text(x0)}</title>"}"""
        f"""{"" if (x1 := v.text) is None else f"<text>{_text(x1)}</text>"}"""
        f"""</{tag}>"""
    )


_unchecked_info = _r.unchecked(_m.Info)


def read_info(e: etree._Element) -> _m.Info:
    f_title: str | None = None
    f_text: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}title":
                f_title = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}text":
                f_text = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_info)
    o.title = f_title
    o.text = f_text
    o.__class__ = _m.Info
    return o


def write_external_link(v: _m.ExternalLink, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<url>{_text(v.url)}</url>"""
        f"""{"" if (x1 := v.deadline) is None else f"<deadline>{_write_datetime(x1)}</deadline>"}"""
        f"""{"" if (x2 := v.description) is None else f"<description>{_text(x2)}</description>"}"""
        f"""{"" if (x3 := v.button_text) is None else f"<button-text>{_text(x3)}</button-text>"}"""
        f"""</{tag}>"""
    )


_unchecked_external_link = _r.unchecked(_m.ExternalLink)


def read_external_link(e: etree._Element) -> _m.ExternalLink:
    f_url: str | None = None
    f_deadline: datetime | None = None
    f_description: str | None = None
    f_button_text: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}url":
                f_url = _read_uri(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}deadline":
                f_deadline = _read_datetime(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}description":
                f_description = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}button-text":
                f_button_text = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_url is None:
        _r.missing(e, "url")
    o = _new(_unchecked_external_link)
    o.url = f_url
    o.deadline = f_deadline
    o.description = f_description
    o.button_text = f_button_text
    o.__class__ = _m.ExternalLink
    return o


def write_barcode(v: _m.Barcode, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.barcode_value) is None else f"<barcode-value>{_text(x0)}</barcode-value>"}"""
        f"""{"" if (x1 := v.barcode_type) is None else f"<barcode-type>{_text(x1)}</barcode-type>"}"""
        f"""{"" if (x2 := v.barcode_text) is None else f"<barcode-text>{_text(x2)}</barcode-text>"}"""
        f"""{"" if (x3 := v.show_value_in_barcode) is None else f"<show-value-in-barcode>{_write_boolean(x3)}</show-value-in-barcode>"}"""
        f"""</{tag}>"""
    )


_unchecked_barcode = _r.unchecked(_m.Barcode)


def read_barcode(e: etree._Element) -> _m.Barcode:
    f_barcode_value: str | None = None
    f_barcode_type: str | None = None
    f_barcode_text: str | None = None
    f_show_value_in_barcode: bool | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}barcode-value":
                f_barcode_value = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}barcode-type":
                f_barcode_type = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}barcode-text":
                f_barcode_text = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}show-value-in-barcode":
                f_show_value_in_barcode = _read_boolean(c.text or "false")
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_barcode)
    o.barcode_value = f_barcode_value
    o.barcode_type = f_barcode_type
    o.barcode_text = f_barcode_text
    o.show_value_in_barcode = f_show_value_in_barcode
    o.__class__ = _m.Barcode
    return o


def write_hjemmelshaver(v: _m.Hjemmelshaver, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.name) is None else f"<name>{_text(x0)}</name>"}"""
        f"""{"" if (x1 := v.email) is None else f"<email>{_text(x1)}</email>"}"""
        f"""</{tag}>"""
    )


_unchecked_hjemmelshaver = _r.unchecked(_m.Hjemmelshaver)


def read_hjemmelshaver(e: etree._Element) -> _m.Hjemmelshaver:
    f_name: str | None = None
    f_email: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}name":
                f_name = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}email":
                f_email = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_hjemmelshaver)
    o.name = f_name
    o.email = f_email
    o.__class__ = _m.Hjemmelshaver
    return o


def write_omsetningshistorikk(v: _m.Omsetningshistorikk, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<dato>{_write_datetime(v.dato)}</dato>"""
        f"""{"" if (x1 := v.beskrivelse) is None else f"<beskrivelse>{_text(x1)}</beskrivelse>"}"""
        f"""{"" if (x2 := v.selger) is None else f"<selger>{_text(x2)}</selger>"}"""
        f"""{"" if (x3 := v.kjoeper) is None else f"<kjoeper>{_text(x3)}</kjoeper>"}"""
        f"""{"" if (x4 := v.beloep) is None else f"<beloep>{_write_integer(x4)}</beloep>"}"""
        f"""</{tag}>"""
    )


_unchecked_omsetningshistorikk = _r.unchecked(_m.Omsetningshistorikk)


def read_omsetningshistorikk(e: etree._Element) -> _m.Omsetningshistorikk:
    f_dato: datetime | None = None
    f_beskrivelse: str | None = None
    f_selger: str | None = None
    f_kjoeper: str | None = None
    f_beloep: int | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}dato":
                f_dato = _read_zoned_datetime(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}beskrivelse":
                f_beskrivelse = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}selger":
                f_selger = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}kjoeper":
                f_kjoeper = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}beloep":
                f_beloep = _read_integer(c.text or "")
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_dato is None:
        _r.missing(e, "dato")
    o = _new(_unchecked_omsetningshistorikk)
    o.dato = f_dato
    o.beskrivelse = f_beskrivelse
    o.selger = f_selger
    o.kjoeper = f_kjoeper
    o.beloep = f_beloep
    o.__class__ = _m.Omsetningshistorikk
    return o


def write_heftelse(v: _m.Heftelse, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.panthaver) is None else f"<panthaver>{_text(x0)}</panthaver>"}"""
        f"""{"" if (x1 := v.type_pant) is None else f"<type-pant>{_text(x1)}</type-pant>"}"""
        f"""{"" if (x2 := v.beloep) is None else f"<beloep>{_text(x2)}</beloep>"}"""
        f"""</{tag}>"""
    )


_unchecked_heftelse = _r.unchecked(_m.Heftelse)


def read_heftelse(e: etree._Element) -> _m.Heftelse:
    f_panthaver: str | None = None
    f_type_pant: str | None = None
    f_beloep: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}panthaver":
                f_panthaver = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}type-pant":
                f_type_pant = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}beloep":
                f_beloep = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_heftelse)
    o.panthaver = f_panthaver
    o.type_pant = f_type_pant
    o.beloep = f_beloep
    o.__class__ = _m.Heftelse
    return o


def write_residence_address(v: _m.ResidenceAddress, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.unit_number) is None else f"<unit-number>{_text(x0)}</unit-number>"}"""
        f"""{"" if (x1 := v.house_number) is None else f"<house-number>{_text(x1)}</house-number>"}"""
        f"""{"" if (x2 := v.street_name) is None else f"<street-name>{_text(x2)}</street-name>"}"""
        f"""{"" if (x3 := v.postal_code) is None else f"<postal-code>{_text(x3)}</postal-code>"}"""
        f"""{"" if (x4 := v.city) is None else f"<city>{_text(x4)}</city>"}"""
        f"""</{tag}>"""
    )


_unchecked_residence_address = _r.unchecked(_m.ResidenceAddress)


def read_residence_address(e: etree._Element) -> _m.ResidenceAddress:
    f_unit_number: str | None = None
    f_house_number: str | None = None
    f_street_name: str | None = None
    f_postal_code: str | None = None
    f_city: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}unit-number":
                f_unit_number = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}house-number":
                f_house_number = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}street-name":
                f_street_name = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}postal-code":
                f_postal_code = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}city":
                f_city = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_residence_address)
    o.unit_number = f_unit_number
    o.house_number = f_house_number
    o.street_name = f_street_name
    o.postal_code = f_postal_code
    o.city = f_city
    o.__class__ = _m.ResidenceAddress
    return o


def write_matrikkel(v: _m.Matrikkel, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<kommunenummer>{_text(v.kommunenummer)}</kommunenummer>"""
        f"""<gaardsnummer>{_text(v.gaardsnummer)}</gaardsnummer>"""
        f"""<bruksnummer>{_text(v.bruksnummer)}</bruksnummer>"""
        f"""{"" if (x3 := v.festenummer) is None else f"<festenummer>{_text(x3)}</festenummer>"}"""
        f"""{"" if (x4 := v.seksjonsnummer) is None else f"<seksjonsnummer>{_text(x4)}</seksjonsnummer>"}"""
        f"""</{tag}>"""
    )


_unchecked_matrikkel = _r.unchecked(_m.Matrikkel)


def read_matrikkel(e: etree._Element) -> _m.Matrikkel:
    f_kommunenummer: str | None = None
    f_gaardsnummer: str | None = None
    f_bruksnummer: str | None = None
    f_festenummer: str | None = None
    f_seksjonsnummer: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}kommunenummer":
                f_kommunenummer = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}gaardsnummer":
                f_gaardsnummer = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}bruksnummer":
                f_bruksnummer = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}festenummer":
                f_festenummer = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}seksjonsnummer":
                f_seksjonsnummer = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_kommunenummer is None:
        _r.missing(e, "kommunenummer")
    if f_gaardsnummer is None:
        _r.missing(e, "gaardsnummer")
    if f_bruksnummer is None:
        _r.missing(e, "bruksnummer")
    o = _new(_unchecked_matrikkel)
    o.kommunenummer = f_kommunenummer
    o.gaardsnummer = f_gaardsnummer
    o.bruksnummer = f_bruksnummer
    o.festenummer = f_festenummer
    o.seksjonsnummer = f_seksjonsnummer
    o.__class__ = _m.Matrikkel
    return o


def write_time_interval(v: _m.TimeInterval, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<start-time>{_write_datetime(v.start_time)}</start-time>"""
        f"""<end-time>{_write_datetime(v.end_time)}</end-time>"""
        f"""</{tag}>"""
    )


_unchecked_time_interval = _r.unchecked(_m.TimeInterval)


def read_time_interval(e: etree._Element) -> _m.TimeInterval:
    f_start_time: datetime | None = None
    f_end_time: datetime | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}start-time":
                f_start_time = _read_zoned_datetime(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}end-time":
                f_end_time = _read_zoned_datetime(c.text or "")
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_start_time is None:
        _r.missing(e, "start-time")
    if f_end_time is None:
        _r.missing(e, "end-time")
    o = _new(_unchecked_time_interval)
    o.start_time = f_start_time
    o.end_time = f_end_time
    o.__class__ = _m.TimeInterval
    return o


def write_link(v: _m.Link, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<url>{_text(v.url)}</url>"""
        f"""<description>{_text(v.description)}</description>"""
        f"""</{tag}>"""
    )


_unchecked_link = _r.unchecked(_m.Link)


def read_link(e: etree._Element) -> _m.Link:
    f_url: str | None = None
    f_description: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}url":
                f_url = _read_uri(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}description":
                f_description = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_url is None:
        _r.missing(e, "url")
    if f_description is None:
        _r.missing(e, "description")
    o = _new(_unchecked_link)
    o.url = f_url
    o.description = f_description
    o.__class__ = _m.Link
    return o


def write_foreign_currency_payment(v: _m.ForeignCurrencyPayment, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.currency_code) is None else f"<currency-code>{_text(x0)}</currency-code>"}"""
        f"""{"" if (x1 := v.amount) is None else f"<amount>{_write_decimal(x1)}</amount>"}"""
        f"""{"" if (x2 := v.exchange_rate) is None else f"<exchange-rate>{_write_decimal(x2)}</exchange-rate>"}"""
        f"""{"" if (x3 := v.label) is None else f"<label>{_text(x3)}</label>"}"""
        f"""</{tag}>"""
    )


_unchecked_foreign_currency_payment = _r.unchecked(_m.ForeignCurrencyPayment)


def read_foreign_currency_payment(e: etree._Element) -> _m.ForeignCurrencyPayment:
    f_currency_code: str | None = None
    f_amount: Decimal | None = None
    f_exchange_rate: Decimal | None = None
    f_label: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}currency-code":
                f_currency_code = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}amount":
                f_amount = _read_decimal(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}exchange-rate":
                f_exchange_rate = _read_decimal(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}label":
                f_label = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_foreign_currency_payment)
    o.currency_code = f_currency_code
    o.amount = f_amount
    o.exchange_rate = f_exchange_rate
    o.label = f_label
    o.__class__ = _m.ForeignCurrencyPayment
    return o


def write_payslip(v: _m.Payslip, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.payment_date) is None else f"<payment-date>{_write_date(x0)}</payment-date>"}"""
        f"""{"" if (x1 := v.net_amount) is None else f"<net-amount>{_write_decimal(x1)}</net-amount>"}"""
        f"""</{tag}>"""
    )


_unchecked_payslip = _r.unchecked(_m.Payslip)


def read_payslip(e: etree._Element) -> _m.Payslip:
    f_payment_date: date | None = None
    f_net_amount: Decimal | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}payment-date":
                f_payment_date = _read_date(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}net-amount":
                f_net_amount = _read_decimal(c.text or "")
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_payslip)
    o.payment_date = f_payment_date
    o.net_amount = f_net_amount
    o.__class__ = _m.Payslip
    return o


def write_signed_document(v: _m.SignedDocument, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<document-issuer>{_text(v.document_issuer)}</document-issuer>"""
        f"""<document-subject>{_text(v.document_subject)}</document-subject>"""
        f"""<signing-time>{_write_datetime(v.signing_time)}</signing-time>"""
        f"""</{tag}>"""
    )


_unchecked_signed_document = _r.unchecked(_m.SignedDocument)


def read_signed_document(e: etree._Element) -> _m.SignedDocument:
    f_document_issuer: str | None = None
    f_document_subject: str | None = None
    f_signing_time: datetime | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}document-issuer":
                f_document_issuer = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}document-subject":
                f_document_subject = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}signing-time":
                f_signing_time = _read_zoned_datetime(c.text or "")
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_document_issuer is None:
        _r.missing(e, "document-issuer")
    if f_document_subject is None:
        _r.missing(e, "document-subject")
    if f_signing_time is None:
        _r.missing(e, "signing-time")
    o = _new(_unchecked_signed_document)
    o.document_issuer = f_document_issuer
    o.document_subject = f_document_subject
    o.signing_time = f_signing_time
    o.__class__ = _m.SignedDocument
    return o


def write_bank(v: _m.Bank, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.id) is None else f"<id>{_text(x0)}</id>"}"""
        f"""{"" if (x1 := v.name) is None else f"<name>{_text(x1)}</name>"}"""
        f"""</{tag}>"""
    )


_unchecked_bank = _r.unchecked(_m.Bank)


def read_bank(e: etree._Element) -> _m.Bank:
    f_id: str | None = None
    f_name: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}id":
                f_id = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}name":
                f_name = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_bank)
    o.id = f_id
    o.name = f_name
    o.__class__ = _m.Bank
    return o


def write_opening_receipt(v: _m.OpeningReceipt, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<group>{_text(v.group)}</group>"""
        f"""</{tag}>"""
    )


_unchecked_opening_receipt = _r.unchecked(_m.OpeningReceipt)


def read_opening_receipt(e: etree._Element) -> _m.OpeningReceipt:
    f_group: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}group":
                f_group = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_group is None:
        _r.missing(e, "group")
    o = _new(_unchecked_opening_receipt)
    o.group = f_group
    o.__class__ = _m.OpeningReceipt
    return o


def write_opening_receipt_accepted(v: _m.OpeningReceiptAccepted, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """/>"""
    )


_unchecked_opening_receipt_accepted = _r.unchecked(_m.OpeningReceiptAccepted)


def read_opening_receipt_accepted(e: etree._Element) -> _m.OpeningReceiptAccepted:
    o = _new(_unchecked_opening_receipt_accepted)
    o.__class__ = _m.OpeningReceiptAccepted
    return o


def write_cost(v: _m.Cost, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<value-to-be-payed>{_write_decimal(v.value_to_be_payed)}</value-to-be-payed>"""
        f"""{"" if (x1 := v.package_value) is None else f"<package-value>{_write_decimal(x1)}</package-value>"}"""
        f"""{"" if (x2 := v.customs_fee_outlayed) is None else f"<customs-fee-outlayed>{_write_decimal(x2)}</customs-fee-outlayed>"}"""
        f"""{"" if (x3 := v.vas_text) is None else f"<vas-text>{_text(x3)}</vas-text>"}"""
        f"""{"" if (x4 := v.customs_fee) is None else f"<customs-fee>{_write_decimal(x4)}</customs-fee>"}"""
        f"""{"" if (x5 := v.customs_fee_outlay_cost) is None else f"<customs-fee-outlay-cost>{_write_decimal(x5)}</customs-fee-outlay-cost>"}"""
        f"""{"" if (x6 := v.cod_amount) is None else f"<cod-amount>{_write_decimal(x6)}</cod-amount>"}"""
        f"""{"" if (x7 := v.cod_fee) is None else f"<cod-fee>{_write_decimal(x7)}</cod-fee>"}"""
        f"""</{tag}>"""
    )


_unchecked_cost = _r.unchecked(_m.Cost)


def read_cost(e: etree._Element) -> _m.Cost:
    f_value_to_be_payed: Decimal | None = None
    f_package_value: Decimal | None = None
    f_customs_fee_outlayed: Decimal | None = None
    f_vas_text: str | None = None
    f_customs_fee: Decimal | None = None
    f_customs_fee_outlay_cost: Decimal | None = None
    f_cod_amount: Decimal | None = None
    f_cod_fee: Decimal | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}value-to-be-payed":
                f_value_to_be_payed = _read_decimal(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}package-value":
                f_package_value = _read_decimal(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}customs-fee-outlayed":
                f_customs_fee_outlayed = _read_decimal(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}vas-text":
                f_vas_text = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}customs-fee":
                f_customs_fee = _read_decimal(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}customs-fee-outlay-cost":
                f_customs_fee_outlay_cost = _read_decimal(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}cod-amount":
                f_cod_amount = _read_decimal(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}cod-fee":
                f_cod_fee = _read_decimal(c.text or "")
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_value_to_be_payed is None:
        _r.missing(e, "value-to-be-payed")
    o = _new(_unchecked_cost)
    o.value_to_be_payed = f_value_to_be_payed
    o.package_value = f_package_value
    o.customs_fee_outlayed = f_customs_fee_outlayed
    o.vas_text = f_vas_text
    o.customs_fee = f_customs_fee
    o.customs_fee_outlay_cost = f_customs_fee_outlay_cost
    o.cod_amount = f_cod_amount
    o.cod_fee = f_cod_fee
    o.__class__ = _m.Cost
    return o


def write_package(v: _m.Package, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.length) is None else f"<length>{_write_integer(x0)}</length>"}"""
        f"""{"" if (x1 := v.width) is None else f"<width>{_write_integer(x1)}</width>"}"""
        f"""{"" if (x2 := v.height) is None else f"<height>{_write_integer(x2)}</height>"}"""
        f"""{"" if (x3 := v.weight) is None else f"<weight>{_write_integer(x3)}</weight>"}"""
        f"""</{tag}>"""
    )


_unchecked_package = _r.unchecked(_m.Package)


def read_package(e: etree._Element) -> _m.Package:
    f_length: int | None = None
    f_width: int | None = None
    f_height: int | None = None
    f_weight: int | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}length":
                f_length = _read_integer(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}width":
                f_width = _read_integer(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}height":
                f_height = _read_integer(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}weight":
                f_weight = _read_integer(c.text or "")
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_package)
    o.length = f_length
    o.width = f_width
    o.height = f_height
    o.weight = f_weight
    o.__class__ = _m.Package
    return o


def write_pickup_notice_status(v: _m.PickupNoticeStatus, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<status>{v.status.xml}</status>"""
        f"""{"" if (x1 := v.occurrence_datetime) is None else f"<occurrence-datetime>{_write_datetime(x1)}</occurrence-datetime>"}"""
        f"""</{tag}>"""
    )


_unchecked_pickup_notice_status = _r.unchecked(_m.PickupNoticeStatus)


def read_pickup_notice_status(e: etree._Element) -> _m.PickupNoticeStatus:
    f_status: _m.Status | None = None
    f_occurrence_datetime: datetime | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}status":
                f_status = _r.enum_leaf(c, _m.Status, "")
            elif t == "{http://api.digipost.no/schema/datatypes}occurrence-datetime":
                f_occurrence_datetime = _read_zoned_datetime(c.text or "")
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_status is None:
        _r.missing(e, "status")
    o = _new(_unchecked_pickup_notice_status)
    o.status = f_status
    o.occurrence_datetime = f_occurrence_datetime
    o.__class__ = _m.PickupNoticeStatus
    return o


def write_calendar_date(v: _m.CalendarDate, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<month>{_write_integer(v.month)}</month>"""
        f"""<day>{_write_integer(v.day)}</day>"""
        f"""{"" if (x2 := v.hour) is None else f"<hour>{_write_integer(x2)}</hour>"}"""
        f"""{"" if (x3 := v.min) is None else f"<min>{_write_integer(x3)}</min>"}"""
        f"""{"" if (x4 := v.time_zone) is None else f"<time-zone>{_text(x4)}</time-zone>"}"""
        f"""</{tag}>"""
    )


_unchecked_calendar_date = _r.unchecked(_m.CalendarDate)


def read_calendar_date(e: etree._Element) -> _m.CalendarDate:
    f_month: int | None = None
    f_day: int | None = None
    f_hour: int | None = None
    f_min: int | None = None
    f_time_zone: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}month":
                f_month = _read_integer(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}day":
                f_day = _read_integer(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}hour":
                f_hour = _read_integer(c.text or "0")
            elif t == "{http://api.digipost.no/schema/datatypes}min":
                f_min = _read_integer(c.text or "0")
            elif t == "{http://api.digipost.no/schema/datatypes}time-zone":
                f_time_zone = c.text or "+01:00"
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_month is None:
        _r.missing(e, "month")
    if f_day is None:
        _r.missing(e, "day")
    o = _new(_unchecked_calendar_date)
    o.month = f_month
    o.day = f_day
    o.hour = f_hour
    o.min = f_min
    o.time_zone = f_time_zone
    o.__class__ = _m.CalendarDate
    return o


def write_period(v: _m.Period, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.from_) is None else f"<from>{_write_local_datetime(x0)}</from>"}"""
        f"""{"" if (x1 := v.to) is None else f"<to>{_write_local_datetime(x1)}</to>"}"""
        f"""</{tag}>"""
    )


_unchecked_period = _r.unchecked(_m.Period)


def read_period(e: etree._Element) -> _m.Period:
    f_from_: datetime | None = None
    f_to: datetime | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}from":
                f_from_ = _read_local_datetime(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}to":
                f_to = _read_local_datetime(c.text or "")
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_period)
    o.from_ = f_from_
    o.to = f_to
    o.__class__ = _m.Period
    return o


def write_receipt_line(v: _m.ReceiptLine, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.item_name) is None else f"<item-name>{_text(x0)}</item-name>"}"""
        f"""{"" if (x1 := v.item_description) is None else f"<item-description>{_text(x1)}</item-description>"}"""
        f"""{"" if (x2 := v.item_code) is None else f"<item-code>{_text(x2)}</item-code>"}"""
        f"""{"" if (x3 := v.unit) is None else f"<unit>{_text(x3)}</unit>"}"""
        f"""<quantity>{_write_double(v.quantity)}</quantity>"""
        f"""{"" if (x5 := v.item_price) is None else f"<item-price>{_write_money(x5)}</item-price>"}"""
        f"""{"" if (x6 := v.item_vat) is None else f"<item-vat>{_write_money(x6)}</item-vat>"}"""
        f"""{"" if (x7 := v.total_price) is None else f"<total-price>{_write_money(x7)}</total-price>"}"""
        f"""{"" if (x8 := v.total_vat) is None else f"<total-vat>{_write_money(x8)}</total-vat>"}"""
        f"""{"" if (x9 := v.discount) is None else f"<discount>{_write_money(x9)}</discount>"}"""
        f"""{"" if (x10 := v.serial_number) is None else f"<serialNumber>{_text(x10)}</serialNumber>"}"""
        f"""{"" if (x11 := v.ean_code) is None else f"<eanCode>{_text(x11)}</eanCode>"}"""
        f"""</{tag}>"""
    )


_unchecked_receipt_line = _r.unchecked(_m.ReceiptLine)


def read_receipt_line(e: etree._Element) -> _m.ReceiptLine:
    f_item_name: str | None = None
    f_item_description: str | None = None
    f_item_code: str | None = None
    f_unit: str | None = None
    f_quantity: float | None = None
    f_item_price: Decimal | None = None
    f_item_vat: Decimal | None = None
    f_total_price: Decimal | None = None
    f_total_vat: Decimal | None = None
    f_discount: Decimal | None = None
    f_serial_number: str | None = None
    f_ean_code: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}item-name":
                f_item_name = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}item-description":
                f_item_description = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}item-code":
                f_item_code = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}unit":
                f_unit = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}quantity":
                f_quantity = _read_double(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}item-price":
                f_item_price = _read_money(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}item-vat":
                f_item_vat = _read_money(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}total-price":
                f_total_price = _read_money(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}total-vat":
                f_total_vat = _read_money(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}discount":
                f_discount = _read_money(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}serialNumber":
                f_serial_number = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}eanCode":
                f_ean_code = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_quantity is None:
        _r.missing(e, "quantity")
    o = _new(_unchecked_receipt_line)
    o.item_name = f_item_name
    o.item_description = f_item_description
    o.item_code = f_item_code
    o.unit = f_unit
    o.quantity = f_quantity
    o.item_price = f_item_price
    o.item_vat = f_item_vat
    o.total_price = f_total_price
    o.total_vat = f_total_vat
    o.discount = f_discount
    o.serial_number = f_serial_number
    o.ean_code = f_ean_code
    o.__class__ = _m.ReceiptLine
    return o


def write_vat_level(v: _m.VatLevel, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.gross_amount) is None else f"<grossAmount>{_write_money(x0)}</grossAmount>"}"""
        f"""{"" if (x1 := v.net_amount) is None else f"<netAmount>{_write_money(x1)}</netAmount>"}"""
        f"""{"" if (x2 := v.vat) is None else f"<vat>{_write_money(x2)}</vat>"}"""
        f"""{"" if (x3 := v.vat_percent) is None else f"<vatPercent>{_write_money(x3)}</vatPercent>"}"""
        f"""</{tag}>"""
    )


_unchecked_vat_level = _r.unchecked(_m.VatLevel)


def read_vat_level(e: etree._Element) -> _m.VatLevel:
    f_gross_amount: Decimal | None = None
    f_net_amount: Decimal | None = None
    f_vat: Decimal | None = None
    f_vat_percent: Decimal | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}grossAmount":
                f_gross_amount = _read_money(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}netAmount":
                f_net_amount = _read_money(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}vat":
                f_vat = _read_money(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}vatPercent":
                f_vat_percent = _read_money(c.text or "")
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_vat_level)
    o.gross_amount = f_gross_amount
    o.net_amount = f_net_amount
    o.vat = f_vat
    o.vat_percent = f_vat_percent
    o.__class__ = _m.VatLevel
    return o


def write_share_documents_request(v: _m.ShareDocumentsRequest, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<max-share-duration-seconds>{_write_integer(v.max_share_duration_seconds)}</max-share-duration-seconds>"""
        f"""<purpose>{_text(v.purpose)}</purpose>"""
        f"""{_join([f"<allowed-origin-organisation-numbers>{_text(x2)}</allowed-origin-organisation-numbers>" for x2 in v.allowed_origin_organisation_numbers]) if v.allowed_origin_organisation_numbers else ""}"""
        f"""</{tag}>"""
    )


_unchecked_share_documents_request = _r.unchecked(_m.ShareDocumentsRequest)


def read_share_documents_request(e: etree._Element) -> _m.ShareDocumentsRequest:
    f_max_share_duration_seconds: int | None = None
    f_purpose: str | None = None
    f_allowed_origin_organisation_numbers: list[str] = []
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}max-share-duration-seconds":
                f_max_share_duration_seconds = _read_integer(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}purpose":
                f_purpose = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}allowed-origin-organisation-numbers":
                f_allowed_origin_organisation_numbers.append(c.text or "")
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_max_share_duration_seconds is None:
        _r.missing(e, "max-share-duration-seconds")
    if f_purpose is None:
        _r.missing(e, "purpose")
    o = _new(_unchecked_share_documents_request)
    o.max_share_duration_seconds = f_max_share_duration_seconds
    o.purpose = f_purpose
    o.allowed_origin_organisation_numbers = f_allowed_origin_organisation_numbers
    o.__class__ = _m.ShareDocumentsRequest
    return o


def write_share_documents_request_documents_shared(
    v: _m.ShareDocumentsRequestDocumentsShared, tag: str, more: str = ""
) -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{_join([f"<document-ids>{_write_integer(x0)}</document-ids>" for x0 in v.document_ids]) if v.document_ids else ""}"""
        f"""</{tag}>"""
    )


_unchecked_share_documents_request_documents_shared = _r.unchecked(_m.ShareDocumentsRequestDocumentsShared)


def read_share_documents_request_documents_shared(
    e: etree._Element,
) -> _m.ShareDocumentsRequestDocumentsShared:
    f_document_ids: list[int] = []
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}document-ids":
                f_document_ids.append(_read_integer(c.text or ""))
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_share_documents_request_documents_shared)
    o.document_ids = f_document_ids
    o.__class__ = _m.ShareDocumentsRequestDocumentsShared
    return o


def write_share_documents_request_sharing_stopped(
    v: _m.ShareDocumentsRequestSharingStopped, tag: str, more: str = ""
) -> str:
    return (
        f"""<{tag}{more}"""
        """/>"""
    )


_unchecked_share_documents_request_sharing_stopped = _r.unchecked(_m.ShareDocumentsRequestSharingStopped)


def read_share_documents_request_sharing_stopped(e: etree._Element) -> _m.ShareDocumentsRequestSharingStopped:
    o = _new(_unchecked_share_documents_request_sharing_stopped)
    o.__class__ = _m.ShareDocumentsRequestSharingStopped
    return o


def write_verifiable_credential_notice(v: _m.VerifiableCredentialNotice, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.title) is None else f"<title>{_text(x0)}</title>"}"""
        f"""{"" if (x1 := v.description) is None else f"<description>{_text(x1)}</description>"}"""
        f"""</{tag}>"""
    )


_unchecked_verifiable_credential_notice = _r.unchecked(_m.VerifiableCredentialNotice)


def read_verifiable_credential_notice(e: etree._Element) -> _m.VerifiableCredentialNotice:
    f_title: str | None = None
    f_description: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}title":
                f_title = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}description":
                f_description = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_verifiable_credential_notice)
    o.title = f_title
    o.description = f_description
    o.__class__ = _m.VerifiableCredentialNotice
    return o


def write_verifiable_presentation_notice(v: _m.VerifiablePresentationNotice, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<title>{_text(v.title)}</title>"""
        f"""<description>{_text(v.description)}</description>"""
        f"""</{tag}>"""
    )


_unchecked_verifiable_presentation_notice = _r.unchecked(_m.VerifiablePresentationNotice)


def read_verifiable_presentation_notice(e: etree._Element) -> _m.VerifiablePresentationNotice:
    f_title: str | None = None
    f_description: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}title":
                f_title = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}description":
                f_description = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_title is None:
        _r.missing(e, "title")
    if f_description is None:
        _r.missing(e, "description")
    o = _new(_unchecked_verifiable_presentation_notice)
    o.title = f_title
    o.description = f_description
    o.__class__ = _m.VerifiablePresentationNotice
    return o


def write_option_credential_ids(v: _m.OptionCredentialIds, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{_join([f"<credential_id>{_text(x0)}</credential_id>" for x0 in v.credential_id]) if v.credential_id else ""}"""
        f"""</{tag}>"""
    )


_unchecked_option_credential_ids = _r.unchecked(_m.OptionCredentialIds)


def read_option_credential_ids(e: etree._Element) -> _m.OptionCredentialIds:
    f_credential_id: list[str] = []
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}credential_id":
                f_credential_id.append(c.text or "")
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_option_credential_ids)
    o.credential_id = f_credential_id
    o.__class__ = _m.OptionCredentialIds
    return o


def write_recipient(v: _m.Recipient, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.name) is None else f"<name>{_text(x0)}</name>"}"""
        f"""<digipost-address>{_text(v.digipost_address)}</digipost-address>"""
        f"""{"" if (x2 := v.address) is None else write_address(x2, "address")}"""
        f"""</{tag}>"""
    )


_unchecked_recipient = _r.unchecked(_m.Recipient)


def read_recipient(e: etree._Element) -> _m.Recipient:
    f_name: str | None = None
    f_digipost_address: str | None = None
    f_address: _m.Address | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}name":
                f_name = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}digipost-address":
                f_digipost_address = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}address":
                f_address = read_address(c)
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_digipost_address is None:
        _r.missing(e, "digipost-address")
    o = _new(_unchecked_recipient)
    o.name = f_name
    o.digipost_address = f_digipost_address
    o.address = f_address
    o.__class__ = _m.Recipient
    return o


def write_sender(v: _m.Sender, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.name) is None else f"<name>{_text(x0)}</name>"}"""
        f"""{"" if (x1 := v.reference) is None else f"<reference>{_text(x1)}</reference>"}"""
        f"""{"" if (x2 := v.address) is None else write_address(x2, "address")}"""
        f"""</{tag}>"""
    )


_unchecked_sender = _r.unchecked(_m.Sender)


def read_sender(e: etree._Element) -> _m.Sender:
    f_name: str | None = None
    f_reference: str | None = None
    f_address: _m.Address | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}name":
                f_name = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}reference":
                f_reference = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}address":
                f_address = read_address(c)
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_sender)
    o.name = f_name
    o.reference = f_reference
    o.address = f_address
    o.__class__ = _m.Sender
    return o


def write_pickup_place(v: _m.PickupPlace, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<name>{_text(v.name)}</name>"""
        f"""<code>{_text(v.code)}</code>"""
        f"""<instruction>{_text(v.instruction)}</instruction>"""
        f"""{"" if (x3 := v.shelf_location) is None else f"<shelf-location>{_text(x3)}</shelf-location>"}"""
        f"""{"" if (x4 := v.address) is None else write_address(x4, "address")}"""
        f"""</{tag}>"""
    )


_unchecked_pickup_place = _r.unchecked(_m.PickupPlace)


def read_pickup_place(e: etree._Element) -> _m.PickupPlace:
    f_name: str | None = None
    f_code: str | None = None
    f_instruction: str | None = None
    f_shelf_location: str | None = None
    f_address: _m.Address | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}name":
                f_name = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}code":
                f_code = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}instruction":
                f_instruction = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}shelf-location":
                f_shelf_location = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}address":
                f_address = read_address(c)
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_name is None:
        _r.missing(e, "name")
    if f_code is None:
        _r.missing(e, "code")
    if f_instruction is None:
        _r.missing(e, "instruction")
    o = _new(_unchecked_pickup_place)
    o.name = f_name
    o.code = f_code
    o.instruction = f_instruction
    o.shelf_location = f_shelf_location
    o.address = f_address
    o.__class__ = _m.PickupPlace
    return o


def write_proof_holder(v: _m.ProofHolder, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<firstname>{_text(v.firstname)}</firstname>"""
        f"""<surname>{_text(v.surname)}</surname>"""
        f"""{"" if (x2 := v.social_security_number) is None else f"<social-security-number>{_text(x2)}</social-security-number>"}"""
        f"""{"" if (x3 := v.address) is None else write_address(x3, "address")}"""
        f"""</{tag}>"""
    )


_unchecked_proof_holder = _r.unchecked(_m.ProofHolder)


def read_proof_holder(e: etree._Element) -> _m.ProofHolder:
    f_firstname: str | None = None
    f_surname: str | None = None
    f_social_security_number: str | None = None
    f_address: _m.Address | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}firstname":
                f_firstname = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}surname":
                f_surname = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}social-security-number":
                f_social_security_number = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}address":
                f_address = read_address(c)
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_firstname is None:
        _r.missing(e, "firstname")
    if f_surname is None:
        _r.missing(e, "surname")
    o = _new(_unchecked_proof_holder)
    o.firstname = f_firstname
    o.surname = f_surname
    o.social_security_number = f_social_security_number
    o.address = f_address
    o.__class__ = _m.ProofHolder
    return o


def write_customer(v: _m.Customer, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.name) is None else f"<name>{_text(x0)}</name>"}"""
        f"""{"" if (x1 := v.address) is None else write_address(x1, "address")}"""
        f"""{"" if (x2 := v.phone_number) is None else f"<phoneNumber>{_text(x2)}</phoneNumber>"}"""
        f"""</{tag}>"""
    )


_unchecked_customer = _r.unchecked(_m.Customer)


def read_customer(e: etree._Element) -> _m.Customer:
    f_name: str | None = None
    f_address: _m.Address | None = None
    f_phone_number: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}name":
                f_name = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}address":
                f_address = read_address(c)
            elif t == "{http://api.digipost.no/schema/datatypes}phoneNumber":
                f_phone_number = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_customer)
    o.name = f_name
    o.address = f_address
    o.phone_number = f_phone_number
    o.__class__ = _m.Customer
    return o


def write_delivery(v: _m.Delivery, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.name) is None else f"<name>{_text(x0)}</name>"}"""
        f"""{"" if (x1 := v.address) is None else write_address(x1, "address")}"""
        f"""{"" if (x2 := v.terms) is None else f"<terms>{_text(x2)}</terms>"}"""
        f"""</{tag}>"""
    )


_unchecked_delivery = _r.unchecked(_m.Delivery)


def read_delivery(e: etree._Element) -> _m.Delivery:
    f_name: str | None = None
    f_address: _m.Address | None = None
    f_terms: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}name":
                f_name = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}address":
                f_address = read_address(c)
            elif t == "{http://api.digipost.no/schema/datatypes}terms":
                f_terms = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_delivery)
    o.name = f_name
    o.address = f_address
    o.terms = f_terms
    o.__class__ = _m.Delivery
    return o


def write_appointment(v: _m.Appointment, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<start-time>{_write_datetime(v.start_time)}</start-time>"""
        f"""{"" if (x1 := v.end_time) is None else f"<end-time>{_write_datetime(x1)}</end-time>"}"""
        f"""{"" if (x2 := v.arrival_time) is None else f"<arrival-time>{_text(x2)}</arrival-time>"}"""
        f"""{"" if (x3 := v.place) is None else f"<place>{_text(x3)}</place>"}"""
        f"""{"" if (x4 := v.address) is None else write_address(x4, "address")}"""
        f"""{"" if (x5 := v.sub_title) is None else f"<sub-title>{_text(x5)}</sub-title>"}"""
        f"""{_join([write_info(x6, "info") for x6 in v.info]) if v.info else ""}"""
        f"""{"" if (x7 := v.language) is None else f"<language>{x7.xml}</language>"}"""
        f"""{"" if (x8 := v.link) is None else write_external_link(x8, "link")}"""
        f"""</{tag}>"""
    )


_unchecked_appointment = _r.unchecked(_m.Appointment)


def read_appointment(e: etree._Element) -> _m.Appointment:
    f_start_time: datetime | None = None
    f_end_time: datetime | None = None
    f_arrival_time: str | None = None
    f_place: str | None = None
    f_address: _m.Address | None = None
    f_sub_title: str | None = None
    f_info: list[_m.Info] = []
    f_language: _m.Language | None = None
    f_link: _m.ExternalLink | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}start-time":
                f_start_time = _read_zoned_datetime(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}end-time":
                f_end_time = _read_zoned_datetime(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}arrival-time":
                f_arrival_time = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}place":
                f_place = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}address":
                f_address = read_address(c)
            elif t == "{http://api.digipost.no/schema/datatypes}sub-title":
                f_sub_title = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}info":
                f_info.append(read_info(c))
            elif t == "{http://api.digipost.no/schema/datatypes}language":
                f_language = _r.enum_leaf(c, _m.Language, "NB")
            elif t == "{http://api.digipost.no/schema/datatypes}link":
                f_link = read_external_link(c)
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_start_time is None:
        _r.missing(e, "start-time")
    o = _new(_unchecked_appointment)
    o.start_time = f_start_time
    o.end_time = f_end_time
    o.arrival_time = f_arrival_time
    o.place = f_place
    o.address = f_address
    o.sub_title = f_sub_title
    o.info = f_info
    o.language = f_language
    o.link = f_link
    o.__class__ = _m.Appointment
    return o


def write_inkasso(v: _m.Inkasso, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.link) is None else write_external_link(x0, "link")}"""
        f"""<due-date>{_write_datetime(v.due_date)}</due-date>"""
        f"""{"" if (x2 := v.sum) is None else f"<sum>{_write_decimal(x2)}</sum>"}"""
        f"""{"" if (x3 := v.account) is None else f"<account>{_text(x3)}</account>"}"""
        f"""{"" if (x4 := v.kid) is None else f"<kid>{_text(x4)}</kid>"}"""
        f"""</{tag}>"""
    )


_unchecked_inkasso = _r.unchecked(_m.Inkasso)


def read_inkasso(e: etree._Element) -> _m.Inkasso:
    f_link: _m.ExternalLink | None = None
    f_due_date: datetime | None = None
    f_sum: Decimal | None = None
    f_account: str | None = None
    f_kid: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}link":
                f_link = read_external_link(c)
            elif t == "{http://api.digipost.no/schema/datatypes}due-date":
                f_due_date = _read_zoned_datetime(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}sum":
                f_sum = _read_decimal(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}account":
                f_account = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}kid":
                f_kid = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_due_date is None:
        _r.missing(e, "due-date")
    o = _new(_unchecked_inkasso)
    o.link = f_link
    o.due_date = f_due_date
    o.sum = f_sum
    o.account = f_account
    o.kid = f_kid
    o.__class__ = _m.Inkasso
    return o


def write_invoice(v: _m.Invoice, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.link) is None else write_external_link(x0, "link")}"""
        f"""<due-date>{_write_datetime(v.due_date)}</due-date>"""
        f"""<sum>{_write_decimal(v.sum)}</sum>"""
        f"""<creditor-account>{_text(v.creditor_account)}</creditor-account>"""
        f"""{"" if (x4 := v.kid) is None else f"<kid>{_text(x4)}</kid>"}"""
        f"""</{tag}>"""
    )


_unchecked_invoice = _r.unchecked(_m.Invoice)


def read_invoice(e: etree._Element) -> _m.Invoice:
    f_link: _m.ExternalLink | None = None
    f_due_date: datetime | None = None
    f_sum: Decimal | None = None
    f_creditor_account: str | None = None
    f_kid: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}link":
                f_link = read_external_link(c)
            elif t == "{http://api.digipost.no/schema/datatypes}due-date":
                f_due_date = _read_zoned_datetime(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}sum":
                f_sum = _read_decimal(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}creditor-account":
                f_creditor_account = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}kid":
                f_kid = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_due_date is None:
        _r.missing(e, "due-date")
    if f_sum is None:
        _r.missing(e, "sum")
    if f_creditor_account is None:
        _r.missing(e, "creditor-account")
    o = _new(_unchecked_invoice)
    o.link = f_link
    o.due_date = f_due_date
    o.sum = f_sum
    o.creditor_account = f_creditor_account
    o.kid = f_kid
    o.__class__ = _m.Invoice
    return o


def write_residence(v: _m.Residence, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{write_residence_address(v.address, "address")}"""
        f"""{"" if (x1 := v.matrikkel) is None else write_matrikkel(x1, "matrikkel")}"""
        f"""{"" if (x2 := v.source) is None else f"<source>{_text(x2)}</source>"}"""
        f"""{"" if (x3 := v.external_id) is None else f"<external-id>{_text(x3)}</external-id>"}"""
        f"""</{tag}>"""
    )


_unchecked_residence = _r.unchecked(_m.Residence)


def read_residence(e: etree._Element) -> _m.Residence:
    f_address: _m.ResidenceAddress | None = None
    f_matrikkel: _m.Matrikkel | None = None
    f_source: str | None = None
    f_external_id: str | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}address":
                f_address = read_residence_address(c)
            elif t == "{http://api.digipost.no/schema/datatypes}matrikkel":
                f_matrikkel = read_matrikkel(c)
            elif t == "{http://api.digipost.no/schema/datatypes}source":
                f_source = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}external-id":
                f_external_id = c.text or ""
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_address is None:
        _r.missing(e, "address")
    o = _new(_unchecked_residence)
    o.address = f_address
    o.matrikkel = f_matrikkel
    o.source = f_source
    o.external_id = f_external_id
    o.__class__ = _m.Residence
    return o


def write_event(v: _m.Event, tag: str, more: str = "") -> str:
    if len(v.start_time) < 1:
        enforce(v, _m.Event.Meta.structure)
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.sub_title) is None else f"<sub-title>{_text(x0)}</sub-title>"}"""
        f"""{_join([write_time_interval(x1, "start-time") for x1 in v.start_time]) if v.start_time else ""}"""
        f"""{"" if (x2 := v.time_label) is None else f"<timeLabel>{_text(x2)}</timeLabel>"}"""
        f"""{"" if (x3 := v.description) is None else f"<description>{_text(x3)}</description>"}"""
        f"""{"" if (x4 := v.place) is None else f"<place>{_text(x4)}</place>"}"""
        f"""{"" if (x5 := v.place_label) is None else f"<placeLabel>{_text(x5)}</placeLabel>"}"""
        f"""{"" if (x6 := v.address) is None else write_address(x6, "address")}"""
        f"""{_join([write_info(x7, "info") for x7 in v.info]) if v.info else ""}"""
        f"""{"" if (x8 := v.barcode_label) is None else f"<barcodeLabel>{_text(x8)}</barcodeLabel>"}"""
        f"""{"" if (x9 := v.barcode) is None else write_barcode(x9, "barcode")}"""
        f"""{_join([write_link(x10, "links") for x10 in v.links]) if v.links else ""}"""
        f"""{"" if (x11 := v.language) is None else f"<language>{x11.xml}</language>"}"""
        f"""</{tag}>"""
    )


_unchecked_event = _r.unchecked(_m.Event)


def read_event(e: etree._Element) -> _m.Event:
    f_sub_title: str | None = None
    f_start_time: list[_m.TimeInterval] = []
    f_time_label: str | None = None
    f_description: str | None = None
    f_place: str | None = None
    f_place_label: str | None = None
    f_address: _m.Address | None = None
    f_info: list[_m.Info] = []
    f_barcode_label: str | None = None
    f_barcode: _m.Barcode | None = None
    f_links: list[_m.Link] = []
    f_language: _m.Language | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}sub-title":
                f_sub_title = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}start-time":
                f_start_time.append(read_time_interval(c))
            elif t == "{http://api.digipost.no/schema/datatypes}timeLabel":
                f_time_label = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}description":
                f_description = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}place":
                f_place = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}placeLabel":
                f_place_label = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}address":
                f_address = read_address(c)
            elif t == "{http://api.digipost.no/schema/datatypes}info":
                f_info.append(read_info(c))
            elif t == "{http://api.digipost.no/schema/datatypes}barcodeLabel":
                f_barcode_label = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}barcode":
                f_barcode = read_barcode(c)
            elif t == "{http://api.digipost.no/schema/datatypes}links":
                f_links.append(read_link(c))
            elif t == "{http://api.digipost.no/schema/datatypes}language":
                f_language = _r.enum_leaf(c, _m.Language, "")
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_event)
    o.sub_title = f_sub_title
    o.start_time = f_start_time
    o.time_label = f_time_label
    o.description = f_description
    o.place = f_place
    o.place_label = f_place_label
    o.address = f_address
    o.info = f_info
    o.barcode_label = f_barcode_label
    o.barcode = f_barcode
    o.links = f_links
    o.language = f_language
    o.__class__ = _m.Event
    return o


def write_payment(v: _m.Payment, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.type) is None else f"<type>{_text(x0)}</type>"}"""
        f"""{"" if (x1 := v.card_number) is None else f"<card-number>{_text(x1)}</card-number>"}"""
        f"""{"" if (x2 := v.card_name) is None else f"<cardName>{_text(x2)}</cardName>"}"""
        f"""{"" if (x3 := v.amount) is None else f"<amount>{_write_money(x3)}</amount>"}"""
        f"""{"" if (x4 := v.currency_code) is None else f"<currency-code>{_text(x4)}</currency-code>"}"""
        f"""{"" if (x5 := v.foreign_currency_payment) is None else write_foreign_currency_payment(x5, "foreign-currency-payment")}"""
        f"""</{tag}>"""
    )


_unchecked_payment = _r.unchecked(_m.Payment)


def read_payment(e: etree._Element) -> _m.Payment:
    f_type: str | None = None
    f_card_number: str | None = None
    f_card_name: str | None = None
    f_amount: Decimal | None = None
    f_currency_code: str | None = None
    f_foreign_currency_payment: _m.ForeignCurrencyPayment | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}type":
                f_type = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}card-number":
                f_card_number = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}cardName":
                f_card_name = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}amount":
                f_amount = _read_money(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}currency-code":
                f_currency_code = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}foreign-currency-payment":
                f_foreign_currency_payment = read_foreign_currency_payment(c)
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_payment)
    o.type = f_type
    o.card_number = f_card_number
    o.card_name = f_card_name
    o.amount = f_amount
    o.currency_code = f_currency_code
    o.foreign_currency_payment = f_foreign_currency_payment
    o.__class__ = _m.Payment
    return o


def write_invoice_payment(v: _m.InvoicePayment, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<payment-id>{_text(v.payment_id)}</payment-id>"""
        f"""<payment-status>{_text(v.payment_status)}</payment-status>"""
        f"""<payment-time>{_write_datetime(v.payment_time)}</payment-time>"""
        f"""<debtor-account>{_text(v.debtor_account)}</debtor-account>"""
        f"""{"" if (x4 := v.debtor_account_name) is None else f"<debtor-account-name>{_text(x4)}</debtor-account-name>"}"""
        f"""<payment-channel>{_text(v.payment_channel)}</payment-channel>"""
        f"""{write_bank(v.payment_bank, "payment-bank")}"""
        f"""</{tag}>"""
    )


_unchecked_invoice_payment = _r.unchecked(_m.InvoicePayment)


def read_invoice_payment(e: etree._Element) -> _m.InvoicePayment:
    f_payment_id: str | None = None
    f_payment_status: str | None = None
    f_payment_time: datetime | None = None
    f_debtor_account: str | None = None
    f_debtor_account_name: str | None = None
    f_payment_channel: str | None = None
    f_payment_bank: _m.Bank | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}payment-id":
                f_payment_id = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}payment-status":
                f_payment_status = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}payment-time":
                f_payment_time = _read_zoned_datetime(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}debtor-account":
                f_debtor_account = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}debtor-account-name":
                f_debtor_account_name = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}payment-channel":
                f_payment_channel = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}payment-bank":
                f_payment_bank = read_bank(c)
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_payment_id is None:
        _r.missing(e, "payment-id")
    if f_payment_status is None:
        _r.missing(e, "payment-status")
    if f_payment_time is None:
        _r.missing(e, "payment-time")
    if f_debtor_account is None:
        _r.missing(e, "debtor-account")
    if f_payment_channel is None:
        _r.missing(e, "payment-channel")
    if f_payment_bank is None:
        _r.missing(e, "payment-bank")
    o = _new(_unchecked_invoice_payment)
    o.payment_id = f_payment_id
    o.payment_status = f_payment_status
    o.payment_time = f_payment_time
    o.debtor_account = f_debtor_account
    o.debtor_account_name = f_debtor_account_name
    o.payment_channel = f_payment_channel
    o.payment_bank = f_payment_bank
    o.__class__ = _m.InvoicePayment
    return o


def write_yearly_repeating_period(v: _m.YearlyRepeatingPeriod, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.start_year) is None else f"<start-year>{_write_integer(x0)}</start-year>"}"""
        f"""{"" if (x1 := v.end_year) is None else f"<end-year>{_write_integer(x1)}</end-year>"}"""
        f"""{write_calendar_date(v.from_, "from")}"""
        f"""{write_calendar_date(v.to, "to")}"""
        f"""</{tag}>"""
    )


_unchecked_yearly_repeating_period = _r.unchecked(_m.YearlyRepeatingPeriod)


def read_yearly_repeating_period(e: etree._Element) -> _m.YearlyRepeatingPeriod:
    f_start_year: int | None = None
    f_end_year: int | None = None
    f_from_: _m.CalendarDate | None = None
    f_to: _m.CalendarDate | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}start-year":
                f_start_year = _read_integer(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}end-year":
                f_end_year = _read_integer(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}from":
                f_from_ = read_calendar_date(c)
            elif t == "{http://api.digipost.no/schema/datatypes}to":
                f_to = read_calendar_date(c)
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_from_ is None:
        _r.missing(e, "from")
    if f_to is None:
        _r.missing(e, "to")
    o = _new(_unchecked_yearly_repeating_period)
    o.start_year = f_start_year
    o.end_year = f_end_year
    o.from_ = f_from_
    o.to = f_to
    o.__class__ = _m.YearlyRepeatingPeriod
    return o


def write_vat_details(v: _m.VatDetails, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{_join([write_vat_level(x0, "levels") for x0 in v.levels]) if v.levels else ""}"""
        f"""{"" if (x1 := v.sum) is None else f"<sum>{_write_money(x1)}</sum>"}"""
        f"""</{tag}>"""
    )


_unchecked_vat_details = _r.unchecked(_m.VatDetails)


def read_vat_details(e: etree._Element) -> _m.VatDetails:
    f_levels: list[_m.VatLevel] = []
    f_sum: Decimal | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}levels":
                f_levels.append(read_vat_level(c))
            elif t == "{http://api.digipost.no/schema/datatypes}sum":
                f_sum = _read_money(c.text or "")
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_vat_details)
    o.levels = f_levels
    o.sum = f_sum
    o.__class__ = _m.VatDetails
    return o


def write_option(v: _m.Option, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.credential_ids) is None else write_option_credential_ids(x0, "credential_ids")}"""
        f"""</{tag}>"""
    )


_unchecked_option = _r.unchecked(_m.Option)


def read_option(e: etree._Element) -> _m.Option:
    f_credential_ids: _m.OptionCredentialIds | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}credential_ids":
                f_credential_ids = read_option_credential_ids(c)
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_option)
    o.credential_ids = f_credential_ids
    o.__class__ = _m.Option
    return o


def write_pickup_notice(v: _m.PickupNotice, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""<parcel-id>{_text(v.parcel_id)}</parcel-id>"""
        f"""{"" if (x1 := v.parcel_uuid) is None else f"<parcel-uuid>{_text(x1)}</parcel-uuid>"}"""
        f"""{write_barcode(v.barcode, "barcode")}"""
        f"""{"" if (x3 := v.product_name) is None else f"<product-name>{_text(x3)}</product-name>"}"""
        f"""<arrival-date-time>{_write_datetime(v.arrival_date_time)}</arrival-date-time>"""
        f"""<return-date-time>{_write_datetime(v.return_date_time)}</return-date-time>"""
        f"""{write_recipient(v.recipient, "recipient")}"""
        f"""{"" if (x7 := v.sender) is None else write_sender(x7, "sender")}"""
        f"""{write_pickup_place(v.pickup_place, "pickup-place")}"""
        f"""{"" if (x9 := v.package) is None else write_package(x9, "package")}"""
        f"""{"" if (x10 := v.cost) is None else write_cost(x10, "cost")}"""
        f"""{"" if (x11 := v.extra_information) is None else f"<extra-information>{_text(x11)}</extra-information>"}"""
        f"""{"" if (x12 := v.status) is None else f"<status>{x12.xml}</status>"}"""
        f"""{_join([f"<tags>{x13.xml}</tags>" for x13 in v.tags]) if v.tags else ""}"""
        f"""{"" if (x14 := v.language) is None else f"<language>{x14.xml}</language>"}"""
        f"""{"" if (x15 := v.link) is None else write_external_link(x15, "link")}"""
        f"""</{tag}>"""
    )


_unchecked_pickup_notice = _r.unchecked(_m.PickupNotice)


def read_pickup_notice(e: etree._Element) -> _m.PickupNotice:
    f_parcel_id: str | None = None
    f_parcel_uuid: str | None = None
    f_barcode: _m.Barcode | None = None
    f_product_name: str | None = None
    f_arrival_date_time: datetime | None = None
    f_return_date_time: datetime | None = None
    f_recipient: _m.Recipient | None = None
    f_sender: _m.Sender | None = None
    f_pickup_place: _m.PickupPlace | None = None
    f_package: _m.Package | None = None
    f_cost: _m.Cost | None = None
    f_extra_information: str | None = None
    f_status: _m.Status | None = None
    f_tags: list[_m.Tag] = []
    f_language: _m.Language | None = None
    f_link: _m.ExternalLink | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}parcel-id":
                f_parcel_id = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}parcel-uuid":
                f_parcel_uuid = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}barcode":
                f_barcode = read_barcode(c)
            elif t == "{http://api.digipost.no/schema/datatypes}product-name":
                f_product_name = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}arrival-date-time":
                f_arrival_date_time = _read_zoned_datetime(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}return-date-time":
                f_return_date_time = _read_zoned_datetime(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}recipient":
                f_recipient = read_recipient(c)
            elif t == "{http://api.digipost.no/schema/datatypes}sender":
                f_sender = read_sender(c)
            elif t == "{http://api.digipost.no/schema/datatypes}pickup-place":
                f_pickup_place = read_pickup_place(c)
            elif t == "{http://api.digipost.no/schema/datatypes}package":
                f_package = read_package(c)
            elif t == "{http://api.digipost.no/schema/datatypes}cost":
                f_cost = read_cost(c)
            elif t == "{http://api.digipost.no/schema/datatypes}extra-information":
                f_extra_information = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}status":
                f_status = _r.enum_leaf(c, _m.Status, "")
            elif t == "{http://api.digipost.no/schema/datatypes}tags":
                f_tags.append(_r.enum_leaf(c, _m.Tag, ""))
            elif t == "{http://api.digipost.no/schema/datatypes}language":
                f_language = _r.enum_leaf(c, _m.Language, "NB")
            elif t == "{http://api.digipost.no/schema/datatypes}link":
                f_link = read_external_link(c)
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_parcel_id is None:
        _r.missing(e, "parcel-id")
    if f_barcode is None:
        _r.missing(e, "barcode")
    if f_arrival_date_time is None:
        _r.missing(e, "arrival-date-time")
    if f_return_date_time is None:
        _r.missing(e, "return-date-time")
    if f_recipient is None:
        _r.missing(e, "recipient")
    if f_pickup_place is None:
        _r.missing(e, "pickup-place")
    o = _new(_unchecked_pickup_notice)
    o.parcel_id = f_parcel_id
    o.parcel_uuid = f_parcel_uuid
    o.barcode = f_barcode
    o.product_name = f_product_name
    o.arrival_date_time = f_arrival_date_time
    o.return_date_time = f_return_date_time
    o.recipient = f_recipient
    o.sender = f_sender
    o.pickup_place = f_pickup_place
    o.package = f_package
    o.cost = f_cost
    o.extra_information = f_extra_information
    o.status = f_status
    o.tags = f_tags
    o.language = f_language
    o.link = f_link
    o.__class__ = _m.PickupNotice
    return o


def write_boligdetaljer(v: _m.Boligdetaljer, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.residence) is None else write_residence(x0, "residence")}"""
        f"""{_join([write_hjemmelshaver(x1, "hjemmelshavere") for x1 in v.hjemmelshavere]) if v.hjemmelshavere else ""}"""
        f"""{"" if (x2 := v.bruksareal) is None else f"<bruksareal>{_write_integer(x2)}</bruksareal>"}"""
        f"""{"" if (x3 := v.antall_oppholdsrom) is None else f"<antall-oppholdsrom>{_write_integer(x3)}</antall-oppholdsrom>"}"""
        f"""{"" if (x4 := v.antall_baderom) is None else f"<antall-baderom>{_write_integer(x4)}</antall-baderom>"}"""
        f"""{_join([write_omsetningshistorikk(x5, "omsetningshistorikk") for x5 in v.omsetningshistorikk]) if v.omsetningshistorikk else ""}"""
        f"""{"" if (x6 := v.organisasjonsnummer) is None else f"<organisasjonsnummer>{_text(x6)}</organisasjonsnummer>"}"""
        f"""{"" if (x7 := v.bruksenhet) is None else f"<bruksenhet>{_text(x7)}</bruksenhet>"}"""
        f"""{"" if (x8 := v.andelsnummer) is None else f"<andelsnummer>{_text(x8)}</andelsnummer>"}"""
        f"""{_join([write_heftelse(x9, "heftelser") for x9 in v.heftelser]) if v.heftelser else ""}"""
        f"""{"" if (x10 := v.call_to_action) is None else write_external_link(x10, "callToAction")}"""
        f"""{"" if (x11 := v.language) is None else f"<language>{x11.xml}</language>"}"""
        f"""</{tag}>"""
    )


_unchecked_boligdetaljer = _r.unchecked(_m.Boligdetaljer)


def read_boligdetaljer(e: etree._Element) -> _m.Boligdetaljer:
    f_residence: _m.Residence | None = None
    f_hjemmelshavere: list[_m.Hjemmelshaver] = []
    f_bruksareal: int | None = None
    f_antall_oppholdsrom: int | None = None
    f_antall_baderom: int | None = None
    f_omsetningshistorikk: list[_m.Omsetningshistorikk] = []
    f_organisasjonsnummer: str | None = None
    f_bruksenhet: str | None = None
    f_andelsnummer: str | None = None
    f_heftelser: list[_m.Heftelse] = []
    f_call_to_action: _m.ExternalLink | None = None
    f_language: _m.Language | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}residence":
                f_residence = read_residence(c)
            elif t == "{http://api.digipost.no/schema/datatypes}hjemmelshavere":
                f_hjemmelshavere.append(read_hjemmelshaver(c))
            elif t == "{http://api.digipost.no/schema/datatypes}bruksareal":
                f_bruksareal = _read_integer(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}antall-oppholdsrom":
                f_antall_oppholdsrom = _read_integer(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}antall-baderom":
                f_antall_baderom = _read_integer(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}omsetningshistorikk":
                f_omsetningshistorikk.append(read_omsetningshistorikk(c))
            elif t == "{http://api.digipost.no/schema/datatypes}organisasjonsnummer":
                f_organisasjonsnummer = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}bruksenhet":
                f_bruksenhet = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}andelsnummer":
                f_andelsnummer = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}heftelser":
                f_heftelser.append(read_heftelse(c))
            elif t == "{http://api.digipost.no/schema/datatypes}callToAction":
                f_call_to_action = read_external_link(c)
            elif t == "{http://api.digipost.no/schema/datatypes}language":
                f_language = _r.enum_leaf(c, _m.Language, "NB")
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_boligdetaljer)
    o.residence = f_residence
    o.hjemmelshavere = f_hjemmelshavere
    o.bruksareal = f_bruksareal
    o.antall_oppholdsrom = f_antall_oppholdsrom
    o.antall_baderom = f_antall_baderom
    o.omsetningshistorikk = f_omsetningshistorikk
    o.organisasjonsnummer = f_organisasjonsnummer
    o.bruksenhet = f_bruksenhet
    o.andelsnummer = f_andelsnummer
    o.heftelser = f_heftelser
    o.call_to_action = f_call_to_action
    o.language = f_language
    o.__class__ = _m.Boligdetaljer
    return o


def write_valid_period(v: _m.ValidPeriod, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.period) is None else write_period(x0, "period")}"""
        f"""{"" if (x1 := v.yearly_repeating_period) is None else write_yearly_repeating_period(x1, "yearly-repeating-period")}"""
        f"""</{tag}>"""
    )


_unchecked_valid_period = _r.unchecked(_m.ValidPeriod)


def read_valid_period(e: etree._Element) -> _m.ValidPeriod:
    f_period: _m.Period | None = None
    f_yearly_repeating_period: _m.YearlyRepeatingPeriod | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}period":
                f_period = read_period(c)
            elif t == "{http://api.digipost.no/schema/datatypes}yearly-repeating-period":
                f_yearly_repeating_period = read_yearly_repeating_period(c)
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_valid_period)
    o.period = f_period
    o.yearly_repeating_period = f_yearly_repeating_period
    o.__class__ = _m.ValidPeriod
    return o


def write_taxi_details(v: _m.TaxiDetails, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.car_plate_number) is None else f"<carPlateNumber>{_text(x0)}</carPlateNumber>"}"""
        f"""{"" if (x1 := v.license) is None else f"<license>{_text(x1)}</license>"}"""
        f"""{"" if (x2 := v.org_number_license_holder) is None else f"<orgNumberLicenseHolder>{_text(x2)}</orgNumberLicenseHolder>"}"""
        f"""{"" if (x3 := v.start_time) is None else f"<startTime>{_write_datetime(x3)}</startTime>"}"""
        f"""{"" if (x4 := v.stop_time) is None else f"<stopTime>{_write_datetime(x4)}</stopTime>"}"""
        f"""{"" if (x5 := v.tips) is None else f"<tips>{_write_money(x5)}</tips>"}"""
        f"""{"" if (x6 := v.total_meter_price) is None else f"<totalMeterPrice>{_write_money(x6)}</totalMeterPrice>"}"""
        f"""{"" if (x7 := v.total_distance_before_boarding_in_meters) is None else f"<totalDistanceBeforeBoardingInMeters>{_write_integer(x7)}</totalDistanceBeforeBoardingInMeters>"}"""
        f"""{"" if (x8 := v.total_distance_in_meters) is None else f"<totalDistanceInMeters>{_write_integer(x8)}</totalDistanceInMeters>"}"""
        f"""{"" if (x9 := v.total_distance_with_passenger_in_meters) is None else f"<totalDistanceWithPassengerInMeters>{_write_integer(x9)}</totalDistanceWithPassengerInMeters>"}"""
        f"""{"" if (x10 := v.total_time_before_boarding_in_seconds) is None else f"<totalTimeBeforeBoardingInSeconds>{_write_integer(x10)}</totalTimeBeforeBoardingInSeconds>"}"""
        f"""{"" if (x11 := v.total_time_in_seconds) is None else f"<totalTimeInSeconds>{_write_integer(x11)}</totalTimeInSeconds>"}"""
        f"""{"" if (x12 := v.total_time_with_passenger_in_seconds) is None else f"<totalTimeWithPassengerInSeconds>{_write_integer(x12)}</totalTimeWithPassengerInSeconds>"}"""
        f"""{"" if (x13 := v.vat) is None else write_vat_details(x13, "vat")}"""
        f"""</{tag}>"""
    )


_unchecked_taxi_details = _r.unchecked(_m.TaxiDetails)


def read_taxi_details(e: etree._Element) -> _m.TaxiDetails:
    f_car_plate_number: str | None = None
    f_license: str | None = None
    f_org_number_license_holder: str | None = None
    f_start_time: datetime | None = None
    f_stop_time: datetime | None = None
    f_tips: Decimal | None = None
    f_total_meter_price: Decimal | None = None
    f_total_distance_before_boarding_in_meters: int | None = None
    f_total_distance_in_meters: int | None = None
    f_total_distance_with_passenger_in_meters: int | None = None
    f_total_time_before_boarding_in_seconds: int | None = None
    f_total_time_in_seconds: int | None = None
    f_total_time_with_passenger_in_seconds: int | None = None
    f_vat: _m.VatDetails | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}carPlateNumber":
                f_car_plate_number = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}license":
                f_license = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}orgNumberLicenseHolder":
                f_org_number_license_holder = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}startTime":
                f_start_time = _read_zoned_datetime(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}stopTime":
                f_stop_time = _read_zoned_datetime(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}tips":
                f_tips = _read_money(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}totalMeterPrice":
                f_total_meter_price = _read_money(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}totalDistanceBeforeBoardingInMeters":
                f_total_distance_before_boarding_in_meters = _read_integer(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}totalDistanceInMeters":
                f_total_distance_in_meters = _read_integer(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}totalDistanceWithPassengerInMeters":
                f_total_distance_with_passenger_in_meters = _read_integer(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}totalTimeBeforeBoardingInSeconds":
                f_total_time_before_boarding_in_seconds = _read_integer(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}totalTimeInSeconds":
                f_total_time_in_seconds = _read_integer(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}totalTimeWithPassengerInSeconds":
                f_total_time_with_passenger_in_seconds = _read_integer(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}vat":
                f_vat = read_vat_details(c)
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    o = _new(_unchecked_taxi_details)
    o.car_plate_number = f_car_plate_number
    o.license = f_license
    o.org_number_license_holder = f_org_number_license_holder
    o.start_time = f_start_time
    o.stop_time = f_stop_time
    o.tips = f_tips
    o.total_meter_price = f_total_meter_price
    o.total_distance_before_boarding_in_meters = f_total_distance_before_boarding_in_meters
    o.total_distance_in_meters = f_total_distance_in_meters
    o.total_distance_with_passenger_in_meters = f_total_distance_with_passenger_in_meters
    o.total_time_before_boarding_in_seconds = f_total_time_before_boarding_in_seconds
    o.total_time_in_seconds = f_total_time_in_seconds
    o.total_time_with_passenger_in_seconds = f_total_time_with_passenger_in_seconds
    o.vat = f_vat
    o.__class__ = _m.TaxiDetails
    return o


def write_proof(v: _m.Proof, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.authorizer_name) is None else f"<authorizer-name>{_text(x0)}</authorizer-name>"}"""
        f"""{"" if (x1 := v.background_color) is None else f"<background-color>{_text(x1)}</background-color>"}"""
        f"""{"" if (x2 := v.issued_time) is None else f"<issued-time>{_write_datetime(x2)}</issued-time>"}"""
        f"""{write_valid_period(v.valid_period, "valid-period")}"""
        f"""{write_proof_holder(v.proof_holder, "proof-holder")}"""
        f"""<title>{_text(v.title)}</title>"""
        f"""{"" if (x6 := v.proof_id_name) is None else f"<proof-id-name>{_text(x6)}</proof-id-name>"}"""
        f"""{"" if (x7 := v.proof_id_value) is None else f"<proof-id-value>{_text(x7)}</proof-id-value>"}"""
        f"""{_join([write_info(x8, "attribute") for x8 in v.attribute]) if v.attribute else ""}"""
        f"""{_join([write_info(x9, "info") for x9 in v.info]) if v.info else ""}"""
        f"""{"" if (x10 := v.language) is None else f"<language>{x10.xml}</language>"}"""
        f"""</{tag}>"""
    )


_unchecked_proof = _r.unchecked(_m.Proof)


def read_proof(e: etree._Element) -> _m.Proof:
    f_authorizer_name: str | None = None
    f_background_color: str | None = None
    f_issued_time: datetime | None = None
    f_valid_period: _m.ValidPeriod | None = None
    f_proof_holder: _m.ProofHolder | None = None
    f_title: str | None = None
    f_proof_id_name: str | None = None
    f_proof_id_value: str | None = None
    f_attribute: list[_m.Info] = []
    f_info: list[_m.Info] = []
    f_language: _m.Language | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}authorizer-name":
                f_authorizer_name = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}background-color":
                f_background_color = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}issued-time":
                f_issued_time = _read_zoned_datetime(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}valid-period":
                f_valid_period = read_valid_period(c)
            elif t == "{http://api.digipost.no/schema/datatypes}proof-holder":
                f_proof_holder = read_proof_holder(c)
            elif t == "{http://api.digipost.no/schema/datatypes}title":
                f_title = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}proof-id-name":
                f_proof_id_name = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}proof-id-value":
                f_proof_id_value = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}attribute":
                f_attribute.append(read_info(c))
            elif t == "{http://api.digipost.no/schema/datatypes}info":
                f_info.append(read_info(c))
            elif t == "{http://api.digipost.no/schema/datatypes}language":
                f_language = _r.enum_leaf(c, _m.Language, "NB")
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_valid_period is None:
        _r.missing(e, "valid-period")
    if f_proof_holder is None:
        _r.missing(e, "proof-holder")
    if f_title is None:
        _r.missing(e, "title")
    o = _new(_unchecked_proof)
    o.authorizer_name = f_authorizer_name
    o.background_color = f_background_color
    o.issued_time = f_issued_time
    o.valid_period = f_valid_period
    o.proof_holder = f_proof_holder
    o.title = f_title
    o.proof_id_name = f_proof_id_name
    o.proof_id_value = f_proof_id_value
    o.attribute = f_attribute
    o.info = f_info
    o.language = f_language
    o.__class__ = _m.Proof
    return o


def write_receipt(v: _m.Receipt, tag: str, more: str = "") -> str:
    return (
        f"""<{tag}{more}"""
        """>"""
        f"""{"" if (x0 := v.receipt_id) is None else f"<receiptId>{_text(x0)}</receiptId>"}"""
        f"""{"" if (x1 := v.receipt_number) is None else f"<receiptNumber>{_text(x1)}</receiptNumber>"}"""
        f"""<purchaseTime>{_write_datetime(v.purchase_time)}</purchaseTime>"""
        f"""<totalPrice>{_write_money(v.total_price)}</totalPrice>"""
        f"""<totalVat>{_write_money(v.total_vat)}</totalVat>"""
        f"""{"" if (x5 := v.currency) is None else f"<currency>{_text(x5)}</currency>"}"""
        f"""{"" if (x6 := v.cashier) is None else f"<cashier>{_text(x6)}</cashier>"}"""
        f"""{"" if (x7 := v.register) is None else f"<register>{_text(x7)}</register>"}"""
        f"""{"" if (x8 := v.merchant_chain) is None else f"<merchant-chain>{_text(x8)}</merchant-chain>"}"""
        f"""<merchant-name>{_text(v.merchant_name)}</merchant-name>"""
        f"""{"" if (x10 := v.merchant_phone_number) is None else f"<merchant-phone-number>{_text(x10)}</merchant-phone-number>"}"""
        f"""{"" if (x11 := v.merchant_address) is None else write_address(x11, "merchant-address")}"""
        f"""{"" if (x12 := v.orgnumber) is None else f"<orgnumber>{_text(x12)}</orgnumber>"}"""
        f"""{"" if (x13 := v.barcode) is None else write_barcode(x13, "barcode")}"""
        f"""{_join([write_payment(x14, "payments") for x14 in v.payments]) if v.payments else ""}"""
        f"""{_join([write_receipt_line(x15, "items") for x15 in v.items]) if v.items else ""}"""
        f"""{"" if (x16 := v.taxi_details) is None else write_taxi_details(x16, "taxiDetails")}"""
        f"""{"" if (x17 := v.customer) is None else write_customer(x17, "customer")}"""
        f"""{"" if (x18 := v.delivery) is None else write_delivery(x18, "delivery")}"""
        f"""{"" if (x19 := v.order_number) is None else f"<order-number>{_text(x19)}</order-number>"}"""
        f"""{"" if (x20 := v.membership_number) is None else f"<membership-number>{_text(x20)}</membership-number>"}"""
        f"""{"" if (x21 := v.comment) is None else f"<comment>{_text(x21)}</comment>"}"""
        f"""{"" if (x22 := v.language) is None else f"<language>{x22.xml}</language>"}"""
        f"""</{tag}>"""
    )


_unchecked_receipt = _r.unchecked(_m.Receipt)


def read_receipt(e: etree._Element) -> _m.Receipt:
    f_receipt_id: str | None = None
    f_receipt_number: str | None = None
    f_purchase_time: datetime | None = None
    f_total_price: Decimal | None = None
    f_total_vat: Decimal | None = None
    f_currency: str | None = None
    f_cashier: str | None = None
    f_register: str | None = None
    f_merchant_chain: str | None = None
    f_merchant_name: str | None = None
    f_merchant_phone_number: str | None = None
    f_merchant_address: _m.Address | None = None
    f_orgnumber: str | None = None
    f_barcode: _m.Barcode | None = None
    f_payments: list[_m.Payment] = []
    f_items: list[_m.ReceiptLine] = []
    f_taxi_details: _m.TaxiDetails | None = None
    f_customer: _m.Customer | None = None
    f_delivery: _m.Delivery | None = None
    f_order_number: str | None = None
    f_membership_number: str | None = None
    f_comment: str | None = None
    f_language: _m.Language | None = None
    c = e
    try:
        for c in e:
            t = c.tag
            if t == "{http://api.digipost.no/schema/datatypes}receiptId":
                f_receipt_id = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}receiptNumber":
                f_receipt_number = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}purchaseTime":
                f_purchase_time = _read_zoned_datetime(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}totalPrice":
                f_total_price = _read_money(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}totalVat":
                f_total_vat = _read_money(c.text or "")
            elif t == "{http://api.digipost.no/schema/datatypes}currency":
                f_currency = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}cashier":
                f_cashier = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}register":
                f_register = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}merchant-chain":
                f_merchant_chain = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}merchant-name":
                f_merchant_name = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}merchant-phone-number":
                f_merchant_phone_number = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}merchant-address":
                f_merchant_address = read_address(c)
            elif t == "{http://api.digipost.no/schema/datatypes}orgnumber":
                f_orgnumber = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}barcode":
                f_barcode = read_barcode(c)
            elif t == "{http://api.digipost.no/schema/datatypes}payments":
                f_payments.append(read_payment(c))
            elif t == "{http://api.digipost.no/schema/datatypes}items":
                f_items.append(read_receipt_line(c))
            elif t == "{http://api.digipost.no/schema/datatypes}taxiDetails":
                f_taxi_details = read_taxi_details(c)
            elif t == "{http://api.digipost.no/schema/datatypes}customer":
                f_customer = read_customer(c)
            elif t == "{http://api.digipost.no/schema/datatypes}delivery":
                f_delivery = read_delivery(c)
            elif t == "{http://api.digipost.no/schema/datatypes}order-number":
                f_order_number = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}membership-number":
                f_membership_number = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}comment":
                f_comment = c.text or ""
            elif t == "{http://api.digipost.no/schema/datatypes}language":
                f_language = _r.enum_leaf(c, _m.Language, "NB")
    except (ValueError, OverflowError) as error:
        _r.malformed(c, error)
    if f_purchase_time is None:
        _r.missing(e, "purchaseTime")
    if f_total_price is None:
        _r.missing(e, "totalPrice")
    if f_total_vat is None:
        _r.missing(e, "totalVat")
    if f_merchant_name is None:
        _r.missing(e, "merchant-name")
    o = _new(_unchecked_receipt)
    o.receipt_id = f_receipt_id
    o.receipt_number = f_receipt_number
    o.purchase_time = f_purchase_time
    o.total_price = f_total_price
    o.total_vat = f_total_vat
    o.currency = f_currency
    o.cashier = f_cashier
    o.register = f_register
    o.merchant_chain = f_merchant_chain
    o.merchant_name = f_merchant_name
    o.merchant_phone_number = f_merchant_phone_number
    o.merchant_address = f_merchant_address
    o.orgnumber = f_orgnumber
    o.barcode = f_barcode
    o.payments = f_payments
    o.items = f_items
    o.taxi_details = f_taxi_details
    o.customer = f_customer
    o.delivery = f_delivery
    o.order_number = f_order_number
    o.membership_number = f_membership_number
    o.comment = f_comment
    o.language = f_language
    o.__class__ = _m.Receipt
    return o


WRITERS: dict[type, tuple[Callable[[Any, str, str], str], str, str]] = {
    _m.ExternalLink: (write_external_link, "externalLink", _DECLARED),
    _m.Payslip: (write_payslip, "payslip", _DECLARED),
    _m.SignedDocument: (write_signed_document, "signedDocument", _DECLARED),
    _m.OpeningReceipt: (write_opening_receipt, "opening-receipt", _DECLARED),
    _m.OpeningReceiptAccepted: (write_opening_receipt_accepted, "opening-receipt-accepted", _DECLARED),
    _m.PickupNoticeStatus: (write_pickup_notice_status, "pickup-notice-status", _DECLARED),
    _m.ShareDocumentsRequest: (write_share_documents_request, "share-documents-request", _DECLARED),
    _m.ShareDocumentsRequestDocumentsShared: (
        write_share_documents_request_documents_shared,
        "share-documents-request-documents-shared",
        _DECLARED,
    ),
    _m.ShareDocumentsRequestSharingStopped: (
        write_share_documents_request_sharing_stopped,
        "share-documents-request-sharing-stopped",
        _DECLARED,
    ),
    _m.VerifiableCredentialNotice: (
        write_verifiable_credential_notice,
        "verifiable-credential-notice",
        _DECLARED,
    ),
    _m.VerifiablePresentationNotice: (
        write_verifiable_presentation_notice,
        "verifiable-presentation-notice",
        _DECLARED,
    ),
    _m.Appointment: (write_appointment, "appointment", _DECLARED),
    _m.Inkasso: (write_inkasso, "inkasso", _DECLARED),
    _m.Invoice: (write_invoice, "invoice", _DECLARED),
    _m.Residence: (write_residence, "residence", _DECLARED),
    _m.Event: (write_event, "event", _DECLARED),
    _m.InvoicePayment: (write_invoice_payment, "invoice-payment", _DECLARED),
    _m.PickupNotice: (write_pickup_notice, "pickup-notice", _DECLARED),
    _m.Boligdetaljer: (write_boligdetaljer, "boligdetaljer", _DECLARED),
    _m.Proof: (write_proof, "proof", _DECLARED),
    _m.Receipt: (write_receipt, "receipt", _DECLARED),
}
"""For each class of a global element, what writes that element, its name, and its namespace declaration."""

READERS: dict[type, tuple[str, Callable[[etree._Element], Any]]] = {
    _m.ExternalLink: ("{http://api.digipost.no/schema/datatypes}externalLink", read_external_link),
    _m.Payslip: ("{http://api.digipost.no/schema/datatypes}payslip", read_payslip),
    _m.SignedDocument: ("{http://api.digipost.no/schema/datatypes}signedDocument", read_signed_document),
    _m.OpeningReceipt: ("{http://api.digipost.no/schema/datatypes}opening-receipt", read_opening_receipt),
    _m.OpeningReceiptAccepted: (
        "{http://api.digipost.no/schema/datatypes}opening-receipt-accepted",
        read_opening_receipt_accepted,
    ),
    _m.PickupNoticeStatus: (
        "{http://api.digipost.no/schema/datatypes}pickup-notice-status",
        read_pickup_notice_status,
    ),
    _m.ShareDocumentsRequest: (
        "{http://api.digipost.no/schema/datatypes}share-documents-request",
        read_share_documents_request,
    ),
    _m.ShareDocumentsRequestDocumentsShared: (
        "{http://api.digipost.no/schema/datatypes}share-documents-request-documents-shared",
        read_share_documents_request_documents_shared,
    ),
    _m.ShareDocumentsRequestSharingStopped: (
        "{http://api.digipost.no/schema/datatypes}share-documents-request-sharing-stopped",
        read_share_documents_request_sharing_stopped,
    ),
    _m.VerifiableCredentialNotice: (
        "{http://api.digipost.no/schema/datatypes}verifiable-credential-notice",
        read_verifiable_credential_notice,
    ),
    _m.VerifiablePresentationNotice: (
        "{http://api.digipost.no/schema/datatypes}verifiable-presentation-notice",
        read_verifiable_presentation_notice,
    ),
    _m.Appointment: ("{http://api.digipost.no/schema/datatypes}appointment", read_appointment),
    _m.Inkasso: ("{http://api.digipost.no/schema/datatypes}inkasso", read_inkasso),
    _m.Invoice: ("{http://api.digipost.no/schema/datatypes}invoice", read_invoice),
    _m.Residence: ("{http://api.digipost.no/schema/datatypes}residence", read_residence),
    _m.Event: ("{http://api.digipost.no/schema/datatypes}event", read_event),
    _m.InvoicePayment: ("{http://api.digipost.no/schema/datatypes}invoice-payment", read_invoice_payment),
    _m.PickupNotice: ("{http://api.digipost.no/schema/datatypes}pickup-notice", read_pickup_notice),
    _m.Boligdetaljer: ("{http://api.digipost.no/schema/datatypes}boligdetaljer", read_boligdetaljer),
    _m.Proof: ("{http://api.digipost.no/schema/datatypes}proof", read_proof),
    _m.Receipt: ("{http://api.digipost.no/schema/datatypes}receipt", read_receipt),
}
"""For each class of a global element, the element's name and what reads it."""

ELEMENTS: dict[str, Callable[[etree._Element], Any]] = dict(READERS.values())
"""For each global element, what reads it."""
