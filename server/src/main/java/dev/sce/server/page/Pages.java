package dev.sce.server.page;

import dev.sce.Blob;
import dev.sce.server.http.Answer;
import dev.sce.server.http.Route;
import dev.sce.server.ops.Health;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pages: what the server is doing, with a place to try a program, at {@code /}; and at {@code
 * /docs} the description of its routes.
 *
 * <p>A page is one file that loads nothing. Its policy names its own script and style by their
 * digests, so that nothing else runs in it, whatever a program prints.
 */
public final class Pages {
  private Pages() {}

  /** Returns the routes. They are open: pages hold no data, and ask for the token. */
  public static List<Route> routes() {
    return List.of(page("/", "overview.html"), page("/docs", "docs.html"));
  }

  private static Route page(String path, String file) {
    Answer answer = answer(read(file));
    Route.Whole handler = _ -> answer;
    return new Route("GET", path, Health.STYLE, Route.Access.OPEN, handler);
  }

  private static Answer answer(String html) {
    String policy =
        "default-src 'none'; connect-src 'self'; img-src data:; script-src "
            + digest(inside(html, "script"))
            + "; style-src "
            + digest(inside(html, "style"))
            + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Security-Policy", policy);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cache-Control", "no-cache");
    return new Answer(200, "text/html; charset=utf-8", Blob.ofText(html), headers);
  }

  /** Returns the text between an element's tags; a page has one of each kind. */
  private static String inside(String html, String element) {
    String begin = "<" + element + ">";
    int from = html.indexOf(begin) + begin.length();
    return html.substring(from, html.indexOf("</" + element + ">", from));
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String read(String file) {
    try (InputStream in = Pages.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing from the module");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
