package se.iopledger.local.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.iopledger.local.screen.Screen;
import se.iopledger.local.service.SignIn;

class DemonstrationRightsTest {
    private static final LocalDate DAY = LocalDate.parse("2021-12-20");
    private static final String NONE = "{\"rights\":[]}";
    private static final String GRANTED = "{\"rights\":[{\"rightId\":\"right-1\",\"standing\":\"GRANTED\"}]}";

    private FakeServices fake;

    @BeforeEach
    void everyRegisterIsKept() throws IOException {
        fake = new FakeServices();
        for (String municipality : new String[] {"0188", "0180", "0380", "0580", "1281"}) {
            fake.answers("GET " + register(municipality), 200, municipality.equals("0380") ? NONE : GRANTED);
        }
        fake.answers("POST " + register("0380"), 200, "{}")
                .answers("POST " + register("0380") + "/right-1/grant", 200, "{}");
    }

    private static String register(String municipality) {
        return "/municipalities/" + municipality + "/attest-rights";
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    private void give() {
        new DemonstrationRights(
                        new Demonstration.Addresses(fake.address(), fake.address(), fake.address()),
                        Map.of(SignIn.RIGHTS_OFFICER, "o", SignIn.SECOND_RIGHTS_OFFICER, "s"),
                        new Screen(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), false))
                .giveOn(DAY);
    }

    @Test
    void an_empty_register_gets_one_who_examines_and_one_who_approves_granted_by_a_second_person() {
        fake.answers("GET " + register("0380"), 200, """
                {"rights":[{"rightId":"right-1","standing":"PROPOSED"},{"rightId":"right-2","standing":"GRANTED"}]}""");
        give();

        assertThat(fake.posts())
                .containsExactly(
                        post(register("0380"), "demo-rights-officer:o", "EXAMINE2021-12-20", """
                                {"from":"2021-12-20","holder":"demo-examiner","limit":"2000000.00",\
                                "reason":"made up for the demonstration","step":"EXAMINE"}"""),
                        post(register("0380"), "demo-rights-officer:o", "APPROVE2021-12-20", """
                                {"from":"2021-12-20","holder":"demo-payment-approver","limit":"2000000.00",\
                                "reason":"made up for the demonstration","step":"APPROVE"}"""),
                        post(register("0380") + "/right-1/grant", "demo-second-rights-officer:s", "", """
                                {"reason":"made up for the demonstration"}"""));
    }

    private static FakeServices.Received post(String path, String user, String key, String body) {
        return new FakeServices.Received(
                "POST", path, user, "demonstration-" + path + "-" + key, "application/json", body);
    }
}
