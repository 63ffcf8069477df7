package se.iopledger.agreement.domain.terms;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.DecisionRule;
import se.iopledger.contracts.terms.Document;
import se.iopledger.contracts.terms.Grant;
import se.iopledger.contracts.terms.Group;
import se.iopledger.contracts.terms.Obligation;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Terms;

/** Whatever names a party, group or document must name one that the terms have. */
final class ReferenceRules {
    private final Terms terms;
    private final Set<String> parties;
    private final Set<String> partiesAndGroups;
    private final Breaches breaches = new Breaches();

    private ReferenceRules(Terms terms) {
        this.terms = terms;
        this.parties = terms.parties().stream().map(Party::id).collect(Collectors.toUnmodifiableSet());
        this.partiesAndGroups = PartyRules.actors(terms).collect(Collectors.toUnmodifiableSet());
    }

    static List<Rejection> check(Terms terms) {
        ReferenceRules rules = new ReferenceRules(terms);
        rules.funding();
        rules.undertakings();
        rules.obligations();
        rules.groups();
        rules.exitsAndRemedies();
        rules.signatureLines();
        return rules.breaches.found();
    }

    private void funding() {
        for (int index = 0; index < terms.funding().grants().size(); index++) {
            Grant grant = terms.funding().grants().get(index);
            partyMustExist("/funding/grants/" + index + "/payer", grant.payer(), grant.clauses());
            partyMustExist("/funding/grants/" + index + "/recipient", grant.recipient(), grant.clauses());
        }
        String awaited = terms.funding().awaitsDocument();
        breaches.when(
                awaited != null
                        && terms.documents().stream().map(Document::label).noneMatch(awaited::equals),
                "/funding/awaitsDocument",
                "DocumentMustExist",
                "no document of the terms has this label",
                terms.funding().clauses());
    }

    private void undertakings() {
        for (int index = 0; index < terms.contributions().size(); index++) {
            var contribution = terms.contributions().get(index);
            partyMustExist("/contributions/" + index + "/by", contribution.by(), contribution.clauses());
        }
        for (int index = 0; index < terms.budgets().size(); index++) {
            var budget = terms.budgets().get(index);
            partyMustExist("/budgets/" + index + "/party", budget.party(), budget.clauses());
        }
        for (int index = 0; index < terms.commitments().size(); index++) {
            var commitment = terms.commitments().get(index);
            partiesMustExist("/commitments/" + index + "/by", commitment.by(), commitment.clauses());
        }
    }

    private void obligations() {
        for (int index = 0; index < terms.obligations().size(); index++) {
            Obligation obligation = terms.obligations().get(index);
            String at = "/obligations/" + index;
            for (int place = 0; place < obligation.by().size(); place++) {
                partyOrGroupMustExist(at + "/by/" + place, obligation.by().get(place), obligation.clauses());
            }
            partyOrGroupMustExist(at + "/convener", obligation.convener(), obligation.clauses());
        }
    }

    private void groups() {
        for (int index = 0; index < terms.groups().size(); index++) {
            Group group = terms.groups().get(index);
            String at = "/groups/" + index;
            partyMustExist(at + "/convener", group.convener(), group.clauses());
            partyMustExist(at + "/documents", group.documents(), group.clauses());
            for (int place = 0; place < group.seats().size(); place++) {
                partyMustExist(
                        at + "/seats/" + place + "/party",
                        group.seats().get(place).party(),
                        group.clauses());
            }
            DecisionRule rule = group.decisionRule();
            if (rule != null) {
                partyMustExist(at + "/decisionRule/tieBreak", rule.tieBreak(), rule.clauses());
            }
        }
    }

    private void exitsAndRemedies() {
        for (int index = 0; index < terms.exits().size(); index++) {
            var exit = terms.exits().get(index);
            partiesMustExist("/exits/" + index + "/by", exit.by(), exit.clauses());
        }
        for (int index = 0; index < terms.remedies().size(); index++) {
            var remedy = terms.remedies().get(index);
            partyMustExist("/remedies/" + index + "/liable", remedy.liable(), remedy.clauses());
        }
    }

    private void signatureLines() {
        for (int index = 0; index < terms.signatureLines().size(); index++) {
            var line = terms.signatureLines().get(index);
            partyMustExist("/signatureLines/" + index + "/party", line.party(), line.clauses());
        }
    }

    private void partiesMustExist(String pointer, List<String> ids, List<String> clauses) {
        for (int index = 0; index < ids.size(); index++) {
            partyMustExist(pointer + "/" + index, ids.get(index), clauses);
        }
    }

    private void partyMustExist(String pointer, @Nullable String id, List<String> clauses) {
        breaches.when(id != null && !parties.contains(id), pointer, "PartyMustExist", "no party has this id", clauses);
    }

    private void partyOrGroupMustExist(String pointer, @Nullable String id, List<String> clauses) {
        breaches.when(
                id != null && !partiesAndGroups.contains(id),
                pointer,
                "PartyOrGroupMustExist",
                "neither a party nor a group has this id",
                clauses);
    }
}
