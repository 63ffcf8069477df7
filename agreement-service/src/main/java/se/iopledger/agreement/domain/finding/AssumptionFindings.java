package se.iopledger.agreement.domain.finding;

import java.util.List;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.Finding.Affects;
import se.iopledger.contracts.terms.BoardDecision;
import se.iopledger.contracts.terms.ChosenDefault;
import se.iopledger.contracts.terms.DefaultRule;
import se.iopledger.contracts.terms.SignatureLine;
import se.iopledger.contracts.terms.Terms;

/** What is taken for granted: chosen defaults, and decisions and signatures without evidence. */
final class AssumptionFindings {
    private static final Ideal CONFIRMED = new Ideal("AssumptionMustBeConfirmed", Affects.SCHEDULE);
    private static final Ideal DECISION = new Ideal("DecisionMustBeEvidenced", Affects.EVIDENCE);
    private static final Ideal SIGNATURE = new Ideal("SignatureMustBeEvidenced", Affects.EVIDENCE);
    private static final Ideal AMENDMENT = new Ideal("AmendmentMustBeEvidenced", Affects.EVIDENCE);

    private AssumptionFindings() {}

    static List<Finding> of(Terms terms) {
        return terms.defaults().stream()
                .map(chosen -> CONFIRMED.brokenBy(
                        chosen.rule().name(),
                        chosen.clauses(),
                        "Assumed where the paper is silent: " + inWords(chosen.rule()) + noteOf(chosen)
                                + ". A recorded decision can replace it."))
                .toList();
    }

    static List<Finding> decisionMustBeEvidenced(Terms terms, Evidence evidence) {
        BoardDecision decision = terms.decision();
        return evidence.kind() == Evidence.Kind.ASSUMED
                ? List.of(DECISION.brokenBy(
                        decision == null ? List.of() : decision.clauses(),
                        "The board's decision is not evidenced: " + evidence.note() + "."))
                : List.of();
    }

    static List<Finding> signatureMustBeEvidenced(Terms terms, String party, Evidence evidence) {
        return evidence.kind() == Evidence.Kind.ASSUMED
                ? List.of(SIGNATURE.brokenBy(
                        party,
                        clausesOfSignature(terms, party),
                        "The signature of " + terms.party(party).name() + " is not evidenced: " + evidence.note()
                                + "."))
                : List.of();
    }

    static List<Finding> amendmentMustBeEvidenced(Terms terms, String amendmentId, String party, Evidence evidence) {
        return evidence.kind() == Evidence.Kind.ASSUMED
                ? List.of(AMENDMENT.brokenBy(
                        amendmentId + " " + party,
                        terms.amendments() == null
                                ? List.of()
                                : terms.amendments().clauses(),
                        "The signature of " + terms.party(party).name() + " on " + amendmentId + " is not evidenced: "
                                + evidence.note() + "."))
                : List.of();
    }

    private static List<String> clausesOfSignature(Terms terms, String party) {
        return terms.signatureLines().stream()
                .filter(line -> party.equals(line.party()))
                .map(SignatureLine::clauses)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private static String noteOf(ChosenDefault chosen) {
        return chosen.note() == null ? "" : " (" + chosen.note() + ")";
    }

    private static String inWords(DefaultRule rule) {
        return switch (rule) {
            case EQUAL_TRANCHES -> "a year's amount is split into equal tranches";
            case TERTIALS_FROM_JANUARY_MAY_SEPTEMBER -> "tertials start in January, May and September";
            case HALF_YEARS_FROM_JANUARY_AND_JULY -> "half-years start in January and July";
            case FIRST_DAY_OR_NEXT_BANK_DAY -> "due on the first day, or on the next Swedish bank day";
            case MONTHS_FROM_FIRST_DAY -> "months count from the first day of the period";
            case CONTRACT_YEARS -> "a year is a contract year, from the first day of the period";
            case THIRTY_DAYS_FROM_INVOICE -> "an invoice is paid 30 days after receipt";
        };
    }
}
