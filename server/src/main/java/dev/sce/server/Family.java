package dev.sce.server;

import java.util.Arrays;
import java.util.Optional;

/** A group of routes in one format, which can be switched off. */
public enum Family {
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

  Family(String label) {
    this.label = label;
  }

  /** Returns its name in options. */
  public String label() {
    return label;
  }

  /** Returns the family of a name in options. */
  public static Optional<Family> of(String label) {
    return Arrays.stream(values()).filter(family -> family.label.equals(label)).findFirst();
  }
}
