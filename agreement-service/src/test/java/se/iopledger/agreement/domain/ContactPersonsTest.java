package se.iopledger.agreement.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.TAKEOVER;
import static se.iopledger.agreement.domain.Story.approve;
import static se.iopledger.agreement.domain.Story.given;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.register;
import static se.iopledger.agreement.domain.Story.workOffDueOn;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.agreement.domain.AgreementCommand.EraseDataSubject;
import se.iopledger.agreement.domain.AgreementCommand.NameContactPerson;
import se.iopledger.agreement.domain.AgreementCommand.RemoveContactPerson;
import se.iopledger.agreement.domain.contact.Contact;
import se.iopledger.agreement.domain.contact.ContactDetails;
import se.iopledger.agreement.testing.Five;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AgreementEvent.ContactPersonNamed;
import se.iopledger.contracts.agreement.AgreementEvent.ContactPersonRemoved;
import se.iopledger.contracts.agreement.AgreementEvent.DataSubjectErased;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.personal.ErasureGround;
import se.iopledger.contracts.personal.PersonalText;
import se.iopledger.contracts.testing.SimulatedIdentityNumbers;

/** Who may be named as a party's contact person, removed and erased, and when not. */
final class ContactPersonsTest {
    private static final String NOR = AgreementId.of(Five.NOR);
    private static final String PERSON = "person-a";

    @Test
    void aPartyOfADraftHasAContactPerson() {
        Story story = given(register(Five.NOR)).when(name(PERSON, "kommun")).then(ContactPersonNamed.class);
        assertThat(contacts(story)).containsExactly(new Contact.Named(PERSON, "kommun"));
        given(register(Five.NOR), approve(Five.NOR))
                .when(name(PERSON, "kommun"))
                .then(ContactPersonNamed.class);
    }

    @Test
    void onlyAPartyHasAContactPerson() {
        givenActive(Five.NOR).when(name(PERSON, "somebody-else")).thenRejected("ContactMustBelongToAParty");
    }

    @Test
    void anAgreementThatIsOverMayStillBeSpokenOf() {
        Story over = givenActive(Five.NOR)
                .when(workOffDueOn(Five.NOR, LocalDate.of(2024, 9, 15)))
                .then(AgreementExpired.class);
        over.when(name(PERSON, "kommun")).then(ContactPersonNamed.class);
    }

    @Test
    void onlyARegisteredAgreementHasContactPersons() {
        given().when(name(PERSON, "kommun")).thenRejected("AgreementMustBeRegistered");
        given().when(remove(PERSON)).thenRejected("AgreementMustBeRegistered");
        given().when(erase(PERSON)).thenRejected("AgreementMustBeRegistered");
    }

    @Test
    void aRequestNamesOnePersonOnce() {
        given(register(Five.NOR), name(PERSON, "kommun"))
                .when(name(PERSON, "stadsmission"))
                .thenRejected("DataSubjectMustBeNew");
    }

    @Test
    void anAgreementHasAHundredContactPersonsAndNoMore() {
        Story story = given(register(Five.NOR));
        for (int number = 1; number <= 100; number++) {
            story = story.when(name("person-" + number, "kommun")).happens();
        }
        story.when(name("person-101", "kommun")).thenRejected("ContactsMustFitTheLimit");
        story.when(remove("person-1"))
                .happens()
                .when(name("person-101", "kommun"))
                .then(ContactPersonNamed.class);
    }

    @Test
    void aContactPersonIsRemovedOnce() {
        Story story = given(register(Five.NOR), name(PERSON, "kommun"))
                .when(remove(PERSON))
                .then(ContactPersonRemoved.class);
        assertThat(contacts(story)).containsExactly(new Contact.Removed(PERSON, "kommun"));
        story.when(remove(PERSON)).thenRejected("ContactMustNotBeRemovedTwice");
        story.when(remove("nobody")).thenRejected("DataSubjectMustBeKnown");
    }

