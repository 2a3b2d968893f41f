package dev.sce.judge.harness;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.Executable;
import dev.sce.judge.language.CompileCache.Compiled;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.Program;
import dev.sce.judge.resource.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tries a problem's prompt and tests without any sample, to tell what this machine lacks from what
 * a sample did wrong.
 *
 * <p>The function's body is the reference solution where there is one, else a stub that only raises
 * an error. With it the program must compile, or, in a language that is not compiled, come as far
 * as the stub. What does not get there for a stub does not for any sample: a test library, a
 * package or a tool is missing, or the problem itself is broken.
 *
 * @param task the problem
 * @param language of it
 */
record StubCheck(HarnessTask task, Language language) {
  /** What stubs make, since tests may catch what they raise and say nothing of it. */
  private static final String CALLED = "stub.called";

  private static final String DONE = "stub.done";

  /** Ends with status 0 when the program did, or called the stub; else says what it said. */
  private static final String REACHED =
      "said=$(\"$@\" 2>&1) || [ -e "
          + CALLED
          + " ] || { printf '%s\\n' \"$said\" >&2; exit 1; }; : > "
          + DONE;

  /** Bodies, by language. Those of compiled languages need not say that they were called. */
  private static final Map<String, Body> BODIES =
      JsonMapper.shared()
          .readTree(Resource.text(StubCheck.class, "stub_bodies.json"))
          .propertyStream()
          .collect(Collectors.toMap(Map.Entry::getKey, entry -> body(entry.getValue())));

  private static Body body(JsonNode json) {
    return new Body(json.get("text").asString(), json.get("end").asString());
  }

  /**
   * A function's body that only raises an error.
   *
   * @param text its text
   * @param end what closes the function where the tests do not
   */
  private record Body(String text, String end) {}

  /** Debian's packages by what is said when they are missing. */
  private static final Map<String, String> PACKAGES =
      Map.of(
          "luaunit", "lua-unit",
          "Test/Deep", "libtest-deep-perl",
          "test/unit", "ruby-test-unit",
          "rackunit", "racket");

  /** Returns the text of a sample that is right as far as the environment goes. */
  Optional<String> source() {
    String reference = task.reference();
    if (reference != null) {
      return Optional.of(task.source(reference, false));
    }
    return Optional.ofNullable(BODIES.get(language.family())).map(this::stub);
  }

  private String stub(Body body) {
    boolean closed = task.tests().stripLeading().startsWith("}");
    return task.prompt() + "\n" + body.text() + (closed ? "" : body.end()) + "\n";
  }

  /** Returns the names of the files that are there when all is well. */
  static List<String> artifacts() {
    return List.of(DONE);
  }

  /**
   * Returns what tries it, of which every command must succeed.
   *
   * @param build the program of the tests and {@link #source}
   * @param shared files that it needs as well
   */
  static Executable executable(Built build, Compiled shared) {
    Program program = build.program();
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>(shared.files());
    files.putAll(program.files());
    List<Command> commands = new ArrayList<>(build.compile());
    commands.add(
        commands.isEmpty() ? reaching(build.run()) : Command.of("sh", "-c", ": > " + DONE));
    return Executable.builder().files(files).commands(commands).track(DONE).build();
  }

  /**
   * A program that can be built and run.
   *
   * @param program its files
   * @param compile what compiles it
   * @param run what runs it
   */
  record Built(Program program, List<Command> compile, Command run) {}

  private static Command reaching(Command run) {
    List<String> argv = new ArrayList<>(List.of("sh", "-c", REACHED, "sh"));
    argv.addAll(run.argv());
    return Command.of(argv).withEnvironment(run.environment()).withLimits(run.limits());
  }

  /** Says what is missing, for people. */
  static String problem(String said) {
    String lines =
        said.lines()
            .filter(line -> !line.isBlank())
            .limit(3)
            .reduce((a, b) -> a + " | " + b)
            .orElse("");
    String remedy =
        PACKAGES.entrySet().stream()
            .filter(entry -> said.contains(entry.getKey()))
            .findFirst()
            .map(entry -> "; on Debian: apt-get install " + entry.getValue())
            .orElse("");
    return "prompt and tests work with no sample on this machine: " + lines + remedy;
  }
}
