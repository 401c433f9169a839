package io.trainyard.engine.model;

import java.lang.reflect.Field;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNSubsamplingHelper;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Gives convolution and pooling layers DL4J's own oneDNN helper. DL4J 1.0.0-M2.1 never does so by
 * itself: its check looks for a class that the same release moved, and takes the failure as "no
 * oneDNN here".
 */
final class ConvolutionHelpers {
  private ConvolutionHelpers() {}

  static void enable(MultiLayerNetwork network) {
    for (org.deeplearning4j.nn.api.Layer layer : network.getLayers()) {
      if (layer instanceof ConvolutionLayer) {
        set(ConvolutionLayer.class, layer, new MKLDNNConvHelper(DataType.FLOAT));
      } else if (layer instanceof SubsamplingLayer) {
        set(SubsamplingLayer.class, layer, new MKLDNNSubsamplingHelper(DataType.FLOAT));
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
