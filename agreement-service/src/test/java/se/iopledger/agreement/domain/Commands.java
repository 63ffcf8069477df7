package se.iopledger.agreement.domain;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** All kinds of commands that the model knows, so that a test can ask whether it left one out. */
public final class Commands {
    private Commands() {}

    public static List<Class<?>> kinds() {
        return kinds(AgreementCommand.class).toList();
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Commands::kinds)
                : Stream.of(type);
    }
}
