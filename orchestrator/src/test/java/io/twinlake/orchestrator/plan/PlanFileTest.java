package io.twinlake.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinlake.catalogsync.situation.Adoption;
import io.twinlake.config.name.ObjectName;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.cli.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanFileTest {
    private static final Adoption ADOPTION = new Adoption(true, Set.of(ObjectName.of("gold", "s", "a.b`c")));

    @TempDir
    Path folder;

    private Path path;
    private SavedPlan plan;

    @BeforeEach
    void save() {
        path = folder.resolve("plans").resolve("tonight.json");
        plan = SavedPlan.of(
                Plans.of(Plans.created("gold.`s.x`"), Plans.commented("gold.s.t\u202e", "ü\n\u0007", null)), ADOPTION);
        new PlanFile(path).write(plan);
    }

    @Test
    void isReadAsItWasWritten() {
        assertThat(new PlanFile(path).read()).isEqualTo(plan);
    }

    @Test
    void isItsOwnersAlone() throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
        new PlanFile(path).write(plan);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void isADocumentOfItsOwn() throws Exception {
        assertThat(Json.parse(Files.readString(path)).fieldNames())
                .toIterable()
                .containsExactly(
                        "schemaVersion", "document", "group", "hash", "direction", "epoch", "adoption", "changes");
    }

    @Test
    void isRefusedAtEveryPlaceWhereItMayHaveBeenCutOff() throws Exception {
        String whole = Files.readString(path).strip();
        for (int length = 0; length < whole.length(); length += 7) {
            Files.writeString(path, whole.substring(0, length));
            refuses("is no saved plan");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"schemaVersion\": 1, \"group\": \"gold\", \"hash\": \"x\", \"changes\": []}",
                "{\"document\": \"savedPlan\"}",
                "cron: yes"
            })
    void anotherFileIsNoPlan(String text) throws Exception {
        Files.writeString(path, text);

        refuses("is no saved plan");
    }

    @Test
    void bytesAndFoldersAndNothingAreNoPlan() throws Exception {
        Files.write(path, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        refuses("saved plan");
        Files.delete(path);
        refuses("cannot be read");
        Files.createDirectory(path);
        refuses("cannot be read");
    }

    @Test
    void oneOfANewerVersionIsNotGuessed() throws Exception {
        edit("\"schemaVersion\" : 1", "\"schemaVersion\" : 2");

        refuses("is of schemaVersion 2, and this Twinlake reads 1");
    }

    @Test
    void oneThatWasEditedIsRefused() throws Exception {
        edit("\"change\" : \"create\"", "\"change\" : \"keep\"");

        refuses("is not as it was saved");
    }

    @Test
    void oneThatLacksAPartIsNotWhole() throws Exception {
        edit("\"change\" : \"create\"", "\"change\" : \"sideways\"");
        refuses("is not a whole plan");
        new PlanFile(path).write(plan);
        edit("\"allMarked\" : true,", "");
        refuses("is not a whole plan: it has no adoption");
    }

    private void edit(String from, String to) throws Exception {
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replaceFirst(from, to));
    }

    private void refuses(String why) {
        assertThatThrownBy(() -> new PlanFile(path).read())
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining(path.toString())
                .hasMessageContaining(why);
    }
}
