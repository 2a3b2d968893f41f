"""A program that measures which lines of a solution its tests reach, with the package coverage."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Mapping, Optional, Tuple

from ..utils import register_postprocessor, register_preprocessor

REPORT = "coverage.json"
IMPORTS = "import coverage"
RUNNER_TEMPLATE = """_coverage = coverage.Coverage()
_coverage.start()
{runner_call}
_coverage.stop()
_coverage.save()
_coverage.json_report(show_contexts=True)"""


@register_preprocessor("py_coverage")
def preprocess(runner_call: str) -> Tuple[str, str, List[str]]:
    """The imports, the code around a call, and the files to track."""
    return IMPORTS, RUNNER_TEMPLATE.format(runner_call=runner_call), [REPORT]


@register_postprocessor("py_coverage")
def postprocess(tracked_files: Mapping[str, Optional[str]], solution_file_name: str) -> Dict[str, Any]:
    """The percentage of lines that were reached, and how many were not; 0 and -1 if that is not known."""
    try:
        found = json.loads(tracked_files.get(REPORT) or "{}")["files"][solution_file_name]
    except (KeyError, TypeError, ValueError):
        return {"percent_covered": 0, "missing_lines": -1}
    return {"percent_covered": found["summary"]["percent_covered"], "missing_lines": len(found["missing_lines"])}
