package se.iopledger.finance.rounds;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through what is to be done page by page and then from the beginning, so that what is stuck keeps nothing that comes
 * after it longer than one time round.
 *
 * @param <P> the place of one of them in the order in which they are listed
 */
public final class Turns<P> {
    private final Page<P> page;
    private final int atATime;
    private @Nullable P last;

    /** What is to be done. */
    @FunctionalInterface
    public interface Page<P> {
        /**
         * In order of their places.
         *
         * @param last only what comes after this one; from the beginning where null
         */
        List<P> after(@Nullable P last, int limit);
    }

    public Turns(Page<P> page, int atATime) {
        this.page = page;
        this.atATime = atATime;
    }

    /** The next ones; empty where none are left before it begins anew. */
    public List<P> next() {
        List<P> next = page.after(last, atATime);
        last = next.size() < atATime ? null : next.getLast();
        return next;
    }
}
