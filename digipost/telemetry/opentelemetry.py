"""Traces and metrics for OpenTelemetry; needs the extra `otel`: `pip install 'digipost[otel]'`.

    from digipost.telemetry.opentelemetry import OpenTelemetry

    config = ClientConfig(broker_id=12345, environment=Environment.TEST, on_event=OpenTelemetry())

Each operation is a span, such as `digipost messages.send`, with its attempts as events. Spans of other
instrumentations, such as requests', are its children. Names and attributes follow OpenTelemetry's
semantic conventions for HTTP clients where they exist. No personal data is exported.

The metrics are the histograms `digipost.client.operation.duration` and `http.client.request.duration`, in
seconds, and the counter `digipost.client.retries`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

try:
    from opentelemetry import context, metrics, trace
    from opentelemetry.trace import SpanKind, Status, StatusCode
except ModuleNotFoundError as error:
    if error.name is None or error.name.partition(".")[0] != "opentelemetry":
        raise
    missing = "Traces and metrics need OpenTelemetry, which is not installed: pip install 'digipost[otel]'"
    raise ImportError(missing, name=error.name) from error

from digipost.errors import InvalidValueError
from digipost.telemetry import (
    OperationEnded,
    OperationStarted,
    RequestAnswered,
    RequestFailed,
    RequestRetried,
)
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from contextvars import Token

    from opentelemetry.context import Context
    from opentelemetry.metrics import MeterProvider
    from opentelemetry.trace import Span, TracerProvider

    from digipost.telemetry import ClientEvent

__all__ = ["OpenTelemetry"]

_NAME = "digipost"


@explains_arguments()
class OpenTelemetry:
    """Traces and metrics of a client's events; give it to `ClientConfig(on_event=…)`.

    One object can serve several clients and threads.

    Args:
        tracer_provider: The global provider unless given.
        meter_provider: Likewise.

    Raises:
        InvalidValueError: A provider is not an OpenTelemetry object.
    """

    def __init__(
        self, *, tracer_provider: TracerProvider | None = None, meter_provider: MeterProvider | None = None
    ) -> None:
        for field, provider, method in (
            ("tracer_provider", tracer_provider, "get_tracer"),
            ("meter_provider", meter_provider, "get_meter"),
        ):
            if provider is not None and not callable(getattr(provider, method, None)):
                problem = f"a provider of OpenTelemetry is expected, not {type(provider).__name__}"
                raise InvalidValueError(f"OpenTelemetry.{field}", problem)
        self._tracer = trace.get_tracer(_NAME, tracer_provider=tracer_provider)
        meter = metrics.get_meter(_NAME, meter_provider=meter_provider)
        self._operations = meter.create_histogram(
            "digipost.client.operation.duration", "s", "Duration of operations, with all attempts and waits."
        )
        self._requests = meter.create_histogram(
            "http.client.request.duration", "s", "Duration of HTTP client requests."
        )
        self._retries = meter.create_counter("digipost.client.retries", "{retry}", "Retried requests.")
        self._open: dict[int, tuple[Span, Token[Context]]] = {}

    def __call__(self, event: ClientEvent) -> None:
        """Record an event."""
        match event:
            case OperationStarted():
                self._start(event)
            case RequestAnswered():
                self._answered(event)
            case RequestFailed():
                self._failed(event)
            case RequestRetried():
                self._retried(event)
            case OperationEnded():
                self._end(event)

    def _start(self, event: OperationStarted) -> None:
        attributes = {"digipost.operation": event.operation}
        if event.message_id is not None:
            attributes["digipost.message_id"] = event.message_id
        span = self._tracer.start_span(
            f"{_NAME} {event.operation}", kind=SpanKind.CLIENT, attributes=attributes
        )
        self._open[event.operation_id] = span, context.attach(trace.set_span_in_context(span))

    def _answered(self, event: RequestAnswered) -> None:
        facts: dict[str, str | int] = {"http.response.status_code": event.status}
        if event.status >= 400:  # noqa: PLR2004 - as the conventions have it
            facts["error.type"] = str(event.status)
        self._request(event, facts)

    def _failed(self, event: RequestFailed) -> None:
        if event.status is None:
            self._request(event, {"error.type": event.error})
        else:  # otherwise the response is counted already
            self._span(event).add_event("answer refused", {"error.type": event.error})

    def _request(self, event: RequestAnswered | RequestFailed, facts: dict[str, str | int]) -> None:
        server = urlsplit(event.origin)
        attributes: dict[str, str | int] = {
            "http.request.method": event.method,
            "server.address": server.hostname or "",
            "server.port": server.port or {"https": 443}.get(server.scheme, 80),
            **facts,
        }
        self._requests.record(event.duration.total_seconds(), attributes)
        if event.attempt > 1:
            attributes["http.request.resend_count"] = event.attempt - 1
        self._span(event).add_event("request", attributes)

    def _retried(self, event: RequestRetried) -> None:
        attributes = {"digipost.operation": event.operation, "error.type": event.error}
        self._retries.add(1, attributes)
        wait = event.wait.total_seconds()
        self._span(event).add_event("retry", {**attributes, "digipost.retry.wait": wait})

    def _span(self, event: RequestAnswered | RequestFailed | RequestRetried) -> Span:
        return self._open[event.operation_id][0] if event.operation_id in self._open else trace.INVALID_SPAN

    def _end(self, event: OperationEnded) -> None:
        attributes = {"digipost.operation": event.operation}
        span, token = self._open.pop(event.operation_id, (trace.INVALID_SPAN, None))
        if event.error is not None:
            attributes["error.type"] = event.error
            span.set_attribute("error.type", event.error)
            span.set_status(Status(StatusCode.ERROR, event.error))
        self._operations.record(event.duration.total_seconds(), attributes)
        if token is not None:
            context.detach(token)
        span.end()
