package se.iopledger.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.terms.DefaultRule;
import se.iopledger.contracts.terms.Interval;
import se.iopledger.contracts.terms.Manner;
import se.iopledger.contracts.terms.Standing;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.TestDatabase;
import se.iopledger.finance.domain.plan.TermsOf;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.shell.testing.RunningService.Answer;
import se.iopledger.standin.AgreementStandIn;
import tools.jackson.databind.JsonNode;

/**
 * From an approved tranche to what the bank tells of it, over real HTTP, PostgreSQL and Kafka; only agreement-service is
 * stood in for. All accounts are made up.
 */
class PaymentOrdersTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final LocalDate TODAY = LocalDate.parse("2022-01-03");
    private static final String MUNICIPALITY = "0580";

    private static AgreementStandIn agreements;
    private static TestDatabase database;
    private static RunningService finance;

    @BeforeAll
    static void start() {
        agreements = AgreementStandIn.start();
        database = EmbeddedDatabases.create("orders");
        finance = financeAsking(agreements.address());
        granted("examiner", "EXAMINE");
        granted("attestant", "APPROVE");
    }

    private static RunningService financeAsking(String agreementService) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "iop.business-date",
                TODAY.toString(),
                "iop.demonstration",
                "true",
                "iop.agreements.address",
                agreementService,
                "iop.agreements.user",
                "reader",
                "iop.agreements.password",
                RunningService.PASSWORD));
        user(settings, 6, "officer", MUNICIPALITY, "FINANCE_OFFICER");
        user(settings, 7, "elsewhere", "9999", "FINANCE_OFFICER");
        user(settings, 8, "keeper", MUNICIPALITY, "RIGHTS_OFFICER");
        user(settings, 9, "second-keeper", MUNICIPALITY, "RIGHTS_OFFICER");
        user(settings, 10, "examiner", MUNICIPALITY, "READER");
        user(settings, 11, "attestant", MUNICIPALITY, "READER");
        return RunningService.start(FinanceServiceApplication.class, database, settings);
    }

    private static void user(Map<String, String> settings, int index, String id, String municipalities, String role) {
        String prefix = "iop.users[" + index + "].";
        settings.put(prefix + "id", id);
        settings.put(prefix + "password", RunningService.PASSWORD);
        settings.put(prefix + "municipalities", municipalities);
        settings.put(prefix + "roles", role);
    }

    @AfterAll
    static void stop() {
        finance.close();
        agreements.close();
    }

    private static Answer post(String user, String path, String json) {
        return finance.post(user, path, UUID.randomUUID().toString(), json);
    }

    private static Answer accepted(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
        return answer;
    }

    private static void refused(Answer answer, int status, String rule) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("rule").asString()).isEqualTo(rule);
    }

    /** Twelve advances of 2022, the first due on the first bank day. */
    private static Terms monthly() {
        return monthly("partner");
    }

    private static Terms monthly(String recipient) {
        return TermsOf.agreement("months", YearKind.CALENDAR, "2022-01-01", "2022-12-31", "M-1")
                .in(MUNICIPALITY)
                .grant(2022, recipient, "1200000.00", Standing.COMMITTED, "M-2")
                .paid(Interval.MONTH, Manner.IN_ADVANCE, List.of(), "M-3")
                .choosing(
                        DefaultRule.EQUAL_TRANCHES,
                        DefaultRule.MONTHS_FROM_FIRST_DAY,
                        DefaultRule.FIRST_DAY_OR_NEXT_BANK_DAY)
                .build();
    }

    private static final String PAYABLE = "2022-1-kommun-partner";

    private static String approvedAgreement() {
        String agreement = inForce(monthly());
        attested(agreement, PAYABLE);
        return agreement;
    }

    private static String inForce(Terms terms) {
        String agreement = agreements.registered(terms);
        agreements.activated(agreement, 1, terms);
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(finance.get("reader", "/agreements/" + agreement + "/schedule")
                                .json()
                                .path("status")
                                .asString())
                        .isEqualTo("IN_FORCE"));
        return agreement;
    }

    private static void attested(String agreement, String payable) {
        attested(agreement, payable, "100000.00");
    }

    private static void attested(String agreement, String payable, String amount) {
        String attest =
                "{\"payableId\": \"" + payable + "\", \"recipient\": \"partner\", \"amount\": \"" + amount + "\"}";
        accepted(post("examiner", "/agreements/" + agreement + "/attest/examinations", attest));
        accepted(post("attestant", "/agreements/" + agreement + "/attest/approvals", attest));
    }

    /** One proposes the right, another grants it. */
    private static void granted(String holder, String step) {
        String register = "/municipalities/" + MUNICIPALITY + "/attest-rights";
        accepted(post("keeper", register, """
                {"holder": "%s", "step": "%s", "limit": "1000000.00", "from": "2022-01-03", "reason": "delegation"}""".formatted(holder, step)));
        int last = finance.get("reader", register).json().path("rights").size();
        accepted(post("second-keeper", register + "/right-" + last + "/grant", "{\"reason\": \"delegation\"}"));
    }

    /** The partner as a payee, with a made-up giro that two persons brought in. */
    private static String payeeOf(String agreement) {
        String payee = accepted(post("officer", "/payees", """
                        {"municipality": "0580", "role": "RECIPIENT", "name": "Simulerade Partnern",
                         "party": {"agreementId": "%s", "party": "partner"}}""".formatted(agreement)))
                .json()
                .path("payeeId")
                .asString();
        accepted(post("officer", "/payees/" + payee + "/accounts", """
                {"kind": "BANKGIRO", "number": "99000010", "holder": "Simulerade Partnern", "madeUp": true}"""));
        accepted(post("approver", "/payees/" + payee + "/accounts/account-1/verification", """
                {"evidence": "Simulated certificate"}"""));
        return payee;
    }

    private static String payer() {
        Answer answer = post("officer", "/payees", """
                {"municipality": "0580", "role": "PAYER", "name": "Simulerade kommunen",
                 "organisationNumber": "212000-9903"}""");
        if (answer.status() == 409) {
            return finance.get("officer", "/payees?municipality=0580")
                    .json()
                    .path("payees")
                    .valueStream()
                    .filter(payee -> payee.path("role").asString().equals("PAYER"))
                    .findFirst()
                    .orElseThrow()
                    .path("payeeId")
                    .asString();
        }
        String payer = accepted(answer).json().path("payeeId").asString();
        accepted(post("officer", "/payees/" + payer + "/accounts", """
                {"kind": "IBAN", "number": "SE93 9990 0000 0000 0000 0001", "holder": "Simulerade kommunen",
                 "bic": "SIMUSESS", "madeUp": true}"""));
        accepted(post("approver", "/payees/" + payer + "/accounts/account-1/verification", """
                {"evidence": "Simulated certificate"}"""));
        await().atMost(DEADLINE)
                .untilAsserted(() ->
                        assertThat(finance.get("officer", "/payees").body()).contains(payer));
        return payer;
    }

    private static String order(String payer, String agreement) {
        return """
                {"municipality": "0580", "paymentDate": "2022-01-03", "payerId": "%s",
                 "payables": [{"agreementId": "%s", "payableId": "%s"}]}""".formatted(payer, agreement, PAYABLE);
    }

    private static JsonNode eventually(String order, String standing) {
        await().atMost(DEADLINE).untilAsserted(() -> {
            JsonNode view = finance.get("officer", "/payment-orders/" + order).json();
            assertThat(view.path("standing").asString()).as(view.toString()).isEqualTo(standing);
        });
        return finance.get("officer", "/payment-orders/" + order).json();
    }

    @Test
    @Clause("UPP-6")
    void anApprovedAdvanceIsProposedOrderedReleasedSentAndPaid() {
        String agreement = approvedAgreement();
        payeeOf(agreement);
        String payer = payer();
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(finance.get(
                                        "officer", "/payment-orders/proposal?municipality=0580&paymentDate=2022-01-03")
                                .json()
                                .path("lines")
                                .valueStream()
                                .map(line -> line.path("agreementId").asString()))
                        .contains(agreement));

        String key = UUID.randomUUID().toString();
        String order = accepted(finance.post("officer", "/payment-orders", key, order(payer, agreement)))
                .json()
                .path("orderId")
                .asString();
        assertThat(accepted(finance.post("officer", "/payment-orders", key, order(payer, agreement)))
                        .json()
                        .path("orderId")
                        .asString())
                .as("the same request is the same order")
                .isEqualTo(order);
        JsonNode released = eventually(order, "RELEASED");
        assertThat(released.path("release").path("total").asString()).isEqualTo("100000.00");
        assertThat(released.path("lines").path(0).path("state").asString()).isEqualTo("ORDERED");

        byte[] file = finance.getBytes("officer", "/payment-orders/" + order + "/file");
        assertThat(finance.getBytes("officer", "/payment-orders/" + order + "/file"))
                .isEqualTo(file);
        assertThat(new String(file, StandardCharsets.UTF_8))
                .contains("<Ustrd>months 2022-1</Ustrd>", "<Id>99000010</Id>");
        assertThat(new String(
                        finance.getBytes("officer", "/payment-orders/" + order + "/file?version=pain.001.001.09"),
                        StandardCharsets.UTF_8))
                .contains("<BICFI>SIMUSESS</BICFI>");
        refused(
                finance.get("officer", "/payment-orders/" + order + "/file?version=pain.001.001.99"),
                400,
                "VersionMustBeWritten");

        String reference = released.path("lines").path(0).path("reference").asString();
        byte[] told = notification(reference, "100000.00");
        Answer taken = accepted(bankFile("officer", MUNICIPALITY, told));
        assertThat(taken.json().path("result").path("taken").asInt()).isEqualTo(1);
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(finance.get("officer", "/payment-orders/" + order)
                                .json()
                                .path("lines")
                                .path(0)
                                .path("state")
                                .asString())
                        .isEqualTo("EXECUTED"));
        refused(bankFile("officer", MUNICIPALITY, told), 409, "FileMustBeReceivedOnce");
        refused(post("officer", "/payment-orders", order(payer, agreement)), 409, "PayableMustBeApproved");
        partOfItComesBack(order, agreement);
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(finance.projectionsThatDiffer()).isEmpty());
    }

    /** As the bank's letter says, which one person enters and another confirms. */
    private static void partOfItComesBack(String order, String agreement) {
        String statements = "/payment-orders/" + order + "/statements";
        String letter = """
                {"status": "RETURNED", "lines": [1], "amount": "2500.00", "evidence": "Simulated letter of the bank"}""";
        assertThat(post("elsewhere", statements, letter).status()).isEqualTo(404);
        Answer said = accepted(post("officer", statements, letter));
        assertThat(said.json().path("statements").path(0).path("decided").asString())
                .isEqualTo("OPEN");
        refused(post("officer", statements + "/statement-1/confirmation", "{}"), 403, "WhoStatedMustNotConfirm");
        accepted(post("approver", statements + "/statement-1/confirmation", "{}"));
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(finance.get("reader", "/agreements/" + agreement + "/payables")
                                .json()
                                .path("payables")
                                .path(0)
                                .path("open")
                                .asString())
                        .isEqualTo("2500.00"));
    }

    /** Of each tranche that is due, and of each payment of the agreement, as they are listed. */
    private static List<List<String>> stopsOfRecipientShown(String agreement) {
        JsonNode due = finance.get("officer", "/tranches?municipality=0580&limit=200")
                .json()
                .path("tranches");
        JsonNode payables = finance.get("officer", "/agreements/" + agreement + "/payables")
                .json()
                .path("payables");
        assertThat(due.findValuesAsString("agreementId")).contains(agreement);
        return Stream.concat(
                        due.valueStream()
                                .filter(tranche ->
                                        tranche.path("agreementId").asString().equals(agreement)),
                        payables.valueStream())
                .map(shown -> shown.path("recipientHeldBy")
                        .valueStream()
                        .map(stop -> stop.path("holdId").asString() + ": "
                                + stop.path("reason").asString())
                        .toList())
                .toList();
    }

    @Test
    @Clause("STO-7")
    void aHoldOnTheRecipientKeepsThePaymentOutAndSaysWhy() {
        String agreement = approvedAgreement();
        String payee = payeeOf(agreement);
        String payer = payer();
        accepted(post("officer", "/payees/" + payee + "/holds", """
                {"reason": "The account was reported stolen", "clauses": ["STO-7"]}"""));

        Answer answer = post("officer", "/payment-orders", order(payer, agreement));

        refused(answer, 409, "RecipientMustNotBeHeld");
        assertThat(answer.json().path("clauses").path(0).asString()).isEqualTo("STO-7");
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(stopsOfRecipientShown(agreement))
                        .isNotEmpty()
                        .allSatisfy(
                                stops -> assertThat(stops).containsExactly("hold-1: The account was reported stolen")));

        accepted(post("approver", "/payees/" + payee + "/holds/hold-1/release", """
                {"reason": "It was not"}"""));
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(stopsOfRecipientShown(agreement))
                        .isNotEmpty()
                        .allSatisfy(stops -> assertThat(stops).isEmpty()));
        String order = accepted(post("officer", "/payment-orders", order(payer, agreement)))
                .json()
                .path("orderId")
                .asString();
        eventually(order, "RELEASED");
    }

    @Test
    void anOrderWaitsWhileAgreementServiceIsAwayAndAnotherProcessTakesItUp() {
        String agreement = approvedAgreement();
        payeeOf(agreement);
        String payer = payer();
        finance.close();
        finance = financeAsking("http://127.0.0.1:1");
        String order = accepted(post("officer", "/payment-orders", order(payer, agreement)))
                .json()
                .path("orderId")
                .asString();
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(finance.get("officer", "/payment-orders/" + order)
                                .json()
                                .path("waitsFor")
                                .asString(""))
                        .contains("agreement-service does not answer"));
        refused(finance.get("officer", "/payment-orders/" + order + "/file"), 409, "OrderMustBeReleased");
        assertThat(finance.get("operator", "/standing").body()).contains("payment order " + order + " waits for");

        finance.close();
        finance = financeAsking(agreements.address());

        eventually(order, "RELEASED");
    }

    @Test
    void aFileThatNeverReachedTheBankIsNotFetchedAndSentAnyMore() {
        String agreement = approvedAgreement();
        payeeOf(agreement);
        String order = accepted(post("officer", "/payment-orders", order(payer(), agreement)))
                .json()
                .path("orderId")
                .asString();
        eventually(order, "RELEASED");
        assertThat(finance.get("officer", "/payment-orders/" + order + "/file").status())
                .isEqualTo(200);
        String statements = "/payment-orders/" + order + "/statements";

        accepted(post("officer", statements, """
                {"status": "REJECTED", "evidence": "The file was lost before it was sent"}"""));
        accepted(post("approver", statements + "/statement-1/confirmation", "{}"));

        refused(finance.get("officer", "/payment-orders/" + order + "/file"), 409, "RejectedFileMustNotBeSent");
        refused(
                post("officer", "/payment-orders/" + order + "/settlements", """
                {"line": 1, "decision": "Nothing waits"}"""),
                409,
                "OnlyWhatIsNotTakenInIsSettledByHand");
        refused(
                post("approver", "/payment-orders/" + order + "/settlements/settlement-1/confirmation", "{}"),
                404,
                "SettlementMustBeProposed");
        refused(
                post("approver", "/payment-orders/" + order + "/settlements/settlement-1/refusal", """
                {"reason": "Nothing waits"}"""),
                404,
                "SettlementMustBeProposed");
    }

    private static String invoice(String number, String payable, String more) {
        return """
                {%s "municipality": "0580", "number": "%s", "seller": "802999-0010", "sellerName": "partner",
                 "issuedOn": "2022-01-03", "receivedOn": "2022-01-03", "payable": "%s", "references": {}}""".formatted(more, number, payable);
    }

    /** Twelve months of 2022, each paid against invoice. */
    private static Terms againstInvoice() {
        return TermsOf.agreement("invoices", YearKind.CALENDAR, "2022-01-01", "2022-12-31", "I-1")
                .in(MUNICIPALITY)
                .grant(2022, "1200000.00", Standing.COMMITTED, "I-2")
                .paid(Interval.MONTH, Manner.AGAINST_INVOICE, List.of(), "I-3")
                .choosing(
                        DefaultRule.EQUAL_TRANCHES,
                        DefaultRule.MONTHS_FROM_FIRST_DAY,
                        DefaultRule.FIRST_DAY_OR_NEXT_BANK_DAY)
                .build();
    }

    /** It came after the approval, and may be for another invoice: whoever orders sees it. */
    @Test
    void aCreditNoteThatNamesNoInvoiceIsShownBesideTheInvoiceThatItMayBeFor() {
        String agreement = inForce(againstInvoice());
        payeeOf(agreement);
        String invoice = accepted(post("officer", "/invoices", invoice("I-1", "100000.00", "")))
                .json()
                .path("invoiceId")
                .asString();
        accepted(post("officer", "/invoices/" + invoice + "/match", """
                {"agreementId": "%s", "trancheId": "%s", "reason": "it is called so"}""".formatted(agreement, PAYABLE)));
        String payable = PAYABLE + "/I-1";
        attested(agreement, payable);

        String credit = accepted(post("officer", "/invoices", invoice("I-1K", "100.00", "\"kind\": \"CREDIT_NOTE\",")))
                .json()
                .path("invoiceId")
                .asString();

        await().atMost(DEADLINE).untilAsserted(() -> {
            JsonNode proposal = finance.get(
                            "officer", "/payment-orders/proposal?municipality=0580&paymentDate=2022-02-03")
                    .json();
            assertThat(lineOf(proposal, payable).path("agreementId").asString()).isEqualTo(agreement);
            assertThat(warningsOf(proposal, payable))
                    .singleElement()
                    .satisfies(warning -> assertThat(
                                    warning.path("creditNotes").valueStream().map(JsonNode::asString))
                            .containsExactly(credit));
        });
    }

    /** The account was brought in by two persons; that an invoice asks for another is how payment fraud looks. */
    @Test
    void anInvoiceIsPaidWithItsReferenceToTheVerifiedAccountAndOneThatAsksForAnotherIsWarnedOf() {
        String agreement = inForce(againstInvoice());
        payeeOf(agreement);
        String january =
                approvedInvoice(agreement, "2022-1-kommun-partner", "J-1", "60000.00", "99000010", "2022000109");
        String february =
                approvedInvoice(agreement, "2022-1-kommun-partner", "J-2", "40000.00", "99000028", "2022000109");

        await().atMost(DEADLINE).untilAsserted(() -> {
            JsonNode proposal = finance.get(
                            "officer", "/payment-orders/proposal?municipality=0580&paymentDate=2022-02-03")
                    .json();
            assertThat(lineOf(proposal, january).path("ocr").asString("")).isEqualTo("2022000109");
            assertThat(warningsOf(proposal, january)).isEmpty();
            assertThat(lineOf(proposal, february).path("ocr").asString("")).isEmpty();
            assertThat(lineOf(proposal, february).path("message").asString("")).isEqualTo("Faktura J-2");
            assertThat(warningsOf(proposal, february))
                    .singleElement()
                    .extracting(warning -> warning.path("warning").asString())
                    .asString()
                    .contains("bankgiro 99000028", "the verified account is bankgiro 9900-0010");
        });
    }

    private static String approvedInvoice(
            String agreement, String tranche, String number, String amount, String account, String reference) {
        String payTo = "\"payTo\": {\"scheme\": \"BANKGIRO\", \"account\": \"%s\", \"reference\": \"%s\"},"
                .formatted(account, reference);
        // A seller without a credit note that waits: that would keep its invoices from being attested.
        String form = invoice(number, amount, payTo).replace("802999-0010", "802999-0028");
        String invoice = accepted(post("officer", "/invoices", form))
                .json()
                .path("invoiceId")
                .asString();
        accepted(post("officer", "/invoices/" + invoice + "/match", """
                {"agreementId": "%s", "trancheId": "%s", "reason": "it is called so"}""".formatted(agreement, tranche)));
        String payable = tranche + "/" + number;
        attested(agreement, payable, amount);
        return payable;
    }

    private static JsonNode lineOf(JsonNode proposal, String payable) {
        return proposal.path("lines")
                .valueStream()
                .filter(line -> line.path("payableId").asString().equals(payable))
                .findFirst()
                .orElseThrow(() -> new AssertionError(payable + " is not in " + proposal));
    }

    /** The payments of all agreements stand in one proposal. */
    private static List<JsonNode> warningsOf(JsonNode proposal, String payable) {
        return proposal.path("warnings")
                .valueStream()
                .filter(warning -> warning.path("payableId").asString().equals(payable))
                .toList();
    }

    /** A number of an invoice may be longer than banks take a message. */
    @Test
    void whatNoBankFileCanHoldIsLeftOutOfTheProposalWithItsFlaw() {
        String agreement = inForce(againstInvoice());
        payeeOf(agreement);
        String payable =
                approvedInvoice(agreement, PAYABLE, "2022-0000000000000000-1", "70000.00", "99000010", "none-1");

        await().atMost(DEADLINE)
                .untilAsserted(() ->
                        assertThat(leftOut(agreement, "2022-02-03")).containsExactly("LineMustBeWritableInABankFile"));
        accepted(post("officer", "/payment-orders", """
                {"municipality": "0580", "paymentDate": "2022-02-03", "payerId": "%s",
                 "payables": [{"agreementId": "%s", "payableId": "%s", "message": "Faktura 1"}]}""".formatted(payer(), agreement, payable)));
    }

    @Test
    void whatIsNotDueByTheDayIsRefusedWithItsNameSaidOnce() {
        String agreement = approvedAgreement();
        payeeOf(agreement);
        String february = "2022-2-kommun-partner";
        attested(agreement, february);

        Answer refused =
                post("officer", "/payment-orders", order(payer(), agreement).replace(PAYABLE, february));

        refused(refused, 409, "PayableMustBeDueByThePaymentDate");
        assertThat(refused.json().path("detail").asString())
                .isEqualTo(february + ": it is to be paid by 2022-02-01, the order is for 2022-01-03");
    }

    /** By its latest terms the partner is no party: what is still owed to it is paid outside this ledger. */
    @Test
    void whatIsOwedToAPartyThatHasLeftIsLeftOutOfTheProposalWithItsRule() {
        String agreement = approvedAgreement();
        payeeOf(agreement);
        String payer = payer();
        LocalDate july = LocalDate.parse("2022-07-01");
        agreements.told(
                MUNICIPALITY, new TermsChanged(agreement, 2, monthly("successor"), july, TODAY.minusDays(1), null));

        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(leftOut(agreement)).containsExactly("RecipientMustBeAParty"));
        refused(post("officer", "/payment-orders", order(payer, agreement)), 409, "RecipientMustBeAParty");
    }

    /** The rules that keep an agreement's payments out of an order of today. */
    private static List<String> leftOut(String agreement) {
        return leftOut(agreement, "2022-01-03");
    }

    private static List<String> leftOut(String agreement, String day) {
        return finance.get("officer", "/payment-orders/proposal?municipality=0580&paymentDate=" + day)
                .json()
                .path("leftOut")
                .valueStream()
                .filter(one -> one.path("agreementId").asString().equals(agreement))
                .map(one -> one.path("rule").asString())
                .toList();
    }

    @Test
    void whatTheBankTellsOfPaymentsThatAreNotThereIsKeptUntilAPersonHasDealtWithIt() {
        Answer taken = accepted(bankFile("officer", MUNICIPALITY, notification("0".repeat(32) + "-1", "5.00")));

        JsonNode finding = taken.json().path("findings").path(0).path("raised");
        assertThat(finding.path("rule").asString()).isEqualTo("PaymentMustBeOfAKnownOrder");
        assertThat(finding.path("advice").asString()).isNotBlank();
        String path = "/bank-files/" + taken.json().path("importId").asString();
        String importId = taken.json().path("importId").asString();
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(withFindings("message")).containsKey(importId));
        accepted(post("officer", path + "/findings/1/closure", """
                {"how": "The payroll system made it"}"""));
        refused(post("officer", path + "/findings/1/closure", """
                {"how": "again"}"""), 409, "FindingMustBeOpen");
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(withFindings("message")).doesNotContainKey(importId));
    }

    /** The imports of which something waits for a person, with one of their fields. */
    private static Map<String, String> withFindings(String field) {
        Map<String, String> found = new HashMap<>();
        for (JsonNode file :
                finance.get("officer", "/bank-files?open=true").json().path("files")) {
            found.put(file.path("importId").asString(), file.path(field).asString());
        }
        return found;
    }

    @Test
    void aFileThatCannotBeReadIsKeptForWhoeverDidNotSeeTheAnswer() {
        byte[] broken = "<Document".getBytes(StandardCharsets.UTF_8);
        Answer refused = bankFile("officer", MUNICIPALITY, broken);
        refused(refused, 422, "FileMustBeWellFormed");
        String detail = refused.json().path("detail").asString();
        String importId = detail.substring(detail.lastIndexOf('/') + 1);

        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(withFindings("message")).containsEntry(importId, "unread"));
        refused(bankFile("officer", MUNICIPALITY, broken), 422, "FileMustBeWellFormed");
        JsonNode kept = finance.get("officer", "/bank-files/" + importId).json();
        assertThat(kept.path("findings")).hasSize(1);
        assertThat(kept.path("findings").path(0).path("raised").path("rule").asString())
                .isEqualTo("FileMustBeWellFormed");
        accepted(post("officer", "/bank-files/" + importId + "/findings/1/closure", """
                {"how": "The bank sends it anew"}"""));
    }

    @Test
    void whatIsNoBankFileIsRefusedWholeByItsRule() {
        refused(
                bankFile("officer", MUNICIPALITY, "<html/>".getBytes(StandardCharsets.UTF_8)),
                422,
                "MessageMustBeKnown");
        refused(
                bankFile(
                        "officer",
                        MUNICIPALITY,
                        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"
                                .getBytes(StandardCharsets.UTF_8)),
                422,
                "FileMustHaveNoDtd");
        refused(bankFile("officer", MUNICIPALITY, new byte[25 * 1024 * 1024]), 422, "FileMustFitTheLimit");
        refused(bankFile("elsewhere", MUNICIPALITY, notification("x", "5.00")), 403, "UserMustBelongToMunicipality");
        refused(bankFile("reader", MUNICIPALITY, notification("x", "5.00")), 403, "UserMustHaveRole");
    }

    @Test
    void anAccountIsBroughtInByTwoPersonsAndNumbersAreCheckedAtTheDoor() {
        String payee =
                accepted(post("officer", "/payees", """
                        {"municipality": "0580", "role": "RECIPIENT", "name": "Simulerade Andra Partnern",
                         "organisationNumber": "802999-0010"}""")).json().path("payeeId").asString();

        refused(post("officer", "/payees/" + payee + "/accounts", """
                {"kind": "BANKGIRO", "number": "99000011", "holder": "Simulerade Andra Partnern"}"""), 422, "AccountNumberMustBeValid");
        refused(post("officer", "/payees/" + payee + "/accounts", """
                {"kind": "BANKGIRO", "number": "99000028", "holder": "Somebody"}"""), 422, "AccountMustBeInThePartysOwnName");
        accepted(post("officer", "/payees/" + payee + "/accounts", """
                {"kind": "BANKGIRO", "number": "99000028", "holder": "Simulerade Andra Partnern"}"""));
        refused(
                post("officer", "/payees/" + payee + "/accounts/account-1/verification", """
                {"evidence": "my own"}"""),
                403,
                "AnotherPersonMustVerifyTheAccount");
        refused(post("reader", "/payees/" + payee + "/accounts/account-1/verification", """
                {"evidence": "x"}"""), 403, "UserMustHaveRole");
        accepted(post("approver", "/payees/" + payee + "/accounts/account-1/verification", """
                {"evidence": "Simulated certificate"}"""));
        assertThat(finance.get("officer", "/payees/" + payee)
                        .json()
                        .path("accountToday")
                        .asString())
                .isEqualTo("account-1");
        assertThat(finance.get("elsewhere", "/payees/" + payee).status()).isEqualTo(404);
        refused(post("elsewhere", "/payees", """
                {"municipality": "0580", "role": "RECIPIENT", "name": "x", "organisationNumber": "802999-0010"}"""), 403, "UserMustBelongToMunicipality");
        refused(post("officer", "/payees", """
                {"municipality": "0580", "role": "RECIPIENT", "name": "x"}"""), 422, "PayeeMustBeToldByOneKey");
    }

    private static Answer bankFile(String user, String municipality, byte[] content) {
        return finance.post(
                user,
                "/bank-files?municipality=" + municipality,
                UUID.randomUUID().toString(),
                "application/xml",
                content);
    }

    private static byte[] notification(String reference, String amount) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
                <GrpHdr><MsgId>SIM-%s</MsgId></GrpHdr>
                <Ntfctn><Id>N</Id><Acct><Id><IBAN>SE9399900000000000000001</IBAN></Id></Acct>
                <Ntry><Amt Ccy="SEK">%s</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2022-01-03</Dt></BookgDt>
                <NtryDtls><TxDtls><Refs><EndToEndId>%s</EndToEndId></Refs></TxDtls></NtryDtls></Ntry></Ntfctn>
                </BkToCstmrDbtCdtNtfctn></Document>""".formatted(UUID.randomUUID(), amount, reference).getBytes(StandardCharsets.UTF_8);
    }
}
