"""The package of Debian, installed in a minimal Debian."""

import shutil
import subprocess

import pytest
from conftest import IS_ROOT, unpack
from root import Root


@pytest.fixture(scope="module")
def installed(work, debian, find):
    if not IS_ROOT:
        pytest.skip("dpkg installs as root only")
    folder = work / "package"
    folder.mkdir()
    unpack(debian, folder)
    shutil.copy(find("sce_*.deb"), folder / "sce.deb")
    root = Root(folder, "/usr/bin/sce", "/usr/share/doc/sce/examples")
    run = root.run(None, "dpkg", "-i", "/sce.deb", writable=True)
    assert run.returncode == 0, run.stdout + run.stderr
    yield root
    assert root.run(None, "dpkg", "-r", "sce", writable=True).returncode == 0
    assert not (folder / "usr/lib/sce").exists()


def test_the_quick_start_runs(installed, user):
    installed.check_quick_start(user)


def test_an_evaluation_runs(installed, user):
    installed.check_evaluation(user)


def test_doctor_finds_what_it_needs(installed, user):
    installed.check_doctor(user)


def test_files_are_where_others_look_for_them(installed):
    files = installed.run(None, "dpkg", "-L", "sce").stdout.splitlines()
    for file in ("man/man1/sce.1.gz", "bash-completion/completions/sce", "doc/sce/copyright", "doc/sce/changelog.gz"):
        assert "/usr/share/" + file in files


def test_files_are_as_they_were_packed(installed):
    run = installed.run(None, "dpkg", "--verify", "sce")
    assert (run.returncode, run.stdout) == (0, "")


@pytest.mark.skipif(not shutil.which("lintian"), reason="lintian is not installed")
def test_lintian_finds_nothing(find):
    command = ["lintian", "--allow-root", "--fail-on=error,warning", find("sce_*.deb")]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
