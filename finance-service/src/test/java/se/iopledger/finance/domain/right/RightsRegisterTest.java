package se.iopledger.finance.domain.right;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.RightEvent;
import se.iopledger.contracts.finance.RightEvent.RightGranted;
import se.iopledger.contracts.finance.RightEvent.RightProposed;
import se.iopledger.contracts.finance.RightEvent.RightRefused;
import se.iopledger.contracts.finance.RightEvent.RightRevoked;
import se.iopledger.contracts.finance.RightEvent.Step;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.finance.domain.pay.AttestRight;
import se.iopledger.finance.domain.right.RightCommand.GrantRight;
import se.iopledger.finance.domain.right.RightCommand.ProposeRight;
import se.iopledger.finance.domain.right.RightCommand.RefuseRight;
import se.iopledger.finance.domain.right.RightCommand.RevokeRight;

/** A right to attest: proposed by one, granted by another, to a third. */
class RightsRegisterTest {
    private static final String REGISTER = RightCommand.registerOf("0380");
    private static final LocalDate DAY = LocalDate.parse("2021-12-20");
    private static final Money LIMIT = Money.ofKronor(500_000);

    private static RightsRegister given(RightCommand... commands) {
        RightsRegister register = RightsRegister.empty();
        for (RightCommand command : commands) {
            for (RightEvent event : accepted(command, register)) {
                register = RightDecider.evolve(register, event);
            }
        }
        return register;
    }

    private static List<RightEvent> accepted(RightCommand command, RightsRegister register) {
        Decision<RightEvent> decision = RightDecider.decide(command, register);
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return ((Decision.Accepted<RightEvent>) decision).events();
    }

    private static String refused(RightCommand command, RightCommand... before) {
        Decision<RightEvent> decision = RightDecider.decide(command, given(before));
        assertThat(decision).isInstanceOf(Decision.Rejected.class);
        return ((Decision.Rejected<RightEvent>) decision).rejection().rule();
    }

    private static Mandate by(String actor, LocalDate today) {
        return new Mandate(actor, today, today, "delegation");
    }

    private static RightCommand propose(String actor, String holder, String from, @Nullable String until) {
        return new ProposeRight(
                REGISTER,
                holder,
                Step.APPROVE,
                LIMIT,
                LocalDate.parse(from),
                until == null ? null : LocalDate.parse(until),
                null,
                "socialnämnden",
                by(actor, DAY));
    }

    private static RightCommand proposed() {
        return propose("keeper", "chief", "2022-01-01", "2022-12-31");
    }

    private static RightCommand grant(String actor, LocalDate today) {
        return new GrantRight(REGISTER, "right-1", by(actor, today));
    }

    private static RightCommand revoke(String lastDay) {
        return new RevokeRight(REGISTER, "right-1", LocalDate.parse(lastDay), by("keeper", DAY.plusDays(30)));
    }

    @Test
    void aRightHoldsWhenASecondPersonHasGrantedIt() {
        RightsRegister proposal = given(proposed());
        assertThat(accepted(proposed(), RightsRegister.empty()))
                .containsExactly(new RightProposed(
                        REGISTER,
                        "right-1",
                        "chief",
                        Step.APPROVE,
                        LIMIT,
                        LocalDate.parse("2022-01-01"),
                        LocalDate.parse("2022-12-31"),
                        null,
                        "socialnämnden",
                        "keeper",
                        "delegation"));
        assertThat(proposal.heldBy("chief")).isEmpty();

        assertThat(accepted(grant("other", DAY), proposal))
                .containsExactly(new RightGranted(REGISTER, "right-1", LocalDate.parse("2022-01-01"), "other"));
        RightsRegister granted = given(proposed(), grant("other", DAY));
        assertThat(granted.heldBy("chief"))
                .containsExactly(new AttestRight(
                        "right-1",
                        AttestRight.Step.APPROVE,
                        LIMIT,
                        LocalDate.parse("2022-01-01"),
                        LocalDate.parse("2022-12-31"),
                        null,
                        "socialnämnden"));
        assertThat(accepted(grant("other", DAY), granted)).isEmpty();
        assertThat(granted.heldBy("keeper")).isEmpty();
    }

