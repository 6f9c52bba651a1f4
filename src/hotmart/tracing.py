"""OpenTelemetry: each HTTP attempt as a span, by the conventions for HTTP clients.

    client = Hotmart(hook=open_telemetry())

A span is a child of whatever span is current where the call was made. It has no `url.full`, which the
conventions ask for: a URL of this API may hold a buyer's e-mail or a transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotmart.extras import extra
from hotmart.transport.hooks import Attempt, Hook

if TYPE_CHECKING:
    from opentelemetry.trace import TracerProvider
    from opentelemetry.util.types import AttributeValue

SCHEMA = "https://opentelemetry.io/schemas/1.27.0"
"""The version of the conventions whose names are used here."""


def open_telemetry(tracer_provider: TracerProvider | None = None) -> Hook:
    """A hook that makes a span of each attempt, with the global tracer provider unless one is given."""
    trace = extra("opentelemetry.trace", "otel")
    tracer = trace.get_tracer("hotmart", tracer_provider=tracer_provider, schema_url=SCHEMA)

    def record(attempt: Attempt) -> None:
        span = tracer.start_span(
            f"{attempt.method} {attempt.template}",
            kind=trace.SpanKind.CLIENT,
            attributes=_attributes(attempt),
            start_time=attempt.began,
        )
        if attempt.error is not None:
            span.set_status(trace.StatusCode.ERROR)
        span.end(end_time=attempt.began + round(attempt.seconds * 1e9))

    return record


def _attributes(attempt: Attempt) -> dict[str, AttributeValue]:
    told: dict[str, AttributeValue] = {
        "http.request.method": attempt.method,
        "url.template": attempt.template,
        "server.address": attempt.host,
        "server.port": attempt.port,
        "hotmart.operation": attempt.operation,
        "hotmart.waited": attempt.waited,  # seconds
    }
    if attempt.status is not None:
        told["http.response.status_code"] = attempt.status
    if attempt.number > 1:
        told["http.request.resend_count"] = attempt.number - 1
    if attempt.error is not None:
        told["error.type"] = _error_type(attempt)
    return told


def _error_type(attempt: Attempt) -> str:
    """The status when that is what went wrong, as the conventions want it, else the class of the error."""
    if attempt.status is not None and attempt.status >= 400:
        return str(attempt.status)
    return attempt.error or ""
