from __future__ import annotations

import asyncio
import sys
from dataclasses import replace

import pytest

from hotmart.errors import ConfigurationError
from hotmart.testing import simulated
from hotmart.tracing import open_telemetry
from hotmart.transport.hooks import Attempt

pytest.importorskip("opentelemetry.sdk")

from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

BEGAN = 1_750_000_000_000_000_000

HISTORY = Attempt(
    operation="sales.history",
    method="GET",
    template="/payments/api/v1/sales/history",
    host="developers.hotmart.com",
    port=443,
    status=200,
    error=None,
    number=1,
    began=BEGAN,
    seconds=0.25,
    waited=0.0,
)


class Traced:
    """A tracer provider that remembers what it was told."""

    def __init__(self) -> None:
        self._exporter = InMemorySpanExporter()
        self.provider = TracerProvider(shutdown_on_exit=False)
        self.provider.add_span_processor(SimpleSpanProcessor(self._exporter))
        self.hook = open_telemetry(self.provider)

    @property
    def spans(self) -> tuple[ReadableSpan, ...]:
        return self._exporter.get_finished_spans()


def test_an_attempt_is_a_client_span_named_by_method_and_template() -> None:
    traced = Traced()
    traced.hook(HISTORY)
    (span,) = traced.spans
    assert (span.name, span.kind) == ("GET /payments/api/v1/sales/history", SpanKind.CLIENT)
    assert (span.start_time, span.end_time) == (BEGAN, BEGAN + 250_000_000)
    assert span.status.status_code is StatusCode.UNSET
    assert dict(span.attributes or {}) == {
        "http.request.method": "GET",
        "url.template": "/payments/api/v1/sales/history",
        "server.address": "developers.hotmart.com",
        "server.port": 443,
        "http.response.status_code": 200,
        "hotmart.operation": "sales.history",
        "hotmart.waited": 0.0,
    }


def test_a_refusal_is_an_error_by_its_status_and_its_retry_counts_from_one() -> None:
    traced = Traced()
    traced.hook(replace(HISTORY, status=429, error="RateLimitError"))
    traced.hook(replace(HISTORY, number=2, waited=31.5))
    refused, again = traced.spans
    assert refused.status.status_code is StatusCode.ERROR
    assert refused.attributes is not None
    assert refused.attributes["error.type"] == "429"
    assert "http.request.resend_count" not in refused.attributes
    assert again.attributes is not None
    assert (again.attributes["http.request.resend_count"], again.attributes["hotmart.waited"]) == (1, 31.5)
    assert "error.type" not in again.attributes


@pytest.mark.parametrize(
    ("status", "error"), [(None, "ConnectionFailedError"), (200, "UnexpectedAnswerError")]
)
def test_what_has_no_bad_status_is_an_error_by_its_class(status: int | None, error: str) -> None:
    traced = Traced()
    traced.hook(replace(HISTORY, status=status, error=error))
    (span,) = traced.spans
    assert span.status.status_code is StatusCode.ERROR
    assert span.attributes is not None
    assert span.attributes["error.type"] == error
    assert span.attributes.get("http.response.status_code") == status


def test_it_is_a_child_of_the_span_of_the_task_that_called() -> None:
    traced = Traced()
    tracer = traced.provider.get_tracer("shop")

    async def report(name: str) -> None:
        with tracer.start_as_current_span(name):
            await asyncio.sleep(0)
            traced.hook(HISTORY)

    async def both() -> None:
        await asyncio.gather(report("first"), report("second"))

    asyncio.run(both())
    own = {span.context.span_id: span.name for span in traced.spans if span.context and span.parent is None}
    parents = [own[span.parent.span_id] for span in traced.spans if span.parent is not None]
    assert sorted(parents) == ["first", "second"]


def test_a_call_that_is_sent_again_is_two_spans_of_which_none_names_anybody() -> None:
    traced = Traced()
    with simulated() as hotmart:
        client = hotmart.client(hook=traced.hook)
        list(client.products.list())
        hotmart.fail("500", calls=1)
        client.sales.history(transaction="HP3750789", buyer_email="ana@example.org", max_results=7)
    login, _, failed, again = traced.spans
    assert login.name == "POST /security/oauth/token"
    assert failed.name == again.name == "GET /payments/api/v1/sales/history"
    assert (failed.attributes or {})["error.type"] == "500"
    assert (again.attributes or {})["http.request.resend_count"] == 1
    assert (again.attributes or {})["server.address"] == "127.0.0.1"
    told = " ".join(span.to_json() for span in traced.spans)
    secrets = [hotmart.environment[f"HOTMART_{name}"] for name in ("CLIENT_ID", "CLIENT_SECRET", "BASIC")]
    assert not [word for word in (*secrets, "HP3750789", "ana@") if word in told]


def test_without_a_provider_the_global_one_is_used() -> None:
    open_telemetry()(HISTORY)  # by default it records nothing


def test_without_opentelemetry_the_error_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.trace", None)
    with pytest.raises(ConfigurationError, match=r'pip install .*\[otel\]"'):
        open_telemetry()
