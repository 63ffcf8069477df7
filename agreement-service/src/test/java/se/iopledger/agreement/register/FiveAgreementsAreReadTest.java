package se.iopledger.agreement.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The five agreements keep to the published schema and pass the strict reader, in the notation they are written in. */
class FiveAgreementsAreReadTest {
    private static final Path AGREEMENTS = Path.of("../local/src/main/resources/agreements");
    private static final TermsReader READER = new TermsReader();

    @ParameterizedTest
    @ValueSource(strings = {"UPP", "LUN", "NOR", "LIN", "STO"})
    void isRead(String shortName) throws IOException {
        byte[] yaml = Files.readAllBytes(AGREEMENTS.resolve(shortName + ".yaml"));
        assertThat(READER.read(yaml, TermsFormat.YAML))
                .isInstanceOfSatisfying(
                        TermsReading.Read.class,
                        read -> assertThat(read.terms().shortName()).isEqualTo(shortName));
    }
}
