package io.trainyard.engine.kernel;

import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.AlgoMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.BwdDataAlgo;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.BwdFilterAlgo;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.FwdAlgo;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionHelper;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network's first convolution, by {@link PatchPass}. Its few channels leave oneDNN nothing to
 * block, and nobody looks at its input's error, which DL4J computes all the same. Takes float32 of
 * stride 1 without padding; for anything else it returns null, and DL4J goes its own way. Belongs
 * to one layer, used by one thread.
 */
public final class PatchConvolution implements ConvolutionHelper {
  /** Numbers in the largest array: 256 MB. */
  private static final long LARGEST = 1L << 26;

  private final KeptActivations kept = new KeptActivations();
  private @Nullable PatchPass pass;

  @Override
  public boolean checkSupported() {
    return true;
  }

  @Override
  public Map<String, Long> helperMemoryUse() {
    return Map.of();
  }

  @Override
  @SuppressWarnings("NullAway") // DL4J takes null as "not here"
  public INDArray preOutput(
      INDArray input,
      INDArray weights,
      INDArray bias,
      int[] kernel,
      int[] strides,
      int[] pad,
      AlgoMode mode,
      FwdAlgo fwdAlgo,
      ConvolutionMode convolutionMode,
      int[] dilation,
      CNN2DFormat format,
      LayerWorkspaceMgr workspaceMgr) {
    if (!takes(input, weights, strides, pad, convolutionMode, dilation, format)) {
      return null;
    }
    INDArray again = kept.takeFor(input);
    if (again != null) {
      return again;
    }
    PatchPass current = passOf(sizeOf(input, weights));
    PatchPass.Size size = current.size();
    INDArray output =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATIONS,
            DataType.FLOAT,
            new long[] {size.items(), size.filters(), size.outHeight(), size.outWidth()},
            'c');
    current.forward(
        pointer(dense(input)),
        dense(weights).dup('c').data().asFloat(),
        bias.dup('c').data().asFloat(),
        pointer(output));
    return output;
  }

  @Override
  public INDArray activate(INDArray z, IActivation afn, boolean training) {
    INDArray activated = afn.getActivation(z, training);
    kept.keep(training && afn instanceof ActivationReLU ? activated : null);
    return activated;
  }

  @Override
  @SuppressWarnings("NullAway") // DL4J takes null as "not here"; and as "no error needed"
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray input,
      INDArray weights,
      INDArray bias,
      INDArray delta,
      int[] kernel,
      int[] strides,
      int[] pad,
      INDArray biasGradView,
      INDArray weightGradView,
      IActivation afn,
      AlgoMode mode,
      BwdFilterAlgo bwdFilterAlgo,
      BwdDataAlgo bwdDataAlgo,
      ConvolutionMode convolutionMode,
      int[] dilation,
      CNN2DFormat format,
      LayerWorkspaceMgr workspaceMgr) {
    kept.forget();
    if (pass == null
        || !takes(input, weights, strides, pad, convolutionMode, dilation, format)
        || !pass.size().equals(sizeOf(input, weights))) {
      return null;
    }
    pass.backward(pointer(dense(delta)), pointer(weightGradView), pointer(biasGradView));
    Gradient gradient = new DefaultGradient();
    gradient.gradientForVariable().put(ConvolutionParamInitializer.BIAS_KEY, biasGradView);
    gradient.gradientForVariable().put(ConvolutionParamInitializer.WEIGHT_KEY, weightGradView);
    return new Pair<>(gradient, null);
  }

  private static boolean takes(
      INDArray input,
      INDArray weights,
      int[] strides,
      int[] pad,
      ConvolutionMode mode,
      int[] dilation,
      CNN2DFormat format) {
    return input.dataType() == DataType.FLOAT
        && format == CNN2DFormat.NCHW
        && mode != ConvolutionMode.Same
        && all(strides, 1)
        && all(dilation, 1)
        && all(pad, 0)
        && sizeOf(input, weights).largest() <= LARGEST;
  }

  private static boolean all(int[] values, int wanted) {
    for (int value : values) {
      if (value != wanted) {
        return false;
      }
    }
    return true;
  }

  private static PatchPass.Size sizeOf(INDArray input, INDArray weights) {
    return new PatchPass.Size(
        (int) input.size(0),
        (int) input.size(1),
        (int) input.size(2),
        (int) input.size(3),
        (int) weights.size(0),
        (int) weights.size(2),
        (int) weights.size(3));
  }

  private PatchPass passOf(PatchPass.Size size) {
    if (pass == null || !pass.size().equals(size)) {
      pass = new PatchPass(size);
    }
    return pass;
  }

  private static INDArray dense(INDArray array) {
    boolean asIs = !array.isView() && array.ordering() == 'c' && array.elementWiseStride() == 1;
    return asIs ? array : array.dup('c');
  }

  private static FloatPointer pointer(INDArray array) {
    return new FloatPointer(array.data().addressPointer());
  }
}
