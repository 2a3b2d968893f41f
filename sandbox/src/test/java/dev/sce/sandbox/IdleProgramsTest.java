package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.CodeExecutor;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Isolation;
import dev.sce.Outcome;
import dev.sce.spi.Backend;
import dev.sce.testkit.BackendFixture;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Programs that sleep, and others that run meanwhile. */
class IdleProgramsTest extends BackendFixture {
  @Override
  protected final Backend open(ExecutionConfig config) throws IOException {
    return SandboxBackend.open(Isolation.NAMESPACES, config);
  }

  @Override
  protected final ExecutionConfig config() {
    return ExecutionConfig.builder().workers(1).maxIdlePrograms(3).build();
  }

  private static Executable python(String code) {
    return Executable.builder().file("main.py", code).command("python3", "main.py").build();
  }

  @Test
  void aSleepingProgramLetsAnotherRun() throws Exception {
    CompletableFuture<ExecutionResult> sleeper =
        executor().submit(python("import time; time.sleep(60)"));
    assertThat(executor().submit(python("print(1)")).get().output()).isEqualTo("1\n");
    assertThat(sleeper).isNotDone();
    assertThat(sleeper.cancel(true)).isTrue();
  }

  @Test
  void whatSleepersReportIsTheirOwn() throws Exception {
    List<CompletableFuture<ExecutionResult>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String code = "import time; open('f', 'x'); time.sleep(0.5); print(%d)".formatted(i);
      all.add(executor().submit(python(code)));
    }
    for (int i = 0; i < 4; i++) {
      ExecutionResult result = all.get(i).get();
      assertThat(result.outcome()).isEqualTo(Outcome.OK);
      assertThat(result.output()).isEqualTo(i + "\n");
      assertThat(result.commandResults().getFirst().runtime())
          .isGreaterThan(Duration.ofMillis(450));
    }
  }

  @Test
  void aProgramThatComputesKeepsItsWorker() throws Exception {
    HeardEvents heard = new HeardEvents();
    ExecutionConfig config =
        config().toBuilder().defaultTimeout(Duration.ofSeconds(1)).listener(heard).build();
    try (heard;
        CodeExecutor executor = CodeExecutor.create(config, open(config))) {
      CompletableFuture<ExecutionResult> loop = executor.submit(python("while True: pass"));
      CompletableFuture<ExecutionResult> next = executor.submit(python("print(1)"));
      assertThat(loop.get().outcome()).isEqualTo(Outcome.TIME_LIMIT);
      assertThat(next.get().output()).isEqualTo("1\n");
    }
    assertThat(heard.started).hasSize(1);
  }
}
