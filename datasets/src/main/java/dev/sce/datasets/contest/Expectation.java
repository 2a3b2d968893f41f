package dev.sce.datasets.contest;

import dev.sce.judge.Grade;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the author of a submission expects of it.
 *
 * @param oneOf verdicts of which it gets one; empty when the rules say all
 * @param rules what must hold besides
 */
public record Expectation(List<Expected> oneOf, List<Rule> rules) {
  private static final Set<String> OFFICIAL =
      Set.of("accepted", "wrong_answer", "time_limit_exceeded", "run_time_error");

  private static final Pattern TAG = Pattern.compile("@EXPECTED_(?:RESULTS|SCORE)@:([^\\r\\n]*)");

  /** Copies the lists. */
  public Expectation {
    oneOf = List.copyOf(oneOf);
    rules = List.copyOf(rules);
  }

  /** What a test can come to, as {@code submissions.yaml} calls it. */
  enum Result {
    AC,
    WA,
    TLE,
    RTE;

    /** Returns the one of a name; an IllegalArgumentException says that there is none. */
    static Result of(String name) {
      return Arrays.stream(values())
          .filter(result -> result.name().equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "'" + name + "' is none of " + Arrays.toString(values())));
    }
  }

  /**
   * A rule of {@code submissions.yaml}.
   *
   * @param tests which tests it is about; absent for all
   * @param permitted what each of them may come to
   * @param required what at least one of them comes to
   */
  record Rule(@Nullable Glob tests, Set<Result> permitted, Set<Result> required) {

    /** Whether a judgement keeps to it, as far as the tests that were run tell. */
    boolean isMetBy(Grade grade) {
      boolean seen = false;
      boolean open = false;
      for (TestResult test : grade.tests()) {
        if (tests != null && !tests.matchesOrHolds(test.name())) {
          continue;
        }
        open |= test.verdict() == Verdict.SKIPPED;
        Set<Result> results = results(test.verdict());
        if (results.isEmpty() && test.verdict() != Verdict.SKIPPED) {
          return false;
        }
        if (!results.isEmpty() && results.stream().noneMatch(permitted::contains)) {
          return false;
        }
        seen |= results.stream().anyMatch(required::contains);
      }
      return seen || open || grade.tests().isEmpty();
    }

    private static Set<Result> results(Verdict verdict) {
      return switch (verdict) {
        case PASSED -> EnumSet.of(Result.AC);
        case FAILED -> EnumSet.of(Result.WA);
        case TIMED_OUT -> EnumSet.of(Result.TLE);
        case RUNTIME_ERROR, MEMORY_LIMIT -> EnumSet.of(Result.RTE);
        case OUTPUT_LIMIT -> EnumSet.of(Result.WA, Result.RTE);
        default -> EnumSet.noneOf(Result.class);
      };
    }

    String shown() {
      String about = tests == null ? "" : " at " + tests.pattern();
      return "permitted " + words(permitted) + ", required " + words(required) + about;
    }

    private static String words(Set<Result> results) {
      return String.join("|", results.stream().map(Result::name).toList());
    }
  }

  /**
   * Returns what a folder of submissions and tags in sources say.
   *
   * @param folder the folder's name
   * @param sources texts of the submission
   */
  static Optional<Expectation> of(String folder, Iterable<String> sources) {
    Optional<Expected> byFolder = Expected.of(folder);
    if (!OFFICIAL.contains(folder)) {
      List<Expected> tagged = tagged(sources);
      if (!tagged.isEmpty()) {
        return Optional.of(new Expectation(tagged, List.of()));
      }
    }
    return byFolder.map(expected -> new Expectation(List.of(expected), List.of()));
  }

  /** Returns what tags say; nothing when there are several, or one says what is not known. */
  private static List<Expected> tagged(Iterable<String> sources) {
    Set<Expected> all = new LinkedHashSet<>();
    int tags = 0;
    for (String source : sources) {
      for (Matcher tag = TAG.matcher(source); tag.find(); tags++) {
        for (String word : tag.group(1).split(",")) {
          Optional<Expected> named = Expected.tagged(word.replaceAll("[^A-Za-z_-]", ""));
          if (named.isEmpty()) {
            return List.of();
          }
          all.add(named.get());
        }
      }
    }
    return tags == 1 ? List.copyOf(all) : List.of();
  }

  /** Whether a judgement is what is expected. */
  public boolean isMetBy(Grade grade) {
    boolean named = oneOf.isEmpty() || oneOf.stream().anyMatch(one -> one.isMetBy(grade));
    boolean judged = grade.verdict().isJudgement() && grade.verdict() != Verdict.COMPILE_ERROR;
    return named && (rules.isEmpty() || judged) && rules.stream().allMatch(r -> r.isMetBy(grade));
  }

  /** Returns it in words. */
  public List<String> shown() {
    List<String> words = new ArrayList<>();
    oneOf.forEach(one -> words.add(one.name().toLowerCase(Locale.ROOT)));
    rules.forEach(rule -> words.add(rule.shown()));
    return words;
  }

  /** Returns all results, which a rule means that does not say any. */
  static Set<Result> anything() {
    return new LinkedHashSet<>(Arrays.asList(Result.values()));
  }
}
