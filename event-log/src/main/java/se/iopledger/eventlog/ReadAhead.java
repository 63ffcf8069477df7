package se.iopledger.eventlog;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads a log from a position to its end, for whoever needs much of it: while one page is worked on, the next ones are
 * being fetched and decoded. Positions are dense, so where each page begins is known before the one before it is read.
 *
 * <p>Holds at most {@value #AHEAD} pages beside the one given out; no connection between pages, and no transaction. Used
 * by one thread.
 */
public final class ReadAhead implements AutoCloseable {

    private static final int AHEAD = 2;

    private final EventLog log;
    private final int pageSize;

    /** Not virtual ones: a page arrives in many small reads, and each would go through the poller. */
    private final ExecutorService fetching = Executors.newFixedThreadPool(
            AHEAD, Thread.ofPlatform().daemon().name("event-log-read-ahead-", 1).factory());

    private final Queue<Future<List<Entry>>> pages = new ArrayDeque<>();
    private long nextPosition;
    private boolean ended;

    /**
     * @param fromPosition the first position to read
     * @param pageSize entries in a page
     */
    public ReadAhead(EventLog log, long fromPosition, int pageSize) {
        this.log = log;
        this.nextPosition = fromPosition;
        this.pageSize = pageSize;
    }

    /**
     * The next page, in the order of positions; empty at the end of the log, as it was when the page was fetched.
     *
     * @throws LogUnavailable if the log cannot be read
     */
    public List<Entry> next() throws InterruptedException {
        while (!ended && pages.size() < AHEAD) {
            fetch();
        }
        Future<List<Entry>> first = pages.poll();
        if (first == null) {
            return List.of();
        }
        List<Entry> page = await(first);
        if (page.size() < pageSize) {
            // What was fetched behind it may begin after entries that this page did not see yet.
            ended = true;
            pages.clear();
        }
        return page;
    }

    private void fetch() {
        long from = nextPosition;
        pages.add(fetching.submit(() -> log.readFrom(from, pageSize)));
        nextPosition += pageSize;
    }

    private static List<Entry> await(Future<List<Entry>> page) throws InterruptedException {
        try {
            return page.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new CompletionException(failure.getCause());
        }
    }

    /** Waits for the pages under way: an interrupt would cost the pool their connections. */
    @Override
    public void close() {
        fetching.close();
    }
}
