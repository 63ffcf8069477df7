package se.iopledger.agreement.domain.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.workOffDueOn;
import static se.iopledger.agreement.domain.exit.Exits.day;
import static se.iopledger.agreement.domain.exit.Exits.exclusion;
import static se.iopledger.agreement.domain.exit.Exits.exclusionFor;
import static se.iopledger.agreement.domain.exit.SeveralActors.FOUR;
import static se.iopledger.agreement.domain.exit.SeveralActors.THREE;
import static se.iopledger.agreement.domain.exit.SeveralActors.THREE_ON_PAPER;
import static se.iopledger.agreement.domain.exit.SeveralActors.fellShort;

import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.ExitCommand.ExcludeActor;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.PartyRules;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.domain.amend.TermsVersion;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.agreement.domain.terms.TermsRules;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentSigned;
import se.iopledger.contracts.agreement.ConductEvent.Outcome;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.ExitEvent.ActorExcluded;
import se.iopledger.contracts.agreement.ExitEvent.Form;
import se.iopledger.contracts.agreement.LifeEvent.AgreementEnded;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** What comes of a party's exclusion together with others, and with what all signed before and after it. */
final class ExclusionsTogetherTest {
    private static final Terms TWICE_A_YEAR =
            THREE_ON_PAPER.with("/obligations/0/due/times", "2").terms();

    private static List<String> partiesOn(Story story, String day) {
        return PartyRules.ids(story.known().termsOn(day(day)));
    }

    private static Stage lastDay(String last) {
        return new Stage.InForce(day("2021-10-01"), day(last));
    }

    /** The parties that are left can go on changing them: nothing in them names who has gone. */
    @Test
    @Clause("STO-8")
    void termsWithoutAPartyKeepTheRulesOfTerms() {
        for (Terms terms : List.of(THREE, FOUR)) {
            for (String party : List.of("stadsmission", "pastorat")) {
                assertThat(TermsRules.check(TermsWithout.of(terms, party)))
                        .as(party)
                        .isEmpty();
            }
        }
    }

    @Test
    @Clause("STO-8")
    void whoHasGoneIsNoPartyOfTheTermsThatGoOnWithoutAnotherWhicheverWasDecidedOnFirst() {
        Story failed =
                fellShort(ExclusionTest.followedUp(FOUR, "pastorat", Outcome.REMAINS), "stadsmission", "deficiency-2");
        ExcludeActor later = exclusion(FOUR, "pastorat", "2022-07-04", "2022-08-31");
        ExcludeActor earlier = exclusionFor(FOUR, "stadsmission", "deficiency-2", "2022-07-05", "2022-07-31");
        for (List<ExcludeActor> order : List.of(List.of(later, earlier), List.of(earlier, later))) {
            Story both = failed.when(order.getFirst())
                    .happens()
                    .when(order.getLast())
                    .happens();
            assertThat(partiesOn(both, "2022-07-31")).hasSize(4);
            assertThat(partiesOn(both, "2022-08-01")).containsExactly("kommun", "pastorat", "forening");
            assertThat(partiesOn(both, "2022-09-01")).containsExactly("kommun", "forening");
            assertThat(both.stage()).isEqualTo(lastDay("2023-09-30"));
            both.when(workOffDueOn(FOUR, day("2023-10-01"))).then(AgreementExpired.class);
        }
    }

    @Test
    @Clause({"STO-8", "LIN-8"})
    void whatWasSignedByMistakeIsNotInTheTermsThatGoOnWithoutAParty() {
        Story excluded = ExclusionTest.followedUp(THREE, "pastorat", Outcome.REMAINS)
                .amended("2022-07-01", "2022-07-02", TWICE_A_YEAR)
                .when(exclusion(THREE, "pastorat", "2022-07-04", "2022-08-31"))
                .happens();
        assertThat(excluded.known().termsOn(day("2022-09-01"))).isEqualTo(TermsWithout.of(TWICE_A_YEAR, "pastorat"));
        Story corrected = excluded.whenVoided(AmendmentSigned.class).happens();
        assertThat(corrected.known().termsOn(day("2022-08-31"))).isEqualTo(THREE);
        assertThat(corrected.known().termsOn(day("2022-09-01"))).isEqualTo(TermsWithout.of(THREE, "pastorat"));
    }

