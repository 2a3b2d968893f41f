"""The sample's side: runs the sample and answers. Nothing here has to be safe against the sample, for nothing here is
believed.
"""

import builtins
import os
import sys

from sce_judge.agreement import all_floats
from sce_judge.called import ManyCalls
from sce_judge.contents import content_is, content_of
from sce_judge.decoder import Decoder, decoded
from sce_judge.digest import digest_of
from sce_judge.display import shown
from sce_judge.encoder import Encoder, encode, encoded
from sce_judge.one_process import OneProcess
from sce_judge.streams import SampleStreams
from sce_judge.texts import harness_names, trusted_names
from sce_judge.wire import STANDARD, Changes, Reference, receive, send


class SampleSide(OneProcess, ManyCalls):
    def __init__(self, questions, answers):
        self.questions = questions
        self.answers = answers
        self.objects = []
        self.numbers = {}
        self.module = None
        self.running = False  # whether the sample's code runs, which a test's time limit may interrupt
        self.numpy = False  # whether the problem is about numpy
        self.class_names = ()  # of the classes that the data set's own text defines
        self.given = []  # the objects of the question that can change
        self.before = None  # what they held, where the judge wants to know what becomes of them
        self.referred = False  # whether something of the last answer stays here
        self.large = None  # a result that the judge has not asked for yet

    def refer(self, value):
        number = self.numbers.get(id(value))
        if number is None:
            number = len(self.objects)
            self.objects.append(value)  # kept for good, so that its id stays its own
            self.numbers[id(value)] = number
        return number

    def resolve(self, number):
        return self.objects[number]

    def classes(self):
        found = {name: self.module.__dict__.get(name) for name in self.class_names}
        return {name: kind for name, kind in found.items() if isinstance(kind, type)}

    def serve(self):
        while True:
            data = receive(self.questions)
            if not data:
                os._exit(0)
            send(self.answers, self.answer(data))

    def interrupt(self, *_):
        if self.running:
            self.running = False
            raise TimeoutError("longer than the test's time limit")

    def answer(self, data):
        """An answer is (kind, what, changes of the question's objects, what became of the streams)."""
        streams = operation = None
        self.before = None
        try:
            decoder = Decoder(memoryview(data), self.resolve, lambda: None, (), self.classes(), True)
            wanted, operation, *arguments = decoded(decoder)
            if operation != "calls":
                self.given = decoder.mutable
                streams = SampleStreams(*wanted) if wanted else None
                self.running = True
                reply = getattr(self, "do_" + operation)(*arguments)
                self.running = False
        except BaseException as e:
            self.running = False
            reply = ("raise", self.raised(e))
        if operation == "calls":
            return self.answer_calls(*arguments)
        used = streams.end() if streams else None
        return self.encoded(reply[0], reply[1], self.changes(), used)

    def raised(self, e):
        return self.names(type(e)), self.text(e), self.standard(type(e)), self.arguments(e), self.attributes(e)

    def changes(self):
        if self.before is None:
            return None
        return Changes((i, each) for i, each in enumerate(self.given) if not content_is(each, self.before[i]))

    def encoded(self, kind, what, changes, used):
        """Whatever has no plain form stays here."""
        stays = what[:3] + (None, None) if kind == "raise" else Reference(self.refer(what))
        for attempt in ((what, changes), (stays, changes), (what, None), (stays, None)):
            try:
                encoder = Encoder(self.refer, self.given, self.classes(), False, self.numpy)
                answer = encoded(encoder, (kind, attempt[0], attempt[1], used))
                self.referred = encoder.referred
                return answer
            except Exception:  # also those of an object's own attributes
                continue
        self.referred = kind != "raise"
        return encode((kind, stays, None, None), self.refer)

    @staticmethod
    def names(kind):
        return [c.__name__ for c in kind.__mro__ if c.__module__ == "builtins"] + [kind.__name__]

    @staticmethod
    def standard(kind):
        """Where the standard library has the classes of an exception."""
        return [
            (c.__module__, c.__qualname__)
            for c in kind.__mro__
            if str(c.__module__).split(".")[0] in STANDARD - {"builtins"}
        ]

    @staticmethod
    def text(e):
        try:
            return str(e)[:500].encode("utf-8", "replace").decode("utf-8", "replace")
        except BaseException:
            return ""

    @staticmethod
    def arguments(e):
        return getattr(e, "args", None)

    @staticmethod
    def attributes(e):
        return dict(getattr(e, "__dict__", None) or {})

    # Each operation returns ("value", v): a value or, for objects of its own kinds, a reference.

    def do_load(self, code, captured, class_names=(), texts=(), numpy=False, harness=None):
        try:
            compiled = compile(code, "solution.py", "exec", dont_inherit=True)
        except (SyntaxError, ValueError, MemoryError, RecursionError, OverflowError) as e:
            return ("invalid", type(e).__name__ + ": " + self.text(e))
        self.module = type(sys)("solution")
        sys.modules["solution"] = self.module
        self.class_names = class_names
        self.numpy = numpy
        if captured:
            import io

            sys.stdout = io.StringIO()
        before, after, entry = harness or ((), (), None)
        self.module.__dict__.update(harness_names(before, entry))
        exec(compiled, self.module.__dict__)
        for name, value in harness_names(after, entry).items():
            self.module.__dict__.setdefault(name, value)
        if len(self.classes()) < len(class_names):
            defined = trusted_names(texts, None)
            for name in class_names:
                self.module.__dict__.setdefault(name, defined.get(name))
        return ("value", None)

    def do_output(self):
        return ("value", sys.stdout.getvalue()[-100000:])

    def do_evaluate(self, expression):
        return ("value", eval(compile(expression, "solution.py", "eval", dont_inherit=True), self.module.__dict__))

    def do_lookup(self, names):
        space = self.module.__dict__
        return ("value", {name: space[name] for name in names if name in space})

    def do_call(self, target, args, kwargs):
        self.before = [content_of(each) for each in self.given]
        return ("value", target(*args, **kwargs))

    def do_next(self, target):
        return ("value", next(target))

    def do_isinstance(self, target, kind):
        return ("value", isinstance(target, kind) is True)

    def do_digest(self, target):
        return ("value", (digest_of(target), shown(target), all_floats(target)))

    def do_getattr(self, target, name):
        return ("value", getattr(target, name))

    def do_setattr(self, target, name, value):
        return ("value", setattr(target, name, value))

    def do_getitem(self, target, key):
        return ("value", target[key])

    def do_setitem(self, target, key, value):
        target[key] = value
        return ("value", None)

    def do_iter(self, target):
        import itertools

        return ("value", list(itertools.islice(target, 1000000)))

    def do_convert(self, target, how):
        if how == "copy":
            import copy

            return ("value", copy.deepcopy(target))
        return ("value", getattr(builtins, how)(target))


