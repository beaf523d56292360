"""Looks into a ZIP file before anything else opens it.

What the directory of an archive claims is not believed: each member is unpacked here, counted,
and must end where it said it would.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

LARGEST_UNPACKED = 200 * 1024 * 1024
LARGEST_RATIO = 200  # of members over a megabyte; spreadsheets stay well below 100
MOST_MEMBERS = 2_000
_CHUNK = 1 << 20
# NotImplementedError: it asks for a ZIP of a later version than there is.
_NO_ARCHIVE = (
    zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, struct.error,
)  # fmt: skip


class Suspicious(Exception):
    """The archive would unpack to more than we are willing to hold, or lies about it."""


class Damaged(Exception):
    """The archive cannot be unpacked."""


def check(content: bytes) -> list[str]:
    """The names of the members, if the archive as a whole is safe to unpack by its own word."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except _NO_ARCHIVE as error:
        raise Damaged from error
    if len(members) > MOST_MEMBERS:
        raise Suspicious
    if sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise Suspicious
    for member in members:
        ratio = member.file_size / max(1, member.compress_size)
        if member.file_size > _CHUNK and ratio > LARGEST_RATIO:
            raise Suspicious
        if member.flag_bits & 1:
            raise Damaged  # encrypted
    return [member.filename for member in members]


def unpacked(content: bytes) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Each member's name and its bytes in chunks, never more than it declared."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.infolist():
            yield member.filename, _chunks(content, member)


def _chunks(content: bytes, member: zipfile.ZipInfo) -> Iterator[bytes]:
    header = content[member.header_offset : member.header_offset + 30]
    if len(header) < 30:
        raise Damaged
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    start = member.header_offset + 30 + name_length + extra_length
    packed = content[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        if len(packed) != member.file_size:
            raise Damaged
        yield packed
        return
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise Damaged
    yield from _inflated(packed, member.file_size)


def _inflated(packed: bytes, declared: int) -> Iterator[bytes]:
    engine = zlib.decompressobj(-15)
    total = 0
    waiting = packed
    try:
        while not engine.eof:
            chunk = engine.decompress(waiting, _CHUNK)
            waiting = engine.unconsumed_tail
            total += len(chunk)
            if total > declared:
                raise Suspicious
            if not chunk and not engine.eof:
                raise Damaged
            yield chunk
    except zlib.error as error:
        raise Damaged from error
    if total != declared:
        raise Damaged


@dataclass
class SheetSize:
    """How far a worksheet reaches, counted in its XML."""

    rows: int = 0
    columns: int = 0


_TOKEN = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])([^>]{0,400})", re.DOTALL)
_PLACE = re.compile(rb"\sr\s*=\s*[\"']\s*([A-Za-z]*)(\d+)")


def sheet_size(chunks: Iterator[bytes], *, most_rows: int, most_columns: int) -> SheetSize:
    """Measure a worksheet without building it, and stop as soon as it is too large.

    One cell at XFD1048576 would make a reader allocate seventeen thousand million cells.
    """
    size = SheetSize()
    in_row = 0
    rest = b""
    for chunk in chunks:
        text = rest + chunk
        end = text.rfind(b"<") if len(chunk) == _CHUNK else len(text)
        end = max(end, 0)
        for token in _TOKEN.finditer(text, 0, end):
            place = _PLACE.search(token[2])
            if token[1] == b"row":
                in_row = 0
                size.rows = max(size.rows + 1, int(place[2]) if place else 0)
            else:
                in_row = max(in_row + 1, _column(place[1]) if place else 0)
                size.columns = max(size.columns, in_row)
                if place:
                    size.rows = max(size.rows, int(place[2]))
            if size.rows > most_rows or size.columns > most_columns:
                return size
        rest = text[end:]
    return size


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:8]:
        number = number * 26 + letter - 64
    return number
