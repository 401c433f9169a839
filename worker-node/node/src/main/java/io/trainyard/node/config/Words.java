package io.trainyard.node.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.Converter;

/** Settings with a few words to choose from. */
final class Words {
  private Words() {}

  static <E extends Enum<E>> Converter<E> of(Class<E> type) {
    return text -> {
      for (E constant : type.getEnumConstants()) {
        if (constant.name().equalsIgnoreCase(text.strip())) {
          return constant;
        }
      }
      throw new IllegalArgumentException("it must be " + allowed(type));
    };
  }

  private static <E extends Enum<E>> String allowed(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" or "));
  }
}
