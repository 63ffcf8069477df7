package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The terms of one agreement: what the paper says, part by part, each with the clause it comes from. */
public record Terms(
        @JsonPropertyDescription("Short name that lists show, as UPP.")
        String shortName,

        @JsonPropertyDescription("What the agreement is called.")
        String title,

        @JsonPropertyDescription(
                "Four-digit municipality code (kommunkod, Statistics Sweden) of the public party, as text.")
        String municipality,

        @JsonPropertyDescription(
                "Case number (diarienummer) as the municipality writes it; left out where the agreement has none.")
        @Nullable String caseNumber,

        @JsonPropertyDescription("First and last day.") Period period,

        @JsonPropertyDescription(
                "From this day the ledger carries the agreement. Tranches due and obligations dated before it are settled elsewhere.")
        LocalDate takeoverDate,

        @JsonPropertyDescription("Every party, public and civil.")
        List<Party> parties,

        @JsonPropertyDescription("The documents the agreement consists of or refers to, at hand or not.")
        List<Document> documents,

        @JsonPropertyDescription("What is known of the decision that approved the agreement.") @Nullable BoardDecision decision,

        @JsonPropertyDescription("Money: who pays whom how much in which year, when, and how it is adjusted.")
        Funding funding,

        @JsonPropertyDescription(
                "What parties bring beside the money that the agreement pays out: premises, work, own funds.")
        List<Contribution> contributions,

        @JsonPropertyDescription("Budget tables of the agreement, with the totals they state.")
        List<Budget> budgets,

        @JsonPropertyDescription("Undertakings, with the figures stated for them.")
        List<Commitment> commitments,

        @JsonPropertyDescription("Reports, accounts, meetings and evaluations that the agreement asks for.")
        List<Obligation> obligations,

        @JsonPropertyDescription("Steering and cooperation groups.")
        List<Group> groups,

        @JsonPropertyDescription("Ways out before or at the end.")
        List<ExitRule> exits,

        @JsonPropertyDescription("How the agreement may go on after its last day.") @Nullable ExtensionRule extension,

        @JsonPropertyDescription("Payment stops and repayment claims.")
        List<Remedy> remedies,

        @JsonPropertyDescription("How the agreement is changed.") @Nullable AmendmentRule amendments,

        @JsonPropertyDescription("What must hold for the agreement to be in force.")
        List<Condition> conditions,

        @JsonPropertyDescription("Phases inside the period.")
        List<Phase> phases,

        @JsonPropertyDescription("Signature lines and electronic signatures as the documents show them.")
        List<SignatureLine> signatureLines,

        @JsonPropertyDescription(
                "What the documents state in several places, or calculate; compared with each other and with these terms.")
        List<Statement> statements,

        @JsonPropertyDescription("Clauses that bind but carry no date, figure or rule that is executed.")
        List<Provision> provisions,

        @JsonPropertyDescription(
                "Rules chosen where the paper is silent. Each is an assumption, shown as one, until a recorded decision replaces it.")
        List<ChosenDefault> defaults) {
    public Terms {
        parties = Absent.asEmpty(parties);
        documents = Absent.asEmpty(documents);
        contributions = Absent.asEmpty(contributions);
        budgets = Absent.asEmpty(budgets);
        commitments = Absent.asEmpty(commitments);
        obligations = Absent.asEmpty(obligations);
        groups = Absent.asEmpty(groups);
        exits = Absent.asEmpty(exits);
        remedies = Absent.asEmpty(remedies);
        conditions = Absent.asEmpty(conditions);
        phases = Absent.asEmpty(phases);
        signatureLines = Absent.asEmpty(signatureLines);
        statements = Absent.asEmpty(statements);
        provisions = Absent.asEmpty(provisions);
        defaults = Absent.asEmpty(defaults);
    }

    /** @throws IllegalArgumentException if no party has that id */
    public Party party(String partyId) {
        return parties.stream()
                .filter(party -> party.id().equals(partyId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no party has the id " + partyId));
    }

    /**
     * The phase in which an obligation is asked for: the one with the obligation's title. Empty where it has no phase of
     * its own, and is asked for all through the agreement.
     */
    public Optional<Phase> phaseOf(Obligation obligation) {
        return phases.stream()
                .filter(phase -> phase.title().equals(obligation.title()))
                .findFirst();
    }

    /** Whether this named default was chosen at registration. */
    public boolean chose(DefaultRule rule) {
        return defaults.stream().anyMatch(chosen -> chosen.rule() == rule);
    }
}
