package se.iopledger.finance.payee;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.OrganisationNumber;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.finance.PayeeEvent;
import se.iopledger.contracts.finance.PayeeEvent.PartyKey;
import se.iopledger.contracts.finance.PayeeEvent.RecipientHeld;
import se.iopledger.contracts.finance.PayeeEvent.RecipientReleased;
import se.iopledger.contracts.terms.Standing;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.finance.ServiceTables;
import se.iopledger.finance.domain.payee.PayeeId;
import se.iopledger.finance.domain.plan.TermsOf;
import se.iopledger.shell.projection.RecordedEvent;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Which stops of payees are shown with which recipients of agreements. */
class StoppedRecipientsTest {
    private static final JsonMapper JSON = ContractsJson.mapper();
    private static final String MUNICIPALITY = "0580";
    private static final String ELSEWHERE = "0180";
    private static final OrganisationNumber NUMBER = new OrganisationNumber("212000-9903");
    private static final LocalDate DAY = LocalDate.parse("2022-01-03");

    private static JdbcClient tables = JdbcClient.create(new SingleConnectionDataSource());

    @BeforeAll
    static void create() throws SQLException {
        tables = ServiceTables.create("stopped_recipients");
    }

    @AfterEach
    void empty() {
        tables.sql("TRUNCATE payee, payee_hold, heard_agreement CASCADE").update();
    }

    @Test
    @Clause("STO-7")
    void aStopUnderTheNumberIsShownWithEveryAgreementOfTheRecipient() {
        inForce("a-1", MUNICIPALITY, true);
        inForce("a-2", MUNICIPALITY, true);
        inForce("of-another", MUNICIPALITY, false);
        told(held(PayeeId.of(MUNICIPALITY, NUMBER)), MUNICIPALITY);

        assertThat(shown("a-1", "partner")).containsExactly("hold-1");
        assertThat(shown("a-2", "partner")).containsExactly("hold-1");
        assertThat(shown("a-1", "kommun")).isEmpty();
        assertThat(shown("of-another", "partner")).isEmpty();
    }

    @Test
    void aStopFromBeforeTheNumberWasStatedIsShownWithItsOwnAgreement() {
        inForce("a-1", MUNICIPALITY, true);
        inForce("a-2", MUNICIPALITY, true);
        told(held(PayeeId.of(MUNICIPALITY, new PartyKey("a-1", "partner"))), MUNICIPALITY);

        assertThat(shown("a-1", "partner")).containsExactly("hold-1");
        assertThat(shown("a-2", "partner")).isEmpty();
    }

    @Test
    void aPartyWithoutANumberAndOneThatHasLeftAreKnownByTheirPlace() {
        inForce("a-1", MUNICIPALITY, false);
        told(held(PayeeId.of(MUNICIPALITY, new PartyKey("a-1", "partner"))), MUNICIPALITY);
        told(held(PayeeId.of(MUNICIPALITY, new PartyKey("a-1", "gone"))), MUNICIPALITY);

        assertThat(shown("a-1", "partner")).containsExactly("hold-1");
        assertThat(shown("a-1", "gone")).containsExactly("hold-1");
    }

    @Test
    void anAgreementThatIsNotInForceGoesByTheTermsItWasRegisteredWith() {
        heard("draft", MUNICIPALITY, terms(true), null);
        told(held(PayeeId.of(MUNICIPALITY, NUMBER)), MUNICIPALITY);

        assertThat(shown("draft", "partner")).containsExactly("hold-1");
    }

    @Test
    void theSameOrganisationIsStoppedInOneMunicipalityOnly() {
        inForce("a-1", MUNICIPALITY, true);
        told(held(PayeeId.of(ELSEWHERE, NUMBER)), ELSEWHERE);

        assertThat(shown("a-1", "partner")).isEmpty();
        assertThat(new StoppedRecipients(tables)
                        .of(Set.of(MUNICIPALITY, ELSEWHERE), List.of("a-1"))
                        .on("a-1", "partner"))
                .isEmpty();
    }

    @Test
    void whatIsReleasedIsShownNoMore() {
        inForce("a-1", MUNICIPALITY, true);
        String payee = PayeeId.of(MUNICIPALITY, NUMBER);
        told(held(payee), MUNICIPALITY);
        told(new RecipientHeld(payee, "hold-2", DAY, "made up", List.of()), MUNICIPALITY);
        told(new RecipientReleased(payee, "hold-1", DAY, "officer", "made up"), MUNICIPALITY);

        assertThat(shown("a-1", "partner")).containsExactly("hold-2");
    }

    private static RecipientHeld held(String payee) {
        return new RecipientHeld(payee, "hold-1", DAY, "The account was reported stolen", List.of("STO-7"));
    }

    private static void told(PayeeEvent event, String municipality) {
        new PayeeList(tables).on(new RecordedEvent(event.payeeId(), 0, 0, Instant.EPOCH, municipality, event), tables);
    }

    private static List<String> shown(String agreement, String recipient) {
        return new StoppedRecipients(tables)
                .of(Set.of(MUNICIPALITY), List.of(agreement, "nobody-heard-of-it")).on(agreement, recipient).stream()
                        .map(RecipientHeld::holdId)
                        .toList();
    }

    /** Registered before the paper stated any number. */
    private static void inForce(String agreement, String municipality, boolean statesTheNumber) {
        heard(agreement, municipality, terms(false), AgreementLife.begun(1, terms(statesTheNumber)));
    }

    private static void heard(String agreement, String municipality, Terms registered, @Nullable AgreementLife life) {
        tables.sql(
                        "INSERT INTO heard_agreement (agreement_id, municipality, short_name, terms_version, terms, voided, life)"
                                + " VALUES (:agreement, :municipality, 'made up', 1, :terms::jsonb, false, :life::jsonb)")
                .param("agreement", agreement)
                .param("municipality", municipality)
                .param("terms", JSON.writeValueAsString(registered))
                .param("life", life == null ? null : JSON.writeValueAsString(life), Types.VARCHAR)
                .update();
    }

    private static Terms terms(boolean statesTheNumber) {
        ObjectNode terms =
                JSON.valueToTree(TermsOf.agreement("made up", YearKind.CALENDAR, "2022-01-01", "2022-12-31", "M-1")
                        .in(MUNICIPALITY)
                        .grant(2022, "1000000.00", Standing.COMMITTED, "M-2")
                        .build());
        terms.path("parties").forEach(party -> {
            if (statesTheNumber && party.path("id").asString().equals("partner")) {
                ((ObjectNode) party).put("organisationNumber", NUMBER.value());
            }
        });
        return JSON.treeToValue(terms, Terms.class);
    }
}
