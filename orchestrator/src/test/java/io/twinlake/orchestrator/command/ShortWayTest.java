package io.twinlake.orchestrator.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.twinlake.failover.Switches;
import io.twinlake.failover.endpoint.EndpointSwitch;
import io.twinlake.orchestrator.group.GroupMeans;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.installation.Components;
import io.twinlake.orchestrator.move.StepActions;
import io.twinlake.orchestrator.move.action.Actions;
import io.twinlake.orchestrator.twin.TwinComponents;
import io.twinlake.orchestrator.twin.TwinFolder;
import io.twinlake.runbooks.Verb;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many classes of ours somebody reads who follows a command to what it does: those on the stack, from the command on, each counted
 * once and nested ones with their outer class. The counts are printed.
 */
class ShortWayTest {
    @TempDir
    Path folder;

    private final List<String> way = new ArrayList<>();
    private Components twin;
    private GroupMeans means;

    @BeforeEach
    void configure() {
        new TwinFolder(folder).holding("0-a").configuration("");
        twin = TwinComponents.on(folder);
        means = mock(GroupMeans.class, delegatesTo(twin.means()));
    }

    @Test
    void fromSyncToTheReplicationOfAGroup() {
        doAnswer(call -> {
                    note();
                    return twin.means().sync(call.getArgument(0), call.getArgument(1));
                })
                .when(means)
                .sync(any(), any());

        run("sync");

        assertThat(way).as("sync: " + way).hasSizeBetween(2, 6);
    }

    @Test
    void fromFailoverToTheGateway() {
        EndpointSwitch gateway = mock(EndpointSwitch.class);
        when(gateway.plan(any())).thenAnswer(call -> {
            note();
            throw new IllegalStateException("the gateway is reached");
        });
        Switches switches = mock(Switches.class);
        when(switches.front()).thenReturn(List.of(gateway));
        doAnswer(call -> switches).when(means).switches(any(), any());
        doAnswer(call -> turningTheFront(call.getArgument(0))).when(means).steps(any());

        run("failover --mode planned --to northeurope --confirm northeurope --reason test".split(" "));

        assertThat(way).as("failover: " + way).hasSizeBetween(2, 16);
    }

    /** The product's own step where the gateway is turned, twins for all others. */
    private StepActions turningTheFront(ProtectedGroup group) {
        StepActions product = new Actions(group);
        StepActions twins = twin.means().steps(group);
        return verb -> verb == Verb.TURN_FRONT ? product.of(verb) : twins.of(verb);
    }

    private void run(String... words) {
        CommandRun.of(
                new Components(twin.ledgers(), twin.workspaces(), means, twin.witness(), twin.time()), folder, words);
        System.out.println("classes from " + words[0] + " on: " + way.size() + " " + way);
    }

    private void note() {
        if (!way.isEmpty()) {
            return;
        }
        List<String> stack = Arrays.stream(new Throwable().getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(name -> name.startsWith("io.twinlake."))
                .map(name -> name.replaceAll("[$/].*", ""))
                .filter(name -> !name.equals(ShortWayTest.class.getName()))
                .toList();
        way.addAll(stack.subList(0, indexOfCommand(stack) + 1).stream()
                .distinct()
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .toList());
    }

    private static int indexOfCommand(List<String> stack) {
        for (int i = stack.size() - 1; i >= 0; i--) {
            if (stack.get(i).endsWith("SyncCommand") || stack.get(i).endsWith("FailoverCommand")) {
                return i;
            }
        }
        throw new IllegalStateException("no command on the stack: " + stack);
    }
}
