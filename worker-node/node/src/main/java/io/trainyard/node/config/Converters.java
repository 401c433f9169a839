package io.trainyard.node.config;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/** How texts become settings; what cannot be one is refused with what would have been right. */
final class Converters {
  private Converters() {}

  /** A port to listen on; 0 is any free one. */
  public static final class Port implements Converter<Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer convert(String text) {
      return (int) wholeNumber(text, 0, 65_535);
    }
  }

  /** A number of things, at least one. */
  public static final class Count implements Converter<Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer convert(String text) {
      return (int) wholeNumber(text, 1, 1_000_000);
    }
  }

  /** A size in bytes, at least one. */
  public static final class Bytes implements Converter<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long convert(String text) {
      return wholeNumber(text, 1, Long.MAX_VALUE);
    }
  }

  /** A size in bytes that may be none. */
  public static final class Size implements Converter<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long convert(String text) {
      return wholeNumber(text, 0, Long.MAX_VALUE);
    }
  }

  public static final class Address implements Converter<HostPort> {
    private static final long serialVersionUID = 1L;

    @Override
    public HostPort convert(String text) {
      return HostPort.parse(text.strip());
    }
  }

  public static final class Folder implements Converter<Path> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Path convert(String text) {
      if (text.isBlank()) {
        return null;
      }
      try {
        return Path.of(text).toAbsolutePath().normalize();
      } catch (InvalidPathException e) {
        throw new IllegalArgumentException("it is no path", e);
      }
    }
  }

  public static final class Url implements Converter<URI> {
    private static final long serialVersionUID = 1L;
    private static final Set<String> SCHEMES = Set.of("http", "https");

    @Override
    public URI convert(String text) {
      return uri(text, SCHEMES, "http://127.0.0.1:5000");
    }
  }

  /** A folder on the web: files are named after its last slash, which may be left out. */
  public static final class WebFolder implements Converter<URI> {
    private static final long serialVersionUID = 1L;

    @Override
    public URI convert(String text) {
      String folder = text.strip().endsWith("/") ? text.strip() : text.strip() + "/";
      return uri(folder, Url.SCHEMES, "https://mirror.example/mnist/");
    }
  }

  public static final class RedisUri implements Converter<URI> {
    private static final long serialVersionUID = 1L;
    private static final Set<String> SCHEMES = Set.of("redis", "rediss");

    @Override
    public URI convert(String text) {
      return uri(text, SCHEMES, "redis://127.0.0.1:6379");
    }
  }

  /** A name of a node: it becomes part of topics' client ids, file names and metric labels. */
  public static final class NodeName implements Converter<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String convert(String text) {
      if (!text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
        throw new IllegalArgumentException("a name is 1 to 63 letters, digits, dots and dashes");
      }
      return text;
    }
  }

  private static long wholeNumber(String text, long least, long most) {
    String wanted = "it must be a whole number from " + least + " to " + most;
    try {
      long number = Long.parseLong(text.strip());
      if (number < least || number > most) {
        throw new IllegalArgumentException(wanted);
      }
      return number;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(wanted, e);
    }
  }

  private static URI uri(String text, Set<String> schemes, String example) {
    String wanted = "it must be an address such as " + example;
    try {
      URI uri = URI.create(text.strip());
      String scheme = uri.getScheme();
      if (scheme == null
          || !schemes.contains(scheme.toLowerCase(Locale.ROOT))
          || uri.getHost() == null) {
        throw new IllegalArgumentException(wanted);
      }
      return uri;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(wanted, e);
    }
  }
}
