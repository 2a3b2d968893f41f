package dev.sce.spark;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One request to the engine, whose lines and answers come and go at the same time.
 *
 * <p>The JDK's client reads no answer before it has sent the whole request, but the engine reads no
 * further while nobody takes its answers. One thread may send while another reads.
 */
final class EngineStream implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Socket socket;
  private final OutputStream out;
  private @Nullable BufferedReader answers;

  EngineStream(int port, String token, String path) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    String head =
        String.join(
            "\r\n",
            "POST " + path + " HTTP/1.1",
            "Host: 127.0.0.1:" + port,
            "Authorization: Bearer " + token,
            "Content-Type: application/x-ndjson",
            "Transfer-Encoding: chunked",
            "",
            "");
    out.write(head.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a line, at the latest with {@link #flush}. */
  void send(String line) throws IOException {
    byte[] text = line.getBytes(StandardCharsets.UTF_8);
    out.write((Integer.toHexString(text.length + 1) + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.write(text);
    out.write('\n');
    out.write('\r');
    out.write('\n');
  }

  /** Sends what waits to be sent. */
  void flush() throws IOException {
    out.flush();
  }

  /** Says that no more lines come. */
  void finish() throws IOException {
    out.write("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Returns the next line of the answer that is not blank, or null at its end. */
  @Nullable String readLine() throws IOException {
    BufferedReader lines = answers;
    if (lines == null) {
      lines = new BufferedReader(new InputStreamReader(body(), StandardCharsets.UTF_8), BUFFER);
      answers = lines;
    }
    String line = lines.readLine();
    while (line != null && line.isBlank()) {
      line = lines.readLine();
    }
    return line == null ? null : line.strip();
  }

  private InputStream body() throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    ChunkedInput.line(in); // What the status says, the body says in words.
    int length = -1;
    for (String line = ChunkedInput.line(in); !line.isEmpty(); line = ChunkedInput.line(in)) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
      }
    }
    return length < 0 ? new ChunkedInput(in) : new ByteArrayInputStream(in.readNBytes(length));
  }

  /** Hangs up; what the engine has not answered ends. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // Nobody talks on it any more.
    }
  }
}
