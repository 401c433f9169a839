package io.trainyard.node.live;

/**
 * How far a stream has come: for each place the offset that is read next. The journal counts in
 * half offsets, since one record may tell two events (a state and its result) and a stream can be
 * cut between them. Not safe for use by several threads at once.
 */
final class Cursor {
  private final long[] next;

  private Cursor(long[] next) {
    this.next = next;
  }

  static Cursor zero() {
    return new Cursor(new long[Places.COUNT]);
  }

  static Cursor of(long[] next) {
    return new Cursor(next.clone());
  }

  Cursor copy() {
    return of(next);
  }

  long at(int place) {
    return next[place];
  }

  void set(int place, long offset) {
    next[place] = offset;
  }

  void advance(int place, long offset) {
    next[place] = Math.max(next[place], offset);
  }
}
