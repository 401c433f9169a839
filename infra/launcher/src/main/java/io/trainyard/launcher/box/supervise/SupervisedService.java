package io.trainyard.launcher.box.supervise;

import io.trainyard.launcher.box.Service;
import io.trainyard.launcher.box.process.Child;
import io.trainyard.launcher.box.process.Launch;
import io.trainyard.launcher.box.supervise.ServiceState.Down;
import io.trainyard.launcher.box.supervise.ServiceState.Ending;
import io.trainyard.launcher.box.supervise.ServiceState.Restarting;
import io.trainyard.launcher.box.supervise.ServiceState.Silent;
import io.trainyard.launcher.box.supervise.ServiceState.Starting;
import io.trainyard.launcher.box.supervise.ServiceState.Up;
import io.trainyard.launcher.box.supervise.ServiceState.Waiting;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/**
 * The life of one service. Moves only when {@link #tick} is called; belongs to the supervisor's
 * thread.
 */
final class SupervisedService {
  private static final Duration WHILE_STARTING = Duration.ofMillis(100);
  private static final Duration WHILE_UP = Duration.ofSeconds(5);
  private static final int SILENT_AFTER = 3;

  private final Launch launch;
  private final Child.Starter starter;
  private final Probing probing;
  private final Clock clock;
  private final ChildWitness witness;
  private ServiceState state = new Waiting();
  private Backoff backoff = Backoff.none();
  private int unanswered;
  private int restarts;
  private boolean everUp;

  SupervisedService(
      Launch launch, Child.Starter starter, Probing probing, Clock clock, ChildWitness witness) {
    this.launch = launch;
    this.starter = starter;
    this.probing = probing;
    this.clock = clock;
    this.witness = witness;
  }

  Service service() {
    return launch.service();
  }

  Launch launch() {
    return launch;
  }

  ServiceState state() {
    return state;
  }

  /** How often it was started again. */
  int restarts() {
    return restarts;
  }

  /** Whether it has answered since the box started. */
  boolean everUp() {
    return everUp;
  }

  /** Deaths in a row. */
  int deaths() {
    return backoff.deaths();
  }

  /** Starts it if it does not run; a restart that is due later comes at once. */
  void start() {
    if (state instanceof Waiting || state instanceof Down || state instanceof Restarting) {
      startNow();
    }
  }

  /** Asks it to end; {@link #tick} sees to it that it does. */
  void end() {
    if (state instanceof Ending) {
      return;
    }
    if (state instanceof ServiceState.Running running) {
      running.child().terminate();
      state = new Ending(running.child(), clock.instant().plus(launch.patience()), false);
    } else {
      state = new Down();
    }
  }

  void tick() {
    if (state instanceof Ending ending) {
      awaitEnd(ending);
    } else if (state instanceof ServiceState.Running running && !running.child().isAlive()) {
      died(running);
    } else if (state instanceof Restarting restarting) {
      if (!clock.instant().isBefore(restarting.at())) {
        restarts++;
        startNow();
      }
    } else if (state instanceof ServiceState.Running running) {
      look(running);
    }
  }

  private void startNow() {
    probing.forget();
    unanswered = 0;
    try {
      Child child = starter.start(launch);
      state = new Starting(child, clock.instant());
      witness.started(service(), child.pid());
    } catch (IOException e) {
      diedOf("could not be started: " + e.getMessage(), Duration.ZERO);
    }
  }

  private void look(ServiceState.Running running) {
    boolean starting = running instanceof Starting;
    switch (probing.ask(starting ? WHILE_STARTING : WHILE_UP)) {
      case YES -> answered(running);
      case NO -> silent(running);
      case NONE_YET -> {}
    }
  }

  private void answered(ServiceState.Running running) {
    unanswered = 0;
    if (!(running instanceof Up)) {
      everUp = true;
      state = new Up(running.child(), clock.instant());
    }
  }

  private void silent(ServiceState.Running running) {
    unanswered++;
    if (running instanceof Up && unanswered >= SILENT_AFTER) {
      state = new Silent(running.child(), clock.instant());
    }
  }

  private void died(ServiceState.Running running) {
    Child child = running.child();
    Duration served =
        running instanceof Up up ? Duration.between(up.since(), clock.instant()) : Duration.ZERO;
    witness.ended(service(), child.pid(), child.exitCode());
    diedOf("ended with exit code " + child.exitCode(), served);
  }

  private void diedOf(String why, Duration served) {
    backoff = backoff.afterDeath(served);
    state = new Restarting(clock.instant().plus(backoff.delay()), why);
  }

  private void awaitEnd(Ending ending) {
    Child child = ending.child();
    if (!child.isAlive()) {
      witness.ended(service(), child.pid(), child.exitCode());
      state = new Down();
    } else if (!ending.killed() && !clock.instant().isBefore(ending.killAt())) {
      child.kill();
      state = new Ending(child, ending.killAt(), true);
    }
  }
}
