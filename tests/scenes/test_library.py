"""The furniture library's catalogue, its installation and the credits, on a small library made here."""

from __future__ import annotations

import shutil
import subprocess
import zipfile

import pytest

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.scenes import credits, library, setup
from oodmmsafe.scenes.catalogue import LibraryProp, find, props
from oodmmsafe.scenes.description import Placement, Scene

CATALOGUE = """\
# comment
name#1=Red|Chair
creator#1=Ann
model#1=/blend/chair.obj
width#1=50
depth#1=60
height#1=90.5
modelRotation#1=1 0 0 0 0 -1 0 1 0
name#2=Box
model#2=/blend/box.obj
width#2=10
depth#2=10
height#2=10
"""


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A home of the test's own, and no catalogue remembered from another."""
    monkeypatch.setenv("OODMMSAFE_HOME", str(tmp_path / "home"))
    library._catalogue.cache_clear()
    yield tmp_path / "home"
    library._catalogue.cache_clear()


def install(name="Scopia"):
    folder = library.folder() / name
    folder.mkdir(parents=True)
    (folder / "PluginFurnitureCatalog.properties").write_text(CATALOGUE)


def test_a_model_as_its_catalogue_says():
    install()
    model = library.model("Scopia#1")
    assert (model.title, model.creator, model.licence) == ("Red|Chair", "Ann", "CC-BY-3.0")
    assert model.size == (0.5, 0.6, 0.905) and len(model.rotation) == 9
    assert model.file == library.folder() / "Scopia/blend/chair.obj"
    assert library.model("Scopia#2").creator == "Scopia"


def test_the_licence_of_the_free_library():
    install("BlendSwap-CC-0")
    assert library.model("BlendSwap-CC-0#2").licence == "CC0-1.0"


def test_what_is_missing_is_named():
    with pytest.raises(OodmmsafeError, match="not installed; run 'oodmmsafe scenes setup'"):
        library.model("Scopia#1")
    install()
    with pytest.raises(OodmmsafeError, match="Scopia has no model number 9"):
        library.model("Scopia#9")


def test_credits_name_every_library_model_once(monkeypatch):
    install()
    chair, modelled = LibraryProp("test chair", "Scopia#1"), find("bottle")
    monkeypatch.setattr(credits.catalogue, "find", lambda name: chair if name == "test chair" else modelled)
    placed = tuple(Placement(id, "test chair", "on", "floor") for id in "ab")
    text = credits.credits_of([Scene("spare room", placed)])
    assert text.count("| test chair | Red/Chair (Scopia#1) | Ann | CC-BY-3.0 |") == 1
    assert "bottle" not in text


def package(folder):
    """A .deb like Debian's, with every library in it."""
    data = folder / "deb/usr/share/sweethome3d/furniture"
    data.mkdir(parents=True)
    for name in setup.LIBRARIES:
        with zipfile.ZipFile(data / f"{name}.sh3f", "w") as archive:
            archive.writestr("PluginFurnitureCatalog.properties", CATALOGUE)
    control = folder / "deb/DEBIAN"
    control.mkdir()
    (control / "control").write_text(
        "Package: sweethome3d-furniture\nVersion: 0\nArchitecture: all\nMaintainer: x <x@example.org>\nDescription: x\n"
    )
    subprocess.run(["dpkg-deb", "-b", str(folder / "deb"), str(folder / "it.deb")], check=True, capture_output=True)
    return folder / "it.deb"


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg-deb is not installed")
def test_the_library_is_unpacked_once(tmp_path, home):
    said = []
    setup.install(package(tmp_path), said.append)
    assert library.model("KatorLegaz#1").title == "Red|Chair"
    setup.install(tmp_path / "no-such-file.deb", said.append)
    assert said == [f"The furniture library is in {home / 'furniture'}"] * 2


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg-deb is not installed")
def test_a_package_that_is_none_is_one_line_and_leaves_nothing(tmp_path):
    (tmp_path / "it.deb").write_bytes(b"not a package")
    with pytest.raises(OodmmsafeError, match=r"unpacking the package failed: .*Debian mirror"):
        setup.install(tmp_path / "it.deb", print)
    assert not library.folder().exists()


def test_without_the_tools_it_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OodmmsafeError, match="no 'apt-get' on this machine; get sweethome3d-furniture"):
        setup.install(None, lambda text: None)


def test_most_props_are_there():
    assert sum(isinstance(prop, LibraryProp) for prop in props().values()) >= 200
