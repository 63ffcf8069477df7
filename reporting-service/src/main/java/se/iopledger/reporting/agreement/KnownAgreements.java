package se.iopledger.reporting.agreement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.agreement.FactEvent;
import se.iopledger.contracts.agreement.LifeEvent;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.reporting.agreement.KnownAgreement.Refusal;
import se.iopledger.reporting.agreement.KnownAgreement.Standing;
import tools.jackson.databind.json.JsonMapper;

/** The table of what was heard of agreements. */
@Component
public class KnownAgreements {
    private final JdbcClient tables;
    private final JsonMapper json;

    KnownAgreements(JdbcClient tables, JsonMapper json) {
        this.tables = tables;
        this.json = json;
    }

    /** Empty where nothing was heard of it yet. */
    public Optional<KnownAgreement> find(String agreementId) {
        return tables.sql("""
                        SELECT agreement_id, municipality, terms_version, terms, last_day, standing, rule, detail
                        FROM known_agreement LEFT JOIN agreement_refusal USING (agreement_id)
                        WHERE agreement_id = :agreement""")
                .param("agreement", agreementId)
                .query((row, number) -> known(row))
                .optional();
    }

    private KnownAgreement known(ResultSet row) throws SQLException {
        @Nullable String rule = row.getString("rule");
        return new KnownAgreement(
                row.getString("agreement_id"),
                row.getString("municipality"),
                row.getInt("terms_version"),
                json.readValue(row.getString("terms"), Terms.class),
                row.getObject("last_day", LocalDate.class),
                Standing.valueOf(row.getString("standing")),
                rule == null ? null : new Refusal(rule, row.getString("detail")));
    }

    /**
     * Takes an event into the table.
     *
     * @param transaction the inbox's, so that it happens once
     */
    public void take(AgreementEvent event, String municipality, JdbcClient transaction) {
        switch (event) {
            case AgreementRegistered registered ->
                put(
                        registered.agreementId(),
                        municipality,
                        registered.termsVersion(),
                        registered.terms(),
                        registered.terms().period().last(),
                        Standing.REGISTERED,
                        transaction);
            case AgreementVoided voided -> stands(voided.agreementId(), Standing.VOIDED, transaction);
            case AgreementActivated activated ->
                put(
                        activated.agreementId(),
                        municipality,
                        activated.termsVersion(),
                        activated.terms(),
                        activated.lastDay(),
                        Standing.ACTIVE,
                        transaction);
            case LifeEvent _, FactEvent _ -> {
                // Neither terms nor standing of the registration change by these.
            }
        }
        if (!(event instanceof FactEvent)) {
            live(event, transaction);
        }
    }

    /** Takes in what was told of an agreement's life; what cannot follow on what was told before is left aside. */
    private void live(AgreementEvent event, JdbcClient transaction) {
        Optional<AgreementLife> before = lifeOf(event.agreementId(), transaction);
        if (AgreementLife.brokenRule(before, event).isPresent()) {
            return;
        }
        Optional<AgreementLife> life = AgreementLife.after(before, event);
        transaction
                .sql("UPDATE known_agreement SET life = CAST(:life AS jsonb) WHERE agreement_id = :agreement")
                .param("life", life.map(json::writeValueAsString).orElse(null), Types.VARCHAR)
                .param("agreement", event.agreementId())
                .update();
        if (event instanceof LifeEvent) {
            stands(event.agreementId(), life.map(KnownAgreements::standing).orElse(Standing.REGISTERED), transaction);
            lastDay(event.agreementId(), life, transaction);
        }
    }

    private static Standing standing(AgreementLife life) {
        return life.ended() == null ? Standing.ACTIVE : Standing.ENDED;
    }

    private static void lastDay(String agreementId, Optional<AgreementLife> life, JdbcClient transaction) {
        life.map(AgreementLife::lastDay)
                .ifPresent(lastDay -> transaction
                        .sql("UPDATE known_agreement SET last_day = :lastDay WHERE agreement_id = :agreement")
                        .param("lastDay", lastDay)
                        .param("agreement", agreementId)
                        .update());
    }

    /** What holds of an agreement by all that was heard; empty where it is not in force. */
    public Optional<AgreementLife> lifeOf(String agreementId) {
        return lifeOf(agreementId, tables);
    }

    private Optional<AgreementLife> lifeOf(String agreementId, JdbcClient from) {
        return from.sql("SELECT life FROM known_agreement WHERE agreement_id = :agreement AND life IS NOT NULL")
                .param("agreement", agreementId)
                .query((row, number) -> json.readValue(row.getString("life"), AgreementLife.class))
                .optional();
    }

    /** Notes why nothing could be made of what was heard, so that a person sees it. */
    public void refused(String agreementId, Rejection rejection, JdbcClient transaction) {
        transaction
                .sql("""
                        INSERT INTO agreement_refusal (agreement_id, rule, detail) VALUES (:agreement, :rule, :detail)
                        ON CONFLICT (agreement_id) DO UPDATE SET rule = excluded.rule, detail = excluded.detail""")
                .param("rule", rejection.rule())
                .param("detail", rejection.detail())
                .param("agreement", agreementId)
                .update();
    }

    /** Where terms are heard anew, what was refused before is past. */
    public void begunAnew(AgreementEvent event, JdbcClient transaction) {
        if (event instanceof AgreementRegistered || event instanceof AgreementActivated) {
            transaction
                    .sql("DELETE FROM agreement_refusal WHERE agreement_id = :agreement")
                    .param("agreement", event.agreementId())
                    .update();
        }
    }

    private void put(
            String agreementId,
            String municipality,
            int termsVersion,
            Terms terms,
            LocalDate lastDay,
            Standing standing,
            JdbcClient transaction) {
        transaction
                .sql("""
                        INSERT INTO known_agreement
                            (agreement_id, municipality, terms_version, terms, last_day, standing)
                        VALUES (:agreement, :municipality, :version, CAST(:terms AS jsonb), :lastDay, :standing)
                        ON CONFLICT (agreement_id) DO UPDATE SET
                            municipality = excluded.municipality, terms_version = excluded.terms_version,
                            terms = excluded.terms, last_day = excluded.last_day, standing = excluded.standing""")
                .param("agreement", agreementId)
                .param("municipality", municipality)
                .param("version", termsVersion)
                .param("terms", json.writeValueAsString(terms))
                .param("lastDay", lastDay)
                .param("standing", standing.name())
                .update();
    }

    private static void stands(String agreementId, Standing standing, JdbcClient transaction) {
        transaction
                .sql("UPDATE known_agreement SET standing = :standing WHERE agreement_id = :agreement")
                .param("standing", standing.name())
                .param("agreement", agreementId)
                .update();
    }
}