    /** It was decided on before the others signed, and is recorded after it. */
    @Test
    @Clause({"STO-8", "LIN-8"})
    void whatAllSignedAfterTheDecisionAndBeforeThePartysLastDayIsInTheTermsThatGoOn() {
        Story excluded = ExclusionTest.followedUp(THREE, "pastorat", Outcome.REMAINS)
                .amended("2022-07-10", "2022-08-01", TWICE_A_YEAR)
                .when(exclusion(THREE, "pastorat", "2022-07-04", "2022-08-31"))
                .happens();
        assertThat(excluded.known().termsOn(day("2022-08-31"))).isEqualTo(TWICE_A_YEAR);
        assertThat(excluded.known().termsOn(day("2022-09-01"))).isEqualTo(TermsWithout.of(TWICE_A_YEAR, "pastorat"));
    }

    @Test
    @Clause({"STO-8", "STO-13"})
    void whoCameBackKeepsTheAgreementGoingWhenTheOtherIsExcluded() {
        Story back = ExclusionTest.bothFailed()
                .when(exclusion(THREE, "pastorat", "2022-07-04", "2022-08-31"))
                .happens()
                .amended("2022-10-01", "2023-01-01", THREE);
        Story other = back.when(exclusionFor(THREE, "stadsmission", "deficiency-2", "2023-02-01", "2023-03-31"))
                .happens();
        assertThat(other.stage()).isEqualTo(lastDay("2023-09-30"));
        assertThat(partiesOn(other, "2023-04-01")).containsExactly("kommun", "pastorat");
        // Had it gone before the other came back, the agreement would have ended.
        Story before = back.when(exclusionFor(THREE, "stadsmission", "deficiency-2", "2022-10-02", "2022-11-30"))
                .happens();
        assertThat(before.stage()).isEqualTo(lastDay("2022-11-30"));
    }

