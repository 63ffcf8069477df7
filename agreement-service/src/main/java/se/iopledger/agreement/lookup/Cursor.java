package se.iopledger.agreement.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import se.iopledger.shell.http.BadRequest;
import se.iopledger.shell.http.InputProblem;

/**
 * After which row a page of the list goes on. Opaque to clients.
 *
 * @param shortName empty before the first row
 * @param agreementId empty before the first row
 */
record Cursor(String shortName, String agreementId) {
    private static final Cursor BEFORE_ALL = new Cursor("", "");

    /** @throws BadRequest if the text was not made here */
    static Cursor of(@Nullable String text) {
        if (text == null) {
            return BEFORE_ALL;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\n", 2);
            if (parts.length == 2) {
                return new Cursor(parts[1], parts[0]);
            }
        } catch (IllegalArgumentException notBase64) {
            // Told below, as any other text that is no cursor.
        }
        throw new BadRequest(
                HttpStatus.BAD_REQUEST,
                new InputProblem("cursor", "CursorMustComeFromAPage", "take the cursor from a page's nextCursor"));
    }

    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((agreementId + "\n" + shortName).getBytes(UTF_8));
    }
}
