package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.EarlyStop;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.Launcher;
import dev.sce.LimitOverrides;
import dev.sce.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs that reach for the warm interpreter they were forked from, or for the program that will
 * be forked next.
 *
 * <p>After each the same interpreter serves the next program, which sees what the first one saw.
 */
@Tag("slow")
class WarmEscapeTest extends SandboxFixture {
  private static final LimitOverrides SHORT =
      LimitOverrides.NONE.withWallTime(Duration.ofMillis(1500));

  /** Both numbers are drawn when an interpreter starts; children that it forks inherit them. */
  private static final String IDENTITY = "print(hash('text'), id(None))";

  private @Nullable String clean;
  private @Nullable String interpreter;

  @BeforeEach
  void rememberTheInterpreter() {
    if (clean == null) {
      clean = probe();
      interpreter = warm(IDENTITY).stdout();
    }
  }

  @AfterEach
  void nextProgramSeesNothingAndIsForkedFromTheSameInterpreter() {
    String before = Objects.requireNonNull(clean);
    String same = Objects.requireNonNull(interpreter);
    clean = null; // What one test broke must not fail all that follow.
    assertThat(probe().lines()).containsExactlyElementsOf(before.lines().toList());
    assertThat(warm(IDENTITY).stdout()).as("hash seed and addresses").isEqualTo(same);
    clean = before;
  }

  private String probe() {
    return warm(WarmResource.text("probe.py")).stdout();
  }

  /** Runs code that must be started warm and end well. */
  private CommandResult warm(String code) {
    CommandResult result = python(code);
    assertThat(result.outcome()).as(result.stderr()).isEqualTo(Outcome.OK);
    assertThat(result.launcher()).isEqualTo(Launcher.WARM);
    return result;
  }

  private static Stream<String> names(String folder) {
    return WarmResource.files(folder).stream().map(path -> path.getFileName().toString());
  }

