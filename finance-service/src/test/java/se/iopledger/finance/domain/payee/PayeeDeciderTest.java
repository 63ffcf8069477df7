package se.iopledger.finance.domain.payee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static se.iopledger.finance.domain.payee.GivenPayee.GIRO;
import static se.iopledger.finance.domain.payee.GivenPayee.NAME;
import static se.iopledger.finance.domain.payee.GivenPayee.OTHER_GIRO;
import static se.iopledger.finance.domain.payee.GivenPayee.account;
import static se.iopledger.finance.domain.payee.GivenPayee.by;
import static se.iopledger.finance.domain.payee.GivenPayee.confirm;
import static se.iopledger.finance.domain.payee.GivenPayee.confirmAttestedBy;
import static se.iopledger.finance.domain.payee.GivenPayee.confirmInEarnest;
import static se.iopledger.finance.domain.payee.GivenPayee.given;
import static se.iopledger.finance.domain.payee.GivenPayee.held;
import static se.iopledger.finance.domain.payee.GivenPayee.registered;
import static se.iopledger.finance.domain.payee.GivenPayee.released;
import static se.iopledger.finance.domain.payee.GivenPayee.verified;
import static se.iopledger.finance.domain.payee.GivenPayee.withdrawn;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import se.iopledger.contracts.BankAccount;
import se.iopledger.contracts.OrganisationNumber;
import se.iopledger.contracts.finance.PayeeEvent.AccountVerified;
import se.iopledger.contracts.finance.PayeeEvent.OrderLineConfirmed;
import se.iopledger.contracts.finance.PayeeEvent.PartyKey;
import se.iopledger.contracts.finance.PayeeEvent.PayeeRegistered;
import se.iopledger.contracts.finance.PayeeEvent.Role;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.finance.domain.payee.PayeeCommand.RegisterPayee;

/** Who is paid to which account, and what keeps a payment from it. */
class PayeeDeciderTest {
    private static final PayeeCommand FIRST = account(GIRO, "2021-12-20");

    private static GivenPayee paidByGiro() {
        return given(registered(), FIRST, verified("account-1", "bo", "2021-12-20"));
    }

    @Test
    @Clause("STO-12")
    void aGiroInTheFoundationsOwnNameThatASecondPersonVerifiedIsPaidTo() {
        assertThat(paidByGiro()
                        .when(confirm("order-1", "account-1", GIRO, "2022-01-03"))
                        .events())
                .singleElement()
                .isInstanceOf(OrderLineConfirmed.class);
        assertThat(paidByGiro().payee().accountOn(LocalDate.parse("2021-12-20")))
                .hasValueSatisfying(account -> assertThat(account.account()).isEqualTo(GIRO));
    }

    @ParameterizedTest
    @CsvSource({"Stiftelsen Tusen Möjligheter", "En person", "Stiftelsen 1000 Möjligheter AB"})
    @Clause("STO-12")
    void anAccountInAnothersNameIsRefused(String holder) {
        given(registered())
                .when(account(GIRO, holder, null, "2021-12-20"))
                .refusedBy("AccountMustBeInThePartysOwnName", holder);
    }

    @Test
    void theSameNameInOtherCaseAndSpacingIsTheSameName() {
        assertThat(given(registered())
                        .when(account(GIRO, "  STIFTELSEN  1000 möjligheter", null, "2021-12-20"))
                        .events())
                .hasSize(1);
    }

    @Test
    void whoRegisteredAnAccountDoesNotVerifyIt() {
        given(registered(), FIRST)
                .when(verified("account-1", "anna", "2021-12-20"))
                .refusedBy("AnotherPersonMustVerifyTheAccount", "does not verify");
    }

    @Test
    void anAccountThatNobodyVerifiedIsNotPaidTo() {
        given(registered(), FIRST)
                .when(confirm("order-1", "account-1", GIRO, "2022-01-03"))
                .refusedBy("AccountMustBeInForceOnThePaymentDate", "has not been verified by a second person");
    }

    @Test
    void aChangedAccountWaitsSoThatAFraudIsNoticedBeforeItPays() {
        GivenPayee changed =
                paidByGiro().and(account(OTHER_GIRO, "2022-01-10")).and(verified("account-2", "bo", "2022-01-10"));

        changed.when(confirm("order-1", "account-2", OTHER_GIRO, "2022-01-19"))
                .refusedBy("AccountMustBeInForceOnThePaymentDate", "is in force from 2022-01-20");
        assertThat(changed.when(confirm("order-1", "account-1", GIRO, "2022-01-19"))
                        .events())
                .as("the old one is paid to meanwhile")
                .hasSize(1);
        assertThat(changed.payee().accountOn(LocalDate.parse("2022-01-20")))
                .hasValueSatisfying(account -> assertThat(account.id()).isEqualTo("account-2"));
    }

