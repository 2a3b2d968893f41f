package dev.sce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.ExecutionOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Help and documentation of an option are one text.
 *
 * <p>{@code -DargLine=-Dsce.write-options=true} writes the tables of the page anew instead of
 * comparing them.
 */
class OptionsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "options.md");

  @Test
  void thePageHasTheTextsOfTheHelp() throws IOException {
    String page = Files.readString(PAGE);
    String renewed = OptionsPage.renewed(page);
    if (Boolean.getBoolean("sce.write-options")) {
      Files.writeString(PAGE, renewed);
    } else {
      assertThat(page)
          .as("docs/options.md; this test writes it with -DargLine=-Dsce.write-options=true")
          .isEqualTo(renewed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "eval", "serve"})
  void everyOptionOfAnExecutorSaysWhatTheLibrarySays(String command) {
    List<OptionSpec> options =
        OptionsPage.options(command).stream()
            .filter(option -> option.descriptionKey() != null)
            .filter(option -> !option.descriptionKey().isEmpty())
            .toList();
    assertThat(options).hasSizeGreaterThan(10);
    for (OptionSpec option : options) {
      ExecutionOption meant = ExecutionOption.valueOf(option.descriptionKey());
      assertThat(OptionsPage.description(option)).startsWith(meant.meaning() + ".");
      assertThat(OptionNames.flag(meant)).isEqualTo(option.longestName());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "eval", "serve"})
  void helpShowsEveryOptionWithItsText(String command) {
    String help = oneLine(OptionsPage.spec(command).commandLine().getUsageMessage());
    for (OptionSpec option : OptionsPage.options(command)) {
      String text = OptionsPage.description(option);
      assertThat(text).as(option.longestName()).endsWith(".");
      assertThat(help).contains(option.longestName()).contains(oneLine(text));
    }
  }

  /** Help is broken into lines at blanks and after hyphens. */
  private static String oneLine(String text) {
    return text.replaceAll("\\s+", "");
  }
}
