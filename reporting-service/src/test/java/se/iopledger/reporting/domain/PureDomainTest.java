package se.iopledger.reporting.domain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import java.util.UUID;

@AnalyzeClasses(packages = "se.iopledger.reporting", importOptions = ImportOption.DoNotIncludeTests.class)
class PureDomainTest {
    @ArchTest
    static final ArchRule theModelKnowsOnlyTheLanguageAndThePublishedWords = classes()
            .that()
            .resideInAPackage("se.iopledger.reporting.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "com.google.errorprone.annotations..",
                    "se.iopledger.contracts..",
                    "se.iopledger.reporting.domain..");

    @ArchTest
    static final ArchRule theModelReadsNoClockAndThrowsNoDice = noClasses()
            .that()
            .resideInAPackage("se.iopledger.reporting.domain..")
            .should()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, Random.class);
}
