package se.iopledger.finance.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.iopledger.finance.domain.GivenFunding.AGREEMENT;
import static se.iopledger.finance.domain.GivenFunding.activated;
import static se.iopledger.finance.domain.GivenFunding.dayPassed;
import static se.iopledger.finance.domain.GivenFunding.given;
import static se.iopledger.finance.domain.GivenFunding.told;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.LifeEvent;
import se.iopledger.contracts.finance.Awaited;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.FinanceEvent.FundingBasisChanged;
import se.iopledger.contracts.finance.FinanceEvent.FundingScheduleDerived;
import se.iopledger.contracts.finance.FinanceEvent.FundingScheduleWithdrawn;
import se.iopledger.contracts.finance.FinanceEvent.TrancheFellDue;
import se.iopledger.contracts.finance.FinanceEvent.TrancheRescheduled;
import se.iopledger.contracts.finance.PlannedTranche;
import se.iopledger.contracts.terms.DefaultRule;
import se.iopledger.contracts.terms.Interval;
import se.iopledger.contracts.terms.Manner;
import se.iopledger.contracts.terms.Standing;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.finance.domain.AgreementFunding.Scheduled;
import se.iopledger.finance.domain.plan.FundingSchedule;
import se.iopledger.finance.domain.plan.TermsOf;

class FundingDeciderTest {
    private static TrancheFellDue fellDue(String trancheId, String dueDate, String amount) {
        return new TrancheFellDue(AGREEMENT, trancheId, LocalDate.parse(dueDate), Money.parse(amount));
    }

    @Test
    @Clause({"UPP-4", "UPP-6"})
    void anActivatedAgreementGetsItsSchedule() {
        given().when(activated(TermsOf.uppsala(), 1, "2018-12-20")).thenEvents(events -> {
            FundingScheduleDerived derived = (FundingScheduleDerived) events.getFirst();
            assertThat(events).hasSize(1);
            assertThat(derived.termsVersion()).isEqualTo(1);
            assertThat(derived.firstDay()).isEqualTo("2019-01-01");
            assertThat(derived.lastDay()).isEqualTo("2021-12-31");
            assertThat(derived.tranches()).hasSize(9);
        });
    }

    @Test
    @Clause({"UPP-6"})
    void aTrancheFallsDueOnItsDayAndOnce() {
        given(activated(TermsOf.uppsala(), 1, "2018-12-20"))
                .when(dayPassed("2019-01-01"))
                .thenNothing()
                .when(dayPassed("2019-01-02"))
                .then(fellDue("2019-1-kommun-partner", "2019-01-02", "1166666.67"))
                .when(dayPassed("2019-01-03"))
                .thenNothing();
    }

    @Test
    @Clause({"NOR-4"})
    void whatFellDueWhileNobodyLookedIsWorkedOffInOrder() {
        given(activated(TermsOf.norrtalje().takenOver("2021-12-20"), 1, "2021-12-20"))
                .when(dayPassed("2022-03-31"))
                .then(
                        fellDue("1-5-kommun-partner", "2022-01-17", "264333.33"),
                        fellDue("1-6-kommun-partner", "2022-02-15", "264333.33"),
                        fellDue("1-7-kommun-partner", "2022-03-15", "264333.33"));
    }

    @Test
    @Clause({"NOR-2"})
    void whatWasDueBeforeTheTakeoverNeverFallsDueHere() {
        given(activated(TermsOf.uppsala().takenOver("2021-12-20"), 1, "2021-12-20"))
                .when(dayPassed("2030-01-01"))
                .thenNothing();
    }

    @Test
    void aScheduleThatComesLateWorksOffWhatIsDueAlreadyInTheSameDecision() {
        given().when(activated(TermsOf.lund().in("1281"), 1, "2021-02-01")).thenEvents(events -> {
            assertThat(events).hasSize(2);
            assertThat(events.getLast()).isEqualTo(fellDue("2021-1-kommun-partner", "2021-01-04", "190000.00"));
        });
    }

    @Test
    void aTrancheWithoutADueDateNeverFallsDue() {
        given(activated(TermsOf.lund().choosingNothing(), 1, "2021-01-01"))
                .when(dayPassed("2030-01-01"))
                .thenNothing();
    }

    @Test
    @Clause({"STO-4"})
    void withoutItsAnnexAnAgreementHasAScheduleThatWaits() {
        given().when(activated(TermsOf.stockholm(), 1, "2021-12-20")).thenEvents(events -> {
            FundingScheduleDerived derived = (FundingScheduleDerived) events.getFirst();
            assertThat(derived.tranches()).isEmpty();
            assertThat(derived.awaits()).hasSize(1);
        });
    }

    @Test
    @Clause({"STO-3", "STO-4"})
    void anExtensionAwaitsItsAmount() {
        Terms stockholm = TermsOf.stockholm().build();
        given(activated(stockholm, 1, "2021-12-20"))
                .when(told("2022-12-15", Told.activated(stockholm, 1), Told.extended("2022-12-15", "2023-12-14")))
                .thenEvents(events -> {
                    FundingBasisChanged changed = (FundingBasisChanged) events.getFirst();
                    assertThat(events).hasSize(1);
                    assertThat(changed.lastDay()).isEqualTo("2023-12-14");
                    assertThat(changed.awaits())
                            .contains(new Awaited(
                                    "an amount for the extension 2022-12-15 to 2023-12-14: the terms give none",
                                    List.of("STO-3")));
                });
    }

