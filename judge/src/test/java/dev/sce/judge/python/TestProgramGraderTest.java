package dev.sce.judge.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sce.LimitOverrides;
import dev.sce.judge.Grade;
import dev.sce.judge.TestJudge;
import dev.sce.judge.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestProgramGraderTest {
  private static final LimitOverrides LIMITS =
      LimitOverrides.NONE.withWallTime(Duration.ofSeconds(20));
  private static final TestProgramTask UNITTEST =
      new TestProgramTask(
          TestProgramTask.Framework.UNITTEST,
          """
          import unittest

          class TestCases(unittest.TestCase):
              def test_one(self):
                  self.assertEqual(add(1, 2), 3)

              def test_two(self):
                  self.assertEqual(add(0, 0), 0)
          """,
          LIMITS);
  private static final TestProgramTask PYTEST =
      new TestProgramTask(
          TestProgramTask.Framework.PYTEST,
          """
          import pytest
          from solution import add

          @pytest.mark.parametrize('n', [1, 2])
          def test_add(n):
              assert add(n, 0) == n
          """,
          LIMITS);

  @RegisterExtension static final TestJudge judge = new TestJudge();

  @Test
  void testsOfUnittestDecide() throws InterruptedException {
    Grade right = grade(UNITTEST, "def add(a, b):\n    return a + b");
    assertThat(right.detail()).isEqualTo("tests and sample were one program");
    assertThat(right.passed()).isTrue();
    assertThat(right.tests())
        .extracting("name")
        .containsExactly("TestCases.test_one", "TestCases.test_two");

    Grade wrong = grade(UNITTEST, "def add(a, b):\n    return 0");
    assertThat(wrong.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(wrong.score()).isEqualTo(0.5);
    assertThat(wrong.detail()).contains("TestCases.test_one: AssertionError: 0 != 3");

    assertThat(grade(UNITTEST, "def add(a, b)").verdict()).isEqualTo(Verdict.COMPILE_ERROR);
    assertThat(grade(UNITTEST, "1 / 0").detail()).contains("ZeroDivisionError");
  }

  @Test
  void testsOfPytestDecide() throws InterruptedException {
    Grade right = grade(PYTEST, "def add(a, b):\n    return a + b");
    assumeTrue(right.verdict() != Verdict.MISSING_INFO, "pytest is not installed");
    assertThat(right.passed()).as(right.detail()).isTrue();
    assertThat(right.tests()).hasSize(2);

    Grade wrong = grade(PYTEST, "def add(a, b):\n    return 1");
    assertThat(wrong.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(wrong.score()).isEqualTo(0.5);
    assertThat(grade(PYTEST, "def other():\n    pass").verdict()).isEqualTo(Verdict.FAILED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import os\nos._exit(0)",
        "import sys\nsys.exit(0)",
        "print('OK')\nprint('{\"passed\": true}')\nimport os\nos._exit(0)",
        "import atexit, os\nadd = None\natexit.register(os._exit, 0)\nraise SystemExit",
        "import os, signal\nos.kill(os.getpid(), signal.SIGTERM)",
        "import sys\nsys.stdout = None\ndel sys.stdout",
        "import unittest\nunittest.TestCase.assertEqual = 1",
        "import os\nos.fork()\nraise SystemExit",
        "import unittest\ndef add(*all):\n    raise unittest.SkipTest('x')",
      })
  void aSampleThatEndsEarlyOrPrintsHasNotPassed(String code) throws InterruptedException {
    assertThat(grade(UNITTEST, code).passed()).isFalse();
  }

  @Test
  void testsOfTheSampleDoNotCount() throws InterruptedException {
    String own =
        """
        import unittest

        class TestMine(unittest.TestCase):
            def test_mine(self):
                self.assertEqual(add(1, 2), 12)

        """;
    Grade grade = grade(UNITTEST, own + "def add(a, b):\n    return a + b");

    assertThat(grade.passed()).as(grade.detail()).isTrue();
    assertThat(grade.tests()).hasSize(2);
  }

  @Test
  void ifAllTestsAreSkippedNothingHasPassed() throws InterruptedException {
    String tests = UNITTEST.tests().replace("class ", "@unittest.skip('no')\nclass ");
    TestProgramTask task = new TestProgramTask(TestProgramTask.Framework.UNITTEST, tests, LIMITS);
    Grade grade = grade(task, "def add(a, b):\n    return a + b");

    assertThat(grade.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(grade.detail()).endsWith(": all tests were skipped");
  }

  @Test
  void endlessSamplesTimeOut() throws InterruptedException {
    TestProgramTask task =
        new TestProgramTask(
            TestProgramTask.Framework.UNITTEST,
            UNITTEST.tests(),
            LIMITS.withWallTime(Duration.ofSeconds(1)));

    assertThat(judge.grade(new TestProgramGrader(), task, "while True: pass").verdict())
        .isEqualTo(Verdict.TIMED_OUT);
  }

  private static Grade grade(TestProgramTask task, String code) throws InterruptedException {
    return judge.grade(new TestProgramGrader(), task, code);
  }
}
