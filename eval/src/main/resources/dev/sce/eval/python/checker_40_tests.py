# The judge's tests. Each way of judging is a function that gets the request and the sample and reports test by test.


def shown(value, most=200):
    """A short text of a value from the sample, at a bounded price."""
    kind = type(value)
    if kind is Remote:
        return "an object of the sample's"
    if kind is int and value.bit_length() > 4000:
        return "an integer of %d bits" % value.bit_length()
    if kind in (str, bytes, bytearray):
        return repr(value[:most]) + ("..." if len(value) > most else "")
    if kind in (list, tuple, set, frozenset, dict):
        return _shown_items(value, kind, most)
    try:
        return repr(value)[:most]
    except Exception:
        return "a " + kind.__name__


def _shown_items(value, kind, most):
    if most < 20:
        return "..."
    texts = []
    left = most
    for item in value.items() if kind is dict else value:
        text = shown(item[0], left // 2) + ": " + shown(item[1], left // 2) if kind is dict else shown(item, left // 2)
        left -= len(text) + 2
        texts.append(text)
        if left < 20 and len(texts) < len(value):
            texts.append("...")
            break
    opening, closing = {list: "[]", tuple: "()", dict: "{}", set: "{}"}.get(kind, ("frozenset({", "})"))
    return opening + ", ".join(texts) + closing


def needed_names(trees):
    """The names that the tests use and do not bind themselves."""
    used, bound = set(), set()
    for node in (n for tree in trees for n in ast.walk(tree)):
        if isinstance(node, ast.Name):
            (used if isinstance(node.ctx, ast.Load) else bound).add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)):
            bound.add(node.name)
        elif isinstance(node, ast.arg):
            bound.add(node.arg)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            bound |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    return used - bound


def parsed(text, name):
    return ast.parse(text, name)


def executed(tree, space, name):
    exec(compile(tree, name, "exec", dont_inherit=True, optimize=0), space)


def trusted_names(texts, entry):
    """What the data set itself defines: the names of its prompt and the imports of its reference solution, but not what is asked for."""
    space = {"__name__": "tests"}
    for text in texts:
        for attempt in (text, text + "\n    pass\n", text + "\n        pass\n"):
            try:
                executed(parsed(attempt, "prompt"), space, "prompt")
                break
            except Exception:
                continue
    space.pop(entry, None)
    space.pop("__builtins__", None)
    return space


def imports_of(text):
    """The import statements of a reference solution, and the names it defines itself."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError):
        return "", set()
    imports = "\n".join(ast.unparse(n) if hasattr(ast, "unparse") else _source(text, n) for n in body if isinstance(n, (ast.Import, ast.ImportFrom)))
    defined = {n.name for n in body if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))}
    for node in body:
        if isinstance(node, ast.Assign):
            defined |= {t.id for t in node.targets if isinstance(t, ast.Name)}
    return imports, defined


def _source(text, node):
    return ast.get_source_segment(text, node) or ""


class Report:
    """Writes what the judge found, a line for each test and one at the end. Only the last line makes it complete."""

    def __init__(self, fd):
        self.fd = fd
        self.verdict = None
        self.text = None
        self.fields = {}

    def line(self, **fields):
        data = memoryview((json.dumps(fields) + "\n").encode("ascii"))
        while data:
            data = data[os.write(self.fd, data) :]

    def test(self, name, verdict, seconds, text=None):
        self.worst(verdict, text)
        self.line(test=name, verdict=verdict, seconds=round(seconds, 6), text=text)

    def worst(self, verdict, text):
        if self.verdict is None or (self.verdict == "PASSED" and verdict != "PASSED"):
            self.verdict, self.text = verdict, text

    def done(self):
        self.line(done=True, verdict=self.verdict or "MISSING_INFO", text=self.text, **self.fields)


def load(request, sample, report, captured=False):
    """Hands the sample over. False when that already decides."""
    report.line(ready=True)
    if request.get("seconds"):
        sample.patience.begin(request["seconds"])
    try:
        reply = sample.ask("load", request["code"], captured)
        if reply[0] == "invalid":
            report.worst("COMPILE_ERROR", str(reply[1])[:500])
            return False
        if reply[0] == "raise":
            sample.reraise(reply)
        return True
    except SampleEnded as e:
        report.worst(*sample.fatal)
    except Unjudgeable:
        report.worst(*sample.doubt)
    except Exception as e:
        report.worst("RUNTIME_ERROR", sample.raised[-1][1] if sample.raised else repr(e))
    return False


def attempt(sample, action):
    """Runs one test. Returns (verdict, text, seconds); PASSED only if nothing at all was wrong."""
    sample.raised.clear()
    sample.doubt = None
    began = time.perf_counter()
    verdict, text = _attempted(sample, action)
    seconds = time.perf_counter() - began
    if sample.fatal is not None:
        verdict, text = sample.fatal
    elif sample.doubt is not None:
        verdict, text = sample.doubt
    return verdict, text, seconds


def _attempted(sample, action):
    try:
        action()
        return "PASSED", None
    except AssertionError as e:
        own = _own(sample, e)
        return ("RUNTIME_ERROR", own) if own else ("FAILED", message(e) or None)
    except (SampleEnded, Unjudgeable, Exception) as e:
        own = _own(sample, e)
        return ("RUNTIME_ERROR", own) if own else ("FAILED", type(e).__name__ + ": " + message(e))


def message(error):
    """The text of an exception, whose arguments may be the sample's."""
    return " ".join(a[:500] if type(a) is str else shown(a) for a in error.args)[:500]


