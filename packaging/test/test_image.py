"""The image: an OCI layout whose layers are unpacked here."""

import gzip
import hashlib
import json
import shutil
import subprocess
import tarfile

import pytest
from conftest import unpack
from root import Root


@pytest.fixture(scope="module")
def layout(work, find):
    folder = work / "layout"
    folder.mkdir()
    with tarfile.open(find("sce-*-oci-*.tar")) as image:
        image.extractall(folder)
    yield folder
    shutil.rmtree(folder)


def read(layout, description):
    content = (layout / "blobs" / description["digest"].replace(":", "/")).read_bytes()
    assert hashlib.sha256(content).hexdigest() == description["digest"].split(":")[1]
    assert len(content) == description["size"]
    return content


@pytest.fixture(scope="module")
def manifest(layout):
    assert json.loads((layout / "oci-layout").read_text()) == {"imageLayoutVersion": "1.0.0"}
    (described,) = json.loads((layout / "index.json").read_text())["manifests"]
    return json.loads(read(layout, described))


@pytest.fixture(scope="module")
def config(layout, manifest):
    return json.loads(read(layout, manifest["config"]))


@pytest.fixture(scope="module")
def container(work, layout, manifest, config):
    folder = work / "container"
    folder.mkdir()
    for layer, digest in zip(manifest["layers"], config["rootfs"]["diff_ids"], strict=True):
        content = gzip.decompress(read(layout, layer))
        assert "sha256:" + hashlib.sha256(content).hexdigest() == digest
        unpack(layout / "blobs" / layer["digest"].replace(":", "/"), folder)
    (entry,) = config["config"]["Entrypoint"]
    return Root(folder, entry, "/usr/lib/sce/share/sce/examples")


def test_the_quick_start_runs(container, user):
    container.check_quick_start(user)


def test_an_evaluation_runs(container, user):
    container.check_evaluation(user)


def test_doctor_finds_what_it_needs(container, user):
    container.check_doctor(user)


def test_programs_in_cpp_are_compiled(container, user):
    row = {"files": {"a.cc": "#include <iostream>\nint main() { std::cout << 6 * 7; }"}}
    row["commands"] = [{"command": ["g++", "-o", "a", "a.cc"]}, {"command": ["./a"]}]
    run = container.call(user, "run", "-", stdin=json.dumps(row) + "\n")
    assert '"stdout":"42"' in run.stdout, run.stdout + run.stderr


@pytest.mark.skipif(not shutil.which("skopeo"), reason="skopeo is not installed")
def test_an_image_tool_reads_it(find, config):
    image = find("sce-*-oci-*.tar")
    run = subprocess.run(["skopeo", "inspect", "--config", f"oci-archive:{image}"], capture_output=True)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["config"]["Entrypoint"] == config["config"]["Entrypoint"]