    @Test
    void aPersonIsErasedOnceWithDateAndGround() {
        Story story = given(register(Five.NOR), name(PERSON, "kommun"))
                .when(erase(PERSON))
                .then(DataSubjectErased.class);
        assertThat(contacts(story))
                .containsExactly(new Contact.Erased(PERSON, "kommun", TAKEOVER, ErasureGround.OBJECTION));
        story.when(erase(PERSON))
                .thenRejected("DataSubjectMustNotBeErased")
                .extracting(Rejection::detail)
                .isEqualTo("this person was erased on 2021-12-20, GDPR art. 17.1 c");
        story.when(remove(PERSON)).thenRejected("DataSubjectMustNotBeErased");
        story.when(name(PERSON, "kommun")).thenRejected("DataSubjectMustBeNew");
    }

    @Test
    void whoWasRemovedCanBeErasedAndWhoWasNeverNamedCannot() {
        Story story = given(register(Five.NOR), name(PERSON, "kommun"), remove(PERSON));
        story.when(erase("nobody")).thenRejected("DataSubjectMustBeKnown");
        story.when(erase(PERSON)).then(DataSubjectErased.class);
    }

    @Test
    void anErasureStatesItsReasonWithoutAnIdentityNumber() {
        Story story = given(register(Five.NOR), name(PERSON, "kommun"));
        story.when(erase(PERSON, null)).thenRejected("ErasureMustStateItsReason");
        story.when(erase(PERSON, " ")).thenRejected("ErasureMustStateItsReason");
        story.when(erase(PERSON, "asked for by " + SimulatedIdentityNumbers.of(TAKEOVER, 123, "-")))
                .thenRejected("PersonalIdentityNumberMustNotBeGiven");
    }

    @Test
    void aVoidRemovesContactPersonsWhoCanStillBeErasedThenAndAfterANewRegistration() {
        Story voided = given(register(Five.NOR), name(PERSON, "kommun"), name("person-b", "kommun"))
                .voided();
        assertThat(contacts(voided))
                .containsExactly(new Contact.Removed(PERSON, "kommun"), new Contact.Removed("person-b", "kommun"));
        voided.when(name("person-c", "kommun")).thenRejected("AgreementMustNotBeVoided");

        Story anew = voided.when(erase(PERSON))
                .then(DataSubjectErased.class)
                .when(register(Five.NOR))
                .happens();
        anew.when(erase("person-b")).then(DataSubjectErased.class);
        assertThat(contacts(anew).getFirst()).isInstanceOf(Contact.Erased.class);
    }

    @Test
    void whoWasRemovedOrErasedBeforeAVoidStaysSo() {
        Story voided = given(
                        register(Five.NOR),
                        name(PERSON, "kommun"),
                        name("person-b", "kommun"),
                        remove(PERSON),
                        erase("person-b"))
                .voided();
        assertThat(contacts(voided))
                .containsExactly(
                        new Contact.Removed(PERSON, "kommun"),
                        new Contact.Erased("person-b", "kommun", TAKEOVER, ErasureGround.OBJECTION));
    }

    @Test
    void nameAndAddressMayBeAsLongAsTheirLimit() {
        String longest = "contact@" + "x".repeat(242) + ".org";
        assertThat(longest).hasSize(254);
        assertThat(new ContactDetails("x".repeat(200), null, longest, null).refusal())
                .isEmpty();
        assertThat(new ContactDetails("x".repeat(201), null, null, null).refusal())
                .map(Rejection::field)
                .contains("/name");
        assertThat(new ContactDetails("x", null, "x" + longest, null).refusal())
                .map(Rejection::field)
                .contains("/email");
    }

