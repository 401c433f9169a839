package io.trainyard.launcher.home;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret that opens every route: 256 random bits. Its text never appears in logs.
 *
 * @param secret as sent after {@code Bearer}
 */
public record AccessToken(String secret) {
  static final String FILE = "token";
  static final String HEADER_FILE = "auth-header";
  private static final int BYTES = 32;

  /** Reads the token of a home folder, or makes one and writes it for the owner's eyes only. */
  static AccessToken in(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      PrivateFile.write(file, random().secret + "\n");
    }
    AccessToken token = new AccessToken(Files.readString(file, US_ASCII).strip());
    Path header = folder.resolve(HEADER_FILE);
    String line = token.header() + "\n";
    if (!Files.exists(header) || !Files.readString(header, US_ASCII).equals(line)) {
      PrivateFile.write(header, line);
    }
    return token;
  }

  static AccessToken random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new AccessToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** The value of an Authorization header. */
  public String bearer() {
    return "Bearer " + secret;
  }

  /** Compares in constant time. */
  public boolean isBearer(String authorization) {
    return MessageDigest.isEqual(authorization.getBytes(US_ASCII), bearer().getBytes(US_ASCII));
  }

  private String header() {
    return "Authorization: " + bearer();
  }

  @Override
  public String toString() {
    return "AccessToken[secret]";
  }
}
