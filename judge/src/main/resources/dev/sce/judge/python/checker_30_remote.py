# The judge's view of the sample: proxies whose every use is a question to the other process.


class SampleEnded(BaseException):
    """There is no more to learn from the sample; the test under way and all others cannot pass."""


class Unjudgeable(BaseException):
    """The test under way cannot pass: it asks for what cannot be known without believing the sample, or took too long."""


class Patience:
    """A time limit that does not count while a busy machine keeps the sample or the judge waiting for a processor."""

    def __init__(self, pid):
        self.pid = pid
        self.seconds = math.inf
        self.since = 0.0

    def begin(self, seconds):
        self.seconds = seconds
        self.since = time.monotonic()

    def exhausted(self):
        passed = time.monotonic() - self.since
        if passed <= self.seconds:
            return False
        # What they waited before the beginning was short, and not the sample's doing: no need to look it up for each sample.
        return passed - kept_waiting(self.pid) > self.seconds or not waits_for_others(self.pid)


class Sample:
    """The sample's process, as seen by the judge."""

    def __init__(self, answers, questions, pid, has_reference=False):
        self.has_reference = has_reference  # whether a reference solution decides what cannot be judged
        self.answers = answers
        self.questions = questions
        self.pid = pid
        self.raised = []  # exceptions that are the sample's, not the test's
        self.fatal = None  # (verdict, text): why no later test can pass
        self.doubt = None  # (verdict, text): why the test under way cannot pass, whatever it catches
        self.stand_in = None  # why the test under way may be judged otherwise where it has the sample in its own process
        self.tests_names = frozenset()  # the names that the tests use
        self.prompt = Prompt((), True)
        self.classes = {}  # that the data set's own text defines, by name
        self.write_back = True
        self.kept = {}  # replies by question, until a call or an assignment may have changed the object
        self.numbers = {}  # replies about what number an object is: those stay
        self.seconds = None  # processor time that each call may use, when there is a limit for single tests
        self.patience = Patience(pid)
        self.last_cpu = self.last = math.inf  # where that limit is reached: the processor time, and the clock
        self.in_time = True
        # A sample can leave a message half read or half written, or take back what it has written.
        os.set_blocking(answers, False)
        os.set_blocking(questions, False)

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
            self.last_cpu = self.processor_time() + self.seconds
            self.last = time.monotonic() + 4 * self.seconds

    def await_answer(self):
        """Interrupts a call that takes too long; ends a sample that does not let itself be interrupted."""
        tick = 0.1 if self.seconds is None else min(0.1, self.seconds / 4)
        while True:
            self.check_patience()
            if select.select([self.answers], [], [], tick)[0]:
                return
            if self.processor_time() >= self.last_cpu or time.monotonic() >= self.last:
                self.in_time = False
                os.kill(self.pid, signal.SIGALRM)
                if not select.select([self.answers], [], [], 1.0)[0]:
                    os.kill(self.pid, signal.SIGKILL)
                    self.end("TIMED_OUT", "longer than the test's time limit, and not to be interrupted")
                return

    def await_room(self):
        self.check_patience()
        select.select([], [self.questions], [], 0.1)

    def check_patience(self):
        if self.patience.exhausted():
            self.end("TIMED_OUT", "longer than the time limit")

    def processor_time(self):
        try:
            return time.clock_gettime((~self.pid << 3) | 2)  # the clock of that process, by the kernel's numbering
        except (OSError, AttributeError):
            return 0.0

    def ask(self, operation, *arguments):
        if self.fatal is not None:
            raise SampleEnded(self.fatal[1])
        streams = replaced_streams()
        encoder = Encoder(self.stay, (), self.classes, True)
        try:
            question = encoded(encoder, (streams, operation) + arguments)
            if encoder.flattened:
                self.stand_in = "the sample sees an instance of a class of the test's as what is underneath"
        except Unsendable as e:
            self.stand_in = str(e)
            self.refuse(str(e))
        replies = self.replies(operation, arguments)
        if question not in replies:
            replies[question] = self.exchange(operation, question, encoder.mutable)
        return replies[question]

    def replies(self, operation, arguments):
        """Returns the replies that hold on, so that an object cannot be one thing now and another the next time a test looks."""
        if operation == "convert" and arguments[-1] in ("int", "float"):
            return self.numbers
        if operation in ("getattr", "getitem", "iter") or operation == "convert" and arguments[-1] != "copy":
            return self.kept
        self.kept.clear()
        return {}

    def exchange(self, operation, question, shared):
        decoder = reply = None
        try:
            self.begin_question()
            send(self.questions, question, self.await_room)
            self.await_answer()
            data = receive(self.answers, self.await_answer)
            if data:
                decoder = Decoder(memoryview(data), self.resolve, self.check_patience, shared, self.classes)
                reply = decoded(decoder)
        except Malformed as e:
            self.end("RUNTIME_ERROR", "answered with what is no value: %s" % e)
        except OSError:
            pass
        if reply is None:
            self.end("RUNTIME_ERROR", "ended before it answered")
        if not self.in_time:
            self.refuse("longer than the test's time limit", "TIMED_OUT")
        if type(reply) is not tuple or len(reply) != 4 or type(reply[0]) is not str:
            self.end("RUNTIME_ERROR", "answered with what is no answer")
        if operation != "lookup":
            self.note_stand_ins(decoder)
        if type(reply[2]) is Changes:
            change(shared, reply[2])
        if reply[3] is not None and not use_streams(reply[3]):
            self.end("RUNTIME_ERROR", "answered with what is no answer")
        return reply

    def resolve(self, number):
        return Remote(self, number)

    def note_stand_ins(self, decoder):
        if decoder.flattened:
            self.stand_in = "the test sees an instance of a class of the sample's as what is underneath"
        elif any(type(each) is Remote for each in decoder.noted):
            self.stand_in = "the test sees a stand-in for an object of the sample's"

    def value(self, operation, *arguments):
        """Returns the answer, whose second part is the value, or raises what the sample raised."""
        reply = self.ask(operation, *arguments)
        if reply[0] == "raise":
            self.reraise(reply[1])
        if reply[0] != "value":
            self.end("RUNTIME_ERROR", "answered with what is no answer")
        return reply

    def reraise(self, raised):
        names, text, standard, arguments, attributes = raised if type(raised) is tuple and len(raised) == 5 else ([], "", [], None, None)
        if type(names) is not list or not names or type(text) is not str or any(type(name) is not str for name in names):
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
        if self.has_reference or not is_of_test(value):
            # What a test makes of the sample's values is of the sample's choosing, so it is for the reference solution to say.
            self.stand_in = text
            self.refuse(text)
        self.end("MISSING_INFO", text)

    def call(self, number, args, kwargs):
        return self.value("call", Reference(number), list(args), kwargs, self.write_back)[1]


