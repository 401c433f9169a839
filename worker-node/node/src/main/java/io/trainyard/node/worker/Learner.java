package io.trainyard.node.worker;

/** Carries out assignments; the engine and the data path stand behind it. Never blocks. */
public interface Learner {

  /**
   * Begins to prepare an attempt: finds the state to go on from, then says so with {@link
   * LearningEvents#ready} and waits for {@link Learning#begin}. Loads, learns, evaluates and stores
   * then, until it has told {@link LearningEvents#ended}, which it does in any case, once and last.
   */
  Learning start(Assignment assignment, LearningEvents events);

  /** What it computes on, for people. */
  String device();
}
