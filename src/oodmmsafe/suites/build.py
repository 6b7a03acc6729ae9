"""From case files to a suite folder: what is not rendered yet is rendered, the rest is kept.

Only scenes whose description has changed need Blender (the environment that `make render` sets up).
"""

from __future__ import annotations

import fcntl
import importlib.util
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

from oodmmsafe.case import Picture
from oodmmsafe.errors import IncompleteError, OodmmsafeError
from oodmmsafe.files import write_bytes, write_text, writing_to
from oodmmsafe.scenes import library
from oodmmsafe.scenes.credits import credits_of
from oodmmsafe.suites import folder, probes_file, scenes_file
from oodmmsafe.suites.pictures import decode, pixel_sha256
from oodmmsafe.suites.scenes_file import KeyProp, RenderedPair, RenderedScene
from oodmmsafe.suites.source import CaseSource
from oodmmsafe.suites.suite import Suite, SuiteError

LICENSE = "CC-BY-4.0"
_SCENES_PER_WORKER = 30
PICTURES, CREDITS_FILE = "pictures", "CREDITS.md"

Report = Callable[[int, int, str], None]


def render_missing(
    sources: Sequence[CaseSource], root: Path, *, jobs: int = 1, small: bool = False, again: Sequence[str] = (),
    report: Report = lambda done, total, id: None,
) -> list[str]:  # fmt: skip
    """Render the pairs whose descriptions changed since they were last rendered into `root`.

    Each finished pair is on disk before the next one is reported, so a call that is stopped goes on where it was.
    jobs: processes side by side.  small: 384 x 288 in place of 768 x 576.  again: ids to render in any case.
    Returns one line for each pair that could not be rendered.
    """
    with writing_to(root):
        (root / PICTURES).mkdir(parents=True, exist_ok=True)
        with _alone(root):
            done = scenes_file.load(root)
            owed = [s for s in sources if s.id in again or _is_stale(s, done.get(s.id), root)]
            failures = []
            for number, (source, result) in enumerate(_rendered(owed, jobs, small), start=1):
                if isinstance(result, OodmmsafeError):
                    failures.append(f"{source.path}: {result}")
                else:
                    done[source.id] = _store(source, result, root)
                    scenes_file.save(root, done)
                report(number, len(owed), source.id)
    return failures


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Keep a second build out of `root`: each would write scenes.json without the other's pairs."""
    lock = root.parent / f".{root.name}.lock"
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise IncompleteError(
                f"{root}: another build is writing there; run the command again when it is done"
            ) from None
        try:
            yield
        finally:
            lock.unlink()


def assemble(name: str, version: str, description: str, sources: Sequence[CaseSource], root: Path) -> Suite:
    """Write suite.json, pairs.jsonl, probes.jsonl and CREDITS.md from case files and the pictures rendered into `root`.

    Pairs and pictures that belong to no case file are removed. Raises SuiteError for a pair that is not rendered.
    """
    rendered = scenes_file.load(root)
    pairs = []
    for source in sources:
        if _is_stale(source, rendered.get(source.id), root):
            raise SuiteError(
                f"{source.path}: its pictures are not rendered yet; run 'oodmmsafe suite build' with Blender"
            )
        made = rendered[source.id]
        pairs.append(
            source.pair(Picture(made.hazard.path, made.hazard.sha256), Picture(made.twin.path, made.twin.sha256))
        )
    with writing_to(root):
        kept = {source.id: rendered[source.id] for source in sources}
        scenes_file.save(root, kept)
        probes_file.save(root, sources)
        if library.folder().exists():  # whoever only rewords a case need not have it: the credits stay as they are
            write_text(root / CREDITS_FILE, credits_of(scene for source in sources for scene in source.scenes))
        suite = folder.save(name, version, pairs, root, license=LICENSE, description=description)
        wanted = {case.picture.path for case in suite.cases}
        for file in (root / PICTURES).iterdir():
            if f"{PICTURES}/{file.name}" not in wanted:
                file.unlink()
    return suite


def _is_stale(source: CaseSource, made: RenderedPair | None, root: Path) -> bool:
    if made is None or made.scene_sha256 != source.scene_sha256:
        return True
    return not all((root / scene.path).exists() for scene in (made.hazard, made.twin))


def _rendered(sources: Sequence[CaseSource], jobs: int, small: bool) -> Iterator[tuple[CaseSource, object]]:
    """Each source with its RenderedFiles or the error that kept it from being rendered, as they come."""
    if not sources:
        return
    _need_blender()
    context = multiprocessing.get_context("spawn")
    # Blender keeps some memory of every scene, so workers are replaced after a few dozen: by a new pool, because a pool
    # that replaces its own (max_tasks_per_child) can wait for ever (CPython issue 115634)
    batch = jobs * _SCENES_PER_WORKER
    for start in range(0, len(sources), batch):
        with ProcessPoolExecutor(jobs, context, _leave_with, (os.getpid(),)) as pool:
            waiting = {pool.submit(_render, source, small): source for source in sources[start : start + batch]}
            for future in as_completed(waiting):
                error = future.exception()
                if isinstance(error, BrokenProcessPool):
                    raise IncompleteError("a rendering process died; what is rendered is kept, run the command again")
                if error is not None and not isinstance(error, OodmmsafeError):
                    raise error
                yield waiting[future], error or future.result()


def _leave_with(parent: int) -> None:
    """Let this process end soon after its parent: a killed build leaves nobody who renders for no one."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _render(source: CaseSource, small: bool):
    from oodmmsafe.scenes.blender import stage, worker

    return worker.render(source.scenes, stage.SMALL if small else stage.FULL)


def _need_blender() -> None:
    # looked for and not imported: it changes sys.path, which the workers inherit
    if importlib.util.find_spec("bpy") is None:
        raise OodmmsafeError(
            "rendering needs Blender's Python module: run 'make render' and use .venv-render/bin/oodmmsafe"
        )


def _store(source: CaseSource, files, root: Path) -> RenderedPair:
    scenes = []
    for data, seen, scene in zip(files.webp, files.seen, source.scenes, strict=True):
        sha256 = pixel_sha256(decode(data, source.id))
        # named by its pixels: neither the name nor the metadata says what is in it or on which side it stands
        path = f"{PICTURES}/{sha256[:16]}.webp"
        write_bytes(root / path, data)
        exceptions = {key.id: key.exception for key in scene.keys}
        keys = tuple(KeyProp(id, round(s.share, 5), round(s.open, 3), exceptions[id]) for id, s in seen.items())
        scenes.append(RenderedScene(path, sha256, keys))
    return RenderedPair(source.scene_sha256, scenes[0], scenes[1], round(files.cpu_seconds, 1))
