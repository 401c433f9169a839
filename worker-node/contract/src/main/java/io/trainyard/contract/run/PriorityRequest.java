package io.trainyard.contract.run;

/**
 * Moves a run in the queue.
 *
 * @param priority -100 to 100, higher ones leave the queue first; of equals the first submitted
 */
public record PriorityRequest(int priority) {
  public PriorityRequest {
    priority = RunText.priority(priority);
  }
}
