"""Where the engine is: packed into this package, in a checkout of the project, or installed otherwise."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import tarfile
import tempfile
from pathlib import Path
from typing import Any, Dict, Iterator, Optional

from .errors import EngineNotFoundError

PACKED = Path(__file__).parent / "_release"
CHUNK = 1 << 20


def packed_archive() -> Optional[Path]:
    """The archive that wheels bring along."""
    found = sorted(PACKED.glob("*.tar.gz"))
    return found[0] if found else None


def cache_folder() -> Path:
    """The folder of this user in which the engine is unpacked."""
    base = os.environ.get("SCE_CACHE_DIR")
    if base:
        return Path(base)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sce"


def unpacked_command(archive: Path) -> Path:
    """Unpacks the archive unless that has been done, and returns the command in it.

    Several processes may do so at once: each unpacks for itself, and the first one to be done wins. The folder is named
    after the content, so another version of the package has another one.
    """
    digest = hashlib.sha256()
    with archive.open("rb") as file:
        for chunk in iter(lambda: file.read(CHUNK), b""):
            digest.update(chunk)
    home = cache_folder() / digest.hexdigest()[:24]
    if not home.is_dir():
        _unpack(archive, home)
    elif home.stat().st_uid != os.geteuid() or home.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise EngineNotFoundError(
            "%s can be changed by others, who could run what they like as you; remove it, or set SCE_CACHE_DIR" % home
        )
    return next(home.glob("*/bin/sce"))


def _unpack(archive: Path, home: Path) -> None:
    try:
        home.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        own = Path(tempfile.mkdtemp(prefix="unpacking-", dir=home.parent))
    except OSError as e:
        raise EngineNotFoundError(
            "the engine cannot be unpacked into %s (%s); set SCE_CACHE_DIR to a folder of yours" % (home.parent, e)
        ) from e
    try:
        with tarfile.open(archive) as tar:
            trusted: Dict[str, Any] = {"filter": "fully_trusted"} if hasattr(tarfile, "fully_trusted_filter") else {}
            tar.extractall(own, members=_owned_by_caller(tar), **trusted)
        own.chmod(0o755)
        own.rename(home)
    except OSError as e:
        if not home.is_dir():  # else another process was faster
            raise EngineNotFoundError("the engine cannot be unpacked into %s: %s" % (home, e)) from e
    finally:
        shutil.rmtree(own, ignore_errors=True)


def _owned_by_caller(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """The members, to belong to whoever unpacks, with the times that the archive states."""
    for member in tar:
        member.uid, member.gid = os.geteuid(), os.getegid()
        member.uname = member.gname = ""
        yield member


def checkout_command() -> Optional[Path]:
    """The command of the checkout that this package lies in."""
    command = Path(__file__).resolve().parents[3] / "sce"
    return command if (command.parent / "pom.xml").is_file() and command.is_file() else None


def installed_command() -> Optional[Path]:
    """A command on the PATH that is not the one of this package, which would call itself."""
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        command = Path(folder or ".") / "sce"
        if command.is_file() and os.access(command, os.X_OK) and not _is_ours(command):
            return command
    return None


def _is_ours(command: Path) -> bool:
    with command.open("rb") as file:
        return b"sce._command" in file.read(4096)


def find_command() -> str:
    """Returns the command that starts the engine.

    Raises:
        EngineNotFoundError: if there is none.
    """
    told = os.environ.get("SCE_COMMAND")
    if told:
        return told
    archive = packed_archive()
    command = unpacked_command(archive) if archive else checkout_command() or installed_command()
    if command is None:
        raise EngineNotFoundError(
            "this installation of the package has no engine; install a wheel of it, or an sce on the PATH, or name one"
            " with SCE_COMMAND, or use a running service with sce.Client(url)"
        )
    return str(command)
