package dev.sce.judge.referee;

import dev.sce.judge.resource.Resource;

/**
 * The Python source that keeps a judged program from signalling, stopping and slowing down the
 * processes that judge it; scripts that judge begin with it. Its functions are described there.
 */
public final class Confinement {
  private static final String SOURCE =
      filters() + Resource.text(Confinement.class, "/dev/sce/judge/python/sce_judge/confine.py");

  private Confinement() {}

  /** Returns the source. */
  public static String source() {
    return SOURCE;
  }

  private static String filters() {
    StringBuilder entries = new StringBuilder("MACHINE_FILTERS = {\n");
    for (Machine machine : Machine.ALL) {
      entries
          .append(entry(machine.id(), CallFilter.of(machine, false, false)))
          .append(entry(machine.id() + " threads", CallFilter.of(machine, false, true)))
          .append(entry(machine.id() + " own", CallFilter.of(machine, true, true)));
    }
    return entries.append("}\n").toString();
  }

  private static String entry(String name, CallFilter filter) {
    StringBuilder places = new StringBuilder();
    filter.places().forEach((place, number) -> places.append("(" + place + ", " + number + "), "));
    return "    \"%s\": (\"%s\", (%s)),\n".formatted(name, filter.hex(), places);
  }
}
