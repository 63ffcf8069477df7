package se.iopledger.shell.aggregate;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The revision of a snapshot, reckoned from the shape of the state: the names and types of all record components and
 * enum constants it can reach. A state that changes shape thus never reads a snapshot of the old one; it is replayed.
 */
final class ShapeRevision {
    /** A class keeps its shape, and each snapshot asks for it. */
    private static final ClassValue<String> REVISIONS = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> aggregate) {
            return reckoned(aggregate);
        }
    };

    private ShapeRevision() {}

    /**
     * Sixteen hexadecimal digits.
     *
     * @param aggregate a subclass of {@link DecidingAggregate}, whose type arguments name the state
     */
    static String of(Class<?> aggregate) {
        return REVISIONS.get(aggregate);
    }

    private static String reckoned(Class<?> aggregate) {
        Map<String, String> shapes = new TreeMap<>();
        visit(aggregate.getGenericSuperclass(), shapes);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(shapes.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    private static void visit(Type type, Map<String, String> shapes) {
        switch (type) {
            case ParameterizedType parameterized -> {
                for (Type argument : parameterized.getActualTypeArguments()) {
                    visit(argument, shapes);
                }
            }
            case GenericArrayType array -> visit(array.getGenericComponentType(), shapes);
            case Class<?> plain -> visitClass(plain, shapes);
            default -> {
                // A wildcard or type variable has no shape of its own.
            }
        }
    }

    private static void visitClass(Class<?> type, Map<String, String> shapes) {
        if (type.isArray()) {
            visitClass(type.getComponentType(), shapes);
            return;
        }
        if (!type.getName().startsWith("se.iopledger.") || shapes.containsKey(type.getName())) {
            return;
        }
        StringBuilder shape = new StringBuilder();
        shapes.put(type.getName(), "");
        if (type.isEnum()) {
            for (Object constant : type.getEnumConstants()) {
                shape.append(constant).append(' ');
            }
        }
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                shape.append(component.getName())
                        .append(':')
                        .append(component.getGenericType().getTypeName())
                        .append(' ');
                visit(component.getGenericType(), shapes);
            }
        }
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                shape.append(permitted.getName()).append(' ');
                visitClass(permitted, shapes);
            }
        }
        shapes.put(type.getName(), shape.toString());
    }
}
