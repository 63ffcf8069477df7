package se.iopledger.agreement.domain.fund;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.testing.Five.UPP;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.FundingCommand.DecideFunding;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.FundingEvent.DecidedGrant;
import se.iopledger.contracts.agreement.FundingEvent.FundingDecided;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.AdjustmentBasis;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** A year is decided by the terms of the day of the decision, or by those that it is decided for. */
final class FundingUnderAmendedTermsTest {
    private static final Terms NOT_ADJUSTED =
            Paper.of("UPP").without("/funding/adjustment").terms();

    @Test
    @Clause("UPP-4")
    void aDecisionOfADayOnWhichYearsWereDecidedIsRecordedThoughLaterTermsDecideNone() {
        Story amended = givenActive(UPP).amended("2021-12-20", "2021-12-25", NOT_ADJUSTED);
        Story decided = amended.when(budget("2019-11-25")).then(FundingDecided.class);
        assertThat(((FundingDecided) decided.history().getLast()).clauses()).containsExactly("UPP-4");
        amended.when(budget("2021-12-25"))
                .thenRejected("DecisionMustFollowTheAgreedRule")
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("/basis");
                    assertThat(refused.detail()).isEqualTo("the terms adjust no amounts");
                });
    }

    @Test
    @Clause("UPP-4")
    void aRefusalNamesTheClause() {
        givenActive(UPP)
                .when(budget("2019-11-25"))
                .happens()
                .when(budget("2019-11-25"))
                .thenRejected("YearMustNotBeDecidedTwice")
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("/year");
                    assertThat(refused.clauses()).containsExactly("UPP-4");
                });
    }

    private static DecideFunding budget(String decidedOn) {
        return new DecideFunding(
                AgreementId.of(UPP),
                AdjustmentBasis.COUNCIL_BUDGET_DECISION,
                2020,
                List.of(new DecidedGrant("kommun", "stadsmission", Money.ofKronor(3_570_000))),
                null,
                "kommunfullmäktige",
                LocalDate.parse(decidedOn),
                "§ 217",
                null,
                false,
                Mandate.of(APPROVER, LocalDate.of(2021, 12, 26)));
    }
}
