package dev.sce.datasets;

import dev.sce.judge.text.ExtractionRule;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a sample is judged and rewarded: strictly, or as some code of training does it.
 * docs/rewards.md says what each rule accepts that {@link #STRICT} does not.
 */
public enum RewardRule {
  /** All tests, line by line and word by word, with exit status 0; the reward is 1 or 0. */
  STRICT(null),
  /** The share of the first ten tests, as PRIME and verl without a sandbox reward. */
  PRIME(ExtractionRule.PRIME),
  /** The share of the first ten tests, as verl with SandboxFusion rewards. */
  SANDBOX_FUSION(ExtractionRule.SANDBOX_FUSION),
  /** All tests, as LiveCodeBench judges. */
  LCB(ExtractionRule.LCB),
  /** All tests, as DeepCoder and rLLM reward. */
  DEEPCODER(ExtractionRule.DEEPCODER),
  /** The share of tests, as open-r1 rewards programs. */
  OPEN_R1(ExtractionRule.OPEN_R1),
  /** All tests and a tenth of their share, as open-r1 rewards programs of Codeforces. */
  OPEN_R1_CF(ExtractionRule.OPEN_R1),
  /** The share of tests, each in a process of its own, as open-instruct rewards. */
  OPEN_INSTRUCT(ExtractionRule.OPEN_INSTRUCT),
  /** The share of statements, as AceCoder rewards. */
  ACECODE(null),
  /** Whether pytest passes, as KodCode judges and rLLM rewards. */
  KODCODE(ExtractionRule.DEEPCODER);

  private final @Nullable ExtractionRule extraction;

  RewardRule(@Nullable ExtractionRule extraction) {
    this.extraction = extraction;
  }

  /** Returns its name in options and files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the rule of a name, in whatever case. */
  public static Optional<RewardRule> named(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return Stream.of(values()).filter(rule -> rule.label().equals(wanted)).findFirst();
  }

  /** Returns how it takes programs out of answers; empty where that is not part of the rule. */
  public Optional<ExtractionRule> extraction() {
    return Optional.ofNullable(extraction);
  }
}
