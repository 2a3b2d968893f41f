package dev.sce.judge.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.judge.Grade;
import dev.sce.judge.JudgeProcess;
import dev.sce.judge.TestJudge;
import dev.sce.judge.Verdict;
import dev.sce.testkit.LeakCheck;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a program and a test see of each other's values apart from their being equal. The same must
 * hold when both are one process, which is what Python itself does.
 */
@ExtendWith(LeakCheck.class)
final class ValuesAcrossTest {
  @RegisterExtension static final TestJudge judging = new TestJudge();

  /**
   * A program and a test that holds for it.
   *
   * @param name what it is about
   */
  record Case(String name, String code, String test) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.concat(identity(), Stream.concat(types(), surroundings()));
  }

  private static Stream<Case> identity() {
    return Stream.of(
        new Case(
            "order of a set that is given",
            "def f(s): return tuple(s)",
            """
            assert f({12, 13, 14, 15, 16}) == (16, 12, 13, 14, 15)
            assert f({5, 3, 40, 8, 24, 16}) == tuple({5, 3, 40, 8, 24, 16})
            s = set(range(20, 60)) - set(range(25, 50))
            s.add(7)
            assert f(s) == tuple(s)
            assert f(frozenset([12, 13, 14, 15, 16])) == tuple(frozenset([12, 13, 14, 15, 16]))
            """),
        new Case(
            "order of a set that is returned",
            "def f(n): return {12, 13, 14, 15, 16} if n else {'b', 'a', 'd', 'c', 'xyz'}",
            """
            assert tuple(f(1)) == (16, 12, 13, 14, 15)
            assert list(f(0)) == list({'b', 'a', 'd', 'c', 'xyz'})
            """),
        new Case(
            "a set that is changed there and gone on with here",
            "def f(s):\n  s.pop()\n  s.add(99)\n  s.discard(8)\n  return list(s)",
            """
            a, b = {16, 8, 3, 5, 24}, {16, 8, 3, 5, 24}
            b.pop(); b.add(99); b.discard(8)
            assert f(a) == list(b) == list(a)
            a.update([64, 32, 1]); b.update([64, 32, 1])
            assert list(a) == list(b) and a.pop() == b.pop()
            """),
        new Case(
            "rows of a list that are one object",
            "def f(g):\n  g[0][0] = 1\n  return g",
            """
            g = [[0] * 2] * 2
            r = f(g)
            assert g == [[1, 0], [1, 0]] and r is g and r[0] is r[1]
            """),
        new Case(
            "rows of a result that are one object",
            "def f(n): return [[0] * n] * n",
            "r = f(2)\nr[0][0] = 1\nassert r == [[1, 0], [1, 0]]"),
        new Case(
            "one object as two arguments",
            "def f(a, b):\n  a.append(1)\n  return a is b, b",
            "x = []\nassert f(x, x) == (True, [1]) and x == [1]\nassert f([], []) == (False, [])"),
        new Case(
            "constants that are one object",
            "def f(a, b): return a is b",
            """
            assert f(1000, 1000) and f('two words', 'two words') and f((1, 2), (1, 2))
            n = float('nan')
            assert f(n, n) and not f(float('nan'), n)
            """),
        new Case(
            "names that Python keeps once", "def f(a): return a is 'hello'", "assert f('hello')"),
        new Case(
            "not a number in a list with itself",
            "def f(a, n): return n in a",
            "n = float('nan')\nassert f([1, n], n) and not f([1, n], float('nan'))"),
        new Case(
            "rows that change places",
            "def f(g): g.reverse()",
            "a, b = [1], [2]\ng = [a, b]\nf(g)\nassert g[0] is b and g[1] is a"),
        new Case(
            "changes deep inside",
            "def f(t, d):\n  t[0].append(3)\n  d['x']['y'].add(5)",
            """
            t, d = ([1], 2), {'x': {'y': {1}}}
            s = d['x']['y']
            f(t, d)
            assert t == ([1, 3], 2) and s == {1, 5}
            """),
        new Case(
            "a list that holds itself",
            "def f(x):\n  x.append(x)\n  return x",
            "x = [1]\nr = f(x)\nassert r is x and x[1] is x"),
        new Case(
            "changes before an exception",
            "def f(x):\n  x.append(1)\n  raise ValueError('no')",
            "x = []\ntry:\n  f(x)\nexcept ValueError: pass\nassert x == [1]"),
        new Case(
            "changes of collections",
            "def f(d, c, o):\n  d.appendleft(0)\n  c['a'] += 1\n  o.move_to_end('p')\n  return d",
            """
            from collections import Counter, OrderedDict, deque
            d, c, o = deque([1], 3), Counter('aab'), OrderedDict(p=1, q=2)
            r = f(d, c, o)
            assert r is d and d == deque([0, 1]) and d.maxlen == 3
            assert c == Counter(a=3, b=1) and type(c) is Counter and list(o) == ['q', 'p']
            """));
  }

  private static Stream<Case> types() {
    return Stream.of(
        new Case(
            "types of the standard library, there and back",
            "def f(x): return x",
            """
            import array, datetime as d, decimal, fractions, pathlib, uuid
            from collections import Counter, OrderedDict, defaultdict, deque
            east = d.timezone(d.timedelta(hours=1), 'east')
            for x in [fractions.Fraction(1, 3), decimal.Decimal('1.10'), east, d.timezone.utc,
                      d.datetime(2020, 1, 2, tzinfo=d.timezone.utc), d.datetime(2020, 1, 2, 3, tzinfo=east),
                      d.time(1, 2, tzinfo=east), d.timedelta(1, 2, 3), d.date(2020, 2, 29),
                      uuid.UUID(int=5), pathlib.Path('a/b'), pathlib.PurePosixPath('/x'),
                      pathlib.PureWindowsPath('c:/x'), array.array('d', [1.5]), array.array('i'),
                      Counter('aab'), OrderedDict(b=1, a=2), deque([1, 2], 5), 2j, range(1, 9, 2),
                      b'x', bytearray(b'y'), frozenset({1}), slice(1, 2)]:
                r = f(x)
                assert r == x and type(r) is type(x) and repr(r) == repr(x), x
            """),
        new Case(
            "a counter counts",
            "from collections import Counter\ndef f(s): return Counter(s)",
            "c = f('aab')\nassert c['z'] == 0 and c.most_common(1) == [('a', 2)] and c + c == f('aabaab')"),
        new Case(
            "what is missing of a dictionary with a default",
            "from collections import defaultdict\ndef f():\n  d = defaultdict(list)\n  d[1].append(2)\n  return d",
            "d = f()\nassert d == {1: [2]} and d[5] == [] and d.default_factory is list"),
        new Case(
            "order of an ordered dictionary",
            "from collections import OrderedDict\ndef f(): return OrderedDict(b=1, a=2)",
            "from collections import OrderedDict\nassert f() != OrderedDict(a=2, b=1) and f() == dict(a=2, b=1)"),
        new Case(
            "names of a named tuple",
            "from collections import namedtuple\nP = namedtuple('P', 'x y')\ndef f(): return P(1, 2)",
            "p = f()\nassert p.x == 1 and p == (1, 2) and repr(p) == 'P(x=1, y=2)' and p._replace(x=5) == (5, 2)"),
        new Case(
            "functions of the standard library as arguments",
            "def f(g, *x): return g(*x)",
            """
            import math, operator
            assert f(math.gcd, 4, 6) == 2 and f(str.upper, 'a') == 'A' and f(operator.add, 1, 2) == 3
            assert f(abs, -1) == 1 and f(int, '7') == 7
            """),
        new Case(
            "arguments of exceptions",
            "def f(x): raise KeyError(x, [1])",
            "try:\n  f('k'); assert False\nexcept KeyError as e: assert e.args == ('k', [1])"),
        new Case(
            "exceptions of own classes",
            """
            class Low(ValueError):
                def __init__(self, text, code):
                    super().__init__(text)
                    self.code = code
            class Both(KeyError, AttributeError):
                def __str__(self): return 'both'
            def f(x):
                raise Low('low', 7) if x else Both(1)
            """,
            """
            try: f(1); assert False
            except ValueError as e:
                assert str(e) == 'low' and e.code == 7 and type(e).__name__ == 'Low' and e.args == ('low',)
            try: f(0); assert False
            except AttributeError as e: assert str(e) == 'both' and isinstance(e, KeyError)
            """));
  }

  private static Stream<Case> surroundings() {
    return Stream.of(
        new Case(
            "leaving, where the test expects it",
            "import sys\ndef f(x): sys.exit(x)",
            "try:\n  f(3)\n  assert False\nexcept SystemExit as e: assert e.code == 3"),
        new Case(
            "what is printed, where the test keeps it",
            "import sys\ndef f(x):\n  print('out', x)\n  print('err', file=sys.stderr)",
            """
            import contextlib, io
            out, err = io.StringIO(), io.StringIO()
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                f(1)
            f(2)
            assert out.getvalue() == 'out 1\\n' and err.getvalue() == 'err\\n'
            """),
        new Case(
            "what is read, where the test gives it",
            "def f(): return input('? ')",
            """
            import io, sys
            sys.stdin, sys.stdout = io.StringIO('one\\ntwo\\nthree\\n'), io.StringIO()
            assert [f(), f()] == ['one', 'two'] and sys.stdin.read() == 'three\\n'
            assert sys.stdout.getvalue() == '? ? '
            """),
        new Case(
            "one value after the other",
            "def f(n): yield from range(n)",
            """
            g = f(2)
            assert next(g) == 0 and next(g) == 1 and next(g, None) is None
            try: next(f(0)); assert False
            except StopIteration: pass
            """),
        new Case(
            "what a function says of itself",
            "def f(a: int, b=2):\n  'Doc.'",
            "assert f.__doc__ == 'Doc.' and f.__name__ == 'f' and f.__defaults__ == (2,)"),
        new Case(
            "classes and their instances",
            "class f:\n  def __enter__(self): return 5\n  def __exit__(self, *a): self.left = True",
            """
            x = f()
            with x as v: assert v == 5
            assert x.left and isinstance(x, f) and not isinstance(3, f)
            """));
  }

  private static Grade judged(JudgeProcess process, String prompt, Case one)
      throws InterruptedException {
    return judged(process, prompt, one.code(), one.test(), "");
  }

  private static Grade judged(
      JudgeProcess process, String prompt, String code, String test, String reference)
      throws InterruptedException {
    String check = "def check(candidate):\n    f = candidate\n" + test.indent(4);
    return judging.grade(
        new FunctionGrader(process, false),
        new FunctionTask(prompt, "f", check, reference, TestJudge.TIGHT),
        code);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theJudgeSeesWhatOneProcessSees(Case one) throws InterruptedException {
    for (JudgeProcess process : JudgeProcess.values()) {
      Grade grade = judged(process, "", one);
      assertThat(grade.verdict()).as("%s: %s", process, grade).isEqualTo(Verdict.PASSED);
    }
  }

  @Test
  void arraysOfNumpyAreArrays() throws InterruptedException {
    String code =
        """
        try:
            import numpy as np
        except ImportError:
            np = None
        def f(x):
            return np is None or np.array(x) * 2 if x is not None else np.float32(1.5)
        """;
    String test =
        """
        r = f([1, 2])
        if r is not True:
            assert r.shape == (2,) and r.sum() == 6 and (r == [2, 4]).all() and type(f(None)).__name__ == 'float32'
            import numpy as np
            a = np.zeros((2, 2))
            assert np.array_equal(f(a), a) and f(np.array(['a', None], dtype=object)[:1]).tolist() == ['aa']
        """;
    assertThat(judged(JudgeProcess.APART, "", code, test, "").verdict()).isEqualTo(Verdict.PASSED);
  }

  private static final String NODE =
      """
      class Node:
          def __init__(self, val=0, next=None):
              self.val = val
              self.next = next
          def __eq__(self, other):
              return isinstance(other, Node) and self.val == other.val

      def f(head):
      """;

  /** The text of the class is the data set's, so that both sides have it. */
  @ParameterizedTest
  @EnumSource(JudgeProcess.class)
  void instancesOfThePromptsClassesCrossOver(JudgeProcess process) throws InterruptedException {
    String reverse =
        """
            last = None
            while head:
                head.next, last, head = last, head, head.next
            return last
        """;
    String test =
        """
        first = Node(1, Node(2, Node(3)))
        last = first.next.next
        got = f(first)
        assert got is last and got.next.val == 2 and got.next.next is first and first.next is None
        assert got == Node(3) and f(None) is None
        """;
    String inTheirOwn = "def f(head):\n" + reverse.indent(4).replace("        ", "    ");
    assertThat(judged(process, NODE, NODE + reverse.indent(4), test, "").verdict())
        .isEqualTo(Verdict.PASSED);
    assertThat(judged(process, NODE, inTheirOwn, test, "").verdict()).isEqualTo(Verdict.PASSED);
    String wrong = "def f(head): return head";
    assertThat(judged(process, NODE, wrong, test, "").verdict()).isEqualTo(Verdict.FAILED);
  }

  /** Their text decides, so what the sample is does not matter. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from unittest import mock | unittest.mock",
        "import random; random.random = lambda: 1 | random.random",
        "import builtins; builtins.input = lambda: 1 | builtins.input",
        "import inspect; assert inspect.signature(f) | inspect",
      })
  void testsThatReplacePartsOfModulesAreNotJudgedApart(String test, String named)
      throws InterruptedException {
    for (String code : new String[] {"def f(): return 1", "def f(): return 2", "f = 1/0"}) {
      Grade grade = judged(JudgeProcess.APART, "", code, test + "; assert f() == 1", "");
      assertThat(grade.verdict()).isEqualTo(Verdict.MISSING_INFO);
      assertThat(grade.detail()).contains("own process", named, "--judge in-process");
    }
  }

  private static final String POINT =
      """
      class P:
          def __init__(self, x): self.x = x
          def __eq__(self, other): return self.x == other.x
      def f(x): return P(x)
      """;
  private static final String ALWAYS =
      "class P:\n  def __eq__(self, other): return True\n  x = 0\ndef f(x): return P()";

  @Test
  void whereTheReferenceNeedsTheSamplesProcessNothingIsSaidOfSamples() throws InterruptedException {
    String test = "assert f(1) == f(1)";
    for (String code : new String[] {POINT, ALWAYS}) {
      Grade grade = judged(JudgeProcess.APART, "", code, test, POINT);
      assertThat(grade.verdict()).as("%s", grade).isEqualTo(Verdict.MISSING_INFO);
      assertThat(grade.detail()).contains("own process", "--judge in-process");
    }
    assertThat(judged(JudgeProcess.IN_PROCESS, "", POINT, test, POINT).verdict())
        .isEqualTo(Verdict.PASSED);
    Grade plain = judged(JudgeProcess.APART, "", "def f(x): return x + id(x) % 0", test, POINT);
    assertThat(plain.verdict()).as("%s", plain).isEqualTo(Verdict.RUNTIME_ERROR);
  }

  /** No way out of the score: what the sample returns does not decide. */
  @ParameterizedTest
  @ValueSource(strings = {"def f(x): return x", ""})
  void anObjectWhereTheReferenceGivesNoneIsAFailure(String reference) throws InterruptedException {
    for (String code :
        new String[] {
          ALWAYS,
          "class f(int): pass",
          "def f(x): return lambda: x",
          "def f(x): return iter([x])",
          "import enum\nclass f(enum.IntEnum):\n  ONE = 5",
        }) {
      Grade grade = judged(JudgeProcess.APART, "", code, "assert f(5) == 6 - 5 + 5 + 1", reference);
      assertThat(grade.verdict()).as("%s", grade).isIn(Verdict.FAILED, Verdict.RUNTIME_ERROR);
    }
  }

  @Test
  void aFailureThatIsPlainStaysOneBesideOthers() throws InterruptedException {
    AssertsTask task =
        new AssertsTask(
            "",
            "",
            List.of("assert f(1) == f(1)", "assert f(2).x == 2"),
            POINT,
            List.of("f"),
            TestJudge.TIGHT);
    assertThat(judging.grade(new AssertsGrader(), task, POINT).verdict())
        .isEqualTo(Verdict.MISSING_INFO);
    String wrong = POINT + "g = f\ndef f(x): return 5 if x == 2 else g(x)\n";
    assertThat(judging.grade(new AssertsGrader(), task, wrong).verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void aContextOfTheSamplesDoesNotSwallowAFailure() throws InterruptedException {
    String code =
        "class f:\n  def __enter__(self): return 1\n  def __exit__(self, *a): return True";
    String test = "with f() as v:\n    assert v == 2";
    assertThat(judged(JudgeProcess.APART, "", code, test, "").verdict()).isEqualTo(Verdict.FAILED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "try: f()\nexcept BaseException: pass\nassert False",
        "f()",
        "assert all(map(lambda i: f() == i, [1, 2]))",
        "import threading\nassert f() == 1",
      })
  void leavingIsNoPassWhereTheTestDoesNotNameIt(String test) throws InterruptedException {
    for (String code :
        new String[] {
          "def f(): raise SystemExit(0)",
          "def f(): raise StopIteration",
          "def f(): raise KeyboardInterrupt",
          "def f(): raise GeneratorExit",
        }) {
      Grade grade = judged(JudgeProcess.APART, "", code, test, "");
      assertThat(grade.verdict()).as("%s", grade).isIn(Verdict.FAILED, Verdict.RUNTIME_ERROR);
    }
  }
}
