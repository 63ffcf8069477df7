package se.iopledger.eventlog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of the event log: of ours it depends on what makes it provable only, and its packages on one another one way only. */
@AnalyzeClasses(packages = "se.iopledger.eventlog", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule of_ours_it_knows_the_proofs_only = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "se.iopledger.eventlog..",
                    "se.iopledger.proofs..",
                    "java..",
                    "javax.crypto..",
                    "javax.sql..",
                    "javax.crypto..",
                    "org.jspecify..",
                    "com.google.errorprone.annotations..",
                    "org.slf4j..",
                    "io.micrometer.core..",
                    "tools.jackson..",
                    "org.postgresql..",
                    "org.flywaydb..",
                    "org.axonframework..",
                    "org.apache.kafka..");

    @ArchTest
    static final ArchRule knows_no_spring =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule only_the_binding_knows_axon = noClasses()
            .that()
            .resideOutsideOfPackage("se.iopledger.eventlog.axon")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.axonframework..");

    @ArchTest
    static final ArchRule the_log_itself_knows_neither_its_bindings_nor_kafka = noClasses()
            .that()
            .resideInAPackage("se.iopledger.eventlog")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "se.iopledger.eventlog.axon..",
                    "se.iopledger.eventlog.topic..",
                    "se.iopledger.eventlog.publisher..",
                    "se.iopledger.eventlog.inbox..",
                    "se.iopledger.eventlog.seal..",
                    "org.apache.kafka..");

    @ArchTest
    static final ArchRule sender_and_receiver_share_only_the_topic = noClasses()
            .that()
            .resideInAPackage("se.iopledger.eventlog.publisher")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("se.iopledger.eventlog.inbox");

    @ArchTest
    static final ArchRule receiver_does_not_know_the_sender = noClasses()
            .that()
            .resideInAPackage("se.iopledger.eventlog.inbox")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("se.iopledger.eventlog.publisher");
}
