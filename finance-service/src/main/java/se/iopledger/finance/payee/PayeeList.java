package se.iopledger.finance.payee;

import java.sql.Types;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.OrganisationNumber;
import se.iopledger.contracts.finance.PayeeEvent;
import se.iopledger.contracts.finance.PayeeEvent.PayeeRegistered;
import se.iopledger.contracts.finance.PayeeEvent.RecipientHeld;
import se.iopledger.contracts.finance.PayeeEvent.RecipientReleased;
import se.iopledger.shell.projection.Projection;
import se.iopledger.shell.projection.RecordedEvent;
import tools.jackson.databind.json.JsonMapper;

/** Which payees there are, and what stops payments to them; how each stands is asked of its own stream. */
@Component
final class PayeeList implements Projection {
    private static final JsonMapper JSON = ContractsJson.mapper();

    private final JdbcClient reading;

    PayeeList(JdbcClient reading) {
        this.reading = reading;
    }

    /** One payee in the list. */
    record Row(
            String payeeId,
            String municipality,
            PayeeEvent.Role role,
            String name,
            @Nullable String organisationNumber) {}

    @Override
    public String name() {
        return "payees-and-stops";
    }

    @Override
    public Set<Class<?>> about() {
        return Set.of(PayeeRegistered.class, RecipientHeld.class, RecipientReleased.class);
    }

    @Override
    public List<String> tables() {
        return List.of("payee", "payee_hold");
    }

    @Override
    public void on(RecordedEvent event, JdbcClient tables) {
        switch (event.payload()) {
            case PayeeRegistered registered -> put(registered, tables);
            case RecipientHeld held ->
                tables.sql("INSERT INTO payee_hold VALUES (:payee, :hold, :municipality, :details::jsonb)")
                        .param("payee", held.payeeId())
                        .param("hold", held.holdId())
                        .param("municipality", event.municipality())
                        .param("details", JSON.writeValueAsString(held))
                        .update();
            case RecipientReleased released ->
                tables.sql("DELETE FROM payee_hold WHERE payee_id = :payee AND hold_id = :hold")
                        .param("payee", released.payeeId())
                        .param("hold", released.holdId())
                        .update();
            default -> {
                // Accounts, and what was confirmed to orders, are asked of the payee's own stream.
            }
        }
    }

    private static void put(PayeeRegistered registered, JdbcClient tables) {
        OrganisationNumber number = registered.organisationNumber();
        tables.sql("INSERT INTO payee VALUES (:id, :municipality, :role, :name, :number)")
                .param("id", registered.payeeId())
                .param("municipality", registered.municipality())
                .param("role", registered.role().name())
                .param("name", registered.name())
                .param("number", number == null ? null : number.value(), Types.VARCHAR)
                .update();
    }

    /** By name, after the one that the page before ended with. */
    List<Row> of(Set<String> municipalities, String afterName, String afterId, int limit) {
        if (municipalities.isEmpty()) {
            return List.of();
        }
        return reading.sql("""
                        SELECT payee_id, municipality, role, name, organisation_number FROM payee
                        WHERE municipality IN (:municipalities) AND (name, payee_id) > (:afterName, :afterId)
                        ORDER BY name, payee_id LIMIT :limit""")
                .param("municipalities", municipalities)
                .param("afterName", afterName)
                .param("afterId", afterId)
                .param("limit", limit)
                .query((row, number) -> new Row(
                        row.getString(1),
                        row.getString(2),
                        PayeeEvent.Role.valueOf(row.getString(3)),
                        row.getString(4),
                        row.getString(5)))
                .list();
    }
}