TEXTS = ("prompt", "setup", "test", "tests")  # of the data set, as what they are compiled
CODE = {"function": "__code__", "generator": "gi_code", "coroutine": "cr_code", "async_generator": "ag_code"}
OWN_KINDS = tuple(map(type, (iter([]), iter(()), iter(""), iter(range(0)), iter({}), iter(set()), map(id, ()), zip(), filter(id, ()), enumerate(()))))


def is_of_test(value):
    """Whether an object is of a test's own making, whatever the sample answers: of its code, or of a kind that nothing from the sample
    has or turns into, unless the sample has named a function for the test to call."""
    kind = type(value)
    if kind is type(Reference(0).__init__):
        return is_of_test(value.__func__)
    if kind.__module__ == "builtins" and kind.__name__ in CODE:
        return getattr(value, CODE[kind.__name__]).co_filename in TEXTS
    if (value if issubclass(kind, type) else kind).__module__ == "tests":
        return True
    return not named_by_sample and (kind in OWN_KINDS or kind.__module__ in ("_io", "functools"))


def change(shared, changes):
    """Lets the objects of a question hold what the sample has made of them."""
    for number, content in changes:
        if number < len(shared) and type(shared[number]) is type(content):
            take_content(shared[number], content)


OWN_STREAMS = []  # standard input, output and error, as long as no test has put something in their place


