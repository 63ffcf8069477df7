package se.iopledger.agreement;

import static org.hamcrest.Matchers.instanceOf;

import java.time.LocalDate;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementCommand.RegisterAgreement;
import se.iopledger.agreement.domain.AgreementCommand.VoidAgreement;
import se.iopledger.agreement.testing.Five;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.shell.aggregate.AggregateFixtures;
import se.iopledger.shell.aggregate.Answer;

/** That Axon brings commands to the model and events back; what the model decides is its own tests'. */
class AgreementAggregateTest {
    private static final LocalDate TODAY = LocalDate.of(2021, 12, 20);

    private final FixtureConfiguration<AgreementAggregate> agreement = AggregateFixtures.of(AgreementAggregate.class);

    @Test
    void anAgreementBeginsWithItsRegistration() {
        agreement
                .givenNoPriorActivity()
                .when(new RegisterAgreement(Five.NOR, Mandate.of("registrar", TODAY)))
                .expectSuccessfulHandlerExecution()
                .expectEventsMatching(
                        Matchers.payloadsMatching(Matchers.listWithAnyOf(instanceOf(AgreementRegistered.class))));
    }

    @Test
    void aStoredHistoryIsFollowed() {
        RegisterAgreement registration = new RegisterAgreement(Five.NOR, Mandate.of("registrar", TODAY));
        String id = registration.streamId();

        agreement
                .given(new AgreementRegistered(id, 1, "registrar", Five.NOR))
                .when(new VoidAgreement(id, new Mandate("approver", TODAY, TODAY, "registered for the wrong party")))
                .expectEvents(new AgreementVoided(id));
    }

    @Test
    void aRejectionIsAnAnswerAndNoException() {
        String id = new RegisterAgreement(Five.NOR, Mandate.of("registrar", TODAY)).streamId();

        agreement
                .given(new AgreementRegistered(id, 1, "registrar", Five.NOR))
                .when(new VoidAgreement(id, new Mandate("registrar", TODAY, TODAY, "voided by who registered it")))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution()
                .expectResultMessagePayloadMatching(Matchers.predicate(
                        answer -> answer instanceof Answer(Decision.Rejected<?>(Rejection rejection), long version)
                                && rejection.rule().equals("VoiderMustNotHaveRegistered")
                                && version == 0));
    }
}
