# The sample's side: runs the sample and answers. Nothing here has to be safe against the sample, for nothing here is believed.


class SampleSide:
    def __init__(self, questions, answers):
        self.questions = questions
        self.answers = answers
        self.objects = []
        self.numbers = {}
        self.module = None
        self.running = False  # whether the sample's code runs, which a test's time limit may interrupt

    def refer(self, value):
        number = self.numbers.get(id(value))
        if number is None:
            number = len(self.objects)
            self.objects.append(value)  # kept for good, so that its id stays its own
            self.numbers[id(value)] = number
        return number

    def resolve(self, number):
        return self.objects[number]

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
        try:
            operation, *arguments = decode(data, self.resolve)
            self.running = True
            reply = self.encoded(getattr(self, "do_" + operation)(*arguments))
            self.running = False
            return reply
        except BaseException as e:
            self.running = False
            return encode(("raise", self.names(type(e)), self.text(e)), self.refer)

    def encoded(self, result):
        try:
            return encode(result, self.refer)
        except (Unsendable, RecursionError, RuntimeError):
            return encode((result[0], Reference(self.refer(result[1]))) + result[2:], self.refer)

    @staticmethod
    def names(kind):
        return [c.__name__ for c in kind.__mro__ if c.__module__ == "builtins"] + [kind.__name__]

    @staticmethod
    def text(e):
        try:
            return str(e)[:500].encode("utf-8", "replace").decode("utf-8", "replace")
        except BaseException:
            return ""

    # Each operation returns ("value", v, ...): a value or, for objects of its own kinds, a reference.

    def do_load(self, code, captured):
        try:
            compiled = compile(code, "solution.py", "exec", dont_inherit=True)
        except (SyntaxError, ValueError, MemoryError, RecursionError, OverflowError) as e:
            return ("invalid", type(e).__name__ + ": " + self.text(e))
        self.module = type(sys)("solution")
        sys.modules["solution"] = self.module
        if captured:
            import io

            sys.stdout = io.StringIO()
        exec(compiled, self.module.__dict__)
        return ("value", None)

    def do_output(self):
        return ("value", sys.stdout.getvalue()[-100000:])

    def do_lookup(self, names):
        space = self.module.__dict__
        return ("value", {name: space[name] for name in names if name in space})

    def do_call(self, target, args, kwargs, write_back):
        if not write_back:
            return ("value", target(*args, **kwargs))
        before = [encode(a, self.refer) for a in args]
        result = target(*args, **kwargs)
        try:
            changed = {i: a for i, a in enumerate(args) if encode(a, self.refer) != before[i]}
            encode(changed, self.refer)
        except (Unsendable, RuntimeError):
            changed = {}
        return ("value", result, changed)

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