def replaced_streams():
    """What the sample is to read and whether to keep what it prints; None where the test leaves the streams alone."""
    now = [sys.stdin, sys.stdout, sys.stderr]
    if not OWN_STREAMS or now == OWN_STREAMS:
        return None
    given = now[0].getvalue()[now[0].tell() :] if type(now[0]).__name__ == "StringIO" else None
    err = now[2] is not OWN_STREAMS[2]
    return given, now[1] is not OWN_STREAMS[1], "out" if err and now[2] is now[1] else err


def use_streams(used):
    """Takes over what the sample read and printed. False when it cannot have."""
    if type(used) is not tuple or len(used) != 3:
        return False
    read, out, err = used
    if read is not None and type(sys.stdin).__name__ == "StringIO":
        if type(read) is not int or not 0 <= read <= len(sys.stdin.getvalue()) - sys.stdin.tell():
            return False
        sys.stdin.seek(sys.stdin.tell() + read)
    for text, stream, own in ((out, sys.stdout, OWN_STREAMS[1]), (err, sys.stderr, OWN_STREAMS[2])):
        if type(text) is str and text and stream is not own:
            stream.write(text)
    return True


# Exceptions that would end a loop or a process of the tests silently: they arrive as what they are only in tests that name them.
SILENT = ("StopIteration", "StopAsyncIteration")
LEAVING = SILENT + ("SystemExit", "KeyboardInterrupt", "GeneratorExit")


def _exceptions():
    """The builtin exceptions that a sample may raise in the judge whatever the test is."""
    found = {}
    for name in dir(builtins):
        kind = getattr(builtins, name)
        if isinstance(kind, type) and issubclass(kind, Exception) and name not in SILENT:
            found[name] = kind
    return found


EXCEPTIONS = _exceptions()


def is_catchable(kind):
    """Whether a class is of exceptions that end neither loops nor processes."""
    return isinstance(kind, type) and issubclass(kind, Exception) and not issubclass(kind, (StopIteration, StopAsyncIteration))


def standard_exception(places, tests_names):
    """The first of these classes of the standard library that the test itself names, for others mean something to whoever runs tests,
    such as that one is to be skipped. Nothing is imported: what a test names it has imported."""
    for place in places if type(places) is list else ():
        if type(place) is not tuple or len(place) != 2 or any(type(part) is not str for part in place):
            continue
        module, name = place
        found = vars(sys.modules[module]) if module in sys.modules and module.split(".")[0] in STANDARD - {"unittest"} else {}
        kind = found.get(name)
        if is_catchable(kind) and any(each == name or found.get(each) is kind for each in tests_names):
            return kind
    return None


def exception_like(kinds, names, text, arguments, attributes):
    """An exception of these builtin kinds; of a class of the sample's its name, text and attributes are kept, all of them data."""
    bases = [kind for i, kind in enumerate(kinds) if not any(issubclass(other, kind) for other in kinds[:i])]
    given = arguments if type(arguments) is tuple else (text,)
    if names[-1] == bases[0].__name__:
        return with_attributes(made_of(bases[0], given, text), attributes)
    members = {"__str__": lambda self: text, "__module__": "solution"}
    for some in (bases, bases[:1]):
        try:
            error = made_of(type(names[-1], tuple(some), members), given, text)
            break
        except Exception:  # a name that is none, or bases that do not go together
            error = made_of(bases[0], given, text)
    return with_attributes(error, attributes)


def with_attributes(error, attributes):
    for name, value in attributes.items() if type(attributes) is dict else ():
        if type(name) is str and not hasattr(error, name):
            error.__dict__[name] = value
    return error


