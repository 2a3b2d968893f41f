package dev.sce.datasets.codecontests;

import dev.sce.DataSize;
import dev.sce.Limits;
import dev.sce.datasets.JsonRow;
import dev.sce.datasets.Problem;
import dev.sce.judge.Sample;
import dev.sce.judge.call.IntegerDigits;
import dev.sce.judge.call.PythonSettings;
import dev.sce.judge.program.ProgramTest;
import dev.sce.judge.program.StdinSettings;
import dev.sce.judge.program.StdinTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one problem of CodeContests. */
final class ContestProblem {
  private static final String ANY_CPP = "cpp-any";

  private final JsonRow row;
  private final String name;

  ContestProblem(JsonRow row) {
    this.row = row;
    this.name = row.text("name");
  }

  Problem toProblem(CodeContestsOptions options) {
    List<ProgramTest> tests = new ArrayList<>();
    int real = 0;
    for (TestKind kind : TestKind.values()) {
      if (options.kinds().contains(kind)) {
        add(tests, kind);
      }
      real = kind == TestKind.GENERATED ? real : tests.size();
    }
    StdinSettings settings =
        new StdinSettings(
            time(options),
            memory(options),
            options.earlyStop(),
            options.ensureRealTestsRun() ? real : 0,
            false,
            new PythonSettings(0, IntegerDigits.UNLIMITED, List.of()));
    List<ProgramTest> first = tests.subList(0, Math.min(tests.size(), options.maxTests()));
    return new Problem(name, new StdinTask("", first, options.rule(), settings));
  }

  private void add(List<ProgramTest> tests, TestKind kind) {
    JsonNode group = row.json().path(kind.field());
    if (!group.isMissingNode() && !group.isNull() && !group.isContainer()) {
      throw row.invalid(kind.field(), "must be lists 'input' and 'output', or a list of tests");
    }
    int size = group.isArray() ? group.size() : group.path("input").size();
    for (int i = 0; i < size; i++) {
      String input = text(kind, group, i, "input");
      String output = text(kind, group, i, "output");
      if (BrokenTests.isSound(name, kind, input)) {
        tests.add(ProgramTest.ofText(kind.label() + "/" + i, input, output));
      }
    }
  }

  /** Returns one text of a test; tests are an object with two lists or a list of objects. */
  private String text(TestKind kind, JsonNode group, int index, String field) {
    JsonNode value =
        group.isArray() ? group.path(index).path(field) : group.path(field).path(index);
    if (!value.isString()) {
      throw row.invalid(kind.field(), "has no text '" + field + "' for test " + index);
    }
    return value.asString();
  }

  private Duration time(CodeContestsOptions options) {
    JsonNode limit = row.json().path("time_limit");
    if (options.force() || (!limit.isObject() && !limit.isNumber())) {
      return options.testTime();
    }
    Duration own =
        limit.isObject()
            ? Duration.ofSeconds(limit.path("seconds").asLong(0), limit.path("nanos").asLong(0))
            : Duration.ofMillis(Math.round(limit.asDouble() * 1000));
    Duration longer = own.compareTo(options.testTime()) > 0 ? own : options.testTime();
    return longer.compareTo(Limits.MAX_TIME) > 0 ? Limits.MAX_TIME : longer;
  }

  private DataSize memory(CodeContestsOptions options) {
    long own = row.json().path("memory_limit_bytes").asLong(0);
    return options.problemMemory() && own >= DataSize.ofMebibytes(1).bytes()
        ? DataSize.ofBytes(own)
        : options.memory();
  }

  /** Returns the programs of a field as samples. */
  List<Sample> programs(String field) {
    JsonNode group = row.json().path(field);
    JsonNode codes = group.isArray() ? group : group.path("solution");
    List<Sample> samples = new ArrayList<>();
    for (JsonNode code : codes) {
      String language = language(group.path("language").path(samples.size()));
      samples.add(new Sample(name, samples.size(), code.asString(), true, language));
    }
    return samples;
  }

  /**
   * Returns the language of the data set's number or name; absent when it is unknown. It does not
   * tell the standard of C++ programs, which are of many years.
   */
  private static @Nullable String language(JsonNode value) {
    if (value.isString()) {
      String name = value.asString().toLowerCase(Locale.ROOT);
      return name.equals("cpp") ? ANY_CPP : name;
    }
    return switch (value.asInt(0)) {
      case 1 -> "python2";
      case 2 -> ANY_CPP;
      case 3 -> "python3";
      case 4 -> "java";
      default -> null;
    };
  }
}
