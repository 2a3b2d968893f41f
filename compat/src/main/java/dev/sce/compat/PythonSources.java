package dev.sce.compat;

import dev.sce.Blob;
import dev.sce.CodeExecutor;
import dev.sce.CommandResult;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.LimitOverrides;
import dev.sce.Outcome;
import dev.sce.judge.python.Requests;
import dev.sce.judge.python.Scripts;
import dev.sce.judge.resource.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers questions about Python source text, by Python's own parser in the sandbox.
 *
 * <p>Each method takes a whole list and works through it in batches on the executor, since a batch
 * costs hardly more than one. What the parser cannot take, be it wrong, too deep or a way to crash
 * it, gets the answer of a text that is no Python; the others are not touched by it.
 *
 * <pre>{@code
 * var sources = new PythonSources(executor);
 * List<Boolean> valid = sources.valid(List.of("x = 1", "x = "));  // true, false
 * }</pre>
 */
public final class PythonSources {
  private static final Blob MAIN =
      Blob.ofText(Scripts.ASSERTS + Resource.text(PythonSources.class, "sources.py") + '\n');

  private static final int BATCH_ITEMS = 100;
  private static final int BATCH_CHARS = 4_000_000;
  private static final LimitOverrides LIMITS =
      LimitOverrides.NONE.withCpuTime(Duration.ofSeconds(5)).withWallTime(Duration.ofSeconds(20));

  private final CodeExecutor executor;

  /** Makes one that runs its scripts on an executor, which stays the caller's. */
  public PythonSources(CodeExecutor executor) {
    this.executor = executor;
  }

  /** Returns for each text whether it is a Python program, as far as its grammar goes. */
  public List<Boolean> valid(List<String> codes) throws InterruptedException {
    return map(ask("valid", texts(codes)), answer -> !answer.isNull());
  }

  /**
   * Returns the import statements at the top level of each program; none for what is no program.
   */
  public List<List<String>> imports(List<String> codes) throws InterruptedException {
    return map(ask("imports", texts(codes)), PythonSources::strings);
  }

  /**
   * Returns for each text whether its first statement is an assert that compares something with a
   * call on its left side.
   */
  public List<Boolean> simpleTestCases(List<String> codes) throws InterruptedException {
    return map(ask("simple_test", texts(codes)), answer -> answer.asBoolean(false));
  }

  /**
   * Returns each test as assert statements: {@code ("f(1)", "2")} becomes {@code assert f(1) == 2}
   * or, with a tolerance, {@code assert abs(f(1) - 2) < 1e-06}. Statements stay what they are, in
   * Python's own layout. Empty for what cannot be parsed.
   */
  public List<Optional<String>> toAsserts(List<PyPercentPassed.Test> tests)
      throws InterruptedException {
    return map(ask("to_assert", map(tests, PythonSources::test)), PythonSources::text);
  }

  /**
   * What a test prints.
   *
   * @param passed an expression of Python, printed when the test passes
   * @param failed printed when its assert fails
   * @param errors types of exceptions, each with what is printed for it; the exception is {@code e}
   */
  public record Prints(String passed, String failed, List<Map.Entry<String, String>> errors) {
    /** Copies the list. */
    public Prints {
      errors = List.copyOf(errors);
    }
  }

  /** Returns each test as a try statement that prints what became of it. */
  public List<Optional<String>> wrapInTryPrint(
      List<PyPercentPassed.Test> tests, Function<Integer, Prints> prints)
      throws InterruptedException {
    List<JsonNode> items = new ArrayList<>(tests.size());
    for (int i = 0; i < tests.size(); i++) {
      PyPercentPassed.Test test = tests.get(i);
      Prints texts = prints.apply(i);
      ObjectNode item =
          Requests.MAPPER
              .createObjectNode()
              .put("call", test.call())
              .put("expected", test.expected() == null ? "None" : test.expected())
              .put("tolerance", test.requiresFloat())
              .put("passed", texts.passed())
              .put("failed", texts.failed());
      ArrayNode errors = item.putArray("errors");
      texts.errors().forEach(e -> errors.addArray().add(e.getKey()).add(e.getValue()));
      items.add(item);
    }
    return map(ask("in_try", items), PythonSources::text);
  }