def made_of(kind, given, text):
    try:
        if any(each.__module__ not in ("builtins", "solution") for each in kind.__mro__):
            return kind.__new__(kind, *given)  # its own __init__ may want other arguments than it keeps; its attributes it gets later
        error = kind(*given)
    except Exception:  # those that want other arguments than they keep
        try:
            error = kind(text)
        except Exception:  # those that want more arguments, such as UnicodeDecodeError
            error = ValueError(text) if issubclass(kind, ValueError) else Exception(text)
    return error


def _sample_of(remote):
    return object.__getattribute__(remote, "_sample")


def _reference(remote):
    return Reference(object.__getattribute__(remote, "_number"))


def _never(self, *_):
    _sample_of(self).refuse("an object of the sample's own class cannot be compared or computed with")


PLAIN_ATTRIBUTES = frozenset("__name__ __doc__ __dict__ __qualname__ __annotations__ __defaults__ __kwdefaults__".split())


class Remote:
    # An object of the sample's. It gives values of its parts; it is never equal, greater or less, and takes part in no arithmetic.

    __slots__ = ("_sample", "_number")
    __doc__ = property(lambda self: self.__getattr__("__doc__"))

    def __init__(self, sample, number):
        object.__setattr__(self, "_sample", sample)
        object.__setattr__(self, "_number", number)

    def __call__(self, *args, **kwargs):
        return _sample_of(self).call(_reference(self).number, args, kwargs)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__") and name not in PLAIN_ATTRIBUTES:
            raise AttributeError(name)
        return _sample_of(self).value("getattr", _reference(self), name)[1]

    def __setattr__(self, name, value):
        _sample_of(self).value("setattr", _reference(self), name, value)

    def __getitem__(self, key):
        return _sample_of(self).value("getitem", _reference(self), key)[1]

    def __setitem__(self, key, value):
        _sample_of(self).value("setitem", _reference(self), key, value)

    def __iter__(self):
        items = _sample_of(self).value("iter", _reference(self))[1]
        if type(items) is not list:
            raise TypeError("it cannot be iterated over")
        return iter(items)

    def __next__(self):
        return _sample_of(self).value("next", _reference(self))[1]

    def __contains__(self, item):
        return any(each == item for each in self)

    def __enter__(self):
        method = _sample_of(self).value("getattr", _reference(self), "__enter__")[1]
        return method()

    def __exit__(self, kind, error, trace):
        # What the test raises it raises on: were the sample asked, it could make a failed test look like one that passed.
        if kind is None:
            _sample_of(self).value("getattr", _reference(self), "__exit__")[1](None, None, None)
        return False

    def __instancecheck__(self, other):
        # Only of its own objects the sample may say of which class they are.
        return type(other) is Remote and _sample_of(self).value("isinstance", other, _reference(self))[1] is True

    def __mro_entries__(self, bases):
        sample = _sample_of(self)
        sample.stand_in = "the test derives a class from one of the sample's"
        sample.refuse(sample.stand_in)

    def __deepcopy__(self, memo):
        return self._convert("copy", None)

    def _convert(self, how, kind):
        value = _sample_of(self).value("convert", _reference(self), how)[1]
        if kind is not None and type(value) is not kind:
            raise TypeError("%s() gave something else" % how)
        return value

    def __len__(self):
        value = self._convert("len", int)
        if not 0 <= value <= sys.maxsize:
            raise ValueError("no length")
        return value

    def __bool__(self):
        return self._convert("bool", bool)

    def __str__(self):
        return self._convert("str", str)

    def __repr__(self):
        return self._convert("repr", str)

    def __int__(self):
        return self._convert("int", int)

    def __float__(self):
        return self._convert("float", float)


for _operator in (
    "eq ne lt le gt ge hash add radd sub rsub mul rmul truediv rtruediv floordiv rfloordiv mod rmod pow rpow and rand or ror xor rxor "
    "lshift rlshift rshift rrshift neg pos abs invert round matmul rmatmul divmod rdivmod index complex format"
).split():
    setattr(Remote, "__%s__" % _operator, _never)
