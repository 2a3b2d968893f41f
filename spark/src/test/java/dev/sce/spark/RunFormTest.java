package dev.sce.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RunFormTest {
  private final RunForm form =
      new RunForm(
          RunConfig.standard().withLimit("timeout", "5s").withLimit("max_processes", "7"), 2);

  @Test
  void otherColumnsAndNullsAreLeftAsideAndLimitsFilledIn() {
    RowForm.Prepared row =
        form.prepare("{\"id\":1,\"code\":\"x\",\"stdin\":null,\"score\":3,\"timeout\":2}");
    assertThat(row.line()).isEqualTo("{\"id\":1,\"code\":\"x\",\"timeout\":2,\"max_processes\":7}");
    assertThat(row.named()).isTrue();
  }

  @Test
  void whatCannotBeReadIsLeftToTheEngineOnOneLine() {
    assertThat(form.prepare("{\n]").line()).isEqualTo("{ ]");
    assertThat(form.prepare("[1]").line()).isEqualTo("[1]");
    assertThat(form.prepare(" ").line()).isEqualTo("null");
    assertThat(form.prepare(" ").named()).isFalse();
  }

  @Test
  void unknownLimitIsRefused() {
    assertThatThrownBy(() -> RunConfig.standard().withLimit("time", "5s"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no limit 'time'")
        .hasMessageContaining("timeout");
  }
}
