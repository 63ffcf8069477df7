package se.iopledger.agreement.register;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import se.iopledger.contracts.terms.Terms;

/** Whatever is sent, the answer is terms or problems; nothing is thrown, and what is read can be written. */
class TermsReaderPropertyTest {
    private static final TermsReader READER = new TermsReader();
    private static final byte[] JSON = SimulatedTerms.right().json();
    private static final byte[] YAML = SimulatedTerms.right().yaml();

    /** What breaks parsers: structure, quotes, escapes, YAML's signs, edges of numbers and of UTF-8. */
    private static final String[] SNIPPETS = {
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "'",
        "\\",
        "\\u",
        "\\ud800",
        "\n",
        "\t",
        "  ",
        "-",
        "- ",
        "? ",
        ": ",
        "#",
        "&a ",
        "*a",
        "!!x ",
        "!",
        "<<: ",
        "|",
        ">",
        "%",
        "---\n",
        "...\n",
        "@",
        "`",
        "null",
        "true",
        "~",
        "0",
        "-0",
        "1e400",
        "9".repeat(30),
        ".5",
        "0x1",
        "NaN",
        "\u0000",
        "\u202e",
        "é",
        "🏠",
        "\u2028",
        "kind",
        "2019"
    };

    @Property(tries = 500)
    void randomBytesAreAnswered(@ForAll byte[] body, @ForAll TermsFormat format) {
        assertAnswered(body, format);
    }

    @Property(tries = 500)
    void randomWordsAreAnswered(@ForAll("words") String text, @ForAll TermsFormat format) {
        assertAnswered(text.getBytes(UTF_8), format);
    }

    @Property(tries = 1_000)
    void aDocumentChangedInAFewPlacesIsAnswered(@ForAll long seed, @ForAll TermsFormat format) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(new String(random.nextBoolean() ? JSON : YAML, UTF_8));
        for (int change = random.nextInt(4); change >= 0; change--) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + random.nextInt(6));
            text.replace(from, to, SNIPPETS[random.nextInt(SNIPPETS.length)]);
        }
        assertAnswered(text.toString().getBytes(UTF_8), format);
    }

    @Property(tries = 500)
    void aDocumentWithBytesChangedIsAnswered(@ForAll long seed, @ForAll TermsFormat format) {
        Random random = new Random(seed);
        byte[] body = (random.nextBoolean() ? JSON : YAML).clone();
        for (int change = random.nextInt(4); change >= 0; change--) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        assertAnswered(body, format);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of(SNIPPETS).list().ofMaxSize(40).map(words -> String.join("", words));
    }

    private static void assertAnswered(byte[] body, TermsFormat format) {
        switch (READER.read(body, format)) {
            case TermsReading.Refused refused ->
                assertThat(refused.problems()).isNotEmpty().allSatisfy(problem -> {
                    assertThat(problem.rule()).matches("[A-Z][A-Za-z0-9]+");
                    assertThat(problem.field()).matches("(?s)(/.*)?");
                    assertThat(problem.detail()).isNotBlank();
                });
            case TermsReading.Read(Terms terms) -> {
                byte[] written = SimulatedTerms.JSON.writeValueAsBytes(terms);
                assertThat(READER.read(written, TermsFormat.JSON)).isEqualTo(new TermsReading.Read(terms));
            }
        }
    }
}
