package io.quanyu.core.identity;

/** Gender as a channel states it. "Unknown" is the absence of a value. */
public enum Gender {
  FEMALE,
  MALE
}
