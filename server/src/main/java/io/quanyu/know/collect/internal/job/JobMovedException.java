package io.quanyu.know.collect.internal.job;

import java.util.UUID;

/** Another server goes on with the job: this one leaves it alone. */
final class JobMovedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JobMovedException(UUID importId) {
    super("import " + importId + " was moved on by another server");
  }
}
