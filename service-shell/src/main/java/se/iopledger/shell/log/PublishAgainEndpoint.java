package se.iopledger.shell.log;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.sql.SQLException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.eventlog.publisher.KafkaPublisher;
import se.iopledger.shell.ServiceDefinition;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.http.BadRequest;
import se.iopledger.shell.http.InputProblem;

/** Has the service's entries published again, for an operator whose topic has lost some. */
@RestController
class PublishAgainEndpoint {
    private final KafkaPublisher publisher;
    private final ServiceDefinition service;

    PublishAgainEndpoint(KafkaPublisher publisher, ServiceDefinition service) {
        this.publisher = publisher;
        this.service = service;
    }

    /**
     * @param fromPosition the first position wanted, from 0 to the log's head
     * @param reason why, for whoever reads the log later
     */
    record Again(Long fromPosition, String reason) {}

    /** What will be done. */
    record Asked(String topic, long fromPosition) {}

    @Operation(
            operationId = "publishAgain",
            summary = "Publish entries again from a position on",
            description =
                    "Receivers skip what they have, so repeating the request does no harm and needs no key. Done by"
                            + " the instance that publishes, within seconds. Needs the role OPERATOR.")
    @ApiResponse(responseCode = "202")
    @ApiResponse(responseCode = "422", description = "The log has no such position")
    @PostMapping("/publisher/repeats")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Asked publishAgain(@RequestBody Again again, SignedIn user) throws SQLException {
        user.mustBe(Role.OPERATOR);
        try {
            publisher.publishAgain(again.fromPosition(), user.actor(), again.reason());
        } catch (IllegalArgumentException unknown) {
            throw new BadRequest(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    new InputProblem("/fromPosition", "PositionMustExist", String.valueOf(unknown.getMessage())));
        }
        return new Asked(service.topic(), again.fromPosition());
    }
}
