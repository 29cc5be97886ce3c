"""The mutated modules, and the tests of each: few enough to run in seconds, enough to notice every change."""

from __future__ import annotations

__all__ = ["TESTS"]

_JOURNAL = tuple(
    f"tests/bulk/journal/test_journal{each}.py"
    for each in (
        "",
        "_checksums",
        "_file",
        "_damage",
        "_recovery",
        "_row_numbers",
        "_surroundings",
        "_upgrade",
        "_version_0",
    )
)


def _of_resources(*names: str) -> tuple[str, ...]:
    return tuple(f"tests/resources/test_{each}.py" for each in names)


_SENDING = _of_resources(
    *("sending", "sending_answers", "sending_duplicates", "sending_failures", "sending_proof"),
    *("channel", "refused_keys", "doubts", "ties"),
)
_TRANSPORT = (
    *(
        f"tests/transport/test_{each}.py"
        for each in (
            "transport",
            "proxies",
            "lost_behind_proxies",
            "session",
            "interim_answers",
            "tls_records",
            "connections",
            "tls",
            "ends",
            "transport_texts",
        )
    ),
    "tests/protocol/test_abandoned_connections.py",
)

TESTS: dict[str, tuple[str, ...]] = {
    **{
        f"digipost.bulk.journal.{each}": _JOURNAL
        for each in ("journal", "file", "integrity", "failures", "lock", "database", "plan")
    },
    "digipost.resources._sending": _SENDING,
    "digipost.resources._ties": _of_resources(
        *("ties", "named_places", "recipients", "ties_of_archives", "ties_of_resources", "swapped_answers"),
    ),
    "digipost.resources._channel": _of_resources(
        *("channel", "channel_wire", "refused_keys", "keys_of_letters", "content_checks"),
    ),
    "digipost.resources.batches": _of_resources("batches", "ties_of_resources", "swapped_answers"),
    "digipost.resources.documents": _of_resources(
        *("documents", "document_events", "additional_data", "ties", "ties_of_resources"),
    ),
    "digipost.resources.messages": (*_SENDING, *_of_resources("messages", "before_sending")),
    "digipost.retries": (
        "tests/test_retries.py",
        "tests/test_deadlines.py",
        "tests/telemetry/test_events.py",
    ),
    "digipost.deadlines": (
        "tests/test_deadlines.py",
        "tests/transport/test_transport.py",
        "tests/transport/test_transport_texts.py",
    ),
    "digipost.protocol.multipart": ("tests/protocol/test_multipart.py", "tests/resources/test_messages.py"),
    "digipost.protocol.verification": (
        "tests/protocol/test_verification.py",
        "tests/protocol/test_forgery.py",
    ),
    "digipost.auth.signing": ("tests/auth/test_signing.py",),
    "digipost.base.http_dates": ("tests/base/test_http_dates.py",),
    "digipost.base.headers": ("tests/base/test_headers.py", *_TRANSPORT),
    "digipost.base.targets": ("tests/base/test_targets.py", "tests/transport/test_transport_texts.py"),
    **{
        f"digipost.{each}": _TRANSPORT
        for each in (
            *("base.request_states", "base.connections", "base.authorities", "base.proxies"),
            *("transport._adapter", "transport._failures", "transport._http", "transport._messages"),
        )
    },
}
"""The test files of each module."""
