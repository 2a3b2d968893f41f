"""Ready reward functions for trainers: :mod:`sce.rewards.verl`, :mod:`sce.rewards.trl`, :mod:`sce.rewards.openrlhf`.

They find the program in a completion (the last fenced block after the model's thoughts), judge it by the tests of its
problem, and give the share of tests that it passed, or 1 for all and 0 for less. A completion without a program gets 0.
What could not be judged is never 0: each trainer's page says what it gets instead.
"""

from ._judging import all_or_nothing, share_of_tests

__all__ = ["all_or_nothing", "share_of_tests"]
