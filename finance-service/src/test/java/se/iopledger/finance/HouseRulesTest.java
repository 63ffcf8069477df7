package se.iopledger.finance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import se.iopledger.shell.testing.HouseRules;

@AnalyzeClasses(packages = "se.iopledger.finance", importOptions = ImportOption.DoNotIncludeTests.class)
final class HouseRulesTest {
    @ArchTest
    static final ArchTests RULES = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule thePlanIsAFunctionAndKnowsNothingOfWhatBecomesOfIt = classes()
            .that()
            .resideInAPackage("se.iopledger.finance.domain.plan..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify.annotations..",
                    "com.google.errorprone.annotations..",
                    "se.iopledger.contracts..",
                    "se.iopledger.finance.domain.plan..");
}
