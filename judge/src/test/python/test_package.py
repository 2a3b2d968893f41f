"""What joining the modules to one program asks of them, see sce_judge/__init__.py."""

import ast
import collections
import glob
import os

import pytest

import sce_judge

FOLDER = os.path.dirname(sce_judge.__file__)
TREES = {}
for path in glob.glob(os.path.join(FOLDER, "*.py")):
    with open(path, encoding="utf-8") as file:
        TREES[os.path.basename(path)[:-3]] = ast.parse(file.read())
MODULES = sorted(set(TREES) - {"__init__"})
# What Java fills in, a cache of what depends on nothing but its key, and what must not be freed.
LIVES_ON = {"FILTERS", "named_tuples", "former_importers"}


def top_level_names(tree):
    names = set()
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.add(node.name)
        names |= {part.id for part in ast.walk(node) if stored_at_top_level(node, part)}
    return names


def stored_at_top_level(node, part):
    statements = (ast.Assign, ast.AugAssign, ast.For)
    return isinstance(node, statements) and isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)


def test_no_two_modules_define_one_name():
    homes = collections.defaultdict(list)
    for module in MODULES:
        for name in top_level_names(TREES[module]):
            homes[name].append(module)
    assert {name: where for name, where in homes.items() if len(where) > 1} == {}


@pytest.mark.parametrize("module", MODULES)
def test_modules_import_names_from_each_other_at_their_head(module):
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Import):
            assert not any(alias.name.startswith("sce_judge") for alias in node.names)
        if isinstance(node, ast.ImportFrom) and (node.level or node.module.startswith("sce_judge")):
            assert node in TREES[module].body and node.level == 0 and node.module.count(".") == 1
            assert all(alias.asname is None and alias.name != "*" for alias in node.names)


def is_empty(value):
    """Whether it is [], {}, set() or the like, which somebody has to fill later."""
    if isinstance(value, ast.Call):
        return getattr(value.func, "id", None) in ("set", "list", "dict") and not value.args and not value.keywords
    return (
        isinstance(value, (ast.List, ast.Dict))
        and not getattr(value, "elts", None)
        and not getattr(value, "keys", None)
    )


@pytest.mark.parametrize("module", MODULES)
def test_modules_hold_nothing_of_one_sample(module):
    changing = set()
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Global):
            changing |= set(node.names)
    for node in TREES[module].body:
        if isinstance(node, ast.Assign) and is_empty(node.value):
            changing |= {target.id for target in node.targets}
    assert changing <= LIVES_ON


def test_the_package_itself_has_no_code():
    assert [type(node) for node in TREES["__init__"].body] == [ast.Expr]
