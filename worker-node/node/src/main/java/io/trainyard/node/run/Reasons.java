package io.trainyard.node.run;

/** The words by which attempts and runs end, where the protocol gives them a meaning. */
public final class Reasons {
  public static final String CANCEL = "CANCEL";
  public static final String CANCEL_TIMEOUT = "CANCEL_TIMEOUT";
  public static final String PAUSE = "PAUSE";
  public static final String PAUSE_TIMEOUT = "PAUSE_TIMEOUT";
  public static final String SHUTDOWN = "SHUTDOWN";

  /** A service was out of reach; not the run's fault. */
  public static final String OUTAGE = "OUTAGE";

  public static final String PROCESS_ENDED = "the worker's process ended";

  /** The loss of everything at once is nobody's fault. */
  public static final String YARD_RESTARTED = "the whole yard was started anew";

  public static final String UNHEARD = "the worker was not heard of any more";
  public static final String STALLED = "STALLED";
  public static final String RESTARTED = "the worker was started anew";
  public static final String POISON = "POISON";
  public static final String DIVERGED = "DIVERGED";
  public static final String CORRUPT_DATASET = "CORRUPT_DATASET";
  public static final String CORRUPT_CHECKPOINT = "CORRUPT_CHECKPOINT";
  public static final String UNSUPPORTED_SHAPE = "UNSUPPORTED_SHAPE";
  public static final String OUT_OF_MEMORY = "OUT_OF_MEMORY";
  public static final String INTERNAL = "INTERNAL";

  private Reasons() {}
}