  static Stream<String> attacks() {
    return names("escape");
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void attackIsDenied(String name) {
    CommandResult result =
        python(WarmResource.text("escape/" + name), SHORT.withWallTime(Duration.ofSeconds(20)));
    assertThat(result.stdout()).doesNotContain("escaped").containsPattern("(?m)^tried [1-9]");
    assertThat(result.outcome()).as(result.stderr()).isEqualTo(Outcome.OK);
    assertThat(result.launcher()).isEqualTo(Launcher.WARM);
  }

  static Stream<String> renewals() {
    return names("renew");
  }

  /** What cannot be removed is replaced, and with it the interpreter, which holds on to it. */
  @ParameterizedTest
  @MethodSource("renewals")
  void interpreterMayBeReplacedAfterAProgramThatLeavesWhatCannotBeRemoved(String name) {
    requireWarm(Outcome.OK, WarmResource.text("renew/" + name), LimitOverrides.NONE);
    interpreter = warm(IDENTITY).stdout();
  }

  private void requireWarm(Outcome outcome, String code, LimitOverrides limits) {
    CommandResult result = python(code, limits);
    assertThat(result.outcome()).as("%s %s", result, result.stderr()).isEqualTo(outcome);
    assertThat(result.launcher()).isEqualTo(Launcher.WARM);
  }

  static Stream<String> storms() {
    return names("starve");
  }

  @ParameterizedTest
  @MethodSource("storms")
  void programThatStarvesOthersIsStopped(String name) {
    String code = WarmResource.text("starve/" + name);
    requireWarm(Outcome.TIME_LIMIT, code, SHORT.withMaxProcesses(40));
  }

  static Stream<String> hogs() {
    return names("hog");
  }

  @ParameterizedTest
  @MethodSource("hogs")
  void programThatTakesAllMemoryTakesNoneOfTheInterpreters(String name) {
    LimitOverrides limits =
        LimitOverrides.NONE
            .withMemory(DataSize.ofMebibytes(80))
            .withFileSize(DataSize.ofGibibytes(1))
            .withWallTime(Duration.ofSeconds(30));
    requireWarm(Outcome.MEMORY_LIMIT, WarmResource.text("hog/" + name), limits);
  }

  @Test
  void programThatFillsTheDiskLeavesRoomForTheNext() {
    requireWarm(
        Outcome.OK,
        """
        import errno, os
        full = 0
        for place in ('/dev/shm', '/tmp', '/work'):
          n = 0
          try:
            while True:
              with open('%s/%d' % (place, n), 'wb') as f: f.write(bytes(8 << 20))
              n += 1
          except OSError as e:
            full += e.errno == errno.ENOSPC
        os._exit(0 if full == 3 else 1)
        """,
        LimitOverrides.NONE.withWallTime(Duration.ofSeconds(30)));
  }

  @Test
  void programThatTakesAllDescriptorsLeavesThoseOfOthers() {
    CommandResult result =
        warm(
            """
            import os
            kept = []
            try:
              while True: kept.extend(os.pipe())
            except OSError as e: os.write(1, ('%d %d\\n' % (len(kept), e.errno)).encode())
            os._exit(0)
            """);
    assertThat(result.stdout()).matches("10\\d\\d 24\n");
  }

  @Test
  void parentOfTheProgramIsTheSupervisorFromTheFirstInstruction() {
    // The process that forked it has a parent of its own, which must not be seen even in passing.
    String code = "import os; print(os.getppid(), os.listdir('/proc/self/task').__len__())";
    String first = warm(code).stdout();
    for (int i = 0; i < 100; i++) {
      assertThat(warm(code).stdout()).isEqualTo(first);
    }
  }

  @Test
  void nothingOfAProgramIsInTheMemoryOfTheNext() {
    String first = "sce-warm-" + uniqueSleep();
    String second = "-mark-" + uniqueSleep();
    String mark = first + second;
    String name = mark + ".py";
    Command command =
        Command.of("python3", name, mark, "x".repeat(3000) + mark)
            .withEnvironment(Map.of("HOLDS_MARK", mark, mark, "x"))
            .withStdin((mark + "\n").repeat(3000));
    Executable planter =
        Executable.builder()
            .file(name, WarmResource.text("plant.py").replace("@MARK@", mark))
            .command(command)
            .track(name)
            .build();
    for (int i = 0; i < 3; i++) {
      CommandResult planted = last(run(planter));
      assertThat(planted.stdout()).contains(mark);
      assertThat(planted.returnCode()).as(planted.stderr()).isEqualTo(1);
      assertThat(planted.launcher()).isEqualTo(Launcher.WARM);
    }
    Map<String, String> found = scan(first, second);
    assertThat(found).as("marks in memory: %s", found).containsEntry("hits", "0");
    assertThat(Long.parseLong(found.getOrDefault("bytes", "0"))).isGreaterThan(4L << 20);
    Map<String, String> control = scan(first, second, "control");
    assertThat(Integer.parseInt(control.getOrDefault("hits", "0"))).isPositive();
  }

  private Map<String, String> scan(String... arguments) {
    String[] argv =
        Stream.concat(Stream.of("scan.py"), Stream.of(arguments)).toArray(String[]::new);
    Executable scanner =
        Executable.builder()
            .file("scan.py", WarmResource.text("scan.py"))
            .command("python3", argv)
            .build();
    CommandResult result = last(run(scanner));
    assertThat(result.launcher()).isEqualTo(Launcher.WARM);
    return answers(result);
  }

  @Test
  void interpreterOfTheProgramsOwnIsItsOwn() {
    String fake = "#!/bin/sh\necho fake \"$@\"\n";
    Executable executable =
        Executable.builder()
            .file("python3", fake)
            .file("main.py", "print('real')")
            .command("chmod", "+x", "python3")
            .command("./python3", "main.py")
            .command("python3", "main.py")
            .build();
    List<CommandResult> results = run(executable).commandResults();
    assertThat(results).hasSize(3);
    assertThat(results.get(1).stdout()).isEqualTo("fake main.py\n");
    assertThat(results.get(1).launcher()).isEqualTo(Launcher.EXEC);
    assertThat(results.get(2).stdout()).isEqualTo("real\n");
    assertThat(results.get(2).launcher()).isEqualTo(Launcher.WARM);
  }

  @Test
  void daemonOfOneCommandDoesNotMeetTheInterpretersNextChild() {
    String daemon =
        """
        import os, sys
        if os.fork() == 0:
          os.setsid()
          while True:
            for pid in os.listdir('/proc'):
              if pid.isdigit() and int(pid) not in (1, os.getpid()):
                try: open('/work/seen', 'a').write(open('/proc/%s/cmdline' % pid).read()); os.kill(int(pid), 9)
                except OSError: pass
        """;
    String next =
        "import os; print(os.path.exists('/work/seen'), os.listdir('/proc/self/task') != [])";
    Executable executable =
        Executable.builder()
            .file(
                "daemon.py",
                daemon + "os.unlink('/work/seen') if os.path.exists('/work/seen') else 0\n")
            .file("next.py", next)
            .command("sh", "-c", "true")
            .command("python3", "daemon.py")
            .command("rm", "-f", "seen")
            .command("python3", "next.py")
            // The daemon may kill its own parent before that ends; the others have to run all the
            // same.
            .earlyStop(EarlyStop.NEVER)
            .build();
    ExecutionResult result = run(executable);
    assertThat(last(result).stdout()).as(last(result).stderr()).isEqualTo("False True\n");
    assertThat(last(result).launcher()).isEqualTo(Launcher.WARM);
  }

  @Test
  void commandTooLargeForOneMessageIsStartedCold() {
    String large = "x".repeat(100_000);
    Command command =
        Command.of("python3", "main.py", large, large).withEnvironment(Map.of("LARGE", large));
    Executable executable =
        Executable.builder()
            .file(
                "main.py",
                "import os, sys; print(sum(map(len, sys.argv)), len(os.environ['LARGE']))")
            .command(command)
            .build();
    CommandResult result = last(run(executable));
    assertThat(result.stdout()).as(result.error().orElse("")).isEqualTo("200007 100000\n");
    assertThat(result.launcher()).isEqualTo(Launcher.EXEC);
  }

  @Test
  void commandThatJustFitsOneMessageIsStartedWarm() {
    Command command = Command.of("python3", "main.py", "x".repeat(90_000));
    Executable executable =
        Executable.builder()
            .file("main.py", "import sys; print(len(sys.argv[1]))")
            .command(command)
            .build();
    CommandResult result = last(run(executable));
    assertThat(result.stdout()).isEqualTo("90000\n");
    assertThat(result.launcher()).isEqualTo(Launcher.WARM);
  }
}
