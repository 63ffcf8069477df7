package se.iopledger.agreement.domain.contact;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.contracts.model.Rejection;

/**
 * Who a contact person is, in plain text: checked at the door, then encrypted, and held by no command, event or state.
 *
 * @param title role or title at the party
 * @param telephone a number with digits, spaces, hyphens, parentheses and a leading plus
 */
@CheckReturnValue
public record ContactDetails(
        String name,
        @Nullable String title,
        @Nullable String email,
        @Nullable String telephone) {
    private static final int LONGEST_NAME = 200;

    /** RFC 5321, section 4.5.3.1.3, without the angle brackets. */
    private static final int LONGEST_EMAIL = 254;

    private static final int SHORTEST_TOLD = 3;

    /** What forbids to take them in; empty where nothing does. Never tells what stands in them. */
    public Optional<Rejection> refusal() {
        return Refusals.first(List.of(
                text("/name", name, LONGEST_NAME),
                text("/title", title, LONGEST_NAME),
                emailMustBeAnAddress(),
                telephoneMustBeANumber(),
                Refusals.personalIdentityNumberMustNotBeGiven("/name", name),
                Refusals.personalIdentityNumberMustNotBeGiven("/title", title),
                Refusals.personalIdentityNumberMustNotBeGiven("/email", email),
                Refusals.personalIdentityNumberMustNotBeGiven("/telephone", telephone)));
    }

    private static Optional<Rejection> text(String pointer, @Nullable String text, int longest) {
        boolean broken = text != null
                && (text.isBlank() || text.length() > longest || text.chars().anyMatch(Character::isISOControl));
        return broken
                ? Optional.of(Rejection.at(
                        pointer,
                        "ContactDetailMustBeOneLine",
                        "a name or title is one line of 1 to " + longest + " characters"))
                : Optional.empty();
    }

    private Optional<Rejection> emailMustBeAnAddress() {
        return email == null || (email.length() <= LONGEST_EMAIL && email.matches("[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+"))
                ? Optional.empty()
                : Optional.of(Rejection.at(
                        "/email", "EmailMustBeAnAddress", "an e-mail address is written as contact@example.org"));
    }

    private Optional<Rejection> telephoneMustBeANumber() {
        return telephone == null || telephone.matches("\\+?[0-9(][0-9 ()-]{3,28}[0-9]")
                ? Optional.empty()
                : Optional.of(
                        Rejection.at(
                                "/telephone",
                                "TelephoneMustBeANumber",
                                "a telephone number has 5 to 31 digits, spaces, hyphens and parentheses, and may begin with +"));
    }

    /** Whether a text that the log would keep for good names this person. */
    public boolean occurIn(@Nullable String text) {
        String searched = normalised(text);
        return Stream.of(normalised(name), normalised(email), normalised(telephone))
                .anyMatch(detail -> detail.length() >= SHORTEST_TOLD && searched.contains(detail));
    }

    private static String normalised(@Nullable String text) {
        return text == null ? "" : text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "ContactDetails";
    }
}
