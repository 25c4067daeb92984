package io.quanyu.reach.wecom.web;

import io.quanyu.brand.audit.NotAudited;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.WebProblem;
import io.quanyu.reach.wecom.internal.CallbackProof;
import io.quanyu.reach.wecom.internal.ReceivingCallback;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where WeCom calls. Nobody is signed in: each request is proven by its signature. */
@RestController
@RequestMapping("/callbacks/wecom/{id}")
class WecomCallbackController {

  /** Largest body. A message has 2 kB; a group of 500 that joins at once some 30 kB. */
  static final int BODY_BYTES_MAX = 256 * 1024;

  private final ReceivingCallback receiving;

  WecomCallbackController(ReceivingCallback receiving) {
    this.receiving = receiving;
  }

  /** WeCom compares the answer byte by byte: no quotes, no byte order mark, no line feed. */
  @GetMapping
  void checkUrl(
      @PathVariable UUID id,
      @RequestParam("msg_signature") String signature,
      @RequestParam String timestamp,
      @RequestParam String nonce,
      @RequestParam String echostr,
      HttpServletResponse response)
      throws IOException {
    // A plus sign that comes unescaped arrives as a space, which Base64 never has.
    var echo =
        receiving.checkUrl(
            id, new CallbackProof(signature, timestamp, nonce), echostr.replace(' ', '+'));
    response.setContentType("text/plain;charset=UTF-8");
    response.getOutputStream().write(echo.getBytes(StandardCharsets.UTF_8));
  }

  @PostMapping
  @NotAudited("what WeCom reports is no doing of a person here")
  @ResponseStatus(HttpStatus.OK)
  void receive(
      @PathVariable UUID id,
      @RequestParam("msg_signature") String signature,
      @RequestParam String timestamp,
      @RequestParam String nonce,
      HttpServletRequest request)
      throws IOException {
    receiving.receive(id, new CallbackProof(signature, timestamp, nonce), bodyOf(request));
  }

  private static String bodyOf(HttpServletRequest request) throws IOException {
    var body = request.getInputStream().readNBytes(BODY_BYTES_MAX + 1);
    if (body.length > BODY_BYTES_MAX) {
      throw new ProblemException(
          WebProblem.TOO_LARGE, "A callback has at most " + BODY_BYTES_MAX / 1024 + " kB.");
    }
    return new String(body, StandardCharsets.UTF_8);
  }
}
