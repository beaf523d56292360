"""A mail server for tests: speaks SMTP on a local port, keeps what it accepts.

`answer` may be given a function that is told each stage ("mail", "rcpt", "data", "end") and
the address it is about.  It returns a reply to give instead of the usual one, `DROP` to
break the line without a word, or None.  At "end" the mail has been accepted already, unless
the function returns a reply that refuses it.
"""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

DROP = "drop"
Answer = Callable[[str, str], str | None]


@dataclass
class Sink:
    """What a running sink has received."""

    port: int = 0
    connections: int = 0
    mails: list[tuple[str, bytes]] = field(default_factory=list)
    answer: Answer = lambda stage, address: None

    @property
    def recipients(self) -> list[str]:
        return [recipient for recipient, _ in self.mails]

    @property
    def letters(self) -> list[EmailMessage]:
        return [message_from_bytes(content, policy=policy.default) for _, content in self.mails]


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    sink: Sink


class _Talk(socketserver.StreamRequestHandler):
    server: _Server
    disable_nagle_algorithm = True

    def handle(self) -> None:
        self.server.sink.connections += 1
        self.say("220 sink")
        recipient = ""
        while line := self.rfile.readline():
            verb = line[:4].upper().strip()
            if verb in {b"EHLO", b"HELO"}:
                self.say("250-sink\r\n250-8BITMIME\r\n250 SIZE 10000000")
            elif verb == b"MAIL":
                if not self.reply("mail", _address(line), "250 go on"):
                    return
            elif verb == b"RCPT":
                recipient = _address(line)
                if not self.reply("rcpt", recipient, "250 go on"):
                    return
            elif verb == b"DATA":
                if not self.take(recipient):
                    return
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 all right")

    def take(self, recipient: str) -> bool:
        if (answer := self.server.sink.answer("data", recipient)) is not None:
            return self.give(answer)
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False  # the line broke before the end: nothing was received
            lines.append(line[1:] if line.startswith(b".") else line)
        mail = (recipient, b"".join(lines))
        self.server.sink.mails.append(mail)
        answer = self.server.sink.answer("end", recipient)
        if answer is not None and answer != DROP:
            self.server.sink.mails.remove(mail)
        return self.give(answer or "250 kept")

    def reply(self, stage: str, address: str, usual: str) -> bool:
        return self.give(self.server.sink.answer(stage, address) or usual)

    def give(self, answer: str) -> bool:
        if answer == DROP:
            return False
        self.say(answer)
        return True

    def say(self, text: str) -> None:
        with suppress(OSError):  # whoever we talked to may be gone
            self.wfile.write(f"{text}\r\n".encode())


def _address(line: bytes) -> str:
    found = re.search(rb"<([^>]*)>", line)
    return found[1].decode() if found else ""


@contextmanager
def running_sink(port: int = 0) -> Iterator[Sink]:
    """A sink on a free port, until the block ends."""
    with _Server(("127.0.0.1", port), _Talk) as server:
        server.sink = Sink(port=server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server.sink
        finally:
            server.shutdown()
            thread.join()
