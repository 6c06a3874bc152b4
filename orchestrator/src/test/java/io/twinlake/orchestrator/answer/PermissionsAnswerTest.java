package io.twinlake.orchestrator.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.name.RegionName;
import io.twinlake.orchestrator.cli.Page;
import io.twinlake.orchestrator.permission.AzureRight;
import io.twinlake.orchestrator.permission.Finding;
import io.twinlake.orchestrator.permission.Held;
import io.twinlake.orchestrator.permission.Purpose;
import io.twinlake.orchestrator.permission.RegionPermissions;
import io.twinlake.orchestrator.permission.Right;
import io.twinlake.orchestrator.permission.SecuredObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionsAnswerTest {
    private static final Right SHARE =
            new Right(new SecuredObject.Metastore(), List.of("CREATE_SHARE"), "Shares what is copied.");

    @Test
    void printsEachStatementWholeWithWhetherItIsHeldAndWhy() {
        Finding untold = new Finding(SHARE, Held.UNKNOWN, Optional.of("No answer came."));
        PermissionsAnswer answer = new PermissionsAnswer(
                List.of(region("west", new Finding(SHARE, Held.YES, Optional.empty())), region("north", untold)),
                List.of(new AzureRight("/sites/west", "Microsoft.Web/sites/config/write", Held.NO)));

        assertThat(print(answer)).isEqualTo("""
                Region west, there and back, for a-principal
                  yes      GRANT CREATE SHARE ON METASTORE TO `a-principal`
                           Shares what is copied.
                Region north, there and back, for a-principal
                  unknown  GRANT CREATE SHARE ON METASTORE TO `a-principal`
                           No answer came.
                Azure
                  no       Microsoft.Web/sites/config/write on /sites/west

                1 right is missing and 1 was not told. Whoever may grant runs the statements marked no; see docs/permissions.md.
                """);
    }

    @Test
    void saysThatNothingIsMissing() {
        PermissionsAnswer answer = new PermissionsAnswer(
                List.of(region("west", new Finding(SHARE, Held.YES, Optional.empty()))), List.of());

        assertThat(print(answer)).endsWith("\n\nNothing is missing.\n");
    }

    @ParameterizedTest
    @CsvSource({"YES, true", "UNKNOWN, true", "NO, false"})
    void isWholeWhileNothingIsMissingThatCanBeTold(Held held, boolean whole) {
        AzureRight right = new AzureRight("/sites/west", "Microsoft.Web/sites/config/write", held);
        RegionPermissions west = region("west", new Finding(SHARE, held, Optional.empty()));

        assertThat(new PermissionsAnswer(List.of(), List.of(right)).isWhole()).isEqualTo(whole);
        assertThat(new PermissionsAnswer(List.of(west), List.of()).isWhole()).isEqualTo(whole);
    }

    @Test
    void isNotWholeWhereARegionToldNothing() {
        RegionPermissions west = region("west", new Finding(SHARE, Held.UNKNOWN, Optional.of("No answer came.")));

        assertThat(new PermissionsAnswer(List.of(west), List.of()).isWhole()).isFalse();
    }

    private static RegionPermissions region(String name, Finding finding) {
        return new RegionPermissions(
                new RegionName(name), "a-principal", Map.of(Purpose.THERE_AND_BACK, List.of(finding)));
    }

    private static String print(PermissionsAnswer answer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        answer.print(new Page(new PrintStream(out, true, StandardCharsets.UTF_8), false, Page.UNLIMITED));
        return out.toString(StandardCharsets.UTF_8);
    }
}
