package se.iopledger.finance.schedule;

import java.sql.Types;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Terms;
import tools.jackson.databind.json.JsonMapper;

/** What was heard of every agreement: the terms it was registered with, and what holds of it while it is in force. */
@Component
final class HeardAgreements {
    private final JsonMapper json = ContractsJson.mapper();
    private final JdbcClient tables;

    HeardAgreements(JdbcClient tables) {
        this.tables = tables;
    }

    /**
     * What was heard of one agreement.
     *
     * @param municipality code of the municipality it belongs to
     * @param voided whether its registration was voided since
     * @param refusal why an event of it had no effect here; null where all is well
     */
    record Heard(
            String municipality,
            int termsVersion,
            Terms terms,
            boolean voided,
            @Nullable Refusal refusal) {}

    /**
     * A rule of this service that kept an event from having its effect.
     *
     * @param rule the rule's name
     * @param detail what is wrong, for a person
     */
    record Refusal(String rule, String detail) {
        static Refusal of(Rejection rejection) {
            return new Refusal(rejection.rule(), rejection.detail());
        }
    }

    Optional<Heard> of(String agreementId) {
        return tables.sql("SELECT municipality, terms_version, terms, voided, rule, detail"
                        + " FROM heard_agreement LEFT JOIN agreement_refusal USING (agreement_id)"
                        + " WHERE agreement_id = :agreement")
                .param("agreement", agreementId)
                .query((row, number) -> new Heard(
                        row.getString("municipality"),
                        row.getInt("terms_version"),
                        json.readValue(row.getString("terms"), Terms.class),
                        row.getBoolean("voided"),
                        refusal(row.getString("rule"), row.getString("detail"))))
                .optional();
    }

    /** What holds of an agreement by all that was heard; empty where it is not in force. */
    Optional<AgreementLife> lifeOf(String agreementId) {
        return lifeOf(agreementId, tables);
    }

    private Optional<AgreementLife> lifeOf(String agreementId, JdbcClient from) {
        return from.sql("SELECT life FROM heard_agreement WHERE agreement_id = :agreement AND life IS NOT NULL")
                .param("agreement", agreementId)
                .query((row, number) -> json.readValue(row.getString("life"), AgreementLife.class))
                .optional();
    }

    private static @Nullable Refusal refusal(@Nullable String rule, String detail) {
        return rule == null ? null : new Refusal(rule, detail);
    }

    /** Takes in what was told of an agreement's life; what cannot follow on what was told before is left aside. */
    void live(AgreementEvent told, JdbcClient transaction) {
        Optional<AgreementLife> before = lifeOf(told.agreementId(), transaction);
        if (AgreementLife.brokenRule(before, told).isPresent()) {
            return;
        }
        transaction
                .sql("UPDATE heard_agreement SET life = :life::jsonb WHERE agreement_id = :agreement")
                .param(
                        "life",
                        AgreementLife.after(before, told)
                                .map(json::writeValueAsString)
                                .orElse(null),
                        Types.VARCHAR)
                .param("agreement", told.agreementId())
                .update();
    }

    /** Terms that an agreement was registered with, or came into force with. */
    void remember(String agreementId, String municipality, int termsVersion, Terms terms, JdbcClient transaction) {
        transaction
                .sql("""
                        INSERT INTO heard_agreement
                            (agreement_id, municipality, short_name, terms_version, terms, voided)
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

    /** Notes why an event had no effect. The first stays: the later ones follow from it until new terms are heard. */
    void refused(String agreementId, Rejection rejection, JdbcClient transaction) {
        transaction
                .sql("INSERT INTO agreement_refusal (agreement_id, rule, detail) VALUES (:agreement, :rule, :detail)"
                        + " ON CONFLICT (agreement_id) DO NOTHING")
                .param("rule", rejection.rule())
                .param("detail", rejection.detail())
                .param("agreement", agreementId)
                .update();
    }

    /** Where terms are heard anew, what was refused before is past. */
    void begunAnew(AgreementEvent told, JdbcClient transaction) {
        if (told instanceof AgreementRegistered || told instanceof AgreementActivated) {
            transaction
                    .sql("DELETE FROM agreement_refusal WHERE agreement_id = :agreement")
                    .param("agreement", told.agreementId())
                    .update();
        }
    }

    /** Notes up to which version of the agreement everything has had its effect here. */
    void followed(String agreementId, long version, JdbcClient transaction) {
        transaction
                .sql("UPDATE heard_agreement SET stream_version = :version WHERE agreement_id = :agreement")
                .param("version", version)
                .param("agreement", agreementId)
                .update();
    }

    void markVoided(String agreementId, JdbcClient transaction) {
        transaction
                .sql("UPDATE heard_agreement SET voided = true WHERE agreement_id = :agreement")
                .param("agreement", agreementId)
                .update();
    }
}
