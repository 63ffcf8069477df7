package se.iopledger.agreement.domain.terms;

import se.iopledger.contracts.terms.Budget;
import se.iopledger.contracts.terms.BudgetLine;
import se.iopledger.contracts.terms.ChosenDefault;
import se.iopledger.contracts.terms.Commitment;
import se.iopledger.contracts.terms.Condition;
import se.iopledger.contracts.terms.Contribution;
import se.iopledger.contracts.terms.Document;
import se.iopledger.contracts.terms.ExitRule;
import se.iopledger.contracts.terms.Figure;
import se.iopledger.contracts.terms.Grant;
import se.iopledger.contracts.terms.Group;
import se.iopledger.contracts.terms.Obligation;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Phase;
import se.iopledger.contracts.terms.Provision;
import se.iopledger.contracts.terms.Remedy;
import se.iopledger.contracts.terms.ScopeReading;
import se.iopledger.contracts.terms.Seats;
import se.iopledger.contracts.terms.SignatureLine;
import se.iopledger.contracts.terms.StartReading;
import se.iopledger.contracts.terms.StatedTotal;
import se.iopledger.contracts.terms.Statement;

/** By what an item of a list is known to be the same one in another version of the terms. */
final class NamesInTerms {
    private NamesInTerms() {}

    /**
     * The item's name in its list.
     *
     * @throws IllegalArgumentException for a record that stands in no list of the terms
     */
    static String of(Record item) {
        return switch (item) {
            case Party party -> party.id();
            case Document document -> document.label();
            case Grant grant -> grant.payer() + " to " + grant.recipient() + ", year " + grant.year();
            case Contribution contribution -> contribution.by() + ": " + contribution.what();
            case Budget budget -> budget.title();
            case BudgetLine line -> line.side() + " " + line.heading();
            case StatedTotal total -> total.side() + " " + total.year();
            case Commitment commitment -> commitment.title();
            case Figure figure -> figure.unit();
            case Obligation obligation -> obligation.id();
            case Group group -> group.id();
            case Seats seats -> seats.party();
            case ExitRule exit -> exit.id();
            case Remedy remedy -> remedy.kind() + ": " + remedy.cause();
            case Condition condition -> condition.text();
            case Phase phase -> phase.title();
            case SignatureLine line -> line.organisation();
            case Provision provision -> provision.subject();
            case ChosenDefault chosen -> chosen.rule().name();
            case StartReading reading -> reading.label();
            case ScopeReading reading -> reading.label();
            case Statement statement -> statement.subject() + ", " + statement.place();
            default ->
                throw new IllegalArgumentException(item.getClass().getSimpleName() + " stands in no list of the terms");
        };
    }
}
