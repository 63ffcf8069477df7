package se.iopledger.contracts.agreement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where a document is and how to know it again. The document itself stays in the archive.
 *
 * @param title what it is called
 * @param caseNumber case number (diarienummer) under which it is kept, where it has one
 * @param dated the date it bears, where it bears one
 * @param sha256 SHA-256 of its bytes, 64 hexadecimal digits in lower case
 * @param mediaType what its bytes are, as application/pdf (RFC 6838)
 */
public record DocumentReference(
        String title, @Nullable String caseNumber, @Nullable LocalDate dated, String sha256, String mediaType) {}
