package io.quanyu.know.privacy.internal;

import io.quanyu.know.privacy.RequestKind;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what the server is asked to do, request by request; what fails is tried again next time. */
public final class RunningRequests {

  private static final Logger log = LoggerFactory.getLogger(RunningRequests.class);

  /** Requests of one round. */
  private static final int ROWS = 20;

  private final RequestSql requests;
  private final ErasingPerson erasing;
  private final MakingCopy copying;

  RunningRequests(RequestSql requests, ErasingPerson erasing, MakingCopy copying) {
    this.requests = requests;
    this.erasing = erasing;
    this.copying = copying;
  }

  /** One round over all requests that are under way. */
  public void run() {
    for (var id : requests.running(ROWS)) {
      try {
        run(id);
      } catch (RuntimeException e) {
        log.error("privacy request {} stopped half-way and goes on later", id, e);
      }
    }
  }

  private void run(UUID id) {
    var request = requests.find(id).orElseThrow();
    if (request.kind() == RequestKind.ERASURE) {
      if (!erasing.run(id)) {
        log.info("erasure {} waits for something that is in use", id);
      }
    } else {
      copying.run(id);
    }
  }
}
