package se.iopledger.agreement.domain.amend;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import se.iopledger.contracts.terms.Commitment;
import se.iopledger.contracts.terms.CommitmentKind;
import se.iopledger.contracts.terms.DecisionRule;
import se.iopledger.contracts.terms.Document;
import se.iopledger.contracts.terms.DocumentKind;
import se.iopledger.contracts.terms.Group;
import se.iopledger.contracts.terms.GroupKind;
import se.iopledger.contracts.terms.Terms;

/**
 * Which group the paper lets decide on a change of the terms, also where all parties sign it: on every revision of a
 * party's undertakings (NOR-9), on direction, goals and scope (STO-10), on changes of commitments (UPP-12). The terms say
 * it in words, so that words are what is looked for.
 */
@CheckReturnValue
final class DecidingGroup {
    private DecidingGroup() {}

    /** The group that decides on a change that all sign; empty where the paper names none for it. */
    static Optional<Group> on(Terms before, Terms after, boolean keepsPurpose) {
        Change change = new Change(before, after, keepsPurpose);
        return change.bringsAnAnnexThatWasMissing()
                ? Optional.empty()
                : steeringGroups(before)
                        .filter(group -> decidesOn(group).anyMatch(change::touches))
                        .findFirst();
    }

    /** The first steering group of the terms. */
    static Optional<Group> steering(Terms terms) {
        return steeringGroups(terms).findFirst();
    }

    private static Stream<Group> steeringGroups(Terms terms) {
        return terms.groups().stream().filter(group -> group.kind() == GroupKind.STEERING);
    }

    /** What its decision rule covers, and those of its tasks that are to decide. */
    private static Stream<String> decidesOn(Group group) {
        DecisionRule rule = group.decisionRule();
        return Stream.concat(
                rule == null ? Stream.empty() : rule.covers().stream().map(DecidingGroup::lowerCase),
                group.tasks().stream().map(DecidingGroup::lowerCase).filter(DecidingGroup::saysThatItDecides));
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** "Its first meeting decides on the chair" (STO-16) is about something else: what decides comes first. */
    private static boolean saysThatItDecides(String task) {
        return task.startsWith("decide") || task.startsWith("beslut");
    }

    private record Change(Terms before, Terms after, boolean keepsPurpose) {
        /** Whether the change is one of what a text is about. */
        boolean touches(String text) {
            return (isAbout(text, "undertaking", "åtagande") && undertakings())
                    || (isAbout(text, "commitment", "insats") && commitments())
                    || (isAbout(text, "goal", "mål", "direction", "inriktning", "purpose", "syfte") && goals())
                    || (isAbout(text, "scope", "omfattning") && scope());
        }

        private static boolean isAbout(String text, String... words) {
            return Stream.of(words).anyMatch(text::contains);
        }

        /** What each party does, brings and pays. */
        private boolean undertakings() {
            return scope()
                    || !before.contributions().equals(after.contributions())
                    || !before.funding().grants().equals(after.funding().grants());
        }

        /** UPP-19: what a party undertook for itself is none of the partnership's. */
        private boolean commitments() {
            return differ(commitment -> commitment.kind() != CommitmentKind.OWN_UNDERTAKING);
        }

        private boolean goals() {
            return !keepsPurpose
                    || differ(commitment ->
                            commitment.kind() == CommitmentKind.GOAL || commitment.kind() == CommitmentKind.EXCLUDED);
        }

        private boolean scope() {
            return differ(_ -> true);
        }

        private boolean differ(Predicate<Commitment> which) {
            return !those(before, which).equals(those(after, which));
        }

        private static List<Commitment> those(Terms terms, Predicate<Commitment> which) {
            return terms.commitments().stream().filter(which).toList();
        }

        /** STO-4: an annex that the agreement refers to and that comes to hand says what was agreed, and revises nothing. */
        boolean bringsAnAnnexThatWasMissing() {
            return before.documents().stream()
                    .filter(document -> document.kind() == DocumentKind.ANNEX && !document.atHand())
                    .map(Document::label)
                    .anyMatch(label -> after.documents().stream()
                            .anyMatch(document -> document.label().equals(label) && document.atHand()));
        }
    }
}
