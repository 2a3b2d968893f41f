package dev.sce.judge.language;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sce.CodeExecutor;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
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
