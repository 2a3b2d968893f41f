package dev.sce.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What programs that the server runs, and pages of other sites, try to do with it. */
class HostileRequestTest extends ServerFixture {
  private String printed(String code) throws Exception {
    JsonNode answer = ask("/run_code", "{\"code\":" + quoted(code) + "}");
    return answer.path("run_result").path("stdout").asString();
  }

  @Test
  void programCannotCallTheServerThatRunsIt() throws Exception {
    String code =
        """
        import socket
        for host in ('127.0.0.1', '::1', 'localhost'):
            try:
                socket.create_connection((host, %d), 2)
                print('connected')
            except OSError as e:
                print('refused')
        """
            .formatted(server.port());
    assertThat(printed(code)).isEqualTo("refused\nrefused\nrefused\n");
  }

  @Test
  void programDoesNotSeeTheServersFilesOrEnvironment(@TempDir Path directory) throws Exception {
    Path secret = Files.writeString(directory.resolve("token"), "a-secret-token");
    String code =
        """
        import os
        try:
            print(open(%s).read())
        except OSError:
            print('unreadable')
        print('SCE_TOKEN' in os.environ)
        seen = []
        for pid in filter(str.isdigit, os.listdir('/proc')):
            try:
                seen.append(b'java' in open(f'/proc/{pid}/cmdline', 'rb').read())
            except OSError:
                pass
        print(any(seen))
        """
            .formatted(quoted(secret.toString()));
    assertThat(printed(code)).isEqualTo("unreadable\nFalse\nFalse\n");
  }

  @Test
  void programDoesNotSeeWhatAnotherRequestLeft() throws Exception {
    assertThat(printed("open('/tmp/left', 'w').write('x'); print('done')")).isEqualTo("done\n");
    for (int i = 0; i < 4; i++) {
      assertThat(printed("import os; print(os.listdir('/tmp'), os.listdir('.'))"))
          .isEqualTo("[] ['main.py']\n");
    }
  }

  @Test
  void namesThatAnAttackerCanOwnAreNotAnswered() throws Exception {
    for (String host :
        List.of("evil.example", "evil.example:80", "127.0.0.1.evil.example", "a b")) {
      assertThat(status(host, "")).as(host).isIn(400, 403);
    }
    for (String host : List.of("localhost", "127.0.0.1:1", "[::1]", "sandbox", "x.localhost")) {
      assertThat(status(host, "")).as(host).isEqualTo(200);
    }
    assertThat(status("localhost", "Origin: http://evil.example\r\n")).isEqualTo(403);
    assertThat(status("localhost", "Origin: http://localhost\r\n")).isEqualTo(200);
  }

  private int status(String host, String headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout((int) LONG.toMillis());
      String request =
          "GET /v1/info HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "Connection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      String line =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      return Integer.parseInt(line.split(" ")[1]);
    }
  }
}
