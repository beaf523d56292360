"""The keys of wave sets, which live outside the database.

One file for each wave set in settings.SURVEY_KEY_DIR: the key of its pseudonyms and the
private key that opens its holdings.  A copy of the database holds neither.  When the last
wave of a set closes, the file is overwritten and removed; after that nobody can tell whose
pseudonym is whose, or open a holding that was missed.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from nacl.encoding import HexEncoder
from nacl.public import PrivateKey


class KeyDestroyed(Exception):
    """The key of this wave set no longer exists: its waves are closed."""


@dataclass(frozen=True)
class WaveKeys:
    pseudonym_key: bytes  # 32 bytes, for HMAC-SHA256
    private_key: PrivateKey  # opens sealed boxes


def _path(name: UUID) -> Path:
    return Path(settings.SURVEY_KEY_DIR) / f"{name}.json"


def create(name: UUID) -> bytes:
    """Make and store the keys of a new wave set; returns its public key (32 bytes)."""
    private = PrivateKey.generate()
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    document = {
        "pseudonym_key": secrets.token_bytes(32).hex(),
        "private_key": private.encode(HexEncoder).decode(),
    }
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        json.dump(document, file)
        file.flush()
        os.fsync(file.fileno())
    return bytes(private.public_key)


def read(name: UUID) -> WaveKeys:
    """The keys of a wave set; raises KeyDestroyed."""
    try:
        document = json.loads(_path(name).read_text(encoding="ascii"))
    except FileNotFoundError as error:
        raise KeyDestroyed("The key of this survey was destroyed when it closed.") from error
    return WaveKeys(
        pseudonym_key=bytes.fromhex(document["pseudonym_key"]),
        private_key=PrivateKey(document["private_key"].encode(), encoder=HexEncoder),
    )


def destroy(name: UUID) -> None:
    """Overwrite and remove the keys of a wave set; doing it twice is doing it once."""
    path = _path(name)
    if not path.exists():
        return
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
