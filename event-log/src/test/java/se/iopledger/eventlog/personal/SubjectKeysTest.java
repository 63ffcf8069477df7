package se.iopledger.eventlog.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.personal.SubjectKey.Encrypted;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.TestDatabase;

/** Keys in their own database: made once, deleted for good, wrapped anew when the master key changes. */
class SubjectKeysTest {
    private static final Place PLACE = new Place("agreement", "event", "name");
    private static final String FIRST = MasterKeys.generate("first");
    private static final String SECOND = MasterKeys.generate("second");

    private final TestDatabase database = EmbeddedDatabases.create("keys");
    private final SubjectKeys keys = new SubjectKeys(database.app(), MasterKeys.parse(FIRST));

    @BeforeEach
    void migrated() {
        KeySchema.migrate(database.owner(), database.appRole());
    }

    @Test
    void aSubjectHasOneKeyWhoeverAsksFirst() {
        Encrypted encrypted = made("subject").encrypt("Contact A (invented)", PLACE);

        assertThat(made("subject").decrypt(encrypted, PLACE)).contains("Contact A (invented)");
        assertThat(keys.find("subject").flatMap(key -> key.decrypt(encrypted, PLACE)))
                .contains("Contact A (invented)");
        assertThat(keys.find("other")).isEmpty();
    }

    @Test
    void anErasedSubjectHasNoKeyAndNeverGetsOneAgain() throws SQLException {
        var _ = made("subject");
        keys.erase(asked("subject"), false);

        assertThat(keys.find("subject")).isEmpty();
        assertThat(keys.findOrMake("subject")).isEmpty();
        assertThatThrownBy(() -> database.asOwner("INSERT INTO keys.subject_key (data_subject, master_key_id, wrapped)"
                        + " VALUES ('subject', 'first', decode(repeat('00', 60), 'hex'))"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("is erased and gets no key");
    }

    @Test
    void anErasureIsRememberedUntilTheLogHasItAndAfterThatToo() {
        keys.erase(asked("subject"), false);
        assertThat(keys.erasuresNotRecorded()).containsExactly(asked("subject"));

        keys.markRecorded("subject");
        assertThat(keys.erasuresNotRecorded()).isEmpty();
        assertThat(keys.erasures()).containsExactly(asked("subject"));
        assertThat(keys.erasureOf("subject")).contains(asked("subject"));
    }

    @Test
    void aSecondErasureChangesNothingOfTheFirst() {
        keys.erase(asked("subject"), false);
        keys.erase(
                new Erasure("subject", "agreement", "0380", LocalDate.of(2022, 1, 1), "LEGAL_OBLIGATION", null), true);

        assertThat(keys.erasureOf("subject")).contains(asked("subject"));
    }

    @Test
    void anErasureFoundInTheLogDeletesAKeyThatCameBack() {
        var _ = made("subject");
        Erasure found = new Erasure("subject", "agreement", "0380", LocalDate.of(2021, 12, 20), "OBJECTION", null);
        keys.erase(found, true);

        assertThat(keys.find("subject")).isEmpty();
        assertThat(keys.erasures()).containsExactly(found);
        assertThat(keys.erasuresNotRecorded()).isEmpty();
    }

    @Test
    void keysAreWrappedAnewAndTheOlderMasterKeyIsNeededNoMore() {
        Encrypted encrypted = made("subject").encrypt("Contact A (invented)", PLACE);
        var _ = made("second subject");

        assertThat(with(SECOND + "\n" + FIRST).rewrap()).isEqualTo(2);
        SubjectKeys rotated = with(SECOND);
        assertThat(rotated.rewrap()).isZero();
        assertThat(rotated.find("subject").flatMap(key -> key.decrypt(encrypted, PLACE)))
                .contains("Contact A (invented)");
    }

    @Test
    void aMissingMasterKeyIsSaidAtOnce() {
        var _ = made("subject");
        SubjectKeys rotatedTooEarly = with(SECOND);
        assertThatThrownBy(rotatedTooEarly::rewrap)
                .hasMessage("keys of data subjects are wrapped with the master key first, which is not configured;"
                        + " configure it below the one in use");
    }

    @Test
    void aMasterKeyOfTheSameNameThatIsAnotherOpensNothing() {
        var _ = made("subject");
        assertThat(with(MasterKeys.generate("first")).find("subject")).isEmpty();
    }

    @Test
    void aWrappedKeyDoesNotOpenInAnotherSubjectsRow() throws SQLException {
        var _ = made("subject");
        var _ = made("other");
        database.asOwner("UPDATE keys.subject_key SET wrapped = (SELECT wrapped FROM keys.subject_key"
                + " WHERE data_subject = 'subject') WHERE data_subject = 'other'");
        assertThat(keys.find("other")).isEmpty();
    }

    @Test
    void theServicesRoleCannotForgetAnErasure() {
        keys.erase(asked("subject"), false);
        assertThatThrownBy(() -> database.asApp("DELETE FROM keys.erasure")).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> database.asApp("UPDATE keys.erasure SET data_subject = 'other'"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsSaidToBeAway() {
        TestDatabase empty = EmbeddedDatabases.create("nokeys");
        SubjectKeys away = new SubjectKeys(empty.app(), MasterKeys.parse(FIRST));
        assertThatThrownBy(() -> away.find("subject")).isInstanceOf(KeysUnavailable.class);
    }

    @Test
    void masterKeysAreReadOneALineAndNeverShown() {
        MasterKeys read = MasterKeys.parse("# in use\n" + SECOND + "\n\n" + FIRST);
        assertThat(read.current()).isEqualTo("second");
        assertThat(read.toString()).isEqualTo("MasterKeys [second, first]");
        assertThat(MasterKeys.parse(SECOND + "," + FIRST).toString()).isEqualTo(read.toString());
        for (String wrong : List.of("", "no key", "id:short", FIRST + "\n" + FIRST)) {
            assertThatThrownBy(() -> MasterKeys.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> MasterKeys.parse("id:notTheWholeOfASecret"))
                .message()
                .doesNotContain("Secret");
    }

    private SubjectKeys with(String masterKeys) {
        return new SubjectKeys(database.app(), MasterKeys.parse(masterKeys));
    }

    private SubjectKey made(String dataSubject) {
        Optional<SubjectKey> made = keys.findOrMake(dataSubject);
        return made.orElseThrow();
    }

    private static Erasure asked(String dataSubject) {
        return new Erasure(
                dataSubject,
                "agreement",
                "0380",
                LocalDate.of(2021, 12, 20),
                "CONSENT_WITHDRAWN",
                new Erasure.Request("approver", "asked for by the person", "key-1", "00ff"));
    }
}
