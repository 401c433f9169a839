package io.trainyard.child;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * First main class of every Java child process: {@code ChildMain <main class> <arguments>}. It runs
 * the given main class and ends this process in good order once standard input is closed, which is
 * what happens when the parent dies in whatever way.
 */
public final class ChildMain {
  private ChildMain() {}

  public static void main(String[] args) throws Throwable {
    if (args.length == 0) {
      System.err.println("usage: ChildMain <main class> [arguments]");
      System.exit(2);
    }
    new ParentWatch(System.in, ProcessEnd.ofThisProcess()).start();
    Method main = Class.forName(args[0]).getMethod("main", String[].class);
    try {
      main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
