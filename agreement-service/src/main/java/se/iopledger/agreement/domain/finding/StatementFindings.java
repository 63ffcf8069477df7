package se.iopledger.agreement.domain.finding;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.Finding.Affects;
import se.iopledger.contracts.terms.Grant;
import se.iopledger.contracts.terms.Statement;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.Topic;

/** What the documents state in several places, announce, or calculate. */
final class StatementFindings {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private StatementFindings() {}

    static List<Finding> of(Terms terms) {
        List<Statement> statements = terms.statements();
        return Stream.of(
                        statementsMustAgree(statements),
                        textMustHaveOneReading(statements),
                        statedAmountMustBeWhatIsGranted(terms),
                        referenceMustLeadSomewhere(statements),
                        statedSumMustBeTheSum(statements),
                        statedShareMustBeTheShare(statements),
                        sharesMustTotalOneHundredPercent(statements))
                .flatMap(found -> found)
                .toList();
    }

    private static Stream<Finding> statementsMustAgree(List<Statement> statements) {
        return Stream.of(
                        disagreeing(
                                Statement.OfAmount.class,
                                statements,
                                Statement.OfAmount::amount,
                                StatementFindings::amountInWords),
                        disagreeing(
                                Statement.OfDate.class,
                                statements,
                                Statement.OfDate::date,
                                stated -> stated.date().toString()),
                        disagreeing(
                                Statement.OfText.class,
                                statements,
                                Statement.OfText::text,
                                stated -> "\"" + stated.text() + "\""))
                .flatMap(found -> found);
    }

    private static <S extends Statement> Stream<Finding> disagreeing(
            Class<S> kind, List<Statement> statements, Function<S, Object> fact, Function<S, String> inWords) {
        return bySubject(kind, statements).values().stream()
                .filter(same -> same.stream().map(fact).distinct().count() > 1)
                .map(same -> rule("StatementsMustAgree", same.getFirst().topic())
                        .brokenBy(
                                same.getFirst().subject(),
                                clausesOf(same),
                                "On " + same.getFirst().subject() + " the documents disagree: "
                                        + same.stream()
                                                .map(stated -> inWords.apply(stated) + " (" + stated.place() + ")")
                                                .collect(joining("; "))
                                        + "." + factorInWords(same)));
    }

    private static String amountInWords(Statement.OfAmount stated) {
        return stated.amount() + (stated.note() == null ? "" : ", " + stated.note());
    }

    /** The commonest slip of a budget text: kronor called thousands of kronor. */
    private static String factorInWords(List<? extends Statement> same) {
        List<Long> amounts = same.stream()
                .filter(Statement.OfAmount.class::isInstance)
                .map(Statement.OfAmount.class::cast)
                .map(stated -> stated.amount().ore())
                .sorted()
                .toList();
        return !amounts.isEmpty() && amounts.getLast() / 1000 == amounts.getFirst() && amounts.getLast() % 1000 == 0
                ? " They differ by a factor of 1 000."
                : "";
    }

    private static Stream<Finding> textMustHaveOneReading(List<Statement> statements) {
        return bySubject(Statement.OfReading.class, statements).values().stream()
                .filter(readings -> readings.size() > 1)
                .map(readings -> rule(
                                "TextMustHaveOneReading", readings.getFirst().topic())
                        .brokenBy(
                                readings.getFirst().subject(),
                                clausesOf(readings),
                                "On " + readings.getFirst().subject() + " the text can be read in "
                                        + readings.size() + " ways: "
                                        + readings.stream()
                                                .map(Statement.OfReading::reading)
                                                .collect(joining("; or "))
                                        + "."));
    }

    private static Stream<Finding> statedAmountMustBeWhatIsGranted(Terms terms) {
        return only(Statement.OfAmount.class, terms.statements())
                .filter(stated -> stated.fundingYear() != null
                        && !grantedIn(stated.fundingYear(), terms).equals(stated.amount()))
                .map(stated -> new Ideal("StatedAmountMustBeWhatIsGranted", Affects.SCHEDULE)
                        .brokenBy(
                                stated.subject() + " " + stated.place(),
                                stated.clauses(),
                                "For year " + stated.fundingYear() + " " + stated.place() + " states "
                                        + stated.amount() + ", the grants of the agreement sum to "
                                        + grantedIn(stated.fundingYear(), terms) + "."));
    }

