package se.iopledger.agreement.domain.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.workOffDueOn;
import static se.iopledger.agreement.domain.exit.Exits.day;
import static se.iopledger.agreement.testing.Five.LUN;
import static se.iopledger.agreement.testing.Five.STO;
import static se.iopledger.agreement.testing.Five.UPP;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.ExtensionCommand.AgreeExtension;
import se.iopledger.agreement.domain.ExtensionCommand.CheckFunds;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.ExitEvent.Form;
import se.iopledger.contracts.agreement.ExitEvent.NoticeGiven;
import se.iopledger.contracts.agreement.ExtensionEvent.FundsChecked;
import se.iopledger.contracts.agreement.ExtensionEvent.Signature;
import se.iopledger.contracts.agreement.Resolution;
import se.iopledger.contracts.agreement.StepTaken;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** Notice and extension where the terms were amended meanwhile: what counts is what held when, and not the first period. */
final class NoticeUnderAmendedTermsTest {
    private static final Terms NOT_BY_ITSELF =
            Paper.of("STO").without("/extension").terms();

    /** Stockholm's agreement in its second year, to 2023-12-14. */
    private static Story inItsSecondYear() {
        return givenActive(STO).when(workOffDueOn(STO, day("2022-12-15"))).happens();
    }

    @Test
    @Clause({"STO-3", "STO-9", "STO-5"})
    void aBreachIsNoticedInTheSecondYearThoughTheTermsNoLongerGoOnByThemselves() {
        Story amended = inItsSecondYear().amended("2023-01-10", "2023-02-01", NOT_BY_ITSELF);
        Story ends = amended.when(breach("2023-03-01")).happens();
        assertThat(ends.stage()).isEqualTo(new Stage.InForce(day("2021-12-15"), day("2023-07-01")));
        assertThat(WaysOut.of(amended.known(), day("2023-03-01")).longest()).isEqualTo("2023-12-14");
        // By the last day of the second year it ends without any notice.
        amended.when(breach("2023-08-13")).happens();
        amended.when(breach("2023-08-14")).thenRejected("NoticeMustEndTheAgreementEarlier");
    }

    @Test
    @Clause({"STO-3", "STO-5"})
    void noticeAgainstAnExtensionEndsTheYearThatRunsWhateverTheTermsSayOfLaterOnes() {
        Terms twoYears = Paper.of("STO")
                .with("/extension/years", "2")
                .with("/extension/longestTo", "\"2027-12-14\"")
                .terms();
        Story amended = inItsSecondYear().amended("2023-01-10", "2023-02-01", twoYears);
        assertThat(amended.when(nonExtension("2023-09-14")).happens().stage())
                .isEqualTo(new Stage.InForce(day("2021-12-15"), day("2023-12-14")));
        // Too late for this year's end, it stops the extension after the next one, of two years.
        assertThat(((NoticeGiven) amended.when(nonExtension("2023-09-15"))
                                .accepted()
                                .getFirst())
                        .lastDay())
                .isEqualTo("2025-12-14");
        assertThat(WaysOut.of(amended.known(), day("2023-03-01")).longest()).isEqualTo("2027-12-14");
    }

    @Test
    @Clause("STO-3")
    void wherePaperSetsNoLimitNothingDoesUntilLaterTermsDo() {
        Terms endless = Paper.of("STO").without("/extension/longestTo").terms();
        Story amended = givenActive(STO).amended("2022-01-10", "2022-02-01", endless);
        assertThat(WaysOut.of(amended.known(), day("2022-03-01")).longest()).isNull();
        // Agreed on by then, though it holds only from a later day.
        Story limited = amended.amended("2022-03-01", "2022-12-14", NOT_BY_ITSELF);
        assertThat(WaysOut.of(limited.known(), day("2022-03-01")).longest()).isEqualTo("2022-12-14");
        assertThat(WaysOut.of(limited.known(), day("2022-02-28")).longest()).isNull();
    }

    /** The last signature on the agreement itself is of 2021-12-20. */
    @Test
    @Clause("STO-3")
    void whatWasAgreedOnLaterDoesNotCountOnADayThoughTheLastSignatureCameLaterStill() {
        Story amended = givenActive(STO).amended("2021-12-17", "2021-12-18", NOT_BY_ITSELF);
        assertThat(WaysOut.of(amended.known(), day("2021-12-16")).longest()).isEqualTo("2024-12-14");
        assertThat(WaysOut.of(amended.known(), day("2021-12-17")).longest()).isEqualTo("2022-12-14");
    }

