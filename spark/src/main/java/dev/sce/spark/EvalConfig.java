package dev.sce.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What samples are judged by. Immutable. */
public final class EvalConfig implements Serializable {
  private static final long serialVersionUID = 1;

  private final String dataSet;
  private final String problems;
  private final Map<String, String> limits;
  private final List<Integer> passAt;
  private final @Nullable String language;
  private final @Nullable String checker;
  private final int partitions;

  private EvalConfig(
      String dataSet,
      String problems,
      Map<String, String> limits,
      List<Integer> passAt,
      @Nullable String language,
      @Nullable String checker,
      int partitions) {
    this.dataSet = dataSet;
    this.problems = problems;
    this.limits = limits;
    this.passAt = passAt;
    this.language = language;
    this.checker = checker;
    this.partitions = partitions;
  }

  /**
   * Returns the configuration for a data set.
   *
   * @param dataSet a name of {@code sce eval --list}
   * @param problems the file of its problems, which the driver can read
   */
  public static EvalConfig of(String dataSet, String problems) {
    return new EvalConfig(dataSet, problems, Map.of(), List.of(), null, null, 0);
  }

  /**
   * Returns a configuration with a limit for every command, instead of the data set's.
   *
   * @param name such as {@code timeout} or {@code memory}
   * @param value such as {@code 5s} or {@code 512m}
   */
  public EvalConfig withLimit(String name, String value) {
    return new EvalConfig(
        dataSet, problems, Limits.with(limits, name, value), passAt, language, checker, partitions);
  }

  /** Returns a configuration with other k of pass@k than the usual ones. */
  public EvalConfig withPassAt(List<Integer> ks) {
    return new EvalConfig(
        dataSet, problems, limits, List.copyOf(ks), language, checker, partitions);
  }

  /** Returns a configuration for samples in this language. */
  public EvalConfig withLanguage(String name) {
    return new EvalConfig(dataSet, problems, limits, passAt, name, checker, partitions);
  }

  /** Returns a configuration that compares outputs by this checker. */
  public EvalConfig withChecker(String name) {
    return new EvalConfig(dataSet, problems, limits, passAt, language, name, partitions);
  }

  /** Returns a configuration that spreads samples evenly over tasks, after they were numbered. */
  public EvalConfig withPartitions(int count) {
    return new EvalConfig(
        dataSet, problems, limits, passAt, language, checker, Limits.positive("partitions", count));
  }

  int partitions() {
    return partitions;
  }

  String dataSet() {
    return dataSet;
  }

  String problems() {
    return problems;
  }

  List<Integer> passAt() {
    return passAt;
  }

  /** Returns the first line of a request. */
  String head() {
    ObjectNode head = new ObjectMapper().createObjectNode().put("dataset", dataSet);
    limits.forEach((name, value) -> Limits.put(head.withObjectProperty("limits"), name, value));
    putNames(head);
    return head.toString();
  }

  /** Puts what verdicts depend on into the conditions of an evaluation's directory. */
  void putConditions(ObjectNode run) {
    run.put("dataset", dataSet);
    limits.forEach(run::put);
    putNames(run);
  }

  private void putNames(ObjectNode object) {
    if (language != null) {
      object.put("language", language);
    }
    if (checker != null) {
      object.put("checker", checker);
    }
  }
}
