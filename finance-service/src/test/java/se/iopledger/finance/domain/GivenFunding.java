package se.iopledger.finance.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.FinanceEvent.FundingScheduleDerived;
import se.iopledger.contracts.finance.InputEvent;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.finance.bankday.SwedishBankDays;
import se.iopledger.finance.domain.FundingCommand.FollowAgreement;
import se.iopledger.finance.domain.FundingCommand.WorkOffDueTranches;
import se.iopledger.finance.domain.plan.BankDays;
import se.iopledger.finance.domain.plan.TermsOf;

/** {@code given(what happened).when(something happens).then(events)}, in the words of the funding of one agreement. */
public final class GivenFunding {
    public static final String AGREEMENT = "b7c1a6de-0000-5000-8000-000000000001";
    static final BankDays BANK_DAYS = new SwedishBankDays();
    private static final MoneyDecider DECIDER = new MoneyDecider(new FundingDecider(BANK_DAYS));

    private final AgreementMoney state;

    private GivenFunding(AgreementMoney state) {
        this.state = state;
    }

    static GivenFunding given(FundingCommand... commands) {
        return and(new GivenFunding(MoneyDecider.initial()), commands);
    }

    /** The same, and then more. */
    static GivenFunding and(GivenFunding before, FundingCommand... commands) {
        GivenFunding funding = before;
        for (FundingCommand command : commands) {
            funding =
                    new GivenFunding(evolve(funding.state, funding.when(command).accepted()));
        }
        return funding;
    }

    public static FundingCommand activated(TermsOf terms, int termsVersion, String today) {
        return activated(terms.build(), termsVersion, today);
    }

    static FundingCommand activated(Terms terms, int termsVersion, String today) {
        return told(today, Told.activated(terms, termsVersion));
    }

    /** All that was told of the agreement's life so far, the last of it just now. */
    static FundingCommand told(String today, AgreementEvent... events) {
        return new FollowAgreement(AGREEMENT, mandateOn(today), new Cause("/agreement-service", 7), Told.life(events));
    }

    /** What happens to an agreement without history when this is commanded. */
    public static List<FinanceEvent> eventsOf(FundingCommand command) {
        return given().when(command).accepted();
    }

    static FundingCommand dayPassed(String today) {
        return new WorkOffDueTranches(AGREEMENT, mandateOn(today));
    }

    static FundingScheduleDerived part(int part, int parts) {
        LocalDate day = LocalDate.parse("2021-01-01");
        return new FundingScheduleDerived(AGREEMENT, 1, part, parts, day, day, day, List.of(), List.of());
    }

    static AgreementMoney stateAfter(List<FinanceEvent> events) {
        return evolve(MoneyDecider.initial(), events);
    }

    private static AgreementMoney evolve(AgreementMoney before, List<FinanceEvent> events) {
        AgreementMoney state = before;
        for (FinanceEvent event : events) {
            state = MoneyDecider.evolve(state, event);
        }
        return state;
    }

    private static Mandate mandateOn(String today) {
        return Mandate.of("automation", LocalDate.parse(today));
    }

    AgreementFunding state() {
        return state.funding();
    }

    AgreementMoney money() {
        return state;
    }

    GivenFunding thenState(Consumer<AgreementFunding> expectation) {
        expectation.accept(state.funding());
        return this;
    }

    Decided when(FundingCommand command) {
        return new Decided(state, DECIDER.decide(command, state));
    }

    /** What was decided; {@code when} goes on from it. */
    record Decided(AgreementMoney before, Decision<FinanceEvent> decision) {
        List<FinanceEvent> accepted() {
            assertThat(decision).isInstanceOf(Decision.Accepted.class);
            return ((Decision.Accepted<FinanceEvent>) decision).events();
        }

        GivenFunding then(FinanceEvent... events) {
            return thenEvents(decided -> assertThat(decided).containsExactly(events));
        }

        GivenFunding thenNothing() {
            return then();
        }

        /** What the plan takes in is told beside, and is not looked at here. */
        GivenFunding thenEvents(Consumer<List<FinanceEvent>> expectation) {
            expectation.accept(accepted().stream()
                    .filter(event -> !(event instanceof InputEvent))
                    .toList());
            return new GivenFunding(evolve(before, accepted()));
        }

        /** Whatever happened, the funding stands so after it. */
        GivenFunding thenState(Consumer<AgreementFunding> expectation) {
            return thenEvents(events -> assertThat(events).isNotEmpty()).thenState(expectation);
        }

        void thenRejected(String rule) {
            assertThat(decision).isInstanceOf(Decision.Rejected.class);
            assertThat(((Decision.Rejected<FinanceEvent>) decision).rejection().rule())
                    .isEqualTo(rule);
        }
    }
}
