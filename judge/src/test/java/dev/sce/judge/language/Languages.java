package dev.sce.judge.language;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sce.CodeExecutor;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Limits;
import dev.sce.Outcome;
import dev.sce.judge.Grade;
import dev.sce.judge.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A sandbox in which every language of this machine can be used, for tests. */
public final class Languages implements AutoCloseable {
  /** What was found out in this JVM; trying a language can take seconds. */
  private static final Map<String, LanguageStatus> TRIED = new ConcurrentHashMap<>();

  /** Libraries that a language may be installed without, and a program that needs no more. */
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "Test::Deep", "use Test::Deep;\n",
          "luaunit", "require('luaunit')\n",
          "test/unit", "require 'test/unit'\n",
          "rackunit", "#lang racket\n(require rackunit)\n");

  private final LanguageTable table = LanguageTable.standard();
  private final CodeExecutor executor;

  /** Opens a sandbox. */
  public Languages() throws IOException {
    executor =
        CodeExecutor.create(
            ExecutionConfig.builder().readOnlyPaths(table.readOnlyPaths()).workers(2).build());
  }

  /** Returns the table. */
  public LanguageTable table() {
    return table;
  }

  /** Returns the sandbox. */
  public CodeExecutor executor() {
    return executor;
  }

  /** Skips a test whose language is not on this machine. */
  public void require(String language) {
    LanguageStatus status = status(language);
    assumeTrue(status.installed(), () -> language + ": " + status.problem());
  }

  /** Skips a test whose sources name a library that is not on this machine. */
  public void requireLibraries(String language, String... sources) throws InterruptedException {
    for (Map.Entry<String, String> library : LIBRARIES.entrySet()) {
      if (List.of(sources).stream().anyMatch(source -> source.contains(library.getKey()))) {
        Program program = Program.of(table.find(language).orElseThrow(), library.getValue());
        ExecutionResult result =
            executor.execute(
                Executable.builder()
                    .files(program.files())
                    .command(program.runCommand(Limits.DEFAULT))
                    .build());
        assumeTrue(
            result.outcome() == Outcome.OK,
            () -> language + ": the library " + library.getKey() + " is not installed");
      }
    }
  }

  /** Whether a language is on this machine. */
  public boolean has(String language) {
    return status(language).installed();
  }

  private LanguageStatus status(String id) {
    return TRIED.computeIfAbsent(
        id,
        _ -> {
          try {
            return LanguageProbe.detect(table.find(id).orElseThrow(), executor);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while trying " + id, e);
          }
        });
  }

  /** Judges to the end. */
  public Grade grade(Step first) throws InterruptedException {
    Step step = first;
    while (step instanceof Step.Run run) {
      List<ExecutionResult> results = new ArrayList<>();
      for (var program : run.programs()) {
        results.add(executor.execute(program));
      }
      step = run.then().apply(results);
    }
    return ((Step.Done) step).grade();
  }

  @Override
  public void close() {
    executor.close();
  }
}
