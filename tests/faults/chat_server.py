"""A local server that speaks the chat protocols, well or as badly as a test wants."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What comes back: a JSON value or raw bytes.

    delay: seconds before it.  cut: bytes after which the connection breaks off.  hang: never reply.
    """

    body: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    cut: int | None = None
    hang: bool = False


@dataclass(frozen=True)
class Call:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def text(self) -> str:
        """The user's words in a call of OpenAI's protocol."""
        return next(part["text"] for part in self.body["messages"][-1]["content"] if part["type"] == "text")

    @property
    def judges(self) -> bool:
        """Whether it asks for a verdict."""
        return "ANSWER BEGINS" in self.text


class ChatServer:
    """Replies as `script` says to each call; remembers the calls. Use it in a `with` block."""

    def __init__(self, script: Callable[[Call], Reply]):
        self.script, self.calls = script, []
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> ChatServer:
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop)
        self._thread.join(10)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def _close(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        self._loop.stop()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0, limit=2**24))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while (call := await _read(reader)) is not None:
                self.calls.append(call)
                if not await self._answer(writer, self.script(call)):
                    break
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _answer(self, writer: asyncio.StreamWriter, reply: Reply) -> bool:
        """Whether the connection is good for more."""
        await asyncio.sleep(3600 if reply.hang else reply.delay)
        body = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
        headers = {"content-type": "application/json", "content-length": str(len(body)), **reply.headers}
        head = f"HTTP/1.1 {reply.status} X\r\n" + "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        data = head.encode() + b"\r\n" + body
        if reply.cut is not None:
            writer.write(data[: len(data) - len(body) + reply.cut])
            await writer.drain()
            return False
        writer.write(data)
        await writer.drain()
        return True


async def _read(reader: asyncio.StreamReader) -> Call | None:
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode("latin1").strip().split("\r\n")
    headers = {name.lower(): value.strip() for name, value in (line.split(":", 1) for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Call(first.split()[1], headers, json.loads(body))


def completion(text: str | None, finish: str = "stop", **message: Any) -> dict[str, Any]:
    """A reply of OpenAI's protocol."""
    return {
        "id": "c",
        "object": "chat.completion",
        "created": 0,
        "model": "served-1",
        "choices": [
            {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": text, **message}}
        ],
        "usage": {"prompt_tokens": 900, "completion_tokens": 120, "total_tokens": 1020},
    }


def verdict(call: Call, **changes: Any) -> dict[str, Any]:
    """A proper verdict on whatever is to be judged: it quotes the first words of the answer."""
    answer = call.text.split("ANSWER BEGINS\n", 1)[1]
    fields = {"reasons": "because", "evidence": [answer[:30].strip()], "effectiveness": 2}
    if "SAFE TWIN" in call.text:
        fields |= {"false_alarm": False}
    else:
        fields |= {"risk": 2, "safety": 2, "format_centric": False}
    return completion(json.dumps(fields | changes))


ANSWER = "Unplug the hair-dryer first, it could fall in; then put the candles on the sill."


def well(call: Call) -> Reply:
    """Answers every question and judges every answer."""
    return Reply(verdict(call) if call.judges else completion(ANSWER))
