package se.iopledger.agreement;

import static org.hamcrest.Matchers.instanceOf;

import java.time.LocalDate;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementCommand.ApproveAgreement;
import se.iopledger.agreement.domain.AgreementCommand.NameContactPerson;
import se.iopledger.agreement.domain.AgreementCommand.RegisterAgreement;
import se.iopledger.agreement.domain.AgreementCommand.SignAgreement;
import se.iopledger.agreement.domain.CorrectionCommand.ProposeCorrection;
import se.iopledger.agreement.testing.Five;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementApproved;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementSigned;
import se.iopledger.contracts.agreement.AgreementEvent.ContactPersonNamed;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionProposed;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.personal.PersonalText;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.eventlog.EntryAttributes;
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
                .when(new ProposeCorrection(
                        id, 0, new Mandate("registrar", TODAY, TODAY, "registered for the wrong party")))
                .expectEvents(new CorrectionProposed(
                        id,
                        "correction-1",
                        0,
                        "se.iopledger.agreement.registered.v1",
                        "registrar",
                        "registered for the wrong party"));
    }

    @Test
    @Clause({"NOR-2", "NOR-13"})
    void anActivationHoldsFromTheDayOnWhichAllItsConditionsHeld() {
        String id = new RegisterAgreement(Five.NOR, Mandate.of("registrar", TODAY)).streamId();
        Evidence paper = new Evidence(Evidence.Kind.DOCUMENT, "made up for this test", null, null);
        LocalDate lastSignature = LocalDate.of(2021, 6, 24);

        agreement
                .given(
                        new AgreementRegistered(id, 1, "registrar", Five.NOR),
                        new AgreementApproved(id, "socialnämnden", LocalDate.of(2021, 6, 1), null, paper),
                        new AgreementSigned(id, "stadsmission", LocalDate.of(2021, 6, 23), paper))
                .when(new SignAgreement(
                        id, "kommun", lastSignature, paper, new Mandate("registrar", lastSignature, TODAY, null)))
                .expectEventsMatching(Matchers.predicate(events -> effectiveDates(events)
                        // The signature, and then the activation: the agreement's first day came later.
                        .equals(List.of("2021-06-24", "2021-09-15"))));
    }

    @Test
    void theEventThatHoldsPersonalDataBearsTheIdThatTheDataWasEncryptedFor() {
        String id = new RegisterAgreement(Five.NOR, Mandate.of("registrar", TODAY)).streamId();
        String eventId = "0198f2a4-7f6e-4c1d-8a55-3f2f6d1c9b10";
        PersonalText name = new PersonalText("person-a", "bm9uY2U=", "Y2lwaGVydGV4dA==");

        agreement
                .given(new AgreementRegistered(id, 1, "registrar", Five.NOR))
                .when(new NameContactPerson(
                        id, "person-a", "kommun", eventId, name, null, null, null, Mandate.of("registrar", TODAY)))
                .expectEvents(new ContactPersonNamed(id, "person-a", "kommun", name, null, null, null))
                .expectEventsMatching(Matchers.predicate(events -> events.size() == 1
                        && ((EventMessage<?>) events.getFirst()).getIdentifier().equals(eventId)));
    }

    private static List<Object> effectiveDates(List<?> events) {
        return events.stream()
                .map(event -> ((EventMessage<?>) event).getMetaData().get(EntryAttributes.EFFECTIVE))
                .toList();
    }

    @Test
    void aRejectionIsAnAnswerAndNoException() {
        String id = new RegisterAgreement(Five.NOR, Mandate.of("registrar", TODAY)).streamId();

        agreement
                .given(new AgreementRegistered(id, 1, "registrar", Five.NOR))
                .when(new ApproveAgreement(
                        id,
                        "socialnämnden",
                        TODAY,
                        null,
                        new Evidence(Evidence.Kind.DOCUMENT, "made up for this test", null, null),
                        Mandate.of("registrar", TODAY)))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution()
                .expectResultMessagePayloadMatching(Matchers.predicate(
                        answer -> answer instanceof Answer(Decision.Rejected<?>(Rejection rejection), long version)
                                && rejection.rule().equals("ApproverMustNotHaveRegistered")
                                && version == 0));
    }
}
