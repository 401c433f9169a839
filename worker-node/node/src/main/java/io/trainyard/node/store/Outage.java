package io.trainyard.node.store;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.connection.HeartbeatException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.QueryConsistencyException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Tells a failure that a weaker consistency or a later try may mend from one it cannot. */
final class Outage {
  private Outage() {}

  /**
   * Whether nodes were missing. While a dead node is still believed to be alive this shows as a
   * timeout, later as Unavailable or AllNodesFailed: all of them mean the same.
   */
  static boolean is(Throwable failure) {
    Throwable cause = unwrap(failure);
    return cause instanceof UnavailableException
        || cause instanceof QueryConsistencyException
        || cause instanceof DriverTimeoutException
        || cause instanceof AllNodesFailedException
        || cause instanceof OverloadedException
        || cause instanceof HeartbeatException
        || cause instanceof ClosedConnectionException;
  }

  static Throwable unwrap(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean wrapper =
        failure instanceof CompletionException || failure instanceof ExecutionException;
    return wrapper && cause != null ? unwrap(cause) : failure;
  }

  static TrainyardException typed(Throwable failure) {
    Throwable cause = unwrap(failure);
    if (cause instanceof TrainyardException known) {
      return known;
    }
    if (is(cause)) {
      return new TrainyardException(
          ErrorCode.CASSANDRA_UNAVAILABLE,
          "Cassandra did not answer (" + cause.getClass().getSimpleName() + "). Try again.",
          cause);
    }
    String what =
        cause instanceof DriverException ? "Cassandra refused a request" : "Storing failed";
    return new TrainyardException(ErrorCode.INTERNAL, what + ": " + cause.getMessage(), cause);
  }
}
