package io.trainyard.node.audit;

import io.trainyard.node.audit.Findings.Invariant;
import io.trainyard.node.run.RunBook;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares a running master's book with the one folded anew to the same offset. */
record BookComparison(RunBook running, RunBook folded) {

  void tell(Findings findings) {
    for (String id : ids()) {
      String what = difference(id);
      if (what != null) {
        findings.add(Invariant.FOLD, id, what);
      }
    }
    same(findings, "order of runs", running.order(), folded.order());
    same(findings, "queue", running.queued(), folded.queued());
    same(findings, "list of handed out runs", running.handed(), folded.handed());
    same(findings, "list of removed runs", running.removed(), folded.removed());
    same(findings, "list of workers", running.workers(), folded.workers());
    same(findings, "offset", running.offset(), folded.offset());
  }

  private Set<String> ids() {
    Set<String> ids = new HashSet<>(running.runs().keySet());
    ids.addAll(folded.runs().keySet());
    return new TreeSet<>(ids);
  }

  private @Nullable String difference(String id) {
    if (running.find(id).equals(folded.find(id))) {
      return null;
    }
    return "The master has it as " + state(running, id) + ", its journal as " + state(folded, id);
  }

  private static String state(RunBook book, String id) {
    return book.find(id)
        .map(run -> run.state() + " in attempt " + run.attempt() + " (" + run.reason() + ")")
        .orElse("unknown");
  }

  private static void same(Findings findings, String name, Object running, Object folded) {
    if (!Objects.equals(running, folded)) {
      findings.add(
          Invariant.FOLD, "", "The master's " + name + " is not the one that its journal gives.");
    }
  }
}
