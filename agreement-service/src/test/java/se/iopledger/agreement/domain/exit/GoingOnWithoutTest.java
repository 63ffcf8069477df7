package se.iopledger.agreement.domain.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.exit.Exits.day;
import static se.iopledger.agreement.domain.exit.SeveralActors.FOUR;
import static se.iopledger.agreement.domain.exit.SeveralActors.fellShort;
import static se.iopledger.agreement.domain.exit.SeveralActors.fourMeeting;

import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.AmendmentCommand.ProposeAmendment;
import se.iopledger.agreement.domain.ExitCommand.ExcludeActor;
import se.iopledger.agreement.domain.PartyRules;
import se.iopledger.agreement.domain.Story;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentProposed;
import se.iopledger.contracts.agreement.AmendmentEvent.Way;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** With which parties the terms go on after one of several was terminated: which amendments were made without it. */
final class GoingOnWithoutTest {
    @Test
    @Clause("STO-8")
    void whatWasMadeOnAnAmendmentOfBeforeIsWithoutItToo() {
        Story story = fellShort(
                        Story.givenActive(FOUR)
                                .amended("2022-01-03", "2023-01-01", fourMeeting(2))
                                .amended("2022-01-04", "2023-02-01", fourMeeting(3)),
                        "pastorat",
                        "deficiency-1")
                .when(excluded("pastorat", "deficiency-1", "2022-07-04", "2022-08-31"))
                .happens();
        for (String on : List.of("2022-09-01", "2023-01-01", "2023-02-01")) {
            assertThat(PartyRules.ids(story.known().termsOn(day(on))))
                    .as(on)
                    .containsExactly("kommun", "stadsmission", "forening");
        }
        assertThat(story.known()
                        .termsOn(day("2023-02-01"))
                        .obligations()
                        .getFirst()
                        .due())
                .isEqualTo(fourMeeting(3).obligations().getFirst().due());
    }

    @Test
    @Clause("STO-8")
    void whatWasSignedBeforeForTheVeryDayAfterThePartysLastHoldsWithoutIt() {
        Story story = fellShort(
                        Story.givenActive(FOUR).amended("2022-01-03", "2022-09-01", fourMeeting(2)),
                        "pastorat",
                        "deficiency-1")
                .when(excluded("pastorat", "deficiency-1", "2022-07-04", "2022-08-31"))
                .happens();
        assertThat(story.known().termsOn(day("2022-09-01"))).isEqualTo(TermsWithout.of(fourMeeting(2), "pastorat"));
    }

    @Test
    @Clause("STO-8")
    void anAmendmentIsTiedToThePartysExclusionByTheDayOnWhichBothWereKnown() {
        Story amended = fellShort(Story.givenActive(FOUR), "pastorat", "deficiency-1");
        assertThat(boundOn(amended.amended("2022-07-01", "2023-01-01", fourMeeting(2))
                        .when(excluded("pastorat", "deficiency-1", "2022-07-04", "2022-08-31"))
                        .happens()))
                .as("decided after all had signed")
                .isEqualTo("2022-07-04");
        assertThat(boundOn(amended.amended("2022-07-11", "2023-01-01", fourMeeting(2))
                        .when(excluded("pastorat", "deficiency-1", "2022-07-04", "2022-08-31"))
                        .happens()))
                .as("decided before all signed")
                .isEqualTo("2022-07-11");
    }

    private static String boundOn(Story story) {
        return told(story, "amendment-1").boundOn().toString();
    }

    @Test
    @Clause({"STO-8", "STO-13"})
    void termsMadeOnThoseOfALaterExclusionMayBringBackWhoWasExcludedBefore() {
        Story both = bothFailed()
                .when(excluded("pastorat", "deficiency-1", "2022-07-04", "2022-08-31"))
                .happens()
                .when(excluded("forening", "deficiency-2", "2022-07-05", "2022-09-30"))
                .happens();
        assertThat(PartyRules.ids(both.known().termsOn(day("2022-10-01")))).containsExactly("kommun", "stadsmission");
        Story back = both.amended("2022-10-10", "2022-11-01", FOUR);
        assertThat(back.known().termsOn(day("2022-11-01"))).isEqualTo(FOUR);
    }

