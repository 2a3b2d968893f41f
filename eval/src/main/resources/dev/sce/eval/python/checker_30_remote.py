# The judge's view of the sample: proxies whose every use is a question to the other process.


class SampleEnded(BaseException):
    """There is no more to learn from the sample; the test under way and all others cannot pass."""


class Unjudgeable(BaseException):
    """The test under way cannot pass: it asks for what cannot be known without believing the sample, or took too long."""


class Patience:
    """A time limit that does not count while a busy machine keeps the sample or the judge waiting for a processor."""

    def __init__(self, pid):
        self.files = ["/proc/self/schedstat", "/proc/%d/schedstat" % pid]
        self.seconds = math.inf
        self.since = self.kept_waiting = 0.0

    def begin(self, seconds):
        self.seconds = seconds
        self.since = time.monotonic()
        self.kept_waiting = self.waiting()

    def exhausted(self):
        passed = time.monotonic() - self.since
        return passed > self.seconds and passed - (self.waiting() - self.kept_waiting) > self.seconds

    def waiting(self):
        """Seconds that both have been ready to run but were not running, as the kernel counts them; 0 where it does not."""
        total = 0
        for name in self.files:
            try:
                with open(name) as file:
                    total += int(file.read().split()[1])
            except (OSError, ValueError, IndexError):
                pass
        return total / 1e9


class Sample:
    """The sample's process, as seen by the judge."""

    def __init__(self, answers, questions, pid):
        self.answers = answers
        self.questions = questions
        self.pid = pid
        self.raised = []  # exceptions that are the sample's, not the test's
        self.fatal = None  # (verdict, text): why no later test can pass
        self.doubt = None  # (verdict, text): why the test under way cannot pass, whatever it catches
        self.write_back = True
        self.kept = {}  # replies by question, until a call or an assignment may have changed the object
        self.numbers = {}  # replies about what number an object is: those stay
        self.seconds = None  # processor time that each call may use, when there is a limit for single tests
        self.patience = Patience(pid)

    def end(self, verdict, text):
        if self.fatal is None:
            self.fatal = (verdict, text)
        raise SampleEnded(text)

    def refuse(self, text, verdict="FAILED"):
        self.doubt = (verdict, text)
        raise Unjudgeable(text)

    def await_answer(self):
        """Interrupts a call that takes too long; ends a sample that does not let itself be interrupted. True when it was in time."""
        last_cpu = last = math.inf
        tick = 0.1
        if self.seconds is not None:
            last_cpu = self.processor_time() + self.seconds
            last = time.monotonic() + 4 * self.seconds
            tick = min(tick, self.seconds / 4)
        while True:
            if self.patience.exhausted():
                self.end("TIMED_OUT", "longer than the time limit")
            if select.select([self.answers], [], [], tick)[0]:
                return True
            if self.processor_time() >= last_cpu or time.monotonic() >= last:
                os.kill(self.pid, signal.SIGALRM)
                if not select.select([self.answers], [], [], 1.0)[0]:
                    os.kill(self.pid, signal.SIGKILL)
                    self.end("TIMED_OUT", "longer than the test's time limit, and not to be interrupted")
                return False

    def processor_time(self):
        try:
            return time.clock_gettime((~self.pid << 3) | 2)  # the clock of that process, by the kernel's numbering
        except (OSError, AttributeError):
            return 0.0

    def ask(self, operation, *arguments):
        if self.fatal is not None:
            raise SampleEnded(self.fatal[1])
        try:
            question = encode((operation,) + arguments, self.stay)
        except Unsendable as e:
            self.refuse(str(e))
        replies = self.replies(operation, arguments)
        if question not in replies:
            replies[question] = self.exchange(question)
        return replies[question]

    def replies(self, operation, arguments):
        """Returns the replies that hold on, so that an object cannot be one thing now and another the next time a test looks."""
        if operation == "convert" and arguments[-1] in ("int", "float"):
            return self.numbers
        if operation in ("getattr", "getitem", "iter") or operation == "convert" and arguments[-1] != "copy":
            return self.kept
        self.kept.clear()
        return {}

    def exchange(self, question):
        try:
            send(self.questions, question)
            in_time = self.await_answer()
            data = receive(self.answers)
            reply = decode(data, lambda number: Remote(self, number)) if data else None
        except Malformed as e:
            self.end("RUNTIME_ERROR", "answered with what is no value: %s" % e)
        except OSError:
            reply = None
        if reply is None:
            self.end("RUNTIME_ERROR", "ended before it answered")
        if not in_time:
            self.refuse("longer than the test's time limit", "TIMED_OUT")
        if type(reply) is not tuple or len(reply) < 2 or type(reply[0]) is not str:
            self.end("RUNTIME_ERROR", "answered with what is no answer")
        return reply

    def value(self, operation, *arguments):
        reply = self.ask(operation, *arguments)
        if reply[0] == "raise":
            self.reraise(reply)
        if reply[0] != "value":
            self.end("RUNTIME_ERROR", "answered with what is no answer")
        return reply

    def reraise(self, reply):
        names, text = reply[1:] if len(reply) == 3 else ([], "")
        if type(names) is not list or not names or type(text) is not str or any(type(name) is not str for name in names):
            self.end("RUNTIME_ERROR", "answered with what is no exception")
        shown = names[-1][:100] + ": " + text[:500]
        for name in names:
            if name in EXCEPTIONS:
                self.raise_as(EXCEPTIONS[name], text, shown)
        if any(name in ("SystemExit", "KeyboardInterrupt", "GeneratorExit") for name in names):
            self.end("RUNTIME_ERROR", shown)
        self.raise_as(Exception, text, shown)

    def raise_as(self, kind, text, shown):
        try:
            error = kind(text)
        except Exception:  # those that want more arguments, such as UnicodeDecodeError
            error = ValueError(text) if issubclass(kind, ValueError) else Exception(text)
        self.raised.append((error, shown))
        raise error

    def stay(self, value):
        if type(value) is Remote:
            return object.__getattribute__(value, "_number")
        # Only a test's own object gets here, for everything that comes from the sample can go back to it.
        self.end("MISSING_INFO", "the test hands over a %s, which cannot leave the judge" % type(value).__name__)

    def call(self, number, args, kwargs):
        back = self.write_back and any(type(a) in MUTABLE for a in args)
        reply = self.value("call", Reference(number), list(args), kwargs, back)
        if back and len(reply) == 3 and type(reply[2]) is dict:
            for index, changed in reply[2].items():
                if type(index) is int and 0 <= index < len(args) and type(args[index]) is type(changed) and type(changed) in MUTABLE:
                    MUTABLE[type(changed)](args[index], changed)
        return reply[1]


