package dev.sce.cli;

import dev.sce.CodeExecutor;
import dev.sce.ExecutionConfig;
import dev.sce.eval.json.Json;
import dev.sce.eval.language.LanguageProbe;
import dev.sce.eval.language.LanguageStatus;
import dev.sce.eval.language.LanguageTable;
import dev.sce.sandbox.MachineReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options of {@code sce doctor}. */
@Command(
    name = "doctor",
    description =
        "Tries what this machine can enforce, and says what is missing and how to get it.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit status: 0 programs can be isolated here; 1 they cannot, or a check failed."
    })
final class DoctorCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print the report as JSON.")
  boolean json;

  @Option(
      names = "--languages",
      paramLabel = "FILE",
      description = "Also look for languages of your own, in the format of the built-in table.")
  @Nullable Path languages;

  @Override
  public Integer call() throws IOException, InterruptedException {
    MachineReport report = MachineReport.ofThisMachine();
    List<LanguageStatus> found = report.chosen().isPresent() ? languages() : List.of();
    if (json) {
      Map<String, Object> fields = fields(report);
      fields.put("languages", found.stream().map(DoctorCommand::fields).toList());
      System.out.println(Json.MAPPER.writeValueAsString(fields));
    } else {
      print(report, System.out);
      print(found, System.out);
    }
    return isHealthy(report) ? ExitCode.OK : ExitCode.FAILURE;
  }

  /** Whether there is isolation, and everything tried at the level that is taken held. */
  private static boolean isHealthy(MachineReport report) {
    return report.levels().stream()
        .filter(MachineReport.Level::available)
        .findFirst()
        .filter(level -> level.checks().stream().allMatch(MachineReport.Check::passed))
        .isPresent();
  }

  /** Asks every language for its version, in the sandbox, as samples see it. */
  private List<LanguageStatus> languages() throws IOException, InterruptedException {
    LanguageTable standard = LanguageTable.standard();
    LanguageTable table = languages == null ? standard : standard.with(languages);
    ExecutionConfig config =
        ExecutionConfig.builder().workers(1).readOnlyPaths(table.readOnlyPaths()).build();
    try (CodeExecutor executor = CodeExecutor.create(config)) {
      return LanguageProbe.detect(table, executor);
    }
  }

  private static void print(List<LanguageStatus> languages, PrintStream out) {
    if (languages.isEmpty()) {
      return;
    }
    out.println();
    out.println("languages:");
    for (LanguageStatus status : languages) {
      out.printf(
          "  %-4s %-12s %s%n",
          status.installed() ? "ok" : "-",
          status.language().id(),
          status.installed() ? status.version() : status.problem());
    }
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

  private static Map<String, Object> fields(LanguageStatus status) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", status.language().id());
    fields.put("installed", status.installed());
    fields.put("version", status.version());
    fields.put("problem", status.problem());
    return fields;
  }
}
