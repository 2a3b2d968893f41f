package dev.sce.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** The style and the script of the page, and the policy that allows nothing else. */
final class PageSource {
  private static final List<String> SCRIPTS =
      List.of("codec.js", "filter.js", "text.js", "table.js", "sample.js", "map.js", "main.js");

  static final String STYLE = read("page.css");

  /** Each file is a few functions; around all of them is one, so that none is global. */
  static final String SCRIPT =
      SCRIPTS.stream()
          .map(PageSource::read)
          .collect(Collectors.joining("\n", "(() => {\n'use strict';\n", "})();\n"));

  static final String POLICY =
      "default-src 'none'; script-src "
          + digest(SCRIPT)
          + "; style-src "
          + digest(STYLE)
          + "; img-src data:; base-uri 'none'; form-action 'none'";

  private PageSource() {}

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
    try (InputStream in = PageSource.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing from the module");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
