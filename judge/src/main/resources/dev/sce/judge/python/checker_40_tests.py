# The judge's tests. Each way of judging is a function that gets the request and the sample and reports test by test.
import re


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


NODES = (ast.Name, ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef, ast.arg, ast.Import, ast.ImportFrom, ast.Attribute, ast.Call)


def nodes_of(trees):
    """The parts of tests that say what they use."""
    return [node for tree in trees for node in ast.walk(tree) if type(node) in NODES]


def needed_names(nodes):
    """The names that the tests use and do not bind themselves."""
    used, bound = set(), set()
    for node in nodes:
        if isinstance(node, ast.Name):
            (used if isinstance(node.ctx, ast.Load) else bound).add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)):
            bound.add(node.name)
        elif isinstance(node, ast.arg):
            bound.add(node.arg)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            bound |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    return used - bound


def names_of_exceptions(nodes):
    """The names that the tests use, so that exceptions of these names may reach them, those which end loops and processes among them."""
    names = set()
    for node in nodes:
        if isinstance(node, (ast.Name, ast.Attribute)):
            names.add(name_of(node))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "next" and len(node.args) == 2:
            names.add("StopIteration")
    return names


def needs_own_process(nodes):
    """Why tests have to be in one process with the sample, as their text tells, whatever the sample is: they replace parts of modules,
    or look into the sample's code. None where nothing tells so."""
    modules = {"builtins"}
    replaced = []
    for node in nodes:
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
            modules |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""] + ["%s.%s" % (node.module, alias.name) for alias in node.names]
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name):
            replaced.append((node.value.id, node.attr))
        for name in names:
            if name in ("mock", "unittest.mock", "inspect"):
                return "it uses " + name
    for module, name in replaced:
        if module in modules and name not in ("stdin", "stdout", "stderr"):
            return "it replaces %s.%s" % (module, name)
    return None


def attempts_at(text):
    """A prompt ends where the sample goes on: with a statement missing, in a function or in a method."""
    return text, text + "\n    pass\n", text + "\n        pass\n"


def parsed(text, name):
    return tree_of(text, name)


def compiled(tree, name):
    """The code of a text of the data set's. One that Python cannot take is no Python, however it says so."""
    try:
        return compile(tree, name, "exec", dont_inherit=True, optimize=0)
    except (RecursionError, MemoryError):
        raise SyntaxError("nested too deep")


def executed(tree, space, name):
    exec(compiled(tree, name), space)


def trusted_names(texts, entry):
    """What the data set itself defines: the names of its prompt and the imports of its reference solution, but not what is asked for."""
    space = {"__name__": "tests"}
    for text in texts:
        for attempt in attempts_at(text):
            try:
                executed(parsed(attempt, "prompt"), space, "prompt")
                break
            except Exception:
                continue
    space.pop(entry, None)
    space.pop("__builtins__", None)
    return space


def harness_names(texts, entry):
    """The names that the data set's own harness leaves around; none where nobody asked for them."""
    names = trusted_names(texts, entry) if texts else {}
    names.pop("__name__", None)
    return names


def imports_of(text):
    """The import statements of a reference solution, and the names it defines itself."""
    try:
        body = parsed(text, "reference").body
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
        self.plain = False  # whether a test failed over plain values, which says all
        self.stand_in = None  # why tests that failed may have passed with the sample in their own process
        self.fields = {}

    def line(self, **fields):
        data = memoryview((json.dumps(fields) + "\n").encode("ascii"))
        while data:
            data = data[os.write(self.fd, data) :]

    def test(self, name, verdict, seconds, text=None, stand_in=None):
        self.worst(verdict, text, stand_in)
        self.line(test=name, verdict=verdict, seconds=round(seconds, 6), text=text)

    def worst(self, verdict, text, stand_in=None):
        if verdict != "PASSED":
            self.plain |= stand_in is None
            self.stand_in = self.stand_in or stand_in
        if self.verdict is None or (self.verdict == "PASSED" and verdict != "PASSED"):
            self.verdict, self.text = verdict, text

    def done(self):
        if self.stand_in and not self.plain:
            self.fields["stand_in"] = self.stand_in
            self.text = "; ".join(dict.fromkeys(text for text in (self.text, self.stand_in) if text))
        self.line(done=True, verdict=self.verdict or "MISSING_INFO", text=self.text, **self.fields)


def harness_of(request):
    """What there is before the sample, what there is besides when it is called, and what only the sample may define. Of the tests the
    sample gets the imports and no more."""
    if "names_before" not in request:
        return None
    after = [imports_of(text)[0] for text in request["names_after"]]
    return request["names_before"], after, root_of(request["entry"]) if request.get("entry") else None


def load(request, sample, report, captured=False):
    """Hands the sample over. False when that already decides."""
    report.line(ready=True)
    if request.get("seconds"):
        sample.patience.begin(request["seconds"])
    try:
        texts = [request["prompt"]] if "prompt" in request else request.get("trusted") or []
        # An array answers == with an array, so it is one only where the problem itself is about arrays.
        numpy = any("numpy" in str(request.get(name)) for name in ("tests", "setup", "prompt", "trusted", "reference"))
        reply = sample.ask("load", request["code"], captured, sorted(sample.classes), texts if sample.classes else [], numpy, harness_of(request))
        if reply[0] == "invalid":
            report.worst("COMPILE_ERROR", str(reply[1])[:500])
            return False
        if reply[0] == "raise":
            sample.reraise(reply[1])
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
    sample.doubt = sample.stand_in = None
    streams = sys.stdin, sys.stdout, sys.stderr
    began = time.perf_counter()
    verdict, text = _attempted(sample, action)
    seconds = time.perf_counter() - began
    sys.stdin, sys.stdout, sys.stderr = streams
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
    except BaseException as e:  # those that leave a process are no more than any other
        own = _own(sample, e)
        if type(e) is TypeError and "do not inherit from BaseException" in message(e):
            sample.stand_in = "the test catches a class of the sample's"
        return ("RUNTIME_ERROR", own) if own else ("FAILED", type(e).__name__ + ": " + message(e))


