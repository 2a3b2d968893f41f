package dev.sce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.Isolation;
import dev.sce.judge.language.LanguageStatus;
import dev.sce.judge.language.LanguageStatus.State;
import dev.sce.judge.language.LanguageTable;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What doctor says of languages. */
class DoctorLanguagesTest {
  private static LanguageStatus status(
      String id, State state, boolean checked, @Nullable String version, @Nullable String problem) {
    return new LanguageStatus(
        LanguageTable.standard().find(id).orElseThrow(), state, checked, version, problem);
  }

  private static List<String> printed(Map<Isolation, List<LanguageStatus>> languages) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      DoctorCommand.print(languages, stream);
    }
    return out.toString(StandardCharsets.UTF_8).lines().map(String::stripTrailing).toList();
  }

  @Test
  void whatIsTheSameAtAllLevelsIsSaidOnceAndDifferencesWithTheirLevel() {
    LanguageStatus c = status("c", State.WORKS, true, "gcc 12", null);
    LanguageStatus php = status("php", State.WORKS, false, "PHP 8", null);
    LanguageStatus lua = status("lua", State.MISSING, true, null, "not installed; get lua5.4");
    LanguageStatus good = status("csharp", State.WORKS, true, "mcs 6", null);
    LanguageStatus bad = status("csharp", State.BROKEN, true, null, "100% broken");
    Map<Isolation, List<LanguageStatus>> languages = new LinkedHashMap<>();
    languages.put(Isolation.NAMESPACES, List.of(c, php, lua, good));
    languages.put(Isolation.LANDLOCK, List.of(c, php, lua, bad));

    assertThat(printed(languages))
        .containsExactly(
            "",
            "languages, each with a small program at namespaces, landlock:",
            "  ok   c            gcc 12",
            "  ok   php          PHP 8 (its version alone was asked)",
            "  -    lua          not installed; get lua5.4",
            "  ok   csharp       at namespaces: mcs 6",
            "  FAIL csharp       at landlock: 100% broken");
  }

  @Test
  void aMachineWithoutLevelsSaysNothingOfLanguages() {
    assertThat(printed(Map.of())).isEmpty();
  }
}