def _own(sample, error):
    return next((text for e, text in sample.raised if e is error), None)


def bind(request, sample, space, trees):
    """Gives the tests proxies for what the sample defines: what the data set says it should, and what nothing else explains."""
    imports, provided = imports_of(request.get("reference") or "")
    space.update({k: v for k, v in trusted_names([imports], "").items() if k not in space})
    asked = set(request.get("provides") or ()) | provided
    if request.get("entry"):
        asked.add(request["entry"])
    wanted = set()
    for name in needed_names(trees) | asked:
        if name in asked:
            wanted.add(name)
        elif name not in space and not hasattr(builtins, name) and not _module(name, space):
            wanted.add(name)
    found = sample.value("lookup", sorted(wanted))[1]
    for name in wanted:
        space.pop(name, None)
        if type(found) is dict and name in found:
            space[name] = found[name]


def _module(name, space):
    """Tests that use a module of the standard library without importing it mean the real one."""
    if name in getattr(sys, "stdlib_module_names", ("math", "sys", "re", "collections", "random", "string", "copy", "itertools")):
        try:
            space[name] = __import__(name)
            return True
        except ImportError:
            pass
    return False


def judge_check(request, sample, report):
    """HumanEval's way: the test defines check(candidate)."""
    tree = parsed(request["tests"], "tests")
    space = trusted_names([request["prompt"]], request["entry"])
    if not load(request, sample, report):
        return

    def action():
        bind(request, sample, space, [tree])
        executed(tree, space, "tests")
        if request["entry"] not in space:
            raise NameError("name '%s' is not defined" % request["entry"])
        if type(space.get("check")) is not type(judge_check):
            sample.end("MISSING_INFO", "the problem's test does not define check(candidate)")
        space["check"](space[request["entry"]])

    verdict, text, _ = attempt(sample, action)
    report.worst(verdict, text)


def judge_asserts(request, sample, report):
    """MBPP's way: statements, each of which is a test. All run, whatever becomes of the others."""
    tests = [test_tree(test) for test in request["tests"]]
    setup = parsed(request.get("setup") or "", "setup")
    space = trusted_names(request.get("trusted") or (), request.get("entry"))
    ready = load(request, sample, report)
    verdict = report.verdict if not ready else None
    text = report.text

    def prepare():
        bind(request, sample, space, [setup] + tests)
        executed(setup, space, "setup")

    if ready:
        verdict, text, _ = attempt(sample, prepare)
        sample.seconds = request.get("test_seconds")
    names = request.get("names") or [str(i) for i in range(len(tests))]
    for name, tree in zip(names, tests):
        if verdict not in (None, "PASSED"):
            report.test(name, verdict, 0, text)
        elif sample.fatal is not None:
            report.test(name, "SKIPPED", 0)
        else:
            report.test(name, *reordered(attempt(sample, lambda: executed(tree, space, "test"))))


def reordered(result):
    verdict, text, seconds = result
    return verdict, seconds, text


def judge_value(request, sample, report):
    """GSM8K's way: the program's answer is a value, judged elsewhere."""
    if not load(request, sample, report, captured=True):
        return
    answer = {}

    def action():
        found = sample.value("lookup", [request["entry"]] + request["variables"])[1]
        if type(found) is not dict:
            raise TypeError("no names")
        if type(found.get(request["entry"])) is Remote:
            answer["value"], answer["from"] = found[request["entry"]](), request["entry"]
            return
        for name in request["variables"]:
            if type(found.get(name)) in (int, float, str):
                answer["value"], answer["from"] = found[name], name
                return
        answer["value"], answer["from"] = sample.value("output")[1], "stdout"

    verdict, text, _ = attempt(sample, action)
    report.worst(verdict, text)
    report.fields.update(value=plain_text(answer.get("value")), source=answer.get("from"))


def plain_text(value):
    """A number or text as text; None for anything else."""
    if type(value) is str:
        return value[-100000:]
    if type(value) is float:
        return repr(value)
    if type(value) is int and value.bit_length() < 4000:
        return str(value)
    if type(value).__name__ in ("Decimal", "Fraction"):
        return str(value)[:1000]
    return None
