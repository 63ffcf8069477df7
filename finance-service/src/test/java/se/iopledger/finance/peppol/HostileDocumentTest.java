package se.iopledger.finance.peppol;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the bytes are, the answer is an invoice or a reason, and nothing else happens. */
class HostileDocumentTest {
    private static UblReading.NotRead notRead(InputStream document) {
        UblReading reading = UblReader.read(document, LocalDate.parse("2022-01-18"));
        assertThat(reading).isInstanceOf(UblReading.NotRead.class);
        return (UblReading.NotRead) reading;
    }

    private static UblReading.NotRead notRead(String document) {
        return notRead(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
    }

    private static String withDocumentType(String documentType) {
        return Document.invoice().with("?>" + documentType, "?>").text();
    }

    @Test
    void aDocumentTypeIsNotRead() {
        UblReading.NotRead refused = notRead(withDocumentType("<!DOCTYPE Invoice>"));

        assertThat(refused.rule()).isEqualTo("DocumentMustHaveNoDocumentType");
        assertThat(refused.where()).isEqualTo("line 1");
    }

    @Test
    void entitiesThatGrowAreNotExpanded() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE Invoice [<!ENTITY l0 \"lol\">");
        for (int level = 1; level < 10; level++) {
            laughs.append("<!ENTITY l")
                    .append(level)
                    .append(" \"")
                    .append(("&l" + (level - 1) + ";").repeat(10))
                    .append("\">");
        }
        String document = Document.invoice()
                .with("?>" + laughs + "]>", "?>")
                .with("<cbc:ID>&l9;<", "<cbc:ID>2022-0117<")
                .text();

        assertThat(notRead(document).rule()).isEqualTo("DocumentMustHaveNoDocumentType");
    }