    @Test
    @Clause({"STO-8", "STO-13"})
    void whoCameBackMayBeExcludedAgainAndNobodyIsTwiceMeanwhile() {
        Story excluded = ExclusionTest.followedUp(THREE, "pastorat", Outcome.REMAINS)
                .when(exclusion(THREE, "pastorat", "2022-07-04", "2022-08-31"))
                .happens();
        excluded.when(exclusion(THREE, "pastorat", "2022-07-10", "2022-08-31"))
                .thenRejected("ActorMustNotBeExcludedTwice")
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("/party");
                    assertThat(refused.clauses()).containsExactly("STO-8");
                });
        Story back = excluded.amended("2022-10-01", "2023-01-01", THREE);
        back.when(exclusion(THREE, "pastorat", "2022-07-10", "2022-08-31")).thenRejected("ActorMustNotBeExcludedTwice");
        Story again = back.when(exclusion(THREE, "pastorat", "2023-02-01", "2023-03-31"))
                .happens();
        assertThat(partiesOn(again, "2023-03-31")).contains("pastorat");
        assertThat(partiesOn(again, "2023-04-01")).containsExactly("kommun", "stadsmission");
        assertThat(again.stage()).isEqualTo(lastDay("2023-09-30"));
    }

    @Test
    @Clause("STO-8")
    void whereAllHadLetTheOtherGoTheAgreementEndsOnItsLastDay() {
        Story excluded = ExclusionTest.followedUp(THREE, "pastorat", Outcome.REMAINS)
                .amended("2022-07-01", "2022-11-01", TermsWithout.of(THREE, "stadsmission"))
                .when(exclusion(THREE, "pastorat", "2022-07-04", "2022-08-31"))
                .happens();
        assertThat(partiesOn(excluded, "2022-10-31")).containsExactly("kommun", "stadsmission");
        assertThat(excluded.stage()).isEqualTo(lastDay("2022-10-31"));
        String calculation = "the steering group decided on 2022-07-04 that the party's last day is 2022-08-31; from"
                + " 2022-11-01 the terms name no other civil party";
        Story ended = excluded.when(workOffDueOn(THREE, day("2022-11-01"))).then(AgreementEnded.class);
        assertThat(ended.history())
                .endsWith(new AgreementEnded(
                        AgreementId.of(THREE), day("2022-10-31"), Ending.EXCLUSION, calculation, List.of("STO-8")));
    }

    /** The revocation that all agreed on first was to end the agreement after the party's last day, and holds no more. */
    @Test
    @Clause({"LIN-8", "STO-8"})
    void whereNobodyIsLeftTheExclusionIsTheReasonAndNoRevocationThatWasAgreedOnAnew() {
        Story excluded = ExclusionTest.followedUp(THREE, "pastorat", Outcome.REMAINS)
                .amended("2022-07-01", "2022-11-01", TermsWithout.of(THREE, "stadsmission"))
                .when(exclusion(THREE, "pastorat", "2022-07-04", "2022-08-31"))
                .happens()
                .when(Exits.revocation(THREE, "2022-07-05", "2022-09-30", "2022-07-20"))
                .happens()
                .when(Exits.revocation(THREE, "2022-07-20", "2023-05-31", "2022-07-20"))
                .happens();
        assertThat(excluded.stage()).isEqualTo(lastDay("2022-10-31"));
        Story ended = excluded.when(workOffDueOn(THREE, day("2022-11-01"))).then(AgreementEnded.class);
        assertThat(ended.history()).last().isInstanceOfSatisfying(AgreementEnded.class, end -> {
            assertThat(end.how()).isEqualTo(Ending.EXCLUSION);
            assertThat(end.calculation()).startsWith("the steering group decided on 2022-07-04");
        });
    }

    /** They let the other go after the decision, from a day before the party's last. */
    @Test
    @Clause("STO-8")
    void whereAllHadLetTheOtherGoBeforeThePartysLastDayNobodyIsLeftOnTheDayAfter() {
        Story excluded = ExclusionTest.followedUp(THREE, "pastorat", Outcome.REMAINS)
                .amended("2022-07-10", "2022-08-01", TermsWithout.of(THREE, "stadsmission"))
                .when(exclusion(THREE, "pastorat", "2022-07-04", "2022-08-31"))
                .happens();
        assertThat(partiesOn(excluded, "2022-07-31")).hasSize(3);
        assertThat(partiesOn(excluded, "2022-08-31")).containsExactly("kommun", "pastorat");
        assertThat(excluded.stage()).isEqualTo(lastDay("2022-08-31"));
        assertThat(excluded.known().life().versions())
                .as("no terms bring back whom all let go")
                .extracting(Life.Version::number)
                .containsExactly(1, 2);
        Story ended = excluded.when(workOffDueOn(THREE, day("2022-09-01"))).then(AgreementEnded.class);
        // After the end everything stays as it was told.
        ended.when(workOffDueOn(THREE, day("2022-10-01"))).thenNothing();
        // Had nobody let the other go, the agreement would go on with it.
        Story corrected = ended.whenVoided(AmendmentSigned.class).happens();
        assertThat(corrected.stage()).isEqualTo(lastDay("2023-09-30"));
        assertThat(partiesOn(corrected, "2022-09-01")).containsExactly("kommun", "stadsmission");
    }

    @Test
    @Clause("STO-8")
    void whatAllSignedOnceThePartysExclusionWasRecordedHoldsThoughItLeavesNobodyOnTheDayAfter() {
        Story excluded = ExclusionTest.followedUp(THREE, "pastorat", Outcome.REMAINS)
                .when(exclusion(THREE, "pastorat", "2022-07-04", "2022-08-31"))
                .happens()
                .amended("2022-07-10", "2022-08-01", TermsWithout.of(THREE, "stadsmission"));
        assertThat(partiesOn(excluded, "2022-08-31")).containsExactly("kommun", "pastorat");
        assertThat(excluded.stage()).isEqualTo(lastDay("2022-08-31"));
    }

    @Test
    @Clause({"STO-8", "STO-13"})
    void anAgreementThatWasHeldToHaveEndedGoesOnWithWhoTurnsOutToHaveJoinedBefore() {
        Terms two = TermsWithout.of(THREE, "pastorat");
        Story failed = ExclusionTest.followedUp(two, "stadsmission", Outcome.REMAINS);
        ExcludeActor exclusion = exclusion(two, "stadsmission", "2022-07-04", "2022-08-31");
        Story ends = failed.when(exclusion).then(ActorExcluded.class, LastDayChanged.class);
        assertThat(ends.stage()).isEqualTo(lastDay("2022-08-31"));
        assertThat(((ActorExcluded) ends.known()
                                .facts()
                                .find(ends.fact(ActorExcluded.class))
                                .orElseThrow()
                                .event())
                        .endsAgreement())
                .isTrue();
        Story ended = ends.when(workOffDueOn(two, day("2022-09-10"))).then(AgreementEnded.class);
        for (Story recorded : List.of(
                ends.amended("2022-05-01", "2022-06-01", THREE),
                ended.amended("2022-05-01", "2022-06-01", THREE),
                failed.amended("2022-05-01", "2022-06-01", THREE)
                        .when(exclusion)
                        .happens())) {
            Story story = recorded.when(workOffDueOn(two, day("2022-09-10"))).happens();
            assertThat(story.stage()).isEqualTo(lastDay("2023-09-30"));
            assertThat(partiesOn(story, "2022-08-31")).containsExactly("kommun", "stadsmission", "pastorat");
            assertThat(partiesOn(story, "2022-09-01")).containsExactly("kommun", "pastorat");
        }
    }

    /** What all agree on puts off the end that all agreed on, and no other. */
    @Test
    @Clause({"STO-8", "LIN-8"})
    void whatAllAgreeOnAndWhatTheGroupDecidesLeaveEachOtherAlone() {
        Terms two = TermsWithout.of(THREE, "pastorat");
        Story failed = ExclusionTest.followedUp(two, "stadsmission", Outcome.REMAINS);
        assertThat(failed.when(exclusion(two, "stadsmission", "2022-07-04", "2022-08-31"))
                        .happens()
                        .when(Exits.revocation(two, "2022-07-10", "2022-12-31", "2022-07-10"))
                        .happens()
                        .stage())
                .isEqualTo(lastDay("2022-08-31"));
        assertThat(failed.when(Exits.revocation(two, "2022-07-01", "2022-08-31", "2022-07-04"))
                        .happens()
                        .when(exclusion(two, "stadsmission", "2022-07-04", "2022-12-31"))
                        .happens()
                        .stage())
                .isEqualTo(lastDay("2022-08-31"));
    }

    @Test
    @Clause("STO-8")
    void aVersionWithoutAPartyNamesTheExclusionThatBroughtIt() {
        Story excluded = ExclusionTest.followedUp(THREE, "pastorat", Outcome.REMAINS)
                .when(exclusion(THREE, "pastorat", "2022-07-04", "2022-08-31"))
                .happens();
        assertThat(TermsVersion.all(excluded.known(), day("2022-07-04")))
                .extracting(TermsVersion::because)
                .containsExactly(null, "exclusion-1");
    }

    /** Whoever asked about a day is told by what had been decided by then. */
    @Test
    @Clause({"STO-3", "STO-8"})
    void anExclusionThatWasDecidedOnLaterMovesNoNoticeThatWasGivenBefore() {
        Paper paper = THREE_ON_PAPER.with(
                "/exits/-",
                "{\"id\":\"notice\",\"kind\":\"NOTICE\",\"inCaseOf\":\"any\",\"noticeMonths\":3,\"clauses\":[\"NOR-8\"]}");
        Terms terms = paper.terms();
        Terms sixMonths = paper.with("/exits/2/noticeMonths", "6").terms();
        Story noticed = ExclusionTest.followedUp(terms, "pastorat", Outcome.REMAINS)
                .amended("2022-07-01", "2022-07-02", sixMonths)
                .when(new GiveNotice(
                        AgreementId.of(terms),
                        "notice",
                        "kommun",
                        day("2022-07-03"),
                        Form.WRITTEN,
                        null,
                        null,
                        List.of(),
                        Mandate.of(APPROVER, day("2022-07-03"))))
                .happens();
        assertThat(noticed.stage()).isEqualTo(lastDay("2023-01-03"));
        Story excluded = noticed.when(exclusion(terms, "pastorat", "2022-07-04", "2022-07-04"))
                .happens();
        assertThat(excluded.stage()).isEqualTo(lastDay("2023-01-03"));
    }
}
