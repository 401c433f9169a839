package io.trainyard.contract.error;

import org.jspecify.annotations.Nullable;

/** A failure that a person will read: its code decides the HTTP status and the exit code. */
public class TrainyardException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public TrainyardException(ErrorCode code, String detail) {
    this(Problem.of(code, detail), null);
  }

  public TrainyardException(ErrorCode code, String detail, @Nullable Throwable cause) {
    this(Problem.of(code, detail), cause);
  }

  public TrainyardException(Problem problem, @Nullable Throwable cause) {
    super(problem.detail(), cause);
    this.problem = problem;
  }

  /** A fault of one field of a request. */
  public static TrainyardException ofField(ErrorCode code, String field, String detail) {
    return new TrainyardException(Problem.of(code, detail, field, null), null);
  }

  public Problem problem() {
    return problem;
  }

  public ErrorCode code() {
    return problem.code();
  }
}
