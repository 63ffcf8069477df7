package se.iopledger.eventlog.personal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The keys of data subjects, and who is erased. Keys are never kept here: each is read and unwrapped for one answer.
 *
 * <p>Every method throws {@link KeysUnavailable} when the database does not answer; an erasure may then have happened,
 * and is asked for again.
 */
public final class SubjectKeys {

    private static final int REWRAPPED_AT_A_TIME = 500;

    private final DataSource database;
    private final MasterKeys masters;

    /** @param database the keys' own, as the role that the service works as */
    public SubjectKeys(DataSource database, MasterKeys masters) {
        this.database = database;
        this.masters = masters;
    }

    /**
     * The subject's key, made now where there is none. The same subject gets the same key from whoever asks first.
     *
     * @return empty if the subject is erased
     */
    public Optional<SubjectKey> findOrMake(String dataSubject) {
        if (erasureOf(dataSubject).isPresent()) {
            return Optional.empty();
        }
        byte[] key = Aes.random(Aes.KEY_BYTES);
        byte[] wrapped = masters.wrap(key, dataSubject);
        Arrays.fill(key, (byte) 0);
        inTransaction("make a key", connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO keys.subject_key (data_subject, master_key_id, wrapped) VALUES (?, ?, ?)"
                            + " ON CONFLICT (data_subject) DO NOTHING")) {
                insert.setString(1, dataSubject);
                insert.setString(2, masters.current());
                insert.setBytes(3, wrapped);
                return insert.executeUpdate();
            }
        });
        return find(dataSubject);
    }

    /** The subject's key; empty if there is none, or it does not open with the master key that it names. */
    public Optional<SubjectKey> find(String dataSubject) {
        return inTransaction("read a key", connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT wrapped, master_key_id FROM keys.subject_key WHERE data_subject = ?")) {
                select.setString(1, dataSubject);
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? masters.unwrap(row.getBytes(1), row.getString(2), dataSubject)
                                    .map(key -> new SubjectKey(dataSubject, key))
                            : Optional.<SubjectKey>empty();
                }
            }
        });
    }

    /**
     * Deletes the subject's key for good, and remembers the erasure in the same transaction until the log has it too. A
     * subject that is erased already stays so, as the first erasure said.
     *
     * @param recorded whether the log has it already
     */
    public void erase(Erasure erasure, boolean recorded) {
        inTransaction("erase", connection -> {
            commitDurably(connection);
            // A key that is being made at this moment is waited for, and then deleted.
            lock(erasure.dataSubject(), connection);
            insert(erasure, recorded, connection);
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM keys.subject_key WHERE data_subject = ?")) {
                delete.setString(1, erasure.dataSubject());
                return delete.executeUpdate();
            }
        });
    }

    /** Whatever the server is set to: once this is answered no crash brings the key back. */
    private static void commitDurably(Connection connection) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement("SET LOCAL synchronous_commit = on")) {
            set.execute();
        }
    }

    private static void lock(String dataSubject, Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT keys.lock_subject(?)")) {
            lock.setString(1, dataSubject);
            lock.execute();
        }
    }

    private static void insert(Erasure erasure, boolean recorded, Connection connection) throws SQLException {
        Erasure.@Nullable Request request = erasure.request();
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO keys.erasure (data_subject, stream_id, municipality, erased_on, ground, recorded, actor,"
                        + " reason, request_key, request_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (data_subject) DO NOTHING")) {
            insert.setString(1, erasure.dataSubject());
            insert.setString(2, erasure.streamId());
            insert.setString(3, erasure.municipality());
            insert.setObject(4, erasure.erasedOn());
            insert.setString(5, erasure.ground());
            insert.setBoolean(6, recorded);
            insert.setString(7, request == null ? null : request.actor());
            insert.setString(8, request == null ? null : request.reason());
            insert.setString(9, request == null ? null : request.key());
            insert.setString(10, request == null ? null : request.digest());
            insert.executeUpdate();
        }
    }

    /**
     * Deletes keys that stand beside an erasure of their subject, as after one table of a backup was restored.
     *
     * @return how many
     */
    public int eraseAgain() {
        return inTransaction("erase again", connection -> {
            try (PreparedStatement delete = connection.prepareStatement(
                    "DELETE FROM keys.subject_key k" + " USING keys.erasure e WHERE e.data_subject = k.data_subject")) {
                return delete.executeUpdate();
            }
        });
    }

    /** The log has this subject's erasure now. */
    public void markRecorded(String dataSubject) {
        inTransaction("mark an erasure as recorded", connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE keys.erasure SET recorded = true WHERE data_subject = ? AND NOT recorded")) {
                update.setString(1, dataSubject);
                return update.executeUpdate();
            }
        });
    }

    public Optional<Erasure> erasureOf(String dataSubject) {
        return erasures("WHERE data_subject = ?", dataSubject).stream().findFirst();
    }

    /** Every erasure, the oldest first. */
    public List<Erasure> erasures() {
        return erasures("ORDER BY asked_at, data_subject", null);
    }

    /** Erasures that the log has not been told of, as far as is known here. */
    public List<Erasure> erasuresNotRecorded() {
        return erasures("WHERE NOT recorded ORDER BY asked_at, data_subject", null);
    }

    private List<Erasure> erasures(String which, @Nullable String dataSubject) {
        return inTransaction("read erasures", connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT data_subject, stream_id, municipality, erased_on, ground, actor, reason, request_key,"
                            + " request_digest FROM keys.erasure " + which)) {
                if (dataSubject != null) {
                    select.setString(1, dataSubject);
                }
                List<Erasure> erasures = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        erasures.add(erasure(row));
                    }
                }
                return List.copyOf(erasures);
            }
        });
    }

    private static Erasure erasure(ResultSet row) throws SQLException {
        String actor = row.getString(6);
        return new Erasure(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getObject(4, LocalDate.class),
                row.getString(5),
                actor == null
                        ? null
                        : new Erasure.Request(actor, row.getString(7), row.getString(8), row.getString(9)));
    }

    /**
     * Wraps every key with the current master key that an older one still wraps. Once that is done, and the older master
     * key is destroyed, no old copy of this database opens any more.
     *
     * @return how many were wrapped anew
     * @throws IllegalStateException if a master key is missing that keys are wrapped with, or a key does not open
     */
    public int rewrap() {
        for (String id : masterKeysInUse()) {
            if (!masters.know(id)) {
                throw new IllegalStateException("keys of data subjects are wrapped with the master key " + id
                        + ", which is not configured; configure it below the one in use");
            }
        }
        int rewrapped = 0;
        int page;
        do {
            page = inTransaction("wrap keys anew", this::rewrapSome);
            rewrapped += page;
        } while (page > 0);
        return rewrapped;
    }

    private List<String> masterKeysInUse() {
        return inTransaction("read the master keys in use", connection -> {
            List<String> ids = new ArrayList<>();
            try (PreparedStatement select =
                            connection.prepareStatement("SELECT DISTINCT master_key_id FROM keys.subject_key");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getString(1));
                }
            }
            return ids;
        });
    }

    private int rewrapSome(Connection connection) throws SQLException {
        int rewrapped = 0;
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT data_subject, wrapped, master_key_id FROM keys.subject_key WHERE master_key_id <> ?"
                                + " ORDER BY data_subject LIMIT " + REWRAPPED_AT_A_TIME + " FOR UPDATE");
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE keys.subject_key SET wrapped = ?, master_key_id = ? WHERE data_subject = ?")) {
            select.setString(1, masters.current());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String dataSubject = row.getString(1);
                    byte[] key = masters.unwrap(row.getBytes(2), row.getString(3), dataSubject)
                            .orElseThrow(() -> new IllegalStateException("the key of the data subject " + dataSubject
                                    + " does not open with the master key that it names"));
                    update.setBytes(1, masters.wrap(key, dataSubject));
                    Arrays.fill(key, (byte) 0);
                    update.setString(2, masters.current());
                    update.setString(3, dataSubject);
                    rewrapped += update.executeUpdate();
                }
            }
        }
        return rewrapped;
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T inTransaction(String doing, Work<T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new KeysUnavailable("cannot " + doing + " in the database of keys: " + failure.getMessage(), failure);
        }
    }
}
