"""The Python library simple-code-execution, on this engine.

A program that imports from ``code_execution`` imports from ``sce.code_execution`` instead and stays as it is::

    from sce.code_execution import Command, Executable, ExecutionConfig, execute_predictions

Programs run isolated, many at a time, and warm. docs/migration.md lists what differs.
"""

from . import metrics, utility_modules
from .code_trees import (
    convert_call_to_assert,
    convert_test_list_to_assert,
    get_global_imports,
    is_simple_test_case,
    is_valid_python,
    remove_deep_trees,
    remove_trees_from_lists,
    safe_ast_parse,
    wrap_assert_in_try_print,
)
from .configs import ExecutionConfig
from .data_structures import Command, CommandResult, CommandsToRun, Executable, ExecutionResult
from .entrypoints import execute_predictions
from .processors import (
    ParsedTestResults,
    PredictionOutcome,
    get_postprocessor,
    get_prediction_outcome,
    get_preprocessor,
    get_processor,
    parse_tc_stdout,
)
from .utils import configure_logging, get_module_and_call, run_in_parallel

__all__ = [
    "Command",
    "CommandResult",
    "CommandsToRun",
    "Executable",
    "ExecutionConfig",
    "ExecutionResult",
    "ParsedTestResults",
    "PredictionOutcome",
    "configure_logging",
    "convert_call_to_assert",
    "convert_test_list_to_assert",
    "execute_predictions",
    "get_global_imports",
    "get_module_and_call",
    "get_postprocessor",
    "get_prediction_outcome",
    "get_preprocessor",
    "get_processor",
    "is_simple_test_case",
    "is_valid_python",
    "metrics",
    "parse_tc_stdout",
    "remove_deep_trees",
    "remove_trees_from_lists",
    "run_in_parallel",
    "safe_ast_parse",
    "utility_modules",
    "wrap_assert_in_try_print",
]
