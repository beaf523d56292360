"""Static files with their digest in their name, for production."""

from __future__ import annotations

from typing import Any

from whitenoise.storage import (  # type: ignore[import-untyped] # it has no stubs
    CompressedManifestStaticFilesStorage,
)


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # as above
    """Works out each file's address once for each process: a page names twenty of them, and
    what a name stands for does not change while a process lives."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[str, str] = {}

    def url(self, name: str | None, force: bool = False) -> str:
        if name is None or force:
            return str(super().url(name, force))
        if name not in self._addresses:
            self._addresses[name] = str(super().url(name))
        return self._addresses[name]
