package io.twinlake.ledger.jdbc;

import org.jdbi.v3.core.Handle;

/** The numbers that the database gives to rows. */
final class Numbering {
    private Numbering() {}

    /** Lets the database go on numbering behind the rows that are there. */
    static void continueBehindTheRows(Handle handle) {
        ExportedTable.ALL_TABLES.stream().filter(ExportedTable::numbered).forEach(table -> {
            long next = handle.createQuery("SELECT COALESCE(MAX(number), 0) + 1 FROM " + table.name())
                    .mapTo(Long.class)
                    .one();
            handle.execute("ALTER TABLE " + table.name() + " ALTER COLUMN number RESTART WITH " + next);
        });
    }
}
