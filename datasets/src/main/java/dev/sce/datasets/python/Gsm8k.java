package dev.sce.datasets.python;

import dev.sce.datasets.FormatDataSet;
import dev.sce.datasets.JsonRow;
import dev.sce.datasets.JsonRows;
import dev.sce.datasets.Problem;
import dev.sce.datasets.SampleRow;
import dev.sce.judge.Sample;
import dev.sce.judge.python.AnswerGrader;
import dev.sce.judge.python.AnswerTask;
import dev.sce.judge.python.Answers;
import dev.sce.judge.python.PythonLimits;
import dev.sce.judge.python.PythonModules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * GSM8K and sets like it: rows with an {@code answer} that ends in {@code ####} and a number, or
 * with a {@code target}. A row without an id has its place in the file as its id, from 0, and so
 * has a row of samples; one file may be both.
 */
public final class Gsm8k extends FormatDataSet {
  /** What answers may be off, in absolute terms, as is usual for these sets. */
  private static final double TOLERANCE = 1e-3;

  private static final List<String> IDS = List.of("task_id", "problem_id", "question_id", "id");
  static final List<String> SAMPLES =
      List.of("solutions", "solution", "samples", "completions", "completion", "codes", "code");

  /** Makes the data set; it has no state. */
  public Gsm8k() {
    super(
        "gsm8k",
        "GSM8K: rows with answer (#### number) or target; samples are programs or texts",
        () -> List.of(new AnswerGrader()));
  }

  @Override
  public Stream<Problem> problems(Path file) throws IOException {
    AtomicInteger index = new AtomicInteger();
    return JsonRows.read(file).map(row -> problem(row, index.getAndIncrement()));
  }

  private static Problem problem(JsonRow row, int index) {
    AnswerTask task = new AnswerTask(target(row), "solution", TOLERANCE, PythonLimits.DEFAULT);
    return new Problem(id(row, index), task);
  }

  private static String target(JsonRow row) {
    Optional<String> answer = row.optionalText("answer");
    if (answer.isEmpty()) {
      return row.text("target");
    }
    String text = answer.get();
    int mark = text.lastIndexOf(Answers.MARK);
    return (mark < 0 ? text : text.substring(mark + Answers.MARK.length())).strip();
  }

  private static String id(JsonRow row, long index) {
    return IDS.stream()
        .flatMap(field -> row.optionalText(field).stream())
        .findFirst()
        .orElse(Long.toString(index));
  }

  @Override
  public Stream<SampleRow> samples(Path file) throws IOException {
    return JsonRows.samples(file, Gsm8k::samples);
  }

  private static List<SampleRow> samples(JsonRow row, long index) {
    String id = id(row, index);
    List<SampleRow> rows = new ArrayList<>();
    for (String field : SAMPLES) {
      if (row.has(field)) {
        add(rows, new Place(row.place(), id, field), row.json().get(field));
        return rows;
      }
    }
    return List.of(
        new SampleRow.Invalid(row.place(), id, "there is no sample: none of " + SAMPLES));
  }

  /** Where a sample stands, and for which problem. */
  private record Place(String row, String problemId, String field) {
    SampleRow invalid(String problem) {
      return new SampleRow.Invalid(row, problemId, "field '" + field + "' " + problem);
    }
  }

  private static void add(List<SampleRow> rows, Place place, JsonNode value) {
    if (value.isArray() && value.isEmpty()) {
      rows.add(place.invalid("has an empty list"));
    } else if (value.isArray()) {
      value.forEach(element -> add(rows, place, element));
    } else if (value.isObject() && value.hasNonNull("solution")) {
      add(rows, place, value.get("solution"));
    } else if (value.isString()) {
      Sample sample = new Sample(place.problemId(), rows.size(), value.asString(), true, null);
      rows.add(new SampleRow.Valid(place.row(), sample));
    } else {
      rows.add(place.invalid("has a sample that is neither a text nor has 'solution'"));
    }
  }

  @Override
  public Stream<Sample> canonical(Path file) throws IOException {
    AtomicInteger index = new AtomicInteger();
    return JsonRows.read(file)
        .map(
            row -> {
              String id = id(row, index.getAndIncrement());
              String code = row.optionalText("code").orElseGet(() -> row.text("answer"));
              return new Sample(id, 0, code, true, null);
            });
  }

  @Override
  public List<String> preload() {
    return PythonModules.PRELOAD;
  }
}
