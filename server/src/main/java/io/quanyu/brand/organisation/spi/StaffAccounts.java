package io.quanyu.brand.organisation.spi;

import java.util.UUID;

/** Knows who may sign in. */
public interface StaffAccounts {

  /** Whether there is an account with that id, active or not. */
  boolean exists(UUID staffId);
}
