package se.iopledger.agreement.domain.amend;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.given;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.register;
import static se.iopledger.agreement.domain.Story.workOffDueOn;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;

import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.ExtensionCommand.CheckFunds;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.ExitEvent.Form;
import se.iopledger.contracts.agreement.Resolution;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** Which terms hold, held, will hold or would have held, and from when to when. */
final class TermsVersionTest {
    private static final Changes NORRTALJE = Changes.of(NOR);

    private static final Terms SHORTER_NOTICE =
            Paper.of("NOR").with("/exits/0/noticeMonths", "3").terms();

    private static final Terms LONGER_NOTICE =
            Paper.of("NOR").with("/exits/0/noticeMonths", "9").terms();

    @Test
    void beforeItIsInForceThereAreTheRegisteredTerms() {
        versions(given(register(NOR)), "2021-12-20").containsExactly("1 REGISTERED from 2021-09-15 to null by null");
    }

    @Test
    void eachVersionHoldsFromItsDayUntilTheDayBeforeTheNext() {
        Story amended = givenActive(NOR).amended("2022-01-05", "2022-08-01", SHORTER_NOTICE);
        versions(amended, "2022-07-31")
                .containsExactly(
                        "1 IN_EFFECT from 2021-09-15 to 2022-07-31 by null",
                        "2 COMING from 2022-08-01 to 2024-09-14 by amendment-1");
        versions(amended, "2022-08-01")
                .containsExactly(
                        "1 PAST from 2021-09-15 to 2022-07-31 by null",
                        "2 IN_EFFECT from 2022-08-01 to 2024-09-14 by amendment-1");
        versions(amended, "2024-09-15")
                .containsExactly(
                        "1 PAST from 2021-09-15 to 2022-07-31 by null",
                        "2 PAST from 2022-08-01 to 2024-09-14 by amendment-1");
        assertThat(TermsVersion.on(day("2022-07-31"), amended.known(), day("2022-07-31"))
                        .terms())
                .isEqualTo(NOR);
        assertThat(TermsVersion.numbered(2, amended.known(), day("2022-07-31")))
                .hasValueSatisfying(version -> assertThat(version.terms()).isEqualTo(SHORTER_NOTICE));
        assertThat(TermsVersion.numbered(3, amended.known(), day("2022-07-31"))).isEmpty();
    }

    @Test
    @Clause("STO-3")
    void nextYearsTermsAreComingAndNoVersionHoldsBeyondTheLastDay() {
        Terms next = Paper.of("STO")
                .with("/exits/0/inCaseOf", "\"no wish to go on, said in writing\"")
                .terms();
        Story agreed = givenActive(STO).amended("2022-09-01", "2023-01-01", next);
        versions(agreed, "2022-09-01")
                .containsExactly(
                        "1 IN_EFFECT from 2021-12-15 to 2022-12-14 by null",
                        "2 COMING from 2023-01-01 to null by amendment-1");
        Story extended = agreed.when(workOffDueOn(STO, day("2022-12-15"))).happens();
        versions(extended, "2022-12-15")
                .containsExactly(
                        "1 IN_EFFECT from 2021-12-15 to 2022-12-31 by null",
                        "2 COMING from 2023-01-01 to 2023-12-14 by amendment-1");
        Story noticed = agreed.when(new GiveNotice(
                        AgreementId.of(STO),
                        "non-extension",
                        "stad",
                        day("2022-09-10"),
                        Form.WRITTEN,
                        null,
                        null,
                        null,
                        List.of(),
                        Mandate.of(REGISTRAR, day("2022-09-10"))))
                .happens();
        // As things stand it never holds: no extension follows.
        versions(noticed, "2022-09-10")
                .containsExactly(
                        "1 IN_EFFECT from 2021-12-15 to 2022-12-14 by null",
                        "2 PAST from 2023-01-01 to 2022-12-14 by amendment-1");
        versions(
                        agreed.when(new CheckFunds(
                                        AgreementId.of(STO),
                                        day("2022-12-15"),
                                        false,
                                        new Resolution("kommunfullmäktige", day("2022-09-10"), null, null),
                                        Mandate.of(APPROVER, day("2022-09-10"))))
                                .happens(),
                        "2022-09-10")
                .containsExactly(
                        "1 IN_EFFECT from 2021-12-15 to 2022-12-14 by null",
                        "2 PAST from 2023-01-01 to 2022-12-14 by amendment-1");
        Story ended = noticed.when(workOffDueOn(STO, day("2022-12-20"))).happens();
        versions(ended, "2022-12-20")
                .containsExactly(
                        "1 PAST from 2021-12-15 to 2022-12-14 by null",
                        "2 PAST from 2023-01-01 to 2022-12-14 by amendment-1");
    }

    @Test
    void aVersionThatGaveWayBeforeItsFirstDayIsPast() {
        Story twice = givenActive(NOR)
                .amended("2022-01-05", "2022-08-01", SHORTER_NOTICE)
                .amended("2022-01-06", "2022-08-01", LONGER_NOTICE);
        versions(twice, "2022-01-07")
                .containsExactly(
                        "1 IN_EFFECT from 2021-09-15 to 2022-07-31 by null",
                        "2 PAST from 2022-08-01 to 2022-07-31 by amendment-1",
                        "3 COMING from 2022-08-01 to 2024-09-14 by amendment-2");
    }

    @Test
    void whatDoesNotBindIsToldWithWhatCameOfIt() {
        Story story = givenActive(NOR);
        for (int proposed = 1; proposed <= 3; proposed++) {
            story = story.when(NORRTALJE
                            .propose("kommun", "2022-01-10", "2022-03-01", SHORTER_NOTICE)
                            .now())
                    .happens();
        }
        story = story.when(NORRTALJE.withdraw("amendment-1", "kommun", "2022-01-11"))
                .happens()
                .when(NORRTALJE.reject("amendment-2", "stadsmission", "2022-01-11"))
                .happens()
                .when(NORRTALJE
                        .propose("kommun", "2022-01-12", "2022-04-01", SHORTER_NOTICE)
                        .insteadOf("amendment-3")
                        .now())
                .happens();
        versions(story, "2022-01-12")
                .containsExactly(
                        "1 IN_EFFECT from 2021-09-15 to 2024-09-14 by null",
                        "2 WITHDRAWN from 2022-03-01 to null by amendment-1",
                        "3 REJECTED from 2022-03-01 to null by amendment-2",
                        "4 SUPERSEDED from 2022-03-01 to null by amendment-3",
                        "5 PROPOSED from 2022-04-01 to null by amendment-4");
    }

    private static ListAssert<String> versions(Story story, String today) {
        return assertThat(TermsVersion.all(story.known(), day(today)).stream()
                .map(version -> version.number() + " " + version.status() + " from " + version.from() + " to "
                        + version.until() + " by " + version.because())
                .toList());
    }

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }
}
