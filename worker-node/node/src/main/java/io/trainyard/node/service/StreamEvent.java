package io.trainyard.node.service;

import org.jspecify.annotations.Nullable;

/**
 * One server-sent event.
 *
 * @param id from which the stream can be resumed: printable ASCII without blanks
 * @param name of the event; null for a plain message, which is a log line
 * @param json the event's data, JSON on one line
 */
public record StreamEvent(String id, @Nullable String name, String json) {}
