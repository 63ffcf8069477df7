package se.iopledger.agreement.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.approveCorrection;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.propose;
import static se.iopledger.agreement.domain.Story.workOffDueOn;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;
import static se.iopledger.agreement.testing.Five.UPP;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ListAssert;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.ExitCommand.WithdrawNotice;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.AgreementEvent.ContactPersonNamed;
import se.iopledger.contracts.agreement.AgreementEvent.ContactPersonRemoved;
import se.iopledger.contracts.agreement.AgreementEvent.DataSubjectErased;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentSigned;
import se.iopledger.contracts.agreement.ExitEvent.Form;
import se.iopledger.contracts.agreement.ExitEvent.NoticeGiven;
import se.iopledger.contracts.agreement.ExitEvent.NoticeWithdrawn;
import se.iopledger.contracts.agreement.LifeEvent.ActivationReversed;
import se.iopledger.contracts.agreement.LifeEvent.EndReversed;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.LifeEvent.TermsChangeReversed;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.personal.ErasureGround;
import se.iopledger.contracts.personal.PersonalText;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** From which day events hold that follow from a fact, and those that take something back. */
final class EffectiveDatesTest {
    private static final LocalDate RECORDED = LocalDate.of(2030, 1, 1);

    @Test
    @Clause("NOR-8")
    void aLastDayMovesFromTheDayOfTheNotice() {
        holds(givenActive(NOR), notice(NOR, "notice", "2022-01-15", "2022-03-01"))
                .containsExactly(tuple(NoticeGiven.class, "2022-01-15"), tuple(LastDayChanged.class, "2022-01-15"));
    }

    @Test
    @Clause("NOR-8")
    void aLastDayMovesBackFromTheDayOfTheWithdrawal() {
        holds(
                        givenActive(NOR)
                                .when(notice(NOR, "notice", "2022-01-15", "2022-01-15"))
                                .happens(),
                        withdrawal(NOR, "notice-1", "2022-03-01", "2022-04-01"))
                .containsExactly(tuple(NoticeWithdrawn.class, "2022-03-01"), tuple(LastDayChanged.class, "2022-03-01"));
    }

    @Test
    @Clause("NOR-8")
    void ofTwoNoticesTakenBackItMovesFromTheDayOfTheOneThatMadeIt() {
        Story told = givenActive(NOR)
                .when(notice(NOR, "notice", "2022-01-15", "2022-01-15"))
                .happens()
                .when(notice(NOR, "notice", "2022-02-15", "2022-02-15"))
                .happens()
                .when(withdrawal(NOR, "notice-2", "2022-03-01", "2022-03-01"))
                .then(NoticeWithdrawn.class);
        holds(told, withdrawal(NOR, "notice-1", "2022-02-20", "2022-04-01"))
                .containsExactly(tuple(NoticeWithdrawn.class, "2022-02-20"), tuple(LastDayChanged.class, "2022-02-20"));
    }

    @Test
    @Clause({"STO-3", "STO-9"})
    void whatCutsAnExtensionShortMovesNothingBeforeTheExtensionBegins() {
        holds(
                        givenActive(STO)
                                .when(notice(STO, "breach", "2022-10-01", "2022-10-01"))
                                .happens(),
                        workOffDueOn(STO, LocalDate.of(2023, 1, 10)))
                .contains(tuple(AgreementExtended.class, "2022-12-15"), tuple(LastDayChanged.class, "2022-12-15"));
    }

    @Test
    @Clause("STO-3")
    void aReversalHoldsFromTheDayThatItReverses() {
        holds(
                        givenActive(STO)
                                .when(workOffDueOn(STO, LocalDate.of(2025, 1, 1)))
                                .happens(),
                        notice(STO, "non-extension", "2022-09-10", "2025-01-02"))
                .contains(
                        tuple(NoticeGiven.class, "2022-09-10"),
                        tuple(EndReversed.class, "2024-12-15"),
                        tuple(ExtensionReversed.class, "2023-12-15"),
                        tuple(ExtensionReversed.class, "2022-12-15"),
                        tuple(AgreementExpired.class, "2022-12-15"));
    }

    @Test
    void anActivationIsReversedFromTheDayFromWhichItHeld() {
        Agreement.Known active = givenActive(UPP).known();
        LocalDate held = effective(
                new AgreementActivated(
                        active.agreementId(),
                        1,
                        UPP,
                        UPP.period().first(),
                        UPP.period().last()),
                active);
        assertThat(effective(new ActivationReversed(active.agreementId()), active))
                .isEqualTo(held)
                .isEqualTo(Story.TAKEOVER);
    }

    @Test
    @Clause("STO-3")
    void anActivationIsReversedFromThatDayThoughTheAgreementWasExtendedSince() {
        Agreement.Known extended = givenActive(STO)
                .when(workOffDueOn(STO, LocalDate.of(2022, 12, 15)))
                .happens()
                .known();
        assertThat(effective(new ActivationReversed(extended.agreementId()), extended))
                .isEqualTo(Story.TAKEOVER);
    }