    @Test
    void nothingOutsideTheDocumentIsAskedFor() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
        });
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/any.dtd";
            assertThat(notRead(withDocumentType("<!DOCTYPE Invoice SYSTEM \"" + address + "\">"))
                            .rule())
                    .isEqualTo("DocumentMustHaveNoDocumentType");
            assertThat(notRead(withDocumentType(
                                    "<!DOCTYPE Invoice [<!ENTITY % all SYSTEM \"" + address + "\"> %all;]>"))
                            .rule())
                    .isEqualTo("DocumentMustHaveNoDocumentType");
            assertThat(notRead(withDocumentType("<!DOCTYPE Invoice [<!ENTITY file SYSTEM \"file:///etc/hostname\">]>"))
                            .rule())
                    .isEqualTo("DocumentMustHaveNoDocumentType");
            assertThat(asked).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anEntityThatNobodyDeclaredIsNotRead() {
        assertThat(notRead(Document.invoice()
                                .with("<cbc:ID>&any;<", "<cbc:ID>2022-0117<")
                                .text())
                        .rule())
                .isIn("DocumentMustBeWellFormed", "DocumentMustHaveNoEntities");
    }

    @Test
    void whatNestsTooDeepIsNotRead() {
        String deep = "<a>".repeat(100_000) + "</a>".repeat(100_000);

        assertThat(notRead(deep).rule()).isEqualTo("DocumentMustNotNestTooDeep");
    }

    @Test
    void tooManyElementsAreNotRead() {
        String wide = Document.invoice()
                .with("<cbc:Note>n</cbc:Note>".repeat(60_000) + "</Invoice>", "</Invoice>")
                .text();

        assertThat(notRead(wide).rule()).isEqualTo("DocumentMustFitTheLimit");
    }

    @Test
    void tooManyAttributesAreNotRead() {
        StringBuilder attributes = new StringBuilder("<cbc:Note");
        for (int attribute = 0; attribute < 100; attribute++) {
            attributes.append(" a").append(attribute).append("=\"1\"");
        }
        String document = Document.invoice()
                .with(attributes + "/></Invoice>", "</Invoice>")
                .text();

        assertThat(notRead(document).rule()).isEqualTo("DocumentMustFitTheLimit");
    }

    @Test
    void aTextWithoutEndIsNotRead() {
        assertThat(notRead(Document.invoice()
                                .with("<cbc:Note>" + "n".repeat(5_000), "<cbc:Note>")
                                .text())
                        .rule())
                .isEqualTo("DocumentMustFitTheLimit");
    }

    @Test
    void aPictureOfTheInvoiceIsPassedOver() {
        String document =
                Document.invoice().with("A".repeat(4 * 1024 * 1024), "PICTURE").text();

        assertThat(UblReader.read(
                        new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)),
                        LocalDate.parse("2022-01-18")))
                .isInstanceOf(UblReading.Read.class);
    }

    @Test
    void ofAHundredMegabytesOnlyTheFirstTenAreLookedAt() {
        Endless endless = new Endless(100L * 1024 * 1024);

        assertThat(notRead(endless).rule()).isEqualTo("DocumentMustFitTheLimit");
        assertThat(endless.given).isLessThan(11L * 1024 * 1024);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    urn:oasis:names:specification:ubl:schema:xsd:Invoice-2 | urn:oasis:names:specification:ubl:schema:xsd:Invoice-3 | DocumentMustBeAUblInvoice
                    urn:oasis:names:specification:ubl:schema:xsd:Invoice-2 | urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2 | DocumentMustBeAUblInvoice
                    xsd:CommonBasicComponents-2 | xsd:CommonBasicComponents-3 | TermIsRequired
                    xsd:CommonAggregateComponents-2 | xsd:CommonAggregateComponents-1 | TermIsRequired
                    <cbc:DocumentCurrencyCode>SEK | <cbc:DocumentCurrencyCode>EUR | InvoiceMustBeInKronor
                    PayableAmount currencyID="SEK" | PayableAmount currencyID="EUR" | InvoiceMustBeInKronor
                    <cbc:IssueDate>2022-01-17 | <cbc:IssueDate>17/1 2022 | DateMustBeIso8601
                    <cbc:IssueDate>2022-01-17 | <cbc:IssueDate>2022-02-30 | DateMustBeIso8601
                    <cbc:IssueDate>2022-01-17 | <cbc:IssueDate>+12022-01-17 | DateMustBeIso8601
                    <cbc:ID>2022-0117</cbc:ID> | <cbc:ID>2022-0117</cbc:ID><cbc:ID>2022-0118</cbc:ID> | TermMustStandOnce
                    currencyID="SEK">64333.33 | currencyID="SEK">6.4e4 | AmountMustBeANumber
                    currencyID="SEK">64333.33 | currencyID="SEK">NaN | AmountMustBeANumber
                    currencyID="SEK">64333.33 | currencyID="SEK">64333.333 | AmountMustBeExact
                    currencyID="SEK">64333.33 | currencyID="SEK">999999999999999 | AmountMustBeExact
                    """)
    void whatIsNotAnInvoiceIsSaidToBeNone(String of, String instead, String rule) {
        assertThat(notRead(Document.invoice().with(instead, of).text()).rule()).isEqualTo(rule);
    }

    @Test
    void bytesThatAreNoXmlAreNotRead() {
        assertThat(notRead("").rule()).isEqualTo("DocumentMustBeWellFormed");
        assertThat(notRead("{\"invoice\": 1}").rule()).isEqualTo("DocumentMustBeWellFormed");
        assertThat(notRead(new ByteArrayInputStream(new byte[] {(byte) 0xff, 0, (byte) 0xfe, 7}))
                        .rule())
                .isEqualTo("DocumentMustBeWellFormed");
    }

    @Property(tries = 300)
    void aDocumentThatBreaksOffIsNeverAnInvoice(@ForAll @IntRange(max = 5_000) int left) {
        byte[] whole = Document.invoice().bytes();
        int length = Math.min(left, whole.length - 20);

        assertThat(notRead(new ByteArrayInputStream(whole, 0, length)).rule()).isNotEmpty();
    }

    /** Whatever is done to a byte, the reader answers. */
    @Property(tries = 500)
    void aDocumentThatWasDamagedIsAnswered(@ForAll @IntRange(max = 5_000) int where, @ForAll byte instead) {
        byte[] bytes = Document.invoice().bytes();
        bytes[where % bytes.length] = instead;

        assertThat(UblReader.read(new ByteArrayInputStream(bytes), LocalDate.parse("2022-01-18")))
                .isNotNull();
    }

    /** A document that goes on and on inside a picture. */
    private static final class Endless extends InputStream {
        private final byte[] beginning =
                Document.invoice().text().split("PICTURE", -1)[0].getBytes(StandardCharsets.UTF_8);
        private final long length;
        private long given;

        Endless(long length) {
            this.length = length;
        }

        @Override
        public int read() {
            if (given >= length) {
                return -1;
            }
            int next = given < beginning.length ? beginning[(int) given] & 0xff : 'A';
            given++;
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int read = 0;
            while (read < length && given < this.length) {
                target[offset + read++] = (byte) read();
            }
            return read == 0 ? -1 : read;
        }
    }
}
