package se.iopledger.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "se.iopledger", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** The services are reached over HTTP and started from their jars: what is shown here is what a stranger could do. */
    @ArchTest
    static final ArchRule the_services_are_known_by_their_http_apis_only = noClasses()
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are ours but not of this module",
                    (JavaClass type) -> type.getPackageName().startsWith("se.iopledger.")
                            && !type.getPackageName().startsWith("se.iopledger.local")));

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("se.iopledger.local.(*)..").should().beFreeOfCycles();
}
