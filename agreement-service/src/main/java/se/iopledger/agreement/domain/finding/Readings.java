package se.iopledger.agreement.domain.finding;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.SettlementEvent.ChosenReading;
import se.iopledger.contracts.terms.Adjustment;
import se.iopledger.contracts.terms.AdjustmentBasis;
import se.iopledger.contracts.terms.ReadingIds;
import se.iopledger.contracts.terms.ScopeReading;
import se.iopledger.contracts.terms.SignatureLine;
import se.iopledger.contracts.terms.StartReading;
import se.iopledger.contracts.terms.Statement;
import se.iopledger.contracts.terms.Terms;

/** The readings between which a finding leaves the choice. */
@CheckReturnValue
public final class Readings {
    private Readings() {}

    /** The readings that the paper allows, each once; empty where the finding is no matter of choosing one. */
    public static List<ChosenReading> of(Terms terms, Finding finding) {
        Stream<ChosenReading> readings = switch (finding.rule()) {
            case "AdjustmentMustHaveOneStart" -> starts(terms);
            case "AdjustmentMustSayWhenItStarts" -> firstAdjustedYears(terms);
            case "AdjustmentMustHaveOneScope" -> scopes(terms);
            case "StatementsMustAgree", "TextMustHaveOneReading" -> stated(terms, finding);
            case "StatedSumMustBeTheSum" -> sums(terms, finding);
            case "SignatureDatesMustAgree" -> signatureDates(terms, finding);
            default -> Stream.empty();
        };
        Map<String, ChosenReading> eachOnce = new LinkedHashMap<>();
        readings.forEach(reading -> eachOnce.merge(reading.id(), reading, Readings::withTheClausesOfBoth));
        return List.copyOf(eachOnce.values());
    }

    private static ChosenReading withTheClausesOfBoth(ChosenReading one, ChosenReading other) {
        return new ChosenReading(
                one.id(),
                one.text(),
                Stream.concat(one.clauses().stream(), other.clauses().stream())
                        .distinct()
                        .toList());
    }

    private static Stream<ChosenReading> starts(Terms terms) {
        Adjustment adjustment = terms.funding().adjustment();
        List<StartReading> readings = adjustment == null ? List.of() : adjustment.startReadings();
        return readings.stream()
                .filter(reading -> reading.from() != null)
                .map(reading -> new ChosenReading(
                        reading.readingId(),
                        "from " + reading.from() + " (" + reading.label() + ")",
                        reading.clauses()));
    }

    /** LUN-4: the paper names no start, so that the amount may be meant for the first year or be adjusted in it already. */
    private static Stream<ChosenReading> firstAdjustedYears(Terms terms) {
        Adjustment adjustment = terms.funding().adjustment();
        // A yearly budget decision sets the amount anew each time; which year is the first makes no difference.
        if (adjustment == null || adjustment.basis() == AdjustmentBasis.COUNCIL_BUDGET_DECISION) {
            return Stream.empty();
        }
        return Stream.of("the first year is adjusted", "the second year is the first adjusted")
                .map(words -> new ChosenReading(ReadingIds.of(words), words, adjustment.clauses()));
    }

    private static Stream<ChosenReading> scopes(Terms terms) {
        Adjustment adjustment = terms.funding().adjustment();
        List<ScopeReading> readings = adjustment == null ? List.of() : adjustment.scopeReadings();
        return readings.stream()
                .map(reading -> new ChosenReading(reading.readingId(), reading.label(), reading.clauses()));
    }

    private static Stream<ChosenReading> stated(Terms terms, Finding finding) {
        return terms.statements().stream()
                .filter(statement -> Findings.concerns(finding, statement.subject()))
                .flatMap(statement -> switch (statement) {
                    case Statement.OfAmount amount -> reading(inWords(amount.amount()), amount);
                    case Statement.OfDate date -> reading(date.date().toString(), date);
                    case Statement.OfText text -> reading(text.text(), text);
                    case Statement.OfReading reading -> reading(reading.reading(), reading);
                    case Statement.OfReference _ -> Stream.empty();
                    case Statement.OfSum _ -> Stream.empty();
                    case Statement.OfShare _ -> Stream.empty();
                    case Statement.OfShareTotal _ -> Stream.empty();
                });
    }

    private static Stream<ChosenReading> sums(Terms terms, Finding finding) {
        return terms.statements().stream()
                .filter(statement -> Findings.concerns(finding, statement.subject()))
                .filter(Statement.OfSum.class::isInstance)
                .map(Statement.OfSum.class::cast)
                .flatMap(sum -> Stream.concat(
                        reading(inWords(Money.sum(sum.parts())), sum), reading(inWords(sum.stated()), sum)));
    }

    private static Stream<ChosenReading> signatureDates(Terms terms, Finding finding) {
        return terms.signatureLines().stream()
                .filter(line -> Findings.concerns(finding, line.organisation()))
                .flatMap(line -> Stream.of(line.dated(), SignatureFindings.evidencedOn(line))
                        .filter(Objects::nonNull)
                        .map(date -> reading(date.toString(), line)));
    }

    private static ChosenReading reading(String words, SignatureLine line) {
        return new ChosenReading(ReadingIds.of(words), words, line.clauses());
    }

    private static Stream<ChosenReading> reading(String words, Statement statement) {
        return Stream.of(new ChosenReading(ReadingIds.of(words), words, statement.clauses()));
    }

    private static String inWords(Money amount) {
        return amount.toString();
    }
}
