package se.iopledger.shell.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import se.iopledger.eventlog.axon.EntrySerializer;
import se.iopledger.shell.ServiceDefinition;
import se.iopledger.shell.log.KeptElsewhere;
import se.iopledger.shell.subscription.ReceivedEntries;
import se.iopledger.shell.subscription.Subscriptions;

/** Comparing and rebuilding what serves queries. */
@Configuration
@Import(ProjectionEndpoint.class)
public class ProjectionConfiguration {
    @Bean
    ProjectionRebuild projectionRebuild(
            ObjectProvider<Projection> projections,
            Subscriptions subscriptions,
            ObjectProvider<ReceivedEntries> received,
            KeptElsewhere elsewhere,
            ServiceDefinition service,
            EventStorageEngine engine,
            EntrySerializer serializer,
            @Value("${iop.database.url}") String url,
            @Value("${iop.database.user}") String user,
            @Value("${iop.database.password}") String password) {
        List<Rebuildable> rebuildables = new ArrayList<>();
        projections.stream()
                .map(projection -> new OfOwnLog(projection, service.source(), engine, serializer))
                .forEach(rebuildables::add);
        Optional.ofNullable(received.getIfAvailable())
                .or(elsewhere::entries)
                .ifPresent(entries -> subscriptions.all().stream()
                        .filter(each -> !each.subscription().tables().isEmpty())
                        .map(each -> new OfReceived(each.subscription(), each.inbox(), each.handler(), entries))
                        .forEach(rebuildables::add));
        // A pooled session would hand its temporary tables on to whoever gets it next.
        return new ProjectionRebuild(rebuildables, new DriverManagerDataSource(url, user, password));
    }
}
