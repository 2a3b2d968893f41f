package dev.sce.eval;

import dev.sce.datasets.Origin;
import dev.sce.datasets.SampleRow;
import dev.sce.judge.Markdown;
import dev.sce.judge.text.Extraction;
import dev.sce.judge.text.ExtractionRule;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How programs were taken out of what models wrote.
 *
 * @param rules samples by the name of the rule that was used
 * @param found samples by where their program stood
 * @param fenced samples with a fence in what the model wrote
 * @param markdown those among them that are judged with their fences, as nothing was taken out
 */
public record Extractions(
    Map<String, Long> rules, Map<Extraction.Found, Long> found, long fenced, long markdown) {

  /** Copies the maps. */
  public Extractions {
    rules = new TreeMap<>(rules);
    found = found.isEmpty() ? Map.of() : new EnumMap<>(found);
  }

  /** Returns how many samples have their program at such a place. */
  public long count(Extraction.Found place) {
    return found.getOrDefault(place, 0L);
  }

  /** Whether all samples are judged as they were written. */
  public boolean isWhole() {
    return rules.keySet().stream().allMatch(ExtractionRule.WHOLE.label()::equals);
  }

  /** Counts samples as they are read. Used by one thread. */
  static final class Counter {
    private final Map<String, Long> rules = new TreeMap<>();
    private final Map<Extraction.Found, Long> found = new EnumMap<>(Extraction.Found.class);
    private long fenced;
    private long markdown;

    void add(SampleRow row) {
      if (!(row instanceof SampleRow.Valid valid)) {
        return;
      }
      Origin origin = valid.origin();
      rules.merge(origin.rule().label(), 1L, Long::sum);
      found.merge(origin.found(), 1L, Long::sum);
      boolean asItIs = origin.found() == Extraction.Found.AS_IT_IS;
      boolean looksLikeMarkdown = asItIs && Markdown.hasFence(valid.sample().code());
      markdown += looksLikeMarkdown ? 1 : 0;
      fenced += looksLikeMarkdown || origin.fenced() ? 1 : 0;
    }

    Extractions all() {
      return new Extractions(rules, found, fenced, markdown);
    }
  }
}