    @Test
    @Clause("STO-8")
    void termsMadeOnThoseOfAnEarlierExclusionAreStillWithoutWhoGoesLater() {
        Story fourthBack = bothFailed()
                .when(excluded("forening", "deficiency-2", "2022-07-05", "2022-08-31"))
                .happens()
                .amended("2022-07-11", "2022-11-01", fourMeeting(2));
        assertThat(PartyRules.ids(fourthBack.known().termsOn(day("2022-11-01"))))
                .containsExactly("kommun", "stadsmission", "pastorat", "forening");
        Story both = fourthBack
                .when(excluded("pastorat", "deficiency-1", "2022-07-04", "2022-09-30"))
                .happens();
        assertThat(PartyRules.ids(both.known().termsOn(day("2022-11-01"))))
                .as("the fourth is brought back by terms made without it; the pastorate was a party of those")
                .containsExactly("kommun", "stadsmission", "forening");
    }

    @Test
    @Clause("STO-8")
    void nobodyChangesTheTermsOfAnExclusionBeforeItWasDecided() {
        Story both = bothFailed()
                .when(excluded("pastorat", "deficiency-1", "2022-07-04", "2022-08-31"))
                .happens()
                .when(excluded("forening", "deficiency-2", "2022-07-06", "2022-09-30"))
                .happens();
        both.when(proposal("2022-07-05", 3))
                .thenRejected("StepsMustFollowOneAnother")
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("/proposedOn");
                    assertThat(refused.detail()).contains("version 3 of the terms, which it changes, was agreed");
                });
        both.when(proposal("2022-07-06", 3)).then(AmendmentProposed.class);
    }

    private static ProposeAmendment proposal(String proposedOn, int madeOn) {
        return new ProposeAmendment(
                AgreementId.of(FOUR),
                "kommun",
                day(proposedOn),
                Way.SIGNED_BY_ALL,
                day("2022-11-01"),
                "the parties want it",
                true,
                madeOn,
                FOUR,
                null,
                null,
                null,
                on("2022-07-12"));
    }

    @Test
    @Clause("STO-8")
    void whatIsToldAnewForAnExclusionIsToldApartFromWhatWasSigned() {
        Terms changed = fourMeeting(2);
        Terms withoutTheFourth = TermsWithout.of(fourMeeting(3), "forening");
        Story story = fellShort(
                        Story.givenActive(FOUR)
                                .amended("2022-01-03", "2023-01-01", changed)
                                .amended("2022-01-04", "2023-02-01", withoutTheFourth),
                        "pastorat",
                        "deficiency-1")
                .when(excluded("pastorat", "deficiency-1", "2022-07-04", "2022-08-31"))
                .happens();
        for (String amendment : List.of("amendment-1", "amendment-2")) {
            assertThat(GoingOnWithout.whoIsLeftOut(story.known(), told(story, amendment)))
                    .as(amendment)
                    .isEqualTo(":without:pastorat");
        }
        Story signed = Story.givenActive(FOUR)
                .amended("2022-01-03", "2023-01-01", changed)
                .amended("2022-01-04", "2023-02-01", withoutTheFourth);
        assertThat(GoingOnWithout.whoIsLeftOut(signed.known(), told(signed, "amendment-2")))
                .as("nobody is left out who was not in what was signed")
                .isEmpty();
    }

    private static TermsChanged told(Story story, String because) {
        return story.history().stream()
                .filter(TermsChanged.class::isInstance)
                .map(TermsChanged.class::cast)
                .filter(change -> because.equals(change.because()))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static Story bothFailed() {
        return fellShort(fellShort(Story.givenActive(FOUR), "pastorat", "deficiency-1"), "forening", "deficiency-2");
    }

    private static ExcludeActor excluded(String party, String deficiency, String decidedOn, String lastDay) {
        ExcludeActor exclusion = Exits.exclusionFor(FOUR, party, deficiency, decidedOn, lastDay);
        return new ExcludeActor(
                exclusion.agreementId(),
                exclusion.exit(),
                exclusion.party(),
                exclusion.deficiencyId(),
                exclusion.resolution(),
                exclusion.steps(),
                exclusion.lastDay(),
                Mandate.of(APPROVER, day("2022-07-12")));
    }

    private static Mandate on(String today) {
        return Mandate.of(REGISTRAR, day(today));
    }
}