    @Test
    void aRightThatIsGrantedLateHoldsFromThatDay() {
        assertThat(accepted(grant("other", LocalDate.parse("2022-02-01")), given(proposed())))
                .containsExactly(new RightGranted(REGISTER, "right-1", LocalDate.parse("2022-02-01"), "other"));
        assertThat(refused(grant("other", LocalDate.parse("2023-01-01")), proposed()))
                .isEqualTo("LastDayMustNotBeBeforeTheFirst");
    }

    @Test
    void nobodyGivesARightToThemselves() {
        assertThat(refused(propose("chief", "chief", "2022-01-01", null))).isEqualTo("NobodyGivesARightToThemselves");
        assertThat(refused(grant("chief", DAY), proposed())).isEqualTo("NobodyGivesARightToThemselves");
        assertThat(refused(grant("keeper", DAY), proposed())).isEqualTo("WhoProposedMustNotGrant");
    }

    @Test
    void aRightNeitherReachesBackNorEndsBeforeItBegins() {
        assertThat(refused(propose("keeper", "chief", "2021-12-19", null))).isEqualTo("RightMustNotReachBack");
        assertThat(refused(propose("keeper", "chief", "2022-01-02", "2022-01-01")))
                .isEqualTo("LastDayMustNotBeBeforeTheFirst");
    }

    @Test
    void aRightHoldsUpToAnAmountAndForAReason() {
        assertThat(refused(new ProposeRight(
                        REGISTER, "chief", Step.EXAMINE, Money.ZERO, DAY, null, null, null, by("keeper", DAY))))
                .isEqualTo("LimitMustBePositive");
        assertThat(refused(new GrantRight(REGISTER, "right-1", Mandate.of("other", DAY)), proposed()))
                .isEqualTo("ReasonMustBeGiven");
    }

    @Test
    void whatWasRefusedIsNotGranted() {
        RightCommand refusal = new RefuseRight(REGISTER, "right-1", by("other", DAY));

        assertThat(accepted(refusal, given(proposed())))
                .containsExactly(new RightRefused(REGISTER, "right-1", "other", "delegation"));
        assertThat(accepted(refusal, given(proposed(), refusal))).isEmpty();
        assertThat(refused(grant("other", DAY), proposed(), refusal)).isEqualTo("RightMustAwaitItsGrant");
        assertThat(refused(revoke("2022-02-01"), proposed(), refusal)).isEqualTo("RightMustBeGranted");
        assertThat(refused(grant("other", DAY))).isEqualTo("RightMustExist");
    }

    @Test
    void aRightThatIsRevokedEndsTodayAtTheEarliestAndKeepsItsPast() {
        RightCommand[] granted = {proposed(), grant("other", DAY)};

        assertThat(accepted(revoke("2022-01-18"), given(granted)))
                .containsExactly(
                        new RightRevoked(REGISTER, "right-1", LocalDate.parse("2022-01-18"), "keeper", "delegation"));
        assertThat(refused(revoke("2022-01-17"), granted)).isEqualTo("RevocationMustNotReachBack");
        assertThat(refused(revoke("2023-01-01"), granted)).isEqualTo("RevocationMustShortenTheRight");
        RightsRegister revoked = given(proposed(), grant("other", DAY), revoke("2022-01-18"));
        assertThat(revoked.rights().get("right-1")).satisfies(right -> {
            assertThat(right).isNotNull();
            assertThat(right.holdsOn(LocalDate.parse("2022-01-18"))).isTrue();
            assertThat(right.holdsOn(LocalDate.parse("2022-01-19"))).isFalse();
        });
        assertThat(accepted(revoke("2022-01-18"), revoked)).isEmpty();
    }

    @Test
    void whatWasNeverProposedIsNeitherGrantedNorRevoked() {
        assertThatThrownBy(() -> RightDecider.evolve(RightsRegister.empty(), new RightGranted(REGISTER, "x", DAY, "y"))
                        .rights())
                .isInstanceOf(IllegalStateException.class);
    }
}
