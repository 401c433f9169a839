package io.trainyard.launcher.cli.run;

import io.trainyard.contract.run.Lineage;

/** Where a run comes from, in words. */
public final class LineageText {
  private LineageText() {}

  /** Such as {@code continues 3f2a9c01}. */
  public static String of(Lineage parent) {
    return switch (parent.kind()) {
          case RETRY -> "repeats ";
          case CONTINUE -> "continues ";
          case CLONE -> "varies ";
        }
        + parent.runId();
  }
}
