package io.quanyu.sandbox.wecom;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Cursors are opaque to clients: the place behind the last item, in Base64. */
final class Cursor {
  private Cursor() {}

  static String of(String place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  static String of(int index) {
    return of(Integer.toString(index));
  }

  static String place(@Nullable String cursor) {
    if (cursor == null) {
      return "";
    }
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new WecomRefusal(WecomError.BAD_PARAMETER, "cursor");
    }
  }

  static int index(@Nullable String cursor) {
    String place = place(cursor);
    try {
      return place.isEmpty() ? 0 : Integer.parseUnsignedInt(place);
    } catch (NumberFormatException e) {
      throw new WecomRefusal(WecomError.BAD_PARAMETER, "cursor");
    }
  }
}