def message(error):
    """The text of an exception, whose arguments may be the sample's."""
    return " ".join(a[:500] if type(a) is str else shown(a) for a in error.args)[:500]


def _own(sample, error):
    return next((text for e, text in sample.raised if e is error), None)


def bind(request, sample, space, nodes):
    """Gives the tests proxies for what the sample defines: what the data set says it should, and what nothing else explains."""
    imports, provided = imports_of(request.get("reference") or "")
    space.update({k: v for k, v in trusted_names([imports], "").items() if k not in space})
    asked = set(request.get("provides") or ()) | provided
    if request.get("entry"):
        asked.add(root_of(request["entry"]))
    asked = (asked | sample.prompt.asked) - set(sample.classes)
    sample.tests_names = names_of_exceptions(nodes)
    wanted = set()
    for name in needed_names(nodes) | asked:
        if name in asked:
            wanted.add(name)
        elif name not in space and not hasattr(builtins, name) and not _module(name, space):
            wanted.add(name)
    found = sample.value("lookup", sorted(wanted))[1]
    for name in wanted:
        if name not in sample.prompt.kept:
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


def root_of(entry):
    """The name that a sample defines for its entry point: Solution for Solution().twoSum."""
    return entry if entry.isidentifier() else re.match(r"\w*", entry.lstrip("( ")).group()


def entry_of(request, sample, space):
    """What the tests are to call: a name, or an expression, which only the sample's own process evaluates, once, before the tests."""
    entry = request["entry"]
    if not entry.isidentifier():
        return sample.value("evaluate", entry)[1]
    if entry not in space:
        raise NameError("name '%s' is not defined" % entry)
    return space[entry]


def refuse_own_process(report, nodes):
    """Whether the tests cannot be judged apart from the sample. That is for their text to decide, before there is a sample."""
    reason = needs_own_process(nodes)
    if reason:
        report.line(ready=True)
        report.worst("MISSING_INFO", "the test needs the sample in its own process: %s; --judge in-process judges so" % reason)
    return reason is not None


def entry_is_expression(request, report):
    try:
        tree_of(request["entry"], "entry_point", "eval")
        return True
    except (SyntaxError, ValueError):
        report.line(ready=True)
        report.worst("MISSING_INFO", "the problem's entry_point is neither a name nor an expression: " + shown(request["entry"]))
        return False


def judge_check(request, sample, report):
    """HumanEval's way: the test defines check(candidate)."""
    if request.get("judge") == IN_PROCESS:
        judge_together(request, sample, report)
        return
    tree = parsed(request["tests"], "tests")
    nodes = nodes_of([tree])
    if not entry_is_expression(request, report) or refuse_own_process(report, nodes):
        return
    code = compiled(tree, "tests")
    space = trusted_names([request["prompt"]], root_of(request["entry"]))
    sample.prompt = Prompt([request["prompt"]], True)
    sample.classes = sample.prompt.classes_in(space)
    if not load(request, sample, report):
        return

    def action():
        bind(request, sample, space, nodes)
        exec(code, space)
        if type(space.get("check")) is not type(judge_check):
            sample.end("MISSING_INFO", "the problem's test does not define check(candidate)")
        space["check"](entry_of(request, sample, space))

    verdict, text, _ = attempt(sample, action)
    report.worst(verdict, text, sample.stand_in)


def judge_asserts(request, sample, report):
    """MBPP's way: statements, each of which is a test. All run, whatever becomes of the others."""
    if request.get("judge") == IN_PROCESS:
        judge_together(request, sample, report)
        return
    tests = [test_tree(test) for test in request["tests"]]
    setup = parsed(request.get("setup") or "", "setup")
    nodes = nodes_of([setup] + tests)
    if refuse_own_process(report, nodes):
        return
    codes = [compiled(tree, "test") for tree in tests]
    code = compiled(setup, "setup")
    space = trusted_names(request.get("trusted") or (), request.get("entry"))
    sample.prompt = Prompt(request.get("trusted") or (), False, request.get("reference") or "")
    sample.classes = sample.prompt.classes_in(space)
    ready = load(request, sample, report)
    verdict = report.verdict if not ready else None
    text = report.text

    def prepare():
        bind(request, sample, space, nodes)
        exec(code, space)

    if ready:
        verdict, text, _ = attempt(sample, prepare)
        sample.seconds = request.get("test_seconds")
    names = request.get("names") or [str(i) for i in range(len(tests))]
    for name, test in zip(names, codes):
        if verdict not in (None, "PASSED"):
            report.test(name, verdict, 0, text)
        elif sample.fatal is not None:
            report.test(name, "SKIPPED", 0)
        else:
            report.test(name, *reordered(attempt(sample, lambda: exec(test, space))), sample.stand_in)


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
