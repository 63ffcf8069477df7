package se.iopledger.proofs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What an auditor runs stands on the JDK alone, and can be read from the tree upwards. */
@AnalyzeClasses(packages = "se.iopledger.proofs", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule depends_on_the_jdk_only = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "se.iopledger.proofs..",
                    "java..",
                    // Annotations, of which nothing is needed at run time.
                    "org.jspecify.annotations..",
                    "com.google.errorprone.annotations..");

    @ArchTest
    static final ArchRule packages_stand_on_one_another_one_way =
            slices().matching("se.iopledger.proofs.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_tree_knows_nothing_else_of_this_module = noClasses()
            .that()
            .resideInAPackage("..merkle..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..tile..", "..note..", "..bundle..", "..verify..");
}
