package dev.sce.eval.asserts;

import dev.sce.eval.language.Language;
import java.util.Optional;

record RustHarness() implements Harness {
  @Override
  public Optional<Side> tests(AssertTask task, Language language, boolean withReference) {
    return Optional.empty();
  }

  @Override
  public Side sample(AssertTask task, Language language, String source) {
    throw new IllegalStateException();
  }

  @Override
  public int passed() {
    return 0;
  }

  @Override
  public int broken() {
    return 44;
  }
}
