package io.trainyard.node.config;

/** How callers show that they may call. */
public enum Auth {
  /** A bearer token, read from the token file. */
  TOKEN,
  /** Not at all; on loopback only. */
  NONE
}
