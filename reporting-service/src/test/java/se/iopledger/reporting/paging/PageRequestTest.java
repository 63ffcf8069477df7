package se.iopledger.reporting.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.shell.http.BadRequest;

class PageRequestTest {
    @Test
    void theCursorOfAPageLeadsBehindItsLastRow() {
        PageRequest first = PageRequest.of(null, 2, 2);

        PageRequest.Page<String> page = first.page(List.of("a", "b", "c"), row -> List.of(row, "2021-12-31"));

        assertThat(page.rows()).containsExactly("a", "b");
        assertThat(PageRequest.of(page.next().orElseThrow(), 2, 2).after()).containsExactly("b", "2021-12-31");
    }

    @Test
    void theLastPageHasNoCursor() {
        assertThat(PageRequest.of(null, 2, 1).page(List.of("a", "b"), List::of).next())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 201})
    void theLimitIsReasonable(int limit) {
        assertThatThrownBy(() -> PageRequest.of(null, limit, 1))
                .isInstanceOfSatisfying(
                        BadRequest.class,
                        bad -> assertThat(bad.problem().rule()).isEqualTo("LimitMustBeReasonable"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "YQ", "not base64 at all", "w6Q"})
    void aCursorComesFromAnAnswer(String cursor) {
        assertThatThrownBy(() -> PageRequest.of(cursor, 1, 2)).isInstanceOf(BadRequest.class);
    }

    @Test
    void aCursorWhosePartsCannotBeReadWasNotGivenOutEither() {
        String forged = Base64.getUrlEncoder().encodeToString("x\ny".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> PageRequest.of(forged, 1, 2).part(0, Long::valueOf))
                .isInstanceOfSatisfying(
                        BadRequest.class,
                        bad -> assertThat(bad.problem().rule()).isEqualTo("CursorMustComeFromAnAnswer"));
    }
}
