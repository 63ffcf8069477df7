package se.iopledger.agreement.testing;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.OrganisationNumber;

/**
 * A value of a type with everything in it: no part null, no list empty, and in a list of a sealed type one of every kind.
 * What is added to the type later is filled without anybody having to think of it.
 */
public final class Filled {
    private Filled() {}

    /** @throws IllegalStateException for a type that this cannot make: say how, here */
    public static <T> T of(Class<T> type) {
        return type.cast(kinds(type).getFirst());
    }

    /** One of every kind that the type permits. */
    private static List<Object> kinds(Class<?> type) {
        if (type.isSealed()) {
            return Arrays.stream(type.getPermittedSubclasses())
                    .flatMap(permitted -> kinds(permitted).stream())
                    .toList();
        }
        // A family of events that holds none yet.
        return type.isInterface() ? List.of() : List.of(one(type));
    }

    private static Object one(Class<?> type) {
        if (type == Money.class) {
            return Money.ofKronor(3);
        }
        if (type == OrganisationNumber.class) {
            return new OrganisationNumber("802003-1954");
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return type.isRecord() ? record(type) : plain(type);
    }

    private static Object plain(Class<?> type) {
        return switch (type.getName()) {
            case "java.lang.String" -> "text";
            case "int", "java.lang.Integer" -> 7;
            case "long", "java.lang.Long" -> 7L;
            case "boolean", "java.lang.Boolean" -> true;
            case "java.math.BigDecimal" -> new BigDecimal("7.5");
            case "java.time.LocalDate" -> LocalDate.of(2022, 9, 14);
            case "java.time.MonthDay" -> MonthDay.of(9, 14);
            case "java.time.OffsetDateTime" -> OffsetDateTime.parse("2021-06-23T18:01:22+02:00");
            default -> throw new IllegalStateException("no example of " + type);
        };
    }

    private static Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> valueOf(component.getGenericType()))
                .toArray();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("no example of " + type, impossible);
        }
    }

    private static Object valueOf(Type type) {
        return switch (type) {
            case ParameterizedType generic -> collection(generic);
            case Class<?> plain -> kinds(plain).getFirst();
            default -> throw new IllegalStateException("no example of " + type);
        };
    }

    private static Object collection(ParameterizedType type) {
        Class<?> raw = (Class<?>) type.getRawType();
        List<Object> items = items(type.getActualTypeArguments()[0]);
        if (raw == List.class) {
            return items;
        }
        if (raw == Set.class) {
            return Set.copyOf(items);
        }
        if (raw == SortedMap.class) {
            SortedMap<Object, Object> table = new TreeMap<>();
            table.put(items.getFirst(), valueOf(type.getActualTypeArguments()[1]));
            return table;
        }
        throw new IllegalStateException("no example of " + type);
    }

    private static List<Object> items(Type type) {
        return type instanceof Class<?> plain ? new ArrayList<>(kinds(plain)) : List.of(valueOf(type));
    }
}
