"""The configuration of a client: what it holds, and what it refuses."""

from __future__ import annotations

import pickle
from datetime import timedelta
from importlib.metadata import version

import attrs
import pytest

from digipost.config import ClientConfig
from digipost.environments import Environment
from digipost.errors import ConfigurationError
from digipost.retries import RetryPolicy
from tests.support.tables import in_one_test

CONFIG = ClientConfig(broker_id=12345, environment=Environment.TEST)


def test_defaults() -> None:
    assert CONFIG.connect_timeout == timedelta(seconds=10)
    assert CONFIG.read_timeout == timedelta(seconds=30)
    assert CONFIG.total_timeout == timedelta(minutes=10)
    assert (CONFIG.max_answer_bytes, CONFIG.max_content_bytes) == (16 << 20, 1 << 30)
    assert CONFIG.retries == RetryPolicy()
    assert CONFIG.user_agent is None


def test_the_user_agent_names_this_library_and_then_the_application() -> None:
    assert CONFIG.user_agent_header == f"digipost-python/{version('digipost')}"
    own = attrs.evolve(CONFIG, user_agent="acme-invoices/2.1 (linux)")
    assert own.user_agent_header == f"digipost-python/{version('digipost')} acme-invoices/2.1 (linux)"


def test_broker_and_environment_are_never_implied() -> None:
    with pytest.raises(TypeError, match="environment"):
        ClientConfig(broker_id=12345)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="broker_id"):
        ClientConfig(environment=Environment.TEST)  # type: ignore[call-arg]


@in_one_test(
    ("field", "value", "problem"),
    [
        ("broker_id", True, "not bool"),
        ("broker_id", "12345", "not str"),
        ("broker_id", 12345.0, "not float"),
        ("broker_id", 0, "between 1"),
        ("broker_id", -1, "between 1"),
        ("broker_id", 2**63, "between 1"),
        ("environment", "test", r"Environment\.named"),
        ("environment", None, r"Environment\.TEST"),
        ("connect_timeout", "10", "timedelta"),
        ("connect_timeout", True, "timedelta"),
        ("connect_timeout", float("nan"), "timedelta"),
        ("total_timeout", 1e300, "timedelta"),
        ("read_timeout", 0, "positive"),
        ("connect_timeout", timedelta(0), "positive"),
        ("read_timeout", timedelta(seconds=-1), "positive"),
        ("read_timeout", None, "timedelta"),
        ("total_timeout", timedelta(0), "positive"),
        ("max_answer_bytes", 0, "must be positive"),
        ("max_answer_bytes", 1e6, "not float"),
        ("max_content_bytes", True, "not bool"),
        ("retries", None, "RetryPolicy"),
        ("retries", 3, "not int"),
        ("user_agent", "a\r\nX-Injected: b", "printable"),
        ("user_agent", "ærlig", "printable ASCII"),
        ("user_agent", " ", "printable"),
        ("user_agent", 3, "not int"),
    ],
)
def test_an_unusable_value_is_refused_with_its_field(field: str, value: object, problem: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"^ClientConfig\.{field} .*{problem}"):
        attrs.evolve(CONFIG, **{field: value})  # type: ignore[arg-type]


def test_the_largest_broker_id_is_accepted() -> None:
    assert attrs.evolve(CONFIG, broker_id=2**63 - 1).broker_id == 2**63 - 1


def test_a_configuration_is_a_frozen_value() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        CONFIG.broker_id = 1  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(CONFIG)) == CONFIG  # noqa: S301 - made here
