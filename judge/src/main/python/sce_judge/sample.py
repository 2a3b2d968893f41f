"""The judge's view of the sample: questions to its process, and what the answers may do."""

import builtins
import math
import os
import select
import time

from sce_judge.contents import take_content
from sce_judge.decoder import Decoder, decoded
from sce_judge.encoder import Encoder, encoded
from sce_judge.exceptions import EXCEPTIONS, LEAVING, SILENT, exception_like, is_catchable, standard_exception
from sce_judge.patience import Patience
from sce_judge.prompt import prompt_of
from sce_judge.remote import Remote
from sce_judge.streams import JudgeStreams
from sce_judge.wire import Changes, Incoming, Malformed, Reference, Unsendable, send


class SampleEnded(BaseException):
    """There is no more to learn from the sample; the test under way and all others cannot pass."""


class Unjudgeable(BaseException):
    """The test under way cannot pass: it asks for what cannot be known without believing the sample, or took
    too long.
    """


class Sample:
    """The sample's process, as seen by the judge."""

    def __init__(self, answers, questions, process, has_reference=False):
        self.has_reference = has_reference  # whether a reference solution decides what cannot be judged
        self.answers = answers
        self.questions = questions
        self.incoming = Incoming(answers)
        self.before_waiting = lambda: None
        self.process = process
        self.raised = []  # exceptions that are the sample's, not the test's
        self.fatal = None  # (verdict, text): why no later test can pass
        self.doubt = None  # (verdict, text): why the test under way cannot pass, whatever it catches
        self.stand_in = (
            None  # why the test under way may be judged otherwise where it has the sample in its own process
        )
        self.tests_names = frozenset()  # the names that the tests use
        self.prompt = prompt_of((), True)
        self.classes = {}  # that the data set's own text defines, by name
        self.streams = JudgeStreams()
        self.named = (
            set()
        )  # builtin types and functions that the sample has named: it chooses what they make in the judge
        self.kept = {}  # replies by question, until a call or an assignment may have changed the object
        self.numbers = {}  # replies about what number an object is: those stay
        self.seconds = None  # processor time that each call may use, when there is a limit for single tests
        self.patience = Patience(process)
        self.last_cpu = self.last = math.inf  # where that limit is reached: the processor time, and the clock
        self.in_time = True
        self.referred = False  # whether the last reply refers to something in the sample's process
        # A sample can leave a message half read or half written, or take back what it has written.
        os.set_blocking(answers, False)
        os.set_blocking(questions, False)

    def close(self):
        """No object of a test's that lives on may ask anything from here on: the descriptors will be another's."""
        self.fatal = self.fatal or ("RUNTIME_ERROR", "the tests are over")
        self.answers = self.questions = self.incoming.fd = -1

    def end(self, verdict, text):
        if self.fatal is None:
            self.fatal = (verdict, text)
        raise SampleEnded(text)

    def refuse(self, text, verdict="FAILED"):
        self.doubt = (verdict, text)
        raise Unjudgeable(text)

    def begin_question(self):
        self.in_time = True
        if self.seconds is not None:
            self.last_cpu = self.process.processor_time() + self.seconds
            self.last = time.monotonic() + 4 * self.seconds

    def await_answer(self):
        """Interrupts a call that takes too long; ends a sample that does not let itself be interrupted."""
        self.before_waiting()
        tick = 0.1 if self.seconds is None else min(0.1, self.seconds / 4)
        while True:
            self.check_patience()
            if select.select([self.answers], [], [], tick)[0]:
                return
            if self.process.processor_time() >= self.last_cpu or time.monotonic() >= self.last:
                self.in_time = False
                self.process.interrupt()
                if not select.select([self.answers], [], [], 1.0)[0]:
                    self.process.kill()
                    self.end("TIMED_OUT", "longer than the test's time limit, and not to be interrupted")
                return

    def await_room(self):
        self.check_patience()
        select.select([], [self.questions], [], 0.1)

    def check_patience(self):
        if self.patience.exhausted():
            self.end("TIMED_OUT", "longer than the time limit")

    def ask(self, operation, *arguments):
        if self.fatal is not None:
            raise SampleEnded(self.fatal[1])
        encoder = Encoder(self.stay, (), self.classes, True)
        question = self.question(encoder, operation, arguments)
        replies = self.replies(operation, arguments)
        if question not in replies:
            self.post(question)
            replies[question] = self.reply(operation, self.next_answer(), encoder.mutable)
        return replies[question]

    def ask_for_calls(self, *arguments):
        """Asks for calls whose answers come one after the other."""
        if self.fatal is not None:
            raise SampleEnded(self.fatal[1])
        self.post(self.question(Encoder(self.stay, (), self.classes, True), "calls", arguments))

    def question(self, encoder, operation, arguments):
        try:
            question = encoded(encoder, (self.streams.replaced(), operation) + arguments)
        except Unsendable as e:
            self.stand_in = str(e)
            self.refuse(str(e))
        if encoder.flattened:
            self.stand_in = "the sample sees an instance of a class of the test's as what is underneath"
        return question

    def replies(self, operation, arguments):
        """Returns the replies that hold on, so that an object cannot be one thing now and another the next time a test
        looks.
        """
        if operation == "convert" and arguments[-1] in ("int", "float"):
            return self.numbers
        if operation in ("getattr", "getitem", "iter") or operation == "convert" and arguments[-1] != "copy":
            return self.kept
        self.kept.clear()
        return {}

    def post(self, question):
        self.begin_question()
        self.conversed(send, self.questions, question, self.await_room)

    def next_answer(self):
        return self.conversed(self.incoming.message, self.await_answer)

    def conversed(self, action, *arguments):
        """Returns what comes of a part of the conversation. Where that fails, it is over."""
        try:
            return action(*arguments)
        except Malformed as e:
            self.end("RUNTIME_ERROR", "answered with what is no value: %s" % e)
        except MemoryError:
            self.process.out_of_memory()
            self.end("MEMORY_LIMIT", "the judge has no memory for the answer")
        except OSError:
            self.end("RUNTIME_ERROR", "ended before it answered")

    def reply(self, operation, data, shared):
        """The reply that an answer holds; its changes are made, too."""
        if not data:
            self.end("RUNTIME_ERROR", "ended before it answered")
        self.referred = False
        decoder = Decoder(memoryview(data), self.resolve, self.check_patience, shared, self.classes)
        reply = self.conversed(decoded, decoder)
        self.named |= decoder.names
        if not self.in_time:
            self.refuse("longer than the test's time limit", "TIMED_OUT")
        if type(reply) is not tuple or len(reply) != 4 or type(reply[0]) is not str:
            self.end("RUNTIME_ERROR", "answered with what is no answer")
        if operation != "lookup":
            self.note_stand_ins(decoder)
        if type(reply[2]) is Changes:
            change(shared, reply[2])
        if reply[3] is not None and not self.streams.use(reply[3]):
            self.end("RUNTIME_ERROR", "answered with what is no answer")
        return reply

    def resolve(self, number):
        self.referred = True
        return Remote(self, number)

    def note_stand_ins(self, decoder):
        if decoder.flattened:
            self.stand_in = "the test sees an instance of a class of the sample's as what is underneath"
        elif any(type(each) is Remote for each in decoder.noted):
            self.stand_in = "the test sees a stand-in for an object of the sample's"

    def value(self, operation, *arguments):
        """Returns the answer, whose second part is the value, or raises what the sample raised."""
        reply = self.ask(operation, *arguments)
        self.value_of(reply[0], reply[1])
        return reply

    def value_of(self, kind, what):
        if kind == "raise":
            self.reraise(what)
        if kind != "value":
            self.end("RUNTIME_ERROR", "answered with what is no answer")
        return what

    def reraise(self, raised):
        names, text, standard, arguments, attributes = (
            raised if type(raised) is tuple and len(raised) == 5 else ([], "", [], None, None)
        )
        if (
            type(names) is not list
            or not names
            or type(text) is not str
            or any(type(name) is not str for name in names)
        ):
            self.end("RUNTIME_ERROR", "answered with what is no exception")
        shown = names[-1][:100] + ": " + text[:500]
        kinds = [EXCEPTIONS[name] for name in names if name in EXCEPTIONS]
        leaving = next((name for name in names if name in LEAVING), None)
        if leaving in self.tests_names:
            kinds = [getattr(builtins, leaving)]
        elif leaving is not None and leaving not in SILENT:
            self.end("RUNTIME_ERROR", shown)
        known = self.classes.get(names[-1]) or standard_exception(standard, self.tests_names)
        if is_catchable(known):
            kinds.insert(0, known)
        error = exception_like(kinds or [Exception], names, text, arguments, attributes)
        self.raised.append((error, shown))
        raise error

    def stay(self, value):
        if type(value) is Remote:
            return object.__getattribute__(value, "_number")
        text = "the test hands over a %s, which cannot leave the judge" % type(value).__name__
        if self.has_reference or not is_of_test(value, self.named):
            # What a test makes of the sample's values is of the sample's choosing, so it is for the reference solution
            # to say.
            self.stand_in = text
            self.refuse(text)
        self.end("MISSING_INFO", text)

    def call(self, number, args, kwargs):
        return self.value("call", Reference(number), list(args), kwargs)[1]


