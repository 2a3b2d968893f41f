"""A pytest plugin: whoever imports ``code_execution`` gets ``sce.code_execution``, the same modules."""

import importlib
import importlib.abc
import importlib.machinery
import sys

OLD, NEW = "code_execution", "sce.code_execution"


class Alias(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds a module under its old name and loads the one that has the new name."""

    def find_spec(self, name, path=None, target=None):
        if name == OLD or name.startswith(OLD + "."):
            return importlib.machinery.ModuleSpec(name, self)
        return None

    def create_module(self, spec):
        return importlib.import_module(NEW + spec.name[len(OLD) :])

    def exec_module(self, module):
        module.__spec__ = importlib.machinery.ModuleSpec(module.__name__, None)


sys.meta_path.insert(0, Alias())
