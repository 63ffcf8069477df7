package se.iopledger.agreement.possible;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.AgreementCommand;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.agreement.Resolution;
import se.iopledger.contracts.agreement.StepTaken;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.ExitRule;
import se.iopledger.contracts.terms.Group;
import se.iopledger.contracts.terms.GroupKind;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.shell.access.Role;

/**
 * Of which agreement it is asked, by whom, and what every request has in it that is as good as it can be.
 *
 * @param mandate of who asks, with a reason
 */
record Asking(Known agreement, Mandate mandate) {
    /** Stands where there is nothing of the kind, so that the answer says so. */
    static final String NOTHING = "none";

    static final String WORDS = "asked what may be done";

    static Asking of(Known agreement, Mandate asker) {
        return new Asking(agreement, new Mandate(asker.actor(), asker.effectiveOn(), asker.today(), WORDS));
    }

    String id() {
        return agreement.agreementId();
    }

    Evidence evidence() {
        return new Evidence(Evidence.Kind.DOCUMENT, WORDS, null, null);
    }

    Resolution resolution() {
        return new Resolution(WORDS, mandate.today(), WORDS, WORDS);
    }

    List<StepTaken> stepsBefore(ExitRule exit) {
        return exit.stepsBefore().stream()
                .map(step -> new StepTaken(step, mandate.today()))
                .toList();
    }

    /** Those by which the model decides what is dated today; the latest ones may be of a later day. */
    Terms terms() {
        return agreement.termsOn(mandate.today());
    }

    List<String> parties() {
        return terms().parties().stream().map(Party::id).toList();
    }

    /** A party other than this one. */
    String another(String party) {
        return parties().stream().filter(one -> !one.equals(party)).findFirst().orElse(NOTHING);
    }

    /** The first group of its kind. */
    String group(GroupKind kind) {
        return group(kind, terms());
    }

    static String group(GroupKind kind, Terms terms) {
        return terms.groups().stream()
                .filter(group -> group.kind() == kind)
                .map(Group::id)
                .findFirst()
                .orElse(NOTHING);
    }

    Stream<Asked> perParty(String operation, Role role, Function<String, AgreementCommand> command) {
        return each(operation, "party", role, parties().stream(), command);
    }

    /** The request for each of these and each party. */
    Stream<Asked> perParty(
            String operation,
            String name,
            Role role,
            List<String> things,
            BiFunction<String, String, AgreementCommand> command) {
        return things.isEmpty()
                ? perParty(operation, role, party -> command.apply(NOTHING, party))
                : things.stream()
                        .flatMap(thing -> parties().stream()
                                .map(party -> new Asked(
                                        operation,
                                        Map.of(name, thing, "party", party),
                                        role,
                                        command.apply(thing, party))));
    }

    /** The request for each of these; where there is none, once for nothing, so that the rule is told. */
    static Stream<Asked> each(
            String operation,
            String name,
            Role role,
            Stream<String> things,
            Function<String, AgreementCommand> command) {
        List<String> all = things.distinct().toList();
        return all.isEmpty()
                ? Stream.of(once(operation, role, command.apply(NOTHING)))
                : all.stream().map(thing -> new Asked(operation, Map.of(name, thing), role, command.apply(thing)));
    }

    static Asked once(String operation, Role role, AgreementCommand command) {
        return new Asked(operation, Map.of(), role, command);
    }
}
