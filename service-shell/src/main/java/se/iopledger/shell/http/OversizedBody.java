package se.iopledger.shell.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * A body over the limit of a path with {@link LargeBodies}: what is known of it, without its bytes.
 *
 * @param bytes how many it has
 * @param sha256 SHA-256 of them, hexadecimal
 */
public record OversizedBody(int bytes, String sha256) {
    private static final String ATTRIBUTE = OversizedBody.class.getName();

    /** What a request brought beyond the limit; empty where its body was read. */
    public static Optional<OversizedBody> of(HttpServletRequest request) {
        return Optional.ofNullable((OversizedBody) request.getAttribute(ATTRIBUTE));
    }

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
