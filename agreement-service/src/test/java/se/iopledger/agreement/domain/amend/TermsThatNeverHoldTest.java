package se.iopledger.agreement.domain.amend;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.workOffDueOn;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.ExitCommand.WithdrawNotice;
import se.iopledger.agreement.domain.ExtensionCommand.CheckFunds;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.domain.life.Life.Span;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentProposed;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentSigned;
import se.iopledger.contracts.agreement.ExitEvent.Form;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.agreement.Resolution;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** An amendment holds from a day on which the agreement is still in force; notice may have been given meanwhile. */
final class TermsThatNeverHoldTest {
    private static final Changes NORRTALJE = Changes.of(NOR);

    private static final Terms OTHER =
            Paper.of("NOR").with("/exits/0/noticeMonths", "3").terms();

    private static final Changes STOCKHOLM = Changes.of(STO);

    private static final Terms STO_OTHER = Paper.of("STO")
            .with("/exits/0/inCaseOf", "\"no wish to go on after the last day, said in writing\"")
            .terms();

    /** To 2022-07-10. */
    private static final GiveNotice NOTICE = new GiveNotice(
            AgreementId.of(NOR),
            "notice",
            "kommun",
            LocalDate.of(2022, 1, 10),
            Form.WRITTEN,
            "steering",
            null,
            null,
            List.of(),
            Mandate.of(REGISTRAR, LocalDate.of(2022, 1, 10)));

    @Test
    @Clause("NOR-8")
    void nothingIsProposedForADayAfterTheEnd() {
        Story ends = givenActive(NOR).when(NOTICE).happens();
        ends.when(NORRTALJE.propose("kommun", "2022-01-11", "2022-07-11", OTHER).now())
                .thenRejected("AmendmentMustTakeEffectInThePeriod")
                .satisfies(refused -> assertThat(refused.detail()).contains("to 2022-07-10"));
        ends.when(NORRTALJE.propose("kommun", "2022-01-11", "2022-07-10", OTHER).now())
                .then(AmendmentProposed.class);
        // A longer period does not set the notice aside.
        ends.when(NORRTALJE
                        .propose(
                                "kommun",
                                "2022-01-11",
                                "2024-09-15",
                                Paper.of("NOR")
                                        .with("/period/last", "\"2025-09-14\"")
                                        .terms())
                        .now())
                .thenRejected("AmendmentMustTakeEffectInThePeriod");
    }

    @Test
    @Clause("NOR-8")
    void whatWasProposedBeforeTheNoticeNoLongerBindsForADayAfterTheEnd() {
        Story signedByOne = givenActive(NOR)
                .when(NORRTALJE
                        .propose("kommun", "2022-01-05", "2022-08-01", OTHER)
                        .now())
                .happens()
                .when(NORRTALJE.sign("amendment-1", "kommun", "2022-01-06"))
                .happens();
        Story ends = signedByOne.when(NOTICE).happens();
        ends.when(NORRTALJE.sign("amendment-1", "stadsmission", "2022-01-11"))
                .thenRejected("AmendmentMustTakeEffectInThePeriod")
                .satisfies(refused -> assertThat(refused.detail()).contains("would hold from 2022-08-01"));
        ends.when(NORRTALJE.decide("amendment-1", "steering", "2022-01-11", "kommun for", "stadsmission for"))
                .thenRejected("AmendmentMustTakeEffectInThePeriod");
        ends.when(withdrawal("2022-01-11"))
                .happens()
                .when(NORRTALJE.sign("amendment-1", "stadsmission", "2022-01-12"))
                .then(AmendmentSigned.class, TermsChanged.class);
    }

    @Test
    @Clause("NOR-8")
    void theTermsAreThoseThatHoldOnSomeDay() {
        Story coming = givenActive(NOR).amended("2022-01-05", "2022-08-01", OTHER);
        assertThat(coming.known().terms()).isEqualTo(OTHER);
        assertThat(coming.known().termsVersion()).isEqualTo(2);
        Story ends = coming.when(NOTICE).happens();
        assertThat(ends.known().terms()).isEqualTo(NOR);
        assertThat(ends.known().termsVersion()).isEqualTo(1);
        // It is remembered: others are made on it, and it holds again once the notice is taken back.
        assertThat(ends.known().latestVersion().number()).isEqualTo(2);
        assertThat(ends.when(withdrawal("2022-02-01")).happens().known().terms())
                .isEqualTo(OTHER);
    }

