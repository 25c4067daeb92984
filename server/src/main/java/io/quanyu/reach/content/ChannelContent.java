package io.quanyu.reach.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quanyu.reach.channel.MessageContent;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a template says over one channel.
 *
 * @param text 1 to {@value #TEXT_LENGTH_MAX} characters, not blank; variables are written {@code
 *     ${name}}
 * @param link goes with the text
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChannelContent(String text, @Nullable Link link) {

  /** Longer than any channel takes, so that names of variables have room. */
  public static final int TEXT_LENGTH_MAX = 2_000;

  private static final int URL_LENGTH_MAX = 500;
  private static final int TITLE_LENGTH_MAX = 40;

  /**
   * A page to open.
   *
   * @param url absolute, http or https
   * @param title 1 to 40 characters
   */
  public record Link(String url, String title) {
    public Link {
      if (url == null || url.length() > URL_LENGTH_MAX || !url.matches("https?://[^\\s/]+\\S*")) {
        throw new IllegalArgumentException(
            "a link needs an address https://… of at most " + URL_LENGTH_MAX + " characters");
      }
      if (title == null || title.isBlank() || title.length() > TITLE_LENGTH_MAX) {
        throw new IllegalArgumentException(
            "a link needs a title of 1 to " + TITLE_LENGTH_MAX + " characters");
      }
    }
  }

  public ChannelContent {
    if (text == null || text.isBlank() || text.length() > TEXT_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "a message needs a text of 1 to " + TEXT_LENGTH_MAX + " characters");
    }
  }

  /** As the channel takes it. */
  public MessageContent toMessage(Map<String, String> fallbacks) {
    return new MessageContent(
        text,
        fallbacks,
        Optional.ofNullable(link).map(to -> new MessageContent.Link(to.url(), to.title())));
  }
}
