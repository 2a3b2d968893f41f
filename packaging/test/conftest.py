"""Tests of a release, in file systems that have no Java, Maven or compiler.

    packaging/release -o dist
    python3 -m pytest packaging/test --dist dist [--again OTHER]

--again names the artefacts of another run of packaging/release, which must be equal. Needs mmdebstrap and bubblewrap.
As root, every test runs as root and as an ordinary user.
"""

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))

from root import NOBODY, Root  # noqa: E402

IS_ROOT = os.geteuid() == 0


def pytest_addoption(parser):
    default = Path(__file__).resolve().parents[2] / "dist"
    parser.addoption("--dist", type=Path, default=default, help="what packaging/release made (default: %(default)s)")
    parser.addoption("--again", type=Path, help="what another run of it made")
    parser.addoption("--debian", type=Path, help="the minimal Debian, as a tar, if it was made before")


@pytest.fixture(scope="session")
def dist(request):
    folder = request.config.getoption("--dist")
    assert (folder / "SHA256SUMS").exists(), f"{folder} has no release: run packaging/release -o {folder}"
    return folder


@pytest.fixture(scope="session")
def find(dist):
    def one(pattern):
        (found,) = dist.glob(pattern)
        return found

    return one


@pytest.fixture(scope="session")
def work(tmp_path_factory):
    """A folder that every user can enter, emptied at the end."""
    folder = tmp_path_factory.mktemp("release")
    for each in (folder, folder.parent, folder.parent.parent):
        if each.stat().st_uid == os.getuid():
            each.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def debian(request, work):
    """A minimal Debian with Python, as a tar."""
    system = request.config.getoption("--debian")
    if system is not None:
        return system
    system = work / "debian.tar"
    subprocess.run(["mmdebstrap", "-q", "--variant=minbase", "--include=python3", "bookworm", system], check=True)
    return system


@pytest.fixture(scope="session")
def unpacked(work, debian, find):
    """The tarball, unpacked in a minimal Debian."""
    folder = work / "tarball"
    (folder / "opt").mkdir(parents=True)
    unpack(debian, folder)
    unpack(find("sce-*-linux-*.tar.gz"), folder / "opt")
    (tree,) = (folder / "opt").iterdir()
    return Root(folder, "/opt/" + tree.name + "/bin/sce", "/opt/" + tree.name + "/share/sce/examples")


def unpack(archive, folder):
    # Devices cannot be made by an ordinary user, and nothing here needs them: each run has a /dev of its own.
    subprocess.run(["tar", "-x", "-p", "--exclude=./dev/*", "-f", archive, "-C", folder], check=True)


@pytest.fixture(params=["root", "ordinary user"])
def user(request):
    if request.param == "root":
        if not IS_ROOT:
            pytest.skip("only root runs tests as root")
        return None
    return NOBODY if IS_ROOT else os.getuid()


@pytest.fixture(scope="session")
def members(find):
    with tarfile.open(find("sce-*-linux-*.tar.gz")) as archive:
        return archive.getmembers()