    @Test
    void aHistoryInWhichAPersonIsErasedTwiceCannotBe() {
        Agreement erased =
                given(register(Five.NOR), name(PERSON, "kommun"), erase(PERSON)).agreement();
        DataSubjectErased again = new DataSubjectErased(NOR, PERSON, TAKEOVER, ErasureGround.OBJECTION);
        assertThatThrownBy(() -> {
                    var _ = AgreementDecider.evolve(erased, again);
                })
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anErasureHoldsFromItsOwnDay() {
        assertThat(EffectiveDates.of(
                        new DataSubjectErased(NOR, PERSON, LocalDate.of(2021, 12, 24), ErasureGround.OBJECTION),
                        Agreement.UNREGISTERED,
                        Mandate.of(APPROVER, TAKEOVER)))
                .isEqualTo("2021-12-24");
    }

    @ParameterizedTest
    @CsvSource({
        "/name, ContactDetailMustBeOneLine, ' ', , ,",
        "/title, ContactDetailMustBeOneLine, Contact A (invented), ' ', ,",
        "/email, EmailMustBeAnAddress, Contact A (invented), , contact.example.org,",
        "/email, EmailMustBeAnAddress, Contact A (invented), , contact@example,",
        "/email, EmailMustBeAnAddress, Contact A (invented), , a b@example.org,",
        "/telephone, TelephoneMustBeANumber, Contact A (invented), , , call me",
        "/telephone, TelephoneMustBeANumber, Contact A (invented), , , 1"
    })
    void whatIsSaidOfAPersonHasItsForm(
            String field,
            String rule,
            String name,
            @Nullable String title,
            @Nullable String email,
            @Nullable String telephone) {
        assertThat(new ContactDetails(name, title, email, telephone).refusal()).hasValueSatisfying(refused -> {
            assertThat(refused.rule()).isEqualTo(rule);
            assertThat(refused.field()).isEqualTo(field);
            assertThat(refused.detail()).doesNotContain("Contact A");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"+46 (0)8 123 45 67", "08-123 45 67", "+4681234567"})
    void aTelephoneNumberIsWrittenAsPeopleDo(String telephone) {
        assertThat(new ContactDetails("Contact A (invented)", "manager", "contact@example.org", telephone).refusal())
                .isEmpty();
    }

    @Test
    void aPersonalIdentityNumberIsNoContactDetail() {
        String number = SimulatedIdentityNumbers.of(TAKEOVER, 123, "-");
        for (ContactDetails details : List.of(
                new ContactDetails("Contact A " + number, null, null, null),
                new ContactDetails("Contact A (invented)", number, null, null),
                new ContactDetails("Contact A (invented)", null, number + "@example.org", null),
                new ContactDetails("Contact A (invented)", null, null, number))) {
            assertThat(details.refusal()).map(Rejection::rule).contains("PersonalIdentityNumberMustNotBeGiven");
        }
    }

    @Test
    void aTextThatTellsWhoItIsIsFoundAndNothingIsShownByChance() {
        ContactDetails details =
                new ContactDetails("Contact A (invented)", null, "contact@example.org", "08-123 45 67");
        assertThat(details.occurIn("Moved; was  CONTACT A (Invented).")).isTrue();
        assertThat(details.occurIn("write to Contact@Example.org")).isTrue();
        assertThat(details.occurIn("asked for by the person")).isFalse();
        assertThat(details.occurIn(null)).isFalse();
        assertThat(details).hasToString("ContactDetails");
        assertThat(new ContactDetails("Bo", null, null, null).occurIn("Bolaget"))
                .isFalse();
        assertThat(new ContactDetails("Ode", null, null, null).occurIn("was Ode"))
                .isTrue();
    }

    private static List<Contact> contacts(Story story) {
        return ((Agreement.Known) story.agreement()).contacts().all();
    }

    private static NameContactPerson name(String dataSubject, String party) {
        PersonalText text = new PersonalText(dataSubject, "bm9uY2U=", "Y2lwaGVydGV4dA==");
        return new NameContactPerson(
                NOR, dataSubject, party, "event", text, null, text, null, Mandate.of(REGISTRAR, TAKEOVER));
    }

    private static RemoveContactPerson remove(String dataSubject) {
        return new RemoveContactPerson(NOR, dataSubject, Mandate.of(REGISTRAR, TAKEOVER));
    }

    private static EraseDataSubject erase(String dataSubject) {
        return erase(dataSubject, "the person objects");
    }

    private static EraseDataSubject erase(String dataSubject, @Nullable String reason) {
        return new EraseDataSubject(
                NOR, dataSubject, ErasureGround.OBJECTION, new Mandate(APPROVER, TAKEOVER, TAKEOVER, reason));
    }
}
