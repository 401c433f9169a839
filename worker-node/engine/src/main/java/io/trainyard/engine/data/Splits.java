package io.trainyard.engine.data;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Which part each item of a training set belongs to. Of every twelve consecutive items one, chosen
 * by a hash of the index, is for validation; where there is no test set, one of every six is held
 * out as test before. The choice depends on the index alone: the same set is split the same way
 * everywhere.
 */
public final class Splits {
  private static final int VALIDATION_BLOCK = 12;
  private static final int TEST_BLOCK = 6;
  private static final long VALIDATION_SALT = 0x56414C4944L;
  private static final long TEST_SALT = 0x54455354L;

  private final long items;
  private final boolean holdOutTest;
  private final Map<Split, Long> sizes = new EnumMap<>(Split.class);

  private Splits(long items, boolean holdOutTest) {
    this.items = items;
    this.holdOutTest = holdOutTest;
    long test = holdOutTest ? chosenBefore(items, TEST_BLOCK, TEST_SALT) : 0;
    long validation = chosenBefore(items - test, VALIDATION_BLOCK, VALIDATION_SALT);
    sizes.put(Split.TEST, test);
    sizes.put(Split.VALIDATION, validation);
    sizes.put(Split.TRAINING, items - test - validation);
  }

  /** A set that has a test set of its own. */
  public static Splits withValidation(long items) {
    return new Splits(items, false);
  }

  /** A set without a test set. */
  public static Splits withValidationAndTest(long items) {
    return new Splits(items, true);
  }

  public Split of(long index) {
    if (index < 0 || index >= items) {
      throw new IndexOutOfBoundsException("item " + index + " of " + items);
    }
    long rank = index;
    if (holdOutTest) {
      if (isChosen(index, TEST_BLOCK, TEST_SALT)) {
        return Split.TEST;
      }
      rank = index - chosenBefore(index, TEST_BLOCK, TEST_SALT);
    }
    return isChosen(rank, VALIDATION_BLOCK, VALIDATION_SALT) ? Split.VALIDATION : Split.TRAINING;
  }

  public long size(Split split) {
    return sizes.getOrDefault(split, 0L);
  }

  /** The items of one part in the order they are to be stored: classes interleaved. */
  public LongStream indices(Split split) {
    Interleave interleave = new Interleave(items);
    return LongStream.range(0, items).map(interleave::indexAt).filter(index -> of(index) == split);
  }

  private static boolean isChosen(long index, int block, long salt) {
    return index % block == chosenIn(index / block, block, salt);
  }

  private static long chosenBefore(long index, int block, long salt) {
    long last = index / block;
    return last + (chosenIn(last, block, salt) < index % block ? 1 : 0);
  }

  private static long chosenIn(long blockNumber, int block, long salt) {
    return Long.remainderUnsigned(Mix.of(salt, blockNumber), block);
  }
}
