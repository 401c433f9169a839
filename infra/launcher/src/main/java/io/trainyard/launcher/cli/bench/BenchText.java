package io.trainyard.launcher.cli.bench;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.run.PhaseTimes;
import io.trainyard.launcher.cli.text.Amount;
import io.trainyard.launcher.cli.text.Style;
import io.trainyard.launcher.cli.text.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The report as people read it: each figure with its unit and how it was taken. */
record BenchText(BenchReport report) {

  List<String> lines(Style style) {
    List<String> lines = new ArrayList<>();
    Machine machine = report.machine();
    BenchReport.Cluster cluster = report.cluster();
    lines.add("Machine: " + machine.cores() + " cores, " + machine.processor());
    lines.add("Java:    " + machine.java());
    lines.add(
        "Cluster: master, workers: "
            + cluster.workers()
            + ", slots: "
            + cluster.slots()
            + "; Trainyard "
            + cluster.version());
    lines.add("Dataset: " + report.dataset() + (report.quick() ? "; one epoch each" : ""));
    if (cluster.busy() > 0) {
      lines.add("Other runs at the beginning: " + cluster.busy() + "; the figures suffer.");
    }
    lines.add("");
    lines.addAll(figures().lines(style));
    lines.add("");
    lines.addAll(trainings().lines(style));
    return lines;
  }

  private Table figures() {
    Table table = new Table("MEASURED", ">VALUE", "HOW");
    store(table);
    chunks(table);
    BenchReport.Start start = report.submitToRunning();
    table.row(
        "submit to RUNNING",
        millis(start.medianMillis()),
        "median of "
            + start.runs()
            + " ("
            + millis(start.leastMillis())
            + " to "
            + millis(start.mostMillis())
            + "), from before the POST to hearing the event");
    delivery(table);
    BenchReport.Parallel two = report.twoWorkers();
    table.row(
        "two workers",
        two == null ? "-" : ratio(two.ratio()),
        two == null
            ? "not measured: " + report.twoWorkersNote()
            : "two mlp runs at once, "
                + Amount.rate(two.twoImagesPerSecond())
                + " together, against "
                + Amount.rate(two.oneImagesPerSecond())
                + " of one alone");
    return table;
  }

  private void store(Table table) {
    BenchReport.Store store = report.store();
    if (store == null) {
      table.row("store", "-", "not measured: the dataset is not mnist");
      return;
    }
    String what = store.synthetic() ? "store synthetic digits" : "store MNIST";
    String how = "POST " + Route.DATASET_STORE_MNIST.path() + ", whole call";
    boolean present = store.status().equals("present");
    table.row(
        what,
        present ? "present" : seconds(store.firstSeconds()),
        present ? how + "; was stored before, " + seconds(store.firstSeconds()) : how);
    table.row(what + " again", seconds(store.secondSeconds()), how + ", finds it present");
  }

  private void chunks(Table table) {
    ChunkReads reads = report.chunkReads();
    source(table, "Redis", reads.redis());
    source(table, "Cassandra", reads.cassandra());
    Double ratio = reads.cassandraOverRedis();
    table.row(
        "Cassandra / Redis",
        ratio == null ? "-" : ratio(ratio),
        ratio == null ? "needs reads of both" : "ratio of the two means");
  }

  private static void source(Table table, String name, ChunkReads.Source source) {
    Double mean = source.meanMillis();
    table.row(
        "chunk read, " + name,
        mean == null ? "no sample" : millis(mean),
        "mean of " + Amount.count(source.reads()) + " reads, all nodes since their start");
  }

  private void delivery(Table table) {
    BenchReport.@Nullable Delivery delivery = report.metricDelivery();
    if (delivery == null) {
      table.row("metric to client", "no sample", "no point was heard live");
      return;
    }
    String how = " of " + delivery.points() + " points, from taken to heard on the live stream";
    table.row("metric to client", millis(delivery.medianMillis()), "median" + how);
    table.row("metric to client", millis(delivery.p99Millis()), "99th percentile" + how);
  }

  private Table trainings() {
    Table table =
        new Table(
            "MODEL",
            ">IMAGES/S",
            "VALIDATION BY EPOCH",
            ">TEST",
            ">LOAD S",
            ">TRAIN S",
            ">VALIDATE S",
            ">TEST S",
            ">SAVE S");
    for (BenchReport.Training training : report.trainings()) {
      PhaseTimes seconds = training.seconds();
      table.row(
          training.model().name().toLowerCase(Locale.ROOT),
          Amount.count(Math.round(training.imagesPerSecond())),
          training.validationAccuracy().stream()
              .map(Amount::percent)
              .collect(Collectors.joining(", ")),
          Amount.percent(training.testAccuracy()),
          bare(seconds.load()),
          bare(seconds.train()),
          bare(seconds.validate()),
          bare(seconds.test()),
          bare(seconds.save()));
    }
    return table;
  }

  private static String seconds(double seconds) {
    return bare(seconds) + " s";
  }

  private static String bare(double seconds) {
    return String.format(Locale.ROOT, "%.2f", seconds);
  }

  private static String millis(double millis) {
    return String.format(Locale.ROOT, millis < 10 ? "%.2f ms" : "%.0f ms", millis);
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }
}
