"""Named and custom environments, and the addresses that are refused."""

from __future__ import annotations

import pickle

import attrs
import pytest

from digipost.environments import Environment
from digipost.errors import ConfigurationError
from tests.support.tables import in_one_test


@in_one_test(
    ("environment", "name", "api_url", "token_url"),
    [
        (
            Environment.PRODUCTION,
            "production",
            "https://api.digipost.no",
            "https://midp.digipost.no/oauth2/token",
        ),
        (
            Environment.NORSK_HELSENETT,
            "Norsk-Helsenett",
            "https://api.nhn.digipost.no",
            "https://midp.nhn.digipost.no/oauth2/token",
        ),
        (
            Environment.TEST,
            "TEST",
            "https://api.test.digipost.no",
            "https://midp.test.digipost.no/oauth2/token",
        ),
        (
            Environment.DIFI_TEST,
            "difi_test",
            "https://api.difitest.digipost.no",
            "https://midp.difitest.digipost.no/oauth2/token",
        ),
    ],
)
def test_the_named_environments_have_the_published_addresses(
    environment: Environment, name: str, api_url: str, token_url: str
) -> None:
    assert (environment.api_url, environment.token_url) == (api_url, token_url)
    assert Environment.named(name) is environment


def test_an_unknown_name_is_answered_with_the_names_there_are() -> None:
    with pytest.raises(ConfigurationError, match="production, norsk-helsenett, test, difi-test") as caught:
        Environment.named("prod-hunter2")
    assert "hunter2" not in str(caught.value)


@in_one_test(
    ("given", "kept"),
    [
        ("https://digipost.example", "https://digipost.example"),
        ("https://digipost.example/", "https://digipost.example"),
        ("HTTPS://Digipost.Example:8443/", "https://digipost.example:8443"),
        ("http://localhost:8282/", "http://localhost:8282"),
        ("http://127.0.0.1:8282", "http://127.0.0.1:8282"),
        ("http://127.1.2.3", "http://127.1.2.3"),
        ("http://[::1]:8282", "http://[::1]:8282"),
        ("http://localhost.:8282", "http://localhost.:8282"),
        ("http://0.0.0.0:8282", "http://0.0.0.0:8282"),
        ("http://[::]:8282", "http://[::]:8282"),
        ("http://[::ffff:127.0.0.1]", "http://[::ffff:127.0.0.1]"),
    ],
)
def test_a_custom_address_is_kept_without_its_final_slash(given: str, kept: str) -> None:
    environment = Environment.custom(given)
    assert environment.api_url == kept
    assert environment.token_url is None
    assert environment.name == "custom"


@in_one_test(
    ("address", "problem"),
    [
        ("http://digipost.example", "https://"),
        ("http://localhost.example", "https://"),
        ("http://128.0.0.1", "https://"),
        ("http://[::ffff:128.0.0.1]", "https://"),
        ("http://api.localhost", "https://"),
        ("http://10.0.0.1", "https://"),
        ("http://[::2]", "https://"),
        ("ftp://localhost", "https://"),
        ("digipost.example", "host"),
        ("https://", "host"),
        ("https:///x", "host"),
        ("https://a\\b", "host"),
        ("https://digipost.example:port", "host or port"),
        ("https://digipost.example:70000", "host or port"),
        ("https://[::1", "host or port"),
        ("https://hunter2@digipost.example", "user name"),
        ("https://user:hunter2@digipost.example", "user name"),
        ("https://digipost.example/hunter2", "end with the host"),
        ("https://digipost.example//", "end with the host"),
        ("https://digipost.example?hunter2", "end with the host"),
        ("https://digipost.example#hunter2", "fragment"),
        ("https://digipost.example#", "fragment"),
        (" https://digipost.example", "ASCII"),
        ("https://digipost.example\n", "ASCII"),
        ("https://digip\tost.example", "ASCII"),
        ("https://dïgipost.example", "ASCII"),
        ("", "host"),
    ],
)
def test_an_unusable_address_is_refused_and_not_repeated(address: str, problem: str) -> None:
    with pytest.raises(ConfigurationError, match=problem) as caught:
        Environment.custom(address)
    assert str(caught.value).startswith("Environment.api_url")
    assert "hunter2" not in str(caught.value)


def test_a_token_address_has_a_path_and_is_checked_too() -> None:
    api, token = "https://api.example", "https://token.example/oauth2/token"
    assert Environment.custom(api, token).token_url == token
    for wrong in (
        "http://token.example/oauth2/token",
        "https://a:b@token.example/",
        "https://token.example/#",
    ):
        with pytest.raises(ConfigurationError, match=r"Environment\.token_url"):
            Environment.custom(api, wrong)


def test_no_way_leads_around_the_checks() -> None:
    with pytest.raises(ConfigurationError):
        Environment("mine", "http://digipost.example")
    with pytest.raises(ConfigurationError):
        attrs.evolve(Environment.TEST, api_url="http://digipost.example")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Environment.TEST.api_url = "http://digipost.example"  # type: ignore[misc]


def test_environments_are_values() -> None:
    assert pickle.loads(pickle.dumps(Environment.TEST)) == Environment.TEST  # noqa: S301 - made here
    assert Environment.custom("https://a.example") == Environment.custom("https://a.example/")
    assert hash(Environment.custom("https://a.example")) == hash(Environment.custom("https://a.example/"))
