"""The commands `oodmmsafe suite ...` and `oodmmsafe scenes ...`: thin, importing what they need when they run."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from oodmmsafe.errors import IncompleteError, OodmmsafeError

AddCommand = Callable[..., argparse.ArgumentParser]
_KEPT = "what is done is kept, and the same command goes on from there"


def add_suite_commands(commands: argparse._SubParsersAction, add: AddCommand) -> None:
    """Add `suite` with its commands; `add` makes one command."""
    suite = commands.add_parser("suite", help="list, show, check, browse, build suites", description="Suites of pairs.")
    kinds = suite.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add(kinds, "list", _list, "names of the built-in suites")
    show = add(kinds, "show", _show, "a suite's coverage and one of its pairs")
    check = add(kinds, "check", _check, "validate everything: schema, hash, pictures, twins, duplicates")
    for command in (show, check):
        command.add_argument("suite", help="a built-in suite or a suite folder")
        command.add_argument("--json", action="store_true", help="one line of JSON")
    show.add_argument("--pair", help="id of the pair to show (default: the first)")
    gallery = add(kinds, "gallery", _gallery, "write a static page to browse a suite: pictures, twins, chains")
    gallery.add_argument("suite", help="a built-in suite or a suite folder")
    gallery.add_argument("--out", type=Path, required=True, help="folder for index.html and the pictures")
    export = add(kinds, "export", _export, "write a suite as a folder that another harness runs")
    export.add_argument("suite", help="a built-in suite or a suite folder")
    export.add_argument("--to", required=True, metavar="TOOL", help="lmms-eval or vlmevalkit")
    export.add_argument("out", type=Path, help="the folder")
    public = add(kinds, "public", _public, "read a public benchmark in its own format, an item a line of JSON")
    public.add_argument("benchmark", help="mssbench, siuo, salad, vlsbench or vlguard")
    public.add_argument("folder", type=Path, help="where its files lie")
    new = add(kinds, "new", _new, "write a case file to start from")
    new.add_argument("file", type=Path, help="such as my-suite/wet-floor.toml; its name is the case's id")
    attempt = add(kinds, "try", _try, "judge the answers written into case files with the reference judge")
    attempt.add_argument("files", nargs="+", type=Path, metavar="FILE", help="case files, or folders of them")
    build = add(
        kinds, "build", _build, "render case files that need it (with Blender) and write the suite folder", _KEPT
    )
    build.add_argument("files", nargs="+", type=Path, metavar="FILE", help="case files, or folders of them")
    build.add_argument("--out", type=Path, required=True, help="the suite folder; what is rendered there is kept")
    build.add_argument("--name", help="the suite's name (default: the name of the folder)")
    build.add_argument("--version", default="0.1", help="(default: %(default)s)")
    build.add_argument("--description", default="", help="a line that says what it is")
    build.add_argument("--jobs", type=int, default=1, help="processes that render side by side (default: %(default)s)")
    build.add_argument("--small", action="store_true", help="pictures of 384 x 288 instead of 768 x 576")
    build.add_argument("--again", action="append", default=[], metavar="ID", help="render this pair in any case")


def add_scenes_commands(commands: argparse._SubParsersAction, add: AddCommand) -> None:
    """Add `scenes` with its commands; `add` makes one command."""
    scenes = commands.add_parser(
        "scenes", help="props and settings, previews, renderer", description="Rendered scenes."
    )
    kinds = scenes.add_subparsers(title="commands", metavar="COMMAND", required=True)
    props = add(kinds, "props", _props, "the props that a scene may hold, with their parameters")
    props.add_argument("word", nargs="?", default="", help="only names that contain it")
    add(kinds, "settings", _settings, "the settings, their furniture and places")
    preview = add(kinds, "preview", _preview, "draft pictures of case files on one sheet (with Blender)")
    preview.add_argument("files", nargs="+", type=Path, metavar="FILE", help="case files")
    preview.add_argument("--out", type=Path, required=True, help="the PNG file")
    setup = add(kinds, "setup", _setup, "get the furniture library that pictures are rendered with")
    setup.add_argument("--package", type=Path, help="sweethome3d-furniture_*.deb, if it is here already")


def _list(options: argparse.Namespace) -> None:
    from oodmmsafe import suites

    print("\n".join(suites.names()))


def _show(options: argparse.Namespace) -> None:
    from oodmmsafe.suites.show import pair_of, show_pair

    suite = _open(options.suite)
    show_pair(suite, pair_of(suite, options.pair), as_json=options.json)


def _check(options: argparse.Namespace) -> None:
    from oodmmsafe.suites.check import check

    found = check(_open(options.suite))
    print(json.dumps(found) if options.json else json.dumps(found, indent=2))
    if found["problems"]:
        raise OodmmsafeError(f"suite '{options.suite}' has {len(found['problems'])} problems, listed above")


def _gallery(options: argparse.Namespace) -> None:
    from oodmmsafe.reporting.suite_gallery import write_gallery

    print(f"The gallery is {write_gallery(_open(options.suite), options.out)}")


def _new(options: argparse.Namespace) -> None:
    from oodmmsafe.suites.new import write_template

    write_template(options.file)
    print(f"{options.file}: fill it in (docs/writing-cases.md), then 'oodmmsafe suite try {options.file}'")


def _try(options: argparse.Namespace) -> None:
    from oodmmsafe.suites.probes import try_cases

    wrong = try_cases(options.files)
    if wrong:
        raise OodmmsafeError(f"{wrong} answers are not judged as their author meant them, see above")


def _build(options: argparse.Namespace) -> None:
    from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

    from oodmmsafe.reporting.console import Terminal
    from oodmmsafe.suites import build, source

    sources = source.load_all(options.files)
    columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeRemainingColumn(), "{task.fields[last]}")
    with Progress(*columns, console=Terminal()) as progress:
        task = progress.add_task("render", total=None, last="")

        def show(done: int, total: int, id: str) -> None:
            progress.update(task, completed=done, total=total, last=id)

        failures = build.render_missing(
            sources, options.out, jobs=options.jobs, small=options.small, again=options.again, report=show
        )
    if failures:
        print("\n".join(failures))
        raise IncompleteError(f"{len(failures)} pairs could not be rendered, see above; mend them and run it again")
    suite = build.assemble(
        options.name or options.out.resolve().name, options.version, options.description, sources, options.out
    )
    print(f"{suite.name} {suite.version}: {len(suite.pairs)} pairs in {suite.root}, hash {suite.hash}")


def _export(options: argparse.Namespace) -> None:
    from oodmmsafe.adapters.export import export

    export(_open(options.suite), options.to, options.out)
    print(f"{options.out / 'README.md'} says how to run it")


def _public(options: argparse.Namespace) -> None:
    from dataclasses import asdict

    from oodmmsafe.suites import public

    for item in public.read(options.benchmark, options.folder):
        print(json.dumps(asdict(item) | {"picture": str(item.picture)}, ensure_ascii=False))


def _props(options: argparse.Namespace) -> None:
    from oodmmsafe.scenes.catalogue import describe, props

    for prop in props().values():
        if options.word in prop.name:
            print(describe(prop))


def _settings(options: argparse.Namespace) -> None:
    from oodmmsafe.scenes.settings import describe, settings

    print("\n".join(describe(setting) for setting in settings().values()))


def _preview(options: argparse.Namespace) -> None:
    from oodmmsafe.suites import preview

    preview.preview_files(options.files, options.out)


def _setup(options: argparse.Namespace) -> None:
    from oodmmsafe.scenes import setup

    setup.install(options.package)


def _open(name: str):
    from rich.console import Console

    from oodmmsafe.suites.progress import open_with_progress

    return open_with_progress(name, Console(stderr=True))
