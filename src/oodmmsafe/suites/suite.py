"""A named, versioned, hashed set of pairs with their pictures."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from PIL.Image import Image

from oodmmsafe.case import Case, Pair, canonical_json, to_json
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.suites import pictures


class SuiteError(OodmmsafeError):
    """A suite that does not exist or is not what it says it is."""


@dataclass(frozen=True)
class Suite:
    """Pairs under a name and a version; `root` is the folder that their picture paths are relative to.

    Raises SuiteError if the suite is empty or two pairs or two cases share an id.
    """

    name: str
    version: str
    root: Path
    pairs: tuple[Pair, ...]

    def __post_init__(self) -> None:
        if not self.pairs:
            raise SuiteError(f"suite '{self.name}' has no pairs")
        first_use: dict[tuple[str, str], int] = {}
        for number, pair in enumerate(self.pairs, start=1):
            ids = {"hazard.pair": pair.id, "hazard.id": pair.hazard.id, "twin.id": pair.twin.id}
            for field, value in ids.items():
                earlier = first_use.setdefault((field.rpartition(".")[2], value), number)
                if earlier != number:
                    raise SuiteError(
                        f"suite '{self.name}', pair {number}, field '{field}': '{value}' is also that of pair {earlier}"
                    )

    @cached_property
    def hash(self) -> str:
        """sha256 over name, version and pairs; the pairs carry the hashes of their pictures' pixels."""
        content = {"name": self.name, "version": self.version, "pairs": [to_json(pair) for pair in self.pairs]}
        return hashlib.sha256(canonical_json(content)).hexdigest()

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """All cases: of each pair the hazard case, then its twin."""
        return tuple(case for pair in self.pairs for case in (pair.hazard, pair.twin))

    def picture_path(self, case: Case) -> Path:
        """Where the picture of `case` lies."""
        return self.root / case.picture.path

    def picture_bytes(self, case: Case) -> bytes:
        """The picture file of `case` as it lies on disk, after decoding all of it and checking its pixels' hash.

        Raises PictureError naming the file and the reason.
        """
        return self._open(case)[0]

    def picture(self, case: Case) -> Image:
        """The decoded picture of `case`, RGB. Raises PictureError as `picture_bytes` does."""
        return self._open(case)[1]

    def _open(self, case: Case) -> tuple[bytes, Image]:
        path = self.picture_path(case)
        data = pictures.read(path)
        picture = pictures.decode(data, path)
        found = pictures.pixel_sha256(picture)
        if found != case.picture.sha256:
            raise pictures.PictureError(
                path, f"is another picture than case '{case.id}' expects: its pixels hash to {found}"
            )
        return data, picture
