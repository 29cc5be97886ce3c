"""Runs what may leak, in success and failure, and looks into all that can be seen of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost import DigipostError
from tests.campaigns.secrecy.operations import OPERATIONS
from tests.campaigns.secrecy.overhearing import look_at_error, look_at_object, overheard
from tests.campaigns.secrecy.scene import tokens_in

if TYPE_CHECKING:
    from tests.campaigns.secrecy.scene import Scene

FAULTS = {"refused": "status=403", "lost": "lose-answer", "unverified": "wrong-signature", "echoed": None}
"""The sandbox's fault for each result of a request; None for a refusal that repeats the request."""


def search_operation(name: str, scene: Scene) -> None:
    """An operation of the client, done and then failing in each way."""
    with overheard(scene.search, name):
        call = OPERATIONS[name](scene)
        result = call()
    uri = getattr(result, "uri", None)
    scene.search.add("token", *(tokens_in(uri) if isinstance(uri, str) else ()))
    look_at_object(scene.search, name, (call, scene.client, result))
    for what, rule in FAULTS.items():
        with overheard(scene.search, f"{name}, {what}"):
            call = OPERATIONS[name](scene)
            if rule is None:
                scene.network.echoes = True
            else:
                scene.sandbox.faults.add(rule)
            try:
                call()
            except DigipostError as error:
                failure = error
            else:
                raise AssertionError(f"{name} cannot be {what}")
            finally:
                scene.network.echoes = False
                scene.sandbox.faults.clear()
        look_at_error(scene.search, f"{name}, {what}", failure)
