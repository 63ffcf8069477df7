package se.iopledger.agreement.domain.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.approve;
import static se.iopledger.agreement.domain.Story.given;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.register;
import static se.iopledger.agreement.domain.exit.Exits.breach;
import static se.iopledger.agreement.domain.exit.Exits.call;
import static se.iopledger.agreement.domain.exit.Exits.day;
import static se.iopledger.agreement.domain.exit.Exits.exclusion;
import static se.iopledger.agreement.domain.exit.SeveralActors.THREE;
import static se.iopledger.agreement.domain.exit.SeveralActors.fellShort;
import static se.iopledger.agreement.testing.Five.LIN;
import static se.iopledger.agreement.testing.Five.LUN;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;
import static se.iopledger.agreement.testing.Five.UPP;

import java.time.MonthDay;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.ExitEvent.Form;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.ExitKind;
import se.iopledger.contracts.terms.NoticeForm;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** How an agreement may end now, way by way. */
final class WaysOutTest {
    private static final String NO_FAILED_PLAN =
            "no deficiency of a civil party is recorded that remains after the plan for it";

    @Test
    @Clause("STO-8")
    void aCivilPartyIsTerminatedForAPlanThatFailedAsLongAsItIsOne() {
        Story active = givenActive(THREE);
        assertThat(hindranceToExclusion(fellShort(active, "kommun", "deficiency-1"), "2022-07-10"))
                .as("the public party stays")
                .isEqualTo(NO_FAILED_PLAN);
        Story failed = fellShort(active, "pastorat", "deficiency-1");
        assertThat(hindranceToExclusion(failed, "2022-07-10")).isNull();
        Story excluded = failed.when(exclusion(THREE, "pastorat", "2022-07-04", "2022-08-31"))
                .happens();
        assertThat(hindranceToExclusion(excluded, "2022-09-01"))
                .as("it has gone")
                .isEqualTo(NO_FAILED_PLAN);
    }

    private static @Nullable String hindranceToExclusion(Story story, String day) {
        return way(WaysOut.of(story.known(), day(day)), "exclusion").hindrance();
    }

    @Test
    @Clause({"STO-2", "STO-3", "STO-8", "STO-9"})
    void stockholmsFourWaysStandSideBySideEachInItsOwnCase() {
        WaysOut.Overview now = WaysOut.of(givenActive(STO).known(), day("2022-08-01"));
        assertThat(now.lastDay()).isEqualTo("2022-12-14");
        assertThat(now.longest()).isEqualTo("2024-12-14");
        assertThat(way(now, "non-extension")).satisfies(way -> {
            assertThat(way.noticeBy()).isEqualTo(MonthDay.of(9, 14));
            assertThat(way.lastDay()).isEqualTo("2022-12-14");
            assertThat(way.calculation())
                    .isEqualTo("given on 2022-08-01, by 2022-09-14: no extension after 2022-12-14");
            assertThat(way.hindrance()).isNull();
            assertThat(way.clauses()).containsExactly("STO-3");
        });
        assertThat(way(now, "breach")).satisfies(way -> {
            assertThat(way.noticeMonths()).isEqualTo(4);
            assertThat(way.form()).isEqualTo(NoticeForm.WRITTEN);
            assertThat(way.noticeTo()).isEqualTo("steering");
            assertThat(way.by()).containsExactly("stad", "stiftelse");
            assertThat(way.lastDay()).isEqualTo("2022-12-01");
        });
        assertThat(way(now, "exclusion")).satisfies(way -> {
            assertThat(way.lastDay()).isNull();
            assertThat(way.stepsBefore()).containsExactly("dialogue in the steering group", "remediation plan");
            assertThat(way.hindrance()).isEqualTo(NO_FAILED_PLAN);
        });
        assertThat(way(now, "lapse-of-funds").calculation())
                .isEqualTo("the last day is the last one on which the condition holds");
    }