    @Test
    void aFirstAccountDoesNotWait() {
        assertThat(given(registered(), FIRST)
                        .when(verified("account-1", "bo", "2021-12-21"))
                        .events())
                .singleElement()
                .isInstanceOfSatisfying(AccountVerified.class, verified -> {
                    assertThat(verified.waitingDays()).isZero();
                    assertThat(verified.inForceFrom()).isEqualTo("2021-12-21");
                });
    }

    @Test
    void withdrawingTheOldAccountDoesNotShortenTheWait() {
        GivenPayee changed = paidByGiro()
                .and(withdrawn("account-1", "2022-01-10", "2022-01-10"))
                .and(account(OTHER_GIRO, "2022-01-10"))
                .and(verified("account-2", "bo", "2022-01-10"));

        assertThat(changed.payee().accountOn(LocalDate.parse("2022-01-19"))).isEmpty();
    }

    @Test
    void aWithdrawnAccountIsNotPaidToFromItsDay() {
        GivenPayee withdrawn = paidByGiro().and(withdrawn("account-1", "2022-01-10", "2022-01-05"));

        assertThat(withdrawn
                        .when(confirm("order-1", "account-1", GIRO, "2022-01-09"))
                        .events())
                .hasSize(1);
        withdrawn
                .when(confirm("order-1", "account-1", GIRO, "2022-01-10"))
                .refusedBy("AccountMustBeInForceOnThePaymentDate", "is not used from 2022-01-10");
        withdrawn
                .when(withdrawn("account-1", "2022-01-11", "2022-01-05"))
                .refusedBy("AccountMustNotBeWithdrawn", "2022-01-10");
        withdrawn.when(verified("account-1", "bo", "2022-01-05")).refusedBy("AccountMustNotBeWithdrawn", "anew");
    }

    @Test
    void anotherNumberThanTheRegisteredOneIsNotPaidTo() {
        paidByGiro()
                .when(confirm("order-1", "account-1", OTHER_GIRO, "2022-01-03"))
                .refusedBy("AccountMustBeInForceOnThePaymentDate", "not registered");
        paidByGiro()
                .when(confirm("order-1", "account-7", GIRO, "2022-01-03"))
                .refusedBy("AccountMustBeInForceOnThePaymentDate", "not registered");
    }

    @Test
    @Clause("STO-7")
    void aHeldRecipientIsNotPaidAndTheReasonSaysWhichClause() {
        GivenPayee held = paidByGiro().and(held("2021-12-21", "STO-7"));

        assertThat(held.when(confirm("order-1", "account-1", GIRO, "2022-01-03"))
                        .refusal())
                .satisfies(refusal -> {
                    assertThat(refusal.rule()).isEqualTo("RecipientMustNotBeHeld");
                    assertThat(refusal.clauses()).containsExactly("STO-7");
                    assertThat(refusal.detail()).contains("hold-1", "The undertakings are not performed");
                });
        assertThat(held.and(released("hold-1", "2021-12-22"))
                        .when(confirm("order-1", "account-1", GIRO, "2022-01-03"))
                        .events())
                .hasSize(1);
    }

    @Test
    void oneHoldThatEndsDoesNotEndTheOther() {
        paidByGiro()
                .and(held("2021-12-21", "STO-7"))
                .and(held("2021-12-22"))
                .and(released("hold-1", "2021-12-23"))
                .when(confirm("order-1", "account-1", GIRO, "2022-01-03"))
                .refusedBy("RecipientMustNotBeHeld", "hold-2");
        paidByGiro().when(released("hold-1", "2021-12-23")).refusedBy("HoldMustBeInForce", "hold-1");
    }

    @Test
    void whatIsAskedAgainIsAnsweredWithoutAnEventAndAHoldThatCameMeanwhileCounts() {
        GivenPayee confirmed = paidByGiro().and(confirm("order-1", "account-1", GIRO, "2022-01-03"));

        assertThat(confirmed
                        .when(confirm("order-1", "account-1", GIRO, "2022-01-03"))
                        .events())
                .isEmpty();
        confirmed
                .and(held("2021-12-21"))
                .when(confirm("order-1", "account-1", GIRO, "2022-01-03"))
                .refusedBy("RecipientMustNotBeHeld", "hold-1");
    }

    @Test
    void anAccountIsPaidToOnlyWhenItIsInForceTodayToo() {
        GivenPayee changed =
                paidByGiro().and(account(OTHER_GIRO, "2022-01-10")).and(verified("account-2", "bo", "2022-01-10"));

        changed.when(confirm("order-1", "account-2", OTHER_GIRO, "2022-01-21", "2022-01-19"))
                .refusedBy("AccountMustBeInForceToday", "is in force from 2022-01-20, and today is 2022-01-19");
        assertThat(changed.when(confirm("order-1", "account-2", OTHER_GIRO, "2022-01-21", "2022-01-20"))
                        .events())
                .hasSize(1);
    }

