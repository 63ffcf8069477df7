package se.iopledger.finance.desk;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.agreement.AgreementLife.Held;
import se.iopledger.contracts.model.Command;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.FundingCommand;
import se.iopledger.finance.domain.MoneyDecider;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.aggregate.AggregateRuntime.Versioned;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.command.RequestKey;
import se.iopledger.shell.http.Problems;
import se.iopledger.shell.time.BusinessClock;
import tools.jackson.databind.json.JsonMapper;

/** Where requests on agreements' money are handled. */
@Component
public class FinanceDesk {
    private final JsonMapper json = ContractsJson.mapper();
    private final JdbcClient tables;
    private final AggregateRuntime aggregates;
    private final CommandGate gate;
    private final BusinessClock clock;

    FinanceDesk(JdbcClient tables, AggregateRuntime aggregates, CommandGate gate, BusinessClock clock) {
        this.tables = tables;
        this.aggregates = aggregates;
        this.gate = gate;
        this.clock = clock;
    }

    /**
     * An agreement that was heard of.
     *
     * @param municipality code of the municipality that it belongs to
     * @param terms the newest that were heard
     * @param lastDay of the agreement as it stands, after extensions and ways out; that of the terms where it is not in force
     * @param held which terms held on which of its days; those of the terms' own period where it is not in force
     */
    public record Known(String agreementId, String municipality, Terms terms, LocalDate lastDay, List<Held> held) {
        public Known {
            held = List.copyOf(held);
        }

        /** The board or administration that represents a party; null where the terms name none. */
        public @Nullable String unitOf(String partyId) {
            return terms.parties().stream()
                    .filter(party -> party.id().equals(partyId))
                    .findFirst()
                    .map(Party::representedBy)
                    .orElse(null);
        }
    }

    /** What was accepted. */
    public record Accepted(String streamId, long version) {}

    /** The agreement, if it was heard of and belongs to one of the user's municipalities. */
    public Optional<Known> find(String agreementId, SignedIn user) {
        return find(agreementId).filter(known -> user.mayActFor(known.municipality()));
    }

    /** The agreement, if it was heard of. */
    public Optional<Known> find(String agreementId) {
        return tables.sql("SELECT municipality, terms, life FROM heard_agreement WHERE agreement_id = :agreement")
                .param("agreement", agreementId)
                .query((row, number) -> known(
                        agreementId, row.getString("municipality"), row.getString("terms"), row.getString("life")))
                .optional();
    }

    private Known known(String agreementId, String municipality, String registered, @Nullable String life) {
        if (life == null) {
            Terms terms = json.readValue(registered, Terms.class);
            return new Known(
                    agreementId,
                    municipality,
                    terms,
                    terms.period().last(),
                    AgreementLife.begun(1, terms).held());
        }
        AgreementLife lived = json.readValue(life, AgreementLife.class);
        return new Known(agreementId, municipality, lived.lastVersion().terms(), lived.lastDay(), lived.held());
    }

    /** The terms that hold on a day, of what was heard; those that were registered where the agreement is not in force. */
    public Optional<Terms> termsOn(String agreementId, LocalDate day) {
        return tables.sql("SELECT terms, life FROM heard_agreement WHERE agreement_id = :agreement")
                .param("agreement", agreementId)
                .query((row, number) -> {
                    String life = row.getString("life");
                    return life == null
                            ? json.readValue(row.getString("terms"), Terms.class)
                            : json.readValue(life, AgreementLife.class).termsOn(day);
                })
                .optional();
    }

    /** All its money as it stands, and its version; nothing has happened to it yet where there is none. */
    public Versioned<AgreementMoney> moneyOf(String agreementId) {
        return aggregates
                .stateOf(agreementId, AgreementMoney.class)
                .orElseGet(() -> new Versioned<>(MoneyDecider.initial(), -1));
    }

    /** A mandate of the user on today's business date. */
    public Mandate mandate(SignedIn user, @Nullable String reason) {
        return new Mandate(user.actor(), clock.today(), clock.today(), reason);
    }

    /** Carries out a command on an agreement that the user may see; anything else is not found. */
    public ResponseEntity<?> carryOut(FundingCommand command, SignedIn user, RequestKey key) {
        return carryOut(command.agreementId(), user, key, _ -> command);
    }

    /**
     * Carries out a command on an agreement that the user may see; anything else is not found.
     *
     * @param command what is to be done, once it is known what was heard of the agreement
     */
    public ResponseEntity<?> carryOut(
            String agreementId, SignedIn user, RequestKey key, Function<Known, Command> command) {
        return find(agreementId, user)
                .<ResponseEntity<?>>map(known -> carryOut(command.apply(known), known.municipality(), key))
                .orElseGet(() -> Problems.notFound("agreement"));
    }

    /** Carries out a command for a municipality that the user is known to act for. */
    public ResponseEntity<?> carryOut(Command command, String municipality, RequestKey key) {
        return answer(gate.execute(command, municipality, key));
    }

    private static ResponseEntity<?> answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done ->
                ResponseEntity.status(HttpStatus.OK)
                        .eTag(Long.toString(done.version()))
                        .body(new Accepted(done.streamId(), done.version()));
            case Outcome.Refused refused -> Problems.of(refused.rejection());
            case Outcome.KeyReused reused -> Problems.of(reused);
        };
    }
}
