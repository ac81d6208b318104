"""A packed web archive in, its bytes out, member by member: what is broken is passed over, where `gzip` gives up.

Web archives pack each record by itself, so that one that is broken costs no other. In the place of a member of which
nothing could be unpacked stands the head of a record that says nothing; behind a part of one, a line that is none.
"""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from typing_extensions import Buffer

MAGIC = b"\x1f\x8b\x08"
PACKED_BLOCK = 1 << 16
GZIP_BITS = 31  # window of zlib that takes the head and the sum of gzip
NO_RECORD = b"WARC/0.0\r\n\r\n\r\n\r\n"
PART_OF_RECORD = b"\r\n\r\nBROKEN\r\n\r\n"


class Packed(Protocol):
    """What gives bytes."""

    def read(self, size: int, /) -> bytes:
        """So many bytes, fewer at the end."""


class Members(io.RawIOBase):
    """The unpacked bytes of a file that may have many gzip members."""

    def __init__(self, packed: Packed) -> None:
        self._packed = packed
        self._left = b""  # packed bytes that have not been used
        self._given = b""  # unpacked bytes that have not been asked for
        self._begin()
        self._is_told = False  # that something is broken here

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        room = memoryview(buffer).cast("B")
        while not self._given and self._unpack():
            pass
        some, self._given = self._given[: len(room)], self._given[len(room) :]
        room[: len(some)] = some
        return len(some)

    def _begin(self) -> None:
        self._member = zlib.decompressobj(GZIP_BITS)
        self._taken = self._length = 0  # packed bytes of the member used, unpacked ones given

    def _unpack(self) -> bool:
        """Unpacks some more; whether there was any."""
        self._left = self._left or self._packed.read(PACKED_BLOCK)
        if not self._left:
            if self._taken:
                self._tell()
            self._begin()
            return bool(self._given)
        try:
            self._given = self._member.decompress(self._left, PACKED_BLOCK)
        except zlib.error:
            self._pass_over()
            return True
        rest = self._member.unconsumed_tail or self._member.unused_data
        self._taken += len(self._left) - len(rest)
        self._length += len(self._given)
        self._left = rest
        if self._member.eof:
            self._begin()
            self._is_told = False
        return True

    def _tell(self) -> None:
        if not self._is_told:
            self._given = PART_OF_RECORD if self._length else NO_RECORD
        self._is_told = True

    def _pass_over(self) -> None:
        """Goes to where the next member may begin."""
        self._tell()
        at = self._left.find(MAGIC, 0 if self._taken else 1)
        while at < 0 and (more := self._packed.read(PACKED_BLOCK)):
            self._left = self._left[1 - len(MAGIC) :] + more
            at = self._left.find(MAGIC)
        self._left = self._left[at:] if at >= 0 else b""
        self._begin()