    @Test
    @Clause("STO-7")
    void whatIsTakenUpAfterItsDayIsLookedAtAsOfToday() {
        paidByGiro()
                .and(held("2022-01-05"))
                .when(confirm("order-1", "account-1", GIRO, "2022-01-03", "2022-01-05"))
                .refusedBy("RecipientMustNotBeHeld", "hold-1");
        paidByGiro()
                .and(withdrawn("account-1", "2022-01-05", "2022-01-04"))
                .when(confirm("order-1", "account-1", GIRO, "2022-01-03", "2022-01-05"))
                .refusedBy("AccountMustBeInForceOnThePaymentDate", "the day of payment is 2022-01-05");
    }

    @ParameterizedTest
    @CsvSource({"anna,approver", "examiner,anna", "bo,approver", "examiner,bo"})
    void whoBroughtInTheAccountDoesNotAttestWhatIsPaidToIt(String examiner, String approver) {
        paidByGiro()
                .when(confirmAttestedBy(examiner, approver))
                .refusedBy("WhoAttestedMustNotHaveBroughtInTheAccount", "registered or verified");
    }

    @Test
    @Clause("STO-7")
    void whoEndedAHoldDoesNotAttestWhatIsPaidAfterIt() {
        GivenPayee released = paidByGiro()
                .and(held("2021-12-20"))
                .and(held("2021-12-20"))
                .and(released("hold-1", "approver", "2021-12-21"))
                .and(released("hold-2", "cesar", "2021-12-21"));

        released.when(confirmAttestedBy("examiner", "approver"))
                .refusedBy("WhoAttestedMustNotHaveReleasedTheRecipient", "ended a hold");
        released.when(confirmAttestedBy("cesar", "david"))
                .refusedBy("WhoAttestedMustNotHaveReleasedTheRecipient", "ended a hold");
        assertThat(released.and(held("2021-12-21"))
                        .and(released("hold-3", "david", "2021-12-21"))
                        .when(confirmAttestedBy("examiner", "approver"))
                        .events())
                .as("a later hold that others ended")
                .hasSize(1);
    }

    @Test
    void aMadeUpAccountIsPaidToAndDebitedInADemonstrationOnly() {
        paidByGiro().when(confirmInEarnest()).refusedBy("MadeUpAccountsMustNotBePaidTo", "no demonstration");
        Payee.Known payer = given(
                        registered(Role.PAYER, NAME),
                        account(GIRO, NAME, "SIMUSESS", "2021-12-20"),
                        verified("account-1", "bo", "2021-12-20"))
                .payee();
        LocalDate day = LocalDate.parse("2021-12-21");

        assertThat(payer.debitableOn(day, null, false)).isEmpty();
        assertThat(payer.debitableOn(day, "account-1", false)).isEmpty();
        assertThat(payer.debitableOn(day, null, true)).isPresent();
        assertThat(payer.debitableOn(day, "account-1", true)).isPresent();
        assertThat(payer.debitableOn(day, "account-2", true)).isEmpty();
    }

    @Test
    void aPartyWhoseNumberTheAgreementStatesIsToldByItAndByNothingElse() {
        PartyKey party = new PartyKey("agreement", "stiftelsen");
        OrganisationNumber number = new OrganisationNumber("802478-3436");

        given().when(new RegisterPayee(
                        "id", "0180", Role.RECIPIENT, NAME, null, party, number, by("anna", "2021-12-20")))
                .refusedBy("PayeeMustBeToldByItsStatedNumber", number.value());
        assertThat(given().when(new RegisterPayee(
                                "id", "0180", Role.RECIPIENT, NAME, null, party, null, by("anna", "2021-12-20")))
                        .events())
                .hasSize(1);
    }

    @Test
    void theSameAccountIsRegisteredOnceAndVerifiedOnce() {
        paidByGiro().when(account(GIRO, "2021-12-21")).refusedBy("AccountMustBeRegisteredOnce", "account-1");
        paidByGiro()
                .when(verified("account-1", "cesar", "2021-12-21"))
                .refusedBy("AccountMustBeVerifiedOnce", "already");
        paidByGiro().when(verified("account-9", "bo", "2021-12-21")).refusedBy("AccountMustBeRegistered", "no such");
        paidByGiro()
                .when(withdrawn("account-9", "2021-12-21", "2021-12-21"))
                .refusedBy("AccountMustBeRegistered", "no such");
    }