    /** STO's period ends on 2022-12-14, and it extends itself year by year to 2024-12-14 at the longest. */
    @Test
    @Clause({"STO-3", "STO-4"})
    void nextYearsTermsAreAgreedOnBeforeTheAgreementWasExtendedToThem() {
        Story agreed = givenActive(STO).amended("2022-11-01", "2023-01-01", STO_OTHER);
        assertThat(agreed.known().termsVersion())
                .as("until it is extended no day has them")
                .isEqualTo(1);
        Story extended = agreed.when(workOffDueOn(STO, day("2022-12-15"))).happens();
        assertThat(extended.known().life().inForce())
                .isEqualTo(new Span(STO.period().first(), day("2023-12-14")));
        assertThat(extended.known().terms()).isEqualTo(STO_OTHER);
        assertThat(extended.known().termsOn(day("2022-12-31"))).isEqualTo(STO);
    }

    @Test
    @Clause("STO-3")
    void nextYearsTermsNeverHoldWhereNoticeComesInTime() {
        Story ends = givenActive(STO)
                .amended("2022-09-01", "2023-01-01", STO_OTHER)
                .when(new GiveNotice(
                        AgreementId.of(STO),
                        "non-extension",
                        "stad",
                        day("2022-09-10"),
                        Form.WRITTEN,
                        null,
                        null,
                        null,
                        List.of(),
                        Mandate.of(REGISTRAR, day("2022-09-10"))))
                .happens();
        ends.when(STOCKHOLM
                        .propose("stad", "2022-09-11", "2023-01-02", STO_OTHER)
                        .now())
                .thenRejected("AmendmentMustTakeEffectInThePeriod");
        // What it still reaches is amended on the terms that hold there.
        ends.when(STOCKHOLM
                        .propose("stad", "2022-09-11", "2022-10-01", STO_OTHER)
                        .now())
                .then(AmendmentProposed.class);
        Story ended = ends.when(workOffDueOn(STO, day("2023-02-01"))).then(AgreementExpired.class);
        assertThat(ended.known().terms()).isEqualTo(STO);
    }

    @Test
    @Clause({"STO-2", "STO-3"})
    void nothingIsAgreedOnForAYearForWhichThereAreNoFunds() {
        Story without = givenActive(STO)
                .when(new CheckFunds(
                        AgreementId.of(STO),
                        day("2022-12-15"),
                        false,
                        new Resolution("socialnämnden", day("2022-11-01"), null, null),
                        Mandate.of(APPROVER, day("2022-11-01"))))
                .happens();
        without.when(STOCKHOLM
                        .propose("stad", "2022-11-02", "2023-01-01", STO_OTHER)
                        .now())
                .thenRejected("AmendmentMustTakeEffectInThePeriod");
    }

    @Test
    @Clause("STO-3")
    void nothingIsAgreedOnForADayBeyondTheLongest() {
        Story active = givenActive(STO);
        active.when(STOCKHOLM
                        .propose("stad", "2022-11-01", "2024-12-14", STO_OTHER)
                        .now())
                .then(AmendmentProposed.class);
        active.when(STOCKHOLM
                        .propose("stad", "2022-11-01", "2024-12-15", STO_OTHER)
                        .now())
                .thenRejected("AmendmentMustTakeEffectInThePeriod")
                .satisfies(refused -> assertThat(refused.detail()).contains("to 2024-12-14"));
    }

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }

    private static WithdrawNotice withdrawal(String on) {
        LocalDate day = LocalDate.parse(on);
        return new WithdrawNotice(AgreementId.of(NOR), "notice-1", day, Mandate.of(REGISTRAR, day));
    }
}
