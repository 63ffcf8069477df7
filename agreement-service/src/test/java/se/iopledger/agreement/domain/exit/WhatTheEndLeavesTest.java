package se.iopledger.agreement.domain.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.exit.Exits.day;
import static se.iopledger.agreement.domain.exit.Exits.exclusion;
import static se.iopledger.agreement.domain.exit.Exits.exclusionFor;
import static se.iopledger.agreement.domain.exit.SeveralActors.THREE;
import static se.iopledger.agreement.testing.Five.STO;

import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.domain.extend.Run;
import se.iopledger.contracts.agreement.ConductEvent.Outcome;
import se.iopledger.contracts.agreement.ExitEvent.ActorExcluded;
import se.iopledger.contracts.agreement.LifeEvent.AgreementEnded;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.LifeEvent.TermsChangeReversed;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.terms.ConditionKind;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** How far an agreement would run if nothing ended it, and what stands of its terms though something does. */
final class WhatTheEndLeavesTest {
    @Test
    @Clause({"STO-2", "STO-3"})
    void anAgreementThatLapsedWouldHaveRunOn() {
        Story ended = givenActive(STO)
                .when(Exits.lapse(STO, ConditionKind.FUNDS_EXIST, "2022-06-13", "2022-08-31"))
                .happens()
                .when(Story.workOffDueOn(STO, day("2022-09-01")))
                .then(AgreementEnded.class);
        Run run = Run.asOf(ended.known(), day("2023-03-01"));
        assertThat(run.end()).isEqualTo("2023-12-14");
        assertThat(run.longest()).contains(day("2024-12-14"));
    }

    /** Otherwise a notice given before would be reckoned by what was decided after it. */
    @Test
    @Clause("STO-8")
    void whatAllHadAgreedOnByADayStandsUntouchedByALaterExclusion() {
        Terms changed = ExclusionTest.timesAYear(2);
        Story excluded = ExclusionTest.followedUp(THREE, "pastorat", Outcome.REMAINS)
                .amended("2022-07-01", "2023-01-01", changed)
                .when(exclusion(THREE, "pastorat", "2022-07-10", "2022-08-31"))
                .happens();
        assertThat(nextYearsTermsBy(excluded, "2022-07-09")).isEqualTo(changed);
        assertThat(nextYearsTermsBy(excluded, "2022-07-10")).isEqualTo(TermsWithout.of(changed, "pastorat"));
    }

    /** The terms of 2023 by what had been agreed and decided on by a day. */
    private static Terms nextYearsTermsBy(Story story, String day) {
        return Run.asOf(story.known(), day(day)).known().termsOn(day("2023-01-01"));
    }

    /** The terms that go on without the second do not bring the first back, though they name it for its last month. */
    @Test
    @Clause("STO-8")
    void theAgreementEndsWithTheFirstWhereTheSecondHadGoneBeforeWhateverElseWasAmended() {
        Story both = ExclusionTest.bothFailed()
                .amended("2022-07-01", "2022-07-02", ExclusionTest.timesAYear(2))
                .when(exclusion(THREE, "pastorat", "2022-07-04", "2022-08-31"))
                .happens()
                .when(exclusionFor(THREE, "stadsmission", "deficiency-2", "2022-07-05", "2022-07-31"))
                .then(ActorExcluded.class, TermsChangeReversed.class, TermsChanged.class, LastDayChanged.class);
        assertThat(both.stage()).isEqualTo(new Stage.InForce(day("2021-10-01"), day("2022-08-31")));
    }
}
