-- How far each projection has come, in the shape that Axon's JDBC token store asks for. A token is stored in the
-- transaction of the tables it stands for.
CREATE TABLE shell.projection_token (
    processorName varchar(255) NOT NULL,
    segment       integer NOT NULL,
    token         bytea,
    tokenType     varchar(255),
    timestamp     varchar(255),
    owner         varchar(255),
    PRIMARY KEY (processorName, segment)
);

GRANT USAGE ON SCHEMA shell TO "${appRole}";
GRANT SELECT, INSERT, UPDATE, DELETE ON shell.projection_token TO "${appRole}";
