package dev.sce.judge.language;

import org.jspecify.annotations.Nullable;

/**
 * Whether a language can be used here.
 *
 * @param language the language
 * @param state what came of trying it
 * @param checked whether a small program was tried, rather than the version command alone
 * @param version the first line that its version command printed; absent when that did not end well
 * @param problem why it cannot be used, for people, with what to do; absent when it can
 */
public record LanguageStatus(
    Language language,
    State state,
    boolean checked,
    @Nullable String version,
    @Nullable String problem) {

  /** What came of trying a language. */
  public enum State {
    /** Its programs run. */
    WORKS,
    /** Programs find no tools of it. */
    MISSING,
    /** Its tools are there, and its small program does not do what it should. */
    BROKEN,
    /** Nothing can be said. */
    UNTRIED
  }

  /** Whether its programs run. */
  public boolean installed() {
    return state == State.WORKS;
  }
}
