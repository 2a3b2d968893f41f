"""Ready-made preprocessors and postprocessors."""

from .python import percent_passed as py_percent_passed
from .python import py_coverage
from .utils import (
    ParsedTestResults,
    PredictionOutcome,
    get_postprocessor,
    get_prediction_outcome,
    get_preprocessor,
    get_processor,
    parse_tc_stdout,
)

__all__ = [
    "ParsedTestResults",
    "PredictionOutcome",
    "get_postprocessor",
    "get_prediction_outcome",
    "get_preprocessor",
    "get_processor",
    "parse_tc_stdout",
    "py_coverage",
    "py_percent_passed",
]
