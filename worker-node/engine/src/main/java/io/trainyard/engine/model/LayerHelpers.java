package io.trainyard.engine.model;

import io.trainyard.engine.kernel.FusedLstm;
import io.trainyard.engine.kernel.OneDnn;
import io.trainyard.engine.kernel.OneDnnConvolution;
import io.trainyard.engine.kernel.PatchConvolution;
import java.lang.reflect.Field;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNSubsamplingHelper;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Gives layers their faster bodies through DL4J's helper fields. DL4J 1.0.0-M2.1 never sets its own
 * oneDNN helpers: its check looks for a class that the same release moved, and takes the failure as
 * "no oneDNN here".
 */
final class LayerHelpers {
  private LayerHelpers() {}

  static void enable(MultiLayerNetwork network) {
    boolean oneDnn = OneDnn.isAvailable();
    for (org.deeplearning4j.nn.api.Layer layer : network.getLayers()) {
      boolean first = layer.getIndex() == 0;
      if (layer instanceof ConvolutionLayer && first) {
        set(ConvolutionLayer.class, layer, new PatchConvolution());
      } else if (oneDnn && layer instanceof ConvolutionLayer) {
        set(ConvolutionLayer.class, layer, new OneDnnConvolution());
      } else if (oneDnn && layer instanceof SubsamplingLayer) {
        set(SubsamplingLayer.class, layer, new MKLDNNSubsamplingHelper(DataType.FLOAT));
      } else if (layer instanceof BaseWrapperLayer wrapper
          && wrapper.getUnderlying() instanceof LSTM lstm) {
        set(LSTM.class, lstm, new FusedLstm(!first));
      }
    }
  }

  private static void set(Class<?> declaring, Object layer, Object helper) {
    try {
      Field field = declaring.getDeclaredField("helper");
      field.setAccessible(true);
      field.set(layer, helper);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this DL4J has no helpers: its version has changed", e);
    }
  }
}
