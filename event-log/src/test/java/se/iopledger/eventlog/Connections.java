package se.iopledger.eventlog;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections that break when told to. */
final class Connections {

    private Connections() {}

    /** The first so many appends are executed and committed, but their answers are lost with the connection. */
    static DataSource losingAnswers(DataSource real, AtomicInteger toLose) {
        return proxy(
                DataSource.class,
                real,
                (method, result) -> result instanceof Connection connection ? losing(connection, toLose) : result);
    }

    private static Connection losing(Connection real, AtomicInteger toLose) {
        return proxy(
                Connection.class,
                real,
                (method, result) ->
                        result instanceof PreparedStatement statement ? losing(statement, real, toLose) : result);
    }

    private static PreparedStatement losing(PreparedStatement real, Connection connection, AtomicInteger toLose) {
        return proxy(PreparedStatement.class, real, (method, result) -> {
            if (method.equals("executeQuery") && toLose.getAndDecrement() > 0) {
                connection.close();
                throw new SQLException("The connection broke.", "08006");
            }
            return result;
        });
    }

    /** Counts the connections that were opened. */
    static DataSource counted(DataSource real, AtomicInteger opened) {
        return proxy(DataSource.class, real, (method, result) -> {
            if (result instanceof Connection) {
                opened.incrementAndGet();
            }
            return result;
        });
    }

    /** No connection can be had. */
    static DataSource broken() {
        return (DataSource) Proxy.newProxyInstance(
                Connections.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    throw new SQLException("Connection refused.", "08001");
                });
    }

    private static <T> T proxy(Class<T> type, T real, Then then) {
        return type.cast(Proxy.newProxyInstance(
                Connections.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> then.then(method.getName(), call(real, method, arguments))));
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw Objects.requireNonNull(thrown.getCause());
        }
    }

    private interface Then {
        @Nullable Object then(String method, @Nullable Object result) throws SQLException;
    }
}
