package io.trainyard.engine.kernel;

import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.FwdPassReturn;
import org.deeplearning4j.nn.layers.recurrent.LSTMHelper;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's LSTM layer, whose own body runs dozens of small operations a step, done by {@link
 * LstmPass}. Takes float32 without masks, stored state or peepholes; for anything else it returns
 * null, and DL4J goes its own way. Belongs to one layer, used by one thread.
 */
public final class FusedLstm implements LSTMHelper {
  /** Numbers in the largest array: 256 MB. */
  private static final long LARGEST = 1L << 26;

  private final boolean inputErrorNeeded;
  private @Nullable LstmPass pass;
  private boolean forwardIsFresh;

  /**
   * @param inputErrorNeeded false for a network's first layer: nobody looks at its input's error
   */
  public FusedLstm(boolean inputErrorNeeded) {
    this.inputErrorNeeded = inputErrorNeeded;
  }

  @Override
  public boolean checkSupported() {
    return true;
  }

  @Override
  public boolean checkSupported(
      IActivation gateActivationFn, IActivation activationFn, boolean hasPeepholeConnections) {
    return gateActivationFn instanceof ActivationSigmoid
        && activationFn instanceof ActivationTanH
        && !hasPeepholeConnections;
  }

  @Override
  public Map<String, Long> helperMemoryUse() {
    return Map.of();
  }

  @Override
  @SuppressWarnings("NullAway") // DL4J takes null as "not here"
  public FwdPassReturn activate(
      Layer layer,
      NeuralNetConfiguration conf,
      IActivation gateActivationFn,
      INDArray input,
      INDArray recurrentWeights,
      INDArray inputWeights,
      INDArray biases,
      boolean training,
      INDArray prevOutputActivations,
      INDArray prevMemCellState,
      boolean forBackprop,
      boolean forwards,
      String inputWeightKey,
      INDArray maskArray,
      boolean hasPeepholeConnections,
      LayerWorkspaceMgr workspaceMgr) {
    LstmSize size = sizeOf(input, recurrentWeights);
    if (!takes(size, input, maskArray, hasPeepholeConnections)
        || !isRest(prevOutputActivations)
        || !isRest(prevMemCellState)
        || !forwards) {
      return null;
    }
    LstmPass current = passOf(size);
    // DL4J asks again before it goes backwards; nothing has changed since.
    if (!(forBackprop && forwardIsFresh)) {
      current.forward(
          timeMajor(input, size),
          pointer(inputWeights),
          pointer(recurrentWeights),
          biases.dup('c').data().asFloat());
    }
    forwardIsFresh = training && !forBackprop;
    return result(current, workspaceMgr);
  }

  @Override
  @SuppressWarnings("NullAway") // DL4J takes null as "not here"
  public Pair<Gradient, INDArray> backpropGradient(
      NeuralNetConfiguration conf,
      IActivation gateActivationFn,
      INDArray input,
      INDArray recurrentWeights,
      INDArray inputWeights,
      INDArray epsilon,
      boolean truncatedBPTT,
      int tbpttBackwardLength,
      FwdPassReturn fwdPass,
      boolean forwards,
      String inputWeightKey,
      String recurrentWeightKey,
      String biasWeightKey,
      Map<String, INDArray> gradientViews,
      INDArray maskArray,
      boolean hasPeepholeConnections,
      LayerWorkspaceMgr workspaceMgr) {
    LstmSize size = sizeOf(input, recurrentWeights);
    if (pass == null
        || !pass.size().equals(size)
        || truncatedBPTT
        || !forwards
        || !takes(size, input, maskArray, hasPeepholeConnections)) {
      return null;
    }
    INDArray inputGradient = gradientViews.get(inputWeightKey);
    INDArray recurrentGradient = gradientViews.get(recurrentWeightKey);
    INDArray biasGradient = gradientViews.get(biasWeightKey);
    float[] biases =
        pass.backward(
            dense(epsilon, 'f'),
            pointer(recurrentWeights),
            pointer(inputGradient),
            pointer(recurrentGradient));
    pointer(biasGradient).put(biases, 0, biases.length);
    Gradient gradient = new DefaultGradient();
    gradient.gradientForVariable().put(inputWeightKey, inputGradient);
    gradient.gradientForVariable().put(recurrentWeightKey, recurrentGradient);
    gradient.gradientForVariable().put(biasWeightKey, biasGradient);
    return new Pair<>(
        gradient, inputErrorNeeded ? inputError(pass, inputWeights, workspaceMgr) : null);
  }

  private static boolean takes(
      LstmSize size, INDArray input, @Nullable INDArray mask, boolean peepholes) {
    return input.dataType() == DataType.FLOAT
        && mask == null
        && !peepholes
        && size.largest() <= LARGEST;
  }

  /** DL4J gives zeros where no state was stored. */
  private static boolean isRest(@Nullable INDArray state) {
    if (state == null) {
      return true;
    }
    for (float value : dense(state, state.ordering())) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  private static LstmSize sizeOf(INDArray input, INDArray recurrentWeights) {
    return new LstmSize(
        (int) input.size(0),
        (int) input.size(2),
        (int) input.size(1),
        (int) recurrentWeights.size(0));
  }

  private LstmPass passOf(LstmSize size) {
    if (pass == null || !pass.size().equals(size)) {
      pass = new LstmPass(size);
      forwardIsFresh = false;
    }
    return pass;
  }

  private static FwdPassReturn result(LstmPass pass, LayerWorkspaceMgr workspaceMgr) {
    LstmSize size = pass.size();
    INDArray activations =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATIONS,
            DataType.FLOAT,
            new long[] {size.steps(), size.items(), size.units()},
            'c');
    pass.activations(pointer(activations));
    FwdPassReturn result = new FwdPassReturn();
    result.fwdPassOutput = activations.permute(1, 2, 0);
    return result;
  }

  private static INDArray inputError(
      LstmPass pass, INDArray inputWeights, LayerWorkspaceMgr workspaceMgr) {
    LstmSize size = pass.size();
    INDArray error =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATION_GRAD,
            DataType.FLOAT,
            new long[] {size.steps(), size.items(), size.inputs()},
            'c');
    pass.inputError(pointer(inputWeights), pointer(error));
    return error.permute(1, 2, 0);
  }

  /** From items x inputs x steps to steps, items, inputs. */
  private static float[] timeMajor(INDArray input, LstmSize size) {
    float[] source = dense(input, 'c');
    float[] target = new float[source.length];
    int steps = size.steps();
    for (int step = 0; step < steps; step++) {
      for (int row = 0; row < size.items() * size.inputs(); row++) {
        target[step * size.items() * size.inputs() + row] = source[row * steps + step];
      }
    }
    return target;
  }

  private static float[] dense(INDArray array, char order) {
    boolean asIs = !array.isView() && array.ordering() == order && array.elementWiseStride() == 1;
    INDArray dense = asIs ? array : array.dup(order);
    float[] values = new float[(int) array.length()];
    pointer(dense).get(values, 0, values.length);
    return values;
  }

  private static FloatPointer pointer(INDArray array) {
    return new FloatPointer(array.data().addressPointer());
  }
}
