package dev.sce.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.server.ServerFixture;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The client of the protocol's own Java library, which also checks results by the schema. */
class McpSdkTest extends ServerFixture {
  private final McpSyncClient mcp =
      McpClient.sync(HttpClientStreamableHttpTransport.builder(server.url()).build())
          .requestTimeout(LONG)
          .initializationTimeout(LONG)
          .build();

  McpSdkTest() {
    mcp.initialize();
  }

  @AfterAll
  void closeClient() {
    mcp.close();
  }

  private CallToolResult call(String tool, Map<String, Object> arguments) {
    return mcp.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
  }

  @Test
  void theServerSaysWhatItIsAndWhatToolsItHas() {
    assertThat(mcp.getServerInfo().name()).isEqualTo("sce");
    assertThat(mcp.listTools().tools())
        .extracting(Tool::name)
        .containsExactly("run_code", "run_python_code");
  }

  @Test
  void aProgramRuns() {
    CallToolResult result =
        call("run_code", Map.of("code", "print(int(input()) + 1)", "stdin", "41"));
    assertThat(result.isError()).isFalse();
    assertThat(result.structuredContent())
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("outcome", "OK")
        .containsEntry("stdout", "42\n");
  }

  @Test
  void aProgramThatFailsIsAResult() {
    CallToolResult result =
        call("run_python_code", Map.of("python_code", "raise ValueError('told')"));
    assertThat(result.isError()).isFalse();
    assertThat(result.content().toString()).contains("ValueError: told");
  }

  @Test
  void wrongArgumentsAreToldToTheModel() {
    assertThat(call("run_code", Map.of("code", "", "language", "nothing")).isError()).isTrue();
  }

  @Test
  void anUnknownToolIsAnError() {
    assertThatThrownBy(() -> call("nothing", Map.of())).isInstanceOf(McpError.class);
  }
}
