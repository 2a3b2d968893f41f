package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sce.CodeExecutor;
import dev.sce.CommandResult;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.Launcher;
import dev.sce.Outcome;
import dev.sce.Warm;
import dev.sce.spi.Backend;
import dev.sce.testkit.BackendFixture;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must be different in each run, though all runs are forked from one interpreter. */
class WarmRandomnessTest extends BackendFixture {
  private static final int RUNS = 5;

  @Override
  protected Backend open(ExecutionConfig config) throws IOException {
    return SandboxBackend.open(Isolation.NAMESPACES, config);
  }

  /** One worker: all runs are forked from the same interpreter. */
  @Override
  protected ExecutionConfig config() {
    return ExecutionConfig.builder().workers(1).warm(Warm.AUTO).build();
  }

  private String warm(String code) {
    CommandResult result = last(run(Executable.python(code)));
    assertThat(result.outcome()).as(result.stderr()).isEqualTo(Outcome.OK);
    assertThat(result.stdout()).isNotEmpty();
    assertThat(result.launcher()).isEqualTo(Launcher.WARM);
    return result.stdout();
  }

  private void requireDifferent(String code) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < RUNS; i++) {
      seen.add(warm(code));
    }
    assertThat(seen).as("outputs of %d runs of %s", RUNS, code).hasSize(RUNS);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the shared generator            | import random; print(random.random())
          a generator of one's own        | import random; print(random.Random().random())
          a shuffle                       | import random; x = list(range(50)); random.shuffle(x); print(x)
          a generator in a fork           | import os, random, sys; r = random.random(); p = os.fork() or (print(random.random()), sys.stdout.flush(), os._exit(0)); os.wait()
          the system's generator          | import random; print(random.SystemRandom().random())
          secrets                         | import secrets; print(secrets.token_hex(8))
          os.urandom                      | import os; print(os.urandom(8))
          uuid4                           | import uuid; print(uuid.uuid4())
          uuid1                           | import uuid; print(uuid.uuid1())
          the clock sequence of uuid1     | import uuid; print(uuid.uuid1().node, uuid.uuid1().time, uuid.uuid1().clock_seq)
          names of temporary files        | import tempfile; print(tempfile.mkstemp()[1])
          names of temporary folders      | import tempfile; print(tempfile.mkdtemp())
          names nobody has yet            | import tempfile; print(next(tempfile._get_candidate_names()))
          the key of multiprocessing      | import multiprocessing; print(bytes(multiprocessing.current_process().authkey))
          the boundary of a mail          | import email.generator; print(email.generator._make_boundary())
          random bytes of ssl             | import ssl; print(ssl.RAND_bytes(8))
          a salt of hashlib               | import hashlib, os; print(hashlib.scrypt(b'x', salt=os.urandom(8), n=2, r=1, p=1))
          the C library                   | import ctypes; b = ctypes.create_string_buffer(8); ctypes.CDLL(None).getrandom(b, 8, 0); print(b.raw)
          """)
  void numbersDifferBetweenRuns(String what, String code) {
    assertThat(what).isNotEmpty();
    requireDifferent(code);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the shared generator            | import numpy; print(numpy.random.rand(3))
          integers                        | import numpy as np; print(np.random.randint(0, 1 << 30, 4))
          a shuffle                       | import numpy as np; print(np.random.permutation(100))
          its state                       | import numpy as np; print(np.random.get_state()[1][:4])
          imported from                   | from numpy.random import normal; print(normal())
          imported by its full name       | import numpy.random; print(numpy.random.mtrand.random())
          a generator of one's own        | import numpy as np; print(np.random.default_rng().random())
          a state of one's own            | import numpy as np; print(np.random.RandomState().rand())
          """)
  void numbersOfNumpyDifferBetweenRuns(String what, String code) throws Exception {
    assertThat(what).isNotEmpty();
    WarmPython python = WarmPython.all().getFirst();
    assumeTrue(
        python.hasNumpy(), "python3 is " + python + ", which has no numpy: pip install numpy");
    requireDifferent(code);
    requireDifferentWithNumpyAhead(code);
  }

  private void requireDifferentWithNumpyAhead(String code) throws Exception {
    ExecutionConfig config = ExecutionConfig.builder().workers(1).preload(List.of("numpy")).build();
    try (CodeExecutor ahead = CodeExecutor.create(config, open(config))) {
      Set<String> seen = new HashSet<>();
      for (int i = 0; i < RUNS; i++) {
        CommandResult result = last(ahead.execute(Executable.python(code)));
        assertThat(result.outcome()).as(result.stderr()).isEqualTo(Outcome.OK);
        assertThat(result.launcher()).isEqualTo(Launcher.WARM);
        seen.add(result.stdout());
      }
      assertThat(seen).as("with numpy imported ahead: %s", code).hasSize(RUNS);
    }
  }

  @Test
  void seedOfTheProgramIsKept() {
    String code = "import random; random.seed(7); print(random.random(), random.randint(0, 9))";
    assertThat(warm(code)).isEqualTo(warm(code));
  }

  /** Documented: a hash seed is drawn when the interpreter starts, so one sandbox has one. */
  @Test
  void hashesOfTextAreTheSameWithinOneInterpreterAndOthersInAnother() throws Exception {
    String code = "print(hash('text'), list(map(str, {'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'})))";
    String first = warm(code);
    assertThat(warm(code)).isEqualTo(first);
    ExecutionConfig config = config();
    try (CodeExecutor other = CodeExecutor.create(config, open(config))) {
      CommandResult result = last(other.execute(Executable.python(code)));
      assertThat(result.launcher()).isEqualTo(Launcher.WARM);
      assertThat(result.stdout()).isNotEqualTo(first);
    }
  }
}
