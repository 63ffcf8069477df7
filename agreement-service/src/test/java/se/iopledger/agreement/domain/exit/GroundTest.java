package se.iopledger.agreement.domain.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.exit.Exits.day;
import static se.iopledger.agreement.testing.Five.LIN;
import static se.iopledger.agreement.testing.Five.LUN;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.ExitCommand.WithdrawNotice;
import se.iopledger.agreement.domain.Story;
import se.iopledger.contracts.agreement.ExitEvent.Form;
import se.iopledger.contracts.agreement.ExitEvent.NoticeGiven;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.ConditionKind;
import se.iopledger.contracts.testing.Clause;

/** Which way out was taken, and whose doing it was, can be asked of an agreement that ends before its day. */
final class GroundTest {
    @Test
    @Clause("NOR-8")
    void aNoticeNamesItsWayOutAndWhoGaveIt() {
        assertThat(ground(givenActive(NOR))).isEmpty();
        Story told = givenActive(NOR).when(notice("stadsmission", "2022-01-10")).happens();
        assertThat(ground(told)).contains(new Ground("notice-1", "notice", List.of("stadsmission")));
        assertThat(ground(told.when(new WithdrawNotice(
                                AgreementId.of(NOR),
                                "notice-1",
                                "stadsmission",
                                "the others agreed by letter (simulated)",
                                day("2022-02-01"),
                                Mandate.of(REGISTRAR, day("2022-02-01"))))
                        .happens()))
                .isEmpty();
    }

    @Test
    @Clause({"LUN-10", "LIN-8", "STO-2"})
    void soDoesEveryOtherWay() {
        Story rescinded = givenActive(LUN)
                .when(Exits.breach(LUN, "kvinnojouren", "kommun", "2022-03-01"))
                .happens()
                .when(Exits.call(LUN, "2022-03-07", "2022-04-30"))
                .happens()
                .when(Exits.rescission(LUN, "rescission", "kommun", "2022-05-02"))
                .happens();
        assertThat(ground(rescinded)).contains(new Ground("rescission-1", "rescission", List.of("kommun")));
        Story revoked = givenActive(LIN)
                .when(Exits.revocation(LIN, "2022-03-01", "2022-06-30", "2022-03-01"))
                .happens();
        assertThat(ground(revoked))
                .contains(new Ground(
                        "revocation-1", "changed-conditions", List.of("kommun", "stadsmission", "pastorat")));
        Story lapsed = givenActive(STO)
                .when(Exits.lapse(STO, ConditionKind.FUNDS_EXIST, "2022-03-01", "2022-06-30"))
                .happens();
        assertThat(ground(lapsed)).contains(new Ground("lapse-1", "lapse-of-funds", List.of()));
    }

    /** Two notices and one taken back: the ground is what makes the last day, whatever else was recorded before it. */
    @Test
    @Clause("NOR-8")
    void ofWhatWasRecordedItIsWhatMakesTheLastDay() {
        Story later = givenActive(NOR)
                .when(notice("stadsmission", "2022-01-10"))
                .happens()
                .when(notice("kommun", "2022-01-05"))
                .happens();
        assertThat(ground(later)).contains(new Ground("notice-2", "notice", List.of("kommun")));
        Story voided = later.whenVoided(NoticeGiven.class).happens();
        assertThat(ground(voided)).contains(new Ground("notice-1", "notice", List.of("stadsmission")));
        assertThat(ground(voided.when(notice("stadsmission", "2022-01-04")).happens()))
                .as("not the one that was a mistake: a number is not given twice")
                .map(Ground::by)
                .contains(List.of("stadsmission"));
        Story again = givenActive(NOR)
                .when(notice("stadsmission", "2022-01-05"))
                .happens()
                .when(new WithdrawNotice(
                        AgreementId.of(NOR),
                        "notice-1",
                        "stadsmission",
                        "the others agreed by letter (simulated)",
                        day("2022-02-01"),
                        Mandate.of(REGISTRAR, day("2022-02-01"))))
                .happens()
                .when(Exits.breach(NOR, "stadsmission", "kommun", "2022-03-01"))
                .happens()
                .when(notice("kommun", "2022-03-05"))
                .happens();
        assertThat(ground(again)).contains(new Ground("notice-2", "notice", List.of("kommun")));
    }

    private static GiveNotice notice(String by, String givenOn) {
        return new GiveNotice(
                AgreementId.of(NOR),
                "notice",
                by,
                day(givenOn),
                Form.WRITTEN,
                "steering",
                null,
                null,
                List.of(),
                Mandate.of(REGISTRAR, day(givenOn)));
    }

    private static Optional<Ground> ground(Story story) {
        return Cut.of(story.known()).flatMap(cut -> Ground.of(story.known(), cut));
    }
}
