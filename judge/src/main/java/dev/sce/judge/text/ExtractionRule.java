package dev.sce.judge.text;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a program is taken out of what a model wrote.
 *
 * <p>{@link #LAST}, {@link #FIRST} and {@link #LONGEST} read Markdown, after the reasoning and
 * without marks of turns. The rules named after a trainer or benchmark do exactly what it does,
 * which is seldom what Markdown means; they look at all of the text unless they say otherwise.
 * docs/samples.md compares them.
 */
public enum ExtractionRule {
  /** The last block; without one, the text. */
  LAST("last", true),

  /** The first block; without one, the text. */
  FIRST("first", true),

  /** The longest block, the first of several; without one, the text. */
  LONGEST("longest", true),

  /** All of the text. */
  WHOLE("whole", false),

  /** PRIME and verl: from the last {@code ```python}, or the beginning, to the next fence. */
  PRIME("prime", false),

  /** verl with SandboxFusion: as PRIME, else what is between the first two fences, else nothing. */
  SANDBOX_FUSION("sandbox-fusion", false),

  /** rLLM and DeepCoder: the last complete block of any language, else nothing. */
  DEEPCODER("deepcoder", false),

  /** LiveCodeBench: the lines between the last two lines with a fence, else nothing. */
  LCB("lcb", false),

  /** open-r1: the last complete block tagged exactly as the language, else nothing. */
  OPEN_R1("open-r1", true),

  /** open-instruct: what is between the last two fences, else everything. */
  OPEN_INSTRUCT("open-instruct", false),

  /**
   * NeMo-Skills: after the reasoning, from the first fence of the language, else the first, to the
   * next one; without a fence, everything.
   */
  NEMO_SKILLS("nemo-skills", true);

  private final String label;
  private final boolean usesTag;

  ExtractionRule(String label, boolean usesTag) {
    this.label = label;
    this.usesTag = usesTag;
  }

  /** Returns its name for people and files. */
  public String label() {
    return label;
  }

  /** Returns the rule of a name, in whatever case. */
  public static Optional<ExtractionRule> named(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return Stream.of(values()).filter(rule -> rule.label.equals(wanted)).findFirst();
  }

  /** Whether a tag of fences changes what it takes. */
  public boolean usesTag() {
    return usesTag;
  }

  /** Takes the program out of a text, whatever tags its fences have. */
  public Extraction extract(String text) {
    return extract(text, null);
  }

  /**
   * Takes the program out of a text.
   *
   * @param tag what fences that count have behind them; absent: anything, or {@code python} for the
   *     rules that want a tag. With the rules that read Markdown, a text without such a fence has
   *     no program
   */
  public Extraction extract(String text, @Nullable String tag) {
    return switch (this) {
      case LAST -> ofMarkdown(text, tag, List::getLast);
      case FIRST -> ofMarkdown(text, tag, List::getFirst);
      case LONGEST -> ofMarkdown(text, tag, ExtractionRule::longest);
      case WHOLE -> new Extraction(text, Extraction.Found.AS_IT_IS);
      case PRIME -> PublishedRules.prime(text);
      case SANDBOX_FUSION -> PublishedRules.sandboxFusion(text);
      case DEEPCODER -> PublishedRules.deepCoder(text);
      case LCB -> PublishedRules.liveCodeBench(text);
      case OPEN_R1 -> PublishedRules.openR1(text, tag);
      case OPEN_INSTRUCT -> PublishedRules.openInstruct(text);
      case NEMO_SKILLS -> PublishedRules.nemoSkills(text, tag);
    };
  }

  private static Fence longest(List<Fence> blocks) {
    return Collections.max(
        blocks, Comparator.comparingInt((Fence block) -> block.text().strip().length()));
  }

  private static Extraction ofMarkdown(
      String text, @Nullable String tag, Function<List<Fence>, Fence> choice) {
    Optional<String> answer = Reasoning.answer(text);
    if (answer.isEmpty()) {
      return new Extraction("", Extraction.Found.UNFINISHED_REASONING);
    }
    List<Fence> blocks =
        Fence.in(answer.get()).stream()
            .filter(block -> !block.text().isBlank())
            .filter(block -> tag == null || block.isTagged(tag))
            .toList();
    if (blocks.isEmpty()) {
      return tag == null ? Extraction.text(trimmed(answer.get())) : Extraction.nothing();
    }
    Fence block = choice.apply(blocks);
    return Extraction.block(block.closed() ? block.text() : Turns.withoutEnd(block.text()));
  }

  /** Returns a text without blanks around it, but with the indentation of a body of a function. */
  private static String trimmed(String text) {
    String code = Turns.withoutEnd(text).stripTrailing();
    return Extraction.text(code).continuesPrompt() ? code : code.stripLeading();
  }
}
