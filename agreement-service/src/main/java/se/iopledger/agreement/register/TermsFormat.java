package se.iopledger.agreement.register;

import java.util.Locale;
import java.util.Optional;

/** In which notation terms are sent. */
enum TermsFormat {
    JSON("application/json"),
    /** RFC 9512. */
    YAML("application/yaml");

    private final String mediaType;

    TermsFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /**
     * The notation that a {@code Content-Type} names; empty for any other, and for another encoding than UTF-8.
     *
     * @param contentType as in the header, with parameters
     */
    static Optional<TermsFormat> ofContentType(String contentType) {
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        for (int index = 1; index < parts.length; index++) {
            String parameter = parts[index].strip();
            if (parameter.startsWith("charset=") && !parameter.matches("charset=\"?utf-8\"?")) {
                return Optional.empty();
            }
        }
        for (TermsFormat format : values()) {
            if (format.mediaType.equals(parts[0].strip())) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
