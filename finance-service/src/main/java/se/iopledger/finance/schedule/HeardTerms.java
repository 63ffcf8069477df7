package se.iopledger.finance.schedule;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.terms.Terms;
import tools.jackson.databind.json.JsonMapper;

/** The terms of every agreement that was heard of, as they were last told. */
@Component
final class HeardTerms {
    private final JsonMapper json = ContractsJson.mapper();
    private final JdbcClient tables;

    HeardTerms(JdbcClient tables) {
        this.tables = tables;
    }

    /**
     * What was heard of one agreement.
     *
     * @param municipality code of the municipality it belongs to
     * @param voided whether its registration was voided since
     */
    record Heard(String municipality, int termsVersion, Terms terms, boolean voided) {}

    Optional<Heard> of(String agreementId) {
        return tables.sql("SELECT municipality, terms_version, terms, voided FROM heard_agreement"
                        + " WHERE agreement_id = :agreement")
                .param("agreement", agreementId)
                .query((row, number) -> new Heard(
                        row.getString("municipality"),
                        row.getInt("terms_version"),
                        json.readValue(row.getString("terms"), Terms.class),
                        row.getBoolean("voided")))
                .optional();
    }

    void remember(String agreementId, String municipality, int termsVersion, Terms terms, JdbcClient transaction) {
        transaction
                .sql("""
                        INSERT INTO heard_agreement
                        VALUES (:agreement, :municipality, :shortName, :version, :terms::jsonb, false)
                        ON CONFLICT (agreement_id) DO UPDATE
                        SET municipality = :municipality, short_name = :shortName, terms_version = :version,
                            terms = :terms::jsonb, voided = false""")
                .param("agreement", agreementId)
                .param("municipality", municipality)
                .param("shortName", terms.shortName())
                .param("version", termsVersion)
                .param("terms", json.writeValueAsString(terms))
                .update();
    }

    void markVoided(String agreementId, JdbcClient transaction) {
        transaction
                .sql("UPDATE heard_agreement SET voided = true WHERE agreement_id = :agreement")
                .param("agreement", agreementId)
                .update();
    }
}
