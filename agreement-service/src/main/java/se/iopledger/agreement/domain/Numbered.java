package se.iopledger.agreement.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Something that is numbered inside an agreement, as deficiency-1; and how a list of such things is searched and changed. */
@CheckReturnValue
public interface Numbered {
    String id();

    static <T extends Numbered> Optional<T> find(List<T> all, String id) {
        return all.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    static <T extends Numbered> List<T> and(List<T> all, T more) {
        return Stream.concat(all.stream(), Stream.of(more)).toList();
    }

    /** The list with this in the place of the one that has its id. */
    static <T extends Numbered> List<T> changed(List<T> all, T changed) {
        return all.stream()
                .map(one -> one.id().equals(changed.id()) ? changed : one)
                .toList();
    }

    /**
     * The list with a change of the one with this id.
     *
     * @param possible what must hold of it before
     * @return empty where there is none of which it holds: the change cannot have happened
     */
    static <T extends Numbered> Optional<List<T>> step(
            List<T> all, String id, Predicate<T> possible, UnaryOperator<T> change) {
        return find(all, id).filter(possible).map(one -> changed(all, change.apply(one)));
    }
}
