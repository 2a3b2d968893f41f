package dev.sce.server.piston;

import dev.sce.judge.language.Language;
import java.util.ArrayList;
import java.util.List;

/**
 * A language of this machine under the names of this format.
 *
 * @param language the table's language
 * @param version three numbers
 */
record InstalledLanguage(Language language, String version) {

  /** Returns its name in answers. */
  String name() {
    return name(language);
  }

  /** Returns a language's name in answers. */
  static String name(Language language) {
    return language.id().replaceFirst("^cpp(?=\\d|$)", "c++");
  }

  /** Returns its other names. */
  List<String> aliases() {
    List<String> aliases = new ArrayList<>(language.names());
    aliases.add(language.id());
    aliases.remove(name());
    if (Codeforces.speaks(language)) {
      aliases.addAll(Codeforces.aliases(language));
    }
    return aliases;
  }
}