TEXTS = ("prompt", "setup", "test", "tests")  # of the data set, as what they are compiled
CODE = {"function": "__code__", "generator": "gi_code", "coroutine": "cr_code", "async_generator": "ag_code"}
OWN_KINDS = tuple(
    map(
        type,
        (
            iter([]),
            iter(()),
            iter(""),
            iter(range(0)),
            iter({}),
            iter(set()),
            map(id, ()),
            zip(),
            filter(id, ()),
            enumerate(()),
        ),
    )
)


def is_of_test(value, named):
    """Whether an object is of a test's own making, whatever the sample answers: of its code, or of a kind that nothing
    from the sample has or turns into, unless the sample has named a function for the test to call.
    """
    kind = type(value)
    if kind is type(Reference(0).__init__):
        return is_of_test(value.__func__, named)
    if kind.__module__ == "builtins" and kind.__name__ in CODE:
        return getattr(value, CODE[kind.__name__]).co_filename in TEXTS
    if (value if issubclass(kind, type) else kind).__module__ == "tests":
        return True
    return not named and (kind in OWN_KINDS or kind.__module__ in ("_io", "functools"))


def change(shared, changes):
    """Lets the objects of a question hold what the sample has made of them."""
    for number, content in changes:
        if number < len(shared) and type(shared[number]) is type(content):
            take_content(shared[number], content)
