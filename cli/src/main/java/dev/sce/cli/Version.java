package dev.sce.cli;

import picocli.CommandLine.IVersionProvider;

/** Supplies the version of this program to the command-line parser. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {Main.version()};
  }
}
