package se.iopledger.agreement.domain.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.workOffDueOn;
import static se.iopledger.agreement.domain.exit.Exits.day;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;
import static se.iopledger.agreement.testing.Five.UPP;

import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.Story;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementApproved;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementSigned;
import se.iopledger.contracts.agreement.AgreementEvent.FindingsRaised;
import se.iopledger.contracts.agreement.ConductEvent.DeadlineKept;
import se.iopledger.contracts.agreement.ConductEvent.DeadlinePassed;
import se.iopledger.contracts.agreement.ConductEvent.DeficiencyFollowedUp;
import se.iopledger.contracts.agreement.ConductEvent.DeficiencyRegistered;
import se.iopledger.contracts.agreement.ConductEvent.Outcome;
import se.iopledger.contracts.agreement.ConductEvent.RemediationPlanAccepted;
import se.iopledger.contracts.agreement.ConductEvent.RemediationPlanDemanded;
import se.iopledger.contracts.agreement.ConductEvent.RemediationPlanSubmitted;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.ExitEvent.ActorExcluded;
import se.iopledger.contracts.agreement.ExitEvent.AgreementRescinded;
import se.iopledger.contracts.agreement.ExitEvent.BreachRegistered;
import se.iopledger.contracts.agreement.ExitEvent.Form;
import se.iopledger.contracts.agreement.ExitEvent.NoticeGiven;
import se.iopledger.contracts.agreement.ExitEvent.RemedyCalledFor;
import se.iopledger.contracts.agreement.LifeEvent.AgreementEnded;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** Four of the real agreements from their registration to an end that did not happen in reality, all that is told of it. */
final class PathsNotTakenTest {
    private static final Class<?>[] INTO_FORCE = {
        AgreementRegistered.class,
        FindingsRaised.class,
        AgreementApproved.class,
        AgreementSigned.class,
        AgreementSigned.class,
        AgreementActivated.class
    };

    @Test
    @Clause({"UPP-3", "UPP-10"})
    void uppsalaIsTerminatedByTheStadsmissionWithNineMonthsNoticeOfTheFifteenthOfFebruary2020() {
        Story story = givenActive(UPP)
                .when(notice(UPP, "notice", "stadsmission", "2020-02-15", "2021-12-20"))
                .happens();
        assertThat(toldAfterActivation(story)).containsExactly(NoticeGiven.class, AgreementEnded.class);
        assertThat(story.history())
                .endsWith(new AgreementEnded(
                        AgreementId.of(UPP),
                        day("2020-11-15"),
                        Ending.NOTICE,
                        "9 months from 2020-02-15 is 2020-11-15",
                        List.of("UPP-10")));
        assertThat(story.stage()).isEqualTo(new Stage.Ended(day("2019-01-01"), day("2020-11-15"), Ending.NOTICE));
        // Without it, Uppsala expires on the last day of its period; with it nothing more follows.
        story.when(workOffDueOn(UPP, day("2025-01-01"))).thenNothing();
    }

    @Test
    @Clause({"NOR-2", "NOR-8", "NOR-11"})
    void norrtaljeIsRescindedForABreachThatNobodyRemedied() {
        Story story = givenActive(NOR)
                .when(Exits.breach(NOR, "stadsmission", "kommun", "2022-03-01"))
                .happens()
                .when(Exits.call(NOR, "2022-03-07", "2022-04-30"))
                .happens()
                .when(Exits.rescissionOutsideTheTerms(
                        NOR, "kommun", "2022-05-02", Exits.resolution("socialnämnden", "2022-05-01")))
                .happens()
                .when(workOffDueOn(NOR, day("2022-05-03")))
                .happens();
        assertThat(toldAfterActivation(story))
                .containsExactly(
                        BreachRegistered.class,
                        RemedyCalledFor.class,
                        AgreementRescinded.class,
                        LastDayChanged.class,
                        AgreementEnded.class);
        assertThat(story.history())
                .endsWith(new AgreementEnded(
                        AgreementId.of(NOR),
                        day("2022-05-02"),
                        Ending.RESCISSION,
                        "rescinded on 2022-05-02, after the time for a remedy had passed on 2022-04-30: no period of notice,"
                                + " so that the last day is 2022-05-02",
                        List.of()));
        story.when(workOffDueOn(NOR, day("2025-01-01"))).thenNothing();
    }

    @Test
    @Clause("STO-3")
    void stockholmsNoticeOfTheTenthOfSeptemberIsRecordedAfterTheExtensionThatItStops() {
        Story story = givenActive(STO)
                .when(workOffDueOn(STO, day("2022-12-15")))
                .happens()
                .when(notice(STO, "non-extension", "stad", "2022-09-10", "2023-01-10"))
                .happens();
        assertThat(toldAfterActivation(story))
                .containsExactly(
                        AgreementExtended.class,
                        DeadlinePassed.class,
                        NoticeGiven.class,
                        DeadlineKept.class,
                        ExtensionReversed.class,
                        AgreementExpired.class);
        assertThat(story.history())
                .filteredOn(NoticeGiven.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    assertThat(((NoticeGiven) event).lastDay()).isEqualTo("2022-12-14");
                    assertThat(((NoticeGiven) event).calculation())
                            .isEqualTo("given on 2022-09-10, by 2022-09-14: no extension after 2022-12-14");
                });
        assertThat(story.stage()).isEqualTo(new Stage.Ended(day("2021-12-15"), day("2022-12-14"), Ending.EXPIRY));
        story.when(workOffDueOn(STO, day("2025-01-01"))).thenNothing();
    }

    @Test
    @Clause("STO-8")
    void stockholmsFoundationIsTerminatedAfterAPlanThatFailed() {
        Story story = ExclusionTest.followedUp(STO, "stiftelse", Outcome.REMAINS)
                .when(Exits.exclusion(STO, "stiftelse", "2022-07-04", "2022-08-31"))
                .happens()
                .when(workOffDueOn(STO, day("2022-09-01")))
                .happens();
        assertThat(toldAfterActivation(story))
                .containsExactly(
                        DeficiencyRegistered.class,
                        RemediationPlanDemanded.class,
                        RemediationPlanSubmitted.class,
                        RemediationPlanAccepted.class,
                        DeficiencyFollowedUp.class,
                        ActorExcluded.class,
                        LastDayChanged.class,
                        AgreementEnded.class);
        assertThat(story.history())
                .endsWith(new AgreementEnded(
                        AgreementId.of(STO),
                        day("2022-08-31"),
                        Ending.EXCLUSION,
                        "the steering group decided on 2022-07-04 that the party's last day is 2022-08-31",
                        List.of("STO-8")));
        // No extension follows, and nobody misses a check of funds for one.
        story.when(workOffDueOn(STO, day("2025-01-01"))).thenNothing();
    }

    private static List<Object> toldAfterActivation(Story story) {
        List<Object> told =
                story.history().stream().<Object>map(Object::getClass).toList();
        assertThat(told).startsWith((Object[]) INTO_FORCE);
        return told.subList(INTO_FORCE.length, told.size());
    }

    private static GiveNotice notice(Terms terms, String exit, String by, String givenOn, String today) {
        return new GiveNotice(
                AgreementId.of(terms),
                exit,
                by,
                day(givenOn),
                Form.WRITTEN,
                Story.addressee(terms, exit),
                null,
                null,
                List.of(),
                Mandate.of(REGISTRAR, day(today)));
    }
}
