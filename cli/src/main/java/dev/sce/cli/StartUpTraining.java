package dev.sce.cli;

import dev.sce.server.Server;
import dev.sce.server.ServerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The run from which the JVM's start-up cache is recorded: one small use of each command that is
 * used in loops. Run by the {@code sce} script after a build, never by users.
 */
final class StartUpTraining {
  private StartUpTraining() {}

  /** Takes the directory of the examples and an output directory for {@code eval}. */
  public static void main(String[] args) {
    Path examples = Path.of(args[0]);
    Path out = Path.of(args[1]);
    // Whatever fails here leaves a poorer cache, not a wrong one.
    Main.run("run", examples.resolve("quickstart/predictions.jsonl").toString());
    eval("jsonl", examples.resolve("eval"), out.resolve("jsonl"));
    eval("humaneval-plus", examples.resolve("eval/evalplus"), out.resolve("plus"));
    serve();
  }

  /** A server that answers one request. */
  private static void serve() {
    try (Server server = Server.start(ServerConfig.builder().listen("127.0.0.1", 0).build());
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String body = "{\"code\":\"print(1)\"}";
      String head =
          "POST /run_code HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: ";
      client
          .getOutputStream()
          .write((head + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
      var _ = client.getInputStream().readAllBytes();
    } catch (IOException e) {
      // As above.
    }
  }

  private static void eval(String set, Path folder, Path out) {
    Main.run(
        "eval",
        set,
        "--problems",
        folder.resolve("problems.jsonl").toString(),
        "--samples",
        folder.resolve("samples.jsonl").toString(),
        "-o",
        out.toString());
  }
}
