package se.iopledger.finance.payee;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.OrganisationNumber;
import se.iopledger.contracts.finance.PayeeEvent.PartyKey;
import se.iopledger.contracts.finance.PayeeEvent.RecipientHeld;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.finance.desk.FinanceDesk;
import se.iopledger.finance.desk.FinanceDesk.Known;
import se.iopledger.finance.domain.payee.PayeeId;
import tools.jackson.databind.json.JsonMapper;

/**
 * To whom nothing is paid, whatever the agreement, for lists that show what stops a payment. Made from the log, and a moment
 * behind it: whether something is paid is asked of the payee's own stream.
 */
@Component
public class StoppedRecipients {
    private final JsonMapper json = ContractsJson.mapper();
    private final JdbcClient tables;
    private final FinanceDesk desk;

    StoppedRecipients(JdbcClient tables, FinanceDesk desk) {
        this.tables = tables;
        this.desk = desk;
    }

    /** All stops of some municipalities that were not ended, to be looked up while one page is shown. */
    public Stops of(Set<String> municipalities) {
        Map<String, List<RecipientHeld>> byPayee = new HashMap<>();
        if (!municipalities.isEmpty()) {
            tables.sql("SELECT hold FROM payee_hold WHERE municipality IN (:municipalities) ORDER BY payee_id, hold_id")
                    .param("municipalities", municipalities)
                    .query((row, number) -> json.readValue(row.getString(1), RecipientHeld.class))
                    .list()
                    .forEach(held -> byPayee.computeIfAbsent(held.payeeId(), _ -> new ArrayList<>())
                            .add(held));
        }
        return new Stops(byPayee);
    }

    /** Which recipients of agreements they are about. */
    public final class Stops {
        private final Map<String, List<RecipientHeld>> byPayee;
        private final Map<String, Optional<Known>> agreements = new HashMap<>();

        private Stops(Map<String, List<RecipientHeld>> byPayee) {
            this.byPayee = byPayee;
        }

        /**
         * What stops payments to a recipient: a stop under its organisation number, and one from before the papers stated
         * it.
         *
         * @param recipient id of the party in the terms
         */
        public List<RecipientHeld> on(String agreementId, String recipient) {
            if (byPayee.isEmpty()) {
                return List.of();
            }
            return agreements.computeIfAbsent(agreementId, desk::find).stream()
                    .flatMap(agreement -> payeesOf(agreement, recipient))
                    .flatMap(payee -> byPayee.getOrDefault(payee, List.of()).stream())
                    .toList();
        }

        private static Stream<String> payeesOf(Known agreement, String recipient) {
            return Stream.concat(
                    numberOf(agreement.terms(), recipient)
                            .map(number -> PayeeId.of(agreement.municipality(), number))
                            .stream(),
                    Stream.of(PayeeId.of(agreement.municipality(), new PartyKey(agreement.agreementId(), recipient))));
        }

        private static Optional<OrganisationNumber> numberOf(Terms terms, String recipient) {
            return terms.parties().stream()
                    .filter(party -> party.id().equals(recipient))
                    .map(Party::organisationNumber)
                    .filter(Objects::nonNull)
                    .findFirst();
        }
    }
}
