package se.iopledger.agreement.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.testing.Five.UPP;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.testing.Five;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.testing.Clause;

/** Which agreement it is follows from the paper alone. */
final class AgreementIdTest {
    @Test
    void isANameBasedUuidThatNeverChanges() {
        // Fixed: streams are stored under these ids.
        assertThat(AgreementId.of(UPP)).isEqualTo("89110989-6e32-5542-a491-bfec8132863d");
        assertThat(UUID.fromString(AgreementId.of(UPP)).version()).isEqualTo(5);
        assertThat(UUID.fromString(AgreementId.of(UPP)).variant()).isEqualTo(2);
    }

    @Test
    void theFiveAreFiveAgreements() {
        assertThat(Five.ALL).extracting(AgreementId::of).doesNotHaveDuplicates();
    }

    @Test
    @Clause("UPP-1")
    void aCaseNumberBelongsToItsMunicipality() {
        assertThat(AgreementId.of(
                        Paper.of("UPP").with("/municipality", "\"0180\"").terms()))
                .isNotEqualTo(AgreementId.of(UPP));
    }

    @Test
    @Clause("LUN-2")
    void withoutACaseNumberAnotherPeriodIsAnotherAgreement() {
        assertThat(AgreementId.of(
                        Paper.of("LUN").with("/period/last", "\"2024-12-31\"").terms()))
                .isNotEqualTo(AgreementId.of(Five.LUN));
    }

    @Test
    @Clause("LUN-1")
    void withoutACaseNumberOtherPartiesMakeAnotherAgreement() {
        assertThat(AgreementId.of(Paper.of("LUN")
                        .with("/parties/1/name", "\"Kvinnojouren i en annan stad (made up)\"")
                        .terms()))
                .isNotEqualTo(AgreementId.of(Five.LUN));
    }

    @Test
    void dashesSpacesAndCaseDoNotMakeAnotherCaseNumber() {
        assertThat(AgreementId.of(Paper.of("UPP")
                        .with("/caseNumber", "\"scn\u20132018-0415 \"")
                        .terms()))
                .isEqualTo(AgreementId.of(UPP));
    }
}
