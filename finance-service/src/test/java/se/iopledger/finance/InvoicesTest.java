package se.iopledger.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.InvoiceSource;
import se.iopledger.contracts.finance.InvoiceSource.Channel;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.contracts.testing.SimulatedIdentityNumbers;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.PaymentCommand.PutInvoice;
import se.iopledger.finance.domain.invoice.InvoiceCommand.ReceiveInvoice;
import se.iopledger.finance.domain.invoice.InvoiceId;
import se.iopledger.finance.domain.invoice.Invoices;
import se.iopledger.finance.domain.invoice.OpenTranche;
import se.iopledger.finance.domain.pay.InvoiceableTranche;
import se.iopledger.finance.domain.plan.RealTerms;
import se.iopledger.finance.peppol.Document;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.aggregate.AggregateRuntime.Versioned;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.shell.testing.RunningService.Answer;
import se.iopledger.standin.AgreementStandIn;
import tools.jackson.databind.JsonNode;

/** Invoices over real HTTP, PostgreSQL and Kafka, from the day they come to the tranche they stand for. */
class InvoicesTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final AtomicInteger KEYS = new AtomicInteger();
    private static final String FIFTH_MONTH = "1-5-kommun-stadsmission";
    private static final String SIXTH_MONTH = "1-6-kommun-stadsmission";

    private static AgreementStandIn agreements;
    private static RunningService finance;

    @BeforeAll
    static void start() {
        agreements = AgreementStandIn.start();
        finance = RunningService.start(
                FinanceServiceApplication.class,
                EmbeddedDatabases.create("invoices"),
                Map.of("iop.business-date", "2022-03-01"));
    }

    @AfterAll
    static void stop() {
        finance.close();
        agreements.close();
    }

    /** Norrtälje as in its paper, told apart from the other tests' by its invoice reference. */
    private static String norrtaljeInForce(String invoiceReference) {
        Terms terms = RealTerms.of("NOR")
                .funding(
                        "payment",
                        "{\"interval\":\"MONTH\",\"manner\":\"AGAINST_INVOICE\",\"invoiceReference\":\""
                                + invoiceReference + "\",\"clauses\":[\"NOR-4\"]}")
                .build();
        String agreement = agreements.registered(terms);
        agreements.activated(agreement, 1, terms);
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(finance.get("reader", "/agreements/" + agreement + "/schedule")
                                .json()
                                .path("status")
                                .asString())
                        .isEqualTo("IN_FORCE"));
        // What invoices are matched by is noted in the same step as the schedule, and a moment after it.
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(finance.bean(JdbcClient.class)
                                .sql("SELECT count(*) FROM heard_agreement"
                                        + " WHERE agreement_id = :agreement AND life IS NOT NULL")
                                .param("agreement", agreement)
                                .query(Long.class)
                                .single())
                        .isEqualTo(1));
        return agreement;
    }

    /** Each of another date: two of one amount and date are suspected to be the same. */
    private static String form(String number, String payable, String reference) {
        LocalDate issuedOn = LocalDate.parse("2021-06-01").plusDays(KEYS.incrementAndGet());
        return """
                {"municipality": "0188", "number": "%s", "seller": "802003-1954", "sellerName": "Stockholms Stadsmission",
                 "issuedOn": "%s", "receivedOn": "2022-02-21", "payable": "%s",
                 "references": {"buyer": "%s"}}""".formatted(number, issuedOn, payable, reference);
    }

    private static Answer receive(String form) {
        return finance.post("officer", "/invoices", key(), form);
    }

    private static Answer receiveDocument(Document document) {
        return finance.post(
                "officer",
                "/invoices/ubl?municipality=0188&receivedOn=2022-02-21&cameFrom=access%20point",
                key(),
                "application/xml",
                document.bytes());
    }

    private static Answer decide(String invoiceId, String what, String json) {
        return finance.post("officer", "/invoices/" + invoiceId + "/" + what, key(), json);
    }

    private static String key() {
        return "invoices-" + KEYS.incrementAndGet();
    }

    private static String idOf(Answer answer) {
        return answer.json().path("invoiceId").asString();
    }

    private static String stateOf(Answer answer) {
        return answer.json().path("state").asString();
    }

    private static String trancheOf(Answer answer) {
        return answer.json().path("place").path("trancheId").asString();
    }

    private static Money left(String agreement, String tranche) {
        AgreementMoney money = finance.bean(AggregateRuntime.class)
                .stateOf(agreement, AgreementMoney.class)
                .map(Versioned::state)
                .orElseThrow();
        return InvoiceableTranche.of(money).stream()
                .filter(one -> one.tranche().trancheId().equals(tranche))
                .map(InvoiceableTranche::left)
                .findFirst()
                .orElseThrow();
    }

    private static void refused(Answer answer, int status, String rule, String field) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("rule").asString()).isEqualTo(rule);
        assertThat(answer.json().path("field").asString("")).isEqualTo(field);
    }

    @Test
    @Clause("NOR-4")
    void anInvoiceIsReceivedMatchedAndTakenByItsAgreement() {
        String agreement = norrtaljeInForce("path-1");

        Answer received = receive(form("PATH-1", "264333.33", "path-1"));

        assertThat(received.status()).isEqualTo(201);
        assertThat(stateOf(received)).isEqualTo("MATCHED");
        assertThat(trancheOf(received)).isEqualTo(FIFTH_MONTH);
        JsonNode due = received.json().path("due");
        assertThat(due.path("dueOn").asString()).isEqualTo("2022-03-23");
        assertThat(due.path("assumption").asString()).isEqualTo("THIRTY_DAYS_FROM_INVOICE");
        assertThat(left(agreement, FIFTH_MONTH)).isEqualTo(Money.ZERO);

        Answer shown = finance.get("reader", "/invoices/" + idOf(received));
        assertThat(shown.json()).isEqualTo(received.json());
        assertThat(shown.header("ETag")).isEqualTo(received.header("ETag"));
        await().atMost(DEADLINE).untilAsserted(() -> {
            JsonNode listed = finance.get("reader", "/invoices?municipality=0188&state=MATCHED&agreement=" + agreement)
                    .json()
                    .path("invoices");
            assertThat(listed).hasSize(1);
            assertThat(listed.path(0).path("trancheId").asString()).isEqualTo(FIFTH_MONTH);
            assertThat(listed.path(0).path("placed").asString()).isEqualTo("264333.33");
        });
        assertThat(finance.projectionsThatDiffer()).isEmpty();
    }

    @Test
    void aRepeatedRequestGetsItsAnswerAgainAndAnotherOneForTheSameInvoiceIsRefused() {
        norrtaljeInForce("twice-1");
        String form = form("TWICE-1", "264333.33", "twice-1");

        Answer first = finance.post("officer", "/invoices", "twice", form);
        Answer again = finance.post("officer", "/invoices", "twice", form);
        Answer another = receive(form);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(another.status()).isEqualTo(409);
        assertThat(another.json().path("rule").asString()).isEqualTo("InvoiceMustNotBeReceivedTwice");
    }

    @Test
    @Clause("NOR-4")
    void theSameInvoiceByFormAndAsADocumentIsOne() {
        norrtaljeInForce("doc-1");
        Document document = Document.invoice()
                .with("<cbc:ID>DOC-1<", "<cbc:ID>2022-0117<")
                .with("<cbc:BuyerReference>doc-1<", "<cbc:BuyerReference>50021001<")
                .without("<cac:ContractDocumentReference><cbc:ID>KS/2021:17</cbc:ID></cac:ContractDocumentReference>");

        Answer byDocument = receiveDocument(document);
        assertThat(byDocument.status()).isEqualTo(201);
        assertThat(stateOf(byDocument)).isEqualTo("MATCHED");
        assertThat(trancheOf(byDocument)).isEqualTo(FIFTH_MONTH);
        assertThat(byDocument.json().path("source").path("channel").asString()).isEqualTo("UBL");
        assertThat(byDocument.body()).doesNotContain("Contact", "invented", "example.org");

        Answer byForm = receive(form("DOC-1", "264333.33", "doc-1"));
        assertThat(byForm.status()).isEqualTo(409);
        Answer byDocumentAgain = receiveDocument(document);
        assertThat(byDocumentAgain.status()).isEqualTo(409);
        assertThat(byDocumentAgain.json().has("keptAs")).isFalse();
    }

    @Test
    void anotherInvoiceUnderAUsedNumberIsKeptForAPerson() {
        norrtaljeInForce("used-1");
        Answer first = receive(form("2022-0117", "1000.00", "used-1"));
        assertThat(first.status()).isEqualTo(201);

        Answer other = receiveDocument(Document.invoice());

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().path("rule").asString()).isEqualTo("InvoiceMustNotBeReceivedTwice");
        Answer kept =
                finance.get("reader", "/invoices/" + other.json().path("keptAs").asString());
        assertThat(stateOf(kept)).isEqualTo("UNREADABLE");
    }

    @Test
    void aNumberThatIsOnlyWrittenOtherwiseIsSuspectedAndShown() {
        norrtaljeInForce("like-1");
        Answer first = receive(form("LIKE 0017", "1000.00", "like-1"));
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(finance.get("reader", "/invoices?state=MATCHED&limit=200")
                                .body())
                        .contains(idOf(first)));

        Answer second = receive(form("like17", "1001.00", "like-1"));

        assertThat(second.status()).isEqualTo(201);
        assertThat(stateOf(second)).isEqualTo("WAITING");
        assertThat(second.json().path("because").asString()).isEqualTo("SUSPECTED_DUPLICATE");
        assertThat(second.json().path("suspectedDuplicateOf").path(0).asString())
                .isEqualTo(idOf(first));
        Answer refusal = decide(idOf(second), "refusal", "{\"reason\": \"it is the same\"}");
        assertThat(stateOf(refusal)).isEqualTo("REFUSED");
    }

    @Test
    void whatIsTooHighIsAcceptedUpToWhatIsOwedUndoneAndRefused() {
        String agreement = norrtaljeInForce("high-1");
        Answer received = receive(form("HIGH-1", "300000.00", "high-1"));
        String id = idOf(received);
        assertThat(stateOf(received)).isEqualTo("WAITING");
        assertThat(received.json().path("because").asString()).isEqualTo("TOO_HIGH");
        JsonNode candidate = received.json().path("candidates").path(0);
        assertThat(candidate.path("trancheId").asString()).isEqualTo(FIFTH_MONTH);
        assertThat(candidate.path("left").asString()).isEqualTo("264333.33");
        assertThat(candidate.path("reasons").path(0).asString()).contains("high-1");

        String choice = "{\"agreementId\": \"" + agreement + "\", \"trancheId\": \"" + FIFTH_MONTH
                + "\", \"reason\": \"%s\"%s}";
        refused(
                decide(id, "match", choice.formatted("as agreed", "")),
                422,
                "AmountMustFitTheTranche",
                "/onlyWhatIsLeft");
        Answer matched = decide(id, "match", choice.formatted("the rest is not owed", ", \"onlyWhatIsLeft\": true"));
        assertThat(stateOf(matched)).isEqualTo("MATCHED");
        assertThat(left(agreement, FIFTH_MONTH)).isEqualTo(Money.ZERO);
        // Of the same amount and received on the same day, the agreement would have it judged.
        Answer next = receive(form("HIGH-2", "264333.33", "high-1").replace("\"2022-02-21\"", "\"2022-02-22\""));
        assertThat(trancheOf(next)).isEqualTo(SIXTH_MONTH);

        refused(decide(id, "undo", "{\"reason\": \" \"}"), 422, "TextMustNotBeBlank", "/reason");
        Answer undone = decide(id, "undo", "{\"reason\": \"it was for another year\"}");
        assertThat(stateOf(undone)).isEqualTo("WAITING");
        assertThat(undone.json().path("because").asString()).isEqualTo("UNDONE");
        assertThat(left(agreement, FIFTH_MONTH)).isEqualTo(Money.parse("264333.33"));
        Answer refusal = decide(id, "refusal", "{\"reason\": \"it is not what was agreed\"}");
        assertThat(stateOf(refusal)).isEqualTo("REFUSED");
        refused(decide(id, "search", ""), 409, "InvoiceMustWaitForAPerson", "");
    }

    @Test
    void aCreditNoteReducesItsInvoiceAndOpensTheTrancheByAsMuch() {
        String agreement = norrtaljeInForce("credit-1");
        String credit = form("CREDIT-1K", "64333.33", "credit-1")
                .replaceFirst("\\{", "{\"kind\": \"CREDIT_NOTE\", \"credits\": \"CREDIT-1\", ");

        Answer early = receive(credit);
        assertThat(stateOf(early)).isEqualTo("WAITING");
        assertThat(early.json().path("because").asString()).isEqualTo("OPEN_CREDIT");
        assertThat(early.json().path("detail").asString()).contains("InvoiceMustBeReceived");
        Answer invoice = receive(form("CREDIT-1", "264333.33", "credit-1"));
        assertThat(trancheOf(invoice)).isEqualTo(FIFTH_MONTH);
        Answer used = decide(idOf(early), "search", "");

        assertThat(stateOf(used)).isEqualTo("USED");
        Answer reduced = finance.get("reader", "/invoices/" + idOf(invoice));
        assertThat(stateOf(reduced)).isEqualTo("MATCHED");
        assertThat(reduced.json().path("left").asString()).isEqualTo("200000.00");
        assertThat(reduced.json().path("place").path("amount").asString()).isEqualTo("200000.00");
        assertThat(left(agreement, FIFTH_MONTH)).isEqualTo(Money.parse("64333.33"));

        Answer rest = receive(form("CREDIT-2K", "200000.00", "credit-1")
                .replaceFirst("\\{", "{\"kind\": \"CREDIT_NOTE\", \"credits\": \"CREDIT-1\", "));
        assertThat(stateOf(rest)).isEqualTo("USED");
        assertThat(stateOf(finance.get("reader", "/invoices/" + idOf(invoice)))).isEqualTo("GIVEN_BACK");
        assertThat(left(agreement, FIFTH_MONTH)).isEqualTo(Money.parse("264333.33"));
    }

    /** One that names an invoice which was never sent, or was paid, is no loss: a person says which one it reduces. */
    @Test
    void aCreditNoteThatWaitsReducesTheInvoiceThatAPersonChooses() {
        String agreement = norrtaljeInForce("credit-3");
        Answer invoice = receive(form("CREDIT-3", "264333.33", "credit-3"));
        assertThat(trancheOf(invoice)).isEqualTo(FIFTH_MONTH);
        String credit = form("CREDIT-3K", "64333.33", "credit-3")
                .replaceFirst("\\{", "{\"kind\": \"CREDIT_NOTE\", \"credits\": \"CREDIT-0\", ");
        Answer waits = receive(credit);
        assertThat(waits.json().path("because").asString()).isEqualTo("OPEN_CREDIT");

        Answer wrong = decide(idOf(waits), "credited-invoice", """
                {"number": "CREDIT-9", "reason": "CREDIT-0 was never sent"}""");
        assertThat(stateOf(wrong)).isEqualTo("WAITING");
        assertThat(wrong.json().path("detail").asString()).contains("CREDIT-9", "InvoiceMustBeReceived");
        refused(decide(idOf(waits), "credited-invoice", """
                {"number": "CREDIT-3", "reason": ""}"""), 422, "TextMustNotBeBlank", "/reason");
        Answer used = decide(idOf(waits), "credited-invoice", """
                {"number": "CREDIT-3", "reason": "CREDIT-0 was never sent"}""");

        assertThat(stateOf(used)).isEqualTo("USED");
        assertThat(left(agreement, FIFTH_MONTH)).isEqualTo(Money.parse("64333.33"));
    }

    /** As if the process had ended after the tranche was chosen, and before the agreement was asked. */
    private static String leftBehindByACrash(String agreement, String number) {
        AgreementMoney money = finance.bean(AggregateRuntime.class)
                .stateOf(agreement, AgreementMoney.class)
                .map(Versioned::state)
                .orElseThrow();
        Terms terms = RealTerms.of("NOR").build();
        List<OpenTranche> tranches = InvoiceableTranche.of(money).stream()
                .map(open -> new OpenTranche(agreement, terms, open.tranche(), open.left()))
                .toList();
        String id = InvoiceId.of("0188", Invoices.STADSMISSIONEN, number);
        LocalDate today = LocalDate.parse("2022-03-01");
        var _ = finance.bean(CommandGate.class)
                .wake(
                        new ReceiveInvoice(
                                id,
                                "0188",
                                Invoices.invoice(number, "264333.33")
                                        .received("2022-02-21")
                                        .build(),
                                new InvoiceSource(Channel.FORM, null, null),
                                List.of(),
                                List.of(),
                                tranches,
                                Mandate.of("officer", today)),
                        "0188");
        return id;
    }

    private static void eventuallyMatched(String invoiceId) {
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(stateOf(finance.get("reader", "/invoices/" + invoiceId)))
                        .isEqualTo("MATCHED"));
    }

    @Test
    void whatACrashLeftBehindIsTakenUp() {
        String agreement = norrtaljeInForce("crash-1");

        eventuallyMatched(leftBehindByACrash(agreement, "CRASH-1"));

        assertThat(left(agreement, FIFTH_MONTH)).isEqualTo(Money.ZERO);
    }

    @Test
    void moreInvoicesThatAreStuckThanARoundTakesKeepNothingBehindThemFromItsTurn() {
        String agreement = norrtaljeInForce("stuck-1");
        JdbcClient tables = finance.bean(JdbcClient.class);
        tables.sql("""
                        INSERT INTO invoice (invoice_id, municipality, state, position)
                        SELECT 'stuck-' || n, '0000', 'UNDER_WAY', 0 FROM generate_series(1, 250) n""").update();

        eventuallyMatched(leftBehindByACrash(agreement, "STUCK-1"));

        tables.sql("DELETE FROM invoice WHERE municipality = '0000'").update();
    }

    /** As one that follows an invoice asks what another one undid a moment before. */
    @Test
    void whatAnAgreementTookThatStandsForNothingIsTakenBack() {
        String agreement = norrtaljeInForce("astray-1");
        Answer received = receive(form("ASTRAY-1", "300000.00", "astray-1"));
        assertThat(stateOf(received)).isEqualTo("WAITING");

        var _ = finance.bean(CommandGate.class)
                .wake(
                        new PutInvoice(
                                agreement,
                                FIFTH_MONTH,
                                idOf(received),
                                "ASTRAY-1",
                                Money.parse("1.00"),
                                LocalDate.parse("2022-02-21"),
                                LocalDate.parse("2022-03-23"),
                                "officer",
                                Mandate.of("officer", LocalDate.parse("2022-03-01"))),
                        "0188");

        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(left(agreement, FIFTH_MONTH)).isEqualTo(Money.parse("264333.33")));
    }

    @Test
    void whatIsHostileIsAnsweredAndKeptForAPerson() {
        Document hostile =
                Document.invoice().with("?><!DOCTYPE Invoice [<!ENTITY any SYSTEM \"file:///etc/hostname\">]>", "?>");

        Answer answer = receiveDocument(hostile);

        refused(answer, 422, "DocumentMustHaveNoDocumentType", "line 1");
        String id = answer.json().path("keptAs").asString();
        Answer kept = finance.get("reader", "/invoices/" + id);
        assertThat(stateOf(kept)).isEqualTo("UNREADABLE");
        assertThat(kept.json().path("source").path("cameFrom").asString()).isEqualTo("access point");
        assertThat(kept.json().path("source").path("sha256").asString()).hasSize(64);
        assertThat(kept.json().path("unreadable").path("rule").asString()).isEqualTo("DocumentMustHaveNoDocumentType");
        assertThat(receiveDocument(hostile).json().path("keptAs").asString()).isEqualTo(id);
        assertThat(stateOf(decide(id, "dealt-with", "{\"reason\": \"reported\"}")))
                .isEqualTo("DEALT_WITH");
        refused(decide(id, "dealt-with", "{\"reason\": \"again\"}"), 409, "DocumentMustWaitForAPerson", "");
    }

    @Test
    void aDocumentWithDatesFarOffOrInEuroIsKeptToo() {
        refused(
                receiveDocument(Document.invoice()
                        .with("<cbc:ID>FAR-1<", "<cbc:ID>2022-0117<")
                        .with("<cbc:IssueDate>0022-01-17", "<cbc:IssueDate>2022-01-17")),
                422,
                "DateMustBeReasonable",
                "/issuedOn");
        refused(
                receiveDocument(Document.invoice().with("CurrencyCode>EUR", "CurrencyCode>SEK")),
                422,
                "InvoiceMustBeInKronor",
                "BT-5");
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(finance.get("reader", "/invoices?municipality=0188&state=UNREADABLE")
                                .json()
                                .path("invoices"))
                        .hasSizeGreaterThanOrEqualTo(2));
    }

    @Test
    void aHundredMegabytesAreKnownAgainWithoutBeingKept() {
        long bytes = 100L * 1024 * 1024;
        Answer answer = finance.send(finance.request("officer", "/invoices/ubl?municipality=0188&cameFrom=mail")
                .header("Content-Type", "application/xml")
                .header("Idempotency-Key", key())
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new Zeros(bytes))));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().path("rule").asString()).isEqualTo("DocumentMustFitTheLimit");
        Answer kept = finance.get(
                "reader", "/invoices/" + answer.json().path("keptAs").asString());
        assertThat(kept.json().path("unreadable").path("bytes").asLong()).isEqualTo(bytes);
        // Of as many zero bytes; sha256sum says the same.
        assertThat(kept.json().path("source").path("sha256").asString())
                .isEqualTo("20492a4d0d84f8beb1767f6616229f85d44c2827b64bdbfb260ee12fa1109e0e");
    }

    @Test
    void nobodyWithoutTheRoleOrFromElsewhereTouchesInvoices() {
        norrtaljeInForce("role-1");
        String form = form("ROLE-1", "264333.33", "role-1");

        assertThat(finance.post("reader", "/invoices", key(), form).status()).isEqualTo(403);
        assertThat(finance.post("stranger", "/invoices", key(), form).status()).isEqualTo(403);
        assertThat(finance.post("", "/invoices", key(), form).status()).isEqualTo(401);
        String id = idOf(receive(form));
        assertThat(finance.get("stranger", "/invoices/" + id).status()).isEqualTo(404);
        assertThat(finance.get("stranger", "/invoices?municipality=0188").status())
                .isEqualTo(403);
        assertThat(finance.post("reader", "/invoices/" + id + "/undo", key(), "{\"reason\": \"no\"}")
                        .status())
                .isEqualTo(403);
        assertThat(finance.get("reader", "/invoices/nothing").status()).isEqualTo(404);
        assertThat(decide("nothing", "refusal", "{\"reason\": \"no\"}").status())
                .isEqualTo(404);
    }

    @Test
    void aFormThatIsFilledInWronglySaysWhichFieldAndRule() {
        String form = form("WRONG-1", "1000.00", "4711");

        refused(receive(form.replace("802003-1954", "802003-1955")), 400, "FieldMustBeValid", "/seller");
        refused(receive(form.replace("1000.00", "-5.00")), 422, "PayableMustBePositive", "/payable");
        refused(
                receive(form.replace("4711", "Contact A (invented)")),
                422,
                "ReferenceMustHoldADigit",
                "/references/buyer");
        refused(receive(form.replace("2022-02-21", "2022-03-02")), 422, "InvoiceMustHaveBeenReceived", "/receivedOn");
        refused(
                receive(form.replace("WRONG-1", SimulatedIdentityNumbers.of(LocalDate.parse("1950-01-01"), 1, "-"))),
                422,
                "PersonalIdentityNumberMustNotBeGiven",
                "/number");
        refused(receive(form.replace("\"number\": \"WRONG-1\",", "")), 422, "FieldIsRequired", "/number");
        refused(finance.get("reader", "/invoices?limit=0"), 400, "LimitMustBeReasonable", "limit");
        refused(finance.get("reader", "/invoices?cursor=x"), 400, "CursorMustComeFromAPage", "cursor");
    }

    @Test
    void listsGoOnPageByPage() {
        norrtaljeInForce("page-1");
        List<String> ids = List.of(
                idOf(receive(form("PAGE-1", "1.00", "page-1"))),
                idOf(receive(form("PAGE-2", "2.00", "page-1"))),
                idOf(receive(form("PAGE-3", "3.00", "page-1"))));

        await().atMost(DEADLINE).untilAsserted(() -> {
            StringBuilder all = new StringBuilder();
            String cursor = "";
            do {
                JsonNode page = finance.get("reader", "/invoices?municipality=0188&limit=2" + cursor)
                        .json();
                assertThat(page.path("invoices").size()).isBetween(1, 2);
                all.append(page.path("invoices"));
                cursor = page.has("nextCursor")
                        ? "&cursor=" + page.path("nextCursor").asString()
                        : "";
            } while (!cursor.isEmpty());
            assertThat(all.toString()).contains(ids);
        });
    }

    /** So many zero bytes. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long bytes) {
            this.left = bytes;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int read = (int) Math.min(left, length);
            java.util.Arrays.fill(target, offset, offset + read, (byte) 0);
            left -= read;
            return read;
        }
    }
}