    @Test
    @Clause("STO-3")
    void afterTheLastDayForNoticeTheNextExtensionIsWhatANoticeStops() {
        Story active = givenActive(STO);
        assertThat(way(WaysOut.of(active.known(), day("2022-09-15")), "non-extension")
                        .lastDay())
                .isEqualTo("2023-12-14");
        assertThat(way(WaysOut.of(active.known(), day("2023-09-15")), "non-extension"))
                .satisfies(way -> {
                    assertThat(way.lastDay()).isNull();
                    assertThat(way.hindrance())
                            .isEqualTo("no extension is left that a notice on 2023-09-15 could stop");
                });
    }

    @Test
    @Clause({"NOR-8", "UPP-10"})
    void aNoticeThatWouldRunBeyondTheEndIsHindered() {
        WaysOut.Overview now = WaysOut.of(givenActive(NOR).known(), day("2024-05-01"));
        assertThat(way(now, "notice")).satisfies(way -> {
            assertThat(way.lastDay()).isEqualTo("2024-11-01");
            assertThat(way.hindrance()).isEqualTo("by 2024-11-01 the agreement ends without it");
        });
        Terms silent = Paper.of("UPP").without("/exits/0/noticeMonths").terms();
        assertThat(way(WaysOut.of(givenActive(silent).known(), day("2021-12-20")), "notice")
                        .hindrance())
                .isEqualTo("the terms state no period of notice");
    }

    @Test
    @Clause({"NOR-8", "LUN-10"})
    void aRescissionAwaitsABreachWhoseTimeHasPassed() {
        Story active = givenActive(LUN);
        assertThat(way(WaysOut.of(active.known(), day("2022-05-02")), "rescission")
                        .hindrance())
                .isEqualTo("no breach is registered for whose remedy the time has passed");
        Story called = active.when(breach(LUN, "kvinnojouren", "kommun", "2022-03-01"))
                .happens()
                .when(call(LUN, "2022-03-07", "2022-04-30"))
                .happens();
        assertThat(way(WaysOut.of(called.known(), day("2022-04-30")), "rescission")
                        .hindrance())
                .isNotNull();
        assertThat(way(WaysOut.of(called.known(), day("2022-05-02")), "rescission"))
                .satisfies(way -> {
                    assertThat(way.hindrance()).isNull();
                    assertThat(way.lastDay()).isEqualTo("2022-05-02");
                });
        // Where the paper is silent the way is shown, and what it takes.
        assertThat(WaysOut.of(givenActive(NOR).known(), day("2022-05-02")).waysOut())
                .filteredOn(way -> way.kind() == ExitKind.RESCISSION)
                .singleElement()
                .satisfies(way -> {
                    assertThat(way.exit()).isNull();
                    assertThat(way.hindrance()).contains("it takes a decision with its ground");
                });
    }

    @Test
    @Clause("LIN-8")
    void whatTheLastDayDependsOnIsSaidAndNotGuessed() {
        WaysOut.Overview now = WaysOut.of(givenActive(LIN).known(), day("2022-05-02"));
        assertThat(way(now, "changed-conditions")).satisfies(way -> {
            assertThat(way.lastDay()).isNull();
            assertThat(way.calculation()).isEqualTo("the last day is the one that the parties agree on");
        });
    }

    @Test
    void anAgreementThatIsNotInForceIsLeftByNobody() {
        for (Story before : List.of(
                given(register(UPP)),
                given(register(UPP), approve(UPP)),
                given(register(UPP)).voided())) {
            WaysOut.Overview now = WaysOut.of(before.known(), day("2021-12-20"));
            assertThat(now.lastDay()).isNull();
            assertThat(now.calculation()).isEqualTo("it is not in force");
            assertThat(now.waysOut())
                    .filteredOn(way -> way.exit() != null)
                    .isNotEmpty()
                    .allSatisfy(way -> assertThat(way.hindrance()).isEqualTo("the agreement is not in force"));
        }
        WaysOut.Overview ended = WaysOut.of(
                givenActive(UPP)
                        .when(Story.workOffDueOn(UPP, day("2022-01-01")))
                        .happens()
                        .known(),
                day("2022-01-01"));
        assertThat(ended.lastDay()).isEqualTo("2021-12-31");
        assertThat(way(ended, "notice").hindrance()).isEqualTo("the agreement ended on 2021-12-31");
    }