    @Test
    void aMunicipalitysAccountNamesItsBankAndIsNotPaidTo() {
        GivenPayee payer = given(registered(Role.PAYER, NAME));

        payer.when(account(GIRO, NAME, null, "2021-12-20")).refusedBy("DebitedAccountMustNameItsBank", "BIC");
        payer.when(account(GIRO, NAME, "simuse", "2021-12-20")).refusedBy("BicMustHaveItsForm", "eight or eleven");
        payer.and(account(GIRO, NAME, "SIMUSESS", "2021-12-20"))
                .and(verified("account-1", "bo", "2021-12-20"))
                .when(confirm("order-1", "account-1", GIRO, "2022-01-03"))
                .refusedBy("PayeeMustBeARecipient", "is not paid");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Barn & Vuxna|\"&\"",
                "Föreningen “Hopp”|U+201C",
                "A name that is far too long for a bank file, since banks take seventy characters|70",
                "A//B|slash",
                "'ends '|space"
            })
    void aNameThatBanksDoNotTakeIsRefusedAndNotChanged(String name, String what) {
        given().when(registered(Role.RECIPIENT, name)).refusedBy("NameMustBeWritableInABankFile", what);
    }

    @Test
    void aPayeeIsToldByOneKeyAndRegisteredOnce() {
        given().when(new RegisterPayee("id", "0180", Role.RECIPIENT, NAME, null, null, null, by("anna", "2021-12-20")))
                .refusedBy("PayeeMustBeToldByOneKey", "organisation number");
        given(registered()).when(registered()).refusedBy("PayeeMustBeRegisteredOnce", NAME);
        assertThat(given().when(registered()).events()).singleElement().isInstanceOf(PayeeRegistered.class);
    }

    @ParameterizedTest
    @MethodSource("commandsOnAPayee")
    void nothingIsDoneToAPayeeThatNobodyRegistered(PayeeCommand command) {
        given().when(command).refusedBy("PayeeMustBeRegistered", "no such payee");
    }

    static Stream<PayeeCommand> commandsOnAPayee() {
        return Stream.of(
                FIRST,
                verified("account-1", "bo", "2021-12-20"),
                withdrawn("account-1", "2021-12-20", "2021-12-20"),
                held("2021-12-20"),
                released("hold-1", "2021-12-20"),
                confirm("order-1", "account-1", GIRO, "2022-01-03"));
    }

    @Test
    void aDayFarOffIsASlipOfThePen() {
        given(registered())
                .when(new PayeeCommand.RegisterAccount(
                        registered().payeeId(),
                        GIRO,
                        NAME,
                        null,
                        null,
                        LocalDate.parse("3021-12-20"),
                        true,
                        by("anna", "2021-12-20")))
                .refusedBy("DayMustBeNear", "3021-12-20");
        given(registered(), FIRST)
                .when(withdrawn("account-1", "2031-12-20", "2021-12-20"))
                .refusedBy("DayMustBeNear", "2031-12-20");
    }

    @Test
    void aHistoryThatIsNotOursIsNotFollowed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PayeeDecider.evolve(
                        PayeeDecider.initial(),
                        given(registered()).when(FIRST).events().getFirst()));
        Payee registered = given(registered()).payee();
        assertThatIllegalStateException()
                .isThrownBy(() -> PayeeDecider.evolve(
                        registered, given().when(registered()).events().getFirst()));
    }

    /** Whatever order accounts are registered, verified, withdrawn and held in. */
    @Property
    void noAccountIsEverPaidToThatOneActorAloneBroughtIn(
            @ForAll @Size(max = 30) List<@IntRange(max = 11) Integer> steps) {
        GivenPayee payee = given(registered());
        LocalDate today = LocalDate.parse("2021-12-20");
        for (int step : steps) {
            today = today.plusDays(1);
            PayeeCommand command = command(step, today);
            if (PayeeDecider.decide(command, payee.payee())
                    instanceof se.iopledger.contracts.model.Decision.Accepted<?>) {
                payee = payee.and(command);
            }
            LocalDate day = today;
            payee.payee().accountOn(day).ifPresent(account -> {
                assertThat(account.verifiedBy()).isNotNull().isNotEqualTo(account.registeredBy());
                assertThat(account.inForceFrom()).isBeforeOrEqualTo(day);
            });
        }
    }

    private static PayeeCommand command(int step, LocalDate today) {
        BankAccount account = step % 2 == 0 ? GIRO : OTHER_GIRO;
        String id = "account-" + (step % 3 + 1);
        String actor = step % 2 == 0 ? "anna" : "bo";
        Mandate mandate = Mandate.of(actor, today);
        String payee = registered().payeeId();
        return switch (step % 4) {
            case 0 -> new PayeeCommand.RegisterAccount(payee, account, NAME, null, null, today, true, mandate);
            case 1 -> new PayeeCommand.VerifyAccount(payee, id, "evidence", 3, mandate);
            case 2 -> new PayeeCommand.WithdrawAccount(payee, id, today.plusDays(2), mandate);
            default -> new PayeeCommand.HoldRecipient(payee, "why", List.of(), mandate);
        };
    }
}
