package dev.sce.cli;

import dev.sce.DataSize;
import dev.sce.ExecutionConfig;
import dev.sce.datasets.DataSet;
import dev.sce.datasets.DataSetSettings;
import dev.sce.datasets.DataSets;
import dev.sce.server.AccessLog;
import dev.sce.server.Format;
import dev.sce.server.Server;
import dev.sce.server.ServerConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code sce serve}. */
@Command(
    name = "serve",
    description = {
      "Runs programs for clients over HTTP.",
      "Speaks the formats of existing services, so that their clients need another URL only."
    },
    customSynopsis = "sce serve [--listen ADDRESS:PORT] [--token-file FILE] [options]",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Times are written 10s, 250ms, 2m; sizes 512k, 64m, 2g (powers of 1024).",
      "SIGTERM or Ctrl-C: no new programs, accepted requests get their answers, then exit status 0;",
      "a second signal ends at once. Exit status: 1 failure of sce; 2 incorrect usage."
    })
final class ServeCommand implements Callable<Integer> {
  @Option(
      names = "--listen",
      paramLabel = "ADDRESS:PORT",
      description =
          "Where to listen; port 0 for any that is free. The URL is printed on standard error."
              + " Default: 127.0.0.1:8080.")
  String listen = "127.0.0.1:8080";

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "Only clients with a token are served: 'Authorization: Bearer TOKEN'. A line of the"
              + " file is a token, or NAME:TOKEN. Default: the token in the variable SCE_TOKEN; if"
              + " that is not set, everybody is served.")
  @Nullable Path tokenFile;

  @Option(
      names = "--no-token",
      description =
          "Accept clients without a token on an address that other machines can reach. Default:"
              + " refuse to start.")
  boolean noToken;

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      description =
          "A host name that clients without a token may use for this server. Repeatable. Default:"
              + " addresses, and names without a dot.")
  List<String> allowedHosts = new ArrayList<>();

  @Option(
      names = "--prefix",
      paramLabel = "PATH",
      description = "A path in front of all paths, like '/sandbox'. Default: none.")
  String prefix = "";

  @Option(
      names = "--formats",
      paramLabel = "NAME,…",
      split = ",",
      description = "The formats to speak: ${COMPLETION-CANDIDATES}. Default: all.",
      completionCandidates = FormatNames.class)
  List<String> formats = new ArrayList<>();

  @Option(
      names = "--problems",
      paramLabel = "DATASET=FILE",
      description =
          "Problems for evaluations, so that clients need not send them. Repeatable. Default:"
              + " none.")
  Map<String, Path> problems = new LinkedHashMap<>();

  @Option(
      names = "--max-body",
      paramLabel = "SIZE",
      description =
          "The largest request, or line of a request that is a stream; at most 1g. Default: 64m.")
  DataSize maxBody = DataSize.ofMebibytes(64);

  @Option(
      names = "--eval-space",
      paramLabel = "SIZE",
      description =
          "What all evaluations under way may keep in the folder for temporary files. Default: 4g.")
  DataSize evalSpace = DataSize.ofGibibytes(4);

  @Option(
      names = "--queue-wait",
      paramLabel = "TIME",
      description =
          "How long a request waits for its turn before it is answered with status 504. Default:"
              + " 10m.")
  Duration queueWait = Duration.ofMinutes(10);

  @Option(
      names = "--keep-alive",
      paramLabel = "TIME",
      description =
          "Send white space in these intervals while an answer is not ready, so that clients do"
              + " not give up; 0s for never. Default: 10s.")
  Duration keepAlive = Duration.ofSeconds(10);

  @Option(
      names = "--drain-time",
      paramLabel = "TIME",
      description = "How long to wait for accepted requests when ending. Default: 60s.")
  Duration drainTime = Duration.ofSeconds(60);

  @Option(
      names = "--access-log",
      paramLabel = "FILE",
      description =
          "Append a line of JSON for each request; '-' for standard error. Default: none.")
  @Nullable Path accessLog;

  @Option(
      names = "--end-with-input",
      description =
          "End when standard input ends, as for SIGTERM: for programs that start the service for"
              + " themselves. Default: no.")
  boolean endWithInput;

  @Mixin SandboxOptions sandbox = new SandboxOptions();

  @Override
  public Integer call() throws IOException {
    ServerConfig.Builder builder =
        ServerConfig.builder()
            .prefix(prefix)
            .tokens(tokens())
            .allowedHosts(Set.copyOf(allowedHosts))
            .formats(formats())
            .problems(problemFiles())
            .largestBody(maxBody)
            .evalSpace(evalSpace)
            .queueWait(queueWait)
            .keepAlive(keepAlive)
            .drainTime(drainTime);
    address(builder);
    ExecutionConfig execution =
        sandbox.configuration(
            ServerConfig.builder().build().languages().readOnlyPaths(), List.of());
    sandbox.warnOfLimits();
    try (PrintStream log = openLog()) {
      builder.execution(execution).accessLog(log == null ? AccessLog.NONE : log::println);
      return serve(config(builder));
    }
  }

  private int serve(ServerConfig config) throws IOException {
    EndSignals signals = new EndSignals();
    if (endWithInput) {
      signals.addEndOf(System.in);
    }
    try (Server server = start(config)) {
      System.err.println("sce: listening on " + server.url());
      signals.await();
      System.err.println("sce: ending; accepted requests get their answers");
      if (!server.drain()) {
        System.err.println("sce: requests that were not done in time are cancelled");
      }
      return ExitCode.OK;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    }
  }

  private static Server start(ServerConfig config) throws IOException {
    try {
      return Server.start(config);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static ServerConfig config(ServerConfig.Builder builder) {
    try {
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private void address(ServerConfig.Builder builder) {
    int colon = listen.lastIndexOf(':');
    String host = colon < 0 ? "" : listen.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    if (host.isEmpty() || !listen.substring(colon + 1).matches("\\d{1,5}")) {
      throw new UsageException(
          "--listen must be ADDRESS:PORT, like 127.0.0.1:8080, but is " + listen);
    }
    if (!noToken && tokenFile == null && System.getenv("SCE_TOKEN") == null && !isLoopback(host)) {
      throw new UsageException(
          "--listen "
              + listen
              + ": whoever reaches this address could run programs here; give clients a token with"
              + " --token-file or SCE_TOKEN, or add --no-token");
    }
    builder.listen(host, Integer.parseInt(listen.substring(colon + 1)));
  }

  private boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new UsageException("--listen " + listen + ": there is no such address here");
    }
  }

  private List<String> tokens() throws IOException {
    if (tokenFile == null) {
      String token = System.getenv("SCE_TOKEN");
      return token == null ? List.of() : List.of(token);
    }
    if (!Files.isReadable(tokenFile)) {
      throw new UsageException("--token-file: cannot read " + tokenFile);
    }
    List<String> lines =
        Files.readAllLines(tokenFile).stream()
            .map(String::strip)
            .filter(l -> !l.isEmpty())
            .toList();
    if (lines.isEmpty()) {
      throw new UsageException("--token-file: there is no token in " + tokenFile);
    }
    return lines;
  }

  private Map<String, Path> problemFiles() {
    List<String> known =
        DataSets.all(DataSetSettings.standard()).stream().map(DataSet::name).toList();
    problems.forEach(
        (name, file) -> {
          if (!known.contains(name)) {
            throw new UsageException(
                "--problems: there is no data set '" + name + "'; choose one of " + known);
          }
          if (!Files.exists(file)) {
            throw new UsageException("--problems: no such file: " + file);
          }
        });
    return problems;
  }

  private Set<Format> formats() {
    if (formats.isEmpty()) {
      return EnumSet.allOf(Format.class);
    }
    Set<Format> chosen = EnumSet.noneOf(Format.class);
    for (String name : formats) {
      chosen.add(
          Format.of(name)
              .orElseThrow(
                  () ->
                      new UsageException(
                          "--formats: there is no format '"
                              + name
                              + "'; choose from "
                              + Arrays.stream(Format.values())
                                  .map(Format::label)
                                  .collect(Collectors.joining(", ")))));
    }
    return chosen;
  }

  private @Nullable PrintStream openLog() throws IOException {
    if (accessLog == null) {
      return null;
    }
    if (Path.of("-").equals(accessLog)) {
      return System.err;
    }
    return new PrintStream(
        Files.newOutputStream(accessLog, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
        true,
        StandardCharsets.UTF_8);
  }

  /** The names that {@code --help} shows. */
  private static final class FormatNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Format.values()).map(Format::label).iterator();
    }
  }
}