    @Test
    @Clause({"STO-2", "STO-3"})
    void fundsAreCheckedForTheExtensionsThatFollowByTheTermsOfTheirDay() {
        Terms twoYears = Paper.of("STO")
                .with("/extension/years", "2")
                .with("/extension/longestTo", "\"2027-12-14\"")
                .terms();
        Story amended = inItsSecondYear().amended("2023-01-10", "2023-02-01", twoYears);
        amended.when(funds("2023-12-15", "2023-06-01")).then(FundsChecked.class);
        amended.when(funds("2025-12-15", "2023-06-01")).then(FundsChecked.class);
        amended.when(funds("2024-12-15", "2023-06-01")).thenRejected("ExtensionMustFollowByItsRule");
        amended.when(funds("2027-12-15", "2023-06-01")).thenRejected("ExtensionMustFollowByItsRule");
        // It began: whether funds exist is no longer a question of its beginning.
        amended.when(funds("2022-12-15", "2023-06-01")).thenRejected("FundsMustBeCheckedBeforeTheExtension");
    }

    @Test
    @Clause({"UPP-11", "UPP-17"})
    void anExtensionBeginsAfterTheLastDayThatTheTermsHaveByThen() {
        Terms longer = Paper.of("UPP").with("/period/last", "\"2022-06-30\"").terms();
        Story extended = givenActive(UPP)
                .filed("a")
                .amended("2021-12-20", "2021-12-28", longer)
                .when(new AgreeExtension(
                        AgreementId.of(UPP),
                        "document-1",
                        null,
                        List.of(signature("kommun"), signature("stadsmission")),
                        Mandate.of(APPROVER, day("2021-12-21"))))
                .happens();
        assertThat(extended.stage()).isEqualTo(new Stage.InForce(day("2019-01-01"), day("2025-06-30")));
    }

    private static Signature signature(String party) {
        return new Signature(party, day("2021-12-21"), Story.document());
    }

    @Test
    @Clause("UPP-10")
    void ofTwoNoticesOfOnePartyTheFirstEndsTheAgreementWhicheverIsRecordedFirst() {
        GiveNotice first = notice("2020-02-15");
        GiveNotice second = notice("2020-05-01");
        Story inOrder = givenActive(UPP).when(first).happens().when(second).happens();
        Story reversed = givenActive(UPP).when(second).happens().when(first).happens();
        assertThat(inOrder.stage()).isEqualTo(reversed.stage());
        assertThat(((Stage.Ended) inOrder.stage()).lastDay()).isEqualTo("2020-11-15");
        inOrder.when(first).thenRejected("NoticeMustNotBeGivenTwice");
        // Without the first the second still counts.
        assertThat(((Stage.Ended)
                                reversed.whenVoided(NoticeGiven.class).happens().stage())
                        .lastDay())
                .isEqualTo("2021-02-01");
    }

    @Test
    @Clause("LUN-9")
    void aNoticeThatAnotherOneMakesPointlessIsKeptAllTheSame() {
        Story ends = givenActive(LUN).when(lund("kommun", "2022-01-31")).happens();
        Story both = ends.when(lund("kvinnojouren", "2022-02-10")).then(NoticeGiven.class);
        assertThat(both.stage()).isEqualTo(ends.stage());
    }

    private static GiveNotice lund(String by, String givenOn) {
        return new GiveNotice(
                AgreementId.of(LUN),
                "breach-or-change",
                by,
                day(givenOn),
                Form.WRITTEN,
                "changed circumstances",
                null,
                List.of(new StepTaken("dialogue", day("2022-01-10"))),
                Mandate.of(REGISTRAR, day(givenOn)));
    }

    private static GiveNotice notice(String givenOn) {
        return new GiveNotice(
                AgreementId.of(UPP),
                "notice",
                "kommun",
                day(givenOn),
                Form.WRITTEN,
                null,
                null,
                List.of(),
                Mandate.of(REGISTRAR, Story.TAKEOVER));
    }

    private static GiveNotice breach(String givenOn) {
        return new GiveNotice(
                AgreementId.of(STO),
                "breach",
                "stad",
                day(givenOn),
                Form.WRITTEN,
                "steering",
                "reports do not come (simulated)",
                null,
                List.of(),
                Mandate.of(REGISTRAR, day(givenOn)));
    }

    private static GiveNotice nonExtension(String givenOn) {
        return new GiveNotice(
                AgreementId.of(STO),
                "non-extension",
                "stad",
                day(givenOn),
                Form.WRITTEN,
                null,
                null,
                List.of(),
                Mandate.of(REGISTRAR, day(givenOn)));
    }

    private static CheckFunds funds(String extensionFrom, String decidedOn) {
        LocalDate on = day(decidedOn);
        return new CheckFunds(
                AgreementId.of(STO),
                day(extensionFrom),
                true,
                new Resolution("socialnämnden", on, null, null),
                Mandate.of(APPROVER, on));
    }
}
