"""Texts of `digipost.aio` without a counterpart in a synchronous class."""

from __future__ import annotations

__all__ = ["CLIENT", "PACKAGE"]

PACKAGE = '''\
# Made by `make generate` from the synchronous client. Do not edit: change that, or codegen/aio.
"""The asynchronous client, for programs on asyncio or trio; it needs the extra `aio`.

    from digipost.aio import AsyncDigipostClient

    async with AsyncDigipostClient(config, credentials) as client:
        delivery = await client.messages.send(letter)

It has the nouns, methods, arguments, results and errors of `digipost.DigipostClient`, which it runs on worker
threads. A request that has begun runs to its end before a cancellation is delivered.
"""

from __future__ import annotations

try:
    {imports}
except ModuleNotFoundError as error:
    if error.name is None or error.name.partition(".")[0] != "anyio":
        raise
    missing = "The asynchronous client needs anyio, which is not installed: pip install 'digipost[aio]'"
    raise ImportError(missing, name=error.name) from error

__all__ = {names}
'''

CLIENT = """\
    def __init__({parameters}) -> None:
        self._bind({client}({arguments}), Threads(CONNECTIONS_KEPT_OPEN))

    @classmethod
    def over(cls, client: {client}) -> Self:
        \"\"\"Return the asynchronous face of a client, whose connections and settings it uses.

        Closing the face closes the client.
        \"\"\"
        checked = instance_of({client}, "AsyncDigipostClient.over", client, "{client}.from_environment()")
        return cls._over(checked, Threads(CONNECTIONS_KEPT_OPEN))

    @classmethod
    def _over(cls, client: {client}, threads: Threads) -> Self:
        face = cls.__new__(cls)
        face._bind(client, threads)
        return face

    def _bind(self, sync: {client}, threads: Threads) -> None:
        self._sync = sync
        self._threads = threads
{attributes}
    def __reduce__(self) -> tuple[object, ...]:
        return type(self).over, (self._sync,)
"""
