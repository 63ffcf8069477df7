package se.iopledger.agreement;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;

/** The model is pure, and features do not lean on each other. */
@AnalyzeClasses(packages = "se.iopledger.agreement", importOptions = ImportOption.DoNotIncludeTests.class)
final class PureDomainTest {
    @ArchTest
    static final ArchRule theDomainKnowsOnlyTheJdkAndContracts = classes()
            .that()
            .resideInAPackage("..agreement.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify.annotations..",
                    "com.google.errorprone.annotations..",
                    "se.iopledger.contracts..",
                    "se.iopledger.agreement.domain..");

    @ArchTest
    static final ArchRule theDomainDoesNoInputOrOutput = noClasses()
            .that()
            .resideInAPackage("..agreement.domain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.net..", "java.nio.file..", "java.sql..", "java.util.logging..");

    @ArchTest
    static final ArchRule timeAndIdsArriveInCommands = noClasses()
            .that()
            .resideInAPackage("..agreement.domain..")
            .should()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule featuresAreFreeOfCycles =
            slices().matching("se.iopledger.agreement.(*)..").should().beFreeOfCycles();
}
