package se.iopledger.contracts.model;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;

/**
 * What a model answers to a command: the events that happen, or the rule that forbids it. Rejections are returned and
 * never thrown, and change nothing.
 *
 * @param <E> the sealed event type of the model
 */
@CheckReturnValue
public sealed interface Decision<E> {
    /** @param events what happens, in order; empty where the command asks for what already holds */
    record Accepted<E>(List<E> events) implements Decision<E> {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    record Rejected<E>(Rejection rejection) implements Decision<E> {}

    static <E> Decision<E> accepted(List<E> events) {
        return new Accepted<>(events);
    }

    static <E> Decision<E> rejected(Rejection rejection) {
        return new Rejected<>(rejection);
    }
}