    @Test
    @Clause({"STO-3"})
    void theSameExtensionToldTwiceChangesNothing() {
        Terms stockholm = TermsOf.stockholm().build();
        LifeEvent activated = Told.activated(stockholm, 1);
        LifeEvent extended = Told.extended("2022-12-15", "2023-12-14");
        given(told("2021-12-20", activated), told("2022-12-15", activated, extended))
                .when(told("2022-12-16", activated, extended, extended))
                .thenNothing();
    }

    @Test
    void aVoidedAgreementLosesItsScheduleAfterWhatFellDueFirst() {
        given(activated(TermsOf.lund(), 1, "2021-01-01"))
                .when(told("2021-01-04", Told.voided()))
                .then(
                        fellDue("2021-1-kommun-partner", "2021-01-04", "190000.00"),
                        new FundingScheduleWithdrawn(AGREEMENT));
    }

    @Test
    void voidingADraftHasNothingToWithdraw() {
        given().when(told("2021-01-04", Told.voided())).thenNothing();
        given(activated(TermsOf.lund(), 1, "2021-01-01"), told("2021-01-02", Told.voided()))
                .when(told("2021-01-03", Told.voided()))
                .thenNothing();
    }

    @Test
    void afterAVoidANewRegistrationGetsItsOwnScheduleFromTheStart() {
        given(activated(TermsOf.lund(), 1, "2021-01-04"), told("2021-01-05", Told.voided()))
                .when(activated(TermsOf.lund(), 2, "2021-01-06"))
                .thenEvents(events -> {
                    assertThat(events.getFirst()).isInstanceOf(FundingScheduleDerived.class);
                    assertThat(events.getLast()).isEqualTo(fellDue("2021-1-kommun-partner", "2021-01-04", "190000.00"));
                });
    }

    @Test
    void newerTermsReplaceTheScheduleAndKeepWhatFellDue() {
        given(activated(TermsOf.lund(), 1, "2021-01-04"))
                .when(told(
                        "2021-01-06",
                        Told.activated(TermsOf.lund().build(), 1),
                        Told.termsChanged(2, TermsOf.lund(), "2021-01-01")))
                .thenEvents(events -> assertThat(events)
                        .hasOnlyElementsOfTypes(FundingBasisChanged.class, TrancheRescheduled.class)
                        .hasSize(7));
    }

    @Test
    void twoGrantsOfOneYearToOneRecipientAreRejectedSinceTheirTranchesCouldNotBeToldApart() {
        TermsOf twice = TermsOf.agreement("twice", YearKind.CALENDAR, "2021-01-01", "2021-12-31")
                .grant(2021, "100.00", Standing.COMMITTED)
                .grant(2021, "200.00", Standing.COMMITTED);

        given().when(activated(twice, 1, "2021-01-01")).thenRejected("TranchesMustBeToldApart");
    }

    @Test
    void aLongScheduleIsToldInPartsAndReadsAsOne() {
        TermsOf manyRecipients = TermsOf.agreement("long", YearKind.CALENDAR, "2021-01-01", "2024-12-31")
                .takenOver("2025-01-01")
                .paid(Interval.MONTH, Manner.IN_ADVANCE, List.of())
                .choosing(DefaultRule.MONTHS_FROM_FIRST_DAY, DefaultRule.FIRST_DAY_OR_NEXT_BANK_DAY);
        for (int year = 2021; year <= 2024; year++) {
            for (int recipient = 1; recipient <= 5; recipient++) {
                manyRecipients.grant(year, "förening \"" + recipient + "\"", "1000.00", Standing.COMMITTED, "L-1");
            }
        }

        given().when(activated(manyRecipients, 1, "2021-01-01")).thenEvents(events -> {
            assertThat(events).hasSizeGreaterThan(2).allSatisfy(event -> {
                FundingScheduleDerived part = (FundingScheduleDerived) event;
                assertThat(part.parts()).isEqualTo(events.size());
                assertThat(ContractsJson.mapper().writeValueAsBytes(part)).hasSizeLessThan(60_000);
            });
            Scheduled state = (Scheduled) GivenFunding.stateAfter(events).funding();
            assertThat(state.tranches())
                    .extracting(PlannedTranche::tranche)
                    .isEqualTo(FundingSchedule.derivedFrom(manyRecipients.build(), GivenFunding.BANK_DAYS)
                            .tranches());
        });
    }

    @Test
    void historyThatCannotHaveHappenedIsNotRead() {
        FinanceEvent due = fellDue("2021-1-kommun-partner", "2021-01-04", "190000.00");
        FinanceEvent withdrawn = new FundingScheduleWithdrawn(AGREEMENT);
        AgreementFunding scheduled =
                given(activated(TermsOf.lund(), 1, "2021-01-04")).state();

        assertThatThrownBy(() -> GivenFunding.stateAfter(List.of(due))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> GivenFunding.stateAfter(List.of(withdrawn))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> FundingDecider.evolve(scheduled, due).getClass())
                .as("a tranche falls due once")
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> GivenFunding.stateAfter(List.of(GivenFunding.part(2, 2))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> GivenFunding.stateAfter(List.of(GivenFunding.part(1, 3), GivenFunding.part(3, 3))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> GivenFunding.stateAfter(List.of(GivenFunding.part(1, 2), withdrawn)))
                .isInstanceOf(IllegalStateException.class);
    }
}
