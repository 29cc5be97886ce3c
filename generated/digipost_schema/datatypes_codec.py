# Made from datatypes.xsd (sha256 5cbb4e05bafd41994527e8b10c09a4981531c617372631c269cc33dc0a2cf07e)
# by `make generate`. Do not edit: change the schema, or codegen/.
"""How the classes of `datatypes` are written as XML and read from it: a writer and a reader for each.

Straight-line code, no reflection. Readers fill slots and run no validator.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from lxml import etree

from . import _lexical as _l
from . import _reading as _r
from . import _writing as _w
from . import datatypes as _m
from ._rules import enforce

__all__ = ["ELEMENTS", "READERS", "WRITERS"]

_NAMESPACE = _m.NAMESPACE
_new = object.__new__


def write_address(v: _m.Address, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.street_address) is not None:
        a(f"<street-address>{_w.text(x1)}</street-address>")
    if (x2 := v.street_address_2) is not None:
        a(f"<street-address-2>{_w.text(x2)}</street-address-2>")
    if (x3 := v.postal_code) is not None:
        a(f"<postal-code>{_w.text(x3)}</postal-code>")
    if (x4 := v.city) is not None:
        a(f"<city>{_w.text(x4)}</city>")
    if (x5 := v.country) is not None:
        a(f"<country>{_w.text(x5)}</country>")
    a(f"</{tag}>")


_set_address = _r.setters(_m.Address, "street_address", "street_address_2", "postal_code", "city", "country")


def read_address(e: etree._Element) -> _m.Address:
    o = _new(_m.Address)
    f_street_address: str | None = None
    f_street_address_2: str | None = None
    f_postal_code: str | None = None
    f_city: str | None = None
    f_country: str | None = None
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
    (
        s1,
        s2,
        s3,
        s4,
        s5,
    ) = _set_address
    s1(o, f_street_address)
    s2(o, f_street_address_2)
    s3(o, f_postal_code)
    s4(o, f_city)
    s5(o, f_country)
    return o


def write_info(v: _m.Info, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.title) is not None:
        a(f"<title>{_w.text(x1)}</title>")
    if (x2 := v.text) is not None:
        a(f"<text>{_w.text(x2)}</text>")
    a(f"</{tag}>")


_set_info = _r.setters(_m.Info, "title", "text")


def read_info(e: etree._Element) -> _m.Info:
    o = _new(_m.Info)
    f_title: str | None = None
    f_text: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}title":
            f_title = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}text":
            f_text = c.text or ""
    (
        s1,
        s2,
    ) = _set_info
    s1(o, f_title)
    s2(o, f_text)
    return o


def write_external_link(v: _m.ExternalLink, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<url>{_w.text(v.url)}</url>")
    if (x2 := v.deadline) is not None:
        a(f"<deadline>{_l.write_datetime(x2)}</deadline>")
    if (x3 := v.description) is not None:
        a(f"<description>{_w.text(x3)}</description>")
    if (x4 := v.button_text) is not None:
        a(f"<button-text>{_w.text(x4)}</button-text>")
    a(f"</{tag}>")


_set_external_link = _r.setters(_m.ExternalLink, "url", "deadline", "description", "button_text")


def read_external_link(e: etree._Element) -> _m.ExternalLink:
    o = _new(_m.ExternalLink)
    f_url: str | None = None
    f_deadline: datetime | None = None
    f_description: str | None = None
    f_button_text: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}url":
            f_url = _r.leaf(c, _l.read_uri)
        elif t == "{http://api.digipost.no/schema/datatypes}deadline":
            f_deadline = _r.leaf(c, _l.read_datetime)
        elif t == "{http://api.digipost.no/schema/datatypes}description":
            f_description = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}button-text":
            f_button_text = c.text or ""
    if f_url is None:
        _r.missing(e, "url")
    (
        s1,
        s2,
        s3,
        s4,
    ) = _set_external_link
    s1(o, f_url)
    s2(o, f_deadline)
    s3(o, f_description)
    s4(o, f_button_text)
    return o


def write_barcode(v: _m.Barcode, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.barcode_value) is not None:
        a(f"<barcode-value>{_w.text(x1)}</barcode-value>")
    if (x2 := v.barcode_type) is not None:
        a(f"<barcode-type>{_w.text(x2)}</barcode-type>")
    if (x3 := v.barcode_text) is not None:
        a(f"<barcode-text>{_w.text(x3)}</barcode-text>")
    if (x4 := v.show_value_in_barcode) is not None:
        a(f"<show-value-in-barcode>{_l.write_boolean(x4)}</show-value-in-barcode>")
    a(f"</{tag}>")


_set_barcode = _r.setters(
    _m.Barcode, "barcode_value", "barcode_type", "barcode_text", "show_value_in_barcode"
)


def read_barcode(e: etree._Element) -> _m.Barcode:
    o = _new(_m.Barcode)
    f_barcode_value: str | None = None
    f_barcode_type: str | None = None
    f_barcode_text: str | None = None
    f_show_value_in_barcode: bool | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}barcode-value":
            f_barcode_value = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}barcode-type":
            f_barcode_type = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}barcode-text":
            f_barcode_text = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}show-value-in-barcode":
            f_show_value_in_barcode = _r.leaf(c, _l.read_boolean)
    (
        s1,
        s2,
        s3,
        s4,
    ) = _set_barcode
    s1(o, f_barcode_value)
    s2(o, f_barcode_type)
    s3(o, f_barcode_text)
    s4(o, f_show_value_in_barcode)
    return o


def write_hjemmelshaver(v: _m.Hjemmelshaver, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.name) is not None:
        a(f"<name>{_w.text(x1)}</name>")
    if (x2 := v.email) is not None:
        a(f"<email>{_w.text(x2)}</email>")
    a(f"</{tag}>")


_set_hjemmelshaver = _r.setters(_m.Hjemmelshaver, "name", "email")


def read_hjemmelshaver(e: etree._Element) -> _m.Hjemmelshaver:
    o = _new(_m.Hjemmelshaver)
    f_name: str | None = None
    f_email: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}name":
            f_name = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}email":
            f_email = c.text or ""
    (
        s1,
        s2,
    ) = _set_hjemmelshaver
    s1(o, f_name)
    s2(o, f_email)
    return o


def write_omsetningshistorikk(v: _m.Omsetningshistorikk, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<dato>{_l.write_datetime(v.dato)}</dato>")
    if (x2 := v.beskrivelse) is not None:
        a(f"<beskrivelse>{_w.text(x2)}</beskrivelse>")
    if (x3 := v.selger) is not None:
        a(f"<selger>{_w.text(x3)}</selger>")
    if (x4 := v.kjoeper) is not None:
        a(f"<kjoeper>{_w.text(x4)}</kjoeper>")
    if (x5 := v.beloep) is not None:
        a(f"<beloep>{_l.write_integer(x5)}</beloep>")
    a(f"</{tag}>")


_set_omsetningshistorikk = _r.setters(
    _m.Omsetningshistorikk, "dato", "beskrivelse", "selger", "kjoeper", "beloep"
)


def read_omsetningshistorikk(e: etree._Element) -> _m.Omsetningshistorikk:
    o = _new(_m.Omsetningshistorikk)
    f_dato: datetime | None = None
    f_beskrivelse: str | None = None
    f_selger: str | None = None
    f_kjoeper: str | None = None
    f_beloep: int | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}dato":
            f_dato = _r.leaf(c, _l.read_zoned_datetime)
        elif t == "{http://api.digipost.no/schema/datatypes}beskrivelse":
            f_beskrivelse = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}selger":
            f_selger = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}kjoeper":
            f_kjoeper = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}beloep":
            f_beloep = _r.leaf(c, _l.read_integer)
    if f_dato is None:
        _r.missing(e, "dato")
    (
        s1,
        s2,
        s3,
        s4,
        s5,
    ) = _set_omsetningshistorikk
    s1(o, f_dato)
    s2(o, f_beskrivelse)
    s3(o, f_selger)
    s4(o, f_kjoeper)
    s5(o, f_beloep)
    return o


def write_heftelse(v: _m.Heftelse, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.panthaver) is not None:
        a(f"<panthaver>{_w.text(x1)}</panthaver>")
    if (x2 := v.type_pant) is not None:
        a(f"<type-pant>{_w.text(x2)}</type-pant>")
    if (x3 := v.beloep) is not None:
        a(f"<beloep>{_w.text(x3)}</beloep>")
    a(f"</{tag}>")


_set_heftelse = _r.setters(_m.Heftelse, "panthaver", "type_pant", "beloep")


def read_heftelse(e: etree._Element) -> _m.Heftelse:
    o = _new(_m.Heftelse)
    f_panthaver: str | None = None
    f_type_pant: str | None = None
    f_beloep: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}panthaver":
            f_panthaver = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}type-pant":
            f_type_pant = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}beloep":
            f_beloep = c.text or ""
    (
        s1,
        s2,
        s3,
    ) = _set_heftelse
    s1(o, f_panthaver)
    s2(o, f_type_pant)
    s3(o, f_beloep)
    return o


def write_residence_address(v: _m.ResidenceAddress, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.unit_number) is not None:
        a(f"<unit-number>{_w.text(x1)}</unit-number>")
    if (x2 := v.house_number) is not None:
        a(f"<house-number>{_w.text(x2)}</house-number>")
    if (x3 := v.street_name) is not None:
        a(f"<street-name>{_w.text(x3)}</street-name>")
    if (x4 := v.postal_code) is not None:
        a(f"<postal-code>{_w.text(x4)}</postal-code>")
    if (x5 := v.city) is not None:
        a(f"<city>{_w.text(x5)}</city>")
    a(f"</{tag}>")


_set_residence_address = _r.setters(
    _m.ResidenceAddress, "unit_number", "house_number", "street_name", "postal_code", "city"
)


def read_residence_address(e: etree._Element) -> _m.ResidenceAddress:
    o = _new(_m.ResidenceAddress)
    f_unit_number: str | None = None
    f_house_number: str | None = None
    f_street_name: str | None = None
    f_postal_code: str | None = None
    f_city: str | None = None
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
    (
        s1,
        s2,
        s3,
        s4,
        s5,
    ) = _set_residence_address
    s1(o, f_unit_number)
    s2(o, f_house_number)
    s3(o, f_street_name)
    s4(o, f_postal_code)
    s5(o, f_city)
    return o


def write_matrikkel(v: _m.Matrikkel, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<kommunenummer>{_w.text(v.kommunenummer)}</kommunenummer>")
    a(f"<gaardsnummer>{_w.text(v.gaardsnummer)}</gaardsnummer>")
    a(f"<bruksnummer>{_w.text(v.bruksnummer)}</bruksnummer>")
    if (x4 := v.festenummer) is not None:
        a(f"<festenummer>{_w.text(x4)}</festenummer>")
    if (x5 := v.seksjonsnummer) is not None:
        a(f"<seksjonsnummer>{_w.text(x5)}</seksjonsnummer>")
    a(f"</{tag}>")


_set_matrikkel = _r.setters(
    _m.Matrikkel, "kommunenummer", "gaardsnummer", "bruksnummer", "festenummer", "seksjonsnummer"
)


def read_matrikkel(e: etree._Element) -> _m.Matrikkel:
    o = _new(_m.Matrikkel)
    f_kommunenummer: str | None = None
    f_gaardsnummer: str | None = None
    f_bruksnummer: str | None = None
    f_festenummer: str | None = None
    f_seksjonsnummer: str | None = None
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
    if f_kommunenummer is None:
        _r.missing(e, "kommunenummer")
    if f_gaardsnummer is None:
        _r.missing(e, "gaardsnummer")
    if f_bruksnummer is None:
        _r.missing(e, "bruksnummer")
    (
        s1,
        s2,
        s3,
        s4,
        s5,
    ) = _set_matrikkel
    s1(o, f_kommunenummer)
    s2(o, f_gaardsnummer)
    s3(o, f_bruksnummer)
    s4(o, f_festenummer)
    s5(o, f_seksjonsnummer)
    return o


def write_time_interval(v: _m.TimeInterval, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<start-time>{_l.write_datetime(v.start_time)}</start-time>")
    a(f"<end-time>{_l.write_datetime(v.end_time)}</end-time>")
    a(f"</{tag}>")


_set_time_interval = _r.setters(_m.TimeInterval, "start_time", "end_time")


def read_time_interval(e: etree._Element) -> _m.TimeInterval:
    o = _new(_m.TimeInterval)
    f_start_time: datetime | None = None
    f_end_time: datetime | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}start-time":
            f_start_time = _r.leaf(c, _l.read_zoned_datetime)
        elif t == "{http://api.digipost.no/schema/datatypes}end-time":
            f_end_time = _r.leaf(c, _l.read_zoned_datetime)
    if f_start_time is None:
        _r.missing(e, "start-time")
    if f_end_time is None:
        _r.missing(e, "end-time")
    (
        s1,
        s2,
    ) = _set_time_interval
    s1(o, f_start_time)
    s2(o, f_end_time)
    return o


def write_link(v: _m.Link, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<url>{_w.text(v.url)}</url>")
    a(f"<description>{_w.text(v.description)}</description>")
    a(f"</{tag}>")


_set_link = _r.setters(_m.Link, "url", "description")


def read_link(e: etree._Element) -> _m.Link:
    o = _new(_m.Link)
    f_url: str | None = None
    f_description: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}url":
            f_url = _r.leaf(c, _l.read_uri)
        elif t == "{http://api.digipost.no/schema/datatypes}description":
            f_description = c.text or ""
    if f_url is None:
        _r.missing(e, "url")
    if f_description is None:
        _r.missing(e, "description")
    (
        s1,
        s2,
    ) = _set_link
    s1(o, f_url)
    s2(o, f_description)
    return o


def write_foreign_currency_payment(
    v: _m.ForeignCurrencyPayment, a: _w.Append, tag: str, more: str = ""
) -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.currency_code) is not None:
        a(f"<currency-code>{_w.text(x1)}</currency-code>")
    if (x2 := v.amount) is not None:
        a(f"<amount>{_l.write_decimal(x2)}</amount>")
    if (x3 := v.exchange_rate) is not None:
        a(f"<exchange-rate>{_l.write_decimal(x3)}</exchange-rate>")
    if (x4 := v.label) is not None:
        a(f"<label>{_w.text(x4)}</label>")
    a(f"</{tag}>")


_set_foreign_currency_payment = _r.setters(
    _m.ForeignCurrencyPayment, "currency_code", "amount", "exchange_rate", "label"
)


def read_foreign_currency_payment(e: etree._Element) -> _m.ForeignCurrencyPayment:
    o = _new(_m.ForeignCurrencyPayment)
    f_currency_code: str | None = None
    f_amount: Decimal | None = None
    f_exchange_rate: Decimal | None = None
    f_label: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}currency-code":
            f_currency_code = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}amount":
            f_amount = _r.leaf(c, _l.read_decimal)
        elif t == "{http://api.digipost.no/schema/datatypes}exchange-rate":
            f_exchange_rate = _r.leaf(c, _l.read_decimal)
        elif t == "{http://api.digipost.no/schema/datatypes}label":
            f_label = c.text or ""
    (
        s1,
        s2,
        s3,
        s4,
    ) = _set_foreign_currency_payment
    s1(o, f_currency_code)
    s2(o, f_amount)
    s3(o, f_exchange_rate)
    s4(o, f_label)
    return o


def write_payslip(v: _m.Payslip, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.payment_date) is not None:
        a(f"<payment-date>{_l.write_date(x1)}</payment-date>")
    if (x2 := v.net_amount) is not None:
        a(f"<net-amount>{_l.write_decimal(x2)}</net-amount>")
    a(f"</{tag}>")


_set_payslip = _r.setters(_m.Payslip, "payment_date", "net_amount")


def read_payslip(e: etree._Element) -> _m.Payslip:
    o = _new(_m.Payslip)
    f_payment_date: date | None = None
    f_net_amount: Decimal | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}payment-date":
            f_payment_date = _r.leaf(c, _l.read_date)
        elif t == "{http://api.digipost.no/schema/datatypes}net-amount":
            f_net_amount = _r.leaf(c, _l.read_decimal)
    (
        s1,
        s2,
    ) = _set_payslip
    s1(o, f_payment_date)
    s2(o, f_net_amount)
    return o


def write_signed_document(v: _m.SignedDocument, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<document-issuer>{_w.text(v.document_issuer)}</document-issuer>")
    a(f"<document-subject>{_w.text(v.document_subject)}</document-subject>")
    a(f"<signing-time>{_l.write_datetime(v.signing_time)}</signing-time>")
    a(f"</{tag}>")


_set_signed_document = _r.setters(_m.SignedDocument, "document_issuer", "document_subject", "signing_time")


def read_signed_document(e: etree._Element) -> _m.SignedDocument:
    o = _new(_m.SignedDocument)
    f_document_issuer: str | None = None
    f_document_subject: str | None = None
    f_signing_time: datetime | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}document-issuer":
            f_document_issuer = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}document-subject":
            f_document_subject = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}signing-time":
            f_signing_time = _r.leaf(c, _l.read_zoned_datetime)
    if f_document_issuer is None:
        _r.missing(e, "document-issuer")
    if f_document_subject is None:
        _r.missing(e, "document-subject")
    if f_signing_time is None:
        _r.missing(e, "signing-time")
    (
        s1,
        s2,
        s3,
    ) = _set_signed_document
    s1(o, f_document_issuer)
    s2(o, f_document_subject)
    s3(o, f_signing_time)
    return o


def write_bank(v: _m.Bank, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.id) is not None:
        a(f"<id>{_w.text(x1)}</id>")
    if (x2 := v.name) is not None:
        a(f"<name>{_w.text(x2)}</name>")
    a(f"</{tag}>")


_set_bank = _r.setters(_m.Bank, "id", "name")


def read_bank(e: etree._Element) -> _m.Bank:
    o = _new(_m.Bank)
    f_id: str | None = None
    f_name: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}id":
            f_id = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}name":
            f_name = c.text or ""
    (
        s1,
        s2,
    ) = _set_bank
    s1(o, f_id)
    s2(o, f_name)
    return o


def write_cost(v: _m.Cost, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<value-to-be-payed>{_l.write_decimal(v.value_to_be_payed)}</value-to-be-payed>")
    if (x2 := v.package_value) is not None:
        a(f"<package-value>{_l.write_decimal(x2)}</package-value>")
    if (x3 := v.customs_fee_outlayed) is not None:
        a(f"<customs-fee-outlayed>{_l.write_decimal(x3)}</customs-fee-outlayed>")
    if (x4 := v.vas_text) is not None:
        a(f"<vas-text>{_w.text(x4)}</vas-text>")
    if (x5 := v.customs_fee) is not None:
        a(f"<customs-fee>{_l.write_decimal(x5)}</customs-fee>")
    if (x6 := v.customs_fee_outlay_cost) is not None:
        a(f"<customs-fee-outlay-cost>{_l.write_decimal(x6)}</customs-fee-outlay-cost>")
    if (x7 := v.cod_amount) is not None:
        a(f"<cod-amount>{_l.write_decimal(x7)}</cod-amount>")
    if (x8 := v.cod_fee) is not None:
        a(f"<cod-fee>{_l.write_decimal(x8)}</cod-fee>")
    a(f"</{tag}>")


_set_cost = _r.setters(
    _m.Cost,
    "value_to_be_payed",
    "package_value",
    "customs_fee_outlayed",
    "vas_text",
    "customs_fee",
    "customs_fee_outlay_cost",
    "cod_amount",
    "cod_fee",
)


def read_cost(e: etree._Element) -> _m.Cost:
    o = _new(_m.Cost)
    f_value_to_be_payed: Decimal | None = None
    f_package_value: Decimal | None = None
    f_customs_fee_outlayed: Decimal | None = None
    f_vas_text: str | None = None
    f_customs_fee: Decimal | None = None
    f_customs_fee_outlay_cost: Decimal | None = None
    f_cod_amount: Decimal | None = None
    f_cod_fee: Decimal | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}value-to-be-payed":
            f_value_to_be_payed = _r.leaf(c, _l.read_decimal)
        elif t == "{http://api.digipost.no/schema/datatypes}package-value":
            f_package_value = _r.leaf(c, _l.read_decimal)
        elif t == "{http://api.digipost.no/schema/datatypes}customs-fee-outlayed":
            f_customs_fee_outlayed = _r.leaf(c, _l.read_decimal)
        elif t == "{http://api.digipost.no/schema/datatypes}vas-text":
            f_vas_text = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}customs-fee":
            f_customs_fee = _r.leaf(c, _l.read_decimal)
        elif t == "{http://api.digipost.no/schema/datatypes}customs-fee-outlay-cost":
            f_customs_fee_outlay_cost = _r.leaf(c, _l.read_decimal)
        elif t == "{http://api.digipost.no/schema/datatypes}cod-amount":
            f_cod_amount = _r.leaf(c, _l.read_decimal)
        elif t == "{http://api.digipost.no/schema/datatypes}cod-fee":
            f_cod_fee = _r.leaf(c, _l.read_decimal)
    if f_value_to_be_payed is None:
        _r.missing(e, "value-to-be-payed")
    (
        s1,
        s2,
        s3,
        s4,
        s5,
        s6,
        s7,
        s8,
    ) = _set_cost
    s1(o, f_value_to_be_payed)
    s2(o, f_package_value)
    s3(o, f_customs_fee_outlayed)
    s4(o, f_vas_text)
    s5(o, f_customs_fee)
    s6(o, f_customs_fee_outlay_cost)
    s7(o, f_cod_amount)
    s8(o, f_cod_fee)
    return o


def write_package(v: _m.Package, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.length) is not None:
        a(f"<length>{_l.write_integer(x1)}</length>")
    if (x2 := v.width) is not None:
        a(f"<width>{_l.write_integer(x2)}</width>")
    if (x3 := v.height) is not None:
        a(f"<height>{_l.write_integer(x3)}</height>")
    if (x4 := v.weight) is not None:
        a(f"<weight>{_l.write_integer(x4)}</weight>")
    a(f"</{tag}>")


_set_package = _r.setters(_m.Package, "length", "width", "height", "weight")


def read_package(e: etree._Element) -> _m.Package:
    o = _new(_m.Package)
    f_length: int | None = None
    f_width: int | None = None
    f_height: int | None = None
    f_weight: int | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}length":
            f_length = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/datatypes}width":
            f_width = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/datatypes}height":
            f_height = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/datatypes}weight":
            f_weight = _r.leaf(c, _l.read_integer)
    (
        s1,
        s2,
        s3,
        s4,
    ) = _set_package
    s1(o, f_length)
    s2(o, f_width)
    s3(o, f_height)
    s4(o, f_weight)
    return o


def write_calendar_date(v: _m.CalendarDate, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<month>{_l.write_integer(v.month)}</month>")
    a(f"<day>{_l.write_integer(v.day)}</day>")
    if (x3 := v.hour) is not None:
        a(f"<hour>{_l.write_integer(x3)}</hour>")
    if (x4 := v.min) is not None:
        a(f"<min>{_l.write_integer(x4)}</min>")
    if (x5 := v.time_zone) is not None:
        a(f"<time-zone>{_w.text(x5)}</time-zone>")
    a(f"</{tag}>")


_set_calendar_date = _r.setters(_m.CalendarDate, "month", "day", "hour", "min", "time_zone")


def read_calendar_date(e: etree._Element) -> _m.CalendarDate:
    o = _new(_m.CalendarDate)
    f_month: int | None = None
    f_day: int | None = None
    f_hour: int | None = None
    f_min: int | None = None
    f_time_zone: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}month":
            f_month = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/datatypes}day":
            f_day = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/datatypes}hour":
            f_hour = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/datatypes}min":
            f_min = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/datatypes}time-zone":
            f_time_zone = c.text or ""
    if f_month is None:
        _r.missing(e, "month")
    if f_day is None:
        _r.missing(e, "day")
    (
        s1,
        s2,
        s3,
        s4,
        s5,
    ) = _set_calendar_date
    s1(o, f_month)
    s2(o, f_day)
    s3(o, f_hour)
    s4(o, f_min)
    s5(o, f_time_zone)
    return o


def write_period(v: _m.Period, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.from_) is not None:
        a(f"<from>{_l.write_local_datetime(x1)}</from>")
    if (x2 := v.to) is not None:
        a(f"<to>{_l.write_local_datetime(x2)}</to>")
    a(f"</{tag}>")


_set_period = _r.setters(_m.Period, "from_", "to")


def read_period(e: etree._Element) -> _m.Period:
    o = _new(_m.Period)
    f_from_: datetime | None = None
    f_to: datetime | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}from":
            f_from_ = _r.leaf(c, _l.read_local_datetime)
        elif t == "{http://api.digipost.no/schema/datatypes}to":
            f_to = _r.leaf(c, _l.read_local_datetime)
    (
        s1,
        s2,
    ) = _set_period
    s1(o, f_from_)
    s2(o, f_to)
    return o


def write_receipt_line(v: _m.ReceiptLine, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.item_name) is not None:
        a(f"<item-name>{_w.text(x1)}</item-name>")
    if (x2 := v.item_description) is not None:
        a(f"<item-description>{_w.text(x2)}</item-description>")
    if (x3 := v.item_code) is not None:
        a(f"<item-code>{_w.text(x3)}</item-code>")
    if (x4 := v.unit) is not None:
        a(f"<unit>{_w.text(x4)}</unit>")
    a(f"<quantity>{_l.write_double(v.quantity)}</quantity>")
    if (x6 := v.item_price) is not None:
        a(f"<item-price>{_l.write_money(x6)}</item-price>")
    if (x7 := v.item_vat) is not None:
        a(f"<item-vat>{_l.write_money(x7)}</item-vat>")
    if (x8 := v.total_price) is not None:
        a(f"<total-price>{_l.write_money(x8)}</total-price>")
    if (x9 := v.total_vat) is not None:
        a(f"<total-vat>{_l.write_money(x9)}</total-vat>")
    if (x10 := v.discount) is not None:
        a(f"<discount>{_l.write_money(x10)}</discount>")
    if (x11 := v.serial_number) is not None:
        a(f"<serialNumber>{_w.text(x11)}</serialNumber>")
    if (x12 := v.ean_code) is not None:
        a(f"<eanCode>{_w.text(x12)}</eanCode>")
    a(f"</{tag}>")


_set_receipt_line = _r.setters(
    _m.ReceiptLine,
    "item_name",
    "item_description",
    "item_code",
    "unit",
    "quantity",
    "item_price",
    "item_vat",
    "total_price",
    "total_vat",
    "discount",
    "serial_number",
    "ean_code",
)


def read_receipt_line(e: etree._Element) -> _m.ReceiptLine:
    o = _new(_m.ReceiptLine)
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
            f_quantity = _r.leaf(c, _l.read_double)
        elif t == "{http://api.digipost.no/schema/datatypes}item-price":
            f_item_price = _r.leaf(c, _l.read_money)
        elif t == "{http://api.digipost.no/schema/datatypes}item-vat":
            f_item_vat = _r.leaf(c, _l.read_money)
        elif t == "{http://api.digipost.no/schema/datatypes}total-price":
            f_total_price = _r.leaf(c, _l.read_money)
        elif t == "{http://api.digipost.no/schema/datatypes}total-vat":
            f_total_vat = _r.leaf(c, _l.read_money)
        elif t == "{http://api.digipost.no/schema/datatypes}discount":
            f_discount = _r.leaf(c, _l.read_money)
        elif t == "{http://api.digipost.no/schema/datatypes}serialNumber":
            f_serial_number = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}eanCode":
            f_ean_code = c.text or ""
    if f_quantity is None:
        _r.missing(e, "quantity")
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
    ) = _set_receipt_line
    s1(o, f_item_name)
    s2(o, f_item_description)
    s3(o, f_item_code)
    s4(o, f_unit)
    s5(o, f_quantity)
    s6(o, f_item_price)
    s7(o, f_item_vat)
    s8(o, f_total_price)
    s9(o, f_total_vat)
    s10(o, f_discount)
    s11(o, f_serial_number)
    s12(o, f_ean_code)
    return o


def write_vat_level(v: _m.VatLevel, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.gross_amount) is not None:
        a(f"<grossAmount>{_l.write_money(x1)}</grossAmount>")
    if (x2 := v.net_amount) is not None:
        a(f"<netAmount>{_l.write_money(x2)}</netAmount>")
    if (x3 := v.vat) is not None:
        a(f"<vat>{_l.write_money(x3)}</vat>")
    if (x4 := v.vat_percent) is not None:
        a(f"<vatPercent>{_l.write_money(x4)}</vatPercent>")
    a(f"</{tag}>")


_set_vat_level = _r.setters(_m.VatLevel, "gross_amount", "net_amount", "vat", "vat_percent")


def read_vat_level(e: etree._Element) -> _m.VatLevel:
    o = _new(_m.VatLevel)
    f_gross_amount: Decimal | None = None
    f_net_amount: Decimal | None = None
    f_vat: Decimal | None = None
    f_vat_percent: Decimal | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}grossAmount":
            f_gross_amount = _r.leaf(c, _l.read_money)
        elif t == "{http://api.digipost.no/schema/datatypes}netAmount":
            f_net_amount = _r.leaf(c, _l.read_money)
        elif t == "{http://api.digipost.no/schema/datatypes}vat":
            f_vat = _r.leaf(c, _l.read_money)
        elif t == "{http://api.digipost.no/schema/datatypes}vatPercent":
            f_vat_percent = _r.leaf(c, _l.read_money)
    (
        s1,
        s2,
        s3,
        s4,
    ) = _set_vat_level
    s1(o, f_gross_amount)
    s2(o, f_net_amount)
    s3(o, f_vat)
    s4(o, f_vat_percent)
    return o


def write_option_credential_ids(v: _m.OptionCredentialIds, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    for x1 in v.credential_id:
        a(f"<credential_id>{_w.text(x1)}</credential_id>")
    a(f"</{tag}>")


_set_option_credential_ids = _r.setters(_m.OptionCredentialIds, "credential_id")


def read_option_credential_ids(e: etree._Element) -> _m.OptionCredentialIds:
    o = _new(_m.OptionCredentialIds)
    f_credential_id: list[str] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}credential_id":
            f_credential_id.append(c.text or "")
    (s1,) = _set_option_credential_ids
    s1(o, f_credential_id)
    return o


def write_opening_receipt(v: _m.OpeningReceipt, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<group>{_w.text(v.group)}</group>")
    a(f"</{tag}>")


_set_opening_receipt = _r.setters(_m.OpeningReceipt, "group")


def read_opening_receipt(e: etree._Element) -> _m.OpeningReceipt:
    o = _new(_m.OpeningReceipt)
    f_group: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}group":
            f_group = c.text or ""
    if f_group is None:
        _r.missing(e, "group")
    (s1,) = _set_opening_receipt
    s1(o, f_group)
    return o


def write_opening_receipt_accepted(
    v: _m.OpeningReceiptAccepted, a: _w.Append, tag: str, more: str = ""
) -> None:
    a(f"<{tag}{more}/>")


def read_opening_receipt_accepted(e: etree._Element) -> _m.OpeningReceiptAccepted:
    o = _new(_m.OpeningReceiptAccepted)
    return o


def write_pickup_notice_status(v: _m.PickupNoticeStatus, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<status>{_w.text(v.status)}</status>")
    if (x2 := v.occurrence_datetime) is not None:
        a(f"<occurrence-datetime>{_l.write_datetime(x2)}</occurrence-datetime>")
    a(f"</{tag}>")


_set_pickup_notice_status = _r.setters(_m.PickupNoticeStatus, "status", "occurrence_datetime")


def read_pickup_notice_status(e: etree._Element) -> _m.PickupNoticeStatus:
    o = _new(_m.PickupNoticeStatus)
    f_status: _m.Status | None = None
    f_occurrence_datetime: datetime | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}status":
            f_status = _r.enum_leaf(c, _m.Status)
        elif t == "{http://api.digipost.no/schema/datatypes}occurrence-datetime":
            f_occurrence_datetime = _r.leaf(c, _l.read_zoned_datetime)
    if f_status is None:
        _r.missing(e, "status")
    (
        s1,
        s2,
    ) = _set_pickup_notice_status
    s1(o, f_status)
    s2(o, f_occurrence_datetime)
    return o


def write_share_documents_request(
    v: _m.ShareDocumentsRequest, a: _w.Append, tag: str, more: str = ""
) -> None:
    a(f"<{tag}{more}>")
    a(
        f"<max-share-duration-seconds>{_l.write_integer(v.max_share_duration_seconds)}</max-share-duration-seconds>"
    )
    a(f"<purpose>{_w.text(v.purpose)}</purpose>")
    for x3 in v.allowed_origin_organisation_numbers:
        a(f"<allowed-origin-organisation-numbers>{_w.text(x3)}</allowed-origin-organisation-numbers>")
    a(f"</{tag}>")


_set_share_documents_request = _r.setters(
    _m.ShareDocumentsRequest, "max_share_duration_seconds", "purpose", "allowed_origin_organisation_numbers"
)


def read_share_documents_request(e: etree._Element) -> _m.ShareDocumentsRequest:
    o = _new(_m.ShareDocumentsRequest)
    f_max_share_duration_seconds: int | None = None
    f_purpose: str | None = None
    f_allowed_origin_organisation_numbers: list[str] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}max-share-duration-seconds":
            f_max_share_duration_seconds = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/datatypes}purpose":
            f_purpose = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}allowed-origin-organisation-numbers":
            f_allowed_origin_organisation_numbers.append(c.text or "")
    if f_max_share_duration_seconds is None:
        _r.missing(e, "max-share-duration-seconds")
    if f_purpose is None:
        _r.missing(e, "purpose")
    (
        s1,
        s2,
        s3,
    ) = _set_share_documents_request
    s1(o, f_max_share_duration_seconds)
    s2(o, f_purpose)
    s3(o, f_allowed_origin_organisation_numbers)
    return o


def write_share_documents_request_documents_shared(
    v: _m.ShareDocumentsRequestDocumentsShared, a: _w.Append, tag: str, more: str = ""
) -> None:
    a(f"<{tag}{more}>")
    for x1 in v.document_ids:
        a(f"<document-ids>{_l.write_integer(x1)}</document-ids>")
    a(f"</{tag}>")


_set_share_documents_request_documents_shared = _r.setters(
    _m.ShareDocumentsRequestDocumentsShared, "document_ids"
)


def read_share_documents_request_documents_shared(
    e: etree._Element,
) -> _m.ShareDocumentsRequestDocumentsShared:
    o = _new(_m.ShareDocumentsRequestDocumentsShared)
    f_document_ids: list[int] = []
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}document-ids":
            f_document_ids.append(_r.leaf(c, _l.read_integer))
    (s1,) = _set_share_documents_request_documents_shared
    s1(o, f_document_ids)
    return o


def write_share_documents_request_sharing_stopped(
    v: _m.ShareDocumentsRequestSharingStopped, a: _w.Append, tag: str, more: str = ""
) -> None:
    a(f"<{tag}{more}/>")


def read_share_documents_request_sharing_stopped(e: etree._Element) -> _m.ShareDocumentsRequestSharingStopped:
    o = _new(_m.ShareDocumentsRequestSharingStopped)
    return o


def write_verifiable_credential_notice(
    v: _m.VerifiableCredentialNotice, a: _w.Append, tag: str, more: str = ""
) -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.title) is not None:
        a(f"<title>{_w.text(x1)}</title>")
    if (x2 := v.description) is not None:
        a(f"<description>{_w.text(x2)}</description>")
    a(f"</{tag}>")


_set_verifiable_credential_notice = _r.setters(_m.VerifiableCredentialNotice, "title", "description")


def read_verifiable_credential_notice(e: etree._Element) -> _m.VerifiableCredentialNotice:
    o = _new(_m.VerifiableCredentialNotice)
    f_title: str | None = None
    f_description: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}title":
            f_title = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}description":
            f_description = c.text or ""
    (
        s1,
        s2,
    ) = _set_verifiable_credential_notice
    s1(o, f_title)
    s2(o, f_description)
    return o


def write_verifiable_presentation_notice(
    v: _m.VerifiablePresentationNotice, a: _w.Append, tag: str, more: str = ""
) -> None:
    a(f"<{tag}{more}>")
    a(f"<title>{_w.text(v.title)}</title>")
    a(f"<description>{_w.text(v.description)}</description>")
    a(f"</{tag}>")


_set_verifiable_presentation_notice = _r.setters(_m.VerifiablePresentationNotice, "title", "description")


def read_verifiable_presentation_notice(e: etree._Element) -> _m.VerifiablePresentationNotice:
    o = _new(_m.VerifiablePresentationNotice)
    f_title: str | None = None
    f_description: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}title":
            f_title = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}description":
            f_description = c.text or ""
    if f_title is None:
        _r.missing(e, "title")
    if f_description is None:
        _r.missing(e, "description")
    (
        s1,
        s2,
    ) = _set_verifiable_presentation_notice
    s1(o, f_title)
    s2(o, f_description)
    return o


def write_recipient(v: _m.Recipient, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.name) is not None:
        a(f"<name>{_w.text(x1)}</name>")
    a(f"<digipost-address>{_w.text(v.digipost_address)}</digipost-address>")
    if (x3 := v.address) is not None:
        write_address(x3, a, "address")
    a(f"</{tag}>")


_set_recipient = _r.setters(_m.Recipient, "name", "digipost_address", "address")


def read_recipient(e: etree._Element) -> _m.Recipient:
    o = _new(_m.Recipient)
    f_name: str | None = None
    f_digipost_address: str | None = None
    f_address: _m.Address | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}name":
            f_name = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}digipost-address":
            f_digipost_address = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}address":
            f_address = read_address(c)
    if f_digipost_address is None:
        _r.missing(e, "digipost-address")
    (
        s1,
        s2,
        s3,
    ) = _set_recipient
    s1(o, f_name)
    s2(o, f_digipost_address)
    s3(o, f_address)
    return o


def write_sender(v: _m.Sender, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.name) is not None:
        a(f"<name>{_w.text(x1)}</name>")
    if (x2 := v.reference) is not None:
        a(f"<reference>{_w.text(x2)}</reference>")
    if (x3 := v.address) is not None:
        write_address(x3, a, "address")
    a(f"</{tag}>")


_set_sender = _r.setters(_m.Sender, "name", "reference", "address")


def read_sender(e: etree._Element) -> _m.Sender:
    o = _new(_m.Sender)
    f_name: str | None = None
    f_reference: str | None = None
    f_address: _m.Address | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}name":
            f_name = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}reference":
            f_reference = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}address":
            f_address = read_address(c)
    (
        s1,
        s2,
        s3,
    ) = _set_sender
    s1(o, f_name)
    s2(o, f_reference)
    s3(o, f_address)
    return o


def write_pickup_place(v: _m.PickupPlace, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<name>{_w.text(v.name)}</name>")
    a(f"<code>{_w.text(v.code)}</code>")
    a(f"<instruction>{_w.text(v.instruction)}</instruction>")
    if (x4 := v.shelf_location) is not None:
        a(f"<shelf-location>{_w.text(x4)}</shelf-location>")
    if (x5 := v.address) is not None:
        write_address(x5, a, "address")
    a(f"</{tag}>")


_set_pickup_place = _r.setters(_m.PickupPlace, "name", "code", "instruction", "shelf_location", "address")


def read_pickup_place(e: etree._Element) -> _m.PickupPlace:
    o = _new(_m.PickupPlace)
    f_name: str | None = None
    f_code: str | None = None
    f_instruction: str | None = None
    f_shelf_location: str | None = None
    f_address: _m.Address | None = None
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
    if f_name is None:
        _r.missing(e, "name")
    if f_code is None:
        _r.missing(e, "code")
    if f_instruction is None:
        _r.missing(e, "instruction")
    (
        s1,
        s2,
        s3,
        s4,
        s5,
    ) = _set_pickup_place
    s1(o, f_name)
    s2(o, f_code)
    s3(o, f_instruction)
    s4(o, f_shelf_location)
    s5(o, f_address)
    return o


def write_proof_holder(v: _m.ProofHolder, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<firstname>{_w.text(v.firstname)}</firstname>")
    a(f"<surname>{_w.text(v.surname)}</surname>")
    if (x3 := v.social_security_number) is not None:
        a(f"<social-security-number>{_w.text(x3)}</social-security-number>")
    if (x4 := v.address) is not None:
        write_address(x4, a, "address")
    a(f"</{tag}>")


_set_proof_holder = _r.setters(_m.ProofHolder, "firstname", "surname", "social_security_number", "address")


def read_proof_holder(e: etree._Element) -> _m.ProofHolder:
    o = _new(_m.ProofHolder)
    f_firstname: str | None = None
    f_surname: str | None = None
    f_social_security_number: str | None = None
    f_address: _m.Address | None = None
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
    if f_firstname is None:
        _r.missing(e, "firstname")
    if f_surname is None:
        _r.missing(e, "surname")
    (
        s1,
        s2,
        s3,
        s4,
    ) = _set_proof_holder
    s1(o, f_firstname)
    s2(o, f_surname)
    s3(o, f_social_security_number)
    s4(o, f_address)
    return o


def write_customer(v: _m.Customer, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.name) is not None:
        a(f"<name>{_w.text(x1)}</name>")
    if (x2 := v.address) is not None:
        write_address(x2, a, "address")
    if (x3 := v.phone_number) is not None:
        a(f"<phoneNumber>{_w.text(x3)}</phoneNumber>")
    a(f"</{tag}>")


_set_customer = _r.setters(_m.Customer, "name", "address", "phone_number")


def read_customer(e: etree._Element) -> _m.Customer:
    o = _new(_m.Customer)
    f_name: str | None = None
    f_address: _m.Address | None = None
    f_phone_number: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}name":
            f_name = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}address":
            f_address = read_address(c)
        elif t == "{http://api.digipost.no/schema/datatypes}phoneNumber":
            f_phone_number = c.text or ""
    (
        s1,
        s2,
        s3,
    ) = _set_customer
    s1(o, f_name)
    s2(o, f_address)
    s3(o, f_phone_number)
    return o


def write_delivery(v: _m.Delivery, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.name) is not None:
        a(f"<name>{_w.text(x1)}</name>")
    if (x2 := v.address) is not None:
        write_address(x2, a, "address")
    if (x3 := v.terms) is not None:
        a(f"<terms>{_w.text(x3)}</terms>")
    a(f"</{tag}>")


_set_delivery = _r.setters(_m.Delivery, "name", "address", "terms")


def read_delivery(e: etree._Element) -> _m.Delivery:
    o = _new(_m.Delivery)
    f_name: str | None = None
    f_address: _m.Address | None = None
    f_terms: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}name":
            f_name = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}address":
            f_address = read_address(c)
        elif t == "{http://api.digipost.no/schema/datatypes}terms":
            f_terms = c.text or ""
    (
        s1,
        s2,
        s3,
    ) = _set_delivery
    s1(o, f_name)
    s2(o, f_address)
    s3(o, f_terms)
    return o


def write_appointment(v: _m.Appointment, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<start-time>{_l.write_datetime(v.start_time)}</start-time>")
    if (x2 := v.end_time) is not None:
        a(f"<end-time>{_l.write_datetime(x2)}</end-time>")
    if (x3 := v.arrival_time) is not None:
        a(f"<arrival-time>{_w.text(x3)}</arrival-time>")
    if (x4 := v.place) is not None:
        a(f"<place>{_w.text(x4)}</place>")
    if (x5 := v.address) is not None:
        write_address(x5, a, "address")
    if (x6 := v.sub_title) is not None:
        a(f"<sub-title>{_w.text(x6)}</sub-title>")
    for x7 in v.info:
        write_info(x7, a, "info")
    if (x8 := v.language) is not None:
        a(f"<language>{_w.text(x8)}</language>")
    if (x9 := v.link) is not None:
        write_external_link(x9, a, "link")
    a(f"</{tag}>")


_set_appointment = _r.setters(
    _m.Appointment,
    "start_time",
    "end_time",
    "arrival_time",
    "place",
    "address",
    "sub_title",
    "info",
    "language",
    "link",
)


def read_appointment(e: etree._Element) -> _m.Appointment:
    o = _new(_m.Appointment)
    f_start_time: datetime | None = None
    f_end_time: datetime | None = None
    f_arrival_time: str | None = None
    f_place: str | None = None
    f_address: _m.Address | None = None
    f_sub_title: str | None = None
    f_info: list[_m.Info] = []
    f_language: _m.Language | None = None
    f_link: _m.ExternalLink | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}start-time":
            f_start_time = _r.leaf(c, _l.read_zoned_datetime)
        elif t == "{http://api.digipost.no/schema/datatypes}end-time":
            f_end_time = _r.leaf(c, _l.read_zoned_datetime)
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
            f_language = _r.enum_leaf(c, _m.Language)
        elif t == "{http://api.digipost.no/schema/datatypes}link":
            f_link = read_external_link(c)
    if f_start_time is None:
        _r.missing(e, "start-time")
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
    ) = _set_appointment
    s1(o, f_start_time)
    s2(o, f_end_time)
    s3(o, f_arrival_time)
    s4(o, f_place)
    s5(o, f_address)
    s6(o, f_sub_title)
    s7(o, f_info)
    s8(o, f_language)
    s9(o, f_link)
    return o


def write_inkasso(v: _m.Inkasso, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.link) is not None:
        write_external_link(x1, a, "link")
    a(f"<due-date>{_l.write_datetime(v.due_date)}</due-date>")
    if (x3 := v.sum) is not None:
        a(f"<sum>{_l.write_decimal(x3)}</sum>")
    if (x4 := v.account) is not None:
        a(f"<account>{_w.text(x4)}</account>")
    if (x5 := v.kid) is not None:
        a(f"<kid>{_w.text(x5)}</kid>")
    a(f"</{tag}>")


_set_inkasso = _r.setters(_m.Inkasso, "link", "due_date", "sum", "account", "kid")


def read_inkasso(e: etree._Element) -> _m.Inkasso:
    o = _new(_m.Inkasso)
    f_link: _m.ExternalLink | None = None
    f_due_date: datetime | None = None
    f_sum: Decimal | None = None
    f_account: str | None = None
    f_kid: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}link":
            f_link = read_external_link(c)
        elif t == "{http://api.digipost.no/schema/datatypes}due-date":
            f_due_date = _r.leaf(c, _l.read_zoned_datetime)
        elif t == "{http://api.digipost.no/schema/datatypes}sum":
            f_sum = _r.leaf(c, _l.read_decimal)
        elif t == "{http://api.digipost.no/schema/datatypes}account":
            f_account = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}kid":
            f_kid = c.text or ""
    if f_due_date is None:
        _r.missing(e, "due-date")
    (
        s1,
        s2,
        s3,
        s4,
        s5,
    ) = _set_inkasso
    s1(o, f_link)
    s2(o, f_due_date)
    s3(o, f_sum)
    s4(o, f_account)
    s5(o, f_kid)
    return o


def write_invoice(v: _m.Invoice, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.link) is not None:
        write_external_link(x1, a, "link")
    a(f"<due-date>{_l.write_datetime(v.due_date)}</due-date>")
    a(f"<sum>{_l.write_decimal(v.sum)}</sum>")
    a(f"<creditor-account>{_w.text(v.creditor_account)}</creditor-account>")
    if (x5 := v.kid) is not None:
        a(f"<kid>{_w.text(x5)}</kid>")
    a(f"</{tag}>")


_set_invoice = _r.setters(_m.Invoice, "link", "due_date", "sum", "creditor_account", "kid")


def read_invoice(e: etree._Element) -> _m.Invoice:
    o = _new(_m.Invoice)
    f_link: _m.ExternalLink | None = None
    f_due_date: datetime | None = None
    f_sum: Decimal | None = None
    f_creditor_account: str | None = None
    f_kid: str | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}link":
            f_link = read_external_link(c)
        elif t == "{http://api.digipost.no/schema/datatypes}due-date":
            f_due_date = _r.leaf(c, _l.read_zoned_datetime)
        elif t == "{http://api.digipost.no/schema/datatypes}sum":
            f_sum = _r.leaf(c, _l.read_decimal)
        elif t == "{http://api.digipost.no/schema/datatypes}creditor-account":
            f_creditor_account = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}kid":
            f_kid = c.text or ""
    if f_due_date is None:
        _r.missing(e, "due-date")
    if f_sum is None:
        _r.missing(e, "sum")
    if f_creditor_account is None:
        _r.missing(e, "creditor-account")
    (
        s1,
        s2,
        s3,
        s4,
        s5,
    ) = _set_invoice
    s1(o, f_link)
    s2(o, f_due_date)
    s3(o, f_sum)
    s4(o, f_creditor_account)
    s5(o, f_kid)
    return o


def write_residence(v: _m.Residence, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    write_residence_address(v.address, a, "address")
    if (x2 := v.matrikkel) is not None:
        write_matrikkel(x2, a, "matrikkel")
    if (x3 := v.source) is not None:
        a(f"<source>{_w.text(x3)}</source>")
    if (x4 := v.external_id) is not None:
        a(f"<external-id>{_w.text(x4)}</external-id>")
    a(f"</{tag}>")


_set_residence = _r.setters(_m.Residence, "address", "matrikkel", "source", "external_id")


def read_residence(e: etree._Element) -> _m.Residence:
    o = _new(_m.Residence)
    f_address: _m.ResidenceAddress | None = None
    f_matrikkel: _m.Matrikkel | None = None
    f_source: str | None = None
    f_external_id: str | None = None
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
    if f_address is None:
        _r.missing(e, "address")
    (
        s1,
        s2,
        s3,
        s4,
    ) = _set_residence
    s1(o, f_address)
    s2(o, f_matrikkel)
    s3(o, f_source)
    s4(o, f_external_id)
    return o


def write_event(v: _m.Event, a: _w.Append, tag: str, more: str = "") -> None:
    enforce(v, _m.Event.Meta.structure)
    a(f"<{tag}{more}>")
    if (x1 := v.sub_title) is not None:
        a(f"<sub-title>{_w.text(x1)}</sub-title>")
    for x2 in v.start_time:
        write_time_interval(x2, a, "start-time")
    if (x3 := v.time_label) is not None:
        a(f"<timeLabel>{_w.text(x3)}</timeLabel>")
    if (x4 := v.description) is not None:
        a(f"<description>{_w.text(x4)}</description>")
    if (x5 := v.place) is not None:
        a(f"<place>{_w.text(x5)}</place>")
    if (x6 := v.place_label) is not None:
        a(f"<placeLabel>{_w.text(x6)}</placeLabel>")
    if (x7 := v.address) is not None:
        write_address(x7, a, "address")
    for x8 in v.info:
        write_info(x8, a, "info")
    if (x9 := v.barcode_label) is not None:
        a(f"<barcodeLabel>{_w.text(x9)}</barcodeLabel>")
    if (x10 := v.barcode) is not None:
        write_barcode(x10, a, "barcode")
    for x11 in v.links:
        write_link(x11, a, "links")
    if (x12 := v.language) is not None:
        a(f"<language>{_w.text(x12)}</language>")
    a(f"</{tag}>")


_set_event = _r.setters(
    _m.Event,
    "sub_title",
    "start_time",
    "time_label",
    "description",
    "place",
    "place_label",
    "address",
    "info",
    "barcode_label",
    "barcode",
    "links",
    "language",
)


def read_event(e: etree._Element) -> _m.Event:
    o = _new(_m.Event)
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
            f_language = _r.enum_leaf(c, _m.Language)
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
    ) = _set_event
    s1(o, f_sub_title)
    s2(o, f_start_time)
    s3(o, f_time_label)
    s4(o, f_description)
    s5(o, f_place)
    s6(o, f_place_label)
    s7(o, f_address)
    s8(o, f_info)
    s9(o, f_barcode_label)
    s10(o, f_barcode)
    s11(o, f_links)
    s12(o, f_language)
    return o


def write_payment(v: _m.Payment, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.type) is not None:
        a(f"<type>{_w.text(x1)}</type>")
    if (x2 := v.card_number) is not None:
        a(f"<card-number>{_w.text(x2)}</card-number>")
    if (x3 := v.card_name) is not None:
        a(f"<cardName>{_w.text(x3)}</cardName>")
    if (x4 := v.amount) is not None:
        a(f"<amount>{_l.write_money(x4)}</amount>")
    if (x5 := v.currency_code) is not None:
        a(f"<currency-code>{_w.text(x5)}</currency-code>")
    if (x6 := v.foreign_currency_payment) is not None:
        write_foreign_currency_payment(x6, a, "foreign-currency-payment")
    a(f"</{tag}>")


_set_payment = _r.setters(
    _m.Payment, "type", "card_number", "card_name", "amount", "currency_code", "foreign_currency_payment"
)


def read_payment(e: etree._Element) -> _m.Payment:
    o = _new(_m.Payment)
    f_type: str | None = None
    f_card_number: str | None = None
    f_card_name: str | None = None
    f_amount: Decimal | None = None
    f_currency_code: str | None = None
    f_foreign_currency_payment: _m.ForeignCurrencyPayment | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}type":
            f_type = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}card-number":
            f_card_number = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}cardName":
            f_card_name = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}amount":
            f_amount = _r.leaf(c, _l.read_money)
        elif t == "{http://api.digipost.no/schema/datatypes}currency-code":
            f_currency_code = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}foreign-currency-payment":
            f_foreign_currency_payment = read_foreign_currency_payment(c)
    (
        s1,
        s2,
        s3,
        s4,
        s5,
        s6,
    ) = _set_payment
    s1(o, f_type)
    s2(o, f_card_number)
    s3(o, f_card_name)
    s4(o, f_amount)
    s5(o, f_currency_code)
    s6(o, f_foreign_currency_payment)
    return o


def write_invoice_payment(v: _m.InvoicePayment, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<payment-id>{_w.text(v.payment_id)}</payment-id>")
    a(f"<payment-status>{_w.text(v.payment_status)}</payment-status>")
    a(f"<payment-time>{_l.write_datetime(v.payment_time)}</payment-time>")
    a(f"<debtor-account>{_w.text(v.debtor_account)}</debtor-account>")
    if (x5 := v.debtor_account_name) is not None:
        a(f"<debtor-account-name>{_w.text(x5)}</debtor-account-name>")
    a(f"<payment-channel>{_w.text(v.payment_channel)}</payment-channel>")
    write_bank(v.payment_bank, a, "payment-bank")
    a(f"</{tag}>")


_set_invoice_payment = _r.setters(
    _m.InvoicePayment,
    "payment_id",
    "payment_status",
    "payment_time",
    "debtor_account",
    "debtor_account_name",
    "payment_channel",
    "payment_bank",
)


def read_invoice_payment(e: etree._Element) -> _m.InvoicePayment:
    o = _new(_m.InvoicePayment)
    f_payment_id: str | None = None
    f_payment_status: str | None = None
    f_payment_time: datetime | None = None
    f_debtor_account: str | None = None
    f_debtor_account_name: str | None = None
    f_payment_channel: str | None = None
    f_payment_bank: _m.Bank | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}payment-id":
            f_payment_id = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}payment-status":
            f_payment_status = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}payment-time":
            f_payment_time = _r.leaf(c, _l.read_zoned_datetime)
        elif t == "{http://api.digipost.no/schema/datatypes}debtor-account":
            f_debtor_account = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}debtor-account-name":
            f_debtor_account_name = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}payment-channel":
            f_payment_channel = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}payment-bank":
            f_payment_bank = read_bank(c)
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
    (
        s1,
        s2,
        s3,
        s4,
        s5,
        s6,
        s7,
    ) = _set_invoice_payment
    s1(o, f_payment_id)
    s2(o, f_payment_status)
    s3(o, f_payment_time)
    s4(o, f_debtor_account)
    s5(o, f_debtor_account_name)
    s6(o, f_payment_channel)
    s7(o, f_payment_bank)
    return o


def write_yearly_repeating_period(
    v: _m.YearlyRepeatingPeriod, a: _w.Append, tag: str, more: str = ""
) -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.start_year) is not None:
        a(f"<start-year>{_l.write_integer(x1)}</start-year>")
    if (x2 := v.end_year) is not None:
        a(f"<end-year>{_l.write_integer(x2)}</end-year>")
    write_calendar_date(v.from_, a, "from")
    write_calendar_date(v.to, a, "to")
    a(f"</{tag}>")


_set_yearly_repeating_period = _r.setters(_m.YearlyRepeatingPeriod, "start_year", "end_year", "from_", "to")


def read_yearly_repeating_period(e: etree._Element) -> _m.YearlyRepeatingPeriod:
    o = _new(_m.YearlyRepeatingPeriod)
    f_start_year: int | None = None
    f_end_year: int | None = None
    f_from_: _m.CalendarDate | None = None
    f_to: _m.CalendarDate | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}start-year":
            f_start_year = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/datatypes}end-year":
            f_end_year = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/datatypes}from":
            f_from_ = read_calendar_date(c)
        elif t == "{http://api.digipost.no/schema/datatypes}to":
            f_to = read_calendar_date(c)
    if f_from_ is None:
        _r.missing(e, "from")
    if f_to is None:
        _r.missing(e, "to")
    (
        s1,
        s2,
        s3,
        s4,
    ) = _set_yearly_repeating_period
    s1(o, f_start_year)
    s2(o, f_end_year)
    s3(o, f_from_)
    s4(o, f_to)
    return o


def write_vat_details(v: _m.VatDetails, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    for x1 in v.levels:
        write_vat_level(x1, a, "levels")
    if (x2 := v.sum) is not None:
        a(f"<sum>{_l.write_money(x2)}</sum>")
    a(f"</{tag}>")


_set_vat_details = _r.setters(_m.VatDetails, "levels", "sum")


def read_vat_details(e: etree._Element) -> _m.VatDetails:
    o = _new(_m.VatDetails)
    f_levels: list[_m.VatLevel] = []
    f_sum: Decimal | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}levels":
            f_levels.append(read_vat_level(c))
        elif t == "{http://api.digipost.no/schema/datatypes}sum":
            f_sum = _r.leaf(c, _l.read_money)
    (
        s1,
        s2,
    ) = _set_vat_details
    s1(o, f_levels)
    s2(o, f_sum)
    return o


def write_option(v: _m.Option, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.credential_ids) is not None:
        write_option_credential_ids(x1, a, "credential_ids")
    a(f"</{tag}>")


_set_option = _r.setters(_m.Option, "credential_ids")


def read_option(e: etree._Element) -> _m.Option:
    o = _new(_m.Option)
    f_credential_ids: _m.OptionCredentialIds | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}credential_ids":
            f_credential_ids = read_option_credential_ids(c)
    (s1,) = _set_option
    s1(o, f_credential_ids)
    return o


def write_pickup_notice(v: _m.PickupNotice, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    a(f"<parcel-id>{_w.text(v.parcel_id)}</parcel-id>")
    if (x2 := v.parcel_uuid) is not None:
        a(f"<parcel-uuid>{_w.text(x2)}</parcel-uuid>")
    write_barcode(v.barcode, a, "barcode")
    if (x4 := v.product_name) is not None:
        a(f"<product-name>{_w.text(x4)}</product-name>")
    a(f"<arrival-date-time>{_l.write_datetime(v.arrival_date_time)}</arrival-date-time>")
    a(f"<return-date-time>{_l.write_datetime(v.return_date_time)}</return-date-time>")
    write_recipient(v.recipient, a, "recipient")
    if (x8 := v.sender) is not None:
        write_sender(x8, a, "sender")
    write_pickup_place(v.pickup_place, a, "pickup-place")
    if (x10 := v.package) is not None:
        write_package(x10, a, "package")
    if (x11 := v.cost) is not None:
        write_cost(x11, a, "cost")
    if (x12 := v.extra_information) is not None:
        a(f"<extra-information>{_w.text(x12)}</extra-information>")
    if (x13 := v.status) is not None:
        a(f"<status>{_w.text(x13)}</status>")
    for x14 in v.tags:
        a(f"<tags>{_w.text(x14)}</tags>")
    if (x15 := v.language) is not None:
        a(f"<language>{_w.text(x15)}</language>")
    if (x16 := v.link) is not None:
        write_external_link(x16, a, "link")
    a(f"</{tag}>")


_set_pickup_notice = _r.setters(
    _m.PickupNotice,
    "parcel_id",
    "parcel_uuid",
    "barcode",
    "product_name",
    "arrival_date_time",
    "return_date_time",
    "recipient",
    "sender",
    "pickup_place",
    "package",
    "cost",
    "extra_information",
    "status",
    "tags",
    "language",
    "link",
)


def read_pickup_notice(e: etree._Element) -> _m.PickupNotice:
    o = _new(_m.PickupNotice)
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
            f_arrival_date_time = _r.leaf(c, _l.read_zoned_datetime)
        elif t == "{http://api.digipost.no/schema/datatypes}return-date-time":
            f_return_date_time = _r.leaf(c, _l.read_zoned_datetime)
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
            f_status = _r.enum_leaf(c, _m.Status)
        elif t == "{http://api.digipost.no/schema/datatypes}tags":
            f_tags.append(_r.enum_leaf(c, _m.Tag))
        elif t == "{http://api.digipost.no/schema/datatypes}language":
            f_language = _r.enum_leaf(c, _m.Language)
        elif t == "{http://api.digipost.no/schema/datatypes}link":
            f_link = read_external_link(c)
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
        s15,
        s16,
    ) = _set_pickup_notice
    s1(o, f_parcel_id)
    s2(o, f_parcel_uuid)
    s3(o, f_barcode)
    s4(o, f_product_name)
    s5(o, f_arrival_date_time)
    s6(o, f_return_date_time)
    s7(o, f_recipient)
    s8(o, f_sender)
    s9(o, f_pickup_place)
    s10(o, f_package)
    s11(o, f_cost)
    s12(o, f_extra_information)
    s13(o, f_status)
    s14(o, f_tags)
    s15(o, f_language)
    s16(o, f_link)
    return o


def write_boligdetaljer(v: _m.Boligdetaljer, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.residence) is not None:
        write_residence(x1, a, "residence")
    for x2 in v.hjemmelshavere:
        write_hjemmelshaver(x2, a, "hjemmelshavere")
    if (x3 := v.bruksareal) is not None:
        a(f"<bruksareal>{_l.write_integer(x3)}</bruksareal>")
    if (x4 := v.antall_oppholdsrom) is not None:
        a(f"<antall-oppholdsrom>{_l.write_integer(x4)}</antall-oppholdsrom>")
    if (x5 := v.antall_baderom) is not None:
        a(f"<antall-baderom>{_l.write_integer(x5)}</antall-baderom>")
    for x6 in v.omsetningshistorikk:
        write_omsetningshistorikk(x6, a, "omsetningshistorikk")
    if (x7 := v.organisasjonsnummer) is not None:
        a(f"<organisasjonsnummer>{_w.text(x7)}</organisasjonsnummer>")
    if (x8 := v.bruksenhet) is not None:
        a(f"<bruksenhet>{_w.text(x8)}</bruksenhet>")
    if (x9 := v.andelsnummer) is not None:
        a(f"<andelsnummer>{_w.text(x9)}</andelsnummer>")
    for x10 in v.heftelser:
        write_heftelse(x10, a, "heftelser")
    if (x11 := v.call_to_action) is not None:
        write_external_link(x11, a, "callToAction")
    if (x12 := v.language) is not None:
        a(f"<language>{_w.text(x12)}</language>")
    a(f"</{tag}>")


_set_boligdetaljer = _r.setters(
    _m.Boligdetaljer,
    "residence",
    "hjemmelshavere",
    "bruksareal",
    "antall_oppholdsrom",
    "antall_baderom",
    "omsetningshistorikk",
    "organisasjonsnummer",
    "bruksenhet",
    "andelsnummer",
    "heftelser",
    "call_to_action",
    "language",
)


def read_boligdetaljer(e: etree._Element) -> _m.Boligdetaljer:
    o = _new(_m.Boligdetaljer)
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
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}residence":
            f_residence = read_residence(c)
        elif t == "{http://api.digipost.no/schema/datatypes}hjemmelshavere":
            f_hjemmelshavere.append(read_hjemmelshaver(c))
        elif t == "{http://api.digipost.no/schema/datatypes}bruksareal":
            f_bruksareal = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/datatypes}antall-oppholdsrom":
            f_antall_oppholdsrom = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/datatypes}antall-baderom":
            f_antall_baderom = _r.leaf(c, _l.read_integer)
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
            f_language = _r.enum_leaf(c, _m.Language)
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
    ) = _set_boligdetaljer
    s1(o, f_residence)
    s2(o, f_hjemmelshavere)
    s3(o, f_bruksareal)
    s4(o, f_antall_oppholdsrom)
    s5(o, f_antall_baderom)
    s6(o, f_omsetningshistorikk)
    s7(o, f_organisasjonsnummer)
    s8(o, f_bruksenhet)
    s9(o, f_andelsnummer)
    s10(o, f_heftelser)
    s11(o, f_call_to_action)
    s12(o, f_language)
    return o


def write_valid_period(v: _m.ValidPeriod, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.period) is not None:
        write_period(x1, a, "period")
    if (x2 := v.yearly_repeating_period) is not None:
        write_yearly_repeating_period(x2, a, "yearly-repeating-period")
    a(f"</{tag}>")


_set_valid_period = _r.setters(_m.ValidPeriod, "period", "yearly_repeating_period")


def read_valid_period(e: etree._Element) -> _m.ValidPeriod:
    o = _new(_m.ValidPeriod)
    f_period: _m.Period | None = None
    f_yearly_repeating_period: _m.YearlyRepeatingPeriod | None = None
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}period":
            f_period = read_period(c)
        elif t == "{http://api.digipost.no/schema/datatypes}yearly-repeating-period":
            f_yearly_repeating_period = read_yearly_repeating_period(c)
    (
        s1,
        s2,
    ) = _set_valid_period
    s1(o, f_period)
    s2(o, f_yearly_repeating_period)
    return o


def write_taxi_details(v: _m.TaxiDetails, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.car_plate_number) is not None:
        a(f"<carPlateNumber>{_w.text(x1)}</carPlateNumber>")
    if (x2 := v.license) is not None:
        a(f"<license>{_w.text(x2)}</license>")
    if (x3 := v.org_number_license_holder) is not None:
        a(f"<orgNumberLicenseHolder>{_w.text(x3)}</orgNumberLicenseHolder>")
    if (x4 := v.start_time) is not None:
        a(f"<startTime>{_l.write_datetime(x4)}</startTime>")
    if (x5 := v.stop_time) is not None:
        a(f"<stopTime>{_l.write_datetime(x5)}</stopTime>")
    if (x6 := v.tips) is not None:
        a(f"<tips>{_l.write_money(x6)}</tips>")
    if (x7 := v.total_meter_price) is not None:
        a(f"<totalMeterPrice>{_l.write_money(x7)}</totalMeterPrice>")
    if (x8 := v.total_distance_before_boarding_in_meters) is not None:
        a(
            f"<totalDistanceBeforeBoardingInMeters>{_l.write_integer(x8)}</totalDistanceBeforeBoardingInMeters>"
        )
    if (x9 := v.total_distance_in_meters) is not None:
        a(f"<totalDistanceInMeters>{_l.write_integer(x9)}</totalDistanceInMeters>")
    if (x10 := v.total_distance_with_passenger_in_meters) is not None:
        a(f"<totalDistanceWithPassengerInMeters>{_l.write_integer(x10)}</totalDistanceWithPassengerInMeters>")
    if (x11 := v.total_time_before_boarding_in_seconds) is not None:
        a(f"<totalTimeBeforeBoardingInSeconds>{_l.write_integer(x11)}</totalTimeBeforeBoardingInSeconds>")
    if (x12 := v.total_time_in_seconds) is not None:
        a(f"<totalTimeInSeconds>{_l.write_integer(x12)}</totalTimeInSeconds>")
    if (x13 := v.total_time_with_passenger_in_seconds) is not None:
        a(f"<totalTimeWithPassengerInSeconds>{_l.write_integer(x13)}</totalTimeWithPassengerInSeconds>")
    if (x14 := v.vat) is not None:
        write_vat_details(x14, a, "vat")
    a(f"</{tag}>")


_set_taxi_details = _r.setters(
    _m.TaxiDetails,
    "car_plate_number",
    "license",
    "org_number_license_holder",
    "start_time",
    "stop_time",
    "tips",
    "total_meter_price",
    "total_distance_before_boarding_in_meters",
    "total_distance_in_meters",
    "total_distance_with_passenger_in_meters",
    "total_time_before_boarding_in_seconds",
    "total_time_in_seconds",
    "total_time_with_passenger_in_seconds",
    "vat",
)


def read_taxi_details(e: etree._Element) -> _m.TaxiDetails:
    o = _new(_m.TaxiDetails)
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
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}carPlateNumber":
            f_car_plate_number = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}license":
            f_license = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}orgNumberLicenseHolder":
            f_org_number_license_holder = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}startTime":
            f_start_time = _r.leaf(c, _l.read_zoned_datetime)
        elif t == "{http://api.digipost.no/schema/datatypes}stopTime":
            f_stop_time = _r.leaf(c, _l.read_zoned_datetime)
        elif t == "{http://api.digipost.no/schema/datatypes}tips":
            f_tips = _r.leaf(c, _l.read_money)
        elif t == "{http://api.digipost.no/schema/datatypes}totalMeterPrice":
            f_total_meter_price = _r.leaf(c, _l.read_money)
        elif t == "{http://api.digipost.no/schema/datatypes}totalDistanceBeforeBoardingInMeters":
            f_total_distance_before_boarding_in_meters = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/datatypes}totalDistanceInMeters":
            f_total_distance_in_meters = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/datatypes}totalDistanceWithPassengerInMeters":
            f_total_distance_with_passenger_in_meters = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/datatypes}totalTimeBeforeBoardingInSeconds":
            f_total_time_before_boarding_in_seconds = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/datatypes}totalTimeInSeconds":
            f_total_time_in_seconds = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/datatypes}totalTimeWithPassengerInSeconds":
            f_total_time_with_passenger_in_seconds = _r.leaf(c, _l.read_integer)
        elif t == "{http://api.digipost.no/schema/datatypes}vat":
            f_vat = read_vat_details(c)
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
    ) = _set_taxi_details
    s1(o, f_car_plate_number)
    s2(o, f_license)
    s3(o, f_org_number_license_holder)
    s4(o, f_start_time)
    s5(o, f_stop_time)
    s6(o, f_tips)
    s7(o, f_total_meter_price)
    s8(o, f_total_distance_before_boarding_in_meters)
    s9(o, f_total_distance_in_meters)
    s10(o, f_total_distance_with_passenger_in_meters)
    s11(o, f_total_time_before_boarding_in_seconds)
    s12(o, f_total_time_in_seconds)
    s13(o, f_total_time_with_passenger_in_seconds)
    s14(o, f_vat)
    return o


def write_proof(v: _m.Proof, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.authorizer_name) is not None:
        a(f"<authorizer-name>{_w.text(x1)}</authorizer-name>")
    if (x2 := v.background_color) is not None:
        a(f"<background-color>{_w.text(x2)}</background-color>")
    if (x3 := v.issued_time) is not None:
        a(f"<issued-time>{_l.write_datetime(x3)}</issued-time>")
    write_valid_period(v.valid_period, a, "valid-period")
    write_proof_holder(v.proof_holder, a, "proof-holder")
    a(f"<title>{_w.text(v.title)}</title>")
    if (x7 := v.proof_id_name) is not None:
        a(f"<proof-id-name>{_w.text(x7)}</proof-id-name>")
    if (x8 := v.proof_id_value) is not None:
        a(f"<proof-id-value>{_w.text(x8)}</proof-id-value>")
    for x9 in v.attribute:
        write_info(x9, a, "attribute")
    for x10 in v.info:
        write_info(x10, a, "info")
    if (x11 := v.language) is not None:
        a(f"<language>{_w.text(x11)}</language>")
    a(f"</{tag}>")


_set_proof = _r.setters(
    _m.Proof,
    "authorizer_name",
    "background_color",
    "issued_time",
    "valid_period",
    "proof_holder",
    "title",
    "proof_id_name",
    "proof_id_value",
    "attribute",
    "info",
    "language",
)


def read_proof(e: etree._Element) -> _m.Proof:
    o = _new(_m.Proof)
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
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}authorizer-name":
            f_authorizer_name = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}background-color":
            f_background_color = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}issued-time":
            f_issued_time = _r.leaf(c, _l.read_zoned_datetime)
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
            f_language = _r.enum_leaf(c, _m.Language)
    if f_valid_period is None:
        _r.missing(e, "valid-period")
    if f_proof_holder is None:
        _r.missing(e, "proof-holder")
    if f_title is None:
        _r.missing(e, "title")
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
    ) = _set_proof
    s1(o, f_authorizer_name)
    s2(o, f_background_color)
    s3(o, f_issued_time)
    s4(o, f_valid_period)
    s5(o, f_proof_holder)
    s6(o, f_title)
    s7(o, f_proof_id_name)
    s8(o, f_proof_id_value)
    s9(o, f_attribute)
    s10(o, f_info)
    s11(o, f_language)
    return o


def write_receipt(v: _m.Receipt, a: _w.Append, tag: str, more: str = "") -> None:
    a(f"<{tag}{more}>")
    if (x1 := v.receipt_id) is not None:
        a(f"<receiptId>{_w.text(x1)}</receiptId>")
    if (x2 := v.receipt_number) is not None:
        a(f"<receiptNumber>{_w.text(x2)}</receiptNumber>")
    a(f"<purchaseTime>{_l.write_datetime(v.purchase_time)}</purchaseTime>")
    a(f"<totalPrice>{_l.write_money(v.total_price)}</totalPrice>")
    a(f"<totalVat>{_l.write_money(v.total_vat)}</totalVat>")
    if (x6 := v.currency) is not None:
        a(f"<currency>{_w.text(x6)}</currency>")
    if (x7 := v.cashier) is not None:
        a(f"<cashier>{_w.text(x7)}</cashier>")
    if (x8 := v.register) is not None:
        a(f"<register>{_w.text(x8)}</register>")
    if (x9 := v.merchant_chain) is not None:
        a(f"<merchant-chain>{_w.text(x9)}</merchant-chain>")
    a(f"<merchant-name>{_w.text(v.merchant_name)}</merchant-name>")
    if (x11 := v.merchant_phone_number) is not None:
        a(f"<merchant-phone-number>{_w.text(x11)}</merchant-phone-number>")
    if (x12 := v.merchant_address) is not None:
        write_address(x12, a, "merchant-address")
    if (x13 := v.orgnumber) is not None:
        a(f"<orgnumber>{_w.text(x13)}</orgnumber>")
    if (x14 := v.barcode) is not None:
        write_barcode(x14, a, "barcode")
    for x15 in v.payments:
        write_payment(x15, a, "payments")
    for x16 in v.items:
        write_receipt_line(x16, a, "items")
    if (x17 := v.taxi_details) is not None:
        write_taxi_details(x17, a, "taxiDetails")
    if (x18 := v.customer) is not None:
        write_customer(x18, a, "customer")
    if (x19 := v.delivery) is not None:
        write_delivery(x19, a, "delivery")
    if (x20 := v.order_number) is not None:
        a(f"<order-number>{_w.text(x20)}</order-number>")
    if (x21 := v.membership_number) is not None:
        a(f"<membership-number>{_w.text(x21)}</membership-number>")
    if (x22 := v.comment) is not None:
        a(f"<comment>{_w.text(x22)}</comment>")
    if (x23 := v.language) is not None:
        a(f"<language>{_w.text(x23)}</language>")
    a(f"</{tag}>")


_set_receipt = _r.setters(
    _m.Receipt,
    "receipt_id",
    "receipt_number",
    "purchase_time",
    "total_price",
    "total_vat",
    "currency",
    "cashier",
    "register",
    "merchant_chain",
    "merchant_name",
    "merchant_phone_number",
    "merchant_address",
    "orgnumber",
    "barcode",
    "payments",
    "items",
    "taxi_details",
    "customer",
    "delivery",
    "order_number",
    "membership_number",
    "comment",
    "language",
)


def read_receipt(e: etree._Element) -> _m.Receipt:
    o = _new(_m.Receipt)
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
    for c in e:
        t = c.tag
        if t == "{http://api.digipost.no/schema/datatypes}receiptId":
            f_receipt_id = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}receiptNumber":
            f_receipt_number = c.text or ""
        elif t == "{http://api.digipost.no/schema/datatypes}purchaseTime":
            f_purchase_time = _r.leaf(c, _l.read_zoned_datetime)
        elif t == "{http://api.digipost.no/schema/datatypes}totalPrice":
            f_total_price = _r.leaf(c, _l.read_money)
        elif t == "{http://api.digipost.no/schema/datatypes}totalVat":
            f_total_vat = _r.leaf(c, _l.read_money)
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
            f_language = _r.enum_leaf(c, _m.Language)
    if f_purchase_time is None:
        _r.missing(e, "purchaseTime")
    if f_total_price is None:
        _r.missing(e, "totalPrice")
    if f_total_vat is None:
        _r.missing(e, "totalVat")
    if f_merchant_name is None:
        _r.missing(e, "merchant-name")
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
        s15,
        s16,
        s17,
        s18,
        s19,
        s20,
        s21,
        s22,
        s23,
    ) = _set_receipt
    s1(o, f_receipt_id)
    s2(o, f_receipt_number)
    s3(o, f_purchase_time)
    s4(o, f_total_price)
    s5(o, f_total_vat)
    s6(o, f_currency)
    s7(o, f_cashier)
    s8(o, f_register)
    s9(o, f_merchant_chain)
    s10(o, f_merchant_name)
    s11(o, f_merchant_phone_number)
    s12(o, f_merchant_address)
    s13(o, f_orgnumber)
    s14(o, f_barcode)
    s15(o, f_payments)
    s16(o, f_items)
    s17(o, f_taxi_details)
    s18(o, f_customer)
    s19(o, f_delivery)
    s20(o, f_order_number)
    s21(o, f_membership_number)
    s22(o, f_comment)
    s23(o, f_language)
    return o


WRITERS: dict[type, Callable[[Any, _w.Append], None]] = {
    _m.ExternalLink: _w.root(write_external_link, "externalLink", _NAMESPACE),
    _m.Payslip: _w.root(write_payslip, "payslip", _NAMESPACE),
    _m.SignedDocument: _w.root(write_signed_document, "signedDocument", _NAMESPACE),
    _m.OpeningReceipt: _w.root(write_opening_receipt, "opening-receipt", _NAMESPACE),
    _m.OpeningReceiptAccepted: _w.root(
        write_opening_receipt_accepted, "opening-receipt-accepted", _NAMESPACE
    ),
    _m.PickupNoticeStatus: _w.root(write_pickup_notice_status, "pickup-notice-status", _NAMESPACE),
    _m.ShareDocumentsRequest: _w.root(write_share_documents_request, "share-documents-request", _NAMESPACE),
    _m.ShareDocumentsRequestDocumentsShared: _w.root(
        write_share_documents_request_documents_shared, "share-documents-request-documents-shared", _NAMESPACE
    ),
    _m.ShareDocumentsRequestSharingStopped: _w.root(
        write_share_documents_request_sharing_stopped, "share-documents-request-sharing-stopped", _NAMESPACE
    ),
    _m.VerifiableCredentialNotice: _w.root(
        write_verifiable_credential_notice, "verifiable-credential-notice", _NAMESPACE
    ),
    _m.VerifiablePresentationNotice: _w.root(
        write_verifiable_presentation_notice, "verifiable-presentation-notice", _NAMESPACE
    ),
    _m.Appointment: _w.root(write_appointment, "appointment", _NAMESPACE),
    _m.Inkasso: _w.root(write_inkasso, "inkasso", _NAMESPACE),
    _m.Invoice: _w.root(write_invoice, "invoice", _NAMESPACE),
    _m.Residence: _w.root(write_residence, "residence", _NAMESPACE),
    _m.Event: _w.root(write_event, "event", _NAMESPACE),
    _m.InvoicePayment: _w.root(write_invoice_payment, "invoice-payment", _NAMESPACE),
    _m.PickupNotice: _w.root(write_pickup_notice, "pickup-notice", _NAMESPACE),
    _m.Boligdetaljer: _w.root(write_boligdetaljer, "boligdetaljer", _NAMESPACE),
    _m.Proof: _w.root(write_proof, "proof", _NAMESPACE),
    _m.Receipt: _w.root(write_receipt, "receipt", _NAMESPACE),
}
"""For each class of a global element, what writes that element."""

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
