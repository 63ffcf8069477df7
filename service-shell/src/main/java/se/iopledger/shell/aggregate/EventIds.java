package se.iopledger.shell.aggregate;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.common.IdentifierFactory;
import org.jspecify.annotations.Nullable;

/**
 * How Axon names messages: by random UUIDs, unless one was chosen for the event that is being applied. Found by Axon as
 * a service of the class path.
 */
public final class EventIds extends IdentifierFactory {
    private static final ScopedValue<AtomicReference<@Nullable String>> CHOSEN = ScopedValue.newInstance();

    /**
     * Applies one event under an id that was chosen for it.
     *
     * @param application applies exactly one event, on this thread
     * @throws IllegalStateException if none was named: whatever is bound to the id would be unreadable for ever
     */
    static void choose(String eventId, Runnable application) {
        AtomicReference<@Nullable String> chosen = new AtomicReference<>(eventId);
        ScopedValue.where(CHOSEN, chosen).run(application);
        if (chosen.get() != null) {
            throw new IllegalStateException("the event did not take the id that was chosen for it");
        }
    }

    @Override
    public String generateIdentifier() {
        String chosen = CHOSEN.isBound() ? CHOSEN.get().getAndSet(null) : null;
        return chosen == null ? UUID.randomUUID().toString() : chosen;
    }
}
