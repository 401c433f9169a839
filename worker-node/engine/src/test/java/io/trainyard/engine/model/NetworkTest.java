package io.trainyard.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.run.ModelType;
import io.trainyard.engine.data.ItemShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkTest {
  private static final int ITEMS = 16;

  @ParameterizedTest
  @EnumSource(ModelType.class)
  void hasTheParametersThatItsLayoutCounts(ModelType model) {
    InputLayout odd = InputLayout.of(model, ItemShape.of(13, 17, 3), 7);

    assertThat(Network.initialise(odd, 0.001, 1).parameterCount()).isEqualTo(odd.parameters());
    assertThat(RandomBatches.network(model).parameterCount())
        .isEqualTo(RandomBatches.mnist(model).parameters());
  }

  @ParameterizedTest
  @EnumSource(ModelType.class)
  void learnsTheSameBitsFromTheSameSeed(ModelType model) {
    String first = hashAfter(RandomBatches.network(model), 0, 6);

    assertThat(hashAfter(RandomBatches.network(model), 0, 6)).isEqualTo(first);
    assertThat(hashAfter(Network.initialise(RandomBatches.mnist(model), 0.001, 12), 0, 6))
        .isNotEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource(ModelType.class)
  void goesOnFromACopiedStateAsIfItHadNeverStopped(ModelType model) {
    String whole = hashAfter(RandomBatches.network(model), 0, 8);
    Network interrupted = RandomBatches.network(model);
    hashAfter(interrupted, 0, 4);

    Network resumed = Network.initialise(RandomBatches.mnist(model), 0.001, RandomBatches.SEED);
    resumed.restore(interrupted.state());

    assertThat(resumed.iteration()).isEqualTo(4);
    assertThat(hashAfter(resumed, 4, 8)).isEqualTo(whole);
  }

  @ParameterizedTest
  @EnumSource(ModelType.class)
  void changesTheLearningRateOfEveryLayerAndKeepsTheMoments(ModelType model) {
    Network changed = RandomBatches.network(model);
    hashAfter(changed, 0, 3);
    Network fresh = Network.initialise(RandomBatches.mnist(model), 0.01, RandomBatches.SEED);
    fresh.restore(changed.state());

    changed.setLearningRate(0.01);

    assertThat(changed.state().updater()).isEqualTo(fresh.state().updater());
    assertThat(hashAfter(changed, 3, 6)).isEqualTo(hashAfter(fresh, 3, 6));
    assertThat(changed.learningRate()).isEqualTo(0.01);
    assertThat(changed.stockConfigurationJson()).contains("0.01").doesNotContain("0.001");
  }

  @ParameterizedTest
  @EnumSource(ModelType.class)
  void copiesWhatLearningDoesNotTouchAnyMore(ModelType model) {
    Network network = RandomBatches.network(model);
    hashAfter(network, 0, 1);
    NetworkState copy = network.state();
    float[] parameters = copy.parameters().clone();

    hashAfter(network, 1, 2);

    assertThat(copy.parameters()).isEqualTo(parameters);
    assertThat(network.state().parameters()).isNotEqualTo(parameters);
  }

  @Test
  void takesZeroAsASeedLikeAnyOther() {
    InputLayout layout = RandomBatches.mnist(ModelType.LSTM);

    assertThat(Network.initialise(layout, 0.001, 0).parameterHash())
        .isEqualTo(Network.initialise(layout, 0.001, 0).parameterHash())
        .isNotEqualTo(Network.initialise(layout, 0.001, 1).parameterHash());
  }

  @ParameterizedTest
  @EnumSource(ModelType.class)
  void givesProbabilities(ModelType model) {
    Network network = RandomBatches.network(model);

    float[] probabilities = network.predict(RandomBatches.batch(network, 3, 1));

    assertThat(probabilities).hasSize(30);
    for (int item = 0; item < 3; item++) {
      double sum = 0;
      for (int i = 0; i < 10; i++) {
        assertThat(probabilities[item * 10 + i]).isBetween(0f, 1f);
        sum += probabilities[item * 10 + i];
      }
      assertThat(sum).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-5));
    }
  }

  @Test
  void refusesAnotherNetworksState() {
    Network mlp = RandomBatches.network(ModelType.MLP);
    Network lstm = RandomBatches.network(ModelType.LSTM);

    assertThatThrownBy(() -> mlp.restore(lstm.state()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("535818 parameters");
  }

  private static String hashAfter(Network network, int from, int to) {
    for (int i = from; i < to; i++) {
      // A smaller batch between, as at an epoch's end.
      network.learn(RandomBatches.batch(network, i % 3 == 2 ? 5 : ITEMS, i));
    }
    return network.parameterHash();
  }
}
