"""Apart from each other: two processes for each sample, and what each may hold."""

import os
import signal
import sys

from sce_judge.confine import c_function, close_to_others, confine, filter_against, open_to_others
from sce_judge.judge import judge
from sce_judge.living import live  # noqa: F401 - called by who starts a judge
from sce_judge.side import answer_judge, serve_sample  # noqa: F401

PR_SET_PDEATHSIG = 1


def become_sample(questions, answers, program):
    """The child keeps its ends of the two pipes, nowhere to read from, and the judge's standard error to write to."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    low, high = sorted((questions, answers))
    os.closerange(3, low)
    os.closerange(low + 1, high)
    os.closerange(high + 1, 64)
    if sys.platform == "linux":
        c_function("prctl", PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    open_to_others()
    confine(program)
    serve_sample(questions, answers)


def main():
    close_to_others()  # before there is a child
    judge_pid = os.getpid()
    program = filter_against(os.getpgrp(), judge_pid, judge_pid)
    their_questions, questions = os.pipe()
    answers, their_answers = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            become_sample(their_questions, their_answers, program)
        finally:
            os._exit(1)
    os.close(their_questions)
    os.close(their_answers)
    judge(answers, questions, child)
    os._exit(0)


if __name__ == "__main__":
    main()
