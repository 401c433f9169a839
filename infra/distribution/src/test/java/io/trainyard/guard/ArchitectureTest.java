package io.trainyard.guard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;

/** The arrows of docs/architecture.md, held. */
@AnalyzeClasses(packages = "io.trainyard", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] MATHS = {"org.deeplearning4j..", "org.nd4j..", "org.bytedeco.."};
  private static final String[] NETWORK = {
    "org.apache.kafka..",
    "io.vertx..",
    "io.netty..",
    "io.lettuce..",
    "com.datastax..",
    "java.net.http.."
  };

  @ArchTest
  static final ArchRule onlyTheEngineKnowsTheMathsLibrary =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.trainyard.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(MATHS);

  @ArchTest
  static final ArchRule engineKnowsNoNetworkAndNoStore =
      noClasses()
          .that()
          .resideInAPackage("io.trainyard.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(NETWORK);

  @ArchTest
  static final ArchRule masterDoesNotKnowTheWorker =
      noClasses()
          .that()
          .resideInAPackage("io.trainyard.node.master..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.trainyard.node.worker..");

  @ArchTest
  static final ArchRule workerDoesNotKnowTheMaster =
      noClasses()
          .that()
          .resideInAPackage("io.trainyard.node.worker..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.trainyard.node.master..");

  @ArchTest
  static final ArchRule runProtocolIsPure =
      classes()
          .that()
          .resideInAPackage("io.trainyard.node.run..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.trainyard.node.run..",
              "io.trainyard.contract..",
              "java.lang..",
              "java.util..",
              "java.time..",
              "org.pcollections..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule contractUsesJacksonAlone =
      classes()
          .that()
          .resideInAPackage("io.trainyard.contract..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.trainyard.contract..", "java..", "com.fasterxml.jackson..", "org.jspecify..");

  @ArchTest
  static final ArchRule launcherAndClientStandApartFromTheNode =
      noClasses()
          .that()
          .resideInAnyPackage("io.trainyard.launcher..", "io.trainyard.client..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.trainyard.node..", "io.trainyard.engine..");

  @ArchTest
  static final ArchRule routesReachServicesOnlyThroughPorts =
      noClasses()
          .that()
          .resideInAPackage("io.trainyard.node.http..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.trainyard.node.master..",
              "io.trainyard.node.worker..",
              "io.trainyard.node.store..",
              "io.trainyard.node.cache..",
              "io.trainyard.node.messaging..");

  @ArchTest
  static final ArchRule nothingReceivedIsDeserializedByJava =
      noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class);

  @ArchTest static final ArchRule nothingSleeps = Sleeping.RULE;
}
