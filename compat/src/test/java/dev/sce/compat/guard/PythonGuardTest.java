package dev.sce.compat.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.CodeExecutor;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.Outcome;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class PythonGuardTest {
  private static CodeExecutor executor;

  @BeforeAll
  static void open() throws IOException {
    executor = CodeExecutor.create(ExecutionConfig.builder().workers(1).build());
  }

  @AfterAll
  static void close() {
    executor.close();
  }

  @Test
  void carelessProgramsMeetTheGuard() throws InterruptedException {
    for (String call : new String[] {"os.system('true')", "os.remove('x')", "os.fork()"}) {
      CommandResult result =
          run(PythonGuard.guarded(Executable.python("import os\n" + call), "main.py", null));

      assertThat(result.outcome()).isEqualTo(Outcome.NONZERO_EXIT);
      assertThat(result.stderr()).contains("'NoneType' object is not callable", "line 2");
    }
  }

  @Test
  void otherProgramsRunAsTheyAre() throws InterruptedException {
    String code =
        "from __future__ import annotations\nimport sys\nprint(__name__, len(sys.argv), 'guard' in dir())";

    CommandResult result = run(PythonGuard.guarded(Executable.python(code), "main.py", null));

    assertThat(result.stdout()).isEqualTo("__main__ 1 False\n");
  }

  @Test
  void memoryIsLimited() throws InterruptedException {
    Executable greedy = Executable.python("x = bytearray(600 << 20)");
    DataSize limit = DataSize.ofMebibytes(300);

    assertThat(run(greedy).outcome()).isEqualTo(Outcome.OK);
    assertThat(run(PythonGuard.limited(greedy, "main.py", limit)).stderr()).contains("MemoryError");
    assertThat(run(PythonGuard.guarded(greedy, "main.py", limit)).stderr()).contains("MemoryError");
  }

  @Test
  void preludesStandBeforeAProgram() throws InterruptedException {
    String code = PythonGuard.memoryPrelude(DataSize.ofMebibytes(300)) + "x = bytearray(600 << 20)";

    assertThat(run(Executable.python(code)).stderr()).contains("MemoryError");
  }

  @Test
  void maliciousProgramsGetEverythingBack() throws InterruptedException {
    // Says what the guard is not: if this ever fails, the documentation may promise more.
    String code = "import os, importlib\nimportlib.reload(os)\nprint(os.system('true'))";

    CommandResult result = run(PythonGuard.guarded(Executable.python(code), "main.py", null));

    assertThat(result.stdout()).isEqualTo("0\n");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> PythonGuard.guarded(Executable.python(""), "other.py", null))
        .hasMessageContaining("other.py");
  }

  private static CommandResult run(Executable executable) throws InterruptedException {
    return executor.execute(executable).lastCommand().orElseThrow();
  }
}
