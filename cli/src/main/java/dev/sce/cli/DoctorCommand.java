package dev.sce.cli;

import dev.sce.CodeExecutor;
import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.json.Json;
import dev.sce.judge.language.LanguageProbe;
import dev.sce.judge.language.LanguageStatus;
import dev.sce.judge.language.LanguageTable;
import dev.sce.sandbox.MachineReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options of {@code sce doctor}. */
@Command(
    name = "doctor",
    description =
        "Reports which limits this machine can enforce, what is missing, and how to install it.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit status: 0 this machine can isolate programs; 1 it cannot, or a check failed."
    })
final class DoctorCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print the report as JSON.")
  boolean json;

  @Option(
      names = "--languages",
      paramLabel = "FILE",
      description = "Also check additional languages, in the format of the built-in table.")
  @Nullable Path languages;

  @Override
  public Integer call() throws IOException, InterruptedException {
    MachineReport report = MachineReport.ofThisMachine();
    if (json) {
      Map<String, Object> fields = fields(report);
      fields.put("languages", fields(languages(report)));
      System.out.println(Json.MAPPER.writeValueAsString(fields));
    } else {
      print(report, System.out);
      print(languages(report), System.out);
    }
    return isHealthy(report) ? ExitCode.OK : ExitCode.FAILURE;
  }

  /** Returns true if isolation is available and all checks of the level in effect passed. */
  private static boolean isHealthy(MachineReport report) {
    return report
        .chosenLevel()
        .filter(level -> level.checks().stream().allMatch(MachineReport.Check::passed))
        .isPresent();
  }

  /** Tries every language at each available level, strongest first, as samples see it. */
  private Map<Isolation, List<LanguageStatus>> languages(MachineReport report)
      throws IOException, InterruptedException {
    LanguageTable standard = LanguageTable.standard();
    LanguageTable table = languages == null ? standard : standard.with(languages);
    Map<Isolation, List<LanguageStatus>> found = new LinkedHashMap<>();
    for (MachineReport.Level level : report.levels()) {
      if (level.available()) {
        ExecutionConfig config =
            ExecutionConfig.builder()
                .isolation(level.isolation())
                .readOnlyPaths(table.readOnlyPaths())
                .build();
        try (CodeExecutor executor = CodeExecutor.create(config)) {
          found.put(level.isolation(), LanguageProbe.detect(table, executor));
        }
      }
    }
    return found;
  }

  /** Prints one line for each language, and more if levels differ. */
  static void print(Map<Isolation, List<LanguageStatus>> languages, PrintStream out) {
    if (languages.isEmpty()) {
      return;
    }
    out.println();
    out.println("languages, each with a small program at " + labels(languages.keySet()) + ":");
    int count = languages.values().iterator().next().size();
    for (int i = 0; i < count; i++) {
      for (Map.Entry<String, List<String>> line : lines(languages, i).entrySet()) {
        // A result that is the same at all levels is printed once.
        boolean everywhere = line.getValue().size() == languages.size();
        String where = everywhere ? "" : "at " + String.join(", ", line.getValue()) + ": ";
        out.println(line.getKey().formatted(where));
      }
    }
  }

  /** Returns the lines about one language, each with the levels to which it applies. */
  private static Map<String, List<String>> lines(
      Map<Isolation, List<LanguageStatus>> languages, int index) {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    languages.forEach(
        (isolation, rows) ->
            lines
                .computeIfAbsent(line(rows.get(index)), _ -> new ArrayList<>())
                .add(isolation.label()));
    return lines;
  }

  /** Returns a line with a placeholder for the levels. */
  private static String line(LanguageStatus status) {
    String mark =
        switch (status.state()) {
          case WORKS -> "ok";
          case BROKEN -> "FAIL";
          case MISSING, UNTRIED -> "-";
        };
    String said =
        status.installed()
            ? Objects.requireNonNullElse(status.version(), "its small program runs")
            : Objects.requireNonNull(status.problem());
    String proof = status.installed() && !status.checked() ? " (its version alone was asked)" : "";
    return "  %-4s %-12s %%s%s%s"
        .formatted(mark, status.language().id(), said.replace("%", "%%"), proof);
  }

  private static String labels(Set<Isolation> levels) {
    return levels.stream().map(Isolation::label).collect(Collectors.joining(", "));
  }

  private static void print(MachineReport report, PrintStream out) {
    out.println("machine: " + report.system() + ", " + report.processors() + " processors");
    for (MachineReport.Level level : report.levels()) {
      out.println();
      String can = level.available() ? "yes" : "no";
      out.println(level.isolation().label() + ": " + can + ": " + level.detail());
      for (MachineReport.Check check : level.checks()) {
        out.printf(
            "  %-4s %s (%s)%n", check.passed() ? "ok" : "FAIL", check.name(), check.detail());
      }
      if (!level.remedy().isEmpty()) {
        out.println("  remedy: " + level.remedy());
      }
    }
    out.println();
    MachineReport.Check warm = report.warm();
    out.println(warm.name() + ": " + (warm.passed() ? "yes: " : "no: ") + warm.detail());
    out.println(
        report
            .chosen()
            .map(isolation -> "--isolation auto takes: " + isolation.label())
            .orElse("--isolation auto refuses to run programs on this machine"));
  }

  private static Map<String, Object> fields(MachineReport report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("system", report.system());
    fields.put("processors", report.processors());
    fields.put("auto", report.chosen().map(isolation -> isolation.label()).orElse(null));
    fields.put("warm", report.warm());
    fields.put("levels", report.levels().stream().map(DoctorCommand::fields).toList());
    return fields;
  }

  private static Map<String, Object> fields(MachineReport.Level level) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("isolation", level.isolation().label());
    fields.put("available", level.available());
    fields.put("detail", level.detail());
    fields.put("remedy", level.remedy());
    fields.put("checks", List.copyOf(level.checks()));
    return fields;
  }

  /** Returns one object for each language: its status at the strongest level and at each. */
  private static List<Map<String, Object>> fields(Map<Isolation, List<LanguageStatus>> languages) {
    List<Map<String, Object>> all = new ArrayList<>();
    List<LanguageStatus> strongest = languages.values().stream().findFirst().orElse(List.of());
    for (int i = 0; i < strongest.size(); i++) {
      Map<String, Object> fields = fields(strongest.get(i));
      Map<String, Object> levels = new LinkedHashMap<>();
      for (Map.Entry<Isolation, List<LanguageStatus>> level : languages.entrySet()) {
        levels.put(level.getKey().label(), level.getValue().get(i).installed());
      }
      fields.put("levels", levels);
      all.add(fields);
    }
    return all;
  }

  private static Map<String, Object> fields(LanguageStatus status) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", status.language().id());
    fields.put("installed", status.installed());
    fields.put("checked", status.checked());
    fields.put("version", status.version());
    fields.put("problem", status.problem());
    return fields;
  }
}
