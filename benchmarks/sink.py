"""A mail server that takes every mail on this machine and keeps only their number.

A process of its own.  It prints its port, then, for each line on its input, how many mails
it has taken so far; it ends with its input.
"""

from __future__ import annotations

import asyncio
import sys


class Sink:
    """Counts mails; says yes to everybody."""

    def __init__(self) -> None:
        self.taken = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 sink\r\n")
        try:
            while line := await reader.readline():
                word = line[:4].upper()
                if word == b"EHLO":
                    writer.write(b"250-sink\r\n250-8BITMIME\r\n250-PIPELINING\r\n250 SMTPUTF8\r\n")
                elif word == b"DATA":
                    writer.write(b"354 go on\r\n")
                    await writer.drain()
                    await reader.readuntil(b"\r\n.\r\n")
                    self.taken += 1
                    writer.write(b"250 taken\r\n")
                elif word == b"QUIT":
                    writer.write(b"221 bye\r\n")
                    break
                else:
                    writer.write(b"250 ok\r\n")
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # whoever sent is gone; what was whole has been counted
        finally:
            writer.close()


async def main() -> None:
    sink = Sink()
    server = await asyncio.start_server(sink.serve, "127.0.0.1", 0, limit=2**20)
    print(server.sockets[0].getsockname()[1], flush=True)
    loop = asyncio.get_running_loop()
    while await loop.run_in_executor(None, sys.stdin.readline):
        print(sink.taken, flush=True)


if __name__ == "__main__":
    asyncio.run(main())
