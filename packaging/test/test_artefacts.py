"""What holds for all artefacts together."""

import filecmp
import json
import subprocess
from pathlib import Path

import pytest


def test_checksums_are_right_and_complete(dist):
    run = subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=dist, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    listed = {line.split()[1] for line in (dist / "SHA256SUMS").read_text().splitlines()}
    assert listed == {file.name for file in dist.iterdir()} - {"SHA256SUMS"}


def test_the_bill_of_materials_has_what_is_shipped(find, members):
    bill = json.loads(find("sce-*.cdx.json").read_text())
    assert bill["bomFormat"] == "CycloneDX"
    components = bill["components"]
    files = {f"{component['name']}-{component['version']}.jar" for component in components}
    shipped = {Path(member.name).name for member in members if member.name.endswith(".jar")}
    libraries = {jar for jar in shipped if not jar.startswith(("sce-cli-", "jrt-fs"))}
    assert libraries <= files
    assert {"OpenJDK", "glibc"} <= {component["name"] for component in components}
    assert all(component.get("licenses") for component in components if component.get("group") != "dev.sce")


def test_two_runs_give_the_same_bytes(dist, request):
    again = request.config.getoption("--again")
    if again is None:
        pytest.skip("--again names no other run")
    names = sorted(file.name for file in again.iterdir() if file.name != "SHA256SUMS")
    assert names
    _, different, missing = filecmp.cmpfiles(dist, again, names, shallow=False)
    assert (different, missing) == ([], [])
