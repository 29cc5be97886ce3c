"""The example application for FastAPI sends letters to a sandbox."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fastapi.testclient import TestClient

    from digipost.sandbox import Sandbox

pytestmark = pytest.mark.thorough

OLA = "31108412345"
WITHOUT_MAILBOX = "17077700001"


@pytest.fixture
def service(
    digipost_sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[TestClient]:
    """The application, configured by its environment."""
    digipost_sandbox.issue_certificate(tmp_path / "certificate.p12", "a password")
    monkeypatch.setenv("DIGIPOST_BROKER_ID", str(digipost_sandbox.broker_id))
    monkeypatch.setenv("DIGIPOST_API_URL", digipost_sandbox.url)
    monkeypatch.setenv("DIGIPOST_CERTIFICATE", str(tmp_path / "certificate.p12"))
    monkeypatch.setenv("DIGIPOST_CERTIFICATE_PASSWORD", "a password")
    # Imported here: FastAPI takes a second, which the fast tests do not have.
    application = import_module("examples.fastapi_app").app
    with import_module("fastapi.testclient").TestClient(application) as client:
        yield client


def post(
    service: TestClient, person: str = OLA, text: str = "Bring your passport."
) -> tuple[int, dict[str, str]]:
    answer = service.post("/reminders", json={"key": "117", "person": person, "text": text})
    return answer.status_code, answer.json()


def test_a_reminder_is_sent(service: TestClient, digipost_sandbox: Sandbox) -> None:
    status, answer = post(service)
    assert (status, answer["status"]) == (201, "DELIVERED")
    (letter,) = digipost_sandbox.letters
    assert [str(uuid) for uuid in letter.documents] == [answer["document"]]


def test_the_same_key_is_the_same_letter(service: TestClient, digipost_sandbox: Sandbox) -> None:
    assert post(service) == post(service)
    assert len(digipost_sandbox.letters) == 1


def test_a_person_without_a_mailbox_is_not_found(service: TestClient, digipost_sandbox: Sandbox) -> None:
    assert post(service, WITHOUT_MAILBOX) == (404, {"detail": "This person has no Digipost mailbox."})
    assert digipost_sandbox.letters == ()


@pytest.mark.parametrize("person", ["123", "3110841234x", ""])
def test_a_wrong_number_names_its_field(service: TestClient, digipost_sandbox: Sandbox, person: str) -> None:
    status, answer = post(service, person)
    assert (status, answer["field"]) == (422, "recipient.personal_identification_number")
    assert person not in answer["detail"] or not person
    assert digipost_sandbox.letters == ()


def test_a_lost_answer_sends_one_letter(service: TestClient, digipost_sandbox: Sandbox) -> None:
    digipost_sandbox.faults.add("lose-answer path=/messages times=1")
    assert post(service)[0] == 201
    assert len(digipost_sandbox.letters) == 1


def test_another_text_under_the_same_key_is_refused(service: TestClient, digipost_sandbox: Sandbox) -> None:
    assert post(service)[0] == 201
    assert post(service, text="Something else.")[0] == 502
    assert len(digipost_sandbox.letters) == 1


def test_a_missing_permission_can_not_be_retried(service: TestClient, digipost_sandbox: Sandbox) -> None:
    digipost_sandbox.faults.add("status=403 path=/messages code=NOT_APPROVED_FOR_REST_API_USAGE")
    status, answer = post(service)
    assert status == 502
    assert "NOT_APPROVED_FOR_REST_API_USAGE" in answer["detail"]
