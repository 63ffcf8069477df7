package se.iopledger.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "se.iopledger.contracts", importOptions = ImportOption.DoNotIncludeTests.class)
class ContractsArchitectureTest {
    @ArchTest
    static final ArchRule thePublishedLanguageStandsOnTheJdkAndJacksonOnly = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "se.iopledger.contracts..",
                    "org.jspecify.annotations..",
                    "com.google.errorprone.annotations..",
                    "com.fasterxml.jackson.annotation..",
                    "tools.jackson..");

    @ArchTest
    static final ArchRule eventsAndTermsNeedJacksonsAnnotationsAtMost = noClasses()
            .that()
            .resideInAnyPackage(
                    "..terms..", "..agreement..", "..finance..", "..reporting..", "..model..", "..personal..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("tools.jackson..");

    @ArchTest
    static final ArchRule theModelsWordsAreTheJdkOnly = classes()
            .that()
            .resideInAPackage("..model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "se.iopledger.contracts.model..",
                    "org.jspecify.annotations..",
                    "com.google.errorprone.annotations..");

    @ArchTest
    static final ArchRule nothingIsCountedInFloatingPoint = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Double.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Float.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(double.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(float.class);
}
