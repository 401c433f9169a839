package io.trainyard.contract.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.codec.Json;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GoldenTest {

  @ParameterizedTest
  @EnumSource(Route.class)
  void anAnswersExampleIsItsRecordNoMoreAndNoLess(Route route) throws IOException {
    assertSame(RouteBodies.answer(route), Golden.answer(route));
  }

  @ParameterizedTest
  @EnumSource(Route.class)
  void aRequestsExampleIsItsRecordNoMoreAndNoLess(Route route) throws IOException {
    assertSame(RouteBodies.request(route), Golden.request(route));
  }

  private static void assertSame(Optional<Class<?>> type, Optional<byte[]> example)
      throws IOException {
    assertThat(example.isPresent()).isEqualTo(type.isPresent());
    if (type.isEmpty() || example.isEmpty()) {
      return;
    }
    Object read = Json.readStrict(example.get(), type.get());
    assertThat(Json.tree(Json.bytes(read))).isEqualTo(Json.tree(example.get()));
  }
}
