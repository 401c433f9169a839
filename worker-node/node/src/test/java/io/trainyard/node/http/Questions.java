package io.trainyard.node.http;

import io.trainyard.contract.api.Golden;
import io.trainyard.contract.api.Route;
import io.trainyard.contract.codec.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What fakes were asked, and the golden examples as their answers unless a test says otherwise. */
final class Questions {
  final List<String> asked = new CopyOnWriteArrayList<>();
  volatile @Nullable Supplier<Object> instead;

  <T> T answer(String question, Route route, Class<T> type) {
    asked.add(question);
    Supplier<Object> other = instead;
    return other == null ? golden(route, type) : type.cast(other.get());
  }

  void note(String question) {
    asked.add(question);
    Supplier<Object> other = instead;
    if (other != null) {
      var unused = other.get();
    }
  }

  static <T> T golden(Route route, Class<T> type) {
    try {
      return Json.read(Golden.answer(route).orElseThrow(), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
