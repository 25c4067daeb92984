package io.quanyu.reach.wecom.internal;

import io.quanyu.reach.channel.MessageContent;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How the mark of a call travels within a bulk message, which has no field for it: in the address
 * of the link, or as the last line of the text.
 */
final class CallMark {
  private CallMark() {}

  /** Name of the parameter that carries it in an address. */
  static final String PARAMETER = "qy";

  private static final Pattern MARK = Pattern.compile("qy-[0-9a-z]{1,40}-[0-9A-Za-z]{1,40}");

  /** The text as it is sent. */
  static String text(MessageContent content, String mark) {
    return content.link().isPresent() ? content.text() : content.text() + "\n[" + mark + "]";
  }

  /** The address with the mark as its last parameter. */
  static String url(String url, String mark) {
    int hash = url.indexOf('#');
    var address = hash < 0 ? url : url.substring(0, hash);
    var fragment = hash < 0 ? "" : url.substring(hash);
    char joint = address.indexOf('?') < 0 ? '?' : '&';
    return address + joint + PARAMETER + '=' + mark + fragment;
  }

  /** Whatever looks like a mark. */
  static Set<String> in(String text) {
    var marks = new HashSet<String>();
    var matcher = MARK.matcher(text);
    while (matcher.find()) {
      marks.add(matcher.group());
    }
    return marks;
  }
}
