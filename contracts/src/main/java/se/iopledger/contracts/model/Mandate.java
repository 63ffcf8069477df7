package se.iopledger.contracts.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * In whose name a command is given, from which date it holds and why.
 *
 * @param actor an opaque id of the signed-in user, or of the automation; never a name
 * @param effectiveOn the date from which it holds, in Europe/Stockholm (when it was recorded is the log's to say)
 * @param today the business date on which the command is decided: what is due by it is worked off first
 * @param reason in the actor's words, or null where the command needs none
 */
public record Mandate(
        String actor,
        LocalDate effectiveOn,
        LocalDate today,
        @Nullable String reason) {
    private static final String AUTOMATION = "automation:";

    /** What a service does by itself. The actor has a colon, which no user's id has. */
    public static Mandate ofAutomation(String name, LocalDate effectiveOn, LocalDate today) {
        return new Mandate(AUTOMATION + name, effectiveOn, today, null);
    }

    /** Whether an actor is none of the users. */
    public static boolean isOfAutomation(String actor) {
        return actor.startsWith(AUTOMATION);
    }

    public static Mandate of(String actor, LocalDate today) {
        return new Mandate(actor, today, today, null);
    }
}
