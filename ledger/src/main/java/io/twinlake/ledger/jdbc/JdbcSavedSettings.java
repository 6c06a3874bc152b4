package io.twinlake.ledger.jdbc;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.journal.SavedSetting;
import io.twinlake.ledger.journal.SavedSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Saved settings, one row each. */
record JdbcSavedSettings(Database database) implements SavedSettings {
    private static final String ONE =
            " WHERE group_name = :group AND region = :region AND kind = :kind AND object = :object";
    private static final String UPDATE = "UPDATE saved_settings SET text = :text, saved_at = :at" + ONE;
    private static final String INSERT = """
            INSERT INTO saved_settings (group_name, region, kind, object, text, saved_at)
            VALUES (:group, :region, :kind, :object, :text, :at)
            """;

    @Override
    public SavedSetting keep(SavedSetting setting) {
        return database.change(handle -> same(handle, setting).orElseGet(() -> {
            bound(handle, INSERT, setting).execute();
            return same(handle, setting).orElseThrow();
        }));
    }

    @Override
    public void replace(SavedSetting setting) {
        database.put(handle -> bound(handle, UPDATE, setting), handle -> bound(handle, INSERT, setting));
    }

    @Override
    public Optional<SavedSetting> find(GroupName group, RegionName region, String kind, String object) {
        return database.inTransaction(handle -> find(handle, group, region, kind, object));
    }

    private static Optional<SavedSetting> find(
            Handle handle, GroupName group, RegionName region, String kind, String object) {
        return handle.createQuery("SELECT * FROM saved_settings" + ONE)
                .bind("group", group.value())
                .bind("region", region.value())
                .bind("kind", kind)
                .bind("object", object)
                .map((row, context) -> read(row))
                .findOne();
    }

    @Override
    public List<SavedSetting> all(GroupName group, RegionName region, String kind) {
        return database.inTransaction(handle -> handle.createQuery("""
                        SELECT * FROM saved_settings WHERE group_name = :group AND region = :region AND kind = :kind
                        ORDER BY object
                        """)
                .bind("group", group.value())
                .bind("region", region.value())
                .bind("kind", kind)
                .map((row, context) -> read(row))
                .list());
    }

    @Override
    public void delete(GroupName group, RegionName region, String kind, String object) {
        database.useChange(handle -> handle.createUpdate("DELETE FROM saved_settings" + ONE)
                .bind("group", group.value())
                .bind("region", region.value())
                .bind("kind", kind)
                .bind("object", object)
                .execute());
    }

    private static Optional<SavedSetting> same(Handle handle, SavedSetting setting) {
        return find(handle, setting.group(), setting.region(), setting.kind(), setting.object());
    }

    private static Update bound(Handle handle, String sql, SavedSetting setting) {
        return handle.createUpdate(sql)
                .bind("group", setting.group().value())
                .bind("region", setting.region().value())
                .bind("kind", setting.kind())
                .bind("object", setting.object())
                .bind("text", setting.text())
                .bind("at", Columns.time(setting.savedAt()));
    }

    private static SavedSetting read(ResultSet row) throws SQLException {
        return new SavedSetting(
                new GroupName(row.getString("group_name")),
                new RegionName(row.getString("region")),
                row.getString("kind"),
                row.getString("object"),
                row.getString("text"),
                Columns.time(row, "saved_at"));
    }
}
