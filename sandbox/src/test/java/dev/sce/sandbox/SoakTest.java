package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.CodeExecutor;
import dev.sce.Command;
import dev.sce.DataSize;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.Limits;
import dev.sce.Outcome;
import dev.sce.ResultOrder;
import dev.sce.ResultStream;
import dev.sce.testkit.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Many programs, good and hostile, one after the other in few slots: verdicts stay right and
 * nothing grows. {@code -Dsce.soak=100000} makes it long.
 */
@ExtendWith(LeakCheck.class)
@Tag("slow")
class SoakTest {
  private static final int PROGRAMS = Integer.getInteger("sce.soak", 2000);

  /** A program and what must come of it. */
  private record Case(String script, Limits limits, Outcome outcome) {}

  private static final Limits FAST = Limits.INHERITED.withWallTime(Duration.ofMillis(150));
  private static final Limits SMALL = Limits.INHERITED.withMemory(DataSize.ofMebibytes(24));
  private static final Limits QUIET = Limits.INHERITED.withOutput(DataSize.ofKibibytes(16));

  private static final List<Case> HOSTILE =
      List.of(
          new Case("exec sleep 100", FAST, Outcome.TIME_LIMIT),
          new Case("exec >&- 2>&-; while :; do :; done", FAST, Outcome.TIME_LIMIT),
          new Case("exec yes", QUIET, Outcome.OUTPUT_LIMIT),
          new Case("x=0123456789abcdef; while :; do x=$x$x; done", SMALL, Outcome.MEMORY_LIMIT),
          new Case("kill -9 -1; exit 4", Limits.INHERITED, Outcome.NONZERO_EXIT),
          new Case("kill -SEGV $$", Limits.INHERITED, Outcome.SIGNALED),
          new Case("setsid sleep 99 & sleep 99 & exit 0", Limits.INHERITED, Outcome.OK),
          new Case(
              "mkdir -p a/b/c; touch a/b/c/$$ /tmp/x /dev/shm/y", Limits.INHERITED, Outcome.OK),
          new Case("mkdir l; chmod 0 l", Limits.INHERITED, Outcome.OK),
          new Case("trap '' TERM; kill -STOP $$", FAST, Outcome.TIME_LIMIT));

  private static Case caseOf(int number) {
    return number % 8 == 0
        ? HOSTILE.get(number / 8 % HOSTILE.size())
        : new Case("[ -z \"$(ls -A . /tmp /dev/shm | grep -v :)\" ]", Limits.INHERITED, Outcome.OK);
  }

  @Test
  void verdictsStayRightAndNothingGrows() throws IOException {
    ExecutionConfig config =
        ExecutionConfig.builder()
            .workers(2)
            .order(ResultOrder.COMPLETION)
            .retryStarved(false)
            .build();
    try (CodeExecutor executor =
        CodeExecutor.create(config, SandboxBackend.open(Isolation.NAMESPACES, config))) {
      drive(executor, PROGRAMS / 10);
      HostUsage before = HostUsage.now();
      drive(executor, PROGRAMS);
      HostUsage.now().requireNoMoreThan(before);
    }
    assertThat(cgroups()).as("control groups of this JVM").isEmpty();
  }

  private static void drive(CodeExecutor executor, int programs) {
    try (ResultStream<String> wrong =
        executor.stream(
            IntStream.range(0, programs).iterator(),
            number -> {
              Case program = caseOf(number);
              Command command = Command.of("sh", "-c", program.script);
              return Executable.builder().command(command.withLimits(program.limits)).build();
            },
            (number, result) -> {
              Case program = caseOf(number);
              return result.outcome() == program.outcome
                  ? ""
                  : program.script + " gave " + result.outcome() + ", not " + program.outcome;
            })) {
      wrong.forEachRemaining(line -> assertThat(line).isEmpty());
    }
  }

  private static List<Path> cgroups() throws IOException {
    String prefix = "sce-" + ProcessHandle.current().pid() + "-";
    try (Stream<Path> all = Files.walk(Path.of("/sys/fs/cgroup"), 6)) {
      return all.filter(path -> path.getFileName().toString().startsWith(prefix)).toList();
    }
  }
}
