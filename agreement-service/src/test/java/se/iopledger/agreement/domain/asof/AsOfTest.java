package se.iopledger.agreement.domain.asof;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.TAKEOVER;
import static se.iopledger.agreement.domain.Story.given;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.register;
import static se.iopledger.agreement.domain.Story.workOffDueOn;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;
import static se.iopledger.agreement.testing.Five.UPP;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.Agreement;
import se.iopledger.agreement.domain.AgreementDecider;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.EffectiveDates;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.ExitCommand.WithdrawNotice;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.domain.asof.AsOf.Recorded;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementSigned;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.ExitEvent;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** The two times: what held on a day, by what was known at a time. */
final class AsOfTest {
    @Test
    @Clause("UPP-3")
    void onADayThatHoldsWhichItsFactsBroughtAboutByThen() {
        Story active = givenActive(UPP);
        assertThat(stage(active, "2021-12-19")).isEqualTo(new Stage.Draft());
        assertThat(stage(active, "2021-12-20"))
                .isEqualTo(new Stage.InForce(LocalDate.of(2019, 1, 1), LocalDate.of(2021, 12, 31)));
        assertThat(stage(active, "2022-01-01"))
                .isEqualTo(new Stage.Ended(LocalDate.of(2019, 1, 1), LocalDate.of(2021, 12, 31), Ending.EXPIRY));
    }

    @Test
    @Clause("STO-3")
    void whatWasKnownBeforeALateNoticeAndWhatIsKnownSince() {
        Story before = givenActive(STO)
                .when(workOffDueOn(STO, LocalDate.of(2022, 12, 15)))
                .happens();
        Story since = before.when(notice(STO, "2022-09-10", "2023-01-20")).happens();
        assertThat(stage(before, "2023-01-10"))
                .isEqualTo(new Stage.InForce(LocalDate.of(2021, 12, 15), LocalDate.of(2023, 12, 14)));
        assertThat(stage(since, "2023-01-10"))
                .isEqualTo(new Stage.Ended(LocalDate.of(2021, 12, 15), LocalDate.of(2022, 12, 14), Ending.EXPIRY));
        assertThat(stage(since, "2022-09-09")).isInstanceOf(Stage.InForce.class);
    }

    @Test
    @Clause("NOR-8")
    void aNoticeMovesTheLastDayFromTheDayOnWhichItWasGiven() {
        Story told =
                givenActive(NOR).when(notice(NOR, "2022-03-01", "2022-05-01")).happens();
        assertThat(stage(told, "2022-02-28"))
                .isEqualTo(new Stage.InForce(LocalDate.of(2021, 9, 15), LocalDate.of(2024, 9, 14)));
        assertThat(stage(told, "2022-03-01"))
                .isEqualTo(new Stage.InForce(LocalDate.of(2021, 9, 15), LocalDate.of(2022, 9, 1)));

        Story withdrawn = told.when(new WithdrawNotice(
                        AgreementId.of(NOR),
                        "notice-1",
                        "kommun",
                        "the others agreed by letter (simulated)",
                        LocalDate.of(2022, 4, 1),
                        Mandate.of(REGISTRAR, LocalDate.of(2022, 5, 1))))
                .happens();
        assertThat(stage(withdrawn, "2022-03-31"))
                .isEqualTo(new Stage.InForce(LocalDate.of(2021, 9, 15), LocalDate.of(2022, 9, 1)));
        assertThat(stage(withdrawn, "2022-04-01"))
                .isEqualTo(new Stage.InForce(LocalDate.of(2021, 9, 15), LocalDate.of(2024, 9, 14)));
    }

    @Test
    @Clause("NOR-13")
    void aSignatureThatWasAMistakeNeverHeldOnceThatIsKnown() {
        Story active = givenActive(NOR);
        assertThat(stage(active, "2021-12-20")).isInstanceOf(Stage.InForce.class);
        Story corrected = active.whenVoided(AgreementSigned.class).happens();
        assertThat(stage(corrected, "2021-12-20")).isEqualTo(new Stage.Approved());
        assertThat(stage(corrected, "2022-06-01")).isEqualTo(new Stage.Approved());
    }

    @Test
    void theTermsAreKnownOnAnyDayAndBeforeTheRegistrationNothingIs() {
        assertThat(stage(given(register(UPP)), "2018-01-01")).isEqualTo(new Stage.Draft());
        assertThat(AsOf.of(List.of(), TAKEOVER)).isEqualTo(Agreement.UNREGISTERED);
        assertThat(stage(given(register(UPP)).voided(), "2021-12-20")).isEqualTo(new Stage.Voided());
    }

    private static Stage stage(Story known, String day) {
        return ((Agreement.Known) AsOf.of(recorded(known), LocalDate.parse(day))).stage();
    }

    private static List<Recorded> recorded(Story story) {
        List<Recorded> recorded = new ArrayList<>();
        Agreement before = Agreement.UNREGISTERED;
        for (AgreementEvent event : story.history()) {
            recorded.add(new Recorded(event, EffectiveDates.of(event, before, Mandate.of(REGISTRAR, TAKEOVER))));
            before = AgreementDecider.evolve(before, event);
        }
        return recorded;
    }

    private static GiveNotice notice(Terms terms, String givenOn, String today) {
        return new GiveNotice(
                AgreementId.of(terms),
                terms.exits().getFirst().id(),
                terms.parties().getFirst().id(),
                LocalDate.parse(givenOn),
                ExitEvent.Form.WRITTEN,
                Story.addressee(terms, terms.exits().getFirst().id()),
                null,
                null,
                List.of(),
                Mandate.of(REGISTRAR, LocalDate.parse(today)));
    }
}
