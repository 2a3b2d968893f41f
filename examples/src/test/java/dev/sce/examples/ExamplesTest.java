package dev.sce.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.testkit.LeakCheck;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each example prints exactly this. */
@ExtendWith(LeakCheck.class)
class ExamplesTest {

  /** The method of an example that does the work. */
  private interface Example {
    void run(PrintStream out, ExecutionConfig config) throws Exception;
  }

  @Test
  void quickStart() throws Exception {
    assertThat(output(QuickStart::run).replaceAll("\\d+\\.\\d{3}s", "TIME"))
        .isEqualTo(
            """
            ID: 1
            Output: Hello, World!
            Success: true
            Runtime: TIME
            ----------------------------------------
            ID: 2
            Output: 10
            Success: true
            Runtime: TIME
            ----------------------------------------
            ID: 3
            Output: 4.0
            Success: true
            Runtime: TIME
            ----------------------------------------
            """);
  }

  @Test
  void severalCommands() throws Exception {
    assertThat(output(SeveralCommands::run))
        .isEqualTo(
            """
            Outcome: OK
            Output: setup done
            Output: main done
            other.txt: MISSING
            output.txt: sum 12
            """);
  }

  @Test
  void earlyStopping() throws Exception {
    assertThat(output(EarlyStopping::run))
        .isEqualTo(
            """
            default rule: 3 of 3 commands
              step 1
              an Error in step 2
              step 3
            own rule: 2 of 3 commands
              step 1
              an Error in step 2
            """);
  }

  @Test
  void severalParts() throws Exception {
    assertThat(output(SeveralParts::run))
        .isEqualTo(
            """
            3 of 3: print(int(input()) ** 2)
            1 of 3: print(int(input()) * 2)
            0 of 1: print('no parenthesis'
            """);
  }

  @Test
  void streaming() throws Exception {
    assertThat(output(Streaming::run))
        .isEqualTo(
            """
            sum of the first 10 squares: 385
            sum of the first 20 squares: 2870
            sum of the first 30 squares: 9455
            sum of the first 40 squares: 22140
            """);
  }

  private static String output(Example example) throws Exception {
    ExecutionConfig config = ExecutionConfig.builder().isolation(Isolation.NONE).build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      example.run(out, config);
    }
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
