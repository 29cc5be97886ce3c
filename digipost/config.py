"""The configuration of a client, apart from its credentials."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import attrs

from digipost.base.argument_hints import OF_CONFIG
from digipost.base.arguments import whole
from digipost.base.print_checks import PrintChecks
from digipost.base.proxies import checked_proxies
from digipost.base.schema_version import AuthenticationLevel, SensitivityLevel
from digipost.base.version import VERSION
from digipost.deadlines import duration
from digipost.environments import Environment
from digipost.errors import ConfigurationError
from digipost.retries import Retries, RetryPolicy
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from digipost.telemetry import ClientEvent

__all__ = ["ClientConfig"]

_MAX_ID = 2**63 - 1  # schema type `xs:long`


def _check_broker_id(_: ClientConfig, __: attrs.Attribute[int], value: object) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _refused("broker_id", f"must be an int, the account id at Digipost, not {_kind(value)}")
    if not 0 < value <= _MAX_ID:
        raise _refused("broker_id", f"must be between 1 and {_MAX_ID}: it is the account id at Digipost")


def _number(value: int) -> int:
    """Return a whole number of another type as an int, and any other value as it is."""
    number = whole(value)
    return value if number is None else number


def _check_environment(_: ClientConfig, __: attrs.Attribute[Environment], value: object) -> None:
    if isinstance(value, str):
        raise _refused("environment", "must be an Environment: use Environment.named(...) for a name")
    if not isinstance(value, Environment):
        raise _refused("environment", f"must be an Environment such as Environment.TEST, not {_kind(value)}")


def _check_level(_: ClientConfig, attribute: attrs.Attribute[Any], value: object) -> None:
    levels = AuthenticationLevel if attribute.name == "authentication_level" else SensitivityLevel
    if not levels.knows(value):
        names = ", ".join(f"{levels.__name__}.{level.name}" for level in levels)
        raise _refused(attribute.name, f"must be one of {names}")


def _check_timeout(_: ClientConfig, attribute: attrs.Attribute[timedelta], value: object) -> None:
    if not isinstance(value, timedelta):
        raise _refused(
            attribute.name,
            f"must be a number of seconds or a timedelta, as in timedelta(seconds=10), not {_kind(value)}",
        )
    if value <= timedelta(0):
        raise _refused(attribute.name, "must be positive")


def _check_limit(_: ClientConfig, attribute: attrs.Attribute[int], value: object) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _refused(attribute.name, f"must be an int, the number of bytes, not {_kind(value)}")
    if value <= 0:
        raise _refused(attribute.name, "must be positive")


def _check_retries(_: ClientConfig, __: attrs.Attribute[Retries], value: object) -> None:
    if isinstance(value, type) or not callable(getattr(value, "next_wait", None)):
        raise _refused("retries", f"must be a RetryPolicy, or have its next_wait, not {_kind(value)}")


def _check_preflight(_: ClientConfig, __: attrs.Attribute[bool | None], value: object) -> None:
    if value is not None and not isinstance(value, bool):
        raise _refused("preflight", f"must be True, False or None, not {_kind(value)}")


def _check_print_checks(_: ClientConfig, __: attrs.Attribute[PrintChecks], value: object) -> None:
    if not isinstance(value, PrintChecks):
        raise _refused("print_checks", f"must be PrintChecks, not {_kind(value)}")


def _check_on_event(_: ClientConfig, __: attrs.Attribute[Any], value: object) -> None:
    if value is not None and not callable(value):
        raise _refused(
            "on_event", f"must be a function that takes an event of digipost.telemetry, not {_kind(value)}"
        )


def _proxies(value: Mapping[str, str] | None) -> dict[str, str] | None:
    try:
        return None if value is None else checked_proxies(value)
    except ConfigurationError as error:
        raise _refused("proxies", f"cannot be taken: {error}") from None


def _without_addresses(proxies: Mapping[str, str] | None) -> str:
    return repr(None if proxies is None else dict.fromkeys(proxies, "***"))


def _check_user_agent(_: ClientConfig, __: attrs.Attribute[str | None], value: object) -> None:
    if value is None:
        return
    if not isinstance(value, str):
        raise _refused("user_agent", f"must be a text or None, not {_kind(value)}")
    if not value.strip() or not value.isascii() or not value.isprintable():
        raise _refused(
            "user_agent", "must be printable ASCII, as in 'acme-invoices/2.1'; leave it out for none"
        )


def _refused(field: str, problem: str) -> ConfigurationError:
    return ConfigurationError(f"ClientConfig.{field} {problem}")


def _kind(value: object) -> str:
    return type(value).__name__


_PRODUCT = f"digipost-python/{VERSION}"


@explains_arguments(hints=OF_CONFIG)
@attrs.frozen(kw_only=True)
class ClientConfig:
    """Broker, environment, timeouts, limits and checks of a client.

        >>> config = ClientConfig(broker_id=12345, environment=Environment.TEST)

    Durations are a `timedelta` or a number of seconds.

    Attributes:
        broker_id: The account at Digipost whose certificate signs requests. A sender without a broker gives
            its own account id.
        environment: The Digipost to use. It has no default, so that a forgotten setting cannot send real
            letters.
        authentication_level: The login that recipients need for documents without an authentication level.
        sensitivity_level: Visibility of sender and subject before that login, for documents without a
            sensitivity level.
        connect_timeout: The longest wait for a connection, TLS included.
        read_timeout: The longest wait for the next bytes of a response, or for the server to accept the next
            bytes of the request.
        total_timeout: The longest time for one request and its response. It prevents a server that sends one
            byte at a time from blocking the caller indefinitely. Ten minutes are enough for 100 MB at 1.4
            Mbit/s. The caller's own time between two chunks of a content does not count. For all attempts of
            an operation together, see `retries` and `digipost.time_limit`.
        proxies: Proxy addresses as requests has them, such as `{"https": "http://user:password@proxy:3128"}`,
            by `https`, `http`, `all` or `https://host`, for the API, contents and tokens alike. They replace
            those of the environment (`HTTPS_PROXY`). Servers on this machine are called without a proxy.
        max_answer_bytes: The most bytes of an XML response, before and after decompression. The longest known
            response, an inbox page with a thousand letters, has about 2 MB. Reading takes up to 40 times as
            much memory.
        max_content_bytes: The most bytes of a fetched document. Digipost accepts letters of about 30 MB, and
            documents no limit for archived documents.
        print_certificate_age: The longest time that the encryption certificate for print is cached.
        retries: The policy for transient errors; `RetryPolicy(attempts=1)` never retries.
        preflight: Checks before a message is sent. The extra `print` checks PDFs that may be printed or are
            encrypted; the extra `html` checks HTML. With None, the client checks if the extra is installed,
            and otherwise leaves the check to Digipost; HTML to be encrypted raises an error without the
            extra, since Digipost cannot check it. With True, a missing extra is an error for any such
            document. With False, the client never checks.
        print_checks: The set of checks for print, such as the sender's checks:
            `client.senders.information(sender_id).print_checks`.
        user_agent: Name and version of your application, for Digipost's support; sent after this library's
            name and version.
        on_event: A function that is called with each event of `digipost.telemetry`: operations, and their
            requests, answers, failures and retries. A client can be pickled if the function can.

    Raises:
        ConfigurationError: A value cannot be used; the error text names the field.
    """

    broker_id: int = attrs.field(converter=_number, validator=_check_broker_id)
    environment: Environment = attrs.field(validator=_check_environment)
    authentication_level: AuthenticationLevel = attrs.field(
        default=AuthenticationLevel.PASSWORD, validator=_check_level
    )
    sensitivity_level: SensitivityLevel = attrs.field(default=SensitivityLevel.NORMAL, validator=_check_level)
    connect_timeout: timedelta = attrs.field(
        default=timedelta(seconds=10), converter=duration, validator=_check_timeout
    )
    read_timeout: timedelta = attrs.field(
        default=timedelta(seconds=30), converter=duration, validator=_check_timeout
    )
    total_timeout: timedelta = attrs.field(
        default=timedelta(minutes=10), converter=duration, validator=_check_timeout
    )
    proxies: Mapping[str, str] | None = attrs.field(
        default=None, converter=_proxies, repr=_without_addresses, hash=False
    )
    max_answer_bytes: int = attrs.field(default=16 << 20, converter=_number, validator=_check_limit)
    max_content_bytes: int = attrs.field(default=1 << 30, converter=_number, validator=_check_limit)
    print_certificate_age: timedelta = attrs.field(
        default=timedelta(minutes=5), converter=duration, validator=_check_timeout
    )
    retries: Retries = attrs.field(factory=RetryPolicy, validator=_check_retries)
    preflight: bool | None = attrs.field(default=None, validator=_check_preflight)
    print_checks: PrintChecks = attrs.field(factory=PrintChecks, validator=_check_print_checks)
    user_agent: str | None = attrs.field(default=None, validator=_check_user_agent)
    on_event: Callable[[ClientEvent], None] | None = attrs.field(default=None, validator=_check_on_event)

    @property
    def user_agent_header(self) -> str:
        """Return the value of the header User-Agent: this library, then the application."""
        return f"{_PRODUCT} {self.user_agent}" if self.user_agent else _PRODUCT
