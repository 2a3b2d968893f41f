package dev.sce.datasets.contest;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sce.judge.language.LanguageTable;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What a package says reaches no terminal as it is. */
class ShownTest {

  @Test
  void controlCharactersAndLongTextsAreReplaced() {
    assertThat(Shown.of("a\033[31m\0\r\n\177\u009b31mé\uD83D\uDE00"))
        .isEqualTo("a\uFFFD[31m\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD31mé\uD83D\uDE00");
    assertThat(Shown.of("x".repeat(5000))).isEqualTo("x".repeat(1000) + "…");
  }

  @Test
  void warningsAboutPackagesHoldNoControlCharacters(@TempDir Path temporary) throws Exception {
    PackageFolder folder =
        new PackageFolder(temporary.resolve("p\033[31m"))
            .with("problem.yaml", "\"k\\e[31m\\x9b\": 1\n")
            .with(
                "submissions/submissions.yaml",
                """
                "a\\e{": {permitted: [AC]}
                "b\\e[31m": {permitted: ["X\\e"]}
                "c\\e": {"y\\x9b": 1}
                """)
            .with("submissions/accepted/a.py", "")
            .withTest("secret/1", "", "");
    Logger logger = (Logger) LoggerFactory.getLogger("dev.sce.datasets.contest");
    ListAppender<ILoggingEvent> seen = new ListAppender<>();
    seen.start();
    logger.addAppender(seen);
    try {
      ProblemPackage.read(folder.path(), LanguageTable.standard());
      folder.with("submissions/submissions.yaml", "\"\033\u009b");
      ProblemPackage.read(folder.path(), LanguageTable.standard());
    } finally {
      logger.detachAppender(seen);
    }
    List<String> messages = seen.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    assertThat(messages)
        .anyMatch(text -> text.contains("key 'k\uFFFD[31m\uFFFD' is not known"))
        .anyMatch(text -> text.contains("a\uFFFD{: pattern 'a\uFFFD{' has a brace"))
        .anyMatch(text -> text.contains("'X\uFFFD' is none of [AC, WA, TLE, RTE]"))
        .anyMatch(text -> text.contains("key 'y\uFFFD' is not known"))
        .anyMatch(text -> text.contains("is not the YAML that is read here"))
        .noneMatch(text -> text.chars().anyMatch(Character::isISOControl));
  }
}