def serve_sample(questions, answers):
    """Answers what the judge asks, as long as it asks."""
    import _signal  # signal makes an enumeration of every handler, which costs more than all else here

    side = SampleSide(questions, answers)
    _signal.signal(_signal.SIGALRM, side.interrupt)
    side.serve()


def answer_judge():
    """In a process that has been made for a sample: its streams lead to the judge, until they are the sample's."""
    questions, answers = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(2, 1)
    os.close(null)
    serve_sample(questions, answers)


def rehearse_warm():
    """Does what is done for every sample, with a program of our own, in the warm interpreter that will be forked. It
    imports nothing, for that would be seen. What Python makes ready when code runs for the first times is then ready,
    and no sample's process has to copy the memory in which it lies.
    """
    former = sys.modules.get("solution"), sys.stdin, sys.stdout, sys.stderr
    for _ in range(REHEARSALS):
        side = SampleSide(-1, -1)
        question(side, "load", PROGRAM, False, ["Kind"], ["class Kind:\n    pass\n"], False, ((), (), "f"))
        answer = question(side, "lookup", ["f", "absent"])
        for value in ([1, 2.5, "text", (None, True)], {"key": [3]}, {4, 5}, "text"):
            question(side, "call", Reference(0), [value], {})
        question(side, "call", Reference(0), [], {})
        question(side, "calls", Reference(0), None, '[[1, 2.5, "text", [null, true]]]')
        decoded(Decoder(memoryview(answer), lambda number: number, lambda: None, ()))
    sys.modules.pop("solution", None)
    if former[0] is not None:
        sys.modules["solution"] = former[0]
    sys.stdin, sys.stdout, sys.stderr = former[1:]


def question(side, *asked):
    return side.answer(encoded(Encoder(None, (), {}, True), (None,) + asked))


REHEARSALS = 40
PROGRAM = """
def f(values: list) -> list:
    if not values:
        raise ValueError("empty")
    return [value for value in values]
"""
