package io.twinlake.sandbox.storage;

import io.twinlake.sandbox.calls.CallLog;
import io.twinlake.sandbox.fault.FaultControl;
import io.twinlake.sandbox.fault.Faults;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;

/** The process of a sandbox's storage proxies, one per account, and of the port that gives them faults. */
public final class StorageProcess implements AutoCloseable {

    private final CallLog log;
    private final List<AccountProxy> proxies = new ArrayList<>();
    private final FaultControl control;

    private StorageProcess(StorageSpec spec) throws Exception {
        log = CallLog.open(spec.calls());
        Map<String, Faults> faults = new LinkedHashMap<>();
        spec.accounts().forEach(account -> faults.put(account.name(), new Faults(Clock.systemUTC(), new Random())));
        CopySource copies = new CopySource(
                spec.accounts().stream().collect(Collectors.toMap(StorageAccount::port, a -> faults.get(a.name()))));
        for (StorageAccount account : spec.accounts()) {
            proxies.add(AccountProxy.start(
                    account, spec.azurite(), copies, Objects.requireNonNull(faults.get(account.name())), log));
        }
        control = FaultControl.start(faults, spec.controlPort());
    }

    /** Serves until it is closed; the control port is the last to open. */
    static StorageProcess start(StorageSpec spec) throws Exception {
        return new StorageProcess(spec);
    }

    /** Takes the path of a {@link StorageSpec}. */
    public static void main(String[] args) throws Exception {
        start(StorageSpec.read(Path.of(args[0])));
    }

    @Override
    public void close() throws Exception {
        control.close();
        for (AccountProxy proxy : proxies) {
            proxy.close();
        }
        log.close();
    }
}
