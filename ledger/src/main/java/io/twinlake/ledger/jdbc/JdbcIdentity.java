package io.twinlake.ledger.jdbc;

import java.util.Optional;
import java.util.UUID;

/** The random name of this ledger, made when it is first asked for. */
record JdbcIdentity(Database database) {
    String value() {
        return find().orElseGet(() -> {
            database.insertIfAbsent(
                    handle -> handle.createUpdate("INSERT INTO ledger_identity (id, name) VALUES (1, :name)")
                            .bind("name", UUID.randomUUID().toString())
                            .execute());
            return find().orElseThrow();
        });
    }

    private Optional<String> find() {
        return database.inTransaction(handle -> handle.createQuery("SELECT name FROM ledger_identity WHERE id = 1")
                .mapTo(String.class)
                .findOne());
    }
}
