package io.trainyard.node.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.dataset.DatasetList;
import io.trainyard.contract.dataset.DatasetView;
import io.trainyard.contract.dataset.StoreAnswer;
import io.trainyard.contract.dataset.Storing;
import io.trainyard.contract.dataset.Storing.Step;
import io.trainyard.contract.dataset.WarmAnswer;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.service.DatasetUpload;
import io.trainyard.node.service.Datasets;
import io.trainyard.node.service.MnistSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class DatasetGateTest {
  private final Queue<Runnable> background = new ArrayDeque<>();
  private final OnItsWay datasets = new OnItsWay();
  private final DatasetGate gate = new DatasetGate(datasets, background::add, new ManualTimer());

  /** A store that looks at the gate while it stores. */
  private final class OnItsWay implements Datasets {
    private List<Storing> storing = List.of();
    private String reasonMeanwhile = "";

    @Override
    public StoreAnswer storeMnist(MnistSource source) {
      storing = List.of(new Storing("mnist", Step.STORING, 31_805, 70_000));
      reasonMeanwhile = reason();
      storing = List.of();
      return new StoreAnswer("stored", "f5", "mnist", "x", false, 70_000, 12, 5, 4, 1, 2.0);
    }

    @Override
    public StoreAnswer add(DatasetUpload upload) {
      throw new UnsupportedOperationException();
    }

    @Override
    public DatasetList list() {
      return new DatasetList(List.of(), storing);
    }

    @Override
    public List<Storing> storing() {
      return storing;
    }

    @Override
    public DatasetView find(String ref) {
      throw new TrainyardException(ErrorCode.DATASET_NOT_FOUND, "There is no dataset " + ref);
    }

    @Override
    public void remove(String ref) {
      throw new UnsupportedOperationException();
    }

    @Override
    public WarmAnswer warm(String ref) {
      throw new UnsupportedOperationException();
    }
  }

  private String reason() {
    return gate.ask("mnist") instanceof DatasetLookup.Answer.Pending pending
        ? pending.reason()
        : "";
  }

  @Test
  void aWaitingRunSaysHowFarTheStoringIs() {
    assertThat(reason()).isEqualTo("waits for dataset mnist to be found");

    background.remove().run();

    assertThat(datasets.reasonMeanwhile)
        .isEqualTo("waits for MNIST, which the master is storing (31,805 of 70,000 items)");
    assertThat(gate.ask("mnist")).isEqualTo(new DatasetLookup.Answer.Ready("f5"));
    assertThat(background).isEmpty();
  }
}
