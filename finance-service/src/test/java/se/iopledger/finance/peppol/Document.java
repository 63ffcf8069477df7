package se.iopledger.finance.peppol;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Objects;

/** A made-up document, with something in it put otherwise. */
public final class Document {
    private String text;

    private Document(String text) {
        this.text = text;
    }

    public static Document invoice() {
        return of("invoice.xml");
    }

    public static Document creditNote() {
        return of("credit-note.xml");
    }

    private static Document of(String name) {
        try (var stream = Document.class.getResourceAsStream("/peppol/" + name)) {
            return new Document(
                    new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @throws AssertionError if it does not hold what is to be put otherwise */
    public Document with(String instead, String of) {
        if (!text.contains(of)) {
            throw new AssertionError("the document does not hold " + of);
        }
        text = text.replace(of, instead);
        return this;
    }

    public Document without(String part) {
        return with("", part);
    }

    public String text() {
        return text;
    }

    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    UblReading read() {
        return UblReader.read(new ByteArrayInputStream(bytes()), LocalDate.parse("2022-01-18"));
    }
}
