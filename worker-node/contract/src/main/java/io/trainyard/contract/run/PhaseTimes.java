package io.trainyard.contract.run;

/**
 * Where an attempt's time went, each in seconds.
 *
 * @param load fetching and decoding the dataset
 * @param train iterations
 * @param validate the validation split after each epoch
 * @param test the test split at the end
 * @param save writing the model and storing it
 */
public record PhaseTimes(double load, double train, double validate, double test, double save) {
  public double total() {
    return load + train + validate + test + save;
  }
}
