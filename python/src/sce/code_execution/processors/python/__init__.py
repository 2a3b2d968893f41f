"""Processors for predictions in Python."""

from . import percent_passed, py_coverage

__all__ = ["percent_passed", "py_coverage"]
