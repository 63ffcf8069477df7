package se.iopledger.shell.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.UUID;

/**
 * What holds inside every service, and between them (ADR 0001). A service's {@code HouseRulesTest} applies these to its
 * classes.
 */
public final class HouseRules {
    private HouseRules() {}

    @ArchTest
    static final ArchRule theModelKnowsOnlyTheJdkAndContracts = classes()
            .that()
            .resideInAPackage("se.iopledger.*.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify.annotations..",
                    "com.google.errorprone.annotations..",
                    "se.iopledger.contracts..",
                    "se.iopledger.*.domain..");

    @ArchTest
    static final ArchRule theModelDoesNoInputOrOutput = noClasses()
            .that()
            .resideInAPackage("se.iopledger.*.domain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.net..", "java.nio.file..", "java.sql..", "java.util.logging..");

    @ArchTest
    static final ArchRule timeIdsAndChanceArriveInCommands = noClasses()
            .that()
            .resideInAPackage("se.iopledger.*.domain..")
            .should()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class);

    /** Contracts and Kafka are all that services share. */
    @ArchTest
    static final ArchRule theAgreementServiceKnowsNoOther = ofService("agreement", "finance", "reporting");

    @ArchTest
    static final ArchRule theFinanceServiceKnowsNoOther = ofService("finance", "agreement", "reporting");

    @ArchTest
    static final ArchRule theReportingServiceKnowsNoOther = ofService("reporting", "agreement", "finance");

    private static ArchRule ofService(String own, String other, String third) {
        return noClasses()
                .that()
                .resideInAPackage("se.iopledger." + own + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "se.iopledger." + other + "..", "se.iopledger." + third + "..", "se.iopledger.local..")
                // Each service's test sees its own classes only.
                .allowEmptyShould(true);
    }

    @ArchTest
    static final ArchRule featuresAreFreeOfCycles =
            slices().matching("se.iopledger.*.(*)..").should().beFreeOfCycles();
}
