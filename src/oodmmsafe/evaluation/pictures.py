"""The pictures of a run: all decoded before the first call, then read as they are."""

from __future__ import annotations

import hashlib

from oodmmsafe.case import Case
from oodmmsafe.suites import PictureError, Suite
from oodmmsafe.suites.pictures import read


class CheckedPictures:
    """The pictures of a suite, each decoded whole and compared with its case once, before the first call.

    Raises PictureError at the first picture that is not sound.
    """

    def __init__(self, suite: Suite):
        self._suite = suite
        self._sha256 = {case.id: hashlib.sha256(suite.picture_bytes(case)).hexdigest() for case in suite.cases}

    def sha256(self, case: Case) -> str:
        """Of the picture file's bytes."""
        return self._sha256[case.id]

    def read(self, case: Case) -> bytes:
        """The picture file's bytes, the same that were checked. Raises PictureError if the file has changed since."""
        path = self._suite.picture_path(case)
        data = read(path)
        if hashlib.sha256(data).hexdigest() != self._sha256[case.id]:
            raise PictureError(path, "was changed while the run was under way; run the same command again")
        return data
