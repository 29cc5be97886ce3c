"""`digipost doctor`: checks of everything that a letter needs, with advice on each problem."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import attrs
import click
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from digipost.authentication import ClientCredentials
from digipost.base.hosts import is_loopback
from digipost.base.http_dates import parse_http_date
from digipost.cli.arguments import sender_id_option
from digipost.cli.connection import Connection, connected, is_real
from digipost.cli.doctor.diagnosis import Finding, Result, print_finding, unreached
from digipost.cli.failures import ExitCode
from digipost.cli.help import Command
from digipost.cli.output import json_option, note
from digipost.client import DigipostClient
from digipost.errors import (
    AuthenticationError,
    ConfigurationError,
    DigipostError,
    ParseError,
    TransportError,
    VerificationError,
)
from digipost.errors._command_words import in_words_of_commands
from digipost.retries import RetryPolicy
from digipost.transport import HttpRequest, HttpTransport

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost.authentication import RequestSigning
    from digipost.config import ClientConfig
    from digipost.sender_information import SenderInformation

__all__ = ["doctor"]

_SOON = timedelta(days=30)
_LIMIT, _NOTABLE = timedelta(minutes=5), timedelta(minutes=1)
# By the text in the issuer's name; the text for Digipost's own certificates is inferred.
_SANDBOX = "sandbox"
_KINDS = {
    _SANDBOX: "made by a sandbox, and unknown elsewhere",
    "buypass": "an enterprise certificate from Buypass",
    "commfides": "an enterprise certificate from Commfides",
    "digipost": "issued by Digipost",
}
_FEATURES = (
    ("digital mail", "delivery.digipost", "letters go to mailboxes"),
    ("print", "delivery.digipost-with-print-fallback", "letters without a mailbox can go on paper"),
    ("direct print", "delivery.direct-to-print", "letters can go on paper at once"),
)


@click.command(
    cls=Command,
    examples=[
        ("With the settings in environment variables", "digipost doctor"),
        ("For the account that you want to send for", "digipost doctor --sender-id 67890"),
        ("In a script that watches the certificate", "digipost doctor --json"),
    ],
)
@sender_id_option
@connected
@json_option
def doctor(connection: Connection, *, sender_id: int | None) -> None:
    """Check certificate, clock, connection and permissions.

    A failed check says how to correct it. No letter is sent. The exit code is 1 when
    a check failed; a warning, such as of a certificate that expires within 30 days, does not count.
    """
    results = []
    for finding in _findings(connection, sender_id):
        print_finding(finding)
        results.append(finding.result)
    if Result.FAILED in results:
        click.get_current_context().exit(ExitCode.REFUSED)
    note(
        "\nEverything is in order." if Result.WARNING not in results else "\nIn order, but for the warnings."
    )


def _findings(connection: Connection, sender_id: int | None) -> Iterator[Finding]:
    """Yield the findings check by check; stop after a failure that the other checks depend on."""
    try:
        config, credentials = connection.settings()
    except ConfigurationError as error:
        about = (
            "certificate"
            if str(connection.variables.get("DIGIPOST_CERTIFICATE")) in str(error)
            else "settings"
        )
        yield Finding(about, Result.FAILED, "cannot be used", _told(error))
        return
    config = attrs.evolve(config, retries=RetryPolicy(attempts=1))
    yield _settings(config)
    yield from _certificate(config, credentials)
    try:
        reached = _reached(config)
        yield from reached
        if reached[0].result is Result.FAILED:
            return
        with DigipostClient(config, credentials) as client:
            yield from _accepted(client, credentials, sender_id)
    except ConfigurationError as error:
        yield Finding("connection", Result.FAILED, "cannot be made with these settings", _told(error))


def _told(error: DigipostError) -> str:
    return in_words_of_commands(str(error))


def _settings(config: ClientConfig) -> Finding:
    environment = config.environment
    mail = "real mail" if is_real(environment) else "no real mail"
    return Finding(
        "settings",
        Result.OK,
        f"broker {config.broker_id} at {environment.api_url} ({environment.name}, {mail})",
    )


def _server(config: ClientConfig) -> str:
    """Return a name of the server; on this machine it is a sandbox, or a proxy to Digipost."""
    here = is_loopback(urlsplit(config.environment.api_url).hostname or "")
    return "the server on this machine" if here else "Digipost"


def _certificate(config: ClientConfig, credentials: RequestSigning | ClientCredentials) -> Iterator[Finding]:
    """Yield type, owner, issuer and expiry of the certificate; an earlier check has matched its key."""
    certificate = credentials.certificate
    if certificate is None:
        advice = "Export it anew with its certificate, so that its expiry can be watched."
        yield Finding("certificate", Result.WARNING, "the file holds a key and no certificate", advice)
        return
    issuer = certificate.issuer.rfc4514_string()
    known = next((name for name in _KINDS if name in issuer.lower()), None)
    kind = "from another issuer" if known is None else _KINDS[known]
    use = "gets OAuth tokens" if isinstance(credentials, ClientCredentials) else "signs requests"
    if known == _SANDBOX and is_real(config.environment):
        advice = "Give the certificate of your organisation: --certificate (DIGIPOST_CERTIFICATE)."
        yield Finding("certificate", Result.FAILED, f"{kind}; {use}", advice)
    else:
        yield Finding("certificate", Result.OK, f"{kind}; {use}")
    yield Finding("subject", Result.OK, certificate.subject.rfc4514_string())
    yield Finding("issuer", Result.OK, issuer)
    yield _key(certificate)
    expires = certificate.not_valid_after_utc
    left = expires - datetime.now(UTC)
    advice = (
        "Get a new certificate, upload it in your organisation's account at Digipost, and change to it. With "
        "OAuth, register a new client with it in Nyva: a client has one certificate for good."
    )
    soon = left < _SOON
    yield Finding(
        "expiry",
        Result.WARNING if soon else Result.OK,
        f"{expires:%Y-%m-%d}, in {left.days} days",
        advice if soon else None,
    )


def _key(certificate: x509.Certificate) -> Finding:
    """Return size and purpose of the key; issuers give organisations one certificate for each purpose."""
    key = certificate.public_key()
    bits = f", {key.key_size} bits" if isinstance(key, RSAPublicKey) else ""
    found = f"RSA{bits}; it matches the certificate"
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except (x509.ExtensionNotFound, x509.DuplicateExtension, ValueError):
        return Finding("key", Result.OK, found)
    if usage.digital_signature or usage.content_commitment:
        return Finding("key", Result.OK, found)
    advice = "Give the certificate for authentication or signing; the issuer delivered it beside this one."
    return Finding("key", Result.WARNING, f"{found}; it is not for signing", advice)


def _reached(config: ClientConfig) -> list[Finding]:
    """Check that the address responds, and compare the clocks. The request is unsigned."""
    url = config.environment.api_url
    transport = HttpTransport(
        connect_timeout=config.connect_timeout, read_timeout=config.read_timeout, proxies=config.proxies
    )
    try:
        before = datetime.now(UTC)
        with transport.send(
            HttpRequest("GET", f"{url}/", {"User-Agent": config.user_agent_header})
        ) as answer:
            date = answer.headers.get("date")
    except TransportError as error:
        return [unreached(error, url)]
    finally:
        transport.close()
    took = datetime.now(UTC) - before
    reached = Finding("address", Result.OK, f"{url} answers in {took.total_seconds() * 1000:.0f} ms")
    return [reached, _clock(date, before + took / 2, _server(config))]


def _clock(date: str | None, now: datetime, server: str) -> Finding:
    try:
        off = now - parse_http_date(date or "")
    except ParseError:
        advice = "Each answer of Digipost has a date: a proxy in between may remove it."
        return Finding("clock", Result.WARNING, "the answer does not tell its time", advice)
    # The header has whole seconds.
    seconds = max(0.0, abs(off.total_seconds()) - 1)
    side = "ahead of" if off > timedelta(0) else "behind"
    found = (
        f"{seconds:.0f} s {side} that of {server}; 300 s is the limit"
        if seconds >= 1
        else f"agrees with that of {server}"
    )
    advice = "Set this machine's clock, and keep it by NTP (timedatectl set-ntp true on most Linux systems)."
    if abs(off) > _LIMIT:
        return Finding("clock", Result.FAILED, found, advice)
    if abs(off) > _NOTABLE:
        return Finding("clock", Result.WARNING, found, advice)
    return Finding("clock", Result.OK, found)


def _accepted(
    client: DigipostClient, credentials: RequestSigning | ClientCredentials, sender_id: int | None
) -> Iterator[Finding]:
    about = "access token" if isinstance(credentials, ClientCredentials) else "signature"
    sender = client.config.broker_id if sender_id is None else sender_id
    server = _server(client.config)
    try:
        information = client.senders.information(sender)
    except AuthenticationError as error:
        yield Finding(about, Result.FAILED, f"{server} does not accept it", _told(error))
        return
    except VerificationError as error:
        advice = f"They are not those of {server}, or something in between changes them, such as a proxy."
        yield Finding("answers", Result.FAILED, _told(error), advice)
        return
    except DigipostError as error:
        advice = "Try again later." if error.retryable else "Ask Digipost's support, with this text."
        yield Finding(about, Result.FAILED, _told(error), advice)
        return
    yield Finding(about, Result.OK, f"{server} accepts it")
    yield Finding("answers", Result.OK, f"date, hash and signature are those of {server}")
    yield _sender(sender, information)
    if information.is_valid:
        yield from _features(information)


def _sender(sender: int, information: SenderInformation) -> Finding:
    if information.is_valid:
        return Finding("sender", Result.OK, f"you may send for {sender}")
    advice = (
        "Check --sender-id, an account id and no organisation number, and that this sender has authorised "
        "you as its broker in its account at Digipost."
    )
    return Finding("sender", Result.FAILED, f"you may not send for {sender}", advice)


def _features(information: SenderInformation) -> Iterator[Finding]:
    for name, feature, means in _FEATURES:
        if information.supports(feature):
            yield Finding(name, Result.OK, means)
        else:
            needed = feature == _FEATURES[0][1]
            advice = "Ask Digipost for it, if you need it."
            yield Finding(name, Result.WARNING if needed else Result.OFF, f"not enabled: {feature}", advice)
