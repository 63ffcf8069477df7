package se.iopledger.contracts.model;

/**
 * A command that brings personal data, encrypted already for one event. The ciphertext is bound to the id of that event,
 * so the id was chosen when it was encrypted, and the one event that takes the data in must bear it.
 */
public interface PersonalCommand extends Command {
    /** Id of the event that will hold the personal data: a UUID. */
    String personalEventId();
}
