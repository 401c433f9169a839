package io.trainyard.node.http.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret that opens the routes. Its text appears in no log and no answer. Immutable. */
public final class AccessToken {
  private static final int RANDOM_BYTES = 32;
  private static final int SHORTEST = 16;
  private static final String SCHEME = "Bearer ";

  private final byte[] header;

  private AccessToken(String secret) {
    this.header = (SCHEME + secret).getBytes(UTF_8);
  }

  /**
   * Reads the token, or makes one where there is none, with the header file that curl takes beside
   * it; both are for the owner's eyes only.
   */
  public static AccessToken readOrCreate(Path file, Path headerFile) throws IOException {
    if (Files.notExists(file)) {
      create(file, headerFile);
    }
    String secret = Files.readString(file, UTF_8).strip();
    if (secret.length() < SHORTEST || !secret.matches("[\\x21-\\x7e]+")) {
      throw new IOException(
          "it must hold one line of at least " + SHORTEST + " printable characters");
    }
    return new AccessToken(secret);
  }

  /**
   * Whether an Authorization header carries this token; takes equally long for any that does not.
   */
  boolean isCarriedBy(String authorization) {
    return MessageDigest.isEqual(authorization.getBytes(UTF_8), header);
  }

  private static void create(Path file, Path headerFile) throws IOException {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    if (writePrivate(file, secret + "\n")) {
      Files.deleteIfExists(headerFile);
      writePrivate(headerFile, "Authorization: " + SCHEME + secret + "\n");
    }
  }

  /** Writes the file whole or not at all; false when another process was first. */
  private static boolean writePrivate(Path file, String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path draft = Files.createTempFile(folder, ".secret", null);
    try {
      if (draft.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
      }
      Files.writeString(draft, text);
      Files.createLink(file, draft);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.delete(draft);
    }
  }

  @Override
  public String toString() {
    return "AccessToken[hidden]";
  }
}
