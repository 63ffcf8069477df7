package se.iopledger.agreement.domain.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.givenActive;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.ConductCommand.DemandRemediationPlan;
import se.iopledger.agreement.domain.ConductCommand.FollowUpDeficiency;
import se.iopledger.agreement.domain.ConductCommand.RegisterDeficiency;
import se.iopledger.agreement.domain.ExitCommand.ExcludeActor;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.ConductEvent.Outcome;
import se.iopledger.contracts.agreement.Resolution;
import se.iopledger.contracts.agreement.StepTaken;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Sector;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** In whichever order parties are terminated, and from whichever days. */
final class AnyExclusionsTest {
    private static final LocalDate DECIDED_ON = LocalDate.of(2022, 7, 4);

    /** Linköping's three, with Stockholm's clause. */
    private static final Terms THREE = Paper.of("LIN")
            .with(
                    "/exits/-",
                    "{\"id\":\"exclusion\",\"kind\":\"ACTOR_EXCLUSION\",\"inCaseOf\":\"deficiencies that remain\","
                            + "\"stepsBefore\":[\"remediation plan\"],\"clauses\":[\"STO-8\"]}")
            .with("/groups/0/kind", "\"STEERING\"")
            .terms();

    private static final String ID = AgreementId.of(THREE);

    private static final Story BOTH_FELL_SHORT =
            fellShort(fellShort(givenActive(THREE), "pastorat", "deficiency-1"), "stadsmission", "deficiency-2");

    @Property(tries = 200)
    @Clause("STO-8")
    void aCivilPartyIsLeftOnEveryDayOnWhichTheAgreementIsInForce(
            @ForAll boolean pastoratFirst,
            @ForAll @IntRange(min = 0, max = 400) int pastoratDays,
            @ForAll @IntRange(min = 0, max = 400) int stadsmissionDays) {
        ExcludeActor pastorat = exclusion("pastorat", "deficiency-1", pastoratDays);
        ExcludeActor stadsmission = exclusion("stadsmission", "deficiency-2", stadsmissionDays);
        Story story = asked(
                asked(BOTH_FELL_SHORT, pastoratFirst ? pastorat : stadsmission),
                pastoratFirst ? stadsmission : pastorat);
        Life.Span span = story.known().life().inForce();
        if (span == null) {
            throw new AssertionError("the agreement was in force");
        }
        for (LocalDate day = span.first(); !day.isAfter(span.last()); day = day.plusDays(1)) {
            assertThat(story.known().termsOn(day).parties())
                    .as("parties on " + day)
                    .extracting(Party::sector)
                    .contains(Sector.CIVIL);
        }
    }

    private static Story asked(Story story, ExcludeActor exclusion) {
        Story.Answer answer = story.when(exclusion);
        return switch (answer.decision()) {
            case Decision.Accepted<AgreementEvent> _ -> answer.happens();
            case Decision.Rejected<AgreementEvent> _ -> story;
        };
    }

    private static Story fellShort(Story story, String party, String deficiency) {
        return story.when(new RegisterDeficiency(
                        ID, party, LocalDate.of(2022, 2, 1), "reports do not come (simulated)", on("2022-02-01")))
                .happens()
                .when(new DemandRemediationPlan(
                        ID,
                        deficiency,
                        THREE.groups().getFirst().id(),
                        LocalDate.of(2022, 2, 15),
                        LocalDate.of(2022, 3, 31),
                        on("2022-02-15")))
                .happens()
                .when(new FollowUpDeficiency(
                        ID, deficiency, LocalDate.of(2022, 6, 30), Outcome.REMAINS, on("2022-06-30")))
                .happens();
    }

    private static ExcludeActor exclusion(String party, String deficiency, int days) {
        return new ExcludeActor(
                ID,
                "exclusion",
                party,
                deficiency,
                new Resolution("the steering group", DECIDED_ON, "minutes, point 3", null),
                List.of(new StepTaken("remediation plan", LocalDate.of(2022, 2, 15))),
                DECIDED_ON.plusDays(days),
                Mandate.of(APPROVER, DECIDED_ON));
    }

    private static Mandate on(String today) {
        return Mandate.of(REGISTRAR, LocalDate.parse(today));
    }
}
