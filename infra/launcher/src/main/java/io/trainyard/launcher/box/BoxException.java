package io.trainyard.launcher.box;

/** A box cannot do what was asked; the message is one sentence for people, with the remedy. */
public final class BoxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BoxException(String sentence) {
    super(sentence);
  }

  public BoxException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
