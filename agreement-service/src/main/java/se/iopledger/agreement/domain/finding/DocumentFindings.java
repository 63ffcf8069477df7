package se.iopledger.agreement.domain.finding;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.Finding.Affects;
import se.iopledger.contracts.terms.BoardDecision;
import se.iopledger.contracts.terms.Document;
import se.iopledger.contracts.terms.Terms;

/** The documents an agreement consists of or refers to, and the decision behind it. */
final class DocumentFindings {
    private static final Ideal AT_HAND = new Ideal("DocumentMustBeAtHand", Affects.NOTHING);
    private static final Ideal AWAITED_AT_HAND = new Ideal("DocumentMustBeAtHand", Affects.SCHEDULE);
    private static final Ideal ONE_MEANING = new Ideal("DocumentLabelMustNameOneDocument", Affects.NOTHING);
    private static final Ideal UNDERTAKINGS = new Ideal("UndertakingsMustBeStated", Affects.NOTHING);
    private static final Ideal DECISION_AT_HAND = new Ideal("ProposedDecisionMustBeAtHand", Affects.EVIDENCE);
    private static final Ideal DECISION_YEAR = new Ideal("DecisionMustNameTheYearItFunds", Affects.SCHEDULE);

    private DocumentFindings() {}

    static List<Finding> of(Terms terms) {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(documentMustBeAtHand(terms));
        findings.addAll(documentLabelMustNameOneDocument(terms));
        undertakingsMustBeStated(terms).forEach(findings::add);
        BoardDecision decision = terms.decision();
        if (decision != null) {
            proposedDecisionMustBeAtHand(decision).forEach(findings::add);
            decisionMustNameTheYearItFunds(decision).forEach(findings::add);
        }
        return findings;
    }

    private static List<Finding> documentMustBeAtHand(Terms terms) {
        return terms.documents().stream()
                .filter(document -> !document.atHand())
                .map(document -> (isAwaited(terms, document) ? AWAITED_AT_HAND : AT_HAND)
                        .brokenBy(
                                document.label(),
                                document.clauses(),
                                "The agreement refers to " + document.label() + " (" + document.title()
                                        + "), which is not among the documents."))
                .toList();
    }

    private static boolean isAwaited(Terms terms, Document document) {
        return document.label().equals(terms.funding().awaitsDocument());
    }

    private static List<Finding> documentLabelMustNameOneDocument(Terms terms) {
        return terms.documents().stream()
                .collect(groupingBy(Document::label, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .filter(named -> named.getValue().size() > 1)
                .map(named -> ONE_MEANING.brokenBy(
                        named.getKey(),
                        clausesOf(named.getValue()),
                        "\"" + named.getKey() + "\" names "
                                + named.getValue().size() + " different things: "
                                + named.getValue().stream().map(Document::title).collect(Collectors.joining("; "))
                                + "."))
                .toList();
    }

    private static Stream<Finding> undertakingsMustBeStated(Terms terms) {
        return terms.commitments().isEmpty()
                ? Stream.of(UNDERTAKINGS.brokenBy(
                        terms.documents().stream()
                                .filter(document -> !document.atHand())
                                .flatMap(document -> document.clauses().stream())
                                .distinct()
                                .toList(),
                        "The undertakings of the parties are not in the documents at hand."))
                : Stream.empty();
    }

    private static Stream<Finding> proposedDecisionMustBeAtHand(BoardDecision decision) {
        return decision.proposedOn() != null && decision.decidedOn() == null
                ? Stream.of(DECISION_AT_HAND.brokenBy(
                        decision.clauses(),
                        "A memo of " + decision.proposedOn() + " proposes that " + decision.body()
                                + " decide; the decision itself is not among the documents."))
                : Stream.empty();
    }

    private static Stream<Finding> decisionMustNameTheYearItFunds(BoardDecision decision) {
        return decision.fundingYear() == null
                ? Stream.of(DECISION_YEAR.brokenBy(
                        decision.clauses(), "The decision text does not say for which year its funding is."))
                : Stream.empty();
    }

    private static List<String> clausesOf(List<Document> documents) {
        return documents.stream()
                .flatMap(document -> document.clauses().stream())
                .distinct()
                .toList();
    }
}
