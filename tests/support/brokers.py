"""The broker's client, for programs of their own."""

from __future__ import annotations

from digipost import ClientConfig, DigipostClient, Environment, RequestSigning
from tests.support.counterpart import VECTORS


def client(url: str) -> DigipostClient:
    password = (VECTORS / "broker.p12.password.txt").read_text(encoding="utf-8").strip()
    config = ClientConfig(broker_id=12345, environment=Environment.custom(url))
    return DigipostClient(config, RequestSigning.from_pkcs12(VECTORS / "broker.p12", password))
