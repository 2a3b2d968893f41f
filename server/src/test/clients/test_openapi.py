"""Requests that schemathesis makes up from /openapi.json, right ones and wrong ones: each answer is as described."""

import pytest

schemathesis = pytest.importorskip("schemathesis")

from hypothesis import HealthCheck, settings  # noqa: E402
from schemathesis.checks import CHECKS  # noqa: E402

# Formats are lenient where their clients are, and refuse what a schema cannot say: only what is answered is checked.
NAMES = ["not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance"]


@schemathesis.serializer("application/x-ndjson")
def lines(context, value):
    """A body of lines, which the description has as a text."""
    return str(value).encode("utf-8", "replace")


@pytest.fixture
def api(url):
    return schemathesis.openapi.from_url(f"{url}/openapi.json")


schema = schemathesis.pytest.from_fixture("api")


@pytest.mark.slow
@schema.parametrize()
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_answered_is_described(case):
    case.call_and_validate(checks=[CHECKS.get_one(name) for name in NAMES], timeout=120)
