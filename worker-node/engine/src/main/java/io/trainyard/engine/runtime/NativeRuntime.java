package io.trainyard.engine.runtime;

import io.trainyard.contract.run.Hyperparameters;
import io.trainyard.contract.run.ModelType;
import io.trainyard.engine.data.Batch;
import io.trainyard.engine.data.ItemShape;
import io.trainyard.engine.kernel.OneDnn;
import io.trainyard.engine.model.InputLayout;
import io.trainyard.engine.model.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The native side of a process that learns. What it needs is read by the libraries when the process
 * starts, so whoever starts it must set it:
 *
 * <ul>
 *   <li>environment {@code OMP_NUM_THREADS=1}: with more, the maths threads wait spinning for each
 *       other and small networks learn slower; more workers scale better than more threads;
 *   <li>{@code -Dorg.bytedeco.javacpp.maxbytes=2g}: native memory for arrays, by default as much as
 *       the heap;
 *   <li>{@code -Dorg.bytedeco.javacpp.maxphysicalbytes=0}: else the whole process is held to twice
 *       the heap, and the garbage collector is called again and again near it;
 *   <li>{@code -Dorg.bytedeco.javacpp.cachedir=...}: where the natives (some 370 MB) are unpacked
 *       once, a folder that lasts and allows execution; by default {@code ~/.javacpp/cache}.
 * </ul>
 *
 * Any thread may call.
 */
public final class NativeRuntime {
  private static final String THREADS = "OMP_NUM_THREADS";
  private static final String CORE = "OPENBLAS_CORETYPE";
  private static final int WARM_STEPS = 3;

  private final Map<String, String> environment;

  /**
   * @param environment of this process, {@code System.getenv()}
   */
  public NativeRuntime(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Loads the natives, if they are not loaded yet, and looks at them.
   *
   * @throws NativesMissingException when they cannot be loaded
   */
  public NativeReport report() {
    try {
      Properties nd4j = Nd4j.getExecutioner().getEnvironmentInformation();
      boolean oneDnn = OneDnn.isAvailable();
      return new NativeReport(
          Nd4j.getEnvironment().maxMasterThreads(),
          String.valueOf(nd4j.get("blas.vendor")),
          environment.getOrDefault(CORE, "chosen by OpenBLAS"),
          oneDnn,
          warnings(oneDnn));
    } catch (LinkageError e) {
      throw new NativesMissingException(e);
    }
  }

  /**
   * Loads everything and lets a small network of each kind learn, so that the first run starts at
   * once; takes some seconds.
   *
   * @throws NativesMissingException when the natives cannot be loaded
   */
  public NativeReport warmUp() {
    NativeReport report = report();
    for (ModelType model : ModelType.values()) {
      warm(model);
    }
    return report;
  }

  private static void warm(ModelType model) {
    Hyperparameters defaults = Hyperparameters.defaultsOf(model);
    ItemShape shape = ItemShape.of(28, 28);
    Network network =
        Network.initialise(
            InputLayout.of(model, shape, 10), defaults.learningRate(), defaults.seed());
    Batch batch = network.newBatch(32);
    while (!batch.isFull()) {
      batch.add(new byte[shape.size()]);
    }
    for (int i = 0; i < WARM_STEPS; i++) {
      network.learn(batch);
    }
    network.predict(batch);
  }

  private List<String> warnings(boolean oneDnn) {
    List<String> warnings = new ArrayList<>();
    if (!environment.containsKey(THREADS)) {
      warnings.add(THREADS + " is not set; with 1 each worker learns fastest.");
    }
    if (!oneDnn) {
      warnings.add("The natives of this platform have no oneDNN; convolutions are slow.");
    }
    if (!"0".equals(System.getProperty("org.bytedeco.javacpp.maxphysicalbytes"))) {
      warnings.add("org.bytedeco.javacpp.maxphysicalbytes is not 0; learning may stall near it.");
    }
    return warnings;
  }
}
