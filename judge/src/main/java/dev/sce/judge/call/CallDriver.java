package dev.sce.judge.call;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.DataSize;
import dev.sce.Executable;
import dev.sce.LimitOverrides;
import dev.sce.judge.Sample;
import dev.sce.judge.referee.Confinement;
import dev.sce.judge.resource.Resource;
import dev.sce.support.Seconds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes the program that runs a sample: the driver, the sample, and the calls as input. */
final class CallDriver {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Blob MAIN = Blob.ofText(Resource.text(CallDriver.class, "main.py"));
  private static final Blob CONFINE = Blob.ofText(Confinement.source());

  /** Room for what stands around values, and for wrong ones that are larger than the right ones. */
  private static final long SLACK = 1 << 20;

  /** An answer names the kinds of its parts, so it can be so many times as long as the value. */
  private static final long GROWTH = 8;

  private CallDriver() {}

  static Executable program(CallTask task, Sample sample) {
    String code = sample.complete() ? sample.code() : task.prompt() + sample.code();
    Command command =
        Command.of("python3", "main.py").withStdin(input(task)).withLimits(limits(task));
    return Executable.builder()
        .file("main.py", MAIN)
        .file("sce_confine.py", CONFINE)
        .file(Prelude.FILE, Prelude.SOURCE)
        .file("solution.py", code)
        .command(command)
        .build();
  }

  private static LimitOverrides limits(CallTask task) {
    CallSettings settings = task.settings();
    Duration calls = settings.callTime().multipliedBy(task.calls().size());
    // A program that ends its worker is loaded again where calls go on.
    Duration loads =
        settings.loadTime().multipliedBy(settings.goOn() ? 1 + task.calls().size() : 1);
    long answers = 0;
    for (Call call : task.calls()) {
      answers += 4096 + GROWTH * call.expected().length();
    }
    DataSize output =
        DataSize.ofBytes(Math.min(SLACK + answers, DataSize.ofMebibytes(1024).bytes()));
    return LimitOverrides.NONE
        .withWallTime(calls.plus(loads).plusSeconds(10))
        .withMemory(settings.memory())
        .withOutput(output);
  }

  private static String input(CallTask task) {
    long longest = task.calls().stream().mapToInt(call -> call.expected().length()).max().orElse(0);
    CallSettings settings = task.settings();
    ObjectNode header = JSON.createObjectNode();
    header.put("function", task.function());
    header.put("seconds", Seconds.asDouble(settings.callTime()));
    header.put("load_seconds", Seconds.asDouble(settings.loadTime()));
    header.put("answer_bytes", SLACK + GROWTH * longest);
    header.put("go_on", settings.goOn());
    header.put("integer_keys", settings.integerKeys());
    header.put("recursion_limit", settings.python().recursionLimit());
    header.put("integer_digits", settings.python().integerDigits());
    settings.python().prelude().forEach(header.putArray("prelude")::add);
    StringBuilder lines = new StringBuilder();
    task.calls().forEach(call -> lines.append(call.arguments()).append('\n'));
    header.put("tests_bytes", lines.toString().getBytes(StandardCharsets.UTF_8).length);
    String first = header.toString();
    int size = first.getBytes(StandardCharsets.UTF_8).length;
    return String.format(Locale.ROOT, "%08d", size) + first + lines;
  }
}
