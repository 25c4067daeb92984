package io.quanyu.know.privacy.internal;

import io.quanyu.know.privacy.PrivacyProblem;
import io.quanyu.know.privacy.RequestKind;
import io.quanyu.platform.web.ProblemException;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Opens the file that was made for a person. */
@Component
public final class HandingOutCopy {

  private final RequestSql requests;
  private final CopyFiles files;

  HandingOutCopy(RequestSql requests, CopyFiles files) {
    this.requests = requests;
    this.files = files;
  }

  /** A file in clear. */
  @SuppressWarnings("ArrayRecordComponent") // written to an answer, never compared
  public record Handed(String name, byte[] bytes) {}

  /**
   * The copy of a request.
   *
   * @throws ProblemException {@link PrivacyProblem#COPY_GONE} if there is none, or no more
   */
  public Handed open(UUID requestId) {
    boolean isExport =
        requests
            .find(requestId)
            .filter(request -> request.kind() == RequestKind.EXPORT)
            .isPresent();
    var bytes = files.open(requestId);
    return isExport
        ? new Handed("personal-data-" + requestId + ".zip", bytes)
        : new Handed("personal-data-" + requestId + ".json", bytes);
  }
}
