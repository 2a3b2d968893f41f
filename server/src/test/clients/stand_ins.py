"""Stand-ins for what the clients import besides the files that talk to a server.

As a pytest plugin (`-p stand_ins`), it lets test files of other projects run unchanged against the server at
SCE_TEST_URL.
"""

import importlib.util
import logging
import os
import sys
import types
from pathlib import Path
from urllib.parse import urlsplit

import pytest


def package_at(name, directory):
    """Makes `name` a package with the modules of `directory`, without running its __init__."""
    module = types.ModuleType(name)
    module.__path__ = [str(directory)]
    sys.modules[name] = module
    return module


def packages(name, root):
    """Makes each part of a dotted name such a package; `root` is the directory of the first part."""
    parts = name.split(".")
    for i in range(len(parts)):
        package_at(".".join(parts[: i + 1]), Path(root).joinpath(*parts[1 : i + 1]))


def installed(name):
    """The directory of an installed package that is not imported, or None."""
    spec = importlib.util.find_spec(name)
    return spec.submodule_search_locations[0] if spec else None


def verl(root):
    """verl, of which only the reward functions are imported: the package itself needs a trainer's dependencies."""
    packages("verl.utils.reward_score", root)


def open_instruct(url):
    """The two helpers of open-instruct that its test file imports; its server is the one at `url`, already running."""
    helpers = package_at("open_instruct", "/nonexistent")
    helpers.logger_utils = types.SimpleNamespace(setup_logger=logging.getLogger)
    helpers.utils = types.SimpleNamespace(find_free_port=lambda: urlsplit(url).port)


@pytest.fixture
def test_client():
    """What code-judge's tests call instead of their own server."""
    import httpx

    with httpx.Client(base_url=os.environ["SCE_TEST_URL"], timeout=120) as client:
        yield client


if "SCE_TEST_VERL" in os.environ:
    verl(os.environ["SCE_TEST_VERL"])
if "SCE_TEST_URL" in os.environ:
    open_instruct(os.environ["SCE_TEST_URL"])
