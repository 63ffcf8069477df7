package se.iopledger.reporting.obligation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.reporting.ReportingEvent;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationsWithdrawn;
import se.iopledger.contracts.terms.ObligationKind;
import se.iopledger.contracts.terms.Recurrence;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.reporting.domain.AgreementText;
import se.iopledger.reporting.domain.Obligations;
import se.iopledger.reporting.domain.ReportingCommand.FollowAgreement;
import se.iopledger.reporting.domain.ReportingDecider;
import se.iopledger.shell.aggregate.AggregateFixtures;

/** That Axon brings commands to the model and events back; what the model decides is its own tests'. */
class ObligationAggregateTest {
    private static final String AGREEMENT = "0d6b8d9c-0000-4000-8000-000000000002";
    private static final Mandate MANDATE = Mandate.of("automation", LocalDate.of(2021, 12, 20));

    private final FixtureConfiguration<ObligationAggregate> obligations =
            AggregateFixtures.of(ObligationAggregate.class);

    @Test
    void anActivationBecomesObligations() {
        obligations
                .givenNoPriorActivity()
                .when(activation())
                .expectEvents(decided().toArray());
    }

    @Test
    void obligationsThatAreStoredAreFollowed() {
        obligations
                .given(decided().toArray())
                .when(new FollowAgreement(AGREEMENT, MANDATE, new Cause("/agreement-service", 8), Optional.empty()))
                .expectEvents(new ObligationsWithdrawn(AGREEMENT));
    }

    private static List<ReportingEvent> decided() {
        if (ReportingDecider.decide(activation(), Obligations.none())
                instanceof Decision.Accepted<ReportingEvent>(var events)) {
            return events;
        }
        throw new AssertionError("the activation was refused");
    }

    private static FollowAgreement activation() {
        Terms terms = AgreementText.from("2022-01-01", "2022-12-31")
                .asksFor("account", ObligationKind.FINANCIAL_ACCOUNT, new Recurrence.OnceBy(LocalDate.of(2022, 6, 30)))
                .terms();
        return new FollowAgreement(
                AGREEMENT, MANDATE, new Cause("/agreement-service", 7), Optional.of(AgreementLife.begun(1, terms)));
    }
}
