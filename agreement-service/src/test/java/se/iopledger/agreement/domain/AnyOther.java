package se.iopledger.agreement.domain;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Terms;

/**
 * Any command of any kind, made of whatever fits the types of its parts: ids that look as ids of this agreement do, days
 * in and out of its period. So a command that is added later comes up in random histories without anybody's doing; a
 * generator of its own makes it come up in an order that leads somewhere.
 */
final class AnyOther {
    private final Terms terms;
    private final Random random;
    private final Mandate mandate;
    private final List<String> names;

    private AnyOther(Terms terms, Random random, Mandate mandate) {
        this.terms = terms;
        this.random = random;
        this.mandate = mandate;
        this.names = Stream.of(
                        terms.parties().stream().map(Party::id),
                        terms.groups().stream().map(group -> group.id()),
                        terms.exits().stream().map(exit -> exit.id()),
                        terms.documents().stream().map(document -> document.label()),
                        Stream.of("nobody", "some words"))
                .flatMap(some -> some)
                .toList();
    }

    static Arbitrary<AgreementCommand> of(Terms terms, Arbitrary<Mandate> mandates) {
        return Combinators.combine(Arbitraries.of(Commands.kinds()), Arbitraries.randoms(), mandates)
                .as((kind, random, mandate) -> (AgreementCommand) new AnyOther(terms, random, mandate).record(kind))
                // A part that refuses what it was given is never sent.
                .ignoreException(Unfit.class);
    }

    /** One command of this kind, always the same. */
    static AgreementCommand example(Class<?> kind, Terms terms, Mandate mandate) {
        return Stream.iterate(0L, seed -> seed + 1)
                .limit(100)
                .flatMap(seed -> fitting(kind, terms, seed, mandate))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<AgreementCommand> fitting(Class<?> kind, Terms terms, long seed, Mandate mandate) {
        try {
            return Stream.of((AgreementCommand) new AnyOther(terms, new Random(seed), mandate).record(kind));
        } catch (Unfit refused) {
            return Stream.empty();
        }
    }

    /** What a record itself refuses to hold. */
    static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unfit(@Nullable Throwable cause) {
            super(cause);
        }
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int index = 0; index < components.length; index++) {
            values[index] = component(components[index]);
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            throw new Unfit(refused.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("cannot make a " + type, impossible);
        }
    }

    private @Nullable Object component(RecordComponent component) {
        boolean mayBeLeftOut = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return mayBeLeftOut && random.nextBoolean() ? null : value(component.getGenericType(), component.getName());
    }

    private Object value(Type type, String name) {
        return switch (type) {
            case ParameterizedType generic -> list(generic, name);
            case Class<?> plain -> value(plain, name);
            default -> throw new IllegalStateException("no example of " + type);
        };
    }

    private List<Object> list(ParameterizedType type, String name) {
        List<Object> items = new ArrayList<>();
        for (int length = random.nextInt(3); length > 0; length--) {
            items.add(value(type.getActualTypeArguments()[0], name));
        }
        return items;
    }

    private Object value(Class<?> type, String name) {
        if (type == Mandate.class) {
            return mandate;
        }
        if (type == Terms.class) {
            return terms;
        }
        if (type == Money.class) {
            return Money.ofKronor(random.nextInt(1_000_000));
        }
        if (type.isEnum()) {
            return oneOf(Arrays.asList(type.getEnumConstants()));
        }
        if (type.isSealed()) {
            return value(oneOf(Arrays.asList(type.getPermittedSubclasses())), name);
        }
        return type.isRecord() ? record(type) : plain(type, name);
    }

    private Object plain(Class<?> type, String name) {
        return switch (type.getName()) {
            case "java.lang.String" -> text(name);
            case "int", "java.lang.Integer" -> random.nextInt(6) == 0 ? 2021 + random.nextInt(4) : random.nextInt(5);
            case "long", "java.lang.Long" -> (long) random.nextInt(5);
            case "boolean", "java.lang.Boolean" -> random.nextBoolean();
            case "java.math.BigDecimal" -> BigDecimal.valueOf(random.nextInt(100), 1);
            case "java.time.LocalDate" -> day();
            case "java.time.OffsetDateTime" -> OffsetDateTime.of(day().atTime(12, 0), ZoneOffset.UTC);
            default -> throw new IllegalStateException("no example of " + type);
        };
    }

    private LocalDate day() {
        return Story.TAKEOVER.plusDays(random.nextInt(-400, 1500));
    }

    private String text(String name) {
        if (name.equals("agreementId")) {
            return AgreementId.of(terms);
        }
        if (name.toLowerCase(Locale.ROOT).contains("sha256")) {
            return "0123456789abcdef".repeat(4);
        }
        return name.endsWith("Id")
                ? name.substring(0, name.length() - 2) + "-" + (1 + random.nextInt(3))
                : oneOf(names);
    }

    private <T> T oneOf(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
