package io.twinlake.sandbox.region;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinlake.sandbox.calls.CallLog;
import io.twinlake.sandbox.edge.function.FunctionSpec;
import io.twinlake.sandbox.edge.function.LookupFunction;
import io.twinlake.sandbox.fault.FaultControl;
import io.twinlake.sandbox.fault.FaultDoor;
import io.twinlake.sandbox.fault.Faults;
import io.twinlake.sandbox.fault.StorageDialect;
import io.twinlake.sandbox.region.engine.statement.SparkEngine;
import io.twinlake.sandbox.region.lake.LakeAccount;
import io.twinlake.sandbox.region.setting.Setting;
import io.twinlake.sandbox.region.setting.SettingRoutes;
import io.twinlake.sandbox.region.setting.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A region as an operating-system process: its one argument is the file of its {@link RegionSpec}. When it is ready it writes
 * {@code region.json} with its pid and its ports into its folder, and then runs until it is ended.
 */
public final class RegionProcess {

    /** The file, in the region's folder, that says that it is ready. */
    public static final String READY = "region.json";

    private RegionProcess() {}

    public static void main(String[] arguments) throws Exception {
        RegionSpec spec = RegionSpec.read(Path.of(arguments[0]));
        Files.createDirectories(spec.dir());
        Clock clock = Clock.systemUTC();
        Faults faults = new Faults(clock, RandomGenerator.getDefault());
        // A region's folder lies in the sandbox's folder "regions"; all processes of a sandbox share one log.
        CallLog calls = CallLog.open(CallLog.file(spec.dir().resolve("../..").normalize()));
        Settings settings = new Settings();
        Region region = Region.start(
                spec,
                faults,
                calls,
                clock,
                settings,
                registry -> new SparkEngine(registry, settings, spec.dir().resolve("scratch"), accounts(spec)));
        new FaultDoor(region.connector(), faults);
        FunctionSpec.in(spec.dir())
                .ifPresent(function -> LookupFunction.start(
                        function, faults, calls, () -> settings.get(Setting.FUNCTION_STUCK_INSTANCES)));
        FaultControl control = FaultControl.start(
                Map.of(FaultControl.WORKSPACE, faults), spec.controlPort(), new SettingRoutes(settings));
        Runtime.getRuntime().addShutdownHook(new Thread(region::close, "region-end"));
        announce(spec.dir(), region.port(), control.port());
        Thread.currentThread().join();
    }

    private static List<LakeAccount> accounts(RegionSpec spec) {
        List<LakeAccount> accounts = new ArrayList<>();
        accounts.add(account(spec.account(), spec.region()));
        spec.peers().forEach(peer -> accounts.add(account(peer.account(), spec.region())));
        return accounts;
    }

    private static LakeAccount account(RegionSpec.Account account, String region) {
        return new LakeAccount(
                account.name(), URI.create(account.endpoint()), account.key(), StorageDialect.caller(region));
    }

    private static void announce(Path dir, int port, int controlPort) throws IOException {
        Map<String, Object> ready = Map.of(
                "pid", ProcessHandle.current().pid(),
                "port", port,
                "controlPort", controlPort);
        Path next = dir.resolve(READY + ".next");
        Files.writeString(next, JsonMapper.builder().build().writeValueAsString(ready));
        Files.move(next, dir.resolve(READY), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
