package io.trainyard.launcher.cli.train;

import io.trainyard.client.ClientConfig;
import io.trainyard.client.TrainyardClient;
import io.trainyard.launcher.cli.ClientCommands;
import io.trainyard.launcher.cli.ClusterAccess;
import io.trainyard.launcher.cli.CommandContext;
import io.trainyard.launcher.cli.Console;
import io.trainyard.launcher.cli.Screen;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands as a process of their own, with the cluster's address as the first argument. */
@Command(name = "trainyard")
final class TrainProcess {
  private TrainProcess() {}

  public static void main(String[] args) {
    CommandContext context =
        new CommandContext(
            Screen.of(Console.ofThisProcess()), new At(URI.create(args[0])), Clock.systemUTC());
    CommandLine program = ClientCommands.addTo(new CommandLine(new TrainProcess()), context);
    System.exit(program.execute(Arrays.copyOfRange(args, 1, args.length)));
  }

  private record At(URI address) implements ClusterAccess {
    @Override
    public TrainyardClient ensureUp(Console progress) {
      return client();
    }

    @Override
    public TrainyardClient client() {
      return new TrainyardClient(ClientConfig.of(List.of(address), "secret"));
    }

    @Override
    public OptionalLong memoryBytes() {
      return OptionalLong.empty();
    }

    @Override
    public String token() {
      return "secret";
    }

    @Override
    public Path headerFile() {
      return Path.of("auth-header");
    }
  }
}
