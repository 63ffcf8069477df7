package se.iopledger.agreement.lookup;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.contracts.agreement.FactEvent;
import se.iopledger.contracts.agreement.LifeEvent;
import se.iopledger.contracts.agreement.LifeEvent.ActivationReversed;
import se.iopledger.contracts.agreement.LifeEvent.AgreementEnded;
import se.iopledger.contracts.agreement.LifeEvent.EndReversed;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.LifeEvent.TermsChangeReversed;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.shell.projection.Projection;
import se.iopledger.shell.projection.RecordedEvent;

/** Keeps who is a party to which agreement, by the version of the terms that says so. */
@Component
class AgreementParties implements Projection {
    @Override
    public String name() {
        return "agreement-parties";
    }

    @Override
    public List<String> tables() {
        return List.of("agreement_party");
    }

    @Override
    public void on(RecordedEvent event, JdbcClient tables) {
        switch ((AgreementEvent) event.payload()) {
            case AgreementRegistered registered -> {
                // A registration after a void starts anew; until then a voided agreement is found by its parties.
                tables.sql("DELETE FROM agreement_party WHERE agreement_id = :id")
                        .param("id", event.streamId())
                        .update();
                join(registered.termsVersion(), registered.terms(), event, tables);
            }
            case LifeEvent life -> live(life, event, tables);
            case AgreementVoided _, FactEvent _ -> {
                // Who is a party stands in the terms.
            }
        }
    }

    private static void live(LifeEvent life, RecordedEvent event, JdbcClient tables) {
        switch (life) {
            case TermsChanged changed -> join(changed.termsVersion(), changed.terms(), event, tables);
            case TermsChangeReversed reversed -> leave(reversed.termsVersion(), event, tables);
            case AgreementActivated _,
                    ActivationReversed _,
                    AgreementExtended _,
                    ExtensionReversed _,
                    LastDayChanged _,
                    AgreementExpired _,
                    AgreementEnded _,
                    EndReversed _ -> {
                // By the same parties.
            }
        }
    }

    private static void join(int version, Terms terms, RecordedEvent event, JdbcClient tables) {
        leave(version, event, tables);
        for (Party party : terms.parties()) {
            tables.sql("INSERT INTO agreement_party (agreement_id, terms_version, party, name, organisation_number)"
                            + " VALUES (:id, :version, :party, :name, :number)")
                    .param("id", event.streamId())
                    .param("version", version)
                    .param("party", party.id())
                    .param("name", party.name())
                    .param(
                            "number",
                            party.organisationNumber() == null
                                    ? null
                                    : party.organisationNumber().value())
                    .update();
        }
    }

    private static void leave(int version, RecordedEvent event, JdbcClient tables) {
        tables.sql("DELETE FROM agreement_party WHERE agreement_id = :id AND terms_version = :version")
                .param("id", event.streamId())
                .param("version", version)
                .update();
    }
}
