package dev.sce.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of this program, as its jar states it. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"sce " + (version == null ? "(built from classes)" : version)};
  }
}
