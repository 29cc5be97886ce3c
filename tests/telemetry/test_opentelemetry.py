"""`OpenTelemetry`: a span for each operation, attempts as events, durations and retries as metrics."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import anyio
import attrs
import pytest
from opentelemetry import trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from digipost import ClientConfig, DigipostClient
from digipost.aio import AsyncDigipostClient
from digipost.errors import ServerError, VerificationError
from digipost.retries import RetryPolicy
from digipost.telemetry.opentelemetry import OpenTelemetry
from tests.support.letters import letter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from opentelemetry.sdk.trace import ReadableSpan

    from digipost import RequestSigning
    from digipost.sandbox import Sandbox


class Telemetry:
    """Traces and metrics that stay in memory."""

    def __init__(self) -> None:
        self._exporter = InMemorySpanExporter()
        self._reader = InMemoryMetricReader()
        self.tracers = TracerProvider()
        self.tracers.add_span_processor(SimpleSpanProcessor(self._exporter))
        self._meters = MeterProvider([self._reader])
        self.hook = OpenTelemetry(tracer_provider=self.tracers, meter_provider=self._meters)

    @property
    def spans(self) -> tuple[ReadableSpan, ...]:
        return self._exporter.get_finished_spans()

    def points(self, name: str) -> list[tuple[dict[str, object], Any]]:
        """The points of a metric: their attributes, and how many values or how much."""
        data = self._reader.get_metrics_data()
        assert data is not None
        return [
            (dict(point.attributes or {}), getattr(point, "count", None) or getattr(point, "value", 0))
            for resource in data.resource_metrics
            for scope in resource.scope_metrics
            for metric in scope.metrics
            if metric.name == name
            for point in metric.data.data_points
        ]

    def close(self) -> None:
        self.tracers.shutdown()
        self._meters.shutdown()


@pytest.fixture
def telemetry() -> Iterator[Telemetry]:
    telemetry = Telemetry()
    yield telemetry
    telemetry.close()


@pytest.fixture
def watched(
    config: ClientConfig, credentials: RequestSigning, telemetry: Telemetry
) -> Iterator[DigipostClient]:
    config = attrs.evolve(config, on_event=telemetry.hook, retries=RetryPolicy(first_wait=0))
    with DigipostClient(config, credentials) as client:
        yield client


def test_an_operation_is_a_span_with_its_requests_as_events(
    watched: DigipostClient, telemetry: Telemetry
) -> None:
    sent = letter()
    watched.messages.send(sent)
    (span,) = telemetry.spans
    assert (span.name, span.kind, span.status.status_code) == (
        "digipost messages.send",
        SpanKind.CLIENT,
        StatusCode.UNSET,
    )
    assert dict(span.attributes or {}) == {
        "digipost.operation": "messages.send",
        "digipost.message_id": sent.message_id,
    }
    requests = [dict(each.attributes or {}) for each in span.events]
    assert [(each["http.request.method"], each["http.response.status_code"]) for each in requests] == [
        ("GET", 200),  # the entry point
        ("POST", 201),
    ]
    assert {each["server.address"] for each in requests} == {"127.0.0.1"}


@pytest.mark.thorough
def test_a_token_request_is_an_event_and_a_duration_with_the_host_of_the_token_endpoint(
    config: ClientConfig, sandbox: Sandbox, telemetry: Telemetry
) -> None:
    get_tokens = sandbox._token_server.built_in_credentials(config.broker_id)  # which need no file
    assert config.environment.token_url is not None
    endpoint = urlsplit(config.environment.token_url)
    with DigipostClient(attrs.evolve(config, on_event=telemetry.hook), get_tokens) as client:
        client.senders.information(12345)
        client.senders.information(67890)  # with the same token
    first, second = telemetry.spans
    assert {first.name, second.name} == {"digipost senders.information"}

    def to_tokens(span: ReadableSpan) -> list[dict[str, object]]:
        events: list[dict[str, object]] = [dict(each.attributes or {}) for each in span.events]
        return [each for each in events if each["server.port"] == endpoint.port]

    assert to_tokens(first) == [
        {
            "http.request.method": "POST",
            "server.address": endpoint.hostname,
            "server.port": endpoint.port,
            "http.response.status_code": 200,
        }
    ]
    assert to_tokens(second) == []
    counts = telemetry.points("http.client.request.duration")
    assert [count for facts, count in counts if facts["server.port"] == endpoint.port] == [1]
    told = first.to_json() + second.to_json() + repr(counts)
    for secret in (get_tokens.client_id, "Bearer", "access_token", endpoint.path):
        assert secret not in told


def test_attempts_and_retries_are_counted(
    watched: DigipostClient, telemetry: Telemetry, sandbox: Sandbox
) -> None:
    watched.senders.information(12345)
    sandbox.faults.add("status=503 path=/messages times=2")
    watched.messages.send(letter())
    span = telemetry.spans[-1]
    assert [each.name for each in span.events] == ["request", "retry", "request", "retry", "request"]
    last = dict(span.events[-1].attributes or {})
    assert (last["http.request.resend_count"], last["http.response.status_code"]) == (2, 201)
    assert span.status.status_code is StatusCode.UNSET
    assert telemetry.points("digipost.client.retries") == [
        ({"digipost.operation": "messages.send", "error.type": "ServerError"}, 2)
    ]
    durations = telemetry.points("digipost.client.operation.duration")
    assert ({"digipost.operation": "messages.send"}, 1) in durations
    requests = telemetry.points("http.client.request.duration")
    assert sum(count for facts, count in requests if facts.get("error.type") == "503") == 2


@pytest.mark.thorough
def test_an_error_is_the_status_of_its_span(
    watched: DigipostClient, telemetry: Telemetry, sandbox: Sandbox
) -> None:
    sandbox.faults.add("status=500 path=/messages")
    with pytest.raises(ServerError):
        watched.messages.send(letter())
    (span,) = telemetry.spans
    assert (span.status.status_code, span.status.description) == (StatusCode.ERROR, "ServerError")
    assert (span.attributes or {})["error.type"] == "ServerError"
    facts = {"digipost.operation": "messages.send", "error.type": "ServerError"}
    assert telemetry.points("digipost.client.operation.duration") == [(facts, 1)]


def test_an_answer_that_is_refused_is_counted_once(
    watched: DigipostClient, telemetry: Telemetry, sandbox: Sandbox
) -> None:
    watched.senders.information(12345)
    sandbox.faults.add("stale-date path=/recipients/*")
    with pytest.raises(VerificationError):
        watched.recipients.search("Ola")
    assert [each.name for each in telemetry.spans[-1].events] == ["request", "answer refused"]
    # The entry point, the sender, and the search.
    assert sum(count for _, count in telemetry.points("http.client.request.duration")) == 3


def test_it_is_below_the_span_of_the_program(watched: DigipostClient, telemetry: Telemetry) -> None:
    tracer = telemetry.tracers.get_tracer("program")
    with tracer.start_as_current_span("invoice run") as outer:
        watched.messages.send(letter())
        assert trace.get_current_span() is outer
    inner = telemetry.spans[0]
    assert inner.parent is not None
    assert inner.parent.span_id == outer.get_span_context().span_id


def test_it_is_below_the_span_of_an_asynchronous_program(
    watched: DigipostClient, telemetry: Telemetry
) -> None:
    tracer = telemetry.tracers.get_tracer("program")
    spans: list[trace.Span] = []

    async def run() -> None:
        client = AsyncDigipostClient.over(watched)
        with tracer.start_as_current_span("invoice run") as outer:
            spans.append(outer)
            async with anyio.create_task_group() as tasks:
                for _ in range(3):
                    tasks.start_soon(client.messages.send, letter())

    anyio.run(run)
    below = [each for each in telemetry.spans if each.name == "digipost messages.send"]
    assert len(below) == 3
    for each in below:
        assert each.parent is not None
        assert each.parent.span_id == spans[0].get_span_context().span_id


def test_nothing_personal_goes_out(watched: DigipostClient, telemetry: Telemetry) -> None:
    watched.recipients.search("Marit Johansen")
    watched.tags.get("31108412345")
    watched.messages.send(letter(message_id="letter-31108412345"))
    shown = [each.to_json() for each in telemetry.spans]
    shown += [
        str(telemetry.points(name)) for name in ("http.client.request.duration", "digipost.client.retries")
    ]
    for each in ("Marit", "Johansen", "31108412345", "Faktura"):
        assert each not in "".join(shown)


def test_without_the_extra_the_error_says_what_to_install() -> None:
    program = "import sys; sys.modules['opentelemetry'] = None\nimport digipost.telemetry.opentelemetry"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert run.stderr.splitlines()[-1].endswith("not installed: pip install 'digipost[otel]'")


@pytest.mark.thorough
def test_a_client_loads_it_on_request_alone() -> None:
    program = "import sys, digipost.client, digipost.telemetry; print('opentelemetry' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
