package io.twinlake.sandbox.access;

import io.twinlake.sandbox.fault.Fault;
import io.twinlake.sandbox.fault.FaultJson;
import io.twinlake.sandbox.fault.HeldCall;
import io.twinlake.sandbox.lifecycle.SandboxFailure;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** Orders faults on a process's control port. */
public final class FaultOrders {

    private final String address;

    /**
     * @param control the control port
     * @param server which of the process's servers
     */
    public FaultOrders(int control, String server) {
        this.address = "http://127.0.0.1:" + control + "/faults/" + server;
    }

    /** Makes the fault active. */
    public void order(Fault fault) {
        send("POST", "", HttpRequest.BodyPublishers.ofString(FaultJson.print(fault)));
    }

    /** Ends the server's faults. */
    public void clear() {
        send("DELETE", "", HttpRequest.BodyPublishers.noBody());
    }

    /**
     * Lets the requests go that stand at a gate.
     *
     * @param keep whether the gates stay shut for those that come after
     */
    public void release(boolean keep) {
        send("POST", "/release?keep=" + keep, HttpRequest.BodyPublishers.noBody());
    }

    /** The requests that the server's faults hold. */
    public List<HeldCall> held() {
        String held = Http.send(Http.request(address + "/held").GET().build()).body();
        return List.of(FaultJson.read(held, HeldCall[].class));
    }

    private void send(String method, String path, HttpRequest.BodyPublisher body) {
        HttpResponse<String> response =
                Http.send(Http.request(address + path).method(method, body).build());
        if (response.statusCode() != 204) {
            throw new SandboxFailure("The fault was refused: " + response.body());
        }
    }
}
