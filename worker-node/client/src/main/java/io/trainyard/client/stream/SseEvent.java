package io.trainyard.client.stream;

/**
 * An event as it came over the wire.
 *
 * @param id the last event id that was set, empty before the first
 * @param name {@code message} unless the server named it
 * @param data its data lines, joined by line feeds
 */
record SseEvent(String id, String name, String data) {}