def _exceptions():
    """The builtin exceptions that a sample may raise in the judge: none that ends a loop or a process silently."""
    silent = (StopIteration, StopAsyncIteration)
    found = {}
    for name in dir(builtins):
        kind = getattr(builtins, name)
        if isinstance(kind, type) and issubclass(kind, Exception) and not issubclass(kind, silent):
            found[name] = kind
    return found


EXCEPTIONS = _exceptions()


def _replace(target, source):
    target.clear()
    target.update(source)


MUTABLE = {
    list: lambda target, source: target.__setitem__(slice(None), source),
    bytearray: lambda target, source: target.__setitem__(slice(None), source),
    dict: _replace,
    set: _replace,
}


def _sample_of(remote):
    return object.__getattribute__(remote, "_sample")


def _reference(remote):
    return Reference(object.__getattribute__(remote, "_number"))


def _never(self, *_):
    _sample_of(self).refuse("an object of the sample's own class cannot be compared or computed with")


class Remote:
    """An object of the sample's. It gives values of its parts; it is never equal, greater or less, and takes part in no arithmetic."""

    __slots__ = ("_sample", "_number")

    def __init__(self, sample, number):
        object.__setattr__(self, "_sample", sample)
        object.__setattr__(self, "_number", number)

    def __call__(self, *args, **kwargs):
        return _sample_of(self).call(_reference(self).number, args, kwargs)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__") and name not in ("__name__", "__doc__", "__dict__"):
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

    def __contains__(self, item):
        return any(each == item for each in self)

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
