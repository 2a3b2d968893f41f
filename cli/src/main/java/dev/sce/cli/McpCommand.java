package dev.sce.cli;

import dev.sce.server.McpServer;
import dev.sce.server.ServerConfig;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The options of {@code sce mcp}. */
@Command(
    name = "mcp",
    description = {
      "Runs programs for an agent: a server of the Model Context Protocol on standard input and"
          + " output.",
      "Agents start it themselves; give them the command 'sce mcp'. 'sce serve' speaks the same"
          + " protocol over HTTP."
    },
    customSynopsis = "sce mcp [options]",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "The end of the input ends it: accepted requests get their answers, for 10 seconds at most.",
      "Exit status: 0 the input ended; 1 failure of sce; 2 incorrect usage."
    })
final class McpCommand implements Callable<Integer> {
  private static final Duration DRAIN_TIME = Duration.ofSeconds(10);

  @Mixin SandboxOptions sandbox = new SandboxOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Path> readable = ServerConfig.builder().build().languages().readOnlyPaths();
    sandbox.warnOfLimits();
    ServerConfig config =
        ServerConfig.builder()
            .execution(sandbox.configuration(readable, List.of()))
            .drainTime(DRAIN_TIME)
            .build();
    // Not System.out, which swallows failures to write.
    try (OutputStream out = new FileOutputStream(FileDescriptor.out);
        McpServer server = McpServer.start(config)) {
      server.converse(System.in, out);
      return ExitCode.OK;
    }
  }
}
