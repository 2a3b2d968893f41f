package dev.sce.judge.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Texts that lie beside classes of this library. */
public final class Resource {
  /** Some are part of every sample's program. */
  private static final Map<String, String> TEXTS = new ConcurrentHashMap<>();

  private Resource() {}

  /** Returns the text of a file in the package of a class; it is read once. */
  public static String text(Class<?> owner, String name) {
    return TEXTS.computeIfAbsent(
        owner.getPackageName() + "/" + name, path -> read(owner, name, path));
  }

  private static String read(Class<?> owner, String name, String path) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the library lacks its own file " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
