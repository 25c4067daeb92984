package io.quanyu.demo.generator;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * A growing UTF-8 buffer with the few formats the exports need; writes without intermediate
 * strings.
 */
final class TextBuffer {

  private byte[] bytes;
  private int length;

  TextBuffer(int capacity) {
    bytes = new byte[capacity];
  }

  int length() {
    return length;
  }

  byte[] bytes() {
    return bytes;
  }

  void clear() {
    length = 0;
  }

  TextBuffer text(String text) {
    int chars = text.length();
    ensure(chars * 3);
    for (int i = 0; i < chars; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes[length++] = (byte) c;
      } else if (c < 0x800) {
        bytes[length++] = (byte) (0xC0 | (c >> 6));
        bytes[length++] = (byte) (0x80 | (c & 0x3F));
      } else {
        // The word lists keep to the basic plane, so there are no surrogates.
        bytes[length++] = (byte) (0xE0 | (c >> 12));
        bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        bytes[length++] = (byte) (0x80 | (c & 0x3F));
      }
    }
    return this;
  }

  TextBuffer ascii(char c) {
    ensure(1);
    bytes[length++] = (byte) c;
    return this;
  }

  TextBuffer number(long value) {
    ensure(20);
    if (value < 0) {
      bytes[length++] = '-';
    }
    long rest = Math.abs(value);
    int digits = 1;
    for (long power = rest / 10; power > 0; power /= 10) {
      digits++;
    }
    for (int i = digits - 1; i >= 0; i--) {
      bytes[length + i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /** An amount in fen as yuan with two decimals, e.g. {@code 319.20}. */
  TextBuffer yuan(long cents) {
    if (cents < 0) {
      ascii('-');
    }
    long rest = Math.abs(cents);
    return number(rest / 100).ascii('.').twoDigits((int) (rest % 100));
  }

  TextBuffer date(LocalDate date) {
    number(date.getYear()).ascii('-');
    return twoDigits(date.getMonthValue()).ascii('-').twoDigits(date.getDayOfMonth());
  }

  /** Local seconds since 1970 as {@code yyyy-MM-dd HH:mm:ss}. */
  TextBuffer dateTime(long moment) {
    date(LocalDate.ofEpochDay(Math.floorDiv(moment, 86_400)));
    int second = Math.floorMod(moment, 86_400);
    return ascii(' ')
        .twoDigits(second / 3_600)
        .ascii(':')
        .twoDigits(second / 60 % 60)
        .ascii(':')
        .twoDigits(second % 60);
  }

  TextBuffer copy(byte[] source, int offset, int count) {
    ensure(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
    return this;
  }

  /** Big-endian, as {@link #intAt} reads it. */
  TextBuffer binaryInt(int value) {
    ensure(4);
    setInt(length, value);
    length += 4;
    return this;
  }

  void setInt(int offset, int value) {
    bytes[offset] = (byte) (value >>> 24);
    bytes[offset + 1] = (byte) (value >>> 16);
    bytes[offset + 2] = (byte) (value >>> 8);
    bytes[offset + 3] = (byte) value;
  }

  static int intAt(byte[] bytes, int offset) {
    return (bytes[offset] & 0xFF) << 24
        | (bytes[offset + 1] & 0xFF) << 16
        | (bytes[offset + 2] & 0xFF) << 8
        | (bytes[offset + 3] & 0xFF);
  }

  private TextBuffer twoDigits(int value) {
    return ascii((char) ('0' + value / 10)).ascii((char) ('0' + value % 10));
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
