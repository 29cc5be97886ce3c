"""A client as environment variables describe it."""

from __future__ import annotations

import pickle
import shutil
from typing import TYPE_CHECKING

import pytest

from digipost import ClientCredentials, DigipostClient, Environment, RequestSigning
from digipost.errors import ConfigurationError
from digipost.from_environment import settings
from tests.support.counterpart import VECTORS
from tests.support.letters import letter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from digipost.sandbox import Sandbox

P12 = VECTORS / "broker.p12"
PASSWORD_FILE = VECTORS / "broker.p12.password.txt"
PASSWORD = PASSWORD_FILE.read_text().strip()
NAMES = (
    "BROKER_ID",
    "ENVIRONMENT",
    "API_URL",
    "TOKEN_URL",
    "CERTIFICATE",
    "CERTIFICATE_PASSWORD",
    "CERTIFICATE_PASSWORD_FILE",
    "CLIENT_ID",
)
SIGNED = {
    "BROKER_ID": "12345",
    "ENVIRONMENT": "test",
    "CERTIFICATE": str(P12),
    "CERTIFICATE_PASSWORD_FILE": str(PASSWORD_FILE),
}
AT_HOME = {"ENVIRONMENT": None, "API_URL": "https://api.example", "TOKEN_URL": "https://token.example/x"}


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Callable[..., DigipostClient]:
    """The client of an environment in which these variables differ from those for signed requests."""

    def client(**changes: str | None) -> DigipostClient:
        for name in NAMES:
            value = (SIGNED | changes).get(name)
            if value is None:
                monkeypatch.delenv(f"DIGIPOST_{name}", raising=False)
            else:
                monkeypatch.setenv(f"DIGIPOST_{name}", value)
        return DigipostClient.from_environment()

    return client


