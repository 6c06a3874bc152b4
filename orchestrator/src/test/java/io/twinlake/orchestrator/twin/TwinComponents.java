package io.twinlake.orchestrator.twin;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.Region;
import io.twinlake.config.time.Time;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.failure.LedgerException;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.Runs;
import io.twinlake.ledger.step.Steps;
import io.twinlake.orchestrator.installation.Components;
import io.twinlake.orchestrator.installation.OpenedLedger;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

/** The product's parts with a twin in the place of catalog sync. */
public final class TwinComponents {
    private TwinComponents() {}

    public static Components on(Path folder) {
        TwinFolder twin = new TwinFolder(folder);
        InstantSource stepped = () -> Instant.now().plus(twin.clockStep());
        Time time = new Time(stepped.withZone(ZoneOffset.UTC), Time.SYSTEM.ticker(), Time.SYSTEM.sleeper());
        return new Components(
                location -> {
                    JdbcLedger ledger = JdbcLedger.open(location, time.clock());
                    return new OpenedLedger(location, pausing(ledger, twin), ledger.dataSource());
                },
                (region, limits) -> unreachable(region),
                new TwinMeans(twin),
                CallLimits.standard(),
                time);
    }

    private static Ledger pausing(Ledger ledger, TwinFolder folder) {
        Steps steps = new PausingSteps(ledger.steps(), folder);
        Runs runs = pausing(ledger.runs(), folder);
        return proxy(Ledger.class, (pausing, method, arguments) -> {
            try {
                return switch (method.getName()) {
                    case "steps" -> steps;
                    case "runs" -> runs;
                    case "under" -> pausing((Ledger) method.invoke(ledger, arguments), folder);
                    default -> method.invoke(ledger, arguments);
                };
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    /** A ledger's runs, of which a move's has a place to be killed before its end is recorded and behind it. */
    private static Runs pausing(Runs runs, TwinFolder folder) {
        return proxy(Runs.class, (pausing, method, arguments) -> {
            boolean ends = method.getName().equals("end") && isMove(runs, (RunId) arguments[0]);
            try {
                if (ends) {
                    folder.pause(TwinFolder.BEFORE_THE_END);
                    if (folder.failsAt(TwinFolder.BEFORE_THE_END)) {
                        throw new LedgerException("The twin's ledger does not answer.", new IOException());
                    }
                }
                Object answer = method.invoke(runs, arguments);
                if (ends) {
                    folder.pause(TwinFolder.BEHIND_THE_END);
                }
                return answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private static boolean isMove(Runs runs, RunId run) {
        return runs.find(run)
                .filter(found -> found.kind() == RunKind.FAILOVER || found.kind() == RunKind.FAILBACK)
                .isPresent();
    }

    /** Can be opened and taken apart without contact, as any workspace can; whatever is asked of its parts fails. */
    private static Workspace unreachable(Region region) {
        InvocationHandler refuse = (part, method, arguments) -> {
            throw new ClientException(
                    FailureCategory.UNAVAILABLE,
                    method.getName(),
                    null,
                    null,
                    "A twin reaches no region: " + region.name() + ".",
                    null);
        };
        return proxy(Workspace.class, (workspace, method, arguments) -> switch (method.getName()) {
            case "region" -> region.name();
            case "principal" -> refuse.invoke(workspace, method, arguments);
            default -> proxy(method.getReturnType(), refuse);
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
