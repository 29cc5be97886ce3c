"""The task on the page about Celery, with a stand-in of Celery: it retries transient errors and no others."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from digipost.errors import UnknownRecipientError

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost import DigipostClient
    from digipost.sandbox import Sandbox

PAGE = Path(__file__).parents[2] / "docs" / "guides" / "celery-lambda-odoo.md"
TASK = re.compile(r'^``` \{\.python title="tasks\.py"\}\n(.*?)^```$', re.MULTILINE | re.DOTALL)


class RetryError(Exception):
    """The exception by which Celery leaves a task that will run again."""


class Task:
    """A bound task, as the decorator makes it."""

    def __init__(self, function: Callable[..., str]) -> None:
        self.request = SimpleNamespace(retries=0)
        self.waits: list[int] = []
        self._function = function

    def __call__(self, *arguments: str) -> str:
        return self._function(self, *arguments)

    def retry(self, *, exc: Exception, countdown: int) -> Exception:
        self.request.retries += 1
        self.waits.append(countdown)
        raise RetryError from exc


@pytest.fixture
def task(digipost_client: DigipostClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Task:
    celery: Any = ModuleType("celery")
    celery.shared_task = lambda **options: Task if options["bind"] else None
    monkeypatch.setitem(sys.modules, "celery", celery)
    monkeypatch.chdir(tmp_path)
    Path("invoice.pdf").write_bytes(b"%PDF-1.7")
    (program,) = TASK.findall(PAGE.read_text(encoding="utf-8"))
    namespace: dict[str, Any] = {}
    exec(program, namespace)  # noqa: S102 - our own page
    made: Task = namespace["send_invoice"]
    namespace["client"] = lambda: digipost_client  # which does not wait between its own attempts
    return made


def test_a_task_that_runs_again_sends_one_letter(task: Task, digipost_sandbox: Sandbox) -> None:
    assert [task("1001", "31108412345") for _ in range(2)] == ["DELIVERED", "DELIVERED"]
    assert len(digipost_sandbox.letters) == 1


@pytest.mark.thorough
def test_it_retries_an_outage_ever_later(task: Task, digipost_sandbox: Sandbox) -> None:
    digipost_sandbox.faults.add("status=503")
    for _ in range(8):
        with pytest.raises(RetryError):
            task("1001", "31108412345")
    digipost_sandbox.faults.clear()
    assert task.waits == [60, 120, 240, 480, 960, 1920, 3600, 3600]
    assert task("1001", "31108412345") == "DELIVERED"
    assert len(digipost_sandbox.letters) == 1


def test_it_does_not_retry_a_refusal(task: Task) -> None:
    with pytest.raises(UnknownRecipientError):
        task("1001", "01010112345")
    assert task.waits == []