class TestWhatIsMade:
    def test_a_client_that_signs(self, given: Callable[..., DigipostClient]) -> None:
        client = given()
        assert client.config.broker_id == 12345
        assert client.config.environment is Environment.TEST
        assert "RequestSigning('CN=Sandbox broker" in repr(client)

    def test_a_client_that_gets_tokens(self, given: Callable[..., DigipostClient]) -> None:
        assert "ClientCredentials('my-client', 'CN=Sandbox broker" in repr(given(CLIENT_ID="my-client"))

    def test_an_address_in_place_of_a_name(self, given: Callable[..., DigipostClient]) -> None:
        client = given(**AT_HOME)
        assert client.config.environment == Environment.custom(
            "https://api.example", "https://token.example/x"
        )
        assert "ClientCredentials" in repr(given(**AT_HOME, CLIENT_ID="my-client"))
        assert given(**(AT_HOME | {"TOKEN_URL": None})).config.environment.token_url is None

    def test_a_password_in_a_variable_is_read_there(self, given: Callable[..., DigipostClient]) -> None:
        client = given(CERTIFICATE_PASSWORD_FILE=None, CERTIFICATE_PASSWORD=PASSWORD)
        assert PASSWORD.encode() not in pickle.dumps(client)

    @pytest.mark.costly
    @pytest.mark.parametrize("client_id", [None, "my-client"])
    @pytest.mark.parametrize("place", ["variable", "file"])
    def test_it_can_be_pickled(
        self, given: Callable[..., DigipostClient], place: str, client_id: str | None
    ) -> None:
        in_variable = {"CERTIFICATE_PASSWORD_FILE": None, "CERTIFICATE_PASSWORD": PASSWORD}
        client = given(CLIENT_ID=client_id, **(in_variable if place == "variable" else {}))
        again = pickle.loads(pickle.dumps(client))  # noqa: S301 - made here
        assert repr(again) == repr(client)

    def test_an_empty_variable_is_as_good_as_none(self, given: Callable[..., DigipostClient]) -> None:
        client = given(API_URL="", TOKEN_URL="", CLIENT_ID="", CERTIFICATE_PASSWORD="")
        assert client.config.environment is Environment.TEST
        assert "RequestSigning" in repr(client)

    def test_an_empty_password_is_a_password(self, given: Callable[..., DigipostClient]) -> None:
        with pytest.raises(ConfigurationError, match="not opened by this password"):
            given(CERTIFICATE_PASSWORD_FILE=None, CERTIFICATE_PASSWORD="")

    def test_it_is_the_whole_of_what_a_program_needs(
        self, given: Callable[..., DigipostClient], sandbox: Sandbox, tmp_path: Path
    ) -> None:
        shutil.copy(P12, tmp_path / "certificate.p12")
        with given(
            ENVIRONMENT=None, API_URL=sandbox.url, CERTIFICATE=str(tmp_path / "certificate.p12")
        ) as client:
            client.messages.send(letter())
        assert len(sandbox.letters) == 1

    @pytest.mark.thorough
    def test_tokens_too(
        self,
        given: Callable[..., DigipostClient],
        sandbox: Sandbox,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        sandbox.issue_client("my-client", tmp_path / "client.p12", PASSWORD)
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(sandbox.ca_path))
        with given(
            ENVIRONMENT=None,
            API_URL=sandbox.environment.api_url,
            TOKEN_URL=sandbox.environment.token_url,
            CERTIFICATE=str(tmp_path / "client.p12"),
            CLIENT_ID="my-client",
        ) as client:
            client.messages.send(letter())
        assert len(sandbox.letters) == 1


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("changes", "problem"),
        [
            ({"BROKER_ID": None}, "missing: DIGIPOST_BROKER_ID."),
            ({"BROKER_ID": ""}, "missing: DIGIPOST_BROKER_ID."),
            ({"CERTIFICATE": None}, "missing: DIGIPOST_CERTIFICATE."),
            ({"ENVIRONMENT": None}, "missing: DIGIPOST_ENVIRONMENT or DIGIPOST_API_URL."),
            (
                {"CERTIFICATE_PASSWORD_FILE": None},
                "missing: DIGIPOST_CERTIFICATE_PASSWORD or DIGIPOST_CERTIFICATE_PASSWORD_FILE.",
            ),
            (
                AT_HOME | {"TOKEN_URL": None, "CLIENT_ID": "my-client"},
                "missing: DIGIPOST_TOKEN_URL (since DIGIPOST_CLIENT_ID is set).",
            ),
            ({"API_URL": "https://api.example"}, "DIGIPOST_ENVIRONMENT and DIGIPOST_API_URL contradict"),
            ({"TOKEN_URL": "https://x.example"}, "DIGIPOST_ENVIRONMENT and DIGIPOST_TOKEN_URL contradict"),
            (
                {"CERTIFICATE_PASSWORD": "hemmelig"},
                "DIGIPOST_CERTIFICATE_PASSWORD and DIGIPOST_CERTIFICATE_PASSWORD_FILE contradict",
            ),
            ({"BROKER_ID": "hemmelig"}, "DIGIPOST_BROKER_ID must be the account id at Digipost, in digits"),
            ({"BROKER_ID": " 12345"}, "DIGIPOST_BROKER_ID must be the account id at Digipost, in digits"),
            ({"BROKER_ID": "0"}, "broker_id must be between 1 and"),
            ({"ENVIRONMENT": "hemmelig"}, "DIGIPOST_ENVIRONMENT: There is no environment of that name"),
            (AT_HOME | {"API_URL": "http://hemmelig"}, "DIGIPOST_API_URL or DIGIPOST_TOKEN_URL: Env"),
            (AT_HOME | {"TOKEN_URL": "hemmelig"}, "DIGIPOST_API_URL or DIGIPOST_TOKEN_URL: Env"),
            ({"CERTIFICATE_PASSWORD_FILE": "/nowhere"}, "/nowhere cannot be read"),
            ({"CERTIFICATE": "/nowhere"}, "/nowhere cannot be read"),
        ],
    )
    def test_the_variable_is_named_and_no_value_that_could_be_secret(
        self, given: Callable[..., DigipostClient], changes: dict[str, str | None], problem: str
    ) -> None:
        with pytest.raises(ConfigurationError) as caught:
            given(**changes)
        assert problem in str(caught.value)
        assert "hemmelig" not in str(caught.value)

    def test_all_that_is_missing_is_told_at_once(self) -> None:
        with pytest.raises(ConfigurationError) as caught:
            settings({})
        assert str(caught.value) == (
            "Environment variables are missing: DIGIPOST_BROKER_ID; DIGIPOST_CERTIFICATE; "
            "DIGIPOST_ENVIRONMENT or DIGIPOST_API_URL; "
            "DIGIPOST_CERTIFICATE_PASSWORD or DIGIPOST_CERTIFICATE_PASSWORD_FILE."
        )


def test_settings_are_a_configuration_and_credentials() -> None:
    variables = {f"DIGIPOST_{name}": value for name, value in SIGNED.items()}
    config, credentials = settings(variables)
    assert (config.broker_id, type(credentials)) == (12345, RequestSigning)
    assert isinstance(settings(variables | {"DIGIPOST_CLIENT_ID": "x"})[1], ClientCredentials)
