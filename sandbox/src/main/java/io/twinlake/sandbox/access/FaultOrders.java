package io.twinlake.sandbox.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.twinlake.sandbox.fault.Fault;
import io.twinlake.sandbox.lifecycle.SandboxFailure;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Orders faults on a process's control port. */
public final class FaultOrders {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

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
        try {
            send("POST", HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(fault)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A fault that is not JSON: " + fault, e);
        }
    }

    /** Ends the server's faults. */
    public void clear() {
        send("DELETE", HttpRequest.BodyPublishers.noBody());
    }

    private void send(String method, HttpRequest.BodyPublisher body) {
        HttpResponse<String> response =
                Http.send(Http.request(address).method(method, body).build());
        if (response.statusCode() != 204) {
            throw new SandboxFailure("The fault was refused: " + response.body());
        }
    }
}
