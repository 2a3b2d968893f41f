package dev.sce.server;

import java.util.Arrays;
import java.util.Optional;

/** A format that the server speaks: a group of routes, which can be switched off. */
public enum Format {
  /** SandboxFusion's {@code /run_code} and what belongs to it. */
  SANDBOX_FUSION("sandbox-fusion"),
  /** The Model Context Protocol at {@code /mcp}. */
  MCP("mcp"),
  /** The product's own API below {@code /v1}. */
  NATIVE("native"),
  /** Piston's {@code /api/v2}. */
  PISTON("piston"),
  /** Small servers that trainers ask to grade. */
  GRADERS("graders");

  private final String label;

  Format(String label) {
    this.label = label;
  }

  /** Returns its name in options. */
  public String label() {
    return label;
  }

  /** Returns the format of a name in options. */
  public static Optional<Format> of(String label) {
    return Arrays.stream(values()).filter(format -> format.label.equals(label)).findFirst();
  }
}
