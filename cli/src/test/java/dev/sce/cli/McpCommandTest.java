package dev.sce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class McpCommandTest {
  private static final String CALL =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18"}}
      {"jsonrpc":"2.0","method":"notifications/initialized"}
      {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"run_code","arguments":\
      {"code":"while True: pass"}}}
      """;

  @TempDir Path directory;

  @Test
  void standardOutputCarriesMessagesOnlyAndTheEndOfTheInputEndsIt() throws Exception {
    Cli.Finished finished = Cli.run(directory, Map.of(), CALL, "mcp", "--timeout", "300ms");
    assertThat(finished.status()).as(finished.stderr()).isZero();
    assertThat(finished.rows()).hasSize(2);
    assertThat(finished.rows().get(0).at("/result/serverInfo/name").asString()).isEqualTo("sce");
    assertThat(finished.rows().get(1).at("/result/structuredContent/outcome").asString())
        .isEqualTo("TIME_LIMIT");
  }
}
