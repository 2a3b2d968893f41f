package dev.sce.server.graders;

import dev.sce.json.Json;
import dev.sce.judge.language.LanguageTable;
import dev.sce.server.http.Answer;
import dev.sce.server.http.Refusal;
import dev.sce.server.http.RefusalStyle;
import dev.sce.server.http.Route;
import dev.sce.server.programs.Programs;
import java.util.ArrayList;
import java.util.List;

/** The routes of the small grading servers. */
public final class Graders {
  /** How these formats refuse a request; their clients know no status 504. */
  public static final RefusalStyle STYLE = (refusal, _) -> refused("detail", refusal);

  private Graders() {}

  /** Returns the routes. */
  public static List<Route> routes(Programs programs, LanguageTable table) {
    Verifier verifier = new Verifier(programs.turns(), table);
    List<Route> routes = new ArrayList<>();
    routes.addAll(new OpenInstruct(verifier).routes());
    routes.addAll(new CodeJudge(programs, table).routes());
    routes.addAll(new Rewards(verifier).routes());
    routes.addAll(new NemoSkills(programs, table).routes());
    return routes;
  }

  /** Returns a refusal whose message is the member of that name. */
  static Answer refused(String member, Refusal refusal) {
    return Answer.object(
        refusal.status() == 504 ? 503 : refusal.status(),
        json -> json.writeStringProperty(member, Json.writable(refusal.message())));
  }
}
