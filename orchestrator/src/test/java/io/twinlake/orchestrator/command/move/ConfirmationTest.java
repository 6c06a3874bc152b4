package io.twinlake.orchestrator.command.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinlake.config.name.RegionName;
import io.twinlake.orchestrator.cli.Caller;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.cli.GlobalOptions;
import io.twinlake.orchestrator.cli.Invocation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfirmationTest {
    private static final RegionName NORTH = new RegionName("northeurope");
    private static final Supplier<@Nullable String> NOBODY = () -> {
        throw new AssertionError("nobody may be asked");
    };

    private final ByteArrayOutputStream asked = new ByteArrayOutputStream();

    @Test
    void asksOnATerminalForTheRegionThatShallServe() {
        assertThat(confirm(true, () -> " northeurope ", Optional.empty())).isTrue();

        assertThat(asked.toString(StandardCharsets.UTF_8)).contains("Type the region's name");
    }

    @Test
    void refusesAnotherRegionAndNone() {
        assertRefused(() -> confirm(true, () -> "westeurope", Optional.empty()));
        assertRefused(() -> confirm(true, () -> "y", Optional.empty()));
        assertRefused(() -> confirm(true, () -> null, Optional.empty()));
        assertRefused(() -> confirm(true, NOBODY, Optional.of("westeurope")));
    }

    @Test
    void neverAsksWithoutATerminal() {
        assertRefused(() -> confirm(false, NOBODY, Optional.empty()));
    }

    @Test
    void asksNobodyWhereTheRegionIsGiven() {
        assertThat(confirm(false, NOBODY, Optional.of("northeurope"))).isFalse();
    }

    private boolean confirm(boolean terminal, Supplier<@Nullable String> typed, Optional<String> given) {
        PrintStream stream = new PrintStream(asked, true, StandardCharsets.UTF_8);
        Caller caller = new Caller(stream, stream, Path.of("."), Map.of(), terminal);
        Invocation invocation = new Invocation(List.of("failover"), new GlobalOptions(), caller);
        return new Confirmation(invocation, typed).of(NORTH, "Shall it?", given);
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable confirmation) {
        assertThatThrownBy(confirmation)
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.PRECONDITION_REFUSED));
    }
}
