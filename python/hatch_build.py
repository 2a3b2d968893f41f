"""Puts the engine into the wheel: the archive that the environment variable SCE_RELEASE names, as it is.

Without the variable the wheel has no engine: for those who use a service, or an sce that is installed otherwise.
"""

import os

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLACE = "sce/_release/sce-linux-x86_64.tar.gz"


class EngineBuildHook(BuildHookInterface):
    """Found by its name in pyproject.toml."""

    PLUGIN_NAME = "custom"

    def initialize(self, version, build_data):
        archive = os.environ.get("SCE_RELEASE")
        if self.target_name != "wheel" or not archive:
            return
        if not archive.endswith("-linux-x86_64.tar.gz") or not os.path.isfile(archive):
            raise ValueError("SCE_RELEASE must be the archive sce-VERSION-linux-x86_64.tar.gz, but is %r" % archive)
        build_data["force_include"][os.path.abspath(archive)] = PLACE
        build_data["pure_python"] = False
        build_data["tag"] = "py3-none-manylinux_2_28_x86_64"
