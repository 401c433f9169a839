package io.trainyard.launcher.cli.train;

import io.trainyard.client.stream.StreamEvent;
import io.trainyard.contract.dataset.StoreAnswer;
import io.trainyard.contract.run.RunView;
import io.trainyard.launcher.cli.Screen;
import io.trainyard.launcher.cli.run.EventJson;

/** One JSON object per event; the last is always {@link Finished}. */
final class JsonView implements FollowView {
  private final Screen screen;
  private final EventJson json = new EventJson();

  JsonView(Screen screen) {
    this.screen = screen;
  }

  @Override
  public void step(String sentence) {
    screen.json(json.bare("step").put("message", sentence));
  }

  @Override
  public void warning(String sentence) {
    screen.json(json.bare("warning").put("message", sentence));
  }

  @Override
  public void stored(StoreAnswer dataset) {
    screen.json(json.named("dataset", dataset));
  }

  @Override
  public void submitted(RunView run) {
    screen.json(json.named("submitted", run));
  }

  @Override
  public void event(StreamEvent event, RunWatch now) {
    json.of(event).ifPresent(screen::json);
  }

  @Override
  public void tick(RunWatch now) {
    // Programs need no sign of life.
  }

  @Override
  public void finished(RunView run) {
    screen.json(Finished.of(run));
  }
}
