package se.iopledger.benchmarks.passing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Hands out connections whose commits it watches: what was applied on the thread is visible when its commit returns. */
final class CommitWatch extends DelegatingDataSource {

    private static final ThreadLocal<List<Long>> APPLIED = ThreadLocal.withInitial(ArrayList::new);

    private final Steady steady;

    CommitWatch(DataSource connections, Steady steady) {
        super(connections);
        this.steady = steady;
    }

    /** Told by the handler, inside the transaction. */
    static void applied(long position) {
        APPLIED.get().add(position);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(connection, arguments);
                        if ("commit".equals(method.getName())) {
                            APPLIED.get().forEach(steady::seen);
                            APPLIED.get().clear();
                        }
                        return result;
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}
