package se.iopledger.agreement.domain.finding;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.Finding.Affects;
import se.iopledger.contracts.terms.Condition;
import se.iopledger.contracts.terms.ConditionKind;
import se.iopledger.contracts.terms.ExitKind;
import se.iopledger.contracts.terms.ExitRule;
import se.iopledger.contracts.terms.ExtensionKind;
import se.iopledger.contracts.terms.ExtensionRule;
import se.iopledger.contracts.terms.Terms;

/** How the agreement ends, and how it goes on. */
final class ExitFindings {
    private static final Set<ExitKind> WITHOUT_CAUSE = EnumSet.of(ExitKind.NOTICE, ExitKind.NON_EXTENSION);
    private static final Set<ExitKind> FOR_BREACH =
            EnumSet.of(ExitKind.NOTICE_FOR_CAUSE, ExitKind.RESCISSION, ExitKind.ACTOR_EXCLUSION);
    private static final Set<ExitKind> BY_NOTICE =
            EnumSet.of(ExitKind.NOTICE, ExitKind.NOTICE_FOR_CAUSE, ExitKind.NON_EXTENSION);
    private static final Set<ExitKind> WITH_A_PERIOD =
            EnumSet.of(ExitKind.NOTICE, ExitKind.NOTICE_FOR_CAUSE, ExitKind.REVOCATION);

    private static final Ideal FORM = new Ideal("NoticeFormMustBeStated", Affects.EXIT);
    private static final Ideal PERIOD = new Ideal("NoticePeriodMustBeStated", Affects.EXIT);
    private static final Ideal WITHOUT_A_CAUSE = new Ideal("ExitWithoutCauseMustBeRegulated", Affects.EXIT);
    private static final Ideal BREACH = new Ideal("BreachMustBeRegulated", Affects.EXIT);
    private static final Ideal TOLD_APART = new Ideal("ExitsMustBeToldApart", Affects.EXIT);
    private static final Ideal EXTENSION = new Ideal("ExtensionMustBeRegulated", Affects.EXIT);
    private static final Ideal FUNDS = new Ideal("AutomaticExtensionMustCheckThatFundsExist", Affects.SCHEDULE);

    private static final Ideal CONSENT = new Ideal("NoticeMustBeTakenBackWithConsent", Affects.NOTHING);

    private ExitFindings() {}

    /** The papers do not say whether a notice that was received can be taken back; the law of contracts says that it cannot. */
    static Finding noticeMustBeTakenBackWithConsent(String noticeId, String by, List<String> clauses) {
        return CONSENT.brokenBy(
                noticeId,
                clauses,
                "Nothing shows that the other parties agreed when " + by + " took back " + noticeId
                        + ". The terms do not say that a notice which was received can be taken back by one party"
                        + " alone.");
    }

    static List<Finding> of(Terms terms) {
        List<Finding> findings = new ArrayList<>();
        for (ExitRule exit : terms.exits()) {
            noticeFormMustBeStated(exit).forEach(findings::add);
            noticePeriodMustBeStated(exit).forEach(findings::add);
        }
        Stream.of(
                        exitWithoutCauseMustBeRegulated(terms),
                        breachMustBeRegulated(terms),
                        exitsMustBeToldApart(terms),
                        extensionMustBeRegulated(terms),
                        automaticExtensionMustCheckThatFundsExist(terms))
                .flatMap(found -> found)
                .forEach(findings::add);
        return findings;
    }

    private static Stream<Finding> noticeFormMustBeStated(ExitRule exit) {
        return BY_NOTICE.contains(exit.kind()) && exit.form() == null
                ? Stream.of(FORM.brokenBy(
                        exit.id(),
                        exit.clauses(),
                        "In what form notice is given is not stated (" + exit.inCaseOf() + ")."))
                : Stream.empty();
    }

    private static Stream<Finding> noticePeriodMustBeStated(ExitRule exit) {
        return WITH_A_PERIOD.contains(exit.kind()) && exit.noticeMonths() == null && exit.noticeBy() == null
                ? Stream.of(PERIOD.brokenBy(
                        exit.id(), exit.clauses(), "No notice period is stated (" + exit.inCaseOf() + ")."))
                : Stream.empty();
    }

    private static Stream<Finding> exitWithoutCauseMustBeRegulated(Terms terms) {
        return terms.exits().stream().noneMatch(exit -> WITHOUT_CAUSE.contains(exit.kind()))
                ? Stream.of(WITHOUT_A_CAUSE.brokenBy(
                        clausesOf(terms.exits()),
                        "There is no exit except for breach or changed circumstances; notice without a cause is not "
                                + "regulated."))
                : Stream.empty();
    }

    private static Stream<Finding> breachMustBeRegulated(Terms terms) {
        return terms.exits().stream().noneMatch(exit -> FOR_BREACH.contains(exit.kind()))
                ? Stream.of(BREACH.brokenBy(
                        clausesOf(terms.exits()), "What follows if a party breaks the agreement is not regulated."))
                : Stream.empty();
    }

    private static Stream<Finding> exitsMustBeToldApart(Terms terms) {
        long forBreach = terms.exits().stream()
                .filter(exit -> FOR_BREACH.contains(exit.kind()))
                .count();
        // Two ways out with a case each are told apart by their cases (LUN-9, LUN-10).
        boolean easilyConfused = terms.exits().size() > 2 || sameCaseTwice(terms.exits());
        return forBreach > 1 && easilyConfused
                ? Stream.of(TOLD_APART.brokenBy(
                        clausesOf(terms.exits()),
                        terms.exits().size() + " ways out stand side by side, each with its own rule: "
                                + terms.exits().stream()
                                        .map(ExitFindings::inWords)
                                        .collect(joining("; "))
                                + ". Whoever uses one must say which."))
                : Stream.empty();
    }

    private static boolean sameCaseTwice(List<ExitRule> exits) {
        return exits.stream()
                        .map(exit -> exit.inCaseOf().strip().toLowerCase(Locale.ROOT))
                        .distinct()
                        .count()
                < exits.size();
    }

    private static String inWords(ExitRule exit) {
        String notice = exit.noticeMonths() != null
                ? ", " + exit.noticeMonths() + " months"
                : exit.noticeBy() != null ? ", by " + exit.noticeBy().toString().substring(2) + " of the year" : "";
        return exit.inCaseOf() + notice;
    }

    private static Stream<Finding> extensionMustBeRegulated(Terms terms) {
        return terms.extension() == null
                ? Stream.of(EXTENSION.brokenBy(
                        terms.period().clauses(), "Whether and how the agreement can be extended is not stated."))
                : Stream.empty();
    }

    private static Stream<Finding> automaticExtensionMustCheckThatFundsExist(Terms terms) {
        ExtensionRule extension = terms.extension();
        List<Condition> funds = terms.conditions().stream()
                .filter(condition -> condition.kind() == ConditionKind.FUNDS_EXIST)
                .toList();
        return extension != null && extension.kind() == ExtensionKind.AUTOMATIC && !funds.isEmpty()
                ? Stream.of(FUNDS.brokenBy(
                        Stream.concat(
                                        extension.clauses().stream(),
                                        funds.stream().flatMap(condition -> condition.clauses().stream()))
                                .distinct()
                                .toList(),
                        "The agreement extends by itself, but holds only as long as funds exist: before each extension "
                                + "somebody must check that they do."))
                : Stream.empty();
    }

    private static List<String> clausesOf(List<ExitRule> exits) {
        return exits.stream()
                .flatMap(exit -> exit.clauses().stream())
                .distinct()
                .toList();
    }
}
