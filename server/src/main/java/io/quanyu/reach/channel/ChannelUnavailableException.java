package io.quanyu.reach.channel;

/** A vendor cannot be asked now; it will be asked again. */
public final class ChannelUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ChannelUnavailableException(String message) {
    super(message);
  }

  public ChannelUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
