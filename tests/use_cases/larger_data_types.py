"""The data types that hold much: a value of each, the name of its element, and the content of that."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digipost import datatypes as d

if TYPE_CHECKING:
    from digipost_schema.datatypes import DataTypeElement

NOON = datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Europe/Oslo"))
LATER = datetime(2026, 7, 15, 12, tzinfo=ZoneInfo("Europe/Oslo"))

HOME = d.Address(
    street_address="Storgata 1", street_address_2="H0201", postal_code="0155", city="Oslo", country="Norge"
)
HOME_XML = (
    "<address><street-address>Storgata 1</street-address><street-address-2>H0201</street-address-2>"
    "<postal-code>0155</postal-code><city>Oslo</city><country>Norge</country></address>"
)
CODE = d.Barcode(
    barcode_value="12345", barcode_type="code-128", barcode_text="Vis denne", show_value_in_barcode=True
)
CODE_XML = (
    "<barcode><barcode-value>12345</barcode-value><barcode-type>code-128</barcode-type>"
    "<barcode-text>Vis denne</barcode-text><show-value-in-barcode>true</show-value-in-barcode></barcode>"
)
LINK = d.ExternalLink(url="https://www.example.com/")
LINK_XML = "<url>https://www.example.com/</url>"

EVENT = d.Event(
    sub_title="Kommunevalg",
    start_time=[
        d.TimeInterval(start_time=NOON, end_time=LATER),
        d.TimeInterval(start_time=LATER, end_time=LATER),
    ],
    time_label="Åpningstider",
    description="Stem",
    place="Sagene skole",
    place_label="Sted",
    address=HOME,
    info=[d.Info(title="Ta med", text="Legitimasjon")],
    barcode_label="Strekkode",
    barcode=CODE,
    links=[d.Link(url="https://www.example.com/", description="Mer")],
    language=d.Language.NB,
)
EVENT_XML = (
    "<sub-title>Kommunevalg</sub-title>"
    "<start-time><start-time>2026-07-01T12:00:00+02:00</start-time>"
    "<end-time>2026-07-15T12:00:00+02:00</end-time></start-time>"
    "<start-time><start-time>2026-07-15T12:00:00+02:00</start-time>"
    "<end-time>2026-07-15T12:00:00+02:00</end-time></start-time>"
    "<timeLabel>Åpningstider</timeLabel><description>Stem</description><place>Sagene skole</place>"
    f"<placeLabel>Sted</placeLabel>{HOME_XML}<info><title>Ta med</title><text>Legitimasjon</text></info>"
    f"<barcodeLabel>Strekkode</barcodeLabel>{CODE_XML}"
    f"<links>{LINK_XML}<description>Mer</description></links><language>NB</language>"
)

RESIDENCE = d.Residence(
    address=d.ResidenceAddress(
        unit_number="H0201", house_number="7A", street_name="Storgata", postal_code="0155", city="Oslo"
    ),
    matrikkel=d.Matrikkel(
        kommunenummer="0301", gaardsnummer="208", bruksnummer="630", festenummer="1", seksjonsnummer="2"
    ),
    source="Matrikkelen",
    external_id="17",
)
RESIDENCE_XML = (
    "<address><unit-number>H0201</unit-number><house-number>7A</house-number>"
    "<street-name>Storgata</street-name><postal-code>0155</postal-code><city>Oslo</city></address>"
    "<matrikkel><kommunenummer>0301</kommunenummer><gaardsnummer>208</gaardsnummer>"
    "<bruksnummer>630</bruksnummer><festenummer>1</festenummer><seksjonsnummer>2</seksjonsnummer></matrikkel>"
    "<source>Matrikkelen</source><external-id>17</external-id>"
)

HOUSING = d.Boligdetaljer(
    residence=RESIDENCE,
    hjemmelshavere=[d.Hjemmelshaver(name="Ola", email="ola@example.com")],
    bruksareal=72,
    antall_oppholdsrom=3,
    antall_baderom=1,
    omsetningshistorikk=[
        d.Omsetningshistorikk(dato=NOON, beskrivelse="Salg", selger="A", kjoeper="B", beloep=3_000_000)
    ],
    organisasjonsnummer="984661185",
    bruksenhet="H0201",
    andelsnummer="12",
    heftelser=[d.Heftelse(panthaver="Banken", type_pant="Pant", beloep="100")],
    call_to_action=LINK,
    language=d.Language.EN,
)
HOUSING_XML = (
    f"<residence>{RESIDENCE_XML}</residence>"
    "<hjemmelshavere><name>Ola</name><email>ola@example.com</email></hjemmelshavere>"
    "<bruksareal>72</bruksareal><antall-oppholdsrom>3</antall-oppholdsrom><antall-baderom>1</antall-baderom>"
    "<omsetningshistorikk><dato>2026-07-01T12:00:00+02:00</dato><beskrivelse>Salg</beskrivelse>"
    "<selger>A</selger><kjoeper>B</kjoeper><beloep>3000000</beloep></omsetningshistorikk>"
    "<organisasjonsnummer>984661185</organisasjonsnummer><bruksenhet>H0201</bruksenhet>"
    "<andelsnummer>12</andelsnummer>"
    "<heftelser><panthaver>Banken</panthaver><type-pant>Pant</type-pant><beloep>100</beloep></heftelser>"
    f"<callToAction>{LINK_XML}</callToAction><language>EN</language>"
)

PARCEL = d.PickupNotice(
    parcel_id="7030",
    parcel_uuid="p-1",
    barcode=CODE,
    product_name="Pakke",
    arrival_date_time=NOON,
    return_date_time=LATER,
    recipient=d.Recipient(name="Ola", digipost_address="ola.nordmann#1234", address=HOME),
    sender=d.Sender(name="Butikken", reference="17", address=HOME),
    pickup_place=d.PickupPlace(
        name="Posten", code="1234", instruction="I kassen", shelf_location="A1", address=HOME
    ),
    package=d.Package(length=10, width=20, height=30, weight=40),
    cost=d.Cost(value_to_be_payed=Decimal("128.00"), package_value=Decimal(1), cod_fee=Decimal("2.5")),
    extra_information="Tung",
    status=d.Status.READY_FOR_PICKUP,
    tags=[d.Tag.VARSEL1, d.Tag.POSTEN],
    language=d.Language.NB,
    link=LINK,
)
PARCEL_XML = (
    f"<parcel-id>7030</parcel-id><parcel-uuid>p-1</parcel-uuid>{CODE_XML}<product-name>Pakke</product-name>"
    "<arrival-date-time>2026-07-01T12:00:00+02:00</arrival-date-time>"
    "<return-date-time>2026-07-15T12:00:00+02:00</return-date-time>"
    f"<recipient><name>Ola</name><digipost-address>ola.nordmann#1234</digipost-address>{HOME_XML}</recipient>"
    f"<sender><name>Butikken</name><reference>17</reference>{HOME_XML}</sender>"
    "<pickup-place><name>Posten</name><code>1234</code><instruction>I kassen</instruction>"
    f"<shelf-location>A1</shelf-location>{HOME_XML}</pickup-place>"
    "<package><length>10</length><width>20</width><height>30</height><weight>40</weight></package>"
    "<cost><value-to-be-payed>128.00</value-to-be-payed><package-value>1</package-value>"
    "<cod-fee>2.5</cod-fee></cost><extra-information>Tung</extra-information>"
    f"<status>READY_FOR_PICKUP</status><tags>VARSEL1</tags><tags>POSTEN</tags><language>NB</language><link>{LINK_XML}</link>"
)

PROOF = d.Proof(
    authorizer_name="Kommunen",
    background_color="#E2EBF7",
    issued_time=NOON,
    valid_period=d.ValidPeriod(
        period=d.Period(from_=datetime(2026, 6, 1), to=datetime(2026, 8, 31, 23, 59, 59)),  # noqa: DTZ001 - local
        yearly_repeating_period=d.YearlyRepeatingPeriod(
            start_year=2026,
            end_year=2030,
            from_=d.CalendarDate(month=6, day=1, hour=0, min=0),
            to=d.CalendarDate(month=8, day=31, hour=23, min=59, time_zone="+01:00"),
        ),
    ),
    proof_holder=d.ProofHolder(
        firstname="Ola", surname="Nordmann", social_security_number="31108412345", address=HOME
    ),
    title="Fiskekort",
    proof_id_name="Kortnummer",
    proof_id_value="17",
    attribute=[d.Info(title="Elv", text="Gaula")],
    info=[d.Info(title="Merk", text="Vis kortet")],
    language=d.Language.NB,
)
PROOF_XML = (
    "<authorizer-name>Kommunen</authorizer-name><background-color>#E2EBF7</background-color>"
    "<issued-time>2026-07-01T12:00:00+02:00</issued-time>"
    "<valid-period><period><from>2026-06-01T00:00:00</from><to>2026-08-31T23:59:59</to></period>"
    "<yearly-repeating-period><start-year>2026</start-year><end-year>2030</end-year>"
    "<from><month>6</month><day>1</day><hour>0</hour><min>0</min></from>"
    "<to><month>8</month><day>31</day><hour>23</hour><min>59</min><time-zone>+01:00</time-zone></to>"
    "</yearly-repeating-period></valid-period>"
    "<proof-holder><firstname>Ola</firstname><surname>Nordmann</surname>"
    f"<social-security-number>31108412345</social-security-number>{HOME_XML}</proof-holder>"
    "<title>Fiskekort</title><proof-id-name>Kortnummer</proof-id-name><proof-id-value>17</proof-id-value>"
    "<attribute><title>Elv</title><text>Gaula</text></attribute>"
    "<info><title>Merk</title><text>Vis kortet</text></info><language>NB</language>"
)

# Money in a receipt has two decimals, half up, but for that of a foreign currency.
RECEIPT = d.Receipt(
    receipt_id="r-1",
    purchase_time=NOON,
    total_price=Decimal("59.8"),
    total_vat=Decimal("11.96"),
    currency="NOK",
    merchant_name="Butikken",
    merchant_address=HOME,
    barcode=CODE,
    payments=[
        d.Payment(
            type="VISA",
            card_number="**** 1234",
            card_name="Visa",
            amount=Decimal(60),
            currency_code="NOK",
            foreign_currency_payment=d.ForeignCurrencyPayment(
                currency_code="EUR", amount=Decimal("5.125"), exchange_rate=Decimal("11.67"), label="Euro"
            ),
        )
    ],
    items=[
        d.ReceiptLine(
            item_name="Kaffe", quantity=2.5, item_price=Decimal("23.92"), total_price=Decimal("59.80")
        )
    ],
    taxi_details=d.TaxiDetails(
        car_plate_number="EL12345",
        start_time=NOON,
        tips=Decimal("0.5"),
        vat=d.VatDetails(levels=[d.VatLevel(gross_amount=Decimal(100), vat=Decimal(25))], sum=Decimal(25)),
    ),
    customer=d.Customer(name="Ola", address=HOME, phone_number="+4790000000"),
    delivery=d.Delivery(name="Ola", terms="Hentes"),
    order_number="17",
    language=d.Language.NB,
)
RECEIPT_XML = (
    "<receiptId>r-1</receiptId><purchaseTime>2026-07-01T12:00:00+02:00</purchaseTime>"
    "<totalPrice>59.80</totalPrice><totalVat>11.96</totalVat><currency>NOK</currency>"
    f"<merchant-name>Butikken</merchant-name><merchant-{HOME_XML[1 : -len('address>')]}merchant-address>"
    f"{CODE_XML}<payments><type>VISA</type><card-number>**** 1234</card-number><cardName>Visa</cardName>"
    "<amount>60.00</amount><currency-code>NOK</currency-code><foreign-currency-payment>"
    "<currency-code>EUR</currency-code><amount>5.125</amount><exchange-rate>11.67</exchange-rate>"
    "<label>Euro</label></foreign-currency-payment></payments>"
    "<items><item-name>Kaffe</item-name><quantity>2.5</quantity><item-price>23.92</item-price>"
    "<total-price>59.80</total-price></items>"
    "<taxiDetails><carPlateNumber>EL12345</carPlateNumber><startTime>2026-07-01T12:00:00+02:00</startTime>"
    "<tips>0.50</tips><vat><levels><grossAmount>100.00</grossAmount><vat>25.00</vat></levels>"
    "<sum>25.00</sum></vat></taxiDetails>"
    f"<customer><name>Ola</name>{HOME_XML}<phoneNumber>+4790000000</phoneNumber></customer>"
    "<delivery><name>Ola</name><terms>Hentes</terms></delivery><order-number>17</order-number>"
    "<language>NB</language>"
)

LARGER: list[tuple[DataTypeElement, str, str]] = [
    (EVENT, "event", EVENT_XML),
    (RESIDENCE, "residence", RESIDENCE_XML),
    (HOUSING, "boligdetaljer", HOUSING_XML),
    (PARCEL, "pickup-notice", PARCEL_XML),
    (PROOF, "proof", PROOF_XML),
    (RECEIPT, "receipt", RECEIPT_XML),
]
