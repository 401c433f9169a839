package io.trainyard.guard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Letting time pass instead of waiting for what is awaited: a condition, an event, a process's end,
 * a timer's future. Calls and method references alike.
 */
final class Sleeping {
  private static final Map<Class<?>, Set<String>> SLEEPS =
      Map.of(
          Thread.class, Set.of("sleep", "onSpinWait"),
          TimeUnit.class, Set.of("sleep", "timedWait"),
          LockSupport.class, Set.of("parkNanos", "parkUntil"));

  static final ArchRule RULE =
      noClasses()
          .should()
          .accessTargetWhere(DescribedPredicate.describe("sleeps", Sleeping::sleeps));

  private Sleeping() {}

  private static boolean sleeps(JavaAccess<?> access) {
    AccessTarget target = access.getTarget();
    return SLEEPS.entrySet().stream()
            .anyMatch(
                sleep ->
                    target.getOwner().isEquivalentTo(sleep.getKey())
                        && sleep.getValue().contains(target.getName()))
        || waitsForTime(target);
  }

  /** {@code wait()} without a time waits for a condition; nobody else can be told of its end. */
  private static boolean waitsForTime(AccessTarget target) {
    return target instanceof CodeUnitAccessTarget method
        && method.getName().equals("wait")
        && !method.getRawParameterTypes().isEmpty()
        && method.getRawParameterTypes().get(0).isEquivalentTo(long.class);
  }
}
