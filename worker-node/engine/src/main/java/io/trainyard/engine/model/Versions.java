package io.trainyard.engine.model;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * What a model was made with.
 *
 * @param trainyard this program
 * @param dl4j the library that learned
 * @param java its run time
 * @param system operating system and processor
 */
public record Versions(String trainyard, String dl4j, String java, String system) {
  private static final String DL4J = "1.0.0-M2.1";

  /** Of this process. */
  public static Versions current() {
    return new Versions(
        orElse(Versions.class.getPackage().getImplementationVersion(), "development"),
        orElse(MultiLayerNetwork.class.getPackage().getImplementationVersion(), DL4J),
        Runtime.version().toString(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"));
  }

  @SuppressWarnings("NullAway") // the version of a class path of folders is null
  private static String orElse(String version, String otherwise) {
    return version == null ? otherwise : version;
  }
}