    @Test
    void ofAnAgreementThatHasEndedItIsSaidThatItHas() {
        WaysOut.Overview ended = WaysOut.of(
                givenActive(UPP)
                        .when(Story.workOffDueOn(UPP, day("2022-01-01")))
                        .happens()
                        .known(),
                day("2022-01-01"));
        assertThat(ended.calculation()).isEqualTo("it has ended");
        assertThat(ended.longest()).isEqualTo("2021-12-31");
    }

    @Test
    @Clause("NOR-8")
    void aWayThatIsOneOfThePartiesIsShownAsTheirs() {
        Terms onlyTheMunicipality =
                Paper.of("NOR").with("/exits/0/by", "[\"kommun\"]").terms();
        Story active = givenActive(onlyTheMunicipality);
        assertThat(way(WaysOut.of(active.known(), day("2022-05-02")), "notice").by())
                .containsExactly("kommun");
        for (String party : List.of("kommun", "stadsmission")) {
            GiveNotice notice = new GiveNotice(
                    AgreementId.of(NOR),
                    "notice",
                    party,
                    day("2022-05-02"),
                    Form.WRITTEN,
                    "steering",
                    null,
                    null,
                    List.of(),
                    Mandate.of(Story.REGISTRAR, day("2022-05-02")));
            if (party.equals("kommun")) {
                active.when(notice).happens();
            } else {
                active.when(notice).thenRejected("PartyMustHaveThisExit");
            }
        }
    }

    @Test
    @Clause({"STO-3", "STO-9"})
    void aNoticeThatEndsAnExtensionToComeIsNotWhatMakesTheLastDayOfNow() {
        Story told = givenActive(STO)
                .when(Exits.breach(STO, "stiftelse", "stad", "2022-09-20"))
                .happens()
                .when(Exits.noticeForBreach(STO, "breach", "stad", "breach-1", "2022-10-01"))
                .happens();
        WaysOut.Overview now = WaysOut.of(told.known(), day("2022-10-01"));
        assertThat(now.lastDay()).isEqualTo("2022-12-14");
        assertThat(now.calculation()).isEqualTo("it runs to 2022-12-14: nothing ends it earlier");
    }

    @Test
    void theDayOfNoticeBeforeAnEndEarlyInTheYearIsInTheYearBefore() {
        assertThat(NoticeDays.latestOnOrBefore(day("2022-03-14"), MonthDay.of(9, 14)))
                .isEqualTo("2021-09-14");
        assertThat(NoticeDays.latestOnOrBefore(day("2022-09-14"), MonthDay.of(9, 14)))
                .isEqualTo("2022-09-14");
    }

    @Test
    @Clause("NOR-8")
    void whatMadeTheLastDayIsShownWithIt() {
        Story told = givenActive(LUN)
                .when(breach(LUN, "kvinnojouren", "kommun", "2022-03-01"))
                .happens()
                .when(call(LUN, "2022-03-07", "2022-04-30"))
                .happens()
                .when(Exits.rescission(LUN, "rescission", "kommun", "2022-05-02"))
                .happens();
        WaysOut.Overview now = WaysOut.of(told.known(), day("2022-05-02"));
        assertThat(now.lastDay()).isEqualTo("2022-05-02");
        assertThat(now.calculation()).startsWith("rescinded on 2022-05-02");
        assertThat(WaysOut.of(givenActive(LUN).known(), day("2022-05-02")).calculation())
                .isEqualTo("it runs to 2023-12-31: nothing ends it earlier");
    }

    private static WayOut way(WaysOut.Overview overview, String exit) {
        return overview.waysOut().stream()
                .filter(way -> exit.equals(way.exit()))
                .findFirst()
                .orElseThrow();
    }
}
