package dev.sce.judge.harness;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.judge.language.Language;
import dev.sce.judge.referee.Conversation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Go: values are handed over by reflection; the stub is made of the prompt's declaration.
 *
 * <p>Testify's assertions are a stand-in that ships with this module.
 */
record GoHarness() implements Harness {
  private static final Pattern FUNCTION = Pattern.compile("(?m)^func\\s+(\\w+)\\s*\\(");
  private static final String TESTIFY = "github.com/stretchr/testify/assert";
  private static final String MODULE =
      "module sample\n\ngo 1.16\n\nrequire github.com/stretchr/testify v1.8.0\n";
  private static final String VENDORED =
      "# github.com/stretchr/testify v1.8.0\n## explicit; go 1.13\n" + TESTIFY + "\n";

  /** What the field imports before every sample, when it is used. */
  private static final List<String> USUAL =
      List.of(
          "math",
          "strings",
          "fmt",
          "bytes",
          "time",
          "strconv",
          "sort",
          "math/rand",
          "crypto/md5",
          "regexp",
          "unicode",
          "errors");

  /** What the harness, its stand-in of testify and many samples import besides. */
  private static final List<String> HARNESS =
      List.of("bufio", "encoding/binary", "io", "os", "reflect", "runtime", "sync", "testing");

  private static final String LIBRARY = "library.tar";

  /** Names that begin so are no packages of the module. */
  private static final String CACHE = "_library";

  private static final String MAKE =
      "GOCACHE=$PWD/%1$s \"$@\" && tar cf %2$s %1$s && rm -r %1$s && %3$s"
          .formatted(CACHE, LIBRARY, FileParts.split(LIBRARY));

  /** Without the library where there is none; nothing of it is left when programs run. */
  private static final String USE =
      """
      tar xf %2$s 2>/dev/null
      rm -f %2$s
      GOCACHE=$PWD/%1$s "$@"
      status=$?
      rm -rf %1$s
      exit $status"""
          .formatted(CACHE, LIBRARY);

  @Override
  public Optional<Side> tests(HarnessTask task, Language language, boolean withReference) {
    Optional<String> head = head(task.prompt());
    if (head.isEmpty() || withReference) {
      return Optional.empty();
    }
    FunctionHead function = new FunctionHead("", head.get());
    String helpers = GoImports.without(before(task.prompt(), head.get()));
    String body = helpers + stub(function) + (task.testsCloseBody() ? "" : "}\n") + task.tests();
    Set<String> imports = new LinkedHashSet<>(List.of("testing"));
    imports.addAll(GoImports.used(body, GoImports.paths(task.prompt() + task.header())));
    String text = "package main\n\n" + imports(imports) + body;
    LinkedHashMap<String, Blob> files = module();
    files.put("sample_test.go", Blob.ofText(text));
    files.put("sce_test.go", Blob.ofText(Harness.resource("go/sce.go")));
    files.put("sce_tests_test.go", Blob.ofText(Harness.resource("go/sce_tests.go")));
    return Optional.of(
        side(files, language, List.of("test", "-vet=off", "-c", "-o", "tests"), "tests"));
  }

  private static String stub(FunctionHead function) {
    String arguments =
        FunctionHead.parts(function.parameters().orElse("")).stream()
            .map(part -> ", &" + part.split("\\s+")[0])
            .collect(Collectors.joining());
    String result = function.afterParameters();
    String variable = result.isEmpty() ? "struct{}" : result;
    return "\n"
        + function.head()
        + " {\n\tvar sceResult "
        + variable
        + "\n\tsceCall(&sceResult"
        + arguments
        + ")\n"
        + (result.isEmpty() ? "" : "\treturn sceResult\n");
  }

  @Override
  public Side sample(HarnessTask task, Language language, String source) {
    String code = GoImports.without(source).replaceFirst("(?m)^package\\s++\\w++\\s*$", "");
    Set<String> imports = new LinkedHashSet<>(GoImports.paths(source));
    imports.addAll(USUAL);
    String text = "package main\n\n" + imports(GoImports.used(code, imports)) + code;
    FunctionHead function = new FunctionHead("", head(task.prompt()).orElseThrow());
    LinkedHashMap<String, Blob> files = module();
    files.put("sample.go", Blob.ofText(text));
    files.put("sce.go", Blob.ofText(Harness.resource("go/sce.go")));
    files.put("sce_serve.go", Blob.ofText(Harness.resource("go/sce_serve.go")));
    files.put(
        "main.go",
        Blob.ofText("package main\n\nfunc main() { sceServe(" + function.name() + ") }\n"));
    return side(files, language, List.of("build", "-o", "sample"), "sample");
  }

  private static String imports(Set<String> paths) {
    String lines = paths.stream().map(path -> "\t\"" + path + "\"\n").collect(Collectors.joining());
    return paths.isEmpty() ? "" : "import (\n" + lines + ")\n";
  }

  private static Optional<String> head(String prompt) {
    Matcher matcher = FUNCTION.matcher(prompt);
    int start = -1;
    while (matcher.find()) {
      start = matcher.start();
    }
    int end = prompt.lastIndexOf('{');
    return start >= 0 && end > start
        ? Optional.of(prompt.substring(start, end).strip())
        : Optional.empty();
  }

  private static String before(String prompt, String head) {
    return prompt
        .substring(0, prompt.lastIndexOf(head))
        .replaceFirst("(?m)^package\\s+\\w+\\s*$", "");
  }

  private static LinkedHashMap<String, Blob> module() {
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    files.put("go.mod", Blob.ofText(MODULE));
    files.put("vendor/modules.txt", Blob.ofText(VENDORED));
    files.put(
        "vendor/" + TESTIFY + "/assert.go", Blob.ofText(Harness.resource("go/testify/assert.go")));
    return files;
  }

  private static Side side(
      LinkedHashMap<String, Blob> files, Language language, List<String> action, String output) {
    return new Side(
        files,
        Optional.of(library(language)),
        List.of(go(language, USE, action)),
        List.of(output),
        List.of(output.equals("tests") ? "{exec:tests}" : "./" + output),
        Map.of(output, Conversation.Kind.EXEC),
        false,
        false);
  }

  /** The standard library, which Go would otherwise compile for every program. */
  private static Shared library(Language language) {
    Set<String> imports = new LinkedHashSet<>(USUAL);
    imports.addAll(HARNESS);
    String lines =
        imports.stream().map(path -> "import _ \"" + path + "\"\n").collect(Collectors.joining());
    LinkedHashMap<String, Blob> files = module();
    files.put("library_test.go", Blob.ofText("package main\n\n" + lines));
    Command command = go(language, MAKE, List.of("test", "-vet=off", "-c", "-o", "library", "."));
    return new Shared(
        "go: standard library",
        files,
        List.of(FileParts.large(command)),
        FileParts.names(LIBRARY),
        false);
  }

  private static Command go(Language language, String script, List<String> action) {
    List<String> argv = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    argv.addAll(language.located(List.of("go")));
    argv.addAll(action);
    Command command = Harness.compile(language, argv);
    Map<String, String> environment = new LinkedHashMap<>(command.environment());
    environment.put("GO111MODULE", "on");
    environment.put("GOFLAGS", "-mod=vendor");
    return command.withEnvironment(environment);
  }

  @Override
  public int passed() {
    return 0;
  }
}
