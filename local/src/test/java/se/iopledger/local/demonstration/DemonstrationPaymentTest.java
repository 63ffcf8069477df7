package se.iopledger.local.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.iopledger.local.screen.Screen;
import se.iopledger.local.service.SignIn;

class DemonstrationPaymentTest {
    private FakeServices fake;

    @BeforeEach
    void financeServiceAnswers() throws IOException {
        fake = new FakeServices();
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    private void prepareOn(String businessDate) {
        new DemonstrationPayment(
                        new Demonstration.Addresses(fake.address(), fake.address(), fake.address()),
                        Map.of(SignIn.FINANCE_OFFICER, "o", SignIn.APPROVER, "a"),
                        new Screen(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), false))
                .prepareOn(LocalDate.parse(businessDate));
    }

    @Test
    void what_an_earlier_run_has_brought_in_is_left_alone() {
        fake.answers("GET /payees", 200, "{\"payees\":[{},{}]}")
                .answers("GET /invoices", 200, "{\"invoices\":[{\"state\":\"MATCHED\"}]}");
        prepareOn("2022-01-17");
        assertThat(fake.posts()).isEmpty();
    }

    @Test
    void no_invoice_comes_before_its_month_begins() {
        fake.answers("GET /payees", 200, "{\"payees\":[{},{}]}").answers("GET /invoices", 200, "{\"invoices\":[]}");
        prepareOn("2022-01-16");
        assertThat(fake.posts()).isEmpty();
    }

    @Test
    void accounts_that_two_persons_bring_in_say_that_they_are_made_up_and_the_invoice_is_awaited() {
        fake.answers("GET /payees", 200, "{\"payees\":[]}")
                .answers("GET /invoices", 200, "{\"invoices\":[]}")
                .answers("GET /invoices", 200, "{\"invoices\":[{\"state\":\"UNDER_WAY\"}]}")
                .answers("GET /invoices", 200, "{\"invoices\":[{\"state\":\"MATCHED\"}]}")
                .answers("POST /payees", 201, "{\"payeeId\":\"recipient\"}")
                .answers("POST /payees", 201, "{\"payeeId\":\"payer\"}")
                .answers("POST /invoices", 201, "{}");
        for (String payee : new String[] {"recipient", "payer"}) {
            String accounts = "POST /payees/" + payee + "/accounts";
            fake.answers(accounts, 200, "{}").answers(accounts + "/account-1/verification", 200, "{}");
        }

        prepareOn("2022-03-01");

        assertThat(fake.posts())
                .extracting(post -> post.user() + " " + post.path())
                .containsExactly(
                        "demo-finance-officer:o /payees",
                        "demo-finance-officer:o /payees/recipient/accounts",
                        "demo-approver:a /payees/recipient/accounts/account-1/verification",
                        "demo-finance-officer:o /payees",
                        "demo-finance-officer:o /payees/payer/accounts",
                        "demo-approver:a /payees/payer/accounts/account-1/verification",
                        "demo-finance-officer:o /invoices");
        assertThat(fake.posts())
                .filteredOn(post -> post.path().endsWith("/accounts"))
                .allSatisfy(post -> assertThat(post.body())
                        .contains("\"madeUp\":true", "\"reason\":\"made up for the demonstration\""));
        assertThat(fake.posts().getLast().body())
                .contains("\"number\":\"SIMULATED-1\"", "\"payable\":\"264333.33\"", "\"receivedOn\":\"2022-01-17\"");
        assertThat(fake.posts().stream().map(FakeServices.Received::idempotencyKey))
                .doesNotHaveDuplicates();
        assertThat(fake.gets()).containsExactly("/payees", "/invoices", "/invoices", "/invoices");
    }
}
