"""The supervisor for arm64, built by a cross compiler and run by an emulator.

The emulator has no namespaces, so a supervisor gets no further than its handshake; that much shows that it was built
for the architecture and speaks the protocol there.
"""

import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCES = REPOSITORY / "sandbox/src/main/c"
EMULATOR = ["qemu-aarch64-static", "-L", "/usr/aarch64-linux-gnu"]

sys.path.insert(0, str(REPOSITORY / "sandbox/src/test/c"))
from drive import P, pack  # noqa: E402

pytestmark = pytest.mark.skipif(
    not shutil.which("aarch64-linux-gnu-gcc") or not shutil.which(EMULATOR[0]),
    reason="needs gcc-aarch64-linux-gnu, libc6-dev-arm64-cross and qemu-user-static",
)


@pytest.fixture(scope="module")
def built(work):
    folder = work / "arm64"
    tools = ["CC=aarch64-linux-gnu-gcc", "STRIP=aarch64-linux-gnu-strip", f"OUT={folder}", f"OBJ={folder}/objects"]
    goals = ["all", f"{folder}/unit", f"{folder}/fuzz"]
    subprocess.run(["make", "-s", "-j2", "-C", SOURCES, *tools, *goals], check=True)
    return folder


def test_the_supervisor_is_one_file_for_arm64(built):
    header = (built / "sce-supervisor").read_bytes()[:64]
    arm64 = 183
    assert header[:4] == b"\x7fELF" and struct.unpack_from("<H", header, 18) == (arm64,)


@pytest.mark.parametrize("program", [["unit"], ["fuzz", "5000"]])
def test_unit_tests_pass(built, program):
    run = subprocess.run([*EMULATOR, built / program[0], *program[1:]], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def answer(built, version):
    """Sends the first frame of the protocol; returns the kind of the answer, and its content."""
    namespaces, no_groups, identity = 1, 0, 65534
    hello = struct.pack("<IHBBIIQQ", P.MAGIC, version, namespaces, no_groups, identity, identity, 1 << 20, 1000)
    hello += pack("") * 3 + pack("/usr/bin") + struct.pack("<I", 0)
    frame = struct.pack("<IB", len(hello), P.MSG_HELLO) + hello
    run = subprocess.run([*EMULATOR, built / "sce-supervisor"], input=frame, capture_output=True, timeout=120)
    length, kind = struct.unpack_from("<IB", run.stdout)
    assert len(run.stdout) == 5 + length
    return kind, run.stdout[5:]


def test_the_handshake_is_understood(built):
    kind, content = answer(built, P.PROTOCOL_VERSION)
    # A later emulator may have what this one lacks.
    assert kind == P.MSG_READY or (kind == P.MSG_FAILED and content.startswith(pack("clone"))), content


def test_another_version_of_the_protocol_is_refused(built):
    kind, content = answer(built, P.PROTOCOL_VERSION + 1)
    assert kind == P.MSG_FAILED and not content.startswith(pack("clone")), content