  /** Returns each list without the programs that are too deep for Python's parser, or are none. */
  public List<List<String>> dropDeepTrees(List<List<String>> lists) throws InterruptedException {
    List<String> all = lists.stream().flatMap(List::stream).toList();
    List<JsonNode> answers = ask("walkable", texts(all));
    List<List<String>> kept = new ArrayList<>(lists.size());
    int at = 0;
    for (List<String> list : lists) {
      List<String> some = new ArrayList<>();
      for (String code : list) {
        if (!answers.get(at++).isNull()) {
          some.add(code);
        }
      }
      kept.add(List.copyOf(some));
    }
    return kept;
  }

  private List<JsonNode> ask(String kind, List<JsonNode> items) throws InterruptedException {
    List<List<JsonNode>> batches = batches(items);
    List<ExecutionResult> runs =
        executor.runAll(batches.stream().map(batch -> program(kind, batch)).toList());
    List<JsonNode> answers = new ArrayList<>(items.size());
    for (int i = 0; i < batches.size(); i++) {
      answers.addAll(answers(kind, batches.get(i), runs.get(i)));
    }
    return answers;
  }

  private static List<List<JsonNode>> batches(List<JsonNode> items) {
    List<List<JsonNode>> batches = new ArrayList<>();
    List<JsonNode> batch = new ArrayList<>();
    long chars = 0;
    for (JsonNode item : items) {
      long size = item.isString() ? item.asString().length() : 1000;
      if (!batch.isEmpty() && (batch.size() == BATCH_ITEMS || chars + size > BATCH_CHARS)) {
        batches.add(batch);
        batch = new ArrayList<>();
        chars = 0;
      }
      batch.add(item);
      chars += size;
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  /** Reads the answers; a batch that ended the process is halved until the culprit is alone. */
  private List<JsonNode> answers(String kind, List<JsonNode> batch, ExecutionResult run)
      throws InterruptedException {
    CommandResult result = run.lastCommand().orElse(null);
    if (run.outcome() == Outcome.OK && result != null && !result.out().truncated()) {
      List<JsonNode> answers = List.copyOf(Requests.MAPPER.readTree(result.stdout()).values());
      if (answers.size() == batch.size()) {
        return answers;
      }
    }
    if (result == null || run.outcome().isInconclusive() || run.outcome() == Outcome.NOT_STARTED) {
      throw new IllegalStateException(
          "Python's parser could not be run: " + run.error().orElse(""));
    }
    if (batch.size() == 1) {
      return List.of(Requests.MAPPER.nullNode());
    }
    List<JsonNode> answers = new ArrayList<>();
    int middle = batch.size() / 2;
    for (List<JsonNode> half :
        List.of(batch.subList(0, middle), batch.subList(middle, batch.size()))) {
      answers.addAll(answers(kind, half, executor.execute(program(kind, half))));
    }
    return answers;
  }

  private static Executable program(String kind, List<JsonNode> items) {
    ObjectNode request = Requests.of(kind);
    request.putArray("items").addAll(items);
    return Executable.builder()
        .file("main.py", MAIN)
        .command(Requests.command(request, LIMITS))
        .build();
  }

  private static List<JsonNode> texts(List<String> texts) {
    return map(texts, text -> Requests.MAPPER.getNodeFactory().stringNode(text));
  }

  private static JsonNode test(PyPercentPassed.Test test) {
    if (test.expected() == null) {
      return Requests.MAPPER.getNodeFactory().stringNode(test.call());
    }
    return Requests.MAPPER
        .createObjectNode()
        .put("call", test.call())
        .put("expected", test.expected())
        .put("tolerance", test.requiresFloat());
  }

  private static Optional<String> text(JsonNode answer) {
    return answer.asStringOpt();
  }

  private static List<String> strings(JsonNode answer) {
    return answer.isArray() ? map(List.copyOf(answer.values()), JsonNode::asString) : List.of();
  }

  private static <A, B> List<B> map(List<A> items, Function<? super A, ? extends B> function) {
    return items.stream().<B>map(function).toList();
  }
}
