"""What the sample's side does where it runs the tests as well, see together.py."""

import builtins

from sce_judge.asserts import test_tree
from sce_judge.names import add_module, needed_names, nodes_of
from sce_judge.texts import imports_of, trusted_names


def came_from(error, file):
    """Whether an exception went through the code of a file."""
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == file:
            return True
        trace = trace.tb_next
    return False


class OneProcess:
    """What the sample's side does where it runs the tests."""

    def do_prepare(self, texts, reference, entry, tests, seed):
        """Adds what the data set defines and the sample does not."""
        if seed is not None:
            import random

            random.seed(seed)
        space = self.module.__dict__
        texts = list(texts) + [imports_of(reference)[0]]
        for name, value in trusted_names(texts, entry).items():
            space.setdefault(name, value)
        for name in needed_names(nodes_of(test_tree(test) for test in tests)):
            if name not in space and not hasattr(builtins, name):
                add_module(name, space)
        return ("value", ("PASSED", None))

    def do_run(self, test, entry):
        space = self.module.__dict__
        try:
            exec(compile(test_tree(test), "test", "exec", dont_inherit=True, optimize=0), space)
            if entry:
                if type(space.get("check")) is not type(came_from):
                    return ("value", ("MISSING_INFO", "the problem's test does not define check(candidate)"))
                space["check"](eval(compile(entry, "solution.py", "eval", dont_inherit=True), space))
            return ("value", ("PASSED", None))
        except TimeoutError:
            raise  # it may be the test's time limit
        except BaseException as e:
            verdict = "RUNTIME_ERROR" if came_from(e, "solution.py") else "FAILED"
            text = (
                self.text(e)
                if verdict == "FAILED" and isinstance(e, AssertionError)
                else type(e).__name__ + ": " + self.text(e)
            )
            return ("value", (verdict, text or None))