    @Test
    void whoIsSpokenToIsNamedAndRemovedFromTheDayOfThatAndErasedOnTheDayOfTheErasure() {
        Agreement.Known active = givenActive(NOR).known();
        String id = active.agreementId();
        PersonalText name = new PersonalText("person-a", "bm9uY2U=", "Y2lwaGVydGV4dA==");
        assertThat(effective(new ContactPersonNamed(id, "person-a", "kommun", name, null, null, null), active))
                .isEqualTo(RECORDED);
        assertThat(effective(new ContactPersonRemoved(id, "person-a"), active)).isEqualTo(RECORDED);
        LocalDate erasedOn = LocalDate.of(2029, 12, 30);
        assertThat(effective(new DataSubjectErased(id, "person-a", erasedOn, ErasureGround.OBJECTION), active))
                .isEqualTo(erasedOn);
    }

    @Test
    @Clause({"NOR-2", "NOR-8"})
    void aLastDayThatTermsBringHoldsFromTheDayOfThoseTermsWhateverNoticeThereIs() {
        LocalDate juneOf2024 = LocalDate.of(2024, 6, 30);
        Agreement shorter = givenActive(NOR)
                .when(notice(NOR, "notice", "2022-01-15", "2022-01-15"))
                .happens()
                .agreement();
        shorter = AgreementDecider.evolve(shorter, version(2, "2022-06-01", juneOf2024));
        shorter = AgreementDecider.evolve(shorter, version(3, "2022-09-01", LocalDate.of(2024, 7, 31)));
        assertThat(effective(new LastDayChanged(AgreementId.of(NOR), juneOf2024, "by version 2"), shorter))
                .isEqualTo("2022-06-01");
    }

    private static TermsChanged version(int number, String from, LocalDate lastDay) {
        Terms terms =
                Paper.of("NOR").with("/period/last", "\"" + lastDay + "\"").terms();
        return new TermsChanged(
                AgreementId.of(NOR),
                number,
                terms,
                LocalDate.parse(from),
                LocalDate.of(2022, 2, 1),
                "amendment-" + (number - 1));
    }

    @Test
    @Clause("NOR-2")
    void whereOnlyTheRegisteredTermsAreLeftTheLastDayMovesBackFromTheDayOfTheCorrection() {
        Terms longer = Paper.of("NOR").with("/period/last", "\"2025-09-14\"").terms();
        Story signed = givenActive(NOR).amended("2022-01-10", "2024-09-15", longer);
        holds(
                        signed.when(propose(NOR, signed.fact(AmendmentSigned.class), "recorded by mistake"))
                                .happens(),
                        approveCorrection(NOR, "correction-1"))
                .contains(
                        tuple(TermsChangeReversed.class, "2024-09-15"),
                        tuple(LastDayChanged.class, Story.TAKEOVER.toString()));
    }

    @Test
    void aVersionOfTheTermsIsReversedFromTheDayFromWhichItHeld() {
        Agreement.Known active = givenActive(NOR).known();
        LocalDate from = LocalDate.of(2022, 3, 1);
        Agreement changed = AgreementDecider.evolve(
                active, new TermsChanged(active.agreementId(), 2, NOR, from, LocalDate.of(2022, 2, 1), "amendment-1"));
        assertThat(effective(new TermsChangeReversed(active.agreementId(), 2), changed))
                .isEqualTo(from);
    }

    private static LocalDate effective(AgreementEvent event, Agreement before) {
        return EffectiveDates.of(event, before, Mandate.of(REGISTRAR, RECORDED));
    }

    /** The events of a command with the day from which each holds, as the aggregate asks for it. */
    private static ListAssert<Tuple> holds(Story story, AgreementCommand command) {
        Agreement before = story.agreement();
        List<Tuple> told = new ArrayList<>();
        for (AgreementEvent event : story.when(command).accepted()) {
            told.add(tuple(
                    event.getClass(),
                    EffectiveDates.of(event, before, command.mandate()).toString()));
            before = AgreementDecider.evolve(before, event);
        }
        return assertThat(told);
    }

    private static GiveNotice notice(Terms terms, String exit, String givenOn, String today) {
        return new GiveNotice(
                AgreementId.of(terms),
                exit,
                terms.parties().getFirst().id(),
                LocalDate.parse(givenOn),
                Form.WRITTEN,
                Story.addressee(terms, exit),
                "a cause",
                null,
                List.of(),
                Mandate.of(REGISTRAR, LocalDate.parse(today)));
    }

    private static WithdrawNotice withdrawal(Terms terms, String noticeId, String on, String today) {
        return new WithdrawNotice(
                AgreementId.of(terms),
                noticeId,
                "kommun",
                "the others agreed by letter (simulated)",
                LocalDate.parse(on),
                Mandate.of(REGISTRAR, LocalDate.parse(today)));
    }
}