    private static Money grantedIn(int year, Terms terms) {
        return Money.sum(terms.funding().grants().stream()
                .filter(grant -> grant.year() == year)
                .map(Grant::amount)
                .toList());
    }

    private static Stream<Finding> referenceMustLeadSomewhere(List<Statement> statements) {
        return only(Statement.OfReference.class, statements)
                .filter(reference -> !reference.found())
                .map(reference -> rule("ReferenceMustLeadSomewhere", reference.topic())
                        .brokenBy(
                                reference.subject(),
                                reference.clauses(),
                                "The " + reference.place() + " announces " + reference.refersTo()
                                        + ", which the documents do not hold."));
    }

    private static Stream<Finding> statedSumMustBeTheSum(List<Statement> statements) {
        return only(Statement.OfSum.class, statements)
                .filter(stated -> !Money.sum(stated.parts()).equals(stated.stated()))
                .map(stated -> rule("StatedSumMustBeTheSum", stated.topic())
                        .brokenBy(
                                stated.subject(),
                                stated.clauses(),
                                stated.parts().stream().map(Money::toString).collect(joining(" + ")) + " is "
                                        + Money.sum(stated.parts()) + ", not " + stated.stated() + " ("
                                        + stated.subject() + ", " + stated.place() + ")."));
    }

    private static Stream<Finding> statedShareMustBeTheShare(List<Statement> statements) {
        return only(Statement.OfShare.class, statements)
                .filter(stated -> stated.whole().ore() != 0)
                .filter(stated ->
                        percent(stated, stated.statedPercent().scale()).compareTo(stated.statedPercent()) != 0)
                .map(stated -> rule("StatedShareMustBeTheShare", stated.topic())
                        .brokenBy(
                                stated.subject(),
                                stated.clauses(),
                                stated.part() + " / " + stated.whole() + " is "
                                        + percent(stated, 1).toPlainString() + " %, not "
                                        + stated.statedPercent().toPlainString() + " % (" + stated.subject() + ", "
                                        + stated.place() + ")."));
    }

    /** The share in percent, rounded half up to as many decimals as the paper uses. */
    private static BigDecimal percent(Statement.OfShare stated, int decimals) {
        return BigDecimal.valueOf(stated.part().ore())
                .multiply(HUNDRED)
                .divide(BigDecimal.valueOf(stated.whole().ore()), Math.max(0, decimals), RoundingMode.HALF_UP);
    }

    private static Stream<Finding> sharesMustTotalOneHundredPercent(List<Statement> statements) {
        return only(Statement.OfShareTotal.class, statements)
                .filter(stated -> stated.percentTotal().compareTo(HUNDRED) != 0)
                .map(stated -> rule("SharesMustTotalOneHundredPercent", stated.topic())
                        .brokenBy(
                                stated.subject(),
                                stated.clauses(),
                                "The " + stated.subject() + " sum to "
                                        + stated.percentTotal().toPlainString() + " % (" + stated.place() + ")."));
    }

    private static Ideal rule(String rule, @Nullable Topic topic) {
        return new Ideal(rule, affectedBy(topic));
    }

    private static Affects affectedBy(@Nullable Topic topic) {
        return switch (topic) {
            case null -> Affects.NOTHING;
            case GOVERNANCE -> Affects.NOTHING;
            case FUNDING -> Affects.SCHEDULE;
            case ADJUSTMENT -> Affects.ADJUSTED_AMOUNT;
            case OBLIGATIONS -> Affects.OBLIGATIONS;
            case EXIT -> Affects.EXIT;
            case REPAYMENT -> Affects.REPAYMENT;
            case SIGNATURES -> Affects.EVIDENCE;
        };
    }

    private static <S extends Statement> Map<String, List<S>> bySubject(Class<S> kind, List<Statement> statements) {
        return only(kind, statements).collect(groupingBy(Statement::subject, LinkedHashMap::new, Collectors.toList()));
    }

    private static <S extends Statement> Stream<S> only(Class<S> kind, List<Statement> statements) {
        return statements.stream().filter(kind::isInstance).map(kind::cast);
    }

    private static List<String> clausesOf(List<? extends Statement> statements) {
        return statements.stream()
                .flatMap(statement -> statement.clauses().stream())
                .distinct()
                .toList();
    }
}
