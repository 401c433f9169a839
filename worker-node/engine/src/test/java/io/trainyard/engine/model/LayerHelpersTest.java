package io.trainyard.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trainyard.contract.run.ModelType;
import io.trainyard.engine.data.Batch;
import io.trainyard.engine.data.ItemShape;
import io.trainyard.engine.kernel.FusedLstm;
import io.trainyard.engine.kernel.OneDnn;
import io.trainyard.engine.kernel.OneDnnConvolution;
import io.trainyard.engine.kernel.PatchConvolution;
import org.assertj.core.data.Offset;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNSubsamplingHelper;
import org.deeplearning4j.nn.layers.recurrent.LastTimeStepLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerHelpersTest {
  @Test
  void convolutionsReallyHaveOneDnn() {
    assumeTrue(OneDnn.isAvailable(), "the natives of this platform have no oneDNN");

    MultiLayerNetwork network = RandomBatches.network(ModelType.CNN).dl4j();

    assertThat(network.getLayer(0).getHelper()).isInstanceOf(PatchConvolution.class);
    assertThat(network.getLayer(1).getHelper()).isInstanceOf(MKLDNNSubsamplingHelper.class);
    assertThat(network.getLayer(2).getHelper()).isInstanceOf(OneDnnConvolution.class);
  }

  @Test
  void theRecurrentLayerIsTheFusedOne() {
    LastTimeStepLayer last =
        (LastTimeStepLayer) RandomBatches.network(ModelType.LSTM).dl4j().getLayer(0);

    assertThat(last.getUnderlying().getHelper()).isInstanceOf(FusedLstm.class);
  }

  @ParameterizedTest
  @CsvSource({"CNN, 28, 28, 1", "CNN, 17, 12, 3", "LSTM, 28, 28, 1", "LSTM, 5, 9, 2"})
  void givesTheNumbersOfDl4jItself(ModelType model, int rows, int columns, int channels) {
    InputLayout layout = InputLayout.of(model, ItemShape.of(rows, columns, channels), 6);
    Network fast = Network.initialise(layout, 0.001, 3);
    Network stock = Network.stock(layout, 0.001, 3);

    Batch batch = RandomBatches.batch(fast, 12, 1);
    assertClose(fast.predict(batch), stock.predict(batch), 1e-5f);
    for (int i = 0; i < 3; i++) {
      Batch next = RandomBatches.batch(fast, i == 1 ? 7 : 12, i);
      assertThat(fast.learn(next)).isCloseTo(stock.learn(next), Offset.offset(1e-4));
      assertGradientsAgree(fast, stock);
    }
    assertClose(fast.predict(batch), stock.predict(batch), 1e-3f);
  }

  private static void assertGradientsAgree(Network fast, Network stock) {
    // Adam divides by the gradient's size, so parameters would show noise as large as signal.
    assertClose(firstMoments(fast), firstMoments(stock), 2e-5f);
  }

  private static void assertClose(float[] ours, float[] theirs, float within) {
    assertThat(ours).hasSameSizeAs(theirs);
    for (int i = 0; i < ours.length; i++) {
      if (!(Math.abs(ours[i] - theirs[i]) <= within)) {
        fail("number %d is %s, but DL4J has %s", i, ours[i], theirs[i]);
      }
    }
  }

  private static float[] firstMoments(Network network) {
    float[] updater = network.state().updater();
    return java.util.Arrays.copyOf(updater, updater.length / 2);
  }
}
