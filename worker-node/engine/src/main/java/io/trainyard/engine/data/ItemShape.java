package io.trainyard.engine.data;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The shape of one item, its numbers in row-major order: {@code [rows, columns]}, {@code [rows,
 * columns, channels]}, or any one to four dimensions of at least 1.
 */
public record ItemShape(List<Integer> dimensions) {
  public static final int MOST_DIMENSIONS = 4;

  public ItemShape {
    dimensions = List.copyOf(dimensions);
    if (dimensions.isEmpty() || dimensions.size() > MOST_DIMENSIONS) {
      throw new IllegalArgumentException(
          "an item has one to four dimensions, not " + dimensions.size());
    }
    if (dimensions.stream().anyMatch(length -> length < 1)) {
      throw new IllegalArgumentException("every dimension is at least 1: " + dimensions);
    }
    if (numbers(dimensions) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("an item of " + dimensions + " is too large");
    }
  }

  public static ItemShape of(Integer... dimensions) {
    return new ItemShape(List.of(dimensions));
  }

  /** Numbers in one item. */
  public int size() {
    return dimensions.stream().reduce(1, (a, b) -> a * b);
  }

  public int rank() {
    return dimensions.size();
  }

  /** Length of the {@code axis}-th dimension, counted from 0. */
  public int length(int axis) {
    return dimensions.get(axis);
  }

  /** Exact up to the largest int; beyond it anything larger. */
  private static double numbers(List<Integer> dimensions) {
    return dimensions.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
  }

  @Override
  public String toString() {
    return dimensions.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }
}
