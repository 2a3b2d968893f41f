package dev.sce.eval.language;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sce.CodeExecutor;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.eval.Grade;
import dev.sce.eval.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A sandbox in which every language of this machine can be used, for tests. */
public final class Languages implements AutoCloseable {
  private final LanguageTable table = LanguageTable.standard();
  private final CodeExecutor executor;
  private final Set<String> installed;

  /** Opens a sandbox and asks it which languages there are. */
  public Languages() throws IOException, InterruptedException {
    executor =
        CodeExecutor.create(
            ExecutionConfig.builder().readOnlyPaths(table.readOnlyPaths()).workers(2).build());
    installed =
        LanguageProbe.detect(table, executor).stream()
            .filter(LanguageStatus::installed)
            .map(status -> status.language().id())
            .collect(Collectors.toSet());
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
    assumeTrue(
        installed.contains(language),
        () ->
            language
                + " is not installed; "
                + LanguageProbe.remedy(table.find(language).orElseThrow()));
  }

  /** Whether a language is on this machine. */
  public boolean has(String language) {
    return installed.contains(language);
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
