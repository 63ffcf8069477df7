package se.iopledger.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.contracts.EventCatalogue.Released;
import se.iopledger.shell.projection.Projection;

/**
 * A projection says of which events it is told, and its patterns say on which it acts. An event that only a pattern knew
 * would be lost without a word; one that no pattern knows would be read for nothing. So the compiled classes are asked.
 */
class ProjectionsAreToldOfWhatTheyActOnTest {
    static List<Class<?>> projections() throws ClassNotFoundException {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Projection.class));
        List<Class<?>> found = scanner.findCandidateComponents("se.iopledger.finance").stream()
                .map(candidate -> named(Objects.requireNonNull(candidate.getBeanClassName())))
                .<Class<?>>map(type -> type)
                .toList();
        assertThat(found).hasSizeGreaterThan(5);
        return found;
    }

    @ParameterizedTest
    @MethodSource("projections")
    void itIsToldOfWhatItActsOnAndOfNothingElse(Class<?> projection) throws IOException {
        Set<Class<?>> toldOf =
                released(code(projection, "about").flatMap(ProjectionsAreToldOfWhatTheyActOnTest::constants));
        Set<Class<?>> actsOn = released(code(projection, "").flatMap(ProjectionsAreToldOfWhatTheyActOnTest::patterns));

        assertThat(actsOn).isNotEmpty();
        assertThat(toldOf).isEqualTo(actsOn);
    }

    /** The released events that are of any of these types. */
    private static Set<Class<?>> released(Stream<ClassDesc> types) {
        List<Class<?>> events = EventCatalogue.payments().stream()
                .<Class<?>>map(Released::payload)
                .toList();
        // What every event is, as Record, says nothing.
        return types.filter(type -> type.packageName().equals("se.iopledger.contracts.finance"))
                .<Class<?>>map(type -> named(type.descriptorString()
                        .substring(1, type.descriptorString().length() - 1)
                        .replace('/', '.')))
                .flatMap(type -> events.stream().filter(type::isAssignableFrom))
                .collect(Collectors.toSet());
    }

    private static Stream<ClassDesc> constants(CodeElement element) {
        return element instanceof ConstantInstruction constant && constant.constantValue() instanceof ClassDesc type
                ? Stream.of(type)
                : Stream.empty();
    }

    /** The classes in a switch's patterns, and behind an {@code instanceof}. */
    private static Stream<ClassDesc> patterns(CodeElement element) {
        return switch (element) {
            case InvokeDynamicInstruction dynamic
            when dynamic.name().equalsString("typeSwitch") ->
                dynamic.bootstrapArgs().stream()
                        .filter(ClassDesc.class::isInstance)
                        .map(ClassDesc.class::cast);
            case TypeCheckInstruction check
            when check.opcode() == Opcode.INSTANCEOF -> Stream.of(check.type().asSymbol());
            default -> Stream.empty();
        };
    }

    private static Stream<CodeElement> code(Class<?> projection, String method) throws IOException {
        String file = projection.getName().substring(projection.getPackageName().length() + 1) + ".class";
        try (InputStream bytes = Objects.requireNonNull(projection.getResourceAsStream(file))) {
            ClassModel compiled = ClassFile.of().parse(bytes.readAllBytes());
            return compiled.methods().stream()
                    .filter(one -> method.isEmpty() || one.methodName().equalsString(method))
                    .flatMap(one -> one.code().stream())
                    .flatMap(code -> code.elementStream());
        }
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name, false, Projection.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
