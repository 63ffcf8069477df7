package se.iopledger.finance.payee;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.finance.PayeeEvent.RecipientHeld;
import se.iopledger.contracts.terms.Party;
import se.iopledger.finance.domain.payee.PayeeId;
import tools.jackson.databind.json.JsonMapper;

/**
 * To whom nothing is paid, whatever the agreement, for lists that show what stops a payment. Made from the log, and a moment
 * behind it: whether something is paid is asked of the payee's own stream.
 */
@Component
public class StoppedRecipients {
    private static final JsonMapper JSON = ContractsJson.mapper();

    private final JdbcClient tables;

    StoppedRecipients(JdbcClient tables) {
        this.tables = tables;
    }

    private record Heard(String agreementId, String municipality, List<Party> parties) {}

    /**
     * What stops the recipients of some agreements, looked up at once for a page of them.
     *
     * @param municipalities those that may be seen
     */
    public Stops of(Set<String> municipalities, Collection<String> agreementIds) {
        if (municipalities.isEmpty() || agreementIds.isEmpty()) {
            return new Stops(Map.of(), Map.of());
        }
        Map<String, List<RecipientHeld>> byPayee = tables
                .sql("SELECT hold FROM payee_hold WHERE municipality IN (:municipalities) ORDER BY payee_id, hold_id")
                .param("municipalities", municipalities)
                .query((row, number) -> JSON.readValue(row.getString(1), RecipientHeld.class))
                .list()
                .stream()
                .collect(Collectors.groupingBy(RecipientHeld::payeeId));
        Map<String, Heard> heard = new HashMap<>();
        if (!byPayee.isEmpty()) {
            partiesOf(agreementIds).forEach(one -> heard.put(one.agreementId(), one));
        }
        return new Stops(byPayee, heard);
    }

    /** By the newest terms, by which payments are ordered. */
    private List<Heard> partiesOf(Collection<String> agreementIds) {
        return tables.sql("""
                        SELECT agreement_id, municipality,
                            coalesce(life #> '{versions,-1,terms,parties}', terms -> 'parties')
                        FROM heard_agreement WHERE agreement_id IN (:agreements)""")
                .param("agreements", Set.copyOf(agreementIds))
                .query((row, number) -> new Heard(
                        row.getString(1), row.getString(2), List.of(JSON.readValue(row.getString(3), Party[].class))))
                .list();
    }

    /** Which recipients of which agreements they are about. */
    public static final class Stops {
        private final Map<String, List<RecipientHeld>> byPayee;
        private final Map<String, Heard> heard;

        private Stops(Map<String, List<RecipientHeld>> byPayee, Map<String, Heard> heard) {
            this.byPayee = byPayee;
            this.heard = heard;
        }

        /**
         * What stops payments to a recipient: stops under its organisation number, and those from before the papers stated
         * it.
         *
         * @param recipient id of the party in the terms
         */
        public List<RecipientHeld> on(String agreementId, String recipient) {
            Heard agreement = heard.get(agreementId);
            return agreement == null
                    ? List.of()
                    : payeesOf(agreement, recipient)
                            .distinct()
                            .flatMap(payee -> byPayee.getOrDefault(payee, List.of()).stream())
                            .toList();
        }

        private static Stream<String> payeesOf(Heard agreement, String recipient) {
            return Stream.concat(
                    agreement.parties().stream()
                            .filter(party -> party.id().equals(recipient))
                            .map(party -> PayeeId.paidAs(agreement.municipality(), agreement.agreementId(), party)),
                    Stream.of(PayeeId.formerly(agreement.municipality(), agreement.agreementId(), recipient)));
        }
    }
}
