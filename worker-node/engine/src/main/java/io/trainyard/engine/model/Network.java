package io.trainyard.engine.model;

import io.trainyard.engine.data.Batch;
import io.trainyard.engine.data.Mix;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.AdamUpdater;

/**
 * A network that learns. Used by one thread at a time. Same layout, seed and batches on the same
 * machine and thread count: the same parameters, to the bit.
 */
public final class Network {
  private final InputLayout layout;
  private double learningRate;
  private final long seed;
  private final MultiLayerNetwork network;
  private final BatchArrays arrays;

  private Network(InputLayout layout, double learningRate, long seed, MultiLayerNetwork network) {
    this.layout = layout;
    this.learningRate = learningRate;
    this.seed = seed;
    this.network = network;
    this.arrays = new BatchArrays(layout);
  }

  /** A new network with weights drawn from the seed. */
  public static Network initialise(InputLayout layout, double learningRate, long seed) {
    Network network = stock(layout, learningRate, seed);
    LayerHelpers.enable(network.dl4j());
    return network;
  }

  /** As DL4J has it, without faster layers: what those are held against. */
  static Network stock(InputLayout layout, double learningRate, long seed) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(NetworkConfiguration.of(layout, learningRate, seed));
    network.init();
    return new Network(layout, learningRate, seed, network);
  }

  public InputLayout layout() {
    return layout;
  }

  public double learningRate() {
    return learningRate;
  }

  /**
   * From the next step on; the optimizer's moments stay as they are.
   *
   * @param learningRate of Adam, above 0
   */
  public void setLearningRate(double learningRate) {
    this.learningRate = learningRate;
    // DL4J's own way rebuilds the updater, and passes by the layer that LastTimeStep wraps.
    for (UpdaterBlock block :
        ((BaseMultiLayerUpdater<?>) network.getUpdater()).getUpdaterBlocks()) {
      ((AdamUpdater) block.getGradientUpdater()).getConfig().setLearningRate(learningRate);
    }
  }

  public long seed() {
    return seed;
  }

  public long parameterCount() {
    return network.numParams();
  }

  /** Batches learned from so far. */
  public long iteration() {
    return network.getIterationCount();
  }

  /** A batch of the right form for this network. */
  public Batch newBatch(int capacity) {
    return new Batch(capacity, layout.order());
  }

  /**
   * Learns from one batch.
   *
   * @return its mean cross-entropy before the step
   */
  public double learn(Batch batch) {
    // Whatever is random inside a step depends on the seed and the iteration, not on the past.
    Nd4j.getRandom().setSeed(NetworkConfiguration.nativeSeed(Mix.of(seed, iteration())));
    network.fit(arrays.features(batch), arrays.targets(batch));
    return network.score();
  }

  /**
   * Class probabilities of a batch's items.
   *
   * @return item by item, {@code batch.items() * classes} numbers
   */
  public float[] predict(Batch batch) {
    return network.output(arrays.features(batch), false).dup('c').data().asFloat();
  }

  /** Copies everything that learning changes: some milliseconds, see docs/performance.md. */
  public NetworkState state() {
    return new NetworkState(
        copy(network.params()),
        copy(network.getUpdater().getStateViewArray()),
        network.getIterationCount(),
        network.getEpochCount());
  }

  /**
   * Puts back what {@link #state()} copied: learning goes on as if it had never stopped.
   *
   * @throws IllegalArgumentException when it is another network's state
   */
  public void restore(NetworkState state) {
    checkLength("parameters", state.parameters().length, parameterCount());
    network.params().assign(Nd4j.create(state.parameters(), network.params().shape()));
    INDArray updater = network.getUpdater().getStateViewArray();
    if (state.updater().length > 0) {
      checkLength("updater state", state.updater().length, updater.length());
      updater.assign(Nd4j.create(state.updater(), updater.shape()));
    }
    network.setIterationCount(state.iteration());
    network.setEpochCount(state.epoch());
  }

  /** To be called after each pass over the training split. */
  public void epochDone() {
    network.setEpochCount(network.getEpochCount() + 1);
  }

  /** SHA-256 of the parameters' bits, in hex. */
  public String parameterHash() {
    float[] parameters = copy(network.params());
    ByteBuffer bytes = ByteBuffer.allocate(parameters.length * Float.BYTES);
    bytes.asFloatBuffer().put(parameters);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The configuration by which plain DL4J builds the same network. */
  String stockConfigurationJson() {
    MultiLayerConfiguration stock = NetworkConfiguration.of(layout, learningRate, seed);
    stock.setIterationCount(network.getIterationCount());
    stock.setEpochCount(network.getEpochCount());
    return stock.toJson();
  }

  /** One copy by the block; through ND4J it would be two, number by number. */
  private static float[] copy(INDArray row) {
    if (row.offset() != 0 || row.data().length() != row.length()) {
      return row.dup().data().asFloat();
    }
    float[] values = new float[Math.toIntExact(row.length())];
    ((FloatPointer) row.data().pointer()).get(values);
    return values;
  }

  MultiLayerNetwork dl4j() {
    return network;
  }

  private static void checkLength(String what, long given, long wanted) {
    if (given != wanted) {
      throw new IllegalArgumentException(
          "this network has " + wanted + " " + what + ", not " + given);
    }
  }
}
