"""Each operation of the client hears the answer to another call, which Digipost has signed.

Digipost's signature covers status, path, date and hash of an answer. So an answer to another path is refused.
Under the same path, the names in the answer decide. The trials use both: the answer as it was signed, and the
same one signed for the path of the request.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

import attrs
import pytest

from digipost import ArchiveDocument, ClientConfig, DigipostClient
from digipost.errors import DigipostError
from digipost.sandbox import Sandbox
from digipost_schema import api_v8
from tests.campaigns.secrecy.operations import surface
from tests.resources.operations import OPERATIONS, PEOPLE, Stage, Tie
from tests.support.counterpart import ONCE, VECTORS
from tests.support.letters import OLA, letter
from tests.support.swapping import Swapping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from digipost import RequestSigning
    from tests.resources.operations import Call
    from tests.support.swapping import Heard


@pytest.fixture(scope="module")
def stage(credentials: RequestSigning) -> Iterator[Stage]:
    with Sandbox(recipients=PEOPLE) as sandbox:
        sandbox.register_broker(12345, (VECTORS / "broker.cert.pem").read_bytes())
        sandbox.allow(12345, 67890)
        sandbox.directory.register("984661185", "a", 67890)
        sandbox.directory.register("984661185", "b", 12345)
        config = ClientConfig(broker_id=12345, environment=sandbox.environment, retries=ONCE)
        network = Swapping()
        with DigipostClient(config, credentials, transport=network) as client:
            yield Stage(sandbox, client, network)


def test_every_operation_is_tried(stage: Stage) -> None:
    tried = {name.partition(" ")[0] for name in OPERATIONS}
    assert tried == surface(stage.client), "enter new operations in tests/resources/operations.py"
    assert all(each.reason or each.tie in {Tie.CONTENT, Tie.PROOF} for each in OPERATIONS.values())


@pytest.mark.parametrize("name", OPERATIONS)
def test_the_answer_to_another_call_is_refused_or_has_no_name(name: str, stage: Stage) -> None:
    operation = OPERATIONS[name]
    one, two = operation.ready(stage)
    answers = stage.network.heard_of(one)
    assert answers
    of_another_kind = stage.network.heard_of(another_kind(name, stage))
    for signed_anew in (False, True):
        is_tied = operation.tie is Tie.CONTENT or (operation.tie is Tie.PATH and not signed_anew)
        hears(two, answers, stage, signed_anew=signed_anew, is_refused=is_tied, tie=operation.tie)
        is_refused = operation.tie is not Tie.PROOF and (operation.is_read or not signed_anew)
        hears(two, of_another_kind, stage, signed_anew=signed_anew, is_refused=is_refused, tie=operation.tie)


def another_kind(name: str, stage: Stage) -> Call:
    if name.startswith("recipients"):
        return stage.client.batches.create
    return partial(stage.client.recipients.identify, OLA)


def hears(
    call: Call, answers: list[Heard], stage: Stage, *, signed_anew: bool, is_refused: bool, tie: Tie
) -> None:
    """Make a call that hears these answers; check that it is refused, and its connection abandoned."""
    with stage.network.giving(answers, signed_anew=signed_anew) as given:
        if is_refused:
            with pytest.raises(DigipostError):
                call()
        else:
            call()
    # The connection may be one answer behind, and must not be used again.
    assert given.abandoned == (1 if is_refused or tie is Tie.PROOF else 0)


def _updated(stage: Stage) -> tuple[Call, Call]:
    document, update = stage.archived(), stage.client.archive.update
    one, two = (attrs.evolve(document, attributes=[attribute(each)]) for each in ("1", "2"))
    return lambda: update(one), lambda: update(two)


def attribute(value: str) -> api_v8.ArchiveDocumentAttribute:
    return api_v8.ArchiveDocumentAttribute(key="case", value=value)


def _references(stage: Stage) -> tuple[Call, Call]:
    document, update = stage.archived(), stage.client.archive.update
    one, two = (attrs.evolve(document, referenceid=each) for each in ("1", "2"))
    return lambda: update(one), lambda: update(two)


def _uuids_of_one(stage: Stage) -> tuple[Call, Call]:
    document, add = stage.archived(), stage.client.archive.add_unique_uuid
    one, two = uuid4(), uuid4()
    return lambda: add(document, one), lambda: add(document, two)


def _filtered(stage: Stage) -> tuple[Call, Call]:
    name = str(uuid4())
    put = [
        ArchiveDocument.from_bytes(b"a", file_name="a.txt", attributes={"case": each}) for each in ("1", "2")
    ]
    archive = stage.client.archive
    archive.put(put, archive=name)
    found = next(each for each in archive.list_archives() if each.name == name)

    def listing(case: str) -> Call:
        return lambda: list(archive.list_documents(found, attributes={"case": case}))

    return listing("1"), listing("2")


@pytest.mark.parametrize(
    "ready",
    [_updated, _references, _uuids_of_one, _filtered],
    ids=["attributes", "reference", "uuid", "filter"],
)
def test_an_earlier_answer_about_the_same_document_is_refused_if_it_tells_something_else(
    ready: Callable[[Stage], tuple[Call, Call]], stage: Stage
) -> None:
    one, two = ready(stage)
    answers = stage.network.heard_of(one)
    hears(two, answers, stage, signed_anew=False, is_refused=True, tie=Tie.CONTENT)


def test_an_earlier_answer_to_the_same_question_was_true_then(stage: Stage) -> None:
    """It is five minutes old at most, and nothing in it tells that it is not the latest."""
    batch = stage.batch()
    answers = stage.network.heard_of(batch.refresh)
    batch.complete()
    hears(batch.refresh, answers, stage, signed_anew=False, is_refused=False, tie=Tie.CONTENT)
    assert batch.status is api_v8.BatchStatus.NOT_COMMITTED
    batch.refresh()
    assert batch.status is not api_v8.BatchStatus.NOT_COMMITTED


def test_a_letter_is_reported_by_what_digipost_has(stage: Stage) -> None:
    first, second = letter(), letter()
    answers = stage.network.heard_of(lambda: stage.client.messages.send(first))
    with stage.network.giving(answers, signed_anew=False):
        delivery = stage.client.messages.send(second)
    assert delivery.message_id == second.message_id
    assert delivery.primary_document.uuid == second.primary_document.uuid
