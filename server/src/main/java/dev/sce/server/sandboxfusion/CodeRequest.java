package dev.sce.server.sandboxfusion;

import dev.sce.Blob;
import dev.sce.DataSize;
import dev.sce.LimitOverrides;
import dev.sce.Limits;
import dev.sce.server.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is asked of {@code /run_code}.
 *
 * @param code the program
 * @param language its name in this format
 * @param compileTime how long the compiler may take; zero or less is an immediate time limit
 * @param runTime how long the program may take; zero or less is an immediate time limit
 * @param memory bytes that it may use; 0 or less: the server's limit
 * @param stdin its standard input
 * @param files more files by their name in the working directory
 * @param fetched names of files to return
 */
record CodeRequest(
    String code,
    String language,
    double compileTime,
    double runTime,
    long memory,
    String stdin,
    Map<String, Blob> files,
    List<String> fetched) {
  private static final double USUAL_TIME = 10;

  /** Programs here are not ended for what they print until it is far more than anybody reads. */
  private static final DataSize MOST_OUTPUT = DataSize.ofMebibytes(16);

  /** The sandbox's working directory, for names that begin with it. */
  private static final String HOME = "/work/";

  static CodeRequest read(Request request, Languages languages) throws FormBody.Invalid {
    FormBody body = FormBody.read(request.body());
    String code = body.text("code");
    String language = body.get("language") == null ? "python" : body.text("language");
    if (!Languages.isName(language) && languages.find(language).isEmpty()) {
      body.error("literal_error", "language", Languages.expected());
    }
    double compileTime = body.seconds("compile_timeout", USUAL_TIME);
    double runTime = body.seconds("run_timeout", USUAL_TIME);
    long memory = body.whole("memory_limit_MB", -1);
    String stdin = body.textOrEmpty("stdin");
    Map<String, Blob> files = files(body);
    List<String> fetched = body.list("fetch_files");
    body.check();
    return new CodeRequest(
        replaced(code),
        language,
        compileTime,
        runTime,
        memory,
        replaced(stdin),
        files,
        List.copyOf(fetched));
  }

  private static Map<String, Blob> files(FormBody body) {
    Map<String, Blob> files = new LinkedHashMap<>();
    for (Map.Entry<String, String> file : body.texts("files").entrySet()) {
      String name = inside(file.getKey());
      if (file.getKey().contains("IGNORE_THIS_FILE")) {
        continue;
      }
      if (name.startsWith("/")) {
        body.error(
            "value_error",
            "files",
            "Value error, a program's files are below its working directory; use a relative name");
        continue;
      }
      try {
        files.put(name, decoded(file.getValue()));
      } catch (IllegalArgumentException e) {
        body.error("value_error", "files", "Value error, the content is not base64");
      }
    }
    return files;
  }

  /** Returns what base64 stands for; line breaks are allowed, as in the original's decoder. */
  static Blob decoded(String text) {
    return Blob.of(Base64.getMimeDecoder().decode(text));
  }

  /** Returns a name below the working directory as a relative one. */
  static String inside(String name) {
    String relative = name.startsWith(HOME) ? name.substring(HOME.length()) : name;
    while (relative.startsWith("./")) {
      relative = relative.substring(2);
    }
    return relative;
  }

  /** Whether a program can leave a file of that name; what cannot be there is not fetched. */
  static boolean canBeInside(String relative) {
    return Arrays.stream(relative.split("/", -1))
        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }

  /** A text of a model may hold half a character, which no file can. */
  private static String replaced(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text)
        ? text
        : text.replaceAll("\\p{Cs}", "\ufffd");
  }

  LimitOverrides compileLimits() {
    Duration time = duration(compileTime);
    // Processor time, so that a busy machine does not decide; a compiler that waits ends in time.
    return LimitOverrides.NONE.withCpuTime(time).withWallTime(time.multipliedBy(2));
  }

  LimitOverrides runLimits() {
    LimitOverrides limits =
        LimitOverrides.NONE.withWallTime(duration(runTime)).withOutput(MOST_OUTPUT);
    return memory > 0
        ? limits.withMemory(DataSize.ofMebibytes(Math.min(memory, 1L << 20)))
        : limits;
  }

  /** Whether the limits leave no time for anything. */
  boolean isOverBefore(boolean compiled) {
    return runTime <= 0 || (compiled && compileTime <= 0);
  }

  private static Duration duration(double seconds) {
    double most = Limits.MAX_TIME.toSeconds() / 2.0;
    return Duration.ofMillis(Math.max(1, Math.round(Math.min(seconds, most) * 1000)));
  }
}
