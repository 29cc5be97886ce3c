"""Refusals of the pages, and their headers for a browser, over real HTTP."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.support.letters import letter

if TYPE_CHECKING:
    from digipost.sandbox import Sandbox
    from tests.sandbox.pages.conftest import Browser

PATHS = ["/", "/clock", "/faults", "/recipients", "/print-queue", "/static/page.js", "/nothing-here"]
CHANGES = [
    ("/clock", {"count": "1", "unit": "days"}),
    ("/faults", {"rule": "hang-up"}),
    ("/faults/clear", {}),
]


@pytest.mark.parametrize("path", PATHS)
def test_each_answer_has_a_strict_policy(browser: Browser, path: str) -> None:
    headers = browser.get(path).headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    for each in ("frame-src", "img-src"):
        hosts = [source for source in policy[each].split() if source != "'self'"]
        assert [urlsplit(host).hostname for host in hosts] == ["127.0.0.1"]
        assert hosts[0] != browser.origin
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "127.0.0.1", "127.0.0.1:1", "", "127.0.0.1.elsewhere.example"]
)
def test_a_name_that_was_made_to_point_here_is_refused(browser: Browser, host: str) -> None:
    answer = browser.get("/", Host=host)
    assert answer.status_code == 421
    assert "Letters" not in answer.text


def test_localhost_is_a_name_of_this_machine(browser: Browser) -> None:
    port = urlsplit(browser.page).port
    assert browser.get("/", Host=f"localhost:{port}").status_code == 200


@pytest.mark.parametrize(("path", "form"), CHANGES)
@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://127.0.0.1", ""])
def test_another_page_changes_nothing(
    sandbox: Sandbox, browser: Browser, path: str, form: dict[str, str], origin: str
) -> None:
    sandbox.faults.add("delay=0s")
    answer = browser.post(path, form, Origin=origin)
    assert answer.status_code == 403
    assert sandbox.clock.offset.total_seconds() == 0
    assert len(sandbox.faults.rules) == 1


def test_a_page_that_pretends_to_be_ours_changes_nothing(sandbox: Sandbox, browser: Browser) -> None:
    evil = f"elsewhere.example:{urlsplit(browser.page).port}"
    assert browser.post("/faults", {"rule": "hang-up"}, Host=evil, Origin=f"http://{evil}").status_code == 421
    assert sandbox.faults.rules == ()


@pytest.mark.parametrize("path", [path for path, _ in CHANGES if path not in {"/clock", "/faults"}])
def test_what_changes_something_is_no_link(browser: Browser, path: str) -> None:
    assert browser.get(path).status_code == 405


@pytest.mark.thorough
def test_the_host_of_documents_is_guarded_too(sandbox: Sandbox, browser: Browser) -> None:
    sandbox.client().messages.send(letter())
    ((_, frame),) = browser.frames("/letters/1001")
    assert urlsplit(frame).netloc != urlsplit(browser.page).netloc
    assert browser.get(frame).status_code == 200
    assert browser.get(frame, Host="elsewhere.example").status_code == 421
    secret = urlsplit(frame).path.split("/")[1]
    assert browser.get(frame.replace(secret, "guessed")).status_code == 404
    assert len(secret) >= 20


@pytest.mark.thorough
def test_the_page_costs_nothing_until_it_is_asked_for() -> None:
    program = (
        "import sys; from digipost.sandbox import Sandbox\n"
        "with Sandbox() as sandbox:\n    before = set(sys.modules)\n    sandbox.page_url\n"
        "needs = {'jinja2', 'nh3', 'digipost.sandbox.pages.site'}\n"
        "assert not needs & before and needs <= set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_page_is_there_while_the_sandbox_runs(sandbox: Sandbox) -> None:
    assert sandbox.page_url == sandbox.page_url
    sandbox.close()
    with pytest.raises(RuntimeError, match="start"):
        _ = sandbox.page_url


def test_a_sandbox_that_is_started_again_has_its_page_where_it_was(sandbox: Sandbox) -> None:
    before = sandbox.page_url
    sandbox.close()
    sandbox.start()
    assert sandbox.page_url == before
