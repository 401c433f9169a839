package io.trainyard.engine.model;

import io.trainyard.engine.data.Mix;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The three architectures as DL4J configurations: float32, Adam, softmax with cross-entropy. */
final class NetworkConfiguration {
  private NetworkConfiguration() {}

  static MultiLayerConfiguration of(InputLayout layout, double learningRate, long seed) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(nativeSeed(seed))
            .dataType(DataType.FLOAT)
            .updater(new Adam(learningRate))
            .weightInit(WeightInit.RELU)
            .activation(Activation.RELU)
            .list();
    switch (layout.model()) {
      case MLP -> perceptron(layers);
      case CNN -> convolutional(layers);
      case LSTM -> recurrent(layers);
    }
    return layers
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(layout.classes())
                .weightInit(WeightInit.XAVIER)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(inputType(layout))
        .build();
  }

  /** ND4J takes a seed of 0 as "none given" and draws one: no seed of ours may become it. */
  static long nativeSeed(long seed) {
    long mixed = Mix.of(seed);
    return mixed == 0 ? 1 : mixed;
  }

  private static void perceptron(NeuralNetConfiguration.ListBuilder layers) {
    layers.layer(new DenseLayer.Builder().nOut(512).build());
    layers.layer(new DenseLayer.Builder().nOut(256).build());
  }

  private static void convolutional(NeuralNetConfiguration.ListBuilder layers) {
    layers.layer(new ConvolutionLayer.Builder(3, 3).nOut(32).build());
    layers.layer(halving());
    layers.layer(new ConvolutionLayer.Builder(3, 3).nOut(64).build());
    layers.layer(halving());
    layers.layer(new DenseLayer.Builder().nOut(128).build());
  }

  private static SubsamplingLayer halving() {
    int[] two = {2, 2};
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX, two, two).build();
  }

  private static void recurrent(NeuralNetConfiguration.ListBuilder layers) {
    layers.layer(
        new LastTimeStep(
            new LSTM.Builder()
                .nOut(128)
                .weightInit(WeightInit.XAVIER)
                .activation(Activation.TANH)
                .forgetGateBiasInit(1)
                .build()));
  }

  private static InputType inputType(InputLayout layout) {
    List<Integer> shape = layout.network();
    return switch (layout.model()) {
      case MLP -> InputType.feedForward(shape.get(0));
      case CNN -> InputType.convolutional(shape.get(1), shape.get(2), shape.get(0));
      case LSTM -> InputType.recurrent(shape.get(0), shape.get(1));
    };
  }
}
