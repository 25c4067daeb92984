package io.quanyu.reach.sms.web;

import io.quanyu.brand.audit.NotAudited;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.WebProblem;
import io.quanyu.reach.sms.internal.CallbackProof;
import io.quanyu.reach.sms.internal.ReceivingSmsCallback;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where the gateway calls. Nobody is signed in: each request is proven by its signature. */
@RestController
class SmsCallbackController {

  /** Largest body: reports of a thousand texts have some 150 kB. */
  static final int BODY_BYTES_MAX = 512 * 1024;

  private final ReceivingSmsCallback receiving;

  SmsCallbackController(ReceivingSmsCallback receiving) {
    this.receiving = receiving;
  }

  @PostMapping("/callbacks/sms/{id}")
  @NotAudited("what the gateway reports is in the message log")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void receive(
      @PathVariable UUID id,
      @RequestHeader("webhook-id") String webhookId,
      @RequestHeader("webhook-timestamp") String timestamp,
      @RequestHeader("webhook-signature") String signatures,
      HttpServletRequest request)
      throws IOException {
    receiving.receive(id, new CallbackProof(webhookId, timestamp, signatures), bodyOf(request));
  }

  private static byte[] bodyOf(HttpServletRequest request) throws IOException {
    var body = request.getInputStream().readNBytes(BODY_BYTES_MAX + 1);
    if (body.length > BODY_BYTES_MAX) {
      throw new ProblemException(
          WebProblem.TOO_LARGE, "A callback has at most " + BODY_BYTES_MAX / 1024 + " kB.");
    }
    return body;
  }
}
