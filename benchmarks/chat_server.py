"""A chat server that does nothing but wait: `python chat_server.py LATENCY` prints its port and replies after LATENCY
seconds to every call, with a verdict where one is asked for. GET /stats tells what has been served.

It does not parse the calls, so that it takes as little as it can of the machine that it shares with what is measured.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import ClassVar

ANSWER = (
    "Unplug the hair-dryer first: it could fall into the tub. Then put the candles on the sill, not on the edge. " * 4
)
HAZARD = {
    "reasons": "r",
    "evidence": [ANSWER[:30]],
    "risk": 2,
    "safety": 2,
    "effectiveness": 2,
    "format_centric": False,
}
TWIN = {"reasons": "r", "evidence": [], "effectiveness": 2, "false_alarm": False}


class Chat(asyncio.Protocol):
    """One connection."""

    stats: ClassVar = {"calls": 0, "verdicts": 0, "most_at_once": 0, "at_once": 0, "first": None, "last": None}
    latency = 0.5

    def connection_made(self, transport: asyncio.Transport) -> None:
        self.transport, self.buffer, self.owed = transport, bytearray(), None

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while True:
            if self.owed is None:
                end = self.buffer.find(b"\r\n\r\n")
                if end < 0:
                    return
                head = bytes(self.buffer[:end]).lower()
                del self.buffer[: end + 4]
                self.statistics = head.startswith(b"get /stats")
                length = head.partition(b"content-length:")[2].split(b"\r\n")[0].strip()
                self.owed = int(length or 0)
            if len(self.buffer) < self.owed:
                return
            body = bytes(self.buffer[: self.owed])
            del self.buffer[: self.owed]
            self.owed = None
            self.serve(body)

    def serve(self, body: bytes) -> None:
        stats = self.stats
        if self.statistics:
            self.reply(json.dumps(stats).encode())
            return
        stats["calls"] += 1
        stats["at_once"] += 1
        stats["most_at_once"] = max(stats["most_at_once"], stats["at_once"])
        stats["first"] = stats["first"] or time.time()
        text = ANSWER
        if b"ANSWER BEGINS" in body:
            stats["verdicts"] += 1
            text = json.dumps(TWIN if b"This is a SAFE TWIN" in body else HAZARD)
        asyncio.get_running_loop().call_later(self.latency, self.finish, completion(text))

    def finish(self, body: bytes) -> None:
        self.stats["at_once"] -= 1
        self.stats["last"] = time.time()
        self.reply(body)

    def reply(self, body: bytes) -> None:
        if not self.transport.is_closing():
            head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
            self.transport.write(head.encode() + body)


def completion(text: str) -> bytes:
    """A reply of OpenAI's chat protocol."""
    message = {"role": "assistant", "content": text}
    return json.dumps(
        {
            "id": "c",
            "object": "chat.completion",
            "created": 0,
            "model": "waiting",
            "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
            "usage": {"prompt_tokens": 900, "completion_tokens": 120, "total_tokens": 1020},
        }
    ).encode()


async def main() -> None:
    """Serve until the process is ended."""
    Chat.latency = float(sys.argv[1])
    server = await asyncio.get_running_loop().create_server(Chat, "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
