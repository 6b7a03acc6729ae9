"""The furniture library, unpacked from Debian's package `sweethome3d-furniture` into `library.folder()`."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.files import writing_to
from oodmmsafe.scenes import library

PACKAGE = "sweethome3d-furniture"
LIBRARIES = ("BlendSwap-CC-0", "BlendSwap-CC-BY", "KatorLegaz", "Reallusion", "Scopia")


def install(package: Path | None = None, report: Callable[[str], None] = print) -> Path:
    """Unpack the library, unless it is there; returns its folder.

    package: the package's .deb file; without it, apt downloads it (120 MB; nothing is installed in the system).
    Raises OodmmsafeError saying what is missing.
    """
    target = library.folder()
    if all((target / name / "PluginFurnitureCatalog.properties").exists() for name in LIBRARIES):
        report(f"The furniture library is in {target}")
        return target
    with (
        writing_to(target, advice="set OODMMSAFE_HOME to a folder that you may write"),
        tempfile.TemporaryDirectory() as t,
    ):
        work = Path(t)
        package = package or _download(work, report)
        _run(["dpkg-deb", "-x", str(package), str(work / "unpacked")], "unpacking the package")
        unfinished = target.with_name(f".{target.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        for name in LIBRARIES:
            with zipfile.ZipFile(work / "unpacked/usr/share/sweethome3d/furniture" / f"{name}.sh3f") as archive:
                archive.extractall(unfinished / name)
        shutil.rmtree(target, ignore_errors=True)
        unfinished.rename(target)
    report(f"The furniture library is in {target}")
    return target


def _download(work: Path, report: Callable[[str], None]) -> Path:
    report(f"Downloading {PACKAGE} (120 MB) ...")
    _run(["apt-get", "download", PACKAGE], f"downloading {PACKAGE}", cwd=work)
    return next(work.glob(f"{PACKAGE}*.deb"))


def _run(command: list[str], doing: str, cwd: Path | None = None) -> None:
    advice = f"get {PACKAGE}_1.8-1_all.deb from a Debian mirror and call 'oodmmsafe scenes setup --package FILE'"
    try:
        done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise OodmmsafeError(f"{doing}: there is no '{command[0]}' on this machine; {advice}") from None
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise OodmmsafeError(f"{doing} failed: {last}; {advice}")
