package io.trainyard.launcher.cli.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.codec.Json;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.PhaseTimes;
import io.trainyard.launcher.cli.text.Style;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTextTest {
  private static final BenchReport FULL =
      new BenchReport(
          new Machine(2, "Quick 9", "17.0.1"),
          new BenchReport.Cluster("1.0", 2, 2, 0),
          "mnist",
          false,
          new BenchReport.Store("stored", false, 4.2, 0.125),
          new ChunkReads(new ChunkReads.Source(1200, 0.5), new ChunkReads.Source(20, 3.0), 6.0),
          new BenchReport.Start(5, 45.4, 30, 120),
          new BenchReport.Delivery(250, 12.25, 80),
          List.of(
              new BenchReport.Training(
                  ModelType.MLP,
                  "r1",
                  "worker-1",
                  2,
                  20345.6,
                  List.of(0.91, 0.9551),
                  0.9642,
                  new PhaseTimes(1, 7.25, 0.5, 0.25, 0.125))),
          BenchReport.Parallel.of(ModelType.MLP, 20000, 37000),
          null);
  private static final BenchReport BARE =
      new BenchReport(
          FULL.machine(),
          new BenchReport.Cluster("1.0", 1, 1, 3),
          "digits",
          true,
          null,
          new ChunkReads(new ChunkReads.Source(0, null), new ChunkReads.Source(20, 3.0), null),
          FULL.submitToRunning(),
          null,
          List.of(),
          null,
          "the cluster has one worker only");

  @Test
  void tellsWhereAndWhatAndHow() {
    List<String> lines = new BenchText(FULL).lines(Style.PLAIN);

    assertThat(lines)
        .startsWith(
            "Machine: 2 cores, Quick 9",
            "Java:    17.0.1",
            "Cluster: master, workers: 2, slots: 2; Trainyard 1.0");
    assertThat(row(lines, "store MNIST ")).contains("4.20 s", "POST /");
    assertThat(row(lines, "store MNIST again")).contains("0.13 s");
    assertThat(row(lines, "chunk read, Redis")).contains("0.50 ms", "mean of 1,200 reads");
    assertThat(row(lines, "Cassandra / Redis")).contains("6.00");
    assertThat(row(lines, "submit to RUNNING")).contains("45 ms", "median of 5 (30 ms to 120 ms)");
    assertThat(lines).anyMatch(line -> line.contains("80 ms  99th percentile of 250 points"));
    assertThat(row(lines, "two workers"))
        .contains("1.85", "37,000 images/s together, against 20,000 images/s of one alone");
    assertThat(row(lines, "mlp"))
        .contains("20,346", "91.00 %, 95.51 %", "96.42 %", "7.25", "0.50", "0.25");
  }

  @Test
  void saysWhatWasNotMeasuredAndWhy() {
    List<String> lines = new BenchText(BARE).lines(Style.PLAIN);

    assertThat(lines).contains("Dataset: digits; one epoch each");
    assertThat(lines).anyMatch(line -> line.startsWith("Other runs at the beginning: 3"));
    assertThat(row(lines, "store")).contains("not measured");
    assertThat(row(lines, "chunk read, Redis")).contains("no sample");
    assertThat(row(lines, "Cassandra / Redis")).contains("needs reads of both");
    assertThat(row(lines, "metric to client")).contains("no sample");
    assertThat(row(lines, "two workers")).contains("not measured: the cluster has one worker");
  }

  @Test
  void saysThatTheDatasetWasPresent() {
    BenchReport present =
        new BenchReport(
            FULL.machine(),
            FULL.cluster(),
            "mnist",
            false,
            new BenchReport.Store("present", false, 0.2, 0.1),
            FULL.chunkReads(),
            FULL.submitToRunning(),
            null,
            List.of(),
            FULL.twoWorkers(),
            null);

    assertThat(row(new BenchText(present).lines(Style.PLAIN), "store MNIST "))
        .contains(" present ", "was stored before, 0.20 s");
  }

  @Test
  void jsonHoldsEveryFigureWithItsUnitInItsName() throws IOException {
    JsonNode json = Json.tree(Json.text(FULL).getBytes(UTF_8));

    assertThat(Json.text(FULL)).doesNotContain("\n");
    assertThat(json.at("/machine/cores").asInt()).isEqualTo(2);
    assertThat(json.at("/store/firstSeconds").asDouble()).isEqualTo(4.2);
    assertThat(json.at("/chunkReads/redis/meanMillis").asDouble()).isEqualTo(0.5);
    assertThat(json.at("/chunkReads/cassandraOverRedis").asDouble()).isEqualTo(6);
    assertThat(json.at("/submitToRunning/medianMillis").asDouble()).isEqualTo(45.4);
    assertThat(json.at("/metricDelivery/p99Millis").asDouble()).isEqualTo(80);
    assertThat(json.at("/trainings/0/validationAccuracy/1").asDouble()).isEqualTo(0.9551);
    assertThat(json.at("/trainings/0/seconds/train").asDouble()).isEqualTo(7.25);
    assertThat(json.at("/twoWorkers/ratio").asDouble()).isEqualTo(1.85);
    JsonNode bare = Json.tree(Json.text(BARE).getBytes(UTF_8));
    assertThat(bare.has("store")).isFalse();
    assertThat(bare.at("/twoWorkersNote").asText()).contains("one worker");
  }

  private static String row(List<String> lines, String start) {
    return lines.stream().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }
}
