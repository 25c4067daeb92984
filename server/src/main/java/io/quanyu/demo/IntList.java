package io.quanyu.demo;

import java.util.Arrays;

/** A growing list of ints: forty million of them take 160 MB, boxed a gigabyte. */
final class IntList {

  private int[] values = new int[1_024];
  private int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  int get(int index) {
    return values[index];
  }

  int size() {
    return size;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
