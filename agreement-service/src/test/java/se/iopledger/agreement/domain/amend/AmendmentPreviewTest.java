package se.iopledger.agreement.domain.amend;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.given;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.register;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.ExitEvent.Form;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** What other terms would change is told before anybody proposes them. */
final class AmendmentPreviewTest {
    /** The premises are valued, and notice may be given in any form. */
    private static final Paper ONE_GAP_FOR_ANOTHER =
            Paper.of("NOR").with("/contributions/0/valueAYear", "\"9000.00\"").without("/exits/0/form");

    @Test
    @Clause({"NOR-6", "NOR-8"})
    void whatWouldBeFoundAndWhatWouldNoLongerBeIsTold() {
        AmendmentPreview preview = preview(givenActive(NOR), "2022-03-01", ONE_GAP_FOR_ANOTHER.terms());
        assertThat(preview.refusal()).isEmpty();
        assertThat(preview.found()).extracting(Finding::id).containsExactly("NoticeFormMustBeStated:notice");
        assertThat(preview.settled())
                .extracting(Finding::id)
                .containsExactly("ContributionInKindMustHaveAValue:kommun-premises");
    }

    @Test
    void ofTermsThatBreakARuleNothingIsToldButTheRefusal() {
        Terms broken = ONE_GAP_FOR_ANOTHER
                .with("/funding/grants/0/payer", "\"nobody\"")
                .terms();
        AmendmentPreview preview = preview(givenActive(NOR), "2022-03-01", broken);
        assertThat(preview.refusal()).isPresent();
        assertThat(preview.found()).isEmpty();
        assertThat(preview.settled()).isEmpty();
    }

    @Test
    @Clause({"NOR-2", "NOR-8"})
    void theLastDayIsThatOfTheNoticeUnlessTheTermsEndItSooner() {
        Story ends = givenActive(NOR)
                .when(new GiveNotice(
                        AgreementId.of(NOR),
                        "notice",
                        "kommun",
                        LocalDate.of(2022, 1, 10),
                        Form.WRITTEN,
                        "steering",
                        null,
                        null,
                        List.of(),
                        Mandate.of(REGISTRAR, LocalDate.of(2022, 1, 10))))
                .happens();
        assertThat(preview(ends, "2022-03-01", to("2025-09-14")))
                .returns(LocalDate.of(2022, 7, 10), AmendmentPreview::lastDay)
                .returns(LocalDate.of(2022, 7, 10), AmendmentPreview::lastDayThen);
        assertThat(preview(ends, "2022-03-01", to("2022-06-30")))
                .returns(LocalDate.of(2022, 7, 10), AmendmentPreview::lastDay)
                .returns(LocalDate.of(2022, 6, 30), AmendmentPreview::lastDayThen);
    }

    @Test
    @Clause("STO-3")
    void nextYearsTermsMoveNoLastDay() {
        Terms next = Paper.of("STO")
                .with("/exits/0/inCaseOf", "\"no wish to go on, said in writing\"")
                .terms();
        assertThat(AmendmentPreview.of(
                        givenActive(STO).known(),
                        Changes.of(STO)
                                .propose("stad", "2022-11-01", "2023-01-01", next)
                                .now()))
                .returns(Optional.empty(), AmendmentPreview::refusal)
                .returns(LocalDate.of(2023, 12, 14), AmendmentPreview::lastDay)
                .returns(LocalDate.of(2023, 12, 14), AmendmentPreview::lastDayThen);
    }

    @Test
    void ofADraftTheLastDayIsThatOfItsPeriod() {
        AmendmentPreview preview = preview(given(register(NOR)), "2022-03-01", to("2025-09-14"));
        assertThat(preview.refusal().map(Rejection::rule)).contains("AgreementMustBeInForce");
        assertThat(preview.lastDay()).isEqualTo("2024-09-14");
        assertThat(preview.lastDayThen()).isEqualTo("2025-09-14");
    }

    private static Terms to(String lastDay) {
        return Paper.of("NOR").with("/period/last", "\"" + lastDay + "\"").terms();
    }

    private static AmendmentPreview preview(Story story, String from, Terms terms) {
        return AmendmentPreview.of(
                story.known(),
                Changes.of(NOR).propose("kommun", "2022-01-11", from, terms).now());
    }
}
