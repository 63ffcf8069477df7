package se.iopledger.agreement;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import se.iopledger.shell.testing.HouseRules;

@AnalyzeClasses(packages = "se.iopledger.agreement", importOptions = ImportOption.DoNotIncludeTests.class)
final class HouseRulesTest {
    @ArchTest
    static final ArchTests RULES = ArchTests.in(HouseRules.class);
}
