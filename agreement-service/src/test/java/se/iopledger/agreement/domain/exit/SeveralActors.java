package se.iopledger.agreement.domain.exit;

import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.exit.Exits.day;

import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.ConductCommand.DemandRemediationPlan;
import se.iopledger.agreement.domain.ConductCommand.FollowUpDeficiency;
import se.iopledger.agreement.domain.ConductCommand.RegisterDeficiency;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.ConductEvent.Outcome;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;

/** Linköping's three parties, and a made-up fourth, under Stockholm's clause by which an actor is terminated (STO-8). */
final class SeveralActors {
    static final Paper THREE_ON_PAPER = Paper.of("LIN")
            .with(
                    "/exits/-",
                    "{\"id\":\"exclusion\",\"kind\":\"ACTOR_EXCLUSION\",\"inCaseOf\":\"deficiencies that remain\","
                            + "\"stepsBefore\":[\"dialogue in the steering group\",\"remediation plan\"],"
                            + "\"clauses\":[\"STO-8\"]}")
            .with("/groups/0/kind", "\"STEERING\"");

    static final Terms THREE = THREE_ON_PAPER.terms();

    static final Paper FOUR_ON_PAPER = THREE_ON_PAPER
            .with(
                    "/parties/-",
                    "{\"id\":\"forening\",\"name\":\"An association (made up)\",\"sector\":\"CIVIL\","
                            + "\"clauses\":[\"LIN-1\"]}")
            .with(
                    "/signatureLines/-",
                    "{\"organisation\":\"An association (made up)\",\"party\":\"forening\",\"asWritten\":\"Linköping\","
                            + "\"clauses\":[\"LIN-1\"]}");

    static final Terms FOUR = FOUR_ON_PAPER.terms();

    private SeveralActors() {}

    /** With the first of the obligations of four so many times a year. */
    static Terms fourMeeting(int timesAYear) {
        return FOUR_ON_PAPER
                .with("/obligations/0/due/times", String.valueOf(timesAYear))
                .terms();
    }

    /** A deficiency of the party, known by this id then, remains on 2022-06-30 after the plan that was demanded for it. */
    static Story fellShort(Story story, String party, String deficiency) {
        Terms terms = story.known().registration().terms();
        String id = AgreementId.of(terms);
        return story.when(new RegisterDeficiency(
                        id, party, day("2022-02-01"), "reports do not come (simulated)", on("2022-02-01")))
                .happens()
                .when(new DemandRemediationPlan(
                        id,
                        deficiency,
                        terms.groups().getFirst().id(),
                        day("2022-02-15"),
                        day("2022-03-31"),
                        on("2022-02-15")))
                .happens()
                .when(new FollowUpDeficiency(id, deficiency, day("2022-06-30"), Outcome.REMAINS, on("2022-06-30")))
                .happens();
    }

    private static Mandate on(String today) {
        return Mandate.of(REGISTRAR, day(today));
    }
}
