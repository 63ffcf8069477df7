package se.iopledger.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.local.testing.Await;
import se.iopledger.local.testing.FreePorts;
import se.iopledger.local.testing.QuickstartProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The script {@code ./quickstart} with the real services, from their executable jars, as one story: a first run, what
 * it leaves, a second run on the same data folder, a later date. The tests share these runs, since each start takes the
 * processors for a while; that is why they are ordered.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class QuickstartIT {

    private static final Map<String, String> PORTS = FreePorts.variables();
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/agreements/\\S+");
    private static final Pattern SIGN_IN = Pattern.compile("Sign in as +(\\S+) with password (\\S+)");

    @TempDir
    static Path shared;

    private static @Nullable QuickstartProcess first;
    private static List<String> undisturbed = List.of();
    private static Map<String, Long> entriesOfTheFirst = Map.of();

    /** The run that nothing disturbs; the others are compared with what it shows. */
    @BeforeAll
    static void runUndisturbed() {
        first = startOnSharedData().awaitTable();
        undisturbed = first.table();
        entriesOfTheFirst = first.entriesOfTheLogs();
    }

    @AfterAll
    static void stop() {
        first().close();
    }

    private static QuickstartProcess first() {
        return Objects.requireNonNull(first);
    }

    private static QuickstartProcess startOnSharedData(String... arguments) {
        return QuickstartProcess.ofTheCheckout(shared.resolve("data"), PORTS, arguments);
    }

    @Test
    @Order(1)
    void all_five_agreements_are_in_force_and_the_next_tranches_are_the_papers() {
        assertThat(agreements(undisturbed)).containsOnlyKeys("UPP", "LUN", "NOR", "LIN", "STO");
        assertThat(agreements(undisturbed).values())
                .allSatisfy(row -> assertThat(row).startsWith("ACTIVE "));
        assertThat(agreements(undisturbed).get("LUN")).contains("2022-01-03 190 000,00 kr", "to Kvinnojouren Lund");
        assertThat(agreements(undisturbed).get("NOR"))
                .contains("2022-01-17 264 333,33 kr", "to Stockholms Stadsmission");
        assertThat(agreements(undisturbed).get("LIN"))
                .contains(
                        "2022-07-01 700 000,00 kr",
                        "to Linköpings Stadsmission",
                        "2022-07-01 300 000,00 kr",
                        "to Linköpings Domkyrkopastorat");
        assertThat(agreements(undisturbed).get("STO"))
                .contains("waits for the compensation", "(STO-4)", "to 2022-12-14");
        assertThat(first().output())
                .contains("Business date  2021-12-20 (simulated")
                .contains("Assumed        the board decisions of UPP, LUN, NOR, LIN, STO"
                        + " and the signatures of UPP, LUN, LIN, STO\n")
                .doesNotContain("SLF4J", "WARNING");
    }

    @Test
    @Order(2)
    void every_address_on_the_page_answers_with_the_sign_in_on_the_page() throws Exception {
        List<URI> addresses = ADDRESS.matcher(first().output())
                .results()
                .map(found -> URI.create(found.group()))
                .toList();

        assertThat(addresses).hasSize(4).last().asString().endsWith("/history");
        for (URI address : addresses) {
            JsonNode answer = get(address, first().output());
            assertThat(answer.required("agreementId").asString())
                    .isIn(List.of(address.getPath().split("/")));
        }
        assertThat(get(addresses.getLast(), first().output()).required("entries"))
                .isNotEmpty();
    }

    @Test
    @Order(2)
    void every_log_is_cosigned_by_the_witness_and_nothing_needs_attention() throws Exception {
        URI reporting = URI.create(ADDRESS.matcher(first().output())
                .results()
                .map(found -> found.group())
                .filter(address -> address.endsWith("/history"))
                .findFirst()
                .orElseThrow());
        for (String service : List.of("agreement-service", "finance-service", "reporting-service")) {
            Await.until(
                    service + " is cosigned",
                    Duration.ofSeconds(30),
                    () -> cosigned(reporting, service)
                            .equals(List.of(
                                    "\u2014 quickstart.example/" + service + " ",
                                    "\u2014 quickstart.example/witness ")));
        }
        assertThat(get(reporting.resolve("/standing"), first().output()).required("needsAttention"))
                .isEmpty();
    }

    /** The signatures under the newest cosigned checkpoint, without what they sign with. */
    private static List<String> cosigned(URI reporting, String service) {
        try {
            return text(reporting.resolve("/witness/" + service + "/checkpoint"), first().output())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("\u2014 "))
                    .map(line -> line.substring(0, line.lastIndexOf(' ') + 1))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    @Order(2)
    void an_operator_can_do_on_each_service_what_the_readme_promises_and_reads_no_agreement() throws Exception {
        List<URI> shown = ADDRESS.matcher(first().output())
                .results()
                .map(found -> URI.create(found.group()))
                .toList();
        for (URI agreement : List.of(shown.get(0), shown.get(1), shown.getLast())) {
            assertThat(asOperator("GET", agreement).statusCode()).isIn(403, 404);
            assertThat(asOperator("GET", agreement.resolve("/actuator/health")).body())
                    .contains("\"components\"");
            assertThat(asOperator("GET", agreement.resolve("/dead-letters")).statusCode())
                    .isEqualTo(200);
            HttpResponse<String> projections = asOperator("GET", agreement.resolve("/projections"));
            assertThat(projections.statusCode()).isEqualTo(200);
            for (JsonNode name : JsonMapper.shared().readTree(projections.body())) {
                URI verification = agreement.resolve("/projections/" + name.asString() + "/verification");
                Await.until(
                        verification + " finds no difference",
                        Duration.ofSeconds(30),
                        () -> asOperator("POST", verification).body().contains("\"equal\":true"));
            }
        }
        HttpResponse<String> alarms = asOperator("GET", shown.getLast().resolve("/witness/alarms"));
        assertThat(alarms.statusCode()).isEqualTo(200);
        assertThat(JsonMapper.shared().readTree(alarms.body()).required("alarms"))
                .isEmpty();
    }

    private static HttpResponse<String> asOperator(String method, URI address) {
        return request("demo-operator", method, address, null);
    }

    @Test
    @Order(3)
    void another_quickstart_on_the_same_data_says_so_in_one_line() {
        try (QuickstartProcess refused = startOnSharedData()) {
            assertThat(refused.awaitExit()).isEqualTo(1);
            assertThat(refused.output())
                    .startsWith("quickstart: Another quickstart (process ")
                    .hasLineCount(1);
        }
    }

    @Test
    @Order(4)
    void ctrl_c_leaves_no_process() {
        List<ProcessHandle> processes = first().processes();
        // The script's program, three services, and PostgreSQL with some of its own.
        assertThat(processes).hasSizeGreaterThan(7);

        first().pressCtrlC();

        assertThat(first().awaitExit()).isEqualTo(130);
        QuickstartProcess.awaitGone(processes);
        assertThat(first().output()).endsWith("Stopped.");
    }

    @Test
    @Order(5)
    void a_second_run_shows_the_same_and_adds_no_entry_to_any_log() {
        try (QuickstartProcess second = startOnSharedData()) {
            assertThat(second.awaitTable().table()).isEqualTo(undisturbed);
            assertThat(second.entriesOfTheLogs()).isEqualTo(entriesOfTheFirst);
        }
    }

    @Test
    @Order(6)
    void at_a_later_date_the_table_shows_what_has_happened_until_then_and_an_invoice_is_paid() throws Exception {
        try (QuickstartProcess later = startOnSharedData("--date", "2023-01-10").awaitTable()) {
            assertThat(later.output()).contains("Business date  2023-01-10");
            assertThat(agreements(later.table()).get("UPP"))
                    .startsWith("EXPIRED ")
                    .contains("to 2021-12-31");
            assertThat(agreements(later.table()).get("STO"))
                    .startsWith("ACTIVE ")
                    .contains("to 2023-12-14");
            assertThat(agreements(later.table()).get("LUN")).contains("2023-07-03 190 000,00 kr");
            assertThat(agreements(later.table()).get("NOR")).contains("2023-01-16 272 250,00 kr");
            norrtaljesInvoiceIsPaid(URI.create(ADDRESS.matcher(later.output())
                    .results()
                    .map(found -> found.group())
                    .filter(address -> address.endsWith("/schedule"))
                    .findFirst()
                    .orElseThrow()));
        }
    }

    /** What docs/payments.md has a newcomer do: two attest, an order is made, its file is fetched. */
    private static void norrtaljesInvoiceIsPaid(URI finance) throws Exception {
        JsonNode waiting = json("demo-examiner", "GET", finance, "/municipalities/0188/attest?step=EXAMINE", null)
                .required("payables");
        assertThat(waiting).hasSize(1);
        JsonNode payable = waiting.path(0);
        String agreement = payable.required("agreementId").asString();
        Map<String, String> attest = Map.of(
                "payableId",
                payable.required("payableId").asString(),
                "recipient",
                payable.required("recipient").asString(),
                "amount",
                payable.required("open").asString());
        assertThat(attest).containsEntry("amount", "264333.33");
        json("demo-examiner", "POST", finance, "/agreements/" + agreement + "/attest/examinations", attest);
        json("demo-payment-approver", "POST", finance, "/agreements/" + agreement + "/attest/approvals", attest);

        String proposal = "/payment-orders/proposal?municipality=0188&paymentDate=2023-01-10";
        Await.until(
                "it can be ordered",
                Duration.ofSeconds(30),
                () -> !json("demo-finance-officer", "GET", finance, proposal, null)
                        .required("lines")
                        .isEmpty());
        String payer = json("demo-finance-officer", "GET", finance, "/payees?municipality=0188", null)
                .required("payees")
                .valueStream()
                .filter(payee -> payee.required("role").asString().equals("PAYER"))
                .map(payee -> payee.required("payeeId").asString())
                .findFirst()
                .orElseThrow();
        String order = "/payment-orders/"
                + json(
                                "demo-finance-officer",
                                "POST",
                                finance,
                                "/payment-orders",
                                Map.of(
                                        "municipality",
                                        "0188",
                                        "paymentDate",
                                        "2023-01-10",
                                        "payerId",
                                        payer,
                                        "payables",
                                        List.of(Map.of(
                                                "agreementId", agreement, "payableId", attest.get("payableId")))))
                        .required("orderId")
                        .asString();
        Await.until(
                "its file can be fetched",
                Duration.ofSeconds(60),
                () -> json("demo-finance-officer", "GET", finance, order, null)
                        .required("standing")
                        .asString()
                        .equals("RELEASED"));
        assertThat(request("demo-finance-officer", "GET", finance.resolve(order + "/file"), null)
                        .body())
                .contains("<InstdAmt Ccy=\"SEK\">264333.33</InstdAmt>", "<Id>99000010</Id>");
    }

    private static JsonNode json(String user, String method, URI finance, String path, @Nullable Object body) {
        HttpResponse<String> answer = request(user, method, finance.resolve(path), body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static HttpResponse<String> request(String user, String method, URI address, @Nullable Object body) {
        try {
            Properties secrets = new Properties();
            try (Reader file = Files.newBufferedReader(shared.resolve("data").resolve("secrets.properties"))) {
                secrets.load(file);
            }
            return send(method, address, user, secrets.getProperty(user), body);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /**
     * One run in which each service in turn is killed outright while it has something to do: agreement-service between
     * two requests for the same agreement, finance-service while terms arrive, reporting-service at the last signatures.
     */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class WithEachServiceKilled {

        private static final Map<String, String> MOMENTS = new LinkedHashMap<>();

        static {
            MOMENTS.put("agreement-service", "agreement-service to take the approval of LUN");
            MOMENTS.put("finance-service", "agreement-service to register NOR");
            MOMENTS.put("reporting-service", "agreement-service to take the signatures of STO");
        }

        private final Map<String, Long> killed = new LinkedHashMap<>();
        private @Nullable QuickstartProcess disturbed;

        @BeforeAll
        void killEachInTurn(@TempDir Path folder) {
            QuickstartProcess run = QuickstartProcess.ofTheCheckout(folder.resolve("data"), FreePorts.variables());
            disturbed = run;
            MOMENTS.forEach((service, moment) -> {
                run.awaitOutput("Waiting for " + moment);
                ProcessHandle process = run.service(service);
                QuickstartProcess.kill(process);
                killed.put(service, process.pid());
            });
            run.awaitTable();
        }

        @AfterAll
        void stop() {
            disturbed().close();
        }

        private QuickstartProcess disturbed() {
            return Objects.requireNonNull(disturbed);
        }

        @ParameterizedTest
        @ValueSource(strings = {"agreement-service", "finance-service", "reporting-service"})
        void it_is_started_again(String service) {
            assertThat(disturbed().output()).containsOnlyOnce(service + " ended and is started again");
            assertThat(disturbed().service(service).pid()).isNotEqualTo(killed.get(service));
        }

        @Test
        void the_table_is_the_same_and_no_log_has_an_entry_more_or_less() {
            assertThat(disturbed().table()).isEqualTo(undisturbed);
            assertThat(disturbed().entriesOfTheLogs()).isEqualTo(entriesOfTheFirst);
        }
    }

    /** @return by short name, what the table says of the agreement, column after column and line after line */
    private static Map<String, String> agreements(List<String> table) {
        Map<String, String> rows = new LinkedHashMap<>();
        String name = "";
        for (String line : table) {
            String text = line.strip().replaceAll(" +", " ");
            if (!line.startsWith(" ")) {
                name = text.substring(0, text.indexOf(' '));
                text = text.substring(name.length() + 1);
            }
            rows.merge(name, text, (before, more) -> before + "\n" + more);
        }
        return rows;
    }

    private static JsonNode get(URI address, String page) throws Exception {
        HttpResponse<String> answer = text(address, page);
        assertThat(answer.statusCode()).as("%s", address).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static HttpResponse<String> text(URI address, String page) throws IOException, InterruptedException {
        var signIn = SIGN_IN.matcher(page);
        assertThat(signIn.find()).isTrue();
        return send("GET", address, signIn.group(1), signIn.group(2), null);
    }

    private static HttpResponse<String> send(
            String method, URI address, String user, String password, @Nullable Object body)
            throws IOException, InterruptedException {
        String credentials = user + ":" + password;
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(
                                        JsonMapper.shared().writeValueAsString(body)))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
