"""An upload that is too large is refused while it arrives, not after it is stored."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

_CHUNK = 1 << 20
_MOST_DRAINED = 1 << 30


class LimitedUploadHandler(FileUploadHandler):
    """Stops reading at settings.LARGEST_UPLOAD bytes, whatever the request claims."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.received = 0

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any
    ) -> None:
        if content_length > settings.LARGEST_UPLOAD:
            # A browser shows an answer only once all it sends has been taken.
            for _chunk in iter(lambda: input_data.read(_CHUNK), b""):
                self.received += _CHUNK
                if self.received > _MOST_DRAINED:
                    break
            raise RequestDataTooBig("The file is larger than 25 MB.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > settings.LARGEST_UPLOAD:
            raise RequestDataTooBig("The file is larger than 25 MB.")
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
