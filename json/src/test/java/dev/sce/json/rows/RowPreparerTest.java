package dev.sce.json.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.Command;
import dev.sce.EarlyStop;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.json.InputRow;
import dev.sce.json.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowPreparerTest {
  private static final RowPreparer USUAL = RowPreparer.builder().build();

  private static Executable executable(RowPreparer preparer, String row) throws Exception {
    return preparer.executable(Json.MAPPER.readTree(row));
  }

  @Test
  void whenToStopEarlyIsRead() throws Exception {
    String row = "{\"commands\":[{\"command\":[\"a\"]}],\"early_stop\":%s}";
    assertThat(executable(USUAL, row.formatted("false")).earlyStop()).isEqualTo(EarlyStop.NEVER);
    assertThat(executable(USUAL, row.formatted("true")).earlyStop()).isEqualTo(EarlyStop.DEFAULT);
    assertThat(executable(USUAL, row.formatted("{}")).earlyStop()).isEqualTo(EarlyStop.DEFAULT);
    assertThat(
            executable(USUAL, row.formatted("{\"return_code\":null,\"timeout\":false}"))
                .earlyStop())
        .isEqualTo(new EarlyStop.Rule(null, false));
    assertThat(executable(USUAL, row.formatted("{\"return_code\":3}")).earlyStop())
        .isEqualTo(EarlyStop.unlessReturnCode(3));
    for (String wrong : List.of("3", "{\"code\":1}", "{\"return_code\":1.5}", "{\"timeout\":1}")) {
      assertThatThrownBy(() -> executable(USUAL, row.formatted(wrong)))
          .isInstanceOf(InvalidRowException.class)
          .hasMessageContaining("early_stop");
    }
  }

  @Test
  void codeIsRunByPythonIfNothingElseIsSet() throws Exception {
    assertThat(executable(USUAL, "{\"code\":\"print(1)\"}"))
        .isEqualTo(
            Executable.builder()
                .file("main.py", "print(1)")
                .command(Command.of("python3", "main.py"))
                .build());
  }

  @Test
  void templatesStdinCommandsAndTrackedFilesApply() throws Exception {
    RowPreparer preparer =
        RowPreparer.builder()
            .file("a", Template.of("{{x}}!"))
            .file("b", Template.of(""))
            .stdin(Template.of("{{y.0}}"))
            .commands(List.of(Command.of("cat", "a")))
            .numTimes(2)
            .track(List.of("out"))
            .build();
    assertThat(executable(preparer, "{\"x\":1,\"y\":[\"in\"]}"))
        .isEqualTo(
            Executable.builder()
                .file("a", "1!")
                .file("b", "")
                .command(Command.of("cat", "a").withNumTimes(2).withStdin("in"))
                .track(List.of("out"))
                .build());
  }

  @Test
  void rowsWithTheirOwnCommandsStandAsTheyAre() throws Exception {
    RowPreparer preparer = RowPreparer.builder().numTimes(9).track(List.of("log", "o")).build();
    String row =
        "{\"files\":{\"f\":\"x\"},\"commands\":[{\"command\":[\"cat\"],\"timeout\":0.5,"
            + "\"stdin\":[\"a\",\"b\"],\"num_times\":3,\"environment\":{\"K\":\"v\"}}],"
            + "\"tracked_files\":[\"o\"]}";
    Executable executable = executable(preparer, row);
    Command command = executable.commands().getFirst();
    assertThat(command.limits().wallTime()).contains(Duration.ofMillis(500));
    assertThat(command.numTimes()).isEqualTo(3);
    assertThat(command.environment()).containsEntry("K", "v");
    assertThat(executable.trackedFiles()).containsExactly("o", "log");
  }

  @Test
  void messagesUseTheNamesOfRows() {
    assertThatThrownBy(
            () -> executable(USUAL, "{\"commands\":[{\"command\":[\"a\"],\"timeout\":0}]}"))
        .isInstanceOf(InvalidRowException.class)
        .hasMessageStartingWith("timeout must be");
    assertThatThrownBy(
            () -> executable(USUAL, "{\"commands\":[{\"command\":[\"a\"],\"num_times\":0}]}"))
        .isInstanceOf(InvalidRowException.class)
        .hasMessageStartingWith("num_times must be");
    assertThatThrownBy(() -> executable(USUAL, "[1]"))
        .isInstanceOf(InvalidRowException.class)
        .hasMessage("the row is not a JSON object");
  }

  @Test
  void rowsThatCannotBePreparedSayWhereTheyStand() {
    InputRow row = new InputRow(4, "in.jsonl:5", Json.MAPPER.readTree("{}"), null, 2, null);
    assertThat(USUAL.prepare(IdentifiedRow.of(row, null)))
        .isEqualTo(
            ExecutionResult.invalidInput(
                "in.jsonl:5: field 'code' is missing; the row has no fields"));
    assertThat(IdentifiedRow.of(row, "key").problem())
        .isEqualTo("the id field 'key' is missing or not a plain value");
  }

  @Test
  void namesAreCheckedOnceAndNotAtEveryRow() {
    RowPreparer.Builder outside = RowPreparer.builder().file("../x", Template.of(""));
    assertThatIllegalArgumentException().isThrownBy(outside::build);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> outside.file("../x", Template.of("")))
        .withMessageContaining("twice");
  }
}
