package se.iopledger.finance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "se.iopledger.finance", importOptions = DoNotIncludeTests.class)
class PurityTest {
    @ArchTest
    static final ArchRule THE_MODEL_IS_PURE = classes()
            .that()
            .resideInAPackage("..finance.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "..finance.domain..",
                    "se.iopledger.contracts..",
                    "java.lang..",
                    "java.util..",
                    "java.time..",
                    "org.jspecify.annotations..",
                    "com.google.errorprone.annotations..");

    @ArchTest
    static final ArchRule THE_MODEL_READS_NO_CLOCK = noClasses()
            .that()
            .resideInAPackage("..finance.domain..")
            .should()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.time.Clock.class);
}
