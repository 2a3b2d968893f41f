package dev.sce.cli;

import dev.sce.sandbox.MachineReport;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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

  @Override
  public Integer call() {
    MachineReport report = MachineReport.ofThisMachine();
    if (json) {
      System.out.println(Json.MAPPER.writeValueAsString(fields(report)));
    } else {
      print(report, System.out);
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
}
